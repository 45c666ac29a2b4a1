using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum status</c>: how the archive and its watch stand, from outside.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("status", "Tells how much the archive holds, whether a watch runs, what it did and what it has trouble with.", "variorum status") { folder };
        verb.SetAction(parse => ArchiveAccess.Read(parse.GetValue(folder), archive =>
        {
            var (size, sources, watch) = (archive.Size(), SourceList.Read(archive.Folder).Sources, WatchStatus.Read(archive.Folder));
            return Output.WriteText(null, writer =>
            {
                writer.Write($"{Message.Count(size.Documents, "document")}, {Message.Count(size.Versions, "version")}, {Message.Count(size.Captures, "capture")}, {Size.Write(size.Bytes)} of WARC files\n");
                writer.Write($"{Message.Count(sources.Count, "source")}{(sources.Count(static source => source.Paused) is > 0 and var paused ? $", {paused} of them paused" : "")}\n");
                Write(watch, FolderArchive.IsWritten(archive.Folder), writer);
            }) ? Exit.Done : Exit.Partly;
        }));
        return verb;
    }

    private static void Write(WatchStatus? watch, bool written, TextWriter writer)
    {
        writer.Write($"{WatchText.Stands(watch, written, DateTimeOffset.UtcNow)}\n");
        if (watch is null) return;
        writer.Write($"  {WatchText.Counts(watch)}\n  {Message.Count(watch.Waiting, "visit")} planned{(watch.Next is { } next ? $", the next for {WatchText.Time(next)}" : "")}\n");
        foreach (var (_, way) in watch.Ways.Where(static way => way.Value.Trouble is not null)) writer.Write($"  {way.Trouble}\n");
    }
}

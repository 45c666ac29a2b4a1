using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum status</c>: how the archive and its watch stand, from outside.</summary>
internal static class StatusCommand
{
    // A watch tells every ten seconds how it stands; one that reads a long page tells later.
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(2);

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
        if (watch is null)
        {
            writer.Write("no watch has run\n");
            return;
        }

        var ran = watch.Ended is { } ended ? $"the last watch ran from {Time(watch.Started)} to {Time(ended)}"
            : !written ? $"the last watch began {Time(watch.Started)} and was killed after {Time(watch.Seen)}: the next one goes on where it was"
            : DateTimeOffset.UtcNow - watch.Seen > Silent ? $"a watch began {Time(watch.Started)} and was last heard of {Time(watch.Seen)}: it hangs, or another verb writes since it was killed"
            : $"a watch runs since {Time(watch.Started)}";
        writer.Write($"{ran}\n  {WatchLog.Counts(watch)}\n  {Message.Count(watch.Waiting, "visit")} planned{(watch.Next is { } next ? $", the next for {Time(next)}" : "")}\n");
        foreach (var (_, way) in watch.Ways.Where(static way => way.Value.Trouble is not null)) writer.Write($"  {way.Trouble}\n");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

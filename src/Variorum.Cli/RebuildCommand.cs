using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum rebuild</c> and <c>variorum reread</c>: the database made anew from the WARC files.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("rebuild", "Makes the archive's database anew from its WARC files.", "variorum rebuild") { folder };
        verb.SetAction((parse, cancel) => Task.FromResult(Run(parse.GetValue(folder), null, static _ => { }, cancel)));
        return verb;
    }

    public static Command CreateReread()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("reread", "Reads all captures again with this release, and shows which texts it reads otherwise; no edit of a publisher's.", "variorum reread") { folder };
        verb.SetAction((parse, cancel) =>
        {
            var told = new List<ReadOtherwise>();
            return Task.FromResult(Run(parse.GetValue(folder), told.Add, writer => Write(told, writer), cancel));
        });
        return verb;
    }

    private static int Run(string? folder, Action<ReadOtherwise>? otherwise, Action<TextWriter> more, CancellationToken cancel) =>
        ArchiveAccess.With(ArchiveAccess.Folder(folder), path => FolderArchive.Rebuild(path, otherwise, sources: SourceList.Read(path).FactsOf, looks: ArchiveAccess.Decoder.Look, cancel: cancel), archive =>
        {
            foreach (var repair in archive.Repairs) Message.Say(archive.Folder, $"was made anew, but {repair}");
            foreach (var line in EventAccess.Follow(archive.Folder, archive, cancel)) Message.Say(archive.Folder, $"keeps a decision that does nothing: {line}");
            var size = archive.Size();
            return Output.WriteText(null, writer =>
            {
                writer.Write($"{Message.Count(size.Captures, "capture")} of {Message.Count(size.Documents, "document")} in {Message.Count(size.Versions, "version")}.\n");
                more(writer);
            }) ? Exit.Done : Exit.Partly;
        });

    private static void Write(List<ReadOtherwise> told, TextWriter writer)
    {
        writer.Write(told.Count == 0 ? "Every text is read as before.\n" : $"{told.Count} {(told.Count == 1 ? "text is" : "texts are")} read otherwise:\n");
        foreach (var change in told)
        {
            writer.Write($"\n{change.Document.Url}\n  captured {change.Capture.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z, read by {change.Before} before: {DiffText.Summary(change.Diff)}\n");
            DiffText.Write(change.Diff, writer, indent: 4);
        }
    }
}

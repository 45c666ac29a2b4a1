using System.CommandLine;

namespace Variorum;

/// <summary><c>variorum rebuild</c>: the database made anew from the WARC files.</summary>
internal static class RebuildCommand
{
    public static Command Create()
    {
        var folder = ArchiveAccess.Option();
        var verb = new Verb("rebuild", "Makes the archive's database anew from its WARC files.", "variorum rebuild")
        {
            folder,
        };
        verb.SetAction((parse, cancel) => Task.FromResult(ArchiveAccess.With(ArchiveAccess.Folder(parse.GetValue(folder)), path => FolderArchive.Rebuild(path, cancel: cancel), archive =>
        {
            foreach (var repair in archive.Repairs) Message.Say(archive.Folder, $"was mended: {repair}");
            var size = archive.Size();
            return Output.WriteText(null, writer => writer.Write($"{size.Captures} captures of {size.Documents} documents in {size.Versions} versions.\n")) ? Exit.Done : Exit.Partly;
        })));
        return verb;
    }
}

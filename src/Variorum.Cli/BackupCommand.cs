using System.CommandLine;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary><c>variorum backup</c>: a copy of the archive, made while others use it.</summary>
internal static partial class BackupCommand
{
    public static Command Create()
    {
        var to = new Argument<string>("DIR") { Description = "A folder that does not exist: the back-up, which is an archive itself." };
        var link = new Option<bool>("--link") { Description = "WARC files that are written to no more share their bytes with the archive's where they lie on the same disk: fast and small, and no help when that disk breaks." };
        var folder = ArchiveAccess.Option();
        var verb = new Verb("backup", "Copies the archive, and what people did in its reading room, while others read it and write to it; the copy is read again and compared.", "variorum backup \"$VARIORUM_ARCHIVE-backup\"")
        {
            to, link, folder,
        };
        verb.SetAction((parse, cancel) => Task.FromResult(Run(ArchiveAccess.Folder(parse.GetValue(folder)), parse.GetRequiredValue(to), parse.GetValue(link), cancel)));
        return verb;
    }

    private static int Run(string folder, string to, bool link, CancellationToken cancel) => to.Trim().Length == 0 ? Empty() : ArchiveAccess.Trying(folder, () =>
    {
        var made = ArchiveBackup.Make(folder, to, link ? Linked : null, cancel);
        return Output.WriteText(null, writer => writer.Write($"{to}: {Message.Count(made.Captures, "capture")} of {Message.Count(made.Documents, "document")}, {Message.Count(made.Files, "file")}{(made.Linked > 0 ? $", {made.Linked} of them linked" : "")}, {Size.Write(made.Bytes)}; read again, and as it was.\n")) ? Exit.Done : Exit.Partly;
    });

    private static int Empty()
    {
        Message.Say("DIR", "is empty: name a folder that does not exist");
        return Exit.Usage;
    }

    private static bool Linked(string from, string to) => OperatingSystem.IsWindows() ? CreateHardLink(to, from, 0) : Link(from, to) == 0;

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string name, string existing, nint security);
}

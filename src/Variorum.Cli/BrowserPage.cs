using System.ComponentModel;
using System.Diagnostics;

namespace Variorum;

/// <summary>A captured page in the user's browser.</summary>
internal static class BrowserPage
{
    // What starts a browser tells at once where it cannot; one that is found works on.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Writes the page, harmless, to a file that only the user can read, opens it, and says where it lies.</summary>
    public static bool Open(FolderArchive archive, Version? version, Capture capture, Page page)
    {
        var harmless = PagePictures.Harmless(archive, capture, page);
        string path;
        try
        {
            // A folder of its own, which nobody else may enter.
            path = Path.Combine(Directory.CreateTempSubdirectory("variorum-").FullName, "page.html");
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            CaptureHtml.Write(harmless.Title, harmless.Body, harmless.LeftOut, version, capture, stream);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Message.Say(Path.GetTempPath(), $"cannot be written ({Message.Reason(failed, "")}): make room there, or name another folder in TMPDIR");
            return false;
        }
        if (Started(path)) return Output.WriteText(null, writer => writer.Write($"{path} is in the browser; delete it when you are done.\n"));
        return Output.WriteText(null, writer => writer.Write($"{path} holds the page, and no browser could be started: open it in one.\n"));
    }

    /// <summary>Has the system open a file or an address of the web; false where nothing could be started.</summary>
    public static bool Started(string path)
    {
        var start = OperatingSystem.IsWindows() ? new ProcessStartInfo(path) { UseShellExecute = true } : new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [path]);
        try
        {
            using var process = Process.Start(start);
            return process is null || !process.WaitForExit(Patience) || process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

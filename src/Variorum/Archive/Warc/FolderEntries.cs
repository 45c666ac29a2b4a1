using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>The names in a folder on the device: a file that is flushed and whose name is not may be gone after a power cut.</summary>
internal static partial class FolderEntries
{
    // O_RDONLY | O_CLOEXEC, which Linux and macOS number otherwise.
    private const int LinuxFlags = 0x80000, DarwinFlags = 0x1000000;

    /// <summary>Returns when the names of the files in a folder are on the device. Windows keeps them in its journal without being asked.</summary>
    /// <exception cref="IOException">The device failed.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var handle = Open(folder, OperatingSystem.IsMacOS() ? DarwinFlags : LinuxFlags);
        // Who may write to a folder and not read it cannot flush it either.
        if (handle < 0) return;
        try
        {
            // Some file systems know no flush of folders (EINVAL), and say of none that it failed.
            if (Flush(handle) != 0 && Marshal.GetLastPInvokeError() is var error and not 22) throw new IOException($"The folder {folder} cannot be flushed: {Marshal.GetPInvokeErrorMessage(error)}", error);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}

using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Variorum;

/// <summary>Writes results: to standard output, or to a file that is there whole or not at all.</summary>
internal static class Output
{
    /// <summary>EPIPE, the same number on Linux, macOS and the BSDs.</summary>
    private const int BrokenPipe = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a result of text.</summary>
    /// <inheritdoc cref="Write(string?, Action{Stream})"/>
    public static bool WriteText(string? path, Action<TextWriter> write) => Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    /// <summary>Writes a result; says so where it cannot.</summary>
    /// <param name="path">A file, or null or <c>-</c> for standard output.</param>
    /// <param name="write">Writes all of it.</param>
    /// <returns>Whether it is written.</returns>
    public static bool Write(string? path, Action<Stream> write)
    {
        path = path == Input.Standard ? null : path;
        var name = path ?? "standard output";
        try
        {
            if (path is null) ToStandard(write);
            else if (Directory.Exists(path)) return Refuse(name, "is a folder: add a file's name to it");
            else ToFile(path, write);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return Refuse(name, "cannot be written because its folder does not exist: make the folder first");
        }
        catch (UnauthorizedAccessException)
        {
            return Refuse(name, "cannot be written because you may not write there: choose another place");
        }
        catch (IOException failed)
        {
            return Refuse(name, $"cannot be written ({Message.Reason(failed, name)}): make room or choose another place");
        }
    }

    private static bool Refuse(string name, string what)
    {
        Message.Say(name, what);
        return false;
    }

    private static void ToStandard(Action<Stream> write)
    {
        if (OperatingSystem.IsWindows())
        {
            using var console = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
            write(console);
            return;
        }
        // By its number, because the console's own stream costs six milliseconds of each start.
        using var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // Not disposed: it would write again what could not be written.
        var buffer = new BufferedStream(stream, 1 << 16);
        try
        {
            write(buffer);
            buffer.Flush();
            // Asking for the handle moves the place where the next writer goes on: (variorum …; echo) > file.
            _ = stream.SafeFileHandle;
        }
        catch (IOException closed) when (closed.HResult == BrokenPipe)
        {
            // The reader has seen enough (| head -1): no failure.
        }
    }

    private static void ToFile(string path, Action<Stream> write)
    {
        if (Device(path))
        {
            using var device = Open(path);
            write(device);
            return;
        }
        // The link stays, and the file that it leads to is written.
        var target = new FileInfo(path);
        if (target.LinkTarget is not null) target = new FileInfo(target.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        if (target.Exists)
        {
            // A file that may not be written must not be replaced, and a pipe cannot be.
            using var existing = Open(target.FullName);
            if (!existing.CanSeek)
            {
                write(existing);
                return;
            }
        }
        Replace(target, write);
    }

    // What is in these folders is no file, whatever it answers when asked.
    private static bool Device(string path) =>
        path.StartsWith("/proc/", StringComparison.Ordinal)
        || (path.StartsWith("/dev/", StringComparison.Ordinal) && !path.StartsWith("/dev/shm/", StringComparison.Ordinal));

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1 << 16);

    private static void Replace(FileInfo target, Action<Stream> write)
    {
        var draft = Path.Combine(target.DirectoryName!, $".{target.Name}.{Path.GetRandomFileName()}");
        using var interrupt = OnSignal(PosixSignal.SIGINT, draft);
        using var end = OnSignal(PosixSignal.SIGTERM, draft);
        try
        {
            using (var stream = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16))
            {
                write(stream);
                // To the device before the old file goes: after a power cut there is the old one or the new one.
                stream.Flush(flushToDisk: true);
            }
            // Taken away at a signal: who asked for the end does not get the output.
            if (!File.Exists(draft)) throw new OperationCanceledException();
            if (target.Exists && !OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, target.UnixFileMode);
            File.Move(draft, target.FullName, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    // The process ends after this, at once or when what it does is given up.
    private static PosixSignalRegistration OnSignal(PosixSignal signal, string draft) =>
        PosixSignalRegistration.Create(signal, _ => File.Delete(draft));
}

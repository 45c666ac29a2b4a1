using System.Buffers.Binary;
using System.Diagnostics;

namespace Variorum;

/// <summary>
/// Decodes pictures in a process of its own, which lives as long as it is well. Decoders are native code: a picture made to crash one
/// would end a watch, and would end it again when it is fetched anew; here it costs the picture.
/// </summary>
/// <remarks>Safe for many threads; one picture at a time.</remarks>
/// <param name="program">That calls <see cref="Serve"/> on its standard streams, with these arguments.</param>
/// <param name="arguments">Of it.</param>
/// <param name="patience">For one picture; five seconds where it is null. Then the process is ended, and another one started for the next picture.</param>
public sealed class PictureProcess(string program, IReadOnlyList<string> arguments, TimeSpan? patience = null) : IDisposable
{
    private const int Largest = 64 << 20, Nothing = -1;

    // A busy machine may be slow to start it, which no picture can bring about.
    private static readonly TimeSpan ToStart = TimeSpan.FromSeconds(30);

    private readonly Lock turn = new();
    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(5);
    private readonly TimeSpan toStart = patience > ToStart || patience is null ? ToStart : patience.Value;
    private Process? process;

    /// <summary>As <see cref="PictureDecoder.Look"/>.</summary>
    /// <exception cref="UnseenPictureException">The picture ended the process, or took too long, or the process does not start.</exception>
    public PictureLook? Look(ReadOnlyMemory<byte> picture) => !Ask(0, picture, out var look) ? throw new UnseenPictureException() : look is null ? null : PictureLook.Unpack(look);

    /// <summary>As <see cref="PictureDecoder.Small"/>; also null for a picture that ended the process, or took too long.</summary>
    public byte[]? Small(ReadOnlyMemory<byte> picture, int side) => Ask(side, picture, out var small) ? small : null;

    /// <summary>Answers what is asked on one stream on another one, until the first ends.</summary>
    public static void Serve(Stream asked, Stream answers)
    {
        var head = new byte[8];
        while (asked.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var (side, length) = (BinaryPrimitives.ReadInt32LittleEndian(head), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)));
            if (length is < 0 or > Largest) return;
            var picture = new byte[length];
            asked.ReadExactly(picture);
            var answer = side == 0 ? PictureDecoder.Look(picture)?.Pack() : PictureDecoder.Small(picture, side);
            BinaryPrimitives.WriteInt32LittleEndian(head, answer?.Length ?? Nothing);
            answers.Write(head.AsSpan(0, 4));
            answers.Write(answer ?? []);
            answers.Flush();
        }
    }

    public void Dispose()
    {
        lock (turn) End();
    }

    // Whether there was an answer.
    private bool Ask(int side, ReadOnlyMemory<byte> picture, out byte[]? answer)
    {
        answer = null;
        if (picture.Length is 0 or > Largest) return true;
        lock (turn)
        {
            // Twice where it ended: it may have been ended from without, long before.
            return Try(side, picture, out answer) ?? Try(side, picture, out answer) ?? false;
        }
    }

    // False where it took too long, null where it ended.
    private bool? Try(int side, ReadOnlyMemory<byte> picture, out byte[]? answer)
    {
        answer = null;
        bool? late = null;
        try
        {
            var fresh = process is null;
            var running = process ??= Start();
            // Of nothing there is no picture: it says so as soon as it runs.
            if (fresh && !Task.Run(() => Exchange(running, 0, default)).Wait(toStart)) throw new IOException("the decoder does not start");
            var asked = Task.Run(() => Exchange(running, side, picture));
            if (asked.Wait(patience))
            {
                answer = asked.Result;
                return true;
            }
            late = false;
        }
        catch (Exception ended) when (ended is AggregateException or IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Said by the missing answer.
        }
        End();
        return late;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, CreateNoWindow = true };
        var started = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        // What a decoder has to say while it breaks is for nobody.
        started.ErrorDataReceived += static (_, _) => { };
        started.BeginErrorReadLine();
        return started;
    }

    private static byte[]? Exchange(Process process, int side, ReadOnlyMemory<byte> picture)
    {
        var head = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(head, side);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), picture.Length);
        var (to, from) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        to.Write(head);
        to.Write(picture.Span);
        to.Flush();
        from.ReadExactly(head, 0, 4);
        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length is < 0 or > Largest) return null;
        var answer = new byte[length];
        from.ReadExactly(answer);
        return answer;
    }

    private void End()
    {
        if (process is null) return;
        try
        {
            process.Kill();
        }
        catch (Exception ended) when (ended is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            // It has ended already.
        }
        process.Dispose();
        process = null;
    }
}

/// <summary>A picture could not be looked at this time, whatever it is.</summary>
public sealed class UnseenPictureException() : Exception("the picture could not be looked at");

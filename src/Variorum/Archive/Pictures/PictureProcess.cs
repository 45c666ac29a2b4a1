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
/// <param name="patience">For one picture; half a minute where it is null. Then the process is ended.</param>
public sealed class PictureProcess(string program, IReadOnlyList<string> arguments, TimeSpan? patience = null) : IDisposable
{
    private const int Largest = 64 << 20, Nothing = -1;

    private readonly Lock turn = new();
    private readonly TimeSpan patience = patience ?? TimeSpan.FromSeconds(30);
    private Process? process;

    /// <summary>As <see cref="PictureDecoder.Look"/>; also null for a picture that ended the process, or took too long.</summary>
    public PictureLook? Look(ReadOnlyMemory<byte> picture) => Ask(0, picture) is { } look ? PictureLook.Unpack(look) : null;

    /// <summary>As <see cref="PictureDecoder.Small"/>; also null for a picture that ended the process, or took too long.</summary>
    public byte[]? Small(ReadOnlyMemory<byte> picture, int side) => Ask(side, picture);

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

    private byte[]? Ask(int side, ReadOnlyMemory<byte> picture)
    {
        if (picture.Length is 0 or > Largest) return null;
        lock (turn) return Try(side, picture, out var answer) || Try(side, picture, out answer) ? answer : null;
    }

    // Twice: on a busy machine it may not have started in time, and what is not decoded here is not compared.
    private bool Try(int side, ReadOnlyMemory<byte> picture, out byte[]? answer)
    {
        try
        {
            process ??= Start();
            var asked = Task.Run(() => Exchange(process, side, picture));
            if (asked.Wait(patience))
            {
                answer = asked.Result;
                return true;
            }
        }
        catch (Exception ended) when (ended is AggregateException or IOException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Said by the missing answer.
        }
        End();
        answer = null;
        return false;
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

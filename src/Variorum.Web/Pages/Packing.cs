using System.Buffers;
using System.IO.Compression;

namespace Variorum;

/// <summary>Pages as they go over the wire: packed for whoever takes that.</summary>
internal static class Packing
{
    /// <summary>The one coding that pages are packed in: all browsers take it, over TLS and on this machine.</summary>
    public const string Coding = "br";

    // A packet holds that much.
    private const int NotWorthIt = 1400;

    // Of Brotli's levels the first packs a page of 30 kB to 8 in a tenth of a millisecond; the fifth to 7 in a whole one.
    private const int Level = 1, Window = 20;

    /// <summary>Whether who asks takes it, and it is worth it.</summary>
    public static bool Wished(HttpRequest request, int length)
    {
        if (length < NotWorthIt) return false;
        foreach (var accepted in request.Headers.AcceptEncoding)
            foreach (var coding in (accepted ?? "").AsSpan().Split(','))
            {
                var one = accepted.AsSpan()[coding].Trim();
                if (one.SequenceEqual(Coding) || (one.StartsWith(Coding + ";", StringComparison.Ordinal) && !one.TrimEnd("0.").EndsWith("q="))) return true;
            }
        return false;
    }

    /// <summary>Packs bytes.</summary>
    /// <returns>A buffer to be given back to the pool, and how much of it holds something; null where they become no fewer.</returns>
    public static (byte[] Buffer, int Length)? Pack(ReadOnlySpan<byte> bytes)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        if (BrotliEncoder.TryCompress(bytes, buffer, out var length, Level, Window) && length < bytes.Length) return (buffer, length);
        ArrayPool<byte>.Shared.Return(buffer);
        return null;
    }
}

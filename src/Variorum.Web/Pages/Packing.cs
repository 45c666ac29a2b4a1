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

    // The quickest: a page of 42 kB becomes 9 kB.
    private const int Level = 1, Window = 20;

    /// <summary>Whether who asks takes it, and it is worth it.</summary>
    public static bool Wished(HttpRequest request, int length) => length >= NotWorthIt && Takes(request, Coding);

    /// <summary>Whether who asks takes what is packed in a coding.</summary>
    public static bool Takes(HttpRequest request, string wanted)
    {
        foreach (var accepted in request.Headers.AcceptEncoding)
            foreach (var coding in (accepted ?? "").AsSpan().Split(','))
            {
                var one = accepted.AsSpan()[coding].Trim();
                if (one.SequenceEqual(wanted) || (one.StartsWith(wanted + ";", StringComparison.Ordinal) && !one.TrimEnd("0.").EndsWith("q="))) return true;
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

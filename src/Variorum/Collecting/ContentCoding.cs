using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>Undoes the content codings of RFC 9110, section 8.4.1, within bounds.</summary>
internal static class ContentCoding
{
    // What is small cannot hurt, whatever its ratio: an empty table of a thousand rows is that well packed.
    private const int Harmless = 1024 * 1024;

    /// <param name="body">As it was sent.</param>
    /// <param name="codings">The header's value: in the order in which they were applied. Null for none.</param>
    /// <returns>All that could be decoded, and why it is not all (else null). What no coding can be undone of comes back as it is.</returns>
    public static (ReadOnlyMemory<byte> Bytes, string? Cut) Decode(ReadOnlyMemory<byte> body, string? codings, FetchLimits limits)
    {
        var names = (codings ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > 64 || names.Count(name => !IsIdentity(name)) > limits.Codings)
            return (body, $"more than {limits.Codings} content codings lie around one another");
        string? cut = null;
        var bytes = body;
        foreach (var name in names.Reverse())
        {
            if (IsIdentity(name)) continue;
            if (Opener(name, bytes.Span) is not { } open) return (bytes, $"the content coding “{name}” is unknown");
            (bytes, var why) = Inflate(bytes, open, name, body.Length, limits);
            cut ??= why;
        }

        return (bytes, cut);
    }

    /// <summary>Undoes a gzip around a file, whatever the headers say of it: a sitemap's <c>.xml.gz</c>.</summary>
    public static (ReadOnlyMemory<byte> Bytes, string? Cut) Gunzip(ReadOnlyMemory<byte> body, FetchLimits limits) =>
        body.Span.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? Decode(body, "gzip", limits) : (body, null);

    private static bool IsIdentity(string name) => name.Equals("identity", StringComparison.OrdinalIgnoreCase);

    private static Func<Stream, Stream>? Opener(string name, ReadOnlySpan<byte> bytes) => name.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => static stream => new GZipStream(stream, CompressionMode.Decompress),
        "br" => static stream => new BrotliStream(stream, CompressionMode.Decompress),
        // Meant is zlib; some servers send the bare deflate.
        "deflate" when bytes.Length > 1 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) | bytes[1]) % 31 == 0 =>
            static stream => new ZLibStream(stream, CompressionMode.Decompress),
        "deflate" => static stream => new DeflateStream(stream, CompressionMode.Decompress),
        _ => null,
    };

    private static (ReadOnlyMemory<byte> Bytes, string? Cut) Inflate(
        ReadOnlyMemory<byte> bytes, Func<Stream, Stream> open, string name, int sent, FetchLimits limits)
    {
        var most = (int)Math.Min(limits.Decoded, Math.Max(Harmless, (long)sent * limits.Ratio));
        using var inflated = new MemoryStream();
        using var stream = open(AsStream(bytes));
        var buffer = new byte[32 * 1024];
        try
        {
            while (stream.Read(buffer) is > 0 and var read)
            {
                var room = most - (int)inflated.Length;
                inflated.Write(buffer, 0, Math.Min(read, room));
                if (read <= room) continue;
                return (Written(inflated), most == limits.Decoded ? $"it is longer than {most} bytes when it is unpacked"
                    : $"it grows more than {limits.Ratio} times when it is unpacked");
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException)
        {
            // A page whose header lies is most often not packed at all.
            return inflated.Length == 0 && !bytes.IsEmpty && Plain(bytes.Span) ? (bytes, $"it is called {name} and is not")
                : (Written(inflated), $"its {name} is damaged");
        }

        return (Written(inflated), name.EndsWith("gzip", StringComparison.OrdinalIgnoreCase) && IsTorn(bytes.Span, inflated.Length) ? $"its {name} is torn" : null);
    }

    // The stream says nothing when a gzip ends too soon. Its last four bytes are the length of its last member (RFC 1952).
    private static bool IsTorn(ReadOnlySpan<byte> gzip, long length) =>
        gzip.Length > 4 && BinaryPrimitives.ReadUInt32LittleEndian(gzip[^4..]) != (uint)length && gzip[3..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]) < 0;

    private static bool Plain(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 64)].IndexOfAnyInRange((byte)0, (byte)8) < 0;

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);

    private static ReadOnlyMemory<byte> Written(MemoryStream stream) => stream.GetBuffer().AsMemory(0, (int)stream.Length);
}

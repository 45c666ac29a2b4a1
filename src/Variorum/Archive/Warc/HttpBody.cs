using System.Buffers;
using System.IO.Compression;

namespace Variorum;

/// <summary>
/// Takes transfer and content encodings off a body (RFC 9112 section 7, RFC 9110 section 8.4). Crawlers often store a body decoded
/// and its fields as they came: what evidently does not have an encoding is left as it is, and that is no fault.
/// </summary>
internal static class HttpBody
{
    private const int AlwaysAllowed = 1 << 20;

    // No shorter than what our own fetches take, or what was fetched could not be read.
    private const int LongestChunkHead = 1 << 14;

    public static DecodedBody Decode(HttpMessage message, DecodingLimits limits)
    {
        var (body, problem) = Unchunked(message);
        // In the order in which they were put on; chunking is always the last.
        var encodings = new List<string>();
        foreach (var name in new[] { "Content-Encoding", "Transfer-Encoding" })
        {
            foreach (var field in message.Headers)
            {
                if (field.Is(name)) encodings.AddRange(Tokens(field.Value));
            }
        }
        var undone = Undo(body, encodings, limits);
        return undone with { Problem = problem ?? undone.Problem };
    }

    /// <summary>Takes encodings off a body that has no chunks any more.</summary>
    /// <param name="encodings">In the order in which they were put on, lower case.</param>
    public static DecodedBody Undo(ReadOnlyMemory<byte> body, IEnumerable<string> encodings, DecodingLimits limits)
    {
        string[] put = [.. encodings.Where(static encoding => encoding is not ("chunked" or "identity" or "none" or ""))];
        if (put.Length > limits.Encodings)
            return new DecodedBody(body, $"the body has {put.Length} encodings upon each other, and {limits.Encodings} are allowed; it is left as it is");
        string? problem = null;
        // Held against what was stored: a bomb in a bomb is one.
        var most = (int)Math.Min(limits.Size, Math.Max(AlwaysAllowed, (long)body.Length * limits.Ratio));
        for (var i = put.Length - 1; i >= 0; i--)
        {
            var decoded = Decode(put[i], body, most);
            problem ??= decoded.Problem;
            // What is under a broken encoding is only read if its outside is as it should be.
            body = decoded.Bytes;
        }
        return new DecodedBody(body, problem);
    }

    public static DecodedBody Unchunked(HttpMessage message) => IsChunked(message) ? Unchunk(message.Body) : new DecodedBody(message.Body, null);

    /// <summary>Whether a message says that its body is sent in chunks.</summary>
    public static bool IsChunked(HttpMessage message) => message.Headers.Any(static field => field.Is("Transfer-Encoding") && Tokens(field.Value).Contains("chunked"));

    /// <summary>Bytes of a chunked body with its last chunk and its trailers (RFC 9112, section 7.1), whatever stands behind it; all of them where it does not end.</summary>
    public static int ChunkedLength(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        while (ChunkSize(rest, out var head) is >= 0 and var size)
        {
            rest = rest[head..];
            if (size == 0)
            {
                while (rest.IndexOf((byte)'\n') is >= 0 and var end)
                {
                    var line = rest[..end];
                    rest = rest[(end + 1)..];
                    if (line.TrimEnd((byte)'\r').IsEmpty) return bytes.Length - rest.Length;
                }
                return bytes.Length;
            }
            if (size > rest.Length) return bytes.Length;
            rest = AfterChunk(rest[(int)size..]);
        }
        return bytes.Length;
    }

    /// <summary>The encodings that a field's value lists.</summary>
    public static IEnumerable<string> Tokens(string value) => value.Split(',').Select(token => token.Trim().ToLowerInvariant());

    private static DecodedBody Unchunk(ReadOnlyMemory<byte> body)
    {
        var joined = new ArrayBufferWriter<byte>(Math.Max(1, body.Length));
        var rest = body.Span;
        while (true)
        {
            var size = ChunkSize(rest, out var head);
            if (size < 0)
            {
                // Not even the first: it was stored without its chunks.
                return rest.Length == body.Length
                    ? new DecodedBody(body, null)
                    : new DecodedBody(joined.WrittenMemory,
                        rest.IsEmpty ? "the body ends before its last chunk" : "a chunk of the body has no size; it is read up to there");
            }
            rest = rest[head..];
            if (size == 0) return new DecodedBody(joined.WrittenMemory, null);
            var there = (int)Math.Min(size, rest.Length);
            joined.Write(rest[..there]);
            if (there < size) return new DecodedBody(joined.WrittenMemory, "the body ends inside a chunk");
            rest = AfterChunk(rest[there..]);
        }
    }

    private static ReadOnlySpan<byte> AfterChunk(ReadOnlySpan<byte> rest) => rest.StartsWith("\r\n"u8) ? rest[2..] : rest.StartsWith("\n"u8) ? rest[1..] : rest;

    // Hexadecimals, an extension perhaps, a line end; -1 where that is not what is here.
    private static long ChunkSize(ReadOnlySpan<byte> bytes, out int head)
    {
        head = 0;
        var end = bytes[..Math.Min(bytes.Length, LongestChunkHead)].IndexOf((byte)'\n');
        if (end < 0) return bytes.SequenceEqual("0"u8) || bytes.SequenceEqual("0\r"u8) ? Finish(bytes.Length, out head) : -1;
        head = end + 1;
        var line = bytes[..end].TrimEnd("\r \t"u8);
        var extension = line.IndexOf((byte)';');
        if (extension >= 0) line = line[..extension].TrimEnd(" \t"u8);
        if (line.IsEmpty || line.TrimStart((byte)'0').Length > 15) return -1;
        long size = 0;
        foreach (var digit in line)
        {
            if (!char.IsAsciiHexDigit((char)digit)) return -1;
            size = (size * 16) + Convert.ToInt32(((char)digit).ToString(), 16);
        }
        return size;
    }

    private static long Finish(int length, out int head)
    {
        head = length;
        return 0;
    }

    private static DecodedBody Decode(string encoding, ReadOnlyMemory<byte> body, int most)
    {
        if (body.IsEmpty) return new DecodedBody(body, null);
        switch (encoding)
        {
            case "gzip" or "x-gzip":
                return GzipMember.IsMagic(body.Span) ? Gunzip(body, most) : new DecodedBody(body, null);
            case "deflate":
                // The zlib format by the standard (RFC 9110, 8.4.1.2), bare deflate by many servers.
                return IsZlib(body.Span) && Inflate(body, most, zlib: true) is { Bytes.IsEmpty: false } inflated
                    ? inflated
                    : Inflate(body, most, zlib: false);
            case "br":
                return Brotli(body, most);
            default:
                return new DecodedBody(body, $"the body's encoding \"{(encoding.Length > 40 ? encoding[..40] : encoding)}\" is none that is read; it is left as it is");
        }
    }

    private static DecodedBody Gunzip(ReadOnlyMemory<byte> body, int most)
    {
        using var window = new ByteWindow(1 << 14);
        using var stream = new ReadOnlyMemoryStream(body);
        using var member = new GzipMember(window);
        window.Open(stream, 0);
        var decoded = new ArrayBufferWriter<byte>(Math.Min(most, Math.Max(256, body.Length * 4)));
        while (GzipMember.IsMagic(window.Peek(10)))
        {
            member.Open();
            if (Fill(member, decoded, most)) return TooMuch(decoded);
            if (member.Problem is null) continue;
            return new DecodedBody(decoded.WrittenMemory, member.Torn ? "the gzip of the body is cut off" : "the gzip of the body is damaged");
        }
        // Servers put zeros and stray bytes behind; browsers read no more either.
        return new DecodedBody(decoded.WrittenMemory, null);
    }

    private static bool IsZlib(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && (bytes[0] & 0x0F) == 8 && ((bytes[0] << 8) + bytes[1]) % 31 == 0;

    private static DecodedBody Inflate(ReadOnlyMemory<byte> body, int most, bool zlib)
    {
        using var stream = new ReadOnlyMemoryStream(body);
        using Stream inflater = zlib ? new ZLibStream(stream, CompressionMode.Decompress) : new DeflateStream(stream, CompressionMode.Decompress);
        var decoded = new ArrayBufferWriter<byte>(Math.Min(most, Math.Max(256, body.Length * 4)));
        try
        {
            if (Fill(inflater, decoded, most)) return TooMuch(decoded);
        }
        catch (InvalidDataException)
        {
            return decoded.WrittenCount > 0 || zlib
                ? new DecodedBody(decoded.WrittenMemory, "the deflate of the body is damaged")
                : new DecodedBody(body, "the body is not in the encoding deflate; it is left as it is");
        }
        return new DecodedBody(decoded.WrittenMemory, stream.AskedAtEnd ? "the deflate of the body is cut off" : null);
    }

    private static DecodedBody Brotli(ReadOnlyMemory<byte> body, int most)
    {
        var decoder = new BrotliDecoder();
        try
        {
            var decoded = new ArrayBufferWriter<byte>(Math.Min(most, Math.Max(256, body.Length * 4)));
            var rest = body.Span;
            while (true)
            {
                if (decoded.WrittenCount >= most) return TooMuch(decoded);
                var into = decoded.GetSpan(Math.Min(1 << 14, most - decoded.WrittenCount));
                var status = decoder.Decompress(rest, into[..Math.Min(into.Length, most - decoded.WrittenCount)],
                    out var consumed, out var written);
                decoded.Advance(written);
                rest = rest[consumed..];
                switch (status)
                {
                    case OperationStatus.DestinationTooSmall: continue;
                    case OperationStatus.Done: return new DecodedBody(decoded.WrittenMemory, null);
                    case OperationStatus.NeedMoreData when decoded.WrittenCount > 0: return new DecodedBody(decoded.WrittenMemory, "the brotli of the body is cut off");
                }
                return decoded.WrittenCount > 0
                    ? new DecodedBody(decoded.WrittenMemory, "the brotli of the body is damaged")
                    : new DecodedBody(body, "the body is not in the encoding br; it is left as it is");
            }
        }
        finally
        {
            decoder.Dispose();
        }
    }

    // Whether there is more than is allowed.
    private static bool Fill(Stream from, ArrayBufferWriter<byte> into, int most)
    {
        while (true)
        {
            var space = into.GetSpan(1 << 12);
            var read = from.Read(space[..Math.Min(space.Length, most - into.WrittenCount + 1)]);
            if (read == 0) return false;
            if (into.WrittenCount + read > most)
            {
                into.Advance(most - into.WrittenCount);
                return true;
            }
            into.Advance(read);
        }
    }

    private static DecodedBody TooMuch(ArrayBufferWriter<byte> decoded) =>
        new(decoded.WrittenMemory, $"the decoded body is longer than is allowed; it is read up to {decoded.WrittenCount} bytes");
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>
/// An HTTP request or response as a record's block holds it (RFC 9112; ISO 28500 sections 6.3 and 6.4), read whatever its state:
/// LF for CR LF, no status line, lines that are no fields, no empty line.
/// </summary>
/// <param name="StartLine">The status line or the request line, without its end; empty where there is none.</param>
/// <param name="Status">Of a response, 100 to 999; 0 for a request, or where it is not told.</param>
/// <param name="Headers">All fields in their order, repeated ones too.</param>
/// <param name="Body">As it was sent: chunked and compressed, if it was.</param>
/// <param name="Problem">What is wrong with the head, a clause; null where nothing is.</param>
public sealed record HttpMessage(string StartLine, int Status, IReadOnlyList<HeaderField> Headers, ReadOnlyMemory<byte> Body, string? Problem)
{
    private const int LongestHead = 1 << 20;

    private static readonly SearchValues<byte> NoName = SearchValues.Create("<>{}\"\t"u8);

    /// <summary>The first value of a field, whatever the case of its name; null where it is missing.</summary>
    public string? Field(string name) => HeaderFields.First(Headers, name);

    public static HttpMessage Parse(ReadOnlyMemory<byte> block)
    {
        string? first = null;
        void Note(string problem) => first ??= problem;
        var length = HeadLength(block.Span);
        var head = block.Span[..length];
        var bare = false;
        var start = "";
        if (!head.IsEmpty) start = HeaderFields.Text(HeaderFields.Line(ref head, ref bare), Note);
        var fields = HeaderFields.Read(head, ref bare, Note);
        if (length == 0 && !block.IsEmpty) Note("the message has no head");
        return new HttpMessage(start, StatusOf(start), fields, block[length..], first);
    }

    /// <summary>The body without its transfer and content encodings; as far as it goes, and what is wrong with it.</summary>
    /// <param name="limits">How much is decoded at most; those of <see cref="DecodingLimits.Default"/> where it is null.</param>
    public DecodedBody Decode(DecodingLimits? limits = null) => HttpBody.Decode(this, limits ?? DecodingLimits.Default);

    /// <summary>The body without its chunks alone.</summary>
    public DecodedBody Unchunked() => HttpBody.Unchunked(this);

    /// <summary>
    /// Bytes of the head with the empty line that ends it. Without one, the head ends where a line is neither field nor fold; 0 where
    /// the block begins with none: HTTP/0.9, and bodies that were stored without their head.
    /// </summary>
    internal static int HeadLength(ReadOnlySpan<byte> block)
    {
        var within = block[..Math.Min(block.Length, LongestHead)];
        var rest = within;
        var bare = false;
        if (!IsStart(HeaderFields.Line(ref rest, ref bare))) return 0;
        var from = within.Length - rest.Length;
        var length = from == 0 ? -1 : HeaderFields.Length(within, ref from);
        if (length >= 0) return length;
        // No empty line: fields, as far as there are.
        while (!rest.IsEmpty)
        {
            var before = rest;
            var line = HeaderFields.Line(ref rest, ref bare);
            if (line.IsEmpty) return within.Length - rest.Length;
            if (line[0] is not ((byte)' ' or (byte)'\t') && !IsField(line)) return within.Length - before.Length;
        }
        return within.Length;
    }

    // METHOD target HTTP/x, HTTP/x status, and what old servers say in its place (ICY 200 OK).
    private static bool IsStart(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("HTTP/"u8) || line.TrimEnd((byte)' ').IndexOf(" HTTP/"u8) > 0) return true;
        var blank = line.IndexOf((byte)' ');
        return blank is > 0 and < 16 && line[..blank].IndexOfAnyExceptInRange((byte)'A', (byte)'Z') < 0 &&
            (StatusOf(Encoding.Latin1.GetString(line[..Math.Min(line.Length, 64)])) > 0 || line[blank..].StartsWith(" /"u8));
    }

    private static bool IsField(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        return colon > 0 && !line[..colon].ContainsAny(NoName) && line[..colon].TrimEnd((byte)' ').IndexOf((byte)' ') < 0;
    }

    private static int StatusOf(string start)
    {
        var blank = start.IndexOf(' ', StringComparison.Ordinal);
        if (blank < 0) return 0;
        var rest = start.AsSpan(blank).TrimStart(' ');
        if (rest.Length < 3 || (rest.Length > 3 && rest[3] is not (' ' or '\t'))) return 0;
        return int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100 ? status : 0;
    }
}

/// <summary>How much of a body is decoded.</summary>
/// <param name="Size">Bytes at most.</param>
/// <param name="Ratio">Decoded bytes for each stored one at most; a megabyte is always allowed.</param>
/// <param name="Encodings">Encodings upon each other at most, chunking aside.</param>
public sealed record DecodingLimits(int Size, int Ratio, int Encodings)
{
    /// <summary>64 MB, 200 for 1, 3 encodings: far beyond pages, and no bomb gets far.</summary>
    public static DecodingLimits Default { get; } = new(64 << 20, 200, 3);
}

/// <summary>A body that was decoded.</summary>
/// <param name="Bytes">As far as it could be.</param>
/// <param name="Problem">Why it is not all, a clause; null where it is.</param>
public readonly record struct DecodedBody(ReadOnlyMemory<byte> Bytes, string? Problem);

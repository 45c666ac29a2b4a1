using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Variorum;

/// <summary>A named field of a head: of a WARC record, of an HTTP message.</summary>
/// <param name="Name">As written; names are compared without case.</param>
/// <param name="Value">Without the blanks around it; a folded value is one line. Bytes that are no UTF-8 are read as Latin-1.</param>
public readonly record struct HeaderField(string Name, string Value)
{
    /// <summary>Has it this name, whatever the case?</summary>
    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Lines of named fields (RFC 822, as ISO 28500 section 4 and RFC 9112 section 5 use it), read whatever their state.</summary>
internal static class HeaderFields
{
    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(value => value != '\t').Select(value => (byte)value), 127]);

    private static readonly SearchValues<char> ControlLetters = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(value => value != '\t').Select(value => (char)value), '\u007f']);

    // Names that nearly each record has: kept once, not once a record.
    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Known = new[]
    {
        "WARC-Type", "WARC-Record-ID", "WARC-Date", "WARC-Target-URI", "WARC-Payload-Digest", "WARC-Block-Digest", "WARC-IP-Address",
        "WARC-Concurrent-To", "WARC-Warcinfo-ID", "WARC-Refers-To", "WARC-Refers-To-Target-URI", "WARC-Refers-To-Date", "WARC-Profile",
        "WARC-Identified-Payload-Type", "WARC-Truncated", "Content-Length", "Content-Type", "Date", "Server", "Last-Modified", "ETag",
        "Content-Encoding", "Transfer-Encoding", "Connection", "Vary", "Cache-Control",
    }.ToDictionary(name => name, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool HasControls(string value) => value.AsSpan().ContainsAny(ControlLetters);

    public static string? First(IReadOnlyList<HeaderField> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            if (fields[i].Is(name)) return fields[i].Value;
        }
        return null;
    }

    /// <summary>The length of a head with the empty line that ends it; -1 where these bytes hold no such line.</summary>
    /// <param name="from">Where a line begins that was not looked at yet; moved on to the last line that has no end.</param>
    public static int Length(ReadOnlySpan<byte> bytes, ref int from)
    {
        while (true)
        {
            var line = bytes[from..].IndexOf((byte)'\n');
            if (line < 0) return -1;
            if (from > 0 && (line == 0 || (line == 1 && bytes[from] == '\r'))) return from + line + 1;
            from += line + 1;
        }
    }

    /// <summary>The next line without its end, which is taken off <paramref name="rest"/>.</summary>
    /// <param name="bare">Set where the line ended in LF alone.</param>
    public static ReadOnlySpan<byte> Line(ref ReadOnlySpan<byte> rest, ref bool bare)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        if (line.EndsWith("\r"u8)) return line[..^1];
        bare |= end >= 0;
        return line;
    }

    /// <summary>The fields of some lines, up to the empty one.</summary>
    /// <param name="problem">Told what is wrong with a line.</param>
    public static List<HeaderField> Read(ReadOnlySpan<byte> lines, ref bool bare, Action<string> problem)
    {
        var fields = new List<HeaderField>(12);
        while (lines.Length > 0)
        {
            var line = Line(ref lines, ref bare);
            if (line.IsEmpty) break;
            // A folded line goes on with the value before it (RFC 822, 3.1.1).
            if (line[0] is (byte)' ' or (byte)'\t' && fields.Count > 0)
            {
                List<string> more = [fields[^1].Value];
                while (true)
                {
                    more.Add(Text(Trim(line), problem));
                    if (lines.IsEmpty || lines[0] is not ((byte)' ' or (byte)'\t')) break;
                    line = Line(ref lines, ref bare);
                }
                fields[^1] = fields[^1] with { Value = string.Join(' ', more).Trim() };
                continue;
            }
            var colon = line.IndexOf((byte)':');
            var name = colon < 0 ? [] : Trim(line[..colon]);
            if (name.IsEmpty)
            {
                problem($"a line of the head is no field: \"{Text(line[..Math.Min(line.Length, 60)], _ => { })}\"");
                continue;
            }
            fields.Add(new HeaderField(Name(name, problem), Text(Trim(line[(colon + 1)..]), problem)));
        }
        return fields;
    }

    private static string Name(ReadOnlySpan<byte> name, Action<string> problem)
    {
        Span<char> letters = stackalloc char[32];
        return name.Length <= letters.Length && Encoding.ASCII.TryGetChars(name, letters, out var length) &&
            Known.TryGetValue(letters[..length], out var known)
            ? known
            : Text(name, problem);
    }

    /// <summary>UTF-8 (ISO 28500 section 4), else Latin-1 as older writers have it; control characters become U+FFFD.</summary>
    public static string Text(ReadOnlySpan<byte> bytes, Action<string> problem)
    {
        var utf8 = Utf8.IsValid(bytes);
        if (!utf8) problem("a field of the head is not in UTF-8; it is read as Latin-1");
        var text = (utf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(bytes);
        if (!bytes.ContainsAny(Controls)) return text;
        problem("a field of the head holds control characters");
        return string.Create(text.Length, text, (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = ControlLetters.Contains(from[i]) ? '\uFFFD' : from[i];
        });
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.Trim(" \t"u8);
}

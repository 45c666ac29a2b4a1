using System.Buffers;
using System.Globalization;

namespace Variorum;

/// <summary>The head of a record: version line, named fields, empty line (ISO 28500 section 4).</summary>
internal sealed class WarcHead
{
    /// <summary>How many bytes to look at to know whether a record begins.</summary>
    public const int Lookahead = 1024;

    private static readonly SearchValues<byte> NoName = SearchValues.Create("\0\r\n<>\"(){}"u8);
    private static readonly SearchValues<byte> OfVersion = SearchValues.Create(".0123456789"u8);

    private static readonly string[] Dates =
    [
        "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd", "yyyy-MM", "yyyy",
    ];

    // Not the standard's, but seen.
    private static readonly string[] OtherDates = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss", "yyyyMMddHHmmss", "yyyy-MM-dd HH:mm:ss"];

    private readonly List<HeaderField> fields;
    private readonly string version;

    private WarcHead(string version, List<HeaderField> fields, bool bare)
    {
        (this.version, this.fields, Bare) = (version, fields, bare);
    }

    /// <summary>Its lines end in LF alone.</summary>
    public bool Bare { get; }

    /// <summary><c>Content-Length</c> (5.3); null where it is missing or no number.</summary>
    public long? Length { get; private set; }

    /// <summary>The same as it is written, if not too long to show.</summary>
    public string Told { get; private set; } = "";

    public string? BlockDigest => HeaderFields.First(fields, "WARC-Block-Digest");

    /// <summary>Does a record begin here, where one may: with a version line?</summary>
    public static bool Begins(ReadOnlySpan<byte> bytes) => VersionLine(bytes) > 0;

    /// <summary>Does a record begin here, where none has to: with a version line and a named field?</summary>
    public static bool BeginsSurely(ReadOnlySpan<byte> bytes)
    {
        var line = VersionLine(bytes);
        if (line == 0) return false;
        var colon = bytes[line..Math.Min(bytes.Length, Lookahead)].IndexOf((byte)':');
        return colon > 0 && !bytes.Slice(line, colon).ContainsAny(NoName);
    }

    // Its length with the line end; 0 where it is none.
    private static int VersionLine(ReadOnlySpan<byte> bytes)
    {
        const int Longest = 24;
        if (!bytes.StartsWith("WARC/"u8)) return 0;
        var end = bytes[..Math.Min(bytes.Length, Longest)].IndexOf((byte)'\n');
        var version = (end < 0 ? [] : bytes[5..end]).Trim(" \t\r"u8);
        return version.Length > 0 && char.IsAsciiDigit((char)version[0]) && !version.ContainsAnyExcept(OfVersion) ? end + 1 : 0;
    }

    /// <summary>Reads a whole head.</summary>
    /// <param name="problem">Told each fault.</param>
    public static WarcHead Read(ReadOnlySpan<byte> bytes, Action<string> problem)
    {
        var bare = false;
        var version = HeaderFields.Line(ref bytes, ref bare)[5..].Trim(" \t"u8);
        var fields = HeaderFields.Read(bytes, ref bare, problem);
        if (bare) problem("lines of the head end in LF, not in CR LF");
        var head = new WarcHead(Version(version), fields, bare);
        if (head.version is not ("1.1" or "1.0" or "0.18" or "0.17")) problem($"WARC/{head.version} is no version of the format; it is read as 1.1");
        head.ReadLength(problem);
        return head;
    }

    /// <summary>The record; what is mandatory and missing is told (section 5.1).</summary>
    public WarcRecord Record(ReadOnlyMemory<byte> block, WarcPlace place, Action<string> problem)
    {
        var type = HeaderFields.First(fields, "WARC-Type");
        var id = HeaderFields.First(fields, "WARC-Record-ID");
        var stamp = HeaderFields.First(fields, "WARC-Date");
        if (string.IsNullOrEmpty(type)) problem("the record has no WARC-Type");
        if (string.IsNullOrEmpty(id)) problem("the record has no WARC-Record-ID");
        return new WarcRecord(version, Word(type ?? ""), Uri(id) ?? "", Date(stamp, problem), Uri(HeaderFields.First(fields, "WARC-Target-URI")),
            HeaderFields.First(fields, "Content-Type"), HeaderFields.First(fields, "WARC-Payload-Digest"), BlockDigest, fields, block, place);
    }

    private void ReadLength(Action<string> problem)
    {
        var told = (string?)null;
        foreach (var field in fields)
        {
            if (!field.Is("Content-Length")) continue;
            if (told is not null)
            {
                if (told != field.Value) problem($"the record has two lengths, {Shown(told)} and {Shown(field.Value)}; the first is tried");
                continue;
            }
            told = field.Value;
        }
        Told = Shown(told ?? "");
        if (told is null) problem("the record has no Content-Length");
        else if (told.Length > 0 && told.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0)
            Length = long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : long.MaxValue;
        else problem($"the Content-Length \"{Shown(told)}\" is no number");
    }

    private static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";

    private static string Version(ReadOnlySpan<byte> version) =>
        version.SequenceEqual("1.1"u8) ? "1.1" : version.SequenceEqual("1.0"u8) ? "1.0" : HeaderFields.Text(version, _ => { });

    private static string Word(string type) => type switch
    {
        // One string for all records; some early writers began with a capital.
        _ when type.Equals("response", StringComparison.OrdinalIgnoreCase) => "response",
        _ when type.Equals("request", StringComparison.OrdinalIgnoreCase) => "request",
        _ => type.ToLowerInvariant(),
    };

    // Angle brackets are the standard's for ids (5.2); those around the target are wget's, and were an error in 1.0's grammar.
    private static string? Uri(string? value) => value is ['<', .., '>'] ? value[1..^1] : value;

    private static DateTimeOffset Date(string? stamp, Action<string> problem)
    {
        const DateTimeStyles Styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (string.IsNullOrEmpty(stamp))
        {
            problem("the record has no WARC-Date");
            return default;
        }
        // Up to nine digits are allowed (5.4); the clock here has seven.
        var point = stamp.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? 0 : stamp.AsSpan(point + 1).IndexOfAnyExceptInRange('0', '9');
        var text = digits > 7 ? stamp.Remove(point + 8, digits - 7) : stamp;
        if (DateTimeOffset.TryParseExact(text, Dates, CultureInfo.InvariantCulture, Styles, out var date)) return date;
        if (DateTimeOffset.TryParseExact(text, OtherDates, CultureInfo.InvariantCulture, Styles, out date))
        {
            problem($"the WARC-Date \"{Shown(stamp)}\" is not in the form of the standard; it is read as UTC where it names no zone");
            return date;
        }
        problem($"the WARC-Date \"{Shown(stamp)}\" is no date");
        return default;
    }
}

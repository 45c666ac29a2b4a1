using System.Text;

namespace Variorum;

/// <summary>Turns a page's bytes into text, whatever it says or leaves out about its charset.</summary>
internal static class Charset
{
    // Some pages declare their charset behind long scripts; nobody does so later than this.
    private const int LongestHead = 64 * 1024;

    private static readonly System.Buffers.SearchValues<char> ValueEnds = System.Buffers.SearchValues.Create(" \t\r\n\"';/>?,");

    // White space of Latin-1.
    private static ReadOnlySpan<byte> Blanks => [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0];

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    static Charset() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text, the charset that it was read in, and the one that is declared where the bytes belie it (else null).</summary>
    /// <param name="bytes">A page of HTML, XML or plain text.</param>
    /// <param name="contentType">The server's header, <c>text/html; charset=koi8-r</c>.</param>
    /// <remarks>In this order: byte order mark; UTF-8 when the bytes are that, whatever is declared; the charset of header, meta element
    /// or XML declaration, unless the bytes cannot be that; and what the bytes look most like. A mark is a declaration of its own, and
    /// what is declared as Latin-1 is windows-1252 to every browser: neither belies anything.</remarks>
    public static (string Text, string Charset, string? Belied) Decode(ReadOnlyMemory<byte> bytes, string? contentType)
    {
        var span = bytes.Span;
        if (Marked(span) is { } marked) return (marked.Text, marked.Charset, null);
        if (System.Text.Ascii.IsValid(span) && span.IndexOf((byte)0x1B) < 0) return (Utf8.GetString(span), "utf-8", null);
        var (header, markup) = (FromHeader(contentType), FromMarkup(span));
        var encoding = Of(span, Named(header) ?? Named(markup));
        return (encoding.GetString(span), Name(encoding), Belied(encoding, header, markup));
    }

    // A page whose header and markup disagree has told the truth in one of them.
    private static string? Belied(Encoding used, string? header, string? markup)
    {
        string? belied = null;
        foreach (var name in (ReadOnlySpan<string?>)[header, markup])
        {
            if (Named(name) is not { } declared) continue;
            if (declared.CodePage == used.CodePage) return null;
            belied ??= name;
        }

        return belied;
    }

    private static (string Text, string Charset)? Marked(ReadOnlySpan<byte> span)
    {
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return (Utf8.GetString(span[3..]), "utf-8");
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return (Encoding.Unicode.GetString(span[2..]), "utf-16le");
        if (span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return (Encoding.BigEndianUnicode.GetString(span[2..]), "utf-16be");
        return Wide(span) is { } wide ? (wide.GetString(span), wide.WebName.ToLowerInvariant()) : null;
    }

    private static Encoding Of(ReadOnlySpan<byte> span, Encoding? declared)
    {
        // The escapes of ISO-2022 are ASCII too; without them, valid UTF-8 needs no further look.
        if (span.IndexOf((byte)0x1B) < 0 && System.Text.Unicode.Utf8.IsValid(span)) return Utf8;
        var escapes = declared?.CodePage == Iso2022Jp || (declared is null && span.IndexOf("\u001b$"u8) >= 0);
        if (escapes && span.IndexOf((byte)0x1B) >= 0) return Encoding.GetEncoding(Iso2022Jp);
        var other = declared is not null && declared.CodePage != Utf8.CodePage;
        if (DamagedUtf8.Is(span, other)) return Utf8;
        if (other && CharsetGuess.Fits(span, declared!)) return declared!;
        var (guessed, score) = CharsetGuess.Of(span);
        return !other && DamagedUtf8.IsStray(span, CharsetGuess.IsLatin(guessed) && score >= Written) ? Utf8 : guessed;
    }

    /// <summary>The charset of a content type, or null.</summary>
    internal static string? FromHeader(string? contentType)
    {
        if (contentType is null) return null;
        var at = contentType.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : Value(contentType.AsSpan(at + 7));
    }

    private const int Iso2022Jp = 50220;

    // What letters and marks of the right Latin charset score at least: a mark alone has .4.
    private const double Written = .4;

    // Bytes until a declaration is found: letters of all the head would be made for one tag of it.
    private static string? FromMarkup(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, LongestHead)];
        if (head.TrimStart(Blanks).StartsWith("<?xml"u8))
        {
            var end = head.IndexOf("?>"u8);
            var at = head.IndexOf("encoding"u8);
            if (at > 0 && at < end) return Value(Encoding.Latin1.GetString(head[(at + 8)..end]));
        }

        while (head.IndexOf((byte)'<') is >= 0 and var tag)
        {
            head = head[(tag + 1)..];
            if (head.Length < 4 || !System.Text.Ascii.EqualsIgnoreCase(head[..4], "meta"u8)) continue;
            var end = head.IndexOf((byte)'>');
            if (end < 0) break;
            var meta = Encoding.Latin1.GetString(head[..end]);
            var charset = meta.IndexOf("charset", StringComparison.OrdinalIgnoreCase);
            if (charset >= 0 && Value(meta.AsSpan(charset + 7)) is { } value) return value;
        }

        return null;
    }

    private static string? Value(ReadOnlySpan<char> after)
    {
        after = after.TrimStart();
        if (after.Length == 0 || after[0] != '=') return null;
        after = after[1..].TrimStart(" \t\r\n\"'");
        var end = after.IndexOfAny(ValueEnds);
        var value = (end < 0 ? after : after[..end]).ToString();
        return value.Length is 0 or > 30 ? null : value;
    }

    // The names that browsers know, and what they take them for: a page in Latin-1 is one in windows-1252.
    private static Encoding? Named(string? name)
    {
        if (name is null) return null;
        var lower = name.ToLowerInvariant();
        int? page = lower switch
        {
            "utf-8" or "utf8" or "unicode-1-1-utf-8" or "utf-8-sig" => 65001,
            "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "iso8859-1" or "iso_8859-1" or "cp1252" or "l1" => 1252,
            "gb2312" or "gbk" or "gb18030" or "x-gbk" or "gb_2312-80" or "chinese" or "cp936" or "gb-2312" => 54936,
            "euc-kr" or "ks_c_5601-1987" or "ksc5601" or "cp949" or "ms949" or "uhc" or "korean" or "windows-949" => 949,
            "shift_jis" or "shift-jis" or "sjis" or "x-sjis" or "windows-31j" or "ms932" or "cp932" => 932,
            "euc-jp" or "x-euc-jp" or "eucjp" => 51932,
            "big5" or "big5-hkscs" or "x-x-big5" or "cn-big5" or "big-5" => 950,
            "tis-620" or "iso-8859-11" or "windows-874" => 874,
            "iso-8859-9" or "latin5" => 1254,
            "cp1251" or "win-1251" or "windows1251" or "x-cp1251" or "cp-1251" => 1251,
            "koi8-r" or "koi8r" or "koi8" => 20866,
            "koi8-u" => 21866,
            "iso-2022-jp" => Iso2022Jp,
            "iso-8859-8-i" or "logical" => 28598,
            _ => null,
        };
        try
        {
            return page is not { } known ? Encoding.GetEncoding(lower) : known == Utf8.CodePage ? Utf8 : Encoding.GetEncoding(known);
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    internal static string Name(Encoding encoding) => encoding.CodePage switch
    {
        949 => "euc-kr",
        932 => "shift_jis",
        51932 => "euc-jp",
        54936 => "gb18030",
        Iso2022Jp => "iso-2022-jp",
        _ => encoding.WebName,
    };

    // UTF-16 without a mark: every other byte of markup is 0.
    private static UnicodeEncoding? Wide(ReadOnlySpan<byte> bytes)
    {
        var looked = bytes[..Math.Min(bytes.Length & ~1, 400)];
        if (looked.Length < 20) return null;
        int even = 0, odd = 0;
        for (var i = 0; i < looked.Length; i += 2)
        {
            if (looked[i] == 0) even++;
            if (looked[i + 1] == 0) odd++;
        }

        var half = looked.Length / 2;
        return odd * 10 > half * 8 && even == 0 ? new UnicodeEncoding(bigEndian: false, byteOrderMark: false)
            : even * 10 > half * 8 && odd == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false)
            : null;
    }
}

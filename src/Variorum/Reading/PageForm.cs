using System.Buffers;

namespace Variorum;

/// <summary>Tells by its bytes and its text what a page is; names and headers lie.</summary>
internal static class PageForm
{
    // What comes first decides; text that starts like this has its own form from the first screen on.
    private const int Looked = 4096;

    private static readonly SearchValues<char> AfterName = SearchValues.Create(" \t\r\n/>");

    private static ReadOnlySpan<byte> Zip => "PK\u0003\u0004"u8;

    /// <summary>Why bytes are no text, with what to do; null where they may be text.</summary>
    public static string? Refusal(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Looked)];
        if (bytes.IndexOfAnyExcept(" \t\r\n\f"u8) < 0) return "is empty: give a page or a text that has something in it";
        if (head.StartsWith(Zip)) return "is a ZIP archive or an office document, which is not read: save its text and give that file";
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B])) return "is compressed with gzip: unpack it and give the file that is inside";
        if (IsPicture(head)) return "is a picture, which is not read: give the page or the text that it shows";
        if (!IsWide(head) && IsBinary(head)) return "is binary, neither HTML nor plain text: save the page as HTML or as text and give that file";
        return null;
    }

    /// <summary>Whether bytes are a PDF. Some writers put a line or two before the mark.</summary>
    public static bool IsPdf(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Whether a text is HTML, by its markup; a header that says so needs only some.</summary>
    public static bool IsHtml(ReadOnlySpan<char> text, string? contentType = null)
    {
        if (contentType is not null && contentType.Contains("html", StringComparison.OrdinalIgnoreCase) && text.Contains('<')) return true;
        var head = text.TrimStart("\uFEFF \t\r\n\f\0");
        head = head[..Math.Min(head.Length, Looked)];
        if (head.IndexOf("<!doctype html", StringComparison.OrdinalIgnoreCase) >= 0) return true;
        // A text about markup may name a tag or two; a page closes and nests them.
        var tags = 0;
        for (var rest = head; ;)
        {
            var open = rest.IndexOf('<');
            if (open < 0) break;
            rest = rest[(open + 1)..];
            if (!IsTag(rest)) continue;
            if (++tags >= 3 || open == 0 && rest.Length + 1 == head.Length) return true;
        }
        return false;
    }

    private static bool IsTag(ReadOnlySpan<char> inside)
    {
        if (inside.StartsWith("!--") || inside.StartsWith("?xml")) return true;
        var name = inside.TrimStart('/');
        var length = name.IndexOfAny(AfterName);
        if (length <= 0 || length > 10) return false;
        Span<char> lower = stackalloc char[length];
        name[..length].ToLowerInvariant(lower);
        return lower is "html" or "head" or "body" or "meta" or "title" or "link" or "script" or "style" or "base" or "div" or "p" or "a"
            or "span" or "br" or "article" or "section" or "main" or "header" or "footer" or "nav" or "table" or "tr" or "td" or "ul" or "li"
            or "h1" or "h2" or "h3" or "img" or "b" or "i" or "strong" or "em" or "blockquote" or "figure" or "center" or "font" or "form";
    }

    private static bool IsPicture(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']) || head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)
        || head.Length > 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    // UTF-16 and UTF-32 have zero bytes in every Latin letter.
    private static bool IsWide(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return true;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        return Math.Max(even, odd) > head.Length / 4 && Math.Min(even, odd) == 0;
    }

    private static bool IsBinary(ReadOnlySpan<byte> head)
    {
        var controls = 0;
        foreach (var b in head)
        {
            if (b == 0) return true;
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B or 0x0B or 0x1A)) controls++;
        }
        // A stray control character or two in a hundred is dirt.
        return controls * 50 > head.Length;
    }
}

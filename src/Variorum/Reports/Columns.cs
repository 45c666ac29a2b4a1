using System.Text;

namespace Variorum;

/// <summary>Text measured and broken in the columns of a terminal.</summary>
public static class Columns
{
    /// <summary>Columns that a character takes: 2 for East Asian wide ones and emoji, 0 for marks that stand on another, else 1.</summary>
    /// <remarks>Ranges of Unicode's EastAsianWidth W and F, taken together where nothing else lies between.</remarks>
    public static int Width(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x300 and <= 0x36f) or (>= 0x483 and <= 0x489) or (>= 0x591 and <= 0x5bd) or (>= 0x610 and <= 0x61a) or (>= 0x64b and <= 0x65f) or 0x670 => 0,
        (>= 0x200b and <= 0x200f) or (>= 0x2060 and <= 0x2064) or (>= 0xfe00 and <= 0xfe0f) or (>= 0xfe20 and <= 0xfe2f) or 0xfeff => 0,
        (>= 0x1100 and <= 0x115f) or (>= 0x2e80 and <= 0x303e) or (>= 0x3041 and <= 0xa4cf) or (>= 0xa960 and <= 0xa97c) => 2,
        (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xfe30 and <= 0xfe6f) or (>= 0xff00 and <= 0xff60) or (>= 0xffe0 and <= 0xffe6) => 2,
        (>= 0x1f300 and <= 0x1f64f) or (>= 0x1f680 and <= 0x1f6ff) or (>= 0x1f900 and <= 0x1f9ff) or (>= 0x20000 and <= 0x3fffd) => 2,
        _ => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark ? 0 : 1,
    };

    /// <summary>Columns that a text takes.</summary>
    public static int Width(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var rune in text.EnumerateRunes()) width += Width(rune);
        return width;
    }

    /// <summary>A text without anything that steers a terminal: control characters and changes of direction become nothing, line breaks blanks.</summary>
    public static string Safe(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\n' or '\r' or '\t' or 0x2028 or 0x2029) safe.Append(' ');
            else if (!Rune.IsControl(rune) && rune.Value is not ((>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069))) safe.Append(rune.ToString());
        return safe.ToString();
    }

    /// <summary>Lines of at most so many columns, broken at blanks, within a word only where it is longer than a line, and anywhere between wide characters.</summary>
    /// <param name="text">Safe text.</param>
    /// <param name="width">2 or more.</param>
    internal static List<string> Wrap(string text, int width)
    {
        var lines = new List<string>();
        var (start, used, blank, at) = (0, 0, -1, 0);
        while (at < text.Length)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length);
            var columns = Width(rune);
            if (rune.Value == ' ') blank = at;
            if (used + columns > width)
            {
                // A wide character may begin a line, a blank ends one, and a word longer than a line is cut.
                var cut = rune.Value == ' ' || columns == 2 ? at : blank > start ? blank : at;
                lines.Add(text[start..cut].TrimEnd(' '));
                start = cut;
                while (start < text.Length && text[start] == ' ') start++;
                if (start > at)
                {
                    (at, used, blank) = (start, 0, -1);
                    continue;
                }
                used = Width(text.AsSpan(start, at - start));
                blank = -1;
            }
            used += columns;
            at += length;
        }
        if (start < text.Length) lines.Add(text[start..].TrimEnd(' '));
        if (lines.Count == 0) lines.Add("");
        return lines;
    }

    /// <summary>A text with blanks after it, so that it fills so many columns; a longer one is left as it is.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    /// <summary>As much of a text as fits into so many columns, with an ellipsis where something is left out.</summary>
    /// <param name="text">Safe text.</param>
    /// <param name="width">1 or more.</param>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width) return text;
        var (used, at) = (1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if ((used += Width(rune)) > width) break;
            at += rune.Utf16SequenceLength;
        }

        return text[..at].TrimEnd() + "…";
    }
}

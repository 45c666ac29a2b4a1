using System.Buffers;
using System.Text;

namespace Variorum;

/// <summary>A paragraph of a plain text, or a line of its furniture.</summary>
/// <param name="Text">White space folded, composed.</param>
/// <param name="Gap">Whether a blank line stands before it, or the text begins with it.</param>
internal readonly record struct PlainLine(string Text, bool Gap);

/// <summary>Finds the paragraphs of a plain text: blank lines between them, one a line, or lines wrapped at a width.</summary>
internal static class Layout
{
    // Mail and terminals wrap at 60 to 80 columns; a little more is seen, and no headline or paragraph ends there each time.
    private const int Widest = 100, Narrowest = 40;

    // Of the line breaks within groups, so many must be such that the next word found no room: wrapped text has nearly all.
    private const double WrappedAtLeast = 0.7;

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\r\n\u0085\u2028\u2029\f\v");

    /// <summary>The paragraphs in order.</summary>
    public static List<PlainLine> Paragraphs(string text)
    {
        var lines = Lines(text);
        var width = WrapWidth(lines);
        var paragraphs = new List<PlainLine>();
        StringBuilder? open = null;
        var gap = true;
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            if (open is null) gap = line.Gap;
            var goesOn = width > 0 && i + 1 < lines.Count && !lines[i + 1].Gap && GoesOn(line, lines[i + 1], width);
            if (!goesOn && open is null)
            {
                paragraphs.Add(new PlainLine(line.Text, gap));
                continue;
            }
            open ??= new StringBuilder();
            open.Append(line.Text);
            if (goesOn)
            {
                // Chinese and Japanese are written without blanks.
                if (!(IsWide(line.Text[^1]) && IsWide(lines[i + 1].Text[0]))) open.Append(' ');
                continue;
            }
            paragraphs.Add(new PlainLine(open.ToString(), gap));
            open = null;
        }
        return paragraphs;
    }

    private readonly record struct Line(string Text, bool Gap, int Indent, int Columns);

    private static List<Line> Lines(string text)
    {
        var lines = new List<Line>();
        var gap = true;
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny(Breaks);
            if (length < 0) length = text.Length - start;
            var raw = text.AsSpan(start, length);
            start += length + (start + length + 1 < text.Length && text[start + length] == '\r' && text[start + length + 1] == '\n' ? 2 : 1);
            var folded = Fold(raw);
            if (folded.Length == 0)
            {
                gap = true;
                continue;
            }
            lines.Add(new Line(folded, gap, raw.Length - raw.TrimStart().Length, Columns(folded)));
            gap = false;
        }
        return lines;
    }

    /// <summary>White space of every kind as single blanks, invisible characters gone, letters composed.</summary>
    internal static string Fold(ReadOnlySpan<char> raw)
    {
        var folded = new StringBuilder(raw.Length);
        var blank = false;
        foreach (var c in raw)
        {
            if (char.IsWhiteSpace(c))
            {
                blank = folded.Length > 0;
                continue;
            }
            if (char.IsControl(c) || c is '\u00AD' or '\u200B' or '\u200E' or '\u200F' or '\u2060' or '\uFEFF' or (>= '\u202A' and <= '\u202E')) continue;
            if (blank) folded.Append(' ');
            blank = false;
            folded.Append(c);
        }
        return Normalization.Compose(folded.ToString());
    }

    // 0 where the lines are not wrapped.
    private static int WrapWidth(List<Line> lines)
    {
        // The width is the widest line that another line follows in its group.
        var width = 0;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (!lines[i + 1].Gap) width = Math.Max(width, lines[i].Columns);
        }
        if (width is < Narrowest or > Widest) return 0;
        int breaks = 0, full = 0, unfinished = 0;
        for (var i = 0; i + 1 < lines.Count; i++)
        {
            if (lines[i + 1].Gap) continue;
            breaks++;
            if (!NoRoom(lines[i], lines[i + 1], width)) continue;
            full++;
            if (!PlainStops.Ends(lines[i].Text)) unfinished++;
        }
        // Paragraphs of one sentence may by chance be of one length; then they end with their stop.
        return full >= WrappedAtLeast * breaks && unfinished * 2 >= full && full >= 2 ? width : 0;
    }

    private static bool GoesOn(Line line, Line next, int width)
    {
        if (next.Indent >= line.Indent + 2 && next.Indent < 12) return false;
        return NoRoom(line, next, width) || !PlainStops.Ends(line.Text) && char.IsLower(next.Text[0]);
    }

    private static bool NoRoom(Line line, Line next, int width)
    {
        var blank = next.Text.IndexOf(' ');
        var word = blank < 0 ? next.Text : next.Text[..blank];
        var first = IsWide(word[0]) ? 4 : Math.Min(Columns(word), width);
        return line.Columns + 1 + first > width - 1;
    }

    private static int Columns(string text)
    {
        var columns = text.Length;
        foreach (var c in text)
        {
            if (IsWide(c) || c is >= '\uAC00' and <= '\uD7A3') columns++;
        }
        return columns;
    }

    /// <summary>Whether it is of a script that is written without blanks.</summary>
    internal static bool IsWide(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uFF00' and <= '\uFF60';
}

/// <summary>Whether a line ends as a sentence does.</summary>
internal static class PlainStops
{
    /// <summary>A full stop, question mark or exclamation mark of any script, closing quotes and brackets aside; an ellipsis counts.</summary>
    public static bool Ends(ReadOnlySpan<char> line) => Last(line) is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '．' or '؟' or '۔' or '।' or '։' or '።' or '｡' or '‽';

    /// <summary>Whether a sentence ends before the line does.</summary>
    public static bool Inside(ReadOnlySpan<char> line)
    {
        for (var i = 8; i + 2 < line.Length; i++)
        {
            if (line[i] is '。' or '！' or '？' || line[i] is '.' or '!' or '?' && line[i + 1] == ' ' && char.IsUpper(line[i + 2]) && char.IsLower(line[i - 1])) return true;
        }
        return false;
    }

    /// <summary>Whether it goes on: a colon, comma, semicolon or dash.</summary>
    public static bool Leads(ReadOnlySpan<char> line) => Last(line) is ':' or ';' or ',' or '，' or '、' or '；' or '：' or '،' or '؛' or '—' or '–';

    private static char Last(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd(" \"'”’»›)]）】」』〉》“");
        return line.Length == 0 ? '\0' : line[^1];
    }
}

using System.Text;

namespace Variorum;

/// <summary>A paragraph of a PDF.</summary>
/// <param name="Size">Of its letters, in points.</param>
internal sealed record PdfParagraph(string Text, double Size, bool Bold);

/// <summary>Joins lines to paragraphs as typesetters part them: by space, by indent, by a last line that has room; and mends words that were broken.</summary>
internal static class PdfParagraphs
{
    // Of the letters' size.
    private const double Indent = 0.7, Flush = 0.3, SameSize = 0.06;

    // Of the usual distance between lines.
    private const double Space = 1.3;

    // A line's rest that holds the next word and the blank before it was left free on purpose.
    private const double Blank = 0.3;

    private static readonly System.Buffers.SearchValues<char> Bullets = System.Buffers.SearchValues.Create("•●▪■◦‣⁃");

    public static List<PdfParagraph> Of(IReadOnlyList<PdfLine> lines)
    {
        var compounds = Compounds(lines);
        var (paragraphs, open) = (new List<PdfParagraph>(), new List<PdfLine>());
        var columns = lines.GroupBy(static line => (line.Page, line.Block)).ToDictionary(static block => block.Key, static block => ColumnOf([.. block]));
        foreach (var line in lines)
        {
            if (open is [.., var above] && Parts(above, line, columns[(above.Page, above.Block)], columns[(line.Page, line.Block)])) Close();
            open.Add(line);
        }
        Close();
        return paragraphs;

        void Close()
        {
            if (open.Count > 0) paragraphs.Add(new PdfParagraph(Join(open, compounds), open[0].Size, open.All(static line => line.Bold)));
            open.Clear();
        }
    }

    /// <summary>Whether a sentence may end here.</summary>
    public static bool Stops(string text) => PlainStops.Ends(text) || text is [.., ':' or '：'];

    /// <summary>Lines as one text.</summary>
    /// <param name="compounds">What stands with a hyphen within a line elsewhere, in lower case, and keeps it where a line breaks.</param>
    public static string Join(IReadOnlyList<PdfLine> lines, HashSet<string> compounds)
    {
        var text = new StringBuilder();
        foreach (var next in lines.Select(static line => line.Text).Where(static text => text.Length > 0))
        {
            if (text.Length > 1 && text[^1] is '-' or '‐' && char.IsLetter(text[^2]) && char.IsLetter(next[0]))
            {
                var (head, tail) = (text.Length - 1, 0);
                while (head > 0 && char.IsLetter(text[head - 1])) head--;
                while (tail < next.Length && char.IsLetter(next[tail])) tail++;
                // Good-Neighbourly: a broken word goes on in lower case.
                if (char.IsLower(next[0]) && !compounds.Contains($"{text.ToString(head, text.Length - 1 - head)}-{next[..tail]}".ToLowerInvariant())) text.Length--;
            }
            else if (text.Length > 0 && !(Layout.IsWide(text[^1]) && Layout.IsWide(next[0]))) text.Append(' ');
            text.Append(next);
        }
        return text.ToString();
    }

    /// <summary>Where a block's lines stand.</summary>
    /// <param name="Pitch">Its usual distance from line to line; 0 where it has one line.</param>
    private sealed record Column(double Left, double Right, double Pitch);

    private static Column ColumnOf(IReadOnlyList<PdfLine> block)
    {
        var pitches = block.Zip(block.Skip(1), static (above, below) => above.Baseline - below.Baseline).Order().ToList();
        return new Column(block.Min(static line => line.Left), block.Max(static line => line.Right), pitches.Count > 0 ? pitches[pitches.Count / 2] : 0);
    }

    private static bool Parts(PdfLine above, PdfLine line, Column column, Column of)
    {
        if (Math.Abs(line.Size - above.Size) > above.Size * SameSize || line.Bold != above.Bold || Bullets.Contains(line.Text[0])) return true;
        var ended = PlainStops.Ends(above.Text);
        var room = column.Right - above.Right > line.First + (Blank * line.Size);
        // From one column or page to the next.
        if ((line.Page, line.Block) != (above.Page, above.Block)) return ended || (room && !char.IsLower(line.Text[0]));
        if (above.Baseline - line.Baseline > of.Pitch * Space) return true;
        if (line.Left - of.Left > Indent * line.Size && (ended || above.Left - of.Left < Flush * line.Size)) return true;
        return ended && room;
    }

    // long-standing: hyphens between letters, within lines.
    private static HashSet<string> Compounds(IReadOnlyList<PdfLine> lines) =>
        lines.SelectMany(static line => line.Text.Split(' ')).Where(static word => word.IndexOfAny(['-', '‐']) is > 0 and var at && at < word.Length - 1)
            .Select(static word => word.Replace('‐', '-').Trim('.', ',', ';', ':', '"', '”', '“', '(', ')').ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
}

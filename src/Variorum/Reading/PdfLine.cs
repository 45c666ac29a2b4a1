using System.Text;
using UglyToad.PdfPig.DocumentLayoutAnalysis;
using PdfWord = UglyToad.PdfPig.Content.Word;

namespace Variorum;

/// <summary>A line of a PDF, and where it stands. Lengths are points, 72 to the inch, from the page's lower left.</summary>
/// <param name="Block">Which block of its page it belongs to, in reading order.</param>
/// <param name="First">How wide its first word is.</param>
/// <param name="Size">Of most of its letters.</param>
/// <param name="Edge">In the strip at the page's top or bottom where running heads and page numbers stand.</param>
internal sealed record PdfLine(string Text, int Page, int Block, double Left, double Right, double Baseline, double First, double Size, bool Bold, bool Edge)
{
    // Of the page's height; margins are wider as a rule.
    private const double Strip = 0.1;

    // Of the letters' size: subscripts and accents stand so much off the line.
    private const double SameLine = 0.4;

    private const string Ligatures = "ﬀﬁﬂﬃﬄﬅﬆ";

    private static readonly string[] Spelt = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>The lines of a block, from its top. Words are set to lines anew: those that justification drove apart were parted.</summary>
    public static IEnumerable<PdfLine> Of(TextBlock block, int page, int order, double height)
    {
        var words = block.TextLines.SelectMany(static line => line.Words).OrderByDescending(static word => Base(word)).ToList();
        for (var i = 0; i < words.Count;)
        {
            var (from, size) = (i, words[i].Letters[0].PointSize);
            while (i < words.Count && Base(words[from]) - Base(words[i]) <= size * SameLine) i++;
            yield return Line([.. words[from..i].OrderBy(static word => word.BoundingBox.Left)], page, order, height);
        }
    }

    private static PdfLine Line(List<PdfWord> words, int page, int order, double height)
    {
        var letters = words.SelectMany(static word => word.Letters).ToList();
        var size = letters.GroupBy(static letter => Math.Round(letter.PointSize, 1)).OrderByDescending(static sizes => sizes.Count()).ThenByDescending(static sizes => sizes.Key).First().Key;
        // A label at a line's beginning makes no bold line.
        var bold = letters.TrueForAll(static letter => letter.FontName?.Contains("Bold", StringComparison.OrdinalIgnoreCase) == true || string.IsNullOrWhiteSpace(letter.Value));
        var said = Spelled(string.Join(' ', words.Select(static word => word.Text)));
        // A soft hyphen is shown where a line ends with it, and nowhere else.
        var text = Layout.Fold(said is [.., '\u00AD'] ? said[..^1] + '-' : said);
        var baseline = Base(words[0]);
        return new PdfLine(text, page, order, words[0].BoundingBox.Left, words.Max(static word => word.BoundingBox.Right), baseline,
            // A line of Han is one word, and can break behind each letter.
            Layout.IsWide(words[0].Text[0]) ? size : words[0].BoundingBox.Width, size, bold, baseline < height * Strip || baseline > height * (1 - Strip));
    }

    private static double Base(PdfWord word) => word.Letters[0].StartBaseLine.Y;

    private static string Spelled(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(Ligatures[0], Ligatures[^1]) < 0) return text;
        var spelled = new StringBuilder(text.Length + 8);
        foreach (var unit in text)
        {
            if (Ligatures.IndexOf(unit, StringComparison.Ordinal) is >= 0 and var at) spelled.Append(Spelt[at]);
            else spelled.Append(unit);
        }
        return spelled.ToString();
    }
}

using System.Text;

namespace Variorum;

/// <summary>Makes an article's text of a PDF's lines.</summary>
internal static class PdfText
{
    // A headline is set so much larger than the text; headings by less, or bold.
    private const double Headline = 1.15, Heading = 1.06;

    private const int LongestTitle = 300, MostHeadingWords = 15, TitleWithin = 12;

    // The day of publication stands within so many lines of the headline.
    private const int DayWithin = 4;

    /// <param name="titled">The title in the file's metadata: often a name of a file or of a template, so the page has to agree.</param>
    public static Draft Of(List<PdfLine> lines, string? titled)
    {
        var told = Told(lines);
        if (told.Count == 0) told = lines;
        var size = told.GroupBy(static line => line.Size).MaxBy(static sizes => sizes.Sum(static line => line.Text.Length))!.Key;
        var (start, end) = TitleOf(told, size, titled);
        var title = end > start ? PdfParagraphs.Join(told[start..end], []) : titled is not null && IsTitle(titled) ? Layout.Fold(titled) : null;
        var published = told.Take(end + DayWithin).Where(static line => Days.Only(line.Text)).Select(static line => Days.Find(line.Text) is [var day, ..] ? day.Iso : null).FirstOrDefault(static day => day is not null);
        var text = told.Where((line, i) => i >= end && !(i < end + DayWithin && Days.Only(line.Text))).ToList();
        return new Draft
        {
            Title = title,
            Published = published,
            Blocks = [.. PdfParagraphs.Of(text).Select(paragraph => new Block(paragraph.Text, IsHeading(paragraph, size) ? BlockKind.Heading : BlockKind.Paragraph))],
            // A letterhead is furniture, sentences are not.
            Unread = [.. PdfParagraphs.Of(told[..start]).Where(static paragraph => PdfParagraphs.Stops(paragraph.Text) && paragraph.Text.Contains(' ')).Select(static paragraph => new Unread(paragraph.Text, "it stands above the headline"))],
        };
    }

    // Without running heads and page numbers: in the same strip on half of the pages, whatever the number; or a number alone.
    private static List<PdfLine> Told(List<PdfLine> lines)
    {
        var pages = lines.Select(static line => line.Page).Distinct().Count();
        var heads = lines.Where(static line => line.Edge).GroupBy(static line => Shape(line.Text))
            .Where(same => same.Select(static line => line.Page).Distinct().Count() is > 1 and var on && on * 2 >= pages).Select(static same => same.Key).ToHashSet(StringComparer.Ordinal);
        return [.. lines.Where(line => !line.Edge || !(heads.Contains(Shape(line.Text)) || !line.Text.Any(char.IsLetter)))];
    }

    private static string Shape(string text)
    {
        var shape = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (!char.IsDigit(unit)) shape.Append(unit);
            else if (shape is { Length: 0 } || shape[^1] != '#') shape.Append('#');
        }
        return shape.ToString();
    }

    /// <summary>The lines of the headline: those that the metadata names, else the largest of the first page; none where all are alike.</summary>
    private static (int Start, int End) TitleOf(List<PdfLine> lines, double size, string? titled)
    {
        var first = lines.TakeWhile(line => line.Page == lines[0].Page).ToList();
        // Whatever is large further below is another's headline.
        first = first[..Math.Min(first.Count, Math.Max(TitleWithin, first.Count / 3))];
        var named = Letters(titled ?? "");
        for (var start = 0; start < first.Count && named.Length > 8; start++)
        {
            var said = "";
            for (var end = start; end < first.Count && said.Length < named.Length; end++)
            {
                said += Letters(first[end].Text);
                if (said == named) return (start, end + 1);
            }
        }
        var largest = first.Where(static line => line.Text.Count(char.IsLetter) > 5).Select(static line => line.Size).DefaultIfEmpty().Max();
        if (largest < size * Headline) return (0, 0);
        var begin = first.FindIndex(line => line.Size == largest && line.Text.Count(char.IsLetter) > 5);
        var (stop, length) = (begin, 0);
        for (; stop < first.Count && first[stop].Size == largest && length + first[stop].Text.Length <= LongestTitle; stop++) length += first[stop].Text.Length;
        return (begin, stop);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    // Microsoft Word - draft_3.docx, report.indd, untitled: of some words, and no file.
    private static bool IsTitle(string titled) =>
        titled.Contains(' ') && titled.Count(char.IsLetter) > 8 && !titled.Contains(" - ", StringComparison.Ordinal) && !(Path.GetExtension(titled.Trim()) is { Length: 4 or 5 } ending && ending[1..].All(char.IsAsciiLetter));

    private static bool IsHeading(PdfParagraph paragraph, double size) =>
        (paragraph.Size > size * Heading || paragraph.Bold) && !PdfParagraphs.Stops(paragraph.Text) && paragraph.Text.Count(static unit => unit == ' ') < MostHeadingWords;
}

namespace Variorum;

/// <summary>Finds the headline among the lines that stand above an article's text.</summary>
internal static class Headlines
{
    // Agencies write headlines of two sentences; nobody writes one of a paragraph.
    private const int MostWords = 45, LongestWithoutBlankLine = 25;

    // Between headline and text stand dates, bylines, captions, buttons; not a page of them.
    private const int Farthest = 40;

    /// <summary>The place of the headline; −1 where there is none.</summary>
    /// <param name="lines">All lines.</param>
    /// <param name="start">The first line of the article as it was cut, headline perhaps included.</param>
    /// <param name="end">One past its last.</param>
    public static int Find(ReadOnlySpan<PageLine> lines, int start, int end)
    {
        var text = FirstText(lines, start, end);
        if (text < 0) return -1;
        var words = Content(lines[text].Text);
        if (text + 1 < end) words.UnionWith(Content(lines[text + 1].Text));
        var (best, at) = (0.0, -1);
        for (var i = 0; i < text; i++)
        {
            if (text - i > Farthest || !MayBe(lines, i)) continue;
            var own = Content(lines[i].Text);
            var shared = own.Count(words.Contains);
            // Near to the text, of a headline's length, about what the text is about.
            var score = 1 + 2.0 * shared / Math.Max(own.Count, 4) + shared * .3 + Math.Min(lines[i].Words, 8) * .15 - (text - i) * .1 + (lines[i].Repeats ? .5 : 0)
                - (lines[i].Listed ? .6 : 0) - (lines[i].Words == 1 || lines[i].Words > 30 ? .5 : 0);
            // A subheading follows its headline: of two that touch, the first.
            if (score > best + (at == i - 1 ? .8 : 0)) (best, at) = (score, i);
        }
        return at;
    }

    private static bool MayBe(ReadOnlySpan<PageLine> lines, int i)
    {
        var line = lines[i];
        if (line.Frame is not (Frame.None or Frame.Weak) || line.IsDate || line.IsSite || line.Meta is not null || line.Aside || line.Leads) return false;
        if (i <= MetaLines.CategoriesWithin && MetaLines.CategoriesOf(line.Text).Count > 1) return false;
        if (line.Words == 0 || line.Words > MostWords || Marks.DatelineOf(line.Text) is not null) return false;
        var last = line.Text.AsSpan().TrimEnd("\"'”’»)")[^1];
        if (line.Stops && last != '?') return false;
        if (line.Words > LongestWithoutBlankLine && PlainStops.Inside(line.Text)) return false;
        if (line.Text[0] is '-' or '–' or '—' or '•' or '(' or '<' or '[') return false;
        var followed = i + 1 < lines.Length && (lines[i + 1].Gap || lines[i + 1].Meta is not null || lines[i + 1].IsDate || lines[i + 1].Repeats);
        return followed || line.Words <= LongestWithoutBlankLine && line.Words >= 3;
    }

    // The first running text, with the short sentences that stand right above it; where all is short, the first finished sentence.
    private static int FirstText(ReadOnlySpan<PageLine> lines, int start, int end)
    {
        var prose = start;
        while (prose < end && !(lines[prose].Prose && !lines[prose].Listed && !lines[prose].Aside && !lines[prose].Repeats)) prose++;
        var first = prose < end ? prose : -1;
        for (var i = Math.Min(prose, end) - 1; i >= start && !(prose < end && (lines[i].Proof || lines[i].IsDate)); i--)
        {
            if ((lines[i].Stops || lines[i].Leads) && !lines[i].Aside && lines[i].Meta is null && !lines[i].IsDate && !lines[i].Repeats) first = i;
        }
        return first;
    }

    private static HashSet<string> Content(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var head = text.Length > 1000 ? text[..1000] : text;
        foreach (var word in head.ToLowerInvariant().Split([' ', ',', '.', '"', '“', '”', '(', ')', ':', '«', '»', '\'', '’', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word[0] >= '\u2E80' && word[0] <= '\u9FFF')
            {
                for (var i = 0; i + 1 < word.Length; i++) words.Add(word.Substring(i, 2));
            }
            else if (word.Length >= 4 || word[0] >= '\uAC00' && word.Length >= 2)
            {
                // Inflected forms count as one.
                words.Add(word.Length > 6 ? word[..6] : word);
            }
        }
        return words;
    }
}

namespace Variorum;

/// <summary>Finds what stands in quotation marks, paragraph by paragraph.</summary>
internal static class Quotations
{
    /// <summary>Shorter ones are terms and titles.</summary>
    public const int FewestWords = 5;

    /// <summary>The quotations of a stretch of text, marks included. One that is not closed runs on only if the next paragraph opens again.</summary>
    public static List<Span> Find(string text, int start, int end, bool openAtEnd)
    {
        var spans = new List<Span>();
        var open = -1;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is not ('"' or '“' or '”' or '„' or '«' or '»' or '「' or '」')) continue;
            var blankBefore = i == start || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '–' or '—' or ':';
            var blankBehind = i + 1 == end || !char.IsLetterOrDigit(text[i + 1]);
            var opens = c is '„' or '«' or '「' || (c is '“' && (open < 0 || blankBefore)) || (c is '"' && blankBefore && (open < 0 || !blankBehind));
            if (opens)
            {
                if (open < 0) open = i;
            }
            else if (open >= 0)
            {
                spans.Add(new Span(open, i + 1));
                open = -1;
            }
        }
        if (open >= 0 && openAtEnd) spans.Add(new Span(open, end));
        return spans;
    }

    /// <summary>Marks in each sentence the words that are quoted.</summary>
    public static void Mark(Line line, IReadOnlyList<Span> spans, ref int next)
    {
        while (next < spans.Count && spans[next].End <= line.Start) next++;
        for (var s = next; s < spans.Count && spans[s].Start < line.End; s++)
        {
            var from = -1;
            var to = 0;
            var words = 0;
            for (var i = 0; i < line.Tokens.Length; i++)
            {
                var token = line.Tokens[i];
                if (token.Start < spans[s].Start || token.End > spans[s].End) continue;
                if (from < 0) from = i;
                to = i + 1;
                if (token.IsWord) words++;
            }
            var whole = spans[s].Start < line.Start || spans[s].End > line.End;
            if (from < 0 || (words < FewestWords && !whole && !IsSpoken(line.Tokens, from, to))) continue;
            line.Quotations.Add((from, to));
            line.GoesOnQuoted |= spans[s].Start < line.Start;
            for (var i = from; i < to; i++) line.Quoted[i] = true;
        }
    }

    /// <summary>A short one is speech where its own stop or comma stands inside, and it begins like a sentence or behind a cue's comma.</summary>
    private static bool IsSpoken(Token[] tokens, int from, int to) =>
        to - from > 3 && tokens[to - 2].Low is "," or "." or "!" or "?" && (tokens[from + 1].Capital || (from > 0 && tokens[from - 1].Is(",")));
}

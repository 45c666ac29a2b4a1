using System.Buffers;

namespace Variorum;

/// <summary>Finds what stands in quotation marks, paragraph by paragraph.</summary>
internal static class Quotations
{
    private static readonly SearchValues<char> DoubleMarks = SearchValues.Create("\"“”„«»");

    /// <summary>Shorter ones are terms and titles.</summary>
    public const int FewestWords = 5;

    /// <summary>The quotations of a stretch of text, marks included. One that is not closed runs on only if the next paragraph opens again.</summary>
    /// <param name="openAtStart">The paragraph before left a quotation open that this one closes.</param>
    public static List<Span> Find(string text, int start, int end, bool openAtEnd, bool openAtStart = false)
    {
        var spans = new List<Span>();
        var open = openAtStart ? start : -1;
        var single = -1;

        // No stretch is searched for a sentence's end twice, or thousands of marks that never close would each search from the first.
        var searched = start;
        for (var i = start; i < end; i++)
        {
            var c = text[i];
            if (c is '\'' or '‘' or '’')
            {
                // Single marks: they open before a letter, and close behind the quotation's own stop or comma; the rest are apostrophes.
                var opensSingle = c is '‘' or '\'' && open < 0 && single < 0 && (i == start || char.IsWhiteSpace(text[i - 1])) && i + 1 < end && char.IsUpper(text[i + 1]);
                if (opensSingle) single = i;
                else if (single >= 0 && c is not '‘' && text[i - 1] is ',' or '.' or '!' or '?' && (i + 1 == end || !char.IsLetterOrDigit(text[i + 1])))
                {
                    spans.Add(new Span(single, i + 1));
                    single = -1;
                }
                continue;
            }
            if (single >= 0) continue;
            if (c is not ('"' or '“' or '”' or '„' or '«' or '»' or '「' or '」')) continue;
            var blankBefore = i == start || char.IsWhiteSpace(text[i - 1]) || text[i - 1] is '(' or '[' or '–' or '—' or ':';
            var blankBehind = i + 1 == end || !char.IsLetterOrDigit(text[i + 1]);
            var opens = c is '„' or '«' or '「' || (c is '“' && (open < 0 || blankBefore)) || (c is '"' && blankBefore && (open < 0 || !blankBehind));
            if (opens)
            {
                // A mark that opens where one is open, sentences later: the first was never closed, and no more than its sentence is sure.
                if (open >= 0 && c is '"' or '“')
                {
                    if (SentenceEnd(text, Math.Max(open, searched), i) is > 0 and var stop)
                    {
                        spans.Add(new Span(open, stop));
                        open = i;
                    }
                    searched = i - 2;
                }
                if (open < 0) open = i;
            }
            if ((!opens || (c is '"' && i > start + 1 && text[i - 1] is ' ' && text[i - 2] is ',')) && open >= 0 && open < i)
            {
                spans.Add(new Span(open, i + 1));
                open = -1;
            }
        }
        if (open >= 0 && openAtEnd) spans.Add(new Span(open, end));
        return spans;
    }

    private static int SentenceEnd(string text, int start, int end)
    {
        for (var i = start + 1; i + 1 < end; i++)
        {
            if (text[i] is '.' or '!' or '?' && char.IsWhiteSpace(text[i + 1])) return i + 1;
        }
        return 0;
    }

    /// <summary>The first double mark of a paragraph closes: a quotation came in from the one before.</summary>
    public static bool Closes(string paragraph)
    {
        var mark = paragraph.AsSpan().IndexOfAny(DoubleMarks);
        return mark > 0 && paragraph[mark] is '"' or '”' or '»' && !char.IsWhiteSpace(paragraph[mark - 1]) && paragraph[mark - 1] is not ('(' or '[' or '–' or '—' or ':')
            && (mark + 1 == paragraph.Length || !char.IsLetterOrDigit(paragraph[mark + 1]));
    }

    public static bool HasMark(string paragraph) => paragraph.AsSpan().ContainsAny(DoubleMarks);

    /// <summary>Marks in each sentence the words that are quoted.</summary>
    public static void Mark(Line line, IReadOnlyList<Span> spans, ref int next)
    {
        while (next < spans.Count && spans[next].End <= line.Start) next++;
        var begin = 0;
        for (var s = next; s < spans.Count && spans[s].Start < line.End; s++)
        {
            var from = -1;
            var to = 0;
            var words = 0;
            while (begin < line.Tokens.Length && line.Tokens[begin].Start < spans[s].Start) begin++;
            for (var i = begin; i < line.Tokens.Length; i++)
            {
                var token = line.Tokens[i];
                if (token.End > spans[s].End) break;
                if (from < 0) from = i;
                to = i + 1;
                // A run of Han or kana has no blanks: two letters stand for a word.
                if (token.IsWord) words += token.Low[0] is >= '\u2e80' and <= '\u9fff' ? (token.End - token.Start + 1) / 2 : 1;
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
        to - from > 3 && tokens[to - 2].Low is "," or "." or "!" or "?" && (tokens[from + 1].Capital || tokens[from + 1].Low[0] >= '\u2e80' || (from > 0 && tokens[from - 1].Is(",")));
}

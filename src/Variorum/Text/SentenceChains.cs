namespace Variorum;

/// <summary>Cuts what is one sentence by its stops, and too much for a reader to take as one.</summary>
internal static class SentenceChains
{
    /// <summary>A chain of semicolons with more words than this is an enumeration, not a sentence.</summary>
    public const int LongChain = 60;

    /// <summary>A clause of such a chain stands alone when it has as many words as this.</summary>
    public const int LongClause = 8;

    /// <summary>No sentence is longer, in UTF-16 units, so that whoever reads on stays within bounds.</summary>
    public const int Longest = 4000;

    /// <summary>Adds what lies between two places, without the blanks around it, in one or more pieces; notes what was cut for its length alone.</summary>
    public static void Add(List<Span> spans, string text, int start, int end, List<Span>? tooLong)
    {
        if (Trimmed(text, start, end) is not { Length: > 0 } whole) return;
        if (Clauses(text, whole) is { } clauses)
            foreach (var clause in clauses) AddBounded(spans, text, clause, tooLong);
        else AddBounded(spans, text, whole, tooLong);
    }

    private static List<Span>? Clauses(string text, Span whole)
    {
        if (whole.Length <= LongChain || text.AsSpan(whole.Start, whole.Length).IndexOfAny(';', '；', '؛') < 0) return null;
        var clauses = new List<Span>();
        int from = whole.Start, depth = 0, words = 0;
        for (var i = whole.Start; i < whole.End; i++)
        {
            if (Stops.Brackets(text[i])) depth++;
            else if (text[i] is ')' or ']' or '}' or '）') depth = Math.Max(0, depth - 1);
            if ((text[i] is ';' or '；' or '؛' && depth == 0) || i == whole.End - 1)
            {
                var clause = Trimmed(text, from, i + 1);
                var count = Words(text, clause);
                if (count < LongClause) return null;
                words += count;
                clauses.Add(clause);
                from = i + 1;
            }
        }
        return words > LongChain && clauses.Count > 1 ? clauses : null;
    }

    private static void AddBounded(List<Span> spans, string text, Span whole, List<Span>? tooLong)
    {
        if (whole.Length > Longest) tooLong?.Add(whole);
        var from = whole.Start;
        while (whole.End - from > Longest)
        {
            var cut = Place(text, from);
            if (Trimmed(text, from, cut) is { Length: > 0 } piece) spans.Add(piece);
            from = cut;
            while (char.IsWhiteSpace(text[from])) from++;
        }
        spans.Add(new Span(from, whole.End));
    }

    private static int Place(string text, int from)
    {
        var half = text.AsSpan(from + Longest / 2, Longest / 2);
        ReadOnlySpan<string> marks = [";；؛", ",，、،", " \t\n\u00A0\u3000"];
        foreach (var mark in marks)
            if (half.LastIndexOfAny(mark) is >= 0 and var at) return from + Longest / 2 + at + 1;
        return from + Longest - (char.IsHighSurrogate(text[from + Longest - 1]) ? 1 : 0);
    }

    // Han and kana are written without blanks: about two of them make a word.
    private static int Words(string text, Span span)
    {
        int words = 0, wide = 0;
        var within = false;
        for (var i = span.Start; i < span.End; i++)
        {
            var c = text[i];
            if (c is >= '\u3040' and <= '\u9FFF') wide++;
            else if (char.IsLetterOrDigit(c) && !within) words++;
            within = char.IsLetterOrDigit(c) || (within && !char.IsWhiteSpace(c));
        }
        return words + wide / 2;
    }

    private static Span Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start])) start++;
        while (start < end && char.IsWhiteSpace(text[end - 1])) end--;
        return new Span(start, end);
    }
}

using System.Buffers;
using System.Globalization;

namespace Variorum;

/// <summary>Chooses stretches of a text that are to be shown.</summary>
internal sealed class SnippetWindow
{
    private static readonly SearchValues<char> SentenceEnds = SearchValues.Create(".!?。！？؟।\n");

    private readonly string text;
    private readonly List<SearchToken> tokens;
    private readonly int width;
    private readonly int[] columns;

    public SnippetWindow(string text, List<SearchToken> tokens, int width)
    {
        (this.text, this.tokens, this.width) = (text, tokens, width);
        columns = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++) columns[i + 1] = columns[i] + (text[i] is >= '\u2e80' and <= '\ud7a3' or >= '\uff01' and <= '\uff60' ? 2 : 1);
    }

    /// <summary>The stretch with most of the query's parts, then most hits, then the first; null where there is no hit.</summary>
    /// <param name="hits">In the order of the text.</param>
    public (int Start, int End)? Best(List<(Span Place, int Part)> hits)
    {
        if (hits.Count == 0) return null;
        var parts = new Dictionary<int, int>();
        (int Parts, int Hits, int From, int To) best = default;
        for (int from = 0, to = 0; from < hits.Count; from++)
        {
            for (; to < hits.Count && (to == from || Wide(hits[from].Place.Start, hits[to].Place.End) <= width); to++)
                parts[hits[to].Part] = parts.GetValueOrDefault(hits[to].Part) + 1;
            if (parts.Count > best.Parts || (parts.Count == best.Parts && to - from > best.Hits)) best = (parts.Count, to - from, from, to);
            if (--parts[hits[from].Part] == 0) parts.Remove(hits[from].Part);
        }
        var end = hits[best.From].Place.End;
        for (var i = best.From; i < best.To; i++) end = Math.Max(end, hits[i].Place.End);
        var start = Back(hits[best.From].Place.Start, end);
        return (start, Fill(start, end));
    }

    /// <summary>Where a stretch ends that goes on to the full width: behind a word and the marks that close its sentence.</summary>
    public int Fill(int start, int end)
    {
        for (var i = IndexOf(end); i < tokens.Count && Wide(start, tokens[i].End) <= width; i++) end = Math.Max(end, tokens[i].End);
        while (end < text.Length && char.GetUnicodeCategory(text[end]) is UnicodeCategory.OtherPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.FinalQuotePunctuation) end++;
        return end;
    }

    /// <summary>The start of the sentence, where there is room for it, or some words before.</summary>
    private int Back(int start, int end)
    {
        // Half of what is left goes before the hits, so that they are read in their sentence.
        var room = Math.Max(0, width - Wide(start, end)) / 2;
        var from = start;
        for (var i = IndexOf(start) - 1; i >= 0 && Wide(tokens[i].Start, start) <= room; i--)
        {
            if (text.AsSpan(tokens[i].End, Math.Max(0, from - tokens[i].End)).ContainsAny(SentenceEnds)) break;
            from = Math.Min(from, tokens[i].Start);
        }
        return from;
    }

    /// <summary>The first token that starts at a place or behind it.</summary>
    private int IndexOf(int place)
    {
        var (low, high) = (0, tokens.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (tokens[middle].Start < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int Wide(int start, int end) => columns[end] - columns[start];
}

using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>A text as words, runs of letters or digits: what is compared of two readings of it.</summary>
internal sealed partial class SpeechWords
{
    // Behind these a name goes on that is not its head.
    private static readonly HashSet<string> Stops = new(StringComparer.Ordinal)
    {
        "of", "for", "in", "at", "from", "with", "who", "whom", "whose", "which", "that", "to", "on", "by", "near", "about", "including", "among",
        "against", "within", "under", "over", "around", "between", "like", "as", "based",
    };

    private readonly string _text;
    private readonly List<Span> _at;

    public SpeechWords(string text)
    {
        _text = text;
        _at = [.. Word().Matches(text).Select(static match => new Span(match.Index, match.Index + match.Length))];
        List = [.. _at.Select(span => text[span.Start..span.End].ToLowerInvariant())];
    }

    public List<string> List { get; }

    public IEnumerable<int> Inside(Span span) => Enumerable.Range(0, _at.Count).Where(i => _at[i].Overlaps(span));

    public HashSet<int> Set(IEnumerable<Span> spans) => [.. spans.SelectMany(Inside)];

    public string Text(Span span) => _text[span.Start..span.End];

    /// <summary>The last word of the first noun phrase of a source; −1 where there is none.</summary>
    public int Head(Span? source)
    {
        if (source is not { } span) return -1;
        var last = -1;
        foreach (Match match in Piece().Matches(Text(span)))
        {
            var token = match.Value;
            if (last >= 0 && (token is "," or ";" or ":" or "(" or "–" or "—" || Stops.Contains(token.ToLowerInvariant()))) break;
            if (!Word().IsMatch(token[..1]) || last >= 0 && token.All(char.IsDigit)) continue;
            last = span.Start + match.Index;
            if (Genitive().IsMatch(token)) break;
        }
        return last < 0 ? -1 : Inside(new Span(last, last + 1)).FirstOrDefault(-1);
    }

    /// <summary>For each word of a reading the word of the gold text that it is; a negative number of its own where that lacks it.</summary>
    /// <remarks>The longest common run first, then to its left and right (J. W. Ratcliff and D. E. Metzener, 1988), as Python's difflib does.</remarks>
    public static int[] Aligned(SpeechWords gold, SpeechWords read)
    {
        var to = Enumerable.Range(0, read.List.Count).Select(static i => -1 - i).ToArray();
        var places = gold.List.Select(static (word, place) => (word, place)).ToLookup(static pair => pair.word, static pair => pair.place);
        var parts = new Stack<(int FromA, int ToA, int FromB, int ToB)>([(0, read.List.Count, 0, gold.List.Count)]);
        while (parts.TryPop(out var part))
        {
            var (a, b, length) = Longest(read.List, places, part);
            if (length == 0) continue;
            for (var k = 0; k < length; k++) to[a + k] = b + k;
            parts.Push((part.FromA, a, part.FromB, b));
            parts.Push((a + length, part.ToA, b + length, part.ToB));
        }
        return to;
    }

    private static (int A, int B, int Length) Longest(List<string> words, ILookup<string, int> places, (int FromA, int ToA, int FromB, int ToB) part)
    {
        var best = (A: part.FromA, B: part.FromB, Length: 0);
        var runs = new Dictionary<int, int>();
        for (var i = part.FromA; i < part.ToA; i++)
        {
            var ending = new Dictionary<int, int>();
            foreach (var j in places[words[i]])
            {
                if (j < part.FromB || j >= part.ToB) continue;
                var length = ending[j] = runs.GetValueOrDefault(j - 1) + 1;
                if (length > best.Length) best = (i - length + 1, j - length + 1, length);
            }
            runs = ending;
        }
        return best;
    }

    [GeneratedRegex(@"[^\W_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"[^\W_]+(?:[-.][^\W_]+)*(?:['’]s?\b)?|[^\w\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"['’]s?$", RegexOptions.CultureInvariant)]
    private static partial Regex Genitive();
}

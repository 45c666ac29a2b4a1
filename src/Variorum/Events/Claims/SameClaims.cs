namespace Variorum;

/// <summary>Puts together what several accounts tell alike.</summary>
internal static class SameClaims
{
    // Set by looking at what meets: below, neighbours of one paragraph flow into each other.
    private const double Contained = .62, Alike = .38;

    private const int LeastShared = 3;

    /// <summary>The words by which statements are compared: concepts of the lexicon where it has them, so that two languages can meet.</summary>
    public static HashSet<string> Terms(string text, string? language)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var term in Lexicon.Terms(text, language))
            if (term.Kind != TokenKind.Stop) terms.Add(term.Concepts is [var concept, ..] ? concept.Id : term.Key);
        return terms;
    }

    /// <summary>Groups of items that say the same, in the order of their first.</summary>
    /// <param name="terms">Of an item.</param>
    /// <param name="may">Whether two items can be the same at all.</param>
    public static List<List<T>> Merge<T>(IReadOnlyList<T> items, Func<T, HashSet<string>> terms, Func<T, T, bool> may)
    {
        var sets = items.Select(terms).ToList();
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < sets.Count; i++)
            foreach (var term in sets[i])
            {
                if (!places.TryGetValue(term, out var list)) places[term] = list = [];
                list.Add(i);
            }
        var weights = places.ToDictionary(static place => place.Key, place => Math.Log(1 + ((double)items.Count / place.Value.Count)), StringComparer.Ordinal);
        var sums = sets.Select(set => set.Sum(term => weights[term])).ToList();
        var group = new int[items.Count];
        for (var i = 0; i < items.Count; i++)
        {
            group[i] = i;
            var shared = new Dictionary<int, (double Weight, int Count)>();
            // Words of everybody find nobody.
            foreach (var term in sets[i].Where(term => places[term].Count <= 400))
                foreach (var j in places[term].TakeWhile(j => j < i))
                    shared[j] = shared.TryGetValue(j, out var known) ? (known.Weight + weights[term], known.Count + 1) : (weights[term], 1);
            foreach (var (j, (weight, count)) in shared.OrderByDescending(static pair => pair.Value.Weight).ThenBy(static pair => pair.Key))
            {
                var (less, more) = (Math.Min(sums[i], sums[j]), Math.Max(sums[i], sums[j]));
                var few = Math.Min(sets[i].Count, sets[j].Count);
                if (count < Math.Min(LeastShared, few) || few < 2 || weight < Contained * less || weight < Alike * more || !may(items[i], items[j])) continue;
                group[i] = group[j];
                break;
            }
        }
        return [.. Enumerable.Range(0, items.Count).GroupBy(i => group[i]).OrderBy(static of => of.Key).Select(of => of.Select(i => items[i]).ToList())];
    }

    /// <summary>Whether two accounts can tell of one occasion: not more than so many days apart, as far as both tell their date.</summary>
    public static bool Near(ClaimPlace a, ClaimPlace b, int days) => !a.Dated || !b.Dated || Days(a.Day, b.Day) is not { } apart || apart <= days;

    /// <summary>Days between two dates; null where one of them is coarser than a day.</summary>
    public static int? Days(string a, string b) =>
        DateOnly.TryParseExact(a, "yyyy-MM-dd", out var first) && DateOnly.TryParseExact(b, "yyyy-MM-dd", out var second) ? Math.Abs(first.DayNumber - second.DayNumber) : null;
}

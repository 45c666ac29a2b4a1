namespace Variorum;

/// <summary>Single words exchanged in passages that are otherwise told alike.</summary>
internal static class WordingSubstitutions
{
    private const double LeastShare = .75;
    private const int LeastCompany = 3;
    private const int MostWords = 3;
    private const double Salience = .4;

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        if (words.Share < LeastShare) return;
        foreach (var (first, last) in Runs(words.A, words.OfA))
        {
            foreach (var (start, end) in Runs(words.B, words.OfB))
            {
                if (words.SharedCompany(first, last, start, end) < LeastCompany || !SameSlot(words, first, last, start, end) || AreForms(words, first, last, start, end)) continue;
                Substitutions.Add(found, Matter.Wording, Salience, WordMatch.WordingOf(pair.A, words.A[first], words.A[last]), WordMatch.WordingOf(pair.B, words.B[start], words.B[end]));
            }
        }
    }

    /// <summary>The words on either side, stop words too, answer to each other: all else there is the same.</summary>
    private static bool SameSlot(WordMatch words, int first, int last, int start, int end) =>
        first > 0 && start > 0 && last + 1 < words.A.Length && end + 1 < words.B.Length
        && words.A[first - 1].Statement == words.A[last + 1].Statement && words.B[start - 1].Statement == words.B[end + 1].Statement
        && words.A[first - 1].Term.Key == words.B[start - 1].Term.Key && words.A[last + 1].Term.Key == words.B[end + 1].Term.Key;

    /// <summary>Forms of one word (come, came), or figures, which are told apart elsewhere.</summary>
    private static bool AreForms(WordMatch words, int first, int last, int start, int end)
    {
        if (words.A[first..(last + 1)].Concat(words.B[start..(end + 1)]).Any(static word => word.Term.Kind == TokenKind.Number)) return true;
        var (a, b) = (words.A[last].Term.Key, words.B[end].Term.Key);
        return first == last && start == end && a.AsSpan().CommonPrefixLength(b) >= Math.Min(3, Math.Min(a.Length, b.Length) - 2);
    }

    private static IEnumerable<(int First, int Last)> Runs(Word[] words, int[] partners)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (partners[i] >= 0 || words[i].Term.Kind == TokenKind.Stop) continue;
            var end = i;
            while (end + 1 < words.Length && partners[end + 1] < 0 && words[end + 1].Statement == words[i].Statement && words[end + 1].Term.Kind != TokenKind.Stop) end++;
            if (end - i < MostWords) yield return (i, end);
            i = end;
        }
    }
}

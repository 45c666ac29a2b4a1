namespace Variorum;

/// <summary>Single words exchanged in passages that are otherwise told alike.</summary>
internal static class WordingSubstitutions
{
    private const double LeastShare = .75;
    private const int LeastCompany = 4;
    private const int MostWords = 3;
    private const double Salience = .4;

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        if (words.Share < LeastShare) return;
        foreach (var (first, last) in Runs(words.A, words.OfA))
        {
            foreach (var (start, end) in Runs(words.B, words.OfB))
            {
                if (words.SharedCompany(first, last, start, end) < LeastCompany) continue;
                Substitutions.Add(found, Matter.Wording, Salience, WordMatch.WordingOf(pair.A, words.A[first], words.A[last]), WordMatch.WordingOf(pair.B, words.B[start], words.B[end]));
            }
        }
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

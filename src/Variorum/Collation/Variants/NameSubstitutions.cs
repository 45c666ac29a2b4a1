namespace Variorum;

/// <summary>Another person, place or body in the same place of the sentence, or the same person under another title.</summary>
internal static class NameSubstitutions
{
    private const double NameSalience = .85;
    private const double TitleSalience = .6;
    private const int LeastCompany = 2;
    // States and towns stand in every other sentence.
    private const int LeastCompanyOfPlaces = 3;

    private sealed record Mention(int First, int Last, string Kind, bool Answered);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        var (a, b) = (Mentions(words.A, words.OfA, words.B), Mentions(words.B, words.OfB, words.A));
        Titles(found, pair, words);
        foreach (var mention in a)
        {
            if (mention.Answered) continue;
            Mention? best = null;
            var company = 0;
            foreach (var other in b)
            {
                if (other.Answered || other.Kind != mention.Kind) continue;
                var shared = words.SharedCompany(mention.First, mention.Last, other.First, other.Last);
                if (shared > company) (best, company) = (other, shared);
            }
            if (best is null || company < (mention.Kind.Length > 0 ? LeastCompanyOfPlaces : LeastCompany)) continue;
            // A single word is soon like another: one beside it must be the same.
            if (mention.First == mention.Last && words.SharedCompany(mention.First, mention.Last, best.First, best.Last, reach: 1) == 0) continue;
            Substitutions.Add(found, Matter.Name, NameSalience, WordMatch.WordingOf(pair.A, words.A[mention.First], words.A[mention.Last]), WordMatch.WordingOf(pair.B, words.B[best.First], words.B[best.Last]));
        }
    }

    /// <summary>Runs of capitals inside sentences, and names that the lexicon knows; answered if any word of it stands on the other side.</summary>
    private static List<Mention> Mentions(Word[] words, int[] partners, Word[] others)
    {
        var mentions = new List<Mention>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsName(words, i)) continue;
            var end = i;
            while (end + 1 < words.Length && words[end + 1].Statement == words[i].Statement && IsName(words, end + 1) && words[end + 1].Term.Start - words[end].Term.End <= 1
                && KindOf(words[end + 1].Term) == KindOf(words[i].Term)) end++;
            var answered = false;
            for (var k = i; k <= end; k++) answered |= partners[k] >= 0 || Array.Exists(others, other => other.Term.Key == words[k].Term.Key);
            mentions.Add(new Mention(i, end, KindOf(words[i].Term), answered));
            i = end;
        }
        return mentions;
    }

    private static bool IsName(Word[] words, int i)
    {
        var term = words[i].Term;
        // The first word of a sentence is a name only if the next goes on with it.
        if (words[i].Position == 0 && !(i + 1 < words.Length && words[i + 1].Position == 1 && IsName(words, i + 1) && words[i + 1].Term.Start - term.End <= 1)) return false;
        return term.Capital && term.Kind == TokenKind.Word && KindOf(term) is not ("title" or "month" or "day" or "unit");
    }

    private static string KindOf(Term term) => term.Concepts is [{ IsName: true } concept, ..] ? concept.Kind : "";

    /// <summary>The same name with another rank before it.</summary>
    private static void Titles(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        for (var i = 0; i < words.A.Length; i++)
        {
            var j = words.OfA[i];
            if (j < 0 || !IsName(words.A, i) || !IsName(words.B, j) || words.A[i].Term.Key != words.B[j].Term.Key) continue;
            var (a, b) = (TitleBefore(words.A, i), TitleBefore(words.B, j));
            if (a is null || b is null || Same(words.A, a.Value, words.B, b.Value)) continue;
            Substitutions.Add(found, Matter.Title, TitleSalience, WordMatch.WordingOf(pair.A, words.A[a.Value.First], words.A[a.Value.Last]), WordMatch.WordingOf(pair.B, words.B[b.Value.First], words.B[b.Value.Last]));
        }
    }

    private static (int First, int Last)? TitleBefore(Word[] words, int name)
    {
        var last = name - 1;
        while (last >= 0 && words[last].Statement == words[name].Statement && IsName(words, last) && words[last].Term.Start >= 0 && KindOf(words[last].Term).Length == 0 && !IsTitle(words[last].Term)) last--;
        var first = last;
        while (first >= 0 && words[first].Statement == words[name].Statement && (IsTitle(words[first].Term) || (first < last && words[first].Term.Capital && words[first].Term.Kind == TokenKind.Word))) first--;
        return first == last ? null : (first + 1, last);
    }

    private static bool IsTitle(Term term) => KindOf(term) == "title";

    private static bool Same(Word[] a, (int First, int Last) x, Word[] b, (int First, int Last) y)
    {
        var keys = a[x.First..(x.Last + 1)].Select(static word => word.Term.Key).ToHashSet();
        return keys.SetEquals(b[y.First..(y.Last + 1)].Select(static word => word.Term.Key));
    }
}

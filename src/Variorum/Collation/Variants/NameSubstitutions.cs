namespace Variorum;

/// <summary>Another person, place or body in the same place of the sentence, or the same person under another title.</summary>
internal static class NameSubstitutions
{
    private const double NameSalience = .85;
    private const double TitleSalience = .6;
    private const int LeastCompany = 2;
    // States and towns stand in every other sentence.
    private const int LeastCompanyOfPlaces = 3;
    // A word that stands in fewer than one in fifteen hundred sentences.
    private const double LeastRarity = 1;

    private sealed record Mention(int First, int Last, string Kind, bool Answered);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        var (a, b) = (Mentions(words.A, words.OfA, words.B), Mentions(words.B, words.OfB, words.A));
        if (!pair.Across) Titles(found, pair, words);
        foreach (var mention in a)
        {
            // Whether a name that no lexicon has is another's in other letters, is not known here.
            if (pair.Across && mention.Kind.Length == 0) continue;
            if (mention.Answered || !IsTelling(pair.First, words.A, mention)) continue;
            Mention? best = null;
            var company = 0;
            foreach (var other in b)
            {
                if (other.Answered || other.Kind != mention.Kind || !IsTelling(pair.Second, words.B, other)) continue;
                var shared = words.SharedCompany(mention.First, mention.Last, other.First, other.Last);
                if (shared > company) (best, company) = (other, shared);
            }
            if (best is null || company < (mention.Kind.Length > 0 ? LeastCompanyOfPlaces : LeastCompany)) continue;
            // A name is soon beside another: a word next to it must be the same.
            if (words.SharedCompany(mention.First, mention.Last, best.First, best.Last, reach: 1) == 0) continue;
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

    /// <summary>"The Republic", "Human Rights": capitals on common words name nobody.</summary>
    private static bool IsTelling(Witness witness, Word[] words, Mention mention) => mention.Kind.Length > 0
        || Array.Exists(words[mention.First..(mention.Last + 1)], word => Background.Rarity(word.Term.Key, witness.Account.Language) >= LeastRarity);

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
            if (a is null || b is null || AreCompatible(words.A, a.Value, words.B, b.Value)) continue;
            Substitutions.Add(found, Matter.Title, TitleSalience, WordMatch.WordingOf(pair.A, words.A[a.Value.First], words.A[a.Value.Last]), WordMatch.WordingOf(pair.B, words.B[b.Value.First], words.B[b.Value.Last]));
        }
    }

    /// <summary>The office right before a name: "Defence Minister Ann Holt".</summary>
    private static (int First, int Last)? TitleBefore(Word[] words, int name)
    {
        var last = name - 1;
        while (last >= 0 && Adjoins(words, last) && IsName(words, last) && KindOf(words[last].Term).Length == 0) last--;
        var first = last;
        while (first >= 0 && Adjoins(words, first) && (IsTitle(words[first].Term) || (first < last && words[first].Term.Capital && words[first].Term.Kind == TokenKind.Word))) first--;
        return first == last ? null : (first + 1, last);
    }

    private static bool Adjoins(Word[] words, int i) => words[i].Statement == words[i + 1].Statement && words[i + 1].Term.Start - words[i].Term.End <= 1;

    private static bool IsTitle(Term term) => KindOf(term) == "title" && !SaysNoOffice(term.Concepts[0].Id);

    // Any head of state is a leader, and whose counterpart one is tells no office.
    private static bool SaysNoOffice(string id) => id is "leader" or "counterpart" or "host" or "distinguished-guest"
        or "mister" or "madam" or "comrade" or "excellency" or "majesty" or "royal-highness" or "holiness";

    /// <summary>Whether one title only says more than the other: "Foreign Minister", "Norlandic Foreign Minister".</summary>
    private static bool AreCompatible(Word[] a, (int First, int Last) x, Word[] b, (int First, int Last) y)
    {
        var (keys, others) = (Keys(a, x), Keys(b, y));
        return keys.IsSubsetOf(others) || others.IsSubsetOf(keys);

        static HashSet<string> Keys(Word[] words, (int First, int Last) run) => [.. words[run.First..(run.Last + 1)].Select(static word => word.Term.Key)];
    }
}

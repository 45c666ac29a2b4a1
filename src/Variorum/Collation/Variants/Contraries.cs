namespace Variorum;

/// <summary>Two plain words of which one says the contrary of the other: <c>safe</c> and <c>unsafe</c>, <c>convicted</c> and <c>acquitted</c>.</summary>
/// <remarks>Told only where neither side has the other's wording too and both deny or neither does.</remarks>
internal static class Contraries
{
    private const int LeastCompany = 2;

    /// <summary>One side of a pair of contraries, as the keys of its words in order.</summary>
    /// <remarks>What one side recaptures the other loses: of such a pair the same must do both.</remarks>
    private sealed record Side(int Pair, bool First, string[] Keys, bool Subject);

    /// <summary>Where such a wording stands.</summary>
    private sealed record Place(Side Side, int First, int Last);

    private static readonly Lazy<ILookup<string, Side>> Sides = new(static () => Read().ToLookup(static side => side.Keys[0]));

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        if (pair.First.Account.Language is not (null or "en") || pair.Second.Account.Language is not (null or "en")) return;
        var (a, b) = (Places(words.A), Places(words.B));
        foreach (var from in a)
        {
            foreach (var to in b)
            {
                if (to.Side.Pair != from.Side.Pair || to.Side.First == from.Side.First || Has(b, from.Side) || Has(a, to.Side)) continue;
                if (from.Side.Subject && !IsPartner(words, Beside(words.A, from.First, -1), Beside(words.B, to.First, -1))) continue;
                Tell(found, pair, words, from.First, from.Last, to.First, to.Last);
            }
        }
        for (var i = 0; i < words.A.Length; i++)
        {
            if (words.OfA[i] >= 0 || words.A[i].Term.Kind != TokenKind.Word) continue;
            for (var j = 0; j < words.B.Length; j++)
            {
                if (words.OfB[j] < 0 && (IsDenied(words.B[j].Term.Key, words.A[i].Term.Key) || IsDenied(words.A[i].Term.Key, words.B[j].Term.Key)))
                    Tell(found, pair, words, i, i, j, j);
            }
        }

        static bool Has(List<Place> places, Side side) => places.Exists(place => place.Side.Pair == side.Pair && place.Side.First == side.First);
    }

    /// <summary>Whether a word is another with a prefix that denies it.</summary>
    private static bool IsDenied(string word, string plain)
    {
        // A stem keeps its last e in a short word alone: safe, unsaf.
        var stem = plain.AsSpan().TrimEnd('e');
        var more = word.Length - stem.Length;
        return stem.Length > 2 && more is 2 or 3 && word.AsSpan(Math.Max(0, more)).StartsWith(stem) && (word.AsSpan(0, more) switch
        {
            "un" or "non" => true,
            "il" => stem[0] == 'l',
            "ir" => stem[0] == 'r',
            _ => false,
        });
    }

    private static void Tell(List<Variant> found, WitnessPair pair, WordMatch words, int first, int last, int start, int end)
    {
        if (words.SharedCompany(first, last, start, end) < PolaritySubstitutions.Least(words, first, start, LeastCompany)) return;
        if (PolaritySubstitutions.HasNegation(words.A, words.A[first].Statement) != PolaritySubstitutions.HasNegation(words.B, words.B[start].Statement)) return;
        // A preposition is exchanged before the same thing alone.
        if (words.A[last].Term.Kind == TokenKind.Stop && !IsPartner(words, Beside(words.A, last, 1), Beside(words.B, end, 1))) return;
        Substitutions.Add(found, Matter.Polarity, PolaritySubstitutions.Salience, WordMatch.WordingOf(pair.A, words.A[first], words.A[last]), WordMatch.WordingOf(pair.B, words.B[start], words.B[end]));
    }

    private static bool IsPartner(WordMatch words, int i, int j) => i >= 0 && j >= 0 && words.OfA[i] == j;

    /// <summary>The next word in a direction that is no stop word, in the same statement; -1 where there is none.</summary>
    private static int Beside(Word[] words, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < words.Length && words[i].Statement == words[at].Statement; i += step)
        {
            if (words[i].Term.Kind != TokenKind.Stop) return i;
        }
        return -1;
    }

    private static List<Place> Places(Word[] words)
    {
        var places = new List<Place>();
        for (var i = 0; i < words.Length; i++)
        {
            // Capitals inside a sentence belong to names.
            if (words[i].Term.Capital && words[i].Position > 0) continue;
            foreach (var side in Sides.Value[words[i].Term.Key])
            {
                var last = i + side.Keys.Length - 1;
                if (last >= words.Length || words[last].Statement != words[i].Statement) continue;
                var k = 1;
                while (k < side.Keys.Length && words[i + k].Term.Key == side.Keys[k]) k++;
                if (k == side.Keys.Length) places.Add(new Place(side, i, last));
            }
        }
        return places;
    }

    private static IEnumerable<Side> Read()
    {
        var pair = 0;
        foreach (var line in TableLines.Of("contraries-en.tsv"))
        {
            var sides = line.Split('\t');
            for (var i = 0; i < 2; i++)
            {
                foreach (var wording in sides[i].Split('|')) yield return new Side(pair, i == 0, [.. Tokens.Of(wording, "en").Select(static token => token.Key)], sides.Length > 2);
            }
            pair++;
        }
    }
}

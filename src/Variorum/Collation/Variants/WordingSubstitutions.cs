namespace Variorum;

/// <summary>Single words exchanged in passages that are otherwise told alike.</summary>
internal static class WordingSubstitutions
{
    private const double LeastShare = .75;
    private const int LeastCompany = 3;
    private const int MostWords = 3;

    // Told less alike, an epithet is still exchanged where both stand between the same words: "inevitable" for "indivisible".
    private const double LeastShareOfAdjectives = .4;
    private const int CloseBy = 2;

    private static readonly (string Written, string Class)[] Endings =
        [("able", "able"), ("ible", "able"), ("ful", "ful"), ("less", "ful"), ("ive", "ive"), ("ous", "ous"), ("est", "est"), ("ical", "al"), ("al", "al"), ("ic", "al")];

    private static readonly Lazy<HashSet<string>> Prepositions = new(static () =>
        [.. TableLines.Of("prepositions-en.tsv").SelectMany(static line => Tokens.Of(line, "en")).Select(static token => token.Key)]);

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        if (words.Share < LeastShareOfAdjectives) return;
        foreach (var (first, last) in Runs(words.A, words.OfA))
        {
            foreach (var (start, end) in Runs(words.B, words.OfB))
            {
                var slot = SameSlot(words, first, last, start, end);
                var exchanged = (slot && words.Share >= LeastShare && words.SharedCompany(first, last, start, end) >= LeastCompany)
                    || (first == last && start == end && words.SharedCompany(first, last, start, end, CloseBy) >= CloseBy
                        && AreEpithets(Ending(pair.A, words.A[first]), Ending(pair.B, words.B[start]), slot));
                if (!exchanged || AreForms(words, first, last, start, end)) continue;
                Substitutions.Add(found, Matter.Wording, Substitutions.ByRarity(pair, words.A[last], words.B[end]), WordMatch.WordingOf(pair.A, words.A[first], words.A[last]), WordMatch.WordingOf(pair.B, words.B[start], words.B[end]));
            }
        }
    }

    private static bool AreEpithets(string? a, string? b, bool slot) => slot ? a is not null || b is not null : a is not null && a == b;

    /// <summary>The ending that tells an English epithet, null for other words.</summary>
    private static string? Ending(Statement[] statements, Word word)
    {
        var written = statements[word.Statement].Passage.Text.AsSpan(word.Term.Start, word.Term.End - word.Term.Start);
        foreach (var (ending, of) in Endings)
        {
            if (written.Length > ending.Length + 2 && written.EndsWith(ending)) return of;
        }
        return null;
    }

    /// <summary>The words on either side, stop words too, answer to each other: all else there is the same.</summary>
    private static bool SameSlot(WordMatch words, int first, int last, int start, int end) =>
        first > 0 && start > 0 && last + 1 < words.A.Length && end + 1 < words.B.Length
        && words.A[first - 1].Statement == words.A[last + 1].Statement && words.B[start - 1].Statement == words.B[end + 1].Statement
        && words.A[first - 1].Term.Key == words.B[start - 1].Term.Key && words.A[last + 1].Term.Key == words.B[end + 1].Term.Key
        && !(Preposition(words.A, first) is { } one && Preposition(words.B, start) is { } other && one != other);

    /// <summary>The preposition before an article: who is told of "to the families" is not what is told of "over the death". Null where there is no article, or another word before it.</summary>
    private static string? Preposition(Word[] words, int at) =>
        at > 1 && words[at - 1].Term.Key is "the" or "a" or "an" && words[at - 2] is var before && before.Statement == words[at].Statement && Prepositions.Value.Contains(before.Term.Key) ? before.Term.Key : null;

    /// <summary>Forms of one word (come, came), or figures, which are told apart elsewhere.</summary>
    private static bool AreForms(WordMatch words, int first, int last, int start, int end)
    {
        if (words.A[first..(last + 1)].Concat(words.B[start..(end + 1)]).Any(static word => word.Term.Kind == TokenKind.Number)) return true;
        var (a, b) = (words.A[last].Term.Key, words.B[end].Term.Key);
        return first == last && start == end && a.AsSpan().CommonPrefixLength(b) >= Math.Min(3, Math.Min(a.Length, b.Length) - 2);
    }

    /// <summary>Two letters of Han, kana or Hangul are no word that a reader would quote.</summary>
    private static bool IsPair(Word word) => word.Term.Key[0] >= '\u3040';

    private static IEnumerable<(int First, int Last)> Runs(Word[] words, int[] partners)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (partners[i] >= 0 || words[i].Term.Kind == TokenKind.Stop || IsPair(words[i])) continue;
            var end = i;
            while (end + 1 < words.Length && partners[end + 1] < 0 && words[end + 1].Statement == words[i].Statement && words[end + 1].Term.Kind != TokenKind.Stop) end++;
            if (end - i < MostWords) yield return (i, end);
            i = end;
        }
    }
}

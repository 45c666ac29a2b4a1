namespace Variorum;

/// <summary>Statements that the witnesses put into different mouths.</summary>
internal static class Reattributions
{
    // Where both accounts name the speaker in so many words, and where one leaves it to a pronoun or an office.
    private const double NamedSalience = .9;
    private const double InferredSalience = .5;
    // To say that words were put into another's mouth wants a link that is right nine times in ten.
    private const double LeastConfidence = .9;

    public static List<Variant> Of(WitnessPair pair, LinkedStatements link)
    {
        var found = new List<Variant>();
        // No link between languages is as sure as that.
        if (pair.Across) return found;
        foreach (var group in link.Cells.Where(static cell => cell.Confidence >= LeastConfidence).GroupBy(cell => (From: pair.A[cell.A].Passage.Speaker, To: pair.B[cell.B].Passage.Speaker)))
        {
            if (group.Key is not ({ } from, { } to) || SpeakerNames.AreSame(from, to)) continue;
            // "The leaders" and "the heads of delegation" may be the same people: nobody is accused on such words.
            if (!ArePersons(pair.First.Account, from) || !ArePersons(pair.Second.Account, to)) continue;
            var a = group.Select(static cell => cell.A).Distinct().Order().ToArray();
            var b = group.Select(static cell => cell.B).Distinct().Order().ToArray();
            found.Add(new Variant(VariantKind.Reattribution, LinkedStatements.Ids(pair.A, a), LinkedStatements.Ids(pair.B, b),
                Names(pair.NamedInA, a) && Names(pair.NamedInB, b) ? NamedSalience : InferredSalience)
            {
                From = from,
                To = to,
            });
        }
        return found;
    }

    private static bool ArePersons(Account account, string speakers) =>
        Array.TrueForAll(speakers.Split(" + "), speaker => account.People.Any(person => person.Name == speaker));

    /// <summary>Whether the account names the speaker of each passage in so many words: in a turn, or by a name and not by "he" or "the minister".</summary>
    private static bool Names(bool[] named, int[] numbers) => Array.TrueForAll(numbers, number => named[number]);
}

/// <summary>Whether two witnesses mean the same speaker, however each writes the name.</summary>
internal static class SpeakerNames
{
    public static bool AreSame(string one, string other)
    {
        var (a, b) = (one.Split(" + "), other.Split(" + "));
        if (a.Length != b.Length) return false;
        return a.All(x => b.Any(y => IsSamePerson(x, y)));
    }

    /// <summary>The same between two languages, where names are written in other letters: every word that can be told answers to one of the other name.</summary>
    public static bool AreSame(string one, string? language, string other, string? otherLanguage)
    {
        if (language == otherLanguage || AreSame(one, other)) return AreSame(one, other);
        if (one.Contains('+') || other.Contains('+')) return false;
        var (a, b) = (Keys(one, language), Keys(other, otherLanguage));
        if (a.Count > b.Count) (a, b) = (b, a);
        return a.Count > 0 && a.TrueForAll(keys => b.Exists(keys.Overlaps));
    }

    /// <summary>For each word of a name the keys that its spellings share; words too short for one are left out.</summary>
    private static List<HashSet<ulong>> Keys(string name, string? language) =>
        [.. name.Split([' ', '·', '・', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => NameKeys.OfName(word, language).Select(static key => key.Hash).ToHashSet()).Where(static keys => keys.Count > 0)];

    /// <summary>All words of the shorter name stand in the longer one, a letter or two of a long word aside.</summary>
    private static bool IsSamePerson(string one, string other)
    {
        var (a, b) = (Tokens.Of(one, "x"), Tokens.Of(other, "x"));
        if (a.Count > b.Count) (a, b) = (b, a);
        return a.Count > 0 && a.TrueForAll(x => b.Exists(y => IsSameWord(x.Key, y.Key)));
    }

    private static bool IsSameWord(string x, string y)
    {
        if (x == y) return true;
        var common = x.AsSpan().CommonPrefixLength(y);
        return common >= 5 && Math.Max(x.Length, y.Length) - common <= 2;
    }
}

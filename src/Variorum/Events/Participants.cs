namespace Variorum;

/// <summary>Who takes part in an event, by the names that its accounts have foremost.</summary>
internal static class Participants
{
    // Before a place's name, in the languages in which it stands alone.
    private static readonly HashSet<string> In = ["in", "at", "à", "en", "em", "в", "во", "у"];

    // What of a name is compared in other scripts; shorter ones are told by their letters.
    private const int ShortestSkeleton = 3;

    private const int LongestAcronym = 5;

    // Names that more than so many of an event's accounts have are its participants.
    private const double NamedBy = .5;

    private const int Most = 8;

    /// <summary>The person, country or body that a name in capitals tells of; null for an instrument, a common noun in capitals, a day, an agency that signs.</summary>
    /// <param name="mention">As it stands in the text.</param>
    /// <param name="language">ISO 639-1.</param>
    /// <param name="agency">Whoever sent the text.</param>
    public static string? Of(string mention, string language, string? agency)
    {
        var name = mention.EndsWith("'s", StringComparison.Ordinal) || mention.EndsWith("’s", StringComparison.Ordinal) ? mention[..^2] : mention;
        if (name.Contains('\n', StringComparison.Ordinal) || name.Equals(agency, StringComparison.OrdinalIgnoreCase)) return null;
        var terms = Lexicon.Terms(name, language).FindAll(static term => term.Kind == TokenKind.Word);
        if (terms.Exists(static term => Array.Exists(term.Concepts, static concept => concept.Kind == "doc"))) return null;
        var first = terms.FindLastIndex(static term => Kind(term) == "title") + 1;
        while (first < terms.Count && Kind(terms[first]) is "month" or "day") first++;
        if (first == terms.Count) return null;
        if (Kind(terms[first]) == "country")
        {
            if (terms.Count - first < 3) return terms[first].Concepts[0].Name;
            first++;
        }
        var rest = terms[first..];
        // Letters that stand for an agency or a ship; the bodies that people write so are in the lexicon.
        if (rest is [{ Concepts: [] }] && rest[0].End - rest[0].Start <= LongestAcronym && !name[rest[0].Start..].Any(char.IsLower)) return null;
        if (rest[0].Phrase is { IsName: false } && rest[0].PhraseEnd >= rest[^1].End) return null;
        return rest.TrueForAll(static term => term.Concepts is [{ IsName: false }, ..]) ? null : name[rest[0].Start..];
    }

    /// <summary>Those whom most accounts of an event name, each once, in Latin letters where any account writes it so.</summary>
    /// <param name="accounts">The names of each account, the foremost first.</param>
    /// <param name="place">Where it happened, which is no participant.</param>
    public static IReadOnlyList<string> Among(IReadOnlyList<IReadOnlyList<string>> accounts, string? place)
    {
        var named = accounts.SelectMany(static (names, account) => names.Select((name, rank) => (Key: Key(name), Name: name, Rank: rank, Account: account))).ToList();
        var keys = named.Select(static name => name.Key).Distinct(StringComparer.Ordinal).ToList();
        var not = place is null ? "" : Key(place);
        var known = named.GroupBy(name => Fullest(name.Key, keys), StringComparer.Ordinal).Where(who => who.Key != not)
            .Select(static who => (Name: Spelled(who.Select(static name => name.Name)), Accounts: who.Select(static name => name.Account).Distinct().Count(), Rank: who.Average(static name => name.Rank), who.Key))
            .OrderByDescending(static who => who.Accounts).ThenBy(static who => who.Rank).ThenBy(static who => who.Key, StringComparer.Ordinal).ToList();
        // Half of two accounts is one, which may recall whom it likes.
        var most = known.FindAll(who => who.Accounts > accounts.Count * NamedBy);
        return [.. (most.Count > 1 ? most : known.FindAll(who => who.Accounts >= accounts.Count * NamedBy)).Take(Most).Select(static who => who.Name)];
    }

    private static string Spelled(IEnumerable<string> names) =>
        names.GroupBy(static name => name, StringComparer.Ordinal).OrderByDescending(static name => Romanization.ScriptOf(name.Key[0]) == Script.Latin)
            .ThenByDescending(static name => name.Key.Contains(' ', StringComparison.Ordinal)).ThenByDescending(static name => name.Count()).ThenBy(static name => name.Key, StringComparer.Ordinal).First().Key;

    // A surname that two persons bear is nobody's.
    private static string Fullest(string key, List<string> keys)
    {
        var longer = keys.FindAll(other => IsOf(key, other)).OrderBy(static other => other.Length).ThenBy(static other => other, StringComparer.Ordinal).ToList();
        return longer.Count > 0 && longer.TrueForAll(other => other == longer[^1] || IsOf(other, longer[^1])) ? longer[^1] : key;
    }

    /// <summary>By this a name is known again in another script and another case: the consonants of its words.</summary>
    public static string Key(string name)
    {
        var words = new List<string>();
        foreach (var found in FoundNames.Whole(name))
        {
            var skeleton = found.Latin.Length == 0 ? found.Text : Skeleton.Of(found.Latin, found.Script, null)[0];
            words.Add(skeleton.Length < ShortestSkeleton ? found.Latin : skeleton);
        }
        return words.Count == 0 ? EventFacts.Fold(name) : string.Join(' ', words);
    }

    /// <summary>Whether a key is of the same person or body as another that has more words: the surname alone, a name without what stands in its middle or before it.</summary>
    private static bool IsOf(string key, string longer)
    {
        if (key.Length >= longer.Length || !longer.EndsWith(key[(key.LastIndexOf(' ') + 1)..], StringComparison.Ordinal)) return false;
        var (few, many) = (key.Split(' '), longer.Split(' '));
        var at = 0;
        foreach (var word in many)
            if (at < few.Length && few[at] == word) at++;
        return at == few.Length && few.Length < many.Length && few[^1] == many[^1];
    }

    /// <summary>The name that stands most often behind <c>in</c>, where no city of the lexicon is named; null where none does.</summary>
    public static string? Place(string text, string language)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = Lexicon.Terms(text, language);
        for (var i = 1; i < terms.Count; i++)
        {
            if (!terms[i].Capital || terms[i].Concepts.Length > 0 || terms[i].Start != terms[i - 1].End + 1 || !In.Contains(text[terms[i - 1].Start..terms[i - 1].End])) continue;
            var last = i;
            while (last + 1 < terms.Count && last < i + 2 && terms[last + 1] is { Capital: true, Concepts: [] } && terms[last + 1].Start == terms[last].End + 1) last++;
            var place = text[terms[i].Start..terms[last].End];
            places[place] = places.GetValueOrDefault(place) + 1;
        }
        return places.Count == 0 ? null : places.OrderByDescending(static place => place.Value).ThenBy(place => text.IndexOf(place.Key, StringComparison.Ordinal)).First().Key;
    }

    private static string? Kind(Term term) => term.Concepts is [{ } concept, ..] ? concept.Kind : null;
}

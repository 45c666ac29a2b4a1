namespace Variorum;

/// <summary>Who takes part in an event, by the names that its accounts have foremost.</summary>
internal static class Participants
{
    // Before a place's name, in the languages in which it stands alone.
    private static readonly HashSet<string> In = ["in", "at", "à", "en", "em", "в", "во", "у"];

    // What of a name is compared in other scripts; shorter ones are told by their letters.
    private const int ShortestSkeleton = 3;

    private const int LongestAcronym = 5;

    // Languages that write every noun in capitals, in which a capital tells nothing.
    private static readonly HashSet<string> NounsInCapitals = ["de", "lb"];

    // Parts of the world and seas, which the lexicon has among the countries: something happens there, and they do nothing.
    private static readonly HashSet<string> Regions =
    [
        "korean-peninsula", "the-west", "global-south", "developing-countries", "global-majority", "islamic-world", "central-asia", "middle-east", "asia-pacific", "indo-pacific",
        "northeast-asia", "southeast-asia", "eurasia", "latin-america", "south-china-sea", "sea-of-japan", "yellow-sea", "taiwan-strait", "dokdo", "senkaku", "kurils", "black-sea",
        "red-sea", "strait-of-hormuz", "persian-gulf", "arctic", "western-balkans", "south-caucasus", "sahel", "africa", "asia", "europe", "host-country",
    ];

    /// <summary>Stands before a name for which only its capital speaks: it counts where another account of the event has evidence.</summary>
    public const char Weak = '?';

    // Whom an account names on its first pages.
    private const int Read = 6000;

    private const int ShortestName = 2;

    private const int LongestCut = 3;

    private const int LongestSyllable = 6;

    // " of ", " von "
    private const int LongestLink = 5;

    // By this a word is rarer than "republic" or "foreign" in English sentences.
    private const double Uncommon = 1;

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
        // "Mansudae Hall Thursday": the day behind a name is none of it.
        var last = terms.FindLastIndex(static term => Kind(term) is not ("month" or "day"));
        if (last < first) return null;
        var rest = terms[first..(last + 1)];
        // Letters that stand for an agency or a ship; the bodies that people write so are in the lexicon.
        if (rest is [{ Concepts: [] }] && rest[0].End - rest[0].Start <= LongestAcronym && !name[rest[0].Start..].Any(char.IsLower)) return null;
        if (rest[0].Phrase is { IsName: false } && rest[0].PhraseEnd >= rest[^1].End) return null;
        return rest.TrueForAll(static term => term.Concepts is [{ IsName: false }, ..]) ? null : name[rest[0].Start..rest[^1].End];
    }

    /// <summary>Names of an account, those without evidence marked (<see cref="Weak"/>). Evidence is an office beside them, a verb of speech, a country or body of the lexicon, or that a rare word comes again.</summary>
    /// <param name="names">As <see cref="Of"/> gives them.</param>
    /// <param name="text">The account's headline and text.</param>
    /// <param name="language">ISO 639-1.</param>
    public static IEnumerable<string> Judged(IReadOnlyCollection<string> names, string text, string language)
    {
        if (names.Count == 0) return [];
        var terms = Lexicon.Terms(text.Length > Read ? text[..Read] : text, language);
        var acting = Acting(terms, text, language);
        var nouns = NounsInCapitals.Contains(language);
        return names.Select(name => Evident(name) ? Hyphened(name, text) : Weak + Hyphened(name, text));

        bool Evident(string name)
        {
            var words = Lexicon.Terms(name, language);
            if (words.Exists(static word => Kind(word) is "body" || (Kind(word) is "country" && !IsRegion(word.Concepts[0])))) return true;
            if (words is [{ Concepts: [{ Kind: "country" }, ..] }]) return false;
            if (words.Count == 0 || words[0].Kind == TokenKind.Stop || name.Length < ShortestName) return false;
            if (acting.Contains(words[^1].Key)) return true;
            if (nouns) return false;
            var (all, noName) = Stands(name, text, single: words.Count == 1);
            if ((all < 2 && words.Count == 1) || noName * 2 >= all) return false;
            // Words that stand in every text are a title of something, a body that nobody else names, a street.
            return words.Exists(word => Background.Rarity(word.Key, "en") >= Uncommon);
        }
    }

    // "Kim Jong-un": the second half of a given name may be written small. "Port Tessin-based" stands so in places alone.
    private static string Hyphened(string name, string text)
    {
        if (!name.Contains(' ', StringComparison.Ordinal)) return name;
        string? whole = null;
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if (end >= text.Length || text[end] is not ('-' or '\u2011')) return name;
            for (end++; end < text.Length && char.IsLower(text[end]);) end++;
            if (end - at - name.Length - 1 is < 1 or > LongestSyllable || (whole is not null && !text.AsSpan(at, end - at).SequenceEqual(whole))) return name;
            whole = text[at..end];
        }
        return whole ?? name;
    }

    /// <summary>Whether what the lexicon has among the countries is a part of the world.</summary>
    public static bool IsRegion(Concept concept) => Regions.Contains(concept.Id);

    // Whoever has an office or speaks: the last word of the name, by which it is told again.
    private static HashSet<string> Acting(List<Term> terms, string text, string language)
    {
        var acting = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < terms.Count; i++)
        {
            if (Kind(terms[i]) == "title")
            {
                var last = Run(i);
                if (last > i) acting.Add(terms[last].Key);
                // "the President of Kell", "Prime Minister Vera Sund of Kell"
                if (last + 2 < terms.Count && terms[last + 1].Kind == TokenKind.Stop && IsPart(terms[last + 2]) && terms[last + 2].Start - terms[last].End <= LongestLink
                    && !In.Contains(text[terms[last + 1].Start..terms[last + 1].End])) acting.Add(terms[Run(last + 1)].Key);
                // "Lena Moor, director of the fair"
                var before = i > 0 && terms[i - 1].Kind == TokenKind.Stop ? i - 2 : i - 1;
                if (before >= 0 && IsPart(terms[before]) && text.AsSpan(terms[before].End).StartsWith(", ")) acting.Add(terms[before].Key);
            }
            else if (Kind(terms[i]) == "speech")
            {
                // In German a noun beside the verb is as often what is said.
                var least = NounsInCapitals.Contains(language) ? 2 : 1;
                if (i >= least && IsPart(terms[i - 1]) && IsPart(terms[i - least]) && terms[i].Start - terms[i - 1].End == 1) acting.Add(terms[i - 1].Key);
                if (Run(i) is var last && last >= i + least) acting.Add(terms[last].Key);
            }
        }
        return acting;

        int Run(int from)
        {
            while (from + 1 < terms.Count && IsPart(terms[from + 1]) && terms[from + 1].Start - terms[from].End == 1 && text[terms[from].End] == ' ') from++;
            return from;
        }
    }

    private static bool IsPart(Term term) => term is { Capital: true, Kind: TokenKind.Word } && Kind(term) is not ("month" or "day" or "title");

    /// <summary>How often a name stands in a text, and how often so that it is a place (<c>in Kell</c>), a thing (<c>the Compact</c>) or cut short (<c>Mt. Kell</c>).</summary>
    private static (int All, int NoName) Stands(string name, string text, bool single)
    {
        var (all, not) = (0, 0);
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + name.Length, StringComparison.Ordinal))
        {
            if ((at > 0 && char.IsLetterOrDigit(text[at - 1])) || (at + name.Length < text.Length && char.IsLetterOrDigit(text[at + name.Length]))) continue;
            all++;
            var before = text.AsSpan(0, at).TrimEnd(' ');
            var article = before.EndsWith(" the", StringComparison.OrdinalIgnoreCase);
            if (article) before = before[..^4];
            if ((single && article) || In.Contains(before[(before.LastIndexOfAny(' ', '\n') + 1)..].ToString()) || (single && name.Length <= LongestCut && text.AsSpan(at + name.Length).StartsWith("."))) not++;
        }
        return (all, not);
    }

    /// <summary>Those whom most accounts of an event name, each once, in Latin letters where any account writes it so.</summary>
    /// <param name="accounts">The names of each account, the foremost first.</param>
    /// <param name="place">Where it happened, which is no participant.</param>
    public static IReadOnlyList<string> Among(IReadOnlyList<IReadOnlyList<string>> accounts, string? place)
    {
        var named = accounts.SelectMany(static (names, account) => names.Select((name, rank) => (Name: name.TrimStart(Weak), Evident: name[0] != Weak, Rank: rank, Account: account)))
            .Select(static name => (Key: Key(name.Name), name.Name, name.Evident, name.Rank, name.Account)).ToList();
        var keys = named.Select(static name => name.Key).Distinct(StringComparer.Ordinal).ToList();
        var not = place is null ? "" : Key(place);
        var known = named.GroupBy(name => Fullest(name.Key, keys), StringComparer.Ordinal).Where(who => who.Key != not && who.Any(static name => name.Evident))
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
        foreach (var found in FoundNames.Whole(Unhyphened(name)))
        {
            var skeleton = found.Latin.Length == 0 ? found.Text : Skeleton.Of(found.Latin, found.Script, null)[0];
            words.Add(skeleton.Length < ShortestSkeleton ? found.Latin : skeleton);
        }
        return words.Count == 0 ? EventFacts.Fold(name) : string.Join(' ', words);
    }

    // "Jong-un", "Jong Un"
    private static string Unhyphened(string name) =>
        string.Join(' ', name.Split(['-', '\u2011'], StringSplitOptions.RemoveEmptyEntries).Select(static part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>Whether a participant is the one that a reader asks for by its name or a part of it, or by another name of a country or body.</summary>
    public static Func<string, bool> Asked(string asked)
    {
        var part = Plain(asked);
        // By any language: a reader writes Россия, and the participant is Russia.
        var known = Lexicon.Languages.SelectMany(language => Lexicon.Terms(asked, language) is [{ Concepts: [{ Kind: "country" or "body" } concept, ..] }] ? [Plain(concept.Name)] : Array.Empty<string>())
            .ToHashSet(StringComparer.Ordinal);
        return name => Plain(name) is var plain && (plain.Contains(part, StringComparison.Ordinal) || known.Contains(plain));

        static string Plain(string name) => EventFacts.Fold(Unhyphened(name));
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
        if (NounsInCapitals.Contains(language)) return null;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var terms = Lexicon.Terms(text, language);
        for (var i = 1; i < terms.Count; i++)
        {
            if (!terms[i].Capital || terms[i].Concepts.Length > 0 || terms[i].Start != terms[i - 1].End + 1 || !In.Contains(text[terms[i - 1].Start..terms[i - 1].End])) continue;
            var last = i;
            while (last + 1 < terms.Count && last < i + 2 && terms[last + 1] is { Capital: true, Concepts: [] } && terms[last + 1].Start == terms[last].End + 1) last++;
            var place = text[terms[i].Start..terms[last].End];
            // "in The Hague" is a city of the lexicon; "in Mt. Kell", "in S. Korea" are cut short.
            if (terms[i].Kind == TokenKind.Stop || (last == i && place.Length <= LongestCut && terms[i].End < text.Length && text[terms[i].End] == '.')) continue;
            places[place] = places.GetValueOrDefault(place) + 1;
        }
        return places.Count == 0 ? null : places.OrderByDescending(static place => place.Value).ThenBy(place => text.IndexOf(place.Key, StringComparison.Ordinal)).First().Key;
    }

    private static string? Kind(Term term) => term.Concepts is [{ } concept, ..] ? concept.Kind : null;
}

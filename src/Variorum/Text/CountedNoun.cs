namespace Variorum;

/// <summary>What a number counts: the noun phrase behind it.</summary>
/// <param name="End">The lexeme behind the phrase; 0 where there is none.</param>
/// <param name="Unit">Its words, the last one in the singular.</param>
/// <param name="Plural">The phrase ends with a plural, so that something is surely counted.</param>
internal readonly record struct CountedNoun(int End, string Unit, bool Plural)
{
    private const int LongestPhrase = 5;

    private static readonly Lazy<HashSet<string>> Collective = new(() => new HashSet<string>(
        "people men women children personnel troops staff police cattle livestock aircraft spacecraft sheep fish head teeth feet media youth offspring businessmen servicemen fishermen clergy data criteria vessels kg t ha MW GW kW MWh GWh TWh Hz".Split(' '), StringComparer.Ordinal));

    // Words that end a noun phrase: prepositions, conjunctions, auxiliaries, pronouns, adverbs.
    private static readonly Lazy<HashSet<string>> Enders = new(() => new HashSet<string>(
        ("of in on at to for from with by as and or but nor than that which who whose whom when where while if so is are was were be been being has have had do does did will would shall should can could may might must "
        + "the a an this these those his her its their our my your it he she they we you i there here not no per more less about over under between among during after before since until into onto upon within without "
        + "also already still yet now then later ago each every all any some both times against out up down off through across because including such").Split(' '), StringComparer.OrdinalIgnoreCase));

    /// <summary>The phrase that starts at a lexeme.</summary>
    /// <param name="ordinal">Of an ordinal the noun is a singular.</param>
    public static CountedNoun Find(Lexemes text, int i, bool english, bool ordinal = false)
    {
        if (!english)
        {
            if (!text.IsWord(i) || text.Text[text[i].Start] >= '\u3000' || text[i].Length < 3) return default;
            return new CountedNoun(i + 1, text.Of(i).ToString().ToLowerInvariant(), false);
        }

        // "300 more people"
        if (text.Of(i) is "more" or "other" or "additional" or "such") i++;
        var at = i;
        var last = 0;
        for (; at < i + LongestPhrase && text.IsWord(at) && text.Of(at) is not "s"; at++)
        {
            if (text.IsAny(at, Enders.Value) || (at > i && text[at].Start > text[at - 1].End + 1)) break;
            var word = text.Of(at);
            if (word.EndsWith("ly") && word.Length > 5 && last > 0) break;
            if (IsPlural(word) || Collective.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)) last = at + 1;
            else if (last > 0) break;
            else if (ordinal && !Modifier(text, at)) return Phrase(text, i, at + 1, false);
            // "man-made structures"
            if (text.Is(at + 1, '-') && text.Joined(at + 1) && text.IsWord(at + 2) && text.Joined(at + 2)) at++;
        }
        if (ordinal) return at > i && last > 0 ? Phrase(text, i, last, false) : default;
        return last > 0 ? Phrase(text, i, last, true) : default;
    }

    // An adjective in front of the noun of an ordinal: what stands behind it is a noun as well.
    private static bool Modifier(Lexemes text, int i)
    {
        var word = text.Of(i);
        if (word is "anniversary" or "birthday" or "session" or "meeting" or "summit") return false;
        return text.IsWord(i + 1) && char.IsLower(word[0]) && !text.IsAny(i + 1, Enders.Value) && (word.EndsWith("al") || word.EndsWith("ary") || word.EndsWith("ional") || word.EndsWith("nt") || word.EndsWith("ive"));
    }

    private static bool IsPlural(ReadOnlySpan<char> word) =>
        word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') || word is "TVs" or "MPs" or "NGOs" || (word.EndsWith("men") && word.Length > 5);

    private static CountedNoun Phrase(Lexemes text, int from, int to, bool plural)
    {
        var head = Singular(text.Of(to - 1));
        var before = text.Text[text[from].Start..text[to - 1].Start];
        return new CountedNoun(to, (before + head).ToLowerInvariant(), plural);
    }

    private static string Singular(ReadOnlySpan<char> word) => word switch
    {
        "people" => "person",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        "feet" => "foot",
        "teeth" => "tooth",
        "criteria" => "criterion",
        "series" or "species" => word.ToString(),
        _ when word.EndsWith("men") && word.Length > 4 => $"{word[..^3]}man",
        _ when word.EndsWith("ies") && word.Length > 4 => $"{word[..^3]}y",
        "gases" or "fuses" or "muses" => word[..^(word is "gases" ? 2 : 1)].ToString(),
        _ when word.EndsWith("uses") && word.Length > 4 && word[^5] is not ('o' or 'a') => word[..^2].ToString(),
        _ when word.EndsWith("sses") || word.EndsWith("ches") || word.EndsWith("shes") || word.EndsWith("xes") => word[..^2].ToString(),
        _ when word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i') => word[..^1].ToString(),
        _ => word.ToString(),
    };
}

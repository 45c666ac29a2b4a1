using System.Globalization;

namespace Variorum;

/// <summary>Accounts in two languages, in the terms that both languages have: concepts, names, figures, dates.</summary>
/// <remarks>
/// Wording cannot be compared between languages. A word for which the lexicon has no concept, and that the other account does not write
/// with the same letters, is left out: the other language could not answer to it, so its absence there tells nothing.
/// </remarks>
internal static class AcrossLanguages
{
    // Words that two languages write alike by chance are mostly short.
    private const int LeastLetters = 4;
    // Where a script has no capitals any word may be a name: one side must show that it is one.
    private const float LeastProven = .6f;

    /// <summary>Under what language such terms are weighed: of none is there a table of how common they are.</summary>
    public const string Both = "mul";

    /// <summary>What the key of a word begins with that the other language cannot answer to.</summary>
    public const char Unanswerable = '?';

    /// <summary>Whether two accounts are known to be in two languages.</summary>
    public static bool AreApart(Account a, Account b) => a.Language is { } one && b.Language is { } other && one != other;

    /// <summary>The names of each passage, as keys that all spellings share.</summary>
    public static IReadOnlyList<NameKey>[] Names(Witness witness) => [.. witness.Passages.Select(passage => NameKeys.OfNames(passage.Text, witness.Account.Language))];

    /// <summary>The passages of a witness in the terms that it can share with another one.</summary>
    public static PreparedPassage[] Shared(PreparedWitness witness, PreparedWitness other)
    {
        var (concepts, words, names) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new Dictionary<ulong, float>());
        foreach (var key in other.Names.SelectMany(static keys => keys)) names[key.Hash] = Math.Max(key.Weight, names.GetValueOrDefault(key.Hash));
        foreach (var (term, _) in other.Passages.SelectMany(static passage => passage.Content))
        {
            if (term.Phrase is { } phrase) concepts.Add(phrase.Id);
            foreach (var concept in term.Concepts) concepts.Add(concept.Id);
            if (term.Concepts.Length == 0 && term.Kind == TokenKind.Word && term.Key.Length >= LeastLetters) words.Add(term.Key);
        }
        var (language, otherLanguage) = (witness.Witness.Account.Language, other.Witness.Account.Language);
        var values = new HashSet<string>(StringComparer.Ordinal);
        foreach (var passage in other.Passages)
        {
            var quantities = passage.Quantities.ConvertAll(quantity => Plain(quantity, otherLanguage));
            values.UnionWith(Values(passage.Dates, quantities).Select(static term => term.Key));
            values.UnionWith(quantities.Where(static quantity => quantity.Unit.Length > 0).Select(static quantity => "#" + quantity.Unit));
        }
        return [.. witness.Passages.Select((passage, i) => Shared(passage with { Quantities = passage.Quantities.ConvertAll(quantity => Plain(quantity, language)) },
            concepts, words, values, Placed(passage.Passage.Text, witness.Names[i], names)))];
    }

    private static PreparedPassage Shared(PreparedPassage passage, HashSet<string> concepts, HashSet<string> words, HashSet<string> others, List<Term> names)
    {
        var content = new List<(Term, int)>();
        var (read, figure) = (0, 0);
        var values = Values(passage.Dates, passage.Quantities);
        foreach (var (term, clause) in passage.Content)
        {
            for (; figure < values.Count && values[figure].Start < term.End; figure++)
            {
                if (values[figure].End <= read) continue;
                // A figure that the other account has nowhere is its other figure of the same kind, or none.
                content.Add((others.Contains(values[figure].Key) ? values[figure] : values[figure] with { Key = Unanswerable + values[figure].Key }, clause));
                if (passage.Quantities.Find(quantity => quantity.Start == values[figure].Start) is { Unit: { Length: > 0 } unit })
                    content.Add((values[figure] with { Key = others.Contains("#" + unit) ? "#" + unit : Unanswerable + unit, Kind = TokenKind.Word }, clause));
                read = values[figure].End;
            }
            if (term.Start < read || term.Kind == TokenKind.Number) continue;
            if (Meant(term, concepts) is { } concept)
            {
                read = term.Phrase == concept ? term.PhraseEnd : term.End;
                content.Add((term with { Key = "@" + concept.Id, End = read, Concepts = [concept], Capital = concept.Kind is "country" or "city" or "body" or "title" }, clause));
            }
            else if (names.Find(name => name.Start <= term.Start && term.End <= name.End) is { Key: not null } name)
            {
                content.Add((name, clause));
                read = name.End;
            }
            else if (words.Contains(term.Key))
            {
                content.Add((term, clause));
            }
            else
            {
                content.Add((term with { Key = Unanswerable + term.Key, Concepts = [], Capital = false }, clause));
            }
        }
        return passage with { Content = [.. content], Grams = [] };
    }

    /// <summary>Where the names stand that the other account has too, each under one key.</summary>
    private static List<Term> Placed(string text, IReadOnlyList<NameKey> keys, Dictionary<ulong, float> others)
    {
        var placed = new List<Term>();
        // The fullest name first, and of its keys that which says most.
        foreach (var key in keys.OrderByDescending(static key => key.Text.Length).ThenBy(static key => key.Kind))
        {
            if (!others.TryGetValue(key.Hash, out var weight) || Math.Max(weight, key.Weight) < LeastProven) continue;
            for (var at = text.IndexOf(key.Text, StringComparison.Ordinal); at >= 0; at = text.IndexOf(key.Text, at + key.Text.Length, StringComparison.Ordinal))
            {
                var (start, end) = (at, at + key.Text.Length);
                if (!placed.Exists(other => other.Start < end && start < other.End))
                    placed.Add(new Term(start, end, string.Create(CultureInfo.InvariantCulture, $"&{key.Hash:x16}"), TokenKind.Word, true, []));
            }
        }
        return placed;
    }

    /// <summary>What a term means: a phrase before a word, and of several meanings one that the other account has.</summary>
    private static Concept? Meant(Term term, HashSet<string> concepts)
    {
        if (term.Phrase is { } phrase) return phrase;
        var meant = Array.Find(term.Concepts, concept => concepts.Contains(concept.Id)) ?? (term.Concepts.Length > 0 ? term.Concepts[0] : null);
        // Words of saying tell who speaks, not what is said; "before" and "very" stand anywhere.
        return meant?.Kind is "speech" or "adv" or "phrase" ? null : meant;
    }

    /// <summary>What is counted is a word of one language, unless it is a unit of many or the lexicon has it; money, shares and spans of time are not.</summary>
    private static Quantity Plain(Quantity quantity, string? language)
    {
        if (quantity.Kind is not (QuantityKind.Count or QuantityKind.Number or QuantityKind.Ordinal)) return quantity;
        // Behind a stop three digits are thousands in most languages, where no unit tells otherwise.
        var whole = quantity.Text.Replace(".", "", StringComparison.Ordinal);
        var grouped = language != "en" && quantity.Upper is null && whole.Length < quantity.Text.Length && quantity.Text.Split('.') is [{ Length: <= 3 }, .. var groups]
            && Array.TrueForAll(groups, static group => group.Length == 3) && decimal.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        var unit = quantity.Kind == QuantityKind.Count ? Counted(quantity.Unit, language) : "";
        return quantity with { Unit = unit, Kind = unit.Length > 0 ? QuantityKind.Count : QuantityKind.Number, Value = grouped ? decimal.Parse(whole, CultureInfo.InvariantCulture) : quantity.Value };
    }

    private static string Counted(string noun, string? language) =>
        Units.Shared(noun[(noun.LastIndexOf(' ') + 1)..]) ?? (Lexicon.Terms(noun, language) is [.., { Concepts: [{ Kind: "noun" } concept, ..] }] ? "@" + concept.Id : "");

    private static List<Term> Values(List<DateExpression> dates, List<Quantity> quantities)
    {
        var values = dates.ConvertAll(static date => new Term(date.Start, date.End, "#" + (date.Value.Length >= 7 ? date.Value[5..] : date.Value), TokenKind.Number, false, []));
        foreach (var quantity in quantities)
            values.Add(new Term(quantity.Start, quantity.End, "#" + (quantity.Value / 1.000000000000000000000000000m).ToString(CultureInfo.InvariantCulture), TokenKind.Number, false, []));
        values.Sort(static (x, y) => x.Start != y.Start ? x.Start.CompareTo(y.Start) : y.End.CompareTo(x.End));
        return values;
    }
}

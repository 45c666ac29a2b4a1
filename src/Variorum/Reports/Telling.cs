using System.Globalization;

namespace Variorum;

/// <summary>The words in which all reports speak of a collation.</summary>
internal static class Telling
{
    public static string Sign(Relation relation) => relation switch
    {
        Relation.Same => "=",
        Relation.Partial => "≈",
        _ => "≠",
    };

    public static string Name(Relation relation) => relation switch
    {
        Relation.Same => "the same",
        Relation.Partial => "in part",
        _ => "differs",
    };

    public static string Name(AccountKind kind) => kind switch
    {
        AccountKind.Report => "report",
        AccountKind.Transcript => "transcript",
        AccountKind.Readout => "readout",
        _ => "statement",
    };

    /// <summary>The kind of a variant as JSON, CSV and TEI give it.</summary>
    public static string Key(VariantKind kind) => kind switch
    {
        VariantKind.Only => "only",
        VariantKind.Substitution => "substitution",
        VariantKind.Transposition => "transposition",
        _ => "reattribution",
    };

    public static string Key(Matter matter) => matter switch
    {
        Matter.Figure => "figure",
        Matter.Date => "date",
        Matter.Name => "name",
        Matter.Title => "title",
        Matter.Role => "role",
        Matter.Strength => "strength",
        Matter.Scope => "scope",
        Matter.Polarity => "polarity",
        _ => "wording",
    };

    public static string Key(Relation relation) => relation switch
    {
        Relation.Same => "same",
        Relation.Partial => "partial",
        _ => "differs",
    };

    /// <summary>What kind of difference, in a word or two: <c>Only in A</c>, <c>Figure</c>, <c>Moved</c>, <c>Other speaker</c>.</summary>
    public static string Heading(Variant variant) => variant.Kind switch
    {
        VariantKind.Only => $"Only in {In(variant)}",
        VariantKind.Substitution when variant.Of is { } matter => Capital(matter),
        VariantKind.Substitution => "Wording",
        VariantKind.Transposition => "Moved",
        _ => "Other speaker",
    };

    private static string Capital(Matter matter)
    {
        var key = Key(matter);
        return char.ToUpperInvariant(key[0]) + key[1..];
    }

    public static string In(Variant variant) => variant.In ?? Siglum(variant.A.Count > 0 ? variant.A[0] : variant.B.Count > 0 ? variant.B[0] : "");

    public static string Siglum(string id) => id.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

    /// <summary>A7, or A7–A9 for neighbours, or A7, A9.</summary>
    public static string Places(IReadOnlyList<string> ids)
    {
        if (ids.Count == 0) return "–";
        if (ids.Count == 1) return ids[0];
        if (Number(ids[^1]) - Number(ids[0]) == ids.Count - 1) return $"{ids[0]}–{ids[^1]}";
        return string.Join(", ", ids);
    }

    private static int Number(string id) =>
        int.TryParse(id.AsSpan(Siglum(id).Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MinValue / 2;

    /// <summary>The speakers of passages, each once, in reading order.</summary>
    public static string Speakers(Pair pair, IReadOnlyList<string> ids) =>
        string.Join("; ", ids.Select(id => pair.Passage(id)?.Speaker).OfType<string>().Distinct(StringComparer.Ordinal));

    public static string Text(Pair pair, IReadOnlyList<string> ids) =>
        string.Join(" ", ids.Select(id => pair.Passage(id)?.Text ?? ""));

    /// <summary>At most so many UTF-16 units of a text, cut between words, with an ellipsis where something was cut.</summary>
    public static string Shorten(string text, int most)
    {
        if (text.Length <= most) return text;
        var cut = text.AsSpan(0, most).LastIndexOf(' ');
        if (cut < most / 2) cut = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
        return string.Concat(text.AsSpan(0, cut).TrimEnd(" ,;:–-"), "…");
    }

    /// <summary>A number of things: <c>1 passage</c>, <c>12 passages</c>.</summary>
    public static string Count(int count, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A share in whole percent.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(share * 100, MidpointRounding.AwayFromZero):0} %");

    /// <summary>A confidence in whole percent; no link that was found is certain, so nothing is called 100 %.</summary>
    public static string Sure(double confidence) => confidence > .99 ? "over 99 %" : Percent(confidence);

    /// <summary>How sure a link is, or that somebody has decided it.</summary>
    public static string Sure(Link link) => link.Decided is null ? Sure(link.Confidence) : "decided";

    /// <summary>A file by its name: the folders on the machine of whoever made the report concern no reader. Addresses stay whole.</summary>
    public static string File(string input) =>
        input.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || input.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || input.AsSpan().LastIndexOfAny('/', '\\') is not (>= 0 and var slash) || slash == input.Length - 1
            ? input : input[(slash + 1)..];

    /// <summary>What the witness is called in a line: its publisher, or its headline, or where it says it comes from, or its file.</summary>
    public static string Called(Witness witness)
    {
        var account = witness.Account;
        return account.Publisher ?? account.Title ?? (account.Origin is { } origin ? $"{origin.Publisher} (origin)" : File(account.Input));
    }

    /// <summary>The first sentence of every summary.</summary>
    public static string Overall(Pair pair, Tally tally)
    {
        var (a, b) = (pair.A.Siglum, pair.B.Siglum);
        if (tally.InA == 0 && tally.InB == 0) return "Neither account has a statement that could be read.";
        // What was not read must not look like what was left out.
        if (tally.InA == 0 || tally.InB == 0) return $"No statement in common: {(tally.InA == 0 ? a : b)} has no statement that could be read, so nothing can be said of what it leaves out.";
        if (tally.SharedA == 0) return $"No statement in common: {a} has {Count(tally.InA, "passage")}, {b} has {tally.InB}, and none is told by both.";
        return $"{b} tells {tally.SharedA} of the {Count(tally.InA, "passage")} of {a}; {a} tells {tally.SharedB} of the {tally.InB} of {b}.";
    }

    /// <summary>What a reader must know before reading the differences.</summary>
    public static IEnumerable<string> Notices(Collation collation)
    {
        var languages = collation.Witnesses.Select(static witness => witness.Account.Language).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (languages is [{ Length: 2 } language] && language != "en" && language.All(char.IsAsciiLetterLower) && collation.Witnesses.All(witness => witness.Account.Language == language))
            yield return $"In {LanguageName.Of(language)} figures, dates, names and the words of the lexicon are compared: read for yourself what is denied, who does it to whom, and which other words are exchanged. These are compared in English alone.";
        if (languages.Count < 2) yield break;
        yield return $"The accounts are in {languages.Count} languages ({string.Join(", ", languages.Select(LanguageName.Of))}). Between languages only figures, dates and names are compared, wording cannot be, and links are less sure.";
    }

    /// <summary>The variants that a summary shows, the most salient first.</summary>
    public static List<Variant> Foremost(Pair pair, int most)
    {
        var exchanged = pair.Variants.Where(variant => variant.Kind != VariantKind.Only).Take(most).ToList();
        // What only one tells is the commonest difference: it gets a third of the room, or what the others leave.
        var only = pair.Variants.Where(variant => variant.Kind == VariantKind.Only).Take(Math.Max(most / 3, most - exchanged.Count)).ToList();
        var shown = new HashSet<Variant>([.. exchanged.Take(most - only.Count), .. only], ReferenceEqualityComparer.Instance);
        return [.. pair.Variants.Where(shown.Contains)];
    }

    /// <summary>A variant in plain words, passages cut after so many UTF-16 units.</summary>
    public static string Plain(Pair pair, Variant variant, int most)
    {
        var (a, b) = (Shorten(Text(pair, variant.A), most), Shorten(Text(pair, variant.B), most));
        switch (variant.Kind)
        {
            case VariantKind.Substitution:
                if (variant.From is { } both && both == variant.To) return $"Both say “{both}”{Otherwise(variant)}";
                return $"{pair.A.Siglum} says “{variant.From ?? a}”, {pair.B.Siglum} says “{variant.To ?? b}”.";
            case VariantKind.Reattribution:
                return $"{pair.A.Siglum} gives it to {Given(pair, variant.From, variant.A)}, {pair.B.Siglum} to {Given(pair, variant.To, variant.B)}: “{a}”";
            case VariantKind.Transposition:
                return $"{Place(pair, variant)}: “{a}”";
            default:
                var ids = variant.A.Count > 0 ? variant.A : variant.B;
                var speakers = Speakers(pair, ids);
                return $"{(speakers.Length > 0 ? speakers + ": " : "")}“{(variant.A.Count > 0 ? a : b)}”";
        }
    }

    /// <summary>Where a passage that moved stands in either witness.</summary>
    public static string Place(Pair pair, Variant variant) => string.Create(CultureInfo.InvariantCulture,
        $"Told as {Places(variant.A)} of {pair.A.Passages.Count} in {pair.A.Siglum}, as {Places(variant.B)} of {pair.B.Passages.Count} in {pair.B.Siglum}");

    /// <summary>The same words may mean another day, counted from another date.</summary>
    public static string Otherwise(Variant variant) =>
        variant.Of == Matter.Date ? ", which is not the same date in both." : ", which is not the same in both.";

    /// <summary>To whom a reattribution gives its words.</summary>
    public static string Given(Pair pair, string? speaker, IReadOnlyList<string> ids) =>
        speaker ?? (Speakers(pair, ids) is { Length: > 0 } speakers ? speakers : "nobody");

    /// <summary>Whoever speaks where a variant stands: one name, or A's and B's.</summary>
    public static string Speakers(Pair pair, Variant variant)
    {
        var (a, b) = (Speakers(pair, variant.A), Speakers(pair, variant.B));
        return a == b || b.Length == 0 ? a : a.Length == 0 ? b : $"{a} / {b}";
    }

    /// <summary>Both places of a variant: <c>A7 · B12</c>.</summary>
    public static string Places(Variant variant) =>
        variant.A.Count == 0 ? Places(variant.B) : variant.B.Count == 0 ? Places(variant.A) : $"{Places(variant.A)} · {Places(variant.B)}";
}

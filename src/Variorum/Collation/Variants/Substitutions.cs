namespace Variorum;

/// <summary>Words of a linked statement that the other witness exchanges: figures, dates, names, titles, roles, strength, scope, polarity.</summary>
internal static class Substitutions
{
    private const double LeastOfWording = .2;
    private const double MostOfWording = .45;

    // Of statements that are as likely two matters as one, nothing was exchanged.
    private const double LeastConfidence = .5;

    public static List<Variant> Of(WitnessPair pair, LinkedStatements link, WordMatch words)
    {
        var found = new List<Variant>();
        // A link is as sure as its least sure part; what is exchanged is looked for in the sure ones.
        var sure = link.Cells.Where(static cell => cell.Confidence >= LeastConfidence).ToList();
        if (sure.Count == 0) return found;
        if (sure.Count < link.Cells.Count)
        {
            link = new LinkedStatements([.. sure.Select(static cell => cell.A).Distinct().Order()], [.. sure.Select(static cell => cell.B).Distinct().Order()], sure);
            words = WordMatch.Of(pair, link);
        }
        if (pair.Across)
        {
            // Another language has other words for all; figures, dates and names stay what they are.
            FigureSubstitutions.Add(found, pair, link, words);
            NameSubstitutions.Add(found, pair, words);
            return found;
        }
        RoleSubstitutions.Add(found, pair, words);
        FigureSubstitutions.Add(found, pair, link, words);
        NameSubstitutions.Add(found, pair, words);
        PolaritySubstitutions.Add(found, pair, words);
        Contraries.Add(found, pair, words);
        ScaleSubstitutions.Add(found, pair, words);
        QuotedSubstitutions.Add(found, pair, words);
        WordingSubstitutions.Add(found, pair, words);
        return found;
    }

    /// <summary>Adds the exchange of one wording for another, unless a weightier one stands on the same words.</summary>
    public static void Add(List<Variant> found, Matter of, double salience, Wording from, Wording to)
    {
        foreach (var other in found)
        {
            // A whole clause turned round hides nothing that is exchanged within it.
            if (other.Of != Matter.Role && (Overlap(other.FromAt, from) || Overlap(other.ToAt, to))) return;
        }
        found.Add(new Variant(VariantKind.Substitution, [from.Passage], [to.Passage], salience)
        {
            Of = of,
            From = from.Text,
            To = to.Text,
            FromAt = from,
            ToAt = to,
        });
    }

    /// <summary>Rare words weigh more: "inevitable" for "indivisible" stands above "great" for "enormous".</summary>
    public static double ByRarity(WitnessPair pair, Word a, Word b)
    {
        var rarity = (Background.Rarity(a.Term.Key, pair.First.Account.Language) + Background.Rarity(b.Term.Key, pair.Second.Account.Language)) / 4;
        return Math.Round(LeastOfWording + ((MostOfWording - LeastOfWording) * rarity), 2);
    }

    public static Wording At(Statement statement, int start, int end) =>
        new(statement.Passage.Id, start, end, statement.Passage.Text[start..end]);

    private static bool Overlap(Wording? x, Wording? y) =>
        x is not null && y is not null && x.Passage == y.Passage && x.Start < y.End && y.Start < x.End;
}

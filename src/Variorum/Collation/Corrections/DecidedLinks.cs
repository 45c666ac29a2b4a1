namespace Variorum;

/// <summary>What people decided of the links of two witnesses, put in the place of what the collator found.</summary>
/// <remarks>
/// Decisions are taken one after the other, and what one says of two passages holds until a later one speaks of the same two.
/// Links that no decision touches stay as they are, and a decided link is never joined with its neighbours.
/// </remarks>
internal sealed class DecidedLinks
{
    // Surer than any link that was found: 1 - 1e-14 as it is shown.
    private const double Certain = 40;

    private readonly Dictionary<(int A, int B), LocatedCorrection> _decides = [];
    private readonly List<(LocatedCorrection By, Relation? Relation)> _links = [];

    private DecidedLinks(List<LocatedCorrection> decisions)
    {
        foreach (var decision in decisions) Decide(decision);
    }

    /// <summary>The pair and its links as people left them.</summary>
    /// <param name="pair">As aligned.</param>
    /// <param name="found">Its links.</param>
    /// <param name="decisions">The earliest first.</param>
    public static CorrectedPair Of(WitnessPair pair, List<LinkedStatements> found, List<LocatedCorrection> decisions)
    {
        var decided = new DecidedLinks(decisions);
        var links = new List<LinkedStatements>();
        foreach (var link in found) links.AddRange(Variorum.Links.Whole(pair, link.Cells.FindAll(cell => !decided._decides.ContainsKey((cell.A, cell.B)))));
        var known = pair.Linked.ToDictionary(static cell => (cell.A, cell.B));
        foreach (var (decision, relation) in decided._links)
        {
            var cells = (from a in decision.LinkedA from b in decision.LinkedB where ReferenceEquals(decided._decides[(a, b)], decision) select Sure(pair, a, b, known)).ToList();
            links.AddRange(Variorum.Links.Whole(pair, cells).Select(link => link with { Decided = decision.Correction, Said = relation }));
        }
        Variorum.Links.Sort(links);
        var linked = links.SelectMany(static link => link.Cells).OrderBy(static cell => cell.A).ThenBy(static cell => cell.B).ToList();
        var parted = decided._decides.Keys.Except(linked.Select(static cell => (cell.A, cell.B))).Order().Select(cell => (pair.A[cell.A].Passage.Id, pair.B[cell.B].Passage.Id));
        return new CorrectedPair(pair with { Linked = linked }, links, [.. parted], [.. decided._decides.Values]);
    }

    private void Decide(LocatedCorrection decision)
    {
        // Whoever accepts a link as it is drawn or corrected accepts its relation with it.
        var relation = decision.Correction.Relation ?? _links.Where(link => IsOf(link.By, decision)).Select(static link => link.Relation).LastOrDefault();
        // What was wrongly linked is not any more, unless it is drawn again.
        foreach (var a in decision.A)
            foreach (var b in decision.B) _decides[(a, b)] = decision;
        if (!decision.Links) return;
        foreach (var a in decision.LinkedA)
            foreach (var b in decision.LinkedB) _decides[(a, b)] = decision;
        _links.Add((decision, relation));
    }

    private bool IsOf(LocatedCorrection earlier, LocatedCorrection decision) =>
        earlier.LinkedA.AsSpan().SequenceEqual(decision.LinkedA) && earlier.LinkedB.AsSpan().SequenceEqual(decision.LinkedB) && ReferenceEquals(_decides[(earlier.LinkedA[0], earlier.LinkedB[0])], earlier);

    private static Cell Sure(WitnessPair pair, int a, int b, Dictionary<(int, int), Cell> known)
    {
        var cell = Cells.Between(pair.A, a, pair.B, b, pair.Vocabulary);
        cell.Logit = Certain;
        if (known.TryGetValue((a, b), out var found)) cell.Features2 = found.Features2;
        return cell;
    }
}

/// <summary>Two witnesses whose links people corrected.</summary>
/// <param name="Pair">With the links' cells.</param>
/// <param name="Links">In the order of the first witness.</param>
/// <param name="Parted">Ids of passages of which a person said that they do not say the same.</param>
/// <param name="Standing">The decisions of which a part at least holds.</param>
internal sealed record CorrectedPair(WitnessPair Pair, List<LinkedStatements> Links, IReadOnlyList<(string A, string B)> Parted, HashSet<LocatedCorrection> Standing);

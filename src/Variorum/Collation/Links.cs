namespace Variorum;

/// <summary>Statements that are linked, before they are told as a <see cref="Link"/>.</summary>
/// <param name="A">Statements of the first witness, ascending.</param>
/// <param name="B">Statements of the second, ascending.</param>
/// <param name="Cells">Each of A with each of B.</param>
internal sealed record LinkedStatements(int[] A, int[] B, List<Cell> Cells)
{
    // Shares of what a statement says that the other side must tell for the two to say the same.
    private const double TellsAll = .34;
    private const double ClauseUntold = .12;
    private const double HeavyClause = .3;
    // Of the links given above .95 two in a hundred were wrong: none is certain.
    private const double MostConfidence = .99;
    // Between languages those above were right on our own texts, which are cleaner than life: that is not promised (docs/decisions/table.md).
    private const double MostAcross = .8;

    /// <summary>The decision that made it a link; null where the collator found it.</summary>
    public Correction? Decided { get; init; }

    /// <summary>The relation as a person gave it; null where nobody did.</summary>
    public Relation? Said { get; init; }

    /// <summary>The weakest cell decides: a link is as sure as its least sure part.</summary>
    public double Confidence => Cells.Min(static cell => cell.Confidence);

    public Link Tell(WitnessPair pair, WordMatch words, IReadOnlyList<Variant> exchanged)
    {
        var differs = exchanged.Any(static variant => variant.Of != Matter.Wording);
        var relation = Said ?? (differs ? Relation.Differs : TellsIn(pair.A, A, true) && TellsIn(pair.B, B, false) ? Relation.Same : Relation.Partial);
        var confidence = Decided is not null ? 1 : Math.Min(pair.Across ? MostAcross : MostConfidence, Math.Round(Confidence, 2));
        return new Link(Ids(pair.A, A), Ids(pair.B, B), relation, confidence, Reasons.Of(pair, this))
        {
            Changed = words.Changed(),
            Decided = Decided,
            Said = Said,
        };
    }

    public static string[] Ids(Statement[] statements, int[] numbers) => [.. numbers.Select(number => statements[number].Passage.Id)];

    /// <summary>Whether the other side tells about all that these statements say.</summary>
    private bool TellsIn(Statement[] statements, int[] numbers, bool ofA)
    {
        var (told, all) = (0d, 0d);
        foreach (var number in numbers)
        {
            var statement = statements[number];
            var covered = new double[statement.Clauses];
            var best = new Dictionary<int, double>();
            foreach (var cell in Cells)
            {
                if ((ofA ? cell.A : cell.B) != number) continue;
                foreach (var match in cell.Matches)
                {
                    var term = ofA ? match.A : match.B;
                    best[term] = Math.Max(best.GetValueOrDefault(term), match.Weight);
                }
            }
            foreach (var (term, weight) in best)
            {
                told += weight;
                for (var clause = 0; clause < statement.Clauses; clause++)
                {
                    if ((statement.ClausesOf[term] >> clause & 1) != 0) covered[clause] += weight;
                }
            }
            all += statement.Mass;
            for (var clause = 0; clause < statement.Clauses; clause++)
            {
                if (statement.ClauseMass[clause] > HeavyClause * statement.Mass && covered[clause] < ClauseUntold * statement.ClauseMass[clause]) return false;
            }
        }
        return told >= TellsAll * all;
    }
}

/// <summary>Joins linked cells into links, many to many.</summary>
internal static class Links
{
    public static List<LinkedStatements> Of(WitnessPair pair)
    {
        var links = new List<LinkedStatements>();
        Add(pair, pair.Linked, links);
        Sort(links);
        return links;
    }

    /// <summary>Cells as links of which each links all that it has of one side with all of the other.</summary>
    public static List<LinkedStatements> Whole(WitnessPair pair, List<Cell> cells)
    {
        var links = new List<LinkedStatements>();
        Add(pair, cells, links);
        return links;
    }

    public static void Sort(List<LinkedStatements> links) =>
        links.Sort(static (x, y) => x.A[0] != y.A[0] ? x.A[0].CompareTo(y.A[0]) : x.B[0].CompareTo(y.B[0]));

    private static void Add(WitnessPair pair, List<Cell> cells, List<LinkedStatements> links)
    {
        foreach (var component in Components(cells))
        {
            var a = component.Select(static cell => cell.A).Distinct().Order().ToArray();
            var b = component.Select(static cell => cell.B).Distinct().Order().ToArray();
            if (a.Length * b.Length == component.Count) links.Add(new LinkedStatements(a, b, component));
            else Split(pair, component, a, b, links);
        }
    }

    /// <summary>Where not all is linked with all, the longer statements keep each its own partners.</summary>
    private static void Split(WitnessPair pair, List<Cell> component, int[] a, int[] b, List<LinkedStatements> links)
    {
        var byA = a.Length != b.Length ? a.Length < b.Length : a.Sum(i => pair.A[i].Mass) >= b.Sum(j => pair.B[j].Mass);
        foreach (var line in component.GroupBy(cell => byA ? cell.A : cell.B))
        {
            var cells = line.ToList();
            links.Add(byA
                ? new LinkedStatements([line.Key], [.. cells.Select(static cell => cell.B).Order()], cells)
                : new LinkedStatements([.. cells.Select(static cell => cell.A).Order()], [line.Key], cells));
        }
    }

    private static IEnumerable<List<Cell>> Components(List<Cell> cells)
    {
        var byA = cells.ToLookup(static cell => cell.A);
        var byB = cells.ToLookup(static cell => cell.B);
        var seen = new HashSet<Cell>();
        foreach (var start in cells)
        {
            if (!seen.Add(start)) continue;
            var component = new List<Cell> { start };
            for (var i = 0; i < component.Count; i++)
            {
                component.AddRange(byA[component[i].A].Where(seen.Add));
                component.AddRange(byB[component[i].B].Where(seen.Add));
            }
            component.Sort(static (x, y) => x.A != y.A ? x.A.CompareTo(y.A) : x.B.CompareTo(y.B));
            yield return component;
        }
    }
}

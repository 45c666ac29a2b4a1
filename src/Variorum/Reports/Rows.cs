namespace Variorum;

/// <summary>What stands beside what: passages joined by links, or passages of one witness alone.</summary>
internal sealed record Row(List<Passage> A, List<Passage> B, Relation? Relation)
{
    /// <summary>Rows in the order of A; what only B has follows what it follows in B.</summary>
    public static List<Row> Of(Pair pair)
    {
        var groups = Groups(pair);
        var rows = new List<Row>();
        var placed = new Dictionary<int, Row>();
        var after = new Dictionary<Row, List<Row>>(ReferenceEqualityComparer.Instance);
        foreach (var passage in pair.A.Passages)
        {
            if (!groups.TryGetValue(passage.Id, out var group)) rows.Add(new Row([passage], [], null));
            else if (placed.TryGetValue(group, out var row)) row.A.Add(passage);
            else rows.Add(placed[group] = new Row([passage], [], null));
        }
        var (first, before) = (new List<Row>(), (Row?)null);
        foreach (var passage in pair.B.Passages)
        {
            if (groups.TryGetValue(passage.Id, out var group) && placed.TryGetValue(group, out var row))
            {
                row.B.Add(passage);
                before = row;
                continue;
            }
            var alone = new Row([], [passage], null);
            if (before is null) first.Add(alone);
            else if (after.TryGetValue(before, out var following)) following.Add(alone);
            else after[before] = [alone];
        }
        return [.. first, .. rows.SelectMany(row => after.TryGetValue(row, out var following) ? [Related(pair, row), .. following] : (List<Row>)[Related(pair, row)])];
    }

    private static Row Related(Pair pair, Row row)
    {
        Relation? worst = null;
        foreach (var passage in row.A)
            if (pair.Of(passage.Id)!.Relation is { } relation && (worst is null || relation > worst)) worst = relation;
        return row with { Relation = worst };
    }

    /// <summary>A number for all passages that links join, however many links it takes.</summary>
    private static Dictionary<string, int> Groups(Pair pair)
    {
        var roots = new List<int>();
        var groups = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var link in pair.Links)
        {
            var mine = roots.Count;
            roots.Add(mine);
            foreach (var id in link.A.Concat(link.B))
            {
                if (groups.TryGetValue(id, out var other)) roots[Root(other)] = mine;
                groups[id] = mine;
            }
        }
        foreach (var id in groups.Keys.ToList()) groups[id] = Root(groups[id]);
        return groups;

        int Root(int group)
        {
            while (roots[group] != group) group = roots[group] = roots[roots[group]];
            return group;
        }
    }
}

namespace Variorum;

/// <summary>Blocks told in another place: what is left when the heaviest run of links in common order is taken away.</summary>
internal static class Transpositions
{
    private const double LeastSalience = .2;
    private const double MostSalience = .45;

    public static IEnumerable<Variant> Of(WitnessPair pair, List<LinkedStatements> links)
    {
        var cells = links.SelectMany(static link => link.Cells).OrderBy(static cell => cell.A).ThenBy(static cell => cell.B).ToList();
        var kept = InOrder(pair, cells);
        var moved = cells.Where(cell => !kept.Contains(cell)).ToList();
        var inOrder = new bool[pair.A.Length];
        foreach (var cell in kept) inOrder[cell.A] = true;
        var whole = Math.Max(1e-9, pair.A.Sum(static statement => statement.Mass));
        for (var i = 0; i < moved.Count;)
        {
            var end = i + 1;
            while (end < moved.Count && Continues(inOrder, moved[end - 1], moved[end])) end++;
            var block = moved[i..end];
            var a = block.Select(static cell => cell.A).Distinct().Order().ToArray();
            var b = block.Select(static cell => cell.B).Distinct().Order().ToArray();
            var mass = a.Sum(n => pair.A[n].Mass) / whole;
            yield return new Variant(VariantKind.Transposition, LinkedStatements.Ids(pair.A, a), LinkedStatements.Ids(pair.B, b),
                Math.Round(Math.Min(MostSalience, LeastSalience + mass), 2));
            i = end;
        }
    }

    /// <summary>The next moved cell belongs to the same block: near in both, with nothing in order between them.</summary>
    private static bool Continues(bool[] inOrder, Cell last, Cell next)
    {
        if (next.A - last.A > 2 || Math.Abs(next.B - last.B) > 3) return false;
        for (var a = last.A + 1; a < next.A; a++)
        {
            if (inOrder[a]) return false;
        }
        return true;
    }

    /// <summary>The heaviest set of cells of which none crosses another.</summary>
    private static HashSet<Cell> InOrder(WitnessPair pair, List<Cell> cells)
    {
        // A tree over B holds the best chain that ends at or before each statement.
        var tree = new (double Weight, int Last)[pair.B.Length + 1];
        Array.Fill(tree, (0, -1));
        var before = new int[cells.Count];
        var best = (Weight: 0d, Last: -1);
        for (var n = 0; n < cells.Count; n++)
        {
            var chain = (Weight: 0d, Last: -1);
            for (var i = cells[n].B + 1; i > 0; i -= i & -i)
            {
                if (tree[i].Weight > chain.Weight) chain = tree[i];
            }
            before[n] = chain.Last;
            var weight = chain.Weight + (cells[n].Probability * (1 + cells[n].Mass));
            for (var i = cells[n].B + 1; i < tree.Length; i += i & -i)
            {
                if (weight > tree[i].Weight) tree[i] = (weight, n);
            }
            if (weight > best.Weight) best = (weight, n);
        }
        var kept = new HashSet<Cell>();
        for (var n = best.Last; n >= 0; n = before[n]) kept.Add(cells[n]);
        return kept;
    }
}

namespace Variorum.Bench;

/// <summary>Are the rows of a table right? On events of many witnesses made of aligned pairs.</summary>
internal static class TableScore
{
    private const int Witnesses = 6;

    public static int Run(string shared)
    {
        var pairs = Example.All(shared).Select(static example => example.Pair)
            .Where(static pair => pair.IsPositive && pair.Origin is PairOrigin.Gold or PairOrigin.Labelled or PairOrigin.Invented).ToList();
        var (all, chained) = (new RowCounts(), new RowCounts());
        foreach (var pair in pairs)
        {
            var made = SyntheticEvent.Of(pair, Witnesses, 1);
            if (made.Accounts.Exists(static account => account.Passages.Count == 0)) continue;
            var collation = Collator.Collate(made.Accounts);
            var links = new PassageLinks(collation);
            var truth = made.Statements.SelectMany(static statements => statements).ToArray();
            var rows = RowCounts.Of(links, StatementGroups.Of(links), truth);
            var chains = RowCounts.Of(links, Chains(links), truth);
            (all, chained) = (all + rows, chained + chains);
            Console.WriteLine($"{pair.Name,-40} {rows}; all links followed {chains.F1:0.000}");
            rows = RowCounts.OfTable(StatementTable.Of(collation), truth, links);
            all = all with { Missing = all.Missing + rows.Missing, MissingWrong = all.MissingWrong + rows.MissingWrong };
        }
        Console.WriteLine($"\n{"rows, by average linkage",-40} {all}\n{"rows, all links followed",-40} {chained}");
        Console.WriteLine($"cells that say “not found”: {all.Missing}, of which the witness does tell it {all.MissingWrong} ({100.0 * all.MissingWrong / all.Missing:0.0} %)");
        return 0;
    }

    /// <summary>What rows would be without weighing what was not linked: everything that links reach.</summary>
    private static List<List<int>> Chains(PassageLinks links)
    {
        var (seen, groups) = (new bool[links.Passages.Length], new List<List<int>>());
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start]) continue;
            seen[start] = true;
            List<int> group = [start];
            for (var i = 0; i < group.Count; i++)
            {
                foreach (var other in links.Partners[group[i]])
                {
                    if (seen[other]) continue;
                    seen[other] = true;
                    group.Add(other);
                }
            }
            groups.Add(group);
        }
        return groups;
    }
}

/// <summary>Pairs of passages of different witnesses that stand in one row, against those that should.</summary>
internal readonly record struct RowCounts(int Right, int Given, int True)
{
    public int Missing { get; init; }
    public int MissingWrong { get; init; }

    public double F1 => Given + True == 0 ? 1 : 2.0 * Right / (Given + True);

    public static RowCounts operator +(RowCounts x, RowCounts y) => x with { Right = x.Right + y.Right, Given = x.Given + y.Given, True = x.True + y.True };

    public override string ToString() => $"precision {(Given == 0 ? 1 : (double)Right / Given):0.000}, recall {(True == 0 ? 1 : (double)Right / True):0.000}, F1 {F1:0.000}";

    public static RowCounts Of(PassageLinks links, List<List<int>> groups, int[] truth)
    {
        var row = new int[truth.Length];
        Array.Fill(row, -1);
        for (var g = 0; g < groups.Count; g++) foreach (var passage in groups[g]) row[passage] = g;
        var (right, given, all) = (0, 0, 0);
        for (var a = 0; a < truth.Length; a++)
        {
            for (var b = a + 1; b < truth.Length; b++)
            {
                if (links.Witnesses[a] == links.Witnesses[b]) continue;
                var (together, should) = (row[a] >= 0 && row[a] == row[b], truth[a] == truth[b]);
                if (together && should) right++;
                if (together) given++;
                if (should) all++;
            }
        }
        return new RowCounts(right, given, all);
    }

    /// <summary>Cells that say that a witness does not tell a statement, and those of them where it does.</summary>
    public static RowCounts OfTable(StatementTable table, int[] truth, PassageLinks links)
    {
        var (missing, wrong) = (0, 0);
        foreach (var row in table.Rows)
        {
            var statements = row.Cells.Where(static cell => cell.Home is null).SelectMany(static cell => cell.Passages).Select(id => truth[links.Number(id)]).ToHashSet();
            for (var w = 0; w < row.Cells.Count; w++)
            {
                if (row.Cells[w].Passages.Count > 0) continue;
                missing++;
                if (Enumerable.Range(0, truth.Length).Any(p => links.Witnesses[p] == w && statements.Contains(truth[p]))) wrong++;
            }
        }
        return new RowCounts { Missing = missing, MissingWrong = wrong };
    }
}

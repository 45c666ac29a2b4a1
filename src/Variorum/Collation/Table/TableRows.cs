namespace Variorum;

/// <summary>Makes the rows of a table from groups of passages.</summary>
internal static class TableRows
{
    /// <summary>A row under way: for each witness its passages, numbered as in <see cref="PassageLinks"/>, and the row that is their home.</summary>
    internal sealed record Draft(List<int>[] Cells, int?[] Home);

    public static Draft Of(PassageLinks links, List<int> group)
    {
        var cells = new List<int>[links.Count];
        for (var w = 0; w < cells.Length; w++) cells[w] = [.. group.Where(passage => links.Witnesses[passage] == w)];
        return new Draft(cells, new int?[links.Count]);
    }

    /// <summary>Where a witness has nothing in a row but a passage of it is linked with one there, that passage stands in the cell.</summary>
    // Of such a witness nobody may read that it left the statement out.
    public static void PointElsewhere(PassageLinks links, List<Draft> rows)
    {
        var homes = new int[links.Passages.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            foreach (var passage in rows[row].Cells.SelectMany(static cell => cell)) homes[passage] = row;
        }
        var found = new List<(int Row, int Witness, List<int> Passages)>();
        for (var row = 0; row < rows.Count; row++)
        {
            for (var w = 0; w < links.Count; w++)
            {
                if (rows[row].Cells[w].Count > 0) continue;
                var near = rows[row].Cells.SelectMany(static cell => cell).SelectMany(passage => links.Partners[passage]).Where(passage => links.Witnesses[passage] == w).Distinct().Order().ToList();
                if (links.HasParted) near.RemoveAll(passage => rows[row].Cells.Any(cell => cell.Exists(other => links.AreParted(passage, other))));
                if (near.Count > 0) found.Add((row, w, near));
            }
        }
        foreach (var (row, w, near) in found)
        {
            rows[row].Cells[w] = near;
            rows[row].Home[w] = homes[near[0]];
        }
    }

    public static IReadOnlyList<StatementRow> Told(Collation collation, PassageLinks links, List<Draft> rows, List<RowTopics.Topic> topics)
    {
        var variants = new VariantsByPassage(collation);
        return [.. rows.Select((row, n) => Told(collation, links, row, n, variants, [.. topics.Where(topic => topic.Rows.Contains(n)).Select(static topic => topic.Word)]))];
    }

    private static StatementRow Told(Collation collation, PassageLinks links, Draft row, int number, VariantsByPassage variants, string[] topics)
    {
        var fullest = Fullest(links, row);
        var differences = RowDifferences.Of(collation, links, row, variants);
        var cells = row.Cells.Select((passages, w) =>
        {
            var siglum = collation.Witnesses[w].Siglum;
            return new TableCell(siglum, [.. passages.Select(passage => links.Passages[passage].Id)], Standing(links, row, w, fullest, siglum, collation.Witnesses[fullest].Siglum, differences),
                Confidence(links, row, w), row.Home[w] + 1);
        }).ToList();
        var telling = cells.Count(static cell => cell.Passages.Count > 0);
        var told = telling == cells.Count ? ToldBy.All : telling > 1 ? ToldBy.Some : ToldBy.One;
        var agreement = differences.Aggregate(1d, static (left, difference) => left * (1 - difference.Salience));
        return new StatementRow(number + 1, cells, fullest, told, differences, Math.Round(1 - agreement, 4), Speakers(collation, links, row), topics);
    }

    private static int Fullest(PassageLinks links, Draft row)
    {
        var (best, most) = (0, -1);
        for (var w = 0; w < row.Cells.Length; w++)
        {
            if (row.Cells[w].Count == 0 || row.Home[w] is not null) continue;
            var length = row.Cells[w].Sum(passage => Length(links.Passages[passage].Text));
            if (length > most) (best, most) = (w, length);
        }
        return best;
    }

    /// <summary>Letters and digits; one of Han, kana or Hangul stands for about three of an alphabet.</summary>
    private static int Length(string text) => text.Sum(static c => char.IsLetterOrDigit(c) ? c >= '\u2e80' ? 3 : 1 : 0);

    private static CellStanding Standing(PassageLinks links, Draft row, int w, int fullest, string siglum, string other, IReadOnlyList<RowDifference> differences)
    {
        if (w == fullest) return CellStanding.Fullest;
        if (row.Cells[w].Count == 0) return CellStanding.Missing;
        var beside = row.Cells[w].SelectMany(a => row.Cells[fullest].Select(b => (A: a, B: b))).ToList();
        // What a person said of the two goes before what was worked out.
        if (beside.Exists(pair => links.IsSaid(pair.A, pair.B)) && beside.TrueForAll(pair => links.IsSaid(pair.A, pair.B) || links.RelationOf(pair.A, pair.B) is null))
        {
            return beside.Max(pair => links.RelationOf(pair.A, pair.B)) switch
            {
                Relation.Same => CellStanding.Same,
                Relation.Partial => CellStanding.Partial,
                _ => CellStanding.Differs,
            };
        }
        foreach (var difference in differences)
        {
            if (difference.Of == Matter.Wording) continue;
            var mine = difference.Readings.FirstOrDefault(reading => reading.Sigla.Contains(siglum));
            if (mine is not null && difference.Readings.Any(reading => reading != mine && reading.Sigla.Contains(other))) return CellStanding.Differs;
        }
        var relations = beside.Select(pair => links.RelationOf(pair.A, pair.B)).OfType<Relation>().ToList();
        return relations.Count > 0 && relations.TrueForAll(static relation => relation == Relation.Same) ? CellStanding.Same : CellStanding.Partial;
    }

    private static double? Confidence(PassageLinks links, Draft row, int w)
    {
        var best = 0d;
        foreach (var passage in row.Cells[w])
        {
            for (var v = 0; v < row.Cells.Length; v++)
            {
                if (v != w && row.Home[v] is null) best = row.Cells[v].Aggregate(best, (known, other) => Math.Max(known, links.Confidence(passage, other)));
            }
        }
        return best > 0 ? best : null;
    }

    /// <summary>Each once, by the longest form of the name in the language that stands first.</summary>
    private static List<string> Speakers(Collation collation, PassageLinks links, Draft row)
    {
        var speakers = new List<(string Name, string? Language)>();
        foreach (var passage in row.Cells.Where((_, w) => row.Home[w] is null).SelectMany(static cell => cell))
        {
            if (links.Passages[passage].Speaker is not { } name) continue;
            var language = collation.Witnesses[links.Witnesses[passage]].Account.Language;
            var known = speakers.FindIndex(other => SpeakerNames.AreSame(other.Name, other.Language, name, language));
            if (known < 0) speakers.Add((name, language));
            else if (name.Length > speakers[known].Name.Length && language == speakers[known].Language) speakers[known] = (name, language);
        }
        return speakers.ConvertAll(static speaker => speaker.Name);
    }
}

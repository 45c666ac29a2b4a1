using System.Globalization;

namespace Variorum;

/// <summary>The words in which all reports speak of a table of statements.</summary>
internal static class TableTelling
{
    public static string Sign(TableCell cell) => cell.Standing switch
    {
        CellStanding.Fullest => "●",
        CellStanding.Same => "=",
        CellStanding.Partial => "≈",
        CellStanding.Differs => "≠",
        _ => "·",
    };

    public static string Key(CellStanding standing) => standing switch
    {
        CellStanding.Fullest => "fullest",
        CellStanding.Same => "same",
        CellStanding.Partial => "partial",
        CellStanding.Differs => "differs",
        _ => "missing",
    };

    public static string Key(ToldBy told) => told switch
    {
        ToldBy.All => "all",
        ToldBy.Some => "some",
        _ => "one",
    };

    /// <summary>Which difference: a substitution's matter, or <c>speaker</c>.</summary>
    public static string Key(RowDifference difference) => difference.Of is { } matter ? Telling.Key(matter) : "speaker";

    /// <summary>How many statements there are, and by how many witnesses they are told.</summary>
    public static string Overall(StatementTable table)
    {
        int By(ToldBy told) => table.Rows.Count(row => row.Told == told);
        if (table.Rows.Count == 0) return "None of the accounts has a statement that could be read.";
        var contested = table.Rows.Count(static row => row.Differences.Count > 0);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Telling.Count(table.Rows.Count, "statement")} by {table.Columns.Count} witnesses: {By(ToldBy.All)} told by all, {By(ToldBy.Some)} by some, {By(ToldBy.One)} by one alone; on {(contested > 0 ? contested : "none")} they differ.");
    }

    /// <summary>What is shown where it is not all; null where it is.</summary>
    public static string? Shown(TableView view, int shown)
    {
        var wishes = new List<string>();
        if (view.Only is { } only) wishes.Add(only switch { ToldBy.All => "told by all", ToldBy.Some => "told by some", _ => "told by one alone" });
        if (view.Speaker is { } speaker) wishes.Add($"said by {speaker}");
        if (view.Topic is { } topic) wishes.Add($"about {topic}");
        return wishes.Count == 0 ? null : $"Shown: {Telling.Count(shown, "statement")} {string.Join(", ", wishes)}.";
    }

    /// <summary>What a cell says beside its wording: that it differs and how, or that it is not there.</summary>
    public static string Mark(StatementRow row, TableCell cell)
    {
        var mark = cell.Standing switch
        {
            CellStanding.Missing => "not found",
            CellStanding.Same => "= the same",
            CellStanding.Partial => "≈ in part",
            CellStanding.Differs => "≠ " + string.Join(", ", Differing(row, cell)),
            _ => "● the fullest",
        };
        return cell.Home is { } home ? string.Create(CultureInfo.InvariantCulture, $"{mark}; see {home}") : mark;
    }

    /// <summary>The matters on which a witness has another reading than the fullest wording.</summary>
    public static IEnumerable<string> Differing(StatementRow row, TableCell cell)
    {
        var beside = row.Cells[row.Fullest].Siglum;
        return row.Differences.Where(difference => difference.Readings.FirstOrDefault(reading => reading.Sigla.Contains(cell.Siglum)) is { } mine
            && difference.Readings.Any(reading => reading != mine && reading.Sigla.Contains(beside))).Select(Key).Distinct();
    }

    /// <summary>A difference in a line: <c>figure: 54 percent (A, D) · 45 percent (B)</c>.</summary>
    public static string Line(RowDifference difference) =>
        $"{Key(difference)}: {string.Join(" · ", difference.Readings.Select(static reading => $"{reading.Text} ({string.Join(", ", reading.Sigla)})"))}";

    /// <summary>The copies of a witness in a line each.</summary>
    public static string Line(FoldedCopy copy) =>
        string.Join(" · ", new[] { $"{copy.Siglum} {copy.Relation}", copy.Publisher, copy.Published is { } day ? DayName.Of(day) : null, copy.Edits.Count > 0 ? Telling.Count(copy.Edits.Count, "edit") : null }.OfType<string>());

    public static string Line(CopyEdit edit) => (edit.From, edit.To) switch
    {
        ({ } from, { } to) => $"“{from}” became “{to}”",
        ({ } from, null) => $"taken out: “{from}”",
        (null, { } to) => $"put in: “{to}”",
        _ => "",
    };

    /// <summary>The words of a cell, passage after passage.</summary>
    public static string Text(StatementTable table, TableCell cell) =>
        string.Join(" ", Passages(table, cell).Select(static passage => passage.Text));

    public static IEnumerable<Passage> Passages(StatementTable table, TableCell cell)
    {
        var witness = table.Columns.First(column => column.Witness.Siglum == cell.Siglum).Witness;
        return cell.Passages.Select(id => witness.Passages[int.Parse(id.AsSpan(cell.Siglum.Length), CultureInfo.InvariantCulture) - 1]);
    }
}

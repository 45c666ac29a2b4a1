using System.Globalization;

namespace Variorum;

/// <summary>A table of statements for a terminal: for each its fullest wording, a sign for every witness, and what is not the same.</summary>
public static class TableText
{
    private const string Legend = "● the fullest wording, = the same, ≈ in part, ≠ differs, · not found";
    private const int Indent = 5;

    /// <summary>Writes the table, lines ending in LF.</summary>
    /// <param name="table">What to show.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="width">Columns; fewer than 20 count as 20.</param>
    /// <param name="colour">Whether to colour with ANSI sequences. Signs tell the same without them.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    public static void Write(StatementTable table, TextWriter writer, int width, bool colour, TableView? view = null)
    {
        width = Math.Max(20, width);
        var ink = new Ink(writer, colour);
        foreach (var column in table.Columns)
        {
            TextReport.Source(ink, column.Witness, width);
            foreach (var copy in column.Copies) Copy(ink, copy, width);
        }
        ink.Line("");
        Lines(ink, TableTelling.Overall(table), width, 0, Ink.Bold);
        foreach (var notice in Telling.Notices(table.Collation)) Lines(ink, notice, width, 0, null);
        if (table.Topics.Count > 0) Lines(ink, Columns.Safe("Topics: " + string.Join(", ", table.Topics)), width, 0, null);
        var rows = table.Where(view ?? new TableView());
        if (view is not null && TableTelling.Shown(view, rows.Count) is { } shown) Lines(ink, Columns.Safe(shown), width, 0, null);
        if (rows.Count > 0) Lines(ink, Legend, width, 0, Ink.Faint);
        foreach (var row in rows) Row(ink, table, row, width);
        TextReport.Decided(ink, table.Collation, width);
    }

    private static void Copy(Ink ink, FoldedCopy copy, int width)
    {
        Lines(ink, Columns.Safe(TableTelling.Line(copy)), width, 3, Ink.Faint);
        foreach (var edit in copy.Edits) Lines(ink, Columns.Safe(TableTelling.Line(edit)), width, Indent, null);
    }

    private static void Row(Ink ink, StatementTable table, StatementRow row, int width)
    {
        ink.Line("");
        ink.Write(row.Number.ToString(CultureInfo.InvariantCulture).PadLeft(Indent - 1) + " ", Ink.Bold);
        var used = Indent;
        foreach (var cell in row.Cells)
        {
            var sign = $"{cell.Siglum}{TableTelling.Sign(cell)}";
            if (used + sign.Length > width)
            {
                ink.Line("");
                ink.Write(new string(' ', Indent));
                used = Indent;
            }
            ink.Write(sign, Style(cell.Standing));
            if (cell != row.Cells[^1]) ink.Write(" ");
            used += sign.Length + 1;
        }
        ink.Line("");
        var fullest = row.Cells[row.Fullest];
        var speakers = row.Speakers.Count > 0 ? $"{string.Join("; ", row.Speakers)}: " : "";
        Lines(ink, Columns.Safe($"{Telling.Places(fullest.Passages)} {speakers}{TableTelling.Text(table, fullest)}"), width, Indent, null);
        foreach (var difference in row.Differences) Lines(ink, Columns.Safe("≠ " + TableTelling.Line(difference)), width, Indent, Ink.Differs);
        if (Decisions.In(table, row) is { Length: > 0 } decided) Lines(ink, Columns.Safe(decided), width, Indent, null);
        foreach (var cell in row.Cells.Where(static cell => cell.Home is not null))
            Lines(ink, string.Create(CultureInfo.InvariantCulture, $"{cell.Siglum} tells it with {cell.Home}"), width, Indent, Ink.Faint);
    }

    private static string? Style(CellStanding standing) => standing switch
    {
        CellStanding.Fullest => Ink.Bold,
        CellStanding.Same => Ink.Of(Relation.Same),
        CellStanding.Partial => Ink.Of(Relation.Partial),
        CellStanding.Differs => Ink.Differs,
        _ => Ink.Faint,
    };

    private static void Lines(Ink ink, string text, int width, int indent, string? style)
    {
        foreach (var line in Columns.Wrap(text, width - indent)) ink.Line(new string(' ', indent) + line, style);
    }
}

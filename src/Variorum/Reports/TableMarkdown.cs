using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A table of statements as Markdown: the fullest wording of each, and beside it how every witness stands to it.</summary>
public static class TableMarkdown
{
    /// <summary>Writes CommonMark with the tables of GitHub, UTF-8. Text of the accounts cannot become markup.</summary>
    /// <param name="table">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    public static void Write(StatementTable table, Stream stream, TableView? view = null)
    {
        var page = new StringBuilder();
        MarkdownReport.Head(page, table.Collation);
        Copies(page, table);
        var rows = table.Where(view ?? new TableView());
        page.Append("\n## Statements\n\n");
        MarkdownReport.Safe(page, TableTelling.Overall(table)).Append('\n');
        if (view is not null && TableTelling.Shown(view, rows.Count) is { } shown) MarkdownReport.Safe(page.Append('\n'), shown).Append('\n');
        if (table.Topics.Count > 0) MarkdownReport.Safe(page.Append("\nTopics: "), string.Join(", ", table.Topics)).Append('\n');
        if (rows.Count > 0)
        {
            page.Append("\n● the fullest wording, = the same, ≈ in part, ≠ differs, · not found\n\n|  | Statement | Speaker |");
            foreach (var column in table.Columns) page.Append(' ').Append(column.Witness.Siglum).Append(" |");
            page.Append(" What differs |\n| ---: | --- | --- |").Insert(page.Length, " --- |", table.Columns.Count + 1).Append('\n');
            foreach (var row in rows)
                MarkdownReport.Row(page, [
                    row.Number.ToString(CultureInfo.InvariantCulture), TableTelling.Text(table, row.Cells[row.Fullest]), string.Join("; ", row.Speakers),
                    .. row.Cells.Select(static cell => cell.Passages.Count == 0 ? "·" : $"{TableTelling.Sign(cell)} {Telling.Places(cell.Passages)}"),
                    string.Join("; ", row.Differences.Select(TableTelling.Line)),
                ]);
        }
        MarkdownReport.Decided(page, table.Collation);
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    private static void Copies(StringBuilder page, StatementTable table)
    {
        foreach (var copy in table.Columns.SelectMany(static column => column.Copies))
        {
            MarkdownReport.Safe(page.Append("\n- "), TableTelling.Line(copy));
            foreach (var edit in copy.Edits) MarkdownReport.Safe(page.Append("\n  - "), TableTelling.Line(edit));
        }
        if (table.Columns.Any(static column => column.Copies.Count > 0)) page.Append('\n');
    }
}

using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A table of statements for spreadsheets: RFC 4180, UTF-8 with a byte order mark, a row a statement, two columns a witness.</summary>
public static class TableCsv
{
    /// <summary>Writes a header and the rows. Of each witness there are its words and how they stand to the fullest.</summary>
    /// <param name="table">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    /// <remarks>A cell that a spreadsheet would run as a formula begins with an apostrophe.</remarks>
    public static void Write(StatementTable table, Stream stream, TableView? view = null)
    {
        var csv = new StringBuilder();
        CsvTable.Row(csv, [
            "row", "told", "disagreement", "speakers", "topics", "differences",
            .. table.Columns.Select(static column => "text_" + column.Witness.Siglum), .. table.Columns.Select(static column => "standing_" + column.Witness.Siglum),
        ]);
        foreach (var row in table.Where(view ?? new TableView()))
            CsvTable.Row(csv, [
                row.Number.ToString(CultureInfo.InvariantCulture), TableTelling.Key(row.Told), row.Disagreement.ToString(CultureInfo.InvariantCulture),
                string.Join("; ", row.Speakers), string.Join("; ", row.Topics), string.Join("; ", row.Differences.Select(TableTelling.Line)),
                .. row.Cells.Select(cell => TableTelling.Text(table, cell)), .. row.Cells.Select(cell => Standing(row, cell)),
            ]);
        stream.Write(Encoding.UTF8.Preamble);
        stream.Write(Encoding.UTF8.GetBytes(csv.ToString()));
    }

    private static string Standing(StatementRow row, TableCell cell) =>
        string.Join(' ', [TableTelling.Key(cell.Standing), .. cell.Standing == CellStanding.Differs ? TableTelling.Differing(row, cell) : [], .. cell.Passages]);
}

using System.Text;

namespace Variorum;

/// <summary>Tables for spreadsheets (RFC 4180).</summary>
internal static class CsvTable
{
    /// <summary>Adds a row. A cell that a spreadsheet would run as a formula begins with an apostrophe.</summary>
    public static void Row(StringBuilder table, params ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) table.Append(',');
            Cell(table, cells[i]);
        }
        table.Append("\r\n");
    }

    private static void Cell(StringBuilder table, string cell)
    {
        // A tab or a line break before the sign is skipped by some spreadsheets, and full-width signs are read as the plain ones.
        var guard = cell.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠'), ..] || cell is ['\t' or '\r' or '\n', ..];
        var quote = cell.AsSpan().ContainsAny(",\"\r\n\t");
        if (quote) table.Append('"');
        if (guard) table.Append('\'');
        if (quote) table.Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        else table.Append(cell);
    }
}

using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A table of statements as TEI P5: the collation, and for each statement an <c>app</c> with a reading of every witness.</summary>
public static class TableTei
{
    /// <summary>Writes one TEI document, UTF-8: that of <see cref="TeiReport"/> with a list of statements behind its apparatus.</summary>
    /// <param name="table">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    /// <remarks>The fullest wording is the <c>lem</c>; a <c>rdg</c> without content is a witness that was not found to say it.</remarks>
    public static void Write(StatementTable table, Stream stream, TableView? view = null)
    {
        var rows = table.Where(view ?? new TableView());
        TeiReport.Write(table.Collation, stream, rows.Count == 0 ? null : tei =>
        {
            tei.Append("<div type=\"statements\">\n<head>Statements</head>\n<listApp>\n");
            foreach (var row in rows) Write(tei, table, row);
            tei.Append("</listApp>\n</div>\n");
        });
    }

    private static void Write(StringBuilder tei, StatementTable table, StatementRow row)
    {
        var fullest = row.Cells[row.Fullest];
        tei.Append("<app xml:id=\"statement").Append(row.Number.ToString(CultureInfo.InvariantCulture)).Append("\" type=\"statement\" subtype=\"").Append(TableTelling.Key(row.Told))
            .Append("\" from=\"#").Text(fullest.Passages[0]).Append("\" to=\"#").Text(fullest.Passages[^1]).Append("\">\n");
        Reading(tei, table, fullest, "lem", null);
        foreach (var cell in row.Cells)
            if (cell != fullest) Reading(tei, table, cell, "rdg", TableTelling.Key(cell.Standing));
        foreach (var difference in row.Differences) tei.Append("<note type=\"").Append(TableTelling.Key(difference)).Append("\">").Text(TableTelling.Line(difference)).Append("</note>\n");
        tei.Append("</app>\n");
    }

    private static void Reading(StringBuilder tei, StatementTable table, TableCell cell, string element, string? type)
    {
        tei.Append('<').Append(element).Append(" wit=\"#").Text(cell.Siglum).Append('"');
        if (type is not null) tei.Append(" type=\"").Append(type).Append('"');
        if (cell.Passages.Count == 0)
        {
            tei.Append("/>\n");
            return;
        }
        tei.Append(" corresp=\"").Text(TeiReport.Pointers(cell.Passages)).Append("\">").Text(TableTelling.Text(table, cell)).Append("</").Append(element).Append(">\n");
    }
}

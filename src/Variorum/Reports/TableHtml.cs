namespace Variorum;

/// <summary>A table of statements as one web page that needs nothing else: it is complete without script and without network.</summary>
public static class TableHtml
{
    /// <summary>Writes the page, UTF-8, the same bytes for the same table.</summary>
    public static void Write(StatementTable table, Stream stream, TableView? view = null) => HtmlReport.Write(table.Collation, stream);
}

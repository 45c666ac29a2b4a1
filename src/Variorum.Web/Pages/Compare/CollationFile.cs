namespace Variorum;

/// <summary>A collation as one file to be kept or mailed, in the formats of the command line.</summary>
internal static class CollationFile
{
    public static readonly string[] Formats = ["html", "json", "csv", "tei", "markdown"];

    /// <summary>The file of a collation: of two accounts their report, of more their table.</summary>
    /// <param name="name">What the file is called, without its ending.</param>
    public static IResult Of(Collated collated, string format, string name, bool asTable, TableView? view = null)
    {
        using var stream = new MemoryStream();
        if (asTable) Write(collated.Table, format, stream, view);
        else Write(collated.Collation, format, stream);
        var (type, ending) = format switch
        {
            "html" => ("text/html; charset=utf-8", "html"),
            "json" => ("application/json", "json"),
            "csv" => ("text/csv; charset=utf-8", "csv"),
            "tei" => ("application/tei+xml", "xml"),
            _ => ("text/markdown; charset=utf-8", "md"),
        };
        return Results.File(stream.ToArray(), type, $"{name}.{ending}");
    }

    /// <summary>Links to a file in each format.</summary>
    public static void Links(StringBuilder page, Func<string, string> address)
    {
        page.Html($"<p class=\"meta files\">Download as one file: ");
        for (var i = 0; i < Formats.Length; i++) page.Html($"{new Markup.Raw(i > 0 ? " · " : "")}<a href=\"{address(Formats[i])}\" download>{Name(Formats[i])}</a>");
        page.Html($"</p>\n");
    }

    public static string Name(string format) => format switch { "html" => "HTML report", "json" => "JSON", "csv" => "CSV", "tei" => "TEI", _ => "Markdown" };

    private static void Write(Collation collation, string format, Stream stream)
    {
        switch (format)
        {
            case "html": HtmlReport.Write(collation, stream); break;
            case "json": CollationJson.Write(collation, stream); break;
            case "csv": CsvReport.Write(collation, stream); break;
            case "tei": TeiReport.Write(collation, stream); break;
            default: MarkdownReport.Write(collation, stream); break;
        }
    }

    private static void Write(StatementTable table, string format, Stream stream, TableView? view)
    {
        switch (format)
        {
            case "html": TableHtml.Write(table, stream, view); break;
            case "json": TableJson.Write(table, stream, view); break;
            case "csv": TableCsv.Write(table, stream, view); break;
            case "tei": TableTei.Write(table, stream, view); break;
            default: TableMarkdown.Write(table, stream, view); break;
        }
    }
}

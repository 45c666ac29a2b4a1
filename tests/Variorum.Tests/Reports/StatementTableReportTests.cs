using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>The table of statements in every format.</summary>
public class StatementTableReportTests
{
    public static TheoryData<string> Collations => ["summit", "crowd", "signing", "nothing", "hostile"];

    [Theory, MemberData(nameof(Collations))]
    public async Task As_JSON_it_is_written_as_the_schema_of_collations_says(string name) =>
        Assert.Empty(await JsonFormatTests.Errors("collation", Written(name, TableJson.Write)));

    [Fact]
    public async Task A_slip_in_the_table_is_seen_by_the_schema() =>
        Assert.NotEmpty(await JsonFormatTests.Errors("collation", Written("summit", TableJson.Write).Replace("\"standing\": \"missing\"", "\"standing\": \"absent\"", StringComparison.Ordinal)));

    [Fact]
    public void JSON_has_a_cell_for_every_witness_and_the_rows_that_were_asked_for()
    {
        using var json = JsonDocument.Parse(Written("summit", (table, stream, _) => TableJson.Write(table, stream, new TableView(Only: ToldBy.One))));
        var row = Assert.Single(json.RootElement.GetProperty("table").GetProperty("rows").EnumerateArray());
        Assert.Equal(["fullest", "missing", "missing"], row.GetProperty("cells").EnumerateArray().Select(cell => cell.GetProperty("standing").GetString()));
        Assert.Equal(4, json.RootElement.GetProperty("links").GetArrayLength());
    }

    [Theory, MemberData(nameof(Collations))]
    public void No_line_of_the_text_is_wider_than_the_terminal(string name)
    {
        foreach (var width in new[] { 20, 40, 80 })
            Assert.All(Text(Table(name), width).Split('\n'), line => Assert.True(Columns.Width(line) <= width, line));
    }

    [Fact]
    public void Text_shows_the_fullest_wording_and_a_sign_for_every_witness()
    {
        var text = Text(Table("summit"), 80);
        Assert.Contains("3 statements by 3 witnesses: 1 told by all, 1 by some, 1 by one alone; on none they differ.", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("A· B", text, StringComparison.Ordinal);
        Assert.Contains("Ida Brandt: The fishing quota rises to 900 tonnes.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_are_told_with_what_their_carrier_changed()
    {
        var text = Text(Copied(), 80);
        Assert.Contains("Aa reprint · Harbour Post · 1 edit", text, StringComparison.Ordinal);
        Assert.Contains("“900 tonnes” became “about 900 tonnes”", text, StringComparison.Ordinal);
        var html = Encoding.UTF8.GetString(Bytes(Copied(), TableHtml.Write));
        Assert.Contains("1 copy", html, StringComparison.Ordinal);
        Assert.Contains("became", html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Collations))]
    public void HTML_is_one_file_without_anything_that_runs_or_is_fetched_but_its_own(string name)
    {
        var page = new HtmlParser().ParseDocument(Written(name, TableHtml.Write));
        Assert.Empty(page.QuerySelectorAll("script[src], link[href]:not([href='data:,']), img, iframe, b > b[onclick]"));
        Assert.Single(page.QuerySelectorAll("script"));
        var table = page.QuerySelector("table.told");
        if (table is null) return;
        var columns = table.QuerySelectorAll("thead th").Length;
        Assert.All(table.QuerySelectorAll("tbody tr"), row => Assert.Equal(columns, row.Children.Length));
    }

    [Fact]
    public void HTML_names_what_is_missing_for_who_cannot_see_it_and_leads_to_the_texts()
    {
        var page = new HtmlParser().ParseDocument(Written("summit", TableHtml.Write));
        Assert.Contains(page.QuerySelectorAll("td.missing .vh"), cell => cell.TextContent == "not found in A");
        Assert.All(page.QuerySelectorAll("table.told a[href^='#']"), link => Assert.NotNull(page.GetElementById(link.GetAttribute("href")![1..])));
    }

    [Fact]
    public void CSV_has_a_row_a_statement_and_words_and_standing_of_every_witness()
    {
        var lines = Written("summit", TableCsv.Write).TrimStart('\ufeff').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("row,told,disagreement,speakers,topics,differences,text_A,text_B,text_C,standing_A,standing_B,standing_C", lines[0]);
        Assert.Equal(4, lines.Length);
        Assert.Contains(lines, line => line.Contains(",some,", StringComparison.Ordinal) && line.Contains(",missing,", StringComparison.Ordinal));
    }

    [Fact]
    public void Markdown_has_a_column_a_witness()
    {
        var markdown = Written("summit", TableMarkdown.Write);
        Assert.Contains("|  | Statement | Speaker | A | B | C | What differs |\n| ---: | --- | --- | --- | --- | --- | --- |\n", markdown, StringComparison.Ordinal);
        Assert.Contains("| · |", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void TEI_has_an_entry_a_statement_with_a_reading_of_every_witness()
    {
        XNamespace tei = "http://www.tei-c.org/ns/1.0";
        var document = XDocument.Parse(Written("summit", TableTei.Write));
        var ids = document.Descendants().Attributes(XNamespace.Xml + "id").Select(id => id.Value).ToHashSet();
        var entries = document.Descendants(tei + "app").Where(app => app.Attribute("type")!.Value == "statement").ToList();
        Assert.Equal(3, entries.Count);
        Assert.All(entries, app => Assert.Equal(["#A", "#B", "#C"], app.Elements().Where(e => e.Name.LocalName is "lem" or "rdg").Select(e => e.Attribute("wit")!.Value).Order(StringComparer.Ordinal)));
        Assert.All(entries.Elements().Attributes("corresp"), pointers => Assert.All(pointers.Value.Split(' '), pointer => Assert.Contains(pointer[1..], ids)));
        Assert.Contains(entries.Elements(tei + "rdg"), reading => reading.IsEmpty && reading.Attribute("type")!.Value == "missing");
    }

    private static string Text(StatementTable table, int width)
    {
        using var text = new StringWriter();
        TableText.Write(table, text, width, colour: false);
        return text.ToString();
    }

    private static StatementTable Copied()
    {
        var summit = Told.Summit();
        return StatementTable.Of(summit, [[new FoldedCopy("Harbour Post", "reprint") { Edits = [new CopyEdit("900 tonnes", "about 900 tonnes")] }], [], []]);
    }

    private static StatementTable Table(string name) => StatementTable.Of(name switch
    {
        "summit" => Told.Summit(),
        "crowd" => Told.Crowd(),
        "signing" => Told.Signing(),
        "nothing" => Told.Nothing(),
        _ => Told.Hostile("2025-06-03\"},\u0001<b onclick=x>'\\]]>"),
    });

    private static string Written(string name, Action<StatementTable, Stream, TableView?> write) => Encoding.UTF8.GetString(Bytes(Table(name), write));

    private static byte[] Bytes(StatementTable table, Action<StatementTable, Stream, TableView?> write)
    {
        using var stream = new MemoryStream();
        write(table, stream, null);
        return stream.ToArray();
    }
}

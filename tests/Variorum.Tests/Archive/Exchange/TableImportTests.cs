using System.Text;

namespace Variorum;

public sealed class TableImportTests : IDisposable
{
    private const string Nna = "https://www.nna.norland.example/news/", Press = "https://press.norland.example/";

    private readonly Exchanged exchanged = new();

    /// <summary>File, mapping, addresses of what is taken, what is told of the rest.</summary>
    public static TheoryData<string, string?, string[], string[]> Tables => new()
    {
        { "articles.csv", null, [Nna + "4411", Nna + "4412"], [] },
        { "articles.jsonl", null, [Nna + "4411", Nna + "4412"], [] },
        { "semicolons-windows-1252.csv", null, ["https://presse.veldanie.example/7"], [] },
        { "tabs.tsv", null, [Press + "9"], [] },
        { "strange-names.csv", "url=Wo,text=Was,published=Wann", [Press + "1"], [] },
        { "array.json", null, [Press + "1", Press + "2"], ["line 7: is no object with the fields", "line 13: begins an object that never ends"] },
        {
            "bad-rows.csv", null, [Press + "1", Press + "8"],
            ["line 3: has no address", "line 4: has \"press.norland.example/3\" for an address", "line 5: has no text", "line 6: has 2 columns in place of 4", "line 7: has 6 columns in place of 4"]
        },
        { "open-quote.csv", null, [Press + "1", Press + "3", Press + "4"], ["line 3: begins a row whose quote never closes"] },
        { "bad-lines.jsonl", null, [Press + "1", Press + "7"], ["line 2: is no JSON", "line 3: is no JSON", "line 5: is no object", "line 6: has no address"] },
    };

    [Theory, MemberData(nameof(Tables))]
    public void Each_row_that_is_an_article_is_taken_and_each_other_is_told_by_its_line(string file, string? map, string[] urls, string[] faults)
    {
        using var archive = exchanged.New();
        var (added, told) = Exchanged.Take(archive, Import(file, map));
        Assert.Equal(urls, archive.Documents().Select(static document => document.Url));
        Assert.Equal(urls.Length, added.Count);
        Assert.All(added, static one => Assert.Equal(AddedAs.NewVersion, one.Outcome));
        Assert.Equal(faults.Length, told.Count);
        Assert.All(faults.Zip(told), static pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Theory, InlineData("articles.csv"), InlineData("articles.jsonl")]
    public void An_article_is_read_with_all_that_its_row_says(string file)
    {
        using var archive = exchanged.New();
        Exchanged.Take(archive, Import(file));
        var version = archive.Version(archive.Find(Nna + "4411")!.Current!.Value);
        Assert.Equal(("Norland opens the Halden bridge to goods trains", "Norland News Agency", "2026-03-02", "en"), (version.Title, version.Publisher, version.Published, version.Language));
        var text = archive.Text(version.Id).Text.Split("\n\n");
        Assert.Contains("The first goods train crossed", text[0], StringComparison.Ordinal);
        Assert.StartsWith("Transport Minister Ingrid Solvang said the line would carry \"forty trains a day\"", text[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crawl.warc", "WARC")]
    [InlineData("crawl.WARC.GZ", "WARC")]
    [InlineData("crawl.wacz", "WACZ")]
    public void A_file_that_is_not_what_its_name_says_is_no_page(string name, string kind)
    {
        foreach (var text in (string[])["hello, this is something else", ""])
            Assert.Contains($"is no {kind} file", Assert.Throws<ImportException>(() => Imports.Open(Written(name, text))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_row_is_kept_beside_its_page_as_it_stands()
    {
        var capture = Import("articles.jsonl").Captures().First();
        var row = Assert.Single(capture.Beside);
        Assert.Equal(("conversion", "metadata", $"<{row.Id}>"), (capture.Record.Type, row.Type, capture.Record.Field("WARC-Refers-To")));
        Assert.Equal(File.ReadLines(Corpora.Path("exchange", "articles.jsonl")).First(), Encoding.UTF8.GetString(row.Block.Span));
    }

    [Fact]
    public void The_day_when_an_article_was_fetched_is_its_own_where_a_column_tells_it() =>
        Assert.Equal([new DateTimeOffset(2026, 3, 2, 8, 0, 12, TimeSpan.Zero), Exchanged.Start], Import("articles.jsonl").Captures().Select(static capture => capture.Record.Date));

    [Fact]
    public void The_same_row_is_taken_once_from_whatever_file_and_whenever()
    {
        var other = exchanged.Path("other.csv");
        File.WriteAllLines(other, File.ReadLines(Corpora.Path("exchange", "articles.csv")));
        using var archive = exchanged.New();
        Exchanged.Take(archive, Import("articles.csv"));
        var before = Exchanged.Told(archive);
        var (again, _) = Exchanged.Take(archive, Imports.Open(other, new ImportOptions(Captured: Exchanged.Start.AddDays(9)))!);
        Assert.All(again, static one => Assert.Equal(AddedAs.Known, one.Outcome));
        Assert.Equal(before, Exchanged.Told(archive));
    }

    [Theory]
    [InlineData("URL,Text"), InlineData("Article URL,Full Text"), InlineData("link,content"), InlineData("pageUrl,articleBody"), InlineData("page_url,main-text"), InlineData("ссылка,текст"), InlineData("链接,正文"), InlineData("링크,본문")]
    public void Columns_are_known_by_their_usual_names_however_they_are_spelt(string header) => Assert.Single(Captures("table.csv", $"{header}\n{Press}1,The ferry sails again.\n"));

    [Fact]
    public void A_table_whose_columns_nobody_knows_is_refused_with_their_names() =>
        Assert.Contains("--map url=COLUMN, one of Wo, Was, Wann", Assert.Throws<ImportException>(() => Import("strange-names.csv")).Message, StringComparison.Ordinal);

    [Theory, InlineData("link"), InlineData("adress=link"), InlineData("url=a,url=b"), InlineData("url="), InlineData("0=link")]
    public void A_mapping_that_is_none_is_refused(string map) => Assert.Throws<FormatException>(() => ArticleColumns.Parse(map));

    [Theory]
    [InlineData("2026-03-02", "2026-03-02"), InlineData("2026-03-02T23:30:00+03:00", "2026-03-02"), InlineData("1772438400", "2026-03-02"), InlineData("1772438400000", "2026-03-02")]
    [InlineData("Mon, 02 Mar 2026 08:00:00 GMT", "2026-03-02"), InlineData("2 March 2026", "2026-03-02"), InlineData("2026年3月2日", "2026-03-02"), InlineData("03/02/2026", null), InlineData("yesterday", null)]
    public void A_day_is_read_where_it_is_certain(string written, string? day) =>
        Assert.Equal(day, Assert.Single(Captures("days.csv", $"url,text,date\n{Press}1,The ferry sails again.,\"{written}\"\n")).Record.Field("Variorum-Published"));

    [Fact]
    public void What_stands_in_a_row_is_text_and_no_markup_of_ours()
    {
        var page = Encoding.UTF8.GetString(Assert.Single(Captures("markup.csv", $"url,title,text\n{Press}1,</title><script>alert(1)</script>,The ferry sails <again> & again.\n")).Record.Block.Span);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("<p>The ferry sails &lt;again&gt; &amp; again.</p>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_never_closes_in_a_long_file_costs_its_row_alone()
    {
        var rows = Enumerable.Range(0, 400_000).Select(static i => i == 3 ? $"{Press}{i},\"The quote of this one stays open." : $"{Press}{i},The ferry number {i} sails again today.");
        var captures = 0;
        using var import = Imports.Open(Written("long.csv", "url,text\n" + string.Join('\n', rows)), new ImportOptions(Captured: Exchanged.Start))!;
        foreach (var capture in import.Captures().Take(20)) captures++;
        Assert.Equal((20, "line 5"), (captures, Assert.Single(import.Faults).Place));
    }

    [Fact]
    public void A_table_under_gzip_is_read_and_a_bomb_is_told()
    {
        Assert.Single(Captures("table.csv.gz", Zipped(Encoding.UTF8.GetBytes($"url,text\n{Press}1,The ferry sails again.\n"))));
        using var bomb = Imports.Open(Written("bomb.jsonl.gz", Zipped(new byte[80 << 20])), new ImportOptions(Captured: Exchanged.Start))!;
        Assert.Empty(bomb.Captures());
        Assert.Contains("nothing honest", Assert.Single(bomb.Faults).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_import_that_was_interrupted_is_taken_up_again_and_takes_nothing_twice()
    {
        var table = Written("many.csv", "url,text\n" + string.Concat(Enumerable.Range(0, 1500).Select(static i => $"{Press}{i},The ferry number {i} sails again today.\n")));
        using var archive = exchanged.New();
        using (var stop = new CancellationTokenSource())
        using (var import = Imports.Open(table, new ImportOptions(Captured: Exchanged.Start))!)
            Assert.Throws<OperationCanceledException>(() => archive.Import(import.Captures(), (_, _) => stop.Cancel(), stop.Token));
        var before = archive.Size().Captures;
        Assert.InRange(before, 1L, 1499L);
        var (added, _) = Exchanged.Take(archive, Imports.Open(table, new ImportOptions(Captured: Exchanged.Start))!);
        Assert.Equal((1500L, 1500L, (int)before), (archive.Size().Captures, archive.Size().Versions, added.Count(static one => one.Outcome == AddedAs.Known)));
        Assert.Empty(archive.Verify(TestContext.Current.CancellationToken));
    }

    private static IImport Import(string file, string? map = null) =>
        Imports.Open(Corpora.Path("exchange", file), new ImportOptions(map is null ? null : ArticleColumns.Parse(map), Exchanged.Start))!;

    private List<Incoming> Captures(string name, string table) => Captures(name, Encoding.UTF8.GetBytes(table));

    private List<Incoming> Captures(string name, byte[] table)
    {
        using var import = Imports.Open(Written(name, table), new ImportOptions(Captured: Exchanged.Start))!;
        var captures = import.Captures().ToList();
        Assert.Empty(import.Faults);
        return captures;
    }

    private string Written(string name, string table) => Written(name, Encoding.UTF8.GetBytes(table));

    private string Written(string name, byte[] table)
    {
        File.WriteAllBytes(exchanged.Path(name), table);
        return exchanged.Path(name);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    public void Dispose() => exchanged.Dispose();
}

using System.Text;

namespace Variorum;

public sealed class SourcesTests : IDisposable
{
    private static readonly NewsSource Press = new("Norland Press Office", "https://www.press.norland.example/")
    {
        Country = "NL",
        Language = "en",
        Include = ["/news/"],
        Exclude = ["/news/sport/*.html"],
        Delay = 7.5,
        Proxy = "socks5://127.0.0.1:1080",
        UserAgent = "Mozilla/5.0",
        Paused = true,
        Feeds = ["https://press.norland.example/wire.rss"],
        Sitemaps = ["https://press.norland.example/sitemap.xml"],
        Listings = ["https://press.norland.example/news/"],
    };

    private readonly string folder = Directory.CreateTempSubdirectory("variorum-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_known_of_a_source_is_kept_as_people_would_write_it()
    {
        var second = new NewsSource("Вестник Сюдмарка", "https://sudmark.example/ru/");
        new SourceList([Press, second]).Write(folder);
        var text = File.ReadAllText(Path.Combine(folder, "sources.json"));
        Assert.Contains("\"name\": \"Вестник Сюдмарка\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        var read = SourceList.Read(folder);
        Assert.Equivalent(new[] { Press, second }, read.Sources, strict: true);
        read.Write(folder);
        Assert.Equal(text, File.ReadAllText(Path.Combine(folder, "sources.json")));
        Assert.Equal(["sources.json"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_list_that_people_wrote_needs_no_more_than_names_and_addresses()
    {
        Write("""
            {
              // The two that matter.
              "sources": [ { "name": "Norland Press Office", "url": "https://press.norland.example/" }, ]
            }
            """);
        var source = Assert.Single(SourceList.Read(folder).Sources);
        Assert.Equal((0, 0, false), (source.Feeds.Count, source.Exclude.Count, source.Paused));
    }

    [Theory]
    [InlineData("{ \"sources\": [\n{ \"name\": \"A\",\n \"url\": }", "line 3")]
    [InlineData("{ \"sources\": [ { \"name\": \"A\", \"url\": \"https://a.example/\", \"feed\": [] } ] }", "feed")]
    [InlineData("{ \"sources\": [ { \"name\": \"A\", \"url\": \"a.example\" } ] }", "needs a name and an address")]
    [InlineData("{ \"sources\": [ { \"name\": \"A\", \"url\": \"https://a.example/\" }, { \"name\": \"a\", \"url\": \"https://b.example/\" } ] }", "two sources are called A")]
    [InlineData("{ \"sources\": [ { \"name\": \"A\", \"url\": \"https://a.example/\", \"delay\": -1 } ] }", "delay")]
    [InlineData("{ \"sources\": [ null ] }", "null")]
    public void A_list_that_is_broken_is_said_to_be_and_nothing_is_lost(string text, string told)
    {
        Write(text);
        var said = Assert.Throws<ArchiveException>(() => SourceList.Read(folder)).Message;
        Assert.Contains(told, said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
        Assert.Equal(text, File.ReadAllText(Path.Combine(folder, "sources.json")));
    }

    [Theory]
    [InlineData("https://press.norland.example/news/1", "Norland Press Office")]
    [InlineData("https://archive.press.norland.example/1", "Norland Press Office")]
    [InlineData("https://norland.example/news/1", null)]
    [InlineData("https://notpress.norland.example/news/1", null)]
    [InlineData("https://sudmark.example/ru/1", "Sudmark in Russian")]
    [InlineData("http://sudmark.example/en/news/1", "Sudmark in English")]
    [InlineData("https://sudmark.example/1", "Sudmark in English")]
    [InlineData("file:///home/desk/1.html", null)]
    public void A_page_belongs_to_the_source_of_its_site_and_there_to_that_of_its_part(string url, string? source) =>
        Assert.Equal(source, new SourceList([Press, new("Sudmark in English", "https://sudmark.example/en/"), new("Sudmark in Russian", "https://sudmark.example/ru/index.html")]).Of(url)?.Name);

    [Theory]
    [InlineData("https://press.norland.example/news/1.html", true)]
    [InlineData("https://press.norland.example/about", false)]
    [InlineData("https://press.norland.example/news/sport/1.html", false)]
    [InlineData("https://press.norland.example/news/sport/1.pdf", true)]
    [InlineData("https://other.example/news/1.html", false)]
    public void What_is_followed_is_told_by_pieces_of_addresses(string url, bool followed) => Assert.Equal(followed, Press.Follows(url));

    [Fact]
    public void Another_site_is_followed_where_it_is_named() =>
        Assert.True((Press with { Include = ["https://cdn.example/*/news"] }).Follows("https://cdn.example/norland/news/1"));

    [Fact]
    public void A_search_knows_a_sources_name_and_country()
    {
        var list = new SourceList([Press]);
        var page = Encoding.UTF8.GetBytes("<html><body><article><h1>Envoys agree</h1><p>The envoys agreed in Vesmark on Tuesday to open fourteen border crossings before the end of the year, their ministry said.</p></article></body></html>");
        var archive = Path.Combine(folder, "archive");
        using (var writer = FolderArchive.Write(archive, sources: list.FactsOf))
            writer.Add([Incoming.Saved("https://press.norland.example/news/1", DateTimeOffset.UnixEpoch, page), Incoming.Saved("https://sudmark.example/1", DateTimeOffset.UnixEpoch, page)], TestContext.Current.CancellationToken);
        AssertFound();
        FolderArchive.Rebuild(archive, sources: list.FactsOf, cancel: TestContext.Current.CancellationToken).Dispose();
        AssertFound();

        void AssertFound()
        {
            using var reader = FolderArchive.Read(archive);
            Assert.Equal([2, 1, 1, 0], new[] { "crossings", "crossings source:\"Norland Press Office\"", "crossings country:nl", "crossings country:sd" }.Select(query => reader.Search(Query.Parse(query)).Total));
        }
    }

    [Fact]
    public void The_feeds_of_another_programs_list_become_sources_by_site()
    {
        var list = new SourceList([Press]).With(
        [
            new Subscription("https://press.norland.example/speeches.rss", "Speeches", "https://www.press.norland.example/"),
            new Subscription("https://sudmark.example/en.rss", "Sudmark", null),
            new Subscription("https://sudmark.example/ru.rss", "Sudmark in Russian", null),
            new Subscription("https://karelmark.example/feed", "Sudmark", "https://karelmark.example/"),
        ]);
        Assert.Equal([("Norland Press Office", 2), ("Sudmark", 2), ("karelmark.example", 1)], list.Sources.Select(static source => (source.Name, source.Feeds.Count)));
        Assert.Equal(5, list.Subscriptions().Count());
        Assert.Equal(list.Sources.Count, list.With(list.Subscriptions()).Sources.Count);
    }

    [Fact]
    public void People_name_a_source_as_they_know_it()
    {
        var list = new SourceList([Press]);
        Assert.All(["norland press office", "https://www.press.norland.example/", "press.norland.example", "https://press.norland.example"], named => Assert.Same(Press, list.Named(named)));
        Assert.Null(list.Named("norland"));
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(folder, "sources.json"), text);
}

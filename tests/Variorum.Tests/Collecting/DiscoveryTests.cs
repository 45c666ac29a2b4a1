using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public class DiscoveryTests
{
    private const string Rss = "<rss version='2.0'><channel><title>Norland wire</title><item><title>One</title><link>/1</link><pubDate>Thu, 20 Jun 2024 08:00:00 GMT</pubDate></item></channel></rss>";
    private const string Gone = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_site_is_looked_over_for_all_that_tells_of_its_news()
    {
        await using var server = Of(path => path switch
        {
            "/" => Page("""
                <html><head><title>Norland Press Office</title><link rel="alternate" type="application/rss+xml" href="/wire.rss"><link rel="Alternate" type="application/feed+json" href="/gone.json"></head>
                <body><nav><a href="/news/">News</a> <a href="/about">About us</a></nav><a href="/other/rss">RSS</a></body></html>
                """),
            "/robots.txt" => Page("Sitemap: /maps/index.xml\nUser-agent: *\nDisallow: /about"),
            "/maps/index.xml" => Page("<sitemapindex><sitemap><loc>/maps/1.xml</loc><lastmod>2024-06-19</lastmod></sitemap></sitemapindex>"),
            "/wire.rss" => Page(Rss),
            "/other/rss" => Page(Rss),
            "/news/" => Page(List(i => $"<li><a href='/news/{i}.html'>Premier Holt receives envoy number {i}</a> <span>{i + 9} June 2024</span></li>")),
            _ => Gone,
        });
        var found = await Discovery.FindAsync(new Fetcher(server.Options), server.Url("/"), null, 40, Test);
        Assert.Equal(
        [
            new Found("feed", server.Url("/wire.rss"), "RSS 2.0", "Norland wire", 1, new DateTimeOffset(2024, 6, 20, 8, 0, 0, TimeSpan.Zero), null),
            new Found("sitemap", server.Url("/maps/index.xml"), "list of sitemaps", null, 1, new DateTimeOffset(2024, 6, 19, 0, 0, 0, TimeSpan.Zero), null),
            new Found("listing", server.Url("/news/"), "listing page", "News", 10, new DateTimeOffset(2024, 6, 19, 0, 0, 0, TimeSpan.Zero), null),
        ], found.Ways.Select(static way => way with { First = [] }));
        Assert.Equal("Premier Holt receives envoy number 1", found.Ways[2].First[0].Title);
        Assert.Equal([$"{server.Url("/gone.json")}: the server answers 404; see whether the address is still right"], found.Failures);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("GET /about", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Feeds_and_sitemaps_are_looked_for_where_they_use_to_be()
    {
        await using var server = Of(path => path switch { "/" => Page("<html><body>Welcome</body></html>"), "/feed.xml" => Page(Rss), "/sitemap.xml" => Page("<urlset><url><loc>/1</loc></url></urlset>"), _ => Gone });
        var found = await Discovery.FindAsync(new Fetcher(server.Options), server.Url("/"), null, 40, Test);
        Assert.Equal([server.Url("/feed.xml"), server.Url("/sitemap.xml")], found.Ways.Select(way => way.Url));
        Assert.Empty(found.Failures);
    }

    [Fact]
    public async Task A_feed_that_is_given_itself_is_found()
    {
        await using var server = Of(path => path == "/wire" ? Page(Rss) : Gone);
        Assert.Equal("RSS 2.0", Assert.Single((await Discovery.FindAsync(new Fetcher(server.Options), server.Url("/wire"), null, 40, Test)).Ways).Format);
    }

    [Fact]
    public async Task A_site_that_answers_everything_with_a_page_or_nothing_has_no_feed_and_costs_a_bounded_number_of_requests()
    {
        var number = 0;
        await using var server = Of(path => Page($"<html><body>{string.Concat(Enumerable.Range(0, 500).Select(i => $"<a href='/feed/{(char)('a' + (i % 26))}{number++ % 97}x'>RSS</a>"))}</body></html>"));
        var found = await Discovery.FindAsync(new Fetcher(server.Options), server.Url("/"), null, 15, Test);
        Assert.Empty(found.Ways);
        Assert.InRange(server.Requests.Count, 1, 16);
    }

    [Fact]
    public async Task A_site_that_cannot_be_had_is_told()
    {
        var found = await Discovery.FindAsync(new Fetcher(), "http://127.0.0.1/", null, 40, Test);
        Assert.Empty(found.Ways);
        Assert.Contains("127.0.0.1", Assert.Single(found.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<li><a href='/en/news/{0}'>Premier Holt receives the envoy {0}</a> <time datetime='2024-06-{1}T08:00:00Z'>today</time></li>")]
    [InlineData("<li><a href='/en/news/2024/06/{1}/a-treaty-on-the-lakes-{0}.html'>Premier Holt receives the envoy {0}</a></li>")]
    [InlineData("<li><p>{1}.06.2024</p><h3><a href='view.php?id={0}&lang=en'>Premier Holt receives the envoy {0}</a></h3></li>")]
    [InlineData("<li><div><a href='/n/{0}'><img></a></div><div><a href='/n/{0}'>The treaty of 1 May 1990 is renewed ({0})</a><i>June {1}, 2024</i></div></li>")]
    [InlineData("<a href='/n/{0}'>Premier Holt receives the envoy {0}</a> - {1} June 2024<br>")]
    [InlineData("<li><a href='/n/{0}'>호르트 총리 특사를 접견 {0}</a> <span>2024년 6월 {1}일</span></li>")]
    public void A_list_of_articles_is_read_with_its_dates(string record)
    {
        var entries = Read(List(i => string.Format(null, record, i, i + 9)));
        Assert.Equal(Enumerable.Range(10, 10), entries.Select(entry => entry.Published?.Day ?? 0));
        Assert.All(entries, entry => Assert.Contains(entry.Title![..4], record, StringComparison.Ordinal));
        Assert.All(entries, entry => Assert.Equal(2024, entry.Published!.Value.Year));
    }

    [Theory]
    [InlineData("<li><a href='/section/{0}'>Ministry of Water and Harbours {0}</a></li>")]
    [InlineData("<li><a href='/n/{0}'>{0}</a> 1{1} June 2024</li>")]
    [InlineData("<p>The envoy arrived on {1} June 2024.</p>")]
    [InlineData("<li><a href='#n{0}'>Premier Holt receives the envoy {0}</a> {1} June 2024</li>")]
    public void What_lists_no_dated_articles_is_no_list(string record) => Assert.Empty(Read(List(i => string.Format(null, record, i, i + 9))));

    [Theory]
    [InlineData("<a href='/n/{0}'>x</a>")]
    [InlineData("<b><div><a href='/n/{0}'>x</a>")]
    [InlineData("<a href='/n/1'>x</a>")]
    [InlineData("<p><a href='/n/{0}'>x</a><i>text</i></p>")]
    public void A_page_of_links_without_end_takes_no_time(string link)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Read($"<html><body><div><b>{string.Concat(Enumerable.Repeat("<i>x</i>", 20_000))}</b>{string.Concat(Enumerable.Range(0, 20_000).Select(i => string.Format(null, link, i)))}</div></body></html>");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 15);
    }

    private static IReadOnlyList<FeedEntry> Read(string html) => Listings.Read(Encoding.UTF8.GetBytes(html), "https://press.norland.example/en/list");

    private static string List(Func<int, string> record) =>
        $"<html><head><meta charset='utf-8'><title>News</title></head><body><nav><a href='/a'>Home</a> <a href='/b'>About</a></nav><ul>{string.Concat(Enumerable.Range(1, 10).Select(record))}</ul></body></html>";
}

using System.Text;
using CsCheck;
using static Variorum.LoopbackServer;

namespace Variorum;

public class SitemapsTests
{
    private const string Home = "https://press.norland.example/maps/sitemap.xml";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Corpora.Path("sitemaps")).Where(path => !path.EndsWith(".expected", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_sitemap_is_read_as_the_web_writes_it(string file)
    {
        var expected = File.ReadAllText(Corpora.Path("sitemaps", file + ".expected")).TrimEnd('\n');
        var told = Told(File.ReadAllBytes(Corpora.Path("sitemaps", file)));
        // A torn file has what came before the tear, or nothing that could be read; either way it is told.
        if (expected == "cut") Assert.Matches("(?s)^(pages the gzip of the body is (damaged|cut off).*|error .*)$", told);
        else Assert.Equal(expected, told);
    }

    [Fact]
    public void A_sitemap_that_is_longer_than_the_protocol_allows_is_read_in_part_and_says_so()
    {
        var many = Sitemaps.Read(Urls(60_000), Home);
        Assert.Equal((50_000, "it has more than 50000 addresses; the first were read"), (many.Entries.Count, many.Cut));
        var list = Sitemaps.Read(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 60_000).Select(i => $"https://press.norland.example/{i}\n"))), Home);
        Assert.Equal((50_000, many.Cut), (list.Entries.Count, list.Cut));
        var bomb = ContentCodingTests.Packed([.. Urls(10).AsSpan(0, Urls(10).Length - 9), .. new byte[30_000_000]], "gzip");
        var unpacked = Sitemaps.Read(bomb, Home);
        Assert.Equal((true, 10), (unpacked.Cut!.StartsWith("the decoded body is longer than is allowed", StringComparison.Ordinal), unpacked.Entries.Count));
    }

    [Fact]
    public async Task A_list_of_sitemaps_is_walked_and_one_that_fails_costs_no_other()
    {
        await using var server = Of(path => path switch
        {
            "/index.xml" => Encoding.ASCII.GetBytes(Page(Index("/a.xml", "/gone.xml", "/page.html", "/index.xml", "http://10.0.0.1/inside.xml", "/b.xml.gz"))),
            "/a.xml" => Page(Urls(2)),
            "/b.xml.gz" => Page(ContentCodingTests.Packed(Urls(3), "gzip"), "Content-Type: application/gzip\r\n"),
            "/page.html" => Encoding.ASCII.GetBytes(Page("<html></html>")),
            _ => Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
        });
        var walked = await Walk(server, "/index.xml");
        Assert.Equal([(true, 6), (false, 2), (false, 0), (false, 0), (false, 0), (false, 3)], walked.Select(sitemap => (sitemap.Index, sitemap.Entries.Count)));
        Assert.EndsWith("the server answers 404; see whether the address is still right", walked[2].Failure, StringComparison.Ordinal);
        Assert.EndsWith("it is no sitemap: it begins with <html>", walked[3].Failure, StringComparison.Ordinal);
        Assert.Contains("special address", walked[4].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_of_lists_end()
    {
        var number = 0;
        await using var server = Of(_ => Page(Index($"/{number++}.xml", $"/{number++}.xml")));
        var walked = await Walk(server, "/index.xml");
        Assert.Equal(7, walked.Count);
        Assert.All(walked.Skip(3), sitemap => Assert.Contains("deeper than 3 lists", sitemap.Cut, StringComparison.Ordinal));
        walked = await Walk(server, "/index.xml", most: 2);
        Assert.Equal((2, "more than 2 sitemaps are listed; only so many are read"), (walked.Count, walked[^1].Cut));
    }

    [Fact]
    public async Task A_sitemap_is_sent_again_only_where_it_changed_and_not_asked_for_where_its_list_says_that_it_did_not()
    {
        var (clock, day, asked) = (new SetClock(new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero)), 1, new List<string>());
        await using var server = new LoopbackServer(async (head, stream, cancellation) =>
        {
            var path = head.Split(' ')[1];
            lock (asked) asked.Add(head.Contains("If-None-Match: \"a1\"", StringComparison.Ordinal) ? path + " if changed" : path);
            var answer = path switch
            {
                "/index.xml" => Page($"<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2026-06-01</lastmod></sitemap><sitemap><loc>/b.xml</loc><lastmod>2026-06-0{day}</lastmod></sitemap></sitemapindex>"),
                "/a.xml" when head.Contains("If-None-Match: \"a1\"", StringComparison.Ordinal) => "HTTP/1.1 304 Not Modified\r\n\r\n",
                _ => Page("<urlset><url><loc>/1</loc></url></urlset>", path == "/a.xml" ? "ETag: \"a1\"\r\n" : ""),
            };
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellation);
        });
        var known = Parts(await Walk(server, "/index.xml", clock: clock));
        day = 2;
        clock.Advance(TimeSpan.FromHours(2));
        asked.Clear();
        var walked = await Walk(server, "/index.xml", known: known, clock: clock);
        Assert.Equal(["/index.xml", "/b.xml"], asked);
        Assert.Equal([2, 0, 1], walked.Select(static sitemap => sitemap.Entries.Count));
        // A list that tells nothing of a change is not believed for ever.
        clock.Advance(TimeSpan.FromHours(23));
        asked.Clear();
        walked = await Walk(server, "/index.xml", known: Parts(walked), clock: clock);
        Assert.Equal(["/index.xml", "/a.xml if changed"], asked);
        Assert.Equal([2, 0, 0], walked.Select(static sitemap => sitemap.Entries.Count));
    }

    [Fact]
    public async Task A_list_that_dates_nothing_is_always_sent_and_one_that_does_once_a_day()
    {
        var (clock, lastmod) = (new SetClock(new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero)), "");
        await using var server = new LoopbackServer(async (head, stream, cancellation) =>
        {
            var answer = head.Split(' ')[1] == "/a.xml" ? Page("<urlset><url><loc>/1</loc></url></urlset>")
                : head.Contains("If-None-Match", StringComparison.Ordinal) ? "HTTP/1.1 304 Not Modified\r\n\r\n" : Page($"<sitemapindex><sitemap><loc>/a.xml</loc>{lastmod}</sitemap></sitemapindex>", "ETag: \"7\"\r\n");
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), cancellation);
        });
        var walked = await Walk(server, "/index.xml", clock: clock);
        Assert.Equal(2, (await Walk(server, "/index.xml", known: Parts(walked), clock: clock)).Count);
        lastmod = "<lastmod>2026-06-01</lastmod>";
        walked = await Walk(server, "/index.xml", clock: clock);
        Assert.Equal((true, 0), Assert.Single(await Walk(server, "/index.xml", known: Parts(walked), clock: clock)) is var unsent ? (unsent.Index, unsent.Entries.Count) : default);
        clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(2, (await Walk(server, "/index.xml", known: Parts(walked), clock: clock)).Count);
    }

    [Fact]
    public void Any_bytes_are_read_or_told_to_be_nothing_that_could_be()
    {
        var seeds = new[] { "feeds", "sitemaps", "robots" }.SelectMany(kind => Directory.EnumerateFiles(Corpora.Path(kind))).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).Where(bytes => bytes.Length is > 0 and < 5000).ToArray();
        Check.Sample(Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[0, 12]), (seed, changes) =>
        {
            var bytes = seeds[seed].ToArray();
            foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
            Robots.Parse(bytes);
            Cdx.Read(bytes);
            Listings.Read(bytes, Home);
            try
            {
                Opml.Read(bytes);
            }
            catch (UnreadableFeedException)
            {
                // Told.
            }

            return Told(bytes).Length > 0;
        });
    }

    private static async Task<List<Sitemap>> Walk(LoopbackServer server, string path, int most = 1000, IReadOnlyDictionary<string, SitemapPart>? known = null, TimeProvider? clock = null)
    {
        var walked = new List<Sitemap>();
        await foreach (var sitemap in Sitemaps.WalkAsync(new Fetcher(server.Options with { Clock = clock ?? TimeProvider.System }), server.Url(path), null, most, known, Test)) walked.Add(sitemap);
        return walked;
    }

    private static Dictionary<string, SitemapPart> Parts(IEnumerable<Sitemap> walked) => walked.ToDictionary(static sitemap => sitemap.Url, static sitemap => sitemap.Part!, StringComparer.Ordinal);

    private static string Index(params string[] urls) => $"<sitemapindex>{string.Concat(urls.Select(url => $"<sitemap><loc>{url}</loc></sitemap>"))}</sitemapindex>";

    private static byte[] Urls(int number) => Encoding.ASCII.GetBytes($"<urlset>{string.Concat(Enumerable.Range(0, number).Select(i => $"<url><loc>https://press.norland.example/{i}</loc></url>"))}</urlset>");

    private static string Told(byte[] bytes)
    {
        try
        {
            var sitemap = Sitemaps.Read(bytes, Home);
            return string.Join('\n', sitemap.Entries.Select(entry => $"{entry.Url}\t{entry.Title}\t{FeedsTests.Told(entry.Published)}\t{FeedsTests.Told(entry.Updated)}")
                .Prepend($"{(sitemap.Index ? "index" : "pages")} {sitemap.Cut}".TrimEnd()));
        }
        catch (UnreadableFeedException fault)
        {
            return "error " + fault.Message;
        }
    }
}

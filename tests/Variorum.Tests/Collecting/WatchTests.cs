using System.Collections.Concurrent;
using System.Net;
using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class WatchTests : IAsyncDisposable
{
    private const string Gone = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly ConcurrentDictionary<string, Func<string, string>> site = new(StringComparer.Ordinal);
    private readonly SetClock clock = new(Start);
    private readonly ConcurrentQueue<WatchEvent> told = new();
    private readonly FolderArchive archive;
    private readonly LoopbackServer server;
    private SourceList sources;
    private WatchStatus? kept;

    public WatchTests()
    {
        archive = FolderArchive.Write(folder, clock);
        server = new LoopbackServer(async (head, stream, cancellation) =>
        {
            var host = head.Split("Host: ")[1].Split(':')[0];
            var answer = site.GetValueOrDefault(host + head.Split(' ')[1]) is { } page ? page(head) : Gone;
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellation);
        });
        sources = new SourceList([new NewsSource("Norland Press Office", Url("/")) { Feeds = [Url("/wire.rss")] }]);
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task New_pages_of_a_feed_are_fetched_once()
    {
        Feed("/news/1", "/news/2");
        Write("/news/1", "opened the first crossing");
        Write("/news/2", "opened the second crossing");
        var status = await OnceAsync();
        Assert.Equal((1, 2, 2, 0, Start), (status.Polls, status.Pages, status.Versions, status.Failures, status.Ended));
        await OnceAsync(minutes: 10);
        Assert.Equal(1, Asked("/news/1"));
        Assert.Equal(2, Asked("/wire.rss"));
    }

    [Fact]
    public async Task The_pictures_of_a_page_are_fetched_after_all_new_pages_and_are_no_pages_of_the_watch()
    {
        Feed("/news/1", "/news/2");
        foreach (var page in (string[])["/news/1", "/news/2"])
        {
            Write(page, "opened the first crossing");
            var written = site["press.example" + page];
            site["press.example" + page] = head => written(head).Replace("Content-Length", "X-Length", StringComparison.Ordinal).Replace("</p>", $"</p><img src=\"{page}.jpg\">", StringComparison.Ordinal);
            site[$"press.example{page}.jpg"] = static _ => Page("no picture", "Content-Type: image/jpeg\r\n");
        }
        var status = await OnceAsync();
        Assert.Equal((2, 2), (status.Pages, status.Versions));
        Assert.Equal(["/news/1.jpg", "/news/2.jpg"], server.Requests.Select(static head => head.Split(' ')[1]).TakeLast(2).Order(StringComparer.Ordinal));
        await OnceAsync(minutes: 90);
        Assert.Equal((2, 1), (Asked("/news/1"), Asked("/news/1.jpg")));
    }

    [Fact]
    public async Task Style_sheets_that_name_others_without_end_cost_a_page_no_more_than_its_share()
    {
        Feed("/news/1");
        Write("/news/1", "opened the first crossing", "<link rel=\"stylesheet\" href=\"/0.css\">");
        for (var i = 0; i < 3 * Collector.MostRequisites; i++)
        {
            var next = string.Concat(Enumerable.Range(1, 3).Select(more => $"@import url(/{3 * i + more}.css);"));
            site[$"press.example/{i}.css"] = _ => Page(next, "Content-Type: text/css\r\n");
        }
        await OnceAsync(requisites: Requisites.All);
        Assert.Equal(Collector.MostRequisites, server.Requests.Count(static head => head.Split(' ')[1].EndsWith(".css", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_feed_that_did_not_change_is_not_sent_again()
    {
        site["press.example/wire.rss"] = head => head.Contains("If-None-Match: \"7\"", StringComparison.Ordinal) ? "HTTP/1.1 304 Not Modified\r\n\r\n" : Page(Rss("/news/1"), "ETag: \"7\"\r\n");
        Write("/news/1", "opened the first crossing");
        await OnceAsync();
        var status = await OnceAsync(minutes: 10);
        Assert.Contains("If-None-Match: \"7\"", server.Requests.Last(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (status.Polls, status.Failures));
    }

    [Fact]
    public async Task An_edit_is_seen_at_the_next_visit_that_is_due()
    {
        Feed("/news/1");
        Write("/news/1", "opened the first crossing with Deputy Minister Arvo Kell");
        await OnceAsync();
        Write("/news/1", "opened the first crossing");
        await OnceAsync(minutes: 20);
        Assert.Equal(1, Asked("/news/1"));
        Assert.Equal(1, (await OnceAsync(minutes: 11)).Versions);
        Assert.Equal(2, archive.Versions(archive.Find(Url("/news/1"))!.Id).Count);
    }

    [Fact]
    public async Task An_edit_that_the_feed_tells_of_is_fetched_at_once()
    {
        Feed("/news/1");
        Write("/news/1", "opened the first crossing with Deputy Minister Arvo Kell");
        await OnceAsync();
        await OnceAsync(minutes: 61);
        Assert.Equal(2, Asked("/news/1"));
        site["press.example/wire.rss"] = _ => Page($"<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire</title><id>w</id><entry><id>1</id><title>One</title><link href='/news/1'/><updated>{Start.AddMinutes(125):yyyy-MM-ddTHH:mm:ssZ}</updated></entry></feed>");
        Write("/news/1", "opened the first crossing");
        Assert.Equal(1, (await OnceAsync(minutes: 65)).Versions);
    }

    [Fact]
    public async Task A_page_that_was_published_long_ago_is_not_followed_as_a_new_one()
    {
        Feed("/news/1", "/news/2");
        Write("/news/1", "opened the first crossing", "<meta property=\"article:published_time\" content=\"2026-05-01T08:00:00Z\">");
        Write("/news/2", "opened the second crossing", "<meta property=\"article:published_time\" content=\"2026-06-12T08:00:00Z\">");
        await OnceAsync();
        await OnceAsync(minutes: 40);
        Assert.Equal((1, 2), (Asked("/news/1"), Asked("/news/2")));
        await OnceAsync(minutes: 60 * 24 * 3);
        Assert.Equal(2, Asked("/news/1"));
    }

    [Fact]
    public async Task A_page_that_is_known_by_http_and_by_https_is_visited_by_one_of_them()
    {
        Feed("/news/1");
        Write("/news/1", "opened the first crossing");
        await OnceAsync();
        var record = archive.Record(archive.Captures(archive.Find(Url("/news/1"))!.Id)[0]);
        var secure = Url("/news/1").Replace("http:", "https:", StringComparison.Ordinal);
        archive.Add([new Incoming(WarcRecord.Create("response", clock.GetUtcNow().AddMinutes(39), secure, "application/http; msgtype=response", record.Block), [])], Test);
        await OnceAsync(minutes: 40);
        Assert.Equal(1, Asked("/news/1"));
    }

    [Fact]
    public async Task An_address_that_only_sends_on_is_not_visited_for_its_own_sake()
    {
        Feed("/go/1");
        site["press.example/go/1"] = _ => To("/news/1");
        Write("/news/1", "opened the first crossing");
        await OnceAsync();
        await OnceAsync(minutes: 40);
        Assert.Equal((1, 2), (Asked("/go/1"), Asked("/news/1")));
    }

    [Fact]
    public async Task A_sitemap_that_did_not_change_is_not_sent_again_and_its_pages_are_not_forgotten()
    {
        sources = new SourceList([new NewsSource("Norland Press Office", Url("/")) { Sitemaps = [Url("/maps.xml")] }]);
        site["press.example/maps.xml"] = _ => Page("<sitemapindex><sitemap><loc>/map1.xml</loc><lastmod>2026-06-12T08:00:00Z</lastmod></sitemap></sitemapindex>");
        site["press.example/map1.xml"] = _ => Page("<urlset><url><loc>/news/1</loc></url></urlset>");
        site["press.example/news/1"] = _ => "";
        Assert.Equal(1, (await OnceAsync()).Failures);
        Write("/news/1", "opened the first crossing");
        Assert.Equal(1, (await OnceAsync(minutes: 61)).Versions);
        Assert.Equal(2, Asked("/map1.xml"));
        await OnceAsync(minutes: 61);
        Assert.Equal((3, 2), (Asked("/maps.xml"), Asked("/map1.xml")));
        site["press.example/maps.xml"] = _ => Page("<sitemapindex><sitemap><loc>/map1.xml</loc><lastmod>2026-06-12T11:00:00Z</lastmod></sitemap></sitemapindex>");
        site["press.example/map1.xml"] = _ => Page("<urlset><url><loc>/news/1</loc></url><url><loc>/news/2</loc></url></urlset>");
        Write("/news/2", "opened the second crossing");
        Assert.Equal(1, (await OnceAsync(minutes: 61)).Versions);
    }

    [Fact]
    public async Task A_page_that_is_gone_is_withdrawn_when_the_next_visit_confirms_it()
    {
        Feed("/news/1");
        Write("/news/1", "opened the first crossing");
        await OnceAsync();
        site.TryRemove("press.example/news/1", out _);
        Assert.Equal((1, DocumentState.Missing), ((await OnceAsync(minutes: 61)).Gone, archive.Find(Url("/news/1"))!.State));
        Assert.Equal((1, DocumentState.Withdrawn), ((await OnceAsync(minutes: 61)).Gone, archive.Find(Url("/news/1"))!.State));
    }

    [Fact]
    public async Task A_page_that_could_not_be_had_is_not_forgotten_by_the_next_watch()
    {
        site["press.example/wire.rss"] = head => head.Contains("If-None-Match", StringComparison.Ordinal) ? "HTTP/1.1 304 Not Modified\r\n\r\n" : Page(Rss("/news/1"), "ETag: \"7\"\r\n");
        site["press.example/news/1"] = _ => "";
        Assert.Equal((0, 1), ((await OnceAsync()).Versions, kept!.Failures));
        Write("/news/1", "opened the first crossing");
        Assert.Equal(1, (await OnceAsync(minutes: 10)).Versions);
    }

    [Fact]
    public async Task The_trouble_of_a_host_costs_only_that_host()
    {
        sources = new SourceList([new NewsSource("Sudmark", Url("/", "sudmark.example")) { Feeds = [Url("/wire.rss", "sudmark.example")] }, .. sources.Sources]);
        site["sudmark.example/robots.txt"] = _ => Page("");
        site["sudmark.example/wire.rss"] = _ => Page(Rss("/a", "/b", "/c"));
        foreach (var path in (string[])["/a", "/b", "/c"]) site["sudmark.example" + path] = _ => "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n";
        Feed("/news/1");
        Write("/news/1", "opened the first crossing");
        Assert.Equal(1, (await OnceAsync()).Versions);
        Assert.Equal(1, server.Requests.Count(static request => request.StartsWith("GET /a ", StringComparison.Ordinal) || request.StartsWith("GET /b ", StringComparison.Ordinal) || request.StartsWith("GET /c ", StringComparison.Ordinal)));
        Assert.Contains(told, static happened => happened is { Kind: "trouble", Source: "Sudmark" } && happened.What.Contains("left alone until 2026-06-12 11:00:00Z", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_excluded_paused_or_elsewhere_is_left_alone()
    {
        sources = new SourceList(
        [
            sources.Sources[0] with { Exclude = ["/sport/"] },
            new NewsSource("Sudmark", Url("/", "sudmark.example")) { Feeds = [Url("/wire.rss", "sudmark.example")], Paused = true },
        ]);
        Feed("/sport/1", Url("/news/1", "elsewhere.example"));
        Assert.Equal((1, 0, 0), ((await OnceAsync()).Polls, kept!.Pages, kept.Failures));
        Assert.All(server.Requests, request => Assert.Contains("Host: press.example", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Sitemaps_and_listings_tell_of_pages_too()
    {
        sources = new SourceList([new NewsSource("Norland Press Office", Url("/")) { Sitemaps = [Url("/maps.xml")], Listings = [Url("/news/")] }]);
        site["press.example/maps.xml"] = _ => Page("<sitemapindex><sitemap><loc>/map1.xml</loc></sitemap></sitemapindex>");
        site["press.example/map1.xml"] = _ => Page("<urlset><url><loc>/news/1.html</loc></url></urlset>");
        site["press.example/news/"] = _ => Page("<html><body><ul>" + string.Concat(Enumerable.Range(1, 10).Select(static i => $"<li><a href='/news/{i}.html'>Premier Holt receives envoy number {i}</a> <span>{i + 9} June 2026</span></li>")) + "</ul></body></html>");
        for (var i = 1; i <= 10; i++) Write($"/news/{i}.html", $"received envoy number {i}");
        var status = await OnceAsync();
        Assert.Equal((2, 10), (status.Polls, status.Versions));
    }

    [Fact]
    public async Task A_feed_that_is_none_is_told_and_read_again_later()
    {
        site["press.example/wire.rss"] = _ => Page("<html><body>Please sign in</body></html>");
        Assert.Equal(1, (await OnceAsync()).Failures);
        Assert.Contains(told, happened => happened.Kind == "trouble" && happened.What.StartsWith(Url("/wire.rss"), StringComparison.Ordinal));
        Assert.NotNull(kept!.Ways[Url("/wire.rss")].Trouble);
        Feed("/news/1");
        Write("/news/1", "opened the first crossing");
        Assert.Equal((1, 0), ((await OnceAsync(minutes: 10)).Versions, kept.Failures));
        Assert.Null(kept.Ways[Url("/wire.rss")].Trouble);
    }

    [Fact]
    public async Task A_watch_goes_on_until_it_is_told_to_end_and_takes_up_sources_that_are_added()
    {
        var added = sources;
        sources = new SourceList([]);
        Feed("/news/1");
        Write("/news/1", "opened the first crossing");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Test);
        SourceList? changed = added;
        var watch = Over(TimeProvider.System, new WatchOptions
        {
            Changed = () => Interlocked.Exchange(ref changed, null),
            Keep = status => kept = status,
            Tell = happened =>
            {
                told.Enqueue(happened);
                if (happened.Kind == "capture") end.Cancel();
            },
        });
        var status = await watch.RunAsync(end.Token);
        Assert.Equal((1, 1), (status.Versions, archive.Size().Versions));
        Assert.NotNull(status.Ended);
        Assert.Equal(["start", "poll", "capture", "end"], told.Select(static happened => happened.Kind));
        Assert.Equal(Url("/news/1"), told.ElementAt(2).Url);
    }

    [Fact]
    public void What_a_watch_knew_is_read_by_the_next_and_what_is_broken_is_nothing()
    {
        var status = new WatchStatus(Start, Start.AddHours(1), null, 1, 2, 3, 4, 5, 6, Start.AddHours(2),
            new Dictionary<string, WayState>
            {
                ["https://press.example/maps.xml"] = new(Start, Start, null, null, 0, null) { Parts = new Dictionary<string, SitemapPart> { ["https://press.example/map1.xml"] = new(Start, false, Start, null, "\"8\"") } },
                ["https://press.example/wire.rss"] = new(Start, Start, "\"7\"", null, 0, null),
            });
        status.Write(folder);
        Assert.Equivalent(status, WatchStatus.Read(folder), strict: true);
        File.WriteAllText(Path.Combine(folder, "watch.json"), "{ \"started\": ");
        Assert.Null(WatchStatus.Read(folder));
    }

    [Fact]
    public void What_a_hub_signs_with_is_for_the_owner_of_the_archive_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows knows no such modes.");
            return;
        }
        var feed = new WayState(Start, Start, null, null, 0, null) { Hub = new HubLease("https://hub.example/", "https://press.example/wire.rss", "https://me.example/hook/1", "secret", null) };
        new WatchStatus(Start, Start, null, 0, 0, 0, 0, 0, 0, null, new Dictionary<string, WayState> { ["https://press.example/wire.rss"] = feed }).Write(folder);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "watch.json")));
    }

    private string Url(string path, string host = "press.example") => $"http://{host}:{server.Port}{path}";

    private int Asked(string path) => server.Requests.Count(request => request.StartsWith($"GET {path} ", StringComparison.Ordinal));

    private void Feed(params string[] links) => site["press.example/wire.rss"] = _ => Page(Rss(links));

    private static string Rss(params string[] links) =>
        $"<rss version='2.0'><channel><title>Wire</title>{string.Concat(links.Select(static link => $"<item><title>News</title><link>{link}</link></item>"))}</channel></rss>";

    private void Write(string path, string deed, string head = "") => site["press.example" + path] = _ => Page(
        $"<html><head><title>Envoys meet in Vesmark</title>{head}</head><body><article><h1>Envoys meet in Vesmark</h1><p>The envoys of Norland and Sudmark {deed} on Tuesday, the ministry said in a statement from Vesmark.</p><p>Both sides thanked the engineers who had worked through the winter on the roads and bridges.</p></article></body></html>",
        "Content-Type: text/html; charset=utf-8\r\n");

    private Watch Over(TimeProvider time, WatchOptions options)
    {
        var hosts = new Hosts(new HostsOptions { Delay = TimeSpan.Zero, Clock = time });
        var fetcher = new Fetcher(server.Options with { Clock = time, Hosts = hosts, Resolve = static (_, _) => Task.FromResult(new[] { IPAddress.Loopback }) });
        return new Watch(new Collector(fetcher, archive, hosts), fetcher, hosts, sources, options with { Clock = time });
    }

    /// <summary>A watch of its own, as a process that is started again.</summary>
    private Task<WatchStatus> OnceAsync(double minutes = 0, Requisites requisites = Requisites.Images)
    {
        clock.Advance(TimeSpan.FromMinutes(minutes));
        return Over(clock, new WatchOptions { Once = true, Requisites = requisites, Before = kept, Keep = status => kept = status, Tell = told.Enqueue }).RunAsync(Test);
    }
}

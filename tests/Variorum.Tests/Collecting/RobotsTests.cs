using System.Globalization;
using System.Text;
using CsCheck;
using static Variorum.LoopbackServer;

namespace Variorum;

public class RobotsTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Corpora.Path("robots"), "*.txt").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_robots_txt_is_read_as_RFC_9309_has_it(string file)
    {
        var robots = Robots.Parse(File.ReadAllBytes(Corpora.Path("robots", file)));
        var sitemaps = new List<string>();
        foreach (var line in File.ReadAllLines(Corpora.Path("robots", file + ".expected")))
        {
            var (word, rest) = (line[..line.IndexOf(' ')], line[(line.IndexOf(' ') + 1)..]);
            if (word == "delay") Assert.Equal(rest == "none" ? null : TimeSpan.FromSeconds(double.Parse(rest, CultureInfo.InvariantCulture)), robots.CrawlDelay("Variorum"));
            else if (word == "sitemap") sitemaps.Add(rest);
            else Assert.Equal(line, $"{(robots.Allows(new Uri("https://press.norland.example" + rest), "Variorum") ? "allow" : "disallow")} {rest}");
        }

        if (sitemaps.Count > 0) Assert.Equal(sitemaps, robots.Sitemaps);
    }

    [Fact]
    public void Of_a_file_without_end_the_first_500_kilobytes_count_to_the_last_whole_line()
    {
        var file = new StringBuilder("User-agent: *\nDisallow: /early\n");
        while (file.Length < Robots.Longest - 10) file.Append("# filling\n");
        file.Append("Disallow: /cut-within-this-line\nDisallow: /late\n").Append('x', 50_000_000);
        var robots = Robots.Parse(Encoding.ASCII.GetBytes(file.ToString()));
        Assert.Equal((false, true, true), (Allows(robots, "/early"), Allows(robots, "/cut"), Allows(robots, "/late")));
    }

    [Fact]
    public void Rules_made_to_be_slow_are_not()
    {
        var file = "User-agent: *\n" + string.Concat(Enumerable.Range(0, 120).Select(_ => "Disallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "*b$\n"));
        var robots = Robots.Parse(Encoding.ASCII.GetBytes(file));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.True(Allows(robots, "/" + new string('a', 8000)));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
    }

    [Fact]
    public void Any_bytes_make_a_robots_txt() =>
        Check.Sample(Gen.Byte.Array[0, 300], bytes => Robots.Parse([.. "User-agent: *\nDisallow: /"u8, .. bytes]).Allows(new Uri("https://a.example/robots.txt"), "Variorum"));

    [Theory]
    [InlineData("200 OK", false, true)]
    [InlineData("404 Not Found", true, true)]
    [InlineData("403 Forbidden", true, true)]
    [InlineData("429 Too Many Requests", false, false)]
    [InlineData("500 Broken", false, false)]
    [InlineData("503 Busy", false, false)]
    public async Task A_file_that_is_not_there_allows_all_and_one_that_cannot_be_had_nothing(string status, bool closed, bool open)
    {
        await using var server = Of(path => path == "/robots.txt" ? $"HTTP/1.1 {status}\r\nContent-Length: 30\r\n\r\nUser-agent: *\nDisallow: /closed" : Page("page"));
        var cache = new RobotsCache(new Fetcher(server.Options));
        Assert.Equal(closed, await cache.RefusalAsync(new Uri(server.Url("/closed")), Test) is null);
        Assert.Equal(open, await cache.RefusalAsync(new Uri(server.Url("/open")), Test) is null);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    [InlineData(0, true)]
    public async Task Five_redirects_are_followed_and_beyond_them_is_no_file(int far, bool allowed)
    {
        await using var server = Of(path => path == "/robots.txt" ? To(far == 0 ? "/circle" : "/hop/1") : path == "/circle" ? To("/robots.txt")
            : path == "/hop/" + far ? Page("User-agent: *\nDisallow: /") : To("/hop/" + (int.Parse(path[5..], null) + 1)));
        Assert.Equal(allowed, await new RobotsCache(new Fetcher(server.Options)).RefusalAsync(new Uri(server.Url("/x")), Test) is null);
    }

    [Fact]
    public async Task A_site_that_cannot_be_reached_is_left_alone_and_its_last_file_holds_on()
    {
        var broken = true;
        await using var server = Of(_ => broken ? "" : Page("User-agent: *\nDisallow: /closed"));
        var clock = new ShiftedClock();
        var cache = new RobotsCache(new Fetcher(server.Options with { Clock = clock }));
        Assert.Contains("robots.txt of 127.0.0.1 cannot be reached", await cache.RefusalAsync(new Uri(server.Url("/open")), Test), StringComparison.Ordinal);
        broken = false;
        Assert.NotNull(await cache.RefusalAsync(new Uri(server.Url("/open")), Test));
        clock.Shift = TimeSpan.FromHours(1.01);
        Assert.Null(await cache.RefusalAsync(new Uri(server.Url("/open")), Test));
        broken = true;
        clock.Shift = TimeSpan.FromHours(30);
        Assert.Null(await cache.RefusalAsync(new Uri(server.Url("/open")), Test));
        Assert.Contains("asks robots to stay away", await cache.RefusalAsync(new Uri(server.Url("/closed")), Test), StringComparison.Ordinal);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_file_is_kept_for_a_day()
    {
        await using var server = Of(_ => Page("User-agent: *\nDisallow: /closed"));
        var clock = new ShiftedClock();
        var cache = new RobotsCache(new Fetcher(server.Options with { Clock = clock }));
        foreach (var hours in new[] { 0, 12, 23.9 })
        {
            clock.Shift = TimeSpan.FromHours(hours);
            await cache.OfAsync(new Uri(server.Url("/x")), Test);
        }

        Assert.Single(server.Requests);
        clock.Shift = TimeSpan.FromHours(24.1);
        await cache.OfAsync(new Uri(server.Url("/x")), Test);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_file_of_50_megabytes_is_not_fetched_whole()
    {
        var file = new byte[50_000_000];
        file.AsSpan().Fill((byte)'#');
        "User-agent: *\nDisallow: /closed\n"u8.CopyTo(file);
        await using var server = Of(_ => Page(file));
        var cache = new RobotsCache(new Fetcher(server.Options));
        Assert.NotNull(await cache.RefusalAsync(new Uri(server.Url("/closed")), Test));
        Assert.Null(await cache.RefusalAsync(new Uri(server.Url("/open")), Test));
    }

    [Fact]
    public async Task A_redirect_leads_to_no_page_that_robots_are_asked_to_leave_alone()
    {
        await using var server = Of(path => path switch { "/robots.txt" => Page("User-agent: *\nDisallow: /closed"), "/" => To("/closed/1"), _ => Page("page") });
        var fetcher = new Fetcher(server.Options);
        var hops = await fetcher.FetchAsync(server.Url(), new FetchOptions { Refuse = new RobotsCache(fetcher).RefusalAsync }, Test);
        Assert.Equal($"{server.Url("/closed/1")}: the robots.txt of 127.0.0.1 asks robots to stay away from it", hops[^1].Failure);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("GET /closed", StringComparison.Ordinal));
    }

    private static bool Allows(Robots robots, string path) => robots.Allows(new Uri("https://press.norland.example" + path), "Variorum");
}

/// <summary>The system's clock, so much later.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}

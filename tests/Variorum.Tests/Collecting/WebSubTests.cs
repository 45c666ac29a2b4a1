using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class WebSubTests : IAsyncDisposable
{
    private const string Feed = "http://press.example/wire.rss", Topic = "https://press.example/wire.rss";

    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    // The clock goes on by hours while a request is under way.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly SetClock clock = new(Start);
    private readonly ConcurrentQueue<Dictionary<string, string>> asked = new();
    private readonly ConcurrentQueue<string> news = new(), told = new();
    private readonly LoopbackServer hub;
    private readonly CancellationTokenSource end = new();
    private string hubAnswers = "202 Accepted";

    public WebSubTests() => hub = new LoopbackServer(async (head, stream, cancellation) =>
    {
        var body = new byte[int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], null)];
        await stream.ReadExactlyAsync(body, cancellation);
        asked.Enqueue(Encoding.ASCII.GetString(body).Split('&').Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {hubAnswers}\r\nContent-Length: 0\r\n\r\n"), cancellation);
    });

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await hub.DisposeAsync();
        end.Dispose();
    }

    [Fact]
    public async Task A_feed_that_names_a_hub_is_subscribed_to_and_its_news_are_told()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Assert.Equal(("subscribe", Topic, "86400"), (request["hub.mode"], request["hub.topic"], request["hub.lease_seconds"]));
        Assert.StartsWith("https://archive.example/hook/", request["hub.callback"], StringComparison.Ordinal);
        Assert.Equal((200, "c0ffee"), Confirm(push, request));
        Assert.Equal(202, push.Answer(Signed(request, "<rss>news</rss>")).Status);
        Assert.Equal([Feed], news);
    }

    [Fact]
    public async Task What_is_not_signed_with_the_secret_tells_nothing()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Confirm(push, request);
        var signed = Signed(request, "<rss>news</rss>");
        foreach (var signature in (string?[])[null, "", "sha256=", "sha256=00", signed.Signature![..^1] + (signed.Signature![^1] == '0' ? '1' : '0'), signed.Signature.Replace("sha256", "md5", StringComparison.Ordinal)])
            Assert.Equal(202, push.Answer(signed with { Signature = signature }).Status);
        Assert.Equal(202, push.Answer(signed with { Body = "<rss>lies</rss>"u8.ToArray() }).Status);
        Assert.Empty(news);
    }

    [Theory]
    [InlineData("sha256", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")]
    [InlineData("sha1", "de7c9b85b8b78aa6bc8a7a36f70a90701c9db4d9")]
    [InlineData("SHA256", "F7BC83F430538424B13298E6AA6FB143EF4D59A14946175997479DBC2D1A3CD8")]
    public void A_signature_is_the_one_that_other_programs_make(string method, string digits) =>
        Assert.True(WebSub.IsSigned("key", $"{method}={digits}", "The quick brown fox jumps over the lazy dog"u8));

    [Fact]
    public async Task Nobody_else_can_subscribe_us_or_take_a_subscription_from_us()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Assert.Equal(404, push.Answer(new HubRequest("GET", "guessed", Query(request), null, default)).Status);
        Assert.Equal(404, push.Answer(new HubRequest("GET", Path(request), Query(request).Replace("wire", "other", StringComparison.Ordinal), null, default)).Status);
        Assert.Equal(404, push.Answer(new HubRequest("GET", Path(request), Query(request).Replace("=subscribe", "=unsubscribe", StringComparison.Ordinal), null, default)).Status);
        Assert.Equal((200, "c0ffee"), Confirm(push, request));
        // What was not asked for again is not confirmed again.
        Assert.Equal(404, Confirm(push, request).Status);
        Assert.Equal(405, push.Answer(new HubRequest("PUT", Path(request), "", null, default)).Status);
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_ends()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        Confirm(push, await AskedAsync(1), "&hub.lease_seconds=3600");
        await PassAsync(TimeSpan.FromMinutes(39));
        Assert.Single(asked);
        await PassAsync(TimeSpan.FromMinutes(2));
        var again = await AskedAsync(2);
        Assert.Equal((200, "c0ffee"), Confirm(push, again));
        Assert.Equal(asked.First()["hub.callback"], again["hub.callback"]);
    }

    [Fact]
    public async Task A_hub_that_denies_or_fails_is_left_alone_for_long()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Assert.Equal(200, push.Answer(new HubRequest("GET", Path(request), $"hub.mode=denied&hub.topic={Uri.EscapeDataString(Topic)}", null, default)).Status);
        Assert.Equal(410, push.Answer(Signed(request, "news")).Status);
        await PassAsync(TimeSpan.FromHours(2));
        Assert.Single(asked);
        hubAnswers = "500 Broken";
        await PassAsync(TimeSpan.FromHours(23));
        await AskedAsync(2);
        await UntilAsync(() => !told.IsEmpty);
        Assert.Equal($"{Feed} its hub {hub.Url("/hub")} answers 500; the feed is read at its times", Assert.Single(told));
    }

    [Fact]
    public async Task A_feed_that_is_not_followed_any_more_is_unsubscribed_from()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Confirm(push, request);
        push.Leave(Feed);
        Assert.Equal(410, push.Answer(Signed(request, "news")).Status);
        await PassAsync(TimeSpan.FromSeconds(10));
        var leaving = await AskedAsync(2);
        Assert.Equal("unsubscribe", leaving["hub.mode"]);
        Assert.Equal((200, "c0ffee"), Confirm(push, leaving));
        Assert.Equal(404, push.Answer(Signed(request, "news")).Status);
        Assert.Empty(news);
    }

    [Fact]
    public async Task A_subscription_goes_on_in_the_next_program_and_one_that_leads_elsewhere_is_made_anew()
    {
        var push = Running();
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        var request = await AskedAsync(1);
        Confirm(push, request);
        var lease = push.Of(Feed)!;
        var next = new WebSub(new WebSubOptions(new Uri("https://archive.example/hook")) { Clock = clock });
        next.News += news.Enqueue;
        next.Resume(Feed, lease);
        next.Offer(Feed, Topic, [hub.Url("/hub")]);
        Assert.Equal(lease, next.Of(Feed));
        next.Answer(Signed(request, "news"));
        Assert.Equal([Feed], news);
        var moved = new WebSub(new WebSubOptions(new Uri("https://elsewhere.example/")) { Clock = clock });
        moved.Resume(Feed, lease);
        Assert.Null(moved.Of(Feed));
    }

    [Fact]
    public async Task A_hub_on_ones_own_network_is_not_asked()
    {
        var push = Running(new Fetcher(new FetcherOptions { Clock = clock }));
        push.Offer(Feed, Topic, [hub.Url("/hub")]);
        await PassAsync(TimeSpan.FromSeconds(10));
        await UntilAsync(() => !told.IsEmpty);
        Assert.Contains("special address", Assert.Single(told), StringComparison.Ordinal);
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("https://archive.example/hook?key=1")]
    [InlineData("ftp://archive.example/hook")]
    [InlineData("https://me:secret@archive.example/hook")]
    public void A_callback_is_an_address_that_a_path_can_be_added_to(string callback) => Assert.Throws<ArgumentException>(() => new WebSub(new WebSubOptions(new Uri(callback))));

    [Fact]
    public async Task What_a_hub_tells_has_a_watch_read_the_feed_at_once_and_keep_only_what_the_publisher_sends()
    {
        var folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
        try
        {
            using var archive = FolderArchive.Write(folder);
            var links = "<item><title>One</title><link>/news/1</link></item>";
            await using var site = Of(path => path switch
            {
                "/wire.rss" => Page($"<rss version='2.0'><channel><title>Wire</title>{links}</channel></rss>", $"Link: <{hub.Url("/hub")}>; rel=\"hub\", <{Topic}>; rel=\"self\"\r\n"),
                "/robots.txt" => Page(""),
                _ => Page($"<html><head><title>Envoys meet in Vesmark</title></head><body><article><h1>Envoys meet in Vesmark</h1><p>The envoys of Norland and Sudmark met for talks number {path[6..]} on Tuesday, the ministry said in a statement from Vesmark.</p><p>Both sides thanked the engineers who had worked through the winter on the roads.</p></article></body></html>", "Content-Type: text/html\r\n"),
            });
            var push = new WebSub(new WebSubOptions(new Uri("https://archive.example/hook")));
            var hosts = new Hosts(new HostsOptions { Delay = TimeSpan.Zero });
            var fetcher = new Fetcher(site.Options with { Hosts = hosts, Allowed = [Allowance.Parse("127.0.0.1")] });
            var captured = new ConcurrentQueue<string>();
            WatchStatus? kept = null;
            var watch = new Watch(new Collector(fetcher, archive, hosts), fetcher, hosts, new SourceList([new NewsSource("Norland Press Office", site.Url("/")) { Feeds = [site.Url("/wire.rss")] }]), new WatchOptions
            {
                Push = push,
                Keep = status => kept = status,
                Tell = happened =>
                {
                    if (happened.Kind == "capture") captured.Enqueue(happened.Url!);
                },
            });
            var running = Task.Run(() => watch.RunAsync(end.Token), Test);
            var request = await AskedAsync(1);
            Confirm(push, request);
            await UntilAsync(() => !captured.IsEmpty);
            links += "<item><title>Two</title><link>/news/2</link></item>";
            Assert.Equal(202, push.Answer(Signed(request, "<rss version='2.0'><channel><item><title>Lie</title><link>/news/lie</link></item></channel></rss>")).Status);
            await UntilAsync(() => captured.Count > 1);
            Assert.Equal([site.Url("/news/1"), site.Url("/news/2")], captured);
            await end.CancelAsync();
            await running;
            Assert.Equal(Topic, kept!.Ways[site.Url("/wire.rss")].Hub!.Topic);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private WebSub Running(Fetcher? fetcher = null)
    {
        var push = new WebSub(new WebSubOptions(new Uri("https://archive.example/hook")) { Clock = clock });
        push.News += news.Enqueue;
        _ = push.RunAsync(fetcher ?? new Fetcher(hub.Options with { Clock = clock, Limits = new FetchLimits { Connect = Day, Head = Day, Read = Day, Whole = Day } }), (feed, what) => told.Enqueue($"{feed} {what}"), end.Token);
        return push;
    }

    /// <summary>What the hub was asked, when it was asked so often.</summary>
    private async Task<Dictionary<string, string>> AskedAsync(int times)
    {
        for (var i = 0; asked.Count < times; i++)
        {
            Assert.True(i < 400, $"the hub was asked {asked.Count} times, not {times}");
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25, Test);
        }

        return asked.ElementAt(times - 1);
    }

    private async Task PassAsync(TimeSpan time)
    {
        clock.Advance(time);
        await Task.Delay(300, Test);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.True(i < 1200, "it does not come");
            await Task.Delay(25, Test);
        }
    }

    private static (int Status, string Text) Confirm(WebSub push, Dictionary<string, string> request, string more = "") =>
        push.Answer(new HubRequest("GET", Path(request), Query(request) + more, null, default)) is var answer ? (answer.Status, answer.Text) : default;

    private static string Query(Dictionary<string, string> request) => $"hub.mode={request["hub.mode"]}&hub.topic={Uri.EscapeDataString(request["hub.topic"])}&hub.challenge=c0ffee";

    private static string Path(Dictionary<string, string> request) => request["hub.callback"].Split('/')[^1];

    private static HubRequest Signed(Dictionary<string, string> request, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        return new HubRequest("POST", Path(request), "", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(request["hub.secret"]), bytes))}", bytes);
    }
}

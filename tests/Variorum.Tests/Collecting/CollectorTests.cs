using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class CollectorTests : IDisposable
{
    private const string First = "<html><head><title>Envoys agree on the crossings</title></head><body><article><h1>Envoys agree on the crossings</h1><p>The envoys of Norland and Sudmark agreed in Vesmark on Tuesday to open fourteen border crossings before the end of the year.</p><p>Deputy Minister Arvo Kell said that the first of them would be opened in September, when the roads are mended.</p></article></body></html>";

    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, 250, TimeSpan.Zero);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly SetClock clock = new(Start);
    private readonly FolderArchive archive;

    public CollectorTests() => archive = FolderArchive.Write(folder, clock);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_went_over_the_wire_is_in_the_archive_with_its_request()
    {
        await using var server = Of(path => path == "/robots.txt" ? Nothing : Html(First, "ETag: \"v1\"\r\n"));
        var collected = await Over(server).CollectAsync(server.Url("/news/1"), cancellation: Test);
        Assert.Equal((AddedAs.NewVersion, null), (Assert.Single(collected.Added).Outcome, collected.Failure));
        var records = archive.Records().Select(static stored => stored.Record).Where(static record => record.Type != "warcinfo").ToList();
        Assert.Equal(["request", "response"], records.Select(static record => record.Type));
        Assert.Equal(server.Requests.Last(), Encoding.Latin1.GetString(records[0].Block.Span));
        Assert.Equal(Html(First, "ETag: \"v1\"\r\n"), Encoding.Latin1.GetString(records[1].Block.Span));
        Assert.Equal(($"<{records[1].Id}>", "127.0.0.1", Start), (records[0].Field("WARC-Concurrent-To"), records[1].Field("WARC-IP-Address"), records[1].Date));
    }

    [Theory]
    [InlineData("text/html; charset=utf-8", "")]
    [InlineData("text/html; charset=utf-8", "0\r\n")]
    [InlineData("text/html; charset=utf-8", "5\r\nKarsk\r\n0\r\n\r\n")]
    [InlineData("text/plain", "2024\n")]
    public async Task A_page_that_is_sent_in_chunks_is_kept_with_them_and_read_without_them_whatever_it_begins_with(string type, string beginning)
    {
        var body = beginning + (type == "text/plain" ? "Norland and Sudmark agreed in Vesmark on Tuesday to open fourteen border crossings before the end of the year.\n\nDeputy Minister Arvo Kell said that the first of them would be opened in September." : First);
        // As it is sent again it is cut otherwise.
        var cuts = new Queue<int>([40, 9]);
        var sent = new List<string>();
        await using var server = Of(path =>
        {
            if (path == "/robots.txt") return Nothing;
            var cut = cuts.Dequeue();
            sent.Add($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\n\r\n{cut:x};of=Karsk\r\n{body[..cut]}\r\n000{body.Length - cut:X}\r\n{body[cut..]}\r\n0\r\nServer-Timing: none\r\n\r\n");
            return sent[^1] + "more";
        });
        await VisitAsync(server, 2);
        var captures = archive.Captures(archive.Find(server.Url("/news/1"))!.Id);
        Assert.All(captures, capture => Assert.Equal((CaptureState.Text, body), (capture.State, Encoding.Latin1.GetString(archive.Page(capture.Id)!.Bytes.Span))));
        var records = captures.Select(archive.Record).ToList();
        Assert.Equal(sent[0], Encoding.Latin1.GetString(records[0].Block.Span));
        Assert.Equal(["response", "revisit"], records.Select(static record => record.Type));
        Assert.Empty(archive.Verify(Test));
    }

    [Fact]
    public async Task Each_redirect_is_a_capture()
    {
        await using var server = Of(path => path switch { "/robots.txt" => Nothing, "/short" => To("/news/1"), _ => Html(First) });
        await Over(server).CollectAsync(server.Url("/short"), cancellation: Test);
        Assert.Equal([(server.Url("/news/1"), CaptureState.Text), (server.Url("/short"), CaptureState.Moved)],
            archive.Documents().Select(document => (document.Url, Assert.Single(archive.Captures(document.Id)).State)));
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_not_sent_again_and_is_known_to_stand()
    {
        await using var server = new LoopbackServer(async (head, stream, cancellation) => await stream.WriteAsync(Encoding.Latin1.GetBytes(
            head.StartsWith("GET /robots.txt", StringComparison.Ordinal) ? Nothing : head.Contains("If-None-Match: \"v1\"", StringComparison.Ordinal) ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n" : Html(First, "ETag: \"v1\"\r\n")), cancellation));
        await VisitAsync(server, 3);
        AssertSame("http://netpreserve.org/warc/1.1/revisit/server-not-modified", server);
    }

    [Fact]
    public async Task A_page_that_did_not_change_is_the_one_that_was_asked_about_whatever_came_meanwhile()
    {
        var meanwhile = static () => { };
        await using var server = new LoopbackServer(async (head, stream, cancellation) =>
        {
            var again = head.Contains("If-None-Match: \"v1\"", StringComparison.Ordinal);
            if (again) meanwhile();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head.StartsWith("GET /robots.txt", StringComparison.Ordinal) ? Nothing : again ? "HTTP/1.1 304 Not Modified\r\n\r\n" : Html(First, "ETag: \"v1\"\r\n")), cancellation);
        });
        await VisitAsync(server, 1);
        var (url, collector) = (server.Url("/news/1"), Over(server));
        var other = Html(First.Replace("fourteen", "nine", StringComparison.Ordinal), "ETag: \"v2\"\r\n");
        meanwhile = () => collector.Use(archive => archive.Add([new(WarcRecord.Create("response", Start.AddMinutes(30), url, "application/http; msgtype=response", Encoding.Latin1.GetBytes(other)), [])]));
        await collector.CollectAsync(url, cancellation: Test);
        Assert.Equal("2026-06-12T09:00:00.25Z", archive.Record(archive.Captures(archive.Find(url)!.Id)[^1]).Field("WARC-Refers-To-Date"));
    }

    [Fact]
    public async Task A_body_that_is_sent_again_is_not_kept_again()
    {
        await using var server = Of(path => path == "/robots.txt" ? Nothing : Html(First));
        await VisitAsync(server, 3);
        AssertSame("http://netpreserve.org/warc/1.1/revisit/identical-payload-digest", server);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_page_whose_last_record_is_damaged_or_missing_is_fetched_whole_and_kept_anew(bool missing)
    {
        await using var server = Of(path => path == "/robots.txt" ? Nothing : Html(First, "ETag: \"v1\"\r\n"));
        await VisitAsync(server, 1);
        var capture = Assert.Single(archive.Captures(archive.Find(server.Url("/news/1"))!.Id));
        var file = Path.Combine(folder, "warc", capture.Place.File);
        if (missing) File.Move(file, file + ".lost");
        else
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.Position = capture.Place.Offset;
            stream.Write(new byte[capture.Place.Length]);
        }

        var collected = await Over(server).CollectAsync(server.Url("/news/1"), cancellation: Test);
        Assert.Equal((AddedAs.SameText, null), (Assert.Single(collected.Added).Outcome, collected.Failure));
        Assert.DoesNotContain("If-None-Match", server.Requests.Last(), StringComparison.Ordinal);
        if (missing) return;
        var last = archive.Captures(capture.Document)[^1];
        Assert.Equal(("response", First), (archive.Record(last).Type, Encoding.UTF8.GetString(archive.Page(last.Id)!.Bytes.Span)));
    }

    [Fact]
    public async Task A_page_that_says_under_status_200_that_it_is_gone_is_withdrawn_when_it_says_so_again()
    {
        const string gone = "<html><head><title>Page not found</title></head><body><p>The page you are looking for could not be found.</p></body></html>";
        var now = First;
        await using var server = Of(path => path == "/robots.txt" ? Nothing : Html(now));
        await VisitAsync(server, 1);
        now = gone;
        await VisitAsync(server, 2);
        Assert.Equal(DocumentState.Withdrawn, archive.Find(server.Url("/news/1"))!.State);
        now = First;
        await VisitAsync(server, 1);
        Assert.Equal(DocumentState.Returned, archive.Find(server.Url("/news/1"))!.State);
    }

    [Fact]
    public async Task What_a_site_asks_robots_to_leave_is_left()
    {
        await using var server = Of(path => path == "/robots.txt" ? Page("User-agent: *\nDisallow: /news") : Html(First));
        var collected = await Over(server).CollectAsync(server.Url("/news/1"), cancellation: Test);
        Assert.Equal($"{server.Url("/news/1")}: the robots.txt of 127.0.0.1 asks robots to stay away from it", collected.Failure);
        Assert.Equal((0, 1), (archive.Size().Captures, server.Requests.Count));
    }

    [Fact]
    public async Task A_site_is_asked_no_faster_than_it_wishes()
    {
        await using var server = Of(path => path == "/robots.txt" ? Page("User-agent: *\nCrawl-delay: 40") : Html(First));
        var hosts = new Hosts(new HostsOptions { Delay = TimeSpan.Zero, Clock = clock });
        var options = server.Options with { Clock = clock, Hosts = hosts };
        var collecting = new Collector(new Fetcher(options), archive, hosts).CollectAsync(server.Url("/news/1"), cancellation: Test);
        // Its robots.txt was a request too, and the page waits after it.
        while (hosts.Free("127.0.0.1") < Start.AddSeconds(40)) await Task.Delay(5, Test);
        Assert.False(collecting.IsCompleted);
        for (; !collecting.IsCompleted; await Task.Delay(20, Test)) clock.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(clock.GetUtcNow(), Start.AddSeconds(40), DateTimeOffset.MaxValue);
        await collecting;
    }

    [Fact]
    public async Task A_body_that_is_cut_short_is_kept_as_such()
    {
        await using var server = Of(path => path == "/robots.txt" ? Nothing : Html(First)[..^40]);
        await Over(server).CollectAsync(server.Url("/news/1"), cancellation: Test);
        Assert.Equal("unspecified", archive.Records().Last().Record.Field("WARC-Truncated"));
    }

    private const string Nothing = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static string Html(string page, string headers = "") => Page(page, $"Content-Type: text/html; charset=utf-8\r\n{headers}");

    private Collector Over(LoopbackServer server) => new(new Fetcher(server.Options with { Clock = clock }), archive);

    private async Task VisitAsync(LoopbackServer server, int times)
    {
        var collector = Over(server);
        for (var i = 0; i < times; i++)
        {
            await collector.CollectAsync(server.Url("/news/1"), cancellation: Test);
            clock.Advance(TimeSpan.FromHours(1));
        }
    }

    private void AssertSame(string profile, LoopbackServer server)
    {
        var document = archive.Find(server.Url("/news/1"))!;
        var version = Assert.Single(archive.Versions(document.Id));
        Assert.Equal((Start.AddMilliseconds(0), Start.AddHours(2), 3), (version.First, version.Last, version.Captures));
        var captures = archive.Captures(document.Id);
        var records = captures.Select(archive.Record).ToList();
        Assert.Equal(["response", "revisit", "revisit"], records.Select(static record => record.Type));
        Assert.All(records.Skip(1), record => Assert.Equal((profile, document.Url, "2026-06-12T09:00:00.25Z", $"<{records[0].Id}>"),
            (record.Field("WARC-Profile"), record.Field("WARC-Refers-To-Target-URI"), record.Field("WARC-Refers-To-Date"), record.Field("WARC-Refers-To"))));
        Assert.All(captures, capture => Assert.Equal(Encoding.UTF8.GetBytes(First), archive.Page(capture.Id)!.Bytes.ToArray()));
    }
}

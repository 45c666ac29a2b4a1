using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

public class FollowingTests
{
    // Of one test: xunit makes an instance for each.
    private readonly SetClock clock = new(Newsroom.Morning.AddDays(10));

    private ReadingRoomOptions Loopback(ReadingRoomOptions options) => options with { WebhooksTo = [Allowance.Parse("127.0.0.0/8")], Clock = clock };

    private static Task Round(OpenRoom room) => room.Room.Services.GetRequiredService<NewsDesk>().RoundAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_saved_search_says_how_much_is_new_until_somebody_has_seen_it()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using (var saved = await room.Post("/follow/searches", ("q", "tram OR ferry"), ("name", "Traffic <b>")))
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Contains("Traffic &lt;b&gt;", await room.Text("/follow"), StringComparison.Ordinal);
        Assert.Contains("Nothing new since", await room.Text("/follow"), StringComparison.Ordinal);
        await room.Capture(("https://herald.example/tram", Newsroom.Morning.AddDays(2), Newsroom.Page("A tram for Sund", "The city of Sund builds a tram from the port to the hospital. It opens next year.")));
        var page = await room.Text("/follow");
        Assert.Contains("1 new</span>", page, StringComparison.Ordinal);
        // What comes in while the page is looked at was seen by nobody.
        var looked = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page);
        await room.Capture(("https://herald.example/ferry-late", Newsroom.Morning.AddDays(3), Newsroom.Page("The ferry is late", "The ferry from Sund to Orsany leaves an hour late today, the harbour master said. Another one is hired.")));
        using (var seen = await room.Press(looked, "Mark as seen: Traffic <b>")) Assert.Equal(HttpStatusCode.SeeOther, seen.StatusCode);
        Assert.Contains("1 new</span>", await room.Text("/follow"), StringComparison.Ordinal);
        using (await room.Press("/follow", "Mark as seen: Traffic <b>")) { }
        Assert.DoesNotContain(" new</span>", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_search_begins_anew_where_the_database_was_made_anew_and_numbers_otherwise()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using (await room.Post("/follow/searches", ("q", "ferry OR tram"), ("name", "Traffic"))) { }
        Assert.Contains("Nothing new since", await room.Text("/follow"), StringComparison.Ordinal);
        // As a smaller database would have left it: all that comes in stays below a mark of the one before.
        Database(room).Do(static database => database.Run("UPDATE saved_search SET mark = 1000, archive = 'another'"));
        await room.Capture(("https://herald.example/tram", Newsroom.Morning.AddDays(2), Newsroom.Page("A tram for Sund", "The city of Sund builds a tram from the port to the hospital. It opens next year.")));
        var page = await room.Text("/follow");
        Assert.Contains("2 new</span>", page, StringComparison.Ordinal);
        using (await room.Press("/follow", "Mark as seen: Traffic")) { }
        Assert.Contains("Nothing new since", await room.Text("/follow"), StringComparison.Ordinal);
        FolderArchive.Rebuild(room.Folder, cancel: TestContext.Current.CancellationToken).Dispose();
        await room.Until("/follow", "2 new</span>");
    }

    [Fact]
    public async Task Webhooks_are_told_of_what_comes_in_behind_a_database_that_was_made_anew_whatever_it_numbers()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Round(room);
        await Add(room, receiver, "searches");
        using (await room.Post("/follow/searches", ("q", "tram"), ("name", "Trams"))) { }
        Database(room).Do(static database => database.Run("UPDATE news_mark SET version = 1000, evidence = 1000, archive = 'another'"));
        await Round(room);
        Assert.Empty(receiver.Received);
        await room.Capture(("https://herald.example/tram", Newsroom.Morning.AddDays(2), Newsroom.Page("A tram for Sund", "The city of Sund builds a tram from the port to the hospital. It opens next year.")));
        await Round(room);
        Assert.Contains("A tram for Sund", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_not_saved()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var refused = await room.Post("/follow/searches", ("q", "peace ("), ("name", "Peace"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain("Peace", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_is_told_of_what_changes_and_vanishes_once_signed_with_its_secret()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts.Take(2).ToList(), Loopback);
        await Round(room);
        var secret = await Add(room, receiver, "changes", "vanished");
        await Round(room);
        Assert.Empty(receiver.Received);
        await room.Capture(Newsroom.Accounts[2]);
        await Round(room);
        await Round(room);
        var (headers, body) = Assert.Single(receiver.Received);
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal(expected, headers["webhook-signature"]);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(["changed", "vanished"], json.RootElement.GetProperty("news").EnumerateArray().Select(static item => item.GetProperty("kind").GetString()!).ToArray());
        Assert.Contains("Edda Holt", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_shown_once()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        var secret = await Add(room, receiver, "changes");
        Assert.DoesNotContain(WebUtility.HtmlEncode(secret), await room.Text("/follow") + await room.Text("/follow/webhooks/1"), StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", await room.Text("/follow/webhooks/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_is_gone_is_told_when_a_second_visit_confirms_it_and_not_again()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Round(room);
        await Add(room, receiver, "vanished");
        Gone(room, Newsroom.Morning.AddDays(3));
        await Round(room);
        Assert.Empty(receiver.Received);
        Gone(room, Newsroom.Morning.AddDays(4));
        await Round(room);
        Assert.Contains("\"kind\":\"withdrawn\"", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
        Gone(room, Newsroom.Morning.AddDays(5));
        await Round(room);
        Assert.Single(receiver.Received);
        Assert.Contains("went missing", await room.Text("/"), StringComparison.Ordinal);
        Assert.Contains("Ferry to Orsany", await room.Text("/vanished?kind=page"), StringComparison.Ordinal);
        Assert.Contains("Ferry to Orsany", await room.Text("/feeds/vanished.atom?source=herald.example"), StringComparison.Ordinal);
        Assert.DoesNotContain("Ferry to Orsany", await room.Text("/feeds/vanished.atom?source=press.norland.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_search_tells_webhooks_of_what_it_finds_new()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Round(room);
        await Add(room, receiver, "searches");
        using (await room.Post("/follow/searches", ("q", "tram"), ("name", "Trams"))) { }
        await room.Capture(
            ("https://herald.example/tram", Newsroom.Morning.AddDays(2), Newsroom.Page("A tram for Sund", "The city of Sund builds a tram from the port to the hospital. It opens next year.")),
            ("https://herald.example/bus", Newsroom.Morning.AddDays(2), Newsroom.Page("A bus for Halden", "The city of Halden buys a bus. It runs on Sundays alone.")));
        await Round(room);
        using var json = JsonDocument.Parse(Assert.Single(receiver.Received).Body);
        var hit = Assert.Single(json.RootElement.GetProperty("news").EnumerateArray().ToList());
        Assert.Equal("A tram for Sund", hit.GetProperty("title").GetString());
        Assert.Equal("Trams", hit.GetProperty("search").GetString());
    }

    [Fact]
    public async Task An_event_is_told_when_a_second_publisher_tells_of_it()
    {
        static (string, DateTimeOffset, string) Sample(string name, string url) => (url, Newsroom.Morning, File.ReadAllText(Path.Combine(Corpora.Root, "samples", name)));
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With([Sample("sund-wire.html", "https://wire.example/sund")], Loopback);
        await Round(room);
        await Add(room, receiver, "events");
        await room.Capture(Sample("sund-courier.html", "https://courier.example/sund"));
        await Round(room);
        Assert.Contains("2 accounts by 2 publishers", Assert.Single(receiver.Received).Body, StringComparison.Ordinal);
        await room.Capture(Sample("sund-orsany.html", "https://orsany.example/sund"));
        await Round(room);
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task What_does_not_arrive_is_sent_again_later_under_the_same_name_also_after_a_restart()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var room = await OpenRoom.With(Newsroom.Accounts.Take(2).ToList(), Loopback);
        await Round(room);
        await Add(room, receiver, "changes");
        await room.Capture(Newsroom.Accounts[2]);
        await Round(room);
        await Round(room);
        Assert.Contains("It answered with status 500.", await room.Text("/follow/webhooks/1"), StringComparison.Ordinal);
        receiver.Status = 204;
        // The first one's clock stands, so that it sends nothing more.
        var later = Loopback(new ReadingRoomOptions(room.Folder)) with { Listen = new IPEndPoint(IPAddress.Loopback, 0), Clock = new SetClock(Newsroom.Morning.AddDays(10).AddMinutes(2)) };
        await using (var again = await ReadingRoom.StartAsync(later, TestContext.Current.CancellationToken))
        {
            await again.Services.GetRequiredService<NewsDesk>().RoundAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(2, receiver.Received.Count);
        Assert.Equal(receiver.Received[0].Headers["webhook-id"], receiver.Received[1].Headers["webhook-id"]);
        Assert.Contains("Arrived.", await room.Text("/follow/webhooks/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_restarts_gets_all_that_waits_however_much_that_is()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, receiver, "changes");
        for (var i = 0; i < 2 * Webhooks.MostFailures; i++) using (await room.Post("/follow/webhooks/1/test")) { }
        await Round(room);
        Assert.Single(receiver.Received);
        receiver.Status = 200;
        await Round(room);
        Assert.Single(receiver.Received);
        clock.Advance(TimeSpan.FromMinutes(1.5));
        await Round(room);
        Assert.Equal((2 * Webhooks.MostFailures) + 1, receiver.Received.Count);
        Assert.DoesNotContain(">stopped</span>", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_fails_on_and_on_is_stopped_and_can_be_used_again()
    {
        await using var receiver = new Receiver { Status = 500 };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, receiver, "changes");
        for (var i = 0; i < 3; i++) using (await room.Post("/follow/webhooks/1/test")) { }
        for (var i = 0; i < 30; i++)
        {
            await Round(room);
            clock.Advance(TimeSpan.FromHours(25));
        }
        Assert.Equal(Webhooks.MostFailures, receiver.Received.Count);
        Assert.Contains(">stopped</span>", await room.Text("/follow"), StringComparison.Ordinal);
        receiver.Status = 200;
        using (await room.Post("/follow/webhooks/1/resume")) { }
        await Round(room);
        Assert.True(receiver.Received.Count > Webhooks.MostFailures);
        Assert.DoesNotContain(">stopped</span>", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attempt_is_written_down_before_it_is_made_so_that_a_server_that_is_killed_leaves_its_trace()
    {
        OpenRoom? asked = null;
        var seen = new List<Delivery>();
        await using var receiver = new Receiver { Before = () => seen.AddRange(Database(asked!).Ask(static database => Deliveries.Of(database, 1))) };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        asked = room;
        await Add(room, receiver, "changes");
        using (await room.Post("/follow/webhooks/1/test")) { }
        await Round(room);
        // As the receiver saw it, before it had answered: what a kill would have left.
        var (left, sent) = (Assert.Single(seen), receiver.Received[0].Headers["webhook-id"]);
        Assert.Equal((sent, 1), (left.Name, left.Attempts));
        Assert.Equal(TimeSpan.FromMinutes(1), left.Due - left.Tried);
        Assert.Contains("Under way", left.Told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhook_that_answers_slowly_holds_up_no_other()
    {
        using var arrived = new CountdownEvent(2);
        var inTime = false;
        await using var slow = new Receiver { Before = () => inTime = arrived.Wait(TimeSpan.FromSeconds(8)) };
        await using var quick = new Receiver { Before = () => arrived.Signal() };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, slow, "changes");
        await Add(room, quick, "changes");
        Database(room).Do(database =>
        {
            foreach (var (webhook, name) in new[] { (1, "msg_a"), (2, "msg_b"), (2, "msg_c") }) Deliveries.Add(database, webhook, name, "{}"u8.ToArray(), clock.GetUtcNow());
        });
        await Round(room);
        Assert.True(inTime);
        Assert.Equal((1, 2), (slow.Received.Count, quick.Received.Count));
    }

    [Fact]
    public async Task A_round_ends_while_more_waits_for_a_slow_webhook_so_that_news_is_looked_for()
    {
        // The room's own desk goes by a clock that stands, so that it sends nothing.
        var own = new SetClock(clock.GetUtcNow());
        await using var slow = new Receiver { Before = () => own.Advance(TimeSpan.FromSeconds(16)) };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, slow, "changes");
        Database(room).Do(database =>
        {
            foreach (var name in new[] { "msg_a", "msg_b" }) Deliveries.Add(database, 1, name, "{}"u8.ToArray(), clock.GetUtcNow());
        });
        var services = room.Room.Services;
        using var desk = new NewsDesk(services.GetRequiredService<Archives>(), Database(room), services.GetRequiredService<Changes>(), services.GetRequiredService<ReadingRoomOptions>() with { Clock = own });
        await desk.RoundAsync(TestContext.Current.CancellationToken);
        Assert.Single(slow.Received);
        own.Advance(TimeSpan.FromMinutes(2));
        await desk.RoundAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, slow.Received.Count);
    }

    [Fact]
    public async Task What_waits_for_a_webhook_that_is_stopped_has_an_end()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, receiver, "changes");
        Database(room).Do(static database => database.Run("UPDATE webhook SET stopped = 1"));
        for (var i = 0; i < Deliveries.MostWaiting + 20; i++) Database(room).Do(database => Deliveries.Add(database, 1, $"msg_{i}", [], clock.GetUtcNow()));
        Assert.Equal((Deliveries.MostWaiting, "msg_20"), Database(room).Ask(static database => ((int)database.Number("SELECT count(*) FROM delivery")!, database.Row(static row => row.GetString(0), "SELECT name FROM delivery ORDER BY id LIMIT 1")!)));
    }

    private static RoomDatabase Database(OpenRoom room) => (RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!;

    [Theory]
    [InlineData("http://127.0.0.1:9000/news", "127.0.0.1:9000")]
    [InlineData("http://localhost:9000/news", "localhost:9000")]
    [InlineData("https://[::1]/news", "[::1]:443")]
    [InlineData("http://10.20.0.7/news", "10.20.0.7:80")]
    [InlineData("http://2130706433/news", "127.0.0.1:80")]
    public async Task A_webhook_to_an_own_address_is_refused_when_it_is_added_with_the_option_that_allows_it(string url, string host)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var refused = await room.Post("/follow/webhooks", ("url", url), ("about", "changes"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains($"--webhooks-to {host}", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("/follow/webhooks/1", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_sent_to_an_address_of_this_machine_that_is_allowed_no_more()
    {
        await using var receiver = new Receiver();
        await using var room = await OpenRoom.With(Newsroom.Accounts, options => options with { Clock = clock });
        Database(room).Do(database => Webhooks.Add(database, receiver.Url, WebhookAbout.Changes, null, null, [Allowance.Parse("127.0.0.1")], clock.GetUtcNow()));
        using (await room.Post("/follow/webhooks/1/test")) { }
        await Round(room);
        Assert.Empty(receiver.Received);
        var told = await room.Text("/follow/webhooks/1");
        Assert.Contains("a special address (loopback", told, StringComparison.Ordinal);
        Assert.Contains("--webhooks-to 127.0.0.1:", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_redirect_is_followed()
    {
        await using var other = new Receiver();
        await using var receiver = new Receiver { Status = 307, Location = other.Url };
        await using var room = await OpenRoom.With(Newsroom.Accounts, Loopback);
        await Add(room, receiver, "changes");
        using (await room.Post("/follow/webhooks/1/test")) { }
        await Round(room);
        Assert.Single(receiver.Received);
        Assert.Empty(other.Received);
        Assert.Contains("which is not followed", await room.Text("/follow/webhooks/1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("FILE:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://name:word@desk.example/")]
    [InlineData("desk.example/news")]
    [InlineData("")]
    public async Task An_address_to_which_nothing_can_be_sent_is_refused_with_a_sentence(string url)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var answer = await room.Post("/follow/webhooks", ("url", url), ("about", "changes"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> Add(OpenRoom room, Receiver receiver, params IEnumerable<string> about)
    {
        var page = await room.Post("/follow/webhooks", [("url", receiver.Url), .. about.Select(static word => ("about", word))]).Body();
        return WebUtility.HtmlDecode(Regex.Match(page, "id=\"secret\">(?<secret>[^<]+)").Groups["secret"].Value);
    }

    // A capture of a page that is not there: what a server answers.
    private static void Gone(OpenRoom room, DateTimeOffset time)
    {
        using var archive = FolderArchive.Write(room.Folder);
        archive.Add([new Incoming(WarcRecord.Create("response", time, Newsroom.Ferry, "application/http; msgtype=response", Encoding.ASCII.GetBytes("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")), [])]);
    }

    /// <summary>A program that is told of news: a real listener on loopback, which keeps what it gets.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task listening;

        public Receiver()
        {
            listener.Start();
            listening = Listen();
        }

        public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/news";

        public int Status { get; set; } = 204;

        public string? Location { get; init; }

        /// <summary>Done when something has come, and before it is answered.</summary>
        public Action Before { get; init; } = static () => { };

        public List<(Dictionary<string, string> Headers, string Body)> Received { get; } = [];

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await listening;
            listener.Dispose();
        }

        private async Task Listen()
        {
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                    var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                    await reader.ReadLineAsync();
                    while (await reader.ReadLineAsync() is { Length: > 0 } line) headers[line[..line.IndexOf(':')]] = line[(line.IndexOf(':') + 1)..].Trim();
                    var body = new char[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
                    await reader.ReadBlockAsync(body);
                    lock (Received) Received.Add((headers, Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
                    Before();
                    var location = Location is null ? "" : $"Location: {Location}\r\n";
                    await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {Status} It\r\n{location}Content-Length: 0\r\nConnection: close\r\n\r\n"));
                }
                catch (Exception closed) when (closed is SocketException or ObjectDisposedException or IOException)
                {
                    return;
                }
            }
        }
    }
}

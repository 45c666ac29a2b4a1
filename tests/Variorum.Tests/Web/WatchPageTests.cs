using System.Net;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class WatchPageTests
{
    private const string Gone = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static LoopbackServer Site()
    {
        LoopbackServer? site = null;
        return site = Of(path => path switch
        {
            "/wire.rss" => Page($"<rss version=\"2.0\"><channel><title>Wire</title><item><title>One</title><link>{site!.Url("/news/1")}</link></item></channel></rss>", "Content-Type: application/rss+xml\r\n"),
            "/news/1" => Page("<html><head><title>Bridge over the Sund is opened</title></head><body><article><h1>Bridge over the Sund is opened</h1><p>Premier Holt opened the bridge over the Sund on Friday, and said that it would carry nine thousand vehicles a day.</p><p>He thanked those who had built it, and the two governments that had paid for it in equal parts.</p></article></body></html>", "Content-Type: text/html\r\n"),
            _ => Gone,
        });
    }

    private static async Task<OpenRoom> Watching(LoopbackServer site)
    {
        var room = await OpenRoom.With([], options =>
        {
            new SourceList([new NewsSource("Norland Press Office", site.Url("/")) { Feeds = [site.Url("/wire.rss")] }]).Write(options.Folder);
            return options with { Watch = true, Allowed = [Allowance.Parse($"127.0.0.1:{site.Port}")], Sparing = new HostsOptions { Delay = TimeSpan.Zero }, Log = TextWriter.Null };
        });
        return room;
    }

    [Fact]
    public async Task A_watch_in_the_same_process_takes_pages_and_its_page_says_so()
    {
        await using var site = Site();
        await using var room = await Watching(site);
        var page = await room.Until("/watch", "new page");
        Assert.Matches(@"A watch runs since \d+ \w+ \d{4}, \d\d:\d\d UTC\.", page);
        Assert.Contains("Norland Press Office", page, StringComparison.Ordinal);
        using var archive = FolderArchive.Read(room.Folder);
        Assert.NotNull(archive.Find(site.Url("/news/1")));
    }

    [Fact]
    public async Task What_the_reading_room_adds_beside_a_watch_goes_by_the_watchs_own_hand()
    {
        await using var site = Site();
        await using var room = await Watching(site);
        await room.Until("/watch", "new page");
        Assert.True(FolderArchive.IsWritten(room.Folder));
        using var answer = await room.Press("/sources", "Fetch it", ("url", site.Url("/news/1")));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_watch_is_refused_where_the_server_is_started()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-");
        using (FolderArchive.Write(folder.FullName))
        {
            var wrong = await Assert.ThrowsAsync<ArchiveException>(() => ReadingRoom.StartAsync(new ReadingRoomOptions(folder.FullName) { Watch = true, Listen = new IPEndPoint(IPAddress.Loopback, 0), Log = TextWriter.Null }, Test));
            Assert.StartsWith("is being written to by another process", wrong.Message, StringComparison.Ordinal);
        }
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Events_tell_what_happens_and_whoever_was_away_hears_what_was_missed()
    {
        await using var site = Site();
        await using var room = await Watching(site);
        await room.Until("/watch", "new page");
        var all = await Listen(room, null, static heard => heard.Exists(static one => one.Contains("new page", StringComparison.Ordinal)) && heard.Exists(static one => one.StartsWith("event: stand", StringComparison.Ordinal)));
        var named = all.Where(static one => one.Contains("id: ", StringComparison.Ordinal)).ToList();
        var first = named[0].Split("id: ")[1].Split('\n')[0];
        var later = await Listen(room, first, static heard => heard.Exists(static one => one.Contains("new page", StringComparison.Ordinal)));
        Assert.DoesNotContain(later, one => one.Contains($"id: {first}\n", StringComparison.Ordinal));
        // A name of another server's start tells nothing: all is told.
        var anew = await Listen(room, "0-7", static heard => heard.Exists(static one => one.Contains("new page", StringComparison.Ordinal)));
        Assert.Contains(anew, one => one.Contains($"id: {first}\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_more_than_8_windows_of_one_visitor_look_on_and_all_are_let_go_when_the_server_ends()
    {
        await using var site = Site();
        var room = await Watching(site);
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < 8; i++) open.Add(await room.Client.GetAsync(new Uri("/watch/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Test));
        Assert.All(open, static one => Assert.Equal(HttpStatusCode.OK, one.StatusCode));
        using var refused = await room.Client.GetAsync(new Uri("/watch/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Test);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var heard = open[0].Content.ReadAsStringAsync(Test);
        await room.DisposeAsync();
        Assert.Contains("event: stand", await heard, StringComparison.Ordinal);
        open.ForEach(static one => one.Dispose());
    }

    [Fact]
    public void No_more_than_64_look_on_and_none_has_all_places()
    {
        var news = new WatchNews(TimeProvider.System);
        for (var i = 0; i < 64; i++) Assert.True(news.TryListen($"visitor {i / 8}"));
        Assert.False(news.TryListen("another"));
        news.Leave("visitor 3");
        Assert.False(news.TryListen("visitor 0"));
        Assert.True(news.TryListen("another"));
        Assert.Equal(64, news.Listeners);
    }

    [Theory]
    [InlineData("signed out")]
    [InlineData("removed")]
    [InlineData("token deleted")]
    [InlineData("idle for a day")]
    public async Task Whoever_is_let_in_no_more_hears_no_more(string why)
    {
        await using var room = await GuardedRoom.With();
        using var browser = room.Browser();
        if (why == "token deleted") browser.Headers.Add("Authorization", "Bearer " + room.Token(Rank.Reader, Rank.Reader));
        else browser.Cookies.Add(new Cookie("variorum", room.Session(Rank.Reader), "/", room.Address.Host));
        using var answer = await browser.Send(HttpMethod.Get, "/watch/events");
        using var heard = new StreamReader(await answer.Content.ReadAsStreamAsync(Test));
        Assert.Equal("retry: 5000", await heard.ReadLineAsync(Test));
        if (why == "signed out") await browser.Post("/you", "/sign-out");
        if (why == "removed") room.Users.Remove("the reader");
        if (why == "token deleted") room.Database.Do(static database => database.Run("DELETE FROM token"));
        var rest = heard.ReadToEndAsync(room.Open.Patience);
        // While somebody listens, the clock goes on: a session is not used by that.
        for (var i = 0; !rest.IsCompleted; i++)
        {
            Assert.True(why == "idle for a day" ? i < 40 : i < 20_000, "the stream goes on");
            room.Clock.Advance(why == "idle for a day" ? TimeSpan.FromHours(1) : TimeSpan.FromSeconds(2));
            await Task.Delay(why == "idle for a day" ? 200 : 20, room.Open.Patience);
            if (why != "idle for a day" && i > 50) break;
        }
        await rest;
    }

    private static async Task<List<string>> Listen(OpenRoom room, string? after, Predicate<List<string>> enough)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/watch/events");
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        using var answer = await room.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Test);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Test));
        var (heard, lines) = (new List<string>(), new List<string>());
        while (!enough(heard))
        {
            var line = await reader.ReadLineAsync(Test) ?? throw new EndOfStreamException();
            if (line.Length > 0) lines.Add(line);
            else
            {
                heard.Add(string.Join('\n', lines) + "\n");
                lines.Clear();
            }
        }
        return heard;
    }
}

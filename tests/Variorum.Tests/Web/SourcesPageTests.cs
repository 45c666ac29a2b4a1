using System.Net;
using AngleSharp.Html.Parser;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class SourcesPageTests
{
    private const string Rss = """
        <rss version="2.0"><channel><title>Wire of the Norland Press Office</title>
        <item><title>Bridge over the Sund is opened &lt;script&gt;alert(1)&lt;/script&gt;</title><link>/news/1</link></item>
        <item><title>Premier Holt receives the envoy of Vesmark</title><link>/news/2</link></item></channel></rss>
        """;

    private const string Gone = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static readonly NewsSource Norland = new("Norland Press Office", "https://press.norland.example/") { Feeds = ["https://press.norland.example/feed"], Proxy = "http://owner:secret@10.0.0.1:8080" };

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private static LoopbackServer Site() => Of(static path => path switch { "/wire.rss" => Page(Rss, "Content-Type: application/rss+xml\r\n"), "/news/1" => Page(Article, "Content-Type: text/html\r\n"), _ => Gone });

    private const string Article = "<html><head><title>Bridge over the Sund is opened</title></head><body><article><h1>Bridge over the Sund is opened</h1><p>Premier Holt opened the bridge over the Sund on Friday, and said that it would carry nine thousand vehicles a day.</p><p>He thanked those who had built it, and the two governments that had paid for it in equal parts.</p></article></body></html>";

    private static Task<OpenRoom> Room(LoopbackServer? site = null, Func<ReadingRoomOptions, ReadingRoomOptions>? with = null) => OpenRoom.With([], options =>
    {
        options = options with { Allowed = site is null ? [] : [Allowance.Parse($"127.0.0.1:{site.Port}")], Sparing = new HostsOptions { Delay = TimeSpan.Zero } };
        return with?.Invoke(options) ?? options;
    });

    private static OpenRoom Knowing(OpenRoom room, params NewsSource[] sources)
    {
        new SourceList(sources).Write(room.Folder);
        return room;
    }

    [Fact]
    public async Task A_person_names_a_site_sees_what_was_found_there_and_follows_it()
    {
        await using var site = Site();
        await using var room = await Room(site);
        using var looked = await room.Press("/sources", "Look it over", ("url", site.Url("/wire.rss")));
        Assert.Equal(HttpStatusCode.SeeOther, looked.StatusCode);
        var found = await room.Until(looked.Headers.Location!.ToString(), "What was found");
        Assert.Contains("Premier Holt receives the envoy of Vesmark", found, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", found, StringComparison.Ordinal);
        using var added = await room.Press(new HtmlParser().ParseDocument(found), "Follow it", ("name", "Norland / Wire"), ("country", "nl"));
        Assert.Equal("/sources/Norland%20%2F%20Wire", added.Headers.Location!.ToString());
        var source = Assert.Single(SourceList.Read(room.Folder).Sources);
        Assert.Equal(("Norland / Wire", "NL", site.Url("/wire.rss")), (source.Name, source.Country, Assert.Single(source.Feeds)));
        Assert.Contains("not read yet", await room.Text(added.Headers.Location!.ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_site_on_the_own_network_is_not_looked_over_unless_it_is_allowed()
    {
        await using var site = Site();
        await using var room = await Room();
        using var looked = await room.Press("/sources", "Look it over", ("url", site.Url("/wire.rss")));
        Assert.Contains("It could not be read", await room.Until(looked.Headers.Location!.ToString(), "What was found"), StringComparison.Ordinal);
        Assert.Empty(site.Requests);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData("https://name:word@press.norland.example/")]
    [InlineData("")]
    [InlineData("https://\u202epress")]
    public async Task What_is_no_address_of_the_web_is_refused_in_a_sentence(string typed)
    {
        await using var room = await Room();
        using var answer = await room.Press("/sources", "Look it over", ("url", typed));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This cannot be answered: that is no address", await answer.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_paused_and_followed_again_and_removed()
    {
        await using var room = Knowing(await Room(), Norland);
        var path = SourcesPage.Path(Norland.Name);
        (await room.Press(path, "Pause it")).Dispose();
        Assert.True(SourceList.Read(room.Folder).Sources[0].Paused);
        (await room.Press(path, "Follow it again")).Dispose();
        Assert.False(SourceList.Read(room.Folder).Sources[0].Paused);
        (await room.Press(path, $"Remove {Norland.Name}")).Dispose();
        Assert.Empty(SourceList.Read(room.Folder).Sources);
    }

    [Fact]
    public async Task Two_people_who_change_one_source_take_nothing_back_of_each_other()
    {
        await using var room = Knowing(await Room(), Norland);
        var path = SourcesPage.Path(Norland.Name);
        var opened = new HtmlParser().ParseDocument(await room.Text(path));
        (await room.Press(path, "Change it", ("language", "nl"))).Dispose();
        using var second = await room.Press(opened, "Change it", ("country", "VE"));
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        var page = new HtmlParser().ParseDocument(await second.Content.ReadAsStringAsync(Test));
        Assert.Equal(("nl", (string?)null), (SourceList.Read(room.Folder).Sources[0].Language, SourceList.Read(room.Folder).Sources[0].Country));
        Assert.Equal("VE", page.QuerySelector("input[name=country]")!.GetAttribute("value"));
        // What they typed is sent again on top of what the other did.
        (await room.Press(page, "Change it", ("language", "nl"))).Dispose();
        Assert.Equal(("nl", "VE"), (SourceList.Read(room.Folder).Sources[0].Language, SourceList.Read(room.Folder).Sources[0].Country));
    }

    [Fact]
    public async Task Many_changes_at_once_are_all_kept()
    {
        await using var room = await Room();
        await Parallel.ForAsync(0, 40, Test, (number, _) =>
        {
            SourceList.Change(room.Folder, list => list.With(null, new NewsSource($"Source {number}", $"https://press{number}.example/")));
            return ValueTask.CompletedTask;
        });
        Assert.Equal(40, SourceList.Read(room.Folder).Sources.Count);
    }

    [Fact]
    public async Task The_word_of_a_proxy_is_shown_to_nobody_and_is_not_changed_by_a_form()
    {
        await using var room = Knowing(await Room(), Norland);
        var path = SourcesPage.Path(Norland.Name);
        Assert.DoesNotContain("secret", await room.Text(path), StringComparison.Ordinal);
        (await room.Press(path, "Change it", ("proxy", "http://169.254.169.254/"), ("delay", "5"))).Dispose();
        Assert.Equal((Norland.Proxy, 5.0), (SourceList.Read(room.Folder).Sources[0].Proxy, SourceList.Read(room.Folder).Sources[0].Delay));
    }

    [Theory]
    [InlineData("name", "", "needs a name")]
    [InlineData("country", "Norland", "the country is not two letters")]
    [InlineData("delay", "-1", "the delay is no number of seconds")]
    [InlineData("delay", "1e9", "the delay is no number of seconds")]
    [InlineData("feeds", "ftp://press.norland.example/", "a line that is no address")]
    [InlineData("name", "a\u0001b", "control characters")]
    public async Task A_field_that_makes_no_sense_changes_nothing_and_is_named(string field, string value, string said)
    {
        await using var room = Knowing(await Room(), Norland);
        using var answer = await room.Press(SourcesPage.Path(Norland.Name), "Change it", (field, value));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, await answer.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        Assert.Equal(Norland.Feeds, SourceList.Read(room.Folder).Sources[0].Feeds);
    }

    [Fact]
    public async Task Feeds_go_out_as_OPML_and_come_in_again()
    {
        await using var room = Knowing(await Room(), Norland);
        var opml = await room.Text("/sources.opml");
        Assert.Contains("https://press.norland.example/feed", opml, StringComparison.Ordinal);
        (await room.Press(SourcesPage.Path(Norland.Name), $"Remove {Norland.Name}")).Dispose();
        using var answer = await room.Press("/sources", "Follow them", ("file", opml));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(Norland.Feeds, Assert.Single(SourceList.Read(room.Folder).Sources).Feeds);
        Assert.Contains("of the list", await room.Text(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        using var none = await room.Press("/sources", "Follow them", ("file", "no list"));
        Assert.Equal(HttpStatusCode.BadRequest, none.StatusCode);
    }

    [Fact]
    public async Task One_page_is_fetched_into_the_archive_which_is_closed_again_for_others_to_write_to()
    {
        await using var site = Site();
        await using var room = await Room(site);
        using var answer = await room.Press("/sources", "Fetch it", ("url", site.Url("/news/1")));
        Assert.StartsWith("/documents/", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.False(FolderArchive.IsWritten(room.Folder));
    }

    [Fact]
    public async Task While_another_process_writes_nothing_is_added_and_it_is_said_why()
    {
        await using var site = Site();
        await using var room = await Room(site);
        using var other = FolderArchive.Write(room.Folder);
        using var answer = await room.Press("/sources", "Fetch it", ("url", site.Url("/news/1")));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The archive is being written to by another process", await answer.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
    }
}

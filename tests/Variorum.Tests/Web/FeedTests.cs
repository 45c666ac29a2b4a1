using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Variorum;

public class FeedTests
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    [Theory]
    [InlineData("changes", "Norland and Vesmark sign a grain agreement")]
    [InlineData("vanished", "Edda Holt")]
    [InlineData("search", "Ferry to Orsany")]
    public async Task News_is_told_in_three_formats_alike(string feed, string news)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var query = feed == "search" ? "?q=ferry" : "";
        var atom = XDocument.Parse(await room.Text($"/feeds/{feed}.atom{query}")).Root!;
        var rss = XDocument.Parse(await room.Text($"/feeds/{feed}.rss{query}")).Root!;
        using var json = JsonDocument.Parse(await room.Text($"/feeds/{feed}.json{query}"));
        var entry = Assert.Single(atom.Elements(Atom + "entry"));
        var item = Assert.Single(rss.Element("channel")!.Elements("item"));
        var told = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray().ToList());
        Assert.Contains(news, entry.Element(Atom + "title")!.Value + entry.Element(Atom + "summary")!.Value, StringComparison.Ordinal);
        Assert.Contains(news, item.Element("title")!.Value + item.Element("description")!.Value, StringComparison.Ordinal);
        Assert.Contains(news, told.GetProperty("title").GetString() + told.GetProperty("content_text").GetString(), StringComparison.Ordinal);
        Assert.Equal(entry.Element(Atom + "id")!.Value, item.Element("guid")!.Value);
        Assert.Equal(entry.Element(Atom + "id")!.Value, told.GetProperty("id").GetString());
        Assert.StartsWith(room.Client.BaseAddress!.AbsoluteUri, item.Element("link")!.Value, StringComparison.Ordinal);
        Assert.Equal("https://jsonfeed.org/version/1.1", json.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task An_item_keeps_its_id_when_the_database_is_made_anew()
    {
        static async Task<string> Id(OpenRoom room) => XDocument.Parse(await room.Text("/feeds/changes.atom")).Root!.Element(Atom + "entry")!.Element(Atom + "id")!.Value;
        await using var one = await OpenRoom.With(Newsroom.Accounts);
        await using var other = await OpenRoom.With([.. Newsroom.Accounts.OrderByDescending(static page => page.Time)]);
        Assert.Equal(await Id(one), await Id(other));
    }

    [Fact]
    public async Task Who_has_a_feed_already_is_told_so_by_its_tag_and_by_no_time_since_what_comes_in_late_may_be_old()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var first = await room.Get("/feeds/changes.atom");
        Assert.Null(first.Content.Headers.LastModified);
        using var byTag = await room.Get("/feeds/changes.atom", ("If-None-Match", first.Headers.ETag!.ToString()));
        using var byTime = await room.Get("/feeds/changes.atom", ("If-Modified-Since", Newsroom.Morning.AddDays(2).ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(HttpStatusCode.NotModified, byTag.StatusCode);
        Assert.Equal(HttpStatusCode.OK, byTime.StatusCode);
    }

    [Fact]
    public async Task A_feed_is_one_of_its_room_and_no_other()
    {
        static async Task<string> Id(OpenRoom room) => XDocument.Parse(await room.Text("/feeds/changes.atom")).Root!.Element(Atom + "id")!.Value;
        await using var one = await OpenRoom.With(Newsroom.Accounts);
        await using var other = await OpenRoom.With(Newsroom.Accounts);
        Assert.Equal(await Id(one), await Id(one));
        Assert.NotEqual(await Id(one), await Id(other));
    }

    [Fact]
    public async Task Text_of_strangers_is_no_markup_in_any_format()
    {
        var hostile = Newsroom.Page("A &lt;script&gt;alert(1)&lt;/script&gt; headline ]]&gt; \u0007\u202e end", "The budget &lt;img src=x onerror=alert(2)&gt; was told in full. It is a long one.");
        await using var room = await OpenRoom.With([("https://press.norland.example/x?a=1&b=<2>", Newsroom.Morning, hostile)]);
        var atom = XDocument.Parse(await room.Text("/feeds/search.atom?q=budget")).Root!.Element(Atom + "entry")!;
        Assert.Equal("text", atom.Element(Atom + "title")!.Attribute("type")!.Value);
        Assert.Empty(atom.Element(Atom + "title")!.Elements());
        var rss = XDocument.Parse(await room.Text("/feeds/search.rss?q=budget")).Root!.Element("channel")!.Element("item")!;
        Assert.DoesNotContain('<', rss.Element("title")!.Value);
        Assert.DoesNotContain('<', rss.Element("description")!.Value);
        using var json = JsonDocument.Parse(await room.Text("/feeds/search.json?q=budget"));
        Assert.False(json.RootElement.GetProperty("items")[0].TryGetProperty("content_html", out _));
        Assert.DoesNotContain('\u202e', await room.Text("/feeds/search.rss?q=budget"));
    }

    [Fact]
    public async Task A_feed_tells_of_one_source_alone_where_that_is_asked_for()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        Assert.Empty(XDocument.Parse(await room.Text("/feeds/changes.atom?source=herald.example")).Root!.Elements(Atom + "entry"));
        Assert.Single(XDocument.Parse(await room.Text("/feeds/changes.atom?what=new&source=herald.example")).Root!.Elements(Atom + "entry"));
    }

    [Fact]
    public async Task Pages_lead_feed_readers_to_their_feeds()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        Assert.Contains("<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Changes (Atom)\" href=\"/feeds/changes.atom\">", await room.Text("/"), StringComparison.Ordinal);
        Assert.Contains("href=\"/feeds/search.json?q=ferry\"", await room.Text("/search?q=ferry"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_of_a_query_that_cannot_be_read_is_a_problem_with_a_sentence()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var answer = await room.Get("/feeds/search.json?q=(", ("Accept", "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task An_event_is_told_once_several_publishers_tell_of_it()
    {
        static (string, DateTimeOffset, string) Sample(string name, string url) => (url, Newsroom.Morning, File.ReadAllText(Path.Combine(Corpora.Root, "samples", name)));
        var wire = Sample("sund-wire.html", "https://wire.example/sund");
        await using (var alone = await OpenRoom.With([wire])) Assert.Empty(XDocument.Parse(await alone.Text("/feeds/events.atom")).Root!.Elements(Atom + "entry"));
        await using var room = await OpenRoom.With([wire, Sample("sund-courier.html", "https://courier.example/sund")]);
        var entries = XDocument.Parse(await room.Text("/feeds/events.atom")).Root!.Elements(Atom + "entry").ToList();
        Assert.Contains("2 accounts by 2 publishers", Assert.Single(entries).Element(Atom + "summary")!.Value, StringComparison.Ordinal);
    }
}

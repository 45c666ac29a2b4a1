using System.Net;

namespace Variorum;

public class ComparePageTests
{
    private const string Norland = "The minister opened the bridge at Orsany on 4 May 2026. It cost 12 million crowns. The ferries will sail until the autumn.",
        Vesmark = "On 4 May 2026 the minister opened the bridge at Orsany. It cost 14 million crowns. Nobody spoke of the ferries.";

    [Fact]
    public async Task Two_accounts_stand_side_by_side_with_what_differs()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        var page = await room.Text("/compare?account=1&account=2");
        Assert.Contains("<mark title=\"Figure: 38 percent / 28 percent\">38 percent</mark>", page, StringComparison.Ordinal);
        Assert.Contains("id=\"B13\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_two_accounts_are_a_table_with_a_map()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        var page = await room.Text("/compare?account=1&account=3&account=4");
        Assert.Contains("id=\"statements\"", page, StringComparison.Ordinal);
        Assert.Contains("/compare?account=1&account=4", SampleRoom.Links(page, "/compare?"));
    }

    [Fact]
    public async Task With_one_account_the_others_of_its_event_are_offered()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        var page = await room.Text("/compare?account=1");
        Assert.Contains("<input type=\"checkbox\" name=\"account\" value=\"2\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_texts_are_compared_and_nothing_is_stored()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", Norland), ("text", Vesmark));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("<mark title=\"Figure: 12 million crowns / 14 million crowns\">", text, StringComparison.Ordinal);
        Assert.Contains("2 documents", (await browser.Get("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_texts_come_as_one_file_too()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        Assert.DoesNotContain("Download as one file", (await browser.Post("/compare", "/compare", ("text", Norland), ("text", ""))).Text, StringComparison.Ordinal);
        var (_, text, answer) = await browser.Post("/compare", "/compare", ("text", Norland), ("text", Vesmark), ("as", "json"));
        Assert.Equal("comparison.json", answer.Content.Headers.ContentDisposition?.FileName);
        Assert.Contains("variorum-collation/1", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_that_somebody_wants_to_keep_are_accounts_of_the_archive()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, _, answer) = await browser.Post("/compare", "/compare", ("text", Norland), ("text", Vesmark), ("keep", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Contains("14 million crowns", (await browser.Get(answer.Headers.Location!.ToString())).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_text_typed_twice_is_not_kept_as_there_is_nothing_to_compare()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", Norland), ("text", Norland), ("keep", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("one and the same", text, StringComparison.Ordinal);
        Assert.Equal(0, (await room.Json("/api/v1/status")).GetProperty("captures").GetInt64());
    }

    [Fact]
    public async Task What_was_kept_is_in_the_audit_log_also_where_it_cannot_be_compared()
    {
        await using var site = LoopbackServer.Of(static _ => LoopbackServer.Page(Norland, "Content-Type: text/plain\r\n"));
        await using var room = await OpenRoom.With([], options => options with { Allowed = [Allowance.Parse($"127.0.0.1:{site.Port}")], Sparing = new HostsOptions { Delay = TimeSpan.Zero } });
        using var browser = new Browser(room.Room.Address);
        // Two spellings of one address are one document.
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", site.Url("/norland")), ("text", site.Url("/norland#end")), ("keep", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("one and the same", text, StringComparison.Ordinal);
        Assert.StartsWith("captures ", Assert.Single(Audit.Before((RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!, null, null, 10), static entry => entry.What == "kept typed texts").About, StringComparison.Ordinal);
    }

    [Theory, InlineData("http://127.0.0.1:1/"), InlineData("http://[::1]/"), InlineData("http://169.254.169.254/latest/meta-data"), InlineData("http://2130706433/"), InlineData("http://localhost:22/")]
    public async Task An_address_within_the_own_network_is_not_fetched(string address)
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", address), ("text", Norland));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("role=\"alert\"", text, StringComparison.Ordinal);
        Assert.Contains(">" + Norland[..20], text.Replace(">\n", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_addresses_are_fetched_and_compared()
    {
        await using var site = LoopbackServer.Of(static path => path switch
        {
            "/norland" => LoopbackServer.Page(Norland, "Content-Type: text/plain\r\n"),
            "/vesmark" => LoopbackServer.Page(Vesmark, "Content-Type: text/plain\r\n"),
            _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        });
        await using var room = await OpenRoom.With([], options => options with { Allowed = [Allowance.Parse($"127.0.0.1:{site.Port}")] });
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", site.Url("/norland")), ("text", site.Url("/vesmark")));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("14 million crowns", text, StringComparison.Ordinal);
        (status, text, _) = await browser.Post("/compare", "/compare", ("text", site.Url("/gone")), ("text", site.Url("/vesmark")));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("answers 404", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_addresses_and_texts_that_are_to_be_kept_all_are_or_none_is()
    {
        await using var site = LoopbackServer.Of(static path => path == "/norland" ? LoopbackServer.Page(Norland, "Content-Type: text/plain\r\n") : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
        await using var room = await OpenRoom.With([], options => options with { Allowed = [Allowance.Parse($"127.0.0.1:{site.Port}")], Sparing = new HostsOptions { Delay = TimeSpan.Zero } });
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/compare", "/compare", ("text", site.Url("/norland")), ("text", Vesmark), ("text", site.Url("/gone")), ("keep", "1"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("answers 404", text, StringComparison.Ordinal);
        Assert.Equal(0, (await room.Json("/api/v1/status")).GetProperty("captures").GetInt64());
        var (kept, _, answer) = await browser.Post("/compare", "/compare", ("text", Vesmark), ("text", site.Url("/norland")), ("keep", "1"));
        Assert.Equal(HttpStatusCode.SeeOther, kept);
        var compared = (await browser.Get(answer.Headers.Location!.ToString())).Text;
        Assert.Contains("14 million crowns", compared, StringComparison.Ordinal);
        // In the order in which they were typed, and the page with the answer that it came in.
        Assert.Equal("?account=2&account=1", "?" + answer.Headers.Location!.ToString().Split('?')[1]);
        Assert.Equal(2, (await room.Json("/api/v1/status")).GetProperty("documents").GetInt64());
    }

    [Fact]
    public async Task A_reader_compares_texts_and_fetches_and_keeps_nothing()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var reader = await guarded.SignedIn(Rank.Reader);
        Assert.Equal(HttpStatusCode.OK, (await reader.Post("/compare", "/compare", ("text", Norland), ("text", Vesmark))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("/compare", "/compare", ("text", "https://press.norland.example/1"), ("text", Vesmark))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("/compare", "/compare", ("text", Norland), ("text", Vesmark), ("keep", "1"))).Status);
    }

    [Fact]
    public async Task Text_that_holds_markup_stays_text()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        const string hostile = "The minister said <script>alert(1)</script> that 12 crowns were paid. </textarea><img src=x onerror=alert(1)> He left.";
        var (_, text, _) = await browser.Post("/compare", "/compare", ("text", "Plain text. " + hostile), ("text", Vesmark));
        Assert.DoesNotContain("<script>alert", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", text, StringComparison.Ordinal);
    }

    [Theory, InlineData("?account=x"), InlineData("?account=1&account=99"), InlineData("/file?account=1"), InlineData("/link?account=1"), InlineData("/link?account=1&account=2&a=A999"), InlineData("/link?account=1&account=2&b=A1")]
    public async Task Accounts_and_passages_that_are_none_are_a_sentence(string asked)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var answer = await room.Client.GetAsync(new Uri("/compare" + asked, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.InRange((int)answer.StatusCode, 400, 404);
    }
}

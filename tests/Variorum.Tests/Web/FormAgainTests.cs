using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>Whoever sends a form that is refused has it back: the reason, and what was typed.</summary>
public class FormAgainTests
{
    [Fact]
    public async Task The_name_of_a_saved_search_that_is_too_long_is_given_back_beside_the_results()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var name = new string('n', SavedSearches.LongestName + 1);
        var (status, text, _) = await browser.Post("/search?q=trade&scope=current", "/follow/searches", ("q", "trade"), ("scope", "current"), ("name", name));
        var form = Refused(status, text, "This cannot be answered: name has more than");
        Assert.Equal((name, "trade", "current"), (Typed(form, "name"), Typed(form, "q"), Typed(form, "scope")));
    }

    [Fact]
    public async Task The_fields_of_a_webhook_whose_address_is_wrong_are_given_back_with_their_ticks()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/follow", "/follow/webhooks", ("url", "ftp://desk.norland.example/"), ("about", "events"), ("source", "<b>\"press\"</b>"));
        var form = Refused(status, text, "This cannot be answered: ");
        Assert.Equal(("ftp://desk.norland.example/", "<b>\"press\"</b>"), (Typed(form, "url"), Typed(form, "source")));
        Assert.Equal(["events"], form.QuerySelectorAll("input:checked").Select(static box => box.GetAttribute("value")));
    }

    [Fact]
    public async Task An_address_that_is_none_is_given_back_in_the_form_that_it_was_typed_into()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/sources", "/sources", ("do", "page"), ("url", "not an address"));
        var form = Refused(status, text, "that is no address");
        Assert.Equal("page", form.QuerySelector("button")!.GetAttribute("value"));
        Assert.Equal("not an address", Typed(form, "url"));
        Assert.True(((IHtmlDetailsElement)form.Closest("details")!).IsOpen);
    }

    [Fact]
    public async Task The_settings_of_a_source_are_given_back_as_they_were_typed()
    {
        await using var room = await OpenRoom.With([]);
        SourceList.Change(room.Folder, static list => list.With(null, new NewsSource("Press of the North / Gazette", "https://press.norland.example/")));
        using var browser = new Browser(room.Room.Address);
        var path = SourcesPage.Path("Press of the North / Gazette");
        var mark = Typed(new HtmlParser().ParseDocument((await browser.Get(path)).Text).QuerySelector("form.source")!, "mark");
        var (status, text, _) = await browser.Post(path, path, ("do", "change"), ("mark", mark), ("name", "Press"), ("country", "Norland"), ("language", ""), ("delay", "5"), ("feeds", "https://press.norland.example/feed\n"), ("sitemaps", ""), ("listings", ""), ("include", ""), ("exclude", ""));
        var form = Refused(status, text, "the country is not two letters");
        Assert.Equal(("Press", "Norland", "5"), (Typed(form, "name"), Typed(form, "country"), Typed(form, "delay")));
        Assert.Equal("https://press.norland.example/feed\n", ((IHtmlTextAreaElement)form.QuerySelector("textarea[name=feeds]")!).Value);
    }

    [Fact]
    public async Task What_was_to_be_decided_of_an_event_is_given_back_with_its_reason()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/events/1", "/events/1/decide", ("decision", "merge"), ("other", "seventeen"), ("note", "One signing"));
        var form = Refused(status, text, "“seventeen” is no number of event");
        Assert.Equal(("merge", "seventeen", "One signing"), (Typed(form, "decision"), Typed(form, "other"), Typed(form, "note")));
    }

    [Fact]
    public async Task A_note_that_is_too_long_is_given_back_whole()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var (page, note) = ("/compare/link?account=1&account=2&a=A9", "\nA line <of> it\n" + new string('w', LinkForms.LongestComment));
        var (status, text, _) = await browser.Post(page, page, ("account", "1"), ("account", "2"), ("a", "A9"), ("do", "note"), ("comment", note), ("seen", "0"));
        var form = Refused(status, text, "comment has more than 4000 letters");
        Assert.Equal(note, ((IHtmlTextAreaElement)form.QuerySelector("textarea")!).Value);
    }

    [Fact]
    public async Task Whom_an_admin_would_let_in_is_given_back_but_for_the_password()
    {
        await using var guarded = await GuardedRoom.With();
        using var admin = await guarded.SignedIn(Rank.Admin);
        var (status, text, _) = await admin.Post("/users", "/users", ("name", "Ilse Brand"), ("role", "editor"), ("password", "heron 9"));
        var form = Refused(status, text, "This cannot be answered: ");
        Assert.Equal(("Ilse Brand", "editor"), (Typed(form, "name"), ((IHtmlSelectElement)form.QuerySelector("select")!).Value));
        Assert.DoesNotContain("heron 9", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_a_page_elsewhere_made_is_not_filled_in_for_it()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        using var sent = new FormUrlEncodedContent([KeyValuePair.Create("url", "https://elsewhere.example/"), KeyValuePair.Create("do", "page")]);
        using var answer = await browser.Send(HttpMethod.Post, "/sources", sent);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("elsewhere.example", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_done_is_given_back_as_well()
    {
        await using var guarded = await GuardedRoom.With();
        using var editor = await guarded.SignedIn(Rank.Editor);
        var (status, text, _) = await editor.Post("/tokens", "/tokens", ("name", "Clippings"), ("scope", "admin"), ("days", "30"));
        var form = Refused(status, text, "This cannot be done: a token may not do more than its owner.", HttpStatusCode.Forbidden);
        Assert.Equal("Clippings", Typed(form, "name"));
    }

    [Fact]
    public async Task A_form_that_says_it_stands_on_a_page_without_an_end_is_answered_with_the_reason_alone()
    {
        await using var room = await OpenRoom.With([]);
        using var browser = new Browser(room.Room.Address);
        var (status, text, _) = await browser.Post("/follow", "/follow/webhooks", "/watch/events", [("url", "ftp://desk.norland.example/")]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("This cannot be answered: ", text, StringComparison.Ordinal);
    }

    private static IHtmlFormElement Refused(HttpStatusCode status, string text, string reason, HttpStatusCode expected = HttpStatusCode.BadRequest)
    {
        Assert.Equal(expected, status);
        var told = new HtmlParser().ParseDocument(text).QuerySelector("[role=alert]")!;
        Assert.Contains(reason, told.TextContent, StringComparison.Ordinal);
        return Assert.IsType<IHtmlFormElement>(told.NextElementSibling, exactMatch: false);
    }

    private static string Typed(IElement form, string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value")!;
}

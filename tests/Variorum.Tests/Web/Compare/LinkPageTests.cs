using System.Net;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

public class LinkPageTests
{
    private const string Both = "/compare?account=1&account=2", Editor = "the editor";

    [Fact]
    public async Task A_link_that_is_rejected_is_none_in_the_next_comparison_nor_in_the_event()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var link = await Link(browser, "A19");
        var before = (await browser.Get("/events/1")).Text;
        var (status, _, answer) = await browser.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0"), ("comment", "scholarships are not students")]);
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.StartsWith(Both + "#A", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        var after = (await browser.Get(Both)).Text;
        Assert.DoesNotContain(link, SampleRoom.Links(after, "/compare/link"));
        Assert.Contains("rejected by local", after, StringComparison.Ordinal);
        var entry = Audit.Before(room.Room.Services.GetRequiredService<RoomDatabase>(), null, null, 1).Single();
        Assert.Equal("reject link", entry.What);
        Assert.Matches("^A19.* of accounts 1, 2$", entry.About);
        Assert.NotEqual(before, (await browser.Get("/events/1")).Text);
    }

    [Fact]
    public async Task Passages_that_somebody_links_are_linked_with_the_relation_that_was_said()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        await browser.Post(Passage("a=A24"), "/compare/link", ("account", "1"), ("account", "2"), ("a", "A24"), ("b", "B63"), ("do", "draw"), ("relation", "partial"), ("seen", "0"));
        var page = (await browser.Get("/compare/link?account=1&account=2&a=A24&b=B63")).Text;
        Assert.Contains("Link A24 · B63", page, StringComparison.Ordinal);
        Assert.Contains("≈ in part", page, StringComparison.Ordinal);
        Assert.Contains("drawn by local", page, StringComparison.Ordinal);
    }

    [Theory, InlineData("a=A24", "<h1>Passage A24</h1>"), InlineData("b=B63", "<h1>Passage B63</h1>"), InlineData("a=A24&b=B1", "<h1>Passages A24 · B1</h1>"), InlineData("", "<h1>Draw a link</h1>")]
    public async Task Passages_that_somebody_looks_at_are_named(string chosen, string heading)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        Assert.Contains(heading, (await browser.Get(Passage(chosen))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_later_of_two_who_decide_of_one_link_is_told_what_the_earlier_decided()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        using var admin = await guarded.SignedIn(Rank.Admin);
        var link = await Link(editor, "A19");
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "relate"), ("relation", "partial"), ("seen", "0")])).Status);
        var (status, text, _) = await admin.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0"), ("comment", "Not <one> word"), ("relation", "same")]);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("While you looked at it, it was corrected by the editor on 20 June 2026 at 09:00 UTC (in part).", text, StringComparison.Ordinal);
        // What the later one typed stands in the form, which can be sent again on top of what the earlier one did.
        var form = Form(text, "accept");
        Assert.Equal(("Not <one> word", "same", "1"), (Value(form, "comment"), ((IHtmlSelectElement)form.QuerySelector("select")!).Value, Value(form, "seen")));
        Assert.Contains(link, SampleRoom.Links((await admin.Get(Both)).Text, "/compare/link"));
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "1")])).Status);
    }

    [Fact]
    public async Task Two_who_reject_the_same_link_are_not_in_each_others_way()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        using var admin = await guarded.SignedIn(Rank.Admin);
        var link = await Link(editor, "A19");
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0"), ("comment", "scholarships are not students")])).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post(Both, "/compare/link" + link[link.IndexOf('?', StringComparison.Ordinal)..], [.. Fields(link), ("do", "reject"), ("seen", "0"), ("comment", "so it seems to me")])).Status);
        var decisions = (await admin.Get("/compare/decisions")).Text;
        Assert.Contains("scholarships are not students", decisions, StringComparison.Ordinal);
        Assert.Contains("so it seems to me", decisions, StringComparison.Ordinal);
        Assert.DoesNotContain(link, SampleRoom.Links((await admin.Get(Both)).Text, "/compare/link"));
    }

    [Fact]
    public async Task Who_accepts_a_link_that_another_rejected_meanwhile_is_told_who_when_and_why_and_can_accept_it_nevertheless()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        using var admin = await guarded.SignedIn(Rank.Admin);
        var link = await Link(editor, "A19");
        await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0"), ("comment", "scholarships are not students")]);
        var (status, text, _) = await admin.Post(Both, "/compare/link" + link[link.IndexOf('?', StringComparison.Ordinal)..], [.. Fields(link), ("do", "accept"), ("seen", "0"), ("comment", "They are paid for"), ("relation", "partial")]);
        Assert.Equal(HttpStatusCode.Conflict, status);
        Assert.Contains("While you looked at it, it was rejected by the editor on 20 June 2026 at 09:00 UTC, who wrote “scholarships are not students”.", text, StringComparison.Ordinal);
        var form = Form(text, "accept");
        Assert.Equal("They are paid for", Value(form, "comment"));
        guarded.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains("class=\"back\" href=\"/compare?account=1&amp;account=2#A19\"", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await admin.Post(link, "/compare/link", [.. Fields(link), ("do", "accept"), ("seen", Value(form, "seen")), ("comment", Value(form, "comment"))])).Status);
        Assert.Contains(link, SampleRoom.Links((await admin.Get(Both)).Text, "/compare/link"));
        Assert.Contains("Accepted by the admin", (await admin.Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decision_is_withdrawn_by_its_author_and_kept_in_the_history()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        var link = await Link(editor, "A19");
        await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0")]);
        var page = (await editor.Get(link)).Text;
        var id = WebUtility.HtmlDecode(page.Split("name=\"id\" value=\"")[1].Split('"')[0]);
        Assert.Equal(HttpStatusCode.SeeOther, (await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "withdraw"), ("id", id)])).Status);
        Assert.Contains(link, SampleRoom.Links((await editor.Get(Both)).Text, "/compare/link"));
        Assert.Contains("withdrawn by <bdi>" + Editor, (await editor.Get(link)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_withdraws_what_somebody_else_decided_but_an_admin()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        using var admin = await guarded.SignedIn(Rank.Admin);
        var link = await Link(admin, "A19");
        await admin.Post(link, "/compare/link", [.. Fields(link), ("do", "accept"), ("seen", "0")]);
        var id = WebUtility.HtmlDecode((await admin.Get(link)).Text.Split("name=\"id\" value=\"")[1].Split('"')[0]);
        Assert.DoesNotContain("name=\"id\"", (await editor.Get(link)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await editor.Post(link, "/compare/link", [.. Fields(link), ("do", "withdraw"), ("id", id)])).Status);
    }

    [Fact]
    public async Task A_note_stands_beside_its_passage_for_every_reader()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var editor = await guarded.SignedIn(Rank.Editor);
        await editor.Post(Passage("a=A9"), "/compare/link", ("account", "1"), ("account", "2"), ("a", "A9"), ("do", "note"), ("comment", "Which trade: <goods>?"), ("seen", "0"));
        using var reader = await guarded.SignedIn(Rank.Reader);
        var page = (await reader.Get(Both)).Text;
        Assert.Contains("title=\"Which trade: &lt;goods&gt;?\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"decide\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Get(Passage("a=A9"))).Status);
    }

    [Fact]
    public async Task Decisions_go_out_as_web_annotations_and_come_into_another_room()
    {
        await using var from = await OpenRoom.With(SampleRoom.Of("signing"));
        await using var to = await OpenRoom.With(SampleRoom.Of("signing"));
        using var other = new Browser(to.Room.Address);
        var (link, annotations) = await Rejected(from);
        Assert.Equal(HttpStatusCode.SeeOther, await Import(other, annotations));
        Assert.DoesNotContain(link, SampleRoom.Links((await other.Get(Both)).Text, "/compare/link"));
        Assert.Contains("rejected by local", (await other.Get("/compare/decisions")).Text.ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_brings_in_a_decision_of_another_person_is_named_wherever_it_is_shown()
    {
        await using var from = await OpenRoom.With(SampleRoom.Of("signing"));
        await using var to = await OpenRoom.With(SampleRoom.Of("signing"));
        using var other = new Browser(to.Room.Address);
        var (_, annotations) = await Rejected(from);
        to.Room.Services.GetRequiredService<Corrections>().Import(AnnotationsReader.Read(Encoding.UTF8.GetBytes(annotations)).Corrections, "the importer");
        Assert.Contains("rejected by local, brought by the importer, on ", (await other.Get(Both)).Text, StringComparison.Ordinal);
        Assert.Contains("Rejected by local, brought by the importer, on ", (await other.Get("/compare/decisions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_decisions_are_downloaded_however_many_there_are_but_those_that_were_withdrawn()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        var corrections = room.Room.Services.GetRequiredService<Corrections>();
        corrections.Import([.. Enumerable.Range(0, 20_500).Select(Note)], "the importer");
        corrections.Withdraw(Note(7).Id, "the importer");
        using var all = JsonDocument.Parse(await room.Text("/annotations.jsonld"));
        Assert.Equal(20_499, all.RootElement.GetProperty("total").GetInt32());
        var items = all.RootElement.GetProperty("first").GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("id").GetString()).ToList();
        Assert.Equal(Enumerable.Range(0, 20_500).Where(static n => n != 7).Select(static n => Note(n).Id), items);
    }

    [Fact]
    public async Task Programs_go_through_decisions_piece_by_piece_and_apply_their_own()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var link = await Link(browser, "A19");
        await browser.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0")]);
        var before = await Links(room);
        var rejected = await room.Text("/api/v1/corrections?account=1&account=2");
        await using var other = await OpenRoom.With(SampleRoom.Of("signing"));
        Assert.True(await Links(other) > before);
        using (var kept = await other.Ask("/api/v1/corrections", method: HttpMethod.Post, sent: new StringContent(rejected, Encoding.UTF8, "application/ld+json"))) Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
        Assert.Equal(before, await Links(other));
        await other.Refused(400, "/api/v1/corrections", method: HttpMethod.Post, sent: new StringContent("{\"items\":[{\"id\":\"x\",\"type\":\"Annotation\"}]}", Encoding.UTF8, "application/json"));
        other.Room.Services.GetRequiredService<Corrections>().Import([.. Enumerable.Range(0, 5).Select(Note)], "the importer");
        var read = new List<string>();
        for (var next = "/api/v1/corrections?limit=2"; next is not null;)
        {
            using var answer = await other.Ask(next);
            using var piece = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            read.AddRange(piece.RootElement.GetProperty("first").GetProperty("items").EnumerateArray().Select(static item => item.GetProperty("id").GetString()!));
            next = answer.Headers.TryGetValues("Link", out var follows) ? follows.Single()[1..follows.Single().IndexOf('>', StringComparison.Ordinal)] : null;
        }
        Assert.Equal(6, read.Count);
        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(static n => Note(n).Id), read.Take(5));

        static async Task<int> Links(OpenRoom room) => (await room.Json("/api/v1/collations?account=1&account=2")).GetProperty("links").GetArrayLength();
    }

    // A note on a page that nobody looks at here.
    private static Correction Note(int n) => AnnotationsReader.Read(Encoding.UTF8.GetBytes($$$"""
        {"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:note:{{{n}}}","type":"Annotation","motivation":"commenting","creator":{"type":"Person","name":"Ilse Marn"},"created":"2026-06-20T09:00:00Z",
         "body":[{"type":"TextualBody","purpose":"commenting","value":"Which term?"}],"target":[{"type":"SpecificResource","source":"https://elsewhere.example/{{{n}}}","selector":[{"type":"TextQuoteSelector","exact":"It runs for ten years."}]}]}
        """)).Corrections[0];

    [Fact]
    public async Task A_file_that_holds_no_annotations_is_refused_in_a_sentence()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        Assert.Equal(HttpStatusCode.BadRequest, await Import(browser, "{ nothing"));
    }

    [Theory, InlineData("accept"), InlineData("draw"), InlineData("note"), InlineData("relate"), InlineData("burn")]
    public async Task A_decision_that_lacks_something_is_not_kept(string kind)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var (status, _, _) = await browser.Post(Passage("a=A1"), "/compare/link", ("account", "1"), ("account", "2"), ("a", "A1"), ("do", kind), ("seen", "0"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("Nobody has decided anything", (await browser.Get("/compare/decisions")).Text, StringComparison.Ordinal);
    }

    /// <summary>The form of a page that a button belongs to.</summary>
    private static IElement Form(string page, string decides) => new HtmlParser().ParseDocument(page).QuerySelector($"button[name=do][value={decides}]")!.Closest("form")!;

    private static string Value(IElement form, string name) => form.QuerySelector($"[name={name}]")!.GetAttribute("value")!;

    private static string Passage(string passages) => $"/compare/link?account=1&account=2&{passages}";

    /// <summary>The address of the first link of a passage.</summary>
    private static async Task<string> Link(Browser browser, string passage) =>
        SampleRoom.Links((await browser.Get(Both)).Text, "/compare/link").First(link => link.Contains($"a={passage}&", StringComparison.Ordinal) && link.Contains("&b=", StringComparison.Ordinal));

    private static IEnumerable<(string, string)> Fields(string link) => link.Split('?')[1].Split('&').Select(static field => (field.Split('=')[0], field.Split('=')[1]));

    /// <summary>Rejects a link in a room, and gives it with the room's annotations.</summary>
    private static async Task<(string Link, string Annotations)> Rejected(OpenRoom room)
    {
        using var browser = new Browser(room.Room.Address);
        var link = await Link(browser, "A19");
        await browser.Post(link, "/compare/link", [.. Fields(link), ("do", "reject"), ("seen", "0")]);
        var (_, annotations, answer) = await browser.Get("/annotations.jsonld?account=1&account=2");
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.MediaType);
        return (link, annotations);
    }

    private static async Task<HttpStatusCode> Import(Browser browser, string annotations)
    {
        var page = (await browser.Get("/compare/decisions")).Text;
        using var token = new StringContent(page.Split($"name=\"{CrossSite.Field}\" value=\"")[1].Split('"')[0]);
        using var file = new ByteArrayContent(Encoding.UTF8.GetBytes(annotations));
        using var form = new MultipartFormDataContent { { token, CrossSite.Field }, { file, "file", "annotations.jsonld" } };
        using var answer = await browser.Send(HttpMethod.Post, "/compare/decisions", form);
        return answer.StatusCode;
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

public class EventsPageTests
{
    [Fact]
    public async Task A_question_that_measures_nothing_leaves_the_next_one_to_measure()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        // One after the other they are answered by one reader.
        await room.Text("/events");
        var unmeasured = await room.Room.Services.GetRequiredService<Archives>().ReadAsync(static reading =>
        {
            reading.Events!.Events(reading.Archive, new EventFilter { Order = EventOrder.Disagreement }, out var left);
            return left;
        }, TestContext.Current.CancellationToken);
        Assert.Equal(0, unmeasured);
    }

    [Fact]
    public async Task Events_are_listed_and_lead_to_their_pages()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        var page = await room.Text("/events");
        Assert.Contains("Treaty on Good-Neighbourly Relations", page, StringComparison.Ordinal);
        var links = SampleRoom.Links(page, "/events/").ToList();
        Assert.Equal(2, links.Count);
        foreach (var link in links) Assert.Contains("Who told it when", await room.Text(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_of_place_days_and_words_leaves_the_others_out()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        foreach (var choice in new[] { "place=Karsk", "until=2026-07-01", "q=timber", "with=State%20Council" })
        {
            var page = await room.Text("/events?" + choice);
            Assert.Contains("Good-Neighbourly", page, StringComparison.Ordinal);
            Assert.DoesNotContain("safety in the Sund", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_event_shows_its_statements_who_told_it_and_copies_under_what_they_repeat()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        var page = await room.Text("/events/1");
        Assert.Contains("3 independent", page, StringComparison.Ordinal);
        Assert.Contains("1 copy</summary>", page.Replace(" of it", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("3.2 million crowns", page, StringComparison.Ordinal);
        Assert.Contains("class=\"matrix\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_when_and_where_with_whom_and_how_many_tell_stands_above_all_else()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        var page = await room.Text("/events/1");
        var facts = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(page).QuerySelector("h1 + dl.facts")!.TextContent;
        foreach (var fact in new[] { "14 October 2026", "Port Tessin", "Stefan Lukan", "4 publishers" }) Assert.Contains(fact, facts, StringComparison.Ordinal);
        Assert.True(page.IndexOf("dl class=\"facts", StringComparison.Ordinal) < page.IndexOf("id=\"statements\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_map_of_two_witnesses_takes_no_more_height_than_their_line()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        var drawing = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await room.Text("/events/1")).QuerySelector("figure.drawing svg")!;
        Assert.InRange(double.Parse(drawing.GetAttribute("height")!, System.Globalization.CultureInfo.InvariantCulture), 30, 60);
    }

    [Fact]
    public async Task What_a_witness_says_leads_to_its_passage()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        Assert.Contains("/accounts/1#p9", SampleRoom.Links(await room.Text("/events/1"), "/accounts/1#"));
    }

    [Fact]
    public async Task Rows_are_chosen_without_script()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        var (all, some) = (await room.Text("/events/1"), await room.Text("/events/1?told=all&sort=d"));
        static int Rows(string page) => page.Split("<tr id=\"statement-").Length - 1;
        Assert.InRange(Rows(some), 1, Rows(all) - 1);
        Assert.Contains("told by all", some, StringComparison.Ordinal);
    }

    [Theory, InlineData("html", "<!DOCTYPE html>"), InlineData("json", "variorum-collation/1"), InlineData("csv", "3.2 million"), InlineData("tei", "<TEI"), InlineData("markdown", "# ")]
    public async Task An_event_is_downloaded_as_one_file(string format, string holds)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        using var answer = await room.Client.GetAsync(new Uri($"/events/1/file?as={format}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_became_part_of_another_event_leads_there()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        using var browser = new Browser(room.Room.Address);
        var (status, _, answer) = await browser.Post("/events/1", "/events/1/decide", ("decision", "merge"), ("other", "2"), ("note", "one week in two capitals"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        Assert.Contains("merge event", (await browser.Get("/audit")).Text, StringComparison.Ordinal);
        var (first, second) = (await browser.Get("/events/1"), await browser.Get("/events/2"));
        var (kept, lost) = first.Status == HttpStatusCode.OK ? (first, second) : (second, first);
        Assert.Equal(answer.Headers.Location, lost.Answer.Headers.Location);
        Assert.Contains("one week in two capitals – local", kept.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_split_account_is_an_event_of_its_own_and_moves_back()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        var (status, _, answer) = await browser.Post("/events/1", "/events/1/decide", ("decision", "split"), ("account", "2"));
        Assert.Equal(HttpStatusCode.SeeOther, status);
        var other = answer.Headers.Location!.ToString();
        Assert.NotEqual("/events/1", other);
        Assert.Contains("1 independent", (await browser.Get(other)).Text, StringComparison.Ordinal);
        await browser.Post(other, other + "/decide", ("decision", "move"), ("account", "2"), ("other", "1"));
        Assert.Contains("2 independent", (await browser.Get("/events/1")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_decides_while_another_process_writes_is_told_so()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var browser = new Browser(room.Room.Address);
        using var writing = await room.Events();
        var (status, text, _) = await browser.Post("/events/1", "/events/1/decide", ("decision", "pin"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("being written to by another process", text, StringComparison.Ordinal);
    }

    [Theory, InlineData("/events/99", 404), InlineData("/events?since=tomorrow", 400), InlineData("/events?sort=size", 400), InlineData("/events?page=-1", 400), InlineData("/events/1?told=none", 400), InlineData("/events/1/file?as=exe", 400), InlineData("/events?since=2026-07-01&until=2026-06-01", 400), InlineData("/events?q=(", 400)]
    public async Task What_makes_no_sense_is_a_sentence(string path, int status)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var answer = await room.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_reader_sees_an_event_and_may_not_decide()
    {
        await using var guarded = await GuardedRoom.With(SampleRoom.Of("signing"));
        using var reader = await guarded.SignedIn(Rank.Reader);
        Assert.DoesNotContain("name=\"decision\"", (await reader.Get("/events/1")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("/users", "/events/1/decide", ("decision", "pin"))).Status);
    }
}

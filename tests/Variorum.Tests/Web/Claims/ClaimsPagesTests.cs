using System.Net;

namespace Variorum;

public class ClaimsPagesTests
{
    [Fact]
    public async Task A_person_is_found_in_another_script_with_words_titles_and_events()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("sund"));
        var page = await room.Text("/people/" + Uri.EscapeDataString("Стефан Лукан"));
        Assert.Contains("Stefan Lukan", page, StringComparison.Ordinal);
        Assert.Contains("withdraw its complaint", page, StringComparison.Ordinal);
        Assert.Contains("/events/1", SampleRoom.Links(page, "/events/"));
    }

    [Fact]
    public async Task Whoever_is_listed_as_speaking_is_found_also_where_it_is_no_person()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        foreach (var link in SampleRoom.Links(await room.Text("/people"), "/people/"))
        {
            using var answer = await room.Get(link);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.SeeOther, link);
            if (answer.StatusCode == HttpStatusCode.SeeOther) Assert.Contains("/accounts/", await room.Text(answer.Headers.Location!.ToString()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Each_claim_leads_to_its_passage()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        Assert.Contains("/accounts/2#p13", SampleRoom.Links(await room.Text("/figures?q=trade"), "/accounts/"));
        foreach (var path in new[] { "/instruments", "/commitments", "/people/Dravec" }) Assert.NotEmpty(SampleRoom.Links(await room.Text(path), "/accounts/"));
    }

    [Fact]
    public async Task A_figure_on_which_accounts_differ_is_marked()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        var page = await room.Text("/figures?q=trade");
        Assert.Contains("38 percent", page, StringComparison.Ordinal);
        Assert.Contains("28 percent", page, StringComparison.Ordinal);
        Assert.Contains(">differs</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_written_as_readers_write_them()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        Assert.Contains("14 October 2026 by", await room.Text("/instruments"), StringComparison.Ordinal);
        foreach (var path in new[] { "/instruments", "/commitments", "/figures?q=percent", "/people/Dravec", "/events/1" })
        {
            var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await room.Text(path));
            Assert.DoesNotMatch(@"\b\d{4}-\d\d-\d\d\b", page.QuerySelector("main")!.TextContent);
        }
    }

    [Fact]
    public async Task Commitments_are_paged_and_each_who_promises_is_one_step_away()
    {
        var parties = new[] { "Norland", "Vesmark", "Orsany" };
        await using var room = await OpenRoom.With(
        [
            .. parties.Select(static (party, n) => ($"https://press.norland.example/{n}", Newsroom.Morning.AddMinutes(n), Newsroom.Page($"Promises of {party}",
                string.Join(' ', Enumerable.Range(1, 30).Select(i => $"The government of {party} will build bridge number {(n * 100) + i} in the town of {Towns[(i + n) % Towns.Length]}{i}."))))),
        ]);
        var (seen, next) = (new List<string>(), "/commitments");
        var parser = new AngleSharp.Html.Parser.HtmlParser();
        var ways = parser.ParseDocument(await room.Text(next)).QuerySelectorAll("nav[aria-label='Who promises'] a").Select(static way => way.GetAttribute("href")!).ToList();
        Assert.NotEmpty(ways);
        for (var i = 0; i < 9 && next is not null; i++)
        {
            var page = parser.ParseDocument(await room.Text(next));
            var items = page.QuerySelectorAll("ul.items > li").Select(static item => item.QuerySelector("p")!.TextContent).ToList();
            Assert.InRange(items.Count, 1, 40);
            seen.AddRange(items);
            next = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(90, seen.Distinct().Count());
        Assert.Equal(90, seen.Count);
        foreach (var way in ways)
        {
            var parts = way.Split('#');
            Assert.NotNull(parser.ParseDocument(await room.Text(parts[0].Length > 0 ? parts[0] : "/commitments")).GetElementById(parts[1]));
        }
        Assert.Equal(3, ways.Count);
    }

    [Fact]
    public async Task Commitments_of_an_account_that_comes_in_later_stand_on_the_page_that_somebody_looked_at_before()
    {
        await using var room = await OpenRoom.With([("https://press.norland.example/1", Newsroom.Morning, Newsroom.Page("A bridge", "The government of Norland will build a bridge in the town of Halden."))]);
        for (var i = 0; i < 2; i++) Assert.Contains(">1 commitment.", await room.Text("/commitments"), StringComparison.Ordinal);
        await room.Capture(("https://press.norland.example/2", Newsroom.Morning.AddHours(1), Newsroom.Page("A port", "The government of Orsany will build a port in the town of Karsk.")));
        Assert.Contains(">2 commitments.", await room.Text("/commitments"), StringComparison.Ordinal);
        Assert.Contains(">1 commitment.", await room.Text("/commitments?q=bridge"), StringComparison.Ordinal);
    }

    private static readonly string[] Towns = ["Halden", "Karsk", "Lauen", "Merrow", "Dorva"];

    [Fact]
    public async Task Days_and_sites_leave_the_others_out()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("s"));
        Assert.Contains("Treaty on Good", await room.Text("/instruments?until=2026-07-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("Treaty on Good", await room.Text("/instruments?since=2026-07-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("Treaty on Good", await room.Text("/instruments?source=mfa.orsany.example"), StringComparison.Ordinal);
    }

    [Theory, InlineData("/people/Dravec?as=json", "application/json", "Dravec"), InlineData("/figures?q=trade&as=csv", "text/csv", "38 percent"), InlineData("/instruments?as=json", "application/json", "Treaty"), InlineData("/commitments?as=csv", "text/csv", "strength")]
    public async Task Claims_are_downloaded(string path, string type, string holds)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var answer = await room.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(holds, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_whom_no_account_names_is_nobody_and_the_nearest_names_are_offered()
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var answer = await room.Client.GetAsync(new Uri("/people/Dravek%20%3Cb%3E", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("No account names such a person", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
    }

    [Theory, InlineData("/people/%20"), InlineData("/figures?q=trade&since=x"), InlineData("/commitments?limit=1001"), InlineData("/instruments?q=%28"), InlineData("/figures?q=trade&as=exe"), InlineData("/commitments?since=2026-07-01&until=2026-06-01")]
    public async Task What_makes_no_sense_is_a_sentence(string path)
    {
        await using var room = await OpenRoom.With(SampleRoom.Of("signing"));
        using var answer = await room.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_name_with_a_slash_is_looked_for_as_it_is_written()
    {
        await using var room = await OpenRoom.With([]);
        using var answer = await room.Client.GetAsync(new Uri(PeoplePages.Address("AC/DC"), UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("<h1><bdi>AC/DC</bdi></h1>", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}

namespace Variorum;

public class HomeTests
{
    [Fact]
    public async Task Home_tells_what_came_in_and_changed_on_the_last_day_with_news_and_says_so()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts, static options => options with { Clock = new SetClock(Newsroom.Morning.AddDays(30)) });
        var home = await room.Text("/");
        Assert.Contains("Nothing today. On 12 June 2026, the last day with news of this kind, 2 accounts came in.", home, StringComparison.Ordinal);
        Assert.Contains("Nothing today. On 13 June 2026, the last day with news of this kind, 1 account changed.", home, StringComparison.Ordinal);
        Assert.Contains("Nothing went missing yet", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_in_today_is_told_as_todays()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts, static options => options with { Clock = new SetClock(Newsroom.Morning.AddDays(1).AddHours(3)) });
        Assert.Contains("Today 1 account changed.", await room.Text("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_archive_tells_what_to_do_next()
    {
        await using var room = await OpenRoom.With([]);
        var home = await room.Text("/");
        Assert.Contains("This archive is empty yet", home, StringComparison.Ordinal);
        Assert.Contains("href=\"/sources\"", home, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_lead_to_the_comparison_and_narrow_to_a_source()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var changes = await room.Text("/changes?source=press.norland.example");
        Assert.Matches("href=\"/diff/\\d+/\\d+\"", changes);
        Assert.Contains("2 edited", changes.Replace("passages edited", "edited", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("/diff/", await room.Text("/changes?source=herald.example"), StringComparison.Ordinal);
        Assert.DoesNotContain("/diff/", await room.Text("/changes?since=2026-06-14"), StringComparison.Ordinal);
        Assert.Contains("Ferry to Orsany", await room.Text("/changes?what=new&source=herald.example"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_show_the_first_words_that_were_taken_out_and_put_in()
    {
        var stays = string.Join(' ', Enumerable.Range(1, 60).Select(static i => $"pier {i},"));
        await using var room = await OpenRoom.With(
        [
            .. Newsroom.Accounts,
            (Newsroom.Ferry, Newsroom.Morning.AddDays(2), Newsroom.Page("Ferry to Orsany sails again", "The ferry between Sund and Orsany sails again from Tuesday. Repairs of the pier took three weeks. Tickets cost as much as before.", publisher: "The Herald")),
            ("https://herald.example/list", Newsroom.Morning, Newsroom.Page("A list of piers", $"The council of Sund named {stays} and a lighthouse at the end of the bay.")),
            ("https://herald.example/list", Newsroom.Morning.AddDays(3), Newsroom.Page("A list of piers", $"The council of Halden named {stays} and a lighthouse at the end of the harbour.")),
        ]);
        var changes = await room.Text("/changes?source=press.norland.example");
        Assert.Contains("<del>Minister Edda Holt</del><ins>the minister</ins>", changes.Replace("</del> <ins>", "</del><ins>", StringComparison.Ordinal), StringComparison.Ordinal);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await room.Text("/changes?source=herald.example"));
        var words = page.QuerySelectorAll("p.words").Select(static one => one.TextContent).ToList();
        Assert.Contains(words, static one => one.Contains("MondayTuesday", StringComparison.Ordinal));
        // Of what stayed only what stands around the change is there.
        var longest = Assert.Single(words, static one => one.Contains("SundHalden", StringComparison.Ordinal));
        Assert.InRange(longest.Length, 60, 300);
        Assert.EndsWith("bayharbour.", longest, StringComparison.Ordinal);
        Assert.Contains("pier 60", longest, StringComparison.Ordinal);
        Assert.DoesNotContain("……", longest, StringComparison.Ordinal);
    }

    [Theory, InlineData("/"), InlineData("/accounts/1"), InlineData("/sign-in")]
    public async Task Every_room_is_reached_from_the_head_of_each_page(string path)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var head = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await room.Text(path)).QuerySelectorAll("header nav a[href]").Select(static link => link.GetAttribute("href")!).ToList();
        foreach (var way in new[] { "/events", "/changes", "/vanished", "/people", "/figures", "/instruments", "/commitments", "/compare", "/compare/decisions", "/sources", "/watch", "/follow", "/search", "/api" })
        {
            Assert.Contains(way, head);
            using var answer = await room.Get(way);
            Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Lists_are_paged_and_no_item_is_shown_twice_or_lost()
    {
        var pages = Enumerable.Range(0, 60).Select(static i => ($"https://press.norland.example/{i}", Newsroom.Morning.AddMinutes(i / 3), Newsroom.Page($"Report number {i}x of the council", $"The council met for the {i}th time and spoke of road {i} and of bridge {i + 100}.")));
        await using var room = await OpenRoom.With([.. pages]);
        var (seen, next) = (new List<string>(), "/changes?what=new");
        for (var i = 0; i < 9 && next is not null; i++)
        {
            var page = await room.Text(next);
            seen.AddRange(System.Text.RegularExpressions.Regex.Matches(page, "Report number \\d+x").Select(static match => match.Value));
            next = System.Text.RegularExpressions.Regex.Match(page, "rel=\"next\" href=\"(?<next>[^\"]+)\"") is { Success: true } match ? System.Net.WebUtility.HtmlDecode(match.Groups["next"].Value) : null;
        }
        Assert.Equal(60, seen.Count(static title => title.Length > 0));
        Assert.Equal(60, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_vanished_is_shown_with_its_evidence()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var vanished = await room.Text("/vanished");
        Assert.Contains("Edda Holt", vanished, StringComparison.Ordinal);
        Assert.Matches("press.norland.example · <a href=\"/accounts/\\d+\"><bdi>Norland and Vesmark sign a grain agreement</bdi>", vanished);
        Assert.Matches("href=\"/diff/\\d+/\\d+\">what was done", vanished);
        Assert.Contains("40,000", await room.Text("/vanished?kind=figure"), StringComparison.Ordinal);
        Assert.DoesNotContain("Edda Holt", await room.Text("/vanished?kind=figure"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/changes?since=yesterday", "since is a day such as 2026-06-20")]
    [InlineData("/changes?before=1.2.3", "before is no place that a page gave")]
    [InlineData("/changes?what=%3Cscript%3E", "what is one of changed, new")]
    [InlineData("/vanished?kind=ghost", "kind is one of all, name")]
    [InlineData("/vanished?skip=-1", "skip is a whole number from 0")]
    [InlineData("/search?q=a&after=zz", "after is no place that a page gave")]
    [InlineData("/search?q=a&scope=%E2%80%AEevil", "scope is one of all, current, removed")]
    public async Task A_parameter_that_makes_no_sense_gets_a_sentence(string path, string sentence)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var answer = await room.Get(path);
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(sentence, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
    }
}

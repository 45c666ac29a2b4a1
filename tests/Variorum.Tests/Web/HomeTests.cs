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
        Assert.Matches("href=\"/accounts/\\d+\">as it stood", vanished);
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

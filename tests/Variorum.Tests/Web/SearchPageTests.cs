using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Variorum;

public class SearchPageTests
{
    [Fact]
    public async Task A_hit_is_marked_and_leads_to_its_account()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var page = await room.Text("/search?q=wheat");
        Assert.Contains("<mark>wheat</mark>", page, StringComparison.Ordinal);
        Assert.Matches("<h3[^>]*><a href=\"/accounts/\\d+\">Norland and Vesmark", page);
    }

    [Fact]
    public async Task Hits_are_ticked_and_compared_without_script()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await room.Text("/search?q=sund"));
        var form = html.QuerySelector("form[action='/compare']")!;
        var boxes = form.QuerySelectorAll("input[type=checkbox][name=account]");
        Assert.NotEmpty(boxes);
        Assert.All(boxes, box => Assert.NotNull(form.QuerySelector($"h3 a[href='/accounts/{box.GetAttribute("value")}']")));
        Assert.NotNull(form.QuerySelector("button"));
    }

    [Fact]
    public async Task What_a_page_says_no_more_is_found_where_that_is_asked_for()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        Assert.Contains("1 version found", await room.Text("/search?q=holt&scope=removed"), StringComparison.Ordinal);
        Assert.Contains("Nothing was found", await room.Text("/search?q=holt&scope=current"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_of_one_text_are_folded_under_the_best_and_can_be_shown_one_by_one()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var folded = await room.Text("/search?q=agreement");
        Assert.Single(Regex.Matches(folded, "<h3"));
        Assert.Contains("1 more tells the same", folded, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await room.Text("/search?q=agreement&copies=apart"), "<h3"));
    }

    [Fact]
    public async Task A_filter_is_a_part_of_the_query_and_can_be_taken_away_again()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var page = await room.Text("/search?q=sund");
        var herald = Regex.Match(page, "<a href=\"(?<to>/search[^\"]*source[^\"]*)\" dir=\"auto\">The Herald");
        Assert.True(herald.Success, page);
        var narrowed = await room.Text(WebUtility.HtmlDecode(herald.Groups["to"].Value));
        Assert.Contains("1 version found", narrowed, StringComparison.Ordinal);
        var away = Regex.Match(narrowed, "<a href=\"(?<to>[^\"]+)\" aria-label=\"Take away");
        Assert.Contains("3 versions found", await room.Text(WebUtility.HtmlDecode(away.Groups["to"].Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_month_has_a_bar_that_leads_to_it()
    {
        var pages = Enumerable.Range(1, 6).Select(static month => ($"https://press.norland.example/{month}", new DateTimeOffset(2026, month, 5, 9, 0, 0, TimeSpan.Zero),
            Newsroom.Page($"Budget talks, round {month}", $"The budget talks went into round {month}. Nothing was decided on road {month * 7}.", $"2026-{month:00}-05")));
        await using var room = await OpenRoom.With([.. pages]);
        var page = await room.Text("/search?q=budget");
        Assert.Equal(6, Regex.Count(page, "<rect "));
        var march = Regex.Match(page, "<a href=\"(?<to>[^\"]+)\" title=\"March 2026: 1\"");
        Assert.Contains("1 version found", await room.Text(WebUtility.HtmlDecode(march.Groups["to"].Value)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_cannot_be_read_is_shown_with_its_place_and_stays_in_the_form()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var answer = await room.Get("/search?q=" + Uri.EscapeDataString("peace (and <script>"));
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The bracket opened here is not closed.", page, StringComparison.Ordinal);
        Assert.Contains("\n      ^", page, StringComparison.Ordinal);
        Assert.Contains("value=\"peace (and &lt;script&gt;\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("best")]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("entered")]
    public async Task Every_hit_is_on_one_page_in_every_order(string sort)
    {
        var pages = Enumerable.Range(0, 55).Select(static i => ($"https://press.norland.example/{i}", Newsroom.Morning.AddMinutes(i),
            Newsroom.Page($"Council report {i}x", string.Join(' ', Enumerable.Repeat("council", 1 + (i % 4))) + $" met on road {i} and bridge {i * 31}, by the {(char)('a' + (i % 26))}{i} gate.", $"2026-05-{1 + (i % 9):00}")));
        await using var room = await OpenRoom.With([.. pages]);
        var (seen, next) = (new List<string>(), $"/search?q=council&copies=apart&sort={sort}");
        for (var i = 0; i < 9 && next is not null; i++)
        {
            var page = await room.Text(next);
            seen.AddRange(Regex.Matches(page, "<h3[^>]*><a [^>]*>(?<title>[^<]*)").Select(static match => match.Groups["title"].Value));
            next = Regex.Match(page, "rel=\"next\" href=\"(?<next>[^\"]+)\"") is { Success: true } match ? WebUtility.HtmlDecode(match.Groups["next"].Value) : null;
        }
        Assert.Equal(55, seen.Count);
        Assert.Equal(55, seen.Distinct().Count());
    }

    [Fact]
    public async Task All_results_can_be_taken_as_a_table_that_no_spreadsheet_runs()
    {
        await using var room = await OpenRoom.With([("https://press.norland.example/x", Newsroom.Morning, Newsroom.Page("=HYPERLINK(1) and the budget", "The budget was told. It is a long one, with many lines."))]);
        using var answer = await room.Get("/search/results.csv?q=budget");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var table = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(",'=HYPERLINK(1)", table, StringComparison.Ordinal);
        Assert.Equal(3, table.Split("\r\n").Length);
    }

    [Fact]
    public async Task All_results_can_be_taken_as_lines_of_json()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var lines = (await room.Text("/search/results.jsonl?q=sund")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.All(lines, static line => Assert.Contains("example", JsonDocument.Parse(line).RootElement.GetProperty("url").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\0\u0001\u202e")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("договор مرحبا 조약 条约")]
    [InlineData("*")]
    [InlineData("NEAR/999999999999999999999")]
    [InlineData("date:0000..9999")]
    [InlineData("((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a")]
    public async Task Any_query_gets_a_page(string query)
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        using var answer = await room.Get("/search?q=" + Uri.EscapeDataString(query));
        Assert.True((int)answer.StatusCode is 200 or 400, $"{(int)answer.StatusCode}");
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
    }
}

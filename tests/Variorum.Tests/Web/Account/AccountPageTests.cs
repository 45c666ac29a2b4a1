using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace Variorum;

public class AccountPageTests
{
    [Fact]
    public async Task An_account_says_who_published_it_when_and_where_its_proof_lies()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        var page = await room.Text("/accounts/1");
        var html = new HtmlParser().ParseDocument(page);
        Assert.Equal("Norland and Vesmark sign pact", html.QuerySelector("h1")!.TextContent);
        Assert.Contains("12 June 2026", html.QuerySelector(".eyebrow")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Kept.Url, html.QuerySelector(".ways a")!.GetAttribute("href"));
        Assert.NotNull(html.QuerySelector($"a[href='/web/20260612090000/{Kept.Url}']"));
        Assert.Matches("[0-9a-f]{64}", html.QuerySelector(".provenance")!.TextContent);
        Assert.Equal(Kept.Url, html.QuerySelector("link[rel=original]")!.GetAttribute("href"));
        Assert.EndsWith($"/timegate/{Kept.Url}", html.QuerySelector("link[rel=timegate]")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("2026/06/12", html.QuerySelector("meta[name=citation_publication_date]")!.GetAttribute("content"));
        using var data = JsonDocument.Parse(html.QuerySelector("script[type='application/ld+json']")!.TextContent);
        Assert.Equal("NewsArticle", data.RootElement.GetProperty("@type").GetString());
        Assert.EndsWith($"/web/20260612090000/{Kept.Url}", data.RootElement.GetProperty("archivedAt").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_passage_can_be_linked_here_and_on_the_live_page_and_its_figures_say_their_value()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        var html = new HtmlParser().ParseDocument(await room.Text("/accounts/1"));
        var figure = html.QuerySelector("data.q[value='9']")!;
        Assert.Equal(("9 percent", "9 percent"), (figure.TextContent, figure.GetAttribute("data-says")));
        Assert.Contains(html.QuerySelectorAll("time.q"), static time => time.GetAttribute("datetime") == "2026-06-12" && time.TextContent == "Friday");
        var passages = html.QuerySelectorAll(".text .p");
        Assert.Equal(["p1", "p2", "p3", "p4", "p5"], passages.Select(static passage => passage.Id));
        Assert.Contains(html.QuerySelectorAll(".at a"), static link => link.GetAttribute("href") == $"{Kept.Url}#:~:text=President%20Ilmar%20Toss%20of%20Norland,Vesmark%20in%20Karsk%20on%20Friday.");
        Assert.Contains("Ilmar Toss", html.QuerySelector(".voices")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(html.QuerySelector("p.who.s1"));
    }

    [Fact]
    public async Task An_account_that_was_shown_once_is_shown_again_without_its_captured_page()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        var before = Text(await room.Text("/accounts/1"));
        foreach (var file in Directory.GetFiles(Path.Combine(room.Folder, "warc"))) File.Delete(file);
        Assert.Equal(before, Text(await room.Text("/accounts/1")));
        Assert.Contains("The record is not what it was", await Verified(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_whose_page_cannot_be_read_any_more_is_told_from_the_database()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        foreach (var file in Directory.GetFiles(Path.Combine(room.Folder, "warc"))) File.Delete(file);
        var page = await room.Text("/accounts/1");
        Assert.Contains("cannot be read any more", page, StringComparison.Ordinal);
        Assert.Contains("grew by 9 percent", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_can_be_verified_and_a_byte_that_is_not_the_same_is_told()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        Assert.Contains("The record is as it was", await Verified(room), StringComparison.Ordinal);
        var file = Directory.GetFiles(Path.Combine(room.Folder, "warc")).Single();
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            stream.Position = stream.Length - 40;
            var was = stream.ReadByte();
            stream.Position--;
            stream.WriteByte((byte)(was ^ 0x55));
        }
        Assert.Contains("The record is not what it was", await Verified(room), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Versions_stand_side_by_side_with_what_changed_and_a_page_that_is_gone_is_told()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer(Kept.Url, 1, Kept.Report(54)), Kept.Answer(Kept.Url, 2, "gone", 404), Kept.Answer(Kept.Url, 3, "gone", 404));
        var page = await room.Text("/accounts/1");
        var html = new HtmlParser().ParseDocument(page);
        Assert.Equal(2, html.QuerySelectorAll(".strip li").Length);
        Assert.Contains("1 passage edited", html.QuerySelector(".strip")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(html.QuerySelector("a[href='/diff/1/2']"));
        Assert.Contains("Withdrawn: the page has been gone since 12 June 2026, 11:00 UTC", page, StringComparison.Ordinal);
        Assert.Contains("This is not the last version", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_came_back_says_so()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer(Kept.Url, 2, "gone", 410), Kept.Answer(Kept.Url, 3, "gone", 410), Kept.Answer(Kept.Url, 5, Kept.Report(9)));
        Assert.Contains("Returned: the page was withdrawn, and has been there again since 12 June 2026, 14:00 UTC", await room.Text("/accounts/1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</script><script>ran()</script>")]
    [InlineData("\"><img src=x onerror=ran()>")]
    [InlineData("\u202egnissim\u202d {{7*7}} ${7*7}")]
    public async Task What_a_page_says_of_itself_runs_nowhere(string title)
    {
        var told = WebUtility.HtmlEncode(title);
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9, $"Pact {told} signed", $"<p>He said {told} to the press of the whole country.</p>").Replace("<head>", $"<head><meta name=\"author\" content=\"{told}\"><meta property=\"article:section\" content=\"{told}\">", StringComparison.Ordinal)),
            Kept.Answer(Kept.Url, 1, Kept.Report(10, $"Pact {told} signed again")));
        foreach (var path in (string[])["/accounts/1", "/documents/1", "/diff/1/2", "/captures/1", $"/web/20260612090000/{Kept.Url}"])
        {
            var page = await room.Text(path);
            Assert.DoesNotContain("<script>ran", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u202e", page, StringComparison.Ordinal);
            var html = new HtmlParser().ParseDocument(page);
            Assert.All(html.QuerySelectorAll("*"), static element => Assert.DoesNotContain(element.Attributes, static attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.All(html.QuerySelectorAll("script"), static script => Assert.True(script.GetAttribute("type") == "application/ld+json" || script.GetAttribute("src") is { Length: > 0 }));
        }
        foreach (var form in (string[])["csl", "ris", "bibtex", "text"])
        {
            using var cited = await room.Fetch($"/accounts/1/cite?as={form}");
            Assert.NotEqual("text/html", cited.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory]
    [InlineData("/accounts/99", 404)]
    [InlineData("/accounts/0", 404)]
    [InlineData("/accounts/-5", 404)]
    [InlineData("/accounts/x", 404)]
    [InlineData("/accounts/99999999999999999999999", 404)]
    [InlineData("/accounts/1/cite?as=endnote", 400)]
    [InlineData("/accounts/99/cite", 404)]
    [InlineData("/diff/1/99", 404)]
    [InlineData("/documents/99", 404)]
    [InlineData("/documents/1?page=0", 400)]
    [InlineData("/documents/1?page=x", 400)]
    [InlineData("/captures/99/page", 404)]
    [InlineData("/captures/99/record", 404)]
    [InlineData("/pictures/1", 404)]
    public async Task What_is_not_there_is_a_page_that_says_so(string path, int status)
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        using var answer = await room.Fetch(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.DoesNotContain(" at Variorum.", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static string Text(string page) => new HtmlParser().ParseDocument(page).QuerySelector(".text")!.TextContent;

    private static async Task<string> Verified(OpenRoom room)
    {
        var token = Regex.Match(await room.Text("/accounts/1"), "name=\"form-token\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("form-token", token)]);
        using var answer = await room.Client.PostAsync(new Uri("/accounts/1/verify", UriKind.Relative), form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    [Theory, InlineData("ug"), InlineData("sd"), InlineData("ckb"), InlineData("dv"), InlineData("ks")]
    public async Task An_account_in_a_language_that_is_written_from_the_right_is_shown_so(string language)
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(3)));
        using var archive = FolderArchive.Read(room.Folder);
        var version = archive.Version(1);
        Assert.Equal(" dir=\"rtl\"", AccountPage.Direction(version with { Language = language }).Text);
        Assert.Equal("", AccountPage.Direction(version).Text);
    }
}

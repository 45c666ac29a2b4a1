using System.Text.Json;
using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

/// <summary>What a reader takes along: the feed of a search, the citation of an account, each read by other people's programs.</summary>
[Collection(nameof(InTheRoom))]
public sealed partial class FollowingTests(OpenedRoom room, Browser browser)
{
    [Fact]
    public async Task A_search_is_kept_and_its_feeds_tell_a_feed_reader_the_same_in_all_three_formats()
    {
        await using var visitor = await Visitor.Come(browser, room.Address);
        var page = visitor.Page;
        await visitor.Go("/search?q=railway");
        var found = await page.Locator("ul.items > li").CountAsync();
        await page.Locator("form.save input[name=name]").FillAsync("All about the railway");
        await page.Locator("form.save button").ClickAsync();
        await page.Arrive("/follow");
        var kept = page.Locator("ul.items > li", new() { HasTextString = "All about the railway" });
        var feeds = new List<(string Title, string Items)>();
        foreach (var format in new[] { "json", "atom", "rss" })
        {
            var address = room.At((await kept.Locator($"a[href*='.{format}']").GetAttributeAsync("href"))!);
            var feed = (await Node("feed-check.mjs", address.AbsoluteUri)).RootElement;
            Assert.Equal(format, feed.GetProperty("format").GetString());
            feeds.Add((feed.GetProperty("title").GetString()!, feed.GetProperty("items").GetRawText()));
            foreach (var item in feed.GetProperty("items").EnumerateArray())
            {
                Assert.StartsWith("urn:uuid:", item.GetProperty("id").GetString(), StringComparison.Ordinal);
                Assert.Equal(200, (await visitor.Context.APIRequest.GetAsync(item.GetProperty("url").GetString()!)).Status);
            }
            Assert.InRange(feed.GetProperty("items").GetArrayLength(), found, 50);
        }
        Assert.Equal("Search: railway", feeds[0].Title);
        Assert.Single(feeds.Distinct());
    }

    [Fact]
    public async Task A_reference_manager_reads_the_same_from_each_citation()
    {
        await using var visitor = await Visitor.Come(browser, room.Address);
        await visitor.Go("/accounts/33");
        var title = await visitor.Page.Locator("h1").InnerTextAsync();
        foreach (var form in new[] { "csl", "ris", "bibtex" })
        {
            var address = room.At((await visitor.Page.Locator($".cite a[href$='as={form}']").GetAttributeAsync("href"))!);
            var cited = (await Node("citation-check.mjs", address.AbsoluteUri)).RootElement;
            Assert.Equal(title, cited.GetProperty("title").GetString());
            Assert.Equal("Channel North", cited.GetProperty("publisher").GetString());
            Assert.Equal("2026-10-02", cited.GetProperty("issued").GetString());
            Assert.StartsWith("https://www.channelnorth.example/", cited.GetProperty("url").GetString(), StringComparison.Ordinal);
            // What it cites is what was captured, and it can be had.
            var copy = ArchivedCopy().Match(await (await visitor.Context.APIRequest.GetAsync(address.AbsoluteUri)).TextAsync());
            Assert.Equal(200, (await visitor.Context.APIRequest.GetAsync(copy.Value)).Status);
            Assert.Contains(title, cited.GetProperty("formatted").GetString(), StringComparison.Ordinal);
            Assert.Contains("2026", cited.GetProperty("formatted").GetString(), StringComparison.Ordinal);
        }
    }

    private static async Task<JsonDocument> Node(string script, string address)
    {
        var folder = Repository.Path("tests", "Variorum.SystemTests");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "feedsmith"))) Assert.Skip("The npm packages are not installed: npm ci --prefix tests/Variorum.SystemTests.");
        if ((await Shell.Run("command -v node")).Exit != 0) Assert.Skip("There is no node to run them.");
        var ran = await Shell.Run($"node {script} '{address}'", folder);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        return JsonDocument.Parse(ran.Output);
    }

    [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+/web/\\d{14}/[^\\s\",}]+")]
    private static partial Regex ArchivedCopy();
}

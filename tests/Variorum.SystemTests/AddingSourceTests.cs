using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>A source is added in the browser, and followed by the server itself.</summary>
public sealed class AddingSourceTests(Browser browser)
{
    [Fact]
    public async Task A_source_is_looked_over_followed_and_its_first_account_comes_in_with_the_keyboard_alone()
    {
        using var scratch = new Scratch();
        Loopback? site = null;
        await using var served = site = new Loopback(path => path switch
        {
            "/" => Articles.Answer("<!DOCTYPE html><html lang=\"en\"><title>Press of Norland</title><link rel=\"alternate\" type=\"application/rss+xml\" title=\"News of Norland\" href=\"/feed.xml\"><h1>Press of Norland</h1>"),
            "/robots.txt" => Articles.Answer("User-agent: *\nDisallow:\n", type: "text/plain"),
            "/feed.xml" => Articles.Answer($"""
                <?xml version="1.0"?><rss version="2.0"><channel><title>News of Norland</title><link>{site!.Site}/</link>
                <item><title>Report 7 on the strait</title><link>{site.Site}/news/7</link></item></channel></rss>
                """, type: "application/rss+xml"),
            "/news/7" => Articles.Answer(Articles.Page(7)),
            _ => Articles.Answer("<p>Not here.</p>", "404 Not Found"),
        });
        Assert.Equal(0, (await Shell.Run($"variorum add '{Repository.Path("samples", "signing-report.html")}' --url https://press.vta.example/signing --archive archive", scratch.Folder)).Exit);
        await using var room = await ServedRoom.Open("--archive archive --watch --allow 127.0.0.0/8", scratch.Folder);
        await using var visitor = await Visitor.Come(browser, room.Address);
        var (page, hands) = (visitor.Page, new Hands(visitor.Page, Keys: true));

        await visitor.Go("/sources");
        await hands.Write(page.Locator("input[name=url]").First, site.Site + "/");
        await hands.Press(page.GetByRole(AriaRole.Button, new() { Name = "Look it over" }));
        // The page looks again by itself until all was seen.
        await page.Locator("fieldset.ways").WaitForAsync(new() { Timeout = 180_000 });
        Assert.Contains("Report 7 on the strait", await page.Locator("ul.first").First.InnerTextAsync(), StringComparison.Ordinal);
        await hands.Write(page.Locator("input[name=name]"), "Press of Norland");
        await hands.Press(page.GetByRole(AriaRole.Button, new() { Name = "Follow it" }));
        await page.Arrive("/sources/Press.*");

        // What the watch does is seen as it does it, without loading the page again.
        await visitor.Go("/watch");
        await page.Locator("#live", new() { HasTextString = "Live." }).WaitForAsync();
        await page.Locator("#told li.new", new() { HasTextString = "/news/7" }).WaitForAsync(new() { Timeout = 180_000 });
        await page.Locator("#stand tbody tr", new() { HasTextString = "Press of Norland" }).WaitForAsync();
        Assert.Contains("/news/7", site.Asked);

        await visitor.Go("/changes?what=new");
        await hands.Press(page.Locator("ul.items h3 a").First);
        await page.Arrive("/accounts/\\d+");
        Assert.StartsWith("Report 7 on the strait", await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
    }
}

using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>What a reader does: look for an account, read it, see what became of it, and what others told.</summary>
[Collection(nameof(InTheRoom))]
public sealed class FindingTests(OpenedRoom room, Browser browser)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_account_is_found_read_followed_through_its_history_and_compared(bool keyboard)
    {
        await using var visitor = await Visitor.Come(browser, room.Address);
        var (page, hands) = (visitor.Page, new Hands(visitor.Page, keyboard));
        await visitor.Go("/");
        // A slash goes to the search, from wherever one is.
        if (keyboard) await page.Keyboard.PressAsync("/");
        await hands.Write(page.Locator("#seek"), "Korvat");
        await page.Keyboard.PressAsync("Enter");
        await page.Arrive("/search\\?q=Korvat");
        var before = await page.Locator("ul.items > li").CountAsync();
        await hands.Press(page.Locator("ul.facet a", new() { HasTextString = "Channel North" }));
        await page.Arrive("/search.*source.*");
        Assert.InRange(await page.Locator("ul.items > li").CountAsync(), 1, before - 1);
        Assert.All(await page.Locator("ul.items > li > .meta").AllInnerTextsAsync(), static line => Assert.StartsWith("Channel North", line, StringComparison.Ordinal));

        await hands.Press(page.Locator("ul.items h3 a").First);
        await page.Arrive("/accounts/\\d+");
        Assert.StartsWith("Channel North", await page.Locator(".eyebrow").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await hands.Press(page.Locator("p.ways a", new() { HasTextString = "History" }));
        await page.Arrive("/documents/\\d+");
        Assert.Equal(["Version 1", "Version 2"], await page.Locator("ol.history h2").AllInnerTextsAsync());
        await hands.Press(page.Locator("ol.history a", new() { HasTextString = "side by side" }).First);
        await page.Arrive("/diff/\\d+/\\d+");
        Assert.NotEqual(0, await page.Locator("main del").CountAsync());
        Assert.NotEqual(0, await page.Locator("main ins").CountAsync());

        await page.GoBackAsync();
        await hands.Press(page.Locator("ol.history h2 a").First);
        await page.Arrive("/accounts/\\d+");
        await hands.Press(page.Locator("aside a", new() { HasTextString = "compare" }).First);
        await page.Arrive("/compare\\?account=\\d+&account=\\d+");
        Assert.Equal(2, await page.Locator(".collation .pane").CountAsync());
        Assert.NotEqual(0, await page.Locator(".collation .p.same, .collation .p.partial, .collation .p.differs").CountAsync());
    }

    [Theory, InlineData("/accounts/33", "article .text p"), InlineData("/events/9", "ol.items > li"), InlineData("/search?q=minister", "ul.items > li"), InlineData("/diff/33/43", ".diffrows .row")]
    public async Task Paper_has_what_a_page_tells_and_nothing_to_press(string path, string told)
    {
        await using var visitor = await Visitor.Come(browser, room.Address);
        await visitor.Go(path);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.True(await visitor.Page.Locator(told).First.IsVisibleAsync());
        Assert.Equal(0, await visitor.Page.Locator("button:visible, input:visible").CountAsync());
    }
}

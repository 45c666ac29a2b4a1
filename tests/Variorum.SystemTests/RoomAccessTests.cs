using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>Every page for everybody: what axe finds on it.</summary>
[Collection(nameof(InTheRoom))]
public sealed class RoomAccessTests(OpenedRoom room, Browser browser)
{
    public static TheoryData<string> Pages => RoomPages.All;

    [Theory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_on_a_page_wide_or_narrow_light_or_dark(string path)
    {
        if (RoomPages.Axe.Value is not { } axe)
        {
            Assert.Skip("axe-core is not installed: npm ci --prefix tests/Variorum.SystemTests.");
            return;
        }
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = 1440, Height = 900 }, ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        var page = visitor.Page;
        await visitor.Go(path);
        await page.EvaluateAsync(axe);
        var found = new List<string>();
        foreach (var width in new[] { 1440, 360 })
        {
            await page.SetViewportSizeAsync(width, 900);
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme });
                // Nothing but colours is another in the dark.
                var violations = await RoomPages.Violations(page, scheme == ColorScheme.Dark ? ["color-contrast", "link-in-text-block"] : []);
                found.AddRange(violations.Select(violation => $"{path} at {width}, {scheme}: {violation}"));
            }
        }
        Assert.Equal([], found);
    }
}

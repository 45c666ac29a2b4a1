using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>What a page costs whoever opens it for the first time, and what it does meanwhile.</summary>
[Collection(nameof(InTheRoom))]
public sealed class RoomFirstVisitTests(OpenedRoom room, Browser browser, ITestOutputHelper output)
{
    private const int MostBytes = 100_000;

    private const double MostShift = 0.01;

    public static TheoryData<string> Pages => RoomPages.All;

    [Theory, MemberData(nameof(Pages))]
    public async Task A_first_visit_is_light_and_calm_and_asks_nobody_else(string path)
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        await visitor.Go(path);
        // What was seen before anybody looked is told as well; two frames later all of it has been painted.
        var (shift, paint) = await visitor.Page.EvaluateAsync<double[]>("""
            () => new Promise(done => {
              let shift = 0, paint = 0;
              new PerformanceObserver(list => list.getEntries().forEach(entry => shift += entry.value)).observe({ type: 'layout-shift', buffered: true });
              new PerformanceObserver(list => list.getEntries().forEach(entry => paint = entry.startTime)).observe({ type: 'largest-contentful-paint', buffered: true });
              requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done([shift, paint]))));
            })
            """) switch { [var first, var second] => (first, second), _ => default };
        var bytes = 0;
        foreach (var request in visitor.Asked)
        {
            // What goes on for as long as the page is open costs by what happens.
            if (request.ResourceType == "eventsource") continue;
            var sizes = await request.SizesAsync();
            bytes += sizes.ResponseBodySize + sizes.ResponseHeadersSize;
        }
        output.WriteLine($"{path}: {bytes} bytes, largest paint after {paint:0} ms");
        Assert.InRange(bytes, 1, MostBytes);
        Assert.InRange(shift, 0, MostShift);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_page_is_wider_than_a_telephone(string path)
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        await visitor.Go(path);
        var wide = await visitor.Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= 360 ? [] : [`the page is ${document.documentElement.scrollWidth} wide`,
              ...[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 361 && !one.closest('.wide, pre')).map(one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)]
            """);
        Assert.Equal([], wide);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_page_is_complete_without_script(string path)
    {
        await using var scripted = await Visitor.Come(browser, room.Address);
        await using var plain = await Visitor.Come(browser, room.Address, new() { JavaScriptEnabled = false });
        await scripted.Go(path);
        await plain.Go(path);
        // All the words that are there, unfolded or not; a script may hide or add some, never bring what the page is about.
        Assert.Equal(1, await plain.Page.Locator("h1").CountAsync());
        var (with, without) = (await Words(scripted), await Words(plain));
        Assert.NotEqual("", without.Trim());
        Assert.InRange(without.Length, (int)(with.Length * 0.9), int.MaxValue);
        foreach (var form in await plain.Page.Locator("main form").AllAsync())
            Assert.True(await form.Locator("button:not([type=button]):not([hidden])").CountAsync() > 0, $"{path} has a form that nothing sends: {await form.EvaluateAsync<string>("form => form.outerHTML.slice(0, 200)")}");
    }

    private static Task<string> Words(Visitor visitor) => visitor.Page.Locator("main").EvaluateAsync<string>("main => main.textContent.replace(/\\s+/g, ' ')");
}

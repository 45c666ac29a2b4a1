using AngleSharp.Html.Parser;

namespace Variorum.SystemTests;

/// <summary>What a page costs whoever opens it for the first time, and what it does meanwhile.</summary>
[Collection(nameof(InTheRoom))]
public sealed class RoomFirstVisitTests(OpenedRoom room, Browser browser, ITestOutputHelper output)
{
    private const int MostBytes = 100_000;

    private const double MostShift = 0.01;

    public static TheoryData<string> Pages => RoomPages.All;

    [Theory, MemberData(nameof(Pages))]
    public async Task A_first_visit_is_light_and_calm_asks_nobody_else_and_fits_a_telephone(string path)
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = 360, Height = 740 } });
        var answer = await visitor.Go(path);
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
        var wide = await visitor.Page.EvaluateAsync<string[]>("""
            () => document.documentElement.scrollWidth <= 360 ? [] : [`the page is ${document.documentElement.scrollWidth} wide`,
              ...[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > 361).map(one => `${one.tagName.toLowerCase()}.${one.className}: ${one.textContent.trim().slice(0, 60)}`)]
            """);
        Assert.Equal([], wide);
        // A script may hide words or add some; what the page is about was in the answer.
        var (sent, shown) = await visitor.Page.EvaluateAsync<int[]>("""
            html => [new DOMParser().parseFromString(html, 'text/html'), document].map(one => one.querySelector('main').textContent.replace(/\s+/g, ' ').length)
            """, await answer.TextAsync()) switch { [var first, var second] => (first, second), _ => default };
        Assert.InRange(sent, (int)(shown * 0.9), int.MaxValue);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/search?q=minister")]
    [InlineData("/accounts/33")]
    [InlineData("/events/9")]
    [InlineData("/compare?account=33&account=39")]
    [InlineData("/sources")]
    public async Task Without_script_a_page_is_seen_whole(string path)
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { JavaScriptEnabled = false });
        await visitor.Go(path);
        Assert.Equal(1, await visitor.Page.Locator("main h1:visible").CountAsync());
        Assert.InRange((await visitor.Page.Locator("main").InnerTextAsync()).Length, 40, int.MaxValue);
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task What_is_sent_of_a_page_has_its_text_and_forms_that_need_no_script(string path)
    {
        using var client = new HttpClient { BaseAddress = room.Address };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Null(Assert.Single(page.QuerySelectorAll("main h1")).Closest("[hidden]"));
        Assert.InRange(page.QuerySelector("main")!.TextContent.Length, 40, int.MaxValue);
        // What asks the API from the page is for programmers, and says so.
        Assert.Equal([], page.QuerySelectorAll("form:not([data-api])").Where(static form => form.QuerySelector("button:not([type=button]):not([hidden])") is null).Select(static form => form.OuterHtml));
    }
}

using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Variorum.SystemTests;

[Collection(nameof(InTheRoom))]
public sealed partial class RoomWaysTests(OpenedRoom room, Browser browser)
{
    // The samples' room has some hundred pages, each with its filters.
    private const int Most = 1500;

    [Fact]
    public async Task Every_link_within_the_room_leads_somewhere()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = room.Address };
        var (waiting, known, wrong) = (new Queue<(string From, string Path)>([("", "/")]), new HashSet<string>(StringComparer.Ordinal) { "/" }, new List<string>());
        for (var asked = 0; asked < Most && waiting.TryDequeue(out var next); asked++)
        {
            using var answer = await client.GetAsync(new Uri(next.Path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            // What lives on, such as the state of the watch, has no end.
            if (answer.StatusCode >= HttpStatusCode.BadRequest) wrong.Add($"{next.Path} of {next.From} answers {(int)answer.StatusCode}");
            if (answer.Headers.Location is { IsAbsoluteUri: false } to) Go(next.Path, to.ToString());
            if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            foreach (Match link in Links().Matches(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))) Go(next.Path, WebUtility.HtmlDecode(link.Groups[1].Value));
        }
        Assert.Equal([], wrong);
        Assert.True(known.Count > 100, $"Only {known.Count} addresses were found.");

        void Go(string from, string to)
        {
            var path = new Uri(new Uri(room.Address, from), to) is { } uri && uri.Host == room.Address.Host && uri.Port == room.Address.Port ? uri.PathAndQuery : null;
            if (path is not null && known.Add(path)) waiting.Enqueue((from, path));
        }
    }

    [Theory, InlineData(1440), InlineData(900), InlineData(390)]
    public async Task More_opens_by_keyboard_within_the_page_and_closes_by_Escape(int width)
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = width, Height = 800 } });
        await visitor.Go("/changes");
        var (more, vanished) = (visitor.Page.Locator("header summary"), visitor.Page.Locator("header a[href='/vanished']"));
        await more.FocusAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(vanished).ToBeInViewportAsync();
        Assert.False(await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"));
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(vanished).ToBeHiddenAsync();
        await Assertions.Expect(more).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await vanished.ClickAsync();
        Assert.EndsWith("/vanished", visitor.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wider_than_its_place_fades_until_one_has_come_to_its_end()
    {
        await using var visitor = await Visitor.Come(browser, room.Address, new() { ViewportSize = new() { Width = 760, Height = 900 } });
        await visitor.Go("/events/5");
        var grid = visitor.Page.Locator(".grid");
        Assert.True(await grid.EvaluateAsync<bool>("grid => grid.scrollWidth > grid.clientWidth"));
        await Fades("48px");
        await grid.EvaluateAsync("grid => grid.scrollLeft = grid.scrollWidth");
        await Fades("0px");
        // Four witnesses have their place on a page that is a little wider.
        await visitor.Page.SetViewportSizeAsync(900, 900);
        Assert.False(await grid.EvaluateAsync<bool>("grid => grid.scrollWidth > grid.clientWidth"));
        await Fades("0px");

        Task Fades(string by) => visitor.Page.WaitForFunctionAsync("by => Math.abs(parseFloat(getComputedStyle(document.querySelector('.grid')).getPropertyValue('--more')) - parseFloat(by)) < 4", by);
    }

    // Whatever is linked or shown, but not what is sent.
    [GeneratedRegex("(?:href|src)=\"([^\"#][^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Links();
}

using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>Somebody in a browser of their own, who was never here before. At the end the test fails if a page complained, or asked for anything but its own origin.</summary>
internal sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string room;

    private Visitor(IBrowserContext context, IPage page, Uri room)
    {
        (this.context, Page, this.room) = (context, page, room.AbsoluteUri);
        page.Console += (_, message) => { if (message.Type is "error" or "warning" && !IsAnswer(message)) Complaints.Add($"{page.Url}: {message.Text}"); };
        page.PageError += (_, error) => Complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            Asked.Add(request);
            if (!request.Url.StartsWith(this.room, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Complaints.Add($"{page.Url} asks for {request.Url}");
        };
    }

    public IPage Page { get; }

    /// <summary>All that was asked for.</summary>
    public ConcurrentBag<IRequest> Asked { get; } = [];

    /// <summary>What the pages complained of.</summary>
    public ConcurrentBag<string> Complaints { get; } = [];

    /// <summary>The context, for its cookies and further pages.</summary>
    public IBrowserContext Context => context;

    public static async Task<Visitor> Come(Browser browser, Uri room, BrowserNewContextOptions? options = null)
    {
        var context = await browser.Chromium.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return new Visitor(context, await context.NewPageAsync(), room);
    }

    public async Task<IResponse> Go(string path) => (await Page.GotoAsync(room + path.TrimStart('/')))!;

    // That a page is not there, or not for this visitor, is what the test wants to see.
    private bool IsAnswer(IConsoleMessage message) => message.Text.StartsWith("Failed to load resource: the server responded with a status of 40", StringComparison.Ordinal) && Asked.Any(request => request.IsNavigationRequest && message.Location.StartsWith(request.Url, StringComparison.Ordinal));

    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        Assert.Empty(Complaints);
    }
}

/// <summary>How somebody works a page: with the mouse, or with the keyboard alone.</summary>
/// <param name="Page">Which.</param>
/// <param name="Keys">Whether with the keyboard alone.</param>
internal sealed record Hands(IPage Page, bool Keys)
{
    // More stops than any page of the samples has.
    private const int MostStops = 600;

    /// <summary>Presses a link or a button.</summary>
    public async Task Press(ILocator what)
    {
        if (!Keys)
        {
            await what.ClickAsync();
            return;
        }
        await Reach(what);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Writes into a field, in place of what stands there.</summary>
    public async Task Write(ILocator field, string text)
    {
        if (Keys) await Reach(field);
        else await field.ClickAsync();
        await Page.Keyboard.PressAsync("Control+a");
        await Page.Keyboard.TypeAsync(text);
    }

    /// <summary>Goes on with Tab until the focus is there, and sees that it can be seen.</summary>
    private async Task Reach(ILocator what)
    {
        await what.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        for (var stop = 0; stop < MostStops; stop++)
        {
            if (await what.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(await what.EvaluateAsync<bool>("element => { const style = getComputedStyle(element); return element.matches(':focus-visible') && (parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== 'none' || style.boxShadow !== 'none'); }"), $"The focus on {what} cannot be seen.");
                return;
            }
            await Page.Keyboard.PressAsync("Tab");
        }
        Assert.Fail($"{what} is not reached with Tab on {Page.Url}.");
    }
}

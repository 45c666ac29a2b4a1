using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>What a user does who finds that a link is wrong.</summary>
public sealed partial class OverruledLinkTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task A_link_is_overruled_with_the_mouse_and_stays_so()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/compare?account=1&account=2");
        var page = opened.Page;
        var row = page.Locator(".links tr", new() { HasText = "A19" });
        await page.Locator("details.links > summary").ClickAsync();
        await row.Locator("a.decide").ClickAsync();
        await page.Locator("dialog.decider").WaitForAsync();
        await page.Locator("dialog.decider button[value=reject]").ClickAsync();
        await page.WaitForURLAsync(static url => url.Contains('#', StringComparison.Ordinal));
        await page.ReloadAsync();
        Assert.Equal(0, await row.CountAsync());
        Assert.Contains("rejected by local", await page.Locator(".decisions").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_drawn_and_overruled_with_the_keyboard_alone()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/compare?account=1&account=2#A24");
        var page = opened.Page;
        await page.Locator("#A24:focus").WaitForAsync();
        await page.Keyboard.PressAsync("m");
        // The last passage of the other text: with Tab into it, and to its end.
        for (var i = 0; i < 60 && await page.Locator(".pane.b .p:focus").CountAsync() == 0; i++) await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("End");
        await page.Locator("#B63:focus").WaitForAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("l");
        await page.Locator("dialog.decider button[value=draw]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#A24.same, #A24.partial, #A24.differs").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("#A24:focus").WaitForAsync();
        Assert.Contains("B63", await page.Locator("#A24 .to").InnerTextAsync(), StringComparison.Ordinal);
        await page.Keyboard.PressAsync("d");
        await page.Locator("dialog.decider button[value=accept]:focus").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("#A24.only").WaitForAsync();
        Assert.Contains("rejected by local", await page.Locator(".decisions").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_an_event_are_chosen_in_place()
    {
        await using var room = await SigningRoom.Open();
        await using var opened = await room.Visit(browser, "/events/1");
        var rows = opened.Page.Locator(".told tbody tr:not(.out)");
        var all = await rows.CountAsync();
        await opened.Page.Locator("select[name=told]").SelectOptionAsync("one");
        Assert.InRange(await rows.CountAsync(), 1, all - 1);
    }

    /// <summary>A room of the two accounts of a signing, for one test that changes it.</summary>
    private sealed partial class SigningRoom : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

        private readonly Scratch scratch = new();
        private Process? server;
        private Uri address = new("about:blank");

        public static async Task<SigningRoom> Open()
        {
            var room = new SigningRoom();
            foreach (var (name, url) in new[] { ("report", "https://press.vta.example/signing"), ("transcript", "https://documents.sund.example/signing") })
                Assert.Equal(0, (await Shell.Run($"variorum add samples/signing-{name}.html --url {url} --archive '{room.scratch.Path("archive")}'")).Exit);
            room.server = Shell.Start($"exec variorum serve --archive '{room.scratch.Path("archive")}' --listen 127.0.0.1:0");
            _ = room.server.StandardOutput.ReadToEndAsync();
            using var patience = new CancellationTokenSource(Patience);
            while (await room.server.StandardError.ReadLineAsync(patience.Token) is { } line)
            {
                if (Told().Match(line) is not { Success: true } told) continue;
                room.address = new Uri(told.Value);
                _ = room.server.StandardError.ReadToEndAsync(CancellationToken.None);
                return room;
            }
            Assert.Fail("The reading room did not open.");
            return room;
        }

        public async Task<Visited> Visit(Browser browser, string path)
        {
            var page = await browser.Chromium.NewPageAsync();
            var visited = new Visited(page);
            await page.GotoAsync(new Uri(address, path).AbsoluteUri);
            return visited;
        }

        public async ValueTask DisposeAsync()
        {
            if (server is not null)
            {
                server.Kill(entireProcessTree: true);
                await server.WaitForExitAsync();
                server.Dispose();
            }
            scratch.Dispose();
        }

        [GeneratedRegex("http://127\\.0\\.0\\.1:\\d+/")]
        private static partial Regex Told();
    }

    /// <summary>A page of a room, which must not complain: what its policy forbids would be a complaint.</summary>
    private sealed class Visited : IAsyncDisposable
    {
        private readonly List<string> complaints = [];

        public Visited(IPage page)
        {
            Page = page;
            page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
            page.PageError += (_, error) => complaints.Add(error);
        }

        public IPage Page { get; }

        public async ValueTask DisposeAsync()
        {
            await Page.CloseAsync();
            Assert.Empty(complaints);
        }
    }
}

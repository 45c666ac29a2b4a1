using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>Pages that try to run something or to ask for something, opened in a real browser as a user opens them.</summary>
public sealed class CapturedPageTests(Browser browser)
{
    [Fact]
    public async Task A_hostile_captured_page_reaches_nothing_and_runs_nothing()
    {
        using var scratch = new Scratch();
        var pages = Directory.GetFiles(Repository.Path("tests", "corpora", "hostile-pages"), "*.html").Order(StringComparer.Ordinal).ToList();
        // Of most of them no text is read; all are kept.
        var add = string.Join("; ", pages.Select((page, i) => $"variorum add '{page}' --url https://press.norland.example/{i} --captured 2026-06-12T09:00:00Z --archive archive"));
        await Shell.Run(add, scratch.Folder);
        await using var room = await ServedRoom.Open("--archive archive", scratch.Folder);
        for (var capture = 1; capture <= pages.Count; capture++)
        {
            await Open(room.Address.AbsoluteUri, $"captures/{capture}", framed: true);
            await Open(room.Address.AbsoluteUri, $"captures/{capture}/page", framed: false);
        }
    }

    [Fact]
    public async Task A_captured_page_stands_on_white_also_where_the_room_is_dark()
    {
        using var scratch = new Scratch();
        Assert.Equal(0, (await Shell.Run($"variorum add '{Repository.Path("samples", "signing-report.html")}' --url https://press.norland.example/signing --archive archive", scratch.Folder)).Exit);
        await using var room = await ServedRoom.Open("--archive archive", scratch.Folder);
        var page = await browser.Chromium.NewPageAsync(new() { ColorScheme = ColorScheme.Dark });
        await page.GotoAsync(room.At("/captures/1/page").AbsoluteUri);
        // What a page says of its own colours stays, and was said on white; its links are for white as well.
        Assert.Equal("rgb(255, 255, 255), rgb(0, 0, 0), light", await page.EvaluateAsync<string>("() => { const style = getComputedStyle(document.documentElement); return [style.backgroundColor, style.color, style.colorScheme].join(', '); }"));
        await page.CloseAsync();
    }

    private async Task Open(string address, string path, bool framed)
    {
        var page = await browser.Chromium.NewPageAsync();
        var (asked, wrong) = (new List<string>(), new List<string>());
        page.Request += (_, request) => asked.Add(request.Url);
        page.Dialog += (_, dialog) => wrong.Add($"a dialog: {dialog.Message}");
        page.Popup += (_, popup) => wrong.Add($"a window: {popup.Url}");
        page.Download += (_, download) => wrong.Add($"a download: {download.Url}");
        page.Console += (_, message) => { if (message.Type == "error") wrong.Add(message.Text); };
        try
        {
            await page.GotoAsync(address + path, new PageGotoOptions { WaitUntil = WaitUntilState.NetworkIdle });
            var shown = framed ? page.Frames.Single(frame => frame.Url.EndsWith("/page", StringComparison.Ordinal)) : page.MainFrame;
            // Evaluated in the browser's own world, which a page without scripts has as well.
            Assert.Equal("undefined", await shown.EvaluateAsync<string>("() => typeof window.ran"));
            Assert.Equal("null", await shown.EvaluateAsync<string>("() => self.origin"));
            // A click on what looks like a way out leads nowhere.
            foreach (var link in (await shown.Locator("a[href]").AllAsync()).Take(3)) await link.DispatchEventAsync("click");
            await page.WaitForTimeoutAsync(100);
            Assert.Equal(address + path, page.Url);
            Assert.All(asked, url => Assert.True(url.StartsWith(address, StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal), $"{path} asks for {url}"));
            Assert.DoesNotContain(wrong, static one => !one.Contains("sandboxed", StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            await page.CloseAsync();
        }
    }
}

using Microsoft.Playwright;

namespace Variorum.SystemTests;

/// <summary>A captured page that tries every way out of its frame that markup knows. Two servers count what arrives: the room itself, and one elsewhere.</summary>
public sealed class HostileVisitTests(Browser browser)
{
    // What is asked for has it in its path, so that it is found in the logs.
    private const string Mark = "escaped";

    [Fact]
    public async Task A_hostile_captured_page_reaches_neither_the_room_nor_its_files_nor_the_network()
    {
        using var scratch = new Scratch();
        await using var elsewhere = new Loopback(_ => Articles.Answer("<p>Here.</p>"));
        Assert.Equal(0, (await Shell.Run($"variorum add '{Repository.Path("samples", "signing-report.html")}' --url https://press.vta.example/signing --archive archive", scratch.Folder)).Exit);
        await using var room = await ServedRoom.Open("--archive archive --log-level debug", scratch.Folder);
        var own = room.Address.AbsoluteUri.TrimEnd('/');
        await File.WriteAllTextAsync(scratch.Path("hostile.html"), Hostile(own, elsewhere.Site, new Uri(scratch.Path($"{Mark}.txt")).AbsoluteUri), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Shell.Run("variorum add hostile.html --url https://press.norland.example/hostile --captured 2026-06-12T09:00:00Z --archive archive", scratch.Folder)).Exit);

        // Left to itself it does reach out: what is counted can be counted.
        await using (var bare = await Page.Open(browser))
        {
            await bare.Shown.GotoAsync(new Uri(scratch.Path("hostile.html")).AbsoluteUri, new() { WaitUntil = WaitUntilState.Load });
            await bare.Shown.WaitForTimeoutAsync(500);
        }
        Assert.InRange(elsewhere.Asked.Count(static path => path.Contains(Mark, StringComparison.Ordinal)), 10, int.MaxValue);
        Assert.InRange(room.Log.Count(static line => line.Contains(Mark, StringComparison.Ordinal)), 5, int.MaxValue);
        var (arrived, logged) = (elsewhere.Asked.Count, room.Log.Count(static line => line.Contains(Mark, StringComparison.Ordinal)));

        foreach (var path in new[] { "/captures/2", "/captures/2/page", "/accounts/2", "/documents/2" })
        {
            await using var opened = await Page.Open(browser);
            await opened.Opener.GotoAsync(own + "/sources");
            var title = await opened.Opener.TitleAsync();
            // Opened by another page, which it might want to change.
            var popup = await opened.Opener.RunAndWaitForPopupAsync(() => opened.Opener.EvaluateAsync("path => { window.open(path); }", path));
            await popup.Arrive(path);
            await popup.WaitForTimeoutAsync(800);
            Assert.Equal((own + path, own + "/sources", title), (popup.Url, opened.Opener.Url, await opened.Opener.TitleAsync()));
            Assert.DoesNotContain("owned", await popup.TitleAsync(), StringComparison.Ordinal);
            Assert.All(popup.Frames, static frame => Assert.DoesNotContain("owned", frame.Name, StringComparison.Ordinal));
            Assert.DoesNotContain(opened.Asked, url => url.Contains(Mark, StringComparison.Ordinal) || !url.StartsWith(own, StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));
            Assert.Empty(opened.Happened);
            Assert.Equal(2, opened.Context.Pages.Count - 1);
        }
        Assert.Equal(arrived, elsewhere.Asked.Count);
        Assert.Equal(logged, room.Log.Count(static line => line.Contains(Mark, StringComparison.Ordinal)));
    }

    /// <summary>The page: a way each to the room, its API, a server elsewhere, a file.</summary>
    private static string Hostile(string own, string elsewhere, string file)
    {
        var number = 0;
        string[] targets = [$"{own}/api/v1/{Mark}", $"{own}/{Mark}", $"{elsewhere}/{Mark}", file];
        var ways = string.Concat(targets.Select(target => $$"""
            <img src="{{To(target)}}"><img srcset="{{To(target)}} 2x"><picture><source srcset="{{To(target)}}"><img></picture><iframe src="{{To(target)}}"></iframe><object data="{{To(target)}}"></object><embed src="{{To(target)}}">
            <video src="{{To(target)}}" poster="{{To(target)}}" autoplay></video><audio src="{{To(target)}}" autoplay></audio><input type="image" src="{{To(target)}}"><script src="{{To(target)}}"></script>
            <svg width="9" height="9"><image href="{{To(target)}}"/><use href="{{To(target)}}#a"/><script href="{{To(target)}}"/><style>@import "{{To(target)}}";</style></svg>
            <link rel="stylesheet" href="{{To(target)}}"><link rel="preload" as="image" href="{{To(target)}}"><link rel="prefetch" href="{{To(target)}}"><link rel="modulepreload" href="{{To(target)}}"><link rel="icon" href="{{To(target)}}"><link rel="manifest" href="{{To(target)}}"><link rel="preconnect" href="{{target}}">
            <style>@import url("{{To(target)}}"); @font-face { font-family: x; src: url("{{To(target)}}") } p { font-family: x; background: url("{{To(target)}}") }</style><p style="background: url('{{To(target)}}')">The ministers met in Karsk.</p>
            <form action="{{To(target)}}" method="post" target="_blank"><input name="a" value="b"></form><table background="{{To(target)}}"><tr><td>one</table>
            <script>
              fetch('{{To(target)}}', { mode: 'no-cors', credentials: 'include' }).catch(() => 0); navigator.sendBeacon('{{To(target)}}', 'a'); new Image().src = '{{To(target)}}';
              try { new WebSocket('{{To(target)}}'.replace('http', 'ws')); } catch { } try { new EventSource('{{To(target)}}'); } catch { } try { new Worker('{{To(target)}}'); } catch { }
            </script>

            """));
        return $$"""
            <!DOCTYPE html><html lang="en"><title>Ministers meet in Karsk</title>
            <body background="{{To(targets[2])}}" onload="new Image().src='{{To(targets[2])}}'"><h1>Ministers meet in Karsk</h1>
            <p>The foreign ministers of Norland and Vesmark met in Karsk on Friday and agreed on a plan for the harbour. “We shall open the second pier in May,” said Minister Ilse Dravec.</p>
            {{ways}}<img src="x:" onerror="new Image().src='{{To(targets[2])}}'"><a href="{{To(targets[2])}}" ping="{{To(targets[2])}}" id="way">The plan</a>
            <script>
              for (const one of [window, parent, top, window.opener]) try { one.name = one.document.title = 'owned'; } catch { }
              try { window.opener.location = '{{To(targets[1])}}'; } catch { }
              const form = document.forms[2]; setTimeout(() => { form.submit(); }, 50);
            </script>
            </body></html>
            """;

        string To(string target) => $"{target}{(target.EndsWith(".txt", StringComparison.Ordinal) ? "?" : "-")}{++number}";
    }

    /// <summary>A browser context, what its pages asked for and what happened to them.</summary>
    private sealed class Page : IAsyncDisposable
    {
        public required IBrowserContext Context { get; init; }

        public required IPage Opener { get; init; }

        public required IPage Shown { get; init; }

        public List<string> Asked { get; } = [];

        public List<string> Happened { get; } = [];

        public static async Task<Page> Open(Browser browser)
        {
            var context = await browser.Chromium.NewContextAsync();
            var page = new Page { Context = context, Opener = await context.NewPageAsync(), Shown = await context.NewPageAsync() };
            context.Request += (_, request) => { lock (page.Asked) page.Asked.Add(request.Url); };
            context.Dialog += (_, dialog) => { page.Happened.Add($"a dialog: {dialog.Message}"); _ = dialog.DismissAsync(); };
            context.Page += (_, opened) =>
            {
                opened.WebSocket += (_, socket) => page.Happened.Add($"a socket: {socket.Url}");
                opened.Download += (_, download) => page.Happened.Add($"a download: {download.Url}");
                opened.Worker += (_, worker) => page.Happened.Add($"a worker: {worker.Url}");
            };
            return page;
        }

        public async ValueTask DisposeAsync() => await Context.CloseAsync();
    }
}

using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Variorum.SystemTests;

public sealed class ReplayTests(Browser browser)
{
    private const string Url = "https://press.norland.example/news/signing";

    [Fact]
    public async Task ReplayWeb_page_shows_a_page_of_an_exported_WACZ()
    {
        var player = Repository.Path("tests", "Variorum.SystemTests", "node_modules", "replaywebpage");
        if (!Directory.Exists(player)) Assert.Skip("replaywebpage is not installed: npm ci --prefix tests/Variorum.SystemTests.");
        using var scratch = new Scratch();
        var add = $"variorum add '{Repository.Path("samples", "signing-report.html")}' --url {Url} --captured 2026-06-12T09:00:00Z --archive archive";
        Assert.Equal(0, (await Shell.Run($"{add} && variorum export --archive archive -o pages.wacz", scratch.Folder)).Exit);
        await using var server = new Server(new()
        {
            ["/"] = scratch.Path("index.html"),
            ["/pages.wacz"] = scratch.Path("pages.wacz"),
            ["/ui.js"] = Path.Combine(player, "ui.js"),
            ["/replay/"] = Path.Combine(player, "index.html"),
            ["/replay/ui.js"] = Path.Combine(player, "ui.js"),
            ["/replay/sw.js"] = Path.Combine(player, "sw.js"),
        });
        await File.WriteAllTextAsync(scratch.Path("index.html"), $"""
            <!DOCTYPE html><meta charset="utf-8"><title>Replay</title><link rel="icon" href="data:,"><script src="ui.js"></script>
            <replay-web-page source="pages.wacz" url="{Url}" ts="20260612090000" replayBase="/replay/" embed="replayonly"></replay-web-page>
            """, TestContext.Current.CancellationToken);

        var page = await browser.Chromium.NewPageAsync();
        try
        {
            await page.GotoAsync(server.Address);
            var shown = page.FrameLocator("replay-web-page iframe").FrameLocator("iframe");
            await shown.GetByText("Mutual Assistance Signed in Karsk").First.WaitForAsync(new() { Timeout = 60_000 });
            Assert.Contains(page.Frames, static frame => frame.Url.EndsWith($"20260612090000mp_/{Url}", StringComparison.Ordinal));
        }
        finally
        {
            await page.CloseAsync();
        }
    }

    /// <summary>Files on loopback, with ranges, as the player asks for them.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly HttpListener listener;
        private readonly Dictionary<string, string> files;
        private readonly Task serving;

        public Server(Dictionary<string, string> files)
        {
            this.files = files;
            (listener, Address) = Listen();
            serving = Serve();
        }

        public string Address { get; }

        private static (HttpListener, string) Listen()
        {
            // A free port is one that can be had: others try, too.
            for (var port = 20_000 + Environment.ProcessId % 20_000; ; port++)
            {
                var listener = new HttpListener();
                listener.Prefixes.Add(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}/"));
                try
                {
                    listener.Start();
                    return (listener, listener.Prefixes.Single());
                }
                catch (HttpListenerException) when (port < 60_000)
                {
                    listener.Close();
                }
            }
        }

        private async Task Serve()
        {
            while (true)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception) when (!listener.IsListening)
                {
                    return;
                }
                await Answer(context.Request, context.Response);
            }
        }

        private async Task Answer(HttpListenerRequest request, HttpListenerResponse response)
        {
            try
            {
                if (!files.TryGetValue(request.Url!.AbsolutePath, out var file))
                {
                    response.StatusCode = 404;
                    return;
                }
                ReadOnlyMemory<byte> bytes = await File.ReadAllBytesAsync(file);
                response.ContentType = Path.GetExtension(file) switch { ".html" => "text/html", ".js" => "text/javascript", _ => "application/octet-stream" };
                response.AddHeader("Accept-Ranges", "bytes");
                if (RangeHeaderValue.TryParse(request.Headers["Range"], out var range) && range.Ranges.Single() is { From: { } from } part)
                {
                    var to = Math.Min(part.To ?? long.MaxValue, bytes.Length - 1);
                    response.StatusCode = 206;
                    response.AddHeader("Content-Range", $"bytes {from}-{to}/{bytes.Length}");
                    bytes = bytes[(int)from..(int)(to + 1)];
                }
                response.ContentLength64 = bytes.Length;
                if (request.HttpMethod != "HEAD") await response.OutputStream.WriteAsync(bytes);
            }
            catch (HttpListenerException)
            {
                // The player has what it wanted.
            }
            finally
            {
                response.Close();
            }
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
            listener.Close();
        }
    }
}

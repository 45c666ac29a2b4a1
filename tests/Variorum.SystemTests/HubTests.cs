using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Variorum.SystemTests;

/// <summary>A publisher and a hub of their own tell a running watch of news, over real connections.</summary>
public sealed class HubTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("variorum-hub-").FullName;
    private readonly HttpListener site = new();
    private readonly ConcurrentQueue<Dictionary<string, string>> subscriptions = new();
    private readonly int port = FreePort(), hook = FreePort();
    private int read;

    public HubTests()
    {
        site.Prefixes.Add($"http://127.0.0.1:{port}/");
        site.Start();
        _ = ServeAsync();
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        site.Close();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_hub_is_subscribed_to_confirmed_and_listened_to_and_nobody_else_is()
    {
        await Shell.Run($"variorum source add http://127.0.0.1:{port}/ --name Press --feed http://127.0.0.1:{port}/feed --archive archive", folder);
        using var process = Shell.Start($"exec variorum watch --callback http://127.0.0.1:{hook}/hook --listen 127.0.0.1:{hook} --allow 127.0.0.1 --archive archive", folder);
        try
        {
            await UntilAsync(() => !subscriptions.IsEmpty);
            var asked = subscriptions.First();
            using var hub = new HttpClient();
            var path = asked["hub.callback"];
            Assert.StartsWith($"http://127.0.0.1:{hook}/hook/", path, StringComparison.Ordinal);
            Assert.Equal("7f1c", await hub.GetStringAsync($"{path}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(asked["hub.topic"])}&hub.challenge=7f1c&hub.lease_seconds=86400", Test));
            Assert.Equal(HttpStatusCode.NotFound, (await hub.GetAsync($"{path}x?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(asked["hub.topic"])}&hub.challenge=7f1c", Test)).StatusCode);

            // A forged call has nothing read; a signed one has, in pieces or whole.
            var before = read;
            Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hub, path, "00", chunked: false));
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await hub.PostAsync(path, new ByteArrayContent(new byte[5_000_000]), Test)).StatusCode);
            await Task.Delay(3000, Test);
            Assert.Equal(before, read);
            foreach (var chunked in (bool[])[true, false])
            {
                before = read;
                Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hub, path, asked["hub.secret"], chunked));
                await UntilAsync(() => read > before);
            }

            Assert.StartsWith("HTTP/1.1 400", await SendAsync("nonsense\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 405", await SendAsync("DELETE / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 411", await SendAsync("POST / HTTP/1.1\r\n\r\n"), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 431", await SendAsync($"GET / HTTP/1.1\r\nCookie: {new string('x', 40_000)}"), StringComparison.Ordinal);
        }
        finally
        {
            await Shell.Run($"kill -TERM {process.Id}");
            await process.WaitForExitAsync(Test);
        }

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("event=push source=Press", await process.StandardError.ReadToEndAsync(Test), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--callback http://127.0.0.1/hook", 2, "given together")]
    [InlineData("--listen 127.0.0.1:8089", 2, "given together")]
    [InlineData("--callback http://127.0.0.1/hook --listen 8089", 2, "not an address with a port")]
    [InlineData("--callback archive.example --listen 127.0.0.1:8089", 2, "not an address such as")]
    [InlineData("--callback http://127.0.0.1/hook --listen 203.0.113.7:8089", 1, "cannot be listened at")]
    public async Task What_cannot_be_listened_at_is_one_sentence(string options, int exit, string said)
    {
        var ran = await Shell.Run($"variorum watch {options} --archive archive", folder);
        Assert.Equal(exit, ran.Exit);
        Assert.Contains(said, Assert.Single(ran.Messages), StringComparison.Ordinal);
    }

    private async Task ServeAsync()
    {
        while (site.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await site.GetContextAsync();
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            if (context.Request.Url!.AbsolutePath == "/hub")
            {
                using var body = new StreamReader(context.Request.InputStream);
                subscriptions.Enqueue((await body.ReadToEndAsync()).Split('&').Select(static pair => pair.Split('=')).ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal));
                context.Response.StatusCode = 202;
            }
            else if (context.Request.Url.AbsolutePath == "/feed")
            {
                read++;
                context.Response.Headers["Link"] = $"<http://127.0.0.1:{port}/hub>; rel=hub, <http://127.0.0.1:{port}/feed>; rel=self";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes("<rss version=\"2.0\"><channel><title>Wire</title></channel></rss>"));
            }
            else
            {
                context.Response.StatusCode = 404;
            }

            context.Response.Close();
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient hub, string path, string secret, bool chunked)
    {
        var body = "<rss version=\"2.0\"><channel><title>Wire</title></channel></rss>"u8.ToArray();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("X-Hub-Signature", $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), body))}");
        return (await hub.SendAsync(request, Test)).StatusCode;
    }

    private async Task<string> SendAsync(string text)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, hook, Test);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Test);
        client.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(Test);
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var i = 0; !condition(); i++)
        {
            Assert.True(i < 1200, "it does not come");
            await Task.Delay(50, Test);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

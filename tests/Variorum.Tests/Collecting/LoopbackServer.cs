using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Variorum;

/// <summary>A server on loopback that answers with whatever bytes a test wants, whether they are HTTP or not.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentBag<Task> open = [];
    private readonly Task accepting;
    private readonly bool speaksFirst;

    /// <param name="answer">Given the request's head, writes to the connection, which is closed when it returns.</param>
    /// <param name="speaksFirst">Answers before anything was asked.</param>
    public LoopbackServer(Func<string, Stream, CancellationToken, Task> answer, bool speaksFirst = false)
    {
        this.speaksFirst = speaksFirst;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(answer);
    }

    /// <summary>One that answers each path with bytes of its own.</summary>
    public static LoopbackServer Of(Func<string, byte[]> answer) =>
        new(async (head, stream, cancellation) => await stream.WriteAsync(answer(head.Split(' ')[1]), cancellation));

    /// <summary>One that answers each path with a text, written as Latin-1.</summary>
    public static LoopbackServer Of(Func<string, string> answer) => Of(path => Encoding.Latin1.GetBytes(answer(path)));

    public int Port { get; }

    public ConcurrentQueue<string> Requests { get; } = new();

    public string Url(string path = "/") => $"http://127.0.0.1:{Port}{path}";

    /// <summary>Options under which it can be fetched from, and with limits that a test can wait for.</summary>
    public FetcherOptions Options => new()
    {
        Allowed = [Allowance.Parse($"127.0.0.1:{Port}")],
        Limits = new FetchLimits { Connect = Short, Head = Short, Read = Short, Whole = TimeSpan.FromSeconds(20) },
    };

    public static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    public static byte[] Page(byte[] body, string headers = "") =>
        [.. Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n"), .. body];

    public static string Page(string body, string headers = "") => $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{headers}\r\n{body}";

    public static string To(string location) => $"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n";

    private async Task AcceptAsync(Func<string, Stream, CancellationToken, Task> answer)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                open.Add(ServeAsync(client, answer));
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, Func<string, Stream, CancellationToken, Task> answer)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = new StringBuilder();
                var one = new byte[1];
                while (!speaksFirst && !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop.Token) > 0) head.Append((char)one[0]);
                // Whoever hung up before the end of it asked nothing.
                if (!speaksFirst && !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal)) return;
                Requests.Enqueue(head.ToString());
                await answer(head.ToString(), stream, stop.Token);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException or AuthenticationException)
            {
                // Who fetches may hang up at any time.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(open);
        stop.Dispose();
    }
}

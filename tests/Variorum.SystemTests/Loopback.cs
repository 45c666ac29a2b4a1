using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Variorum.SystemTests;

/// <summary>A server of HTTP on an address of loopback: each request gets the bytes that the test says, and the connection ends.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Func<string, byte[]> answer;
    private readonly Func<Task> before;
    private readonly Task serving;
    private readonly ConcurrentDictionary<Task, bool> open = [];

    /// <param name="answer">The whole answer to a request for a path with its query.</param>
    /// <param name="before">Waited for before each answer.</param>
    public Loopback(Func<string, byte[]> answer, Func<Task>? before = null, string address = "127.0.0.1")
    {
        (this.answer, this.before) = (answer, before ?? (static () => Task.CompletedTask));
        listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();
        serving = Serve();
    }

    /// <summary>Begins every address of the site; ends without a slash.</summary>
    public string Site => $"http://{listener.LocalEndpoint}";

    /// <summary>The paths that were asked for and answered, each as often as it was.</summary>
    public ConcurrentQueue<string> Asked { get; } = [];

    private async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
            {
                return;
            }
            var task = Answer(client);
            open.TryAdd(task, true);
            _ = task.ContinueWith(done => open.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private async Task Answer(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            if (await reader.ReadLineAsync() is not { } first) return;
            while (await reader.ReadLineAsync() is { Length: > 0 })
            {
                // The fields of the request do not matter here.
            }
            var path = first.Split(' ')[1];
            await before();
            await stream.WriteAsync(answer(path));
            Asked.Enqueue(path);
        }
        catch (IOException)
        {
            // Whoever asked was killed.
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await serving;
        await Task.WhenAll(open.Keys);
    }
}

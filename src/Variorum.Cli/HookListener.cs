using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Variorum;

/// <summary>Takes what hubs send to a watch: one HTTP request a connection, of a bounded length, in a bounded time, a bounded number at once.</summary>
/// <remarks>A whole web server would be many times what it serves here, and start slower than everything else.</remarks>
internal sealed class HookListener : IAsyncDisposable
{
    private const int AtOnce = 32, LongestHead = 16 * 1024, LongestBody = 4 * 1024 * 1024;

    private static readonly TimeSpan Given = TimeSpan.FromSeconds(10);

    private readonly Func<HubRequest, HubAnswer> answer;
    private readonly TcpListener listener;
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim places = new(AtOnce);
    private readonly Task accepting;

    /// <exception cref="SocketException">The place cannot be listened at.</exception>
    public HookListener(IPEndPoint at, Func<HubRequest, HubAnswer> answer)
    {
        this.answer = answer;
        listener = new TcpListener(at);
        listener.Start();
        accepting = AcceptAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // Those that are being answered end with the stop.
        for (var i = 0; i < AtOnce; i++) await places.WaitAsync();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await places.WaitAsync(stop.Token);
            try
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
            catch (Exception failed) when (failed is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // A connection that was gone before it was taken costs only itself.
                places.Release();
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            using (var time = CancellationTokenSource.CreateLinkedTokenSource(stop.Token))
            {
                time.CancelAfter(Given);
                var stream = client.GetStream();
                var answered = await TakeAsync(stream, time.Token);
                var text = Encoding.UTF8.GetBytes(answered.Text);
                var head = string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {answered.Status} {(HttpStatusCode)answered.Status}\r\nContent-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\nContent-Length: {text.Length}\r\nConnection: close\r\n\r\n");
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. text], time.Token);
                client.Client.Shutdown(SocketShutdown.Send);
                // What is still on its way would reset the connection before the answer is read.
                while (await stream.ReadAsync(new byte[4096], time.Token) > 0) { }
            }
        }
        catch (Exception broken) when (broken is IOException or SocketException or OperationCanceledException)
        {
            // Who hangs up, or is too slow, is not told why.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<HubAnswer> TakeAsync(NetworkStream stream, CancellationToken time)
    {
        var reader = PipeReader.Create(stream);
        string? head = null;
        while (head is null)
        {
            var read = await reader.ReadAsync(time);
            if (Head(read.Buffer) is { } end)
            {
                head = Encoding.Latin1.GetString(read.Buffer.Slice(0, end));
                reader.AdvanceTo(read.Buffer.GetPosition(4, end));
            }
            else if (read.IsCompleted || read.Buffer.Length > LongestHead)
            {
                return new HubAnswer(read.IsCompleted ? 400 : 431);
            }
            else
            {
                reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            }
        }

        var lines = head.Split("\r\n");
        if (lines[0].Split(' ') is not [var method, ['/', ..] target, "HTTP/1.1" or "HTTP/1.0"]) return new HubAnswer(400);
        if (method is not ("GET" or "POST")) return new HubAnswer(405);
        string? Header(string name) => Array.Find(lines, line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) is { } line ? line[(name.Length + 1)..].Trim() : null;
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var mark ? (target[..mark], target[(mark + 1)..]) : (target, "");
        var body = new MemoryStream();
        if (method == "POST")
        {
            if (Header("Expect") is not null) await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), time);
            var rest = reader.AsStream(leaveOpen: true);
            if (Header("Transfer-Encoding") is { } coding)
            {
                if (!coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) || !await DechunkAsync(rest, body, time)) return new HubAnswer(coding.Equals("chunked", StringComparison.OrdinalIgnoreCase) ? 413 : 501);
            }
            else
            {
                if (!long.TryParse(Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var given)) return new HubAnswer(411);
                if (given > LongestBody) return new HubAnswer(413);
                await CopyAsync(rest, body, (int)given, time);
            }
        }

        return answer(new HubRequest(method, path[(path.LastIndexOf('/') + 1)..], query, Header("X-Hub-Signature"), body.GetBuffer().AsMemory(0, (int)body.Length)));
    }

    // Where the blank line begins that ends the head.
    private static SequencePosition? Head(ReadOnlySequence<byte> come)
    {
        var bytes = new SequenceReader<byte>(come);
        return bytes.TryReadTo(out ReadOnlySequence<byte> head, "\r\n\r\n"u8) ? head.End : null;
    }

    /// <returns>False where it is too long.</returns>
    private static async Task<bool> DechunkAsync(Stream stream, MemoryStream body, CancellationToken time)
    {
        while (true)
        {
            var size = (await LineAsync(stream, time)).Split(';')[0].Trim();
            if (!int.TryParse(size, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < 0) throw new IOException("no chunk");
            if (length == 0) return true;
            if (body.Length + length > LongestBody) return false;
            await CopyAsync(stream, body, length, time);
            await LineAsync(stream, time);
        }
    }

    private static async Task<string> LineAsync(Stream stream, CancellationToken time)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 200)
        {
            await stream.ReadExactlyAsync(one, time);
            if (one[0] == '\n') return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        throw new IOException("no line");
    }

    private static async Task CopyAsync(Stream stream, MemoryStream body, int length, CancellationToken time)
    {
        // In pieces: a length is believed only as its bytes come.
        var piece = new byte[Math.Min(length, 64 * 1024)];
        for (; length > 0;)
        {
            var part = piece.AsMemory(0, Math.Min(length, piece.Length));
            await stream.ReadExactlyAsync(part, time);
            body.Write(part.Span);
            length -= part.Length;
        }
    }
}

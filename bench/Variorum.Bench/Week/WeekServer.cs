using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Variorum.Bench;

/// <summary>Serves the sites of a week by HTTP, each at an address of its own on loopback, and holds who asks to the delays that they want.</summary>
internal sealed class WeekServer : IAsyncDisposable
{
    // What Hosts promises where robots.txt asks for nothing.
    private const int UsualDelay = 2;

    private readonly Dictionary<string, Site> sites;
    private readonly TimeProvider clock;
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public WeekServer(WeekSource[] sources, TimeProvider clock)
    {
        this.clock = clock;
        sites = sources.ToDictionary(static source => source.Host, static source => new Site(source), StringComparer.Ordinal);
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen(1024);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Requests of each kind: robots, rss, atom, sitemap, listing, page.</summary>
    public ConcurrentDictionary<string, int> Requests { get; } = new(StringComparer.Ordinal);

    /// <summary>Of a page, every visit.</summary>
    public ConcurrentDictionary<(string Host, string Path), ConcurrentQueue<DateTimeOffset>> Visits { get; } = new();

    /// <summary>Each request that came too early, or beside another.</summary>
    public ConcurrentQueue<string> Broken { get; } = new();

    /// <summary>The address of a host: 127.1.0.1 and on.</summary>
    public Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) => Task.FromResult(sites.TryGetValue(host, out var site)
        ? new[] { new IPAddress([127, 1, (byte)(site.Source.Number / 250), (byte)((site.Source.Number % 250) + 1)]) } : []);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptAsync(stop.Token));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The week is over.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                var buffer = new byte[8192];
                var length = 0;
                while (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
                {
                    if (await client.ReceiveAsync(buffer.AsMemory(length), stop.Token) is not (> 0 and var read)) return;
                    length += read;
                }

                if (Answer(Encoding.ASCII.GetString(buffer, 0, length)) is { } answer) await client.SendAsync(answer, stop.Token);
                client.Shutdown(SocketShutdown.Both);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // Who asks may hang up.
            }
        }
    }

    private byte[]? Answer(string head)
    {
        var (now, path) = (clock.GetUtcNow(), head.Split(' ', 3)[1]);
        var site = sites[Header(head, "Host")!.Split(':')[0]];
        lock (site)
        {
            var source = site.Source;
            var delay = Math.Max(UsualDelay, site.RobotsRead ? source.CrawlDelay : 0);
            if (now < site.Asked.AddSeconds(delay)) Broken.Enqueue($"{source.Host}{path} at {now:O}: {(now - site.Asked).TotalSeconds:0.###} s after the last request, where {delay} s are asked for");
            if (now < site.Alone) Broken.Enqueue($"{source.Host}{path} at {now:O}: it asked to be left alone until {site.Alone:O}");
            site.Asked = now;
            if (path == "/robots.txt") site.RobotsRead = true;
            var page = path.StartsWith("/news/", StringComparison.Ordinal) && path.Length > 6 ? source.Pages[int.Parse(path.AsSpan(6, path.Length - 11), CultureInfo.InvariantCulture) - 1] : null;
            Requests.AddOrUpdate(page is not null ? "page" : path == "/robots.txt" ? "robots" : source.Way, 1, static (_, number) => number + 1);
            if (now >= source.Trouble.From && now < source.Trouble.To)
            {
                if (source.Trouble.Status == 0) return null;
                site.Alone = now.AddSeconds(source.Trouble.RetryAfter);
                return Plain($"{source.Trouble.Status} Not now", $"Retry-After: {source.Trouble.RetryAfter}\r\n", "");
            }

            if (path == "/robots.txt") return Plain("200 OK", "", source.CrawlDelay > 0 ? $"User-agent: *\nCrawl-delay: {source.CrawlDelay}\nDisallow: /search/\n" : "User-agent: *\nDisallow: /search/\n");
            if (page is null) return Conditional(head, source, source.At(now).Select(page => LastChange(page, now, source.TellsEdits)).DefaultIfEmpty(WeekTruth.Start).Max(), source.At(now).Count(), () => List(source, now));
            Visits.GetOrAdd((source.Host, path), static _ => new()).Enqueue(now);
            return page.Withdrawn <= now || page.Published > now ? Plain("404 Not Found", "", "")
                : Conditional(head, source, LastChange(page, now, edits: true), page.TextAt(now), () => WeekTruth.Html(source, page, now));
        }
    }

    private static DateTimeOffset LastChange(WeekPage page, DateTimeOffset now, bool edits) => edits && page.TextAt(now) is > 0 and var text ? page.Edits[text - 1] : page.Published;

    private static byte[] Conditional(string head, WeekSource source, DateTimeOffset changed, int state, Func<string> body)
    {
        var tag = string.Create(CultureInfo.InvariantCulture, $"\"{changed.ToUnixTimeSeconds():x}-{state}\"");
        var date = changed.ToString("R", CultureInfo.InvariantCulture);
        var (fields, same) = source.Conditions switch
        {
            "etag" => ($"ETag: {tag}\r\n", Header(head, "If-None-Match") == tag),
            "date" => ($"Last-Modified: {date}\r\n", Header(head, "If-Modified-Since") == date),
            _ => ("", false),
        };
        return same ? Plain("304 Not Modified", fields, null) : Plain("200 OK", fields, body());
    }

    private static string List(WeekSource source, DateTimeOffset now)
    {
        var list = new StringBuilder();
        var entries = source.At(now).Take(source.Way == "sitemap" ? int.MaxValue : source.Entries);
        switch (source.Way)
        {
            case "rss":
                list.Append("<rss version=\"2.0\"><channel><title>News</title><link>/</link>");
                foreach (var page in entries) list.Append(CultureInfo.InvariantCulture, $"<item><title>{WeekTruth.Title(source, page)}</title><link>{page.Path}</link><pubDate>{page.Published:R}</pubDate></item>");
                return list.Append("</channel></rss>").ToString();
            case "atom":
                list.Append("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>News</title><id>news</id>");
                foreach (var page in entries)
                    list.Append(CultureInfo.InvariantCulture, $"<entry><id>{page.Number}</id><title>{WeekTruth.Title(source, page)}</title><link href=\"{page.Path}\"/><published>{page.Published:O}</published><updated>{LastChange(page, now, source.TellsEdits):O}</updated></entry>");
                return list.Append("</feed>").ToString();
            case "sitemap":
                list.Append("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
                foreach (var page in entries) list.Append(CultureInfo.InvariantCulture, $"<url><loc>{page.Path}</loc><lastmod>{LastChange(page, now, source.TellsEdits):O}</lastmod></url>");
                return list.Append("</urlset>").ToString();
            default:
                list.Append("<html><head><title>News</title></head><body><nav><a href=\"/\">Home</a></nav><ul>");
                foreach (var page in entries) list.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{page.Path}\">{WeekTruth.Title(source, page)}</a> <time datetime=\"{page.Published:O}\">{page.Published:d MMMM yyyy}</time></li>");
                return list.Append("</ul></body></html>").ToString();
        }
    }

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = at + name.Length + 4;
        return head[start..head.IndexOf('\r', start)];
    }

    private static byte[] Plain(string status, string fields, string? body) => Encoding.UTF8.GetBytes(body is null
        ? $"HTTP/1.1 {status}\r\n{fields}Connection: close\r\n\r\n"
        : $"HTTP/1.1 {status}\r\n{fields}Connection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private sealed class Site(WeekSource source)
    {
        public WeekSource Source => source;

        public DateTimeOffset Asked { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset Alone { get; set; } = DateTimeOffset.MinValue;

        public bool RobotsRead { get; set; }
    }
}

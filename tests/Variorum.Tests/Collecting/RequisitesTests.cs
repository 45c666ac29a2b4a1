using System.Collections.Concurrent;
using System.Text;
using SkiaSharp;
using Variorum.Bench;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class RequisitesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly ConcurrentDictionary<string, byte[]> site = new(StringComparer.Ordinal);
    private readonly SetClock clock = new(Start);
    private readonly FolderArchive archive;
    private readonly LoopbackServer server;

    public RequisitesTests()
    {
        archive = FolderArchive.Write(folder, clock);
        server = new LoopbackServer(async (head, stream, cancellation) =>
        {
            var path = head.Split(' ')[1];
            var answer = site.GetValueOrDefault(path) ?? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
            if (head.Contains("If-None-Match: \"" + answer.Length, StringComparison.Ordinal)) answer = "HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray();
            await stream.WriteAsync(answer, cancellation);
        });
    }

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_pictures_of_a_page_are_fetched_as_a_browser_would_and_kept_as_they_were_sent()
    {
        Write("<figure><img src=\"/hall.jpg\"><figcaption>The hall in Vesmark.</figcaption></figure>");
        var hall = Picture("/hall.jpg", 2);
        await VisitAsync();
        var shown = Assert.Single(archive.Pictures(Captures()[0].Id));
        Assert.Equal(hall, archive.Page(shown.Capture!.Id)!.Bytes.ToArray());
        var request = Assert.Single(server.Requests, static head => head.StartsWith("GET /hall.jpg", StringComparison.Ordinal));
        Assert.Contains($"Referer: {server.Url("/news/1")}\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Accept: image/webp,", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_asked_for_again_after_a_day_and_an_exchange_under_its_address_is_seen()
    {
        Write("<img src=\"/hall.jpg\">");
        Picture("/hall.jpg", 2);
        await VisitAsync();
        await VisitAsync(hours: 3);
        Assert.Equal(1, Asked("/hall.jpg"));
        await VisitAsync(hours: 24);
        Assert.Equal((2, 1), (Asked("/hall.jpg"), archive.Versions(Document).Count));
        Picture("/hall.jpg", 7);
        await VisitAsync(hours: 24);
        Assert.Equal((3, 2), (Asked("/hall.jpg"), archive.Versions(Document).Count));
        Assert.Equal(["response", "revisit", "response"], archive.Captures(archive.Find(server.Url("/hall.jpg"))!.Id).Select(capture => archive.Record(capture).Type));
    }

    [Fact]
    public async Task A_picture_behind_a_redirect_is_the_pages()
    {
        Write("<img src=\"/short\">");
        site["/short"] = Encoding.Latin1.GetBytes(To("/hall.jpg"));
        var hall = Picture("/hall.jpg", 2);
        await VisitAsync();
        Assert.Equal(hall, archive.Page(Assert.Single(archive.Pictures(Captures()[0].Id)).Capture!.Id)!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_page_of_many_pictures_has_a_bounded_number_of_them_fetched_and_large_ones_are_cut()
    {
        Write(string.Concat(Enumerable.Range(0, 40).Select(static i => $"<p><img src=\"/{i}.jpg\"></p>")));
        for (var i = 0; i < 40; i++) Picture($"/{i}.jpg", 2);
        site["/3.jpg"] = Page(new byte[6 << 20], "Content-Type: image/jpeg\r\n");
        await VisitAsync();
        Assert.Equal(12, server.Requests.Count(static head => head.Contains(".jpg", StringComparison.Ordinal)));
        var cut = Assert.Single(archive.Captures(archive.Find(server.Url("/3.jpg"))!.Id));
        Assert.Equal(CaptureState.NoText, cut.State);
        Assert.Null(archive.Pictures(Captures()[0].Id)[3].Capture);
    }

    [Fact]
    public async Task Nothing_is_fetched_where_nothing_is_asked_for()
    {
        Write("<img src=\"/hall.jpg\">");
        await VisitAsync(requisites: Requisites.None);
        Assert.Equal(0, Asked("/hall.jpg"));
    }

    [Fact]
    public async Task Robots_are_obeyed_for_pictures_too()
    {
        Write("<img src=\"/photos/hall.jpg\">");
        Picture("/photos/hall.jpg", 2);
        site["/robots.txt"] = Encoding.Latin1.GetBytes(Page("User-agent: *\nDisallow: /photos"));
        await VisitAsync();
        Assert.Equal(0, Asked("/photos/hall.jpg"));
    }

    [Fact]
    public async Task All_that_a_page_needs_to_be_shown_is_fetched_with_what_its_style_sheets_name()
    {
        site["/news/1"] = Page(Encoding.UTF8.GetBytes(
            $"""
            <html><head><title>Envoys agree</title><link rel="stylesheet" href="/main.css"><script src="/main.js"></script><style>body {"{"} background: url('/back.png') {"}"}</style></head>
            <body><article><h1>Envoys agree</h1>{Prose}<img src="/logo.png"><picture><source srcset="/a-320.webp 320w, /a-1200.webp 1200w"><img src="/a.jpg"></picture><iframe src="/frame.html"></iframe></article></body></html>
            """), "Content-Type: text/html; charset=utf-8\r\n");
        site["/main.css"] = Encoding.Latin1.GetBytes(Page("@import \"print.css\"; @font-face { src: url(fonts/serif.woff2) format('woff2'), url(\"data:x\") }", "Content-Type: text/css\r\n"));
        site["/print.css"] = Encoding.Latin1.GetBytes(Page("@import url(main.css); h1 { background: url( '/line.svg' ) }", "Content-Type: text/css\r\n"));
        await VisitAsync(requisites: Requisites.All);
        Assert.Equal(["/a-1200.webp", "/a-320.webp", "/a.jpg", "/back.png", "/fonts/serif.woff2", "/frame.html", "/line.svg", "/logo.png", "/main.css", "/main.js", "/news/1", "/print.css"],
            server.Requests.Select(static head => head.Split(' ')[1]).Where(static path => path != "/robots.txt").Order(StringComparer.Ordinal));
    }

    private const string Prose =
        "<p>The envoys of Norland and Sudmark agreed in Vesmark on Tuesday to open fourteen border crossings before the end of the year.</p>"
        + "<p>Deputy Minister Arvo Kell said that the first of them would be opened in September, when the roads are mended.</p>";

    private long Document => archive.Find(server.Url("/news/1"))!.Id;

    private IReadOnlyList<Capture> Captures() => archive.Captures(Document);

    private int Asked(string path) => server.Requests.Count(head => head.Split(' ')[1] == path);

    private void Write(string pictures) => site["/news/1"] = Page(Encoding.UTF8.GetBytes(
        $"<html><head><title>Envoys agree on the crossings</title></head><body><article><h1>Envoys agree on the crossings</h1>{Prose}{pictures}{Prose}</article></body></html>"), "Content-Type: text/html; charset=utf-8\r\n");

    private byte[] Picture(string path, int seed)
    {
        using var drawn = new DrawnPictures(seed).Draw();
        var bytes = DrawnPictures.Encode(drawn, SKEncodedImageFormat.Jpeg, 70);
        var headers = $"Content-Type: image/jpeg\r\nETag: \"{{0}}\"\r\n";
        var length = Page(bytes, headers).Length;
        site[path] = Page(bytes, string.Format(System.Globalization.CultureInfo.InvariantCulture, headers, length + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length - 3));
        return bytes;
    }

    private async Task VisitAsync(double hours = 0, Requisites requisites = Requisites.Images)
    {
        clock.Advance(TimeSpan.FromHours(hours));
        var collector = new Collector(new Fetcher(server.Options with { Clock = clock }), archive);
        var page = await collector.CollectAsync(server.Url("/news/1"), cancellation: Test);
        var waiting = new Queue<string>(collector.Due(page, requisites));
        var known = waiting.ToHashSet(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var url))
        {
            var part = await collector.CollectPartAsync(url, server.Url("/news/1"), cancellation: Test);
            if (requisites == Requisites.All) foreach (var next in collector.Due(part).Where(known.Add)) waiting.Enqueue(next);
        }
    }
}

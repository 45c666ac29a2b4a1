using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public sealed class BackfillTests : IDisposable
{
    private const string Gone = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

    private static readonly NewsSource Source = new("Norland Press Office", "https://press.norland.example/en/index.html") { Exclude = ["/sport/"] };

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly FolderArchive archive;

    public BackfillTests() => archive = FolderArchive.Write(folder);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Captures_of_another_archive_keep_their_times_and_are_fetched_once()
    {
        await using var server = Of(path => Answer(path));
        Assert.Equal(new Backfilled(7, 2, 0, 0, null, false), await RunAsync(server));
        Assert.Contains(server.Requests, request => request.StartsWith("GET /cdx/search/cdx?url=press.norland.example%2Fen%2F&matchType=prefix&output=json&from=2013&", StringComparison.Ordinal));
        var document = archive.Find("https://press.norland.example/en/1")!;
        Assert.Equal([new DateTimeOffset(2013, 12, 8, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2013, 12, 13, 8, 0, 0, TimeSpan.Zero)], archive.Versions(document.Id).Select(static version => version.First));
        var capture = archive.Captures(document.Id)[0];
        Assert.Equal(Article("with his uncle"), Encoding.UTF8.GetString(archive.Page(capture.Id)!.Bytes.Span));
        Assert.Equal(server.Url("/web/20131208080000id_/https://press.norland.example/en/1"), archive.Record(capture).Field("Variorum-Fetched-From"));
        Assert.Contains(archive.Records(), static stored => stored.Record.Type == "metadata" && Encoding.Latin1.GetString(stored.Record.Block.Span).Contains("Memento-Datetime", StringComparison.Ordinal));
        var asked = server.Requests.Count;
        Assert.Equal(new Backfilled(7, 0, 2, 0, null, false), await RunAsync(server));
        Assert.DoesNotContain(server.Requests.Skip(asked), static request => request.StartsWith("GET /web/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_listed_by_http_and_by_https_is_fetched_once()
    {
        await using var server = Of(path => path.StartsWith("/cdx/", StringComparison.Ordinal) ? Page("""
            [["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
             ["k","20131208080000","http://press.norland.example/en/1","text/html","200","AAAA","900"],
             ["k","20131208080000","https://press.norland.example/en/1","text/html","200","FFFF","900"],
             ["k","20131213080000","http://press.norland.example/en/1","text/html","200","BBBB","800"],
             ["k","20131214080000","https://press.norland.example/en/1","text/html","200","BBBB","800"]]
            """) : Answer(path.Replace("/http:", "/https:", StringComparison.Ordinal)));
        Assert.Equal((2, 1), (await RunAsync(server)) is var done ? (done.Taken, done.Known) : default);
    }

    [Fact]
    public async Task A_backfill_takes_no_more_than_it_is_told_and_the_next_goes_on()
    {
        await using var server = Of(path => Answer(path));
        Assert.Equal((1, true), (await RunAsync(server, 1)) is var first ? (first.Taken, first.Full) : default);
        Assert.Equal((1, 1, false), (await RunAsync(server, 1)) is var second ? (second.Taken, second.Known, second.Full) : default);
    }

    [Fact]
    public async Task A_text_whose_first_copy_cannot_be_had_is_taken_from_the_next_one()
    {
        await using var server = Of(path => path.Contains("20131209080000id_", StringComparison.Ordinal) ? Page(Article("with his uncle"), Head("Mon, 09 Dec 2013 08:00:00 GMT"))
            : path.Contains("20131208080000id_", StringComparison.Ordinal) ? Gone : Answer(path));
        Assert.Equal(new Backfilled(7, 2, 0, 1, null, false), await RunAsync(server));
        Assert.Equal([9, 13], archive.Versions(archive.Find("https://press.norland.example/en/1")!.Id).Select(static version => version.First.Day));
    }

    [Fact]
    public async Task Another_capture_in_the_place_of_the_one_that_was_asked_for_is_not_taken()
    {
        await using var server = Of(path => Answer(path, moment: "Sun, 01 Jan 2023 08:00:00 GMT"));
        // Of the text that is listed twice, both copies are asked for.
        Assert.Equal((0, 3), (await RunAsync(server)) is var done ? (done.Taken, done.Failed) : default);
        Assert.Equal(0, archive.Size().Captures);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told()
    {
        await using var server = Of(path => path == "/robots.txt" ? Gone : "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n");
        Assert.Contains("503", (await RunAsync(server)).Failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://web.archive.org/cdx/search/cdx", "https://web.archive.org/web/")]
    [InlineData("http://127.0.0.1:8080/norland/cdx", "http://127.0.0.1:8080/norland/")]
    [InlineData("https://archive.example/list", null)]
    [InlineData("archive.example/cdx", null)]
    public void Where_an_archive_shows_captures_is_told_by_the_address_of_its_server(string server, string? replay) => Assert.Equal(replay, BackfillOptions.ReplayOf(server));

    private static string Answer(string path, string? moment = null) => path switch
    {
        _ when path.StartsWith("/cdx/", StringComparison.Ordinal) => Page("""
            [["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
             ["k","20131208080000","https://press.norland.example/en/1","text/html","200","AAAA","900"],
             ["k","20131209080000","https://press.norland.example/en/1","text/html","200","AAAA","900"],
             ["k","20131213080000","https://press.norland.example/en/1","text/html","200","BBBB","800"],
             ["k","20131214080000","https://press.norland.example/en/1","warc/revisit","-","BBBB","80"],
             ["k","20131214080000","https://press.norland.example/en/logo","image/png","200","CCCC","80"],
             ["k","20131214080000","https://press.norland.example/en/sport/1","text/html","200","DDDD","80"],
             ["k","20131214080000","https://press.norland.example/en/2","text/html","404","EEEE","80"]]
            """),
        "/web/20131208080000id_/https://press.norland.example/en/1" => Page(Article("with his uncle"), Head(moment ?? "Sun, 08 Dec 2013 08:00:00 GMT")),
        "/web/20131213080000id_/https://press.norland.example/en/1" => Page(Article("alone"), Head(moment ?? "Fri, 13 Dec 2013 08:00:00 GMT")),
        _ => Gone,
    };

    private static string Head(string moment) => $"Content-Type: text/html\r\nMemento-Datetime: {moment}\r\n";

    private static string Article(string how) => $"<html><head><title>Inspection of the dam at Karsk</title></head><body><article><h1>Inspection of the dam at Karsk</h1><p>President Ilmar Toss inspected the new dam at Karsk {how} on Sunday and praised the builders for their haste.</p><p>The dam is to give power to the whole of the province, the ministry said.</p></article></body></html>";

    private Task<Backfilled> RunAsync(LoopbackServer server, int most = 100)
    {
        var fetcher = new Fetcher(server.Options);
        return Backfill.RunAsync(new Collector(fetcher, archive), fetcher, Source, new BackfillOptions(server.Url("/cdx/search/cdx"), server.Url("/web/"), "2013") { Most = most }, Test);
    }
}

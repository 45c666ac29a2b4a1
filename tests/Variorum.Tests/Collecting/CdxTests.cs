using System.Text;
using static Variorum.LoopbackServer;

namespace Variorum;

public class CdxTests
{
    private const string Json = """
        [["urlkey","timestamp","original","mimetype","statuscode","digest","length"],
         ["example,norland)/1","20240620080509","http://norland.example:80/1","text/html","200","AAAABBBB","1234"],
         ["example,norland)/1","20240621080509","http://norland.example/1","warc/revisit","-","AAAABBBB","-"],
         ["example,norland)/1","2024","http://norland.example/1","text/html","200","X","1"],
         ["example,norland)/1","20241399080509","http://norland.example/1","text/html","200","X","1"]
        """;

    private static readonly CdxCapture[] Captures =
        [new("http://norland.example/1", "20240620080509", 200, "text/html", "AAAABBBB", 1234), new("http://norland.example/1", "20240621080509", 0, "warc/revisit", "AAAABBBB", null)];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Json + "]", null)]
    [InlineData(Json + """, [], ["example,norland)/1 20240622"]]""", "example,norland)/1 20240622")]
    [InlineData("""
        {"urlkey": "a", "timestamp": "20240620080509", "url": "http://norland.example/1", "mime": "text/html", "status": "200", "digest": "AAAABBBB", "length": "1234"}
        {"urlkey": "a", "timestamp": "20240621080509", "url": "http://norland.example/1", "mime": "warc/revisit", "status": "-", "digest": "AAAABBBB", "length": "-"}
        {"broken
        ["no", "object"]
        """, null)]
    [InlineData("example,norland)/1 20240620080509 http://norland.example/1 text/html 200 AAAABBBB 1234\nexample,norland)/1 20240621080509 http://norland.example/1 warc/revisit - AAAABBBB -\nx y\nz\n\nexample,norland)/1+20240622\n", "example,norland)/1+20240622")]
    [InlineData("example,norland)/1 20240620080509 {\"url\": \"http://norland.example/1\", \"mime\": \"text/html\", \"status\": \"200\", \"digest\": \"AAAABBBB\", \"length\": \"1234\"}\nexample,norland)/1 20240621080509 {\"url\": \"http://norland.example/1\", \"mime\": \"warc/revisit\", \"digest\": \"AAAABBBB\"}\na 20240621080509 {\"url\nb 2024 {\"url\": \"http://norland.example/1\"}\n", null)]
    [InlineData(" CDX N b a m s k r M S V g\nexample,norland)/1 20240620080509 http://norland.example/1 text/html 200 AAAABBBB - - 1234 0 a.warc.gz\nexample,norland)/1 20240621080509 http://norland.example/1 warc/revisit - AAAABBBB - - - 900 a.warc.gz\nx y\nz\n", null)]
    public void A_list_is_read_in_all_its_forms(string answer, string? resume)
    {
        var page = Cdx.Read(Encoding.UTF8.GetBytes(answer));
        Assert.Equal(Captures, page.Captures);
        Assert.Equal((resume, 2, null), (page.Resume, page.Unread, page.Failure));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""[["urlkey","timestamp"]]""")]
    [InlineData("<html>not here</html>")]
    public void A_list_without_captures_is_empty(string answer) => Assert.Empty(Cdx.Read(Encoding.UTF8.GetBytes(answer)).Captures);

    [Theory]
    [InlineData("[[")]
    [InlineData("[1, {}")]
    public void Broken_JSON_is_told(string answer) => Assert.Contains("broken JSON", Cdx.Read(Encoding.UTF8.GetBytes(answer)).Failure, StringComparison.Ordinal);

    [Fact]
    public async Task A_long_list_is_asked_for_part_by_part_and_taken_up_where_it_ended()
    {
        var broken = true;
        await using var server = Of(path => !path.Contains("resumeKey", StringComparison.Ordinal) ? Page(Json + """, [], ["k ey+1"]]""")
            : path.Contains("resumeKey=k%20ey%2B1", StringComparison.Ordinal) && !broken ? Page(Json + "]") : "HTTP/1.1 503 Busy\r\n\r\n");
        var query = new CdxQuery("norland.example/*", "prefix", "2013", "20241231") { Filters = ["statuscode:200"] };
        var pages = await List(server, query);
        Assert.Equal([(2, "k ey+1", false), (0, "k ey+1", true)], pages.Select(page => (page.Captures.Count, page.Resume, page.Failure is not null)));
        Assert.Contains("/cdx?url=norland.example%2F%2A&matchType=prefix&output=json&from=2013&to=20241231&filter=statuscode%3A200&limit=5000&showResumeKey=true ", server.Requests.First(), StringComparison.Ordinal);
        broken = false;
        Assert.Equal([(2, null)], (await List(server, query with { Resume = pages[^1].Resume })).Select(page => (page.Captures.Count, page.Resume)));
    }

    [Fact]
    public async Task A_server_that_counts_pages_is_asked_page_by_page()
    {
        await using var server = Of(path => path.EndsWith("page=2", StringComparison.Ordinal) ? "HTTP/1.1 400 No such page\r\n\r\n" : Page(Json + "]"));
        Assert.Equal(["1", "2"], (await List(server, new CdxQuery("norland.example", ByPage: true))).Select(page => page.Resume));
    }

    [Fact]
    public async Task A_server_that_turns_in_a_circle_is_left()
    {
        await using var server = Of(_ => Page(Json + """, [], ["same"]]"""));
        var pages = await List(server, new CdxQuery("norland.example"));
        Assert.Equal((2, true), (pages.Count, pages[^1].Failure!.Contains("the same part of its list again", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_bytes_of_a_capture_have_an_address_of_their_own() =>
        Assert.Equal("https://web.archive.example/web/20240620080509id_/http://norland.example/1", Cdx.RawUrl("https://web.archive.example/web/", Captures[0]));

    private static async Task<List<CdxPage>> List(LoopbackServer server, CdxQuery query)
    {
        var pages = new List<CdxPage>();
        await foreach (var page in Cdx.ListAsync(new Fetcher(server.Options), server.Url("/cdx"), query, null, Test)) pages.Add(page);
        return pages;
    }
}

using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Variorum;

public class SharingTests
{
    [Theory]
    [InlineData("accounts/1")]
    [InlineData("events/1")]
    [InlineData("compare?account=1&account=2")]
    public async Task Another_site_shows_a_page_of_the_room_as_a_quotation_with_its_source(string page)
    {
        await using var room = await ApiRoom.Open();
        var url = Uri.EscapeDataString(new Uri(room.Room.Address, page).AbsoluteUri);
        var json = await room.Json($"/oembed?url={url}&maxwidth=300");
        Assert.Equal(("rich", "1.0", 300), (json.GetProperty("type").GetString(), json.GetProperty("version").GetString(), json.GetProperty("width").GetInt32()));
        Assert.StartsWith("<blockquote", json.GetProperty("html").GetString(), StringComparison.Ordinal);
        var xml = XDocument.Parse(await room.Text($"/oembed?url={url}&format=xml&maxwidth=300"));
        Assert.Equal(json.GetProperty("html").GetString(), xml.Root!.Element("html")!.Value);
    }

    [Fact]
    public async Task What_strangers_wrote_runs_nothing_on_another_site()
    {
        await using var room = await OpenRoom.With([("https://press.norland.example/a?\"><script>", DateTimeOffset.UnixEpoch.AddYears(56), "<title>&lt;script&gt;alert(1)&lt;/script&gt;</title><h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1><article><p>Norland signed the treaty with Vesmark on Friday, the ministry said.</p><p>It runs for ten years and can be renewed once by either side.</p></article>")]);
        var html = (await room.Json($"/oembed?url={Uri.EscapeDataString(new Uri(room.Room.Address, "accounts/1").AbsoluteUri)}")).GetProperty("html").GetString();
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "/oembed")]
    [InlineData(HttpStatusCode.NotFound, "/oembed?url=https%3A%2F%2Felsewhere.example%2Faccounts%2F1")]
    [InlineData(HttpStatusCode.NotFound, "/oembed?url=javascript%3Aalert(1)")]
    [InlineData(HttpStatusCode.NotImplemented, "/oembed?format=yaml&url=a")]
    [InlineData(HttpStatusCode.NotFound, "/sitemap-9.xml")]
    [InlineData(HttpStatusCode.NotFound, "/sitemap-99999999999.xml")]
    public async Task What_is_no_page_of_the_room_is_not_shown(HttpStatusCode status, string path)
    {
        await using var room = await ApiRoom.Open();
        using var answer = await room.Ask(path);
        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData("/cdx")]
    [InlineData("/oembed")]
    [InlineData("/feeds/nothing.atom")]
    [InlineData("/timemap/link/nothing")]
    public async Task A_program_is_told_what_is_wrong_as_a_problem_and_a_person_on_a_page(string path)
    {
        await using var room = await ApiRoom.Open();
        using var program = await room.Ask(path);
        Assert.Equal("application/problem+json", program.Content.Headers.ContentType!.MediaType);
        using var asked = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html,*/*;q=0.8" } } };
        using var person = await room.Client.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal((program.StatusCode, "text/html"), (person.StatusCode, person.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task The_sitemap_lists_what_every_document_says_now()
    {
        await using var room = await ApiRoom.Open();
        XNamespace ns = "http://www.sitemaps.org/schemas/sitemap/0.9";
        var index = XDocument.Parse(await room.Text("/sitemap.xml"));
        var parts = index.Root!.Elements(ns + "sitemap").Select(part => part.Element(ns + "loc")!.Value).ToList();
        var listed = new List<string>();
        foreach (var part in parts) listed.AddRange(XDocument.Parse(await room.Text(new Uri(part).PathAndQuery)).Root!.Elements(ns + "url").Select(url => new Uri(url.Element(ns + "loc")!.Value).AbsolutePath));
        var current = (await room.Json("/api/v1/documents?limit=200")).GetProperty("documents").EnumerateArray().Where(static document => document.GetProperty("current").ValueKind == JsonValueKind.Number).Select(static document => $"/accounts/{document.GetProperty("current").GetInt64()}");
        Assert.Equal(current.Order(), listed.Order());
        Assert.Equal("User-agent: *\nDisallow: /\nAllow: /cdx\nAllow: /web/\n", await room.Text("/robots.txt"));
    }

    [Fact]
    public async Task A_browser_finds_the_rooms_search()
    {
        await using var room = await ApiRoom.Open();
        Assert.Contains("rel=\"search\" href=\"/opensearch.xml\"", await room.Text("/"), StringComparison.Ordinal);
        XNamespace ns = "http://a9.com/-/spec/opensearch/1.1/";
        var template = XDocument.Parse(await room.Text("/opensearch.xml")).Root!.Elements(ns + "Url").First().Attribute("template")!.Value;
        Assert.Equal($"{room.Room.Address.GetLeftPart(UriPartial.Authority)}/search?q={{searchTerms}}", template);
    }

    [Fact]
    public async Task Every_question_can_be_tried_out_without_a_script()
    {
        await using var room = await ApiRoom.Open();
        var page = await room.Text("/api");
        Assert.All(Api.Operations, operation => Assert.Contains($"id=\"{operation.Id}\"", page, StringComparison.Ordinal));
        using var answer = await room.Ask("/try/history?document=1");
        Assert.Equal("/api/v1/documents/1/history", answer.Headers.Location?.ToString());
        using var several = await room.Ask("/try/collation?account=1,2&format=");
        Assert.Equal("/api/v1/collations?account=1&account=2", several.Headers.Location?.ToString());
    }
}

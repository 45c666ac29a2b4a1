using System.Net;
using AngleSharp.Html.Parser;

namespace Variorum;

public class CapturePageTests
{
    public static TheoryData<string> Pages => HarmlessPageTests.Pages;

    [Theory, MemberData(nameof(Pages))]
    public async Task A_captured_page_can_do_nothing_in_its_frame_nor_opened_by_itself(string file)
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, File.ReadAllBytes(Path.Combine(Corpora.Path("hostile-pages"), file))));
        var around = new HtmlParser().ParseDocument(await room.Text("/captures/1"));
        Assert.Equal("", around.QuerySelector("iframe")!.GetAttribute("sandbox"));
        using var answer = await room.Fetch("/captures/1/page");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("sandbox; default-src 'none'; img-src data:; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("SAMEORIGIN", answer.Headers.GetValues("X-Frame-Options").Single());
        var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Empty(page.QuerySelectorAll("script, iframe, object, embed, form, input, svg, math, base, video, audio, meta[http-equiv=refresh i], link:not([rel=icon])"));
        Assert.All(page.QuerySelectorAll("*"), static element => Assert.DoesNotContain(element.Attributes, static attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name == "style" || attribute.Value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task A_captured_page_says_above_it_that_its_style_is_not_there()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        Assert.Contains("Shown without the style sheets of the page", new HtmlParser().ParseDocument(await room.Text("/captures/1")).QuerySelector("iframe")!.PreviousElementSibling!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_digest_of_the_frames_style_is_the_one_that_its_policy_names()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)));
        using var answer = await room.Fetch("/captures/1/page");
        var style = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).QuerySelector("style")!.TextContent;
        Assert.Contains($"'sha256-{Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(style)))}'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_is_given_as_it_is_stored()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer(Kept.Url, 1, Kept.Report(10)));
        using var answer = await room.Fetch("/captures/2/record");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        using var reader = new WarcReader(new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)), "one", fault => Assert.Fail(fault.ToString())) { CheckDigests = true };
        Assert.True(reader.Read(out var record));
        Assert.Equal((Kept.Url, Kept.Start.AddHours(1)), (record.TargetUri, record.Date));
        Assert.False(reader.Read(out _));
    }

    [Theory]
    [InlineData("image/png", "png")]
    [InlineData("text/html", "png")]
    [InlineData("image/svg+xml", "png")]
    public async Task A_picture_is_served_as_what_its_bytes_are(string told, string ending)
    {
        await using var room = await Kept.Room(Kept.Answer("https://press.norland.example/a.png", 0, Kept.Png, type: told));
        using var answer = await room.Fetch("/pictures/1");
        Assert.Equal($"image/{ending}", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("sandbox; default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(Kept.Png, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"ran()\"/>", "image/svg+xml")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>ran()</script></svg>", "image/png")]
    [InlineData("<html><script>ran()</script></html>", "image/gif")]
    [InlineData("GIF", "image/gif")]
    [InlineData("", "image/png")]
    public async Task What_is_no_picture_is_not_served_as_one(string body, string told)
    {
        await using var room = await Kept.Room(Kept.Answer("https://press.norland.example/a.png", 0, body, type: told));
        using var answer = await room.Fetch("/pictures/1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(answer.Headers.ETag);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/pictures/1");
        again.Headers.Add("If-None-Match", "*");
        using var same = await room.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, same.StatusCode);
    }

    [Fact]
    public async Task A_capture_without_a_page_says_what_was_found()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, "", 404), Kept.Answer(Kept.Url, 1, "", 302, fields: "Location: https://press.norland.example/\r\n"));
        Assert.Contains("The page was not there: status 404.", await room.Text("/captures/1"), StringComparison.Ordinal);
        Assert.Contains("The site sent on to its home page.", await room.Text("/captures/2"), StringComparison.Ordinal);
    }
}

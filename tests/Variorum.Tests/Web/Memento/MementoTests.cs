using System.Net;

namespace Variorum;

/// <summary>RFC 7089, section by section.</summary>
public class MementoTests
{
    private static Task<OpenRoom> Room() => Kept.Room(Kept.Answer(Kept.Url, 0, Kept.Report(9)), Kept.Answer(Kept.Url, 10, Kept.Report(10)), Kept.Answer(Kept.Url, 20, Kept.Report(11)), Kept.Answer(Kept.Url, 30, "gone", 404));

    [Theory]
    [InlineData(null, "20260613150000")]
    [InlineData("Fri, 12 Jun 2026 09:00:00 GMT", "20260612090000")]
    [InlineData("Fri, 12 Jun 2026 13:59:00 GMT", "20260612090000")]
    [InlineData("Fri, 12 Jun 2026 14:01:00 GMT", "20260612190000")]
    [InlineData("Tue, 01 Jan 2030 00:00:00 GMT", "20260613150000")]
    [InlineData("Mon, 01 Jan 1990 00:00:00 GMT", "20260612090000")]
    public async Task A_timegate_leads_to_the_memento_nearest_in_time(string? accept, string digits)
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/timegate/{Kept.Url}", request => { if (accept is not null) request.Headers.TryAddWithoutValidation("Accept-Datetime", accept); });
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(room.Room.Address, $"/web/{digits}/{Kept.Url}"), answer.Headers.Location);
        Assert.Contains("accept-datetime", answer.Headers.Vary.Select(static name => name.ToLowerInvariant()));
        Assert.False(answer.Headers.Contains("Memento-Datetime"));
        var links = answer.Headers.GetValues("Link").Single();
        Assert.Contains($"<{Kept.Url}>; rel=\"original\"", links, StringComparison.Ordinal);
        Assert.Contains("rel=\"timemap\"; type=\"application/link-format\"; from=\"Fri, 12 Jun 2026 09:00:00 GMT\"; until=\"Sat, 13 Jun 2026 15:00:00 GMT\"", links, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-06-12")]
    [InlineData("Fri, 12 Jun 2026 25:00:00 GMT")]
    [InlineData("Mon, 12 Jun 2026 09:00:00 GMT")]
    public async Task A_date_that_is_none_is_refused(string accept)
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/timegate/{Kept.Url}", request => request.Headers.TryAddWithoutValidation("Accept-Datetime", accept));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_memento_says_when_it_was_captured_and_what_stands_around_it()
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/web/20260612190000/{Kept.Url}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Fri, 12 Jun 2026 19:00:00 GMT", answer.Headers.GetValues("Memento-Datetime").Single());
        var links = answer.Headers.GetValues("Link").Single();
        Assert.Contains($"/web/20260612090000/{Kept.Url}>; rel=\"first prev memento\"; datetime=\"Fri, 12 Jun 2026 09:00:00 GMT\"", links, StringComparison.Ordinal);
        Assert.Contains($"/web/20260613050000/{Kept.Url}>; rel=\"next memento\"", links, StringComparison.Ordinal);
        Assert.Contains($"/web/20260613150000/{Kept.Url}>; rel=\"last memento\"", links, StringComparison.Ordinal);
        Assert.Contains("<iframe class=\"captured\" sandbox", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_memento_of_a_missing_page_is_missing_and_dated()
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/web/20260613150000/{Kept.Url}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Memento-Datetime"));
        Assert.Contains("rel=\"last memento\"", answer.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/web/20260612090001/")]
    [InlineData("/web/2026/")]
    [InlineData("/web/202606120/")]
    public async Task A_time_without_a_capture_leads_to_the_nearest(string path)
    {
        await using var room = await Room();
        using var answer = await room.Fetch(path + Kept.Url);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(room.Room.Address, $"/web/20260612090000/{Kept.Url}"), answer.Headers.Location);
    }

    [Theory]
    [InlineData("/web/20261399000000/https://press.norland.example/news/signing", 400)]
    [InlineData("/web/yesterday/https://press.norland.example/news/signing", 400)]
    [InlineData("/web/20260612090000/", 400)]
    [InlineData("/web/20260612090000/https://press.norland.example/none", 404)]
    [InlineData("/timegate/https://press.norland.example/none", 404)]
    [InlineData("/timemap/link/https://press.norland.example/none", 404)]
    [InlineData("/timegate/", 400)]
    public async Task What_was_never_captured_is_not_there(string path, int status)
    {
        await using var room = await Room();
        using var answer = await room.Fetch(path);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("https://press.norland.example/show?id=1&to=https://a.example//b", "https://press.norland.example/show?id=1&to=https://a.example//b")]
    [InlineData("https://press.norland.example/show?id=1&to=https://a.example//b", "https%3A%2F%2Fpress.norland.example%2Fshow%3Fid%3D1%26to%3Dhttps%3A%2F%2Fa.example%2F%2Fb")]
    [InlineData("https://press.norland.example/a//b", "https://press.norland.example/a//b")]
    [InlineData("https://press.norland.example/a", "https:/press.norland.example/a")]
    [InlineData("https://press.norland.example/a", "press.norland.example/a")]
    [InlineData("https://press.norland.example/a", "http://PRESS.norland.example:80/a")]
    [InlineData("https://press.norland.example/a%2Fb%20c", "https://press.norland.example/a%2Fb%20c")]
    [InlineData("https://press.norland.example/новости", "https://press.norland.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8")]
    [InlineData("https://press.norland.example/a/../b", "https://press.norland.example/a/../b")]
    [InlineData("https://press.norland.example/a", "https%3A%2F%2Fpress.norland.example%2Fa%23part")]
    public async Task An_address_is_taken_as_it_was_sent(string captured, string asked)
    {
        await using var room = await Kept.Room(Kept.Answer(captured, 0, Kept.Report(9)));
        using var gate = await room.Fetch($"/timegate/{asked}");
        Assert.Equal(HttpStatusCode.Found, gate.StatusCode);
        using var memento = await room.Fetch(gate.Headers.Location!.OriginalString[room.Room.Address.OriginalString.TrimEnd('/').Length..]);
        Assert.Equal(HttpStatusCode.OK, memento.StatusCode);
    }

    [Fact]
    public async Task A_captured_redirect_is_a_redirect_within_the_archive()
    {
        await using var room = await Kept.Room(Kept.Answer(Kept.Url, 0, "", 301, fields: "Location: /news/2026/signing?x=1#top\r\n"), Kept.Answer("https://press.norland.example/news/2026/signing?x=1", 1, Kept.Report(9)),
            Kept.Answer("https://press.norland.example/loop", 0, "", 302, fields: "Location: /loop\r\n"), Kept.Answer("https://press.norland.example/out", 0, "", 302, fields: "Location: javascript:ran()\r\n"));
        using var answer = await room.Fetch($"/web/20260612090000/{Kept.Url}");
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.True(answer.Headers.Contains("Memento-Datetime"));
        Assert.Equal(new Uri(room.Room.Address, "/web/20260612090000/https://press.norland.example/news/2026/signing?x=1"), answer.Headers.Location);
        foreach (var name in (string[])["loop", "out"])
        {
            using var shown = await room.Fetch($"/web/20260612090000/https://press.norland.example/{name}");
            Assert.Equal((HttpStatusCode.OK, null), (shown.StatusCode, shown.Headers.Location));
        }
    }

    [Fact]
    public async Task A_timemap_lists_every_memento_in_link_format()
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/timemap/link/{Kept.Url}");
        Assert.Equal("application/link-format", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).TrimEnd().Split(",\n");
        Assert.Equal($"<{Kept.Url}>; rel=\"original\"", lines[0]);
        Assert.Contains("rel=\"self\"; type=\"application/link-format\"", lines[1], StringComparison.Ordinal);
        Assert.Contains("rel=\"timegate\"", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Count(static line => line.Contains("memento\"; datetime=", StringComparison.Ordinal)));
        Assert.Contains("rel=\"first memento\"", lines[3], StringComparison.Ordinal);
        Assert.Contains("rel=\"last memento\"", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bytes_as_captured_are_saved_and_never_shown()
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/web/20260612090000id_/{Kept.Url}");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(Kept.Report(9), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_head_request_is_answered_as_a_get_without_its_body()
    {
        await using var room = await Room();
        foreach (var path in (string[])["/timegate/", "/timemap/link/", "/web/20260612090000/", "/web/20260612090000id_/"])
        {
            using var answer = await room.Fetch(path + Kept.Url, static request => request.Method = HttpMethod.Head);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found, path);
        }
    }
}

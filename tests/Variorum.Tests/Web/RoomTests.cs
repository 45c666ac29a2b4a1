using System.Net;

namespace Variorum;

public class RoomTests
{
    private static readonly (string, DateTimeOffset, string)[] Signing =
        [("https://press.norland.example/news/signing", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero), File.ReadAllText(Path.Combine(Corpora.Root, "samples", "signing-report.html")))];

    [Fact]
    public async Task The_home_page_says_how_much_the_archive_holds()
    {
        await using var room = await OpenRoom.With(Signing);
        Assert.Contains("1 document in 1 version, proved by 1 capture", await room.Text("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_of_the_rooms_is_a_page_that_says_so()
    {
        await using var room = await OpenRoom.With(Signing);
        using var answer = await room.Client.GetAsync(new Uri("/nowhere/<script>", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("There is nothing here", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again()
    {
        await using var room = await OpenRoom.With(Signing);
        using var first = await room.Client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await room.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory, InlineData("gzip, br", "br"), InlineData("br;q=0, gzip", "gzip"), InlineData("gzip;q=0", null), InlineData("brotli", null)]
    public async Task A_style_sheet_comes_in_a_coding_that_the_browser_takes(string accepted, string? coding)
    {
        await using var room = await OpenRoom.With([]);
        var path = (await room.Text("/")).Split("href=\"/assets/")[1].Split('"')[0];
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/" + path);
        request.Headers.Add("Accept-Encoding", accepted);
        using var answer = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(coding is null ? [] : [coding], answer.Content.Headers.ContentEncoding);
    }

    [Theory, InlineData("gzip, deflate, br", true), InlineData("br;q=0.8, *", true), InlineData("gzip", false), InlineData("br;q=0", false), InlineData("br;q=0.0, gzip", false), InlineData("brotli", false)]
    public async Task A_page_is_packed_for_who_takes_that_and_says_the_same(string takes, bool packed)
    {
        await using var room = await OpenRoom.With(Signing);
        var plain = await room.Text("/accounts/1");
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/accounts/1");
        asked.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        using var answer = await room.Client.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal(packed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(packed ? new System.IO.Compression.BrotliStream(body, System.IO.Compression.CompressionMode.Decompress) : body);
        Assert.Equal(plain, await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        if (packed) Assert.InRange(answer.Content.Headers.ContentLength!.Value, 1, plain.Length / 2);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/accounts/1");
        again.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var second = await room.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Every_route_says_who_may_use_it()
    {
        await using var room = await OpenRoom.With(Signing);
        Assert.All(room.Room.Endpoints, static route => Assert.NotNull(Gate.NeededBy(route)));
    }
}

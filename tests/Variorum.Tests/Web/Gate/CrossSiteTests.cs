using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Variorum;

/// <summary>What a page elsewhere can make a visitor's browser send.</summary>
public class CrossSiteTests
{
    private static async Task<OpenRoom> Room() => await OpenRoom.With([], static options => options with
    {
        More = static routes =>
        {
            routes.MapGet("/form", static (HttpContext http) => Results.Text(http.FormToken().Text)).Needs(Rank.Editor);
            routes.MapPost("/form", static async http => await http.Response.WriteAsync("kept " + (await http.Request.ReadFormAsync())["word"])).Needs(Rank.Editor);
            routes.MapPost("/api/v1/word", static async http => await http.Response.WriteAsync("kept " + await new StreamReader(http.Request.Body).ReadToEndAsync())).Needs(Rank.Editor);
        },
    });

    private static async Task<(HttpStatusCode Status, string Text)> Send(OpenRoom room, string path, HttpContent? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await room.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static FormUrlEncodedContent Form(params (string, string)[] fields) => new(fields.Select(static field => KeyValuePair.Create(field.Item1, field.Item2)));

    private static async Task<string> Token(OpenRoom room, string path = "/form") => (await room.Text(path)).Split("value=\"")[1].Split('"')[0];

    [Fact]
    public async Task A_form_of_the_room_is_taken_with_all_that_it_holds()
    {
        await using var room = await Room();
        Assert.Equal((HttpStatusCode.OK, "kept a"), await Send(room, "/form", Form(("word", "a"), (CrossSite.Field, await Token(room)))));
        using var parts = new MultipartFormDataContent { { new StringContent("b"), "word" }, { new StringContent(await Token(room)), CrossSite.Field } };
        Assert.Equal((HttpStatusCode.OK, "kept b"), await Send(room, "/form", parts));
        Assert.Equal((HttpStatusCode.OK, "kept c"), await Send(room, "/form", Form(("word", "c")), (CrossSite.Header, await Token(room))));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("guessed")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_form_without_the_rooms_token_is_refused(string? token)
    {
        await using var room = await Room();
        var (status, text) = await Send(room, "/form", token is null ? Form(("word", "a")) : Form(("word", "a"), (CrossSite.Field, token)));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("load its page anew", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("post")]
    [InlineData("Post")]
    public async Task A_method_in_other_letters_is_checked_like_itself(string method)
    {
        await using var room = await Room();
        var answer = await RouteWalk.Raw(room.Room.Address, $"{method} /form HTTP/1.1\r\nHost: {room.Room.Address.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 6\r\nConnection: close\r\n\r\nword=a");
        Assert.Matches("^HTTP/1.1 40", answer);
        Assert.DoesNotContain("kept", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Origin", "https://elsewhere.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "http://localhost")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_that_a_page_elsewhere_sent_is_refused_even_with_the_token(string header, string value)
    {
        await using var room = await Room();
        var token = await Token(room);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(room, "/form", Form(("word", "a"), (CrossSite.Field, token)), (header, value))).Status);
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, (await Send(room, "/api/v1/word", json, (header, value))).Status);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain; a=application/json")]
    [InlineData(null)]
    public async Task JSON_in_the_clothes_of_a_form_is_refused(string? type)
    {
        await using var room = await Room();
        using var body = new ByteArrayContent("{\"word\":1}"u8.ToArray());
        if (type is not null) body.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.NotEqual(HttpStatusCode.OK, (await Send(room, "/api/v1/word", body)).Status);
    }

    [Fact]
    public async Task JSON_of_a_program_at_this_machine_is_taken_as_no_page_can_send_it_unasked()
    {
        await using var room = await Room();
        using var json = new StringContent("{}", Encoding.UTF8, "application/json");
        Assert.Equal((HttpStatusCode.OK, "kept {}"), await Send(room, "/api/v1/word", json));
        Assert.Equal((HttpStatusCode.OK, "kept {}"), await Send(room, "/api/v1/word", new StringContent("{}", Encoding.UTF8, "application/json"), ("Origin", room.Client.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin")));
        using var asked = new HttpRequestMessage(HttpMethod.Options, "/api/v1/word");
        asked.Headers.Add("Origin", "https://elsewhere.example");
        asked.Headers.Add("Access-Control-Request-Method", "POST");
        using var answer = await room.Client.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(answer.Headers, static header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_page_elsewhere_may_link_here_but_not_fetch_from_here()
    {
        await using var room = await Room();
        using var link = new HttpRequestMessage(HttpMethod.Get, "/");
        link.Headers.Add("Sec-Fetch-Site", "cross-site");
        link.Headers.Add("Sec-Fetch-Mode", "navigate");
        using var followed = await room.Client.SendAsync(link, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, followed.StatusCode);
        using var image = new HttpRequestMessage(HttpMethod.Get, "/");
        image.Headers.Add("Sec-Fetch-Site", "cross-site");
        image.Headers.Add("Sec-Fetch-Mode", "no-cors");
        using var fetched = await room.Client.SendAsync(image, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, fetched.StatusCode);
    }

    [Fact]
    public async Task A_form_outlives_the_servers_next_start()
    {
        await using var room = await Room();
        var token = await Token(room);
        await using var next = await ReadingRoom.StartAsync(new ReadingRoomOptions(room.Folder) { Listen = new IPEndPoint(IPAddress.Loopback, 0) }, TestContext.Current.CancellationToken);
        Assert.Equal(token, CrossSite.Of(next.Services.GetService(typeof(LocalSecret)) is LocalSecret secret ? secret.Bytes : [], "/form"));
    }

    [Fact]
    public async Task No_part_of_a_token_stands_at_two_addresses_and_each_of_them_lets_a_form_in()
    {
        await using var room = await Room();
        var (one, other) = (await Token(room), await Token(room, "/form?q=guess"));
        Assert.Equal(one, await Token(room));
        Assert.DoesNotContain(Enumerable.Range(0, one.Length - 4), at => other.Contains(one.Substring(at, 5), StringComparison.Ordinal));
        foreach (var token in (string[])[one, other])
            Assert.Equal((HttpStatusCode.OK, "kept x"), await Send(room, "/form", Form((CrossSite.Field, token), ("word", "x"))));
    }
}

using System.Net;
using System.Text;

namespace Variorum;

/// <summary>Programs come in with tokens.</summary>
public class TokenTests
{
    private static (string, string) Bearer(string token) => ("Authorization", "Bearer " + token);

    private static (string, string) Basic(string name, string token) => ("Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{token}")));

    [Fact]
    public async Task A_token_is_shown_once_and_comes_in_as_a_bearers_and_as_a_password()
    {
        await using var room = await GuardedRoom.With();
        using var browser = await room.SignedIn(Rank.Editor);
        var (status, text, answer) = await browser.Post("/tokens", "/tokens", ("name", "feed reader"), ("scope", "read"), ("days", "30"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        var token = text.Split("address token\">")[1].Split('<')[0];
        Assert.Equal(47, token.Length);
        Assert.DoesNotContain(token, (await browser.Get("/tokens")).Text, StringComparison.Ordinal);
        using var program = room.Browser();
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/", Bearer(token))).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/", Basic("anything", token))).Status);
    }

    [Theory]
    [InlineData("{0}x")]
    [InlineData("{1}")]
    [InlineData("vrm_")]
    [InlineData("")]
    [InlineData("{2}")]
    [InlineData(" {0}")]
    [InlineData("{0}, {0}")]
    [InlineData("{0}\0")]
    [InlineData("%")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\"{0}\"")]
    public async Task A_token_is_matched_whole_and_by_the_letter(string shape)
    {
        await using var room = await GuardedRoom.With();
        var token = room.Token(Rank.Admin, Rank.Reader);
        var other = string.Create(token.Length, token, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsLower(from[i]) ? char.ToUpperInvariant(from[i]) : char.ToLowerInvariant(from[i]);
        });
        var shown = string.Format(System.Globalization.CultureInfo.InvariantCulture, shape, token, token[..^1], other);
        foreach (var scheme in new[] { "Bearer ", "Basic " })
        {
            var answer = await RouteWalk.Raw(room.Address, $"GET / HTTP/1.1\r\nHost: {room.Address.Authority}\r\nAuthorization: {scheme}{(scheme == "Basic " ? Convert.ToBase64String(Encoding.UTF8.GetBytes("x:" + shown)) : shown)}\r\nConnection: close\r\n\r\n");
            Assert.Matches("^HTTP/1.1 40[01]", answer);
        }
    }

    [Fact]
    public async Task A_token_in_the_address_lets_nobody_in()
    {
        await using var room = await GuardedRoom.With();
        var token = room.Token(Rank.Admin, Rank.Admin);
        using var browser = room.Browser();
        foreach (var name in new[] { "token", "access_token", "api_key", "key" })
            Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get($"/?{name}={token}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/", ("Authorization", token))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Get("/", ("Authorization", "Token " + token))).Status);
    }

    [Fact]
    public async Task A_password_is_no_token()
    {
        await using var room = await GuardedRoom.With();
        using var program = room.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/", Basic("the admin", GuardedRoom.Password))).Status);
    }

    [Fact]
    public async Task A_token_ends_on_its_day_and_when_it_is_deleted_and_with_its_owner()
    {
        await using var room = await GuardedRoom.With();
        using var program = room.Browser();
        var (shortLived, deleted, orphan) = (room.Token(Rank.Reader, Rank.Reader, TimeSpan.FromDays(1)), room.Token(Rank.Editor, Rank.Reader), room.Token(Rank.Reader, Rank.Reader));
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/", Bearer(shortLived))).Status);
        room.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/", Bearer(shortLived))).Status);
        using var browser = await room.SignedIn(Rank.Editor);
        using var other = await room.SignedIn(Rank.Reader);
        var id = AccessTokens.All(room.Database, room.Users.Named("the editor")!.Id).Single().Id;
        Assert.Equal(HttpStatusCode.NotFound, (await other.Post("/tokens", $"/tokens/{id}/delete")).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/", Bearer(deleted))).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Post("/tokens", $"/tokens/{id}/delete")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/", Bearer(deleted))).Status);
        Assert.Equal(HttpStatusCode.OK, (await program.Get("/", Bearer(orphan))).Status);
        room.Users.Remove("the reader");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.Get("/", Bearer(orphan))).Status);
    }

    [Fact]
    public async Task A_token_never_may_more_than_its_owner()
    {
        await using var room = await GuardedRoom.With();
        using var reader = await room.SignedIn(Rank.Reader);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.Post("/tokens", "/tokens", ("name", "x"), ("scope", "admin"), ("days", "30"))).Status);
        var token = room.Token(Rank.Editor, Rank.Admin);
        Assert.Equal(Rank.Editor, AccessTokens.Of("Bearer " + token, room.Database, room.Clock.GetUtcNow())!.Rank);
        room.Users.SetRank("the editor", Rank.Reader);
        Assert.Equal(Rank.Reader, AccessTokens.Of("Bearer " + token, room.Database, room.Clock.GetUtcNow())!.Rank);
    }

    [Fact]
    public async Task A_token_makes_no_tokens_and_lets_nobody_in()
    {
        await using var room = await GuardedRoom.With();
        using var program = room.Browser();
        var token = room.Token(Rank.Admin, Rank.Admin);
        foreach (var path in new[] { "/tokens", "/users", "/audit", "/you" })
            Assert.Equal(HttpStatusCode.Forbidden, (await program.Get(path, Bearer(token))).Status);
        using var form = new FormUrlEncodedContent([new("name", "Eve"), new("role", "admin"), new("password", GuardedRoom.Password)]);
        using var answer = await program.Send(HttpMethod.Post, "/users", form, Bearer(token));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Null(room.Users.Named("Eve"));
    }

    [Theory]
    [InlineData("name", "")]
    [InlineData("scope", "everything")]
    [InlineData("days", "0")]
    [InlineData("days", "366")]
    [InlineData("days", "99999999999999")]
    [InlineData("days", "-1")]
    public async Task A_token_that_makes_no_sense_is_not_made(string field, string value)
    {
        await using var room = await GuardedRoom.With();
        using var browser = await room.SignedIn(Rank.Reader);
        var fields = new Dictionary<string, string> { ["name"] = "x", ["scope"] = "read", ["days"] = "30" };
        fields[field] = value;
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Post("/tokens", "/tokens", [.. fields.Select(static pair => (pair.Key, pair.Value))])).Status);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    public async Task A_program_that_sends_something_else_than_a_form_is_told_so(string path)
    {
        await using var room = await GuardedRoom.With();
        using var program = room.Browser();
        using var answer = await program.Send(HttpMethod.Post, path, new StringContent("{}", System.Text.Encoding.UTF8, "application/json"), ("Authorization", "Bearer " + room.Token(Rank.Reader, Rank.Reader)));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Whom_a_token_does_not_let_in_is_told_how_it_is_shown()
    {
        await using var room = await GuardedRoom.With();
        using var program = room.Browser();
        var (status, text, answer) = await program.Get("/", ("Accept", "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal(["Bearer", "Basic"], answer.Headers.WwwAuthenticate.Select(static way => way.Scheme));
        Assert.Contains("\"status\":401", text, StringComparison.Ordinal);
        // A page's script must not open the browser's own box.
        Assert.Equal(["Bearer"], (await program.Get("/", ("Accept", "application/json"), ("Sec-Fetch-Mode", "cors"))).Answer.Headers.WwwAuthenticate.Select(static way => way.Scheme));
    }
}

using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Variorum;

/// <summary>Users come from a provider of identities; it is a small one that really speaks the protocol.</summary>
public class SignInElsewhereTests
{
    [Theory]
    [InlineData("\"groups\":[\"staff\",\"desk\"]", Rank.Editor)]
    [InlineData("\"groups\":\"staff\"", Rank.Reader)]
    [InlineData("\"groups\":[\"chiefs\",\"staff\"]", Rank.Admin)]
    public async Task Whoever_the_provider_vouches_for_comes_in_with_the_role_that_its_claim_means(string claim, Rank rank)
    {
        await using var provider = new Provider { Claims = claim };
        await using var room = await Room(provider);
        using var browser = room.Browser();
        var answer = await provider.Through(browser, "/sign-in/elsewhere?to=/you");
        Assert.Equal((HttpStatusCode.SeeOther, "/you"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Contains("Ilse", (await browser.Get("/you")).Text, StringComparison.Ordinal);
        Assert.Equal((rank, false), (room.Users.Named("Ilse")!.Rank, room.Users.Named("Ilse")!.HasPassword));
        // The next time, it is the same user with the role of that time.
        provider.Claims = "\"groups\":[\"staff\"]";
        await provider.Through(browser, "/sign-in/elsewhere");
        Assert.Equal(Rank.Reader, Assert.Single(room.Users.All(), static user => user.Name.StartsWith("Ilse", StringComparison.Ordinal)).Rank);
    }

    [Theory]
    [InlineData("nobody", "\"groups\":[]", null)]
    [InlineData("nobody", "\"groups\":[\"Staff\",\"staff \"]", null)]
    [InlineData("nobody", "\"roles\":[\"chiefs\"]", null)]
    [InlineData("issuer", "\"groups\":[\"chiefs\"]", "https://elsewhere.example")]
    [InlineData("audience", "\"groups\":[\"chiefs\"]", "another")]
    [InlineData("nonce", "\"groups\":[\"chiefs\"]", "another")]
    [InlineData("expired", "\"groups\":[\"chiefs\"]", null)]
    [InlineData("broken", "\"groups\":[\"chiefs\"]", null)]
    [InlineData("none", "\"groups\":[\"chiefs\"]", null)]
    public async Task Whoever_it_does_not_vouch_for_stays_outside(string wrong, string claim, string? value)
    {
        await using var provider = new Provider { Claims = claim, Wrong = wrong, Value = value };
        await using var room = await Room(provider);
        using var browser = room.Browser();
        var answer = await provider.Through(browser, "/sign-in/elsewhere");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("cannot let you in", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Get("/")).Status);
        Assert.Equal(3, room.Users.All().Count);
    }

    [Fact]
    public async Task A_way_in_that_was_begun_in_another_browser_leads_nowhere()
    {
        await using var provider = new Provider { Claims = "\"groups\":[\"chiefs\"]" };
        await using var room = await Room(provider);
        using var attacker = room.Browser();
        var back = await provider.Authorize((await attacker.Get("/sign-in/elsewhere")).Answer.Headers.Location!);
        using var victim = room.Browser();
        Assert.Equal(HttpStatusCode.Forbidden, (await victim.Get(back)).Status);
        await victim.Get("/sign-in/elsewhere");
        Assert.Equal(HttpStatusCode.Forbidden, (await victim.Get(back)).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await victim.Get("/")).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await attacker.Get(back)).Status);
        // Neither does a way that has been gone.
        Assert.Equal(HttpStatusCode.Forbidden, (await attacker.Get(back)).Status);
    }

    [Fact]
    public async Task Whoever_is_called_like_a_user_elsewhere_is_not_that_user()
    {
        await using var provider = new Provider { Claims = "\"groups\":[\"staff\"]", Name = "the admin" };
        await using var room = await Room(provider);
        using var browser = room.Browser();
        await provider.Through(browser, "/sign-in/elsewhere");
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/users")).Status);
        Assert.Equal(Rank.Reader, room.Users.Named("the admin 2")!.Rank);
    }

    [Fact]
    public async Task Whomever_the_provider_lets_in_no_more_is_out_everywhere()
    {
        await using var provider = new Provider { Claims = "\"groups\":[\"desk\"]" };
        await using var room = await Room(provider);
        using var office = room.Browser();
        await provider.Through(office, "/sign-in/elsewhere");
        Assert.Equal(HttpStatusCode.OK, (await office.Get("/you")).Status);
        provider.Claims = "\"groups\":[\"visitors\"]";
        using var home = room.Browser();
        await provider.Through(home, "/sign-in/elsewhere");
        Assert.Equal(HttpStatusCode.SeeOther, (await office.Get("/you")).Status);
    }

    [Theory]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{", "is no JSON (line 1)")]
    [InlineData("{\"name\":\"x\",\"issuer\":\"http://id.example\",\"client\":\"c\",\"roles\":{}}", "has an issuer that is no https address")]
    [InlineData("{\"name\":\"x\",\"issuer\":\"https://id.example\",\"client\":\"c\"}", "has no roles")]
    [InlineData("{\"name\":\"x\",\"issuer\":\"https://id.example\",\"client\":\"c\",\"roles\":{\"owner\":[\"a\"]}}", "names a role that is not")]
    public void Settings_that_make_no_sense_are_told_in_a_sentence(string json, string sentence)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, json);
            Assert.Contains(sentence, Assert.Throws<FormatException>(() => SignInElsewhereOptions.Read(file)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<GuardedRoom> Room(Provider provider) => GuardedRoom.With(with: options =>
    {
        var file = Path.Combine(options.Folder, "sign-in.json");
        File.WriteAllText(file, $$$"""{"name":"the Ministry","issuer":"{{{provider.Issuer}}}","client":"variorum","secret":"s/e:c ret","roles":{"reader":["staff"],"editor":["desk"],"admin":["chiefs"]}}""");
        return options with { Elsewhere = SignInElsewhereOptions.Read(file) };
    });

    /// <summary>OpenID Connect's code flow as a provider sees it, for one person who always agrees.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        private readonly Dictionary<string, (string Nonce, string Challenge, string Back)> codes = [];
        private readonly LoopbackServer server;

        public Provider() => server = new LoopbackServer(Answer);

        public string Issuer => server.Url("").TrimEnd('/');

        public string Claims { get; set; } = "";

        public string Name { get; init; } = "Ilse";

        public string? Wrong { get; init; }

        public string? Value { get; init; }

        /// <summary>From the room to the provider and back.</summary>
        public async Task<HttpResponseMessage> Through(Browser browser, string path) => (await browser.Get(await Authorize((await browser.Get(path)).Answer.Headers.Location!))).Answer;

        /// <summary>What the provider does with a browser that is sent to it.</summary>
        public Task<string> Authorize(Uri sent)
        {
            Assert.StartsWith(Issuer + "/authorize?", sent.OriginalString, StringComparison.Ordinal);
            var query = QueryHelpers.ParseQuery(sent.Query);
            Assert.Equal("code variorum openid profile email S256", $"{query["response_type"]} {query["client_id"]} {query["scope"]} {query["code_challenge_method"]}");
            var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
            codes[code] = (query["nonce"]!, query["code_challenge"]!, query["redirect_uri"]!);
            return Task.FromResult(new Uri(query["redirect_uri"]!).AbsolutePath + $"?code={code}&state={query["state"]}");
        }

        public ValueTask DisposeAsync() => server.DisposeAsync();

        private async Task Answer(string head, Stream stream, CancellationToken cancel)
        {
            if (head.StartsWith("GET /.well-known/openid-configuration ", StringComparison.Ordinal))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Page($$"""{"issuer":"{{Issuer}}","authorization_endpoint":"{{Issuer}}/authorize","token_endpoint":"{{Issuer}}/token"}""", "Content-Type: application/json\r\nConnection: close\r\n")), cancel);
                return;
            }
            var length = int.Parse(head.Split("Content-Length: ")[1].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
            var body = new byte[length];
            await stream.ReadExactlyAsync(body, cancel);
            var form = QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body));
            var known = codes.Remove(form["code"]!, out var begun);
            var right = known && form["grant_type"] == "authorization_code" && form["redirect_uri"] == begun.Back && !form.ContainsKey("client_secret")
                && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))) == begun.Challenge
                && head.Contains("Authorization: Basic " + Convert.ToBase64String("variorum:s%2Fe%3Ac%20ret"u8), StringComparison.Ordinal);
            if (!right)
            {
                await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), cancel);
                return;
            }
            var ends = GuardedRoom.Start.AddMinutes(Wrong == "expired" ? -10 : 5).ToUnixTimeSeconds();
            var claims = $$"""{"iss":"{{(Wrong == "issuer" ? Value : Issuer)}}","aud":"{{(Wrong == "audience" ? Value : "variorum")}}","sub":"248","exp":{{ends}},"nonce":"{{(Wrong == "nonce" ? Value : begun.Nonce)}}","preferred_username":"{{Name}}",{{Claims}}}""";
            var token = Wrong == "broken" ? "a.b" : $"{Base64Url.EncodeToString("{}"u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.x";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(LoopbackServer.Page(Wrong == "none" ? "{}" : $$"""{"id_token":"{{token}}","access_token":"a","token_type":"Bearer"}""", "Content-Type: application/json\r\nConnection: close\r\n")), cancel);
        }
    }
}

using System.Buffers.Text;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Variorum;

/// <summary>Asks a provider of identities who somebody is: OpenID Connect's code flow with PKCE.</summary>
/// <remarks>
/// The identity token comes straight from the provider over TLS in answer to our own request, never through a browser; OpenID Connect Core
/// (3.1.3.7, 6) lets that connection vouch for it, so no keys are fetched and no signature schemes are in the program.
/// </remarks>
internal sealed class IdentityProvider(SignInElsewhereOptions options, TimeProvider clock) : IDisposable
{
    private const int LongestAnswer = 256 << 10;

    // Clocks differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2), KeptFor = TimeSpan.FromHours(1);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LongestAnswer };
    private Kept? kept;

    /// <summary>Where a browser goes to sign in.</summary>
    /// <exception cref="IdentityException">The provider cannot be asked.</exception>
    public async Task<string> AddressAsync(string back, string state, string nonce, string challenge, CancellationToken cancel)
    {
        var at = await FindAsync(cancel).ConfigureAwait(false);
        var query = string.Join('&', new[]
        {
            ("response_type", "code"), ("client_id", options.Client), ("redirect_uri", back), ("scope", string.Join(' ', options.Scopes.Prepend("openid"))),
            ("state", state), ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
        }.Select(static part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}"));
        return at.Authorize + (at.Authorize.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
    }

    /// <summary>Who came back with a code.</summary>
    /// <returns>Their subject, unlike that of all other providers; a name to show; their rank, <see cref="Rank.Anybody"/> where no word of the claim means one.</returns>
    /// <exception cref="IdentityException">The provider did not vouch for anybody.</exception>
    public async Task<(string Subject, string Name, Rank Rank)> WhoAsync(string code, string back, string verifier, string nonce, CancellationToken cancel)
    {
        var at = await FindAsync(cancel).ConfigureAwait(false);
        var fields = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = back, ["code_verifier"] = verifier, ["client_id"] = options.Client };
        if (options.Secret.Length > 0 && at.SecretInForm) fields["client_secret"] = options.Secret;
        using var request = new HttpRequestMessage(HttpMethod.Post, at.Token) { Content = new FormUrlEncodedContent(fields) };
        if (options.Secret.Length > 0 && !at.SecretInForm)
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(options.Client)}:{Uri.EscapeDataString(options.Secret)}")));
        using var answer = await AskAsync(request, cancel).ConfigureAwait(false);
        using var claims = Claims(Text(answer.RootElement, "id_token") ?? throw new IdentityException("it gave no identity token"));
        return Who(claims.RootElement, nonce);
    }

    public void Dispose() => http.Dispose();

    private (string Subject, string Name, Rank Rank) Who(JsonElement claims, string nonce)
    {
        var now = clock.GetUtcNow();
        if (Text(claims, "iss") != options.Issuer.OriginalString) throw new IdentityException("its identity token is of another issuer");
        var audience = Words(claims, "aud");
        if (!audience.Contains(options.Client) || audience.Count > 1 && Text(claims, "azp") != options.Client) throw new IdentityException("its identity token is for another program");
        if (!claims.TryGetProperty("exp", out var exp) || !exp.TryGetInt64(out var ends) || ends < (now - Skew).ToUnixTimeSeconds()) throw new IdentityException("its identity token has expired");
        if (Text(claims, "nonce") != nonce) throw new IdentityException("its identity token belongs to another attempt");
        if (Text(claims, "sub") is not { Length: > 0 and <= 255 } subject) throw new IdentityException("its identity token names nobody");
        return ($"{options.Issuer.OriginalString} {subject}", NameOf(claims), Words(claims, options.Claim).Select(word => options.Roles.GetValueOrDefault(word)).DefaultIfEmpty().Max());
    }

    private string NameOf(JsonElement claims)
    {
        foreach (var claim in new[] { "preferred_username", "name", "email" })
        {
            try
            {
                if (Text(claims, claim) is { } name) return Users.CheckedName(name);
            }
            catch (ArgumentException)
            {
                // Not as names are here; the next one may be.
            }
        }
        return $"somebody of {options.Client}";
    }

    private async Task<Endpoints> FindAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (kept is { } known && now - known.At < KeptFor) return known.Endpoints;
        using var request = new HttpRequestMessage(HttpMethod.Get, options.Issuer.OriginalString.TrimEnd('/') + "/.well-known/openid-configuration");
        using var found = await AskAsync(request, cancel).ConfigureAwait(false);
        if (Text(found.RootElement, "issuer") != options.Issuer.OriginalString) throw new IdentityException("it calls itself by another name than the one that was set");
        var ways = Words(found.RootElement, "token_endpoint_auth_methods_supported");
        var endpoints = new Endpoints(Address(found.RootElement, "authorization_endpoint"), Address(found.RootElement, "token_endpoint"), ways.Count > 0 && !ways.Contains("client_secret_basic"));
        kept = new Kept(now, endpoints);
        return endpoints;
    }

    private async Task<JsonDocument> AskAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.SendAsync(request, cancel).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw new IdentityException($"it answered {(int)answer.StatusCode}");
            var json = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false));
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            throw new IdentityException("its answer is no object");
        }
        catch (Exception failed) when (failed is HttpRequestException or JsonException || failed is TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new IdentityException("it cannot be asked now", failed);
        }
    }

    private static JsonDocument Claims(string token)
    {
        var parts = token.Split('.');
        try
        {
            var claims = parts.Length == 3 ? JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])) : throw new IdentityException("its identity token is none");
            if (claims.RootElement.ValueKind == JsonValueKind.Object) return claims;
            claims.Dispose();
            throw new IdentityException("its identity token is none");
        }
        catch (Exception broken) when (broken is FormatException or JsonException)
        {
            throw new IdentityException("its identity token is none", broken);
        }
    }

    private static string Address(JsonElement found, string name) =>
        Text(found, name) is { } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && SignInElsewhereOptions.IsSafe(address) ? text : throw new IdentityException("it names no safe addresses");

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static List<string> Words(JsonElement json, string name) => !json.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(static word => word.ValueKind == JsonValueKind.String).Select(static word => word.GetString()!)] : [];

    private sealed record Endpoints(string Authorize, string Token, bool SecretInForm);

    // One reference: whoever asks meanwhile sees both or neither.
    private sealed record Kept(DateTimeOffset At, Endpoints Endpoints);
}

/// <summary>A provider of identities did not vouch for anybody. The message goes on behind its name.</summary>
internal sealed class IdentityException(string message, Exception? inner = null) : Exception(message, inner);

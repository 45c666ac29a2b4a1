using System.Buffers.Text;
using System.Security.Cryptography;

namespace Variorum;

/// <summary><c>/sign-in/elsewhere</c>: to the provider of identities that the owner named, and back.</summary>
internal static class SignInElsewhere
{
    // All that an attempt is known by comes from one secret of the browser that makes it: nothing is kept here meanwhile.
    private const string Cookie = "variorum-elsewhere", Done = "/sign-in/done";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in/elsewhere", static (HttpContext http, ReadingRoomOptions options, CancellationToken cancel) => Go(http, options, cancel)).Needs(Rank.Anybody).Costly();
        routes.MapGet(Done, static (HttpContext http, ReadingRoomOptions options, CancellationToken cancel) => Come(http, options, cancel)).Needs(Rank.Anybody).Costly();
    }

    private static async Task<IResult> Go(HttpContext http, ReadingRoomOptions options, CancellationToken cancel)
    {
        if (options.Open || http.RequestServices.GetService<IdentityProvider>() is not { } provider) throw new NotThereException("nobody signs in elsewhere here");
        var secret = RandomNumberGenerator.GetBytes(32);
        try
        {
            var address = await provider.AddressAsync(Back(http), Part(secret, "state"), Part(secret, "nonce"), Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Part(secret, "verifier")))), cancel).ConfigureAwait(false);
            http.Response.Cookies.Append(Cookie, $"{Base64Url.EncodeToString(secret)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(OwnPath.Of(http.Request.Query["to"])))}", Manner(http));
            return new SeeOther(address);
        }
        catch (IdentityException failed)
        {
            return SignInPage.Show(http, options, $"{options.Elsewhere!.Name} cannot let you in: {failed.Message}.", "", null);
        }
    }

    private static async Task<IResult> Come(HttpContext http, ReadingRoomOptions options, CancellationToken cancel)
    {
        if (options.Open || http.RequestServices.GetService<IdentityProvider>() is not { } provider) throw new NotThereException("nobody signs in elsewhere here");
        var query = http.Request.Query;
        if (Begun(http) is not var (secret, to) || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Part(secret, "state")), Encoding.UTF8.GetBytes(query["state"].ToString())))
            throw new RefusedException("this way in was not begun in this browser, or too long ago: sign in again");
        http.Response.Cookies.Delete(Cookie, Manner(http));
        var (room, now) = (http.RequestServices.GetRequiredService<RoomDatabase>(), options.Clock.GetUtcNow());
        try
        {
            if (query["code"].ToString() is not { Length: > 0 and < 4000 } code) throw new IdentityException("it did not let you through");
            var (subject, name, rank) = await provider.WhoAsync(code, Back(http), Part(secret, "verifier"), Part(secret, "nonce"), cancel).ConfigureAwait(false);
            var users = http.RequestServices.GetRequiredService<Users>();
            if (rank == Rank.Anybody)
            {
                users.Dismiss(subject);
                throw new IdentityException($"it knows {name}, who is not of those whom this reading room lets in");
            }
            var user = users.From(subject, name, rank);
            if (!Sessions.Begin(http, room, now, user.Id, null)) throw new IdentityException($"{name} was removed from this reading room meanwhile");
            http.Audited("signed in elsewhere", $"as {RankNames.Of(rank)}", user.Name);
            return new SeeOther(to);
        }
        catch (IdentityException failed)
        {
            http.Audited("could not sign in elsewhere", failed.Message, counts: true);
            return SignInPage.Show(http, options, $"{options.Elsewhere!.Name} cannot let you in: {failed.Message}.", "", null);
        }
    }

    private static (byte[] Secret, string To)? Begun(HttpContext http) =>
        http.Request.Cookies[Cookie]?.Split('.') is [{ Length: 43 } secret, var to] && Base64Url.IsValid(secret) && Base64Url.IsValid(to)
            ? (Base64Url.DecodeFromChars(secret), OwnPath.Of(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(to)))) : null;

    private static string Part(byte[] secret, string of) => Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(of)));

    private static string Back(HttpContext http) => RoomAddress.Of(http).Base + Done;

    // Lax: the provider's page sends the browser back.
    private static CookieOptions Manner(HttpContext http) => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/sign-in", MaxAge = Patience };
}

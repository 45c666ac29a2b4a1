using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// Keeps pages elsewhere from acting through a visitor's browser, which sends cookies, and reaches this machine, whoever told it to. Three
/// independent checks: what the browser says of where a request comes from, a token that only our own pages know, and kinds of
/// bodies that a browser sends elsewhere only after asking (we never say yes).
/// </summary>
internal static class CrossSite
{
    public const string Field = "form-token", Header = "X-Form-Token";

    private const string GuestCookie = "variorum-guest";

    private const int Length = HMACSHA256.HashSizeInBytes;

    /// <summary>
    /// What the visitor's forms hold: all through a session the same at one address, so that a page that did not change stays the same, and
    /// other bytes at each other one. Pages go out packed, and their length tells whether what an address brought into them stands there
    /// already: whoever tries one guess after the other so finds another token in each.
    /// </summary>
    public static string Token(HttpContext http) => Of(Secret(http) ?? NewGuest(http), $"{http.Request.Path}{http.Request.QueryString}");

    /// <exception cref="RefusedException">A page elsewhere may have sent it.</exception>
    public static async Task Check(HttpContext http, Rank needed)
    {
        if (http.Visitor().By == Way.Token) return;
        var request = http.Request;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (IsSafe(request.Method))
        {
            // What elsewhere is shown as a link may be followed; what is fetched from there without being seen may not.
            if (needed > Rank.Anybody && site is not ("" or "same-origin" or "none") && request.Headers["Sec-Fetch-Mode"] != "navigate")
                throw new RefusedException("a page elsewhere asked for it");
            return;
        }
        if (site is not ("" or "same-origin" or "none") || request.Headers.Origin is { Count: > 0 } origin && !IsOwn(request, origin.ToString()))
            throw new RefusedException("a page elsewhere asked for it");
        // Pages take forms, which are read here, so that one that cannot be is refused before anything is done.
        var form = IsForPrograms(request) ? null : await http.Form().ConfigureAwait(false);
        if (!CanBeSentFromElsewhere(request)) return;
        var given = request.Headers.TryGetValue(Header, out var header) ? header.ToString()
            : (form ?? (request.HasFormContentType ? await http.Form().ConfigureAwait(false) : null))?[Field].ToString() ?? "";
        if (Secret(http) is not { } secret || !CryptographicOperations.FixedTimeEquals(Plain(secret), Unmasked(given)))
            throw new RefusedException("the form was not one of this reading room, or is from before you signed in: go back, load its page anew and send it again");
    }

    public static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    /// <summary>The form that was sent.</summary>
    /// <exception cref="BadHttpRequestException">It is none, or too large.</exception>
    public static async Task<IFormCollection> Form(this HttpContext http)
    {
        // A script may say all that is to be said by the address.
        if (http.Request.ContentType is null && http.Request.ContentLength is null or 0) return http.Request.Form = FormCollection.Empty;
        if (!http.Request.HasFormContentType) throw new BadHttpRequestException("a form is taken here, and something else was sent", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            // To the end of what comes: the server ends a reading whose sender is gone, and trips over one that is given up halfway.
            return await http.Request.ReadFormAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong) when (wrong.Message.Contains("invalid characters", StringComparison.Ordinal))
        {
            throw new BadHttpRequestException("the form holds a NUL or letters that are no Unicode: take them out, and send it again", StatusCodes.Status400BadRequest, wrong);
        }
        catch (InvalidDataException much)
        {
            throw new BadHttpRequestException("the form is too large, or has too many fields", StatusCodes.Status413PayloadTooLarge, much);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("the form breaks off before its end", StatusCodes.Status400BadRequest, broken);
        }
    }

    private static bool IsForPrograms(HttpRequest request) => request.Path.StartsWithSegments("/api") || request.Path.StartsWithSegments("/mcp");

    private static bool IsOwn(HttpRequest request, string origin) => string.Equals(origin, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase);

    // A POST of the kinds that forms send, or of no kind; before all others a browser asks whether they are welcome.
    private static bool CanBeSentFromElsewhere(HttpRequest request) =>
        HttpMethods.IsPost(request.Method) && !(request.ContentType is { } type && type.Split(';')[0].Trim() is var kind
            && (kind.Equals("application/json", StringComparison.OrdinalIgnoreCase) || kind.EndsWith("+json", StringComparison.OrdinalIgnoreCase)));

    private static byte[]? Secret(HttpContext http) => http.Visitor().By switch
    {
        Way.Local => http.RequestServices.GetRequiredService<LocalSecret>().Bytes,
        Way.Session => Sessions.Secret(http),
        Way.None when http.Request.Cookies[GuestCookie] is { Length: 43 } guest => Encoding.UTF8.GetBytes(guest),
        _ => null,
    };

    private static byte[] NewGuest(HttpContext http)
    {
        var guest = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        http.Response.Cookies.Append(GuestCookie, guest, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = http.Request.IsHttps, Path = "/" });
        return Encoding.UTF8.GetBytes(guest);
    }

    /// <summary>A mask, and what is under it.</summary>
    internal static string Of(byte[] secret, string address = "")
    {
        var token = new byte[2 * Length];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes("mask " + address), token);
        var plain = Plain(secret);
        for (var i = 0; i < Length; i++) token[Length + i] = (byte)(token[i] ^ plain[i]);
        return Base64Url.EncodeToString(token);
    }

    private static byte[] Plain(byte[] secret) => HMACSHA256.HashData(secret, "form"u8);

    // Nothing of what is none.
    private static byte[] Unmasked(string given)
    {
        var token = new byte[2 * Length];
        if (!Base64Url.IsValid(given, out var length) || length != token.Length || !Base64Url.TryDecodeFromChars(given, token, out _)) return [];
        return [.. token.Take(Length).Zip(token.Skip(Length), static (mask, masked) => (byte)(mask ^ masked))];
    }
}

/// <summary>What forms of visitors at this machine are known by: kept, so that a form outlives the server's next start.</summary>
internal sealed class LocalSecret(IServiceProvider services)
{
    private readonly Lazy<byte[]> bytes = new(() => Kept(services));

    public byte[] Bytes => bytes.Value;

    private static byte[] Kept(IServiceProvider services)
    {
        var made = Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        try
        {
            return Convert.FromHexString(services.GetRequiredService<RoomDatabase>().Do(room =>
            {
                room.Run("INSERT INTO setting (name, value) VALUES ('form-secret', $1) ON CONFLICT DO NOTHING", made);
                return room.Row(static row => row.GetString(0), "SELECT value FROM setting WHERE name = 'form-secret'")!;
            }));
        }
        catch (Exception failed) when (failed is SqliteException or ArchiveException or IOException)
        {
            // An archive that may not be written to can still be read.
            return Convert.FromHexString(made);
        }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;

namespace Variorum;

/// <summary>
/// Who has signed in, and from where. A cookie holds 256 random bits; the database holds only their digest, so that who reads a
/// back-up cannot come in with it.
/// </summary>
internal static class Sessions
{
    /// <summary>Its cookie's name, in the open and over TLS.</summary>
    public const string PlainCookie = "variorum", TlsCookie = "__Host-variorum";

    /// <summary>A session that is not used ends; one that is used ends too.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(1), Longest = TimeSpan.FromDays(14);

    // A page must not cost a write each time it is read.
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    /// <summary>Begins a session of a user in the browser that asks, in place of the one it had.</summary>
    /// <param name="password">As it was kept when the user showed that they know it; null for who signed in elsewhere.</param>
    /// <returns>False where the user was removed, or has another password, since: nothing began.</returns>
    public static bool Begin(HttpContext http, RoomDatabase room, DateTimeOffset now, long user, string? password)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var old = Digest(http);
        var begun = room.Do(database =>
        {
            if (old is not null) database.Run("DELETE FROM session WHERE digest = $1", old);
            database.Run("DELETE FROM session WHERE seen < $1 OR begun < $2", (now - Idle).ToUnixTimeMilliseconds(), (now - Longest).ToUnixTimeMilliseconds());
            return database.Run("INSERT INTO session (digest, user, begun, seen, address, agent) SELECT $1, id, $3, $3, $4, $5 FROM user WHERE id = $2 AND password IS $6",
                SHA256.HashData(secret), user, now.ToUnixTimeMilliseconds(), Limits.Address(http), Audit.Short(http.Request.Headers.UserAgent.ToString(), 200), password) > 0;
        });
        if (!begun) return false;
        http.Response.Cookies.Append(Cookie(http), Base64Url.EncodeToString(secret), Manner(http));
        return true;
    }

    /// <summary>Whose session it is; null where there is none, or none any more.</summary>
    /// <param name="uses">Whether it is used by that, and so ends later.</param>
    public static Visitor? Of(HttpContext http, RoomDatabase room, DateTimeOffset now, bool uses = true)
    {
        if (Digest(http) is not { } digest) return null;
        var found = room.Ask(database => database.Row(static row => new Found(row.GetInt64(0), row.GetString(1), (Rank)row.GetInt32(2), row.GetInt64(3)),
            "SELECT user.id, user.name, user.rank, session.seen FROM session JOIN user ON user.id = session.user WHERE session.digest = $1 AND session.seen >= $2 AND session.begun >= $3",
            digest, (now - Idle).ToUnixTimeMilliseconds(), (now - Longest).ToUnixTimeMilliseconds()));
        if (found is null) return null;
        if (uses && now.ToUnixTimeMilliseconds() - found.Seen > SeenEvery.TotalMilliseconds) room.Try(database => database.Run("UPDATE session SET seen = $1 WHERE digest = $2", now.ToUnixTimeMilliseconds(), digest));
        return new Visitor(found.Name, found.Rank) { By = Way.Session, User = found.User };
    }

    /// <summary>The user's sessions, latest first.</summary>
    public static List<Session> All(RoomDatabase room, DateTimeOffset now, long user, HttpContext http)
    {
        var own = Digest(http);
        return room.Ask(database => database.Rows(row => new Session(At(row.GetInt64(1)), At(row.GetInt64(2)), row.GetString(3), row.GetString(4), own is not null && own.AsSpan().SequenceEqual(row.GetFieldValue<byte[]>(0))),
            "SELECT digest, begun, seen, address, agent FROM session WHERE user = $1 AND seen >= $2 AND begun >= $3 ORDER BY seen DESC LIMIT 100",
            user, (now - Idle).ToUnixTimeMilliseconds(), (now - Longest).ToUnixTimeMilliseconds()));
    }

    /// <summary>Ends the session of the browser that asks.</summary>
    public static void End(HttpContext http, RoomDatabase room)
    {
        if (Digest(http) is { } digest) room.Do(database => database.Run("DELETE FROM session WHERE digest = $1", digest));
        http.Response.Cookies.Delete(Cookie(http), Manner(http));
    }

    /// <summary>Ends a user's sessions everywhere; that of the browser that asks stays where <paramref name="here"/> names it.</summary>
    public static void EndAll(RoomDatabase room, long user, HttpContext? here = null)
    {
        var own = here is null ? null : Digest(here);
        room.Do(database => database.Run("DELETE FROM session WHERE user = $1 AND ($2 IS NULL OR digest <> $2)", user, own));
    }

    /// <summary>What the browser's forms are known by.</summary>
    public static byte[]? Secret(HttpContext http) => http.Request.Cookies[Cookie(http)] is { Length: 43 } cookie ? Encoding.UTF8.GetBytes(cookie) : null;

    private static byte[]? Digest(HttpContext http) =>
        http.Request.Cookies[Cookie(http)] is { Length: 43 } cookie && Base64Url.IsValid(cookie) ? SHA256.HashData(Base64Url.DecodeFromChars(cookie)) : null;

    // Over TLS of a name that no other host, and no page without TLS, can set.
    private static string Cookie(HttpContext http) => http.Request.IsHttps ? TlsCookie : PlainCookie;

    private static CookieOptions Manner(HttpContext http) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = "/", MaxAge = Longest };

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Found(long User, string Name, Rank Rank, long Seen);
}

/// <summary>A browser in which somebody has signed in.</summary>
/// <param name="Here">Whether it is the one that asks.</param>
internal sealed record Session(DateTimeOffset Begun, DateTimeOffset Seen, string Address, string Agent, bool Here);

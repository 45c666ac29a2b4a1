using System.Buffers.Text;
using System.Security.Cryptography;

namespace Variorum;

/// <summary>
/// What programs show to come in: 256 random bits with a prefix by which a leak is found. Shown once; the database keeps the digest, and
/// finds it whole or not at all.
/// </summary>
internal static class AccessTokens
{
    public const string Prefix = "vrm_";

    public const int MostOfOne = 50, LongestName = 60;

    private const int Length = 47;

    // Who was dismissed where they sign in is only known to be when they come again.
    private static readonly TimeSpan LongestElsewhere = TimeSpan.FromDays(30);

    private static readonly TimeSpan UsedEvery = TimeSpan.FromMinutes(5);

    /// <summary>Makes a token.</summary>
    /// <param name="rank">Its scope; it never reaches beyond what its owner may at the time it is shown.</param>
    /// <returns>The token itself, which nobody can look up again.</returns>
    /// <exception cref="WrongException">The owner has too many.</exception>
    /// <exception cref="RefusedException">The owner was removed since they asked.</exception>
    public static string Make(RoomDatabase room, DateTimeOffset now, long user, string name, Rank rank, TimeSpan lasts)
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        room.Do(database =>
        {
            if (database.Number("SELECT count(*) FROM token WHERE user = $1", user) >= MostOfOne) throw new WrongException($"you have {MostOfOne} tokens, which is the most: delete one first");
            if (database.Run("INSERT INTO token (digest, user, name, rank, made, ends) SELECT $1, id, $3, $4, $5, CASE WHEN subject IS NULL THEN $6 ELSE min($6, $7) END FROM user WHERE id = $2",
                Digest(token), user, name, (int)rank, now.ToUnixTimeMilliseconds(), (now + lasts).ToUnixTimeMilliseconds(), (now + LongestElsewhere).ToUnixTimeMilliseconds()) == 0)
                throw new RefusedException("you are no user of this reading room any more");
        });
        return token;
    }

    /// <summary>Who shows a token, as a bearer's or as the password of Basic; null where it is none of ours, or no more.</summary>
    public static Visitor? Of(string authorization, RoomDatabase room, DateTimeOffset now)
    {
        if (Shown(authorization) is not var (token, way)) return null;
        var found = room.Ask(database => database.Row(static row => new Found(row.GetInt64(0), row.GetInt64(1), row.GetString(2), (Rank)row.GetInt32(3), (Rank)row.GetInt32(4), row.IsDBNull(5) ? 0 : row.GetInt64(5)),
            "SELECT token.id, user.id, user.name, user.rank, token.rank, token.used FROM token JOIN user ON user.id = token.user WHERE token.digest = $1 AND token.ends > $2", Digest(token), now.ToUnixTimeMilliseconds()));
        if (found is null) return null;
        if (now.ToUnixTimeMilliseconds() - found.Used > UsedEvery.TotalMilliseconds) room.Try(database => database.Run("UPDATE token SET used = $1 WHERE id = $2", now.ToUnixTimeMilliseconds(), found.Id));
        return new Visitor(found.Name, found.Owner < found.Scope ? found.Owner : found.Scope) { By = way, User = found.User };
    }

    /// <summary>A user's tokens, latest first; what they are is not known any more.</summary>
    public static List<AccessToken> All(RoomDatabase room, long user) => room.Ask(database => database.Rows(
        static row => new AccessToken(row.GetInt64(0), row.GetString(1), (Rank)row.GetInt32(2), At(row.GetInt64(3)), At(row.GetInt64(4)), row.IsDBNull(5) ? null : At(row.GetInt64(5))),
        "SELECT id, name, rank, made, ends, used FROM token WHERE user = $1 ORDER BY id DESC", user));

    /// <returns>The deleted token's name; null where the user has none of this number.</returns>
    public static string? Delete(RoomDatabase room, long user, long id) => room.Do(database =>
        database.Row(static row => row.GetString(0), "DELETE FROM token WHERE id = $1 AND user = $2 RETURNING name", id, user));

    private static (string Token, Way Way)? Shown(string authorization)
    {
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return Formed(authorization["Bearer ".Length..]) is { } token ? (token, Way.Token) : null;
        if (!authorization.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) || authorization.Length > 1000) return null;
        var bytes = new byte[authorization.Length];
        if (!Convert.TryFromBase64String(authorization["Basic ".Length..], bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon && Formed(pair[(colon + 1)..]) is { } password ? (password, Way.Basic) : null;
    }

    private static string? Formed(string token) => token.Length == Length && token.StartsWith(Prefix, StringComparison.Ordinal) ? token : null;

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record Found(long Id, long User, string Name, Rank Owner, Rank Scope, long Used);
}

/// <summary>A token as its owner sees it.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Scope">The most that it may.</param>
internal sealed record AccessToken(long Id, string Name, Rank Scope, DateTimeOffset Made, DateTimeOffset Ends, DateTimeOffset? Used);

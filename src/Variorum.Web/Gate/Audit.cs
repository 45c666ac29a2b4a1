namespace Variorum;

/// <summary>Who did what, when and from where: the latest 100,000 entries. Never what was sent, nor any secret.</summary>
internal static class Audit
{
    private const int Kept = 100_000;

    // Whoever is refused again and again fills a line, and pushes nobody else's out.
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    private static readonly object Done = new();

    /// <summary>Writes down what somebody did.</summary>
    /// <param name="who">Null for nobody in particular.</param>
    /// <param name="what">A few words: "signed in", "POST /sources".</param>
    /// <param name="about">Whom or what it was done to; may be empty.</param>
    /// <param name="from">The address that asked.</param>
    /// <param name="counts">Whether it is counted where the same was written down within the last hour: what was tried in vain.</param>
    public static void Write(RoomDatabase room, DateTimeOffset now, string? who, string what, string about, string from, bool counts = false) => room.Do(database =>
    {
        if (counts && database.Run("UPDATE audit SET times = times + 1, last = $5 WHERE id = (SELECT max(id) FROM audit WHERE who IS $1 AND what = $2 AND about = $3 AND address = $4 AND time > $6)",
            who is null ? null : Short(who, 100), Short(what, 200), Short(about, 200), from, now.ToUnixTimeMilliseconds(), (now - Together).ToUnixTimeMilliseconds()) > 0) return;
        var id = database.Insert("INSERT INTO audit (time, who, what, about, address) VALUES ($1, $2, $3, $4, $5)",
            now.ToUnixTimeMilliseconds(), who is null ? null : Short(who, 100), Short(what, 200), Short(about, 200), from);
        database.Run("DELETE FROM audit WHERE id <= $1", id - Kept);
    });

    /// <summary>Writes down what the visitor did, in better words than the gate has.</summary>
    /// <param name="who">Whose name it was done in, where that is not known by the request itself.</param>
    /// <param name="counts">As for <see cref="Write"/>.</param>
    public static void Audited(this HttpContext http, string what, string about = "", string? who = null, bool counts = false)
    {
        Write(http.RequestServices.GetRequiredService<RoomDatabase>(), http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow(), who ?? http.Visitor().Name, what, about, Limits.Address(http), counts);
        http.Items[Done] = true;
    }

    /// <summary>Whether it is written down what this request did.</summary>
    public static bool IsDone(HttpContext http) => http.Items.ContainsKey(Done);

    /// <summary>Entries before one, latest first.</summary>
    public static List<AuditEntry> Before(RoomDatabase room, long? before, string? who, int count) => room.Ask(database => database.Rows(
        static row => new AuditEntry(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5))
        {
            Times = row.GetInt64(6),
            Last = row.IsDBNull(7) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        },
        "SELECT id, time, who, what, about, address, times, last FROM audit WHERE id < $1 AND ($2 IS NULL OR who = $2) ORDER BY id DESC LIMIT $3", before ?? long.MaxValue, who, count));

    public static string Short(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>An entry of the audit log.</summary>
internal sealed record AuditEntry(long Id, DateTimeOffset Time, string? Who, string What, string About, string Address)
{
    public long Times { get; init; } = 1;

    /// <summary>The last of several times; null where it was once.</summary>
    public DateTimeOffset? Last { get; init; }
}

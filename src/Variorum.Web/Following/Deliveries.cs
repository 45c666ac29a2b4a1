using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What a webhook is told at once, until it has arrived.</summary>
/// <param name="Name">The same at each attempt: who gets it twice knows it by this.</param>
/// <param name="Due">Of the next attempt, UTC; null where there is none.</param>
/// <param name="Status">What was answered last; 0 for nothing.</param>
/// <param name="Told">How the last attempt ended, in a sentence; null before the first.</param>
internal sealed record Delivery(long Id, long Webhook, string Name, byte[] Body, DateTimeOffset Made, int Attempts, DateTimeOffset? Due, DateTimeOffset? Tried, int Status, string? Told);

/// <summary>What is sent to webhooks, kept until it has arrived or was given up.</summary>
internal static class Deliveries
{
    // Enough to see what went wrong.
    private const int Kept = 100;

    /// <summary>What waits for one webhook at most: some megabytes, and days of news.</summary>
    public const int MostWaiting = 500;

    private const string Columns = "SELECT id, webhook, name, body, made, attempts, due, tried, status, told FROM delivery ";

    // A receiver that restarts is back within a minute, one that is repaired within a day.
    private static readonly TimeSpan[] Again =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(8), TimeSpan.FromHours(24)];

    /// <summary>Enters what is to be sent, at once.</summary>
    public static void Add(Database database, long webhook, string name, byte[] body, DateTimeOffset now)
    {
        database.Run("INSERT INTO delivery (webhook, name, body, made, attempts, due, status) VALUES ($1, $2, $3, $4, 0, $4, 0)", webhook, name, body, now.ToUnixTimeMilliseconds());
        database.Run("DELETE FROM delivery WHERE webhook = $1 AND due IS NULL AND id <= (SELECT id FROM delivery WHERE webhook = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)", webhook, Kept);
        // A webhook that is stopped may never be used again.
        database.Run("DELETE FROM delivery WHERE webhook = $1 AND due IS NOT NULL AND id <= (SELECT id FROM delivery WHERE webhook = $1 AND due IS NOT NULL ORDER BY id DESC LIMIT 1 OFFSET $2)", webhook, MostWaiting);
    }

    /// <summary>Those whose time has come, of webhooks in use: the first of each.</summary>
    public static IReadOnlyList<Delivery> Due(Database database, DateTimeOffset now) => database.Rows(Read,
        Columns + "WHERE id IN (SELECT min(d.id) FROM delivery d JOIN webhook w ON w.id = d.webhook WHERE d.due <= $1 AND w.stopped IS NULL GROUP BY d.webhook) ORDER BY id", now.ToUnixTimeMilliseconds());

    /// <summary>The last ones of a webhook, the latest first.</summary>
    public static IReadOnlyList<Delivery> Of(Database database, long webhook) => database.Rows(Read, Columns + "WHERE webhook = $1 ORDER BY id DESC LIMIT $2", webhook, Kept);

    /// <summary>Enters an attempt before it is made, so that one whose end nobody was there to see is not made again at once, and not without a trace.</summary>
    public static void Begun(Database database, Delivery delivery, DateTimeOffset now) =>
        database.Run("UPDATE delivery SET attempts = attempts + 1, due = $2, tried = $3, status = 0, told = 'Under way, unless the server was stopped before an answer came.' WHERE id = $1",
            delivery.Id, Next(delivery, now), now.ToUnixTimeMilliseconds());

    /// <summary>Enters how an attempt ended, and when the next one is; too many failures in a row stop the webhook.</summary>
    /// <param name="delivery">As it was before the attempt.</param>
    /// <param name="isOver">Whether the receiver wants nothing any more.</param>
    public static void Tried(Database database, Delivery delivery, int status, string told, bool isOver, DateTimeOffset now)
    {
        var (arrived, time) = (status is >= 200 and < 300, now.ToUnixTimeMilliseconds());
        database.Run("UPDATE delivery SET due = $2, tried = $3, status = $4, told = $5 WHERE id = $1", delivery.Id, arrived ? null : Next(delivery, now), time, status, told);
        if (arrived)
        {
            database.Run("UPDATE webhook SET failures = 0 WHERE id = $1", delivery.Webhook);
            return;
        }
        // What else waits for it would fail as well: a receiver that restarts must not be stopped by all that came in meanwhile.
        database.Run("UPDATE delivery SET due = $2 WHERE webhook = $1 AND due < $2", delivery.Webhook, (now + Again[Math.Min(delivery.Attempts, Again.Length - 1)]).ToUnixTimeMilliseconds());
        database.Run("UPDATE webhook SET failures = failures + 1, stopped = CASE WHEN failures + 1 >= $2 OR $3 THEN $4 ELSE stopped END WHERE id = $1", delivery.Webhook, Webhooks.MostFailures, isOver, time);
    }

    // Null where there is none any more.
    private static long? Next(Delivery delivery, DateTimeOffset now) => delivery.Attempts >= Again.Length ? null : (now + Again[delivery.Attempts]).ToUnixTimeMilliseconds();

    private static Delivery Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3), Time(row, 4), row.GetInt32(5),
        row.IsDBNull(6) ? null : Time(row, 6), row.IsDBNull(7) ? null : Time(row, 7), row.GetInt32(8), row.IsDBNull(9) ? null : row.GetString(9));

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

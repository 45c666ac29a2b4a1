namespace Variorum;

/// <summary>
/// Who tries passwords is made to wait, for each name and for each network: longer with each failure, whether or not the name is
/// anybody's. Kept in the database, so that a new start of the server is no new chance.
/// </summary>
internal sealed class Attempts(RoomDatabase room, ReadingRoomOptions options)
{
    // A person mistypes a few times; a network may hold many persons; and whoever tries one name from everywhere must not shut out its owner at once.
    private const int FreeForPerson = 5, FreeForNetwork = 20, FreeForName = 100;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(15), Longest = TimeSpan.FromMinutes(15), Halved = TimeSpan.FromHours(1), Forgotten = TimeSpan.FromDays(1);

    /// <summary>Counts an attempt before it is made, so that many at once are not all let through.</summary>
    /// <exception cref="RefusedException">There were too many.</exception>
    public void Begin(string name, string network)
    {
        var now = options.Clock.GetUtcNow();
        var wait = room.Do(database =>
        {
            database.Run("DELETE FROM attempt WHERE last < $1", (now - Forgotten).ToUnixTimeMilliseconds());
            var (longest, counts) = (TimeSpan.Zero, new List<(string About, long Failed)>());
            foreach (var (about, free) in new[] { (OfPerson(name, network), FreeForPerson), (OfNetwork(network), FreeForNetwork), (OfName(name), FreeForName) })
            {
                var (failed, last) = database.Row(static row => Tuple.Create(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))), "SELECT failed, last FROM attempt WHERE about = $1", about) is { } known ? (known.Item1, known.Item2) : (0, now);
                // Of an hour ago half is forgotten.
                failed >>= (int)Math.Clamp((now - last) / Halved, 0, 60);
                counts.Add((about, failed + 1));
                if (failed >= free && last + Pause(failed - free) - now is var left && left > longest) longest = left;
            }
            // Who is told to wait does not wait longer for having asked.
            if (longest == TimeSpan.Zero)
                foreach (var (about, failed) in counts) database.Run("INSERT OR REPLACE INTO attempt (about, failed, last) VALUES ($1, $2, $3)", about, failed, now.ToUnixTimeMilliseconds());
            return longest;
        });
        if (wait > TimeSpan.Zero) throw Limits.TooMuch(wait, "too many attempts to sign in failed");
    }

    /// <summary>It went well: the name's failures are forgotten, and the network's count is what it was.</summary>
    public void Succeeded(string name, string network) => room.Do(database =>
    {
        foreach (var about in new[] { OfPerson(name, network), OfName(name) }) database.Run("DELETE FROM attempt WHERE about = $1", about);
        database.Run("UPDATE attempt SET failed = failed - 1 WHERE about = $1 AND failed > 0", OfNetwork(network));
    });

    private static TimeSpan Pause(long over) => over > 10 ? Longest : TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << (int)over));

    private static string OfPerson(string name, string network) => $"{OfName(name)} {OfNetwork(network)}";

    private static string OfName(string name) => "name " + Users.Fold(Audit.Short(name, Users.LongestName));

    private static string OfNetwork(string network) => "from " + network;
}

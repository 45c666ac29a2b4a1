using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What people decided of links and passages, kept with who did and when; what is withdrawn is kept too.</summary>
internal sealed class Corrections(RoomDatabase room, TimeProvider clock)
{
    private const string Columns = "SELECT c.id, c.step, c.author, c.annotation, c.withdrawn, c.withdrawn_by FROM correction c ";

    // Read under the database's lock: some milliseconds.
    private const int AtOnce = 200;

    private long revision;

    /// <summary>Rises with every change, of this process or another one: while it is the same, nothing was decided.</summary>
    public long Revision => Interlocked.Read(ref revision) + (room.Ask(static database => database.Number("PRAGMA data_version")) ?? 0);

    /// <summary>All that was decided of these accounts, the earliest first; that which names others besides is among it.</summary>
    public IReadOnlyList<StoredCorrection> Of(IReadOnlyList<Account> accounts) => room.Ask(database => Of(database, accounts, 0));

    /// <summary>What of it holds: a collation of these accounts is made with it.</summary>
    public IReadOnlyList<Correction> Holding(IReadOnlyList<Account> accounts) => [.. Of(accounts).Where(static stored => stored.Withdrawn is null).Select(static stored => stored.Correction)];

    /// <summary>One by its id; null where there is none.</summary>
    public StoredCorrection? Find(string id) => room.Ask(database => database.Row(Stored, Columns + "WHERE c.id = $1", id));

    /// <summary>All of them, the latest first.</summary>
    /// <param name="before">Only those of a lower <see cref="StoredCorrection.Step"/>; null for the latest.</param>
    public IReadOnlyList<StoredCorrection> Latest(int most, long? before = null) =>
        room.Ask(database => database.Rows(Stored, Columns + "WHERE c.step < $1 ORDER BY c.step DESC LIMIT $2", before ?? long.MaxValue, most));

    /// <summary>Those that hold, the latest first.</summary>
    /// <param name="of">Only those of these accounts; none for all.</param>
    /// <param name="before">As for <see cref="Latest"/>.</param>
    public IReadOnlyList<StoredCorrection> Holding(IReadOnlyList<Account> of, int most, long? before) => of.Count > 0
        ? [.. Of(of).Where(stored => stored.Withdrawn is null && stored.Step < (before ?? long.MaxValue)).Reverse().Take(most)]
        : room.Ask(database => database.Rows(Stored, Columns + "WHERE c.step < $1 AND c.withdrawn IS NULL ORDER BY c.step DESC LIMIT $2", before ?? long.MaxValue, most));

    /// <summary>The ids of all that hold, the earliest first.</summary>
    public IReadOnlyList<string> Ids() => room.Ask(static database => database.Rows(static row => row.GetString(0), "SELECT id FROM correction WHERE withdrawn IS NULL ORDER BY step"));

    /// <summary>Those of these ids, in their order, read piece by piece: between two pieces others have their turn.</summary>
    public IEnumerable<Correction> Each(IReadOnlyList<string> ids) =>
        ids.Chunk(AtOnce).SelectMany(some => room.Ask(database => some.Select(id => database.Row(Stored, Columns + "WHERE c.id = $1", id)!.Correction).ToList()));

    /// <summary>Keeps a decision, unless somebody has decided otherwise of the same since it was looked at.</summary>
    /// <param name="correction">What is decided.</param>
    /// <param name="of">The accounts that were looked at.</param>
    /// <param name="seen">The greatest step of theirs that was there when they were looked at.</param>
    /// <param name="contradicts">Whether another one is of the same link.</param>
    /// <returns>What was decided meanwhile, and this was not kept; null where it was.</returns>
    public StoredCorrection? Add(Correction correction, IReadOnlyList<Account> of, long seen, Func<Correction, bool> contradicts)
    {
        var meanwhile = room.Do(database =>
        {
            var later = Of(database, of, seen).LastOrDefault(stored => contradicts(stored.Correction));
            if (later is null) Insert(database, correction, correction.By);
            return later;
        });
        if (meanwhile is null) Interlocked.Increment(ref revision);
        return meanwhile;
    }

    /// <summary>Keeps what others decided; what is here already stays as it is.</summary>
    /// <returns>How many are new.</returns>
    public int Import(IReadOnlyList<Correction> corrections, string by)
    {
        var added = room.Do(database => corrections.Count(correction => database.Number("SELECT 1 FROM correction WHERE id = $1", correction.Id) is null && Insert(database, correction, by)));
        if (added > 0) Interlocked.Increment(ref revision);
        return added;
    }

    /// <summary>Takes a decision back; it is kept, and applied no more.</summary>
    /// <returns>Whether it held until now.</returns>
    public bool Withdraw(string id, string by)
    {
        var done = room.Do(database => database.Run("UPDATE correction SET withdrawn = $2, withdrawn_by = $3, step = (SELECT max(step) + 1 FROM correction) WHERE id = $1 AND withdrawn IS NULL",
            id, clock.GetUtcNow().ToUnixTimeMilliseconds(), by)) > 0;
        if (done) Interlocked.Increment(ref revision);
        return done;
    }

    private static List<StoredCorrection> Of(Database database, IReadOnlyList<Account> accounts, long after)
    {
        var marks = accounts.SelectMany(static account => Marks(QuotedAccount.Of(account)).Concat(account.Canonical is { } canonical ? ["u" + canonical] : [])).Distinct(StringComparer.Ordinal);
        return database.Rows(Stored, Columns + "WHERE c.step > $2 AND c.id IN (SELECT correction FROM correction_account WHERE mark IN (SELECT value FROM json_each($1))) ORDER BY c.step",
            new JsonArray([.. marks.Select(static mark => (JsonNode)mark)]).ToJsonString(), after);
    }

    private static bool Insert(Database database, Correction correction, string author)
    {
        using var annotation = new MemoryStream();
        AnnotationsJson.Write([correction], annotation);
        database.Run("INSERT INTO correction (id, step, author, at, annotation) VALUES ($1, (SELECT coalesce(max(step), 0) + 1 FROM correction), $2, $3, $4)",
            correction.Id, author, correction.At.ToUnixTimeMilliseconds(), annotation.ToArray());
        QuotedAccount?[] named = [correction.One.Account, correction.Other?.Account, correction.Instead?.One.Account, correction.Instead?.Other.Account];
        foreach (var mark in named.OfType<QuotedAccount>().SelectMany(Marks).Distinct(StringComparer.Ordinal)) database.Run("INSERT INTO correction_account (mark, correction) VALUES ($1, $2)", mark, correction.Id);
        return true;
    }

    private static IEnumerable<string> Marks(QuotedAccount account)
    {
        if (account.Url is { } url) yield return "u" + url;
        if (account.Sha256 is { } page) yield return "s" + page;
        if (account.TextSha256 is { } text) yield return "t" + text;
    }

    private static StoredCorrection Stored(SqliteDataReader row) =>
        AnnotationsReader.Read((byte[])row.GetValue(3)).Corrections is not [var correction] ? throw new ArchiveException("holds a decision in room.db that cannot be read: restore room.db from a back-up") : new StoredCorrection(correction with { BroughtBy = row.GetString(2) == correction.By ? null : row.GetString(2) }, row.GetInt64(1), row.GetString(2))
        {
            Withdrawn = row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            WithdrawnBy = row.IsDBNull(5) ? null : row.GetString(5),
        };
}

/// <summary>A decision as the room keeps it.</summary>
/// <param name="Correction">What was decided.</param>
/// <param name="Step">Rises with every decision and every withdrawal.</param>
/// <param name="Author">Who decided it here, or brought it here.</param>
internal sealed record StoredCorrection(Correction Correction, long Step, string Author)
{
    /// <summary>When it was taken back; null while it holds.</summary>
    public DateTimeOffset? Withdrawn { get; init; }

    public string? WithdrawnBy { get; init; }

    /// <summary>Whether somebody may take it back: its author, and whoever may everything.</summary>
    public bool MayWithdraw(Visitor visitor) => Withdrawn is null && (visitor.Rank == Rank.Admin || (visitor.Rank == Rank.Editor && visitor.Name == Author));
}

using Microsoft.Data.Sqlite;

namespace Variorum;

// How the index follows the archive.
public sealed partial class EventIndex
{
    // Versions that are grouped in one transaction: what a stopped process loses.
    private const int UsuallyAtOnce = 512;

    // A version that keeps so much of the shorter one's phrases is near to what it was near to: what was found of it stays, and what is found anew is added.
    private const double Rewritten = .8;

    // Of how many accounts it is looked up whether the archive still has them by their numbers.
    private const int Samples = 40;

    /// <summary>Groups the versions that are new since, takes out those that were dropped, and does what people have decided since.</summary>
    /// <param name="archive">The one in whose folder this lies.</param>
    /// <param name="told">Told after each batch how many versions were grouped in all.</param>
    /// <param name="cancel">Between two batches; what was grouped until then stays.</param>
    /// <returns>How many versions were grouped.</returns>
    /// <exception cref="ArchiveException">It was opened to read only, or is damaged.</exception>
    public int Update(IArchive archive, Action<int>? told = null, CancellationToken cancel = default)
    {
        if (held is null) throw new ArchiveException("has its events open to read only: open them for writing");
        try
        {
            InTransaction(() => Begin(archive));
            var dropped = archive.Dropped().ToHashSet();
            // What is new first: of a version that got another number the event stays, and so do the decisions.
            var grouped = Take(Since(archive), unit => Repeatable(archive, unit, dropped), told, cancel);
            InTransaction(() => End(archive, dropped));
            return grouped;
        }
        catch (SqliteException damaged) when (damaged.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
        {
            Forget();
            throw new ArchiveException($"has {Form.Is} that is damaged: {Form.Mend}", damaged);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>A version as grouping sees it, with what the index needs to find it again.</summary>
    /// <param name="Version">The archive's number.</param>
    /// <param name="Document">The archive's number.</param>
    /// <param name="Mark">Of the address.</param>
    /// <param name="Key">Of what it says.</param>
    /// <param name="Capture">Of the page's bytes.</param>
    /// <param name="Time">Published, else first seen; milliseconds since 1970 UTC.</param>
    /// <param name="Seen">First seen; likewise.</param>
    internal sealed record NewAccount(long Version, long Document, long Mark, long Key, long Capture, long Time, long Seen, EventDocument Account);

    private static NewAccount DocumentOf(IArchive archive, Version version)
    {
        var (url, text) = (archive.Document(version.Document).Url, archive.Text(version.Id));
        var (time, published) = TimeOf(version.Published, version.First);
        return new NewAccount(version.Id, version.Document, Marks64.Of(url), VersionTexts.Key(text), CaptureMark(archive.Capture(version.Capture).Sha256), time, version.First.ToUnixTimeMilliseconds(),
            new EventDocument($"{version.Id}", VersionTexts.Searched(text))
            {
                Title = version.Title,
                Published = published,
                Publisher = version.Publisher ?? Addresses.Site(url),
                Language = version.Language,
                Url = url,
            });
    }

    /// <summary>The latest text of a unit, with whose it says that it is; null where the archive has none of it any more.</summary>
    private EventDocument? Repeatable(IArchive archive, long id, HashSet<long> dropped)
    {
        if (Unit(id) is not { } unit || Latest(id, dropped) is not { } version) return null;
        // Only the page itself says it: it is read once.
        if (!unit.OriginRead) (unit.Origin, unit.OriginRead, unit.Changed) = (archive.Account(version)?.Origin, true, true);
        return DocumentOf(archive, archive.Version(version)).Account with { Origin = unit.Origin };
    }

    private static long CaptureMark(string sha256) => sha256.Length == 0 ? 0 : Marks64.Of(sha256);

    private void Begin(IArchive archive)
    {
        if (!Follows(archive)) StartAnew();
    }

    private long? Latest(long unit, HashSet<long> dropped) =>
        database.Rows(static row => row.GetInt64(0), "SELECT id FROM account WHERE unit = $1 ORDER BY id DESC", unit).Where(version => !dropped.Contains(version)).Select(static version => (long?)version).FirstOrDefault();

    /// <summary>Whether the archive's numbers are still those of the accounts: a database made anew may number otherwise.</summary>
    private bool Follows(IArchive archive)
    {
        var last = database.Number("SELECT max(id) FROM account") ?? 0;
        if (last == 0) return true;
        var dropped = archive.Dropped().ToHashSet();
        var sampled = database.Rows(static row => (Id: row.GetInt64(0), Mark: row.GetInt64(1), Key: row.GetInt64(2)),
            "SELECT id, mark, key FROM account WHERE id = $1 OR id IN (SELECT (SELECT min(id) FROM account WHERE id >= value * $1 / $2) FROM (WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n WHERE value < $2) SELECT value FROM n))",
            last, Samples);
        foreach (var (id, mark, key) in sampled)
        {
            if (dropped.Contains(id)) continue;
            if (archive.VersionsAfter(id - 1, 1) is not [{ } version] || version.Id != id || Marks64.Of(archive.Document(version.Document).Url) != mark || VersionTexts.Key(archive.Text(id)) != key) return false;
        }
        return true;
    }

    // The events keep their numbers: an account is known again by its address and what it says.
    private void StartAnew()
    {
        database.Run("INSERT OR IGNORE INTO known (mark, key, event) SELECT a.mark, a.key, u.event FROM account a JOIN unit u ON u.id = a.unit WHERE u.event > 0");
        foreach (var table in (string[])["account", "unit", "counted", "nearest", "digest", "edge", "posting", "actor", "decided", "named"]) database.Run($"DELETE FROM {table}");
        database.Run("UPDATE event SET accounts = 0, publishers = 0, witnesses = 0, disagreement = NULL");
        database.Run("UPDATE state SET version = 0, dropped = 0, counted = 0, counts = NULL");
        Forget();
    }

    private void Drop(long version)
    {
        if (database.Number("SELECT unit FROM account WHERE id = $1", version) is not { } id) return;
        database.Run("DELETE FROM account WHERE id = $1", version);
        if (database.Number("SELECT 1 FROM account WHERE unit = $1", id) is not null || Unit(id) is not { } unit) return;
        var others = UnitsOf(unit.Event).Where(other => other.Id != id).Select(static other => other.Id).ToList();
        if (others.Count == 0) Empty(unit.Event);
        regroup.UnionWith(others);
        regroup.Remove(id);
        database.Run("DELETE FROM unit WHERE id = $1", id);
        database.Run("DELETE FROM counted WHERE unit = $1", id);
        database.Run("DELETE FROM nearest WHERE unit = $1", id);
        database.Run("DELETE FROM digest WHERE unit = $1", id);
        digests?.Remove(id);
        foreach (var other in database.Rows(static row => row.GetInt64(0), "SELECT b FROM edge WHERE a = $1", id)) database.Run("DELETE FROM edge WHERE a = $1 AND b = $2", other, id);
        database.Run("DELETE FROM edge WHERE a = $1", id);
        units.Remove(id);
        foreach (var other in units.Values.Where(other => other.Source == id)) (other.Source, other.Relation, other.Changed) = (null, CopyRelation.Independent, true);
        database.Run("UPDATE unit SET source = NULL, relation = 0 WHERE source = $1", id);
    }

    private IEnumerable<NewAccount[]> Since(IArchive archive)
    {
        var last = database.Number("SELECT version FROM state") ?? 0;
        while (archive.VersionsAfter(last, atOnce) is { Count: > 0 } versions)
        {
            last = versions[^1].Id;
            yield return [.. versions.Select(version => DocumentOf(archive, version))];
        }
    }

    /// <summary>Takes accounts in, in the order of their numbers, all of a batch or none.</summary>
    /// <param name="batches">Asked for one ahead, so that those that come next are read while those before them are grouped.</param>
    /// <param name="texts">What the latest version of a unit says; asked for those that may repeat another; null where it has none any more.</param>
    /// <param name="told">As of <see cref="Update"/>.</param>
    /// <param name="cancel">As of <see cref="Update"/>.</param>
    internal int Take(IEnumerable<NewAccount[]> batches, Func<long, EventDocument?> texts, Action<int>? told = null, CancellationToken cancel = default)
    {
        var (grouped, accounts) = (0, Array.Empty<NewAccount>());
        var reading = Task.FromResult(Array.Empty<(Traits, EventFacts)>());
        foreach (var next in batches.Append([]))
        {
            cancel.ThrowIfCancellationRequested();
            var read = reading.GetAwaiter().GetResult();
            reading = Task.Run(() => Read(next), cancel);
            if (accounts.Length > 0)
            {
                InTransaction(() => Add(accounts, read, texts));
                grouped += accounts.Length;
                told?.Invoke(grouped);
            }
            accounts = next;
        }
        return grouped;
    }

    private static (Traits Traits, EventFacts Facts)[] Read(NewAccount[] accounts)
    {
        var read = new (Traits, EventFacts)[accounts.Length];
        Parallel.For(0, accounts.Length, i =>
        {
            var traits = Traits.Of(accounts[i].Account);
            read[i] = (traits, EventFacts.Of(accounts[i].Account, traits));
        });
        return read;
    }

    private void Add(NewAccount[] accounts, (Traits Traits, EventFacts Facts)[] read, Func<long, EventDocument?> texts)
    {
        var counted = Counts();
        var before = counted.Accounts;
        LookForDecisions();
        if (rulings is not null && Array.Exists(accounts, account => named.Contains(account.Mark))) rulings = null;
        var begun = new List<EventUnit>();
        var (again, rewritten) = (new HashSet<EventUnit>(), new HashSet<EventUnit>());
        for (var i = 0; i < accounts.Length; i++)
        {
            var (account, traits, facts) = (accounts[i], read[i].Traits, read[i].Facts);
            var unit = SameText(account.Document, traits);
            if (unit is null)
            {
                unit = new EventUnit(account.Version, traits)
                {
                    Time = account.Time,
                    Seen = account.Seen,
                    Day = DayOf(account.Time),
                    Publisher = account.Account.Publisher ?? "",
                    House = Marks64.Of(account.Account.Url is { } url && Addresses.RegisteredDomain(url) is { Length: > 0 } site ? site : account.Account.Publisher ?? ""),
                    Facts = facts,
                    Event = database.Number("SELECT event FROM known WHERE mark = $1 AND key = $2", account.Mark, account.Key) ?? 0,
                };
                Insert(unit);
                begun.Add(unit);
            }
            else
            {
                database.Run("INSERT OR IGNORE INTO counted (unit, traits) VALUES ($1, $2)", unit.Id, unit.Traits.Pack());
                var was = unit.Traits;
                (unit.Traits, unit.Facts, unit.Origin, unit.OriginRead, unit.Changed) = (traits, facts, null, false, true);
                // A version that was seen before all others says when it was told.
                if (account.Seen < unit.Seen) (unit.Seen, unit.Time, unit.Day) = (account.Seen, account.Time, DayOf(account.Time));
                database.Run("UPDATE unit SET traits = $2, seen = $3, time = $4, day = $5, said = $6, place = $7, names = $8 WHERE id = $1",
                    unit.Id, traits.Pack(), unit.Seen, unit.Time, unit.Day, facts.Said, facts.Place, string.Join('\n', facts.Names));
                (PhraseShare(was, traits) < Rewritten ? rewritten : again).Add(unit);
            }
            database.Run("INSERT INTO account (id, document, unit, mark, key, capture) VALUES ($1, $2, $3, $4, $5, $6)", account.Version, account.Document, unit.Id, account.Mark, account.Key, account.Capture);
        }
        Place(begun, [.. again.Except(begun).Except(rewritten)], [.. rewritten.Except(begun)], texts);
        database.Run("UPDATE state SET version = $1", accounts[^1].Version);
        // What is rare is hardly known while an archive is small: whenever it has doubled, all is weighed anew.
        if (before < KnownFrom && System.Numerics.BitOperations.Log2((uint)before) < System.Numerics.BitOperations.Log2((uint)counted.Accounts)
            && database.Number("SELECT count(*) FROM unit") <= MostUnits) WeighAll();
        Regroup();
        Settle();
        WriteCounts(accounts[^1].Version);
    }

    // So many accounts tell which words are rare.
    private const int KnownFrom = 1 << 13;

    // Enough that a page which another article has taken over is another account, and an article that grew to four times its length is not.
    private const double SameTextFrom = .2;

    /// <summary>The document's unit of which this is a version; null where it is the first, or a wholly other text.</summary>
    private EventUnit? SameText(long document, Traits traits)
    {
        var known = database.Rows(static row => row.GetInt64(0), "SELECT DISTINCT unit FROM account WHERE document = $1 ORDER BY unit DESC", document);
        EventUnit? nearest = null;
        var most = SameTextFrom;
        foreach (var id in known)
        {
            if (Unit(id) is { } unit && PhraseShare(unit.Traits, traits) is var share && share >= most) (nearest, most) = (unit, share);
        }
        return nearest;
    }

    // Texts too short for a phrase are the same where all their terms are.
    private static double PhraseShare(Traits one, Traits two) =>
        one.Phrases.Length == 0 || two.Phrases.Length == 0 ? one.Terms.AsSpan().SequenceEqual(two.Terms) ? 1 : 0 : PhraseOverlap.Of(one, two, null).Contained;

    private void End(IArchive archive, HashSet<long> dropped)
    {
        if (dropped.Count != database.Number("SELECT dropped FROM state"))
        {
            foreach (var version in dropped) Drop(version);
            rulings = null;
            database.Run("UPDATE state SET dropped = $1", dropped.Count);
        }
        database.Run("DELETE FROM known");
        FollowDecisions(archive);
        Regroup();
        Settle();
    }

    private const int CountsAtLeast = 256;

    private TermCounts? counts;
    private CommonCounts? common;
    private int countsWritten;

    private TermCounts Counts() =>
        counts ??= common is null ? ReadCounts() : common.Of(database.Number("SELECT max(id) FROM unit") ?? 0, ReadCounts);

    // Counts as they were written last, and what has come since.
    private TermCounts ReadCounts()
    {
        var (read, counted) = ((TermCounts?)null, 0L);
        using (var row = database.Prepare("SELECT counts, counted FROM state").ExecuteReader())
        {
            if (row.Read() && !row.IsDBNull(0))
            {
                read = TermCounts.Load(new MemoryStream(row.GetFieldValue<byte[]>(0)));
                counted = row.GetInt64(1);
            }
        }
        read ??= new TermCounts(CounterBits(database.Number("SELECT count(*) FROM unit") ?? 0));
        countsWritten = read.Accounts;
        using var since = database.Prepare("SELECT coalesce(c.traits, u.traits) FROM unit u LEFT JOIN counted c ON c.unit = u.id WHERE u.id > $1 AND u.repeats = 0 ORDER BY u.id", counted).ExecuteReader();
        while (since.Read()) read.Add(Traits.Unpack(since.GetFieldValue<byte[]>(0)));
        return read;
    }

    // 128 counters a unit: most of its words are others' as well.
    private static int CounterBits(long units) => Math.Clamp(System.Numerics.BitOperations.Log2((ulong)units + 1) + 7, 16, 22);

    private void WriteCounts(long last)
    {
        if (counts is null || counts.Accounts - countsWritten < CountsAtLeast + (counts.Accounts / 200)) return;
        // Twice as many accounts want twice as many counters: then all are counted again.
        if (counts.Bits < CounterBits(counts.Accounts / 2))
        {
            counts = null;
            database.Run("UPDATE state SET counts = NULL, counted = 0");
            Counts();
        }
        using var bytes = new MemoryStream();
        counts!.Save(bytes);
        countsWritten = counts.Accounts;
        database.Run("UPDATE state SET counts = $1, counted = $2", bytes.ToArray(), last);
    }
}

using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// Which accounts of an archive tell of one event: a SQLite database <c>events.db</c> beside the archive's, which follows it and can be
/// thrown away and made anew, and what people decided (<see cref="DecisionFile"/>), which cannot.
/// </summary>
/// <remarks>One process writes, under a lock of its own, while others read. An instance is for one thread at a time.</remarks>
public sealed partial class EventIndex : IDisposable
{
    private const string DatabaseName = "events.db", LockName = "events.lock";

    /// <summary>"VARE".</summary>
    private static readonly DatabaseForm Form = new(0x56415245, 2, "events.sql", "an index of events", "delete events.db, which is made anew");

    private readonly Database database;
    private readonly FileStream? held;

    private readonly int atOnce;

    // Whether a question is being answered, and which state of the database what is in memory was read from.
    private bool asking;
    private long? answered;

    private EventIndex(string folder, Database database, FileStream? held, int atOnce = UsuallyAtOnce, string? remade = null) =>
        (Folder, this.database, this.held, this.atOnce, Remade) = (folder, database, held, atOnce, remade);

    /// <summary>That the index was made anew when it was opened, and why: a sentence without its stop that goes on behind the folder's name. Null where it was not.</summary>
    public string? Remade { get; }

    /// <summary>Whether it was opened to be written to.</summary>
    public bool Writes => held is not null;

    /// <summary>The archive's folder.</summary>
    public string Folder { get; }

    /// <summary>Opens an archive's events to read them; any number of processes can.</summary>
    /// <exception cref="ArchiveException">There are none yet, or they were written by another release.</exception>
    public static EventIndex Read(string folder)
    {
        var path = Path.Combine(folder, DatabaseName);
        if (!File.Exists(path)) throw new ArchiveException("has no index of events: run variorum events once the archive can be written to");
        return new EventIndex(folder, Database.Open(path, write: false, Form), null);
    }

    /// <summary>Opens an archive's events to write them, and makes the index where there is none that can be used.</summary>
    /// <exception cref="ArchiveException">Another process writes to them.</exception>
    public static EventIndex Write(string folder) => Write(folder, UsuallyAtOnce);

    internal static EventIndex Write(string folder, int atOnce)
    {
        var held = FolderArchive.Lock(folder, LockName);
        try
        {
            var (database, remade) = Open(Path.Combine(folder, DatabaseName));
            // Beside the tables, so that an index of before has it as soon as it is written to.
            database.Run("CREATE INDEX IF NOT EXISTS event_shared ON event (date, id) WHERE publishers > 1");
            return new EventIndex(folder, database, held, atOnce, remade);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The same, where no other process writes to them and the folder may be written to; null where that is not so.</summary>
    public static EventIndex? TryWrite(string folder)
    {
        try
        {
            return Write(folder);
        }
        catch (Exception denied) when (ArchiveException.Of(denied) is not null)
        {
            return null;
        }
    }

    private static (Database Database, string? Remade) Open(string path)
    {
        try
        {
            return (Database.Open(path, write: true, Form), null);
        }
        // What another program or a newer release wrote is not ours to put aside.
        catch (ArchiveException unusable) when (unusable.InnerException is SqliteException || Database.IsOlder(path, Form))
        {
            var kept = Database.PutAside(path);
            var database = Database.Open(path, write: true, Form);
            var why = unusable.InnerException is SqliteException ? "it was damaged" : "an older release had written it";
            var numbers = TakeNumbers(database, kept) ? "the events keep their numbers" : "the events are numbered anew";
            return (database, $"has its index of events made anew, because {why}: {numbers}, and the old one is kept as {Path.GetFileName(kept)}");
        }
    }

    /// <summary>Keeps the numbers of an older index's events for the accounts that it knows.</summary>
    /// <returns>Whether they could be read.</returns>
    private static bool TakeNumbers(Database database, string kept)
    {
        try
        {
            database.Run("ATTACH $1 AS old", kept);
            using (var transaction = database.Begin())
            {
                database.Run("INSERT OR IGNORE INTO known (mark, key, event) SELECT a.mark, a.key, u.event FROM old.account a JOIN old.unit u ON u.id = a.unit WHERE u.event > 0");
                database.Run("INSERT INTO event (id, into_event, date, time, names, accounts, publishers, witnesses) SELECT id, into_event, 0, 0, '', 0, 0, 0 FROM old.event");
                transaction.Commit();
            }
            database.Run("DETACH old");
            return true;
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        database.Dispose();
        held?.Dispose();
    }

    /// <summary>Answers a question from one state of the index, whatever another process writes meanwhile.</summary>
    private T Ask<T>(Func<T> question)
    {
        if (asking) return question();
        asking = true;
        // Who holds the lock is the only one to write.
        if (!Writes) database.Run("BEGIN");
        try
        {
            if (!Writes && database.Number("PRAGMA data_version") is var state && state != answered)
            {
                Forget();
                answered = state;
            }
            LookForDecisions();
            return question();
        }
        finally
        {
            asking = false;
            if (!Writes) database.Run("COMMIT");
            weighed.Clear();
            Trim();
        }
    }

    private void InTransaction(Action work)
    {
        using var transaction = database.Begin();
        work();
        transaction.Commit();
    }
}

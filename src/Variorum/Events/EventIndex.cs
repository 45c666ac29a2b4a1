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
    private static readonly DatabaseForm Form = new(0x56415245, 1, "events.sql", "an index of events", "delete events.db, which is made anew");

    private readonly Database database;
    private readonly FileStream? held;

    private readonly int atOnce;

    private EventIndex(string folder, Database database, FileStream? held, int atOnce = UsuallyAtOnce) =>
        (Folder, this.database, this.held, this.atOnce) = (folder, database, held, atOnce);

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
            return new EventIndex(folder, Open(Path.Combine(folder, DatabaseName)), held, atOnce);
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

    private static Database Open(string path)
    {
        try
        {
            return Database.Open(path, write: true, Form);
        }
        // Of another release, or damaged: there is nothing in it that cannot be made anew.
        catch (ArchiveException) when (File.Exists(path))
        {
            foreach (var part in (string[])["-wal", "-shm", ""]) File.Delete(path + part);
            return Database.Open(path, write: true, Form);
        }
    }

    public void Dispose()
    {
        database.Dispose();
        held?.Dispose();
    }

    private void InTransaction(Action work)
    {
        using var transaction = database.Begin();
        work();
        transaction.Commit();
    }
}

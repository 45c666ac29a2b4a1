using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// What people do in the reading room (who they are, what they decided, what they follow): <c>room.db</c> beside the archive's
/// database. Unlike that one it cannot be made anew, so it is part of every back-up.
/// </summary>
/// <remarks>
/// One connection, used by one thread at a time: what people do is seldom. Where the folder may not be written to, or its disk is full,
/// what was kept can still be asked for; each change tries anew.
/// </remarks>
internal sealed class RoomDatabase : IDisposable
{
    private const string FileName = "room.db";

    /// <summary>"VARR".</summary>
    private static readonly DatabaseForm Form = new(0x56415252, 2, "room.sql", "a room.db", "restore it from a back-up")
    {
        Within = typeof(RoomDatabase).Assembly,
        // Whoever reads waits behind who writes: not long.
        Patience = 2,
        // A released layout is never changed: what is new is a step here, behind the others, and stands in room.sql as well.
        Upgrades =
        [
            "ALTER TABLE audit ADD COLUMN times INTEGER NOT NULL DEFAULT 1; ALTER TABLE audit ADD COLUMN last INTEGER; CREATE INDEX audit_same ON audit (who, what, address);"
            + "CREATE TABLE user_by_number (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, password TEXT, subject TEXT UNIQUE, made INTEGER NOT NULL);"
            + "INSERT INTO user_by_number (id, name, folded, rank, password, subject, made) SELECT id, name, folded, rank, password, subject, made FROM user; DROP TABLE user; ALTER TABLE user_by_number RENAME TO user;"
            + "ALTER TABLE saved_search ADD COLUMN archive TEXT; ALTER TABLE news_mark ADD COLUMN archive TEXT",
        ],
    };

    private readonly Lock one = new();
    private readonly DatabaseForm form;
    private Database database;

    private RoomDatabase(string path, DatabaseForm form)
    {
        (Path, this.form) = (path, form);
        MakeItsOwners(path);
        try
        {
            database = Database.Open(path, write: true, form);
        }
        catch (SqliteException denied) when (Why(denied) is { } why)
        {
            Shut = why;
            // What is kept is never taken for nothing: where there is something that cannot be read, the room stays closed.
            database = new FileInfo(path) is { Exists: true, Length: > 0 } ? Database.Open(path, write: false, form) : Database.Open(":memory:", write: true, form);
        }
    }

    // Secrets of webhooks stand in it as they are: nobody but its owner reads it.
    private static void MakeItsOwners(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        try
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            // Opening it tells why.
        }
    }

    /// <summary>Where it is, or would be.</summary>
    public string Path { get; }

    /// <summary>Why nothing can be changed now, a sentence without its stop that goes on behind "The archive"; null where it can.</summary>
    public string? Shut { get; private set; }

    /// <exception cref="ArchiveException">It is damaged, or of a newer release.</exception>
    /// <remarks>One of an older release is brought to this one's layout, and kept as it was beside it.</remarks>
    public static RoomDatabase Open(string folder) => Open(folder, Form);

    internal static RoomDatabase Open(string folder, DatabaseForm form) => new(Of(folder), form);

    /// <summary>The path of the one of an archive's folder, whether it is there or not.</summary>
    public static string Of(string folder) => System.IO.Path.Combine(folder, FileName);

    /// <summary>Where it is kept as an older release wrote it, a path; null where it was not changed when it was opened.</summary>
    public string? Before => database.Before;

    /// <summary>Asks or changes something, whole or not at all.</summary>
    /// <exception cref="ArchiveException">Nothing can be changed now.</exception>
    public T Do<T>(Func<Database, T> work)
    {
        lock (one)
        {
            CheckIsThere();
            using var transaction = database.Begin();
            var done = work(database);
            transaction.Commit();
            return done;
        }
    }

    public void Do(Action<Database> work) => Do(database =>
    {
        work(database);
        return true;
    });

    /// <summary>Finds out whether something could be changed now, and changes nothing.</summary>
    /// <exception cref="ArchiveException">It could not.</exception>
    public void CheckChanges()
    {
        lock (one)
        {
            CheckIsThere();
            // The right to write is asked for, and given back unused.
            database.Begin().Dispose();
        }
    }

    /// <summary>Changes something that may stay as it was: when somebody was last seen must not keep anybody from reading.</summary>
    public void Try(Action<Database> work)
    {
        try
        {
            Do(work);
        }
        catch (Exception failed) when (ArchiveException.Of(failed) is not null)
        {
            // A full disk, or another process that holds it: whatever needs to be kept says so.
        }
    }

    /// <summary>Asks something.</summary>
    public T Ask<T>(Func<Database, T> question)
    {
        lock (one) return question(database);
    }

    public void Dispose() => database.Dispose();

    // What is written into a file that was taken away is gone with the process, and nobody would know.
    private void CheckIsThere()
    {
        if (Shut is not null) OpenAgain();
        else if (!File.Exists(Path)) throw new ArchiveException("has lost its room.db, which was taken away while the reading room was open: nothing that people do is kept until it is put back and the reading room opened again");
    }

    private void OpenAgain()
    {
        try
        {
            var opened = Database.Open(Path, write: true, form);
            database.Dispose();
            (database, Shut) = (opened, null);
        }
        catch (SqliteException denied) when (Why(denied) is { } why)
        {
            throw new ArchiveException(why, denied);
        }
    }

    private static string? Why(SqliteException denied) => denied.SqliteErrorCode switch
    {
        SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_READONLY or SQLitePCL.raw.SQLITE_PERM => "can be read and not written to by the server: nothing that people do is kept until its folder may be written to",
        SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR => ArchiveException.Of(denied)!.Message,
        _ => null,
    };
}

namespace Variorum;

/// <summary>
/// What people do in the reading room (who they are, what they decided, what they follow): <c>room.db</c> beside the archive's
/// database. Unlike that one it cannot be made anew, so it is part of every back-up.
/// </summary>
/// <remarks>One connection, used by one thread at a time: what people do is seldom.</remarks>
internal sealed class RoomDatabase : IDisposable
{
    private const string FileName = "room.db";

    /// <summary>"VARR".</summary>
    private static readonly DatabaseForm Form = new(0x56415252, 1, "room.sql", "a room.db", "restore it from a back-up")
    {
        Within = typeof(RoomDatabase).Assembly,
        // A released layout is never changed: what is new is a step here, behind the others, and stands in room.sql as well.
        Upgrades = [],
    };

    private readonly Lock one = new();
    private readonly Database database;

    private RoomDatabase(Database database) => this.database = database;

    /// <exception cref="ArchiveException">It is damaged, or of a newer release, or may not be written.</exception>
    /// <remarks>One of an older release is brought to this one's layout, and kept as it was beside it.</remarks>
    public static RoomDatabase Open(string folder) => Open(folder, Form);

    internal static RoomDatabase Open(string folder, DatabaseForm form) => new(Database.Open(Path.Combine(folder, FileName), write: true, form));

    /// <summary>Where it is kept as an older release wrote it, a path; null where it was not changed when it was opened.</summary>
    public string? Before => database.Before;

    /// <summary>Asks or changes something, whole or not at all.</summary>
    public T Do<T>(Func<Database, T> work)
    {
        lock (one)
        {
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

    /// <summary>Asks something.</summary>
    public T Ask<T>(Func<Database, T> question)
    {
        lock (one) return question(database);
    }

    public void Dispose() => database.Dispose();
}

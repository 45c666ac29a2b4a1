using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>
/// An archive in a folder: <c>warc/</c> with WARC 1.1 files, which are the archive, and <c>archive.db</c>, a SQLite database that
/// is their index and can be made anew from them.
/// </summary>
public sealed partial class FolderArchive : IArchive
{
    private const string DatabaseName = "archive.db", WarcFolder = "warc", LockName = "lock", Prefix = "variorum";

    // EAGAIN, what a held lock answers on Linux; on macOS it has another number; and ERROR_SHARING_VIOLATION.
    private const int WouldBlock = 11, WouldBlockDarwin = 35, SharingViolation = unchecked((int)0x80070020);

    private readonly Database database;
    private readonly TextPacking packing;
    private readonly string warcs;
    private readonly FileStream? held;
    private readonly WarcWriter? writer;
    private readonly Dictionary<string, long> files = new(StringComparer.Ordinal);
    private readonly List<string> repairs = [];
    private readonly Func<string, SourceFacts?>? sources;
    private readonly Func<ReadOnlyMemory<byte>, PictureLook?> looks;

    private FolderArchive(string folder, Database database, FileStream? held, TimeProvider time, Func<string, SourceFacts?>? sources, Func<ReadOnlyMemory<byte>, PictureLook?>? looks)
    {
        Folder = folder;
        this.sources = sources;
        this.looks = looks ?? PictureDecoder.Look;
        this.database = database;
        Identity = Identified(database);
        packing = new TextPacking(database);
        this.held = held;
        warcs = Path.Combine(folder, WarcFolder);
        if (held is null) return;
        IndexNews();
        CatchUp();
        Repair();
        InTransaction(WriteIndex);
        // What can be set aside of its file was: the rest was said to be kept, and is not the writer's to cut.
        writer = new WarcWriter(warcs, Prefix, time, fault => repairs.Add($"{fault.File} at {fault.Offset}: {fault.Problem}"), LastPlace());
    }

    public string Identity { get; }

    /// <summary>Where it lies.</summary>
    public string Folder { get; }

    /// <summary>What was mended when it was opened: a sentence each, with file and offset. Empty as a rule.</summary>
    public IReadOnlyList<string> Repairs => repairs;

    /// <summary>Opens an archive to read it. Any number of processes can, also while one writes.</summary>
    /// <param name="folder">Of an archive.</param>
    /// <param name="looks">As <see cref="Write"/>.</param>
    /// <exception cref="ArchiveException">The folder holds none, or one of a newer release.</exception>
    public static FolderArchive Read(string folder, Func<ReadOnlyMemory<byte>, PictureLook?>? looks = null)
    {
        if (!Directory.Exists(folder)) throw new ArchiveException("does not exist: name the archive's folder, or add a page to make one");
        if (!Holds(folder)) throw new ArchiveException("is no archive: name the archive's folder, or add a page to make one");
        if (!File.Exists(Path.Combine(folder, DatabaseName))) throw new ArchiveException("has no database: run variorum rebuild, which makes it anew from the WARC files");
        return Opened(folder, Database.Open(Path.Combine(folder, DatabaseName), write: false), null, null, null, looks);
    }

    /// <summary>Opens an archive to add to it, and makes it where there is none; mends what a killed process left.</summary>
    /// <param name="folder">Of an archive; or one that is empty or does not exist.</param>
    /// <param name="time">Names new WARC files.</param>
    /// <param name="sources">Which source an address belongs to, asked when a version is entered for the search; null for none.</param>
    /// <param name="looks">Decodes pictures that have to be compared; within this process where it is null (<see cref="PictureDecoder.Look"/>).
    /// Null for what is no picture; an <see cref="UnseenPictureException"/> for one that is to be looked at again.</param>
    /// <exception cref="ArchiveException">Another process writes to it, or the folder holds something else.</exception>
    public static FolderArchive Write(string folder, TimeProvider? time = null, Func<string, SourceFacts?>? sources = null, Func<ReadOnlyMemory<byte>, PictureLook?>? looks = null)
    {
        if (File.Exists(folder)) throw new ArchiveException("is a file: name a folder");
        if (Directory.Exists(folder) && !Holds(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new ArchiveException("is no archive and not empty: name an archive's folder or a new one");
        Directory.CreateDirectory(Path.Combine(folder, WarcFolder));
        var held = Lock(folder);
        try
        {
            return Opened(folder, Database.Open(Path.Combine(folder, DatabaseName), write: true), held, time, sources, looks);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Makes an empty archive of a folder that is empty or does not exist; leaves one that is there alone.</summary>
    /// <exception cref="ArchiveException">The folder holds something else.</exception>
    public static void Begin(string folder)
    {
        if (!Holds(folder)) Write(folder).Dispose();
    }

    /// <summary>Whether a process has an archive open to write to it now.</summary>
    public static bool IsWritten(string folder)
    {
        try
        {
            // Shared, so that it keeps a writer out for no longer than it takes to close it again.
            using var free = new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException taken) when (taken.HResult is WouldBlock or WouldBlockDarwin or SharingViolation)
        {
            return true;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static FolderArchive Opened(string folder, Database database, FileStream? held, TimeProvider? time, Func<string, SourceFacts?>? sources, Func<ReadOnlyMemory<byte>, PictureLook?>? looks)
    {
        try
        {
            return new FolderArchive(folder, database, held, time ?? TimeProvider.System, sources, looks);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // Databases of older releases have none until somebody writes to them: a layout of its own would have them all made anew.
    private static string Identified(Database database)
    {
        if (database.Writes) database.Run("CREATE TABLE IF NOT EXISTS identity (id TEXT NOT NULL); INSERT INTO identity SELECT lower(hex(randomblob(16))) WHERE NOT EXISTS (SELECT 1 FROM identity)");
        return database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'identity'") > 0 ? database.Row(static row => row.GetString(0), "SELECT id FROM identity") ?? "" : "";
    }

    /// <summary>Whether a folder holds an archive.</summary>
    public static bool Holds(string folder) => File.Exists(Path.Combine(folder, DatabaseName)) || Directory.Exists(Path.Combine(folder, WarcFolder));

    // Held by the process, not by the file: a killed process leaves nothing to clear away.
    internal static FileStream Lock(string folder, string name = LockName)
    {
        try
        {
            return new FileStream(Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken.HResult is WouldBlock or WouldBlockDarwin or SharingViolation)
        {
            throw new ArchiveException("is being written to by another process: wait for it, or stop it", taken);
        }
    }

    /// <summary>Answers a question from one state of the database, whatever another process writes meanwhile.</summary>
    /// <remarks>Statements by themselves take and give back a lock of the system's each: two calls for each of the statements that a page asks.</remarks>
    internal T Within<T>(Func<T> question)
    {
        database.Run("BEGIN");
        try
        {
            return question();
        }
        finally
        {
            database.Run("COMMIT");
        }
    }

    /// <inheritdoc cref="Database.AmongOthers"/>
    internal void AmongOthers() => database.AmongOthers();

    /// <summary>A number that is another one when somebody has written to the database since; of this reader alone.</summary>
    internal long Stands => database.Number("PRAGMA data_version") ?? 0;

    /// <summary>Whether the folder of the WARC files is there.</summary>
    internal bool HasFiles => Directory.Exists(warcs);

    public ArchiveSize Size() => new(
        database.Number("SELECT count(*) FROM document") ?? 0,
        database.Number("SELECT count(*) FROM version") ?? 0,
        database.Number("SELECT count(*) FROM capture") ?? 0,
        new DirectoryInfo(warcs).EnumerateFiles("*.warc*").Sum(static file => file.Length));

    public void Dispose()
    {
        writer?.Dispose();
        packing.Dispose();
        search?.Dispose();
        database.Dispose();
        // Last: the next writer finds everything closed.
        held?.Dispose();
    }

    private WarcPlace? LastPlace() =>
        WarcWriter.LastOf(warcs, Prefix).Name is { Length: > 0 } name ? new WarcPlace(name, new FileInfo(Path.Combine(warcs, name)).Length, 0) : null;

    private long FileId(string name)
    {
        if (files.TryGetValue(name, out var id)) return id;
        id = database.Number("SELECT id FROM file WHERE name = $1", name) ?? database.Insert("INSERT INTO file (name, length) VALUES ($1, 0)", name);
        files[name] = id;
        return id;
    }

    private static long Milliseconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Time(SqliteDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}

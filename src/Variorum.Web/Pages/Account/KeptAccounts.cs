using Microsoft.Data.Sqlite;
using ZstdSharp;

namespace Variorum;

/// <summary>
/// What account pages are made of, kept in <c>pages.db</c> beside the archive's database: reading a captured page takes milliseconds,
/// and what it gives is the same as long as neither the page nor the reader changes. Where it cannot be kept, it is read each time.
/// </summary>
internal sealed class KeptAccounts : IDisposable
{
    private const string FileName = "pages.db";

    // Zstandard's level 3 packs a page in less time than it took to make.
    private const int Level = 3;

    // What is kept at most, some 200,000 accounts: the archive's oldest go then, which are read least.
    private const long Largest = 2L << 30;

    // How seldom its size is looked at; twice as many go as came since.
    private const int Seldom = 512;

    /// <summary>"VARP".</summary>
    private static readonly DatabaseForm Form = new(0x56415250, 1, "kept.sql", "a pages.db", "delete pages.db, which is made anew")
    {
        Within = typeof(KeptAccounts).Assembly,
    };

    // A build may show otherwise than the one before it without any number that says so.
    private static readonly string Program = typeof(KeptAccounts).Module.ModuleVersionId.ToString("n")[..12];

    private readonly Lock one = new();
    private readonly Database? database;
    private readonly Compressor packing = new(Level);
    private readonly Decompressor unpacking = new();
    private readonly long largest;
    private readonly int seldom;
    private int entered;

    private KeptAccounts(Database? database, long largest, int seldom) => (this.database, this.largest, this.seldom) = (database, largest, seldom);

    /// <summary>Opens it, or makes it anew where it cannot be used; where the folder may not be written to, nothing is kept.</summary>
    public static KeptAccounts Open(string folder) => Open(folder, Largest, Seldom);

    internal static KeptAccounts Open(string folder, long largest, int seldom)
    {
        var path = Path.Combine(folder, FileName);
        for (var again = false; ; again = true)
        {
            try
            {
                return new KeptAccounts(Database.Open(path, write: true, Form), largest, seldom);
            }
            catch (ArchiveException) when (!again)
            {
                try
                {
                    foreach (var part in (string[])[path, path + "-wal", path + "-shm"]) File.Delete(part);
                }
                catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
                {
                    return new KeptAccounts(null, largest, seldom);
                }
            }
            catch (Exception denied) when (denied is SqliteException or IOException or UnauthorizedAccessException or ArchiveException)
            {
                return new KeptAccounts(null, largest, seldom);
            }
        }
    }

    /// <summary>What is kept of a version's page, or what making it gives, which is kept then.</summary>
    /// <param name="archive">Read from where it is not kept.</param>
    /// <param name="version">Which.</param>
    /// <param name="capture">Its first.</param>
    /// <param name="pictures">What that shows.</param>
    /// <returns>Null where the page cannot be read any more.</returns>
    public KeptAccount? Account(IArchive archive, Version version, Capture capture, IReadOnlyList<ShownPicture> pictures)
    {
        // A watch fetches the pictures after the page, which somebody may have looked at in between.
        var mark = $"{Program} {Reader.Version} {archive.Identity} {capture.Sha256} {Captured(pictures)}";
        if (Ask(database => database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT body FROM kept WHERE version = $1 AND mark = $2", version.Id, mark) is { } packed ? KeptAccount.Read(unpacking.Unwrap(packed).ToArray()) : null) is { } kept)
            return kept;
        if (archive.Account(version.Id) is not { } account) return null;
        var made = KeptAccount.Of(account, pictures);
        var written = made.Write();
        Do(database => database.Run("INSERT OR REPLACE INTO kept (version, mark, body) VALUES ($1, $2, $3)", version.Id, mark, packing.Wrap(written).ToArray()));
        return made;
    }

    /// <summary>What changed from each version of a document to the next, by the number of the later one.</summary>
    /// <param name="archive">Compared in where it is not kept.</param>
    /// <param name="versions">All of the document's, by time; or the last of them.</param>
    public Dictionary<long, KeptStep> Steps(IArchive archive, IReadOnlyList<Version> versions)
    {
        var steps = new Dictionary<long, KeptStep>();
        if (versions.Count < 2) return steps;
        var kept = Ask(database => database.Rows(static row => (After: row.GetInt64(0), Before: row.GetInt64(1), Mark: row.GetString(2), Told: row.GetFieldValue<byte[]>(3)),
            "SELECT after, before, mark, told FROM step WHERE document = $1", versions[0].Document))?.ToDictionary(static step => step.After) ?? [];
        IReadOnlyList<Capture>? captures = null;
        var had = Captured(archive.Pictures(versions[0].Capture));
        for (var i = 1; i < versions.Count; i++)
        {
            var (before, after) = (versions[i - 1], versions[i]);
            // A capture of either may bring other pictures with it, and they come after it.
            var has = Captured(archive.Pictures(after.Capture));
            var mark = $"{Program} {archive.Identity} {before.Captures} {after.Captures} {before.Last.Ticks} {had} {has}";
            had = has;
            if (kept.TryGetValue(after.Id, out var known) && known.Before == before.Id && known.Mark == mark && Ask(_ => KeptStep.Read(known.Told)) is { } read)
            {
                steps.Add(after.Id, read);
                continue;
            }
            captures ??= archive.Captures(after.Document);
            var step = KeptStep.Of(archive, captures, before, after);
            steps.Add(after.Id, step);
            Do(database => database.Run("INSERT OR REPLACE INTO step (document, after, before, mark, told) VALUES ($1, $2, $3, $4, $5)", after.Document, after.Id, before.Id, mark, step.Write()));
        }
        return steps;
    }

    public void Dispose()
    {
        lock (one)
        {
            database?.Dispose();
            packing.Dispose();
            unpacking.Dispose();
        }
    }

    private static int Captured(IReadOnlyList<ShownPicture> pictures) => pictures.Count(static shown => shown.Capture is not null);

    // Whatever is wrong with what is kept, the page itself can be made.
    private T? Ask<T>(Func<Database, T?> question)
        where T : class
    {
        if (database is null) return null;
        lock (one)
        {
            try
            {
                return question(database);
            }
            // A row that is damaged may be cut off, or say of itself what is not so.
            catch (Exception broken) when (broken is SqliteException or ZstdException or ObjectDisposedException or IOException or FormatException)
            {
                return null;
            }
        }
    }

    private void Do(Action<Database> work)
    {
        if (database is null) return;
        lock (one)
        {
            try
            {
                work(database);
                // Pages that nothing stands in any more are used before the file grows.
                if (++entered % seldom == 0 && database.Number("SELECT ((SELECT page_count FROM pragma_page_count) - (SELECT freelist_count FROM pragma_freelist_count)) * (SELECT page_size FROM pragma_page_size)") > largest)
                    database.Run("DELETE FROM kept WHERE version IN (SELECT version FROM kept ORDER BY version LIMIT $1)", 2 * seldom);
            }
            catch (Exception broken) when (broken is SqliteException or ZstdException or ObjectDisposedException)
            {
                // A full disk, or another process that writes: it is kept the next time.
            }
        }
    }
}

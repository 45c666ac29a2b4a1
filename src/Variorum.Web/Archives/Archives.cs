using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>The archive's readers: one for each question that is being answered, kept for the next.</summary>
/// <param name="folder">The archive's.</param>
internal sealed class Archives(string folder) : IDisposable
{
    // A question is work for a processor: more at a time would only wait for each other.
    public static readonly int AtOnce = Environment.ProcessorCount * 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim free = new(AtOnce);
    private readonly ConcurrentBag<Reading> idle = [];
    private readonly CommonCounts common = new();
    private readonly string database = Path.Combine(folder, "archive.db");

    public string Folder { get; } = folder;

    /// <summary>Asks the archive and its events something, from one reader. Whoever waits for one holds no thread meanwhile.</summary>
    /// <param name="question">Answered by one thread from end to end.</param>
    /// <param name="cancel">Ends the waiting, and the answering where that is long.</param>
    /// <exception cref="TimeoutException">All readers are busy.</exception>
    /// <exception cref="ArchiveException">It cannot be opened.</exception>
    public async Task<T> ReadAsync<T>(Func<Reading, T> question, CancellationToken cancel)
    {
        if (!await free.WaitAsync(Patience, cancel).ConfigureAwait(false)) throw new TimeoutException("all readers of the archive are busy");
        try
        {
            var reading = Idle() ?? Opened();
            try
            {
                reading.Cancel = cancel;
                var answer = reading.Archive.Within(() => question(reading));
                idle.Add(reading);
                return answer;
            }
            catch (Exception failed) when (failed is SqliteException or ArchiveException or IOException)
            {
                // It may be taken away or made anew under the reader; the next one opens what is there then.
                reading.Dispose();
                throw;
            }
            catch
            {
                idle.Add(reading);
                throw;
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Whose numbers the last reader reads (<see cref="IArchive.Identity"/>); empty before the first one.</summary>
    public string Identity { get; private set; } = "";

    private Reading Opened()
    {
        // As it was before it is opened: one that is put in its place meanwhile is noticed by the next question.
        var reading = new Reading(Folder, common, Made());
        Identity = reading.Archive.Identity;
        return reading;
    }

    // A file that is open can be read long after it is gone from its folder: whether it still lies there is asked of the system at each question.
    private Reading? Idle()
    {
        var made = Made();
        while (idle.TryTake(out var kept))
        {
            if (kept.Made == made) return kept;
            kept.Dispose();
        }
        return null;
    }

    // Null where it is not there.
    private DateTime? Made() => new FileInfo(database) is { Exists: true } file ? file.CreationTimeUtc : null;

    public void Dispose()
    {
        while (idle.TryTake(out var reading)) reading.Dispose();
        free.Dispose();
    }
}

/// <summary>An archive that is open to be read, with its events. For one question at a time.</summary>
/// <param name="folder">The archive's.</param>
/// <param name="common">What it shares with other readers.</param>
/// <param name="made">When the database that is read was made, which tells it from one that is put in its place.</param>
internal sealed class Reading(string folder, CommonCounts common, DateTime? made) : IDisposable
{
    private EventIndex? events;

    // A visitor who goes through long lists must not fill the memory: each is some kilobytes up to some megabytes, of each reader.
    private const int MostKept = 16;

    private readonly Dictionary<object, object> kept = [];
    private (long Archive, long Events) state;

    public DateTime? Made { get; } = made;

    /// <summary>Ends when nobody waits for the answer any more.</summary>
    public CancellationToken Cancel { get; set; }

    /// <summary>What was found out before of the archive and its events as they stand; found out now, where somebody has written to either since.</summary>
    /// <param name="key">What is asked, all that it depends on but the archive and its events: a record or a tuple, equal where it asks the same.</param>
    /// <param name="ask">Finds it out; what it gives is never changed, and read by others too.</param>
    public T Kept<T>(object key, Func<T> ask)
        where T : class
    {
        if ((Archive.Stands, Events?.Stands ?? 0) is var now && now != state)
        {
            kept.Clear();
            state = now;
        }
        if (kept.TryGetValue(key, out var known)) return (T)known;
        var found = ask();
        if (kept.Count >= MostKept) kept.Clear();
        kept[key] = found;
        return found;
    }

    public FolderArchive Archive { get; } = Opened(folder);

    /// <summary>Kept from question to question: words that were stemmed once need not be again.</summary>
    public Snippets Snippets { get; } = new();

    /// <summary>Null where nothing was grouped yet.</summary>
    public EventIndex? Events => events ??= Grouped();

    public void Dispose()
    {
        events?.Dispose();
        Archive.Dispose();
    }

    private static FolderArchive Opened(string folder)
    {
        var archive = FolderArchive.Read(folder);
        archive.AmongOthers();
        return archive;
    }

    private EventIndex? Grouped()
    {
        try
        {
            var index = EventIndex.Read(folder);
            index.AmongOthers(common);
            return index;
        }
        catch (ArchiveException)
        {
            return null;
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>The archive's readers: one for each question that is being answered, kept for the next.</summary>
/// <param name="folder">The archive's.</param>
internal sealed class Archives(string folder) : IDisposable
{
    // A question is work for a processor: more at a time would only wait for each other.
    private static readonly int AtOnce = Environment.ProcessorCount * 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim free = new(AtOnce);
    private readonly ConcurrentBag<Reading> idle = [];

    public string Folder { get; } = folder;

    /// <summary>Asks the archive and its events something, from one reader.</summary>
    /// <exception cref="TimeoutException">All readers are busy.</exception>
    /// <exception cref="ArchiveException">It cannot be opened.</exception>
    public T Read<T>(Func<Reading, T> question)
    {
        if (!free.Wait(Patience)) throw new TimeoutException("all readers of the archive are busy");
        try
        {
            var reading = idle.TryTake(out var kept) ? kept : new Reading(Folder);
            try
            {
                var answer = question(reading);
                idle.Add(reading);
                return answer;
            }
            catch (Exception failed) when (failed is SqliteException or ArchiveException or IOException)
            {
                // It may have been made anew under the reader; the next one opens what is there then.
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

    public void Dispose()
    {
        while (idle.TryTake(out var reading)) reading.Dispose();
        free.Dispose();
    }
}

/// <summary>An archive that is open to be read, with its events. For one question at a time.</summary>
internal sealed class Reading(string folder) : IDisposable
{
    private EventIndex? events;

    public FolderArchive Archive { get; } = FolderArchive.Read(folder);

    /// <summary>Null where nothing was grouped yet.</summary>
    public EventIndex? Events => events ??= Grouped();

    public void Dispose()
    {
        events?.Dispose();
        Archive.Dispose();
    }

    private EventIndex? Grouped()
    {
        try
        {
            return EventIndex.Read(folder);
        }
        catch (ArchiveException)
        {
            return null;
        }
    }
}

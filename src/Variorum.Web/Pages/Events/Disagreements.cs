using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Variorum;

/// <summary>Finds out, apart from any question, how much the witnesses of events differ; the index of events keeps it.</summary>
internal sealed partial class Disagreements(Archives archives, ILogger<Disagreements> logger)
{
    // A few seconds' work: whoever writes to the events waits for no longer.
    private const int AtOnce = 60;

    private int busy;

    /// <summary>Measures some of those that nobody measured, unless that is being done, or another process writes to the events.</summary>
    public void Measure()
    {
        if (Interlocked.Exchange(ref busy, 1) == 0) _ = Task.Run(Some);
    }

    private void Some()
    {
        try
        {
            using var index = EventIndex.TryWrite(archives.Folder);
            if (index is null) return;
            index.MostMeasured = AtOnce;
            using var archive = FolderArchive.Read(archives.Folder);
            index.Events(archive, new EventFilter { Order = EventOrder.Disagreement, Most = 1 });
        }
        catch (Exception failed) when (failed is ArchiveException or SqliteException or IOException or UnauthorizedAccessException)
        {
            Log(logger, failed);
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "events could not be compared")]
    private static partial void Log(ILogger logger, Exception failed);
}

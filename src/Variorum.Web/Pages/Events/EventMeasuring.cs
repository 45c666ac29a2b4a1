namespace Variorum;

/// <summary>Finds out, apart from any question, how much the witnesses of events differ; the index of events keeps it.</summary>
internal sealed partial class EventMeasuring(Archives archives, ILogger<EventMeasuring> logger) : IAsyncDisposable
{
    // A moment's work: whoever writes to the events waits for no longer.
    private const int AtOnce = 8;

    // Some weeks of what several publishers tell of.
    private const int Latest = 60;

    private readonly Lock turn = new();
    private readonly CancellationTokenSource end = new();
    private Task work = Task.CompletedTask;

    /// <summary>Those of the latest events on which accounts disagree most, as far as it is known; the others are measured meanwhile.</summary>
    /// <returns>They, and whether some are not known yet.</returns>
    public (IReadOnlyList<Event> Disputed, bool Meanwhile) Foremost(Reading reading, int most)
    {
        var latest = reading.Events?.Shared(reading.Archive, Latest).Where(static told => told.Witnesses > 1).ToList() ?? [];
        var meanwhile = latest.Exists(static told => !told.IsMeasured);
        if (meanwhile) Measure();
        return ([.. latest.Where(static told => told.Disagreement > 0).OrderByDescending(static told => told.Disagreement).Take(most)], meanwhile);
    }

    /// <summary>Measures some of those that nobody measured, unless that is being done, or another process writes to the events.</summary>
    public void Measure()
    {
        lock (turn)
        {
            if (!end.IsCancellationRequested && work.IsCompleted) work = Task.Run(Some);
        }
    }

    /// <summary>Ends when nobody writes to the events any more: whoever has closed the room may move its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (turn) end.Cancel();
        await work.ConfigureAwait(false);
        end.Dispose();
    }

    private void Some()
    {
        try
        {
            for (var measured = 0; measured < Latest && !end.IsCancellationRequested; measured += AtOnce)
            {
                using var index = EventIndex.TryWrite(archives.Folder);
                if (index is null) return;
                index.EndMeasuring = end.Token;
                using var archive = FolderArchive.Read(archives.Folder);
                index.Events(archive, new EventFilter { Order = EventOrder.Disagreement, Most = 1, MostMeasured = AtOnce }, out var left);
                if (left == 0) return;
            }
        }
        // Whatever it was, the pages are shown, and the next one that wants to know begins anew.
        catch (Exception failed) when (failed is not OutOfMemoryException)
        {
            Log(logger, ArchiveException.Of(failed)?.Message ?? $"gave no answer ({failed.GetType().Name}: {failed.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events could not be compared: the archive {Why}")]
    private static partial void Log(ILogger logger, string why);
}

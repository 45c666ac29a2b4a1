using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary>How much of a source the archive holds.</summary>
internal readonly record struct SourceShare(long Pages, long Versions);

/// <summary>
/// Follows the archive, whoever writes to it: groups its new versions by their events, and counts what is each source's. In the
/// background, so that no question waits for it.
/// </summary>
internal sealed class ArchiveFollower(ReadingRoomOptions options, ILogger<ArchiveFollower> log) : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(2), LongestRest = TimeSpan.FromSeconds(30), Moment = TimeSpan.FromMinutes(1), CountAgain = TimeSpan.FromSeconds(30);

    // A large archive into which something comes all the time must not take a processor for itself.
    private const int RestForWork = 9;

    private static readonly string[] Watched = ["archive.db", "archive.db-wal", "events.decisions.jsonl"];

    private DateTimeOffset counted;
    private DateTimeOffset? busy;

    /// <summary>When the events last stood as the archive does, UTC; null where they never did.</summary>
    public DateTimeOffset? Followed { get; private set; }

    /// <summary>Why they do not, a sentence without its stop that goes on behind "The archive"; null where they do.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What is each source's, by its name, and of pages that are no source's, by the empty one. Null until it is counted.</summary>
    public IReadOnlyDictionary<string, SourceShare>? Shares { get; private set; }

    /// <summary>How much the archive holds; null until it is counted.</summary>
    public ArchiveSize? Size { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var (known, sources) = ("", "");
        while (!stoppingToken.IsCancellationRequested)
        {
            var began = options.Clock.GetTimestamp();
            try
            {
                if (Stamp(Watched) is var stamp && (stamp != known || Trouble is not null) && Follow(stoppingToken)) known = stamp;
                if (Stamp(["archive.db", "archive.db-wal", SourceList.FileName]) is var counts && counts != sources && options.Clock.GetUtcNow() - counted >= CountAgain)
                {
                    Count();
                    (sources, counted) = (counts, options.Clock.GetUtcNow());
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever it was, the room goes on answering, and the next round tries again.
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                Say(ArchiveException.Of(failed)?.Message ?? $"could not be followed ({failed.GetType().Name}: {failed.Message.ReplaceLineEndings(" ").TrimEnd('.')})");
            }
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp(options.Clock.GetElapsedTime(began).Ticks * RestForWork, Breath.Ticks, LongestRest.Ticks)), options.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // False where another process is at it, which then does the same.
    private bool Follow(CancellationToken stop)
    {
        using var index = EventIndex.TryWrite(options.Folder);
        if (index is null)
        {
            // This server itself writes to them for moments, and so may another process.
            busy ??= options.Clock.GetUtcNow();
            if (options.Clock.GetUtcNow() - busy >= Moment) Say("has its events written to by another process, or they may not be written to by this one");
            return false;
        }
        busy = null;
        if (index.Remade is { } remade) log.ArchiveTells(remade);
        using var archive = FolderArchive.Read(options.Folder);
        archive.AmongOthers();
        if (index.Update(archive, cancel: stop) is > 0 and var grouped) log.Grouped(grouped);
        (Followed, Trouble) = (options.Clock.GetUtcNow(), null);
        return true;
    }

    private void Count()
    {
        using var archive = FolderArchive.Read(options.Folder);
        archive.AmongOthers();
        var (list, shares) = (SourceList.Read(options.Folder), new Dictionary<string, SourceShare>(StringComparer.Ordinal));
        foreach (var seen in archive.Observed())
        {
            if (seen.Barren) continue;
            var name = list.Of(seen.Url)?.Name ?? "";
            var share = shares.GetValueOrDefault(name);
            shares[name] = new SourceShare(share.Pages + 1, share.Versions + seen.Versions);
        }
        (Shares, Size) = (shares, archive.Size());
    }

    private void Say(string why)
    {
        if (why != Trouble) log.EventsBehind(why);
        Trouble = why;
    }

    private string Stamp(string[] names) => string.Join(' ', names.Select(name => new FileInfo(Path.Combine(options.Folder, name)) is { Exists: true } file ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "-"));
}

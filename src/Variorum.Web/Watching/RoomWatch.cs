using Microsoft.Extensions.Hosting;

namespace Variorum;

/// <summary>The watch that runs beside the server, where that is wished: the same as <c>variorum watch</c>, and the one that everybody else's writing shares the archive with.</summary>
internal sealed class RoomWatch(ReadingRoomOptions options, ArchiveWriter writer, WatchNews news, ILogger<RoomWatch> log) : BackgroundService
{
    // A full disk or a damaged file is mended by somebody; opening the archive again mends what was left half done.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private WatchedArchive? entered;

    /// <summary>Why it does not run now, a sentence without its stop; null where it does, or is not wished.</summary>
    public string? Trouble { get; private set; }

    /// <exception cref="ArchiveException">Another process writes to the archive.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Asked for before anybody is answered: a watch that cannot be is said where the server was started.
        if (options.Watch) entered = writer.Enter();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Watch) return;
        while (true)
        {
            try
            {
                var archive = entered ?? writer.Enter();
                entered = null;
                try
                {
                    Trouble = null;
                    await Task.Run(() => archive.RunAsync(new WatchOptions
                    {
                        Requisites = options.Requisites,
                        Tell = Tell,
                        Show = news.Show,
                        Keep = news.Show,
                        Clock = options.Clock,
                    }, stoppingToken), CancellationToken.None).ConfigureAwait(false);
                }
                finally
                {
                    writer.Leave();
                }
                return;
            }
            catch (Exception failed) when (!stoppingToken.IsCancellationRequested)
            {
                Trouble = ArchiveException.Of(failed) is { } wrong ? $"the archive {wrong.Message}" : "the watch failed by a fault of its own, which the log tells";
                log.WatchEnded(Trouble, failed);
                Tell(new WatchEvent(options.Clock.GetUtcNow(), "trouble", null, null, null, $"{Trouble}; the watch is begun again in a minute"));
            }
            await Task.Delay(Pause, options.Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
        }
    }

    private void Tell(WatchEvent happened)
    {
        news.Tell(happened);
        log.WatchTells(happened.Kind, happened.Source ?? "-", happened.Url ?? "-", happened.What);
    }
}

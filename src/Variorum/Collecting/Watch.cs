namespace Variorum;

/// <summary>How a watch is run.</summary>
public sealed record WatchOptions
{
    /// <summary>Reads all feeds, makes the visits that are due, and ends.</summary>
    public bool Once { get; init; }

    /// <summary>What is fetched with each page.</summary>
    public Requisites Requisites { get; init; } = Requisites.Images;

    /// <summary>Hosts that are asked at the same time.</summary>
    public int Hosts { get; init; } = 32;

    /// <summary>What an earlier watch knew; null for nothing.</summary>
    public WatchStatus? Before { get; init; }

    /// <summary>Asked every few seconds: the sources, where they have changed; else null.</summary>
    public Func<SourceList?> Changed { get; init; } = static () => null;

    /// <summary>Told what happens.</summary>
    public Action<WatchEvent> Tell { get; init; } = static _ => { };

    /// <summary>Told every few seconds and at the end how it stands, to keep it for the next watch.</summary>
    public Action<WatchStatus> Keep { get; init; } = static _ => { };

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Something that a watch did or met.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Kind"><c>start</c>, <c>poll</c>, <c>capture</c>, <c>trouble</c>, <c>end</c>.</param>
/// <param name="Source">Whose; null for the watch's own.</param>
/// <param name="Url">Where; null likewise.</param>
/// <param name="Outcome">Of a capture.</param>
/// <param name="What">In words.</param>
public sealed record WatchEvent(DateTimeOffset Time, string Kind, string? Source, string? Url, AddedAs? Outcome, string What);

/// <summary>
/// Follows sources: reads their feeds, sitemaps and listings, fetches new pages at once, and visits all pages again by
/// <see cref="Schedule"/>. When a page is due is told by its captures in the archive, so a watch that was killed goes on where it was.
/// </summary>
/// <remarks>One task plans; hosts are asked beside each other, each by one visit at a time. What a host's trouble costs is only that host.</remarks>
public sealed partial class Watch
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(10);

    // A watch that has to end waits so long for a host that is to be left alone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Collector collector;
    private readonly Fetcher fetcher;
    private readonly Hosts hosts;
    private readonly WatchOptions options;
    private readonly Visits visits = new();
    private readonly Dictionary<string, WayState> ways;
    private readonly Dictionary<string, int> pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private SourceList sources;
    private DateTimeOffset started, kept;
    private long polls, pages, versions, gone, failed;

    /// <param name="collector">Of the archive.</param>
    /// <param name="fetcher">The collector's.</param>
    /// <param name="hosts">The fetcher's.</param>
    /// <param name="sources">Whom to follow.</param>
    /// <param name="options">The usual ones where it is null.</param>
    public Watch(Collector collector, Fetcher fetcher, Hosts hosts, SourceList sources, WatchOptions? options = null)
    {
        (this.collector, this.fetcher, this.hosts, this.sources, this.options) = (collector, fetcher, hosts, sources, options ?? new WatchOptions());
        ways = this.options.Before is { } before ? new(before.Ways, StringComparer.Ordinal) : new(StringComparer.Ordinal);
    }

    private DateTimeOffset Now => options.Clock.GetUtcNow();

    /// <summary>Follows the sources until it is told to end; once only, if that is asked for.</summary>
    /// <param name="cancellation">Ends it cleanly: what is being fetched is given up, what was taken is kept.</param>
    /// <exception cref="IOException">The archive cannot be written to.</exception>
    public async Task<WatchStatus> RunAsync(CancellationToken cancellation)
    {
        started = Now;
        Plan();
        Tell("start", null, null, null, $"sources: {sources.Sources.Count(static source => !source.Paused)}, visits planned: {visits.Count}");
        Keep(null);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var running = new Dictionary<Task<Brought>, Visits.Line>();
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                if (options.Changed() is { } changed)
                {
                    sources = changed;
                    Plan();
                }

                var next = Start(running, stop.Token);
                if (options.Once && running.Count == 0 && next is null) break;
                await WaitAsync(running.Keys, next, cancellation).ConfigureAwait(false);
                foreach (var task in running.Keys.Where(static task => task.IsCompleted).ToList())
                {
                    running.Remove(task, out var line);
                    line!.Busy = false;
                    Settle(await task.ConfigureAwait(false));
                }

                if (Now - kept >= Breath) Keep(null);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Told to end.
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        // What was taken while the end was on its way is counted too.
        foreach (var task in running.Keys.Where(static task => task.IsCompletedSuccessfully)) Settle(await task.ConfigureAwait(false));
        Tell("end", null, null, null, cancellation.IsCancellationRequested ? "told to end" : "all that was due is done");
        return Keep(Now);
    }

    // Starts what is due; says when something else will be, null where nothing is that this watch waits for.
    private DateTimeOffset? Start(Dictionary<Task<Brought>, Visits.Line> running, CancellationToken stop)
    {
        var now = Now;
        DateTimeOffset? next = null;
        foreach (var line in visits.Lines)
        {
            if (line.Busy) continue;
            // What becomes due while it runs is for the next time, but for new pages.
            var until = options.Once ? started : now;
            var visit = line.Peek(now, until);
            var free = hosts.Free(line.Host);
            if (visit is null)
            {
                if (!options.Once) Earlier(line.Next());
            }
            else if (options.Once && free - now > Patience)
            {
                Tell("trouble", visit.Source, visit.Url, null, $"{line.Host} is to be left alone until {free.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; its visits are left to the next time");
                while (line.Peek(now, until) is not null) line.Take();
            }
            else if (free > now || running.Count >= options.Hosts)
            {
                Earlier(free > now ? free : now + Breath);
            }
            else
            {
                line.Take();
                line.Busy = true;
                running.Add(VisitAsync(visit, stop), line);
            }
        }

        return next;

        void Earlier(DateTimeOffset? time)
        {
            if (time is { } other && (next is null || other < next)) next = other;
        }
    }

    private async Task WaitAsync(IEnumerable<Task> running, DateTimeOffset? next, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var wait = next is { } time && time - Now < Breath ? time - Now : Breath;
        var rest = wait > TimeSpan.Zero ? Task.Delay(wait, options.Clock, done.Token) : Task.CompletedTask;
        await Task.WhenAny(running.Append(rest)).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Plans all visits anew, by the sources and by the captures that the archive has.</summary>
    private void Plan()
    {
        var news = visits.Clear();
        foreach (var source in sources.Sources.Where(static source => !source.Paused))
        {
            foreach (var (kind, urls) in ((VisitKind, IReadOnlyList<string>)[])[(VisitKind.Feed, source.Feeds), (VisitKind.Listing, source.Listings), (VisitKind.Sitemap, source.Sitemaps)])
            {
                foreach (var url in urls.Where(static url => Uri.TryCreate(url, UriKind.Absolute, out _)))
                    visits.Plan(new Visit(source, kind, url, options.Once || !ways.TryGetValue(url, out var way) ? started : DueOf(kind, way)));
            }
        }

        foreach (var document in collector.Use(static archive => archive.Documents().ToList())) Plan(document.Url, document.Id);
        foreach (var visit in news)
            if (Following(visit.Url, visit.Source.Name) is { } source && !visits.Has(visit.Url)) visits.Plan(visit with { Source = source });
    }

    private void Plan(string url, long document)
    {
        if (Following(url, null) is not { } source) return;
        var captures = collector.Use(archive => archive.Captures(document));
        // What is no page is asked for with the pages that show it.
        if (captures[^1].State == CaptureState.Other || collector.Use(archive => archive.IsPicture(url))) return;
        var due = Schedule.Next(captures);
        visits.Plan(new Visit(source, due.Fresh ? VisitKind.Fresh : VisitKind.Old, url, due.Time));
    }

    /// <summary>The source by which an address is followed; null where none does.</summary>
    private NewsSource? Following(string url, string? named)
    {
        if (!url.StartsWith("http", StringComparison.OrdinalIgnoreCase) || !Uri.TryCreate(url, UriKind.Absolute, out _)) return null;
        var source = sources.Of(url) ?? (named is null ? null : sources.Named(named))
            ?? sources.Sources.FirstOrDefault(source => source.Include.Any(static pattern => pattern.StartsWith("http", StringComparison.Ordinal)) && source.Follows(url));
        return source is { Paused: false } && source.Follows(url) ? source : null;
    }

    private static DateTimeOffset DueOf(VisitKind kind, WayState way)
    {
        var (poll, retry) = (Schedule.Poll(kind, way.Polled - way.News), way.Failures == 0 ? TimeSpan.Zero : Schedule.Retry(way.Failures) / 4);
        return way.Polled + (poll > retry ? poll : retry);
    }

    private WatchStatus Keep(DateTimeOffset? ended)
    {
        kept = Now;
        // A page that was named and is not taken yet would be missed if its feed were not read whole again.
        var known = ways.Where(way => sources.Sources.Any(source => source.Feeds.Contains(way.Key) || source.Sitemaps.Contains(way.Key) || source.Listings.Contains(way.Key)))
            .OrderBy(static way => way.Key, StringComparer.Ordinal)
            .ToDictionary(static way => way.Key, way => pending.GetValueOrDefault(way.Key) > 0 ? way.Value with { ETag = null, LastModified = null } : way.Value, StringComparer.Ordinal);
        var next = visits.Lines.Select(static line => line.Next()).Min();
        var status = new WatchStatus(started, kept, ended, polls, pages, versions, gone, failed, visits.Count, next, known);
        options.Keep(status);
        return status;
    }

    private void Tell(string kind, NewsSource? source, string? url, AddedAs? outcome, string what) => options.Tell(new WatchEvent(Now, kind, source?.Name, url, outcome, what));
}

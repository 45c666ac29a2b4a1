using System.Threading.Channels;

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

    /// <summary>Tells of news as they come, where feeds name a hub; null to read feeds at their times alone.</summary>
    public WebSub? Push { get; init; }

    /// <summary>Told what happens.</summary>
    public Action<WatchEvent> Tell { get; init; } = static _ => { };

    /// <summary>Told how it stands when something has happened, once a second at most.</summary>
    public Action<WatchStatus>? Show { get; init; }

    /// <summary>Told every few seconds and at the end how it stands, to keep it for the next watch.</summary>
    public Action<WatchStatus> Keep { get; init; } = static _ => { };

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>Something that a watch did or met.</summary>
/// <param name="Time">UTC.</param>
/// <param name="Kind"><c>start</c>, <c>poll</c>, <c>push</c>, <c>capture</c>, <c>part</c>, <c>hub</c>, <c>trouble</c>, <c>end</c>.</param>
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
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(10), Second = TimeSpan.FromSeconds(1);

    // A watch that has to end waits so long for a host that is to be left alone.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A page that is older is no fresh one, whatever its captures are.
    private static readonly TimeSpan Young = TimeSpan.FromDays(7);

    private readonly Collector collector;
    private readonly Fetcher fetcher;
    private readonly Hosts hosts;
    private readonly WatchOptions options;
    private readonly Lock telling = new();
    private readonly Visits visits = new();
    private readonly HashSet<string> followed = new(StringComparer.Ordinal);
    private readonly Channel<string> pushed = Channel.CreateBounded<string>(new BoundedChannelOptions(1024) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Dictionary<string, WayState> ways;
    private readonly Dictionary<string, int> pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> failures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SourceState> states = new(StringComparer.Ordinal);
    private SourceList sources;
    private Following following;
    private DateTimeOffset started, kept, shown;
    private bool unshown;
    private long polls, pages, versions, gone, failed;

    /// <param name="collector">Of the archive.</param>
    /// <param name="fetcher">The collector's.</param>
    /// <param name="hosts">The fetcher's.</param>
    /// <param name="sources">Whom to follow.</param>
    /// <param name="options">The usual ones where it is null.</param>
    public Watch(Collector collector, Fetcher fetcher, Hosts hosts, SourceList sources, WatchOptions? options = null)
    {
        (this.collector, this.fetcher, this.hosts, this.sources, this.options) = (collector, fetcher, hosts, sources, options ?? new WatchOptions());
        following = new Following(sources);
        ways = this.options.Before is { } before ? new(before.Ways, StringComparer.Ordinal) : new(StringComparer.Ordinal);
        foreach (var (name, state) in this.options.Before?.Sources ?? new Dictionary<string, SourceState>()) states[name] = state with { Changes = 0 };
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
        var subscribing = Subscribe(stop.Token);
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                if (options.Changed() is { } changed)
                {
                    (sources, following) = (changed, new Following(changed));
                    Plan();
                }

                while (pushed.Reader.TryRead(out var feed)) Hurry(feed);
                var next = Start(running, stop.Token);
                if (options.Once && running.Count == 0 && next is null) break;
                await WaitAsync(running.Keys, next, cancellation).ConfigureAwait(false);
                foreach (var task in running.Keys.Where(static task => task.IsCompleted).ToList())
                {
                    running.Remove(task, out var line);
                    line!.Busy = false;
                    Settle(await task.ConfigureAwait(false));
                    unshown = options.Show is not null;
                }

                if (unshown && Now - shown >= Second)
                {
                    (shown, unshown) = (Now, false);
                    options.Show!(Status(null));
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
            await ((Task)Task.WhenAll([.. running.Keys, subscribing])).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            var planned = line.Peek(now, until);
            var free = hosts.Free(line.Host);
            if (planned is not { } first)
            {
                if (!options.Once) Earlier(line.Next());
            }
            else if (options.Once && free - now > Patience)
            {
                Tell("trouble", VisitOf(first)?.Source, null, null, $"{line.Host} is to be left alone until {free.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; its visits are left to the next time");
                while (line.Peek(now, until) is not null) line.Take();
            }
            else if (free > now || running.Count >= options.Hosts)
            {
                Earlier(free > now ? free : now + Breath);
            }
            else
            {
                line.Take();
                // What is not followed any more is passed over, and the line looked at again.
                if (VisitOf(first) is not { } visit)
                {
                    Earlier(now);
                    continue;
                }

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

    private Task Subscribe(CancellationToken stop)
    {
        if (options.Push is not { } push) return Task.CompletedTask;
        foreach (var (feed, way) in ways.Where(way => way.Value.Hub is not null && followed.Contains(way.Key))) push.Resume(feed, way.Hub!);
        push.News += feed => pushed.Writer.TryWrite(feed);
        return push.RunAsync(fetcher, (feed, what) => Tell("hub", following.Of(feed)?.Source, feed, null, what), stop);
    }

    // A hub's word is taken for no more than that the feed is to be read now: whoever knows the secret cannot have it read without end.
    private void Hurry(string feed)
    {
        if (sources.Sources.FirstOrDefault(source => !source.Paused && source.Feeds.Contains(feed)) is not { } source) return;
        Tell("push", source, feed, null, "its hub tells of news");
        var (now, soon) = (Now, ways.TryGetValue(feed, out var way) ? way.Polled + Breath : started);
        visits.Plan(new Visit(source, VisitKind.Feed, feed), soon > now ? soon : now);
    }

    private async Task WaitAsync(IEnumerable<Task> running, DateTimeOffset? next, CancellationToken cancellation)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var longest = unshown ? Second : Breath;
        var wait = next is { } time && time - Now < longest ? time - Now : longest;
        var rest = wait > TimeSpan.Zero ? Task.Delay(wait, options.Clock, done.Token) : Task.CompletedTask;
        await Task.WhenAny([.. running, rest, pushed.Reader.WaitToReadAsync(done.Token).AsTask()]).ConfigureAwait(false);
        await done.CancelAsync().ConfigureAwait(false);
    }

    /// <summary>Plans all visits anew, by the sources and by what the archive has.</summary>
    private void Plan()
    {
        var news = visits.Clear();
        followed.Clear();
        foreach (var source in sources.Sources.Where(static source => !source.Paused))
        {
            foreach (var (kind, urls) in ((VisitKind, IReadOnlyList<string>)[])[(VisitKind.Feed, source.Feeds), (VisitKind.Listing, source.Listings), (VisitKind.Sitemap, source.Sitemaps)])
            {
                foreach (var url in urls.Where(static url => Uri.TryCreate(url, UriKind.Absolute, out _)))
                {
                    followed.Add(url);
                    visits.Plan(new Visit(source, kind, url), options.Once || !ways.TryGetValue(url, out var way) ? started : DueOf(kind, way));
                }
            }
        }

        if (sources.Sources.Count > 0)
        {
            collector.Use(archive =>
            {
                foreach (var seen in archive.Observed()) Plan(seen);
                return true;
            });
        }

        foreach (var feed in ways.Keys.Where(feed => !followed.Contains(feed))) options.Push?.Leave(feed);
        foreach (var (visit, due) in news)
        {
            if (following.Of(visit.Url, sources.Named(visit.Source.Name)) is { Source: var source }) visits.Plan(visit with { Source = source }, due);
            else Forget(visit);
        }
    }

    private void Plan(Observed seen)
    {
        if (following.Of(seen.Url) is not { Host: var host } || seen.Barren) return;
        // A picture is asked for with the pages that show it, also where it is gone.
        if (seen.Versions == 0 && collector.Use(archive => archive.IsPicture(seen.Url))) return;
        var origin = seen.Changed;
        if (seen is { Versions: 1 } && seen.Last == seen.Changed && Now - seen.Last < Young) origin = Schedule.Origin(seen.Last, collector.Use(archive => Published(archive, seen.Document)));
        var due = Schedule.Next(seen.Last, origin);
        visits.Plan(seen.Document, host, due.Fresh && Now - origin < Young ? VisitKind.Fresh : VisitKind.Old, due.Time);
    }

    private static DateTimeOffset? Published(IArchive archive, long document) =>
        archive.Document(document).Current is { } version ? WebDates.Parse(archive.Version(version).Published) : null;

    // A document's address and source are asked for when its time has come; null where nobody follows it any more.
    private Visit? VisitOf(Planned planned)
    {
        if (planned.Visit is { } visit) return visit;
        var (url, twin) = collector.Use(archive => archive.Document(planned.Document).Url is var url && WebAddress.Twin(url) is { } other ? (url, archive.Find(other)) : (url, null));
        // The same page by http and by https is visited by https.
        if (twin is { State: not DocumentState.Unread } && twin.Url.StartsWith("https:", StringComparison.Ordinal)) return null;
        return following.Of(url) is { Source: var source } ? new Visit(source, planned.Kind, url, Document: planned.Document) : null;
    }

    private static DateTimeOffset DueOf(VisitKind kind, WayState way)
    {
        var (poll, retry) = (Schedule.Poll(kind, way.Polled - way.News), way.Failures == 0 ? TimeSpan.Zero : Schedule.Retry(way.Failures) / 4);
        return way.Polled + (poll > retry ? poll : retry);
    }

    private WatchStatus Keep(DateTimeOffset? ended)
    {
        kept = Now;
        var status = Status(ended);
        options.Keep(status);
        return status;
    }

    private WatchStatus Status(DateTimeOffset? ended)
    {
        // A page that was named and is not taken yet would be missed if its feed were not read whole again.
        var known = ways.Where(way => followed.Contains(way.Key)).OrderBy(static way => way.Key, StringComparer.Ordinal)
            .Select(way => KeyValuePair.Create(way.Key, way.Value with { Hub = options.Push?.Of(way.Key) }))
            .ToDictionary(static way => way.Key, way => pending.GetValueOrDefault(way.Key) > 0 ? way.Value with { ETag = null, LastModified = null, Parts = null } : way.Value, StringComparer.Ordinal);
        return new WatchStatus(started, Now, ended, polls, pages, versions, gone, failed, visits.Count, visits.Lines.Select(static line => line.Next()).Min(), known)
        {
            Sources = sources.Sources.Where(static source => !source.Paused).ToDictionary(static source => source.Name, StateOf, StringComparer.Ordinal),
        };
    }

    private SourceState StateOf(NewsSource source)
    {
        var state = states.GetValueOrDefault(source.Name) ?? new SourceState(null, null, null, 0, null);
        if (!Uri.TryCreate(source.Url, UriKind.Absolute, out var site) || visits.At(site.IdnHost) is not { } line) return state;
        var (due, free) = (line.Busy || line.IsWaiting ? Now : line.Next(), hosts.Free(site.IdnHost));
        return state with { Next = due < free ? free : due };
    }

    private void Mark(NewsSource source, Func<SourceState, DateTimeOffset, SourceState> change) =>
        states[source.Name] = change(states.GetValueOrDefault(source.Name) ?? new SourceState(null, null, null, 0, null), Now);

    private void Tell(string kind, NewsSource? source, string? url, AddedAs? outcome, string what)
    {
        lock (telling) options.Tell(new WatchEvent(Now, kind, source?.Name, url, outcome, what));
    }
}

using System.Data.Common;

namespace Variorum;

// What a visit brings, and what follows from it.
public sealed partial class Watch
{
    // The newest of a long list; the rest comes with the next readings.
    private const int MostNews = 200;

    // A page that could never be had is given up then, until it is named again after a new start.
    private const int MostFailures = 8;

    // Feeds that date every entry anew each time they are made do not have all of their pages fetched each time.
    private static readonly TimeSpan Recent = TimeSpan.FromHours(1);

    // News of a sitemap that are remembered from one reading: the rest comes with the next one.
    private const int MostHeld = 25 * MostNews;

    /// <summary>What a visit brought: the page's captures, or the entries of what lists pages, or why neither.</summary>
    private sealed record Brought(Visit Visit, Collected? Page, IReadOnlyList<Listed>? Entries, string? Trouble)
    {
        public string? ETag { get; init; }

        public string? LastModified { get; init; }

        /// <summary>Of a sitemap, what it and those that it lists answered.</summary>
        public IReadOnlyDictionary<string, SitemapPart>? Parts { get; init; }
    }

    /// <summary>An entry and the file that it stands in.</summary>
    private readonly record struct Listed(string File, FeedEntry Entry);

    private async Task<Brought> VisitAsync(Visit visit, CancellationToken stop)
    {
        // What is planned goes on while the archive reads a page.
        await Task.Yield();
        var delay = TimeSpan.FromSeconds(visit.Source.Delay);
        try
        {
            if (visit.Kind == VisitKind.Part) return new Brought(visit, await collector.CollectPartAsync(visit.Url, visit.From!, visit.Source.Ask, delay, stop).ConfigureAwait(false), null, null);
            if (visit.OfPage) return new Brought(visit, await collector.CollectAsync(visit.Url, visit.Source.Ask, delay, null, stop).ConfigureAwait(false), null, null);
            return visit.Kind == VisitKind.Sitemap ? await WalkAsync(visit, delay, stop).ConfigureAwait(false) : await ReadAsync(visit, delay, stop).ConfigureAwait(false);
        }
        catch (UnreadableFeedException unreadable)
        {
            return new Brought(visit, null, null, $"{visit.Url}: {unreadable.Message}");
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException or IOException or ArchiveException or DbException))
        {
            // What servers send is hostile, and readers have faults: neither may end the watch, as a broken archive has to.
            var why = $"{visit.Url}: made the reader fail ({broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")})";
            return visit.OfPage ? new Brought(visit, new Collected([new Fetched(visit.Url, Now, default, default, default, null, why)], []), null, null) : new Brought(visit, null, null, why);
        }
    }

    private async Task<Brought> ReadAsync(Visit visit, TimeSpan delay, CancellationToken stop)
    {
        WayState? known;
        lock (ways) known = ways.GetValueOrDefault(visit.Url);
        if (visit.Kind == VisitKind.Feed && options.Push?.Knows(visit.Url) == false) known = null;
        var ask = collector.Polite(visit.Source.Ask, delay) with { ETag = known?.ETag, LastModified = known?.LastModified };
        var last = (await fetcher.FetchAsync(visit.Url, ask, stop).ConfigureAwait(false))[^1];
        if (last.Failure is not null) return new Brought(visit, null, null, last.Failure);
        if (last.Status == 304) return new Brought(visit, null, [], null) { ETag = known?.ETag, LastModified = known?.LastModified };
        if (last.Status != 200) return new Brought(visit, null, null, $"{visit.Url}: the server answers {last.Status}; see whether the address is still right");
        var feed = visit.Kind == VisitKind.Feed ? Feeds.Read(last) : null;
        if (feed is not null) options.Push?.Offer(visit.Url, feed.Self, feed.Hubs);
        var entries = feed?.Entries ?? Listings.Read(last.Decode(fetcher.Limits).Bytes, last.Url, last.Header("Content-Type"));
        return new Brought(visit, null, [.. entries.Select(entry => new Listed(visit.Url, entry))], null) { ETag = last.Header("ETag"), LastModified = last.Header("Last-Modified") };
    }

    private async Task<Brought> WalkAsync(Visit visit, TimeSpan delay, CancellationToken stop)
    {
        IReadOnlyDictionary<string, SitemapPart>? known;
        lock (ways) known = ways.GetValueOrDefault(visit.Url)?.Parts;
        var (entries, parts, read, unsent) = (new List<Listed>(), new Dictionary<string, SitemapPart>(StringComparer.Ordinal), false, false);
        string? trouble = null;
        await foreach (var sitemap in Sitemaps.WalkAsync(fetcher, visit.Url, collector.Polite(visit.Source.Ask, delay), known: known, cancellation: stop).ConfigureAwait(false))
        {
            trouble ??= sitemap.Failure;
            read |= sitemap.Failure is null;
            if (sitemap.Part is { } part) parts[sitemap.Url] = part;
            unsent |= sitemap is { Index: true, Part: not null, Entries.Count: 0 };
            if (sitemap.Index) continue;
            // A thousand sitemaps have fifty million pages, of which nearly all are known.
            entries.AddRange(sitemap.Entries.Where(entry => visit.Source.Follows(entry.Url) && collector.Use(archive => IsNews(archive, entry))).Select(entry => new Listed(sitemap.Url, entry)));
            if (entries.Count <= MostHeld) continue;
            entries.Sort(static (a, b) => Nullable.Compare(b.Entry.Newest, a.Entry.Newest));
            foreach (var left in entries.Skip(MostHeld)) parts.Remove(left.File);
            entries.RemoveRange(MostHeld, entries.Count - MostHeld);
        }

        // What a list names that was not sent again is as it was.
        if (unsent && known is not null)
            foreach (var (file, part) in known) parts.TryAdd(file, part);
        return new Brought(visit, null, read ? entries : null, trouble) { Parts = parts };
    }

    // The same page by http and by https is one that is known.
    private static Observed? Known(IArchive archive, string url) =>
        (archive.Find(url) ?? (WebAddress.Twin(url) is { } twin ? archive.Find(twin) : null)) is { } document ? archive.Observed(document.Id) : null;

    private static bool IsNews(IArchive archive, FeedEntry entry) => Known(archive, entry.Url) is not { } known || entry.Updated > known.Last;

    private void Settle(Brought brought)
    {
        if (brought is { Page: { } part, Visit.Kind: VisitKind.Part }) SettlePart(brought.Visit, part);
        else if (brought.Page is { } page) SettlePage(brought.Visit, page);
        else SettleWay(brought);
    }

    private void SettlePage(Visit visit, Collected page)
    {
        pages++;
        foreach (var (hop, added) in page.Hops.Zip(page.Added))
        {
            if (added.Document is not { } document) continue;
            if (added.Outcome == AddedAs.NewVersion) versions++;
            if (added.Outcome == AddedAs.Gone) gone++;
            if (added.Outcome is AddedAs.NewVersion or AddedAs.Gone) Mark(visit.Source, static (state, now) => state with { News = now, Changes = state.Changes + 1 });
            var seen = collector.Use(archive => archive.Observed(document));
            Tell("capture", visit.Source, hop.Url, added.Outcome, Words(added, hop.Status, seen.Versions));
            Plan(seen);
        }

        Mark(visit.Source, (state, now) => state with { Visited = now, Trouble = page.Failure });
        if (page.Failure is not { } failure)
        {
            var room = new PageRoom(Collector.MostRequisites);
            foreach (var url in collector.Due(page, options.Requisites)) PlanPart(visit.Source, url, page.Hops[^1].Url, room);
            failures.Remove(visit.Url);
            Forget(visit);
            return;
        }

        failed++;
        var times = failures[visit.Url] = failures.GetValueOrDefault(visit.Url) + 1;
        Tell("trouble", visit.Source, visit.Url, null, failure);
        if (visit.Document is { } known) visits.Plan(known, new Uri(visit.Url).IdnHost, visit.Kind, Now + Schedule.Retry(times));
        else if (times < MostFailures) visits.Plan(visit, Now + Schedule.Retry(times));
        else Forget(visit);
    }

    // What named a new page need not name it again.
    private void Forget(Visit visit)
    {
        if (visit.From is { } from && pending.TryGetValue(from, out var waiting)) pending[from] = waiting - 1;
    }

    // What cannot be had now is asked for with the next visit of its page.
    private void SettlePart(Visit visit, Collected part)
    {
        if (part.Failure is { } failure) Tell("trouble", visit.Source, visit.Url, null, failure);
        else Tell("part", visit.Source, visit.Url, null, $"status {part.Hops[^1].Status}");
        if (options.Requisites != Requisites.All || part.Failure is not null) return;
        foreach (var url in collector.Due(part)) PlanPart(visit.Source, url, visit.Url, visit.Room!);
    }

    // A picture can be a page too, in an address that answers either.
    private void PlanPart(NewsSource source, string url, string page, PageRoom room)
    {
        if (!visits.Has(url) && room.Take()) visits.Plan(new Visit(source, VisitKind.Part, url, page) { Room = room }, options.Once ? started : Now);
    }

    private void SettleWay(Brought brought)
    {
        polls++;
        var (visit, now) = (brought.Visit, Now);
        var before = ways.GetValueOrDefault(visit.Url);
        var left = new HashSet<string>(StringComparer.Ordinal);
        var news = brought.Entries is null ? 0 : Take(visit, brought.Entries, now, left);
        var way = brought.Entries is null
            ? new WayState(now, before?.News ?? now, null, null, (before?.Failures ?? 0) + 1, brought.Trouble) { Parts = before?.Parts }
            // Of a list that was longer than is taken at once the rest has to be seen again.
            : new WayState(now, news > 0 ? now : before?.News ?? now, left.Count == 0 ? brought.ETag : null, left.Count == 0 ? brought.LastModified : null, 0, brought.Trouble)
            {
                Parts = brought.Parts?.Where(part => !left.Contains(part.Key)).ToDictionary(StringComparer.Ordinal),
            };
        lock (ways) ways[visit.Url] = way;
        Mark(visit.Source, (state, _) => state with { Visited = now, Trouble = brought.Trouble });
        if (brought.Trouble is { } trouble)
        {
            failed++;
            Tell("trouble", visit.Source, visit.Url, null, trouble);
        }

        if (brought.Entries is not null) Tell("poll", visit.Source, visit.Url, null, $"{news} new");
        // What a hub told meanwhile came perhaps too late for this reading.
        var due = DueOf(visit.Kind, way);
        if (Current(visit) is { } source && !(visits.Due(visit.Url) < due)) visits.Plan(visit with { Source = source }, due);
    }

    // The sources may have changed while it was visited.
    private NewsSource? Current(Visit visit) => sources.Sources.FirstOrDefault(source => !source.Paused && (visit.Kind switch
    {
        VisitKind.Feed => source.Feeds,
        VisitKind.Listing => source.Listings,
        _ => source.Sitemaps,
    }).Contains(visit.Url));

    /// <summary>Plans what is new among the entries, and what is told to have changed.</summary>
    /// <param name="left">The files of those that were too many are added to it.</param>
    private int Take(Visit visit, IReadOnlyList<Listed> entries, DateTimeOffset now, HashSet<string> left)
    {
        var news = 0;
        foreach (var (file, entry) in entries.OrderByDescending(static listed => listed.Entry.Newest ?? DateTimeOffset.MinValue))
        {
            if (!visit.Source.Follows(entry.Url)) continue;
            if (collector.Use(archive => Known(archive, entry.Url)) is { } known)
            {
                if (entry.Updated > known.Last && now - known.Last > Recent && following.Of(known.Url, visit.Source) is { Host: var host })
                    visits.Plan(known.Document, host, VisitKind.Fresh, options.Once ? started : now);
            }
            else if (!visits.Has(entry.Url) && !failures.ContainsKey(entry.Url))
            {
                if (news == MostNews)
                {
                    left.Add(file);
                    continue;
                }

                news++;
                pending[visit.Url] = pending.GetValueOrDefault(visit.Url) + 1;
                visits.Plan(new Visit(visit.Source, VisitKind.New, entry.Url, visit.Url), now);
            }
        }

        return news;
    }

    private static string Words(Added added, int status, int versions) => added.Outcome switch
    {
        AddedAs.NewVersion => versions == 1 ? "new page" : "new version",
        AddedAs.SameText => "same text",
        AddedAs.Gone => "gone",
        _ => $"no text, status {status}",
    };
}

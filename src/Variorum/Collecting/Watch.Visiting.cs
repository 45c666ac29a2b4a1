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

    /// <summary>What a visit brought: the page's captures, or the entries of what lists pages, or why neither.</summary>
    private sealed record Brought(Visit Visit, Collected? Page, IReadOnlyList<FeedEntry>? Entries, string? ETag, string? LastModified, string? Trouble);

    private async Task<Brought> VisitAsync(Visit visit, CancellationToken stop)
    {
        // What is planned goes on while the archive reads a page.
        await Task.Yield();
        var delay = TimeSpan.FromSeconds(visit.Source.Delay);
        try
        {
            if (visit.Kind == VisitKind.Part) return new Brought(visit, await collector.CollectPartAsync(visit.Url, visit.From!, visit.Source.Ask, delay, stop).ConfigureAwait(false), null, null, null, null);
            if (visit.OfPage) return new Brought(visit, await collector.CollectAsync(visit.Url, visit.Source.Ask, delay, null, stop).ConfigureAwait(false), null, null, null, null);
            return visit.Kind == VisitKind.Sitemap ? await WalkAsync(visit, delay, stop).ConfigureAwait(false) : await ReadAsync(visit, delay, stop).ConfigureAwait(false);
        }
        catch (UnreadableFeedException unreadable)
        {
            return new Brought(visit, null, null, null, null, $"{visit.Url}: {unreadable.Message}");
        }
        catch (Exception broken) when (broken is not (OutOfMemoryException or OperationCanceledException or IOException or ArchiveException or DbException))
        {
            // What servers send is hostile, and readers have faults: neither may end the watch, as a broken archive has to.
            var why = $"{visit.Url}: made the reader fail ({broken.GetType().Name}: {broken.Message.ReplaceLineEndings(" ")})";
            return visit.OfPage ? new Brought(visit, new Collected([new Fetched(visit.Url, Now, default, default, default, null, why)], []), null, null, null, null) : new Brought(visit, null, null, null, null, why);
        }
    }

    private async Task<Brought> ReadAsync(Visit visit, TimeSpan delay, CancellationToken stop)
    {
        WayState? known;
        lock (ways) known = ways.GetValueOrDefault(visit.Url);
        var ask = collector.Polite(visit.Source.Ask, delay) with { ETag = known?.ETag, LastModified = known?.LastModified };
        var last = (await fetcher.FetchAsync(visit.Url, ask, stop).ConfigureAwait(false))[^1];
        if (last.Failure is not null) return new Brought(visit, null, null, null, null, last.Failure);
        if (last.Status == 304) return new Brought(visit, null, [], known?.ETag, known?.LastModified, null);
        if (last.Status != 200) return new Brought(visit, null, null, null, null, $"{visit.Url}: the server answers {last.Status}; see whether the address is still right");
        var entries = visit.Kind == VisitKind.Feed ? Feeds.Read(last).Entries : Listings.Read(last.Decode(fetcher.Limits).Bytes, last.Url, last.Header("Content-Type"));
        return new Brought(visit, null, entries, last.Header("ETag"), last.Header("Last-Modified"), null);
    }

    private async Task<Brought> WalkAsync(Visit visit, TimeSpan delay, CancellationToken stop)
    {
        var entries = new List<FeedEntry>();
        string? trouble = null;
        await foreach (var sitemap in Sitemaps.WalkAsync(fetcher, visit.Url, collector.Polite(visit.Source.Ask, delay), cancellation: stop).ConfigureAwait(false))
        {
            trouble ??= sitemap.Failure;
            if (!sitemap.Index) entries.AddRange(sitemap.Entries.Where(entry => visit.Source.Follows(entry.Url)));
        }

        return new Brought(visit, null, entries.Count == 0 && trouble is not null ? null : entries, null, null, trouble);
    }

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
            Tell("capture", visit.Source, hop.Url, added.Outcome, Words(added, hop.Status));
            Plan(hop.Url, document);
        }

        if (page.Failure is not { } failure)
        {
            foreach (var url in collector.Due(page, options.Requisites)) PlanPart(visit.Source, url, page.Hops[^1].Url);
            failures.Remove(visit.Url);
            if (visit.From is not null) pending[visit.From]--;
            return;
        }

        failed++;
        var times = failures[visit.Url] = failures.GetValueOrDefault(visit.Url) + 1;
        Tell("trouble", visit.Source, visit.Url, null, failure);
        if (visit.Kind == VisitKind.New && times >= MostFailures) pending[visit.From!]--;
        else visits.Plan(visit with { Due = Now + Schedule.Retry(times) });
    }

    // What cannot be had now is asked for with the next visit of its page.
    private void SettlePart(Visit visit, Collected part)
    {
        if (part.Failure is { } failure) Tell("trouble", visit.Source, visit.Url, null, failure);
        else Tell("part", visit.Source, visit.Url, null, $"status {part.Hops[^1].Status}");
        if (options.Requisites != Requisites.All || part.Failure is not null) return;
        foreach (var url in collector.Due(part)) PlanPart(visit.Source, url, visit.Url);
    }

    // A picture can be a page too, in an address that answers either.
    private void PlanPart(NewsSource source, string url, string page)
    {
        if (!visits.Has(url)) visits.Plan(new Visit(source, VisitKind.Part, url, options.Once ? started : Now, page));
    }

    private void SettleWay(Brought brought)
    {
        polls++;
        var (visit, now) = (brought.Visit, Now);
        var before = ways.GetValueOrDefault(visit.Url);
        var news = brought.Entries is null ? 0 : Take(visit, brought.Entries, now);
        var way = brought.Entries is null
            ? new WayState(now, before?.News ?? now, null, null, (before?.Failures ?? 0) + 1, brought.Trouble)
            // Of a list that was longer than is taken at once the rest has to be seen again.
            : new WayState(now, news > 0 ? now : before?.News ?? now, news < MostNews ? brought.ETag : null, news < MostNews ? brought.LastModified : null, 0, brought.Trouble);
        lock (ways) ways[visit.Url] = way;
        if (brought.Trouble is { } trouble)
        {
            failed++;
            Tell("trouble", visit.Source, visit.Url, null, trouble);
        }

        if (brought.Entries is not null) Tell("poll", visit.Source, visit.Url, null, $"{news} new");
        if (Current(visit) is { } source) visits.Plan(visit with { Source = source, Due = DueOf(visit.Kind, way) });
    }

    // The sources may have changed while it was visited.
    private NewsSource? Current(Visit visit) => sources.Sources.FirstOrDefault(source => !source.Paused && (visit.Kind switch
    {
        VisitKind.Feed => source.Feeds,
        VisitKind.Listing => source.Listings,
        _ => source.Sitemaps,
    }).Contains(visit.Url));

    /// <summary>Plans what is new among the entries, and what is told to have changed.</summary>
    private int Take(Visit visit, IReadOnlyList<FeedEntry> entries, DateTimeOffset now)
    {
        var news = 0;
        foreach (var entry in entries.OrderByDescending(static entry => entry.Newest ?? DateTimeOffset.MinValue))
        {
            if (news == MostNews) break;
            if (!visit.Source.Follows(entry.Url)) continue;
            var captures = collector.Use(archive => archive.Find(entry.Url) is { } document ? archive.Captures(document.Id) : []);
            if (captures.Count > 0)
            {
                if (entry.Updated > captures[^1].Time && now - captures[^1].Time > Recent && Following(entry.Url, visit.Source.Name) is { } source)
                    visits.Plan(new Visit(source, VisitKind.Fresh, captures[^1].Url, options.Once ? started : now));
            }
            else if (!visits.Has(entry.Url) && !failures.ContainsKey(entry.Url))
            {
                news++;
                pending[visit.Url] = pending.GetValueOrDefault(visit.Url) + 1;
                visits.Plan(new Visit(visit.Source, VisitKind.New, entry.Url, now, visit.Url));
            }
        }

        return news;
    }

    private static string Words(Added added, int status) => added.Outcome switch
    {
        AddedAs.NewVersion => "new version",
        AddedAs.SameText => "same text",
        AddedAs.Gone => "gone",
        _ => $"no text, status {status}",
    };
}

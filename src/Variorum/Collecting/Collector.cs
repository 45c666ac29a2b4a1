using System.Collections.Concurrent;

namespace Variorum;

/// <summary>Fetches pages and puts them into an archive: politely, with the bytes as they were sent, and only what changed.</summary>
/// <remarks>Safe for many threads; it lets one at a time to the archive, which nobody else may use meanwhile but within <see cref="Use"/>.</remarks>
/// <param name="fetcher">Its <see cref="FetcherOptions.Hosts"/> should be <paramref name="hosts"/>.</param>
/// <param name="archive">Opened to be written to.</param>
/// <param name="hosts">Told the delay that a site's robots.txt asks for; null where nobody waits.</param>
public sealed class Collector(Fetcher fetcher, IArchive archive, Hosts? hosts = null)
{
    // A page is not a gallery, and twelve pictures at two seconds each keep a host for half a minute.
    private const int MostPictures = 12, MostParts = 150;

    /// <summary>Of what a page needs to be shown is not more fetched with it, what its style sheets name included.</summary>
    public const int MostRequisites = 200;

    private const int LargestPart = 5 << 20;

    // A picture is exchanged under its address at any time, and 304 costs little: with a visit of its page, at most once a day.
    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(20);

    // No AVIF among them, which is not decoded: a server that has it has another one for older browsers.
    private const string Media = "image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.5";

    private readonly Fetcher parts = fetcher.Within(static limits => limits with { Body = Math.Min(limits.Body, LargestPart), Whole = limits.Whole / 2 });
    private readonly Lock turn = new();
    private readonly ConcurrentDictionary<(Uri?, string?), RobotsCache> robots = new();

    /// <summary>Fetches an address, follows its redirects, and takes each answer into the archive.</summary>
    /// <param name="url">Absolute.</param>
    /// <param name="ask">How to ask; conditions are those of the last capture, whatever stands here.</param>
    /// <param name="delay">Between two requests to a host, where more than robots.txt asks for.</param>
    /// <param name="facts">What is known better than the page tells it.</param>
    /// <param name="cancellation">Gives up the fetch; what was fetched whole is kept or not at all.</param>
    /// <exception cref="IOException">The archive cannot be written to.</exception>
    public async Task<Collected> CollectAsync(string url, FetchOptions? ask = null, TimeSpan delay = default, PageFacts? facts = null, CancellationToken cancellation = default)
        => await CollectAsync(fetcher, url, ask, delay, facts, cancellation).ConfigureAwait(false);

    /// <summary>Fetches an address as <see cref="CollectAsync(string, FetchOptions?, TimeSpan, PageFacts?, CancellationToken)"/> does, and keeps nothing of it.</summary>
    internal Task<Visited> VisitAsync(string url, FetchOptions? ask, TimeSpan delay, CancellationToken cancellation) => VisitAsync(fetcher, url, ask, delay, cancellation);

    /// <summary>What an archive takes of a visit.</summary>
    // The first hop was asked for with what was known then, whatever another visit has brought since.
    internal static IReadOnlyList<Incoming> Records(IArchive archive, Visited visited, PageFacts? facts = null) =>
        [.. visited.Hops.Where(static hop => hop.Failure is null).Select(hop => FetchedRecords.Of(hop, ReferenceEquals(hop, visited.Hops[0]) ? visited.Known : LastCapture.Of(archive, hop.Url), facts, visited.Direct))];

    /// <summary>Fetches what a page needs to be shown, as <see cref="CollectAsync(string, FetchOptions?, TimeSpan, PageFacts?, CancellationToken)"/> fetches the page; at most 5 MB of it.</summary>
    /// <param name="url">Absolute.</param>
    /// <param name="page">The address of the page, sent as the one that asks.</param>
    /// <param name="ask">As the page was asked for.</param>
    /// <param name="delay">Likewise.</param>
    /// <param name="cancellation">Gives up the fetch.</param>
    public Task<Collected> CollectPartAsync(string url, string page, FetchOptions? ask = null, TimeSpan delay = default, CancellationToken cancellation = default) =>
        CollectAsync(parts, url, (ask ?? new FetchOptions()) with { Accept = Media, Referer = Uri.TryCreate(page, UriKind.Absolute, out var from) ? from : null }, delay, null, cancellation);

    /// <summary>What is to be fetched for a page that was collected: what the archive does not have, has of another day, or may have of another version.</summary>
    /// <param name="page">That was collected.</param>
    /// <param name="requisites">How much of what it needs.</param>
    /// <param name="again">Also what was asked for within the day.</param>
    /// <returns>Absolute addresses, those of its pictures first.</returns>
    public IReadOnlyList<string> Due(Collected page, Requisites requisites, bool again = false)
    {
        if (requisites == Requisites.None || page.Added is not [.., { Capture: { } capture, Outcome: AddedAs.NewVersion or AddedAs.SameText } added]) return [];
        var now = fetcher.Clock.GetUtcNow();
        return Use(archive =>
        {
            var fresh = again || added.Outcome == AddedAs.NewVersion;
            var due = archive.Pictures(capture).Take(MostPictures).Select(static shown => shown.Picture.Url).Where(url => fresh || IsDue(archive, url, now)).ToList();
            if (requisites == Requisites.All && fresh && archive.Page(capture) is { } body)
                due.AddRange(PageParts.Of(body.Bytes, body.ContentType, page.Hops[^1].Url).Where(url => IsDue(archive, url, now)).Take(MostParts));
            return due.Distinct(StringComparer.Ordinal).ToList();
        });
    }

    /// <summary>What a style sheet that was collected needs in its turn; nothing for any other answer.</summary>
    public IReadOnlyList<string> Due(Collected part)
    {
        if (part.Hops[^1] is not { Status: 200 } last || last.Header("Content-Type")?.Contains("css", StringComparison.OrdinalIgnoreCase) != true) return [];
        var now = fetcher.Clock.GetUtcNow();
        var named = PageParts.OfStyles(System.Text.Encoding.UTF8.GetString(last.Decode(fetcher.Limits).Bytes.Span), new Uri(last.Url));
        return Use(archive => named.Where(url => IsDue(archive, url, now)).Take(MostParts).ToList());
    }

    private static bool IsDue(IArchive archive, string url, DateTimeOffset now) =>
        archive.Find(url) is not { } document || archive.Captures(document.Id) is not [.., var last] || now - last.Time >= AskAgain;

    private async Task<Collected> CollectAsync(Fetcher fetcher, string url, FetchOptions? ask, TimeSpan delay, PageFacts? facts, CancellationToken cancellation)
    {
        var visited = await VisitAsync(fetcher, url, ask, delay, cancellation).ConfigureAwait(false);
        return Use(archive => new Collected(visited.Hops, archive.Add(Records(archive, visited, facts), CancellationToken.None)));
    }

    private async Task<Visited> VisitAsync(Fetcher fetcher, string url, FetchOptions? ask, TimeSpan delay, CancellationToken cancellation)
    {
        var known = Use(archive => LastCapture.Of(archive, url));
        var hops = await fetcher.FetchAsync(url, Polite(ask, delay) with { ETag = known?.ETag, LastModified = known?.LastModified }, cancellation).ConfigureAwait(false);
        return new Visited(hops, known, Direct: ask?.Proxy is null);
    }

    /// <summary>The same way to ask, but obeying each site's robots.txt and its delay.</summary>
    /// <param name="ask">Null for the usual way.</param>
    /// <param name="delay">Between two requests to a host, where more than robots.txt asks for.</param>
    public FetchOptions Polite(FetchOptions? ask, TimeSpan delay = default)
    {
        ask ??= new FetchOptions();
        var cache = robots.GetOrAdd((ask.Proxy, ask.UserAgent), _ => new RobotsCache(fetcher, new FetchOptions(Proxy: ask.Proxy, UserAgent: ask.UserAgent)));
        return ask with
        {
            Refuse = async (url, cancellation) =>
            {
                var refusal = await cache.RefusalAsync(url, cancellation).ConfigureAwait(false);
                if (hosts is null) return refusal;
                var wanted = (await cache.OfAsync(url, cancellation).ConfigureAwait(false)).CrawlDelay(Fetcher.Product) ?? TimeSpan.Zero;
                hosts.SetDelay(url.IdnHost, wanted > delay ? wanted : delay);
                return refusal;
            },
        };
    }

    /// <summary>Does something with the archive while no capture is added.</summary>
    public T Use<T>(Func<IArchive, T> work)
    {
        lock (turn) return work(archive);
    }
}

/// <summary>What was fetched, and is in no archive yet.</summary>
/// <param name="Hops">As of <see cref="Collected"/>.</param>
/// <param name="Known">The address's last capture when it was asked for; null for none.</param>
/// <param name="Direct">Whether no proxy stood between.</param>
internal sealed record Visited(IReadOnlyList<Fetched> Hops, LastCapture? Known, bool Direct);

/// <summary>How much of what a page needs to be shown is fetched with it.</summary>
public enum Requisites
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The pictures of its main text, and the one that it gives for others to show; twelve at most.</summary>
    Images,

    /// <summary>Also its style sheets with what they name, scripts, fonts, frames and all other pictures.</summary>
    All,
}

/// <summary>What a visit of an address brought.</summary>
/// <param name="Hops">Each request in its order, the redirects first.</param>
/// <param name="Added">What became of those that were answered, in the same order.</param>
public sealed record Collected(IReadOnlyList<Fetched> Hops, IReadOnlyList<Added> Added)
{
    /// <summary>Why the page itself could not be had, one sentence that begins with its address; null where there is an answer, whatever its status.</summary>
    public string? Failure => Hops[^1].Failure;
}

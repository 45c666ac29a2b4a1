using System.Collections.Concurrent;

namespace Variorum;

/// <summary>Fetches pages and puts them into an archive: politely, with the bytes as they were sent, and only what changed.</summary>
/// <remarks>Safe for many threads; it lets one at a time to the archive, which nobody else may use meanwhile but within <see cref="Use"/>.</remarks>
/// <param name="fetcher">Its <see cref="FetcherOptions.Hosts"/> should be <paramref name="hosts"/>.</param>
/// <param name="archive">Opened to be written to.</param>
/// <param name="hosts">Told the delay that a site's robots.txt asks for; null where nobody waits.</param>
public sealed class Collector(Fetcher fetcher, IArchive archive, Hosts? hosts = null)
{
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
    {
        var known = Use(archive => LastCapture.Of(archive, url));
        var hops = await fetcher.FetchAsync(url, Polite(ask, delay) with { ETag = known?.ETag, LastModified = known?.LastModified }, cancellation).ConfigureAwait(false);
        return Use(archive => new Collected(hops, archive.Add(
            [.. hops.Where(static hop => hop.Failure is null).Select(hop => FetchedRecords.Of(hop, LastCapture.Of(archive, hop.Url), facts, direct: ask?.Proxy is null))], CancellationToken.None)));
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

/// <summary>What a visit of an address brought.</summary>
/// <param name="Hops">Each request in its order, the redirects first.</param>
/// <param name="Added">What became of those that were answered, in the same order.</param>
public sealed record Collected(IReadOnlyList<Fetched> Hops, IReadOnlyList<Added> Added)
{
    /// <summary>Why the page itself could not be had, one sentence that begins with its address; null where there is an answer, whatever its status.</summary>
    public string? Failure => Hops[^1].Failure;
}

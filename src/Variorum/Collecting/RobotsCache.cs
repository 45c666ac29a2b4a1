using System.Collections.Concurrent;

namespace Variorum;

/// <summary>Fetches the robots.txt of each site when it is first asked for, and keeps it for a day (RFC 9309, section 2.4).</summary>
/// <remarks>No file (a status of 4xx, or too many redirects) allows all. A file that cannot be reached (5xx, 429, no answer) is the one
/// that was last read, or forbids all; it is asked for again after an hour. Safe for many threads.</remarks>
/// <param name="fetcher">With its limits, but for the file's size and five redirects.</param>
/// <param name="ask">How to ask: a source's proxy and user agent.</param>
public sealed class RobotsCache(Fetcher fetcher, FetchOptions? ask = null)
{
    private const int Redirects = 5;

    // More sites than anybody follows at once; then all are asked for anew.
    private const int MostSites = 20_000;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan KeptWhenUnreachable = TimeSpan.FromHours(1);

    // Decoded on arrival: a file of half a megabyte is all that is ever read, however it is packed.
    private readonly Fetcher fetcher = fetcher.Within(static limits => limits with { Redirects = Redirects, Body = Robots.Longest + 1, Decoded = Robots.Longest + 1 });
    private readonly ConcurrentDictionary<string, Site> sites = new(StringComparer.Ordinal);

    /// <summary>What the robots.txt of an address's site says.</summary>
    public async Task<Robots> OfAsync(Uri url, CancellationToken cancellation = default)
    {
        if (sites.Count > MostSites) sites.Clear();
        var site = sites.GetOrAdd(url.GetLeftPart(UriPartial.Authority), static _ => new Site());
        await site.Reading.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (site.Robots is { } known && fetcher.Clock.GetUtcNow() < site.Until) return known;
            (var robots, var reached, site.Trouble) = await ReadAsync(new Uri(url, "/robots.txt"), cancellation).ConfigureAwait(false);
            site.Until = fetcher.Clock.GetUtcNow() + (reached ? Kept : KeptWhenUnreachable);
            return site.Robots = reached || site.Robots is null ? robots : site.Robots;
        }
        finally
        {
            site.Reading.Release();
        }
    }

    /// <summary>Why an address may not be fetched, one sentence without the address; null where it may. For <see cref="FetchOptions.Refuse"/>.</summary>
    public async Task<string?> RefusalAsync(Uri url, CancellationToken cancellation = default)
    {
        var robots = await OfAsync(url, cancellation).ConfigureAwait(false);
        if (robots.Allows(url, Fetcher.Product)) return null;
        return robots == Robots.Unreachable ? $"the robots.txt of {url.Host} cannot be reached, and until it can nothing is fetched there: {sites.GetValueOrDefault(url.GetLeftPart(UriPartial.Authority))?.Trouble ?? "try again later"}"
            : $"the robots.txt of {url.Host} asks robots to stay away from it";
    }

    private async Task<(Robots Robots, bool Reached, string? Trouble)> ReadAsync(Uri url, CancellationToken cancellation)
    {
        var hops = await fetcher.FetchAsync(url.AbsoluteUri, (ask ?? new FetchOptions()) with { Accept = "text/plain,*/*;q=0.5", Refuse = null, ETag = null, LastModified = null }, cancellation)
            .ConfigureAwait(false);
        var last = hops[^1];
        if (last.Status is >= 200 and < 300) return (Robots.Parse(last.Decode(fetcher.Limits).Bytes.Span), true, null);
        var circling = hops.Count > Redirects || hops.SkipLast(1).Any(hop => hop.Url == last.Url);
        if (circling || last.Status is >= 300 and < 500 and not 429) return (Robots.None, true, null);
        // A failure is told with its address in front, which is known here.
        return (Robots.Unreachable, false, last.Failure is { } failure ? failure[(failure.IndexOf(": ", StringComparison.Ordinal) + 2)..] : $"the server answers {last.Status}; try again later");
    }

    private sealed class Site
    {
        public SemaphoreSlim Reading { get; } = new(1);

        public Robots? Robots { get; set; }

        public DateTimeOffset Until { get; set; }

        /// <summary>Why the file could not be reached when it was last asked for.</summary>
        public string? Trouble { get; set; }
    }
}

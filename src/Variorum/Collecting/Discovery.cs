using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>A way to learn of a site's news.</summary>
/// <param name="Kind"><c>feed</c>, <c>sitemap</c> or <c>listing</c>.</param>
/// <param name="Url">Where it answers, after redirects.</param>
/// <param name="Format"><c>RSS 2.0</c>, <c>list of sitemaps</c>, <c>news sitemap</c>, …</param>
/// <param name="Title">Its name, or null.</param>
/// <param name="Entries">How many it lists.</param>
/// <param name="Newest">The newest time among them; null where it tells none.</param>
/// <param name="Note">What is wrong with it, one sentence without the address; null where nothing is.</param>
public sealed record Found(string Kind, string Url, string Format, string? Title, int Entries, DateTimeOffset? Newest, string? Note)
{
    /// <summary>The first pages that it lists, five at most: what a person knows it by.</summary>
    public IReadOnlyList<FeedEntry> First { get; init; } = [];
}

/// <summary>What was found at a site.</summary>
/// <param name="Ways">Feeds first, then sitemaps, then listing pages.</param>
/// <param name="Failures">What was named and could not be had, one sentence each. Places that were only guessed are not among them.</param>
public sealed record Discovered(IReadOnlyList<Found> Ways, IReadOnlyList<string> Failures)
{
    /// <summary>Whether the address itself was read; where it was not, the failure is why.</summary>
    public bool Reached { get; init; } = true;
}

/// <summary>Finds out how a site tells of its news: feeds, sitemaps, listing pages.</summary>
public static class Discovery
{
    // Places where programs that make sites put them.
    private static readonly string[] FeedPlaces =
        ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/rss/all.xml", "/feeds/all.xml", "/news/rss", "/en/rss", "/rss/news.xml"];

    private const int MostFirst = 5;

    private static readonly string[] SitemapPlaces = ["/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml", "/news-sitemap.xml", "/sitemap.xml.gz", "/sitemap.txt"];

    /// <summary>Looks a site over.</summary>
    /// <param name="fetcher">Its <see cref="FetcherOptions.Hosts"/> keep the delays.</param>
    /// <param name="url">The site, one of its pages, or a feed or sitemap itself.</param>
    /// <param name="ask">How to ask.</param>
    /// <param name="most">Requests at most; robots.txt is not counted.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Discovered> FindAsync(Fetcher fetcher, string url, FetchOptions? ask = null, int most = 40, CancellationToken cancellation = default)
    {
        var search = new Search(fetcher, ask ?? new FetchOptions(), most, cancellation);
        await search.RunAsync(url).ConfigureAwait(false);
        return new Discovered([.. search.Ways.OrderBy(static way => way.Kind switch { "feed" => 0, "sitemap" => 1, _ => 2 })], search.Failures) { Reached = search.Reached };
    }

    private sealed class Search(Fetcher fetcher, FetchOptions ask, int most, CancellationToken cancellation)
    {
        private readonly HashSet<string> asked = new(StringComparer.Ordinal);
        private readonly HashSet<string> bodies = new(StringComparer.Ordinal);
        private readonly RobotsCache robots = new(fetcher, ask);

        public List<Found> Ways { get; } = [];

        public List<string> Failures { get; } = [];

        public bool Reached { get; private set; }

        public async Task RunAsync(string url)
        {
            if (await GetAsync(url, named: true).ConfigureAwait(false) is not { } start) return;
            Reached = true;
            var address = new Uri(start.Url);
            var bytes = start.Decode(fetcher.Limits).Bytes;
            if (AsFeed(start) is null && AsSitemap(start) is null)
            {
                using var document = Listings.Parse(bytes, start.Header("Content-Type"));
                var @base = Listings.Base(document, address);
                AsListing(start, document, @base);
                foreach (var feed in Declared(document, @base)) await TryAsync(feed, AsFeed, named: true).ConfigureAwait(false);
                foreach (var feed in Linked(document, @base).Take(10)) await TryAsync(feed, AsFeed, named: false).ConfigureAwait(false);
                if (!Ways.Exists(static way => way.Kind == "feed"))
                    foreach (var place in FeedPlaces) await TryAsync(new Uri(address, place).AbsoluteUri, AsFeed, named: false).ConfigureAwait(false);
                await SitemapsAsync(address).ConfigureAwait(false);
                foreach (var page in Sections(document, @base, address).Take(8)) await TryAsync(page, AsListing, named: false).ConfigureAwait(false);
            }
            else
            {
                await SitemapsAsync(address).ConfigureAwait(false);
            }
        }

        private async Task SitemapsAsync(Uri address)
        {
            var listed = (await robots.OfAsync(address, cancellation).ConfigureAwait(false)).Sitemaps.Take(10).ToList();
            foreach (var sitemap in listed)
                if (WebAddress.Resolve(address, sitemap) is { } named) await TryAsync(named, AsSitemap, named: true).ConfigureAwait(false);
            if (Ways.Exists(static way => way.Kind == "sitemap")) return;
            foreach (var place in SitemapPlaces) await TryAsync(new Uri(address, place).AbsoluteUri, AsSitemap, named: false).ConfigureAwait(false);
        }

        private async Task TryAsync(string url, Func<Fetched, Found?> read, bool named)
        {
            if (await GetAsync(url, named).ConfigureAwait(false) is { } fetched && read(fetched) is null && named)
                Failures.Add($"{url}: what is there is not what it is called; the site has to mend that");
        }

        private async Task<Fetched?> GetAsync(string url, bool named)
        {
            if (asked.Count >= most || !asked.Add(url)) return null;
            var last = (await fetcher.FetchAsync(url, ask with { Refuse = ask.Refuse ?? robots.RefusalAsync }, cancellation).ConfigureAwait(false))[^1];
            if (last.Status == 200)
            {
                asked.Add(last.Url);
                // The same file at two addresses is one.
                return bodies.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(last.Body.Span))) ? last : null;
            }

            if (named) Failures.Add(last.Failure ?? $"{url}: the server answers {last.Status}; see whether the address is still right");
            return null;
        }

        private Found? AsFeed(Fetched fetched)
        {
            try
            {
                var feed = Feeds.Read(fetched);
                return Add("feed", fetched, feed.Format, feed.Title, feed.Entries, feed.Cut);
            }
            catch (UnreadableFeedException)
            {
                return null;
            }
        }

        private Found? AsSitemap(Fetched fetched)
        {
            try
            {
                var (bytes, cut) = fetched.Decode(fetcher.Limits);
                var sitemap = Sitemaps.Read(bytes, fetched.Url, fetched.Header("Content-Type"));
                if (sitemap.Entries.Count == 0) return null;
                var format = sitemap.Index ? "list of sitemaps" : sitemap.Entries.Any(static entry => entry.Published is not null) ? "news sitemap" : "sitemap";
                return Add("sitemap", fetched, format, null, sitemap.Entries, cut ?? sitemap.Cut);
            }
            catch (UnreadableFeedException)
            {
                return null;
            }
        }

        private Found? AsListing(Fetched fetched)
        {
            using var document = Listings.Parse(fetched.Decode(fetcher.Limits).Bytes, fetched.Header("Content-Type"));
            return AsListing(fetched, document, Listings.Base(document, new Uri(fetched.Url)));
        }

        private Found? AsListing(Fetched fetched, IHtmlDocument document, Uri @base)
        {
            var entries = Listings.Read(document, @base);
            return entries.Count == 0 ? null : Add("listing", fetched, "listing page", Feeds.Plain(document.QuerySelector("title")?.TextContent ?? "", markup: false), entries, null);
        }

        private Found Add(string kind, Fetched fetched, string format, string? title, IReadOnlyList<FeedEntry> entries, string? note)
        {
            var way = new Found(kind, fetched.Url, format, title, entries.Count, entries.Max(static entry => entry.Newest), note) { First = [.. entries.Take(MostFirst)] };
            Ways.Add(way);
            return way;
        }

        private static IEnumerable<string> Declared(IHtmlDocument document, Uri @base) =>
            document.QuerySelectorAll("link[href]").Where(static link =>
                    link.GetAttribute("rel")?.Contains("alternate", StringComparison.OrdinalIgnoreCase) == true
                    && link.GetAttribute("type")?.Trim().ToLowerInvariant() is "application/rss+xml" or "application/atom+xml" or "application/feed+json" or "application/rdf+xml" or "text/xml" or "application/xml")
                .Select(link => WebAddress.Resolve(@base, link.GetAttribute("href"))).OfType<string>().Distinct(StringComparer.Ordinal).Take(20);

        // By the name of the place, or of the link.
        private static IEnumerable<string> Linked(IHtmlDocument document, Uri @base) =>
            document.QuerySelectorAll("a[href]").Take(5000)
                .Select(link => (Url: WebAddress.Resolve(@base, link.GetAttribute("href")), Text: link.TextContent.Length < 40 ? link.TextContent.Trim() : ""))
                .Where(static link => link.Url is not null && (LooksLikeFeed(new Uri(link.Url)) || link.Text.Equals("RSS", StringComparison.OrdinalIgnoreCase) || link.Text.Equals("Atom", StringComparison.OrdinalIgnoreCase)))
                .Select(static link => link.Url!).Distinct(StringComparer.Ordinal);

        private static bool LooksLikeFeed(Uri url)
        {
            var words = url.PathAndQuery.ToLowerInvariant().Split('/', '.', '?', '=', '&', '-', '_');
            return words.Any(static word => word is "rss" or "rss2" or "atom" or "feed" or "feeds" or "rdf") && !words.Any(static word => word is "html" or "png" or "svg" or "ico" or "css" or "js");
        }

        // A site's sections: short addresses near its root, linked from its menu, that stand for no article.
        private static IEnumerable<string> Sections(IHtmlDocument document, Uri @base, Uri address) =>
            document.QuerySelectorAll("a[href]").Take(5000).Select(link => (Url: WebAddress.Resolve(@base, link.GetAttribute("href")), Text: link.TextContent.Trim()))
                .Where(link => link.Url is not null && link.Text.Length is > 0 and < 40 && new Uri(link.Url).Host == address.Host && IsSection(new Uri(link.Url)))
                .Select(static link => link.Url!).Distinct(StringComparer.Ordinal);

        private static bool IsSection(Uri url)
        {
            var segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
            return segments.Length is > 0 and <= 3 && url.AbsolutePath.AsSpan().IndexOfAnyInRange('0', '9') < 0 && Array.TrueForAll(segments, static segment => segment.Length < 25);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Text;

namespace Variorum;

/// <summary>A sitemap as it was read.</summary>
/// <param name="Url">Where it lies.</param>
/// <param name="Index">Its entries are sitemaps, not pages.</param>
/// <param name="Entries">In its order; of a news sitemap with title and publication date.</param>
/// <param name="Cut">Why not all of it is here, one sentence without the address; null where it is.</param>
/// <param name="Failure">Why nothing of it could be read, one sentence; null where it could.</param>
public sealed record Sitemap(string Url, bool Index, IReadOnlyList<FeedEntry> Entries, string? Cut, string? Failure = null)
{
    /// <summary>What tells next time whether it has changed; null where nothing does. An unchanged one has no entries.</summary>
    public SitemapPart? Part { get; init; }
}

/// <summary>What is remembered of a sitemap that was read.</summary>
/// <param name="Read">When it was last sent, or asked for in vain, UTC.</param>
/// <param name="Index">Whether it lists sitemaps.</param>
/// <param name="Told">When it changed last by the list that it stands in; null where that does not tell.</param>
/// <param name="ETag">As the server named it.</param>
/// <param name="LastModified">Likewise.</param>
public sealed record SitemapPart(DateTimeOffset Read, bool Index, DateTimeOffset? Told, string? ETag, string? LastModified);

/// <summary>Reads sitemaps (sitemaps.org): lists of pages and of sitemaps, news sitemaps, feeds that serve as one, plain lists of addresses; gzipped or not.</summary>
public static class Sitemaps
{
    /// <summary>Bytes of a sitemap, unpacked: as the protocol allows.</summary>
    public const int Longest = 50 * 1024 * 1024;

    /// <summary>Addresses in a sitemap: as the protocol allows.</summary>
    public const int MostEntries = 50_000;

    // The protocol knows one list of sitemaps above the sitemaps; some sites nest another.
    private const int Deepest = 3;

    // Lists are made by other programs than the sitemaps in them, and some never tell a change: what a list says is believed for so long.
    private static readonly TimeSpan Believed = TimeSpan.FromDays(1);

    /// <summary>Reads a sitemap's bytes.</summary>
    /// <param name="bytes">Content codings undone; a gzipped file is unpacked here.</param>
    /// <param name="url">Where it was fetched.</param>
    /// <param name="contentType">The server's header.</param>
    /// <exception cref="UnreadableFeedException">It is no sitemap.</exception>
    public static Sitemap Read(ReadOnlyMemory<byte> bytes, string url, string? contentType = null)
    {
        // A gzip around the file, whatever its name or the server says of it.
        (bytes, var cut) = HttpBody.Undo(bytes, ["gzip"], new FetchLimits { Decoded = Longest }.Decoding);
        if (bytes.Length > Longest)
        {
            bytes = bytes[..Longest];
            cut ??= $"it is longer than {Longest} bytes";
        }

        var text = Charset.Decode(bytes, contentType).Text;
        var read = text.AsSpan().TrimStart(" \t\r\n\uFEFF\0").StartsWith("<", StringComparison.Ordinal) ? Xml(text, url, bytes, contentType) : Lines(text, url);
        return read with { Cut = cut ?? read.Cut };
    }

    /// <summary>Fetches a sitemap and the sitemaps that it lists, each as it comes; one that fails is told and the others go on.</summary>
    /// <param name="fetcher">Its <see cref="FetcherOptions.Hosts"/> keep the delays.</param>
    /// <param name="url">A sitemap, or a list of them.</param>
    /// <param name="ask">How to ask.</param>
    /// <param name="most">Files that are fetched at most; when there are more, the last one says so.</param>
    /// <param name="known">What an earlier walk told of each: they are sent only where they have changed, and not asked for where their list says that they have not.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public static async IAsyncEnumerable<Sitemap> WalkAsync(Fetcher fetcher, string url, FetchOptions? ask = null, int most = 1000,
        IReadOnlyDictionary<string, SitemapPart>? known = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var waiting = new Queue<(string Url, int Depth, DateTimeOffset? Told)>([(url, 1, null)]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { url };
        for (var fetched = 1; waiting.TryDequeue(out var next); fetched++)
        {
            var before = known?.GetValueOrDefault(next.Url);
            var believed = fetcher.Clock.GetUtcNow() - before?.Read < Believed;
            var sitemap = believed && next.Told is not null && next.Told == before!.Told ? new Sitemap(next.Url, before.Index, [], null) { Part = before }
                // A list that is not sent leaves what it lists unread: that has to be looked at once a day.
                : await GetAsync(fetcher, next.Url, ask, before is { Index: true } && !believed ? null : before, next.Told, cancellation).ConfigureAwait(false);
            if (sitemap.Index && next.Depth == Deepest) sitemap = sitemap with { Cut = $"its sitemaps lie deeper than {Deepest} lists; they are not read" };
            else if (sitemap.Index)
            {
                // Those that were not sent again are as they were.
                foreach (var entry in sitemap.Entries)
                    if (seen.Count <= most && seen.Add(entry.Url)) waiting.Enqueue((entry.Url, next.Depth + 1, entry.Updated));
            }

            if (fetched == most && waiting.Count > 0)
            {
                yield return sitemap with { Cut = sitemap.Cut ?? $"more than {most} sitemaps are listed; only so many are read" };
                yield break;
            }

            yield return sitemap;
        }
    }

    private static async Task<Sitemap> GetAsync(Fetcher fetcher, string url, FetchOptions? ask, SitemapPart? known, DateTimeOffset? told, CancellationToken cancellation)
    {
        ask = (ask ?? new FetchOptions()) with { ETag = known?.ETag, LastModified = known?.LastModified };
        var last = (await fetcher.FetchAsync(url, ask, cancellation).ConfigureAwait(false))[^1];
        if (last.Failure is not null) return new Sitemap(url, false, [], null, last.Failure);
        if (last.Status == 304 && known is not null) return new Sitemap(url, known.Index, [], null) { Part = known with { Told = told, Read = known.Index ? known.Read : last.Time } };
        if (last.Status != 200) return new Sitemap(url, false, [], null, $"{url}: the server answers {last.Status}; see whether the address is still right");
        try
        {
            var (bytes, cut) = last.Decode(fetcher.Limits);
            var read = Read(bytes, last.Url, last.Header("Content-Type"));
            // A list tells by itself of changes only where it dates each sitemap.
            var dated = !read.Index || read.Entries.All(static entry => entry.Updated is not null);
            return read with { Url = url, Cut = cut ?? read.Cut, Part = new SitemapPart(last.Time, read.Index, told, dated ? last.Header("ETag") : null, dated ? last.Header("Last-Modified") : null) };
        }
        catch (UnreadableFeedException fault)
        {
            return new Sitemap(url, false, [], null, $"{url}: {fault.Message}");
        }
    }

    private static Sitemap Xml(string text, string url, ReadOnlyMemory<byte> bytes, string? contentType)
    {
        var entries = new List<FeedEntry>();
        var field = new StringBuilder();
        string? root = null, cut = null, loc = null, title = null;
        DateTimeOffset? changed = null, published = null;
        var record = 0;
        using var xml = new LooseXml(text, Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null, "url", "sitemap");
        while (cut is null && xml.Read())
        {
            switch (xml.Kind)
            {
                case LooseXmlNode.Start when root is null:
                    root = xml.Name;
                    if (root is "rss" or "rdf" or "feed") return Of(Feeds.Read(bytes, url, contentType), url);
                    if (root is not ("urlset" or "sitemapindex")) throw new UnreadableFeedException($"it is no sitemap: it begins with <{root}>");
                    break;
                case LooseXmlNode.Start:
                    if (xml.Name is "url" or "sitemap" && xml.Depth == 2)
                    {
                        Finish();
                        record = xml.Depth;
                    }

                    field.Clear();
                    break;
                case LooseXmlNode.Text when field.Length < 64 * 1024:
                    field.Append(xml.Value);
                    break;
                case LooseXmlNode.End when record > 0:
                    // The addresses of a page's pictures are called the same, one step deeper.
                    if (xml.Name == "loc" && xml.Depth == record + 1) loc ??= xml.Resolve(field.ToString());
                    else if (xml.Name == "lastmod" && xml.Depth == record + 1) changed ??= WebDates.Parse(field.ToString());
                    else if (xml.Name == "publication_date") published ??= WebDates.Parse(field.ToString());
                    else if (xml.Name == "title" && IsNews(xml.Space)) title ??= Feeds.Plain(field.ToString(), markup: true);
                    if (xml.Depth <= record) Finish();
                    break;
            }
        }

        Finish();
        if (root is null) throw new UnreadableFeedException("it is no sitemap: it has no element that could be read");
        return new Sitemap(url, root == "sitemapindex", entries, cut ?? xml.Cut);

        void Finish()
        {
            if (loc is not null && entries.Count == MostEntries) cut = $"it has more than {MostEntries} addresses; the first were read";
            else if (loc is not null) entries.Add(new FeedEntry(loc, title, published, changed, null));
            (loc, title, changed, published, record) = (null, null, null, null, 0);
        }
    }

    private static bool IsNews(string space) => space is "news:" || space.Contains("sitemap-news", StringComparison.OrdinalIgnoreCase);

    private static Sitemap Of(Feed feed, string url) => new(url, false, feed.Entries, feed.Cut);

    private static Sitemap Lines(string text, string url)
    {
        var entries = new List<FeedEntry>();
        var other = 0;
        foreach (var range in text.AsSpan().SplitAny('\r', '\n'))
        {
            var line = text.AsSpan(range).Trim(" \t\uFEFF\0");
            if (line.IsEmpty) continue;
            if (WebAddress.Resolve(null, line.ToString()) is not { } page)
            {
                // A list of addresses is known by its first lines.
                if (++other > 10 && other > entries.Count) break;
                continue;
            }

            if (entries.Count == MostEntries) return new Sitemap(url, false, entries, $"it has more than {MostEntries} addresses; the first were read");
            entries.Add(new FeedEntry(page, null, null, null, null));
        }

        return entries.Count > other || (entries.Count == 0 && other == 0) ? new Sitemap(url, false, entries, null)
            : throw new UnreadableFeedException("it is no sitemap: it is neither XML nor a list of addresses");
    }
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>Reads listing pages: those with many links of one shape to articles with their dates.</summary>
public static class Listings
{
    // A list is longer than a box of three recommended articles.
    private const int Fewest = 5;
    private const int MostLinks = 20_000;

    // A headline has some words: of letters that make words, and of those that are words.
    private const int HeadlineLetters = 15;
    private const int HeadlineWide = 6;

    // Around a link, its date stands within so many letters: headline, date, place and teaser.
    private const int LongestRecord = 1500;

    // Of a list's links so many have a date: there are always some that lead elsewhere.
    private const double Dated = .6;

    /// <summary>The articles that a page lists, in its order; empty where it is no listing page.</summary>
    /// <param name="bytes">Content codings undone.</param>
    /// <param name="url">Where it was fetched.</param>
    /// <param name="contentType">The server's header.</param>
    /// <remarks>Links are of one shape where their addresses are but for numbers and words: <c>/en/news/2024-06-20/17.html</c>.
    /// Of the shapes with dates and headlines the one with the most links is the list.</remarks>
    public static IReadOnlyList<FeedEntry> Read(ReadOnlyMemory<byte> bytes, string url, string? contentType = null)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return [];
        using var document = Parse(bytes, contentType);
        return Read(document, Base(document, address));
    }

    internal static IHtmlDocument Parse(ReadOnlyMemory<byte> bytes, string? contentType) => HtmlPage.Parse(Charset.Decode(bytes, contentType).Text).Document;

    /// <summary>What the page's relative addresses are relative to.</summary>
    internal static Uri Base(IHtmlDocument document, Uri address) =>
        WebAddress.Resolve(address, document.QuerySelector("base[href]")?.GetAttribute("href")) is { } moved ? new Uri(moved) : address;

    internal static List<FeedEntry> Read(IHtmlDocument document, Uri address)
    {
        var groups = new Dictionary<string, List<(IElement Link, string Url)>>(StringComparer.Ordinal);
        foreach (var link in document.QuerySelectorAll("a[href]").Take(MostLinks))
        {
            if (WebAddress.Resolve(address, link.GetAttribute("href")) is not { } url) continue;
            var target = new Uri(url);
            if (target.PathAndQuery.Length <= 1) continue;
            var shape = Shape(target);
            if (!groups.TryGetValue(shape, out var group)) groups.Add(shape, group = []);
            group.Add((link, url));
        }

        return groups.Values.Where(static group => group.Count >= Fewest).Select(static group => Articles(group))
            .Where(static articles => articles.Count >= Fewest && articles.Count(static article => article.Published is not null) >= articles.Count * Dated
                && articles.Count(static article => IsHeadline(article.Title)) >= articles.Count * Dated)
            .MaxBy(static articles => articles.Count) ?? [];
    }

    /// <summary>What addresses of one kind of page share: runs of digits are 0, the last words of a path are one.</summary>
    internal static string Shape(Uri url)
    {
        var segments = url.AbsolutePath.Split('/');
        for (var i = 0; i < segments.Length; i++) segments[i] = Piece(Uri.UnescapeDataString(segments[i]), i == segments.Length - 1 || (i == segments.Length - 2 && segments[^1].Length == 0));
        var names = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(static pair => pair.Split('=')[0]).Order(StringComparer.Ordinal);
        return $"{url.Host} {string.Join('/', segments)} {string.Join('&', names)}";
    }

    private static string Piece(string segment, bool last)
    {
        var dot = segment.LastIndexOf('.');
        var (stem, ending) = dot > 0 && segment.Length - dot <= 6 ? (segment[..dot], segment[dot..]) : (segment, "");
        if (stem.Length == 0) return ending;
        // Many hyphens are the words of a headline, digits among letters a key.
        var (hyphens, digits) = (stem.AsSpan().Count('-') + stem.AsSpan().Count('_'), stem.Count(char.IsAsciiDigit));
        if (digits == stem.Length || (digits > 0 && digits + hyphens == stem.Length)) return "0" + ending;
        if (hyphens >= 3 || digits >= 3 || (last && (stem.Length > 24 || (hyphens > 0 && digits > 0)))) return "w" + ending;
        return stem + ending;
    }

    private static List<FeedEntry> Articles(List<(IElement Link, string Url)> group)
    {
        // Picture, headline and "read on" lead to one article.
        var found = new Dictionary<string, (string? Title, DateTimeOffset? Published, int Place)>(StringComparer.Ordinal);
        var addresses = group.Select(static member => member.Url).ToHashSet(StringComparer.Ordinal);
        var own = new Dictionary<IElement, string>(group.Count);
        foreach (var (link, url) in group) own[link] = url;
        foreach (var (link, url) in group)
        {
            var title = Feeds.Plain(link.TextContent, markup: false);
            var known = found.TryGetValue(url, out var before);
            if (known && (before.Title?.Length ?? 0) >= (title?.Length ?? 0) && before.Published is not null) continue;
            var published = before.Published ?? Date(link, url, own);
            found[url] = ((before.Title?.Length ?? 0) >= (title?.Length ?? 0) ? before.Title : title, published, known ? before.Place : found.Count);
        }

        return [.. found.OrderBy(static pair => pair.Value.Place).Select(static pair => new FeedEntry(pair.Key, pair.Value.Title, pair.Value.Published, null, null))];
    }

    // Beside the link, as far as it is alone with its date; then in the address.
    private static DateTimeOffset? Date(IElement link, string url, Dictionary<IElement, string> own)
    {
        var record = (IElement)link;
        for (var climb = 0; climb < 6 && record.ParentElement is { } parent && parent.LocalName is not ("body" or "html" or "main"); climb++)
        {
            if (parent.QuerySelectorAll("a[href]").Any(other => own.TryGetValue(other, out var leads) && leads != url)) break;
            record = parent;
            if (InElement(record, link) is { } date) return date;
        }

        // A list without boxes: headline and date stand in turn between the links.
        if (record == link)
        {
            for (var next = link.NextSibling; next is not null; next = next.NextSibling)
            {
                if (next is IElement element && own.ContainsKey(element)) break;
                if (InText(next.TextContent) is { } date) return date;
            }
        }

        return Days.InAddress(url) is { Year: { } year } day ? new DateTimeOffset(year, day.Month, day.OfMonth, 0, 0, 0, TimeSpan.Zero) : null;
    }

    private static DateTimeOffset? InElement(IElement record, IElement link)
    {
        foreach (var time in record.QuerySelectorAll("time[datetime]"))
            if (WebDates.Parse(time.GetAttribute("datetime")) is { } moment) return moment;
        foreach (var text in record.Descendants<IText>())
        {
            // A day in the headline is what the article tells of.
            if (!link.Contains(text) && InText(text.Data) is { } date) return date;
        }

        return record.TextContent.Length <= LongestRecord ? InText(link.TextContent) : null;
    }

    private static DateTimeOffset? InText(string text)
    {
        text = HtmlPage.Folded(text);
        if (text.Length is < 6 or > LongestRecord) return null;
        return WebDates.Parse(text) ?? (Days.Find(text) is [{ Year: { } year } day, ..] && !day.Swappable
            ? new DateTimeOffset(year, day.Month, day.OfMonth, 0, 0, 0, TimeSpan.Zero) : null);
    }

    private static bool IsHeadline(string? title) =>
        title is not null && (title.Length >= HeadlineLetters || title.Count(static letter => letter >= 0x2E80) >= HeadlineWide);
}

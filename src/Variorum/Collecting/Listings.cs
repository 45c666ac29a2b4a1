using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>Reads listing pages: those with many links of one shape to articles with their dates.</summary>
public static class Listings
{
    // A list is longer than a box of three recommended articles.
    private const int Fewest = 5;
    private const int MostLinks = 20_000;

    // Picture, headline, "read on".
    private const int MostLinksOfOne = 4;

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
        var found = new Dictionary<string, (string? Title, DateTimeOffset? Published, int Links)>(StringComparer.Ordinal);
        var order = new List<string>();
        var (boxes, behind) = (Boxes(group), Behind(group));
        foreach (var (link, url) in group)
        {
            if (!found.TryGetValue(url, out var before)) order.Add(url);
            if (before.Links == MostLinksOfOne) continue;
            var title = Feeds.Plain(link.TextContent, markup: false);
            if ((before.Title?.Length ?? 0) >= (title?.Length ?? 0)) title = before.Title;
            found[url] = (title, before.Published ?? Date(link, url, boxes, behind), before.Links + 1);
        }

        return order.ConvertAll(url => new FeedEntry(url, found[url].Title, found[url].Published, null, null));
    }

    // What lies around the links: the address to which all links in it lead, or nothing where they lead to several.
    private static Dictionary<IElement, string> Boxes(List<(IElement Link, string Url)> group)
    {
        var boxes = new Dictionary<IElement, string>();
        foreach (var (link, url) in group)
        {
            for (var box = link.ParentElement; box is not null; box = box.ParentElement)
            {
                if (!boxes.TryGetValue(box, out var leads)) boxes.Add(box, url);
                else if (leads.Length == 0) break;
                else if (leads != url) boxes[box] = "";
            }
        }

        return boxes;
    }

    // A list without boxes: headline and date stand in turn, and what is behind a link is its own.
    private static Dictionary<IElement, DateTimeOffset> Behind(List<(IElement Link, string Url)> group)
    {
        var dates = new Dictionary<IElement, DateTimeOffset>();
        var links = group.Select(static member => member.Link).ToHashSet();
        foreach (var parent in group.Select(static member => member.Link.ParentElement).OfType<IElement>().Distinct())
        {
            IElement? last = null;
            foreach (var child in parent.ChildNodes)
            {
                if (child is IElement element && links.Contains(element)) last = element;
                else if (last is not null && !dates.ContainsKey(last) && InText(child.TextContent) is { } date) dates.Add(last, date);
            }
        }

        return dates;
    }

    // Beside the link, as far as it is alone with its date; then in the address.
    private static DateTimeOffset? Date(IElement link, string url, Dictionary<IElement, string> boxes, Dictionary<IElement, DateTimeOffset> behind)
    {
        var box = link.ParentElement;
        for (var climb = 0; climb < 6 && box is not null && box.LocalName is not ("body" or "html" or "main") && boxes[box].Length > 0; climb++, box = box.ParentElement)
            if (InElement(box, link) is { } date) return date;
        if (behind.TryGetValue(link, out var next)) return next;
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

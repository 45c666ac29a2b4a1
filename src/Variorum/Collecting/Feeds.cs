using System.Net;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>Reads feeds of all kinds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.</summary>
/// <remarks>As lenient as the web demands, and bounded in length, depth and entries.</remarks>
public static partial class Feeds
{
    /// <summary>Bytes of a feed that are read.</summary>
    public const int Longest = 32 * 1024 * 1024;

    /// <summary>Entries of a feed that are read.</summary>
    public const int MostEntries = 20_000;

    private const int LongestTitle = 2000;

    /// <summary>Reads what was fetched, its <c>Link</c> header included.</summary>
    /// <exception cref="UnreadableFeedException">It is no feed.</exception>
    public static Feed Read(Fetched fetched)
    {
        var (bytes, cut) = fetched.Decode();
        var feed = Read(bytes, fetched.Url, fetched.Header("Content-Type"));
        var links = LinkHeader.Parse(fetched.Header("Link"), fetched.Url);
        // WebSub believes the header first.
        var hubs = links.Where(static link => link.Rel == "hub").Select(static link => link.Url).Concat(feed.Hubs).Distinct(StringComparer.Ordinal).ToList();
        var self = links.Find(static link => link.Rel == "self").Url ?? feed.Self;
        return feed with { Hubs = hubs, Self = self, Next = feed.Next ?? links.Find(static link => link.Rel == "next").Url, Cut = cut ?? feed.Cut };
    }

    /// <summary>Reads a feed's bytes.</summary>
    /// <param name="bytes">Content codings undone.</param>
    /// <param name="url">Where it was fetched: what relative addresses are relative to.</param>
    /// <param name="contentType">The server's header.</param>
    /// <exception cref="UnreadableFeedException">It is no feed.</exception>
    public static Feed Read(ReadOnlyMemory<byte> bytes, string url, string? contentType = null)
    {
        var tooLong = bytes.Length > Longest ? $"it is longer than {Longest} bytes" : null;
        var text = Charset.Decode(tooLong is null ? bytes : bytes[..Longest], contentType).Text;
        var address = Uri.TryCreate(url, UriKind.Absolute, out var known) ? known : null;
        var start = text.AsSpan().TrimStart(" \t\r\n\uFEFF\0");
        var feed = start.StartsWith("{", StringComparison.Ordinal) ? JsonFeed.Read(text, address) : new Reading(text, address).Read();
        return feed with { Cut = tooLong ?? feed.Cut };
    }

    /// <summary>A title as text: the markup that RSS and HTML titles carry is taken off.</summary>
    internal static string? Plain(string text, bool markup)
    {
        if (text.Length > LongestTitle * 4) text = text[..(LongestTitle * 4)];
        // Once for those who escape their markup, once for those who escape it twice.
        for (var i = 0; markup && i < 2 && text.AsSpan().IndexOfAny('<', '&') >= 0; i++) text = WebUtility.HtmlDecode(Tags().Replace(text, " "));
        text = HtmlPage.Folded(text);
        return text.Length == 0 ? null : text.Length > LongestTitle ? text[..LongestTitle] : text;
    }

    [GeneratedRegex("</?[A-Za-z][^<>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    private sealed class Reading(string text, Uri? address)
    {
        private readonly List<FeedEntry> entries = [];
        private readonly List<string> hubs = [];
        private readonly System.Text.StringBuilder field = new();
        private string? format, title, self, next, site, cut;
        private int fieldDepth, itemDepth;
        private bool plainField;
        private Item item = new();

        public Feed Read()
        {
            using var xml = new LooseXml(text, address, "item", "entry");
            while (cut is null && xml.Read())
            {
                if (xml.Kind == LooseXmlNode.Start) Start(xml);
                else if (xml.Kind == LooseXmlNode.End) End(xml);
                else if (fieldDepth > 0 && field.Length < Longest / 8) field.Append(xml.Value);
            }

            if (itemDepth > 0) Finish(xml);
            if (format is null) throw new UnreadableFeedException("it is no feed: it is neither RSS nor Atom nor JSON Feed");
            return new Feed(format, title, entries, hubs, self, next, cut ?? xml.Cut);
        }

        private void Start(LooseXml xml)
        {
            if (format is null)
            {
                format = Format(xml);
                // A page has no feed further down.
                if (format is null && (xml.Name is "html" or "urlset" or "sitemapindex" or "opml" || xml.Depth > 3)) throw new UnreadableFeedException($"it is no feed: it begins with <{xml.Name}>");
            }

            if (xml.Name is "item" or "entry" && IsFeeds(xml.Space))
            {
                if (itemDepth > 0) Finish(xml);
                (item, itemDepth, fieldDepth) = (new Item { Id = xml.Attribute("rdf:about") }, xml.Depth, 0);
                if (item.Id is not null) item.About = xml.Resolve(item.Id);
                return;
            }

            if (fieldDepth > 0) return;
            var parent = itemDepth > 0 ? itemDepth : HeadDepth(xml);
            if (xml.Depth != parent + 1 && !(xml.Name == "link" && itemDepth == 0)) return;
            if (xml.Name == "link" && xml.Attribute("href") is { } href) Link(xml, href);
            if (!IsField(xml)) return;
            (fieldDepth, plainField) = (xml.Depth, xml.Attribute("type") is "text" or "text/plain");
            // What a guid is, its element says when it starts.
            if (xml.Name == "guid") item.GuidIsAddress = !"false".Equals(xml.Attribute("ispermalink"), StringComparison.OrdinalIgnoreCase);
            field.Clear();
        }

        // In RSS the channel's own fields stand within it, in Atom within the root.
        private static int HeadDepth(LooseXml xml) => xml.Depth >= 3 ? 2 : 1;

        private static string? Format(LooseXml xml) => xml.Name switch
        {
            "rss" => "RSS " + (xml.Attribute("version")?.Trim() is { Length: > 0 and < 12 } version ? version : "2.0"),
            "rdf" => "RSS 1.0",
            "feed" => xml.Attribute("version")?.Trim() == "0.3" || xml.Space.StartsWith("http://purl.org/atom/", StringComparison.OrdinalIgnoreCase) ? "Atom 0.3" : "Atom 1.0",
            "channel" => "RSS 2.0",
            _ => null,
        };

        private static bool IsField(LooseXml xml) => xml.Name switch
        {
            "title" or "link" or "guid" or "id" or "pubdate" or "published" or "updated" or "issued" or "modified" or "created" => IsFeeds(xml.Space) || IsDublinCore(xml.Space),
            "date" => IsDublinCore(xml.Space) || IsFeeds(xml.Space),
            _ => false,
        };

        // Whose prefix is declared nowhere is known by the prefix that everybody uses for it.
        private static bool IsFeeds(string space) => space.Length == 0 || space is "atom:" or "rss:" or "a10:"
            || space.Contains("/atom", StringComparison.OrdinalIgnoreCase) || space.Contains("/rss", StringComparison.OrdinalIgnoreCase) && !space.Contains("/modules/", StringComparison.OrdinalIgnoreCase)
            && !space.Contains("mrss", StringComparison.OrdinalIgnoreCase) || space.Contains("netscape.com/rdf", StringComparison.OrdinalIgnoreCase) || space.Contains("backend.userland.com", StringComparison.OrdinalIgnoreCase);

        private static bool IsDublinCore(string space) => space is "dc:" or "dcterms:" || space.Contains("purl.org/dc/", StringComparison.OrdinalIgnoreCase);

        private void Link(LooseXml xml, string href)
        {
            if (xml.Resolve(href) is not { } url) return;
            foreach (var rel in (xml.Attribute("rel") ?? "alternate").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (itemDepth > 0)
                {
                    // Of several the one that a reader would open.
                    if (rel == "alternate" && (item.Alternate is null || xml.Attribute("type") is "text/html")) item.Alternate = url;
                    continue;
                }

                if (rel == "hub" && hubs.Count < 10) hubs.Add(url);
                else if (rel == "self") self ??= url;
                else if (rel == "next") next = url;
                else if (rel == "prev-archive") next ??= url;
                else if (rel == "alternate") site ??= url;
            }
        }

        private void End(LooseXml xml)
        {
            if (fieldDepth > 0 && xml.Depth <= fieldDepth)
            {
                Field(xml);
                fieldDepth = 0;
            }

            if (itemDepth > 0 && xml.Depth <= itemDepth) Finish(xml);
        }

        private void Field(LooseXml xml)
        {
            var value = field.ToString();
            if (itemDepth == 0)
            {
                if (xml.Name == "title") title ??= Plain(value, !plainField);
                else if (xml.Name == "link") site ??= xml.Resolve(value);
                return;
            }

            switch (xml.Name)
            {
                case "title": item.Title ??= Plain(value, !plainField); break;
                case "link": item.Link ??= Absolute(xml, value); break;
                case "guid":
                    item.Id = value.Trim();
                    if (item.GuidIsAddress) item.About ??= WebAddress.Resolve(null, value);
                    break;
                case "id":
                    item.Id = value.Trim();
                    item.About ??= WebAddress.Resolve(null, value);
                    break;
                case "pubdate" or "published" or "issued" or "created" or "date": item.Published ??= WebDates.Parse(value); break;
                case "updated" or "modified": item.Updated ??= WebDates.Parse(value); break;
            }
        }

        // In RSS what is relative is relative to the site, not to where the feed happens to lie.
        private string? Absolute(LooseXml xml, string value) =>
            WebAddress.Resolve(null, value) ?? (site is null || value.Trim().StartsWith('/') ? xml.Resolve(value) : WebAddress.Resolve(new Uri(site), value));

        private void Finish(LooseXml xml)
        {
            itemDepth = 0;
            fieldDepth = 0;
            if ((item.Link ?? item.Alternate ?? item.About) is not { } url) return;
            if (entries.Count == MostEntries) cut = $"it has more than {MostEntries} entries; the first were read";
            else entries.Add(new FeedEntry(url, item.Title, item.Published, item.Updated, item.Id is { Length: > 0 and <= LongestTitle } id ? id : null));
        }
    }

    private sealed class Item
    {
        public string? Title { get; set; }

        public string? Link { get; set; }

        public string? Alternate { get; set; }

        public string? About { get; set; }

        public string? Id { get; set; }

        public bool GuidIsAddress { get; set; }

        public DateTimeOffset? Published { get; set; }

        public DateTimeOffset? Updated { get; set; }
    }
}

using System.Globalization;
using System.Xml;

namespace Variorum;

/// <summary>A feed as RSS 2.0. Readers take its titles and descriptions for HTML, so the text is escaped as HTML first, and then as XML.</summary>
internal static class FeedAsRss
{
    private const string Atom = "http://www.w3.org/2005/Atom", Dublin = "http://purl.org/dc/elements/1.1/";

    public static void Write(OwnFeed feed, XmlWriter xml)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "atom", null, Atom);
        xml.WriteAttributeString("xmlns", "dc", null, Dublin);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", Html(feed.Title));
        xml.WriteElementString("link", feed.Site + feed.Page);
        xml.WriteElementString("description", Html(feed.Title));
        xml.WriteElementString("lastBuildDate", Stamp(feed.Updated));
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", "self");
        xml.WriteAttributeString("type", "application/rss+xml");
        xml.WriteAttributeString("href", feed.Site + feed.Path);
        xml.WriteEndElement();
        foreach (var item in feed.Items) Item(feed, item, xml);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Item(OwnFeed feed, NewsItem item, XmlWriter xml)
    {
        xml.WriteStartElement("item");
        xml.WriteElementString("title", Html(OwnFeed.Headline(item)));
        xml.WriteElementString("link", feed.Site + item.Path);
        xml.WriteStartElement("guid");
        xml.WriteAttributeString("isPermaLink", "false");
        xml.WriteString($"urn:uuid:{item.Id}");
        xml.WriteEndElement();
        xml.WriteElementString("pubDate", Stamp(item.Time));
        if (item.Publisher is { } publisher) xml.WriteElementString("creator", Dublin, Html(publisher));
        xml.WriteElementString("category", NewsItem.Name(item.Kind));
        xml.WriteElementString("description", Html(item.Summary));
        xml.WriteEndElement();
    }

    private static string Html(string text) => new StringBuilder(text.Length).Text(text).ToString();

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
}

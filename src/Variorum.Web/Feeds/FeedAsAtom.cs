using System.Xml;

namespace Variorum;

/// <summary>A feed as Atom (RFC 4287). All text is of type text: nothing of it is markup to a reader.</summary>
internal static class FeedAsAtom
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static void Write(OwnFeed feed, XmlWriter xml)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteElementString("id", Atom, $"urn:uuid:{feed.Id}");
        xml.WriteElementString("title", Atom, OwnFeed.Clean(feed.Title));
        xml.WriteElementString("updated", Atom, OwnFeed.Stamp(feed.Updated));
        Link(xml, "self", feed.Site + feed.Path, "application/atom+xml");
        Link(xml, "alternate", feed.Site + feed.Page, "text/html");
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, "Variorum");
        xml.WriteEndElement();
        foreach (var item in feed.Items) Entry(feed, item, xml);
        xml.WriteEndElement();
    }

    private static void Entry(OwnFeed feed, NewsItem item, XmlWriter xml)
    {
        xml.WriteStartElement("entry", Atom);
        if (item.Language is { } language && Items.Language(language).Text.Length > 0) xml.WriteAttributeString("xml", "lang", null, language);
        xml.WriteElementString("id", Atom, $"urn:uuid:{item.Id}");
        Text(xml, "title", OwnFeed.Headline(item));
        xml.WriteElementString("updated", Atom, OwnFeed.Stamp(item.Time));
        xml.WriteElementString("published", Atom, OwnFeed.Stamp(item.Time));
        Link(xml, "alternate", feed.Site + item.Path, "text/html");
        if (Markup.Link(item.Url) is not "#" and var original) Link(xml, "related", OwnFeed.Clean(original), null);
        xml.WriteStartElement("category", Atom);
        xml.WriteAttributeString("term", NewsItem.Name(item.Kind));
        xml.WriteEndElement();
        if (item.Publisher is { } publisher)
        {
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, OwnFeed.Clean(publisher));
            xml.WriteEndElement();
        }
        Text(xml, "summary", item.Summary);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Atom);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(OwnFeed.Clean(text));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string? type)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        if (type is not null) xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }
}

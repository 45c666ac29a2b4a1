using System.Text;
using System.Xml;

namespace Variorum;

/// <summary>A feed in a list of feeds.</summary>
/// <param name="Feed">The feed's address.</param>
/// <param name="Title">Its name, or null.</param>
/// <param name="Site">The site's address, or null.</param>
/// <param name="Folder">Names of the outlines around it, joined by <c>/</c>; empty at the top.</param>
public sealed record Subscription(string Feed, string? Title, string? Site, string Folder = "");

/// <summary>Lists of feeds as feed readers exchange them (OPML 1.0 and 2.0).</summary>
public static class Opml
{
    /// <summary>Bytes of a list that are read.</summary>
    public const int Longest = 16 * 1024 * 1024;

    /// <summary>Feeds of a list that are read.</summary>
    public const int MostFeeds = 20_000;

    private const int LongestProlog = 4096;

    /// <summary>Whether a file begins as a list does.</summary>
    public static bool Is(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Span.IndexOf("<opml"u8) is < 0 or > LongestProlog) return false;
        var text = Charset.Decode(bytes[..Math.Min(bytes.Length, LongestProlog)], null).Text;
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['<', ..]) return false;
        using var xml = new LooseXml(text, null);
        while (xml.Read())
        {
            if (xml.Kind == LooseXmlNode.Start) return xml.Name == "opml";
        }
        return false;
    }

    /// <summary>Reads a list; feeds without an address by http or https are left out.</summary>
    /// <returns>The feeds in their order, and why these are not all; null where they are.</returns>
    /// <exception cref="UnreadableFeedException">It is no OPML.</exception>
    public static (IReadOnlyList<Subscription> Feeds, string? Cut) Read(ReadOnlyMemory<byte> bytes)
    {
        var cut = bytes.Length > Longest ? $"it is longer than {Longest} bytes" : null;
        var feeds = new List<Subscription>();
        var folders = new List<string>();
        var opml = false;
        using var xml = new LooseXml(Charset.Decode(bytes.Length > Longest ? bytes[..Longest] : bytes, null).Text, null);
        while (xml.Read())
        {
            if (xml.Kind == LooseXmlNode.Start && !opml)
            {
                if (xml.Name != "opml") throw new UnreadableFeedException($"it is no OPML: it begins with <{xml.Name}>");
                opml = true;
            }

            if (xml.Name != "outline") continue;
            if (xml.Kind == LooseXmlNode.End && folders.Count > 0) folders.RemoveAt(folders.Count - 1);
            if (xml.Kind != LooseXmlNode.Start) continue;
            var title = Feeds.Plain(xml.Attribute("title") ?? xml.Attribute("text") ?? "", markup: false);
            if (xml.Resolve(xml.Attribute("xmlurl")) is { } feed)
            {
                if (feeds.Count == MostFeeds) return (feeds, $"it has more than {MostFeeds} feeds; the first were read");
                feeds.Add(new Subscription(feed, title, xml.Resolve(xml.Attribute("htmlurl")), string.Join('/', folders.Where(static folder => folder.Length > 0))));
            }

            folders.Add(title ?? "");
        }

        return opml ? (feeds, cut ?? xml.Cut) : throw new UnreadableFeedException("it is no OPML: it has no element that could be read");
    }

    /// <summary>Writes a list, OPML 2.0, UTF-8; the same list gives the same bytes.</summary>
    public static void Write(Stream stream, string title, IEnumerable<Subscription> feeds)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, NewLineChars = "\n", CloseOutput = false, CheckCharacters = false };
        using var xml = XmlWriter.Create(stream, settings);
        xml.WriteStartElement("opml");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteStartElement("head");
        xml.WriteElementString("title", Legal(title));
        xml.WriteEndElement();
        xml.WriteStartElement("body");
        foreach (var folder in feeds.GroupBy(static feed => feed.Folder, StringComparer.Ordinal))
        {
            var names = folder.Key.Split('/', StringSplitOptions.RemoveEmptyEntries);
            foreach (var name in names)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("text", Legal(name));
            }

            foreach (var feed in folder)
            {
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("type", "rss");
                xml.WriteAttributeString("text", Legal(feed.Title ?? feed.Feed));
                xml.WriteAttributeString("xmlUrl", feed.Feed);
                if (feed.Site is not null) xml.WriteAttributeString("htmlUrl", feed.Site);
                xml.WriteEndElement();
            }

            foreach (var _ in names) xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Legal(string text) => string.Concat(text.EnumerateRunes().Where(static rune => rune.Value is >= ' ' and not (0xFFFE or 0xFFFF)));
}

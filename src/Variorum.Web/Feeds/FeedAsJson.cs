using System.Text.Json;

namespace Variorum;

/// <summary>A feed as JSON Feed 1.1. All content is plain text: there is no HTML in it.</summary>
internal static class FeedAsJson
{
    public static void Write(OwnFeed feed, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("version", "https://jsonfeed.org/version/1.1");
        json.WriteString("title", OwnFeed.Clean(feed.Title));
        json.WriteString("home_page_url", feed.Site + feed.Page);
        json.WriteString("feed_url", feed.Site + feed.Path);
        json.WriteStartArray("items");
        foreach (var item in feed.Items) Item(feed, item, json);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Item(OwnFeed feed, NewsItem item, Utf8JsonWriter json)
    {
        var time = OwnFeed.Stamp(item.Time);
        json.WriteStartObject();
        json.WriteString("id", $"urn:uuid:{item.Id}");
        json.WriteString("url", feed.Site + item.Path);
        if (Markup.Link(item.Url) is not "#" and var original) json.WriteString("external_url", original);
        json.WriteString("title", OwnFeed.Clean(OwnFeed.Headline(item)));
        json.WriteString("content_text", OwnFeed.Clean(item.Summary));
        json.WriteString("date_published", time);
        json.WriteString("date_modified", time);
        if (item.Publisher is { } publisher)
        {
            json.WriteStartArray("authors");
            json.WriteStartObject();
            json.WriteString("name", OwnFeed.Clean(publisher));
            json.WriteEndObject();
            json.WriteEndArray();
        }
        if (item.Language is { } language && Items.Language(language).Text.Length > 0) json.WriteString("language", language);
        json.WriteStartArray("tags");
        json.WriteStringValue(NewsItem.Name(item.Kind));
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace Variorum;

/// <summary>What a webhook is sent: <c>variorum-news/1</c> (docs/api.md).</summary>
internal static class WebhookBody
{
    /// <summary>Pieces of news in one body.</summary>
    public const int Most = 100;

    public static byte[] Of(string name, DateTimeOffset made, IReadOnlyList<NewsItem> items)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-news/1");
            json.WriteString("delivery", name);
            json.WriteString("made", made.UtcDateTime);
            json.WriteStartArray("news");
            foreach (var item in items) Item(item, json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return bytes.ToArray();
    }

    private static void Item(NewsItem item, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("id", $"urn:uuid:{item.Id}");
        json.WriteString("kind", NewsItem.Name(item.Kind));
        json.WriteString("seen", item.Time.UtcDateTime);
        json.WriteString("title", OwnFeed.Clean(item.Title));
        json.WriteString("summary", OwnFeed.Clean(item.Summary));
        json.WriteString("path", item.Path);
        json.WriteString("url", item.Url);
        json.WriteString("publisher", item.Publisher);
        json.WriteString("language", item.Language);
        if (item.Version is { } version) json.WriteNumber("version", version);
        if (item.Search is { } search) json.WriteString("search", search);
        if (item.Losses.Count > 0)
        {
            json.WriteStartArray("gone");
            foreach (var loss in item.Losses.Take(Most))
            {
                json.WriteStartObject();
                json.WriteString("kind", VanishedText.Name(loss.Kind));
                json.WriteString("text", OwnFeed.Clean(loss.Text));
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}

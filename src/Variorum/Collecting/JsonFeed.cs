using System.Text.Json;

namespace Variorum;

/// <summary>Reads JSON Feed 1 and 1.1.</summary>
internal static class JsonFeed
{
    private const int Deepest = 64;

    /// <exception cref="UnreadableFeedException">It is none.</exception>
    public static Feed Read(string text, Uri? address)
    {
        try
        {
            using var json = JsonDocument.Parse(text.AsMemory().TrimStart(" \t\r\n\uFEFF\0"), new JsonDocumentOptions { MaxDepth = Deepest, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(json.RootElement, address);
        }
        catch (JsonException fault)
        {
            throw new UnreadableFeedException($"it is no feed: its JSON is broken in line {fault.LineNumber + 1}");
        }
    }

    private static Feed Read(JsonElement root, Uri? address)
    {
        if (Text(root, "version") is not { } version || !version.Contains("jsonfeed.org/version/", StringComparison.Ordinal) || !root.TryGetProperty("items", out var items)
            || items.ValueKind != JsonValueKind.Array) throw new UnreadableFeedException("it is no feed: its JSON is no JSON Feed");
        var home = WebAddress.Resolve(address, Text(root, "home_page_url")) is { } page ? new Uri(page) : address;
        var entries = new List<FeedEntry>();
        string? cut = null;
        foreach (var item in items.EnumerateArray())
        {
            var id = Text(item, "id");
            var url = WebAddress.Resolve(home, Text(item, "url")) ?? WebAddress.Resolve(home, Text(item, "external_url")) ?? WebAddress.Resolve(null, id);
            if (url is null) continue;
            if (entries.Count == Feeds.MostEntries)
            {
                cut = $"it has more than {Feeds.MostEntries} entries; the first were read";
                break;
            }

            entries.Add(new FeedEntry(url, Feeds.Plain(Text(item, "title") ?? "", markup: false), WebDates.Parse(Text(item, "date_published")), WebDates.Parse(Text(item, "date_modified")), id));
        }

        var hubs = root.TryGetProperty("hubs", out var listed) && listed.ValueKind == JsonValueKind.Array
            ? listed.EnumerateArray().Where(static hub => "WebSub".Equals(Text(hub, "type"), StringComparison.OrdinalIgnoreCase)).Take(10)
                .Select(hub => WebAddress.Resolve(address, Text(hub, "url"))).OfType<string>().ToList() : [];
        var number = version[(version.LastIndexOf('/') + 1)..];
        return new Feed($"JSON Feed {(number.Length is > 0 and < 8 ? number : "1")}", Feeds.Plain(Text(root, "title") ?? "", markup: false), entries, hubs,
            WebAddress.Resolve(address, Text(root, "feed_url")), WebAddress.Resolve(address, Text(root, "next_url")), cut);
    }

    // Numbers stand where texts should, for ids above all. A text of halved letters is none.
    private static string? Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var value)) return null;
        try
        {
            return value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}

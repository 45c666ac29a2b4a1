using System.Buffers;
using System.Text.Json;

namespace Variorum;

/// <summary>What an account's page tells programs: search engines (schema.org), reference managers (Highwire and Dublin Core), archives (Memento), and who embeds it (oEmbed).</summary>
internal static class AccountHead
{
    public static void Write(StringBuilder page, AccountShown shown, RoomAddress room)
    {
        var (version, kept, url) = (shown.Version, shown.Kept, shown.Document.Url);
        var own = $"{room.Base}/accounts/{version.Id}";
        page.Html($"<link rel=\"canonical\" href=\"{own}\">\n");
        if (Markup.Link(url) != "#") page.Html($"<link rel=\"original\" href=\"{url}\">\n<link rel=\"timegate\" href=\"{room.Base}/timegate/{RoomAddress.Target(url)}\">\n<link rel=\"timemap\" type=\"application/link-format\" href=\"{room.Base}/timemap/link/{RoomAddress.Target(url)}\">\n");
        page.Html($"<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{room.Base}/oembed?url={Uri.EscapeDataString(own)}\" title=\"{version.Title ?? url}\">\n");
        Meta(page, "citation_title", version.Title);
        Meta(page, "citation_author", kept?.Author);
        Meta(page, "citation_publisher", shown.Publisher);
        Meta(page, "citation_publication_date", version.Published?.Replace('-', '/'));
        Meta(page, "citation_online_date", version.First.UtcDateTime.ToString("yyyy/MM/dd", System.Globalization.CultureInfo.InvariantCulture));
        Meta(page, "citation_language", version.Language);
        Meta(page, "citation_public_url", url);
        Meta(page, "DC.title", version.Title);
        Meta(page, "DC.creator", kept?.Author ?? shown.Publisher);
        Meta(page, "DC.publisher", shown.Publisher);
        Meta(page, "DC.date", version.Published);
        Meta(page, "DC.language", version.Language);
        Meta(page, "DC.type", Telling.Name(version.Kind));
        Meta(page, "DC.identifier", own);
        Meta(page, "DC.source", url);
        // A block of data: browsers do not run it, so that the policy on scripts does not ask for its digest.
        page.Append("<script type=\"application/ld+json\">").Append(JsonLd(shown, room, own)).Append("</script>\n");
    }

    private static void Meta(StringBuilder page, string name, string? value)
    {
        if (value is not null) page.Html($"<meta name=\"{name}\" content=\"{value}\">\n");
    }

    // The writer's own encoder leaves no < or & in it.
    private static string JsonLd(AccountShown shown, RoomAddress room, string own)
    {
        var (version, kept, url) = (shown.Version, shown.Kept, shown.Document.Url);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("@context", "https://schema.org");
            json.WriteString("@type", version.Kind == AccountKind.Report ? "NewsArticle" : "Report");
            json.WriteString("@id", own);
            json.WriteString("url", own);
            if (version.Title is { } title) json.WriteString("headline", title);
            if (kept?.Description is { } description) json.WriteString("description", description);
            if (version.Published is { } published) json.WriteString("datePublished", published);
            if (kept?.Modified is { } modified) json.WriteString("dateModified", modified);
            if (version.Language is { } language) json.WriteString("inLanguage", language);
            if (kept?.Author is { } author) Named(json, "author", "Person", author);
            Named(json, "publisher", "Organization", shown.Publisher);
            json.WriteString("isBasedOn", kept?.OriginUrl is { } origin && Markup.Link(origin) != "#" ? origin : url);
            json.WriteString("archivedAt", $"{room.Base}{RoomAddress.Memento(shown.Capture)}");
            json.WriteString("sdDatePublished", shown.Capture.Time.UtcDateTime);
            json.WriteString("identifier", $"sha256:{shown.Capture.Sha256}");
            if (kept is { Categories.Count: > 0 })
            {
                json.WriteStartArray("keywords");
                foreach (var category in kept.Categories) json.WriteStringValue(category);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Named(Utf8JsonWriter json, string property, string type, string name)
    {
        json.WriteStartObject(property);
        json.WriteString("@type", type);
        json.WriteString("name", name);
        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>What a page's JSON-LD says, whatever it hangs in: lists, <c>@graph</c>, <c>mainEntity</c>.</summary>
internal sealed class JsonLd
{
    private const int MostNodes = 5_000;

    // \uD83D
    private const int Escape = 6;

    public List<(JsonLdKind Kind, string Name, string Value)> Values { get; } = [];

    public string? First(string name) => First(name, JsonLdKind.Article) ?? First(name, JsonLdKind.Page);

    public string? First(string name, JsonLdKind kind)
    {
        foreach (var value in Values)
        {
            if (value.Kind == kind && value.Name == name) return value.Value;
        }

        return null;
    }

    public static JsonLd Read(IEnumerable<string> scripts)
    {
        var read = new JsonLd();
        foreach (var script in scripts)
        {
            if (!read.TryParse(script)) read.ByPattern(script);
        }

        return read;
    }

    private bool TryParse(string script)
    {
        try
        {
            var text = script.AsSpan().Trim();
            if (text.StartsWith("<!--") || text.StartsWith("//")) return false;
            using var document = JsonDocument.Parse(WithWholePairs(text.TrimEnd(';').ToString()),
                new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 });
            Walk(document.RootElement);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The same, but where an escape is half of a surrogate pair: that is JSON, and no text; U+FFFD takes its place.</summary>
    private static string WithWholePairs(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var mended = json.ToCharArray();
        for (var i = 0; i + 1 < json.Length; i++)
        {
            if (json[i] != '\\') continue;
            var (unit, next) = (Escaped(json, i), Escaped(json, i + Escape));
            var pair = char.IsHighSurrogate(unit) && char.IsLowSurrogate(next);
            if (char.IsSurrogate(unit) && !pair) "FFFD".CopyTo(mended.AsSpan(i + 2));
            i += pair ? 2 * Escape - 1 : 1;
        }
        return new string(mended);
    }

    // NUL where no escape of four digits stands.
    private static char Escaped(string json, int at) =>
        at + Escape <= json.Length && json[at] == '\\' && json[at + 1] == 'u'
        && ushort.TryParse(json.AsSpan(at + 2, Escape - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';

    private void Walk(JsonElement root)
    {
        var open = new Stack<JsonElement>();
        open.Push(root);
        for (var nodes = 0; nodes < MostNodes && open.TryPop(out var node); nodes++)
        {
            if (node.ValueKind == JsonValueKind.Array)
            {
                foreach (var item in node.EnumerateArray().Reverse()) open.Push(item);
            }
            else if (node.ValueKind == JsonValueKind.Object)
            {
                Take(node);
                foreach (var property in node.EnumerateObject())
                {
                    if (property.Name is "@graph" or "mainEntity" or "mainEntityOfPage" or "itemListElement" or "hasPart" or "item" or "about" or "video" or "comment")
                    {
                        if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) open.Push(property.Value);
                    }
                }
            }
        }
    }

    private void Take(JsonElement node)
    {
        var kind = KindOf(node);
        foreach (var property in node.EnumerateObject())
        {
            var name = property.Name;
            switch (name)
            {
                case "headline" or "name" or "alternativeHeadline" or "datePublished" or "dateCreated" or "dateModified" or "uploadDate" or "articleBody" or "description"
                    or "inLanguage" or "url":
                    Add(kind, name, Text(property.Value));
                    break;
                case "author" or "publisher" or "creator" or "sourceOrganization":
                    foreach (var who in Each(property.Value)) Add(kind, name, Named(who));
                    break;
                case "articleSection" or "keywords":
                    foreach (var what in Each(property.Value)) Add(kind, name, Text(what));
                    break;
            }
        }
    }

    private static JsonElement[] Each(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array when value.GetArrayLength() > 0 && value[0].ValueKind == JsonValueKind.String => value[0].GetString(),
        JsonValueKind.Object when value.TryGetProperty("@value", out var inner) && inner.ValueKind == JsonValueKind.String => inner.GetString(),
        _ => null,
    };

    private static string? Named(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
            ? value.TryGetProperty("name", out var name) ? Text(name) : null
            : Text(value);

    private void Add(JsonLdKind kind, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value)) Values.Add((kind, name, value));
    }

    private static JsonLdKind KindOf(JsonElement node)
    {
        if (!node.TryGetProperty("@type", out var types)) return JsonLdKind.Other;
        var kind = JsonLdKind.Other;
        foreach (var type in Each(types))
        {
            if (type.ValueKind != JsonValueKind.String) continue;
            var name = type.GetString()!;
            if (name.EndsWith("Article", StringComparison.Ordinal) || name.EndsWith("Posting", StringComparison.Ordinal)
                || name is "Report" or "LiveBlogPosting" or "Statement" or "SpecialAnnouncement" or "CreativeWork" or "Review" or "Recipe") return JsonLdKind.Article;
            if (name.EndsWith("Page", StringComparison.Ordinal)) kind = JsonLdKind.Page;
            else if (name.EndsWith("Organization", StringComparison.Ordinal) || name is "WebSite" or "NewsMediaOrganization" or "GovernmentOrganization") kind = JsonLdKind.Site;
            else if (name == "BreadcrumbList") kind = JsonLdKind.Trail;
            else if (name == "ListItem") kind = JsonLdKind.TrailItem;
            else if (name is "VideoObject" or "Comment" or "Event" or "Product" or "Offer" or "ImageObject") kind = JsonLdKind.Aside;
        }

        return kind;
    }

    // A comma too many or a line break in a string must not cost the date.
    private void ByPattern(string script)
    {
        foreach (var name in (ReadOnlySpan<string>)["headline", "datePublished", "dateCreated", "dateModified"])
        {
            var at = script.IndexOf($"\"{name}\"", StringComparison.Ordinal);
            if (at < 0) continue;
            at += name.Length + 2;
            while (at < script.Length && (script[at] == ':' || char.IsWhiteSpace(script[at]))) at++;
            if (at >= script.Length || script[at] != '"') continue;
            var end = script.AsSpan(at + 1).IndexOfAny('"', '\n');
            if (end is > 3 and < 400) Add(JsonLdKind.Article, name, script.Substring(at + 1, end));
        }
    }
}

/// <summary>What a node of JSON-LD speaks of.</summary>
internal enum JsonLdKind { Article, Page, Site, Trail, TrailItem, Aside, Other }

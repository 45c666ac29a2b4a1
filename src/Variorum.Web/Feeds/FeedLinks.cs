namespace Variorum;

/// <summary>Links to feeds: for feed readers in a page's head, for people in its text.</summary>
internal static class FeedLinks
{
    private static readonly (string Format, string Type, string Name)[] Formats =
        [("atom", "application/atom+xml", "Atom"), ("rss", "application/rss+xml", "RSS"), ("json", "application/feed+json", "JSON Feed")];

    /// <summary>The room's own feeds, for a page's head.</summary>
    public static void All(StringBuilder page)
    {
        Head(page, "Changes", "changes");
        Head(page, "Vanished", "vanished");
        Head(page, "Events", "events");
    }

    /// <summary>One feed in each format, for a page's head.</summary>
    public static void Head(StringBuilder page, string title, string feed, params IReadOnlyList<(string Name, string? Value)> parameters)
    {
        foreach (var (format, type, name) in Formats)
            page.Html($"<link rel=\"alternate\" type=\"{type}\" title=\"{title} ({name})\" href=\"{Wishes.Address($"/feeds/{feed}.{format}", parameters)}\">\n");
    }

    /// <summary>The same for people: three links in a row.</summary>
    public static void Write(StringBuilder page, string feed, params IReadOnlyList<(string Name, string? Value)> parameters)
    {
        for (var i = 0; i < Formats.Length; i++)
            page.Html($"{(i > 0 ? " · " : "")}<a href=\"{Wishes.Address($"/feeds/{feed}.{Formats[i].Format}", parameters)}\">{Formats[i].Name}</a>");
    }
}

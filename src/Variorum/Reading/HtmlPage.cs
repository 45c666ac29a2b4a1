namespace Variorum;

/// <summary>Reads HTML: its main text, and what it says of itself.</summary>
internal static class HtmlPage
{
    private const int Looked = 4096;

    private static readonly System.Buffers.SearchValues<string> TagStarts =
        System.Buffers.SearchValues.Create(["<!", "<?xml", "<h", "<b", "<d", "<p", "<a", "<t", "<s", "<m", "<f"], StringComparison.OrdinalIgnoreCase);

    private const int LongestMarkup = 16 * 1024 * 1024;

    public static Draft Read(string html, Page page)
    {
        var (layout, data) = LayOut(html);
        var witnesses = Witnesses(layout, data);
        var chosen = MainText.Of(layout, witnesses);
        return HtmlDraft.Of(layout, data, chosen, page);
    }

    /// <summary>Whether a text is markup and not words: by its header, or by the tags at its beginning.</summary>
    public static bool Looks(string text, string? contentType)
    {
        if (contentType is not null)
        {
            if (contentType.Contains("html", StringComparison.OrdinalIgnoreCase)) return true;
            if (contentType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase)) return false;
        }

        var head = text.AsSpan(0, Math.Min(text.Length, Looked));
        if (head.TrimStart(" \t\r\n\uFEFF").StartsWith("<", StringComparison.Ordinal) && head.ContainsAny(TagStarts)) return true;
        foreach (var tag in (ReadOnlySpan<string>)["<html", "<head", "<body", "<!doctype html", "<p>", "<div", "</p>", "<meta ", "<table"])
        {
            if (head.Contains(tag, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>Parses and walks: everything before the judgement which blocks are the text.</summary>
    public static (HtmlLayout Layout, JsonLd Data) LayOut(string html)
    {
        var tooLong = html.Length > LongestMarkup;
        var (document, cut) = HtmlMarkup.Parse(tooLong ? html[..LongestMarkup] : html);
        var layout = HtmlWalk.Read(document);
        if (tooLong) cut ??= $"the page is longer than {LongestMarkup} characters";
        layout.Cut ??= cut;
        return (layout, JsonLd.Read(layout.Data));
    }

    public static HtmlWitnesses Witnesses(HtmlLayout layout, JsonLd data)
    {
        var descriptions = layout.Metas.Where(meta => meta.Name is "og:description" or "description" or "twitter:description" or "dc.description").Select(meta => meta.Content)
            .Append(data.First("description") ?? "").Select(Folded);
        var titles = layout.Metas.Where(meta => meta.Name is "og:title" or "twitter:title").Select(meta => meta.Content)
            .Append(data.First("headline") ?? "").Append(layout.DocumentTitle ?? "").Select(Folded);
        return new HtmlWitnesses(Folded(data.First("articleBody") ?? ""), descriptions, titles);
    }

    /// <summary>White space folded to single blanks.</summary>
    internal static string Folded(string text) =>
        string.Join(' ', text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

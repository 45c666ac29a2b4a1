using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>Reads HTML: its main text, and what it says of itself.</summary>
internal static class HtmlPage
{
    private const int LongestMarkup = 16 * 1024 * 1024;

    public static Draft Read(string html, Page page)
    {
        var (layout, data) = LayOut(html);
        var witnesses = Witnesses(layout, data);
        var chosen = MainText.Of(layout, witnesses);
        return HtmlDraft.Of(layout, data, chosen, page);
    }

    /// <summary>Parses and walks: everything before the judgement which blocks are the text.</summary>
    public static (HtmlLayout Layout, JsonLd Data) LayOut(string html)
    {
        var (document, cut) = Parse(html);
        var layout = HtmlWalk.Read(document);
        layout.Cut ??= cut;
        layout.Markup = html;
        return (layout, JsonLd.Read(layout.Data));
    }

    /// <summary>The page's tree, within bounds, and why the rest of the page was left out (else null).</summary>
    public static (IHtmlDocument Document, string? Cut) Parse(string html, bool shown = false)
    {
        if (html.Length <= LongestMarkup) return HtmlMarkup.Parse(html, shown);
        var (document, cut) = HtmlMarkup.Parse(html[..LongestMarkup], shown);
        return (document, cut ?? $"the page is longer than {LongestMarkup} characters");
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

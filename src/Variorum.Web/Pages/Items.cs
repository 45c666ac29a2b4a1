namespace Variorum;

/// <summary>News as items of a list.</summary>
internal static class Items
{
    private const int MostLosses = 5, LongestLoss = 200;

    public static void Write(StringBuilder page, IEnumerable<NewsItem> items)
    {
        page.Append("<ul class=\"items\">\n");
        foreach (var item in items) Write(page, item);
        page.Append("</ul>\n");
    }

    private static void Write(StringBuilder page, NewsItem item)
    {
        var (tag, word) = Tag(item.Kind);
        page.Html($"<li><h3 dir=\"auto\"{Language(item.Language)}><a href=\"{item.Path}\">{item.Title}</a></h3>\n<p class=\"meta\"><span class=\"tag {tag}\">{word}</span> ");
        if (item.Publisher is { } publisher) page.Html($"<bdi>{publisher}</bdi> · ");
        page.Html($"seen {Dated.At(item.Time)}");
        if (item is { Kind: not NewsKind.New, Version: { } version } && !item.Path.StartsWith("/accounts/", StringComparison.Ordinal)) page.Html($" · <a href=\"/accounts/{version}\">the account</a>");
        page.Append("</p>\n");
        if (item.Losses.Count > 0) Losses(page, item.Losses);
        else if (item.Summary.Length > 0) page.Html($"<p class=\"snippet\" dir=\"auto\"{Language(item.Kind is NewsKind.New or NewsKind.Hit ? item.Language : null)}>{item.Summary}</p>\n");
        foreach (var words in item.Words) page.Html($"<p class=\"snippet words\" dir=\"auto\"{Language(item.Language)}>{DiffRows.Marked(words)}</p>\n");
        page.Append("</li>\n");
    }

    public static void Losses(StringBuilder page, IReadOnlyList<Loss> losses)
    {
        page.Append("<p class=\"snippet\">");
        foreach (var loss in losses.Take(MostLosses)) page.Html($"<span class=\"tag gone\">{VanishedText.Name(loss.Kind)}</span> {(loss.Kind == LossKind.Picture ? Kept(loss.Text) : Struck(loss.Text))} ");
        if (losses.Count > MostLosses) page.Html($"and {losses.Count - MostLosses} more");
        page.Append("</p>\n");
    }

    private static Markup.Part Struck(string text) => page => page.Html($"<del dir=\"auto\">{Telling.Shorten(text, LongestLoss)}</del>");

    // A picture that was cropped or retouched is still there.
    private static Markup.Part Kept(string text) => page => page.Html($"<bdi>{Telling.Shorten(text, LongestLoss)}</bdi>");

    /// <summary>An attribute for text in another language; nothing where that is unknown.</summary>
    public static Markup.Raw Language(string? language) =>
        new(language is { Length: > 1 and < 36 } && language.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-') ? $" lang=\"{language}\"" : "");

    private static (string Tag, string Word) Tag(NewsKind kind) => kind switch
    {
        NewsKind.New or NewsKind.Hit => ("new", "new"),
        NewsKind.Changed => ("changed", "changed"),
        NewsKind.Vanished => ("gone", "taken out"),
        NewsKind.Withdrawn => ("gone", "not there"),
        _ => ("copy", "event"),
    };
}

using System.Globalization;

namespace Variorum.Bench;

/// <summary>What somebody made of a page. A page without an answer has no text.</summary>
/// <param name="Published">As far as it is known, ISO 8601.</param>
internal sealed record PageReading(string? Title, string? Published, string Text)
{
    public static readonly PageReading None = new(null, null, "");

    /// <summary>The whole reader, but for the choice of the blocks that are the text, which is given.</summary>
    public static PageReading Ours(LearntPage page, bool[] chosen)
    {
        var draft = Gathered.From(HtmlDraft.Of(page.Layout, page.Data, chosen, page.Page), page.Url);
        var account = Reader.Finish(page.Page, draft);
        return new PageReading(account.Title, account.Published, account.Text);
    }

    /// <summary>SmartReader, with the page's address and characters known.</summary>
    public static PageReading SmartReader(string? url, string html)
    {
        try
        {
            var article = new SmartReader.Reader(url ?? "https://example.invalid/", html).GetArticle();
            return new PageReading(article.Title, article.PublicationDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), article.TextContent ?? "");
        }
        catch (Exception)
        {
            // Whatever it throws on a page, that page has no answer.
            return None;
        }
    }

    /// <summary>Whether the reader as it is shipped ends on the page with an exception, or without a text where there is one.</summary>
    public static bool Fails(Page page, bool hasText)
    {
        try
        {
            return !Reader.Read(page).Text.Any(char.IsLetterOrDigit) && hasText;
        }
        catch (Exception)
        {
            return true;
        }
    }
}

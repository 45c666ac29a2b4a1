using System.Globalization;
using System.Net;
using System.Text;

namespace Variorum;

/// <summary>A row of a table of articles as a capture: a small page of ours, and the row itself beside it.</summary>
internal static class ArticleRow
{
    private static readonly string[] Times =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd", "yyyyMMdd", "yyyyMMdd'T'HHmmss'Z'", "yyyyMMddHHmmss", "yyyy/MM/dd", "yyyy/MM/dd HH:mm:ss",
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss zzz",
    ];

    // 1990 to 2100: what else has so many digits is no time.
    private const long Earliest = 631_152_000, Latest = 4_102_444_800;

    /// <summary>
    /// The row as a <c>conversion</c> record that refers to a <c>metadata</c> record with the row, byte for byte. Their ids follow from address
    /// and row alone: the same row is taken once, from whatever file and at whatever time.
    /// </summary>
    /// <param name="cell">What the row has in a column, by its folded name.</param>
    /// <param name="row">The row as it stands.</param>
    /// <param name="type">The row's media type.</param>
    /// <param name="problem">Why it is no article, a clause; null where it is one.</param>
    public static Incoming? Capture(Func<string, string?> cell, ReadOnlyMemory<byte> row, string type, ImportOptions options, out string? problem)
    {
        var columns = options.Columns ?? ArticleColumns.Guessed;
        var article = new Article(
            Url: columns.Find(ArticleField.Url, cell)?.Trim(),
            Title: columns.Find(ArticleField.Title, cell)?.Trim(),
            Text: columns.Find(ArticleField.Text, cell) is { } text && text.Any(char.IsLetterOrDigit) ? text : null,
            Html: columns.Find(ArticleField.Html, cell),
            Published: options.Facts?.Published ?? DayOf(columns.Find(ArticleField.Published, cell)),
            Publisher: options.Facts?.Publisher ?? NameOf(columns.Find(ArticleField.Publisher, cell)),
            Author: columns.Find(ArticleField.Author, cell)?.Trim(),
            Language: columns.Find(ArticleField.Language, cell)?.Trim());
        problem = Problem(article);
        if (problem is not null) return null;
        var page = article.Text is null ? Encoding.UTF8.GetBytes(article.Html!) : Encoding.UTF8.GetBytes(Page(article));
        var time = MomentOf(columns.Find(ArticleField.Captured, cell)) ?? options.Captured ?? throw new ArgumentException("Somebody has to say when the articles were fetched.", nameof(options));
        var names = $"{article.Url}\n{WarcDigest.Of(row.Span)}\n{WarcDigest.Of(page)}";
        var (made, original) = (WarcRecord.NameOf($"conversion\n{names}"), WarcRecord.NameOf($"metadata\n{names}"));
        var facts = new PageFacts(article.Published, article.Publisher).Fields();
        return new Incoming(WarcRecord.Create("conversion", time, article.Url, "text/html; charset=utf-8", page, [new("WARC-Refers-To", $"<{original}>"), .. facts], id: made),
            [WarcRecord.Create("metadata", time, article.Url, type, row, [new("WARC-Refers-To", $"<{made}>")], id: original)]);
    }

    private sealed record Article(string? Url, string? Title, string? Text, string? Html, string? Published, string? Publisher, string? Author, string? Language);

    private static string? Problem(Article article)
    {
        if (article.Url is not { Length: > 0 } url) return "has no address: fill it in, or name the column that holds it with --map url=COLUMN";
        if (url.Any(static unit => char.IsControl(unit) || unit == ' ') || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0)
            return $"has \"{(url.Length > 80 ? url[..80] + "…" : url)}\" for an address: a full one such as https://example.org/news/1 is needed";
        return article.Text is null && string.IsNullOrWhiteSpace(article.Html) ? "has no text: fill it in, or name the column that holds it with --map text=COLUMN" : null;
    }

    private static string Page(Article article)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html");
        Add(" lang=\"", article.Language, "\"");
        page.Append(">\n<head>\n<meta charset=\"utf-8\">\n");
        Add("<title>", article.Title, "</title>\n");
        Add("<meta property=\"og:site_name\" content=\"", article.Publisher, "\">\n");
        Add("<meta property=\"article:published_time\" content=\"", article.Published, "\">\n");
        Add("<meta name=\"author\" content=\"", article.Author, "\">\n");
        page.Append("</head>\n<body>\n<article>\n");
        Add("<h1>", article.Title, "</h1>\n");
        // Some scrapers keep the markup of the text.
        if (PageForm.IsHtml(article.Text)) page.Append(article.Text).Append('\n');
        else foreach (var paragraph in Paragraphs(article.Text!)) Add("<p>", paragraph, "</p>\n");
        return page.Append("</article>\n</body>\n</html>\n").ToString();

        void Add(string before, string? text, string after)
        {
            if (!string.IsNullOrWhiteSpace(text)) page.Append(before).Append(WebUtility.HtmlEncode(text)).Append(after);
        }
    }

    // Where there are blank lines, they part the paragraphs, and other line breaks only wrap them.
    private static string[] Paragraphs(string text)
    {
        text = text.ReplaceLineEndings("\n").Trim();
        return text.Split(text.Contains("\n\n", StringComparison.Ordinal) ? "\n\n" : "\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    // A domain or an address in the place of a name is one of the site, which is better than none.
    private static string? NameOf(string? publisher) =>
        string.IsNullOrWhiteSpace(publisher) || publisher.Any(char.IsControl) ? null
        : Uri.TryCreate(publisher, UriKind.Absolute, out var address) && address.Host.Length > 0 ? Addresses.Site(publisher) : publisher.Trim();

    // In the publisher's own zone, as the page would have said it.
    private static string? DayOf(string? date)
    {
        if (date is null) return null;
        if (MomentOf(date) is { } moment) return moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Days.Find(date) is [var day, ..] ? day.Iso : null;
    }

    private static DateTimeOffset? MomentOf(string? time)
    {
        if (time is null) return null;
        time = time.Trim();
        if (DateTimeOffset.TryParseExact(time, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out var moment)) return moment;
        if (time.Length < 9 || !decimal.TryParse(time, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return null;
        if (seconds > Latest) seconds /= 1000;
        return seconds is >= Earliest and <= Latest ? DateTimeOffset.FromUnixTimeMilliseconds((long)(seconds * 1000)) : null;
    }
}

using System.Security.Cryptography;

namespace Variorum;

/// <summary>How pages are read.</summary>
/// <param name="MaxBytes">A larger page is refused; 16 MB unless told otherwise. At least 1.</param>
public sealed record ReaderOptions(int MaxBytes = 16 << 20);

/// <summary>Reads a page to an account.</summary>
public static class Reader
{
    /// <summary>Rises when the same page would be read otherwise than before.</summary>
    public const string Version = Account.CurrentReader;

    private static readonly ReaderOptions Defaults = new();

    /// <summary>Reads one page. A page without an article gives an account without passages.</summary>
    /// <exception cref="UnreadablePageException">Empty, binary, too large, damaged beyond reading, or of a form that is not read (an office document).</exception>
    public static Account Read(Page page, ReaderOptions? options = null)
    {
        var limit = (options ?? Defaults).MaxBytes;
        var bytes = page.Bytes.Span;
        if (bytes.Length > limit) throw new UnreadablePageException($"has {Size(bytes.Length)}, more than the {Size(limit)} that are read: raise the limit or give a part of it");
        if (PageForm.IsPdf(bytes)) return Finish(page, Gathered.From(PdfPage.Read(page.Bytes), page.Url));
        if (PageForm.Refusal(bytes) is { } refusal) throw new UnreadablePageException(refusal);
        var (text, charset, belied) = Charset.Decode(page.Bytes, page.ContentType);
        var html = PageForm.IsHtml(text, page.ContentType);
        var draft = Gathered.From(html ? HtmlPage.Read(text, page) : PlainText.Read(text), page.Url);
        if (draft.Blocks.Count == 0 && draft.Unread.FirstOrDefault(static unread => unread.What == HtmlUnread.Rest) is { } cut)
            throw new UnreadablePageException($"is too tangled to be read ({cut.Why}): save its text and give that file");
        if (!draft.Blocks.Any(static block => block.Text.Any(char.IsLetterOrDigit))) draft = draft with { Blocks = [], Dateline = null };
        return Finish(page, draft with { Unread = [.. draft.Unread, .. Damage.Of(text, draft, html), .. Notices.Of(draft, charset, belied)] });
    }

    internal static Account Finish(Page page, Draft draft)
    {
        var published = page.Published ?? draft.Published;
        var spoken = Speech.Read(draft.Blocks, draft.Title);
        var dateline = default(Span);
        if (draft.Dateline is { } line)
        {
            // Put back once everything is told: a place and an agency are nobody who speaks.
            var start = draft.Blocks.Take(line.Block).Sum(static block => block.Text.Length + Speech.Gap.Length);
            dateline = new Span(start, start + line.Words.Length);
            spoken = spoken.With(line.Words, start);
        }
        // A figure at the end of a paragraph has no unit in the next.
        var dates = Dates.Find(spoken.Text, published).Where(date => !date.Text.Contains('\n')).ToList();
        return new Account
        {
            Input = page.Input,
            Url = page.Url,
            Canonical = draft.Canonical,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(page.Bytes.Span)),
            Title = draft.Title,
            Publisher = page.Publisher ?? draft.Publisher,
            Published = published,
            Modified = draft.Modified,
            Language = Language.Of(spoken.Text, draft.Language),
            Kind = Kinds.Of(draft, spoken),
            Author = draft.Author,
            Origin = draft.Origin,
            Categories = draft.Categories,
            Text = spoken.Text,
            Passages = spoken.Passages,
            Attributions = spoken.Attributions,
            People = spoken.People,
            Quantities = QuantitiesOf(spoken.Text, dates).FindAll(quantity => quantity.End <= dateline.Start || quantity.Start >= dateline.End),
            Dates = dates,
            Notes = draft.Notes,
            Captions = draft.Captions,
            Pictures = draft.Pictures,
            Unread = draft.Unread,
        };
    }

    /// <summary>A paragraph at a time: a number that ends one has no unit in the next.</summary>
    private static List<Quantity> QuantitiesOf(string text, List<DateExpression> dates)
    {
        var quantities = new List<Quantity>();
        var next = 0;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(Speech.Gap, start, StringComparison.Ordinal);
            if (end < 0) end = text.Length;
            var within = new List<DateExpression>();
            for (; next < dates.Count && dates[next].Start < end; next++) within.Add(dates[next] with { Start = dates[next].Start - start, End = dates[next].End - start });
            foreach (var quantity in Quantities.Find(text[start..end], within)) quantities.Add(quantity with { Start = quantity.Start + start, End = quantity.End + start });
            start = end + Speech.Gap.Length;
        }
        return quantities;
    }

    private static string Size(int bytes) => bytes >= 1 << 20 ? $"{bytes >> 20} MB" : bytes >= 1024 ? $"{bytes >> 10} kB" : $"{bytes} bytes";
}

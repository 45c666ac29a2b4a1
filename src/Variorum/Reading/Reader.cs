using System.Security.Cryptography;
using System.Text;

namespace Variorum;

/// <summary>Reads a page to an account.</summary>
public static class Reader
{
    /// <summary>Rises when the same page would be read otherwise than before.</summary>
    public const string Version = "0.1.0";

    /// <summary>Reads one page. A page without an article gives an account without passages.</summary>
    /// <exception cref="UnreadablePageException">Empty, binary, or of a form that is not read (PDF).</exception>
    public static Account Read(Page page)
    {
        var text = Encoding.UTF8.GetString(page.Bytes.Span);
        var draft = PlainText.Read(text);
        return Finish(page, draft);
    }

    private static Account Finish(Page page, Draft draft)
    {
        var published = page.Published ?? draft.Published;
        var spoken = Speech.Read(draft.Blocks, draft.Title);
        var dates = Dates.Find(spoken.Text, published);
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
            Language = draft.Language,
            Author = draft.Author,
            Origin = draft.Origin,
            Categories = draft.Categories,
            Text = spoken.Text,
            Passages = spoken.Passages,
            Attributions = spoken.Attributions,
            People = spoken.People,
            Quantities = Quantities.Find(spoken.Text, dates),
            Dates = dates,
            Notes = draft.Notes,
            Captions = draft.Captions,
            Unread = draft.Unread,
        };
    }
}

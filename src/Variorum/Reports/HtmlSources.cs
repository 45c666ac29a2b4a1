using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>The head of the page: where each account comes from, with the digest of the bytes that were read.</summary>
internal static class HtmlSources
{
    /// <summary>As many accounts as a title can name.</summary>
    public const int Named = 3;

    public static void Write(StringBuilder page, Collation collation)
    {
        page.Append("<header class=\"masthead\">\n<div class=\"brand\"><p><b>Variorum</b> ").Text(Accounts(collation.Witnesses.Count))
            .Append(" compared</p><button type=\"button\" class=\"theme\" hidden>Dark</button></div>\n<h1>");
        var many = collation.Witnesses.Count > Named;
        if (many) page.Append(collation.Witnesses.Count).Append(" accounts");
        for (var i = 0; i < collation.Witnesses.Count && !many; i++)
        {
            if (i > 0) page.Append(i < collation.Witnesses.Count - 1 ? "<span class=\"and\">,</span> " : " <span class=\"and\">and</span> ");
            page.Append("<span dir=\"auto\">").Text(Telling.Shorten(Telling.Called(collation.Witnesses[i]), 90)).Append("</span>");
        }
        page.Append("</h1>\n");
        if (many)
        {
            page.Append("<p class=\"called\">");
            var called = collation.Witnesses.Select(Telling.Called).Distinct(StringComparer.Ordinal).ToList();
            for (var i = 0; i < called.Count; i++) page.Append(i > 0 ? " · " : "").Append("<bdi>").Text(Telling.Shorten(called[i], 60)).Append("</bdi>");
            page.Append("</p>\n");
        }
        Sources(page, collation);
        page.Append("</header>\n");
    }

    /// <summary>Where each account comes from.</summary>
    /// <param name="more">Writes what else is known of a witness; null for nothing.</param>
    public static void Sources(StringBuilder page, Collation collation, Action<StringBuilder, Witness>? more = null)
    {
        page.Append("<div class=\"sources\">\n");
        for (var i = 0; i < collation.Witnesses.Count; i++) Source(page, collation.Witnesses[i], i, more);
        page.Append("</div>\n");
    }

    private static string Accounts(int count) => count switch
    {
        2 => "Two accounts",
        3 => "Three accounts",
        4 => "Four accounts",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} accounts"),
    };

    private static void Source(StringBuilder page, Witness witness, int place, Action<StringBuilder, Witness>? more)
    {
        var account = witness.Account;
        page.Append("<section class=\"source\" aria-labelledby=\"source-").Text(witness.Siglum).Append("\">\n<h2 id=\"source-").Text(witness.Siglum).Append("\">")
            .Append(HtmlTexts.Badge(witness)).Append(" <span dir=\"auto\"").Append(HtmlTexts.Lang(witness)).Append('>')
            .Text(account.Title ?? Telling.Called(witness)).Append("</span></h2>\n<dl>\n");
        Entry(page, "Publisher", account.Publisher);
        Entry(page, "Published", account.Published is { } day ? DayName.Of(day) : null);
        Entry(page, "Changed", account.Modified is { } changed ? DayName.Of(changed) : null);
        Entry(page, "By", account.Author);
        Entry(page, "Kind", Telling.Name(account.Kind));
        if (account.Origin is { } origin)
        {
            page.Append("<div><dt>Comes from</dt><dd dir=\"auto\">").Text(origin.Publisher);
            if (origin.Url is { } url) Address(page.Append(' '), url);
            page.Append("</dd></div>\n");
        }
        if ((account.Url ?? account.Canonical) is { } address) Address(page.Append("<div><dt>Address</dt><dd>"), address).Append("</dd></div>\n");
        if (account.Input != account.Url) Entry(page, "File", Telling.File(account.Input));
        Entry(page, "Length", $"{Telling.Count(witness.Passages.Count(passage => !passage.Heading), "passage")}, {Telling.Count(witness.Passages.Sum(passage => Voices.Words(passage.Text)), "word")}");
        page.Append("<div><dt>SHA-256</dt><dd><details><summary><code>").Text(account.Sha256.AsSpan(0, Math.Min(12, account.Sha256.Length)))
            .Append("…</code></summary><code class=\"digest\">").Text(account.Sha256).Append("</code></details></dd></div>\n</dl>\n");
        foreach (var unread in account.Unread)
            page.Append("<p class=\"unread\"><b>Not read:</b> <span dir=\"auto\">").Text(unread.What).Append("</span> (").Text(unread.Why).Append(")</p>\n");
        more?.Invoke(page, witness);
        page.Append("</section>\n");
    }

    private static void Entry(StringBuilder page, string name, string? value)
    {
        if (value is null) return;
        page.Append("<div><dt>").Append(name).Append("</dt><dd dir=\"auto\">").Text(value).Append("</dd></div>\n");
    }

    /// <summary>A link only where it is plainly one to the web: an account may name a <c>javascript:</c> address as its own.</summary>
    private static StringBuilder Address(StringBuilder page, string url)
    {
        var web = Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
        return web
            ? page.Append("<a rel=\"noopener noreferrer\" href=\"").Text(url).Append("\">").Text(Telling.Shorten(url, 80)).Append("</a>")
            : page.Append("<span dir=\"auto\">").Text(url).Append("</span>");
    }
}

namespace Variorum;

/// <summary>What stands beside an account: facts, other accounts of its event, more of its source, what came last.</summary>
internal static class Besides
{
    public static void Write(StringBuilder page, AccountShown shown)
    {
        var version = shown.Version;
        page.Html($"<h2>Facts</h2>\n<dl class=\"facts\"><dt>Publisher</dt><dd><bdi>{shown.Publisher}</bdi></dd><dt>Published</dt><dd>{(version.Published is { } day ? Dated.Day(day) : "not told")}</dd><dt>Language</dt><dd>{(version.Language is { } language ? LanguageName.Of(language) : "not told")}</dd><dt>Kind</dt><dd>{Telling.Name(version.Kind)}</dd>");
        page.Html($"<dt>Version</dt><dd>{version.Number}, {Telling.Count(version.Captures, "capture")}</dd><dt>Reader</dt><dd>{version.Reader}</dd></dl>\n");
        page.Append("<h2>Same event</h2>\n");
        if (shown.Event is not { } told) page.Append("<p class=\"meta\">Not grouped yet.</p>\n");
        else
        {
            if (shown.SameEvent.Count == 0) page.Append("<p class=\"meta\">No other account of it is in the archive.</p>\n");
            else
            {
                var several = shown.SameEvent.Count > 1;
                if (several) page.Html($"<form action=\"/compare\"><input type=\"hidden\" name=\"account\" value=\"{version.Id}\">\n");
                page.Append("<ul>\n");
                foreach (var other in shown.SameEvent) page.Html($"<li><a href=\"/accounts/{other.Id}\"><bdi{AccountPage.Lang(other)}>{other.Title ?? "Without a headline"}</bdi></a><br><span class=\"meta\"><bdi>{other.Publisher ?? "no publisher told"}</bdi> · {(other.Published is { } on ? Dated.Day(on) : $"seen {Dated.Day(other.First)}")} · <a href=\"/compare?account={version.Id}&amp;account={other.Id}\">compare<span class=\"vh\"> with {other.Title ?? "it"}</span></a></span>{new Markup.Part(to => _ = several ? Tick(to, other.Id, other.Title, "and others") : to)}</li>\n");
                page.Append("</ul>\n");
                if (several) page.Append("<p class=\"buttons\"><button>Compare the ticked with this</button></p>\n</form>\n");
            }
            page.Html($"<p class=\"meta\"><a href=\"/events/{told}\">The event</a></p>\n");
        }
        List(page, "More from this source", shown.SameSource, publisher: false);
        List(page, "Recent", shown.Recent, publisher: true);
    }

    /// <summary>What takes an account into a comparison: a box in a form to <c>/compare</c>.</summary>
    public static StringBuilder Tick(StringBuilder page, long version, string? title, string word) =>
        page.Html($" <label class=\"tick\"><input type=\"checkbox\" name=\"account\" value=\"{version}\"> {word}<span class=\"vh\">: {title ?? "without a headline"}</span></label>");

    private static void List(StringBuilder page, string name, IReadOnlyList<Listed> listed, bool publisher)
    {
        if (listed.Count == 0) return;
        page.Html($"<h2>{name}</h2>\n<ul>\n");
        foreach (var one in listed)
        {
            page.Html($"<li><a href=\"/accounts/{one.Version}\"><bdi>{one.Title ?? "Without a headline"}</bdi></a><br><span class=\"meta\">");
            if (publisher) page.Html($"<bdi>{one.Publisher}</bdi> · ");
            page.Html($"{Dated.At(one.Seen)}</span></li>\n");
        }
        page.Append("</ul>\n");
    }
}

namespace Variorum;

/// <summary>What stands beside an account: facts, other accounts of its event, more of its source, what came last.</summary>
internal static class Besides
{
    public static void Write(StringBuilder page, AccountShown shown)
    {
        var version = shown.Version;
        page.Html($"<h2>Facts</h2>\n<dl class=\"facts\"><dt>Publisher</dt><dd><bdi>{shown.Publisher}</bdi></dd><dt>Published</dt><dd>{version.Published ?? "not told"}</dd><dt>Language</dt><dd>{version.Language ?? "not told"}</dd><dt>Kind</dt><dd>{Telling.Name(version.Kind)}</dd>");
        page.Html($"<dt>Version</dt><dd>{version.Number}, {Telling.Count(version.Captures, "capture")}</dd><dt>Reader</dt><dd>{version.Reader}</dd></dl>\n");
        page.Append("<h2>Same event</h2>\n");
        if (shown.Event is not { } told) page.Append("<p class=\"meta\">Not grouped yet.</p>\n");
        else
        {
            if (shown.SameEvent.Count == 0) page.Append("<p class=\"meta\">No other account of it is in the archive.</p>\n");
            else
            {
                page.Append("<ul>\n");
                foreach (var other in shown.SameEvent) page.Html($"<li><a href=\"/accounts/{other.Id}\"><bdi{AccountPage.Lang(other)}>{other.Title ?? "Without a headline"}</bdi></a><br><span class=\"meta\"><bdi>{other.Publisher ?? "no publisher told"}</bdi> · {other.Published ?? HistoryText.Stamp(other.First)} · <a href=\"/compare?account={version.Id}&amp;account={other.Id}\">compare</a></span></li>\n");
                page.Append("</ul>\n");
            }
            page.Html($"<p class=\"meta\"><a href=\"/events/{told}\">The event</a></p>\n");
        }
        List(page, "More from this source", shown.SameSource, publisher: false);
        List(page, "Recent", shown.Recent, publisher: true);
    }

    private static void List(StringBuilder page, string name, IReadOnlyList<Listed> listed, bool publisher)
    {
        if (listed.Count == 0) return;
        page.Html($"<h2>{name}</h2>\n<ul>\n");
        foreach (var one in listed)
        {
            page.Html($"<li><a href=\"/accounts/{one.Version}\"><bdi>{one.Title ?? "Without a headline"}</bdi></a><br><span class=\"meta\">");
            if (publisher) page.Html($"<bdi>{one.Publisher}</bdi> · ");
            page.Html($"{HistoryText.Stamp(one.Seen)}</span></li>\n");
        }
        page.Append("</ul>\n");
    }
}

namespace Variorum;

/// <summary><c>/changes</c>: versions that say something else than the one before, or what came in first.</summary>
internal static class ChangesPage
{
    private const int Most = 25;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/changes", static (HttpContext http, Archives archives, Changes changes) => Show(http, archives, changes)).Needs(Rank.Reader);

    private static async Task<View> Show(HttpContext http, Archives archives, Changes changes)
    {
        var ((isNew, source, since), before) = (ChangesAsk.Of(http), http.WishedPlace("before"));
        var (what, site, day) = (isNew ? "new" : null, Sites.Of(archives.Folder, source), http.Wish("since"));
        var listed = await archives.ReadAsync(reading => reading.Kept((typeof(ChangesPage), isNew, site, before, since), () => NewsLists.Versions(reading.Archive, changes, !isNew, site, before, since, Most)), http.RequestAborted).ConfigureAwait(false);
        return new View(isNew ? "What came in" : "What changed", page =>
        {
            page.Html($"<p class=\"eyebrow\">{(source is null ? "All sources" : source)}</p>\n<h1>{(isNew ? "What came in" : "What changed")}</h1>\n<p class=\"lead\">{(isNew ? "Accounts that were seen for the first time, the latest first." : "Accounts whose text is another one than before, the latest first, with what was done in a few words.")}</p>\n");
            page.Html($"<nav class=\"tabs\" aria-label=\"What is listed\"><ul><li><a href=\"{Wishes.Address("/changes", ("source", source), ("since", day))}\"{Current(!isNew)}>Changed</a></li><li><a href=\"{Wishes.Address("/changes", ("what", "new"), ("source", source), ("since", day))}\"{Current(isNew)}>New</a></li><li><a href=\"{Wishes.Address("/vanished", ("source", source), ("since", day))}\">Vanished</a></li></ul></nav>\n");
            Narrow(page, "/changes", source, day, what);
            if (listed.Items.Count == 0) page.Html($"<p class=\"empty\">{(source is null && since is null && before is null ? "Nothing yet: news comes as sources are visited again." : "Nothing of this kind here.")} <a href=\"{Wishes.Address("/changes", ("what", what))}\">All sources and days</a></p>\n");
            else
            {
                page.Html($"<h2 class=\"vh\">{(isNew ? "What came in, in order" : "What changed, in order")}</h2>\n");
                Items.Write(page, listed.Items);
            }
            Pages(page, "/changes", listed, before is not null, ("what", what), ("source", source), ("since", day));
            page.Append("<p class=\"meta\">As a feed: ");
            FeedLinks.Write(page, "changes", ("what", what), ("source", source));
            page.Append("</p>\n");
        })
        {
            Section = Section.Changes,
            Head = page => FeedLinks.Head(page, source is null ? "Changes" : $"Changes of {source}", "changes", ("what", what), ("source", source)),
        };
    }

    public static Markup.Raw Current(bool here) => new(here ? " aria-current=\"page\"" : "");

    /// <summary>The form that narrows a list to a source and a time.</summary>
    public static void Narrow(StringBuilder page, string path, string? source, string? since, string? what, string name = "what")
    {
        page.Html($"<form class=\"narrow\" action=\"{path}\">");
        if (what is not null) page.Html($"<input type=\"hidden\" name=\"{name}\" value=\"{what}\">");
        page.Html($"""
            <label>Source <input name="source" value="{source}" maxlength="1000" placeholder="press.norland.example"></label>
            <label>Since <input name="since" type="date" value="{since}"></label>
            <button>Show</button></form>

            """);
    }

    /// <summary>The way to what is older.</summary>
    public static void Pages(StringBuilder page, string path, NewsLists.Listed listed, bool later, params IReadOnlyList<(string Name, string? Value)> asked)
    {
        if (listed.Next is null && !later) return;
        page.Append("<nav class=\"pages\" aria-label=\"Pages\">");
        if (later) page.Html($"<a href=\"{Wishes.Address(path, asked)}\">The latest</a>");
        if (listed.Until is { } until) page.Html($"<span>Looked back to {Dated.At(until)}</span>");
        if (listed.Next is { } next) page.Html($"<a rel=\"next\" href=\"{Wishes.Address(path, [.. asked, ("before", FormattableString.Invariant($"{next.Time}.{next.Id}"))])}\">Older</a>");
        page.Append("</nav>\n");
    }
}

/// <summary>What is asked of changes, by the page and by its feed.</summary>
/// <param name="IsNew">Whether what came in first, and not what changed.</param>
/// <param name="Source">A source's name, site, or how addresses begin; null for all.</param>
/// <param name="Since">From which moment on; null for all.</param>
internal readonly record struct ChangesAsk(bool IsNew, string? Source, DateTimeOffset? Since)
{
    /// <exception cref="WrongException">It makes no sense.</exception>
    public static ChangesAsk Of(HttpContext http) => new(http.WishedOf("what", "changed", "new") == "new", http.Wish("source"), http.WishedSince());
}

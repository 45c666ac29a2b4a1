namespace Variorum;

/// <summary><c>/search</c>: accounts by what they say, in the query language of the command line.</summary>
internal static class SearchPage
{
    private const int Most = 20, MostCopies = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", static (HttpContext http, Archives archives) => Show(http, archives)).Needs(Rank.Reader);
        SearchDownload.Map(routes);
    }

    private static async Task<View> Show(HttpContext http, Archives archives)
    {
        var ask = SearchAsk.Of(http);
        HitPage? found = null;
        if (ask.Query is not null)
        {
            try
            {
                found = await archives.ReadAsync(reading => HitPage.Of(reading, ask, Most), http.RequestAborted).ConfigureAwait(false);
            }
            catch (QueryException tooMuch)
            {
                ask = ask with { Wrong = tooMuch };
            }
        }
        var (editor, token) = (http.Visitor().Rank >= Rank.Editor, http.FormToken());
        return new View(ask.Text.Length > 0 ? $"{Telling.Shorten(ask.Text, 80)} – search" : "Search", page => Body(page, ask, found, editor, token))
        {
            Section = Section.Search,
            Status = ask.Wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            Head = found is null ? null : page => FeedLinks.Head(page, $"Search: {Telling.Shorten(ask.Text, 80)}", "search", Followed(ask)),
        };
    }

    private static void Body(StringBuilder page, SearchAsk ask, HitPage? found, bool editor, Markup.Raw token)
    {
        page.Html($"<h1>Search</h1>\n<form class=\"seek\" action=\"/search\" role=\"search\"><label for=\"seek\" class=\"vh\">Query</label><input id=\"seek\" name=\"q\" type=\"search\" maxlength=\"{SearchAsk.LongestQuery}\" autocomplete=\"off\" value=\"{ask.Text}\"{new Markup.Raw(ask.Wrong is null ? "" : " aria-invalid=\"true\" aria-describedby=\"wrong\"")}>");
        Choice(page, "scope", "Where", ask.Scope.ToString().ToLowerInvariant(), ("all", "All that was ever seen"), ("current", "What pages say now"), ("removed", "What they say no more"));
        Choice(page, "sort", "Order", ask.Order.ToString().ToLowerInvariant(), ("best", "Best first"), ("newest", "Newest first"), ("oldest", "Oldest first"), ("entered", "Last taken in first"));
        page.Append("<button class=\"primary\">Search</button></form>\n");
        if (ask.Wrong is { } wrong) page.Html($"<div class=\"notice wrong\" id=\"wrong\"><p>{wrong.Message}</p>\n<pre class=\"caret\">{wrong.Caret}</pre></div>\n");
        SearchHelp.Write(page, open: ask.Query is null);
        if (found is null) return;
        SearchFacets.Chips(page, ask);
        if (found.Result.Total == 0)
        {
            page.Append("<p class=\"empty\">Nothing was found. Leave out a word or a filter, or write the beginning of a word with a star: <code>minist*</code>.</p>\n");
            return;
        }
        Histogram.Write(page, ask, found.Result);
        page.Append("<div class=\"columns\">\n<section aria-label=\"What was found\">\n");
        page.Html($"<p class=\"meta\">{Telling.Count((int)Math.Min(found.Result.Total, int.MaxValue), "version")} found{(ask.After is null ? "" : "; this is a later page")} · ");
        page.Html($"<a href=\"{(ask with { Apart = !ask.Apart, After = null }).Address()}\">{(ask.Apart ? "fold copies" : "show copies one by one")}</a></p>\n");
        page.Append("<h2 class=\"vh\">Results</h2>\n<form class=\"basket\" action=\"/compare\">\n<ul class=\"items\">\n");
        foreach (var hit in found.Hits) Hit(page, hit);
        page.Append("</ul>\n<p class=\"buttons\"><button>Compare the ticked</button></p>\n</form>\n");
        if (found.Next is not null || ask.After is not null)
        {
            page.Append("<nav class=\"pages\" aria-label=\"Pages\">");
            if (ask.After is not null) page.Html($"<a href=\"{ask.Address()}\">The first page</a>");
            if (found.Next is { } next) page.Html($"<a rel=\"next\" href=\"{ask.Address(next)}\">More</a>");
            page.Append("</nav>\n");
        }
        page.Append("</section>\n<aside class=\"side\" aria-label=\"Filters and downloads\">\n");
        SearchFacets.Write(page, ask, found.Result);
        Follow(page, ask, found.Result.Total, editor, token);
        page.Append("</aside>\n</div>\n");
    }

    private static void Hit(StringBuilder page, FoldedHit hit)
    {
        var (version, document) = (hit.First.Version, hit.First.Document);
        page.Html($"<li><h3 dir=\"auto\"{Items.Language(version.Language)}><a href=\"/accounts/{version.Id}\">{version.Title ?? "Without a headline"}</a></h3>\n<p class=\"meta\"><bdi>{version.Publisher ?? Addresses.Site(document.Url)}</bdi> · {(version.Published is { } day ? Dated.Day(day) : $"seen {Dated.Day(version.First)}")} · {version.Kind.ToString().ToLowerInvariant()}");
        if (version.Language is { } language) page.Html($" · {LanguageName.Of(language)}");
        State(page, version, document);
        if (hit.Event is { } told) page.Html($" · <a href=\"/events/{told.Event}\">{Telling.Count(told.Publishers, "publisher")} of this event</a>");
        Besides.Tick(page, version.Id, version.Title, "compare").Append("</p>\n");
        foreach (var snippet in hit.First.Snippets) Snippet(page, hit.First, snippet);
        if (hit.Copies.Count > 0)
        {
            page.Html($"<details class=\"more\"><summary>{(hit.Copies.Count == 1 ? "1 more tells" : $"{hit.Copies.Count} more tell")} the same</summary>\n<ul class=\"copies\">\n");
            foreach (var (other, at, relation) in hit.Copies.Take(MostCopies))
            {
                page.Html($"<li><a href=\"/accounts/{other.Id}\" dir=\"auto\">{other.Title ?? "Without a headline"}</a> <span class=\"meta\"><bdi>{other.Publisher ?? Addresses.Site(at.Url)}</bdi> · {(other.Published is { } date ? Dated.Day(date) : Dated.Day(other.First))}{(at.Id == document.Id ? " · another version" : relation == CopyRelation.Independent ? "" : $" · {Named(relation)}")}</span></li>\n");
            }
            if (hit.Copies.Count > MostCopies) page.Html($"<li class=\"meta\">and {hit.Copies.Count - MostCopies} more</li>\n");
            page.Append("</ul></details>\n");
        }
        page.Append("</li>\n");
    }

    private static void State(StringBuilder page, Version version, Document document)
    {
        if (document.State == DocumentState.Withdrawn) page.Append(" · <span class=\"tag gone\">withdrawn</span>");
        if (document.Current != version.Id) page.Append(" · <span class=\"tag changed\">not the current version</span>");
    }

    private static void Snippet(StringBuilder page, Finding finding, Snippet snippet)
    {
        page.Html($"<p class=\"snippet\" dir=\"auto\"{Items.Language(finding.Version.Language)}>{(snippet.Start > 0 ? "…" : "")}");
        var at = snippet.Start;
        foreach (var hit in snippet.Hits)
        {
            page.Text(finding.Text.AsSpan(at, hit.Start - at)).Append("<mark>").Text(finding.Text.AsSpan(hit.Start, hit.Length)).Append("</mark>");
            at = hit.End;
        }
        page.Text(finding.Text.AsSpan(at, snippet.End - at)).Html($"{(snippet.End < finding.Text.Length ? "…" : "")}</p>\n");
    }

    private static void Follow(StringBuilder page, SearchAsk ask, long total, bool editor, Markup.Raw token)
    {
        page.Append("<h2>Follow this search</h2>\n<p>");
        FeedLinks.Write(page, "search", Followed(ask));
        page.Append("</p>\n");
        if (editor)
            page.Html($"""
                <form class="save" method="post" action="/follow/searches">{token}<input type="hidden" name="q" value="{ask.Text}"><input type="hidden" name="scope" value="{ask.Scope.ToString().ToLowerInvariant()}">
                <label>Name <input name="name" maxlength="{SavedSearches.LongestName}" required value="{Telling.Shorten(ask.Text, 60)}"></label> <button>Save</button></form>

                """);
        page.Html($"<h2>Take all results</h2>\n<p><a href=\"{ask.Address(path: "/search/results.csv")}\">CSV</a> · <a href=\"{ask.Address(path: "/search/results.jsonl")}\">JSON lines</a></p>\n");
        if (total > SearchDownload.Most) page.Html($"<p>The first {SearchDownload.Most} of them.</p>\n");
    }

    private static (string, string?)[] Followed(SearchAsk ask) => [("q", ask.Text), ("scope", ask.Scope == SearchScope.All ? null : ask.Scope.ToString().ToLowerInvariant())];

    private static string Named(CopyRelation relation) => relation switch
    {
        CopyRelation.Edited => "copy with edits",
        _ => relation.ToString().ToLowerInvariant(),
    };

    private static void Choice(StringBuilder page, string name, string label, string chosen, params ReadOnlySpan<(string Value, string Text)> choices)
    {
        page.Html($"<label>{label} <select name=\"{name}\">");
        foreach (var (value, text) in choices) page.Html($"<option value=\"{value}\"{new Markup.Raw(value == chosen ? " selected" : "")}>{text}</option>");
        page.Append("</select></label>\n");
    }
}

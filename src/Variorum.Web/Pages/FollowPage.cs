namespace Variorum;

/// <summary><c>/follow</c>: searches that are kept, feeds, and webhooks.</summary>
internal static class FollowPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/follow", static (HttpContext http, Archives archives, RoomDatabase room) => Show(http, archives, room)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
        routes.MapPost("/follow/searches", (RequestDelegate)Save).Needs(Rank.Editor);
        routes.MapPost("/follow/searches/{id:long}/seen", (RequestDelegate)See).Needs(Rank.Editor);
        routes.MapPost("/follow/searches/{id:long}/remove", (RequestDelegate)Remove).Needs(Rank.Editor);
    }

    private static async Task<View> Show(HttpContext http, Archives archives, RoomDatabase room)
    {
        var (searches, webhooks) = room.Ask(static database => (SavedSearches.All(database), Webhooks.All(database)));
        // Each may look through the whole archive, and nothing is new in them until somebody writes to it.
        var asked = string.Join('\n', searches.Select(static search => $"{search.Scope} {search.Mark} {search.Archive} {search.Query}"));
        var fresh = await archives.ReadAsync(reading => reading.Kept((typeof(FollowPage), asked), () =>
        {
            var newest = reading.Archive.Newest();
            return new Fresh([.. searches.Select(search => SavedSearches.New(reading.Archive, search, newest, 0)?.Total)], newest, reading.Archive.Identity);
        }), http.RequestAborted).ConfigureAwait(false);
        var (editor, token) = (http.Visitor().Rank >= Rank.Editor, http.FormToken());
        return new View("Following", page =>
        {
            page.Append("<h1>Following</h1>\n<p class=\"lead\">Be told when something comes in, changes or vanishes: in a feed reader, here, or by a message to a program of yours.</p>\n");
            Feeds(page);
            page.Append("<section>\n<h2>Saved searches</h2>\n");
            if (searches.Count == 0) page.Append("<p class=\"empty\">None yet. <a href=\"/search\">Search for something</a>, and save the search beside its results.</p>\n");
            else
            {
                page.Append("<ul class=\"items\">\n");
                for (var i = 0; i < searches.Count; i++) Search(page, searches[i], fresh.Totals[i], fresh, editor, token);
                page.Append("</ul>\n");
            }
            page.Append("</section>\n");
            WebhookPage.List(page, webhooks, editor, token);
        })
        { Head = FeedLinks.All };
    }

    private static void Feeds(StringBuilder page)
    {
        page.Append("<section>\n<h2>Feeds</h2>\n<dl class=\"facts\">\n");
        Feed("What changes", "changes");
        Feed("New accounts", "changes", ("what", "new"));
        Feed("What vanishes", "vanished");
        Feed("Events told by several", "events");
        page.Append("</dl>\n<p class=\"meta\">Changes and what vanishes are there for one source too: open <a href=\"/changes\">its changes</a> and take the feed below them.</p>\n</section>\n");

        void Feed(string name, string feed, params IReadOnlyList<(string, string?)> parameters)
        {
            page.Html($"<dt>{name}</dt><dd>");
            FeedLinks.Write(page, feed, parameters);
            page.Append("</dd>\n");
        }
    }

    private static void Search(StringBuilder page, SavedSearch search, long? fresh, Fresh until, bool editor, Markup.Raw token)
    {
        var scope = search.Scope == SearchScope.All ? null : search.Scope.ToString().ToLowerInvariant();
        page.Html($"<li><h3><a href=\"{Wishes.Address("/search", ("q", search.Query), ("scope", scope), ("sort", "entered"))}\"><bdi>{search.Name}</bdi></a>{(fresh > 0 ? " " : "")}");
        if (fresh > 0) page.Html($"<span class=\"tag new\">{fresh.Value} new</span>");
        page.Html($"</h3>\n<p class=\"meta\"><code><bdi>{search.Query}</bdi></code>{(search.Scope switch { SearchScope.Current => " · what pages say now", SearchScope.Removed => " · what they say no more", _ => "" })}{(search.Author is { } author ? $" · saved by {author}" : "")}</p>\n");
        page.Html($"<p class=\"meta\">{(fresh is null ? "It cannot be answered any more: open it to see why." : fresh == 0 ? "Nothing new" : $"{fresh} new")} since {Dated.At(search.Looked)} · ");
        FeedLinks.Write(page, "search", ("q", search.Query), ("scope", scope));
        page.Append("</p>\n");
        if (editor)
            page.Html($"<div class=\"buttons\"><form method=\"post\" action=\"/follow/searches/{search.Id}/seen\">{token}<input type=\"hidden\" name=\"until\" value=\"{until.Until}\"><input type=\"hidden\" name=\"archive\" value=\"{until.Archive}\"><button>Mark as seen<span class=\"vh\">: {search.Name}</span></button></form><form method=\"post\" action=\"/follow/searches/{search.Id}/remove\">{token}<button class=\"plain\">Take away<span class=\"vh\">: {search.Name}</span></button></form></div>\n");
        page.Append("</li>\n");
    }

    private static async Task Save(HttpContext http)
    {
        var form = await http.Form().ConfigureAwait(false);
        var query = form.Wish("q", SearchAsk.LongestQuery) ?? throw new WrongException("a saved search needs a query");
        var name = form.Wish("name", SavedSearches.LongestName) ?? Telling.Shorten(query, 60);
        var scope = Enum.Parse<SearchScope>(form.WishedOf("scope", "all", "current", "removed") ?? "all", ignoreCase: true);
        // Read before it is kept: what cannot be asked is not saved.
        Query.Parse(query);
        var (services, now) = (http.RequestServices, http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        var (last, archive) = await SavedSearches.NowAsync(services.GetRequiredService<Archives>(), http.RequestAborted).ConfigureAwait(false);
        services.GetRequiredService<RoomDatabase>().Do(database => SavedSearches.Add(database, new SavedSearch(0, name, query, scope, http.Visitor().Name, now, last, archive)));
        await Back(http).ConfigureAwait(false);
    }

    private static async Task See(HttpContext http)
    {
        var (services, id, form) = (http.RequestServices, Id(http), await http.Form().ConfigureAwait(false));
        var (last, archive) = await SavedSearches.NowAsync(services.GetRequiredService<Archives>(), http.RequestAborted).ConfigureAwait(false);
        // What came in while the page was looked at was seen by nobody.
        var until = Values.Number("until", form["until"].ToString(), 0, long.MaxValue);
        if (form["archive"].ToString() != archive) throw new OvertakenException("Nothing was marked: the archive was made anew since you opened the page. What is new now is shown here.");
        services.GetRequiredService<RoomDatabase>().Do(database => SavedSearches.See(database, id, services.GetRequiredService<TimeProvider>().GetUtcNow(), Math.Min(until, last), archive));
        await Back(http).ConfigureAwait(false);
    }

    /// <param name="Totals">How much is new of each search; null where it cannot be answered.</param>
    /// <param name="Until">The archive's last version then.</param>
    /// <param name="Archive">Whose number that is.</param>
    private sealed record Fresh(IReadOnlyList<long?> Totals, long Until, string Archive);

    private static Task Remove(HttpContext http)
    {
        http.RequestServices.GetRequiredService<RoomDatabase>().Do(database => SavedSearches.Remove(database, Id(http)));
        return Back(http);
    }

    public static long Id(HttpContext http) => long.Parse((string)http.Request.RouteValues["id"]!, System.Globalization.CultureInfo.InvariantCulture);

    public static Task Back(HttpContext http, string to = "/follow") => new SeeOther(to).ExecuteAsync(http);
}

namespace Variorum;

/// <summary><c>/watch</c>: how the sources are followed, now.</summary>
internal static class WatchPage
{
    private const int Shown = 40;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/watch", static (ReadingRoomOptions options, WatchNews news, RoomWatch watch) => Show(options, news, watch)).Needs(Rank.Reader);
        WatchStream.Map(routes);
    }

    private static View Show(ReadingRoomOptions options, WatchNews news, RoomWatch watch)
    {
        var (items, _) = news.After(0);
        var last = items.Count > 0 ? items[^1].Number : 0;
        return new View("Watch", page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/sources\">Sources</a></p>\n<h1>Watch</h1>\n");
            page.Html($"<div id=\"stand\" data-from=\"{news.NameOf(last)}\">{(Markup.Part)(part => Stand(part, options, news, watch))}</div>\n");
            page.Html($"<p class=\"buttons\"><a class=\"button\" href=\"/watch\">Look again</a> <span class=\"meta\" id=\"live\" role=\"status\"></span></p>\n");
            page.Html($"<h2 id=\"told-name\">What it does</h2>\n<ol class=\"told\" id=\"told\" reversed aria-labelledby=\"told-name\">\n");
            foreach (var item in items.Reverse().Take(Shown)) Line(page, item.Event);
            page.Html($"</ol>\n");
            if (items.Count == 0) page.Html($"<p class=\"empty\" id=\"silent\">{new Markup.Raw(options.Watch ? "Nothing yet: the first sources are being asked." : "What a watch does is told here where it runs in the same process: start the reading room with <code>variorum serve --watch</code>.")}</p>\n");
        })
        { Section = Section.Sources };
    }

    /// <summary>How it stands: a sentence, the counts, and a row for each source.</summary>
    public static void Stand(StringBuilder page, ReadingRoomOptions options, WatchNews news, RoomWatch watch)
    {
        var status = news.Status ?? WatchStatus.Read(options.Folder);
        var stands = WatchText.Stands(status, FolderArchive.IsWritten(options.Folder), options.Clock.GetUtcNow(), Dated.Text);
        page.Html($"<p class=\"lead\">{string.Concat(stands[..1].ToUpperInvariant(), stands.AsSpan(1))}.</p>\n");
        if (watch.Trouble is { } trouble) page.Html($"<div class=\"notice wrong\"><p>It stands still, because {trouble}.</p></div>\n");
        if (status is null)
        {
            page.Html($"<p class=\"empty\">Start one with <code>variorum watch</code>, or the reading room with <code>variorum serve --watch</code>.</p>\n");
            return;
        }
        page.Html($"<p class=\"meta\">{WatchText.Counts(status)} · {status.Waiting} planned{(status.Next is { } next ? $", the next for {Dated.Text(next)}" : "")}</p>\n");
        if (status.Sources.Count == 0)
        {
            page.Html($"<p class=\"empty\">No source is followed. <a href=\"/sources\">Add one.</a></p>\n");
            return;
        }
        page.Html($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table class=\"watched\">\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Asked</th><th scope=\"col\">News</th><th scope=\"col\">Next</th><th scope=\"col\" class=\"number\">New</th><th scope=\"col\">State</th></tr></thead>\n<tbody>\n");
        foreach (var (name, state) in status.Sources)
            page.Html($"<tr><th scope=\"row\"><a href=\"{SourcesPage.Path(name)}\"><bdi>{name}</bdi></a></th><td>{Dated.At(state.Visited)}</td><td>{Dated.At(state.News)}</td><td>{Dated.At(state.Next)}</td><td class=\"number\">{state.Changes}</td><td>{Word(state)}</td></tr>\n");
        page.Html($"</tbody></table></div>\n");
        var troubled = status.Ways.Where(static way => way.Value.Trouble is not null).ToList();
        if (troubled.Count == 0) return;
        page.Html($"<h2>Feeds and lists in trouble</h2>\n<ul class=\"items\">\n");
        foreach (var (url, way) in troubled) page.Html($"<li><code class=\"address\">{url}</code><p class=\"meta\">{way.Trouble} · {way.Failures} times one after another, last {Dated.At(way.Polled)}</p></li>\n");
        page.Html($"</ul>\n");
    }

    /// <summary>A line of what was told.</summary>
    public static void Line(StringBuilder page, WatchEvent told)
    {
        page.Html($"<li class=\"{(told.Kind == "trouble" ? "wrong" : told.Outcome is AddedAs.NewVersion ? "new" : "plain")}\">{Dated.At(told.Time)} <b>{told.Kind}</b> {told.What}");
        if (told.Source is { } source) page.Html($" · <bdi>{source}</bdi>");
        if (told.Url is { } url) page.Html($" · <code class=\"address\">{url}</code>");
        page.Html($"</li>\n");
    }

    private static string Word(SourceState state) => state.Trouble ?? (state.Visited is null ? "not asked yet" : "well");
}

using System.Globalization;

namespace Variorum;

/// <summary><c>/sources/{name}</c>: one source, its ways, its troubles, its settings.</summary>
internal static class SourcePage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sources/{**name}", static (HttpContext http, string name, ReadingRoomOptions options, WatchNews news, ArchiveFollower follower) =>
            Show(http, Named(SourceList.Read(options.Folder), name), options, news, follower)).Needs(Rank.Reader);
        routes.MapPost("/sources/{**name}", static (HttpContext http, string name, ReadingRoomOptions options) =>
            Change(http, name, options)).Needs(Rank.Editor);
    }

    /// <exception cref="NotThereException">There is none.</exception>
    public static NewsSource Named(SourceList list, string name) =>
        list.Named(name) ?? list.Named(Wishes.Named(name)) ?? throw new NotThereException("no source is called so, or not any more; the list of sources has them all");

    private static async Task<IResult> Change(HttpContext http, string name, ReadingRoomOptions options)
    {
        var form = await http.Form().ConfigureAwait(false);
        var (what, mark) = (form["do"].ToString(), form["mark"].ToString());
        NewsSource? now = null, wanted = null;
        try
        {
            SourceList.Change(options.Folder, list =>
            {
                now = Named(list, name);
                // Pausing takes nothing back that others did; everything else was decided on what the form showed.
                if (what is not ("pause" or "resume") && mark != SourceForm.MarkOf(now))
                    throw new OvertakenException("Nothing was changed: somebody else has changed this source since you opened it. How it stands now is shown here; what you typed is in the form. Change what is still to be changed, and send it again.");
                return what switch
                {
                    "pause" => list.With(now, now with { Paused = true }),
                    "resume" => list.With(now, now with { Paused = false }),
                    "remove" => list.With(now, null),
                    "change" => list.With(now, wanted = SourceForm.Apply(form, now, ways: true)),
                    _ => throw new WrongException("the form does not say what to do: pause, resume, change or remove"),
                };
            });
        }
        catch (ArgumentException wrong) when (wrong is not ArgumentNullException)
        {
            throw new WrongException(wrong.Message);
        }
        http.Audited($"{what} source", now!.Name);
        return new SeeOther(what == "remove" ? "/sources" : SourcesPage.Path((wanted ?? now).Name));
    }

    private static View Show(HttpContext http, NewsSource source, ReadingRoomOptions options, WatchNews news, ArchiveFollower follower)
    {
        var status = news.Status ?? WatchStatus.Read(options.Folder);
        var state = status?.Sources.GetValueOrDefault(source.Name);
        var (changes, token) = (http.Visitor().Rank >= Rank.Editor, http.FormToken());
        return new View(source.Name, page =>
        {
            page.Html($"<p class=\"eyebrow\"><a href=\"/sources\">Sources</a></p>\n<h1><bdi>{source.Name}</bdi></h1>\n<p class=\"lead\"><a href=\"{Markup.Link(source.Url)}\" rel=\"noopener noreferrer nofollow\" referrerpolicy=\"no-referrer\">{source.Url}</a></p>\n");
            page.Html($"<div class=\"columns\">\n<div>\n");
            Ways(page, source, status);
            if (changes) Form(page, source, token);
            page.Html($"</div>\n<aside class=\"side\">\n<h2>How it stands</h2>\n");
            Facts(page, source, state, follower.Shares?.GetValueOrDefault(source.Name));
            if (changes) Switch(page, source, token);
            page.Html($"</aside>\n</div>\n");
        })
        { Section = Section.Sources };
    }

    private static void Facts(StringBuilder page, NewsSource source, SourceState? state, SourceShare? share)
    {
        page.Html($"<dl class=\"facts\">\n<dt>State</dt><dd>{SourcesPage.State(source, state)}</dd>\n<dt>Asked</dt><dd>{Dated.At(state?.Visited)}</dd>\n<dt>News</dt><dd>{Dated.At(state?.News)}</dd>\n<dt>Next</dt><dd>{Dated.At(source.Paused ? null : state?.Next)}</dd>\n");
        if (share is { } held) page.Html($"<dt>Kept</dt><dd><a href=\"/changes?source={Uri.EscapeDataString(source.Name)}\">{SourcesPage.Tally(held.Pages, "page")}, {SourcesPage.Tally(held.Versions, "version")}</a></dd>\n");
        if (source.Country is { } country) page.Html($"<dt>Country</dt><dd>{country}</dd>\n");
        if (source.Language is { } language) page.Html($"<dt>Language</dt><dd>{LanguageName.Of(language)}</dd>\n");
        if (source.Delay > 0) page.Html($"<dt>Delay</dt><dd>{source.Delay.ToString(CultureInfo.InvariantCulture)} s</dd>\n");
        // Its name and password are nobody's but the owner's.
        if (source.Proxy is { } proxy) page.Html($"<dt>Proxy</dt><dd>{new Uri(proxy).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}</dd>\n");
        if (source.UserAgent is { } agent) page.Html($"<dt>Asks as</dt><dd>{agent}</dd>\n");
        page.Html($"</dl>\n");
    }

    private static void Ways(StringBuilder page, NewsSource source, WatchStatus? status)
    {
        page.Html($"<h2>How its news are found</h2>\n<ul class=\"items\">\n");
        foreach (var (kind, urls) in ((string, IReadOnlyList<string>)[])[("Feed", source.Feeds), ("Sitemap", source.Sitemaps), ("List", source.Listings)])
        {
            foreach (var url in urls)
            {
                var way = status?.Ways.GetValueOrDefault(url);
                page.Html($"<li><span class=\"tag\">{kind}</span> <code class=\"address\">{url}</code><p class=\"meta\">");
                if (way is null) page.Html($"not read yet");
                else page.Html($"read {Dated.At(way.Polled)} · news {Dated.At(way.News)}");
                if (way?.Trouble is { } trouble) page.Html($" · <span class=\"tag gone\">trouble</span> {trouble}");
                page.Html($"</p></li>\n");
            }
        }
        page.Html($"</ul>\n");
    }

    private static void Form(StringBuilder page, NewsSource source, Markup.Raw token)
    {
        page.Html($"<h2>Settings</h2>\n<form class=\"fields source\" method=\"post\" action=\"{SourcesPage.Path(source.Name)}\">{token}<input type=\"hidden\" name=\"mark\" value=\"{SourceForm.MarkOf(source)}\">\n");
        SourceForm.Fields(page, source, ways: true);
        page.Html($"<div class=\"buttons\"><button class=\"primary\" name=\"do\" value=\"change\">Change it</button></div>\n</form>\n");
    }

    private static void Switch(StringBuilder page, NewsSource source, Markup.Raw token)
    {
        page.Html($"<div class=\"buttons\"><form method=\"post\" action=\"{SourcesPage.Path(source.Name)}\">{token}<input type=\"hidden\" name=\"mark\" value=\"{SourceForm.MarkOf(source)}\">");
        if (source.Paused) page.Html($"<button name=\"do\" value=\"resume\">Follow it again</button>");
        else page.Html($"<button name=\"do\" value=\"pause\">Pause it</button>");
        page.Html($"</form></div>\n<details class=\"more\"><summary>Remove it</summary>\n<p>It is not followed any more; what was captured of it stays.</p>\n<div class=\"buttons\"><form method=\"post\" action=\"{SourcesPage.Path(source.Name)}\">{token}<input type=\"hidden\" name=\"mark\" value=\"{SourceForm.MarkOf(source)}\"><button name=\"do\" value=\"remove\">Remove {source.Name}</button></form></div>\n</details>\n");
    }
}

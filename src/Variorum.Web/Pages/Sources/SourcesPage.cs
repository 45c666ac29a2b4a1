using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Variorum;

/// <summary><c>/sources</c>: who is followed, and how that goes; where sources are added.</summary>
internal static class SourcesPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sources", static (HttpContext http, ReadingRoomOptions options, WatchNews news, ArchiveFollower follower) => Show(http, options, news, follower)).Needs(Rank.Reader);
        routes.MapGet("/sources.opml", static (ReadingRoomOptions options) => Export(options)).Needs(Rank.Reader);
        SourceAdding.Map(routes);
        SourcePage.Map(routes);
    }

    /// <summary>Where a source's page is.</summary>
    public static string Path(string name) => $"/sources/{Uri.EscapeDataString(name)}";

    private static FileContentHttpResult Export(ReadingRoomOptions options)
    {
        using var opml = new MemoryStream();
        Opml.Write(opml, "Sources", SourceList.Read(options.Folder).Subscriptions());
        return TypedResults.File(opml.ToArray(), "text/x-opml; charset=utf-8", "sources.opml");
    }

    private static View Show(HttpContext http, ReadingRoomOptions options, WatchNews news, ArchiveFollower follower)
    {
        var (list, status) = (SourceList.Read(options.Folder), news.Status ?? WatchStatus.Read(options.Folder));
        var (changes, token) = (http.Visitor().Rank >= Rank.Editor, http.FormToken());
        return new View("Sources", page =>
        {
            var paused = list.Sources.Count(static source => source.Paused);
            page.Html($"<h1>Sources</h1>\n<p class=\"lead\">{Tally(list.Sources.Count, "source")}{(paused > 0 ? $", {paused} paused" : "")}. What each publishes is kept, visited again, and kept anew when it changes.</p>\n");
            page.Html($"<nav class=\"tabs\" aria-label=\"Sources\"><ul><li><a href=\"/sources\" aria-current=\"page\">Sources</a></li><li><a href=\"/watch\">Watch</a></li><li><a href=\"/sources.opml\" download>As OPML</a></li></ul></nav>\n");
            if (int.TryParse(http.Request.Query["feeds"], NumberStyles.None, CultureInfo.InvariantCulture, out var feeds))
                page.Html($"<div class=\"notice well\" role=\"status\"><p>{Telling.Count(feeds, "feed")} of the list {(feeds == 1 ? "is" : "are")} followed now, those of one site as one source; lines without an address of the web were left out.</p></div>\n");
            if (list.Sources.Count == 0) page.Html($"<p class=\"empty\">No source yet.{(changes ? " Name a site below: its feeds, sitemaps and lists of news are looked for." : "")}</p>\n");
            else Table(page, list, status, follower.Shares);
            if (changes) SourceAdding.Forms(page, token);
        })
        { Section = Section.Sources, Description = "Whom this archive follows." };
    }

    private static void Table(StringBuilder page, SourceList list, WatchStatus? status, IReadOnlyDictionary<string, SourceShare>? shares)
    {
        page.Html($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Sources\"><table class=\"watched\">\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">State</th><th scope=\"col\">Asked</th><th scope=\"col\">Next</th><th scope=\"col\" class=\"number\">Pages</th><th scope=\"col\" class=\"number\">Versions</th></tr></thead>\n<tbody>\n");
        foreach (var source in list.Sources)
        {
            var state = status?.Sources.GetValueOrDefault(source.Name);
            page.Html($"<tr><th scope=\"row\"><a href=\"{Path(source.Name)}\"><bdi>{source.Name}</bdi></a><br><small>{NewsSource.SiteOf(source.Url)}{(source.Country is { } country ? $" · {country}" : "")}{(source.Language is { } language ? $" · {LanguageName.Of(language)}" : "")}</small></th>");
            page.Html($"<td>{State(source, state)}</td><td>{Dated.At(state?.Visited)}</td><td>{Dated.At(source.Paused ? null : state?.Next)}</td>");
            if (shares is null) page.Html($"<td class=\"number\">…</td><td class=\"number\">…</td></tr>\n");
            else page.Html($"<td class=\"number\">{shares.GetValueOrDefault(source.Name).Pages}</td><td class=\"number\">{shares.GetValueOrDefault(source.Name).Versions}</td></tr>\n");
        }
        page.Html($"</tbody></table></div>\n");
    }

    /// <summary>How a source stands, in words.</summary>
    public static Markup.Part State(NewsSource source, SourceState? state) => page =>
    {
        if (source.Paused) page.Html($"<span class=\"tag\">paused</span>");
        else if (state?.Trouble is { } trouble) page.Html($"<span class=\"tag gone\">trouble</span> {trouble}");
        else if (state?.Visited is null) page.Html($"not asked yet");
        else if (state.Changes > 0) page.Html($"<span class=\"tag new\">{state.Changes} new</span>");
        else page.Html($"well");
    };

    public static string Tally(long count, string one) => $"{count} {one}{(count == 1 ? "" : "s")}";
}

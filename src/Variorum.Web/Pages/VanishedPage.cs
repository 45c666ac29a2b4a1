using System.Globalization;

namespace Variorum;

/// <summary><c>/vanished</c>: names, figures, sentences, pictures and pages that are gone, the gravest first.</summary>
internal static class VanishedPage
{
    // A list of which nobody reads the end.
    private const int Most = 25, MostSkipped = 100_000;

    // Places that are named before one has to ask for more.
    private const int Named = 3, MostNamed = 50;

    private static readonly (string Word, string Name)[] Kinds =
        [("all", "All"), ("name", "Names"), ("figure", "Figures"), ("sentence", "Sentences"), ("picture", "Pictures"), ("page", "Pages")];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/vanished", static (HttpContext http, Archives archives) => Show(http, archives)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    private static async Task<View> Show(HttpContext http, Archives archives)
    {
        var (source, since, day, skip) = (http.Wish("source"), http.WishedSince(), http.Wish("since"), http.WishedNumber("skip", 0, MostSkipped) ?? 0);
        var asked = http.WishedOf("kind", "all", "name", "figure", "sentence", "picture", "page") ?? "all";
        var kind = asked == "all" ? null : asked;
        var options = new VanishedOptions { Source = Sites.Of(archives.Folder, source), Since = since, Kind = kind is null ? null : Enum.Parse<LossKind>(kind, ignoreCase: true), Skip = skip, Top = Most + 1 };
        // All that is gone is ranked for the first of it: of 8,000 losses that took 2.2 s on a busy machine, and 17 ms where it is kept.
        var vanished = await archives.ReadAsync(reading => reading.Kept(options, () => reading.Archive.Vanished(options).Select(gone => (Gone: gone, Places: Around(reading.Archive, gone))).ToList()), http.RequestAborted).ConfigureAwait(false);
        return new View("What vanished", page =>
        {
            page.Html($"<p class=\"eyebrow\">{(source is null ? "All sources" : source)}</p>\n<h1>What vanished</h1>\n<p class=\"lead\">What accounts said once and say no more, the gravest first: what was taken out in many places at once, names before figures and sentences.</p>\n");
            page.Append("<nav class=\"tabs\" aria-label=\"Kinds\"><ul>");
            foreach (var (word, name) in Kinds)
                page.Html($"<li><a href=\"{Wishes.Address("/vanished", ("kind", word == "all" ? null : word), ("source", source), ("since", day))}\"{ChangesPage.Current(word == asked)}>{name}</a></li>");
            page.Append("</ul></nav>\n");
            ChangesPage.Narrow(page, "/vanished", source, day, kind, "kind");
            if (vanished.Count == 0) page.Html($"<p class=\"empty\">{(skip > 0 ? "Nothing more." : "Nothing of this kind is gone, as far as the archive has seen.")} {(source is not null || day is not null ? "Leave out the source or the day to see more." : "")}</p>\n");
            else
            {
                page.Append("<h2 class=\"vh\">What is gone</h2>\n<ul class=\"items\">\n");
                foreach (var (gone, places) in vanished.Take(Most)) Write(page, gone, places);
                page.Append("</ul>\n");
            }
            if (skip > 0 || vanished.Count > Most)
            {
                page.Append("<nav class=\"pages\" aria-label=\"Pages\">");
                if (skip > 0) page.Html($"<a rel=\"prev\" href=\"{At(Math.Max(0, skip - Most))}\">Graver</a>");
                if (vanished.Count > Most) page.Html($"<a rel=\"next\" href=\"{At(skip + Most)}\">Less grave</a>");
                page.Append("</nav>\n");
            }
            page.Append("<p class=\"meta\">As a feed: ");
            FeedLinks.Write(page, "vanished", ("source", source));
            page.Append("</p>\n");
        })
        {
            Section = Section.Changes,
            Head = page => FeedLinks.Head(page, source is null ? "Vanished" : $"Vanished of {source}", "vanished", ("source", source)),
        };

        string At(int from) => Wishes.Address("/vanished", ("kind", kind), ("source", source), ("since", day), ("skip", from == 0 ? null : from.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>For each place the headline that stood above it, and the version that does not say it any more; none of a page that is gone.</summary>
    private static List<(string? Title, long? After)> Around(FolderArchive archive, Vanished gone) =>
        [.. gone.Places.Take(MostNamed).Select(place =>
        {
            var versions = archive.Versions(place.Document.Id).SkipWhile(version => version.Id != place.Version).Take(2).ToList();
            return (versions.FirstOrDefault()?.Title, gone.Kind == LossKind.Page ? null : versions.ElementAtOrDefault(1)?.Id);
        })];

    private static void Write(StringBuilder page, Vanished gone, List<(string? Title, long? After)> places)
    {
        page.Html($"<li><h3 dir=\"auto\"><span class=\"tag gone\">{VanishedText.Name(gone.Kind)}</span> ");
        if (gone.Kind == LossKind.Page) page.Html($"<a href=\"/accounts/{gone.Places[0].Version}\">{gone.Text}</a></h3>\n");
        // A picture that was cropped or retouched is still there.
        else if (gone.Kind == LossKind.Picture) page.Html($"{gone.Text}</h3>\n");
        else page.Html($"<del>{gone.Text}</del></h3>\n");
        if (gone.Places.Count > 1) page.Html($"<p class=\"meta\">From {Telling.Count(gone.Places.Count, "page")}, first seen gone {Dated.At(gone.Places[0].Seen)}</p>\n");
        for (var i = 0; i < Math.Min(Named, places.Count); i++) Place(page, gone.Kind, gone.Places[i], places[i]);
        if (gone.Places.Count > Named)
        {
            page.Html($"<details class=\"more\"><summary>{gone.Places.Count - Named} more pages</summary>\n");
            for (var i = Named; i < places.Count; i++) Place(page, gone.Kind, gone.Places[i], places[i]);
            if (gone.Places.Count > MostNamed) page.Html($"<p class=\"meta\">and {gone.Places.Count - MostNamed} more</p>\n");
            page.Append("</details>\n");
        }
        page.Append("</li>\n");
    }

    private static void Place(StringBuilder page, LossKind kind, VanishedFrom place, (string? Title, long? After) around)
    {
        page.Html($"<p class=\"meta\">{Dated.At(place.Seen)} · {Addresses.Site(place.Document.Url)}{(place.Confirmed ? "" : " · not confirmed by a second visit yet")} · ");
        // Of a page the headline stands above already.
        page.Html($"<a href=\"/accounts/{place.Version}\"><bdi>{(kind == LossKind.Page ? "as it stood" : around.Title ?? Telling.Shorten(place.Document.Url, 160))}</bdi></a>");
        if (around.After is { } now) page.Html($" · <a href=\"/diff/{place.Version}/{now}\">what was done</a>");
        page.Html($" · <a href=\"/documents/{place.Document.Id}\">history</a></p>\n");
    }
}

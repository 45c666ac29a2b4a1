namespace Variorum;

/// <summary><c>/diff/{a}/{b}</c>: two versions word by word, of one document or of two.</summary>
internal static class DiffPage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/diff/{a:long}/{b:long}", static (long a, long b, Archives archives, CancellationToken cancel) => archives.ReadAsync(reading => Show(reading.Archive, a, b), cancel)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    private static View Show(FolderArchive archive, long a, long b)
    {
        var (before, _, from) = AccountShown.Found(archive, a);
        var (after, _, to) = AccountShown.Found(archive, b);
        var diff = TextDiff.Between(archive.Text(a), archive.Text(b));
        var shows = archive.Captures(from.Id).LastOrDefault(capture => capture.Version == a)?.Id ?? before.Capture;
        var pictures = a == b ? [] : PictureDiff.Between(archive, archive.Pictures(shows), archive.Pictures(after.Capture));
        var ways = from.Id == to.Id ? Ways(archive.Versions(from.Id), before, after) : [];
        var title = after.Title ?? before.Title ?? to.Url;
        return new View($"What changed: {title}", page =>
        {
            page.Html($"<p class=\"eyebrow\"><bdi>{after.Publisher ?? Addresses.Site(to.Url)}</bdi> · {(from.Id == to.Id ? "what changed" : "two documents, word by word")}</p>\n<h1 dir=\"auto\">{title}</h1>\n<p class=\"lead\">{Capital(DiffPictures.Summary(diff, pictures))}.</p>\n");
            page.Html($"<p class=\"buttons\"><a class=\"button\" href=\"/diff/{b}/{a}\">Swap</a>");
            foreach (var (name, first, second) in ways) page.Html($" <a class=\"button\" href=\"/diff/{first}/{second}\">{name}</a>");
            page.Html($" <a class=\"button\" href=\"/documents/{to.Id}\">History</a>");
            if (from.Id != to.Id) page.Html($" <a class=\"button\" href=\"/compare?account={a}&amp;account={b}\">Compare by meaning</a>");
            page.Append("</p>\n<div class=\"diffheads\">");
            Head(page, "Before", before, from);
            Head(page, "After", after, to);
            page.Append("</div>\n");
            foreach (var picture in pictures)
            {
                page.Html($"<figure class=\"changed\"><figcaption><b>Picture {DiffPictures.Done(picture.Change)}:</b> <bdi>{(picture.Before ?? picture.After)!.Name}</bdi>{(picture.Before is { } was && picture.After is { } now && was.Name != now.Name ? $" → {now.Name}" : "")}</figcaption>");
                VersionStrip.Pictures(page, DiffPictures.Done(picture.Change), picture.Before?.Capture?.Id ?? 0, picture.After?.Capture?.Id ?? 0);
                page.Append("</figure>\n");
            }
            DiffRows.Sides(page, diff, before, after);
            page.Append("<p class=\"meta\"><del>Struck words</del> were taken out, <ins>underlined words</ins> put in; ↕ stood elsewhere before.</p>\n");
        })
        {
            Section = Section.Changes,
        };
    }

    // A clause of ours: never empty.
    private static string Capital(string clause) => char.ToUpperInvariant(clause[0]) + clause[1..];

    private static void Head(StringBuilder page, string name, Version version, Document document) =>
        page.Html($"<section><h2>{name}</h2><p><a href=\"/accounts/{version.Id}\"><bdi>{version.Title ?? "Without a headline"}</bdi></a></p><p class=\"meta\">Version {version.Number}, seen {VersionStrip.Span(version)}</p><p class=\"meta\"><code class=\"address\">{document.Url}</code></p></section>");

    /// <summary>The steps before and after this one, in the order of the versions.</summary>
    private static List<(string Name, long First, long Second)> Ways(IReadOnlyList<Version> versions, Version before, Version after)
    {
        var all = versions.Select(static version => version.Id).ToList();
        var (first, second) = (all.IndexOf(before.Id), all.IndexOf(after.Id));
        var (low, high) = (Math.Min(first, second), Math.Max(first, second));
        var ways = new List<(string, long, long)>();
        if (low > 0) ways.Add(("← Earlier change", all[low - 1], all[low]));
        if (high < all.Count - 1) ways.Add(("Later change →", all[high], all[high + 1]));
        return ways;
    }
}

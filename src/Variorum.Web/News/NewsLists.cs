namespace Variorum;

/// <summary>News in pages, the latest first. A page costs no more where few of the versions that are looked at lost anything: it ends earlier.</summary>
internal static class NewsLists
{
    // Looked at in search of those that lost something; a tenth of a second.
    private const int AtOnce = 200, MostLooked = 4_000;

    /// <summary>A page of news.</summary>
    /// <param name="Items">The latest first.</param>
    /// <param name="Next">Where the next page begins; null where there is none.</param>
    /// <param name="Until">Where the page ends before it is full, the time up to which was looked; null else.</param>
    public sealed record Listed(IReadOnlyList<NewsItem> Items, NewsPlace? Next, DateTimeOffset? Until = null);

    public static Listed Versions(FolderArchive archive, Changes changes, bool changed, string? site, NewsPlace? before, DateTimeOffset? since, int most) =>
        Of(before, most, place => archive.Latest(changed, place, since, most + 1, site), static version => new NewsPlace(version.First.ToUnixTimeMilliseconds(), version.Id),
            version => News.Of(archive, changes, version));

    public static Listed Lost(FolderArchive archive, string? site, NewsPlace? before, DateTimeOffset? since, int most) =>
        Of(before, most, place => archive.Latest(changed: true, place, since, AtOnce, site), static version => new NewsPlace(version.First.ToUnixTimeMilliseconds(), version.Id),
            version => News.Lost(archive, version));

    public static Listed Withdrawn(FolderArchive archive, string? site, NewsPlace? before, DateTimeOffset? since, int most) =>
        Of(before, most, place => archive.LatestGone(place, since, most + 1, site), static document => new NewsPlace(document.Since.ToUnixTimeMilliseconds(), document.Id),
            document => News.Withdrawn(archive, document));

    private static Listed Of<T>(NewsPlace? before, int most, Func<NewsPlace?, IReadOnlyList<T>> read, Func<T, NewsPlace> placeOf, Func<T, NewsItem?> tell)
    {
        var (items, last, looked) = (new List<NewsItem>(), before, 0);
        while (true)
        {
            var some = read(last);
            foreach (var one in some)
            {
                if (items.Count == most) return new Listed(items, last);
                if (tell(one) is { } item) items.Add(item);
                last = placeOf(one);
            }
            looked += some.Count;
            if (some.Count == 0) return new Listed(items, null);
            if (looked >= MostLooked) return new Listed(items, last, DateTimeOffset.FromUnixTimeMilliseconds(last!.Value.Time));
        }
    }
}

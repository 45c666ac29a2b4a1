namespace Variorum;

/// <summary>How far the archive's news is told.</summary>
/// <param name="Version">Every version up to this number is.</param>
/// <param name="Evidence">The highest capture among those that began them: a later version that rests on an earlier capture is read otherwise, and no news.</param>
/// <param name="Capture">Every capture up to this number was looked at for pages that are gone.</param>
/// <param name="Grouped">Every version up to this number was looked at for its event.</param>
/// <param name="Archive">Whose numbers these are (<see cref="IArchive.Identity"/>); null where an older release did not say.</param>
internal readonly record struct NewsMarks(long Version, long Evidence, long Capture, long Grouped, string? Archive)
{
    /// <summary>All that is there now is told.</summary>
    public static NewsMarks Now(Reading reading)
    {
        var (version, capture) = reading.Archive.LastNumbers();
        return new NewsMarks(version, capture, capture, reading.Events?.Followed ?? 0, reading.Archive.Identity);
    }

    /// <summary>Null where nobody looked yet.</summary>
    public static NewsMarks? Read(Database database) =>
        database.Rows(static row => new NewsMarks(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.IsDBNull(4) ? null : row.GetString(4)), "SELECT version, evidence, capture, grouped, archive FROM news_mark") is [var marks] ? marks : null;

    public void Write(Database database) =>
        database.Run("INSERT OR REPLACE INTO news_mark (id, version, evidence, capture, grouped, archive) VALUES (1, $1, $2, $3, $4, $5)", Version, Evidence, Capture, Grouped, Archive);
}

/// <summary>News between two marks.</summary>
/// <param name="Marks">How far it goes.</param>
/// <param name="Items">In the order in which it came in.</param>
/// <param name="Whole">False where there is more.</param>
internal sealed record FreshNews(NewsMarks Marks, IReadOnlyList<NewsItem> Items, bool Whole)
{
    // What is told at once; the rest follows right after.
    private const int Versions = 300, Captures = 20_000;

    /// <summary>What came in behind the marks.</summary>
    /// <param name="reading">The archive.</param>
    /// <param name="changes">Tells what changed.</param>
    /// <param name="room">As <see cref="RoomName"/>.</param>
    /// <param name="searches">Those of which it is told.</param>
    /// <param name="marks">How far all is told.</param>
    public static FreshNews After(Reading reading, Changes changes, string room, IReadOnlyList<SavedSearch> searches, NewsMarks marks)
    {
        var archive = reading.Archive;
        var (last, capture) = archive.LastNumbers();
        // A database that was made anew numbers from the beginning: what it holds was told already.
        if ((marks.Archive is { } known && known != archive.Identity) || capture < marks.Capture) return new FreshNews(NewsMarks.Now(reading), [], true);
        if (last < marks.Version) marks = marks with { Version = last, Grouped = Math.Min(marks.Grouped, last) };
        var items = new List<NewsItem>();
        var versions = archive.VersionsAfter(marks.Version, Versions);
        var fresh = versions.Where(version => version.Capture > marks.Evidence).ToList();
        foreach (var version in fresh.Where(static version => version.Number > 1))
        {
            items.Add(News.Of(archive, changes, version));
            if (News.Lost(archive, version) is { } lost) items.Add(lost);
        }
        var until = versions.Count == 0 ? marks.Version : versions[^1].Id;
        if (fresh.Count > 0)
        {
            var numbers = fresh.Select(static version => version.Id).ToHashSet();
            foreach (var search in searches)
                foreach (var id in SavedSearches.New(archive, search with { Mark = marks.Version, Archive = archive.Identity }, until, Versions)?.Versions.Where(numbers.Contains).Reverse() ?? [])
                    items.Add(News.Hit(archive, archive.Version(id), search.Name));
        }
        var looked = Math.Min(capture, marks.Capture + Captures);
        foreach (var id in archive.MissedAfter(marks.Capture, looked))
        {
            var document = archive.Document(id);
            if (document.State == DocumentState.Withdrawn && !WasWithdrawn(archive, document, marks.Capture) && News.Withdrawn(archive, document) is { } item) items.Add(item);
        }
        var grouped = Events(reading, room, marks.Grouped, items);
        return new FreshNews(new NewsMarks(until, Math.Max(marks.Evidence, fresh.Select(static version => version.Capture).DefaultIfEmpty().Max()), looked, grouped, archive.Identity), items,
            versions.Count < Versions && looked == capture && grouped >= (reading.Events?.Followed ?? 0));
    }

    private static bool WasWithdrawn(FolderArchive archive, Document document, long until) =>
        History.State(archive.Captures(document.Id).Where(capture => capture.Id <= until).Select(static capture => new Sighting(capture.Id, capture.Time, capture.State, null))) is (DocumentState.Withdrawn, var since) && since == document.Since;

    /// <summary>Events that several publishers tell of now and one alone told of before.</summary>
    private static long Events(Reading reading, string room, long mark, List<NewsItem> items)
    {
        if (reading.Events is not { } events) return mark;
        var grouped = events.Followed;
        // An index that was made anew groups all again, and comes by here later.
        if (grouped <= mark) return mark;
        var told = new HashSet<long>();
        foreach (var version in reading.Archive.VersionsAfter(mark, Versions).Where(version => version.Id <= grouped))
        {
            mark = Math.Max(mark, version.Id);
            if (events.Tells(version.Id) is { Publishers: > 1 } now && told.Add(now.Event) && events.Tells(version.Id, version.Id - 1) is { Publishers: < 2 } && events.Listed(reading.Archive, now.Event) is { } listed)
                items.Add(News.Of(room, listed));
        }
        return reading.Archive.VersionsAfter(mark, 1) is [var next] && next.Id <= grouped ? mark : grouped;
    }
}

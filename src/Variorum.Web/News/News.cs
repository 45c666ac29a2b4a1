namespace Variorum;

/// <summary>Tells what the archive has seen, a piece at a time.</summary>
internal static class News
{
    // Of a text, for who decides whether to read it; of what is gone, the gravest.
    private const int LongestSummary = 300, MostNamed = 3, LongestNamed = 120;

    /// <summary>A version that is its document's first, or follows another one.</summary>
    public static NewsItem Of(FolderArchive archive, Changes changes, Version version)
    {
        var document = archive.Document(version.Document);
        if (archive.Before(version) is not { } before)
            return About(NewsKind.New, document, version, version.First, $"/accounts/{version.Id}", Telling.Shorten(archive.Text(version.Id).Text.ReplaceLineEndings(" "), LongestSummary));
        var change = changes.Between(archive, before.Id, version.Id);
        return About(NewsKind.Changed, document, version, version.First, $"/diff/{before.Id}/{version.Id}", Capital($"{change.Told}.")) with { Words = change.Words };
    }

    /// <summary>What a version does not say any more; null where that is nothing.</summary>
    public static NewsItem? Lost(FolderArchive archive, Version version)
    {
        if (archive.LossesOf(version.Id) is not { Count: > 0 } losses || archive.Before(version) is not { } before) return null;
        return About(NewsKind.Vanished, archive.Document(version.Document), before, version.First, $"/diff/{before.Id}/{version.Id}", Gone(losses)) with { Losses = losses };
    }

    /// <summary>A document that is not there any more.</summary>
    public static NewsItem? Withdrawn(FolderArchive archive, Document document) => document.Current is not { } current ? null
        : About(NewsKind.Withdrawn, document, archive.Version(current), document.Since, $"/accounts/{current}",
            document.State == DocumentState.Withdrawn ? $"The page has been gone since {Dated.Text(document.Since)}; a second visit confirmed it." : $"The page has been missing since {Dated.Text(document.Since)}; no second visit has confirmed it yet.");

    /// <summary>An event that several publishers tell of.</summary>
    /// <param name="archive">Whose event it is: events are numbered by each for itself.</param>
    /// <param name="told">The event.</param>
    public static NewsItem Of(string archive, Event told)
    {
        var where = string.Join(", ", new[] { told.Place, told.Date is { } day ? Dated.Day(day) : null }.OfType<string>());
        return new NewsItem(NewsKind.Event, $"event {archive} {told.Id}", told.Told, told.Headline.Length > 0 ? told.Headline : "An event without a headline", $"/events/{told.Id}",
            $"{(where.Length > 0 ? where + ": " : "")}{Telling.Count(told.Accounts, "account")} by {Telling.Count(told.Publishers, "publisher")}.");
    }

    /// <summary>A version that a search found.</summary>
    public static NewsItem Hit(FolderArchive archive, Version version, string? search) =>
        About(NewsKind.Hit, archive.Document(version.Document), version, version.First, $"/accounts/{version.Id}", Telling.Shorten(archive.Text(version.Id).Text.ReplaceLineEndings(" "), LongestSummary)) with { Search = search };

    /// <summary>What is gone, in a sentence.</summary>
    public static string Gone(IReadOnlyList<Loss> losses) =>
        $"No longer there: {string.Join("; ", losses.Take(MostNamed).Select(static loss => $"{VanishedText.Name(loss.Kind)} “{Telling.Shorten(loss.Text.ReplaceLineEndings(" "), LongestNamed)}”"))}{(losses.Count > MostNamed ? $"; and {losses.Count - MostNamed} more" : "")}.";

    private static NewsItem About(NewsKind kind, Document document, Version version, DateTimeOffset seen, string path, string summary) =>
        new(kind, $"{NewsItem.Name(kind)} {document.Url} {seen.ToUnixTimeMilliseconds()}", seen, version.Title ?? document.Url, path, summary)
        {
            Url = document.Url,
            Publisher = version.Publisher ?? Addresses.Site(document.Url),
            Language = version.Language,
            Version = version.Id,
        };

    private static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}

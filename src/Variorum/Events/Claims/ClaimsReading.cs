namespace Variorum;

/// <summary>Which accounts of an archive are looked through.</summary>
public sealed record ClaimsOptions
{
    /// <summary>Published, or first seen where no date is known, on this day or later, ISO 8601; null from the first on.</summary>
    public string? Since { get; init; }

    /// <summary>On this day or earlier.</summary>
    public string? Until { get; init; }

    /// <summary>Only of this site, or of addresses that begin so.</summary>
    public string? Source { get; init; }

    /// <summary>How many versions are read at most: a version takes milliseconds.</summary>
    public int Limit { get; init; } = 1000;
}

/// <summary>A version that was looked through.</summary>
internal sealed record ReadVersion(Document Document, Version Version, Account Account)
{
    /// <summary>Its own date, else the day on which it was first seen.</summary>
    public string Day { get; } = Version.Published is { Length: >= 4 } published ? published[..Math.Min(10, published.Length)]
        : Version.First.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Who tells it: the publisher, of a reprint the one from which it comes.</summary>
    public string Source { get; } = Account.Publisher ?? Account.Origin?.Publisher ?? (Document.Url.StartsWith("file:", StringComparison.Ordinal) ? Document.Url[(Document.Url.LastIndexOf('/') + 1)..] : Addresses.Site(Document.Url));

    public ClaimPlace Place(string passage) => new(Document.Id, Version.Number, Document.Url, Source, Day, passage,
        Account.Passages.FirstOrDefault(found => found.Id == passage)?.Text ?? "")
    {
        Gone = Document.State == DocumentState.Withdrawn || Document.Current != Version.Id,
        Dated = Version.Published is not null,
        Language = Account.Language,
        Account = Version.Id,
    };
}

/// <summary>Where a claim stands: <c>variorum show DOCUMENT --version-number N</c> leads there.</summary>
/// <param name="Document">The document's number.</param>
/// <param name="Version">The version's number among the document's.</param>
/// <param name="Source">Who tells it.</param>
/// <param name="Day">When it was published, or first seen; ISO 8601.</param>
/// <param name="Passage">The <see cref="Variorum.Passage.Id"/>.</param>
/// <param name="Sentence">The whole passage.</param>
public sealed record ClaimPlace(long Document, int Version, string Url, string Source, string Day, string Passage, string Sentence)
{
    /// <summary>The document says something else by now, or is withdrawn.</summary>
    public bool Gone { get; init; }

    /// <summary>Whether <see cref="Day"/> is the account's own date; else it is when the archive first saw it.</summary>
    public bool Dated { get; init; }

    public string? Language { get; init; }

    /// <summary>The version's number in the archive's database.</summary>
    public long Account { get; init; }
}

/// <summary>How many accounts were looked through for claims.</summary>
/// <param name="Read">Versions that were read.</param>
/// <param name="Found">Versions that could have been: more than read where the limit left some out.</param>
public readonly record struct ClaimsCoverage(int Read, long Found);

/// <summary>Reads the versions of an archive that may hold a claim.</summary>
internal static class ClaimsReading
{
    /// <summary>The versions that answer a query, the newest first, in the order of their dates.</summary>
    /// <param name="archive">Whose.</param>
    /// <param name="query">Null for all.</param>
    /// <param name="options">How many of them, and of when.</param>
    /// <param name="cancel">Looked at before each version.</param>
    public static (List<ReadVersion> Versions, ClaimsCoverage Coverage) Read(IArchive archive, Query? query, ClaimsOptions options, CancellationToken cancel)
    {
        Query within = new DateQuery(options.Since ?? (query is null ? "0001" : null), options.Until ?? "9999");
        Query asked = query is null ? within : options.Since is null && options.Until is null ? query : new AndQuery([query, within]);
        var hits = archive.Search(asked, SearchScope.All, new SearchOptions
        {
            Top = null,
            Accept = options.Source is { } source ? id => IsOf(archive.Document(archive.Version(id).Document).Url, source) : null,
        });
        var read = new List<ReadVersion>();
        foreach (var hit in hits.Hits.OrderByDescending(static hit => hit.Id).Take(options.Limit))
        {
            cancel.ThrowIfCancellationRequested();
            var version = archive.Version(hit.Id);
            if (archive.Account(hit.Id) is { } account) read.Add(new ReadVersion(archive.Document(version.Document), version, account));
        }
        return ([.. read.OrderBy(static version => version.Day, StringComparer.Ordinal).ThenBy(static version => version.Document.Id).ThenBy(static version => version.Version.Number)],
            new ClaimsCoverage(Math.Min(hits.Hits.Count, options.Limit), hits.Total));
    }

    /// <summary>The words of a text, all of which must stand in a version.</summary>
    public static Query? AllOf(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Any(char.IsLetterOrDigit)).Select(static word => (Query)new WordQuery(QueryField.Text, word)).ToList();
        return parts.Count switch { 0 => null, 1 => parts[0], _ => new AndQuery(parts) };
    }

    private static bool IsOf(string url, string source) =>
        url.StartsWith(source, StringComparison.OrdinalIgnoreCase) || Addresses.Site(url).Equals(source, StringComparison.OrdinalIgnoreCase);
}

using System.Globalization;

namespace Variorum;

// How versions are found by what they say.
public sealed partial class FolderArchive
{
    // So many words make a segment that need not be merged soon; until then they are held at some ten bytes each.
    private const long WordsAtOnce = 1_000_000;

    private readonly SegmentBuilder index = new();
    private SearchIndex? search;

    public SearchResult Search(Query query, SearchScope scope = SearchScope.All, SearchOptions? options = null)
    {
        search ??= new SearchIndex(database.Connection);
        options = Kept(options ?? new SearchOptions());
        if (scope == SearchScope.All) return search.Search(query, options);
        var superseded = new Superseded(database);
        if (scope == SearchScope.Current) return search.Search(query, options with { Accept = id => !superseded.Holds(id) && (options.Accept?.Invoke(id) ?? true) });
        // What the document still says somewhere is not removed, only worded or placed otherwise.
        var still = search.Ids(query, id => !superseded.Holds(id)).ToHashSet();
        return search.Search(query, options with { Accept = id => superseded.Holds(id) && !still.Contains(CurrentOf(id)) && (options.Accept?.Invoke(id) ?? true) });
    }

    // Without the versions that the index has and the archive has no more.
    private SearchOptions Kept(SearchOptions options)
    {
        var dropped = Dropped().ToHashSet();
        return dropped.Count == 0 ? options : options with { Accept = id => !dropped.Contains(id) && (options.Accept?.Invoke(id) ?? true) };
    }

    private long CurrentOf(long version) =>
        database.Number("SELECT d.version FROM version v JOIN document d ON d.id = v.document WHERE v.id = $1", version) ?? 0;

    private void Index(Version version, string url, VersionText text, IReadOnlyList<string> speakers)
    {
        var source = sources?.Invoke(url);
        index.Add(new SearchDocument(version.Id, VersionTexts.Searched(text))
        {
            Title = text.Title,
            Speakers = speakers,
            Url = url,
            Source = source?.Name ?? version.Publisher ?? Addresses.Site(url),
            Language = version.Language ?? source?.Language,
            Country = source?.Country,
            Kind = version.Kind,
            Date = DateOf(version),
        });
    }

    // Its own date, else the day on which it was first seen.
    private static string DateOf(Version version) =>
        version.Published is { } published && SearchDates.IsDate(published) ? published : version.First.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static List<string> Voices(Account? account) => account is null ? [] :
        [.. account.Passages.Select(static passage => passage.Speaker).Concat(account.Attributions.Select(static attribution => attribution.Who)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Writes what was gathered for the search, within the transaction there is.</summary>
    private void WriteIndex()
    {
        if (index.Count > 0) index.Write(database.Connection);
    }

    /// <summary>Gathers for the search what a stopped process had entered and not indexed yet.</summary>
    private void CatchUp()
    {
        using var transaction = database.Begin();
        foreach (var version in database.Rows(VersionOf, VersionColumns + "WHERE id > $1 ORDER BY id", SearchIndex.LastId(database.Connection)))
        {
            Index(version, Document(version.Document).Url, Text(version.Id), Voices(AccountOf(version.Capture)));
            if (index.Words >= WordsAtOnce) WriteIndex();
        }
        WriteIndex();
        transaction.Commit();
    }

    /// <summary>Which versions are not their document's current text.</summary>
    private sealed class Superseded(Database database)
    {
        private readonly Dictionary<long, byte[]?> chunks = [];

        public bool Holds(long version)
        {
            if (!chunks.TryGetValue(version / SupersededChunk, out var bits))
                chunks.Add(version / SupersededChunk, bits = database.Row(static row => row.GetFieldValue<byte[]>(0), "SELECT bits FROM superseded WHERE chunk = $1", version / SupersededChunk));
            var bit = (int)(version % SupersededChunk);
            return bits is not null && (bits[bit / 8] & (1 << (bit % 8))) != 0;
        }
    }
}

/// <summary>Which versions are searched.</summary>
public enum SearchScope
{
    /// <summary>All that were ever seen.</summary>
    All,

    /// <summary>What documents say now, as far as is known.</summary>
    Current,

    /// <summary>What a document said once and does not say any more, and what withdrawn documents said.</summary>
    Removed,
}

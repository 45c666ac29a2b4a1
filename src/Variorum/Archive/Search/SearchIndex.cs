using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What a search is to give.</summary>
public sealed record SearchOptions
{
    /// <summary>How many of the best hits are given; null for all.</summary>
    public int? Top { get; init; } = 10;

    /// <summary>Which versions count, by id; null for all. Asked for those only that answer the query.</summary>
    public Func<long, bool>? Accept { get; init; }

    /// <summary>Only these versions, by id; null for all. Where they are few this is much quicker than <see cref="Accept"/>: no other one is looked at.</summary>
    internal IReadOnlySet<long>? Among { get; init; }

    /// <summary>By what the hits are counted, all of them.</summary>
    public IReadOnlyList<Facet> Facets { get; init; } = [];

    /// <summary>How many values of a facet are given at most, the most frequent ones.</summary>
    public int FacetValues { get; init; } = 20;

    /// <summary>Makes newer versions better; null for none.</summary>
    public Recency? Recency { get; init; }

    /// <summary>Which hits are the first.</summary>
    public SearchOrder Order { get; init; }

    /// <summary>Only hits that stand behind this one in the order are given, those before it are counted; null for all.</summary>
    public SearchHit? After { get; init; }
}

/// <summary>In which order hits are given; of equal ones the higher id first.</summary>
public enum SearchOrder
{
    /// <summary>Those that answer best.</summary>
    Best,

    /// <summary>Those published last, or seen first last where they do not say; the score is a number of days.</summary>
    Newest,

    /// <summary>Those published first, likewise; those of no known day last.</summary>
    Oldest,

    /// <summary>Those entered into the archive last; every score is 0.</summary>
    Entered,
}

/// <summary>A version's score is halved for each half-life that it is old. One without a date counts as if a half-life old.</summary>
/// <param name="Today">What age is counted from.</param>
/// <param name="HalfLife">Days, above 0.</param>
public sealed record Recency(DateOnly Today, double HalfLife);

/// <summary>A version that answers a query.</summary>
/// <param name="Id">The version's id.</param>
/// <param name="Score">How well, above 0; 0 where the query only filters. To be compared within one result only.</param>
public readonly record struct SearchHit(long Id, double Score);

/// <summary>How many hits have a value.</summary>
public sealed record FacetCount(string Value, long Count);

/// <summary>What was found.</summary>
/// <param name="Hits">The best first; of equal ones the newer, which is the higher id, first.</param>
/// <param name="Total">How many versions answer the query, exactly.</param>
/// <param name="Facets">The values of each facet that was asked for, the most frequent first.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, long Total, IReadOnlyDictionary<Facet, IReadOnlyList<FacetCount>> Facets);

/// <summary>The full-text index of an archive, to be asked.</summary>
/// <remarks>
/// It lies in the archive's database and sees what has been committed there. Not safe for use by two threads at once: each takes
/// a connection and an index of its own.
/// </remarks>
/// <param name="connection">An open connection; it is not closed.</param>
internal sealed class SearchIndex(SqliteConnection connection) : IDisposable
{
    private readonly Analyzer analyzer = new();
    private readonly SearchStore store = new(connection);
    private Dictionary<long, KnownSegment> known = [];

    /// <summary>The highest id in the index, 0 where it has none: what is above it is still to be put in.</summary>
    /// <exception cref="InvalidDataException">There is no index yet, or one of another format.</exception>
    public static long LastId(SqliteConnection connection)
    {
        using var store = new SearchStore(connection);
        store.CheckFormat();
        return store.Segments() is [.., var last] ? last.Last : 0;
    }

    /// <summary>Makes an empty index, in place of whatever is there.</summary>
    public static void Create(SqliteConnection connection)
    {
        using var store = new SearchStore(connection);
        store.Write(() =>
        {
            store.Create();
            store.Clear();
        });
    }

    /// <summary>The versions that answer a query.</summary>
    /// <exception cref="QueryException">The query asks for more than can be looked at.</exception>
    /// <exception cref="InvalidDataException">There is no index, one of another format, or a damaged one.</exception>
    public SearchResult Search(Query query, SearchOptions? options = null)
    {
        options ??= new SearchOptions();
        var found = new SearchCollector(options);
        Run(query, scored: options.Order == SearchOrder.Best, (segment, cursor) => found.Collect(segment, cursor, known[segment.Row.Number]));
        return found.Result();
    }

    /// <summary>The ids of all versions that answer a query, the newest first; quicker than a search, since none is scored.</summary>
    /// <inheritdoc cref="Search" path="/exception"/>
    public IReadOnlyList<long> Ids(Query query, Func<long, bool>? accept = null)
    {
        var found = new List<long>();
        Run(query, scored: false, (segment, cursor) =>
        {
            var ids = known[segment.Row.Number].Ids;
            for (var document = cursor.Advance(0); document != Cursor.End; document = cursor.Advance(document + 1))
            {
                var id = ids?[document] ?? segment.Row.First + document;
                if (accept?.Invoke(id) ?? true) found.Add(id);
            }
        });
        found.Reverse();
        return found;
    }

    /// <summary>Lets go of its statements.</summary>
    public void Dispose() => store.Dispose();

    private void Run(Query query, bool scored, Action<Segment, Cursor> collect)
    {
        store.Read(() =>
        {
            store.CheckFormat();
            var segments = store.Segments().Select((row, order) => new Segment(store, row, order)).ToList();
            known = segments.ToDictionary(segment => segment.Row.Number, segment =>
                known.TryGetValue(segment.Row.Number, out var kept) ? kept : new KnownSegment(segment.Lengths(), segment.Ids(), SearchPlan.TonguesOf(segment)));
            var open = new SearchPlan(segments, analyzer, segment => known[segment.Row.Number].Lengths, segment => known[segment.Row.Number].Tongues, scored).Of(query);
            foreach (var segment in segments) collect(segment, open(segment));
            return segments.Count;
        });
    }
}

/// <summary>What is kept of a segment from search to search, since it never changes.</summary>
/// <param name="Lengths">As <see cref="Segment.Lengths"/> gives them.</param>
/// <param name="Ids">Of its documents; null where they have no gaps.</param>
/// <param name="Tongues">Of its texts.</param>
internal sealed record KnownSegment(byte[] Lengths, long[]? Ids, HashSet<Tongue> Tongues)
{
    private readonly Dictionary<Facet, FacetColumn?> columns = [];
    private ushort[]? days;

    /// <summary>The segment's values of a facet; null where they have to be counted term by term.</summary>
    public FacetColumn? Column(Segment segment, Facet facet)
    {
        if (!columns.TryGetValue(facet, out var column)) columns.Add(facet, column = FacetColumn.Of(segment, facet));
        return column;
    }

    public ushort[] Days(Segment segment) => days ??= segment.Days();
}

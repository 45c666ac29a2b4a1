using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>Documents in an index in memory.</summary>
internal sealed class Indexed : IDisposable
{
    public SqliteConnection Connection { get; } = new("Data Source=:memory:");

    /// <param name="documents">In the order of their ids.</param>
    /// <param name="together">How many are written at once.</param>
    public Indexed(IEnumerable<SearchDocument> documents, int together = int.MaxValue)
    {
        Connection.Open();
        SearchIndex.Create(Connection);
        var builder = new SegmentBuilder();
        foreach (var document in documents)
        {
            builder.Add(document);
            if (builder.Count >= together) builder.Write(Connection);
        }
        builder.Write(Connection);
    }

    public static Indexed Texts(params string[] texts) => new(texts.Select((text, i) => new SearchDocument(i + 1, text)));

    public SearchResult Search(string query, SearchOptions? options = null) => new SearchIndex(Connection).Search(Query.Parse(query), options);

    /// <summary>The ids that answer a query, ascending.</summary>
    public string Ids(string query, Func<long, bool>? accept = null) => string.Join(' ', new SearchIndex(Connection).Ids(Query.Parse(query), accept).Reverse());

    public void Dispose() => Connection.Dispose();
}

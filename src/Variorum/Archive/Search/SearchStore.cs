using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>A segment as its row tells it.</summary>
/// <param name="Number">Its number, never used again.</param>
/// <param name="First">The lowest id in it.</param>
/// <param name="Last">The highest id in it, below all ids of later segments.</param>
/// <param name="Documents">How many it has.</param>
/// <param name="Words">Their words together.</param>
/// <param name="Bytes">What it takes.</param>
internal sealed record SegmentRow(long Number, long First, long Last, int Documents, long Words, long Bytes);

/// <summary>The parts of a segment that are kept as one long stream of bytes each, cut into chunks.</summary>
internal enum SegmentStream { Documents, Positions, Lengths, Days, Ids }

/// <summary>All SQL of the search: segments, blocks of their dictionaries, chunks of their streams, in one SQLite database.</summary>
/// <remarks>
/// Made for the length of one search or one write. Rows of a segment never change; they come and go with it in one transaction.
/// </remarks>
internal sealed class SearchStore(SqliteConnection connection) : IDisposable
{
    /// <summary>Rises when texts are analysed or kept otherwise than before; an index of another format must be made anew.</summary>
    public const int Format = 2;

    /// <summary>Bytes of a stream in one row; the last one has less. Two pages of 8 kB and an eighth of one: 16 kB would leave a sixteenth empty.</summary>
    public const int ChunkSize = 17_360;

    private readonly Dictionary<string, SqliteCommand> prepared = [];

    public void Create() => Execute("""
        CREATE TABLE IF NOT EXISTS search_format(format INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS search_segment(segment INTEGER PRIMARY KEY AUTOINCREMENT, first INTEGER NOT NULL, last INTEGER NOT NULL,
            documents INTEGER NOT NULL, words INTEGER NOT NULL, bytes INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS search_terms(segment INTEGER NOT NULL, first BLOB NOT NULL, data BLOB NOT NULL, PRIMARY KEY(segment, first));
        CREATE TABLE IF NOT EXISTS search_chunk(segment INTEGER NOT NULL, stream INTEGER NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL,
            PRIMARY KEY(segment, stream, number));
        INSERT INTO search_format SELECT $1 WHERE NOT EXISTS (SELECT 1 FROM search_format);
        """, Format);

    /// <exception cref="InvalidDataException">There is no index, or one of another format.</exception>
    public void CheckFormat()
    {
        if (Scalar("SELECT 1 FROM sqlite_master WHERE name = 'search_format'") is null || Scalar("SELECT format FROM search_format") is not long format)
            throw new InvalidDataException("The archive has no search index; make it anew.");
        if (format != Format) throw new InvalidDataException("The search index was made by another release; make it anew.");
    }

    /// <summary>Takes the whole index away.</summary>
    public void Clear() => Execute("""
        DELETE FROM search_chunk;
        DELETE FROM search_terms;
        DELETE FROM search_segment;
        UPDATE search_format SET format = $1;
        """, Format);

    /// <summary>Reads one state of the database, whatever another connection merges meanwhile.</summary>
    public T Read<T>(Func<T> read)
    {
        Execute("SAVEPOINT search");
        try
        {
            return read();
        }
        finally
        {
            if (InTransaction) Execute("RELEASE search");
        }
    }

    /// <summary>Writes all or nothing, within the transaction there is or in one of its own.</summary>
    public void Write(Action write)
    {
        Execute("SAVEPOINT search");
        try
        {
            write();
        }
        catch
        {
            // A full disk has SQLite end the whole transaction by itself; then there is nothing left to take back.
            if (InTransaction) Execute("ROLLBACK TO search; RELEASE search");
            throw;
        }
        Execute("RELEASE search");
    }

    public List<SegmentRow> Segments()
    {
        var rows = new List<SegmentRow>();
        using var reader = Command("SELECT segment, first, last, documents, words, bytes FROM search_segment ORDER BY first").ExecuteReader();
        while (reader.Read())
            rows.Add(new SegmentRow(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt64(4), reader.GetInt64(5)));
        return rows;
    }

    /// <summary>Keeps a place for a segment whose figures are not known yet.</summary>
    public long BeginSegment()
    {
        Execute("INSERT INTO search_segment(first, last, documents, words, bytes) VALUES (0, 0, 0, 0, 0)");
        return (long)Scalar("SELECT last_insert_rowid()")!;
    }

    public void EndSegment(SegmentRow row) => Execute(
        "UPDATE search_segment SET first = $2, last = $3, documents = $4, words = $5, bytes = $6 WHERE segment = $1",
        row.Number, row.First, row.Last, row.Documents, row.Words, row.Bytes);

    public void DeleteSegment(long segment)
    {
        Execute("DELETE FROM search_chunk WHERE segment = $1", segment);
        Execute("DELETE FROM search_terms WHERE segment = $1", segment);
        Execute("DELETE FROM search_segment WHERE segment = $1", segment);
    }

    public void AddTerms(long segment, byte[] first, byte[] data) => Execute("INSERT INTO search_terms VALUES ($1, $2, $3)", segment, first, data);

    /// <summary>The block of the dictionary in which a term stands if it is there; null before the first block.</summary>
    public byte[]? TermsAt(long segment, byte[] term) =>
        (byte[]?)Scalar("SELECT data FROM search_terms WHERE segment = $1 AND first <= $2 ORDER BY first DESC LIMIT 1", segment, term);

    /// <summary>The first block whose first term is above a term; null behind the last one.</summary>
    public byte[]? TermsAfter(long segment, byte[] term) =>
        (byte[]?)Scalar("SELECT data FROM search_terms WHERE segment = $1 AND first > $2 ORDER BY first LIMIT 1", segment, term);

    public void AddChunk(long segment, SegmentStream stream, long number, byte[] data) =>
        Execute("INSERT INTO search_chunk VALUES ($1, $2, $3, $4)", segment, (int)stream, number, data);

    public byte[]? FindChunk(long segment, SegmentStream stream, long number) =>
        (byte[]?)Scalar("SELECT data FROM search_chunk WHERE segment = $1 AND stream = $2 AND number = $3", segment, (int)stream, number);

    /// <exception cref="InvalidDataException">There is no such chunk.</exception>
    public byte[] Chunk(long segment, SegmentStream stream, long number) =>
        FindChunk(segment, stream, number) ?? throw new InvalidDataException("The search index is damaged; make it anew from the archive.");

    // What a merge has read is given back at once: the new segment is written where the old ones lay.
    public void DeleteChunk(long segment, SegmentStream stream, long number) =>
        Execute("DELETE FROM search_chunk WHERE segment = $1 AND stream = $2 AND number = $3", segment, (int)stream, number);

    public void Dispose()
    {
        foreach (var command in prepared.Values) command.Dispose();
    }

    private bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0;

    private object? Scalar(string sql, params ReadOnlySpan<object> values) => Command(sql, values).ExecuteScalar() is { } value and not DBNull ? value : null;

    private void Execute(string sql, params ReadOnlySpan<object> values) => Command(sql, values).ExecuteNonQuery();

    private SqliteCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            prepared[sql] = command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = Names[i] });
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i];
        return command;
    }

    private static readonly string[] Names = ["", "$1", "$2", "$3", "$4", "$5", "$6"];
}

using Microsoft.Data.Sqlite;

namespace Variorum;

// How documents were seen, for those who plan visits.
public sealed partial class FolderArchive
{
    // Only of documents that were never read, which are few: what their last capture shows.
    private const string ObservedColumns =
        """
        SELECT d.id, d.url, d.state, d.since, d.last, CASE d.state WHEN 4 THEN
               (SELECT c.state FROM capture c WHERE c.document = d.id ORDER BY c.time DESC, c.id DESC LIMIT 1) END
        FROM document d 
        """;

    // Both from the index alone: the rows themselves carry the texts.
    private const string VersionTimes = "SELECT document, max(first), count(*) FROM version ";

    public Observed Observed(long document)
    {
        var (began, versions) = (long.MinValue, 0);
        using (var reader = database.Prepare(VersionTimes + "WHERE document = $1", document).ExecuteReader())
            if (reader.Read() && !reader.IsDBNull(1)) (began, versions) = (reader.GetInt64(1), reader.GetInt32(2));
        using var row = database.Prepare(ObservedColumns + "WHERE d.id = $1", document).ExecuteReader();
        return row.Read() ? ObservedOf(row, began, versions) : throw new KeyNotFoundException($"there is no document {document}");
    }

    public IEnumerable<Observed> Observed()
    {
        using var versions = database.Prepare(VersionTimes + "GROUP BY document ORDER BY document").ExecuteReader();
        using var documents = database.Prepare(ObservedColumns + "ORDER BY d.id").ExecuteReader();
        var (of, began, count) = (long.MinValue, long.MinValue, 0);
        while (documents.Read())
        {
            var id = documents.GetInt64(0);
            while (of < id && versions.Read()) (of, began, count) = (versions.GetInt64(0), versions.GetInt64(1), versions.GetInt32(2));
            yield return of == id ? ObservedOf(documents, began, count) : ObservedOf(documents, long.MinValue, 0);
        }
    }

    private static Observed ObservedOf(SqliteDataReader row, long began, int versions)
    {
        var (state, since) = ((DocumentState)row.GetInt32(2), row.GetInt64(3));
        // While a document is there, its state does not tell of a new text; while it is gone, none begins.
        var changed = state is DocumentState.Present or DocumentState.Returned ? Math.Max(since, began) : since;
        return new Observed(row.GetInt64(0), row.GetString(1), state, Time(row, 4), DateTimeOffset.FromUnixTimeMilliseconds(changed), versions,
            !row.IsDBNull(5) && row.GetInt32(5) == (int)CaptureState.Moved);
    }
}

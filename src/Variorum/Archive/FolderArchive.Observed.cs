using System.Globalization;

namespace Variorum;

// How documents were seen, for those who plan visits.
public sealed partial class FolderArchive
{
    // Only of documents that were never read, which are few: what their last capture shows.
    private const string ObservedColumns =
        """
        SELECT d.id, d.url, d.state, d.since, d.last, CASE d.state WHEN 4 THEN
               (SELECT c.state FROM capture c WHERE c.document = d.id ORDER BY c.time DESC, c.id DESC LIMIT 1) ELSE 0 END
        FROM document d 
        """;

    // Both from the index alone: the rows themselves carry the texts.
    private const string VersionTimes = "SELECT document, max(first), count(*) FROM version ";

    public Observed Observed(long document)
    {
        var id = document.ToString(CultureInfo.InvariantCulture);
        foreach (var seen in Observed($"WHERE document = {id}", $"WHERE d.id = {id}")) return seen;
        throw new NotInArchiveException($"there is no document {id}");
    }

    public IEnumerable<Observed> Observed() => Observed("GROUP BY document ORDER BY document", "ORDER BY d.id");

    private IEnumerable<Observed> Observed(string ofVersions, string ofDocuments)
    {
        using var versions = database.Over(VersionTimes + ofVersions);
        using var documents = database.Over(ObservedColumns + ofDocuments);
        var (of, began, count) = (long.MinValue, long.MinValue, 0L);
        while (documents.Read())
        {
            var (id, state, changed) = (documents.Number(0), (DocumentState)documents.Number(2), documents.Number(3));
            while (of < id && versions.Read()) (of, began, count) = (versions.Number(0), versions.Number(1), versions.Number(2));
            // While a document is there, its state does not tell of a new text; while it is gone, none begins.
            if (of == id && state is DocumentState.Present or DocumentState.Returned) changed = Math.Max(changed, began);
            yield return new Observed(id, documents.Text(1), state, DateTimeOffset.FromUnixTimeMilliseconds(documents.Number(4)), DateTimeOffset.FromUnixTimeMilliseconds(changed),
                of == id ? (int)count : 0, (CaptureState)documents.Number(5) is CaptureState.Moved or CaptureState.Other);
        }
    }
}

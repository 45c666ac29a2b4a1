using System.Globalization;

namespace Variorum;

// What the archive lists piece by piece, each piece behind the one before, whatever came in meanwhile.
public sealed partial class FolderArchive
{
    private const string LatestChanges =
        """
        SELECT c.time, c.state, c.document, c.version, d.url FROM (
          SELECT first AS time, 0 AS state, document, id AS version FROM version
          UNION ALL SELECT since, state, id, coalesce(version, 0) FROM document WHERE state IN (1, 2, 3)
        ) c JOIN document d ON d.id = c.document
        WHERE (c.time, c.document, c.version, c.state) < ($1, $2, $3, $4) ORDER BY c.time DESC, c.document DESC, c.version DESC, c.state DESC
        """;

    /// <summary>Documents whose address starts so, by address, those behind another address.</summary>
    /// <param name="after">An address; empty for the first ones.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Document> Documents(string prefix, string after, int most) =>
        database.Rows(DocumentOf, DocumentColumns + "WHERE substr(url, 1, $1) = $2 AND url > $3 ORDER BY url LIMIT $4", prefix.Length, prefix, after, most);

    /// <summary>What changed over the archive, the latest first: texts that were new, and what is gone or back now.</summary>
    /// <param name="source">Documents whose address, without <c>www.</c>, is of this site or begins so; null for all.</param>
    /// <param name="after">The last change that is known already; null for the latest ones.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<ArchiveChange> Changes(string? source, ChangeMark? after, int most)
    {
        var found = new List<(ChangeMark Mark, int State)>();
        var before = after ?? new ChangeMark(long.MaxValue, 0, 0, 0);
        using (var row = database.Prepare(LatestChanges, before.Time, before.Document, before.Version, before.State).ExecuteReader())
        {
            while (found.Count < most && row.Read())
                if (IsOf(row.GetString(4), source)) found.Add((new ChangeMark(row.GetInt64(0), row.GetInt64(2), row.GetInt64(3), row.GetInt32(1)), row.GetInt32(1)));
        }
        return found.ConvertAll(change => Told(change.Mark));
    }

    /// <summary>The number of the version that was entered last; 0 where there is none.</summary>
    public long Newest() => database.Number("SELECT max(id) FROM version") ?? 0;

    /// <summary>The documents with a text, in parts of so many numbers: of each part that has some its number and when a text last began there.</summary>
    /// <param name="perPart">How many numbers of documents a part spans.</param>
    public IReadOnlyList<(long Part, DateTimeOffset Newest)> NewestByPart(int perPart) => database.Rows(static row => (row.GetInt64(0), Time(row, 1)),
        "SELECT d.id / $1 AS part, max(v.first) FROM document d JOIN version v ON v.id = d.version GROUP BY part ORDER BY part", perPart);

    /// <summary>The current texts of a part, by the number of their document, with when each began.</summary>
    /// <param name="part">As <see cref="NewestByPart"/> numbers it.</param>
    /// <param name="perPart">Likewise.</param>
    public IReadOnlyList<(long Version, DateTimeOffset Since)> CurrentOfPart(long part, int perPart) => database.Rows(static row => (row.GetInt64(0), Time(row, 1)),
        "SELECT v.id, v.first FROM document d JOIN version v ON v.id = d.version WHERE d.id >= $1 AND d.id < $2 ORDER BY d.id", part * perPart, (part + 1) * perPart);

    private ArchiveChange Told(ChangeMark mark)
    {
        var version = mark.Version == 0 ? null : Version(mark.Version);
        var what = (DocumentState)mark.State switch
        {
            DocumentState.Missing => HistoryEvent.Missing,
            DocumentState.Withdrawn => HistoryEvent.Withdrawn,
            DocumentState.Returned => HistoryEvent.Returned,
            _ => version!.Number == 1 ? HistoryEvent.FirstSeen : HistoryEvent.Changed,
        };
        return new ArchiveChange(DateTimeOffset.FromUnixTimeMilliseconds(mark.Time), what, Document(mark.Document), version, mark);
    }
}

/// <summary>A change, as the archive tells it of all its documents.</summary>
/// <param name="Time">When it was seen, UTC.</param>
/// <param name="Event">What it was.</param>
/// <param name="Version">The version that began; of a document that is gone or back the last one; null where there never was one.</param>
/// <param name="Mark">Its place among all changes.</param>
public sealed record ArchiveChange(DateTimeOffset Time, HistoryEvent Event, Document Document, Version? Version, ChangeMark Mark);

/// <summary>The place of a change among all of an archive, by time, document, version and state.</summary>
/// <param name="Time">Milliseconds since 1970 UTC.</param>
/// <param name="State">A <see cref="DocumentState"/> that began; 0 for a version.</param>
public readonly record struct ChangeMark(long Time, long Document, long Version, int State)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Time}.{Document}.{Version}.{State}");
}

using Microsoft.Data.Sqlite;

namespace Variorum;

// What came last, found without looking at the rest.
public sealed partial class FolderArchive
{
    private static readonly string Gone = string.Join(", ", Enum.GetValues<CaptureState>().Where(static state => state.Gone()).Select(static state => (int)state));

    // Beside the tables, so that an archive of before has them as soon as it is written to; a reader of one that has none looks at all rows.
    private void IndexNews() => database.Run(
        """
        CREATE INDEX IF NOT EXISTS version_new ON version (first) WHERE number = 1;
        CREATE INDEX IF NOT EXISTS version_changed ON version (first) WHERE number > 1;
        CREATE INDEX IF NOT EXISTS document_gone ON document (since) WHERE state IN (1, 2);
        """);

    // As IsOf says it, for the database: of a hundred thousand rows those of another source are not worth reading.
    private static string OfSource(string document) =>
        $"($5 IS NULL OR EXISTS (SELECT 1 FROM document o WHERE o.id = {document} AND (instr(lower(o.url), lower($5)) = 1 OR instr(lower(o.url) || '/', '://' || lower($5) || '/') > 0 OR instr(lower(o.url) || '/', '://www.' || lower($5) || '/') > 0)))";

    /// <summary>Versions by the time at which they were first seen, the last first.</summary>
    /// <param name="changed">Those that follow another one, or else those that are their document's first.</param>
    /// <param name="before">Only those that stand behind this one in the order; null for all.</param>
    /// <param name="since">Seen then or later; null for all.</param>
    /// <param name="most">How many.</param>
    /// <param name="source">Of this site, or of addresses that begin so; null for all.</param>
    internal IReadOnlyList<Version> Latest(bool changed, NewsPlace? before, DateTimeOffset? since, int most, string? source = null) => database.Rows(VersionOf,
        VersionColumns + $"WHERE {(changed ? "number > 1" : "number = 1")} AND first >= $1 AND (first, id) < ($2, $3) AND {OfSource("version.document")} ORDER BY first DESC, id DESC LIMIT $4",
        since is { } from ? Milliseconds(from) : long.MinValue, before?.Time ?? long.MaxValue, before?.Id ?? long.MaxValue, most, source);

    /// <summary>How many versions were first seen within a stretch of time.</summary>
    /// <param name="until">Not included.</param>
    internal long CountLatest(bool changed, DateTimeOffset since, DateTimeOffset until) =>
        database.Number($"SELECT count(*) FROM version WHERE {(changed ? "number > 1" : "number = 1")} AND first >= $1 AND first < $2", Milliseconds(since), Milliseconds(until)) ?? 0;

    /// <summary>Documents that are not there any more, those that went last first.</summary>
    /// <inheritdoc cref="Latest" path="/param"/>
    internal IReadOnlyList<Document> LatestGone(NewsPlace? before, DateTimeOffset? since, int most, string? source = null) => database.Rows(DocumentOf,
        DocumentColumns + $"WHERE state IN (1, 2) AND version IS NOT NULL AND since >= $1 AND (since, id) < ($2, $3) AND {OfSource("document.id")} ORDER BY since DESC, id DESC LIMIT $4",
        since is { } from ? Milliseconds(from) : long.MinValue, before?.Time ?? long.MaxValue, before?.Id ?? long.MaxValue, most, source);

    /// <summary>How many documents went within a stretch of time.</summary>
    internal long CountGone(DateTimeOffset since, DateTimeOffset until) =>
        database.Number("SELECT count(*) FROM document WHERE state IN (1, 2) AND version IS NOT NULL AND since >= $1 AND since < $2", Milliseconds(since), Milliseconds(until)) ?? 0;

    /// <summary>What a version does not say any more that the one before it did, the gravest first.</summary>
    internal IReadOnlyList<Loss> LossesOf(long version) => database.Rows(static row => new Loss((LossKind)row.GetInt32(0), row.GetString(1), row.GetDouble(2)),
        "SELECT kind, text, weight FROM loss WHERE version = $1 ORDER BY weight DESC, kind, text", version);

    /// <summary>The version that a document had before another one; null where that is its first.</summary>
    internal Version? Before(Version version) =>
        database.Row(VersionOf, VersionColumns + "WHERE document = $1 AND number < $2 ORDER BY number DESC LIMIT 1", version.Document, version.Number);

    /// <summary>The highest numbers of versions and captures that were given.</summary>
    internal (long Version, long Capture) LastNumbers() => (database.Number("SELECT max(id) FROM version") ?? 0, database.Number("SELECT max(id) FROM capture") ?? 0);

    /// <summary>Documents that captures behind another one did not find there, each once.</summary>
    /// <param name="capture">The number of the other one.</param>
    /// <param name="until">The last that is looked at.</param>
    internal IReadOnlyList<long> MissedAfter(long capture, long until) =>
        database.Rows(static row => row.GetInt64(0), $"SELECT DISTINCT document FROM capture WHERE id > $1 AND id <= $2 AND state IN ({Gone})", capture, until);
}

/// <summary>A place in what is ordered by time, the last first.</summary>
/// <param name="Time">Milliseconds since 1970 UTC.</param>
/// <param name="Id">Of what stands there.</param>
internal readonly record struct NewsPlace(long Time, long Id);

using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>A search that is kept, to be looked at again.</summary>
/// <param name="Looked">When somebody said that they had seen what it finds, UTC.</param>
/// <param name="Mark">The archive's last version then: those above are new.</param>
/// <param name="Archive">Whose number that is (<see cref="IArchive.Identity"/>); null where an older release did not say.</param>
internal sealed record SavedSearch(long Id, string Name, string Query, SearchScope Scope, string? Author, DateTimeOffset Looked, long Mark, string? Archive)
{
    /// <summary>The mark in an archive: in one that was made anew the number says nothing, and whatever is found there is to be looked at.</summary>
    public long MarkIn(FolderArchive archive) => Archive is null || Archive == archive.Identity ? Mark : 0;
}

/// <summary>The searches that are kept.</summary>
internal static class SavedSearches
{
    public const int LongestName = 120;

    // Each is asked whenever something comes in.
    private const int Most = 200;

    public static IReadOnlyList<SavedSearch> All(Database database) =>
        database.Rows(Read, "SELECT id, name, query, scope, author, looked, mark, archive FROM saved_search ORDER BY name, id");

    /// <exception cref="RefusedException">There are as many as there may be.</exception>
    public static void Add(Database database, SavedSearch search)
    {
        if (database.Number("SELECT count(*) FROM saved_search") >= Most) throw new RefusedException($"{Most} searches are kept already: take one away first");
        database.Run("INSERT INTO saved_search (name, query, scope, author, made, looked, mark, archive) VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
            search.Name, search.Query, (int)search.Scope, search.Author, search.Looked.ToUnixTimeMilliseconds(), search.Mark, search.Archive);
    }

    /// <summary>All that is in the archive now was seen: a search's mark, and whose number that is.</summary>
    public static Task<(long Mark, string Archive)> NowAsync(Archives archives, CancellationToken cancel) => archives.ReadAsync(static reading => (reading.Archive.Newest(), reading.Archive.Identity), cancel);

    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static void See(Database database, long id, DateTimeOffset time, long mark, string archive)
    {
        if (database.Run("UPDATE saved_search SET looked = $2, mark = $3, archive = $4 WHERE id = $1", id, time.ToUnixTimeMilliseconds(), mark, archive) == 0) throw new NotThereException($"no saved search {id}");
    }

    /// <exception cref="NotThereException">There is none of this number.</exception>
    public static void Remove(Database database, long id)
    {
        if (database.Run("DELETE FROM saved_search WHERE id = $1", id) == 0) throw new NotThereException($"no saved search {id}");
    }

    /// <summary>Versions above one and up to another that a search finds, those entered last first.</summary>
    /// <returns>How many there are, and the first of them; null where the query cannot be answered.</returns>
    public static (long Total, IReadOnlyList<long> Versions)? New(FolderArchive archive, SavedSearch search, long until, int most)
    {
        try
        {
            var mark = search.MarkIn(archive);
            var found = archive.Search(Query.Parse(search.Query), search.Scope, new SearchOptions { Top = most, Order = SearchOrder.Entered, Accept = id => id > mark && id <= until });
            return (found.Total, [.. found.Hits.Select(static hit => hit.Id)]);
        }
        catch (QueryException)
        {
            // It was read when it was saved, by a release that knew more or on an archive that held less.
            return null;
        }
    }

    private static SavedSearch Read(SqliteDataReader row) => new(row.GetInt64(0), row.GetString(1), row.GetString(2), (SearchScope)row.GetInt32(3), row.IsDBNull(4) ? null : row.GetString(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)), row.GetInt64(6), row.IsDBNull(7) ? null : row.GetString(7));
}

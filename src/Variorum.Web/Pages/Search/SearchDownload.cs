namespace Variorum;

/// <summary><c>/search/results.csv</c> and <c>.jsonl</c>: all that answers a query, written as it is read, so that it costs no memory.</summary>
internal static class SearchDownload
{
    /// <summary>Rows of one download.</summary>
    public const int Most = 50_000;

    private const int AtOnce = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search/results.csv", static (HttpContext http, Archives archives) => Send(http, archives, isTable: true)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
        routes.MapGet("/search/results.jsonl", static (HttpContext http, Archives archives) => Send(http, archives, isTable: false)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
    }

    private static async Task Send(HttpContext http, Archives archives, bool isTable)
    {
        var ask = SearchAsk.Of(http);
        if (ask.Wrong is { } wrong) throw wrong;
        if (ask.Query is not { } query) throw new WrongException("a download needs a query: add q=, as in /search");
        var result = await archives.ReadAsync(reading => reading.Archive.Search(query, ask.Scope, new SearchOptions { Top = Most, Order = ask.Order }), http.RequestAborted).ConfigureAwait(false);
        var response = http.Response;
        response.ContentType = isTable ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"variorum-search.{(isTable ? "csv" : "jsonl")}\"";
        using var rows = new MemoryStream();
        if (isTable) FindingsCsv.WriteHead(rows);
        foreach (var some in result.Hits.Chunk(AtOnce))
        {
            await archives.ReadAsync(reading =>
            {
                var found = new Findings(ask.Text, result.Total, Kept(reading.Archive, some).Select(hit => Finding.Of(reading.Archive, hit, query, reading.Snippets)), result.Facets);
                if (isTable) FindingsCsv.WriteRows([found], rows);
                else FindingsJson.WriteLines([found], rows);
                return true;
            }, http.RequestAborted).ConfigureAwait(false);
            await response.Body.WriteAsync(rows.GetBuffer().AsMemory(0, (int)rows.Length), http.RequestAborted).ConfigureAwait(false);
            rows.SetLength(0);
        }
        if (rows.Length > 0) await response.Body.WriteAsync(rows.GetBuffer().AsMemory(0, (int)rows.Length), http.RequestAborted).ConfigureAwait(false);
    }

    // Some may have been dropped since, as they are read otherwise now.
    private static IEnumerable<SearchHit> Kept(FolderArchive archive, IEnumerable<SearchHit> hits) => hits.Where(hit => archive.VersionsAfter(hit.Id - 1, 1) is [var version] && version.Id == hit.Id);
}

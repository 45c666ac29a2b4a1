namespace Variorum;

/// <summary>A hit with those that repeat it, or that it repeats.</summary>
/// <param name="First">The best of them.</param>
/// <param name="Copies">The others that answer the query, the best first.</param>
/// <param name="Event">The event that they tell of, where several publishers do.</param>
internal sealed record FoldedHit(Finding First, IReadOnlyList<CopyHit> Copies, (long Event, int Publishers)? Event);

/// <summary>A copy that answers the query too.</summary>
internal sealed record CopyHit(Version Version, Document Document, CopyRelation Relation);

/// <summary>A page of hits.</summary>
/// <param name="Result">What was counted.</param>
/// <param name="Next">The last hit that is told of; null where none are left.</param>
internal sealed record HitPage(SearchResult Result, IReadOnlyList<FoldedHit> Hits, SearchHit? Next)
{
    // Of texts that are much repeated a page takes more hits than it shows.
    private const int Times = 4;

    /// <summary>
    /// Finds a page of hits. A text that others repeat is told once, where its best copy stands among all hits; so a page that begins
    /// behind that one leaves the rest of them out, with no memory of the pages before.
    /// </summary>
    /// <exception cref="QueryException">The query asks for more than can be looked at.</exception>
    public static HitPage Of(Reading reading, SearchAsk ask, int most) => reading.Events is { } events ? events.Within(() => Found(reading, ask, most)) : Found(reading, ask, most);

    private static HitPage Found(Reading reading, SearchAsk ask, int most)
    {
        var (archive, query) = (reading.Archive, ask.Query!);
        var options = new SearchOptions
        {
            Top = (most * (ask.Apart ? 1 : Times)) + 1,
            Order = ask.Order,
            After = ask.After,
            Facets = [Facet.Source, Facet.Language, Facet.Kind, Facet.Year, Facet.Month],
            FacetValues = 2000,
        };
        var result = archive.Search(query, ask.Scope, options);
        var ranked = result.Hits.ToDictionary(static hit => hit.Id);
        var hits = new List<FoldedHit>();
        SearchHit? last = null;
        // Most texts are repeated by none: rarely more than the first of these are looked at.
        foreach (var some in result.Hits.Chunk(most + 1))
        {
            var groups = some.ToDictionary(static hit => hit.Id, hit => ask.Apart || reading.Events is not { } events ? [(hit.Id, CopyRelation.Independent)] : events.Alike(hit.Id));
            var others = groups.Values.SelectMany(static group => group).Select(static member => member.Item1).Where(id => !ranked.ContainsKey(id)).ToHashSet();
            if (others.Count > 0)
                foreach (var hit in archive.Search(query, ask.Scope, new SearchOptions { Top = null, Order = ask.Order, Among = others }).Hits) ranked[hit.Id] = hit;
            foreach (var hit in some)
            {
                var best = groups[hit.Id].Where(member => ranked.ContainsKey(member.Item1)).OrderByDescending(member => ranked[member.Item1].Score).ThenByDescending(static member => member.Item1).ToList();
                // The best of them stands on a page before, or further up on this one.
                if (best[0].Item1 == hit.Id)
                {
                    if (hits.Count == most) return new HitPage(result, hits, last);
                    hits.Add(new FoldedHit(Finding.Of(archive, hit, query, reading.Snippets), [.. best.Skip(1).Select(member => Copy(archive, member))], reading.Events?.Tells(hit.Id) is { Publishers: > 1 } told ? told : null));
                }
                last = hit;
            }
        }
        return new HitPage(result, hits, result.Hits.Count == options.Top ? last : null);
    }

    private static CopyHit Copy(FolderArchive archive, (long Version, CopyRelation Relation) copy)
    {
        var version = archive.Version(copy.Version);
        return new CopyHit(version, archive.Document(version.Document), copy.Relation);
    }
}

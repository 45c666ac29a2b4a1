namespace Variorum;

/// <summary>Keeps the best hits, counts all of them, and counts them by facets.</summary>
internal sealed class SearchCollector(SearchOptions options)
{
    private readonly PriorityQueue<SearchHit, SearchHit> best = new(Comparer<SearchHit>.Create(static (a, b) =>
        a.Score.CompareTo(b.Score) is var order and not 0 ? order : a.Id.CompareTo(b.Id)));
    private readonly Dictionary<Facet, Dictionary<string, long>> facets =
        options.Facets.Distinct().ToDictionary(facet => facet, _ => new Dictionary<string, long>(StringComparer.Ordinal));
    private long total;

    /// <param name="segment">Where the cursor was opened.</param>
    /// <param name="cursor">Before its first move.</param>
    /// <param name="known">What is kept of the segment.</param>
    public void Collect(Segment segment, Cursor cursor, KnownSegment known)
    {
        var ids = known.Ids;
        var hits = facets.Count > 0 ? new ulong[(segment.Row.Documents + 63) / 64] : [];
        var days = options.Recency is not null || options.Order is SearchOrder.Newest or SearchOrder.Oldest ? known.Days(segment) : [];
        var before = total;
        for (var document = cursor.Advance(0); document != Cursor.End; document = cursor.Advance(document + 1))
        {
            var id = ids?[document] ?? segment.Row.First + document;
            if (options.Accept is { } accept && !accept(id)) continue;
            total++;
            if (hits.Length > 0) hits[document >> 6] |= 1UL << document;
            if (options.Top == 0) continue;
            Keep(new SearchHit(id, options.Order switch
            {
                SearchOrder.Best => options.Recency is { } recency ? cursor.Score() * Freshness(days[document], recency) : cursor.Score(),
                SearchOrder.Newest => days[document],
                SearchOrder.Oldest => days[document] == 0 ? 0 : ushort.MaxValue + 1 - days[document],
                _ => 0,
            }));
        }
        if (total == before) return;
        foreach (var (facet, counts) in facets)
        {
            if (known.Column(segment, facet) is { } column) column.Count(hits, counts);
            else Count(segment, facet, hits, counts);
        }
    }

    public SearchResult Result()
    {
        var hits = new SearchHit[best.Count];
        for (var i = hits.Length - 1; i >= 0; i--) hits[i] = best.Dequeue();
        return new SearchResult(hits, total, facets.ToDictionary(facet => facet.Key, facet => (IReadOnlyList<FacetCount>)
            [.. facet.Value.Select(count => new FacetCount(count.Key, count.Value))
                .OrderByDescending(count => count.Count).ThenBy(count => count.Value, StringComparer.Ordinal).Take(options.FacetValues)]));
    }

    private void Keep(SearchHit hit)
    {
        if (options.After is { } after && (hit.Score > after.Score || (hit.Score == after.Score && hit.Id >= after.Id))) return;
        if (options.Top is not { } top || best.Count < top) best.Enqueue(hit, hit);
        // The lowest leaves. Ids ascend, so that of equal ones the later is the better.
        else if (hit.Score >= best.Peek().Score) best.EnqueueDequeue(hit, hit);
    }

    private static double Freshness(ushort day, Recency recency)
    {
        var age = day == 0 ? recency.HalfLife : Math.Max(0, recency.Today.DayNumber - DocumentDay.Epoch.DayNumber - day);
        return Math.Pow(2, -age / recency.HalfLife);
    }

    private static void Count(Segment segment, Facet facet, ulong[] hits, Dictionary<string, long> counts)
    {
        foreach (var (name, cursor) in FacetColumn.Terms(segment, facet))
        {
            long count = 0;
            for (var document = cursor.Advance(0); document != Cursor.End; document = cursor.Advance(document + 1))
                count += (long)(hits[document >> 6] >> document & 1);
            if (count > 0) counts[name] = counts.GetValueOrDefault(name) + count;
        }
    }
}

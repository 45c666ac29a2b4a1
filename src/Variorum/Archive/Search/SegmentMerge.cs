namespace Variorum;

/// <summary>Makes one segment of several neighbours, so that a search has few to ask.</summary>
/// <remarks>
/// Log-structured merging in tiers, after P. O'Neil et al., "The log-structured merge-tree", 1996: when <see cref="Fan"/> segments
/// of one size have come together they become one of the next size, so each version is rewritten once for each size. Only
/// neighbours are merged; ids keep ascending from segment to segment.
/// </remarks>
internal static class SegmentMerge
{
    private const int Fan = 8;

    // A version of its own has some 4 kB; sizes are 32 kB, 256 kB, 2 MB, 16 MB and all above.
    private const long Smallest = 32 * 1024;

    // From here on a segment stays as it is: merging it would hold up the writer for long, and spare a search little.
    private const long Full = 16 << 20;

    /// <summary>Merges until no tier has enough segments.</summary>
    public static void Run(SearchStore store)
    {
        while (Due(store.Segments()) is { Count: > 0 } due) Merge(store, due);
    }

    /// <summary>The segments to merge next: the newest ones, none larger in tier than the last.</summary>
    internal static List<SegmentRow> Due(IReadOnlyList<SegmentRow> segments)
    {
        if (segments.Count == 0) return [];
        var tier = Tier(segments[^1]);
        var run = segments.Reverse().TakeWhile(segment => Tier(segment) <= tier && segment.Bytes < Full).Reverse().ToList();
        return run.Count >= Fan ? run : [];
    }

    private static int Tier(SegmentRow segment)
    {
        var tier = 0;
        for (var size = Smallest; segment.Bytes >= size && size <= Full; size *= Fan) tier++;
        return tier;
    }

    /// <summary>Merges neighbours, which are given in order.</summary>
    public static void Merge(SearchStore store, IReadOnlyList<SegmentRow> rows)
    {
        var sources = rows.Select(row => new Source(store, row)).ToList();
        var documents = new List<IndexedDocument>(rows.Sum(row => row.Documents));
        foreach (var source in sources) source.AddTo(documents);
        var merged = new SegmentWriter(store);
        var open = sources.Where(source => source.Next()).ToList();
        while (open.Count > 0)
        {
            var key = open[0].Key;
            foreach (var source in open)
            {
                if (source.Key.AsSpan().SequenceCompareTo(key) < 0) key = source.Key;
            }
            merged.BeginTerm(key);
            for (var i = 0; i < open.Count; i++)
            {
                if (!open[i].Key.AsSpan().SequenceEqual(key)) continue;
                open[i].Copy(merged);
                if (!open[i].Next()) open.RemoveAt(i--);
            }
            merged.EndTerm();
        }
        merged.Finish(documents);
        foreach (var row in rows) store.DeleteSegment(row.Number);
    }

    /// <summary>A segment that is read from end to end, and given back as it is read.</summary>
    private sealed class Source(SearchStore store, SegmentRow row)
    {
        private readonly ChunkReader documents = new(store, row.Number, SegmentStream.Documents, consume: true);
        private readonly ChunkReader positions = new(store, row.Number, SegmentStream.Positions, consume: true);
        private readonly IEnumerator<(byte[] Key, TermPlace Place)> terms = new Segment(store, row).From([]).GetEnumerator();
        private int before;

        public byte[] Key => terms.Current.Key;

        public bool Next() => terms.MoveNext();

        public void AddTo(List<IndexedDocument> all)
        {
            before = all.Count;
            var segment = new Segment(store, row);
            var (lengths, days, ids) = (segment.Lengths(), segment.Days(), segment.Ids());
            for (var i = 0; i < row.Documents; i++) all.Add(new IndexedDocument(ids?[i] ?? row.First + i, lengths[i], days[i]));
        }

        public void Copy(SegmentWriter merged)
        {
            if (terms.Current.Place.Frequency == 0) return;
            var cursor = new TermCursor(terms.Current.Place, documents, positions);
            for (var document = cursor.Advance(0); document != Cursor.End; document = cursor.Advance(document + 1))
                merged.Add(before + document, cursor.Positions());
        }
    }
}

namespace Variorum;

/// <summary>Writes one segment: terms in ascending order, each with its documents in ascending order.</summary>
/// <remarks>
/// A term's documents are kept in blocks of <see cref="BlockSize"/>: how far on the last one is, the widths of two packed lists
/// (gaps between documents; how often the term is in each), the length of the block's positions in their own stream. Positions
/// are gaps within a document, packed in groups of <see cref="BlockSize"/>, whose widths stand first.
/// </remarks>
internal sealed class SegmentWriter
{
    public const int BlockSize = 128;

    // A block is scanned to find a term, which costs less than its row does; two of them fit a page of 4 kB.
    private const int TermsSize = 1800;

    private readonly SearchStore store;
    private readonly long number;
    private readonly ChunkWriter documents;
    private readonly ChunkWriter positions;
    private readonly int[] gaps = new int[BlockSize];
    private readonly int[] counts = new int[BlockSize];
    private readonly List<int> places = [];
    private readonly List<byte> packed = [];
    private readonly List<byte> terms = [];
    private byte[] firstTerm = [];
    private byte[] lastTerm = [];
    private byte[] term = [];
    private long termBytes;
    private int filled;
    private int frequency;
    private int last;
    private int blockEnd;
    private long documentsStart;
    private long positionsStart;

    public SegmentWriter(SearchStore store)
    {
        this.store = store;
        number = store.BeginSegment();
        documents = new ChunkWriter(store, number, SegmentStream.Documents);
        positions = new ChunkWriter(store, number, SegmentStream.Positions);
    }

    /// <param name="key">Above all keys before it, by bytes.</param>
    public void BeginTerm(byte[] key)
    {
        term = key;
        (frequency, filled, last, blockEnd) = (0, 0, -1, -1);
        (documentsStart, positionsStart) = (documents.Length, positions.Length);
    }

    /// <param name="document">Its ordinal in the segment, above those before it.</param>
    /// <param name="at">Positions, ascending; none for a term that has no places.</param>
    public void Add(int document, ReadOnlySpan<int> at)
    {
        gaps[filled] = document - last - 1;
        counts[filled] = Math.Max(0, at.Length - 1);
        last = document;
        var before = -1;
        foreach (var place in at)
        {
            places.Add(place - before - 1);
            before = place;
        }
        frequency++;
        if (++filled == BlockSize) FlushBlock();
    }

    public void EndTerm()
    {
        if (filled > 0) FlushBlock();
        if (terms.Count >= TermsSize) FlushTerms();
        if (terms.Count == 0)
        {
            firstTerm = term;
            lastTerm = [];
            Varint.Write(documentsStart, terms);
            Varint.Write(positionsStart, terms);
        }
        var shared = lastTerm.AsSpan().CommonPrefixLength(term);
        Varint.Write(shared, terms);
        Varint.Write(term.Length - shared, terms);
        terms.AddRange(term.AsSpan(shared));
        Varint.Write(frequency, terms);
        if (frequency > 0)
        {
            Varint.Write(documents.Length - documentsStart, terms);
            Varint.Write(positions.Length - positionsStart, terms);
        }
        lastTerm = term;
    }

    /// <summary>Writes what concerns the documents themselves, and the segment's row.</summary>
    /// <param name="list">The documents in the order of their ordinals.</param>
    public SegmentRow Finish(IReadOnlyList<IndexedDocument> list)
    {
        FlushTerms();
        var lengths = new ChunkWriter(store, number, SegmentStream.Lengths);
        var days = new ChunkWriter(store, number, SegmentStream.Days);
        var ids = new ChunkWriter(store, number, SegmentStream.Ids);
        var before = list[0].Id - 1;
        var id = new List<byte>();
        // Ids without gaps need no list.
        var dense = list[^1].Id - list[0].Id + 1 == list.Count;
        long words = 0;
        foreach (var document in list)
        {
            lengths.Write([document.Length]);
            days.Write([(byte)document.Day, (byte)(document.Day >> 8)]);
            words += DocumentLength.Words(document.Length);
            id.Clear();
            Varint.Write(document.Id - before - 1, id);
            if (!dense) ids.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(id));
            before = document.Id;
        }
        ChunkWriter[] all = [documents, positions, lengths, days, ids];
        foreach (var stream in all) stream.Finish();
        var row = new SegmentRow(number, list[0].Id, list[^1].Id, list.Count, words, termBytes + all.Sum(stream => stream.Length));
        store.EndSegment(row);
        return row;
    }

    private void FlushBlock()
    {
        var places = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(this.places);
        packed.Clear();
        for (var from = 0; from < places.Length; from += BlockSize)
            packed.Add((byte)BitPacking.Width(places[from..Math.Min(from + BlockSize, places.Length)]));
        for (int from = 0, group = 0; from < places.Length; from += BlockSize)
            BitPacking.Write(places[from..Math.Min(from + BlockSize, places.Length)], packed[group++], packed);
        positions.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(packed));
        var length = packed.Count;

        packed.Clear();
        var gapWidth = BitPacking.Width(gaps.AsSpan(0, filled));
        var countWidth = BitPacking.Width(counts.AsSpan(0, filled));
        Varint.Write(last - blockEnd - 1, packed);
        packed.Add((byte)gapWidth);
        packed.Add((byte)countWidth);
        Varint.Write(length, packed);
        BitPacking.Write(gaps.AsSpan(0, filled), gapWidth, packed);
        BitPacking.Write(counts.AsSpan(0, filled), countWidth, packed);
        documents.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(packed));

        blockEnd = last;
        filled = 0;
        this.places.Clear();
    }

    private void FlushTerms()
    {
        if (terms.Count == 0) return;
        store.AddTerms(number, firstTerm, [.. terms]);
        termBytes += terms.Count + firstTerm.Length;
        terms.Clear();
    }
}

/// <summary>Cuts a stream of bytes into rows.</summary>
internal sealed class ChunkWriter(SearchStore store, long segment, SegmentStream stream)
{
    private readonly byte[] buffer = new byte[SearchStore.ChunkSize];
    private int filled;
    private long number;

    public long Length => number * SearchStore.ChunkSize + filled;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = Math.Min(bytes.Length, buffer.Length - filled);
            bytes[..part].CopyTo(buffer.AsSpan(filled));
            filled += part;
            bytes = bytes[part..];
            if (filled == buffer.Length) Flush();
        }
    }

    public void Finish()
    {
        if (filled > 0) Flush(last: true);
    }

    private void Flush(bool last = false)
    {
        store.AddChunk(segment, stream, number, buffer[..filled]);
        if (last) return;
        number++;
        filled = 0;
    }
}

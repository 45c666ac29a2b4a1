namespace Variorum;

/// <summary>A term's documents, block by block.</summary>
internal sealed class TermCursor : PlacedCursor
{
    private readonly TermPlace place;
    private readonly ChunkReader positions;
    private readonly byte[] data = [];
    private readonly int[] documents;
    private readonly int[] counts;
    private int at;
    private int read;
    private int size;
    private int index;
    private int last = -1;
    private int gapWidth;
    private int countWidth;
    private int body;
    private bool opened;
    private bool counted;
    private long positionsAt;
    private int positionsLength;
    private bool placed;
    private int[] starts = [];
    private int[] groups = [];
    private int[] places = [];
    private byte[] packed = [];

    public TermCursor(TermPlace place, ChunkReader documents, ChunkReader positions)
    {
        this.place = place;
        this.positions = positions;
        var block = Math.Min(place.Frequency, SegmentWriter.BlockSize);
        this.documents = new int[block];
        counts = new int[block];
        documents.Read(place.Documents, place.DocumentsLength, ref data);
        positionsAt = place.Positions;
    }

    public override long Cost => place.Frequency;

    public override int Count
    {
        get
        {
            if (!counted)
            {
                BitPacking.Read(data.AsSpan(body + BitPacking.Bytes(size, gapWidth)), countWidth, counts.AsSpan(0, size));
                counted = true;
            }
            return counts[index] + 1;
        }
    }

    public override int Advance(int target)
    {
        while (target > last || size == 0)
        {
            if (read == place.Frequency) return Document = End;
            NextBlock();
        }
        if (!opened) Open();
        while (documents[index] < target) index++;
        return Document = documents[index];
    }

    public override ReadOnlySpan<int> Positions()
    {
        if (positionsLength == 0) return [];
        if (!placed) OpenPositions();
        var from = starts[index];
        var count = starts[index + 1] - from;
        if (places.Length < count) places = new int[Math.Max(count, 16)];
        for (var filled = 0; filled < count;)
        {
            var (group, skip) = Math.DivRem(from + filled, SegmentWriter.BlockSize);
            var part = Math.Min(count - filled, SegmentWriter.BlockSize - skip);
            BitPacking.Read(packed.AsSpan(groups[group]), packed[group], places.AsSpan(filled, part), skip);
            filled += part;
        }
        var found = places.AsSpan(0, count);
        var position = -1;
        foreach (ref var place in found) place = position += place + 1;
        return found;
    }

    private void NextBlock()
    {
        positionsAt += positionsLength;
        var before = last;
        at = size == 0 ? 0 : body + BitPacking.Bytes(size, gapWidth) + BitPacking.Bytes(size, countWidth);
        size = Math.Min(SegmentWriter.BlockSize, place.Frequency - read);
        read += size;
        last = before + 1 + (int)Varint.Read(data, ref at);
        gapWidth = data[at++];
        countWidth = data[at++];
        positionsLength = (int)Varint.Read(data, ref at);
        body = at;
        documents[0] = before;
        (opened, counted, placed, index) = (false, false, false, 0);
    }

    private void Open()
    {
        var before = documents[0];
        var block = documents.AsSpan(0, size);
        BitPacking.Read(data.AsSpan(body), gapWidth, block);
        for (var i = 0; i < block.Length; i++) block[i] = before += block[i] + 1;
        opened = true;
    }

    private void OpenPositions()
    {
        _ = Count;
        if (starts.Length == 0) starts = new int[counts.Length + 1];
        for (var i = 0; i < size; i++) starts[i + 1] = starts[i] + counts[i] + 1;
        positions.Read(positionsAt, positionsLength, ref packed);
        var count = (starts[size] + SegmentWriter.BlockSize - 1) / SegmentWriter.BlockSize;
        if (groups.Length < count) groups = new int[2 * count];
        for (int group = 0, at = count; group < count; at += BitPacking.Bytes(SegmentWriter.BlockSize, packed[group++])) groups[group] = at;
        placed = true;
    }
}

namespace Variorum;

/// <summary>A document as a segment knows it.</summary>
/// <param name="Id">Its version's id.</param>
/// <param name="Length">Its words, as <see cref="DocumentLength"/> writes them.</param>
/// <param name="Day">Days since <see cref="DocumentDay.Epoch"/>, 0 where none is known.</param>
internal readonly record struct IndexedDocument(long Id, byte Length, ushort Day);

/// <summary>A number of words in one byte, four digits of it: exact to 15, then within a sixteenth.</summary>
internal static class DocumentLength
{
    public static byte Of(int words)
    {
        if (words < 16) return (byte)words;
        var shift = System.Numerics.BitOperations.Log2((uint)words) - 3;
        return (byte)(shift * 8 + (words >> shift));
    }

    public static int Words(byte length) => length < 16 ? length : (length & 7 | 8) << ((length >> 3) - 1);
}

/// <summary>Days from 1900 to 2079 in two bytes; what is earlier or later counts as the first or last of them.</summary>
internal static class DocumentDay
{
    public static readonly DateOnly Epoch = new(1900, 1, 1);

    public static ushort Of(DateOnly day) => (ushort)Math.Clamp(day.DayNumber - Epoch.DayNumber, 1, ushort.MaxValue);
}

/// <summary>Where a segment keeps a term.</summary>
/// <param name="Frequency">In how many of its documents it is; 0 for a key that only stands in the dictionary.</param>
/// <param name="Documents">Offset in the stream of documents.</param>
/// <param name="DocumentsLength">Bytes there.</param>
/// <param name="Positions">Offset in the stream of positions.</param>
/// <param name="PositionsLength">Bytes there.</param>
internal readonly record struct TermPlace(int Frequency, long Documents, int DocumentsLength, long Positions, int PositionsLength);

/// <summary>One segment, to be read.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="row">Its row.</param>
/// <param name="order">Its place among the segments that are read together.</param>
internal sealed class Segment(SearchStore store, SegmentRow row, int order = 0)
{
    private readonly ChunkReader documents = new(store, row.Number, SegmentStream.Documents);
    private byte[]? terms;
    private byte[] sought = [];

    public SegmentRow Row => row;

    public int Order => order;

    public TermPlace? Find(byte[] key)
    {
        // A word's stems lie close together, mostly in one block; behind its last term another one may begin.
        if (terms is not null && key.AsSpan().SequenceCompareTo(sought) > 0 && Find(key, out var place)) return place;
        terms = store.TermsAt(row.Number, sought = key);
        return terms is not null && Find(key, out place) ? place : null;
    }

    /// <returns>Whether the block tells where the key is, or that it is nowhere.</returns>
    private bool Find(byte[] key, out TermPlace? place)
    {
        place = null;
        for (var block = new TermBlock(terms!); block.Next();)
        {
            var order = block.Key.SequenceCompareTo(key);
            if (order < 0) continue;
            if (order == 0) place = block.Place;
            return true;
        }
        return false;
    }

    /// <summary>The terms from a key on, ascending.</summary>
    public IEnumerable<(byte[] Key, TermPlace Place)> From(byte[] key)
    {
        var data = store.TermsAt(row.Number, key) ?? store.TermsAfter(row.Number, key);
        while (data is not null)
        {
            var block = new TermBlock(data);
            byte[] last = [];
            while (block.Next())
            {
                last = block.Key.ToArray();
                if (last.AsSpan().SequenceCompareTo(key) >= 0) yield return (last, block.Place);
            }
            data = store.TermsAfter(row.Number, last);
        }
    }

    public TermCursor Open(TermPlace place) => new(place, documents, new ChunkReader(store, row.Number, SegmentStream.Positions));

    /// <summary>The lengths of all documents, as <see cref="DocumentLength"/> writes them, and some bytes more.</summary>
    public byte[] Lengths() => All(SegmentStream.Lengths, row.Documents);

    public ushort[] Days()
    {
        var bytes = All(SegmentStream.Days, 2 * row.Documents);
        var days = new ushort[row.Documents];
        for (var i = 0; i < days.Length; i++) days[i] = (ushort)(bytes[2 * i] | bytes[2 * i + 1] << 8);
        return days;
    }

    /// <summary>The ids of all documents; null where they have no gaps from the first on.</summary>
    public long[]? Ids()
    {
        if (row.Last - row.First + 1 == row.Documents) return null;
        var ids = new long[row.Documents];
        var chunk = store.Chunk(row.Number, SegmentStream.Ids, 0);
        var number = 0;
        var at = 0;
        var before = row.First - 1;
        for (var i = 0; i < ids.Length; i++)
        {
            // A number may lie across two chunks; ten bytes hold any.
            if (chunk.Length - at < 10 && number >= 0)
            {
                var next = store.FindChunk(row.Number, SegmentStream.Ids, ++number);
                if (next is null) number = -1;
                else (chunk, at) = ([.. chunk.AsSpan(at), .. next], 0);
            }
            ids[i] = before += 1 + Varint.Read(chunk, ref at);
        }
        return ids;
    }

    private byte[] All(SegmentStream stream, int length)
    {
        byte[] bytes = [];
        new ChunkReader(store, row.Number, stream).Read(0, length, ref bytes);
        return bytes;
    }
}

/// <summary>A block of a dictionary, term by term.</summary>
internal struct TermBlock
{
    private readonly byte[] data;
    private int at;
    private byte[] key = new byte[64];
    private int length;
    private long documents;
    private long positions;

    public TermBlock(byte[] data)
    {
        this.data = data;
        documents = Varint.Read(data, ref at);
        positions = Varint.Read(data, ref at);
    }

    public readonly ReadOnlySpan<byte> Key => key.AsSpan(0, length);

    public TermPlace Place { get; private set; }

    public bool Next()
    {
        if (at == data.Length) return false;
        var shared = (int)Varint.Read(data, ref at);
        var suffix = (int)Varint.Read(data, ref at);
        length = shared + suffix;
        if (length > key.Length) Array.Resize(ref key, 2 * length);
        data.AsSpan(at, suffix).CopyTo(key.AsSpan(shared));
        at += suffix;
        var frequency = (int)Varint.Read(data, ref at);
        documents += Place.DocumentsLength;
        positions += Place.PositionsLength;
        Place = frequency == 0
            ? new TermPlace(0, documents, 0, positions, 0)
            : new TermPlace(frequency, documents, (int)Varint.Read(data, ref at), positions, (int)Varint.Read(data, ref at));
        return true;
    }
}

/// <summary>Reads a segment's stream; quick where places ascend.</summary>
/// <param name="store">Where it is kept.</param>
/// <param name="segment">The segment's number.</param>
/// <param name="stream">Which of its streams.</param>
/// <param name="consume">Whether chunks are deleted once a later one is read.</param>
internal sealed class ChunkReader(SearchStore store, long segment, SegmentStream stream, bool consume = false)
{
    private byte[] chunk = [];
    private long number = -1;

    /// <summary>Reads bytes to the start of a buffer, which has <see cref="BitPacking.Spare"/> bytes more behind them.</summary>
    public void Read(long offset, int length, ref byte[] buffer)
    {
        if (buffer.Length < length + BitPacking.Spare) buffer = new byte[Math.Max(length + BitPacking.Spare, Math.Min(2 * buffer.Length, 1 << 20))];
        for (var filled = 0; filled < length;)
        {
            var wanted = (offset + filled) / SearchStore.ChunkSize;
            if (wanted != number)
            {
                for (; consume && number >= 0 && number < wanted; number++) store.DeleteChunk(segment, stream, number);
                chunk = store.Chunk(segment, stream, number = wanted);
            }
            var from = (int)((offset + filled) % SearchStore.ChunkSize);
            var part = Math.Min(length - filled, chunk.Length - from);
            if (part <= 0) throw new InvalidDataException("The search index is damaged; make it anew from the archive.");
            chunk.AsSpan(from, part).CopyTo(buffer.AsSpan(filled));
            filled += part;
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Variorum;

/// <summary>
/// One member of a gzip file (RFC 1952), inflated, with the place where it ends. The platform's inflater reads on past the
/// end and does not say how far; but a member ends in the CRC-32 and the length of what it holds, and both are known when it is
/// inflated: where these eight bytes stand in the last piece that was handed over, there it ended.
/// </summary>
internal sealed class GzipMember(ByteWindow raw) : ForwardStream
{
    // No more than the inflater's own buffer takes at a time, so that the piece before the last one is used up.
    private const int Piece = 8192;
    private const int FixedHead = 10;
    private const int LongestHead = 1 << 17;
    private const byte HasCheck = 2, HasExtra = 4, HasName = 8, HasComment = 16;

    private static ReadOnlySpan<byte> Magic => [0x1F, 0x8B, 8];

    private readonly Crc32 crc = new();
    private DeflateStream? inflater;
    private int handed;
    private bool starved;

    /// <summary>Where the member begins.</summary>
    public long Start { get; private set; }

    /// <summary>Bytes inflated so far.</summary>
    public long Produced { get; private set; }

    /// <summary>Stored bytes taken so far, to the piece.</summary>
    public long Consumed => raw.Position + handed - Start;

    /// <summary>All is read, or as much as can be.</summary>
    public bool Ended => inflater is null;

    /// <summary>The input ends before the member does.</summary>
    public bool Torn { get; private set; }

    /// <summary>What is wrong with it, known at its end; the input stands behind the member if that could be found.</summary>
    public string? Problem { get; private set; }

    /// <summary>Is the end known? If not, what follows has to be searched.</summary>
    public bool EndKnown { get; private set; }

    /// <summary>Do these bytes begin a gzip member: magic, deflate, no reserved flag?</summary>
    public static bool IsMagic(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Magic) && (bytes.Length < 4 || (bytes[3] & 0xE0) == 0);

    /// <summary>Begins the member where the input stands.</summary>
    public void Open()
    {
        inflater?.Dispose();
        (Start, Produced, handed, starved) = (raw.Position, 0, 0, false);
        (Torn, Problem, EndKnown) = (false, null, false);
        crc.Reset();
        var head = HeadLength();
        if (head <= 0)
        {
            inflater = null;
            Torn = head < 0;
            Problem = Torn ? "the file ends inside the head of a gzip member" : "the head of a gzip member is too long to be one";
            return;
        }
        raw.Advance(head);
        inflater = new DeflateStream(new Pieces(this), CompressionMode.Decompress);
    }

    public override int Read(Span<byte> into)
    {
        if (inflater is null || into.IsEmpty) return 0;
        int count;
        try
        {
            count = inflater.Read(into);
        }
        catch (InvalidDataException)
        {
            // A cut stream is told of in the same way as a broken one.
            End(starved, starved ? null : "the gzip member is damaged and cannot be inflated to its end");
            return 0;
        }
        if (count > 0)
        {
            crc.Append(into[..count]);
            Produced += count;
            return count;
        }
        if (starved) End(true, null);
        else FindEnd();
        return 0;
    }

    /// <summary>Gives up: what follows has to be searched.</summary>
    public void Abandon() => End(false, "the gzip member holds a hundred times what it is long, and is not read on");

    private void End(bool torn, string? problem)
    {
        inflater?.Dispose();
        inflater = null;
        Torn = torn;
        Problem = torn ? "the file ends inside a gzip member" : problem;
    }

    private void FindEnd()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc.GetCurrentHashAsUInt32());
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], (uint)Produced);
        var ahead = raw.Peek(handed + 8 + 4);
        var end = Find(ahead, trailer, 0);
        var problem = (string?)null;
        if (end < 0)
        {
            // The length alone is four bytes, often with zeros: it counts only where a member or nothing follows.
            end = Find(ahead, trailer[4..], 4);
            problem = "what the gzip member holds does not match its checksum";
        }
        if (end >= 0)
        {
            raw.Advance(end);
            handed = 0;
            EndKnown = true;
            End(false, problem);
            return;
        }
        // All was inflated, but the trailer is not there whole: cut off, if the file ends in its first bytes.
        var torn = false;
        if (ahead.Length < handed + 8)
        {
            for (var left = 0; left < 8 && !torn; left++) torn = ahead.EndsWith(trailer[..left]);
        }
        End(torn, problem);
    }

    // The end behind these bytes; one that a member or nothing follows is preferred to one that stands there by chance.
    private int Find(ReadOnlySpan<byte> ahead, ReadOnlySpan<byte> trailer, int before)
    {
        var first = -1;
        for (var at = before; at <= handed + before;)
        {
            var hit = ahead[at..Math.Min(ahead.Length, handed + 8)].IndexOf(trailer);
            if (hit < 0) break;
            var end = at + hit + trailer.Length;
            if (end == ahead.Length || IsMagic(ahead[end..])) return end;
            if (first < 0 && before == 0) first = end;
            at += hit + 1;
        }
        return first;
    }

    // 0 where it is longer than any writer's; -1 where the input ends in it.
    private int HeadLength()
    {
        var head = raw.Peek(FixedHead);
        if (head.Length < FixedHead) return -1;
        var flags = head[3];
        var length = FixedHead;
        if ((flags & HasExtra) != 0)
        {
            head = raw.Peek(length + 2);
            if (head.Length < length + 2) return -1;
            length += 2 + BinaryPrimitives.ReadUInt16LittleEndian(head[length..]);
        }
        for (var text = HasName; text <= HasComment; text <<= 1)
        {
            if ((flags & text) == 0) continue;
            for (var wanted = length + 256; ; wanted *= 2)
            {
                head = raw.Peek(wanted);
                var end = head.Length < length ? -1 : head[length..].IndexOf((byte)0);
                if (end >= 0)
                {
                    length += end + 1;
                    break;
                }
                if (head.Length < wanted) return -1;
                if (wanted > LongestHead) return 0;
            }
        }
        if ((flags & HasCheck) != 0) length += 2;
        return raw.Peek(length).Length < length ? -1 : length;
    }

    private int Hand(Span<byte> into)
    {
        raw.Advance(handed);
        var ahead = raw.Peek(1);
        handed = Math.Min(Math.Min(ahead.Length, into.Length), Piece);
        starved = handed == 0;
        ahead[..handed].CopyTo(into);
        return handed;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inflater?.Dispose();
        inflater = null;
        base.Dispose(disposing);
    }

    /// <summary>The stored bytes as the inflater asks for them.</summary>
    private sealed class Pieces(GzipMember member) : ForwardStream
    {
        public override int Read(Span<byte> buffer) => member.Hand(buffer);
    }
}

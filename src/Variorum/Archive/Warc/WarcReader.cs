using System.Diagnostics.CodeAnalysis;

namespace Variorum;

/// <summary>
/// Reads WARC files record by record: plain, a gzip member for each record (ISO 28500, annex D), or one member over many. What is
/// wrong is reported and read in spite of it, or passed over up to the next record; no input ends the reading before the bytes do.
/// </summary>
/// <remarks>Memory is bounded by the largest block that is held. Not for many threads at once.</remarks>
public sealed class WarcReader : IDisposable
{
    /// <summary>The longest block that is held unless another is asked for, in bytes; no longer one is written.</summary>
    public const int UsualLargestBlock = 256 << 20;

    // Compressed a hundred times and over the limit: a bomb. Pages hardly reach thirty.
    private const int BombRatio = 100;
    private const int Buffer = 1 << 17;

    // Head, trailer and some of what is between: by these a member is known again.
    private const int MemberMark = 24;

    private readonly Stream stream;
    private readonly string file;
    private readonly Action<WarcFault> report;
    private readonly bool leaveOpen;
    private readonly ByteWindow raw = new(Buffer);
    private readonly ByteWindow inflated = new(Buffer);
    private readonly GzipMember member;
    private WarcParser? plainParser;
    private WarcParser? memberParser;
    private bool inMember;
    private int found;
    private long offset;
    private long within;
    private long searchedAgain;

    /// <summary>Begins where the stream stands, which is offset 0 where it cannot say.</summary>
    /// <param name="stream">Seekable or not; where it is, more is found again behind damaged members.</param>
    /// <param name="file">What places and faults call it.</param>
    /// <param name="report">Told each fault, in the order of the file; those of a record before it is given.</param>
    /// <param name="leaveOpen">The caller closes the stream.</param>
    public WarcReader(Stream stream, string file, Action<WarcFault> report, bool leaveOpen = false)
    {
        (this.stream, this.file, this.report, this.leaveOpen) = (stream, file, report, leaveOpen);
        raw.Open(stream, stream.CanSeek ? stream.Position : 0);
        member = new GzipMember(raw);
    }

    /// <summary>Compare block and payload with their digests; those that do not match are faults, and the record is given.</summary>
    public bool CheckDigests { get; init; }

    /// <summary>The longest block that is held, in bytes. A longer one is a fault that tells its place, and is passed over.</summary>
    public int LargestBlock { get; init; } = UsualLargestBlock;

    /// <summary>The next record; false at the end.</summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public bool Read([NotNullWhen(true)] out WarcRecord? record)
    {
        while (true)
        {
            if (inMember)
            {
                if (ReadInflated(out record)) return true;
                continue;
            }
            var ahead = raw.Peek(WarcHead.Lookahead);
            (offset, within, record) = (raw.Position, 0, null);
            if (ahead.IsEmpty) return false;
            if (GzipMember.IsMagic(ahead)) Open();
            else if (!WarcHead.Begins(ahead)) Fault(Strange(ahead), PassOver(raw, 1));
            else if (ReadPlain(out record)) return true;
        }
    }

    /// <summary>Reads the one record at a place.</summary>
    /// <param name="folder">Where the place's file lies.</param>
    /// <exception cref="InvalidDataException">There is no record, or not a whole one; the message names file, offset and fault.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WarcRecord ReadAt(string folder, WarcPlace place)
    {
        using var stream = WarcFile.Open(Path.Combine(folder, place.File));
        stream.Position = place.Offset;
        WarcFault? first = null;
        using var reader = new WarcReader(stream, place.File, fault => first ??= fault);
        while (reader.Read(out var record) && record.Place.Offset == place.Offset)
        {
            if (record.Place.Within == place.Within) return record;
        }
        throw new InvalidDataException(first?.ToString() ?? new WarcFault(place.File, place.Offset, "no record begins here").ToString());
    }

    private void Open()
    {
        inMember = true;
        found = 0;
        member.Open();
        inflated.Open(member, 0);
    }

    private bool ReadInflated([NotNullWhen(true)] out WarcRecord? record)
    {
        record = null;
        var ahead = inflated.Peek(WarcHead.Lookahead);
        within = inflated.Position;
        if (ahead.IsEmpty)
        {
            Close();
            return false;
        }
        if (!WarcHead.Begins(ahead))
        {
            // Of bytes that are no gzip member, the damage is told and not what came of inflating them.
            var strange = Strange(ahead);
            PassOver(inflated, 1);
            if (inflated.Peek(1).Length > 0 || member.Problem is null) Fault(strange);
            if (Hopeless()) Abandon();
            return false;
        }
        memberParser ??= new WarcParser(inflated, false, LargestBlock,
            () => member.Ended && !member.Torn && member.EndKnown, Hopeless, problem => Fault(problem));
        var parsed = memberParser.Read();
        found++;
        var hopeless = memberParser.PassedOver is not null && Hopeless();
        // Only now is it known whether the member is whole, and where it ends.
        var more = !hopeless && inflated.Peek(1).Length > 0;
        var length = hopeless ? Abandon() : more ? 0 : Close();
        if (memberParser.PassedOver is { } why) Fault(why, length);
        if (parsed != Parsed.Record || (!more && member.Torn)) return false;
        record = Made(memberParser, length);
        return true;
    }

    private bool ReadPlain([NotNullWhen(true)] out WarcRecord? record)
    {
        plainParser ??= new WarcParser(raw, true, LargestBlock, () => false, () => false, problem => Fault(problem));
        record = null;
        var parsed = plainParser.Read();
        var length = raw.Position - offset;
        if (plainParser.PassedOver is { } why) Fault(why, length);
        if (parsed == Parsed.Torn) Fault("the file ends inside the record", length);
        if (parsed != Parsed.Record) return false;
        record = Made(plainParser, length);
        return true;
    }

    private WarcRecord Made(WarcParser parser, long length)
    {
        var record = parser.Head!.Record(parser.Block, new WarcPlace(file, offset, length, within), problem => Fault(problem));
        if (CheckDigests) Check(record);
        return record;
    }

    private void Check(WarcRecord record)
    {
        foreach (var (what, matches) in WarcDigest.Compare(record))
        {
            if (matches is null) Fault($"the {what}'s digest is of no known algorithm or form");
            else if (matches == false) Fault($"the {what} does not match its digest");
        }
    }

    private bool Hopeless() => member.Produced > LargestBlock && member.Produced / BombRatio > member.Consumed;

    private long Abandon()
    {
        member.Abandon();
        return Close();
    }

    // The stored length of the member, with what was passed over to find the next.
    private long Close()
    {
        inMember = false;
        if (!member.EndKnown) FindNext();
        var length = raw.Position - member.Start;
        var problem = member.Torn && raw.Peek(1).Length > 0 ? "the gzip member is cut off or damaged; what follows it is read" : member.Problem;
        if (problem is not null) report(new WarcFault(file, offset, problem, member.EndKnown ? 0 : length));
        else if (found == 0) report(new WarcFault(file, offset, "the gzip member holds no record", length));
        return length;
    }

    // A cut member may be followed by whole ones, and a broken one be taken to run into them: go back and look. But a member may hold
    // members, as a captured archive does, and those are none of the file's.
    private void FindNext()
    {
        var behind = member.Start + 1;
        var allowed = raw.Position + LargestBlock;
        if (searchedAgain > allowed || !raw.TrySeek(behind)) behind = raw.Position;
        while (true)
        {
            searchedAgain += PassOver(raw, 0, membersOnly: true);
            var next = raw.Position;
            var head = raw.Peek(MemberMark);
            if (head.Length == 0 || behind > member.Start + 1 || searchedAgain > allowed) return;
            var held = IsHeld(head[..Math.Min(head.Length, MemberMark)].ToArray());
            searchedAgain += next - member.Start;
            if (!raw.TrySeek(held ? next + 1 : next) || !held) return;
        }
    }

    // Do these bytes stand in what the member holds, as far as it can be inflated?
    private bool IsHeld(byte[] mark)
    {
        if (!raw.TrySeek(member.Start)) return false;
        using var again = new GzipMember(raw);
        again.Open();
        var part = new byte[1 << 16];
        for (int kept = 0, read; (read = again.Read(part.AsSpan(kept))) > 0;)
        {
            var held = part.AsSpan(0, kept + read);
            if (held.IndexOf(mark) >= 0) return true;
            kept = Math.Min(held.Length, mark.Length - 1);
            held[^kept..].CopyTo(part);
            if (again.Produced > LargestBlock && again.Produced / BombRatio > again.Consumed) return false;
        }
        return false;
    }

    private static string Strange(ReadOnlySpan<byte> ahead) =>
        ahead[0] is (byte)'\r' or (byte)'\n' ? "empty lines where a record should begin" : "bytes that are no record";

    // To the next record or member, or the end; how many bytes were passed over.
    private long PassOver(ByteWindow window, int skip, bool membersOnly = false)
    {
        var start = window.Position;
        while (true)
        {
            var bytes = window.Peek(Buffer / 2);
            var ended = bytes.Length < Buffer / 2;
            for (var at = skip; at < bytes.Length; at++)
            {
                var hit = bytes[at..].IndexOfAny((byte)'W', (byte)0x1F);
                if (hit < 0) break;
                at += hit;
                if (!ended && bytes.Length - at < WarcHead.Lookahead) break;
                if ((membersOnly || !WarcHead.BeginsSurely(bytes[at..])) && !(window == raw && IsMember(bytes[at..]))) continue;
                window.Advance(at);
                return window.Position - start;
            }
            window.Advance(ended ? bytes.Length : bytes.Length - WarcHead.Lookahead);
            skip = 0;
            if (ended || (window == inflated && Hopeless())) return window.Position - start;
        }
    }

    // Stricter than the magic alone, which stands in compressed bytes by chance every few megabytes.
    private static bool IsMember(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 10 && GzipMember.IsMagic(bytes) && bytes[8] is 0 or 2 or 4 && bytes[9] is <= 13 or 255;

    private void Fault(string problem, long passed = 0) =>
        report(new WarcFault(file, offset, within == 0 ? problem : $"{problem} (in what is inflated, at {within})", passed));

    public void Dispose()
    {
        member.Dispose();
        raw.Dispose();
        inflated.Dispose();
        if (!leaveOpen) stream.Dispose();
    }
}

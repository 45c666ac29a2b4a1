namespace Variorum;

/// <summary>What became of a record that was tried.</summary>
internal enum Parsed
{
    /// <summary>There is a record.</summary>
    Record,

    /// <summary>None; why was told, and what follows can be read.</summary>
    None,

    /// <summary>The bytes end inside it.</summary>
    Torn,
}

/// <summary>
/// One record after the other from inflated or plain bytes. A length that does not lead to the next record is a fault, and then
/// the next record's own first line says where the block ends.
/// </summary>
/// <param name="window">The bytes.</param>
/// <param name="plain">They are the file's own: gzip members may follow, and the end may be a cut.</param>
/// <param name="most">The largest block that is held.</param>
/// <param name="whole">Asked at the end of the bytes: are they all there?</param>
/// <param name="hopeless">Asked while a block over that is passed over: is it a bomb?</param>
/// <param name="problem">Told each fault of the record.</param>
internal sealed class WarcParser(ByteWindow window, bool plain, int most, Func<bool> whole, Func<bool> hopeless, Action<string> problem)
{
    private const int LongestHead = 1 << 20;
    private const int FirstPart = 1 << 20;
    private const int LeastPatience = 4096;
    private const int Cheap = 1 << 16;

    private byte[] held = [];
    private int count;

    // How far a length is believed before what it covers is searched for the next record: less after each that was a great lie, or
    // a file of many would be read many times.
    private int patience = int.MaxValue;

    public WarcHead? Head { get; private set; }

    /// <summary>Why a block was not held; null where it was.</summary>
    public string? PassedOver { get; private set; }

    public ReadOnlyMemory<byte> Block => held.AsMemory(0, count);

    /// <summary>Reads the record whose first line is next.</summary>
    public Parsed Read()
    {
        (held, count, Head, PassedOver) = ([], 0, null, null);
        var bytes = window.Peek(Math.Min(WarcHead.Lookahead, LongestHead));
        int from = 0, length;
        while ((length = HeaderFields.Length(bytes, ref from)) < 0)
        {
            if (bytes.Length >= LongestHead)
            {
                problem($"the head of the record has no end within {LongestHead} bytes; it is passed over");
                window.Advance(5);
                return Parsed.None;
            }
            var before = bytes.Length;
            bytes = window.Peek(Math.Min(LongestHead, before * 2));
            if (bytes.Length > before) continue;
            if (whole()) problem("the bytes end inside the head of the record");
            window.Advance(bytes.Length);
            return whole() ? Parsed.None : Parsed.Torn;
        }
        Head = WarcHead.Read(bytes[..length], problem);
        window.Advance(length);
        return Head.Length is { } told ? ReadBlock(told) : Search("no length says where the block ends", null);
    }

    private Parsed ReadBlock(long told)
    {
        var target = (int)Math.Min(told, most);
        held = target == 0 ? [] : GC.AllocateUninitializedArray<byte>(Math.Min(target, Math.Min(FirstPart, patience)));
        var searched = 0;
        while (count < target)
        {
            if (count == held.Length) Grow(target);
            var read = window.Read(held.AsSpan(count));
            // A captured archive has heads in its block: those of a cut member's block begin no records.
            if (read == 0 && !plain && !whole()) return Parsed.Torn;
            if (read == 0) return Search($"the Content-Length is {Head!.Told}, but the bytes end before", told);
            count += read;
            if (count <= patience || count - searched < patience) continue;
            if (Boundary(held.AsSpan(0, count), searched) >= 0) return Search($"the Content-Length is {Head!.Told}, but another record begins before", told);
            searched = Math.Max(0, count - WarcHead.Lookahead);
        }
        if (told > most)
        {
            return Boundary(held.AsSpan(0, count), 0) >= 0
                ? Search($"the Content-Length is {Head!.Told}, but another record begins before", told)
                : PassOver(told - count, told);
        }
        if (Ends()) return Parsed.Record;
        return Mend(told);
    }

    // CR LF CR LF, and then a record or nothing.
    private bool Ends()
    {
        var after = window.Peek(9);
        if (!after.StartsWith("\r\n\r\n"u8)) return false;
        if (!(after.Length == 4 || after[4..].StartsWith("WARC/"u8) || (plain && GzipMember.IsMagic(after[4..])))) return false;
        window.Advance(4);
        return true;
    }

    private Parsed Mend(long told)
    {
        var after = window.Peek(WarcHead.Lookahead);
        var blank = after.IndexOfAnyExcept("\r\n"u8);
        if (blank < 0) blank = after.Length;
        var next = after[blank..];
        if (!plain && next.IsEmpty && after.Length < WarcHead.Lookahead && !whole()) return Parsed.Torn;
        var orderly = after.StartsWith("\r\n\r\n"u8) ? 4 : Head!.Bare && after.StartsWith("\n\n"u8) ? 2 : 0;
        if (next.IsEmpty || WarcHead.Begins(next) || (plain && GzipMember.IsMagic(next)))
        {
            if (blank == orderly && orderly > 0)
            {
                window.Advance(blank);
                return Parsed.Record;
            }
            var ends = after[..blank].ToArray();
            window.Advance(blank);
            var proven = Proven(ends);
            if (proven is { } length && length != told)
            {
                problem($"the Content-Length is {Head!.Told}, but its digest is that of {length} bytes");
                count = length;
            }
            else if (proven is null && Torn(ends))
            {
                count--;
                problem($"the Content-Length is {Head!.Told}, but the line ends behind the block begin before; it is read as {count} bytes");
            }
            else
            {
                problem(blank == 0 ? "no empty lines end the record" : $"CR LF CR LF should follow the block; line ends of {blank} in length do");
            }
            return Parsed.Record;
        }
        if (orderly > 0)
        {
            // The record is in order; what follows it is not, and is told where it begins.
            window.Advance(orderly);
            return Parsed.Record;
        }
        return Search($"the Content-Length is {Head!.Told}, but no record ends there", told);
    }

    // CR at the block's end and LF behind it: one byte too many was taken.
    private bool Torn(ReadOnlySpan<byte> ends) => count > 0 && held[count - 1] == '\r' && ends.SequenceEqual("\n\r\n"u8);

    // The length that the block's digest proves, among those a few bytes off; line ends behind the block are added to it for that.
    private int? Proven(ReadOnlySpan<byte> ends)
    {
        if (Head!.BlockDigest is not { } digest) return null;
        const int Off = 4;
        var told = count;
        Append(ends[..Math.Min(ends.Length, Off)]);
        var found = (int?)null;
        for (var off = 0; off <= Off && found is null; off++)
        {
            foreach (var length in new[] { told + off, told - off })
            {
                if (length >= 0 && length <= count && WarcDigest.Matches(digest, held.AsSpan(0, length)) == true) found ??= length;
            }
        }
        count = told;
        return found;
    }

    // The block ends where the next record begins, or with the bytes.
    private Parsed Search(string why, long? told)
    {
        var from = 0;
        while (true)
        {
            var next = Boundary(held.AsSpan(0, count), from);
            if (next >= 0)
            {
                if (count - next > Cheap) patience = Math.Max(LeastPatience, Math.Min(patience, most) / 16);
                window.Unread(held.AsSpan(next, count - next));
                count = next;
                break;
            }
            if (count >= most) return PassOver(null, told);
            from = Math.Max(0, count - WarcHead.Lookahead);
            if (count == held.Length) Grow(most);
            var read = window.Read(held.AsSpan(count));
            count += read;
            if (read > 0) continue;
            // The end of plain bytes may be a cut: unless no length told otherwise, or the block's digest says that all is there.
            if (plain ? told is null || Complete() : whole()) break;
            return Parsed.Torn;
        }
        var end = Stripped();
        if (Head!.BlockDigest is { } known)
        {
            // Line ends before the next record may be the block's own.
            for (var length = end; length <= count && length <= end + 4; length++)
            {
                if (WarcDigest.Matches(known, held.AsSpan(0, length)) == true)
                {
                    end = length;
                    break;
                }
            }
        }
        count = end;
        // Who keeps the block keeps no more than that.
        if (held.Length > 2 * count) held = held[..count];
        problem($"{why}; it is read as {count} bytes, up to what follows");
        return Parsed.Record;
    }

    private bool Complete() => Head!.BlockDigest is { } digest && WarcDigest.Matches(digest, held.AsSpan(0, Stripped())) == true;

    // Without the two line ends that end a record.
    private int Stripped()
    {
        var end = count;
        for (var line = 0; line < 2 && end > 0 && held[end - 1] == '\n'; line++)
        {
            end--;
            if (end > 0 && held[end - 1] == '\r') end--;
        }
        return end;
    }

    // Where in these bytes a line begins that begins a record, or a gzip member in plain bytes; -1 if nowhere.
    private int Boundary(ReadOnlySpan<byte> bytes, int from)
    {
        for (var at = Math.Max(0, from - 1); at < bytes.Length;)
        {
            var hit = plain ? bytes[at..].IndexOfAny((byte)'W', (byte)0x1F) : bytes[at..].IndexOf("WARC/"u8);
            if (hit < 0) return -1;
            at += hit;
            var rest = bytes[at..];
            if ((at == 0 || bytes[at - 1] == '\n') && (WarcHead.BeginsSurely(rest) || (plain && rest.Length > 3 && GzipMember.IsMagic(rest)))) return at;
            at++;
        }
        return -1;
    }

    // Reads on without holding: as far as the length says, or to the next record where there is no length to go by.
    private Parsed PassOver(long? rest, long? told)
    {
        held = GC.AllocateUninitializedArray<byte>(1 << 16);
        count = 0;
        var left = rest ?? long.MaxValue;
        while (left > 0 && !hopeless())
        {
            // What may be the beginning of a first line is kept before what is read next.
            var kept = rest is null ? Math.Min(count, WarcHead.Lookahead) : 0;
            held.AsSpan(count - kept, kept).CopyTo(held);
            var read = window.Read(held.AsSpan(kept, (int)Math.Min(held.Length - kept, left)));
            if (read == 0) break;
            (count, left) = (kept + read, left - read);
            if (rest is null && Boundary(held.AsSpan(0, count), 0) is var next and >= 0)
            {
                window.Unread(held.AsSpan(next, count - next));
                left = 0;
            }
        }
        (held, count) = ([], 0);
        if (left > 0 && rest is not null && !hopeless() && (plain || !whole())) return Parsed.Torn;
        if (left == 0) Ends();
        PassedOver = told is null
            ? $"its block is longer than {most} bytes and is passed over"
            : $"its block of {Head!.Told} bytes is longer than {most} and is passed over";
        return Parsed.None;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (held.Length < count + bytes.Length) Array.Resize(ref held, count + bytes.Length);
        bytes.CopyTo(held.AsSpan(count));
        count += bytes.Length;
    }

    private void Grow(int most)
    {
        var length = (int)Math.Min(Math.Max(held.Length * 2L, 4096), Math.Max(most, held.Length + 1L));
        Array.Resize(ref held, length);
    }
}

using System.Buffers.Binary;

namespace Variorum;

/// <summary>What the end of a zip file says of its list of files (APPNOTE 6.3.10, 4.3.14 to 4.3.16), before that list is read into memory.</summary>
/// <param name="Entries">How many files it lists.</param>
/// <param name="Directory">Bytes from the list's beginning to the end of the file: as many as can be read as list.</param>
internal readonly record struct ZipEnd(ulong Entries, long Directory)
{
    private const int Head = 22, Comment = ushort.MaxValue, Locator = 20, Wide = 56;

    /// <summary>Null where the file does not end as a zip does. The stream is left at its beginning.</summary>
    public static ZipEnd? Of(Stream stream)
    {
        var tail = new byte[(int)Math.Min(stream.Length, Head + Comment + Locator)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        ZipEnd? end = null;
        if (at >= 0 && at + Head <= tail.Length)
        {
            var (entries, offset) = ((ulong)BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10)), (long)BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at + 16)));
            if ((entries == ushort.MaxValue || offset == uint.MaxValue) && at >= Locator && tail.AsSpan(at - Locator).StartsWith("PK\u0006\u0007"u8))
            {
                var place = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(at - Locator + 8));
                var wide = new byte[Wide];
                if (place < 0 || place > stream.Length - Wide) return null;
                stream.Position = place;
                stream.ReadExactly(wide);
                (entries, offset) = (BinaryPrimitives.ReadUInt64LittleEndian(wide.AsSpan(32)), BinaryPrimitives.ReadInt64LittleEndian(wide.AsSpan(48)));
            }
            if (offset >= 0 && offset <= stream.Length) end = new ZipEnd(entries, stream.Length - offset);
        }
        stream.Position = 0;
        return end;
    }
}

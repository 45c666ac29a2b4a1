using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>Small numbers side by side in as few bits as the largest of them needs.</summary>
internal static class BitPacking
{
    /// <summary>Bytes that must follow the packed ones, since eight are read at a time.</summary>
    public const int Spare = 8;

    /// <summary>Bits that hold every value; 0 where all are 0. Values are not negative.</summary>
    public static int Width(ReadOnlySpan<int> values)
    {
        var all = 0;
        foreach (var value in values) all |= value;
        return 32 - BitOperations.LeadingZeroCount((uint)all);
    }

    public static int Bytes(int count, int width) => (count * width + 7) >> 3;

    public static void Write(ReadOnlySpan<int> values, int width, List<byte> to)
    {
        ulong bits = 0;
        var held = 0;
        foreach (var value in values)
        {
            bits |= (ulong)(uint)value << held;
            for (held += width; held >= 8; held -= 8, bits >>= 8) to.Add((byte)bits);
        }
        if (held > 0) to.Add((byte)bits);
    }

    /// <summary>Reads as many values as the target holds.</summary>
    /// <param name="from">The packed bytes and <see cref="Spare"/> more.</param>
    /// <param name="width">0 to 31.</param>
    /// <param name="values">Where they go.</param>
    /// <param name="skip">How many are left out before.</param>
    /// <exception cref="InvalidDataException">There are not so many bytes.</exception>
    public static void Read(ReadOnlySpan<byte> from, int width, Span<int> values, int skip = 0)
    {
        if (width == 0)
        {
            values.Clear();
            return;
        }
        // Asked once for all of them, so that the loop need not ask.
        if (width > 31 || from.Length < Bytes(skip + values.Length, width) + Spare)
            throw new InvalidDataException("The search index is damaged; make it anew from the archive.");
        ref var first = ref MemoryMarshal.GetReference(from);
        var mask = (1UL << width) - 1;
        var bit = (nuint)(skip * width);
        for (var i = 0; i < values.Length; i++, bit += (nuint)width)
        {
            var eight = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref first, bit >> 3));
            if (!BitConverter.IsLittleEndian) eight = BinaryPrimitives.ReverseEndianness(eight);
            values[i] = (int)((eight >> (int)(bit & 7)) & mask);
        }
    }
}

/// <summary>Whole numbers, seven bits a byte, the lowest first; the eighth bit says that more follow.</summary>
internal static class Varint
{
    public static void Write(long value, List<byte> to)
    {
        for (; value >= 0x80; value >>= 7) to.Add((byte)(value | 0x80));
        to.Add((byte)value);
    }

    public static long Read(ReadOnlySpan<byte> from, ref int at)
    {
        long value = from[at++];
        if (value < 0x80) return value;
        value &= 0x7f;
        for (var shift = 7; shift < 63; shift += 7)
        {
            long next = from[at++];
            value |= (next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw new InvalidDataException("The search index is damaged; make it anew from the archive.");
    }
}

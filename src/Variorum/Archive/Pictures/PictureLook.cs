using System.Numerics;

namespace Variorum;

/// <summary>How a picture looks, small enough to be kept of every one: what is left when size, format and quality of coding do not count.</summary>
/// <param name="Width">In pixels as shown, its orientation applied.</param>
/// <param name="Height">Likewise.</param>
/// <param name="Luma">64 rows of 64 luma values (BT.601, 0 to 255), each the mean of its part of the picture, transparent parts on white.</param>
/// <param name="Tint">8 rows of 8 pairs of colour differences, blue then red, 128 for grey.</param>
public sealed record PictureLook(int Width, int Height, ReadOnlyMemory<byte> Luma, ReadOnlyMemory<byte> Tint)
{
    /// <summary>Rows and columns of <see cref="Luma"/>.</summary>
    public const int Side = 64;

    /// <summary>Rows and columns of <see cref="Tint"/>.</summary>
    public const int TintSide = 8;

    private const int Packed = 8 + Side * Side + 2 * TintSide * TintSide;

    /// <summary>
    /// A hash of 64 bits by the signs of the lowest frequencies (DCT-II of 32 × 32 means; Zauner, Implementation and benchmarking of
    /// perceptual image hash functions, 2010): to look for like pictures among many. What was cut out of one it does not see.
    /// </summary>
    public ulong Hash()
    {
        const int low = 8, half = Side / 2;
        Span<float> means = stackalloc float[half * half];
        var luma = Luma.Span;
        for (var y = 0; y < half; y++)
        {
            for (var x = 0; x < half; x++)
            {
                var at = 2 * y * Side + 2 * x;
                means[y * half + x] = (luma[at] + luma[at + 1] + luma[at + Side] + luma[at + Side + 1]) / 4f;
            }
        }
        Span<float> waves = stackalloc float[low * half];
        for (var k = 0; k < low; k++)
        {
            // Without the mean of all, which the light alone moves.
            for (var i = 0; i < half; i++) waves[k * half + i] = MathF.Cos(MathF.PI * (k + 1) * (i + 0.5f) / half);
        }
        Span<float> rows = stackalloc float[low * half];
        for (var k = 0; k < low; k++)
            for (var y = 0; y < half; y++) rows[k * half + y] = Dot(waves.Slice(k * half, half), means.Slice(y * half, half));
        Span<float> bands = stackalloc float[low * low];
        for (var k = 0; k < low; k++)
            for (var l = 0; l < low; l++) bands[k * low + l] = Dot(waves.Slice(l * half, half), rows.Slice(k * half, half));
        Span<float> sorted = stackalloc float[low * low];
        bands.CopyTo(sorted);
        sorted.Sort();
        var median = (sorted[31] + sorted[32]) / 2;
        var hash = 0UL;
        for (var i = 0; i < 64; i++) hash |= bands[i] > median ? 1UL << i : 0;
        return hash;
    }

    /// <summary>How many bits two hashes have otherwise, 0 to 64.</summary>
    public static int Distance(ulong one, ulong other) => BitOperations.PopCount(one ^ other);

    internal byte[] Pack()
    {
        var packed = new byte[Packed];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(packed, Width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(packed.AsSpan(4), Height);
        Luma.Span.CopyTo(packed.AsSpan(8));
        Tint.Span.CopyTo(packed.AsSpan(8 + Side * Side));
        return packed;
    }

    internal static PictureLook? Unpack(ReadOnlyMemory<byte> packed) => packed.Length != Packed ? null : new PictureLook(
        System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(packed.Span), System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(packed.Span[4..]),
        packed.Slice(8, Side * Side), packed[(8 + Side * Side)..]);

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        var sum = 0f;
        for (var i = 0; i < one.Length; i++) sum += one[i] * other[i];
        return sum;
    }
}

using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Variorum;

/// <summary>A text's wording in 224 bytes: how much of it two texts share is told from their sketches, and copies are found among a million.</summary>
/// <remarks>
/// Smallest values of random hashes over the shingles (Broder, 1997; Broder, Charikar, Frieze and Mitzenmacher, "Min-wise independent
/// permutations", 1998): two texts have the same smallest value with the probability of their resemblance, |A∩B| / |A∪B|. Rows of them are keys of
/// locality-sensitive hashing (Indyk and Motwani, 1998). An editor cuts from the end, so a text's beginning has values of its own: by them a
/// text that was cut to a third meets the whole.
/// </remarks>
internal sealed class Sketch : IEquatable<Sketch>
{
    /// <summary>Bytes of a packed sketch.</summary>
    public const int Size = 8 + 4 * (Whole + Head);

    /// <summary>Keys of a sketch.</summary>
    public const int BandCount = (Whole + Head) / Rows;

    // With rows of three, 94 in 100 pairs that share three fifths meet in one of twelve bands, 1 in 100 of those that share a tenth.
    private const int Rows = 3, Whole = 36, Head = 18, HeadWords = 80;

    private static readonly ulong[] Factors = [.. Enumerable.Range(1, Whole).Select(static i => Mix((ulong)i) | 1)];

    private readonly ImmutableArray<uint> smallest;

    private Sketch(int shingles, int words, ImmutableArray<uint> smallest)
    {
        Shingles = shingles;
        Words = words;
        this.smallest = smallest;
    }

    /// <summary>How many different shingles the text has.</summary>
    public int Shingles { get; }

    /// <summary>How many words it has.</summary>
    public int Words { get; }

    /// <summary>The sketch of a text, equal for texts that differ in case, marks and white space only.</summary>
    public static Sketch Of(string text) => Of(Shingled.Of(text));

    internal static Sketch Of(Shingled wording)
    {
        var smallest = new uint[Whole + Head];
        Array.Fill(smallest, uint.MaxValue);
        var distinct = new HashSet<ulong>(wording.Shingles);
        foreach (var shingle in distinct) Lower(smallest.AsSpan(0, Whole), shingle);
        foreach (var shingle in wording.Shingles.AsSpan(0, Math.Min(HeadWords, wording.Shingles.Length))) Lower(smallest.AsSpan(Whole), shingle);
        return new Sketch(distinct.Count, wording.Count, [.. smallest]);
    }

    /// <summary>Keys by which texts of like wording, or of like beginning, meet: candidates share one of them at the same place.</summary>
    /// <returns><see cref="BandCount"/> keys; none for a text without a word.</returns>
    public long[] Bands()
    {
        if (Words == 0) return [];
        var bands = new long[BandCount];
        for (var band = 0; band < bands.Length; band++)
        {
            var key = (ulong)band + 1;
            for (var row = 0; row < Rows; row++) key = Mix(key ^ smallest[band * Rows + row]);
            bands[band] = (long)key;
        }
        return bands;
    }

    /// <summary>Estimated share of all their shingles that both have, 0 to 1; the standard error is .08 at most.</summary>
    public double Resemblance(Sketch other)
    {
        if (Words == 0 || other.Words == 0) return 0;
        var same = 0;
        for (var i = 0; i < Whole; i++) same += smallest[i] == other.smallest[i] ? 1 : 0;
        return (double)same / Whole;
    }

    /// <summary>Estimated share of the shorter text's shingles that the longer has, 0 to 1.</summary>
    public double Containment(Sketch other)
    {
        var resemblance = Resemblance(other);
        if (resemblance == 0) return 0;
        // |A∩B| = R (|A| + |B|) / (1 + R).
        return Math.Min(1, resemblance * (Shingles + other.Shingles) / ((1 + resemblance) * Math.Min(Shingles, other.Shingles)));
    }

    /// <summary>Estimated resemblance of their beginnings, 0 to 1.</summary>
    public double HeadResemblance(Sketch other)
    {
        if (Words == 0 || other.Words == 0) return 0;
        var same = 0;
        for (var i = Whole; i < Whole + Head; i++) same += smallest[i] == other.smallest[i] ? 1 : 0;
        return (double)same / Head;
    }

    /// <summary>The sketch as <see cref="Size"/> bytes, the same on every machine.</summary>
    public byte[] Pack()
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, Shingles);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Words);
        for (var i = 0; i < smallest.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8 + 4 * i), smallest[i]);
        return bytes;
    }

    /// <summary>What <see cref="Pack"/> wrote.</summary>
    /// <exception cref="FormatException">It is of another size.</exception>
    public static Sketch Unpack(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size) throw new FormatException($"A sketch has {Size} bytes, and this has {bytes.Length}.");
        var smallest = ImmutableArray.CreateBuilder<uint>(Whole + Head);
        for (var at = 8; at < Size; at += 4) smallest.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]));
        return new Sketch(BinaryPrimitives.ReadInt32LittleEndian(bytes), BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]), smallest.MoveToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(Sketch? other) => other is not null && Shingles == other.Shingles && Words == other.Words && smallest.AsSpan().SequenceEqual(other.smallest.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sketch);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shingles, Words, smallest[0]);

    private static void Lower(Span<uint> smallest, ulong shingle)
    {
        for (var i = 0; i < smallest.Length; i++)
        {
            var value = (uint)((shingle * Factors[i] ^ (shingle >> 29)) >> 32);
            if (value < smallest[i]) smallest[i] = value;
        }
    }

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

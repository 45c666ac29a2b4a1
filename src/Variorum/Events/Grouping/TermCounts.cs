namespace Variorum;

/// <summary>How many accounts hold a term or phrase: hashed counters of a fixed size, which overstate rare ones a little when nearly full.</summary>
/// <remarks>
/// Two rows, of which the lesser is believed and alone raised: a count-min sketch with conservative update (Estan and Varghese 2002;
/// Cormode and Muthukrishnan 2005).
/// </remarks>
internal sealed class TermCounts
{
    // As many accounts as the language's own counts stand for: six accounts alone have rare and common words by them.
    private const double Prior = 40;
    private const double SentencesOfAccount = 20;

    private readonly int[] _first, _second;
    private readonly uint _mask;

    /// <param name="bits">2^bits counters a row, four bytes each; 16 for thousands of accounts, 22 for a million.</param>
    public TermCounts(int bits = 22)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 26);
        _mask = (1u << bits) - 1;
        (_first, _second) = (new int[1 << bits], new int[1 << bits]);
    }

    /// <summary>2^bits counters a row.</summary>
    public int Bits => System.Numerics.BitOperations.PopCount(_mask);

    /// <summary>How many accounts were counted.</summary>
    public int Accounts { get; private set; }

    /// <summary>Counts an account's terms and phrases.</summary>
    public void Add(Traits traits)
    {
        Accounts++;
        foreach (var term in traits.Terms) Raise(term);
        foreach (var phrase in traits.Phrases) Raise(phrase ^ PhraseSalt);
        foreach (var bridge in traits.Bridges) Raise(bridge ^ BridgeSalt);
    }

    /// <summary>The weight of a term: log of how many accounts there are for each that holds it.</summary>
    public double Rarity(uint term, TermMark mark) => Math.Log((Accounts + Prior + 1) / (Of(term) + Holding[mark.RarityLevel] + .5));

    // Of the accounts that the language's counts stand for, how many hold a term, by the share of sentences that do.
    private static readonly double[] Holding =
        [.. Enumerable.Range(0, TermMark.RarityLevels).Select(static level => Prior * (1 - Math.Exp(-SentencesOfAccount * Math.Exp(-7.337 * TermMark.RarityOf(level)))))];

    /// <summary>How many accounts hold a phrase.</summary>
    public int Phrase(uint phrase) => Of(phrase ^ PhraseSalt);

    /// <summary>The weight of a key of a name.</summary>
    public double BridgeRarity(uint bridge) => Math.Log((Accounts + Prior + 1) / (Of(bridge ^ BridgeSalt) + 1d));

    private const uint PhraseSalt = 0x9e3779b9, BridgeSalt = 0x7f4a7c15;

    private int Of(uint hash) => Math.Min(_first[hash & _mask], _second[Second(hash)]);

    private void Raise(uint hash)
    {
        ref var first = ref _first[hash & _mask];
        ref var second = ref _second[Second(hash)];
        var raised = Math.Min(first, second) + 1;
        first = Math.Max(first, raised);
        second = Math.Max(second, raised);
    }

    private uint Second(uint hash) => hash * 0x85ebca6bu >> 5 & _mask;

    /// <summary>As bytes, the same on every machine.</summary>
    public void Save(Stream stream)
    {
        using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(System.Numerics.BitOperations.PopCount(_mask));
        writer.Write(Accounts);
        foreach (var row in new[] { _first, _second })
        {
            foreach (var count in row) writer.Write7BitEncodedInt(count);
        }
    }

    /// <summary>What <see cref="Save"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are cut short or none of ours.</exception>
    public static TermCounts Load(Stream stream)
    {
        try
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            var bits = reader.ReadInt32();
            if (bits is < 8 or > 26) throw new InvalidDataException($"counts of terms have 8 to 26 bits, not {bits}");
            var counts = new TermCounts(bits) { Accounts = reader.ReadInt32() };
            foreach (var row in new[] { counts._first, counts._second })
            {
                for (var i = 0; i < row.Length; i++) row[i] = reader.Read7BitEncodedInt();
            }
            return counts;
        }
        catch (Exception broken) when (broken is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("the counts of terms are cut short", broken);
        }
    }
}

using System.Text;

namespace Variorum;

/// <summary>How rare a word is in diplomacy's English.</summary>
/// <remarks>
/// Sentences that hold a stem, counted on the 10,953 speeches of the United Nations General Debate Corpus, 1946-2024 (CC0).
/// The table is sorted by stem and searched where it lies, so that nothing is loaded at the start; no comment can stand in it,
/// which is why its source is told here.
/// </remarks>
internal static class Background
{
    private const double Sentences = 1_174_924;

    /// <summary>0 for the commonest words to 2 for those never seen; 1 in languages without a table.</summary>
    public static double Rarity(string key, string? language)
    {
        if (language is not (null or "en")) return 1;
        var count = key.StartsWith('@') ? 20_000 : Count(key);
        return 2 * Math.Log((Sentences + 2) / (count + .5)) / Math.Log((Sentences + 2) / .5);
    }

    /// <summary>Whether the table has a stem; never outside English.</summary>
    public static bool IsKnown(string key) => Count(key) > 0;

    // The resource lies in the assembly's own memory, which stays as long as the process.
    private static readonly unsafe nint Table = (nint)Open().PositionPointer;
    private static readonly int Length = (int)Open().Length;

    private static unsafe UnmanagedMemoryStream Open() => (UnmanagedMemoryStream)typeof(Background).Assembly.GetManifestResourceStream("background.en.tsv")!;

    private static unsafe int Count(string stem)
    {
        var table = new ReadOnlySpan<byte>((byte*)Table, Length);
        Span<byte> wanted = stackalloc byte[3 * 64];
        if (stem.Length > 64) return 0;
        wanted = wanted[..Encoding.UTF8.GetBytes(stem, wanted)];
        var (low, high) = (0, table.Length);
        while (low < high)
        {
            var start = table[..((low + high) / 2)].LastIndexOf((byte)'\n') + 1;
            var line = table[start..];
            line = line[..line.IndexOf((byte)'\n')];
            var tab = line.IndexOf((byte)'\t');
            var order = wanted.SequenceCompareTo(line[..tab]);
            if (order == 0) return int.Parse(line[(tab + 1)..], provider: null);
            if (order < 0) high = start;
            else low = start + line.Length + 1;
        }
        return 0;
    }
}

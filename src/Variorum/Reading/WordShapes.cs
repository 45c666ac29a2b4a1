namespace Variorum;

/// <summary>Tells of most words, by first letter and length, that a table has them not: that costs less than to look them up.</summary>
internal sealed class WordShapes
{
    private const int Buckets = 64, Longest = 63;

    // For each of the letters' buckets a bit for each length.
    private readonly ulong[] lengths = new ulong[Buckets];

    /// <param name="words">The table's; none of them empty.</param>
    public WordShapes(IEnumerable<string> words)
    {
        foreach (var word in words) lengths[word[0] % Buckets] |= Bit(word.Length);
    }

    /// <summary>False where the table has no such word.</summary>
    /// <param name="word">Not empty.</param>
    public bool May(ReadOnlySpan<char> word) => (lengths[word[0] % Buckets] & Bit(word.Length)) != 0;

    private static ulong Bit(int length) => 1UL << Math.Min(length, Longest);
}

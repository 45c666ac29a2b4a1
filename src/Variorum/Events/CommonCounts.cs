namespace Variorum;

/// <summary>The counts of words that several readers of one index look into: each would else hold as much as all of them need.</summary>
internal sealed class CommonCounts
{
    // What has come since tells next to nothing of which words are rare.
    private const double Grown = 1.02;

    private readonly Lock one = new();
    private TermCounts? counts;
    private long read;

    /// <param name="last">The number of the index's last unit.</param>
    /// <param name="anew">Reads them; nobody changes what it gives.</param>
    public TermCounts Of(long last, Func<TermCounts> anew)
    {
        lock (one)
        {
            if (counts is null || last < read || last > read * Grown) (counts, read) = (anew(), last);
            return counts;
        }
    }
}

namespace Variorum;

/// <summary>What two accounts have in common of their phrases, from the samples that are kept (Broder 1997).</summary>
/// <param name="InA">How many phrases of the first are compared.</param>
/// <param name="InB">How many of the second.</param>
/// <param name="Both">How many stand in both.</param>
/// <param name="Held">Of each of these one by how many other accounts hold it, added up.</param>
internal readonly record struct PhraseOverlap(int InA, int InB, int Both, double Held)
{
    /// <summary>Share of the shorter account's phrases in the longer, 0 to 1: his containment.</summary>
    public double Contained => Least == 0 ? 0 : (double)Both / Least;

    /// <summary>Share of all phrases that stand in both, 0 to 1: his resemblance.</summary>
    public double Common => Both == 0 ? 0 : (double)Both / (InA + InB - Both);

    /// <summary>Share of the shorter account's phrases that the other has and hardly a third account, 0 to 1.</summary>
    public double Exclusive => Least == 0 ? 0 : Math.Min(1, Held / Least);

    private int Least => Math.Min(InA, InB);

    /// <param name="a">One account.</param>
    /// <param name="b">The other.</param>
    /// <param name="counts">How many accounts hold a phrase; null where nobody asks for <see cref="Exclusive"/>.</param>
    public static PhraseOverlap Of(Traits a, Traits b, TermCounts? counts)
    {
        var (p, q) = (a.Phrases, b.Phrases);
        if (p.Length == 0 || q.Length == 0) return default;
        // Below the lower of the two last hashes both samples are whole.
        var last = Math.Min(a.PhraseCount > p.Length ? p[^1] : uint.MaxValue, b.PhraseCount > q.Length ? q[^1] : uint.MaxValue);
        var (inA, inB, both, held) = (0, 0, 0, 0d);
        while (true)
        {
            var (hasA, hasB) = (inA < p.Length && p[inA] <= last, inB < q.Length && q[inB] <= last);
            if (!hasA && !hasB) return new PhraseOverlap(inA, inB, both, held);
            var order = !hasA ? 1 : !hasB ? -1 : p[inA].CompareTo(q[inB]);
            if (order == 0)
            {
                both++;
                if (counts is not null) held += 1d / Math.Max(1, counts.Phrase(p[inA]) - 1);
            }
            if (order <= 0) inA++;
            if (order >= 0) inB++;
        }
    }
}

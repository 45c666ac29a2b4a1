namespace Variorum;

/// <summary>Documents in which terms stand at given distances behind one another.</summary>
internal sealed class PhraseCursor : PlacedCursor
{
    private readonly Cursor[] parts;
    private readonly (PlacedCursor Cursor, int Offset)[] terms;
    private int[] starts = [];
    private ulong[] bits = [];
    private int count;

    /// <param name="terms">Each with how many positions behind the phrase's start it is.</param>
    /// <param name="width">How many positions the phrase takes.</param>
    public PhraseCursor(IEnumerable<(PlacedCursor Cursor, int Offset)> terms, int width)
    {
        this.terms = [.. terms.OrderBy(term => term.Cursor.Cost)];
        parts = [.. this.terms.Select(term => term.Cursor)];
        Width = width;
    }

    public override int Width { get; }

    // Of the documents that have the words, few have them side by side.
    public override long Cost => parts[0].Cost;

    public override int Count => count;

    public override int Advance(int target)
    {
        while ((target = Conjunction.Advance(parts, target)) != End && !Match()) target++;
        return Document = target;
    }

    public override ReadOnlySpan<int> Positions() => starts.AsSpan(0, count);

    /// <summary>Keeps those places of the rarest term at which the others fit.</summary>
    private bool Match()
    {
        var first = terms[0].Cursor.Positions();
        if (starts.Length < first.Length) starts = new int[2 * first.Length];
        count = 0;
        foreach (var position in first)
        {
            if (position >= terms[0].Offset) starts[count++] = position - terms[0].Offset;
        }
        for (var i = 1; i < terms.Length && count > 0; i++)
        {
            var positions = terms[i].Cursor.Positions();
            var offset = terms[i].Offset;
            // Bits rather than two lists side by side, whose every step would be a guess for the processor.
            var size = (Math.Max(positions[^1], starts[count - 1] + offset) >> 6) + 1;
            if (bits.Length < size) bits = new ulong[2 * size];
            foreach (var position in positions) bits[position >> 6] |= 1UL << position;
            var kept = 0;
            for (var j = 0; j < count; j++)
            {
                var start = starts[j];
                starts[kept] = start;
                kept += (int)(bits[(start + offset) >> 6] >> (start + offset)) & 1;
            }
            foreach (var position in positions) bits[position >> 6] = 0;
            count = kept;
        }
        return count > 0;
    }
}

/// <summary>Documents in which two words or phrases stand near each other, in either order.</summary>
internal sealed class NearCursor(PlacedCursor left, PlacedCursor right, int distance) : Cursor
{
    private readonly Cursor[] parts = [left, right];
    private int count;

    public override long Cost => Math.Min(left.Cost, right.Cost);

    public override int Count => count;

    public override int Advance(int target)
    {
        while ((target = Conjunction.Advance(parts, target)) != End
            && (count = Near.Count(left.Positions(), left.Width, right.Positions(), right.Width, distance)) == 0) target++;
        return Document = target;
    }
}

internal static class Near
{
    /// <summary>Whether one stretch of positions begins at most so many words behind another's last one; overlapping ones are not near.</summary>
    public static bool Holds(int left, int leftWidth, int right, int rightWidth, int distance) =>
        left < right ? Within(left + leftWidth - 1, right, distance) : Within(right + rightWidth - 1, left, distance);

    /// <summary>How many of the left stretches have a right one near.</summary>
    public static int Count(ReadOnlySpan<int> left, int leftWidth, ReadOnlySpan<int> right, int rightWidth, int distance)
    {
        var count = 0;
        var first = 0;
        foreach (var start in left)
        {
            while (first < right.Length && right[first] + rightWidth - 1 + distance < start) first++;
            for (var i = first; i < right.Length && right[i] <= start + leftWidth - 1 + distance; i++)
            {
                if (!Holds(start, leftWidth, right[i], rightWidth, distance)) continue;
                count++;
                break;
            }
        }
        return count;
    }

    private static bool Within(int end, int start, int distance) => start > end && start - end <= distance;
}

/// <summary>Gives a cursor's documents their scores: BM25, where an occurrence in the title counts as several.</summary>
/// <remarks>S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009.</remarks>
/// <param name="inner">What occurs.</param>
/// <param name="weight">Its inverse document frequency.</param>
/// <param name="lengths">Of each document; null where its length does not matter.</param>
/// <param name="saturation">By length: k1 (1 − b + b · length / average).</param>
/// <param name="title">The same in titles; null where they are not looked at.</param>
internal sealed class ScoredCursor(Cursor inner, double weight, byte[]? lengths, double[] saturation, Cursor? title) : Cursor
{
    public const double K1 = 1.2;
    public const double B = 0.75;

    // The title's words are counted once among the text's; this is what they count beyond it.
    private const int TitleMore = 3;

    public override long Cost => inner.Cost;

    public override int Count => inner.Count;

    public override int Advance(int target) => Document = inner.Advance(target);

    public override double Score()
    {
        double count = inner.Count;
        if (title is not null && (title.Document < Document ? title.Advance(Document) : title.Document) == Document) count += TitleMore * title.Count;
        return weight * count * (K1 + 1) / (count + (lengths is null ? K1 : saturation[lengths[Document]]));
    }
}

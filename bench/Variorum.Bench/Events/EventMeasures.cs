namespace Variorum.Bench;

/// <summary>How right a grouping is: every document weighs the same (B-cubed, Bagga and Baldwin 1998), or every pair.</summary>
internal readonly record struct EventMeasures(double Precision, double Recall, double MultiPrecision, double MultiRecall, double PairPrecision, double PairRecall)
{
    public double F1 => Harmonic(Precision, Recall);

    /// <summary>Over the documents that do not stand alone in truth.</summary>
    public double Multi => Harmonic(MultiPrecision, MultiRecall);

    public double Pairs => Harmonic(PairPrecision, PairRecall);

    public static EventMeasures Of<T>(IReadOnlyList<string> truth, IReadOnlyList<T> given) where T : notnull
    {
        var documents = Enumerable.Range(0, truth.Count).ToList();
        var inTruth = documents.CountBy(i => truth[i]).ToDictionary();
        var inGiven = documents.CountBy(i => given[i]).ToDictionary();
        var inBoth = documents.CountBy(i => (truth[i], given[i])).ToDictionary();
        double p = 0, r = 0, multiP = 0, multiR = 0, multi = 0;
        foreach (var i in documents)
        {
            var both = (double)inBoth[(truth[i], given[i])];
            var (precise, found) = (both / inGiven[given[i]], both / inTruth[truth[i]]);
            p += precise;
            r += found;
            if (inTruth[truth[i]] == 1) continue;
            multi++;
            multiP += precise;
            multiR += found;
        }
        static double PairsOf(IEnumerable<int> sizes) => sizes.Sum(static size => size * (size - 1d) / 2);
        var (right, all, wanted) = (PairsOf(inBoth.Values), PairsOf(inGiven.Values), PairsOf(inTruth.Values));
        return new EventMeasures(p / truth.Count, r / truth.Count, multiP / Math.Max(1, multi), multiR / Math.Max(1, multi),
            all == 0 ? 1 : right / all, wanted == 0 ? 1 : right / wanted);
    }

    public override string ToString() => FormattableString.Invariant(
        $"B-cubed {Precision:0.000} {Recall:0.000} {F1:0.000}  multi {Multi:0.000}  pairs {PairPrecision:0.000} {PairRecall:0.000} {Pairs:0.000}");

    private static double Harmonic(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);
}

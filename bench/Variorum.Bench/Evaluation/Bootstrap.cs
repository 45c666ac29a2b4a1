namespace Variorum.Bench;

/// <summary>How far a figure might lie elsewhere had other pages, texts or pairs of the same kind been taken.</summary>
/// <remarks>The percentile method of B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.</remarks>
internal static class Bootstrap
{
    private const int Samples = 2000;
    private const double Tail = .025;

    /// <summary>The interval that holds 95 % of the statistic's values over samples drawn from the units with replacement.
    /// A sample on which the statistic is no number is left out.</summary>
    public static (double Low, double High) Interval<T>(IReadOnlyList<T> units, Func<IReadOnlyList<T>, double> statistic)
    {
        // Always the same draws: a figure that did not change has the interval that it had.
        var random = new Random(1);
        var sample = new T[units.Count];
        var values = new List<double>(Samples);
        for (var drawn = 0; drawn < Samples; drawn++)
        {
            for (var i = 0; i < sample.Length; i++) sample[i] = units[random.Next(units.Count)];
            var value = statistic(sample);
            if (!double.IsNaN(value)) values.Add(value);
        }
        if (values.Count == 0) return (double.NaN, double.NaN);
        values.Sort();
        var below = Math.Max(0, (int)Math.Round(values.Count * Tail) - 1);
        return (values[below], values[values.Count - 1 - below]);
    }
}

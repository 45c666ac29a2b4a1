using System.Globalization;

namespace Variorum.Bench;

/// <summary>A measure and what it came to.</summary>
/// <param name="Measure">Its name, the same in <c>figures.tsv</c> and <c>known.tsv</c>.</param>
internal sealed record Row(string Measure)
{
    private const int WorstShown = 10;

    /// <summary>How many pages, texts or pairs: <c>150 pages</c>.</summary>
    public string On { get; init; } = "";

    public double Value { get; init; }

    /// <summary>95 % of the resampled values lie within; null where nothing is resampled.</summary>
    public (double Low, double High)? Interval { get; init; }

    /// <summary>Why it was not measured; null where it was.</summary>
    public string? Skipped { get; init; }

    /// <summary>What another program reaches on the same data in the same run.</summary>
    public double? Floor { get; init; }

    /// <summary>What nothing that reads these data can pass, in the same run.</summary>
    public double? Bound { get; init; }

    public string Format { get; init; } = "0.000";

    /// <summary>False where the machine decides it, so that figures of two runs say nothing.</summary>
    public bool IsCompared { get; init; } = true;

    /// <summary>The units on which it came out worst, the worst first.</summary>
    public IReadOnlyList<string> Worst { get; init; } = [];

    public static Row Absent(string measure, string what) => new(measure) { Skipped = $"skipped: {what} is absent" };

    /// <summary>Takes the measure over units, with its interval and its worst.</summary>
    /// <param name="measure">Its name.</param>
    /// <param name="unit">What the units are, in the plural.</param>
    /// <param name="taken">Each unit's name and what was found on it; at least one.</param>
    /// <param name="statistic">The measure over any of them.</param>
    /// <param name="lowerIsBetter">Whether 0 is the best value, else 1.</param>
    public static Row Of<T>(string measure, string unit, IReadOnlyList<(string Name, T Found)> taken, Func<IReadOnlyList<T>, double> statistic, bool lowerIsBetter = false)
        where T : notnull
    {
        var found = taken.Select(static unit => unit.Found).ToList();
        var single = taken.Select(unit => (unit.Name, unit.Found, Value: statistic([unit.Found])))
            .Where(unit => !double.IsNaN(unit.Value) && unit.Value != (lowerIsBetter ? 0 : 1))
            .OrderBy(unit => lowerIsBetter ? -unit.Value : unit.Value).ThenBy(static unit => unit.Name, StringComparer.Ordinal);
        return new Row(measure)
        {
            On = $"{taken.Count} {unit}",
            Value = statistic(found),
            Interval = Bootstrap.Interval(found, statistic),
            Worst = [.. single.Take(WorstShown).Select(static unit => string.Create(CultureInfo.InvariantCulture, $"{unit.Value:0.000}  {unit.Name}: {unit.Found}"))],
        };
    }

    public string Show(double value) => Figures.Kept(value).ToString(Format, CultureInfo.InvariantCulture);

    public string Ours => Skipped ?? Show(Value) + (Interval is { } interval ? $" [{Show(interval.Low)}, {Show(interval.High)}]" : "");
}

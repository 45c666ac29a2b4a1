using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>Which weights a pair of accounts is judged by.</summary>
internal enum PairKind
{
    /// <summary>In one language, as far as that is known, and both published on a known day.</summary>
    Dated,

    /// <summary>In one language, and nobody knows how many days apart.</summary>
    Undated,

    /// <summary>In two languages.</summary>
    Across,
}

/// <summary>What the features of two accounts weigh, learnt by <c>Variorum.Bench events-learn</c>.</summary>
/// <param name="ByKind">For each <see cref="PairKind"/> a weight for each of <see cref="Evidence.Names"/>.</param>
/// <param name="JoinAt">The mean probability between two groups from which on they are one event.</param>
internal sealed record EventWeights(double[][] ByKind, double JoinAt)
{
    public const string Table = "events.weights.tsv";

    /// <summary>The weights that the program came with.</summary>
    public static EventWeights Own { get; } = Load();

    /// <summary>0 to 1.</summary>
    /// <param name="features">Of <see cref="Evidence.Features"/>.</param>
    /// <param name="kind">Of the pair.</param>
    public double Probability(ReadOnlySpan<double> features, PairKind kind)
    {
        var odds = 0d;
        var weights = ByKind[(int)kind];
        for (var i = 0; i < weights.Length; i++) odds += weights[i] * features[i];
        return 1 / (1 + Math.Exp(-Math.Clamp(odds, -30, 30)));
    }

    private static EventWeights Load()
    {
        using var reader = new StreamReader(typeof(EventWeights).Assembly.GetManifestResourceStream(Table)!);
        var byKind = Array.ConvertAll(Enum.GetValues<PairKind>(), static _ => new double[Evidence.Names.Length]);
        var joinAt = .5;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            if (cells[0] == "join-at") joinAt = Number(cells[1]);
            else if (Array.IndexOf(Evidence.Names, cells[0]) is not (>= 0 and var feature)) throw new InvalidOperationException($"{Table} weighs {cells[0]}, which is not compared; learn the weights again");
            else for (var kind = 0; kind < byKind.Length; kind++) byKind[kind][feature] = Number(cells[1 + kind]);
        }
        return new EventWeights(byKind, joinAt);
    }

    /// <summary>As the program's table: a feature a line, a column a kind of pair.</summary>
    public string Format()
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"join-at\t{JoinAt:0.###}\n");
        for (var i = 0; i < Evidence.Names.Length; i++)
        {
            table.Append(Evidence.Names[i]);
            foreach (var weights in ByKind) table.Append(CultureInfo.InvariantCulture, $"\t{weights[i]:0.####}");
            table.Append('\n');
        }
        return table.ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

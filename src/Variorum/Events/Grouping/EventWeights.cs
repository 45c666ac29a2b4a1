using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>What the features of two accounts weigh, learnt by <c>Variorum.Bench events-learn</c>.</summary>
/// <param name="Linear">A weight for each of <see cref="Evidence.Names"/>.</param>
/// <param name="Across">The same for two accounts in different languages.</param>
/// <param name="JoinAt">The mean probability between two groups from which on they are one event.</param>
internal sealed record EventWeights(double[] Linear, double[] Across, double JoinAt)
{
    public const string Table = "events.weights.tsv";

    /// <summary>The weights that the program came with.</summary>
    public static EventWeights Own { get; } = Load();

    /// <summary>0 to 1.</summary>
    /// <param name="features">Of <see cref="Evidence.Features"/>.</param>
    /// <param name="across">Whether the two are in different languages.</param>
    public double Probability(double[] features, bool across)
    {
        var odds = 0d;
        var weights = across ? Across : Linear;
        for (var i = 0; i < weights.Length; i++) odds += weights[i] * features[i];
        return 1 / (1 + Math.Exp(-Math.Clamp(odds, -30, 30)));
    }

    private static EventWeights Load()
    {
        using var reader = new StreamReader(typeof(EventWeights).Assembly.GetManifestResourceStream(Table)!);
        var linear = new double[Evidence.Names.Length];
        var across = new double[Evidence.Names.Length];
        var joinAt = .5;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            if (cells[0] == "join-at") joinAt = Number(cells[1]);
            else if (Array.IndexOf(Evidence.Names, cells[0]) is >= 0 and var feature) (linear[feature], across[feature]) = (Number(cells[1]), Number(cells[2]));
            else throw new InvalidOperationException($"{Table} weighs {cells[0]}, which is not compared; learn the weights again");
        }
        return new EventWeights(linear, across, joinAt);
    }

    /// <summary>As the program's table.</summary>
    public string Format()
    {
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"join-at\t{JoinAt:0.###}\n");
        for (var i = 0; i < Linear.Length; i++) table.Append(CultureInfo.InvariantCulture, $"{Evidence.Names[i]}\t{Linear[i]:0.####}\t{Across[i]:0.####}\n");
        return table.ToString();
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

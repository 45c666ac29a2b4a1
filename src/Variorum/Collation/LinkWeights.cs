using System.Globalization;

namespace Variorum;

/// <summary>The weights of the layers that decide on links, learnt from aligned pairs.</summary>
/// <param name="First">One for each of <see cref="FirstLayer.Names"/>.</param>
/// <param name="Second">For each round, one for each of <see cref="SecondLayer.Names"/>.</param>
internal sealed record LinkWeights(double[] First, double[][] Second)
{
    private static readonly Lazy<LinkWeights> Loaded = new(static () =>
    {
        using var reader = new StreamReader(typeof(LinkWeights).Assembly.GetManifestResourceStream("links.weights.tsv")!);
        return Parse(reader.ReadToEnd());
    });

    /// <summary>Those that the project carries; the head of the file tells what they reached.</summary>
    public static LinkWeights Learnt => Loaded.Value;

    public static LinkWeights Parse(string table)
    {
        var first = new double[FirstLayer.Names.Length];
        double[][] second = [new double[SecondLayer.Names.Length], new double[SecondLayer.Names.Length]];
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            var fields = line.Split('\t');
            var (weights, names) = fields[0] switch
            {
                "first" => (first, FirstLayer.Names),
                "second" => (second[0], SecondLayer.Names),
                _ => (second[1], SecondLayer.Names),
            };
            weights[Array.IndexOf(names, fields[1])] = double.Parse(fields[2], CultureInfo.InvariantCulture);
        }
        return new LinkWeights(first, second);
    }

    public string Format()
    {
        var lines = new List<string>();
        Add(lines, "first", FirstLayer.Names, First);
        Add(lines, "second", SecondLayer.Names, Second[0]);
        Add(lines, "third", SecondLayer.Names, Second[1]);
        return string.Join('\n', lines) + "\n";
    }

    private static void Add(List<string> lines, string layer, string[] names, double[] weights)
    {
        for (var i = 0; i < names.Length; i++) lines.Add(string.Create(CultureInfo.InvariantCulture, $"{layer}\t{names[i]}\t{weights[i]:0.####}"));
    }
}

namespace Variorum.Bench;

/// <summary>A pair made ready for the layers.</summary>
internal sealed record Example(GoldPair Pair, Statement[] A, Statement[] B, Vocabulary Vocabulary)
{
    public double LeastShare { get; } = Alignment.LeastShare(Pair.RawA, Pair.RawB);

    public static Example Of(GoldPair pair)
    {
        var vocabulary = new Vocabulary();
        var a = Statements.Of(Statements.Prepare(new Witness("A", pair.A, pair.A.Passages)), pair.A.Language, vocabulary);
        var b = Statements.Of(Statements.Prepare(new Witness("B", pair.B, pair.B.Passages)), pair.B.Language, vocabulary);
        vocabulary.Weigh(a, b);
        return new Example(pair, a, b, vocabulary);
    }

    /// <summary>All that there is to learn from: hand-aligned pairs, the same crossed, invented pairs of both sorts, and those labelled for this.</summary>
    public static List<Example> All(string shared)
    {
        var gold = GoldPairs.Load(shared);
        return [.. gold.Concat(GoldPairs.Crossed(gold)).Concat(GoldPairs.Own(Path.Combine(PagesScore.Root(), "tests", "corpora", "pairs")))
            .Concat(GoldPairs.Invented(Path.Combine(PagesScore.Root(), "bench", "Variorum.Bench", "pairs")))
            .Concat(GoldPairs.Labelled(Path.Combine(PagesScore.Root(), "bench", "Variorum.Bench", "labels"), shared)).Select(Of)];
    }
}

/// <summary>Learns the weights of the links from aligned pairs.</summary>
internal static class LinksLearning
{
    private const string Table = "src/Variorum/Collation/links.weights.tsv";

    // Pairs weigh the same whatever their length; one of which little is common teaches less than an aligned one.
    private const double PairWeight = 100;
    private const double NegativeWeight = 60;
    private const int FullWeightAt = 8;
    private const double Ridge = .1;

    public static int Run(string shared)
    {
        var examples = Example.All(shared);
        var figures = LinksScore.Report(examples);
        var head = new[] { "Weights of the two layers that decide on links; learnt by `Variorum.Bench learn-links`.", "Figures, each pair scored with weights learnt without it and all that shares a text with it:" };
        File.WriteAllText(Table, string.Concat(head.Concat(figures).Select(static line => $"# {line}\n")) + Fit(examples).Format());
        return 0;
    }

    public static LinkWeights Fit(IEnumerable<Example> training)
    {
        var examples = training.ToList();
        var cells = examples.Select(static example => Alignment.First(example.A, example.B, example.Vocabulary)).ToList();
        var first = Layer(examples, cells, static cell => cell.Features, FirstLayer.Names);
        var second = new double[2][];
        for (var round = 0; round < second.Length; round++)
        {
            for (var i = 0; i < examples.Count; i++)
            {
                Alignment.Judge(cells[i], round == 0 ? first : second[round - 1], round == 0 ? static cell => cell.Features : static cell => cell.Features2);
                Alignment.Gate(cells[i], examples[i].A, examples[i].B, examples[i].LeastShare);
                SecondLayer.Describe(cells[i], examples[i].A.Length, examples[i].B.Length);
            }
            second[round] = Layer(examples, cells, static cell => cell.Features2, SecondLayer.Names);
        }
        return new LinkWeights(first, second);
    }

    private static double[] Layer(List<Example> examples, List<List<Cell>> cells, Func<Cell, double[]> features, string[] names)
    {
        var rows = new List<(double[], double, double)>();
        for (var i = 0; i < examples.Count; i++)
        {
            var pair = examples[i].Pair;
            var weight = Weight(pair) / Math.Max(1, cells[i].Count);
            foreach (var cell in cells[i])
            {
                if (!pair.Possible.Contains((cell.A, cell.B))) rows.Add(((double[])features(cell).Clone(), pair.Sure.Contains((cell.A, cell.B)) ? 1 : 0, weight));
            }
        }
        return Logistic.Fit(rows, Ridge, [.. names.Select(Sign)]);
    }

    private static double Weight(GoldPair pair)
    {
        var weight = NegativeWeight + ((PairWeight - NegativeWeight) * Math.Min(1, (double)pair.Sure.Count / FullWeightAt));
        return weight * pair.Origin switch
        {
            PairOrigin.Exact => .1,
            PairOrigin.Labelled => .25,
            PairOrigin.Invented => .5,
            _ => 1,
        };
    }

    // What is known of a feature's direction holds for pairs unlike those learnt from.
    private static int Sign(string feature) => feature switch
    {
        "constant" or "length-ratio" or "capitals" or "crossing" => 0,
        "short" or "other-figure" or "other-date" or "rival-shorter" or "rival-longer" or "explained-shorter" or "explained-longer" => -1,
        _ => 1,
    };
}

namespace Variorum.Bench;

/// <summary>Learns the weights of the links from aligned pairs, and tells what they reach on pairs that they were not learnt from.</summary>
internal static class LinksLearning
{
    // Pairs weigh the same whatever their length; a pair of which nothing is common teaches less than an aligned one.
    private const double PairWeight = 100;
    private static readonly double NegativeWeight = double.Parse(Environment.GetEnvironmentVariable("NEG") ?? "12");
    private static readonly double Ridge = double.Parse(Environment.GetEnvironmentVariable("RIDGE") ?? ".3");

    private sealed record Example(GoldPair Pair, Statement[] A, Statement[] B, Vocabulary Vocabulary)
    {
        public static Example Of(GoldPair pair)
        {
            var vocabulary = new Vocabulary();
            var a = Statements.Of(Bear("A", pair.A), vocabulary);
            var b = Statements.Of(Bear("B", pair.B), vocabulary);
            vocabulary.Weigh(a, b, "en");
            return new Example(pair, a, b, vocabulary);
        }

        private static Witness Bear(string siglum, Account account) => new(siglum, account, account.Passages);
    }

    public static int Run(string shared)
    {
        var gold = GoldPairs.Load(shared);
        var examples = gold.Concat(GoldPairs.Crossed(gold)).Select(Example.Of).ToList();
        var (sum, positives) = (0d, 0);
        var bands = new (int Right, int All)[2];
        foreach (var tested in examples.Where(example => gold.Contains(example.Pair)))
        {
            var weights = Fit(examples.Where(example => !example.Pair.SharesTextWith(tested.Pair)));
            var cells = Alignment.Of(tested.A, tested.B, tested.Vocabulary, weights);
            var linked = cells.Where(cell => cell.Logit >= 0).ToList();
            var right = linked.Count(cell => IsRight(tested.Pair, cell));
            var found = linked.Count(cell => tested.Pair.Sure.Contains((cell.A, cell.B)));
            var sentences = tested.A.Length + tested.B.Length;
            foreach (var cell in linked)
            {
                ref var band = ref bands[cell.Probability >= .95 ? 1 : 0];
                band.All++;
                if (IsRight(tested.Pair, cell)) band.Right++;
            }
            if (tested.Pair.IsPositive)
            {
                var (precision, recall) = (linked.Count == 0 ? 0 : (double)right / linked.Count, (double)found / tested.Pair.Sure.Count);
                var f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
                sum += f1;
                positives++;
                var missed = tested.Pair.Sure.Where(link => !cells.Exists(cell => (cell.A, cell.B) == link)).Count();
                Console.WriteLine($"{tested.Pair.Name,-30} P {precision:0.000} R {recall:0.000} F1 {f1:0.000}  no candidate {missed}");
            }
            else
            {
                Console.WriteLine($"{tested.Pair.Name,-30} links {linked.Count}, wrong per 100 sentences {100.0 * (linked.Count - right) / sentences:0.00}");
            }
            if (Environment.GetEnvironmentVariable("VERBOSE") == tested.Pair.Name) Explain(tested, cells);
        }
        Console.WriteLine($"mean F1 {sum / positives:0.0000}; at .95 and above right {bands[1].Right}/{bands[1].All}, below {bands[0].Right}/{bands[0].All}");
        var crossed = examples.Where(example => !gold.Contains(example.Pair)).ToList();
        var all = Fit(examples);
        var wrong = crossed.Sum(example => Alignment.Of(example.A, example.B, example.Vocabulary, all).Count(cell => cell.Logit >= 0));
        Console.WriteLine($"crossed pairs (in training): {100.0 * wrong / crossed.Sum(example => example.A.Length + example.B.Length):0.00} links per 100 sentences");
        File.WriteAllText("links.weights.tsv", all.Format());
        return 0;
    }

    private static bool IsRight(GoldPair pair, Cell cell) => pair.Sure.Contains((cell.A, cell.B)) || pair.Possible.Contains((cell.A, cell.B));

    private static LinkWeights Fit(IEnumerable<Example> training)
    {
        var examples = training.ToList();
        var cells = examples.Select(example => Alignment.First(example.A, example.B, example.Vocabulary)).ToList();
        var first = Layer(examples, cells, static cell => cell.Features);
        var second = new double[2][];
        for (var round = 0; round < second.Length; round++)
        {
            for (var i = 0; i < examples.Count; i++)
            {
                Alignment.Judge(cells[i], round == 0 ? first : second[round - 1], round == 0 ? static cell => cell.Features : static cell => cell.Features2);
                Alignment.Gate(cells[i], examples[i].A, examples[i].B);
                SecondLayer.Describe(cells[i], examples[i].A.Length, examples[i].B.Length);
            }
            second[round] = Layer(examples, cells, static cell => cell.Features2);
        }
        return new LinkWeights(first, second);
    }

    private static double[] Layer(List<Example> examples, List<List<Cell>> cells, Func<Cell, double[]> features)
    {
        var rows = new List<(double[], double, double)>();
        for (var i = 0; i < examples.Count; i++)
        {
            var pair = examples[i].Pair;
            var weight = (pair.IsPositive ? PairWeight : NegativeWeight) / Math.Max(1, cells[i].Count);
            foreach (var cell in cells[i])
            {
                if (pair.Possible.Contains((cell.A, cell.B))) continue;
                rows.Add(((double[])features(cell).Clone(), pair.Sure.Contains((cell.A, cell.B)) ? 1 : 0, weight));
            }
        }
        return Logistic.Fit(rows, Ridge);
    }

    private static void Explain(Example tested, List<Cell> cells)
    {
        foreach (var cell in cells.Where(cell => cell.Logit >= 0 != tested.Pair.Sure.Contains((cell.A, cell.B))))
        {
            Console.WriteLine($"{(cell.Logit >= 0 ? IsRight(tested.Pair, cell) ? "possible" : "WRONG" : "MISSED")} {cell.A}-{cell.B} {cell.Probability:0.00}");
            if (cell.Logit >= 0 && IsRight(tested.Pair, cell)) continue;
            Console.WriteLine($"   {tested.A[cell.A].Passage.Text}\n   {tested.B[cell.B].Passage.Text}");
            Console.WriteLine("   " + string.Join(' ', FirstLayer.Names.Zip(cell.Features, (name, value) => $"{name}={value:0.00}")));
            Console.WriteLine("   " + string.Join(' ', SecondLayer.Names.Zip(cell.Features2, (name, value) => $"{name}={value:0.00}")));
        }
    }
}

namespace Variorum.Bench;

/// <summary>Learns the weights of the links from aligned pairs, and tells what they reach on pairs that they were not learnt from.</summary>
internal static class LinksLearning
{
    // Pairs weigh the same whatever their length; a pair of which nothing is common teaches less than an aligned one.
    private const double PairWeight = 100;
    private const double NegativeWeight = 40;
    private const double LabelWeight = 100;
    // Invented pairs are cleaner than real ones: they are to be got right, not to be learnt from.
    private const double OwnWeight = 10;
    private const double Ridge = .1;

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
        var own = GoldPairs.Own(Path.Combine("tests", "corpora", "pairs"));
        var labelled = GoldPairs.Labelled(Path.Combine("bench", "Variorum.Bench", "labels"), shared);
        var examples = gold.Concat(GoldPairs.Crossed(gold)).Concat(own).Concat(labelled).Select(Example.Of).ToList();
        var scores = new List<double>();
        var linedScores = new List<double>();
        var linedBands = new (int Right, int All)[2];
        var bands = new (int Right, int All)[2];
        foreach (var tested in examples.Where(example => gold.Contains(example.Pair)))
        {
            var weights = Fit(examples.Where(example => !example.Pair.SharesTextWith(tested.Pair)));
            var judged = Alignment.Of(tested.A, tested.B, tested.Vocabulary, weights);
            var lined = F1(tested, judged);
            foreach (var cell in judged.Where(static cell => cell.Logit >= 0))
            {
                ref var band = ref linedBands[cell.Probability >= .95 ? 1 : 0];
                band.All++;
                if (IsRight(tested.Pair, cell)) band.Right++;
            }
            if (tested.Pair.IsPositive) linedScores.Add(lined);
            Score(tested.Pair, weights, scores, bands, lined);
            if (Environment.GetEnvironmentVariable("VERBOSE") == tested.Pair.Name) Explain(tested, Alignment.Of(tested.A, tested.B, tested.Vocabulary, weights));
        }
        Console.WriteLine($"mean F1 {scores.Average():0.0000}, lines as given {linedScores.Average():0.0000} ({linedBands[1].Right}/{linedBands[1].All}, {linedBands[0].Right}/{linedBands[0].All}); at .95 and above right {bands[1].Right}/{bands[1].All}, below {bands[0].Right}/{bands[0].All}");
        var crossed = examples.Where(example => !gold.Contains(example.Pair) && !own.Contains(example.Pair) && !labelled.Contains(example.Pair)).ToList();
        var all = Fit(examples);
        var wrong = crossed.Sum(example => Alignment.Of(example.A, example.B, example.Vocabulary, all).Count(cell => cell.Logit >= 0));
        Console.WriteLine($"crossed pairs (in training): {100.0 * wrong / crossed.Sum(example => example.A.Length + example.B.Length):0.00} links per 100 sentences");
        File.WriteAllText("links.weights.tsv", all.Format());
        return 0;
    }

    /// <summary>Reads the pair as a user gives it, collates, and lays the links onto the gold sentences.</summary>
    private static void Score(GoldPair pair, LinkWeights weights, List<double> scores, (int Right, int All)[] bands, double lined)
    {
        var collation = Collator.Collate([pair.RawA, pair.RawB], weights);
        var (coverA, coverB) = (Cover(collation.Witnesses[0], pair.A), Cover(collation.Witnesses[1], pair.B));
        var predicted = new Dictionary<(int, int), double>();
        foreach (var link in collation.Links)
        {
            foreach (var cell in from a in link.A from b in link.B from i in coverA[a] from j in coverB[b] select (i, j))
                predicted[cell] = Math.Max(predicted.GetValueOrDefault(cell), link.Confidence);
        }
        var right = predicted.Keys.Where(cell => pair.Sure.Contains(cell) || pair.Possible.Contains(cell)).ToHashSet();
        foreach (var (cell, confidence) in predicted)
        {
            ref var band = ref bands[confidence >= .95 ? 1 : 0];
            band.All++;
            if (right.Contains(cell)) band.Right++;
        }
        if (!pair.IsPositive)
        {
            var sentences = collation.Witnesses.Sum(static witness => witness.Passages.Count);
            Console.WriteLine($"{pair.Name,-30} links {predicted.Count}, wrong per 100 sentences {100.0 * (predicted.Count - right.Count) / sentences:0.00}");
            return;
        }
        var precision = predicted.Count == 0 ? 0 : (double)right.Count / predicted.Count;
        var recall = (double)pair.Sure.Count(predicted.ContainsKey) / pair.Sure.Count;
        var f1 = precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
        scores.Add(f1);
        var stray = coverA.Values.Concat(coverB.Values).Count(static cover => cover.Count == 0);
        Console.WriteLine($"{pair.Name,-30} P {precision:0.000} R {recall:0.000} F1 {f1:0.000} (lines as given {lined:0.000}) stray {stray} omissions {Omissions(pair, predicted.Keys):0.000}");
        if (Environment.GetEnvironmentVariable("VERBOSE") != pair.Name) return;
        Console.WriteLine("missed " + string.Join(' ', pair.Sure.Where(cell => !predicted.ContainsKey(cell))));
        Console.WriteLine("wrong " + string.Join(' ', predicted.Where(cell => !right.Contains(cell.Key)).Select(static cell => $"{cell.Key}:{cell.Value}")));
    }

    private static double F1(Example tested, List<Cell> cells)
    {
        var linked = cells.Where(static cell => cell.Logit >= 0).ToList();
        if (linked.Count == 0 || tested.Pair.Sure.Count == 0) return 0;
        var precision = linked.Count(cell => IsRight(tested.Pair, cell)) / (double)linked.Count;
        var recall = linked.Count(cell => tested.Pair.Sure.Contains((cell.A, cell.B))) / (double)tested.Pair.Sure.Count;
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    private static Dictionary<string, HashSet<int>> Cover(Witness witness, Account gold)
    {
        var covers = Laying.Of(witness.Passages, gold.Passages);
        return witness.Passages.Select((passage, i) => (passage.Id, covers[i])).ToDictionary(static pair => pair.Id, static pair => pair.Item2);
    }

    /// <summary>F1 over both sides of the sentences that no link reaches.</summary>
    private static double Omissions(GoldPair pair, IEnumerable<(int A, int B)> predicted)
    {
        var (given, sure) = (Reached(predicted), Reached(pair.Sure));
        var maybe = Reached(pair.Possible).Except(sure).ToHashSet();
        var judged = Enumerable.Range(0, pair.A.Passages.Count).Select(static i => (0, i))
            .Concat(Enumerable.Range(0, pair.B.Passages.Count).Select(static j => (1, j))).Where(sentence => !maybe.Contains(sentence)).ToList();
        var (both, found, true_) = (judged.Count(s => !given.Contains(s) && !sure.Contains(s)), judged.Count(s => !given.Contains(s)), judged.Count(s => !sure.Contains(s)));
        return found + true_ == 0 ? 1 : 2.0 * both / (found + true_);
    }

    private static HashSet<(int, int)> Reached(IEnumerable<(int A, int B)> links) => [.. links.SelectMany(static link => new[] { (0, link.A), (1, link.B) })];

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
            var weight = (pair.IsLabelled ? LabelWeight : pair.IsOwn ? OwnWeight : pair.IsPositive ? PairWeight : NegativeWeight) / Math.Max(1, cells[i].Count);
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

namespace Variorum.Bench;

/// <summary>How right the links are, on pairs that their weights were not learnt from.</summary>
internal static class LinksScore
{
    private sealed record Links(Dictionary<(int A, int B), double> Given, GoldPair Pair)
    {
        public int Right => Given.Keys.Count(IsRight);

        public bool IsRight((int, int) link) => Pair.Sure.Contains(link) || Pair.Possible.Contains(link);

        public double F1
        {
            get
            {
                var precision = Given.Count == 0 ? 0 : (double)Right / Given.Count;
                var recall = (double)Pair.Sure.Count(Given.ContainsKey) / Pair.Sure.Count;
                return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
            }
        }

        public int Wrong => Given.Count - Right;

        /// <summary>F1 over both sides of the sentences that no link reaches.</summary>
        public double Omissions
        {
            get
            {
                var (given, sure) = (Reached(Given.Keys), Reached(Pair.Sure));
                var maybe = Reached(Pair.Possible).Except(sure).ToHashSet();
                var judged = Enumerable.Range(0, Pair.A.Passages.Count).Select(static i => (0, i))
                    .Concat(Enumerable.Range(0, Pair.B.Passages.Count).Select(static j => (1, j))).Where(sentence => !maybe.Contains(sentence)).ToList();
                var both = judged.Count(sentence => !given.Contains(sentence) && !sure.Contains(sentence));
                var all = judged.Count(sentence => !given.Contains(sentence)) + judged.Count(sentence => !sure.Contains(sentence));
                return all == 0 ? 1 : 2.0 * both / all;
            }
        }

        private static HashSet<(int, int)> Reached(IEnumerable<(int A, int B)> links) => [.. links.SelectMany(static link => new[] { (0, link.A), (1, link.B) })];
    }

    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="collations">Where the collations are written, as read from the page, for the scorer of <c>gold</c>; null for nowhere.</param>
    public static int Run(string shared, string? collations)
    {
        Report(Example.All(shared), collations);
        return 0;
    }

    /// <summary>Prints a line a pair and returns the lines.</summary>
    public static List<string> Report(List<Example> examples, string? collations = null)
    {
        var lines = new List<string>();
        var (asLines, asRead, others) = (new List<Links>(), new List<Links>(), new List<Links>());
        foreach (var tested in examples.Where(static example => example.Pair.Origin is PairOrigin.Gold or PairOrigin.Labelled or PairOrigin.Invented))
        {
            var weights = LinksLearning.Fit(examples.Where(example => !example.Pair.SharesTextWith(tested.Pair)));
            var cells = Alignment.Of(tested.A, tested.B, tested.Vocabulary, tested.LeastShare, weights).Where(static cell => cell.Logit >= Alignment.LinkAtLeast);
            var given = new Links(cells.ToDictionary(static cell => (cell.A, cell.B), static cell => cell.Confidence), tested.Pair);
            if (tested.Pair.Origin != PairOrigin.Gold)
            {
                others.Add(given);
                continue;
            }
            var read = AsRead(tested.Pair, weights, collations);
            asLines.Add(given);
            asRead.Add(read);
            Tell(tested.Pair.IsPositive
                ? $"{tested.Pair.Name,-28} links F1 {given.F1:0.000}, omissions F1 {given.Omissions:0.000}; as read from the page {read.F1:0.000}, {read.Omissions:0.000}"
                : $"{tested.Pair.Name,-28} wrong links {given.Wrong}, in {tested.A.Length + tested.B.Length} sentences; as read from the page {read.Wrong}");
        }
        foreach (var (name, all) in new[] { ("a sentence a line", asLines), ("as read from the page", asRead), ("labelled and invented pairs", others) })
        {
            Tell($"{name}: mean links F1 {all.Where(static links => links.Pair.IsPositive).Average(static links => links.F1):0.000}; "
                + $"right of those given at .95 and above {Right(all, .95, 2)}, from .5 to .95 {Right(all, .5, .95)}, below {Right(all, 0, .5)}");
        }
        return lines;

        void Tell(string line)
        {
            lines.Add(line);
            Console.WriteLine(line);
        }
    }

    private static string Right(List<Links> all, double from, double below)
    {
        var band = all.SelectMany(links => links.Given.Where(link => link.Value >= from && link.Value < below).Select(link => links.IsRight(link.Key))).ToList();
        return $"{band.Count(static right => right)} of {band.Count}";
    }

    /// <summary>Reads the pair as a user gives it, collates, and lays the links onto the sentences.</summary>
    private static Links AsRead(GoldPair pair, LinkWeights weights, string? collations)
    {
        var collation = Collator.Collate([pair.RawA, pair.RawB], weights);
        if (collations is not null)
        {
            Directory.CreateDirectory(collations);
            using var file = File.Create(Path.Combine(collations, pair.Name + ".json"));
            CollationJson.Write(collation, file);
        }
        var (a, b) = (Laid(collation.Witnesses[0], pair.A), Laid(collation.Witnesses[1], pair.B));
        var given = new Dictionary<(int, int), double>();
        foreach (var link in collation.Links)
        {
            foreach (var cell in from x in link.A from y in link.B from i in a[x] from j in b[y] select (i, j))
                given[cell] = Math.Max(given.GetValueOrDefault(cell), link.Confidence);
        }
        return new Links(given, pair);
    }

    private static Dictionary<string, HashSet<int>> Laid(Witness witness, Account gold)
    {
        var laid = Laying.Of(witness.Passages, gold.Passages);
        return witness.Passages.Select((passage, i) => (passage.Id, laid[i])).ToDictionary(static pair => pair.Id, static pair => pair.Item2);
    }
}

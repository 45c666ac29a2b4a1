namespace Variorum.Bench;

/// <summary>The links given to a pair, laid onto its sentences, each with its confidence.</summary>
internal sealed record GivenLinks(Dictionary<(int A, int B), double> Given, GoldPair Pair)
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

    public int Sentences => Pair.A.Passages.Count + Pair.B.Passages.Count;

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

/// <summary>A pair that was scored.</summary>
/// <param name="Lines">The links between its lines.</param>
/// <param name="Read">Of an aligned pair, those between the accounts as a user gives them.</param>
internal sealed record JudgedPair(GivenLinks Lines, GivenLinks? Read);

/// <summary>How right the links are, on pairs that their weights were not learnt from.</summary>
internal static class LinksScore
{
    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="collations">Where the collations are written, as read from the page, for the scorer of <c>gold</c>; null for nowhere.</param>
    public static int Run(string shared, string? collations)
    {
        Report(Example.All(shared), collations);
        return 0;
    }

    /// <summary>Every pair that is scored, with weights learnt without it and all that shares a text with it.</summary>
    public static List<JudgedPair> Judge(List<Example> examples, string? collations = null)
    {
        var tested = examples.Where(static example => example.Pair.Origin is PairOrigin.Gold or PairOrigin.Labelled or PairOrigin.Invented).ToList();
        var judged = new JudgedPair[tested.Count];
        Parallel.For(0, judged.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
        {
            var (pair, one) = (tested[i].Pair, tested[i]);
            var weights = LinksLearning.Fit(examples.Where(example => !example.Pair.SharesTextWith(pair)));
            var cells = Alignment.Of(one.A, one.B, one.Vocabulary, one.LeastShare, weights).Where(static cell => cell.Logit >= Alignment.LinkAtLeast);
            judged[i] = new JudgedPair(new GivenLinks(cells.ToDictionary(static cell => (cell.A, cell.B), static cell => cell.Confidence), pair),
                pair.Origin == PairOrigin.Gold ? AsRead(pair, weights, collations) : null);
        });
        return [.. judged];
    }

    /// <summary>Prints a line a pair and returns the lines.</summary>
    public static List<string> Report(List<Example> examples, string? collations = null)
    {
        var lines = new List<string>();
        var judged = Judge(examples, collations);
        foreach (var (given, asRead) in judged)
        {
            if (asRead is not { } read) continue;
            Tell(given.Pair.IsPositive
                ? $"{given.Pair.Name,-28} links F1 {given.F1:0.000}, omissions F1 {given.Omissions:0.000}; as read from the page {read.F1:0.000}, {read.Omissions:0.000}"
                : $"{given.Pair.Name,-28} wrong links {given.Wrong}, in {given.Sentences} sentences; as read from the page {read.Wrong}");
        }
        foreach (var (name, all) in new[]
        {
            ("a sentence a line", judged.Where(static pair => pair.Read is not null).Select(static pair => pair.Lines)),
            ("as read from the page", judged.Where(static pair => pair.Read is not null).Select(static pair => pair.Read!)),
            ("labelled and invented pairs", judged.Where(static pair => pair.Read is null).Select(static pair => pair.Lines)),
        })
        {
            var some = all.ToList();
            Tell($"{name}: mean links F1 {some.Where(static links => links.Pair.IsPositive).Average(static links => links.F1):0.000}; "
                + $"right of those given at .95 and above {Right(some, .95, 2)}, from .5 to .95 {Right(some, .5, .95)}, below {Right(some, 0, .5)}");
        }
        return lines;

        void Tell(string line)
        {
            lines.Add(line);
            Console.WriteLine(line);
        }
    }

    private static string Right(List<GivenLinks> all, double from, double below)
    {
        var band = all.SelectMany(links => links.Given.Where(link => link.Value >= from && link.Value < below).Select(link => links.IsRight(link.Key))).ToList();
        return $"{band.Count(static right => right)} of {band.Count}";
    }

    /// <summary>Reads the pair as a user gives it, collates, and lays the links onto the sentences.</summary>
    private static GivenLinks AsRead(GoldPair pair, LinkWeights weights, string? collations)
    {
        var collation = Collator.Collate([pair.RawA, pair.RawB], weights, []);
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
        return new GivenLinks(given, pair);
    }

    private static Dictionary<string, HashSet<int>> Laid(Witness witness, Account gold)
    {
        var laid = Laying.Of(witness.Passages, gold.Passages);
        return witness.Passages.Select((passage, i) => (passage.Id, laid[i])).ToDictionary(static pair => pair.Id, static pair => pair.Item2);
    }
}

namespace Variorum.Bench;

/// <summary>A set made ready to learn from: its pairs that are compared, with their features.</summary>
internal sealed record EventExamples(EventSet Set, GroupedCorpus Corpus, (int A, int B)[] Pairs, double[][] Features, bool[] Same, bool[] Across)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(int, int), double[]> _features = new();

    public static EventExamples Of(EventSet set)
    {
        var corpus = GroupedCorpus.Of(set.Documents);
        var pairs = corpus.Pairs().ToArray();
        var features = pairs.AsParallel().AsOrdered().Select(pair => corpus.Features(pair.A, pair.B)).ToArray();
        var events = Array.ConvertAll(corpus.Given, i => set.Events[i]);
        var examples = new EventExamples(set with { Events = events }, corpus, pairs, features, [.. pairs.Select(pair => events[pair.A] == events[pair.B])], [.. pairs.Select(pair => corpus.Across(pair.A, pair.B))]);
        for (var i = 0; i < pairs.Length; i++) examples._features[pairs[i]] = features[i];
        return examples;
    }

    /// <summary>Every which pair of two events teaches: those of a large set are many and alike.</summary>
    public int Sparse => Math.Max(1, Pairs.Length / 3_000);

    /// <summary>Which share of the pairs of one event is compared at all.</summary>
    public double Reached => Same.Count(static same => same) / Math.Max(1d, Set.Events.GroupBy(static name => name).Sum(static group => group.Count() * (group.Count() - 1d) / 2));

    public EventMeasures Score(EventWeights weights) => EventMeasures.Of(Set.Events, Corpus.Groups((a, b) =>
    {
        if (a > b) (a, b) = (b, a);
        return weights.Probability(_features.GetOrAdd((a, b), static (pair, corpus) => corpus.Features(pair.Item1, pair.Item2), Corpus), Corpus.Across(a, b));
    }, weights.JoinAt));
}

/// <summary>Learns how much the features of two accounts weigh.</summary>
internal static class EventsLearning
{
    private const string Table = "src/Variorum/Events/Grouping/events.weights.tsv";

    // Pairs of one event are rare, and a missed one costs as much as several false ones that the linkage outvotes.
    private const double PositiveWeight = 3;
    private const double SetWeight = 2000;
    private static readonly double[] Thresholds = [.3, .4, .5, .55, .6, .65, .7, .8];

    public static int Run(string shared, string synthetic)
    {
        var given = EventSet.All(shared);
        var sets = given.Select(EventExamples.Of).ToArray();
        var halves = new[] { 0, 1 }.Select(half => EventExamples.Of(given[0].Half(half))).ToArray();
        var bare = given.Where(set => set.Documents.Any(document => document.Published is not null)).Select(set => set.Bare()).Select(EventExamples.Of).ToArray();
        var load = EventExamples.Of(EventSet.Read(synthetic) with { IsLoad = true });
        var tongues = EventExamples.Of(EventSet.Read(Path.ChangeExtension(synthetic, null) + "-tongues.jsonl"));
        foreach (var set in sets.Append(load).Append(tongues)) Console.WriteLine($"{set.Set.Name}: {set.Pairs.Length} pairs, {set.Same.Count(static same => same)} same, reached {set.Reached:0.000}");
        foreach (var (name, learn) in Ways)
        {
            Console.WriteLine($"== {name}");
            var held = sets.Select(set => (Set: set, Weights: learn([.. sets.Where(other => other != set), .. bare.Where(other => other.Set.Name != set.Set.Name), load]))).ToArray();
            foreach (var (set, weights) in held) Console.WriteLine($"held out {set.Set.Name,-22} {Curve([set], weights)}");
            foreach (var half in halves)
            {
                var weights = learn([.. sets.Where(set => set != sets[0]), .. bare, load, .. halves.Where(other => other != half)]);
                Console.WriteLine($"held out {half.Set.Name,-22} {Curve([half], weights)}");
            }
            Console.WriteLine($"mean                            {string.Join(' ', Thresholds.Select(at => FormattableString.Invariant($"{at:0.00}:{held.Average(pair => pair.Set.Score(pair.Weights with { JoinAt = at }).F1):0.000}")))}");
            var all = learn([.. sets, .. bare, load]);
            foreach (var set in sets) Console.WriteLine($"fitted   {set.Set.Name,-22} {Curve([set], all)}");
            Console.WriteLine($"mean                            {Curve(sets, all)}");
            Console.WriteLine($"bare mean                       {Curve(bare, all)}");
            Console.WriteLine($"synthetic                       {Curve([load], all)}");
            Console.WriteLine($"synthetic, one of a language    {Curve([tongues], all)}");
            foreach (var set in sets) Console.WriteLine($"         {set.Set.Name,-22} {set.Score(all with { JoinAt = .65 })}");
            File.WriteAllText("/tmp/w-" + name.Replace(' ', '-') + ".tsv", all.Format());
        }
        return 0;
    }

    private static readonly (string Name, Func<EventExamples[], EventWeights> Learn)[] Ways =
    [
        ("load", sets => Fit([.. sets.Where(set => !set.Set.IsBare)], sets, true, .3)),
        ("load bare", sets => Fit(sets, sets, true, .3, .3)),
    ];

    private static string Curve(EventExamples[] sets, EventWeights weights) =>
        string.Join(' ', Thresholds.Select(at => FormattableString.Invariant($"{at:0.00}:{sets.Average(set => set.Score(weights with { JoinAt = at }).F1):0.000}")));

    public static EventWeights Fit(EventExamples[] sets, EventExamples[] across, bool signs, double ridge, double bare = 1)
    {
        var directions = signs ? Signs() : new int[Evidence.Names.Length];
        return new EventWeights(Logistic.Fit(Rows(sets, false, bare), ridge, directions), Logistic.Fit(AcrossRows(across), 3, Signs()), .5);
    }

    // What two languages share. Accounts of one language teach it too, as if their words could not be compared: made texts alone know no real names.
    private static readonly string[] Shared = ["constant", "dated", "days-apart", "same-day", "event-day", "event-day-other", "figures", "universal", "bridges", "bridges-many", "bridges-rarest",
        "universal-many", "concepts"];

    private static List<(double[], double, double)> AcrossRows(EventExamples[] sets)
    {
        var rows = Rows(sets, true, 1);
        rows.AddRange(Rows([.. sets.Where(static set => !set.Set.IsLoad)], false, SameLanguage).Select(static row => (row.Item1, row.Item2, row.Item3 * SameLanguage)));
        foreach (var (features, _, _) in rows)
        {
            for (var i = 0; i < features.Length; i++)
            {
                if (!Shared.Contains(Evidence.Names[i])) features[i] = 0;
            }
        }
        return rows;
    }

    private const double SameLanguage = .3;

    private static List<(double[], double, double)> Rows(EventExamples[] sets, bool across, double bare)
    {
        var rows = new List<(double[], double, double)>();
        foreach (var set in sets)
        {
            var count = set.Across.Count(other => other == across);
            for (var i = 0; i < set.Pairs.Length; i++)
            {
                if (set.Across[i] == across && (set.Same[i] || i % set.Sparse == 0))
                    rows.Add(((double[])set.Features[i].Clone(), set.Same[i] ? 1 : 0, (set.Same[i] ? PositiveWeight : set.Sparse) * SetWeight * (set.Set.IsBare ? bare : 1) / count));
            }
        }
        return rows;
    }

    // Which way a feature can speak by its meaning; what comes out against it is chance of the few sets.
    private static readonly string[] For = ["similar", "root", "beside-least", "beside-most", "ratio-least", "rank-best", "rank-worst", "next-gap", "contained", "common", "rare-phrases",
        "exclusive", "lead", "names", "headline", "headline-same", "figures", "same-day", "event-day", "concepts", "universal", "bridges", "bridges-many", "bridges-rarest", "universal-many"];

    private static readonly string[] Against = ["missing-least", "missing-most", "who-least", "who-most", "days-apart", "event-day-other", "others-similar", "headline-least", "headline-most", "named-least", "named-most", "first-named", "formula"];

    private static int[] Signs() => [.. Evidence.Names.Select(static name => For.Contains(name) ? 1 : Against.Contains(name) ? -1 : 0)];
}

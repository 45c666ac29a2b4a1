namespace Variorum.Bench;

/// <summary>A set made ready to learn from: its pairs that are compared, with their features.</summary>
internal sealed record EventExamples(EventSet Set, GroupedCorpus Corpus, (int A, int B)[] Pairs, double[][] Features, bool[] Same)
{
    public static EventExamples Of(EventSet set)
    {
        var corpus = GroupedCorpus.Of(set.Documents);
        var pairs = corpus.Pairs().ToArray();
        var features = pairs.AsParallel().AsOrdered().Select(pair => corpus.Features(pair.A, pair.B)).ToArray();
        return new EventExamples(set, corpus, pairs, features, [.. pairs.Select(pair => set.Events[pair.A] == set.Events[pair.B])]);
    }

    /// <summary>Which share of the pairs of one event is compared at all.</summary>
    public double Reached => Same.Count(static same => same) / Math.Max(1d, Set.Events.GroupBy(static name => name).Sum(static group => group.Count() * (group.Count() - 1d) / 2));

    public EventMeasures Score(EventWeights weights) => EventMeasures.Of(Set.Events, Corpus.Groups(weights));
}

/// <summary>Learns how much the features of two accounts weigh.</summary>
internal static class EventsLearning
{
    private const string Table = "src/Variorum/Events/Grouping/events.weights.tsv";

    // Pairs of one event are rare, and a missed one costs as much as several false ones that the linkage outvotes.
    private const double PositiveWeight = 3;
    private const double SetWeight = 2000;
    private const double Ridge = .3;
    private static readonly double[] Thresholds = [.2, .3, .4, .5, .6, .7, .8];

    public static int Run(string shared)
    {
        var sets = EventSet.All(shared).Select(EventExamples.Of).ToArray();
        foreach (var set in sets) Console.WriteLine($"{set.Set.Name}: {set.Pairs.Length} pairs, {set.Same.Count(static same => same)} same, reached {set.Reached:0.000}");
        foreach (var held in sets)
        {
            var weights = Fit(sets.Where(set => set != held));
            Console.WriteLine($"held out {held.Set.Name,-22} {Curve([held], weights)}");
        }
        var all = Fit(sets);
        foreach (var set in sets) Console.WriteLine($"fitted   {set.Set.Name,-22} {Curve([set], all)}");
        Console.WriteLine($"mean                            {Curve(sets, all)}");
        File.WriteAllText(Table, all.Format());
        return 0;
    }

    private static string Curve(EventExamples[] sets, EventWeights weights) =>
        string.Join(' ', Thresholds.Select(at => FormattableString.Invariant($"{at:0.0}:{sets.Average(set => set.Score(weights with { JoinAt = at }).F1):0.000}")));

    public static EventWeights Fit(IEnumerable<EventExamples> sets)
    {
        var rows = new List<(double[], double, double)>();
        foreach (var set in sets)
        {
            for (var i = 0; i < set.Pairs.Length; i++)
                rows.Add(((double[])set.Features[i].Clone(), set.Same[i] ? 1 : 0, (set.Same[i] ? PositiveWeight : 1) * SetWeight / set.Pairs.Length));
        }
        var linear = Logistic.Fit(rows, Ridge, new int[Evidence.Names.Length]);
        return new EventWeights(linear, null, .5);
    }
}

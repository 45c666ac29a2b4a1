using System.Globalization;

namespace Variorum.Bench;

/// <summary>A set made ready to learn from: its pairs of units that are compared, with their features.</summary>
internal sealed record EventExamples(EventSet Set, GroupedCorpus Corpus, (int A, int B)[] Pairs, double[][] Features, bool[] Same, PairKind[] Kinds)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<(int, int), double[]> _features = new();

    public static EventExamples Of(EventSet set)
    {
        var corpus = GroupedCorpus.Of(set.Documents);
        var pairs = corpus.Pairs().ToArray();
        var features = pairs.AsParallel().AsOrdered().Select(pair => corpus.Features(pair.A, pair.B)).ToArray();
        var events = Array.ConvertAll(corpus.Given, i => set.Events[i]);
        var examples = new EventExamples(set, corpus, pairs, features, [.. pairs.Select(pair => events[pair.A] == events[pair.B])], [.. pairs.Select(pair => corpus.KindOf(pair.A, pair.B))]);
        for (var i = 0; i < pairs.Length; i++) examples._features[pairs[i]] = features[i];
        return examples;
    }

    /// <summary>Every which pair of two events teaches: those of a large set are many and alike.</summary>
    public int Sparse => Math.Max(1, Pairs.Length / 3_000);

    /// <summary>Which share of the pairs of one event is compared at all.</summary>
    public double Reached => Same.Count(static same => same) / Math.Max(1d, Corpus.Given.Select(i => Set.Events[i]).GroupBy(static name => name).Sum(static group => group.Count() * (group.Count() - 1d) / 2));

    public EventMeasures Score(EventWeights weights)
    {
        var groups = Corpus.Groups((a, b) =>
        {
            if (a > b) (a, b) = (b, a);
            return weights.Probability(_features.GetOrAdd((a, b), static (pair, corpus) => corpus.Features(pair.Item1, pair.Item2), Corpus), Corpus.KindOf(a, b));
        }, weights.JoinAt);
        return EventMeasures.Of(Set.Events, Array.ConvertAll(Corpus.Units, unit => groups[unit]));
    }
}

/// <summary>Learns how much the features of two accounts weigh.</summary>
internal static class EventsLearning
{
    private const string Table = "src/Variorum/Events/Grouping/events.weights.tsv";

    // Pairs of one event are rare, and a missed one costs as much as several false ones that the linkage outvotes.
    private const double PositiveWeight = 3;
    private const double SetWeight = 2000;
    private const double GuiseWeight = .5;
    private const double SameLanguage = .3;
    private const double Ridge = .3;
    private const double AcrossRidge = 3;
    private static readonly double[] Thresholds = [.5, .6, .65, .7, .75, .8, .85, .9];

    // The threshold is one; where a kind of pair has its best at another (.58 without days, .48 across languages), its constant makes up for it.
    private const double JoinAt = .75;
    private static readonly double[] Easier = [0, .77, 1.2];

    public static int Run(string shared, string synthetic)
    {
        var given = EventSet.All(shared);
        // Each with its other guises: a corpus without days and publishers, press reports as if they came from papers within a fortnight.
        var sets = given.Select(set => (Set: EventExamples.Of(set), Guise: EventExamples.Of(set.Documents.Any(static document => document.Published is not null) ? set.Bare() : set.Dated()))).ToArray();
        var load = EventExamples.Of(EventSet.Read(synthetic) with { IsMade = true });
        var tongues = EventExamples.Of(EventSet.Read(synthetic).OneOfLanguage());
        var halves = Enumerable.Range(0, 2).Select(half => given[0].Half(half)).Select(half => (Set: EventExamples.Of(half), Guise: EventExamples.Of(half.Dated()))).ToArray();
        var head = new List<string>();
        void Say(string line) => Console.WriteLine(line);
        // The program's table names no set.
        void Keep(string line)
        {
            Say(line);
            head.Add($"# {line}\n");
        }
        Keep("Weights of two accounts for being of one event, for pairs with days, without, in two languages; learnt by `Variorum.Bench events-learn`.");
        Say("B-cubed F1 by the threshold; held out: learnt without the set.");
        foreach (var held in sets)
        {
            var weights = Fit([.. sets.Where(other => other != held).SelectMany(static other => new[] { other.Set, other.Guise }), load]);
            Say($"held out {held.Set.Set.Name,-22} {Curve([held.Set], weights)}");
        }
        foreach (var held in halves)
        {
            var other = halves.Single(half => half != held);
            var weights = Fit([.. sets.Skip(1).SelectMany(static other => new[] { other.Set, other.Guise }), other.Set, other.Guise, load]);
            Say($"held out {held.Set.Set.Name,-22} {Curve([held.Set], weights)}");
        }
        var all = Fit([.. sets.SelectMany(static set => new[] { set.Set, set.Guise }), load]);
        foreach (var (set, _) in sets) Say($"learnt   {set.Set.Name,-22} {Curve([set], all)}");
        Keep($"B-cubed F1 by the threshold over the sets that were learnt from, their mean. Used: {JoinAt.ToString(CultureInfo.InvariantCulture)}.");
        Keep(Curve([.. sets.Select(static set => set.Set)], all));
        foreach (var (set, guise) in sets) Say($"{(set.Set.Documents[0].Published is null ? "dated" : "bare"),-8} {set.Set.Name,-22} {Curve([guise], all)}");
        Say($"made     {load.Set.Name,-22} {Curve([load], all)}");
        Say($"made     {"one of a language",-22} {Curve([tongues], all)}");
        Console.WriteLine(string.Join(", ", sets.Select(static set => $"{set.Set.Set.Name} {set.Set.Corpus.Given.Length} units")));
        foreach (var (set, _) in sets.Append((Set: load, Guise: load)).Append((Set: tongues, Guise: tongues)))
            Say(FormattableString.Invariant($"{set.Set.Name,-22} reached {set.Reached:0.000} {set.Score(all)}"));
        File.WriteAllText(Table, string.Concat(head) + all.Format());
        return 0;
    }

    private static string Curve(EventExamples[] sets, EventWeights weights) =>
        string.Join(' ', Thresholds.Select(at => FormattableString.Invariant($"{at:0.00}:{sets.Average(set => set.Score(weights with { JoinAt = at }).F1):0.000}")));

    private static EventWeights Fit(EventExamples[] sets)
    {
        double[][] byKind = [Signed(Rows(sets, PairKind.Dated), Ridge), Signed(Rows(sets, PairKind.Undated), Ridge), Signed(AcrossRows(sets), AcrossRidge)];
        for (var kind = 0; kind < byKind.Length; kind++) byKind[kind][0] += Easier[kind];
        return new EventWeights(byKind, JoinAt);
    }

    // What two languages share. Accounts of one language teach it too, as if their words could not be compared: made texts alone know no real names.
    private static readonly string[] Shared = ["constant", "dated", "days-apart", "same-day", "event-day", "event-day-other", "figures", "universal", "bridges", "bridges-many", "bridges-rarest",
        "universal-many", "concepts"];

    private static List<(double[], double, double)> AcrossRows(EventExamples[] sets)
    {
        var real = sets.Where(static set => !set.Set.IsMade).ToArray();
        var rows = Rows(sets, PairKind.Across);
        rows.AddRange(Rows(real, PairKind.Dated).Concat(Rows(real, PairKind.Undated)).Select(static row => (row.Item1, row.Item2, row.Item3 * SameLanguage)));
        foreach (var (features, _, _) in rows)
        {
            for (var i = 0; i < features.Length; i++)
            {
                if (!Shared.Contains(Evidence.Names[i])) features[i] = 0;
            }
        }
        return rows;
    }

    private static List<(double[], double, double)> Rows(EventExamples[] sets, PairKind kind)
    {
        var rows = new List<(double[], double, double)>();
        foreach (var set in sets)
        {
            var count = set.Kinds.Count(other => other == kind);
            var weight = SetWeight * (set.Set.IsGuise ? GuiseWeight : 1) / Math.Max(1, count);
            for (var i = 0; i < set.Pairs.Length; i++)
            {
                if (set.Kinds[i] == kind && (set.Same[i] || i % set.Sparse == 0))
                    rows.Add(((double[])set.Features[i].Clone(), set.Same[i] ? 1 : 0, (set.Same[i] ? PositiveWeight : set.Sparse) * weight));
            }
        }
        return rows;
    }

    /// <summary>Weights without those that come out against what a feature means; the worst few of each fit are left out of the next.</summary>
    private static double[] Signed(List<(double[] Features, double, double)> rows, double ridge)
    {
        const int atOnce = 3;
        var (free, signs) = (new int[Evidence.Names.Length], Signs());
        while (true)
        {
            var weights = Logistic.Fit(rows, ridge, free);
            var wrong = Enumerable.Range(0, weights.Length).Where(i => signs[i] * weights[i] < 0).OrderByDescending(i => Math.Abs(weights[i])).Take(atOnce).ToArray();
            if (wrong.Length == 0) return weights;
            foreach (var (features, _, _) in rows)
            {
                foreach (var i in wrong) features[i] = 0;
            }
        }
    }

    // Which way a feature can speak by its meaning; what comes out against it is chance of the few sets.
    private static readonly string[] For = ["similar", "beside-least", "ratio-least", "next-gap", "contained", "common",
        "exclusive", "headline-same", "figures", "same-day", "event-day", "concepts", "universal", "bridges", "bridges-many", "bridges-rarest", "universal-many"];

    private static readonly string[] Against = ["missing-least", "who-least", "who-most", "days-apart", "event-day-other", "others-similar", "headline-least", "headline-most", "first-named", "formula", "acts-other"];

    private static int[] Signs() => [.. Evidence.Names.Select(static name => For.Contains(name) ? 1 : Against.Contains(name) ? -1 : 0)];
}

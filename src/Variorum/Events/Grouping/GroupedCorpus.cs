using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>A whole corpus in memory: traits, counts, and for each account those that may tell of the same event.</summary>
internal sealed class GroupedCorpus
{
    /// <summary>Days between two accounts of one event at most, by the days they were published; a copy may come later.</summary>
    public const int Window = 10;

    // Candidates that are compared of each account, and entries of a key that are looked at.
    private const int MostCandidates = 60;
    private const int MostOfKey = 400;

    private readonly WeighedTraits[] _traits;
    private readonly TermCounts _counts;
    private readonly (int Other, double Similarity)[][] _candidates;
    private readonly Neighbourhood[] _neighbourhoods;

    private GroupedCorpus(WeighedTraits[] traits, int[] given, TermCounts counts, (int, double)[][] candidates)
    {
        (_traits, Given, _counts, _candidates) = (traits, given, counts, candidates);
        _neighbourhoods = Array.ConvertAll(candidates, static near => Neighbourhood.Of(near.Select(static pair => pair.Item2)));
    }

    /// <summary>Accounts are numbered by their content, so that nothing depends on the order given: for each its place in that.</summary>
    public int[] Given { get; }

    public TermCounts Counts => _counts;

    public WeighedTraits this[int account] => _traits[account];

    public static GroupedCorpus Of(IReadOnlyList<EventDocument> documents, CancellationToken end = default)
    {
        var parallel = new ParallelOptions { CancellationToken = end };
        var read = new Traits[documents.Count];
        Parallel.For(0, documents.Count, parallel, i => read[i] = Traits.Of(documents[i]));
        var given = Enumerable.Range(0, read.Length).ToArray();
        Array.Sort(given, (x, y) => Compare(read[x], read[y]));
        var counts = new TermCounts(Math.Clamp(System.Numerics.BitOperations.Log2((uint)documents.Count + 1) + 6, 16, 24));
        foreach (var i in given) counts.Add(read[i]);
        var weighed = new WeighedTraits[read.Length];
        Parallel.For(0, read.Length, parallel, i => weighed[i] = new WeighedTraits(read[given[i]], counts));
        return new GroupedCorpus(weighed, given, counts, Candidates(weighed, parallel));
    }

    /// <summary>Pairs that are compared, each once.</summary>
    public IEnumerable<(int A, int B)> Pairs()
    {
        for (var i = 0; i < _candidates.Length; i++)
        {
            foreach (var (other, _) in _candidates[i])
            {
                if (i < other || !Array.Exists(_candidates[other], pair => pair.Other == i)) yield return i < other ? (i, other) : (other, i);
            }
        }
    }

    public double[] Features(int a, int b) => Evidence.Features(_traits[a], _traits[b], _counts, _neighbourhoods[a], _neighbourhoods[b]);

    public bool Across(int a, int b) => Evidence.Across(_traits[a], _traits[b]);

    /// <summary>The group of each account, by how probable it is that two tell of one event.</summary>
    public int[] Groups(Func<int, int, double> probable, double joinAt, CancellationToken end = default)
    {
        var edges = new ConcurrentBag<(int A, int B, double Probability)>();
        Parallel.ForEach(Pairs(), new ParallelOptions { CancellationToken = end }, pair =>
        {
            var probability = probable(pair.A, pair.B);
            if (probability >= Clusters.LeastProbability) edges.Add((pair.A, pair.B, probability));
        });
        return Clusters.Of(_traits.Length, edges, joinAt, probable);
    }

    /// <summary>The same by the program's own weights.</summary>
    public int[] Groups(CancellationToken end = default) =>
        Groups((a, b) => Evidence.Odds(_traits[a], _traits[b], _counts, _neighbourhoods[a], _neighbourhoods[b]), EventWeights.Own.JoinAt, end);

    /// <summary>Why an account is in its group: what speaks most for any other of it.</summary>
    public IReadOnlyList<string> Because(int account, int[] groups)
    {
        Evidence? best = null;
        foreach (var (other, _) in _candidates[account])
        {
            if (groups[other] != groups[account]) continue;
            var evidence = Evidence.Between(_traits[account], _traits[other], _counts, _neighbourhoods[account], _neighbourhoods[other]);
            if (best is null || evidence.Probability > best.Probability) best = evidence;
        }
        return best?.Because ?? [];
    }

    private static int Compare(Traits a, Traits b)
    {
        var by = a.Published.CompareTo(b.Published);
        if (by != 0) return by;
        by = a.Terms.AsSpan().SequenceCompareTo(b.Terms);
        if (by != 0) return by;
        by = a.Phrases.AsSpan().SequenceCompareTo(b.Phrases);
        return by != 0 ? by : a.Publisher != b.Publisher ? a.Publisher.CompareTo(b.Publisher) : a.Title.CompareTo(b.Title);
    }

    private static (int Other, double Similarity)[][] Candidates(WeighedTraits[] traits, ParallelOptions parallel)
    {
        var postings = new Dictionary<long, List<int>>();
        for (var i = 0; i < traits.Length; i++)
        {
            foreach (var key in traits[i].Traits.Keys)
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(postings, key, out _);
                (list ??= []).Add(i);
            }
        }
        var candidates = new (int Other, double Similarity)[traits.Length][];
        Parallel.For(0, traits.Length, parallel, () => new Dictionary<int, double>(), (i, _, scores) =>
        {
            candidates[i] = Candidates(traits, i, postings, scores);
            return scores;
        }, static _ => { });
        return candidates;
    }

    private static (int Other, double Similarity)[] Candidates(WeighedTraits[] traits, int account, Dictionary<long, List<int>> postings, Dictionary<int, double> scores)
    {
        scores.Clear();
        var mine = traits[account].Traits;
        foreach (var list in mine.Keys.Select(key => postings[key]).Where(static list => list.Count > 1).OrderBy(static list => list.Count))
        {
            var worth = Math.Log(1 + ((double)traits.Length / list.Count));
            // Those without a day come first, and may be of any.
            var undated = mine.Published == 0 ? list.Count : From(traits, list, 1);
            var from = mine.Published == 0 ? list.Count : From(traits, list, mine.Published - Window);
            var to = mine.Published == 0 ? list.Count : From(traits, list, mine.Published + Window + 1);
            foreach (var other in CollectionsMarshal.AsSpan(list)[..Math.Min(undated, MostOfKey)]) Score(other, worth);
            foreach (var other in CollectionsMarshal.AsSpan(list)[from..Math.Min(to, from + MostOfKey)]) Score(other, worth);
        }
        return [.. scores.OrderByDescending(static score => score.Value).ThenBy(static score => score.Key).Take(MostCandidates)
            .Select(score => (score.Key, WeighedTraits.Similarity(traits[account], traits[score.Key]))).OrderByDescending(static pair => pair.Item2)];

        void Score(int other, double worth)
        {
            if (other != account) CollectionsMarshal.GetValueRefOrAddDefault(scores, other, out _) += worth;
        }
    }

    private static int From(WeighedTraits[] traits, List<int> list, int day)
    {
        var (low, high) = (0, list.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (traits[list[middle]].Traits.Published < day) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

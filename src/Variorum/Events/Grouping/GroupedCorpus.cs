using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>A whole corpus in memory: its units, which are an account with its copies, and for each unit those that may tell of the same event.</summary>
/// <remarks>Copies are one unit, because a text that three hundred papers print is no more alike than one that two print, and speaks once.</remarks>
internal sealed class GroupedCorpus
{
    /// <summary>Days between two accounts of one event at most, by the days they were published; a copy may come later.</summary>
    public const int Window = 10;

    /// <summary>Accounts of the same language that each is compared with at most.</summary>
    public const int MostCandidates = 48;

    /// <summary>And those of other languages.</summary>
    public const int MostAcross = 40;

    // Entries of a key that are looked at.
    private const int MostOfKey = 400;

    private readonly WeighedTraits[] _traits;
    private readonly TermCounts _counts;
    private readonly (int Other, double Similarity)[][] _candidates;
    private readonly Neighbourhood[] _neighbourhoods;

    private GroupedCorpus(WeighedTraits[] traits, int[] given, int[] units, CopyLink[] links, TermCounts counts, (int, double)[][] candidates)
    {
        (_traits, Given, Units, Links, _counts, _candidates) = (traits, given, units, links, counts, candidates);
        _neighbourhoods = Array.ConvertAll(candidates, static near => Neighbourhood.Of(near.Select(static pair => pair.Item2)));
    }

    /// <summary>Units are numbered by their content, so that nothing depends on the order given: for each the place of its first account in that.</summary>
    public int[] Given { get; }

    /// <summary>The unit of each account, in the order given.</summary>
    public int[] Units { get; }

    /// <summary>What each account repeats, in the order given.</summary>
    public CopyLink[] Links { get; }

    public static GroupedCorpus Of(IReadOnlyList<EventDocument> documents, CancellationToken end = default)
    {
        var parallel = new ParallelOptions { CancellationToken = end };
        var read = new Traits[documents.Count];
        Parallel.For(0, documents.Count, parallel, i => read[i] = Traits.Of(documents[i]));
        var order = Enumerable.Range(0, read.Length).ToArray();
        Array.Sort(order, (x, y) => Compare(read[x], read[y]));
        var links = new CopyLink[read.Length];
        foreach (var (place, link) in Copies.Chain([.. order.Select(i => documents[i])]).Index()) links[order[place]] = link;
        var first = Repeated(documents, links);
        Date(read, first);
        var given = Array.FindAll(order, i => first[i] == i);
        Array.Sort(given, (x, y) => Compare(read[x], read[y]));
        var counts = new TermCounts(Math.Clamp(System.Numerics.BitOperations.Log2((uint)documents.Count + 1) + 6, 16, 24));
        foreach (var i in given) counts.Add(read[i]);
        var weighed = new WeighedTraits[given.Length];
        Parallel.For(0, given.Length, parallel, i => weighed[i] = new WeighedTraits(read[given[i]], counts));
        var units = new int[read.Length];
        for (var unit = 0; unit < given.Length; unit++) units[given[unit]] = unit;
        for (var i = 0; i < units.Length; i++) units[i] = units[first[i]];
        return new GroupedCorpus(weighed, given, units, links, counts, Candidates(weighed, parallel));
    }

    /// <summary>Of a unit whose accounts were published on several days, that counts which is nearest to most of the corpus: one may be wrong by centuries.</summary>
    private static void Date(Traits[] read, int[] first)
    {
        var days = read.Select(static traits => traits.Published).Where(static day => day > 0).Order().ToArray();
        if (days.Length == 0) return;
        var middle = days[days.Length / 2];
        foreach (var unit in Enumerable.Range(0, read.Length).Where(i => read[i].Published > 0).GroupBy(i => first[i]))
        {
            var day = unit.Select(i => read[i].Published).MinBy(day => Math.Abs(day - middle));
            if (read[unit.Key].Published != day) read[unit.Key] = read[unit.Key] with { Published = day };
        }
    }

    /// <summary>For each account the first of those whose wording it repeats; itself where it repeats none.</summary>
    private static int[] Repeated(IReadOnlyList<EventDocument> documents, CopyLink[] links)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < links.Length; i++) places.TryAdd(documents[i].Id, i);
        var first = new int[links.Length];
        for (var i = 0; i < first.Length; i++)
        {
            var at = i;
            // What is repeated comes earlier, so that this ends; a translation is a unit of its own.
            while (links[at] is { Of: { } of, Relation: not CopyRelation.Translation } && places[of] != at) at = places[of];
            first[i] = at;
        }
        return first;
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

    public PairKind KindOf(int a, int b) => Evidence.KindOf(_traits[a], _traits[b]);

    /// <summary>The group of each unit, by how probable it is that two tell of one event.</summary>
    public int[] Groups(Func<int, int, double> probable, double joinAt, CancellationToken end = default)
    {
        var edges = new ConcurrentBag<(int A, int B, double Probability)>();
        Parallel.ForEach(Pairs(), new ParallelOptions { CancellationToken = end }, pair =>
        {
            var probability = probable(pair.A, pair.B);
            if (probability >= Clusters.LeastProbability) edges.Add((pair.A, pair.B, probability));
        });
        return Clusters.Of(_traits.Length, edges, joinAt, probable, (a, b) => KindOf(a, b) == PairKind.Across);
    }

    /// <summary>The same by the program's own weights.</summary>
    public int[] Groups(CancellationToken end = default) =>
        Groups((a, b) => Evidence.ProbabilityOf(_traits[a], _traits[b], _counts, _neighbourhoods[a], _neighbourhoods[b]), EventWeights.Own.JoinAt, end);

    /// <summary>Why a unit is in its group: what speaks most for any other of it.</summary>
    public IReadOnlyList<string> Because(int unit, int[] groups)
    {
        Evidence? best = null;
        foreach (var (other, _) in _candidates[unit])
        {
            if (groups[other] != groups[unit]) continue;
            var evidence = Evidence.Between(_traits[unit], _traits[other], _counts, _neighbourhoods[unit], _neighbourhoods[other]);
            if (best is null || evidence.Probability > best.Probability) best = evidence;
        }
        return best?.Because ?? [];
    }

    /// <summary>The groups of which a unit tells, where they are several.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="account">Its text.</param>
    /// <param name="groups">Of each unit.</param>
    public IReadOnlyList<long> Told(int unit, EventDocument account, int[] groups) =>
        Digests.Told(account, Digests.Suspects(_traits[unit], _candidates[unit].Select(other => new NearAccount(_traits[other.Other], _neighbourhoods[other.Other], groups[other.Other]))), _counts);

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
        var own = mine.OwnKeys;
        foreach (var (list, isOwn) in mine.Keys.Select((key, place) => (List: postings[key], IsOwn: place < own)).Where(static key => key.List.Count > 1).OrderBy(static key => key.List.Count))
        {
            var worth = Math.Log(1 + ((double)traits.Length / list.Count));
            // Those without a day come first, and may be of any.
            var undated = mine.Published == 0 ? list.Count : From(traits, list, 1);
            var from = mine.Published == 0 ? list.Count : From(traits, list, mine.Published - Window);
            var to = mine.Published == 0 ? list.Count : From(traits, list, mine.Published + Window + 1);
            foreach (var other in CollectionsMarshal.AsSpan(list)[..Math.Min(undated, MostOfKey)]) Score(other, worth, isOwn);
            foreach (var other in CollectionsMarshal.AsSpan(list)[from..Math.Min(to, from + MostOfKey)]) Score(other, worth, isOwn);
        }
        var ranked = scores.OrderByDescending(static score => score.Value).ThenBy(static score => score.Key).Select(static score => score.Key).ToList();
        return [.. ranked.Where(other => Evidence.KindOf(traits[account], traits[other]) != PairKind.Across).Take(MostCandidates)
            .Concat(ranked.Where(other => Evidence.KindOf(traits[account], traits[other]) == PairKind.Across).Take(MostAcross))
            .Select(other => (other, WeighedTraits.Similarity(traits[account], traits[other]))).OrderByDescending(static pair => pair.Item2)];

        void Score(int other, double worth, bool isOwn)
        {
            if (other == account || (!isOwn && Evidence.KindOf(traits[account], traits[other]) != PairKind.Across)) return;
            CollectionsMarshal.GetValueRefOrAddDefault(scores, other, out _) += worth;
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

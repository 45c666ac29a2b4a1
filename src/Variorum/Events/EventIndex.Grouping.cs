using System.Collections.Concurrent;

namespace Variorum;

// Which units may tell of one event, how probable that is, and the events that follow from it.
public sealed partial class EventIndex
{
    // Candidates of each unit, by what they share; those that are weighed, by how similar they are, and of other languages, which never are.
    private const int MostCandidates = 60, MostWeighed = 20, MostAcross = 10;

    // Units that are grouped at once: all their pairs are weighed. What hangs together further stays as it is.
    private const int MostGathered = 96;

    // An event of more is one thing among those that are grouped, and this many of it speak for it.
    private const int WholeEvent = 48, Spokesmen = 16, SpokesmenOfCopies = 3;

    private const int MostLooks = 3;

    private const int MostOfText = 3;

    // Too weak to join anything, a pair does not connect either.
    private static readonly double ConnectAt = EventWeights.Own.JoinAt / 2;

    // What hangs together is grouped whole each time one joins it: its pairs were weighed the time before.
    private readonly ConcurrentDictionary<(long, long), (Traits A, Traits B, double Probability)> pairs = [];
    private readonly HashSet<long> regroup = [];
    private readonly ConcurrentDictionary<long, WeighedTraits> weighed = [];

    private WeighedTraits Weighed(EventUnit unit) => weighed.GetOrAdd(unit.Id, static (_, arg) => new WeighedTraits(arg.unit.Traits, arg.counts), (unit, counts: counts!));

    private double Probability(EventUnit a, EventUnit b)
    {
        if (a.Id > b.Id) (a, b) = (b, a);
        if (pairs.TryGetValue((a.Id, b.Id), out var known) && ReferenceEquals(known.A, a.Traits) && ReferenceEquals(known.B, b.Traits)) return known.Probability;
        var probability = Evidence.ProbabilityOf(Weighed(a), Weighed(b), counts!, new Neighbourhood(a.Nearest), new Neighbourhood(b.Nearest));
        pairs[(a.Id, b.Id)] = (a.Traits, b.Traits, probability);
        return probability;
    }

    /// <summary>Finds what is near to units, and marks them to be grouped anew.</summary>
    /// <param name="begun">Those that are new.</param>
    /// <param name="rewritten">Those whose text is another one now.</param>
    /// <param name="texts">As of <see cref="Take"/>.</param>
    private void Place(List<EventUnit> begun, List<EventUnit> rewritten, Func<long, EventDocument?> texts)
    {
        weighed.Clear();
        Counts();
        var copied = rewritten.ToDictionary(static unit => unit.Id, Part);
        List<EventUnit> placed = [.. begun, .. rewritten];
        foreach (var unit in placed) Post(unit);
        var candidates = placed.ConvertAll(unit => Candidates(unit).Select(Unit).OfType<EventUnit>().ToArray());
        FindCopies(placed, candidates, copied, texts);
        var similar = new double[placed.Count][];
        Parallel.For(0, placed.Count, i => similar[i] = Array.ConvertAll(candidates[i], other => WeighedTraits.Similarity(Weighed(placed[i]), Weighed(other))));
        var within = placed.Select(static unit => unit.Id).ToHashSet();
        for (var i = 0; i < placed.Count; i++)
        {
            var (unit, near) = (placed[i], candidates[i]);
            // Three of one text at most: thirty reprints would make their own event look like a formula.
            unit.Nearest = [.. near.Select((other, j) => (Text: TextOf(other), Similarity: (float)similar[i][j])).GroupBy(static pair => pair.Text).SelectMany(static same => same.OrderByDescending(static pair => pair.Similarity).Take(MostOfText))
                .Select(static pair => pair.Similarity).OrderDescending().Take(Neighbourhood.Most)];
            unit.NearestChanged = true;
        }
        for (var i = 0; i < placed.Count; i++)
            for (var j = 0; j < candidates[i].Length && placed[i].Copies!.Count < MostOfText; j++)
                if (!within.Contains(candidates[i][j].Id)) candidates[i][j].Near(similar[i][j]);
        var probable = new double[placed.Count][];
        Parallel.For(0, placed.Count, i =>
        {
            var (unit, near) = (placed[i], candidates[i]);
            var own = near.Select((other, j) => (Across: other.Traits.Language != unit.Traits.Language, Similarity: similar[i][j], j)).ToLookup(static one => one.Across);
            var some = own[false].OrderByDescending(static one => one.Similarity).Take(MostWeighed).Concat(own[true].Take(MostAcross)).Select(static one => one.j).ToHashSet();
            probable[i] = [.. near.Select((other, j) => unit.Copies!.ContainsKey(other.Id) ? 1 : some.Contains(j) ? Probability(unit, other) : 0)];
        });
        for (var i = 0; i < placed.Count; i++)
        {
            regroup.Add(placed[i].Id);
            for (var j = 0; j < candidates[i].Length; j++)
            {
                if (probable[i][j] < ConnectAt) continue;
                Connect(placed[i], candidates[i][j], probable[i][j]);
                Connect(candidates[i][j], placed[i], probable[i][j]);
            }
            foreach (var other in copied.GetValueOrDefault(placed[i].Id, []).Where(other => placed[i].Copies!.ContainsKey(other.Id)))
            {
                Connect(placed[i], other, 1);
                Connect(other, placed[i], 1);
            }
        }
        FindDigests(placed, candidates, texts);
    }

    /// <summary>Forgets what was found of a text that is another one now.</summary>
    /// <returns>Those of which one repeated the other: they are compared again, however many there are.</returns>
    private EventUnit[] Part(EventUnit unit)
    {
        var copies = CopiesOf(unit).Keys.Select(Unit).OfType<EventUnit>().ToArray();
        foreach (var other in copies) CopiesOf(other).Remove(unit.Id);
        foreach (var other in database.Rows(static row => row.GetInt64(0), "SELECT b FROM edge WHERE a = $1", unit.Id))
        {
            regroup.Add(other);
            database.Run("DELETE FROM edge WHERE a = $1 AND b = $2", other, unit.Id);
        }
        database.Run("DELETE FROM edge WHERE a = $1", unit.Id);
        (unit.Copies, unit.Source, unit.Relation, unit.Share, unit.Changed) = ([], null, CopyRelation.Independent, 0, true);
        return copies;
    }

    // By which reprints of one text are known: what they repeat, or the first of those that are known to.
    private static long TextOf(EventUnit unit) =>
        unit.Relation == CopyRelation.Independent ? unit.Id : unit.Copies is { Count: > 0 } copies ? Math.Min(unit.Id, copies.Keys.Min()) : unit.Source ?? unit.Id;

    private void Connect(EventUnit a, EventUnit b, double probability)
    {
        var (relation, share, said) = a.Copies is { } copies && copies.TryGetValue(b.Id, out var copy) ? copy : default;
        database.Run(
            """
            INSERT INTO edge (a, b, probability, relation, share, said) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (a, b) DO UPDATE SET probability = max(probability, excluded.probability), relation = max(relation, excluded.relation), share = max(share, excluded.share), said = max(said, excluded.said)
            """, a.Id, b.Id, probability, (int)relation, share, said ? 1 : 0);
    }

    /// <summary>Units near in time, or without a day, that share the most and rarest keys.</summary>
    private IEnumerable<long> Candidates(EventUnit unit)
    {
        var (scores, found, near) = (new Dictionary<long, double>(), new List<uint>(), WeeksNear(unit).ToArray());
        foreach (var key in unit.Traits.Keys)
        {
            found.Clear();
            foreach (var week in near) found.AddRange(ListOf((week, key)));
            if (found.Count < 2) continue;
            var worth = Math.Log(1 + ((double)counts!.Accounts / found.Count));
            foreach (var other in found)
                if (other != unit.Id) scores[other] = scores.GetValueOrDefault(other) + worth;
        }
        return scores.OrderByDescending(static score => score.Value).ThenBy(static score => score.Key).Take(MostCandidates).Select(static score => score.Key);
    }

    /// <summary>Groups what changed anew, each with all that hangs together with it.</summary>
    private void Regroup()
    {
        // What was too much for one look is looked at again, the events that came of it as one thing each.
        for (var look = 0; look < MostLooks && regroup.Count > 0; look++) GroupOnce();
        regroup.Clear();
    }

    private void GroupOnce()
    {
        Counts();
        var (gathered, taken, again) = (new List<List<EventUnit>>(), new HashSet<long>(), new List<long>());
        foreach (var id in regroup.Order())
        {
            if (taken.Contains(id) || Unit(id) is not { } seed) continue;
            var (units, whole) = Gather(seed, taken);
            gathered.Add(units);
            foreach (var unit in units) CopiesOf(unit);
            if (!whole) again.Add(id);
        }
        regroup.Clear();
        regroup.UnionWith(again);
        var grouped = new List<List<EventUnit>>[gathered.Count];
        var ruled = Ruled();
        DigestUnits();
        Parallel.For(0, gathered.Count, i => grouped[i] = Grouped(gathered[i], ruled));
        // In the order of their first accounts, so that events are numbered as they came.
        foreach (var events in grouped.OrderBy(static events => events.Min(static group => group.Min(static unit => unit.Id)))) Name(events);
        // The next look asks which units an event has.
        WriteUnits();
    }

    /// <summary>A unit with all units of its event, those that are connected with these, and those that people put together with them.</summary>
    /// <returns>And whether that is all: not where it was too much, or is grouped with others already.</returns>
    private (List<EventUnit> Units, bool Whole) Gather(EventUnit seed, HashSet<long> taken)
    {
        var whole = true;
        var (gathered, waiting, small) = (new Dictionary<long, EventUnit>(), new Queue<EventUnit>([seed]), 0);
        while (waiting.TryDequeue(out var unit))
        {
            if (gathered.ContainsKey(unit.Id)) continue;
            if (taken.Contains(unit.Id))
            {
                whole = false;
                continue;
            }
            var of = unit.Event == 0 ? [unit] : UnitsOf(unit.Event);
            if (!of.Contains(unit)) of.Add(unit);
            foreach (var member in of) gathered[member.Id] = member;
            small += of.Count > WholeEvent ? 1 : of.Count;
            foreach (var member in of)
                foreach (var other in Ruled().With(member.Id).Select(Unit).OfType<EventUnit>()) waiting.Enqueue(other);
            if (small >= MostGathered)
            {
                whole = false;
                continue;
            }
            // What is only gathered for an event's sake leads no further, or half of an archive would hang together.
            foreach (var member in of.Count > WholeEvent ? of.Where(member => regroup.Contains(member.Id)) : of)
                foreach (var other in database.Rows(static row => row.GetInt64(0), "SELECT b FROM edge WHERE a = $1 AND probability >= $2 ORDER BY probability DESC, b", member.Id, ConnectAt))
                    if (!gathered.ContainsKey(other) && Unit(other) is { } near) waiting.Enqueue(near);
        }
        taken.UnionWith(gathered.Keys);
        return ([.. gathered.Values], whole);
    }

    /// <summary>Units that are grouped as one: alone, put together by a person, or of an event that is too large to be weighed whole.</summary>
    /// <param name="AnySpeaks">What is near to one of it is near to all: a text and its copies, what a person put together.</param>
    private sealed record Node(List<EventUnit> Units, EventUnit[] Speak, bool AnySpeaks);

    private List<List<EventUnit>> Grouped(List<EventUnit> gathered, Rulings ruled)
    {
        var nodes = new List<Node>();
        foreach (var group in gathered.GroupBy(unit => ruled.Of(unit.Id)))
        {
            var members = group.ToList();
            // What a person put a digest with is not near to all that the digest tells of.
            if (members.Count > 1) nodes.Add(new Node(members, Spread(members) is var speak && Array.FindAll(speak, unit => !IsDigest(unit)) is { Length: > 0 } some ? some : speak, AnySpeaks: true));
        }
        var decided = nodes.SelectMany(static node => node.Units).ToHashSet();
        // Only what is apart from the same is one: nothing carries another back to where a person took it from.
        foreach (var side in gathered.Where(unit => !decided.Contains(unit)).GroupBy(unit => (unit.Event, Closed: ruled.Closed(ruled.Of(unit.Id)) ? unit.Id : IsDigest(unit) ? -1 : 0, Apart: ruled.Side(unit.Id))))
        {
            var members = side.ToList();
            if (side.Key.Event != 0 && members.Count > WholeEvent) nodes.Add(new Node(members, Spread(members), AnySpeaks: false));
            else nodes.AddRange(Copied(members).Select(static units => new Node(units, [.. units.Order(Comparer<EventUnit>.Create(EventUnit.Compare)).Take(SpokesmenOfCopies)], AnySpeaks: true)));
        }
        if (nodes.Count == 1) return [nodes[0].Units];
        nodes.Sort((one, two) => EventUnit.Compare(one.Units[0], two.Units[0]));
        var names = nodes.ConvertAll(node => ruled.Of(node.Units[0].Id));
        var probable = new double[nodes.Count, nodes.Count];
        var edges = new List<(int A, int B, double Probability)>();
        for (var a = 0; a < nodes.Count; a++)
        {
            for (var b = a + 1; b < nodes.Count; b++)
            {
                if (PartedAsDigests(nodes[a].Units, nodes[b].Units) || ruled.Apart(names[a], names[b]) || ruled.Closed(names[a]) || ruled.Closed(names[b])) continue;
                probable[a, b] = probable[b, a] = Probability(nodes[a], nodes[b]);
                edges.Add((a, b, probable[a, b]));
            }
        }
        var groups = Clusters.Of(nodes.Count, edges, EventWeights.Own.JoinAt);
        return [.. Enumerable.Range(0, nodes.Count).GroupBy(i => groups[i]).SelectMany(group => Parted([.. group], names, probable, ruled)).Select(group => group.SelectMany(i => nodes[i].Units).ToList())];
    }

    /// <summary>Units with those that repeat them: of one event, whatever else is near.</summary>
    private List<List<EventUnit>> Copied(List<EventUnit> units)
    {
        var (left, copied) = (units.ToDictionary(static unit => unit.Id), new List<List<EventUnit>>());
        foreach (var unit in units)
        {
            if (!left.Remove(unit.Id)) continue;
            var group = new List<EventUnit> { unit };
            for (var i = 0; i < group.Count; i++)
                foreach (var other in CopiesOf(group[i]).Keys)
                    if (left.Remove(other, out var copy)) group.Add(copy);
            copied.Add(group);
        }
        return copied;
    }

    private static EventUnit[] Spread(List<EventUnit> units)
    {
        units.Sort(EventUnit.Compare);
        return units.Count <= Spokesmen ? [.. units] : [.. Enumerable.Range(0, Spokesmen).Select(i => units[i * units.Count / Spokesmen])];
    }

    // A cut copy lacks what the others have. Of a large event, what is near to it on the whole.
    private double Probability(Node one, Node two)
    {
        var (sum, most) = (0d, 0d);
        foreach (var a in one.Speak)
            foreach (var b in two.Speak)
            {
                var probability = Probability(a, b);
                sum += probability;
                most = Math.Max(most, probability);
            }
        return (one.AnySpeaks || one.Speak.Length == 1) && (two.AnySpeaks || two.Speak.Length == 1) ? most : sum / (one.Speak.Length * two.Speak.Length);
    }

    /// <summary>A group without what a person parted in it: each of the others goes where it is nearest.</summary>
    private static List<List<int>> Parted(List<int> group, List<long> names, double[,] probable, Rulings ruled)
    {
        var parts = new List<List<int>>();
        foreach (var i in group.Where(i => group.Any(j => ruled.Apart(names[i], names[j]))))
        {
            if (parts.Find(part => part.All(j => !ruled.Apart(names[i], names[j]))) is { } fits) fits.Add(i);
            else parts.Add([i]);
        }
        if (parts.Count == 0) return [group];
        var seeds = parts.SelectMany(static part => part).ToHashSet();
        var cores = parts.ConvertAll(static part => part.ToList());
        foreach (var i in group.Where(i => !seeds.Contains(i)))
        {
            var nearest = Enumerable.Range(0, parts.Count).MaxBy(part => cores[part].Average(j => probable[i, j]));
            parts[nearest].Add(i);
        }
        return parts;
    }
}

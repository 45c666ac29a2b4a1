using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Variorum;

// Which units may tell of one event, how probable that is, and the events that follow from it.
public sealed partial class EventIndex
{
    // Who has so many of its phrases among its keys most likely repeats it; so many of these are compared.
    private const int PhrasesOfCopy = 3, MostCopies = 16;

    // Keys of an account without a day that are looked for in all weeks, or an archive of fifty years would be looked through for each.
    private const int FarKeys = 8;

    // From so many units on nothing more is gathered than what those are connected with: all their pairs are weighed.
    private const int MostGathered = 96;

    // An event of more is one thing among those that are grouped, and this many of it speak for it.
    private const int WholeEvent = 48, Spokesmen = 16, SpokesmenOfCopies = 3;

    private const int MostLooks = 3;

    // Groups are joined by their mean, so that without a pair that would join two by itself nothing is joined; a little less, because what a word weighs changes while the archive grows.
    private static readonly double ConnectAt = EventWeights.Own.JoinAt * .9;

    // What is likely related, and is remembered: a digest is known by what it is connected with, and what is related is told.
    private static readonly double LikelyAt = EventWeights.Own.JoinAt / 2;

    // What hangs together is grouped whole each time one joins it: its pairs were weighed the time before.
    private readonly ConcurrentDictionary<(long, long), (Traits A, Traits B, double Probability)> pairs = [];
    private readonly HashSet<long> regroup = [];
    private readonly ConcurrentDictionary<long, WeighedTraits> weighed = [];
    private int weighedAt;

    private WeighedTraits Weighed(EventUnit unit)
    {
        if (weighed.TryGetValue(unit.Id, out var known) && ReferenceEquals(known.Traits, unit.Traits)) return known;
        return weighed[unit.Id] = new WeighedTraits(unit.Traits, counts!);
    }

    private double Probability(EventUnit a, EventUnit b)
    {
        if (a.Id > b.Id) (a, b) = (b, a);
        if (pairs.TryGetValue((a.Id, b.Id), out var known) && ReferenceEquals(known.A, a.Traits) && ReferenceEquals(known.B, b.Traits)) return known.Probability;
        var probability = Evidence.ProbabilityOf(Weighed(a), Weighed(b), counts!, new Neighbourhood(a.Nearest), new Neighbourhood(b.Nearest));
        pairs[(a.Id, b.Id)] = (a.Traits, b.Traits, probability);
        return probability;
    }

    /// <summary>Finds what is near to units, and marks them to be grouped anew.</summary>
    /// <param name="begun">Those that are new: their terms are counted, where they do not repeat an earlier one.</param>
    /// <param name="again">Those of which a version came that says nearly the same.</param>
    /// <param name="rewritten">Those whose text is another one now.</param>
    /// <param name="texts">As of <see cref="Take"/>.</param>
    private void Place(List<EventUnit> begun, List<EventUnit> again, List<EventUnit> rewritten, Func<long, EventDocument?> texts)
    {
        Counts();
        var copied = rewritten.ToDictionary(static unit => unit.Id, Part);
        List<EventUnit> placed = [.. begun, .. again, .. rewritten];
        foreach (var unit in placed) Post(unit);
        var candidates = placed.ConvertAll(unit => Candidates(unit, begun.Count));
        FindCopies(placed, candidates, copied, texts);
        // What is rare would be common for three hundred reprints of it.
        var repeating = new HashSet<long>();
        foreach (var unit in begun)
        {
            if (Repeats(unit) && repeating.Add(unit.Id)) database.Run("UPDATE unit SET repeats = 1 WHERE id = $1", unit.Id);
            else counts!.Add(unit.Traits);
        }
        Weigh(placed, candidates, begun.Count);
        foreach (var unit in placed)
        {
            foreach (var other in copied.GetValueOrDefault(unit.Id, []).Where(other => unit.Copies!.ContainsKey(other.Id)))
            {
                Connect(unit, other, 1);
                Connect(other, unit, 1);
            }
        }
        FindDigests(placed, candidates, texts);
        // What only stood in a digest repeats nobody.
        foreach (var unit in begun.Where(unit => repeating.Contains(unit.Id) && !Repeats(unit)))
        {
            database.Run("UPDATE unit SET repeats = 0 WHERE id = $1", unit.Id);
            counts!.Add(unit.Traits);
        }

        static bool Repeats(EventUnit unit) => unit.Copies!.Any(copy => copy.Key < unit.Id && copy.Value.Relation != CopyRelation.Translation);
    }

    /// <summary>Weighs all units anew.</summary>
    private void WeighAll()
    {
        pairs.Clear();
        weighed.Clear();
        database.Run("DELETE FROM edge WHERE relation = $1", (int)CopyRelation.Independent);
        var all = database.Rows(UnitOf, UnitColumns + "ORDER BY u.id");
        foreach (var unit in all) CopiesOf(unit);
        Weigh(all, all.ConvertAll(unit => Candidates(unit)), 0);
    }

    /// <summary>Finds how similar units are to what is near to them, connects those that may tell of one event, and marks them to be grouped anew.</summary>
    /// <param name="placed">The units.</param>
    /// <param name="candidates">What is near to each.</param>
    /// <param name="begun">How many of them are new, which come first: they are news to those near to them.</param>
    private void Weigh(List<EventUnit> placed, List<EventUnit[]> candidates, int begun)
    {
        // What a word weighs hardly changes while a fiftieth comes to an archive.
        if (counts!.Accounts > weighedAt * 1.02 || weighed.Count > MostUnits)
        {
            weighed.Clear();
            weighedAt = counts.Accounts;
        }
        var similar = new double[placed.Count][];
        Parallel.For(0, placed.Count, i => similar[i] = Array.ConvertAll(candidates[i], other => WeighedTraits.Similarity(Weighed(placed[i]), Weighed(other))));
        var within = placed.Select(static unit => unit.Id).ToHashSet();
        for (var i = 0; i < placed.Count; i++)
        {
            var (unit, near) = (placed[i], candidates[i]);
            // Every text once, and its own not at all: thirty reprints would make their own event look like a formula.
            var text = TextOf(unit);
            unit.Nearest = [.. near.Select((other, j) => (Text: TextOf(other), Similarity: (float)similar[i][j])).Where(pair => pair.Text != text).GroupBy(static pair => pair.Text)
                .Select(static same => same.Max(static pair => pair.Similarity)).OrderDescending().Take(Neighbourhood.Most)];
            unit.NearestChanged = true;
        }
        // A version of what was known is no other neighbour, and a reprint is none beside what it repeats.
        for (var i = 0; i < begun; i++)
        {
            if (TextOf(placed[i]) != placed[i].Id) continue;
            foreach (var (j, other) in candidates[i].Index())
                if (!within.Contains(other.Id) && TextOf(other) != placed[i].Id) other.Near(similar[i][j]);
        }
        var probable = new double[placed.Count][];
        Parallel.For(0, placed.Count, i =>
        {
            var (unit, near) = (placed[i], candidates[i]);
            probable[i] = Array.ConvertAll(near, other => unit.Copies!.ContainsKey(other.Id) ? 1 : Probability(unit, other));
        });
        for (var i = 0; i < placed.Count; i++)
        {
            regroup.Add(placed[i].Id);
            for (var j = 0; j < candidates[i].Length; j++)
            {
                if (probable[i][j] < LikelyAt) continue;
                Connect(placed[i], candidates[i][j], probable[i][j]);
                Connect(candidates[i][j], placed[i], probable[i][j]);
            }
        }
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

    // By which reprints of one text are known: the first of those that are known to have it.
    private long TextOf(EventUnit unit) => CopiesOf(unit).Where(static copy => copy.Value.Relation != CopyRelation.Translation).Select(static copy => copy.Key).Append(unit.Id).Min();

    private void Connect(EventUnit a, EventUnit b, double probability)
    {
        var (relation, share, said) = a.Copies is { } copies && copies.TryGetValue(b.Id, out var copy) ? copy : default;
        database.Run(
            """
            INSERT INTO edge (a, b, probability, relation, share, said) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (a, b) DO UPDATE SET probability = max(probability, excluded.probability), relation = max(relation, excluded.relation), share = max(share, excluded.share), said = max(said, excluded.said)
            """, a.Id, b.Id, probability, (int)relation, share, said ? 1 : 0);
    }

    /// <summary>Units near in time, or without a day, that share the most and rarest keys: of the same language, then of others.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="uncounted">How many units have come whose terms are not counted yet.</param>
    private EventUnit[] Candidates(EventUnit unit, int uncounted = 0)
    {
        var (own, others, near) = (new Dictionary<uint, (double Score, int Phrases)>(), new Dictionary<uint, (double Score, int Phrases)>(), WeeksNear(unit).ToArray());
        var (keys, language, all) = (unit.Traits.Keys, Posting.LanguageOf(unit.Traits), counts!.Accounts + uncounted);
        for (var i = 0; i < keys.Length; i++)
        {
            var held = 0;
            foreach (var week in near) held += ListOf((week, keys[i])).Count;
            if (held < 2) continue;
            var worth = Math.Log(1 + ((double)all / held));
            foreach (var week in near)
            {
                foreach (var posting in ListOf((week, keys[i])))
                {
                    var across = posting.IsAcross(language);
                    if (posting.Unit == unit.Id || (i >= unit.Traits.OwnKeys && !across)) continue;
                    Add(across ? others : own, posting.Unit, keys[i], worth);
                }
            }
        }
        // What nobody knows the day of may be of any week.
        if (unit.Traits.Published == 0)
        {
            foreach (var key in keys.AsSpan(0, Math.Min(keys.Length, FarKeys)))
            {
                var far = Weeks().Except(near).SelectMany(week => Peek((week, key))).ToList();
                var worth = Math.Log(1 + ((double)all / Math.Max(1, far.Count)));
                foreach (var posting in far)
                    if (posting.Unit != unit.Id && !posting.IsAcross(language)) Add(own, posting.Unit, key, worth);
            }
        }
        // Sixty reprints would leave no room for what they repeat.
        var copies = Best(own.Where(static found => found.Value.Phrases >= PhrasesOfCopy), MostCopies).ToList();
        return [.. copies.Concat(Best(own.Where(static found => found.Value.Phrases < PhrasesOfCopy), GroupedCorpus.MostCandidates - copies.Count)).Concat(Best(others, GroupedCorpus.MostAcross)).Select(Unit).OfType<EventUnit>()];

        static IEnumerable<long> Best(IEnumerable<KeyValuePair<uint, (double Score, int)>> found, int most) =>
            found.OrderByDescending(static found => found.Value.Score).ThenBy(static found => found.Key).Take(most).Select(static found => (long)found.Key);

        static void Add(Dictionary<uint, (double Score, int Phrases)> scores, uint other, long key, double worth)
        {
            ref var score = ref CollectionsMarshal.GetValueRefOrAddDefault(scores, other, out _);
            score = (score.Score + worth, score.Phrases + (Traits.IsPhrase(key) ? 1 : 0));
        }
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
        var (gathered, taken, cut, due) = (new List<List<EventUnit>>(), new HashSet<long>(), new List<(int Gathered, long Seed)>(), regroup.ToHashSet());
        foreach (var id in due.Order())
        {
            if (taken.Contains(id) || Unit(id) is not { } seed) continue;
            var (units, whole) = Gather(seed, taken);
            gathered.Add(units);
            foreach (var unit in units) CopiesOf(unit);
            if (!whole) cut.Add((gathered.Count - 1, id));
        }
        var grouped = new List<List<EventUnit>>[gathered.Count];
        var ruled = Ruled();
        DigestUnits();
        Parallel.For(0, gathered.Count, i => grouped[i] = Grouped(gathered[i], ruled));
        // In the order of their first accounts, so that events are numbered as they came.
        var moved = new HashSet<int>();
        foreach (var (i, events) in grouped.Index().OrderBy(static events => events.Item.Min(static group => group.Min(static unit => unit.Id))))
            if (Name(events, due)) moved.Add(i);
        regroup.Clear();
        // Where nothing has moved, another look finds the same.
        regroup.UnionWith(cut.Where(seed => moved.Contains(seed.Gathered)).Select(static seed => seed.Seed));
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
        var groups = Clusters.Of(nodes.Count, edges, EventWeights.Own.JoinAt, (a, b) => probable[a, b], (a, b) => IsAcross(nodes[a], nodes[b]));
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
            group.Sort(EventUnit.Compare);
            copied.Add(group);
        }
        return copied;
    }

    private static EventUnit[] Spread(List<EventUnit> units)
    {
        units.Sort(EventUnit.Compare);
        return units.Count <= Spokesmen ? [.. units] : [.. Enumerable.Range(0, Spokesmen).Select(i => units[i * units.Count / Spokesmen])];
    }

    // Of a text and its translation one shares the other's language.
    private static bool IsAcross(Node one, Node two) => !Array.Exists(one.Speak, a => Array.Exists(two.Speak, b => Evidence.KindOf(a.Traits, b.Traits) != PairKind.Across));

    // A cut copy lacks what the others have. Of a large event, what is near to it on the whole. Who prints two texts says most of whether they tell of one thing.
    private double Probability(Node one, Node two)
    {
        if (one.Speak.Length == 1 && two.Speak.Length == 1) return Probability(one.Speak[0], two.Speak[0]);
        var any = (one.AnySpeaks || one.Speak.Length == 1) && (two.AnySpeaks || two.Speak.Length == 1);
        var (sum, most, ofBoth) = (0d, 0d, 0d);
        foreach (var a in one.Speak)
            foreach (var b in two.Speak)
            {
                var probability = Probability(a, b);
                sum += probability;
                most = Math.Max(most, probability);
            }
        if (!any) return sum / (one.Speak.Length * two.Speak.Length);
        foreach (var a in one.Units)
            foreach (var b in two.Units)
                if (a.Publisher.Length > 0 && a.Publisher == b.Publisher) ofBoth = Math.Max(ofBoth, Probability(a, b));
        return ofBoth > 0 ? ofBoth : most;
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

namespace Variorum;

// Accounts that tell of several events: each is an event of its own, joins none, and is no witness.
public sealed partial class EventIndex
{
    private HashSet<long>? digests;

    // Loaded before several threads ask.
    private HashSet<long> DigestUnits() => digests ??= [.. database.Rows(static row => row.GetInt64(0), "SELECT unit FROM digest")];

    private bool IsDigest(EventUnit unit) => DigestUnits().Contains(unit.Id);

    /// <summary>Finds those that tell of several events among what was placed and what that is connected with, and parts them from what they would join.</summary>
    /// <param name="placed">Units of which all that is near was found.</param>
    /// <param name="candidates">That, for each.</param>
    /// <param name="texts">As of <see cref="Take"/>.</param>
    private void FindDigests(List<EventUnit> placed, List<EventUnit[]> candidates, Func<long, EventDocument?> texts)
    {
        foreach (var unit in placed.Where(IsDigest)) SetDigest(unit, false);
        var (changed, looked, asked) = (new List<EventUnit>(placed), placed.Select(static unit => unit.Id).ToHashSet(), new List<(EventUnit Unit, List<NearAccount> Suspects, EventDocument Text)>());
        for (var i = 0; i < placed.Count; i++)
        {
            var joined = Connected(placed[i]);
            // What joins nothing does no harm; what it tells of is found out when it is asked for.
            if (joined.Count == 0) continue;
            Look(placed[i], candidates[i]);
            foreach (var other in joined.Where(other => looked.Add(other.Id) && !IsDigest(other))) Look(other, Connected(other));
        }
        var told = new bool[asked.Count];
        Parallel.For(0, asked.Count, i => told[i] = Digests.Told(asked[i].Text, asked[i].Suspects, counts!).Count > 0);
        foreach (var (i, (unit, _, _)) in asked.Index())
            if (told[i]) Set(unit);
        // Whoever prints a digest prints a digest.
        for (var i = 0; i < changed.Count; i++)
        {
            foreach (var other in Prints(changed[i]).Where(other => IsDigest(other) != IsDigest(changed[i])).ToList())
            {
                var print = IsDigest(other) ? changed[i] : other;
                SetDigest(print, true);
                changed.Add(print);
            }
        }
        // What a digest repeats, or is cut from it, is of its own event all the same; who prints the digest is with it.
        foreach (var unit in changed)
            foreach (var other in CopiesOf(unit).Keys.Select(Unit).OfType<EventUnit>().Where(other => IsDigest(other) != IsDigest(unit)).ToList()) Unlink(unit, other);

        void Look(EventUnit unit, IEnumerable<EventUnit> near)
        {
            if (HoldsStrangers(unit)) Set(unit);
            else if (Digests.Suspects(Weighed(unit), Near(unit, near, Apart)) is { Count: > 0 } suspects && texts(unit.Id) is { } text) asked.Add((unit, suspects, text));
        }

        void Set(EventUnit unit)
        {
            SetDigest(unit, true);
            changed.Add(unit);
        }
    }

    /// <summary>Whether two that have hardly anything to do with each other stand in it word for word, each a part of it.</summary>
    private bool HoldsStrangers(EventUnit unit)
    {
        var held = CopiesOf(unit).Where(static copy => copy.Value.Share < CopyOfAll).Select(copy => Unit(copy.Key)).OfType<EventUnit>()
            .Where(other => CopiesOf(other).TryGetValue(unit.Id, out var copy) && copy.Share >= CopyOfAll).Take(Spokesmen).ToList();
        return held.Exists(one => held.Exists(two => one.Id < two.Id && !CopiesOf(one).ContainsKey(two.Id) && Probability(one, two) < RelatedFrom));
    }

    // Those of the same text on the whole.
    private IEnumerable<EventUnit> Prints(EventUnit unit) => CopiesOf(unit).Where(static copy => copy.Value.Share >= CopyOfAll).Select(copy => Unit(copy.Key)).OfType<EventUnit>()
        .Where(other => CopiesOf(other).TryGetValue(unit.Id, out var copy) && copy.Share >= CopyOfAll);

    private List<EventUnit> Connected(EventUnit unit) =>
        [.. database.Rows(static row => row.GetInt64(0), "SELECT b FROM edge WHERE a = $1 ORDER BY probability DESC, b LIMIT $2", unit.Id, GroupedCorpus.MostCandidates).Select(Unit).OfType<EventUnit>()];

    // Another digest, or the same text elsewhere, would take all parts.
    private IEnumerable<NearAccount> Near(EventUnit unit, IEnumerable<EventUnit> near, Func<List<EventUnit>, Func<EventUnit, long>> groups)
    {
        var copies = CopiesOf(unit);
        var others = near.Where(other => !IsDigest(other) && !(copies.TryGetValue(other.Id, out var copy) && copy.Share >= CopyOfAll)).ToList();
        // Asked first, because grouping asks the index for each of them.
        if (others.Exists(other => Digests.IsOfOne(Weighed(unit), Weighed(other)))) return [];
        var group = groups(others);
        return others.Select(other => new NearAccount(Weighed(other), new Neighbourhood(other.Nearest), group(other)));
    }

    // So much of a digest another one has, which prints it.
    private const double CopyOfAll = .6;

    /// <summary>Groups units by what connects them with each other, and not by way of a third: that may be the digest.</summary>
    private Func<EventUnit, long> Apart(List<EventUnit> near)
    {
        var groups = near.ToDictionary(static unit => unit.Id, static unit => unit.Id);
        foreach (var unit in near)
            foreach (var other in database.Rows(static row => row.GetInt64(0), "SELECT b FROM edge WHERE a = $1 AND b > $1 AND probability >= $2", unit.Id, EventWeights.Own.JoinAt))
                if (groups.ContainsKey(other) && Of(unit.Id) is var one && Of(other) is var two && one != two) groups[Math.Max(one, two)] = Math.Min(one, two);
        return unit => Of(unit.Id);

        long Of(long unit)
        {
            while (groups[unit] != unit) unit = groups[unit];
            return unit;
        }
    }

    private void SetDigest(EventUnit unit, bool digest)
    {
        regroup.Add(unit.Id);
        if (digest)
        {
            DigestUnits().Add(unit.Id);
            database.Run("INSERT OR IGNORE INTO digest (unit) VALUES ($1)", unit.Id);
        }
        else
        {
            DigestUnits().Remove(unit.Id);
            database.Run("DELETE FROM digest WHERE unit = $1", unit.Id);
        }
    }

    private void Unlink(EventUnit unit, EventUnit other)
    {
        CopiesOf(unit).Remove(other.Id);
        CopiesOf(other).Remove(unit.Id);
        database.Run("UPDATE edge SET relation = 0, share = 0, said = 0, probability = $3 WHERE (a = $1 AND b = $2) OR (a = $2 AND b = $1)", unit.Id, other.Id, Probability(unit, other));
        regroup.Add(other.Id);
    }

    // A digest is with those that print it, and with nothing else that the program finds.
    private bool PartedAsDigests(List<EventUnit> some, List<EventUnit> others)
    {
        var (one, two) = (some.TrueForAll(IsDigest), others.TrueForAll(IsDigest));
        return (one || two) && !(one && two && some.Exists(unit => others.Exists(other => CopiesOf(unit).ContainsKey(other.Id))));
    }

    /// <summary>The events of which an account tells, where they are several.</summary>
    private IReadOnlyList<long> Tells(IArchive archive, EventUnit unit)
    {
        var near = Candidates(unit).UnionBy(Connected(unit), static other => other.Id).Where(other => other.Event != unit.Event && other.Event != 0);
        var suspects = Digests.Suspects(Weighed(unit), Near(unit, near, static _ => static other => other.Event));
        var told = suspects.Count > 0 && VersionsOf(archive, unit.Id).MaxBy(static version => version.Id) is { } version ? Digests.Told(DocumentOf(archive, version).Account, suspects, counts!) : [];
        // Of what it was near to when it came, where the events have changed since.
        return [.. told.Count > 0 || !IsDigest(unit) ? told.Order() : Connected(unit).Where(other => !IsDigest(other)).Select(static other => other.Event).Where(other => other != unit.Event && other != 0).Distinct().Order()];
    }
}

namespace Variorum;

/// <summary>What people's decisions come to: which units are together whatever their texts, and which never are.</summary>
internal sealed class Rulings
{
    private readonly Dictionary<long, long> above = [];
    private readonly Dictionary<long, HashSet<long>> apart = [];
    private readonly HashSet<long> closed = [];
    private readonly HashSet<long> pinned = [];
    private readonly HashSet<(long, long)> free = [];
    private readonly ILookup<long, long> together;

    /// <param name="decisions">In the order in which they were made, their accounts as units; those that an archive has no more are left out.</param>
    public Rulings(IEnumerable<(DecisionKind Kind, bool Closed, long[] Together, long[] Apart)> decisions)
    {
        // The newest first: what contradicts it later on the way has been overruled.
        var (unpinned, open, moved) = (new HashSet<long>(), new HashSet<long>(), new HashSet<long>());
        foreach (var (kind, whole, all, others) in decisions.Reverse())
        {
            if (kind == DecisionKind.Unpin)
            {
                unpinned.UnionWith(all);
                if (whole) open.UnionWith(all);
                continue;
            }
            // What was split from a pinned event is pinned by itself, and unpinned by itself.
            var together = kind == DecisionKind.Pin && whole ? Array.FindAll(all, unit => !open.Contains(unit)) : all;
            if (kind == DecisionKind.Pin && !whole && together.Take(1).Any(unpinned.Contains)) continue;
            foreach (var unit in together.Concat(others)) above.TryAdd(unit, unit);
            if (together.Length == 0) continue;
            // An account that goes to an event goes there whatever was decided before.
            var goes = kind == DecisionKind.Move || (kind == DecisionKind.Pin && !whole);
            // What a newer decision has parted is together in as many parts as it needs.
            var parts = new List<long> { together[0] };
            foreach (var unit in together.Skip(1))
            {
                // Moved to a whole event, or the one that it is with would leave the others with it; pinned, it needs one to stay.
                if (goes && Join(together[0], unit) && kind == DecisionKind.Pin) break;
                if (!goes && !parts.Exists(part => Join(part, unit))) parts.Add(unit);
            }
            if (goes)
                foreach (var unit in together.Skip(1)) free.Add((Math.Min(unit, together[0]), Math.Max(unit, together[0])));
            foreach (var unit in together)
                foreach (var other in others) Part(unit, other);
            // Who was moved from a pinned event since would close the one that it went to.
            if (whole) closed.UnionWith(together.Where(unit => !moved.Contains(unit)));
            else if (kind == DecisionKind.Pin && !moved.Contains(together[0])) pinned.Add(together[0]);
            if (kind == DecisionKind.Move) moved.Add(together[0]);
        }
        closed = [.. closed.Select(Of)];
        this.together = above.Keys.Order().ToLookup(Of);
    }

    /// <summary>All units of which something was decided, each with 64 bits of the SHA-256 of what that is.</summary>
    public IEnumerable<(long Unit, long Ruling)> Each()
    {
        foreach (var group in together)
        {
            var ruling = Marks64.Of($"{string.Join(' ', group)}|{Side(group.Key)}|{Closed(group.Key)}");
            foreach (var unit in group) yield return (unit, ruling);
        }
    }

    /// <summary>The unit that stands for all that are together with this one.</summary>
    public long Of(long unit)
    {
        while (above.TryGetValue(unit, out var next) && next != unit) unit = next;
        return unit;
    }

    /// <summary>All that are together with a unit, itself among them; none where nothing was decided of it.</summary>
    public IEnumerable<long> With(long unit) => together[Of(unit)];

    /// <summary>Whether a unit is apart from any other.</summary>
    public bool IsApart(long unit) => apart.TryGetValue(Of(unit), out var others) && others.Count > 0;

    /// <summary>What a unit is apart from: equal for those that are apart from the same.</summary>
    public string Side(long unit) => apart.TryGetValue(Of(unit), out var others) ? string.Join(' ', others.Order()) : "";

    /// <summary>Whether two units are apart; both as <see cref="Of"/> gives them.</summary>
    public bool Apart(long unit, long other) => apart.TryGetValue(unit, out var others) && others.Contains(other);

    /// <summary>Whether nobody but a person adds to a unit's event; as <see cref="Of"/> gives it.</summary>
    public bool Closed(long unit) => closed.Contains(unit);

    /// <summary>Whether a unit is pinned by itself.</summary>
    public bool Pinned(long unit) => pinned.Contains(unit);

    /// <returns>Whether they are together now: not where they are apart.</returns>
    private bool Join(long first, long second)
    {
        var (one, two) = (Of(first), Of(second));
        if (one == two) return true;
        if (Apart(one, two)) return false;
        if (two < one) (one, two) = (two, one);
        above[two] = one;
        if (!apart.Remove(two, out var others)) return true;
        foreach (var other in others)
        {
            apart[other].Remove(two);
            Part(one, other);
        }
        return true;
    }

    private void Part(long first, long second)
    {
        var (one, two) = (Of(first), Of(second));
        if (one == two || free.Contains((Math.Min(first, second), Math.Max(first, second)))) return;
        Others(one).Add(two);
        Others(two).Add(one);

        HashSet<long> Others(long unit) => apart.TryGetValue(unit, out var others) ? others : apart[unit] = [];
    }
}

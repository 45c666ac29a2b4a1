namespace Variorum;

/// <summary>Groups accounts by the event that they tell of.</summary>
public static class EventGrouper
{
    /// <summary>Where each account belongs, in the order given.</summary>
    /// <param name="documents">Accounts of any languages and publishers, their ids different from each other.</param>
    /// <param name="end">Gives up where it is asked to.</param>
    /// <exception cref="ArgumentException">Two documents have one id.</exception>
    public static IReadOnlyList<Membership> Group(IReadOnlyList<EventDocument> documents, CancellationToken end = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var ids = new HashSet<string>(documents.Count, StringComparer.Ordinal);
        foreach (var document in documents)
            if (!ids.Add(document.Id)) throw new ArgumentException($"two documents have the id {document.Id}", nameof(documents));
        var corpus = GroupedCorpus.Of(documents, end);
        var groups = corpus.Groups(end);
        var told = Digests(documents, corpus, groups, end);
        var memberships = new Membership[documents.Count];
        Parallel.ForEach(Enumerable.Range(0, documents.Count).GroupBy(i => groups[corpus.Units[i]]), new ParallelOptions { CancellationToken = end }, group =>
        {
            var members = group.ToArray();
            var first = documents[members.Aggregate((x, y) => Compare(documents[x], documents[y]) <= 0 ? x : y)].Id;
            foreach (var i in members)
            {
                var link = corpus.Links[i];
                memberships[i] = new Membership(documents[i].Id, first, link.Copy, link.Relation, [.. link.Because, .. corpus.Because(corpus.Units[i], groups)]) { Of = link.Of };
            }
        });
        if (told.Count == 0) return memberships;
        // An event is named by its earliest account, a group by the least unit in it.
        var named = Enumerable.Range(0, documents.Count).Select(i => (Group: (long)groups[corpus.Units[i]], memberships[i].Event)).Distinct().ToDictionary(static pair => pair.Group, static pair => pair.Event);
        for (var i = 0; i < memberships.Length; i++)
            if (told.TryGetValue(corpus.Units[i], out var several)) memberships[i] = memberships[i] with { Tells = [.. several.Select(group => named[group])] };
        return memberships;
    }

    /// <summary>Takes what tells of several events out of their groups.</summary>
    /// <returns>The groups of which each such unit tells.</returns>
    private static Dictionary<int, IReadOnlyList<long>> Digests(IReadOnlyList<EventDocument> documents, GroupedCorpus corpus, int[] groups, CancellationToken end)
    {
        var found = new IReadOnlyList<long>[groups.Length];
        Parallel.For(0, groups.Length, new ParallelOptions { CancellationToken = end }, unit => found[unit] = corpus.Told(unit, documents[corpus.Given[unit]], groups));
        var several = Enumerable.Range(0, groups.Length).Where(unit => found[unit].Count > 0).ToDictionary(static unit => unit, unit => found[unit]);
        if (several.Count == 0) return several;
        var was = groups.ToArray();
        foreach (var group in Enumerable.Range(0, groups.Length).GroupBy(unit => several.ContainsKey(unit) ? -1 - unit : groups[unit]).Select(static group => group.ToArray()))
            foreach (var unit in group) groups[unit] = group[0];
        // Told by the groups as they are without the digests.
        var now = Enumerable.Range(0, groups.Length).Where(unit => !several.ContainsKey(unit)).DistinctBy(unit => was[unit]).ToDictionary(unit => (long)was[unit], unit => (long)groups[unit]);
        return several.ToDictionary(static one => one.Key, one => (IReadOnlyList<long>)[.. one.Value.Where(now.ContainsKey).Select(group => now[group])]);
    }

    // What was published at one time is in the order of the ids.
    private static int Compare(EventDocument a, EventDocument b)
    {
        var by = PublicationTime.Of(a.Published).CompareTo(PublicationTime.Of(b.Published));
        return by != 0 ? by : string.CompareOrdinal(a.Id, b.Id);
    }
}

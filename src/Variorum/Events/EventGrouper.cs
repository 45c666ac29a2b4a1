namespace Variorum;

/// <summary>Groups accounts by the event that they tell of.</summary>
public static class EventGrouper
{
    /// <summary>Where each account belongs, in the order given.</summary>
    /// <param name="documents">Accounts of any languages and publishers, their ids different from each other.</param>
    /// <param name="end">Gives up where it is asked to.</param>
    public static IReadOnlyList<Membership> Group(IReadOnlyList<EventDocument> documents, CancellationToken end = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var corpus = GroupedCorpus.Of(documents, end);
        var groups = corpus.Groups(end);
        var memberships = new Membership[documents.Count];
        Parallel.ForEach(Enumerable.Range(0, groups.Length).GroupBy(i => groups[i]), new ParallelOptions { CancellationToken = end }, group =>
        {
            var members = group.ToArray();
            Array.Sort(members, (x, y) => Compare(documents[corpus.Given[x]], documents[corpus.Given[y]]));
            var first = documents[corpus.Given[members[0]]].Id;
            var links = members.Length == 1 ? [] : Copies.Chain([.. members.Select(member => documents[corpus.Given[member]])]);
            for (var i = 0; i < members.Length; i++)
            {
                var id = documents[corpus.Given[members[i]]].Id;
                memberships[corpus.Given[members[i]]] = members.Length == 1
                    ? new Membership(id, id, null, CopyRelation.Independent, [])
                    : new Membership(id, first, links[i].Copy, links[i].Relation, [.. links[i].Because, .. corpus.Because(members[i], groups)]) { Of = links[i].Of };
            }
        });
        return memberships;
    }

    // One without a date comes after all that have one; within a minute the id decides.
    private static int Compare(EventDocument a, EventDocument b)
    {
        var by = (a.Published is null).CompareTo(b.Published is null);
        if (by == 0) by = string.CompareOrdinal(a.Published, b.Published);
        return by != 0 ? by : string.CompareOrdinal(a.Id, b.Id);
    }
}

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
        var first = new Dictionary<int, int>();
        var sizes = new Dictionary<int, int>();
        for (var i = 0; i < groups.Length; i++)
        {
            sizes[groups[i]] = sizes.GetValueOrDefault(groups[i]) + 1;
            if (!first.TryGetValue(groups[i], out var known) || Earlier(documents[corpus.Given[i]], documents[known])) first[groups[i]] = corpus.Given[i];
        }
        var memberships = new Membership[documents.Count];
        Parallel.For(0, groups.Length, new ParallelOptions { CancellationToken = end }, i =>
            memberships[corpus.Given[i]] = new Membership(documents[corpus.Given[i]].Id, documents[first[groups[i]]].Id, null, CopyRelation.Independent,
                sizes[groups[i]] == 1 ? [] : corpus.Because(i, groups)));
        return memberships;
    }

    // One without a date comes after all that have one; within a minute the id decides.
    private static bool Earlier(EventDocument a, EventDocument b)
    {
        var by = (a.Published is null).CompareTo(b.Published is null);
        if (by == 0) by = string.CompareOrdinal(a.Published, b.Published);
        return by != 0 ? by < 0 : string.CompareOrdinal(a.Id, b.Id) < 0;
    }
}

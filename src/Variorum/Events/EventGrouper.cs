using System.Collections.Concurrent;

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
        var groups = corpus.Groups(EventWeights.Own, end);
        var first = new Dictionary<int, int>();
        foreach (var i in corpus.InTime) first.TryAdd(groups[i], i);
        var sizes = groups.GroupBy(static group => group).ToDictionary(static group => group.Key, static group => group.Count());
        var memberships = new Membership[documents.Count];
        Parallel.For(0, documents.Count, new ParallelOptions { CancellationToken = end }, i =>
            memberships[i] = new Membership(documents[i].Id, documents[first[groups[i]]].Id, null, CopyRelation.Independent,
                sizes[groups[i]] == 1 ? [] : corpus.Because(i, groups)));
        return memberships;
    }
}

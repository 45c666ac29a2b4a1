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
        return memberships;
    }

    // What was published at one time is in the order of the ids.
    private static int Compare(EventDocument a, EventDocument b)
    {
        var by = PublicationTime.Of(a.Published).CompareTo(PublicationTime.Of(b.Published));
        return by != 0 ? by : string.CompareOrdinal(a.Id, b.Id);
    }
}

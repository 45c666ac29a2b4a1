namespace Variorum;

/// <summary>
/// Tells a press review, a week's summary, a digest from an account of one event: its paragraphs, each weighed as if it were an account, are of several
/// events.
/// </summary>
internal static class Digests
{
    /// <summary>A digest tells of so many events at least: a report that recalls another one tells of two.</summary>
    public const int LeastEvents = 3;

    // In so many of its parts it tells of them, and of none in more than so many of these. Among 721 real accounts three are held for digests by this, and of 217
    // made of the beginnings of accounts that were taken out 180 are told (Variorum.Bench digests-score).
    private const double CoversFrom = .5, OneAtMost = .5;

    // Of an event's account it has so much of the weightiest terms; what has less is like it in formula alone.
    private const double HoldsFrom = .15;

    // An account that has more of its weightiest terms tells of the same as a whole: most accounts are known to be no digests by this.
    private const double MostOfOne = .8;

    // Fewer words are a heading, which belongs to what stands below it; where words stand without blanks, a sentence is long enough.
    private const int ShortestPart = 12, ShortestUnparted = 80;

    // What is looked at of a long one.
    private const int MostParts = 24;

    /// <summary>Whether an account may be a digest: only then its parts are looked at.</summary>
    /// <param name="account">The account.</param>
    /// <param name="near">What is near to it, with the group of each.</param>
    /// <returns>The same, with those marked that it may tell of; empty where they are of too few groups.</returns>
    public static List<NearAccount> Suspects(WeighedTraits account, IEnumerable<NearAccount> near)
    {
        var all = near.Select(one => one with { Held = Holds(account.Traits, one.Account) >= HoldsFrom }).ToList();
        if (all.Exists(one => IsOfOne(account, one.Account))) return [];
        return all.Where(static one => one.Held).Select(static one => one.Group).Distinct().Count() >= LeastEvents ? all : [];
    }

    /// <summary>Whether an account tells, as a whole, of what another one tells of.</summary>
    public static bool IsOfOne(WeighedTraits account, WeighedTraits other) => Holds(other.Traits, account) > MostOfOne;

    /// <summary>Share of an account's weightiest terms that another has, 0 to 1.</summary>
    private static double Holds(Traits account, WeighedTraits other)
    {
        float held = 0, all = 0;
        foreach (var place in other.Heavy)
        {
            all += other.Weights[place];
            if (Array.BinarySearch(account.Terms, other.Traits.Terms[place]) >= 0) held += other.Weights[place];
        }
        return all == 0 ? 0 : held / all;
    }

    /// <summary>The groups of which an account tells, the most told first; empty where it is no digest.</summary>
    /// <param name="account">Its text.</param>
    /// <param name="near">What <see cref="Suspects"/> gives.</param>
    /// <param name="counts">How many accounts hold a term.</param>
    public static IReadOnlyList<long> Told(EventDocument account, IReadOnlyList<NearAccount> near, TermCounts counts)
    {
        if (near.Count == 0 || Parts(account) is not { Count: >= LeastEvents } parts) return [];
        var told = parts.Select(part => Told(new WeighedTraits(Traits.Of(part), counts), near, counts)).OfType<long>().GroupBy(static group => group)
            .OrderByDescending(static group => group.Count()).ThenBy(static group => group.Key).ToList();
        var all = told.Sum(static group => group.Count());
        return told.Count >= LeastEvents && all >= parts.Count * CoversFrom && told[0].Count() <= all * OneAtMost ? told.ConvertAll(static group => group.Key) : [];
    }

    private static long? Told(WeighedTraits part, IReadOnlyList<NearAccount> near, TermCounts counts)
    {
        var beside = Neighbourhood.Of(near.Select(other => WeighedTraits.Similarity(part, other.Account)));
        var (group, most) = ((long?)null, EventWeights.Own.JoinAt);
        foreach (var other in near.Where(static other => other.Held))
        {
            var probability = Evidence.ProbabilityOf(part, other.Account, counts, beside, other.Beside);
            if (probability > most) (group, most) = (other.Group, probability);
        }
        return group;
    }

    /// <summary>The paragraphs of an account, each as if it were one.</summary>
    private static List<EventDocument> Parts(EventDocument account)
    {
        var (parts, heading) = (new List<EventDocument>(), "");
        foreach (var paragraph in account.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var text = heading.Length == 0 ? paragraph : $"{heading}\n{paragraph}";
            if (text.Length < ShortestUnparted && text.Split(' ').Length < ShortestPart)
            {
                heading = text;
                continue;
            }
            heading = "";
            parts.Add(account with { Title = null, Text = text });
            if (parts.Count == MostParts) break;
        }
        return parts;
    }
}

/// <summary>An account that is near to another one.</summary>
/// <param name="Beside">What stands near to it.</param>
/// <param name="Group">Its event, by any number.</param>
internal readonly record struct NearAccount(WeighedTraits Account, Neighbourhood Beside, long Group)
{
    /// <summary>Whether the other may tell of what it tells of.</summary>
    public bool Held { get; init; }
}

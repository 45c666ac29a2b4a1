namespace Variorum;

/// <summary>Tells whether two accounts in two languages are one text.</summary>
/// <remarks>
/// A translation tells the same figures, names and days in the same order, and comes from the same house or one that says so. Two houses that
/// report one happening share figures and names too, and not their order.
/// </remarks>
internal static class Translations
{
    // Shares of the figures of the account that has more, of the names of the one that has fewer, and of pairs of either that keep their order.
    private const double FiguresAtLeast = 0.5, NamesAtLeast = 0.5, InOrderAtLeast = 0.6;

    private const int FewestShared = 4;

    // A house translates within days; what it tells a month later is another month's.
    private const int MostDays = 14;

    // Names of one sentence stand in the order of their language.
    private const int OneSentence = 2;

    public static CopyEvidence Between(EventDocument a, IReadOnlyList<NameKey> keysOfA, EventDocument b, IReadOnlyList<NameKey> keysOfB)
    {
        if (!OneHouse(a, b) || !InTime(a.Published, b.Published)) return new CopyEvidence(CopyRelation.Independent, 0, 0, false, []);
        var (figuresOfA, figuresOfB) = (Figures(keysOfA), Figures(keysOfB));
        var figures = Shared(figuresOfA, figuresOfB);
        var ofFigures = Math.Max(figuresOfA.Count, figuresOfB.Count);
        var (names, ofNames) = Names(keysOfA, keysOfB);
        var (otherNames, ofOthers) = Names(keysOfB, keysOfA);
        // Those of the account that shows fewer; where its letters have no capitals it shows hardly any.
        if (ofNames < FewestShared ? ofOthers > ofNames : ofOthers >= FewestShared && ofOthers < ofNames) (names, ofNames) = (otherNames, ofOthers);

        var likes = figures.Count + names.Count >= FewestShared && figures.Count >= FiguresAtLeast * ofFigures && names.Count >= NamesAtLeast * ofNames
            && InOrder(figures) >= InOrderAtLeast && InOrder(names) >= InOrderAtLeast;
        var shares = (Share(figures.Count + names.Count, figuresOfA.Count + ofNames), Share(figures.Count + names.Count, figuresOfB.Count + ofNames));
        return likes
            ? new CopyEvidence(CopyRelation.Translation, shares.Item1, shares.Item2, false, [$"one house, and {figures.Count} of {ofFigures} figures and days and {names.Count} of {ofNames} names are the same, in the same order"])
            : new CopyEvidence(CopyRelation.Independent, shares.Item1, shares.Item2, false, []);
    }

    private static bool InTime(string? one, string? other) =>
        one is not { Length: >= 10 } || other is not { Length: >= 10 }
        || !DateOnly.TryParseExact(one.AsSpan(0, 10), "yyyy-MM-dd", out var day) || !DateOnly.TryParseExact(other.AsSpan(0, 10), "yyyy-MM-dd", out var later)
        || Math.Abs(day.DayNumber - later.DayNumber) <= MostDays;

    private static double Share(int shared, int all) => all == 0 ? 0 : (double)shared / all;

    /// <summary>Figures and days in order, those below ten left out.</summary>
    private static List<ulong> Figures(IReadOnlyList<NameKey> keys) =>
        [.. keys.Where(static key => key.Kind is NameKeyKind.Figure && key.Weight >= 1).Concat(keys.Where(static key => key.Kind is NameKeyKind.Date && key.Weight >= 1)).Select(static key => key.Hash)];

    private static List<int> Shared(List<ulong> these, List<ulong> those)
    {
        var first = new Dictionary<ulong, int>(those.Count);
        for (var i = 0; i < those.Count; i++) first.TryAdd(those[i], i);
        return [.. these.Select(figure => first.GetValueOrDefault(figure, -1)).Where(static at => at >= 0)];
    }

    /// <summary>Where the names that show in one account are met first in the other, and how many show.</summary>
    private static (List<int> Places, int All) Names(IReadOnlyList<NameKey> these, IReadOnlyList<NameKey> those)
    {
        var places = new Dictionary<ulong, int>();
        for (var i = 0; i < those.Count; i++)
            if (those[i].Kind is NameKeyKind.Skeleton or NameKeyKind.FullName) places.TryAdd(those[i].Hash, i);
        var (met, all) = (new List<int>(), 0);
        foreach (var name in these.Where(static key => key.Kind is NameKeyKind.Skeleton or NameKeyKind.FullName).GroupBy(static key => key.Text))
        {
            if (!name.Any(static key => key.Weight >= 1)) continue;
            all++;
            var first = name.Where(key => places.ContainsKey(key.Hash)).Select(key => places[key.Hash]).DefaultIfEmpty(-1).Min();
            if (first >= 0) met.Add(first);
        }
        return (met, all);
    }

    /// <summary>Share of the pairs that stand in the same order in both (Kendall, 1938), counted in a binary indexed tree (Fenwick, 1994).</summary>
    internal static double InOrder(IReadOnlyList<int> places)
    {
        var ranks = places.Distinct().Order().Select(static (place, i) => (place, Rank: i + 1)).ToDictionary(static pair => pair.place, static pair => pair.Rank);
        var tree = new int[ranks.Count + 1];
        var (same, all) = (0L, 0L);
        for (var i = OneSentence + 1; i < places.Count; i++)
        {
            for (var at = ranks[places[i - OneSentence - 1]]; at < tree.Length; at += at & -at) tree[at]++;
            var (rank, before) = (ranks[places[i]], i - OneSentence);
            var less = UpTo(rank - 1);
            same += less;
            all += before - (UpTo(rank) - less);
        }
        return all == 0 ? 1 : (double)same / all;

        int UpTo(int rank)
        {
            var sum = 0;
            for (; rank > 0; rank &= rank - 1) sum += tree[rank];
            return sum;
        }
    }

    /// <summary>Whether two accounts come from one house: one publisher, one site, or a publisher's name in two languages.</summary>
    private static bool OneHouse(EventDocument a, EventDocument b)
    {
        if (a.Url is not null && b.Url is not null && Addresses.RegisteredDomain(a.Url) is { Length: > 0 } domain && domain == Addresses.RegisteredDomain(b.Url)) return true;
        // A corpus without publishers and addresses is taken as one house's; a named one is not that of an unnamed text.
        if (a.Publisher is null && b.Publisher is null) return a.Url is null && b.Url is null;
        if (a.Publisher is null || b.Publisher is null) return false;
        if (a.Publisher == b.Publisher) return true;
        var names = Own(a).ToHashSet();
        return Own(b).Any(names.Contains);

        static IEnumerable<ulong> Own(EventDocument document) =>
            NameKeys.OfName(document.Publisher!, document.Language).Where(static key => key.Kind is NameKeyKind.Skeleton or NameKeyKind.FullName && key.Weight >= 1).Select(static key => key.Hash);
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>Tells whether two accounts in two languages are one text.</summary>
/// <remarks>
/// A translation tells the same figures, names and days in the same order, and comes from the same house or one that says so. Two houses that
/// report one happening share figures and names too, and not their order.
/// </remarks>
internal static class Translations
{
    // Shares of the sure keys (figures, days, names that show) that the other has, and of their pairs that stand in the same order.
    private const double SharedAtLeast = 0.45, InOrderAtLeast = 0.75;

    private const int FewestShared = 4;

    public static CopyEvidence Between(EventDocument a, IReadOnlyList<NameKey> keysOfA, EventDocument b, IReadOnlyList<NameKey> keysOfB)
    {
        var (these, those) = (Places(keysOfA), Places(keysOfB));
        var shared = these.Where(pair => those.ContainsKey(pair.Key)).Select(pair => (A: pair.Value, B: those[pair.Key])).OrderBy(static pair => pair.A).ToList();
        var (sureA, sureB) = (Figures(keysOfA), Figures(keysOfB));
        var figures = sureA.Count(sureB.Contains);
        var ofFigures = Math.Max(sureA.Count, sureB.Count);
        var inOrder = InOrder(shared);
        var shareA = Share(shared.Count, these.Count);
        var shareB = Share(shared.Count, those.Count);
        var because = string.Create(CultureInfo.InvariantCulture, $"{figures} of {ofFigures} figures and {shared.Count} names, figures and terms are the same, {inOrder:P0} of them in the same order");
        var likes = shared.Count >= FewestShared && Math.Min(shareA, shareB) >= SharedAtLeast && inOrder >= InOrderAtLeast && 2 * figures >= ofFigures;
        return likes && OneHouse(a, b)
            ? new CopyEvidence(CopyRelation.Translation, shareA, shareB, false, [because])
            : new CopyEvidence(CopyRelation.Independent, shareA, shareB, false, []);
    }

    private static double Share(int shared, int all) => all == 0 ? 0 : (double)shared / all;

    private static HashSet<ulong> Figures(IReadOnlyList<NameKey> keys) =>
        [.. keys.Where(static key => key.Kind is NameKeyKind.Figure or NameKeyKind.Date && key.Weight >= 1).Select(static key => key.Hash)];

    /// <summary>Where each key is met first, by its rank among those of its kind.</summary>
    private static Dictionary<ulong, int> Places(IReadOnlyList<NameKey> keys)
    {
        var places = new Dictionary<ulong, int>();
        foreach (var key in keys)
        {
            if (key.Kind is NameKeyKind.Figure or NameKeyKind.Date || (key.Kind == NameKeyKind.Concept && key.Weight >= 1)) places.TryAdd(key.Hash, (int)key.Kind * 1_000_000 + places.Count);
        }
        return places;
    }

    /// <summary>Share of the pairs of one kind that stand in the same order in both (Kendall, 1938).</summary>
    private static double InOrder(List<(int A, int B)> shared)
    {
        var (same, all) = (0, 0);
        for (var i = 0; i < shared.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (shared[i].A / 1_000_000 != shared[j].A / 1_000_000) continue;
                all++;
                if (shared[i].B > shared[j].B) same++;
            }
        }
        return all == 0 ? 1 : (double)same / all;
    }

    /// <summary>Whether two accounts come from one house: one publisher, one site, or a publisher's name in two languages.</summary>
    private static bool OneHouse(EventDocument a, EventDocument b)
    {
        if (a.Url is not null && b.Url is not null && Site(a.Url) is { Length: > 0 } site && site == Site(b.Url)) return true;
        if (a.Publisher is null || b.Publisher is null) return a.Url is null && b.Url is null;
        if (a.Publisher == b.Publisher) return true;
        var names = Own(a).ToHashSet();
        return Own(b).Any(names.Contains);

        static IEnumerable<ulong> Own(EventDocument document) =>
            NameKeys.OfName(document.Publisher!, document.Language).Where(static key => key.Kind is NameKeyKind.Skeleton or NameKeyKind.FullName && key.Weight >= 1).Select(static key => key.Hash);
    }

    /// <summary>The last two labels of a host, or three where the last two are short: presidency.gov.xx.</summary>
    private static string Site(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address)) return "";
        var labels = address.Host.Split('.');
        var kept = labels.Length > 2 && labels[^2].Length <= 3 ? 3 : 2;
        return string.Join('.', labels[Math.Max(0, labels.Length - kept)..]);
    }
}

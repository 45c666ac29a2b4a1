namespace Variorum;

/// <summary>Decides which statements of two witnesses say the same.</summary>
/// <remarks>
/// Two logistic layers over a few similarities. The first looks at a cell and its rivals, the second also at its neighbours and
/// at what likelier partners explain already. After each, a gate asks how much of the shorter account the pair shares at all:
/// unrelated accounts fall to nothing. Order is evidence, never a rule.
/// </remarks>
internal static class Alignment
{
    private const int SecondRounds = 2;
    private const int GateRounds = 6;
    // The best of many rivals is good by chance: what must be shared grows with the logarithm of how many there are.
    // The measures of these four stand in docs/decisions/links.md.
    private const double SharePerRival = .06;
    private const double GateStep = 3;
    private const double GateLeast = -4;
    // Accounts of one event seldom come out more than a week apart, and a late one tells the day; reports of one ritual do neither,
    // and share half of their stock sentences. A reprint or a later version shares more.
    private const int DaysApart = 7;
    private const double ShareOfApart = .7;
    private const double MostShare = .5;

    /// <summary>The log-odds from which a cell is a link: at .4, where links are found and missed alike.</summary>
    public static readonly double LinkAtLeast = Logit(.4);

    /// <summary>The cells worth judging, each with its log-odds.</summary>
    public static List<Cell> Of(Statement[] a, Statement[] b, Vocabulary vocabulary, double leastShare, LinkWeights weights, CancellationToken cancel = default)
    {
        var cells = First(a, b, vocabulary, cancel);
        Judge(cells, weights.First, static cell => cell.Features);
        Gate(cells, a, b, leastShare);
        for (var round = 0; round < SecondRounds; round++)
        {
            SecondLayer.Describe(cells, a.Length, b.Length);
            Judge(cells, weights.Second[round], static cell => cell.Features2);
            Gate(cells, a, b, leastShare);
        }
        return cells;
    }

    /// <summary>The cells with what the first layer sees, not judged yet.</summary>
    public static List<Cell> First(Statement[] a, Statement[] b, Vocabulary vocabulary, CancellationToken cancel = default)
    {
        var cells = Cells.Of(a, b, vocabulary, cancel);
        FirstLayer.Describe(cells, a, b, vocabulary);
        return cells;
    }

    public static void Judge(List<Cell> cells, double[] weights, Func<Cell, double[]> features)
    {
        foreach (var cell in cells)
        {
            var logit = 0d;
            var seen = features(cell);
            for (var i = 0; i < weights.Length; i++) logit += weights[i] * seen[i];
            // Mathematics libraries differ in the last bits; what is shown must not.
            cell.Logit = Math.Round(logit, 9);
        }
    }

    /// <summary>How much of an account must find a partner before the two are taken to tell of one event.</summary>
    public static double LeastShare(Account a, Account b)
    {
        var apart = Day(a.Published) is { } one && Day(b.Published) is { } other && !AreNear(one, other) && !Names(a, other) && !Names(b, one);
        return apart ? ShareOfApart : Math.Min(MostShare, SharePerRival * Math.Log(1 + Math.Max(a.Passages.Count, b.Passages.Count)));
    }

    /// <summary>Whether an account speaks of a day about then.</summary>
    private static bool Names(Account account, DateOnly day) =>
        account.Dates.Any(date => date.Value.Split('/').Any(end => Day(end) is { } named && AreNear(named, day)));

    private static bool AreNear(DateOnly one, DateOnly other) => Math.Abs(one.DayNumber - other.DayNumber) <= DaysApart;

    private static DateOnly? Day(string? iso) =>
        iso?.Length >= 10 && DateOnly.TryParseExact(iso.AsSpan(0, 10), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;

    /// <summary>Lowers all log-odds where the pair as a whole shares less than it must.</summary>
    public static void Gate(List<Cell> cells, Statement[] a, Statement[] b, double leastShare)
    {
        var bestA = new double[a.Length];
        var bestB = new double[b.Length];
        var moved = 0d;
        for (var round = 0; round < GateRounds; round++)
        {
            Array.Clear(bestA);
            Array.Clear(bestB);
            foreach (var cell in cells)
            {
                var p = 1 / (1 + Math.Exp(-(cell.Logit + moved)));
                bestA[cell.A] = Math.Max(bestA[cell.A], p);
                bestB[cell.B] = Math.Max(bestB[cell.B], p);
            }
            var share = Math.Clamp(Math.Max(Share(bestA, a), Share(bestB, b)), 1e-6, 1 - 1e-6);
            moved = Math.Clamp(moved + Math.Clamp(Logit(share) - Logit(leastShare), -GateStep, GateStep), GateLeast, 0);
        }
        foreach (var cell in cells) cell.Logit += moved;
    }

    private static double Share(double[] best, Statement[] statements)
    {
        var (sum, all) = (0d, 0d);
        for (var i = 0; i < best.Length; i++)
        {
            sum += best[i] * statements[i].Mass;
            all += statements[i].Mass;
        }
        return all > 0 ? sum / all : 0;
    }

    private static double Logit(double p) => Math.Log(p / (1 - p));
}

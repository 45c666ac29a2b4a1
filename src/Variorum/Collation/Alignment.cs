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
    // Chosen with the links in view, and not flat: at .22 one negative pair opens, at .4 the mean falls by .015 (docs/decisions/links.md).
    private const double GateShare = .26;
    private const double GateLeast = -3;
    private const double GateMost = .5;

    /// <summary>The cells worth judging, each with its log-odds.</summary>
    public static List<Cell> Of(Statement[] a, Statement[] b, Vocabulary vocabulary, LinkWeights weights)
    {
        var cells = First(a, b, vocabulary);
        Judge(cells, weights.First, static cell => cell.Features);
        Gate(cells, a, b);
        for (var round = 0; round < SecondRounds; round++)
        {
            SecondLayer.Describe(cells, a.Length, b.Length);
            Judge(cells, weights.Second[round], static cell => cell.Features2);
            Gate(cells, a, b);
        }
        return cells;
    }

    /// <summary>The cells with what the first layer sees, not judged yet.</summary>
    public static List<Cell> First(Statement[] a, Statement[] b, Vocabulary vocabulary)
    {
        var cells = Cells.Of(a, b, vocabulary);
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

    /// <summary>Moves all log-odds by what the pair as a whole makes likely.</summary>
    public static void Gate(List<Cell> cells, Statement[] a, Statement[] b)
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
            moved += Math.Clamp(Logit(share) - Logit(GateShare), GateLeast, GateMost);
            moved = Math.Clamp(moved, GateLeast * GateRounds, GateMost);
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

namespace Variorum;

/// <summary>What the neighbours of a cell and its rivals make of it: order as evidence, competition, what is told elsewhere already.</summary>
internal static class SecondLayer
{
    // Steps beyond this lend no support; fading over three; neither was varied here.
    private const int Reach = 8;
    private const double Fade = 3;
    private const int MostRows = 100;
    // A cell below this is no evidence for its neighbours.
    private const double LeastProbability = .02;

    public static readonly string[] Names =
    [
        "constant", "logit", "diagonal", "before", "after", "crossing", "rival-shorter", "rival-longer", "explained-shorter", "explained-longer",
        "completes", "coverage", "clause", "margin-shorter", "clause-margin-longer",
    ];

    public const int Diagonal = 2;

    public static void Describe(List<Cell> cells, int statementsOfA, int statementsOfB)
    {
        var rows = Lines(cells, statementsOfA, static cell => cell.A);
        var columns = Lines(cells, statementsOfB, static cell => cell.B);
        // Steps are counted in the shorter witness: three sentences of a transcript may be one of a report.
        var least = Math.Min(statementsOfA, statementsOfB);
        var (stepA, stepB) = ((double)least / statementsOfA, (double)least / statementsOfB);
        var described = new double[cells.Count][];
        for (var n = 0; n < cells.Count; n++)
        {
            var cell = cells[n];
            var (before, after, crossing, diagonal) = Neighbours(cell, rows, stepA, stepB);
            var (shorterLine, longerLine) = cell.AIsShorter ? (rows[cell.A], columns[cell.B]) : (columns[cell.B], rows[cell.A]);
            described[n] =
            [
                1,
                Math.Clamp(cell.Logit, -10, 10) / 4,
                diagonal,
                before,
                after,
                crossing,
                Rival(cell, shorterLine, cell.AIsShorter),
                Rival(cell, longerLine, !cell.AIsShorter),
                Explained(cell, shorterLine, cell.AIsShorter),
                Explained(cell, longerLine, !cell.AIsShorter),
                Completes(cell, longerLine, shorterLine),
                cell.Coverage,
                cell.Clause,
                cell.Features[FirstLayer.MarginOfShorter],
                cell.Features[FirstLayer.ClauseMarginOfLonger],
            ];
        }
        for (var n = 0; n < cells.Count; n++) cells[n].Features2 = described[n];
    }

    private static List<Cell>[] Lines(List<Cell> cells, int lines, Func<Cell, int> line)
    {
        var all = new List<Cell>[lines];
        for (var i = 0; i < lines; i++) all[i] = [];
        foreach (var cell in cells) all[line(cell)].Add(cell);
        return all;
    }

    private static (double Before, double After, double Crossing, double Diagonal) Neighbours(Cell cell, List<Cell>[] rows, double stepA, double stepB)
    {
        var (before, after, crossing, diagonal) = (0d, 0d, 0d, 0d);
        // One sentence against a thousand would have the thousand ask each other.
        var reach = Math.Min(MostRows, (int)Math.Ceiling(Reach / stepA));
        for (var i = Math.Max(0, cell.A - reach); i <= Math.Min(rows.Length - 1, cell.A + reach); i++)
        {
            foreach (var other in rows[i])
            {
                if (other == cell || other.Logit < -4) continue;
                var (down, right) = ((other.A - cell.A) * stepA, (other.B - cell.B) * stepB);
                var distance = Math.Abs(down) + Math.Abs(right);
                if (distance > Reach) continue;
                var p = other.Probability;
                if (p < LeastProbability) continue;
                var support = p * Math.Exp(-distance / Fade);
                if (down <= 0 && right <= 0) before = Math.Max(before, support);
                else if (down >= 0 && right >= 0) after = Math.Max(after, support);
                else crossing = Math.Max(crossing, support);
                // Next to it in both: whichever witness is cut finer, one of its own sentences is a step.
                var (di, dj) = (other.A - cell.A, other.B - cell.B);
                if (Math.Abs(di) <= 2 && Math.Abs(dj) <= 2 && di * dj > 0) diagonal = Math.Max(diagonal, p);
            }
        }
        return (before, after, crossing, diagonal);
    }

    /// <summary>The best partner elsewhere, not beside this one, that answers to the same clauses: a long sentence is told in several places.</summary>
    private static double Rival(Cell cell, List<Cell> line, bool rowOfA)
    {
        var rival = 0d;
        foreach (var other in line)
        {
            var away = rowOfA ? other.B - cell.B : other.A - cell.A;
            if (Math.Abs(away) <= 2 || other.Probability is var p && p <= rival) continue;
            rival = Math.Max(rival, p * (rowOfA ? SameClauses(cell.ClausesOfA, other.ClausesOfA) : SameClauses(cell.ClausesOfB, other.ClausesOfB)));
        }
        return rival;
    }

    /// <summary>The cosine of what two partners of a statement tell of each of its clauses; 1 where it has but one.</summary>
    private static double SameClauses(double[] one, double[] other)
    {
        var (both, ofOne, ofOther) = (0d, 0d, 0d);
        for (var clause = 0; clause < one.Length; clause++)
        {
            // Cells keep the roots of the shares.
            var (x, y) = (one[clause] * one[clause], other[clause] * other[clause]);
            both += x * y;
            ofOne += x * x;
            ofOther += y * y;
        }
        return ofOne > 0 && ofOther > 0 ? Math.Min(1, both / Math.Sqrt(ofOne * ofOther)) : 1;
    }

    /// <summary>How much of what the two share a likelier partner of the same statement has too.</summary>
    private static double Explained(Cell cell, List<Cell> line, bool ofA)
    {
        if (cell.Mass <= 0) return 0;
        var explained = 0d;
        foreach (var other in line)
        {
            if (other == cell || other.Logit <= cell.Logit || other.Logit < -4) continue;
            var common = 0d;
            foreach (var match in cell.Matches)
            {
                foreach (var rival in other.Matches)
                {
                    if (ofA ? rival.A == match.A : rival.B == match.B)
                    {
                        common += Math.Min(match.Weight, rival.Weight);
                        break;
                    }
                }
            }
            explained = Math.Max(explained, common / cell.Mass * other.Probability);
        }
        return explained;
    }

    /// <summary>The longer statement is linked beside this one, and is this one's best: it tells both.</summary>
    private static double Completes(Cell cell, List<Cell> longerLine, List<Cell> shorterLine)
    {
        foreach (var other in shorterLine)
        {
            if (other != cell && other.Logit > cell.Logit) return 0;
        }
        var beside = 0d;
        foreach (var other in longerLine)
        {
            var away = cell.AIsShorter ? other.A - cell.A : other.B - cell.B;
            if (away is 1 or -1) beside = Math.Max(beside, other.Probability);
        }
        return beside;
    }
}

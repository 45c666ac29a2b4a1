using System.Buffers;

namespace Variorum;

/// <summary>What two statements look like beside each other and beside their rivals, before their neighbours are asked.</summary>
internal static class FirstLayer
{
    // A lead over the best rival beyond this says no more.
    private const double MostMargin = .3;

    public static readonly string[] Names =
    [
        "constant", "coverage", "clause", "characters", "mass", "background", "length-ratio", "short",
        "same-figure", "other-figure", "same-date", "other-date", "margin-shorter", "margin-longer", "clause-margin-longer", "capitals",
        "peak", "cosine", "run",
    ];

    public const int MarginOfShorter = 12, ClauseMarginOfLonger = 14;

    public static void Describe(List<Cell> cells, Statement[] a, Statement[] b, Vocabulary vocabulary)
    {
        var rows = new Rivals(cells, a.Length, static cell => cell.A);
        var columns = new Rivals(cells, b.Length, static cell => cell.B);
        foreach (var cell in cells)
        {
            var (first, second) = (a[cell.A], b[cell.B]);
            var (background, capitals, peak) = (0d, 0d, 0d);
            foreach (var match in cell.Matches)
            {
                var term = first.Terms[match.A];
                background += vocabulary.Background(term) * vocabulary.Factor(term, second.Terms[match.B]);
                if (vocabulary[term].Capital) capitals += match.Weight;
                else peak = Math.Max(peak, match.Weight);
            }
            var (sameFigure, otherFigure) = Figures.Compare(first.Quantities, second.Quantities);
            var (sameDate, otherDate) = Figures.Compare(first.Dates, second.Dates);
            var marginA = Margin(cell.Score - rows.BestBut(cell.A, cell.Score));
            var marginB = Margin(cell.Score - columns.BestBut(cell.B, cell.Score));
            cell.Features =
            [
                1,
                cell.Coverage,
                cell.Clause,
                cell.Characters,
                Math.Log(1 + cell.Mass) / 4,
                background / 8,
                Math.Min(first.Mass, second.Mass) / Math.Max(Math.Max(first.Mass, second.Mass), 1e-9),
                first.IsShort || second.IsShort ? 1 : 0,
                sameFigure ? 1 : 0,
                otherFigure ? 1 : 0,
                sameDate ? 1 : 0,
                otherDate ? 1 : 0,
                cell.AIsShorter ? marginA : marginB,
                cell.AIsShorter ? marginB : marginA,
                Margin(cell.AIsShorter ? columns.ClauseLead(cell.B, cell, cell.ClausesOfB, static c => c.ClausesOfB) : rows.ClauseLead(cell.A, cell, cell.ClausesOfA, static c => c.ClausesOfA)),
                cell.Mass > 0 ? capitals / cell.Mass : 0,
                peak / 4,
                Math.Sqrt(cell.Mass / (Math.Sqrt(first.Mass * second.Mass) + 2)),
                Math.Log(1 + Run(cell, first, second, vocabulary)) / 4,
            ];
        }
    }

    /// <summary>The weight of the longest run of content terms that both have in the same order, beyond its heaviest term.</summary>
    private static double Run(Cell cell, Statement a, Statement b, Vocabulary vocabulary)
    {
        var (x, y) = (a.Content, b.Content);
        var partners = ArrayPool<int>.Shared.Rent(a.Terms.Length);
        var runs = ArrayPool<(double Sum, double Peak)>.Shared.Rent(y.Length + 1);
        partners.AsSpan(0, a.Terms.Length).Fill(-1);
        Array.Clear(runs, 0, y.Length + 1);
        foreach (var match in cell.Matches) partners[match.A] = match.B;
        var best = 0d;
        foreach (var term in x)
        {
            var weight = vocabulary.Weight(a.Terms[term]);
            // From the right, so that a run grows by one term of each side.
            for (var j = y.Length - 1; j >= 0; j--)
            {
                if (partners[term] != y[j])
                {
                    runs[j + 1] = default;
                    continue;
                }
                runs[j + 1] = (runs[j].Sum + weight, Math.Max(runs[j].Peak, weight));
                best = Math.Max(best, runs[j + 1].Sum - runs[j + 1].Peak);
            }
        }
        ArrayPool<int>.Shared.Return(partners);
        ArrayPool<(double, double)>.Shared.Return(runs);
        return best;
    }

    private static double Margin(double lead) => 3 * Math.Clamp(lead, -MostMargin, MostMargin);
}

/// <summary>The cells of each row (or column), to ask for the best but one.</summary>
internal sealed class Rivals
{
    private readonly (double Best, double Second)[] _scores;
    private readonly List<Cell>?[] _lines;

    public Rivals(List<Cell> cells, int lines, Func<Cell, int> line)
    {
        _scores = new (double, double)[lines];
        _lines = new List<Cell>?[lines];
        foreach (var cell in cells)
        {
            ref var known = ref _scores[line(cell)];
            if (cell.Score > known.Best) known = (cell.Score, known.Best);
            else if (cell.Score > known.Second) known.Second = cell.Score;
            (_lines[line(cell)] ??= []).Add(cell);
        }
    }

    public double BestBut(int line, double score) => score >= _scores[line].Best ? _scores[line].Second : _scores[line].Best;

    /// <summary>How far the clause that leads most is ahead of what any other partner makes of it.</summary>
    public double ClauseLead(int line, Cell cell, double[] clauses, Func<Cell, double[]> of)
    {
        var lead = double.NegativeInfinity;
        for (var clause = 0; clause < clauses.Length; clause++)
        {
            var rival = 0d;
            foreach (var other in _lines[line]!)
            {
                if (other != cell) rival = Math.Max(rival, of(other)[clause]);
            }
            lead = Math.Max(lead, clauses[clause] - rival);
        }
        return lead;
    }
}

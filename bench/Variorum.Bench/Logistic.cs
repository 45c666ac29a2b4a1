namespace Variorum.Bench;

/// <summary>Logistic regression with a ridge, by Newton's method; the same weights on every run.</summary>
internal static class Logistic
{
    private const int Rounds = 30;

    /// <summary>Weights for rows of features whose first is the constant, which the ridge spares.</summary>
    /// <param name="rows">What is learnt from; changed: a feature left out becomes zero.</param>
    /// <param name="ridge">How much large weights cost.</param>
    /// <param name="signs">For each feature 1 or -1 where its direction is known, else 0; one that would come out against it is left out.</param>
    public static double[] Fit(List<(double[] Features, double Label, double Weight)> rows, double ridge, int[] signs)
    {
        while (true)
        {
            var weights = Fit(rows, ridge);
            var worst = -1;
            for (var i = 0; i < weights.Length; i++)
            {
                if (signs[i] * weights[i] < 0 && (worst < 0 || Math.Abs(weights[i]) > Math.Abs(weights[worst]))) worst = i;
            }
            if (worst < 0) return weights;
            foreach (var row in rows) row.Features[worst] = 0;
        }
    }

    private static double[] Fit(List<(double[] Features, double Label, double Weight)> rows, double ridge)
    {
        var n = rows[0].Features.Length;
        var weights = new double[n];
        for (var round = 0; round < Rounds; round++)
        {
            var gradient = new double[n];
            var hessian = new double[n, n];
            for (var i = 1; i < n; i++)
            {
                gradient[i] = -ridge * weights[i];
                hessian[i, i] = ridge;
            }
            hessian[0, 0] = 1e-6;
            foreach (var (x, label, weight) in rows)
            {
                var logit = 0d;
                for (var i = 0; i < n; i++) logit += weights[i] * x[i];
                var p = 1 / (1 + Math.Exp(-logit));
                var slope = weight * Math.Max(p * (1 - p), 1e-6);
                for (var i = 0; i < n; i++)
                {
                    gradient[i] += weight * (label - p) * x[i];
                    for (var j = 0; j <= i; j++) hessian[i, j] += slope * x[i] * x[j];
                }
            }
            var step = Solve(hessian, gradient);
            var most = 0d;
            for (var i = 0; i < n; i++)
            {
                weights[i] += step[i];
                most = Math.Max(most, Math.Abs(step[i]));
            }
            if (most < 1e-7) break;
        }
        return weights;
    }

    /// <summary>Cholesky; the lower triangle is given.</summary>
    private static double[] Solve(double[,] matrix, double[] right)
    {
        var n = right.Length;
        var lower = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++) sum -= lower[i, k] * lower[j, k];
                lower[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / lower[j, j];
            }
        }
        var x = (double[])right.Clone();
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= lower[i, k] * x[k];
            x[i] /= lower[i, i];
        }
        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++) x[i] -= lower[k, i] * x[k];
            x[i] /= lower[i, i];
        }
        return x;
    }
}

namespace Variorum;

/// <summary>How similar an account is to those nearest to it: official prose is formula, so only what stands out from these is evidence.</summary>
/// <param name="Nearest">Its greatest similarities, descending, <see cref="Most"/> at most.</param>
internal readonly record struct Neighbourhood(float[] Nearest)
{
    public const int Most = 12;

    public static Neighbourhood Of(IEnumerable<double> similarities) =>
        new([.. similarities.Select(static similarity => (float)similarity).OrderDescending().Take(Most)]);

    /// <summary>The mean of the nearest without one of this similarity; 0 where there is no other.</summary>
    public double MeanBeside(double similarity)
    {
        var sum = 0d;
        var nearest = Nearest;
        foreach (var near in nearest) sum += near;
        if (nearest.Length > 0 && similarity >= nearest[^1]) sum -= similarity;
        return Math.Max(0, sum / (Most - 1));
    }

    /// <summary>The nearest of the others.</summary>
    public double NearestBeside(double similarity) =>
        Nearest.Length == 0 ? 0 : similarity < Nearest[0] ? Nearest[0] : Nearest.Length > 1 ? Nearest[1] : 0;
}

namespace Variorum.Bench;

/// <summary>What was right, wrong and missed on a page, a text or a pair.</summary>
internal readonly record struct Counts(int Right, int Wrong, int Missed)
{
    public static Counts operator +(Counts x, Counts y) => new(x.Right + y.Right, x.Wrong + y.Wrong, x.Missed + y.Missed);

    public static Counts Of(bool right) => right ? new Counts(1, 0, 0) : new Counts(0, 0, 1);

    /// <summary>F1 of all counted together; not a number where nothing was to be found and nothing was given.</summary>
    public static double F1(IReadOnlyList<Counts> all)
    {
        var sum = Sum(all);
        return 2.0 * sum.Right / (2.0 * sum.Right + sum.Wrong + sum.Missed);
    }

    /// <summary>Right of all; not a number where there is nothing.</summary>
    public static double Share(IReadOnlyList<Counts> all)
    {
        var sum = Sum(all);
        return (double)sum.Right / (sum.Right + sum.Wrong + sum.Missed);
    }

    public override string ToString() => $"{Right} right, {Wrong} wrong, {Missed} missed";

    private static Counts Sum(IReadOnlyList<Counts> all)
    {
        var sum = default(Counts);
        foreach (var counts in all) sum += counts;
        return sum;
    }
}

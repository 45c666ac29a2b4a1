namespace Variorum;

/// <summary>Logarithms of counts and lengths: a page asks for some ten for each of its blocks, and nearly always for those of small numbers.</summary>
internal static class Logarithms
{
    private const int Kept = 4096;

    private static readonly float[] Small = [.. Enumerable.Range(0, Kept).Select(static count => MathF.Log(1 + count))];

    /// <summary>The natural logarithm of a count and one more, so that of nothing it is 0.</summary>
    /// <param name="count">At least 0.</param>
    public static float OfOneMore(int count) => (uint)count < Kept ? Small[count] : MathF.Log(1 + count);
}

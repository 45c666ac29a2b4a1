using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Variorum;

/// <summary>A logistic layer over standardised features.</summary>
/// <param name="Names">One for each feature, as the table has them.</param>
/// <param name="Means">What is taken off.</param>
/// <param name="Scales">What the rest is divided by; never 0.</param>
/// <param name="Weights">One for each feature.</param>
/// <param name="Bias">The log-odds of a block that is average in all.</param>
internal sealed record LogisticLayer(IReadOnlyList<string> Names, float[] Means, float[] Scales, float[] Weights, float Bias)
{
    // Far-out values are as telling as far ones: without a bound, one 16 MB paragraph would decide for all.
    public const float Farthest = 4;

    private float[] Inverse => inverse ??= Array.ConvertAll(Scales, static scale => 1 / scale);

    private float[]? inverse;

    /// <summary>Log-odds that the row is what was learnt.</summary>
    public float Score(ReadOnlySpan<float> row) => Bias + Part(row, 0);

    /// <summary>What some of the features add to the log-odds.</summary>
    /// <param name="row">Their values.</param>
    /// <param name="from">Where they begin among all.</param>
    public float Part(ReadOnlySpan<float> row, int from)
    {
        var means = Means.AsSpan(from, row.Length);
        var scales = Inverse.AsSpan(from, row.Length);
        var weights = Weights.AsSpan(from, row.Length);
        var i = 0;
        // Four lanes on every machine: the order of the sum decides its last bits, and those which side of a threshold a block falls.
        var sum = Vector128<float>.Zero;
        var far = Vector128.Create(Farthest);
        for (; i <= row.Length - Vector128<float>.Count; i += Vector128<float>.Count)
        {
            var value = (Lanes(row, i) - Lanes(means, i)) * Lanes(scales, i);
            sum += Vector128.Min(Vector128.Max(value, -far), far) * Lanes(weights, i);
        }

        var score = sum[0] + sum[1] + sum[2] + sum[3];
        for (; i < row.Length; i++) score += Math.Clamp((row[i] - means[i]) * scales[i], -Farthest, Farthest) * weights[i];
        return score;
    }

    // Without a slice and its check for each four values: the loop's bound holds for all four spans, which are of one length.
    private static Vector128<float> Lanes(ReadOnlySpan<float> values, int at) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)at);

    /// <summary>The layer of a table whose lines are: layer, feature, mean, scale, weight, with tabs between.</summary>
    /// <exception cref="InvalidOperationException">The table lacks a feature: it was learnt for another reader.</exception>
    public static LogisticLayer Load(string table, string layer, IReadOnlyList<string> names)
    {
        var found = new LogisticLayer(names, new float[names.Count], new float[names.Count], new float[names.Count], 0);
        var next = 0;
        var bias = 0f;
        Array.Fill(found.Scales, 1f);
        foreach (var line in TableLines.Of(table))
        {
            var parts = line.Split('\t');
            if (parts[0] != layer) continue;
            if (parts[1] == "bias")
            {
                bias = Number(parts[4]);
                continue;
            }

            if (next == names.Count || parts[1] != names[next]) throw new InvalidOperationException($"{table} has the feature {parts[1]} of {layer} where the reader has another; learn the weights again");
            found.Means[next] = Number(parts[2]);
            found.Scales[next] = Number(parts[3]);
            found.Weights[next++] = Number(parts[4]);
        }

        if (next < names.Count) throw new InvalidOperationException($"{table} lacks features of {layer}; learn the weights again");
        return found with { Bias = bias };
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}

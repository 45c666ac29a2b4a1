using System.Runtime.Intrinsics;

namespace Variorum.Bench;

/// <summary>Learns a logistic layer: Adam over small batches, always in the same order.</summary>
internal static class LogisticLearning
{
    private const int Batch = 64;
    private const int Epochs = 10;
    private const float Rate = .01f;
    private const float Decay = 2e-4f;

    /// <param name="names">Of the features.</param>
    /// <param name="tables">Feature rows and signed weights, page by page.</param>
    public static LogisticLayer Fit(IReadOnlyList<string> names, List<(float[] Features, float[] Labels)> tables)
    {
        var width = names.Count;
        var rows = new List<(float[] Table, int Row, float Label)>();
        foreach (var (features, labels) in tables)
        {
            var scale = PageScale(labels);
            for (var i = 0; i < labels.Length; i++)
            {
                if (labels[i] != 0) rows.Add((features, i, labels[i] * scale));
            }
        }

        var (means, scales) = Spread(rows, width);
        var standard = new float[rows.Count * width];
        for (var r = 0; r < rows.Count; r++)
        {
            for (var k = 0; k < width; k++)
            {
                standard[(r * width) + k] = Math.Clamp((rows[r].Table[(rows[r].Row * width) + k] - means[k]) / scales[k], -LogisticLayer.Farthest, LogisticLayer.Farthest);
            }
        }

        var signs = names.Select(FeatureSigns.Of).ToArray();
        var weights = new float[width + 1];
        var gradient = new float[width + 1];
        var first = new float[width + 1];
        var second = new float[width + 1];
        var order = Enumerable.Range(0, rows.Count).ToArray();
        var random = new Random(1);
        var steps = Epochs * ((rows.Count + Batch - 1) / Batch);
        var step = 0;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(order);
            for (var from = 0; from < order.Length; from += Batch)
            {
                Array.Clear(gradient);
                var to = Math.Min(order.Length, from + Batch);
                for (var at = from; at < to; at++)
                {
                    var row = standard.AsSpan(order[at] * width, width);
                    var label = rows[order[at]].Label;
                    var p = 1 / (1 + MathF.Exp(-(weights[width] + Dot(row, weights))));
                    var error = (p - (label > 0 ? 1 : 0)) * MathF.Abs(label) / (to - from);
                    Add(gradient, row, error);
                    gradient[width] += error;
                }

                step++;
                var rate = Rate * (1 - ((float)step / (steps + 1)));
                for (var k = 0; k <= width; k++)
                {
                    var g = gradient[k] + (k < width ? Decay * weights[k] : 0);
                    first[k] = (.9f * first[k]) + (.1f * g);
                    second[k] = (.999f * second[k]) + (.001f * g * g);
                    var stepped = weights[k] - (rate * (first[k] / (1 - MathF.Pow(.9f, step))) / (MathF.Sqrt(second[k] / (1 - MathF.Pow(.999f, step))) + 1e-8f));

                    // What is known of a feature's direction holds for pages unlike those learnt from.
                    weights[k] = k == width || signs[k] == 0 ? stepped : signs[k] > 0 ? MathF.Max(0, stepped) : MathF.Min(0, stepped);
                }
            }
        }

        return new LogisticLayer(names, means, scales, weights[..width], weights[width]);
    }

    /// <summary>What a page's labels are multiplied by: a page with thousands of blocks is one page still.</summary>
    public static float PageScale(float[] labels)
    {
        var total = labels.Sum(MathF.Abs);
        return total > 0 ? 1 / MathF.Sqrt(total / 400) / 4 : 0;
    }

    private static (float[] Means, float[] Scales) Spread(List<(float[] Table, int Row, float Label)> rows, int width)
    {
        var sum = new double[width];
        var squares = new double[width];
        double total = 0;
        foreach (var (table, row, label) in rows)
        {
            var weight = Math.Abs(label);
            total += weight;
            for (var k = 0; k < width; k++)
            {
                double value = table[(row * width) + k];
                sum[k] += weight * value;
                squares[k] += weight * value * value;
            }
        }

        var means = new float[width];
        var scales = new float[width];
        for (var k = 0; k < width; k++)
        {
            means[k] = (float)(sum[k] / total);
            var deviation = (float)Math.Sqrt(Math.Max(0, (squares[k] / total) - ((double)means[k] * means[k])));

            // What next to no page has must not weigh much on the one that has it.
            scales[k] = MathF.Max(deviation, .05f);
        }

        return (means, scales);
    }

    // Eight lanes on every machine: the order of a sum decides its last bits, and those the weights.
    private static float Dot(ReadOnlySpan<float> row, float[] weights)
    {
        var sum = Vector256<float>.Zero;
        var i = 0;
        for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count) sum += Vector256.Create(row[i..]) * Vector256.Create(weights, i);
        var dot = Vector256.Sum(sum);
        for (; i < row.Length; i++) dot += row[i] * weights[i];
        return dot;
    }

    private static void Add(float[] gradient, ReadOnlySpan<float> row, float error)
    {
        var i = 0;
        var by = Vector256.Create(error);
        for (; i <= row.Length - Vector256<float>.Count; i += Vector256<float>.Count) (Vector256.Create(gradient, i) + (Vector256.Create(row[i..]) * by)).CopyTo(gradient, i);
        for (; i < row.Length; i++) gradient[i] += row[i] * error;
    }
}

using System.Runtime.InteropServices;

namespace Variorum;

/// <summary>What the first layer thought of a block's neighbourhood: the second layer's view, beside the first's.</summary>
internal sealed class SecondLook
{
    private const int Around = 4;
    private const float Confident = .7f;

    private static readonly Lazy<string[]> Lazy = new(() =>
    {
        var layout = new HtmlLayout();
        layout.Places.Add(new HtmlPlace { Parent = -1 });
        layout.Blocks.Add(new HtmlBlock { Text = "x", Place = 0, Words = 1 });
        var names = new List<string>(BlockFeatures.Names);
        new SecondLook(layout, new float[1]).Fill(0, new float[200], names);
        return [.. names];
    });

    private readonly HtmlLayout layout;
    private readonly float[] p;
    private readonly (float Mass, float Length, float Most)[] boxes;
    private readonly Dictionary<int, (float Mass, float Length)> paths = [];
    private readonly float[] before;
    private readonly Span run;
    private readonly (float Nearest, bool Between)[] distance;
    private readonly float logMass;

    /// <param name="layout">The page.</param>
    /// <param name="probabilities">What the first layer made of its blocks.</param>
    public SecondLook(HtmlLayout layout, float[] probabilities)
    {
        this.layout = layout;
        p = probabilities;
        boxes = new (float Mass, float Length, float Most)[layout.Places.Count];
        before = new float[p.Length + 1];
        Sum();
        run = BestRun(layout, p);
        distance = Distances(p);
        logMass = boxes.Length == 0 ? 0 : MathF.Log(1 + boxes[0].Mass);
    }

    /// <summary>The first layer's features, and those that its probabilities add.</summary>
    public static IReadOnlyList<string> Names => Lazy.Value;

    /// <summary>How many they add.</summary>
    public static int Added => Lazy.Value.Length - BlockFeatures.Count;

    /// <summary>Rows with the first layer's features, and what its probabilities add.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="first">The first layer's rows.</param>
    /// <param name="probabilities">What it made of them.</param>
    public static float[] Of(HtmlLayout layout, float[] first, float[] probabilities)
    {
        var given = BlockFeatures.Count;
        var width = Names.Count;
        var look = new SecondLook(layout, probabilities);
        var features = new float[layout.Blocks.Count * width];
        for (var i = 0; i < layout.Blocks.Count; i++)
        {
            first.AsSpan(i * given, given).CopyTo(features.AsSpan(i * width));
            look.Of(i, features.AsSpan((i * width) + given));
        }

        return features;
    }

    /// <summary>What the probabilities add to a block's row.</summary>
    /// <param name="block">Which block.</param>
    /// <param name="row">Room for it.</param>
    /// <returns>As much of the room as was filled.</returns>
    public ReadOnlySpan<float> Of(int block, Span<float> row)
    {
        row = row[..Added];
        Fill(block, row, null);
        return row;
    }

    private void Sum()
    {
        var places = layout.Places;
        for (var i = 0; i < p.Length; i++)
        {
            var block = layout.Blocks[i];
            var length = block.Text.Length;
            before[i + 1] = before[i] + p[i];
            ref var sum = ref boxes[block.Place];
            sum = (sum.Mass + (p[i] * length), sum.Length + length, MathF.Max(sum.Most, p[i]));
            ref var path = ref CollectionsMarshal.GetValueRefOrAddDefault(paths, places[block.Place].Path, out _);
            path = (path.Mass + (p[i] * length), path.Length + length);
        }

        for (var i = places.Count - 1; i > 0; i--)
        {
            ref var sum = ref boxes[places[i].Parent];
            sum = (sum.Mass + boxes[i].Mass, sum.Length + boxes[i].Length, MathF.Max(sum.Most, boxes[i].Most));
        }
    }

    private void Fill(int i, Span<float> values, List<string>? names)
    {
        var row = new FeatureRow(values, names);
        var count = p.Length;
        var all = MathF.Max(1, boxes[0].Mass);
        row.Add("first", p[i]);
        row.Add("first's log-odds", LogOdds(p[i]));
        for (var step = 1; step <= Around; step++)
        {
            row.Add("first", -step, i - step >= 0 ? p[i - step] : 0);
            row.Add("first", step, i + step < count ? p[i + step] : 0);
        }

        row.Add("first in 6", Mean(before, i, 3));
        row.Add("first in 16", Mean(before, i, 8));
        row.Add("first in 40", Mean(before, i, 20));
        var at = layout.Blocks[i].Place;
        for (var level = 0; level < 4; level++)
        {
            var (mass, length, most) = boxes[at];
            row.Add("box's mean", level, mass / MathF.Max(1, length));
            row.Add("box's share of mass", level, mass / all);
            row.Add("box's most", level, most);
            if (layout.Places[at].Parent is >= 0 and var parent) at = parent;
        }

        var (onPath, pathLength) = paths[layout.Places[layout.Blocks[i].Place].Path];
        row.Add("path's mean", onPath / MathF.Max(1, pathLength));
        row.Add("path's share of mass", onPath / all);
        row.Add("to the nearest confident", MathF.Log(1 + distance[i].Nearest));
        row.Add("between confident ones", distance[i].Between);
        row.Add("inside the best run", i >= run.Start && i < run.End);
        row.Add("to the best run", Logarithms.OfOneMore(Math.Max(0, Math.Max(run.Start - i, i - run.End + 1))));
        row.Add("log mass of page", logMass);
    }

    public static float LogOdds(float p)
    {
        p = Math.Clamp(p, .001f, .999f);
        return MathF.Log(p / (1 - p));
    }

    private static float Mean(float[] before, int i, int reach)
    {
        var from = Math.Max(0, i - reach);
        var to = Math.Min(before.Length - 1, i + reach + 1);
        return (before[to] - before[from]) / (to - from);
    }

    // The stretch whose words, weighed by how sure each block is, give the greatest sum.
    private static Span BestRun(HtmlLayout layout, float[] p)
    {
        var best = new Span(0, 0);
        float sum = 0, most = 0;
        var start = 0;
        for (var i = 0; i < p.Length; i++)
        {
            sum += (p[i] - .4f) * MathF.Sqrt(layout.Blocks[i].Text.Length);
            if (sum <= 0)
            {
                sum = 0;
                start = i + 1;
            }
            else if (sum > most)
            {
                most = sum;
                best = new Span(start, i + 1);
            }
        }

        return best;
    }

    private static (float Nearest, bool Between)[] Distances(float[] p)
    {
        var far = Math.Min(200, p.Length);
        var distances = new (float Nearest, bool Between)[p.Length];
        var last = -far;
        var seen = false;
        for (var i = 0; i < p.Length; i++)
        {
            if (p[i] > Confident)
            {
                last = i;
                seen = true;
            }

            distances[i] = (MathF.Min(far, i - last), seen);
        }

        last = p.Length + far;
        seen = false;
        for (var i = p.Length - 1; i >= 0; i--)
        {
            if (p[i] > Confident)
            {
                last = i;
                seen = true;
            }

            distances[i] = (MathF.Min(distances[i].Nearest, last - i), distances[i].Between && seen);
        }

        return distances;
    }
}

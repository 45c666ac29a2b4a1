namespace Variorum;

/// <summary>What the first layer thought of a block's neighbourhood: the second layer's view, beside the first's.</summary>
internal static class SecondLook
{
    private const int Around = 4;
    private const float Confident = .7f;

    public static IReadOnlyList<string> Names => Lazy.Value;

    private static readonly Lazy<string[]> Lazy = new(() =>
    {
        var layout = new HtmlLayout();
        layout.Places.Add(new HtmlPlace { Parent = -1 });
        layout.Blocks.Add(new HtmlBlock { Text = "x", Place = 0, Words = 1 });
        var names = new List<string>(BlockFeatures.Names);
        Fill(layout, new float[1], new float[200], 200, 0, names);
        return [.. names];
    });

    /// <summary>Rows with the first layer's features, and what its probabilities add.</summary>
    /// <param name="layout">The page.</param>
    /// <param name="first">The first layer's rows.</param>
    /// <param name="probabilities">What it made of them.</param>
    public static float[] Of(HtmlLayout layout, float[] first, float[] probabilities)
    {
        var given = BlockFeatures.Count;
        var width = Names.Count;
        var features = new float[layout.Blocks.Count * width];
        for (var i = 0; i < layout.Blocks.Count; i++) first.AsSpan(i * given, given).CopyTo(features.AsSpan(i * width));
        Fill(layout, probabilities, features, width, given, null);
        return features;
    }

    private static void Fill(HtmlLayout layout, float[] p, float[] features, int width, int from, List<string>? names)
    {
        var places = layout.Places;
        var count = layout.Blocks.Count;
        var sums = new (float Mass, float Length, float Most, int Blocks)[places.Count];
        var paths = new Dictionary<int, (float Mass, float Length)>();
        var before = new float[count + 1];
        for (var i = 0; i < count; i++)
        {
            var block = layout.Blocks[i];
            var length = block.Text.Length;
            before[i + 1] = before[i] + p[i];
            ref var sum = ref sums[block.Place];
            sum = (sum.Mass + (p[i] * length), sum.Length + length, MathF.Max(sum.Most, p[i]), sum.Blocks + 1);
            var path = places[block.Place].Path;
            var (mass, all) = paths.GetValueOrDefault(path);
            paths[path] = (mass + (p[i] * length), all + length);
        }

        for (var i = places.Count - 1; i > 0; i--)
        {
            ref var sum = ref sums[places[i].Parent];
            sum = (sum.Mass + sums[i].Mass, sum.Length + sums[i].Length, MathF.Max(sum.Most, sums[i].Most), sum.Blocks + sums[i].Blocks);
        }

        var run = BestRun(layout, p);
        var distance = Distances(p);
        for (var i = 0; i < count; i++)
        {
            var row = new FeatureRow(features.AsSpan((i * width) + from, width - from), names);
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
                var (mass, length, most, _) = sums[at];
                row.Add("box's mean", level, mass / MathF.Max(1, length));
                row.Add("box's share of mass", level, mass / MathF.Max(1, sums[0].Mass));
                row.Add("box's most", level, most);
                if (places[at].Parent >= 0) at = places[at].Parent;
            }

            var (onPath, pathLength) = paths[places[layout.Blocks[i].Place].Path];
            row.Add("path's mean", onPath / MathF.Max(1, pathLength));
            row.Add("path's share of mass", onPath / MathF.Max(1, sums[0].Mass));
            row.Add("to the nearest confident", MathF.Log(1 + distance[i].Nearest));
            row.Add("between confident ones", distance[i].Between);
            row.Add("inside the best run", i >= run.Start && i < run.End);
            row.Add("to the best run", MathF.Log(1 + Math.Max(0, Math.Max(run.Start - i, i - run.End + 1))));
            row.Add("log mass of page", MathF.Log(1 + sums[0].Mass));
        }
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

namespace Variorum.Bench;

/// <summary>Learns symmetric trees by gradient boosting on the logistic loss (Friedman 2001), with Newton's steps; the same trees on every run.</summary>
internal sealed class TreesLearning
{
    private const int Trees = 150;
    private const int Depth = BoostedTrees.Depth;
    private const float Rate = .12f;

    // A leaf with little weight in it has little to say.
    private const double Ridge = 30;

    // Each tree sees a part of the rows and asks of a part of the features only, so that no few pages decide all.
    private const float RowShare = .35f;
    private const float FeatureShare = .3f;

    private const int Bins = 32;

    private readonly int _width;
    private readonly float[] _labels;
    private readonly float[] _odds;
    private readonly float[][] _edges;
    private readonly byte[][] _binned;
    private readonly double[] _gradients;
    private readonly double[] _curvatures;
    private readonly byte[] _leaf;
    private readonly double[] _histogram = new double[(1 << Depth) * Bins * 2];
    private readonly double[] _gains = new double[Bins];

    private TreesLearning(int width, List<(float[] Features, float[] Labels, float[] Odds)> tables)
    {
        _width = width;
        var rows = new List<(float[] Table, int Row)>();
        var (signed, start) = (new List<float>(), new List<float>());
        foreach (var (features, given, first) in tables)
        {
            var scale = LogisticLearning.PageScale(given);
            for (var i = 0; i < given.Length; i++)
            {
                if (given[i] == 0) continue;
                rows.Add((features, i));
                signed.Add(given[i] * scale);
                start.Add(first[i]);
            }
        }

        _labels = [.. signed];
        _odds = [.. start];
        _gradients = new double[rows.Count];
        _curvatures = new double[rows.Count];
        _leaf = new byte[rows.Count];
        _edges = new float[width][];
        _binned = new byte[width][];
        var column = new float[rows.Count];
        for (var k = 0; k < width; k++)
        {
            for (var r = 0; r < column.Length; r++) column[r] = rows[r].Table[(rows[r].Row * width) + k];
            _edges[k] = Edges(column);
            _binned[k] = Array.ConvertAll(column, value => Bin(_edges[k], value));
        }
    }

    /// <param name="width">How many features a row has.</param>
    /// <param name="tables">Feature rows, signed weights, and the log-odds that the trees are added to, page by page.</param>
    public static BoostedTrees Fit(int width, List<(float[] Features, float[] Labels, float[] Odds)> tables) => new TreesLearning(width, tables).Grow();

    private BoostedTrees Grow()
    {
        var (features, thresholds, leaves) = (new List<int>(), new List<float>(), new List<float>());
        var random = new Random(1);
        var sample = new List<int>(_labels.Length);
        for (var tree = 0; tree < Trees; tree++)
        {
            sample.Clear();
            for (var r = 0; r < _labels.Length; r++)
            {
                if (random.NextSingle() < RowShare) sample.Add(r);
            }

            foreach (var r in sample)
            {
                var p = 1 / (1 + Math.Exp(-_odds[r]));
                _gradients[r] = Math.Abs(_labels[r]) * ((_labels[r] > 0 ? 1 : 0) - p);
                _curvatures[r] = Math.Abs(_labels[r]) * Math.Max(p * (1 - p), 1e-4);
            }

            var candidates = Enumerable.Range(0, _width).Where(k => _edges[k].Length > 0 && random.NextSingle() < FeatureShare).ToArray();
            Array.Clear(_leaf);
            for (var level = 0; level < Depth; level++)
            {
                var (feature, bin) = Best(candidates, sample, level);
                var column = _binned[feature];
                for (var r = 0; r < _leaf.Length; r++)
                {
                    if (column[r] > bin) _leaf[r] |= (byte)(1 << level);
                }

                features.Add(feature);
                thresholds.Add(_edges[feature][bin]);
            }

            var values = Leaves(sample);
            for (var r = 0; r < _leaf.Length; r++) _odds[r] += values[_leaf[r]];
            leaves.AddRange(values);
        }

        return new BoostedTrees([.. features], [.. thresholds], [.. leaves]);
    }

    // The question that lowers the loss most over all nodes of the level.
    private (int Feature, int Bin) Best(int[] candidates, List<int> sample, int level)
    {
        var (best, feature, bin) = (double.NegativeInfinity, 0, 0);
        foreach (var k in candidates)
        {
            var column = _binned[k];
            Array.Clear(_histogram);
            Array.Clear(_gains);
            foreach (var r in sample)
            {
                var cell = ((_leaf[r] * Bins) + column[r]) * 2;
                _histogram[cell] += _gradients[r];
                _histogram[cell + 1] += _curvatures[r];
            }

            for (var node = 0; node < 1 << level; node++) Gain(_histogram.AsSpan(node * Bins * 2, Bins * 2), _edges[k].Length);
            for (var b = 0; b < _edges[k].Length; b++)
            {
                if (_gains[b] > best) (best, feature, bin) = (_gains[b], k, b);
            }
        }

        return (feature, bin);
    }

    private void Gain(ReadOnlySpan<double> cells, int cuts)
    {
        double all = 0, weight = 0, below = 0, weightBelow = 0;
        for (var b = 0; b < Bins; b++)
        {
            all += cells[b * 2];
            weight += cells[(b * 2) + 1];
        }

        for (var b = 0; b < cuts; b++)
        {
            below += cells[b * 2];
            weightBelow += cells[(b * 2) + 1];
            _gains[b] += (below * below / (weightBelow + Ridge)) + ((all - below) * (all - below) / (weight - weightBelow + Ridge));
        }
    }

    private float[] Leaves(List<int> sample)
    {
        var sums = new double[1 << Depth];
        var weights = new double[1 << Depth];
        foreach (var r in sample)
        {
            sums[_leaf[r]] += _gradients[r];
            weights[_leaf[r]] += _curvatures[r];
        }

        var values = new float[1 << Depth];
        for (var i = 0; i < values.Length; i++) values[i] = (float)Math.Round(Rate * sums[i] / (weights[i] + Ridge), 4);
        return values;
    }

    private static byte Bin(float[] edges, float value)
    {
        var bin = 0;
        while (bin < edges.Length && value > edges[bin]) bin++;
        return (byte)bin;
    }

    // Between the quantiles of what is seen, one fewer than bins at most.
    private static float[] Edges(float[] column)
    {
        var sorted = (float[])column.Clone();
        Array.Sort(sorted);
        var edges = new List<float>();
        for (var b = 1; b < Bins; b++)
        {
            var at = (int)((long)b * sorted.Length / Bins);
            var edge = (float)Math.Round((sorted[at - 1] + sorted[at]) / 2, 4);
            if (edge < sorted[^1] && (edges.Count == 0 || edge > edges[^1])) edges.Add(edge);
        }

        // What is rarely set has no quantile of its own.
        if (edges.Count == 0 && sorted[0] < sorted[^1]) edges.Add((float)Math.Round((sorted[0] + sorted[^1]) / 2, 4));
        return [.. edges];
    }
}

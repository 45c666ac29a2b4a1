using System.Globalization;

namespace Variorum;

/// <summary>A sum of symmetric trees, all nodes of a level asking the same question (Kohavi and Li 1995; Prokhorenkova and others 2018).</summary>
/// <param name="Features">For each tree its questions' features, <see cref="Depth"/> of them.</param>
/// <param name="Thresholds">What the feature must be greater than to answer yes.</param>
/// <param name="Leaves">For each tree 2^<see cref="Depth"/> log-odds; the first question gives the lowest bit of a leaf's number.</param>
internal sealed record BoostedTrees(int[] Features, float[] Thresholds, float[] Leaves)
{
    /// <summary>How many questions a tree asks.</summary>
    public const int Depth = 4;

    /// <summary>How many trees.</summary>
    public int Count => Features.Length / Depth;

    /// <summary>What they add to the log-odds of a row that is given in two parts.</summary>
    /// <param name="row">The values of the first features.</param>
    /// <param name="rest">Those of the others.</param>
    public float Score(ReadOnlySpan<float> row, ReadOnlySpan<float> rest)
    {
        Span<byte> leaves = stackalloc byte[Count];
        leaves.Clear();
        // By feature, lowest threshold first, as in Lucchese and others, "QuickScorer", SIGIR 2015: most values are 0 and answer nothing.
        foreach (var (feature, questions) in _byFeature)
        {
            var value = feature < row.Length ? row[feature] : rest[feature - row.Length];
            foreach (var (threshold, tree, bit) in questions)
            {
                if (!(value > threshold)) break;
                leaves[tree] |= bit;
            }
        }
        var sum = 0f;
        for (var tree = 0; tree < leaves.Length; tree++) sum += Leaves[(tree << Depth) + leaves[tree]];
        return sum;
    }

    private readonly (int Feature, (float Threshold, int Tree, byte Bit)[] Questions)[] _byFeature =
        [.. Enumerable.Range(0, Features.Length).GroupBy(question => Features[question]).OrderBy(static group => group.Key).Select(group => (group.Key,
            group.OrderBy(question => Thresholds[question]).Select(question => (Thresholds[question], question / Depth, (byte)(1 << (question % Depth)))).ToArray()))];

    /// <summary>The trees of a table: on a line each tree's questions, a feature's name and a threshold, and then its leaves, with tabs between.</summary>
    /// <exception cref="InvalidOperationException">The table asks for a feature that is not there, as it was learnt for another reader;
    /// or a tree has too few or too many cells.</exception>
    public static BoostedTrees Load(string table, IReadOnlyList<string> names) => Load(table, TableLines.Of(table), names);

    /// <inheritdoc cref="Load(string, IReadOnlyList{string})"/>
    internal static BoostedTrees Load(string table, IEnumerable<string> lines, IReadOnlyList<string> names)
    {
        const int cells = (2 * Depth) + (1 << Depth);
        var numbers = new Dictionary<string, int>(names.Count, StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) numbers[names[i]] = i;
        var (features, thresholds, leaves) = (new List<int>(), new List<float>(), new List<float>());
        foreach (var line in lines)
        {
            var parts = line.Split('\t');
            if (parts.Length != cells) throw new InvalidOperationException($"{table}: tree {(features.Count / Depth) + 1} has {parts.Length} cells, not {cells}");
            for (var level = 0; level < Depth; level++)
            {
                if (!numbers.TryGetValue(parts[level * 2], out var feature)) throw new InvalidOperationException($"{table} asks for {parts[level * 2]}, which the reader has not; learn the weights again");
                features.Add(feature);
                thresholds.Add(Number(parts[(level * 2) + 1]));
            }

            foreach (var leaf in parts.AsSpan(Depth * 2)) leaves.Add(Number(leaf));
        }

        return new BoostedTrees([.. features], [.. thresholds], [.. leaves]);
    }

    private static float Number(string text) => float.Parse(text, CultureInfo.InvariantCulture);
}

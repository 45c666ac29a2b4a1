using System.Globalization;
using System.Text;

namespace Variorum.Bench;

/// <summary>Learns which blocks of a page are its text, reports what that reaches on hosts that were left out, and writes the weights.</summary>
internal static class PagesLearning
{
    private const int Folds = 5;
    private const float PlainerCounts = .5f;

    private sealed record LeftOut(float[][] Rows, bool[][] Once, bool[][] Twice, bool[][] Chosen);

    public static int Run(string shared)
    {
        var pages = PagesSet.Load(shared);
        var judged = pages.Count;
        Console.WriteLine($"{judged} pages, {pages.Sum(page => page.Layout.Blocks.Count)} blocks, {BlockFeatures.Count} and {SecondLook.Names.Count} features");
        pages = WithPlainer(pages);
        var left = Judged(pages);
        Console.WriteLine("one layer, hosts left out");
        PagesScore.Judge(shared, pages[..judged], left.Once[..judged], 0);
        Console.WriteLine("two layers, hosts left out");
        PagesScore.Judge(shared, pages[..judged], left.Twice[..judged], 0);
        Console.WriteLine("two layers and trees, hosts left out");
        var figures = PagesScore.Judge(shared, pages[..judged], left.Chosen[..judged], 25);

        var first = LogisticLearning.Fit(BlockFeatures.Names, pages.ConvertAll(page => (page.Features, page.Labels)));
        var second = LogisticLearning.Fit(SecondLook.Names, [.. Enumerable.Range(0, pages.Count).Select(i => (left.Rows[i], pages[i].Labels))]);
        WriteLayers(first, second, figures);
        WriteTrees(Trees(pages, left.Rows, [.. Enumerable.Range(0, pages.Count)], second), figures);
        return 0;
    }

    /// <summary>For each page which blocks are its text, by layers that were learnt from the pages of other hosts.</summary>
    public static bool[][] HostsLeftOut(List<LearntPage> pages) => Judged(WithPlainer(pages)).Chosen[..pages.Count];

    private static List<LearntPage> WithPlainer(List<LearntPage> pages) => [.. pages, .. pages.Where(page => page.Labels.Any(label => label != 0)).Select(Plainer)];

    private static LeftOut Judged(List<LearntPage> pages)
    {
        var fold = pages.ConvertAll(page => FoldOf(page.Host));
        var firsts = new LogisticLayer[Folds];
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, f =>
            firsts[f] = LogisticLearning.Fit(BlockFeatures.Names, [.. Others(pages, fold, f).Select(page => (page.Features, page.Labels))]));

        // The second layer must not learn from probabilities that the first knew by heart.
        var rows = new float[pages.Count][];
        var once = new bool[pages.Count][];
        for (var i = 0; i < pages.Count; i++)
        {
            var probabilities = MainText.Probabilities(pages[i].Features, firsts[fold[i]]);
            once[i] = MainText.Choose(pages[i].Layout, probabilities);
            rows[i] = SecondLook.Of(pages[i].Layout, pages[i].Features, probabilities);
        }

        var seconds = new LogisticLayer[Folds];
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, f =>
            seconds[f] = LogisticLearning.Fit(SecondLook.Names, [.. Enumerable.Range(0, pages.Count).Where(i => fold[i] != f).Select(i => (rows[i], pages[i].Labels))]));

        var trees = new BoostedTrees[Folds];
        Parallel.For(0, Folds, new ParallelOptions { MaxDegreeOfParallelism = 2 }, f =>
            trees[f] = Trees(pages, rows, [.. Enumerable.Range(0, pages.Count).Where(i => fold[i] != f)], seconds[f]));

        var (twice, chosen) = (new bool[pages.Count][], new bool[pages.Count][]);
        for (var i = 0; i < pages.Count; i++)
        {
            twice[i] = MainText.Choose(pages[i].Layout, MainText.Probabilities(rows[i], seconds[fold[i]]));
            chosen[i] = MainText.Choose(pages[i].Layout, MainText.Probabilities(rows[i], seconds[fold[i]], trees[fold[i]]));
        }
        return new LeftOut(rows, once, twice, chosen);
    }

    private static BoostedTrees Trees(List<LearntPage> pages, float[][] rows, int[] from, LogisticLayer layer) =>
        TreesLearning.Fit(layer.Names.Count, [.. from.Select(i => (rows[i], pages[i].Labels, Array.ConvertAll(MainText.Probabilities(rows[i], layer), SecondLook.LogOdds)))]);

    /// <summary>The page as old ministries would have built it: with no telling class, no element that says what it is, no data.
    /// Without such pages the layers take a block that nothing speaks against for text.</summary>
    private static LearntPage Plainer(LearntPage page)
    {
        var width = BlockFeatures.Count;
        var features = (float[])page.Features.Clone();
        for (var k = 0; k < width; k++)
        {
            if (!IsTelling(BlockFeatures.Names[k])) continue;
            for (var i = k; i < features.Length; i += width) features[i] = 0;
        }

        return page.With(features, Array.ConvertAll(page.Labels, label => label * PlainerCounts));
    }

    private static bool IsTelling(string name) =>
        name.Contains("class ", StringComparison.Ordinal) || name.StartsWith("within ", StringComparison.Ordinal) && name is not ("within Table" or "within Form" or "within Button" or "within List" or "within Quote")
        || name is "groups between" or "article body" or "in the article's data" or "article's data exist" or "in the description";

    private static IEnumerable<LearntPage> Others(List<LearntPage> pages, List<int> fold, int left) =>
        Enumerable.Range(0, pages.Count).Where(i => fold[i] != left).Select(i => pages[i]);

    // FNV-1a: the same fold on every machine.
    private static int FoldOf(string host)
    {
        var hash = 2166136261u;
        foreach (var c in host) hash = (hash ^ c) * 16777619;
        return (int)((hash >> 8) % Folds);
    }

    private static void WriteLayers(LogisticLayer first, LogisticLayer second, string figures)
    {
        var table = Head("two logistic layers", figures, "layer, feature, mean, scale, weight");
        foreach (var (name, layer) in new[] { ("first", first), ("second", second) })
        {
            table.Append(CultureInfo.InvariantCulture, $"{name}\tbias\t\t\t{layer.Bias:0.#####}\n");
            for (var i = 0; i < layer.Names.Count; i++) table.Append(CultureInfo.InvariantCulture, $"{name}\t{layer.Names[i]}\t{layer.Means[i]:0.#####}\t{layer.Scales[i]:0.#####}\t{layer.Weights[i]:0.#####}\n");
        }

        Save(MainText.Table, table);
    }

    private static void WriteTrees(BoostedTrees trees, string figures)
    {
        var table = Head("trees that are added to the second layer", figures, $"{BoostedTrees.Depth} times feature and threshold, {1 << BoostedTrees.Depth} leaves");
        for (var tree = 0; tree < trees.Count; tree++)
        {
            for (var question = tree * BoostedTrees.Depth; question < (tree + 1) * BoostedTrees.Depth; question++)
            {
                table.Append(CultureInfo.InvariantCulture, $"{SecondLook.Names[trees.Features[question]]}\t{trees.Thresholds[question]:0.####}\t");
            }

            table.AppendJoin('\t', trees.Leaves.Skip(tree << BoostedTrees.Depth).Take(1 << BoostedTrees.Depth).Select(leaf => leaf.ToString("0.####", CultureInfo.InvariantCulture))).Append('\n');
        }

        Save(MainText.TreesTable, table);
    }

    private static StringBuilder Head(string what, string figures, string columns)
    {
        var table = new StringBuilder($"# Which blocks of a page are its text: {what}, learnt by `Variorum.Bench learn-pages`.\n# Reached, both together, on hosts that were left out of the learning:\n");
        foreach (var line in figures.Split('\n', StringSplitOptions.RemoveEmptyEntries)) table.Append("# ").Append(line.Trim()).Append('\n');
        return table.Append("# ").Append(columns).Append('\n');
    }

    private static void Save(string name, StringBuilder table)
    {
        var path = Path.Combine(PagesScore.Root(), "src", "Variorum", "Reading", name);
        File.WriteAllText(path, table.ToString());
        Console.WriteLine($"wrote {path}");
    }
}

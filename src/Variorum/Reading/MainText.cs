namespace Variorum;

/// <summary>Finds the blocks that are the text of a page: two logistic layers, trees for what these cannot tell, and a smoothing over their order.</summary>
internal static class MainText
{
    public const string Table = "reading.weights.tsv";
    public const string TreesTable = "reading.trees.tsv";

    // Learnt together with the weights: more smoothing loses real texts, which have holes.
    private const float Inclined = .4f;
    private const float SwitchCost = .7f;

    // The log-odds within which trees are asked.
    private const float Doubt = 4;

    private const int TooShort = 200;
    private const float LastResort = .2f;
    private const float StandsOut = .6f;

    private static readonly Lazy<(LogisticLayer First, LogisticLayer Second, BoostedTrees Trees)> Learnt = new(() =>
        (LogisticLayer.Load(Table, "first", BlockFeatures.Names), LogisticLayer.Load(Table, "second", SecondLook.Names), BoostedTrees.Load(TreesTable, SecondLook.Names)));

    /// <summary>For each block, whether it is part of the text.</summary>
    public static bool[] Of(HtmlLayout layout, HtmlWitnesses witnesses)
    {
        var (first, second, trees) = Learnt.Value;
        var once = new float[layout.Blocks.Count];
        var odds = new float[once.Length];

        // Both layers look at a row while it is there: kept, the rows of a long page would fill 50 MB.
        var row = new float[BlockFeatures.Count];
        for (var i = 0; i < once.Length; i++)
        {
            var features = BlockFeatures.Of(layout, witnesses, i, row);
            once[i] = Probability(first.Score(features));
            odds[i] = second.Bias + second.Part(features, 0);
        }

        var look = new SecondLook(layout, once);
        var added = new float[SecondLook.Added];
        for (var i = 0; i < once.Length; i++)
        {
            var features = look.Of(i, added);
            var sum = odds[i] + second.Part(features, BlockFeatures.Count);
            if (InDoubt(sum)) sum += trees.Score(BlockFeatures.Of(layout, witnesses, i, row), features);
            odds[i] = Probability(sum);
        }

        return Choose(layout, odds);
    }

    /// <summary>A block's probability for each row of a table.</summary>
    public static float[] Probabilities(float[] features, LogisticLayer layer, BoostedTrees? trees = null)
    {
        var width = layer.Names.Count;
        var probabilities = new float[features.Length / width];
        for (var i = 0; i < probabilities.Length; i++)
        {
            var row = features.AsSpan(i * width, width);
            var sum = layer.Score(row);
            if (trees is not null && InDoubt(sum)) sum += trees.Score(row[..BlockFeatures.Count], row[BlockFeatures.Count..]);
            probabilities[i] = Probability(sum);
        }

        return probabilities;
    }

    // Of most blocks the layers are sure; to ask 600 questions about a menu's every line would cost as much as both of them.
    private static bool InDoubt(float odds) => MathF.Abs(odds) < Doubt;

    private static float Probability(float odds) => 1 / (1 + MathF.Exp(-odds));

    public static bool[] Choose(HtmlLayout layout, float[] probabilities)
    {
        var chosen = Smooth(layout, probabilities);
        var length = 0;
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i]) length += layout.Blocks[i].Text.Length;
        }

        if (length >= TooShort) return chosen;

        // A page where nothing stands out has no article: a wall to sign in at, a list of headlines.
        if (probabilities.Length == 0 || probabilities.Max() < StandsOut) return new bool[chosen.Length];
        var prose = false;
        for (var i = 0; i < chosen.Length; i++)
        {
            chosen[i] |= probabilities[i] > LastResort;
            prose |= chosen[i] && layout.Blocks[i].IsProse;
        }
        // A few words and not a sentence among them: the menu of a page that holds nothing else.
        return prose ? chosen : new bool[chosen.Length];
    }

    // The cheapest way through two states, in and out: a lone doubt among sure neighbours goes with them.
    private static bool[] Smooth(HtmlLayout layout, float[] probabilities)
    {
        var count = probabilities.Length;
        var fromOther = new (bool In, bool Out)[count];
        float inside = 0, outside = 0;
        for (var i = 0; i < count; i++)
        {
            var gain = (SecondLook.LogOdds(probabilities[i]) + Inclined) * MathF.Min(2, Logarithms.OfOneMore(layout.Blocks[i].Words)) / 2;
            fromOther[i] = (outside - SwitchCost > inside, inside - SwitchCost > outside);
            var into = MathF.Max(inside, outside - SwitchCost) + gain;
            outside = MathF.Max(outside, inside - SwitchCost) - gain;
            inside = into;
        }

        var chosen = new bool[count];
        var state = inside > outside;
        for (var i = count - 1; i >= 0; i--)
        {
            chosen[i] = state;
            if (state ? fromOther[i].In : fromOther[i].Out) state = !state;
        }

        return chosen;
    }
}

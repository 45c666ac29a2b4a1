namespace Variorum.Bench;

/// <summary>Lays passages onto the sentences of an aligned pair, as the scorer of <c>gold</c> does.</summary>
internal static class Laying
{
    /// <summary>For each passage the gold sentences that it covers; empty where it lies on none.</summary>
    public static List<HashSet<int>> Of(IReadOnlyList<Passage> passages, IReadOnlyList<Passage> gold)
    {
        var sentences = gold.Select(static sentence => Bag(sentence.Text)).ToList();
        var covers = new List<HashSet<int>>();
        var cursor = 0;
        foreach (var passage in passages)
        {
            var mine = Bag(passage.Text);
            var size = mine.Values.Sum();
            var hits = new List<int>();
            for (var i = 0; i < sentences.Count && size > 0; i++)
            {
                var shared = Shared(mine, sentences[i]);
                var small = Math.Min(size, sentences[i].Values.Sum());
                if (small > 0 && shared / (double)small >= (Math.Abs(i - cursor) <= 3 ? .5 : .8) && shared >= Math.Min(3, small)) hits.Add(i);
            }
            if (hits.Count == 0)
            {
                covers.Add([]);
                continue;
            }
            var best = hits.MaxBy(i => Shared(mine, sentences[i]) - (.001 * Math.Abs(i - cursor)));
            var share = Shared(mine, sentences[best]);
            covers.Add([.. hits.Where(i => i == best || (Math.Abs(i - best) <= 3
                && Shared(mine, sentences[i]) >= .8 * sentences[i].Values.Sum() && share < .8 * size))]);
            cursor = best;
        }
        return covers;
    }

    private static int Shared(Dictionary<string, int> a, Dictionary<string, int> b) => a.Sum(word => Math.Min(word.Value, b.GetValueOrDefault(word.Key)));

    private static Dictionary<string, int> Bag(string text)
    {
        var bag = new Dictionary<string, int>();
        var word = new System.Text.StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c) || (c is '\'' or '’' && word.Length > 0))
            {
                word.Append(char.ToLowerInvariant(c is '’' ? '\'' : c));
                continue;
            }
            var key = word.ToString().TrimEnd('\'');
            if (key.Length > 0) bag[key] = bag.GetValueOrDefault(key) + 1;
            word.Clear();
        }
        return bag;
    }
}

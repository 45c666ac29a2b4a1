namespace Variorum;

/// <summary>One order of statements for all witnesses.</summary>
/// <remarks>
/// What several tell stands as most of them have it: first by the mean of its places, then neighbours change places as long as more
/// witnesses have them the other way about, which lowers the number of pairs told against the order at each step (a local optimum of
/// Kemeny's rule, 1959). What one alone tells follows what stands before it there; what an account begins with alone follows the first
/// thing that it shares, so that the table begins with what several tell, and not with the account of the longest preamble.
/// </remarks>
internal static class RowOrder
{
    public static List<List<int>> Of(PassageLinks links, List<List<int>> groups)
    {
        // For each group and witness the first place; -1 where the witness has nothing.
        var places = groups.ConvertAll(group =>
        {
            var first = new int[links.Count];
            Array.Fill(first, -1);
            foreach (var passage in group)
            {
                ref var place = ref first[links.Witnesses[passage]];
                if (place < 0) place = passage;
            }
            return first;
        });
        var shared = Enumerable.Range(0, groups.Count).Where(g => places[g].Count(static place => place >= 0) > 1).ToList();
        var means = Means(links, places);
        shared.Sort((x, y) => means[x] != means[y] ? means[x].CompareTo(means[y]) : x.CompareTo(y));
        Settle(shared, places);
        return [.. Inserted(links, groups, places, shared).Select(g => groups[g])];
    }

    /// <summary>For each group the mean of its places, as shares of the witness's length.</summary>
    private static double[] Means(PassageLinks links, List<int[]> places)
    {
        var (starts, lengths) = (new int[links.Count], new int[links.Count]);
        for (var i = links.Witnesses.Length - 1; i >= 0; i--)
        {
            starts[links.Witnesses[i]] = i;
            lengths[links.Witnesses[i]]++;
        }
        return [.. places.Select(first =>
        {
            var (sum, count) = (0d, 0);
            for (var w = 0; w < first.Length; w++)
            {
                if (first[w] < 0) continue;
                sum += (first[w] - starts[w]) / (double)lengths[w];
                count++;
            }
            return Math.Round(sum / count, 9);
        })];
    }

    private static void Settle(List<int> order, List<int[]> places)
    {
        for (var i = 1; i < order.Count; i++)
        {
            for (var j = i; j > 0 && Against(places[order[j - 1]], places[order[j]]) > 0; j--) (order[j - 1], order[j]) = (order[j], order[j - 1]);
        }
    }

    /// <summary>How many more witnesses tell the second first.</summary>
    private static int Against(int[] first, int[] second)
    {
        var against = 0;
        for (var w = 0; w < first.Length; w++)
        {
            if (first[w] >= 0 && second[w] >= 0) against += first[w] > second[w] ? 1 : -1;
        }
        return against;
    }

    private static List<int> Inserted(PassageLinks links, List<List<int>> groups, List<int[]> places, List<int> shared)
    {
        var groupAt = new int[links.Passages.Length];
        Array.Fill(groupAt, -1);
        for (var g = 0; g < groups.Count; g++)
        {
            for (var w = 0; w < links.Count; w++)
            {
                if (places[g][w] >= 0) groupAt[places[g][w]] = g;
            }
        }
        var isShared = shared.ToHashSet();
        var after = shared.ToDictionary(static g => g, static _ => new List<int>());
        var (rest, first, last, witness) = (new List<int>(), new List<int>(), -1, -1);
        for (var passage = 0; passage < groupAt.Length; passage++)
        {
            if (links.Witnesses[passage] != witness)
            {
                // Who shares nothing stands behind all others.
                rest.AddRange(first);
                first.Clear();
                (witness, last) = (links.Witnesses[passage], -1);
            }
            var g = groupAt[passage];
            if (g < 0) continue;
            if (!isShared.Contains(g)) (last < 0 ? first : after[last]).Add(g);
            else
            {
                last = g;
                after[g].AddRange(first);
                first.Clear();
            }
        }
        return [.. shared.SelectMany(g => after[g].Prepend(g)), .. rest, .. first];
    }
}

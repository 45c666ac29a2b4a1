namespace Variorum;

/// <summary>A stretch of words of each of two texts; either may be empty.</summary>
internal readonly record struct Stretch(int StartA, int EndA, int StartB, int EndB)
{
    public int LengthA => EndA - StartA;

    public int LengthB => EndB - StartB;
}

/// <summary>What two texts have word for word and in one order.</summary>
/// <remarks>
/// Shingles that each text has once are anchors (the idea of patience diff); the longest chain of them that runs forward in both (Fredman,
/// 1975: n log n) is what was kept, and what lies between is what was changed. So hostile texts cost no more than long ones.
/// </remarks>
/// <param name="Runs">Equal stretches, in order.</param>
/// <param name="Gaps">What stands between, before and behind them.</param>
/// <param name="Shared">Words in runs.</param>
/// <param name="Common">Different shingles that both have, in any order.</param>
/// <param name="Fewer">Different shingles of the text that has fewer.</param>
internal sealed record CommonRuns(IReadOnlyList<Stretch> Runs, IReadOnlyList<Stretch> Gaps, int Shared, int Common, int Fewer)
{
    /// <summary>Share of the shorter text's shingles that the longer has, 0 to 1.</summary>
    public double Containment => Fewer == 0 ? 0 : (double)Common / Fewer;

    public static CommonRuns Between(Shingled a, Shingled b)
    {
        var (inA, inB) = (Once(a), Once(b));
        var (few, many) = inA.Count < inB.Count ? (inA, inB) : (inB, inA);
        var common = few.Keys.Count(many.ContainsKey);
        var anchors = new List<(int A, int B)>();
        for (var at = 0; at < a.Shingles.Length; at++)
        {
            if (inA[a.Shingles[at]] == at && inB.TryGetValue(a.Shingles[at], out var other) && other >= 0) anchors.Add((at, other));
        }
        return Filled(a, b, Forward(anchors), common, few.Count);
    }

    /// <summary>Where each shingle stands; -1 where it stands more than once.</summary>
    private static Dictionary<ulong, int> Once(Shingled wording)
    {
        var places = new Dictionary<ulong, int>(wording.Shingles.Length);
        for (var i = 0; i < wording.Shingles.Length; i++)
        {
            if (!places.TryAdd(wording.Shingles[i], i)) places[wording.Shingles[i]] = -1;
        }
        return places;
    }

    private static List<(int A, int B)> Forward(List<(int A, int B)> anchors)
    {
        var (tails, before) = (new List<int>(), new int[anchors.Count]);
        for (var i = 0; i < anchors.Count; i++)
        {
            var (low, high) = (0, tails.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (anchors[tails[middle]].B < anchors[i].B) low = middle + 1;
                else high = middle;
            }
            before[i] = low > 0 ? tails[low - 1] : -1;
            if (low == tails.Count) tails.Add(i);
            else tails[low] = i;
        }
        var chain = new List<(int, int)>(tails.Count);
        for (var i = tails.Count > 0 ? tails[^1] : -1; i >= 0; i = before[i]) chain.Add(anchors[i]);
        chain.Reverse();
        return chain;
    }

    private static CommonRuns Filled(Shingled a, Shingled b, List<(int A, int B)> chain, int common, int fewer)
    {
        var (runs, gaps) = (new List<Stretch>(), new List<Stretch>());
        var (endA, endB, shared) = (0, 0, 0);
        foreach (var (atA, atB) in chain)
        {
            if (atA < endA || atB < endB)
            {
                if (atA - endA != atB - endB) continue;
            }
            var (fromA, fromB) = (Math.Max(atA, endA), Math.Max(atB, endB));
            while (fromA > endA && fromB > endB && a.Hashes[fromA - 1] == b.Hashes[fromB - 1]) (fromA, fromB) = (fromA - 1, fromB - 1);
            var (toA, toB) = (fromA, fromB);
            while (toA < a.Count && toB < b.Count && a.Hashes[toA] == b.Hashes[toB]) (toA, toB) = (toA + 1, toB + 1);
            if (toA == fromA) continue;
            if (fromA > endA || fromB > endB) gaps.Add(new Stretch(endA, fromA, endB, fromB));
            runs.Add(new Stretch(fromA, toA, fromB, toB));
            shared += toA - fromA;
            (endA, endB) = (toA, toB);
        }
        if (endA < a.Count || endB < b.Count) gaps.Add(new Stretch(endA, a.Count, endB, b.Count));
        return new CommonRuns(runs, gaps, shared, common, fewer);
    }
}

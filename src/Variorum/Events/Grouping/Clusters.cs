namespace Variorum;

/// <summary>Groups accounts by the probabilities of their pairs: average linkage, in which a pair that is not given counts as 0.</summary>
/// <remarks>
/// Between two languages the mean counts half and the best pair the other half: names are all that is compared there, and of five accounts in one language
/// one or two have those that the account in another has.
/// What comes out depends on the pairs alone, not on the order in which they or the accounts are given, if the numbers are given by content.
/// A pair that changes touches its connected component only.
/// </remarks>
internal static class Clusters
{
    /// <summary>Pairs below this neither join nor connect.</summary>
    public const double LeastProbability = .02;

    /// <summary>The largest component in which missing pairs are asked for: a quarter of a million pairs.</summary>
    public const int MostCompleted = 700;

    /// <summary>The group of each account, as the least number in it.</summary>
    /// <param name="accounts">How many there are, numbered from 0.</param>
    /// <param name="edges">Pairs with their probability, each pair once.</param>
    /// <param name="joinAt">The mean probability between two groups from which on they are one.</param>
    /// <param name="missing">Asked for pairs of a component that <paramref name="edges"/> lack; null where these are improbable.</param>
    /// <param name="across">Whether two accounts are in two languages; null where all are in one.</param>
    public static int[] Of(int accounts, IEnumerable<(int A, int B, double Probability)> edges, double joinAt, Func<int, int, double>? missing = null, Func<int, int, bool>? across = null)
    {
        var groups = new int[accounts];
        for (var i = 0; i < accounts; i++) groups[i] = i;
        var given = edges.Where(static edge => edge.Probability >= LeastProbability && edge.A != edge.B)
            .Select(static edge => edge.A < edge.B ? edge : (A: edge.B, B: edge.A, edge.Probability)).ToList();
        // Sums of fractions depend on their order in the last bit.
        given.Sort();
        foreach (var component in Components(accounts, given, joinAt / 2)) Join(component.Accounts, component.Edges, joinAt, missing, across, groups);
        return groups;
    }

    // Edges too weak to join anything do not connect: else one large component would hold half of the accounts.
    private static IEnumerable<(int[] Accounts, List<(int A, int B, double Probability)> Edges)> Components(int accounts, List<(int A, int B, double Probability)> edges, double connectAt)
    {
        var parents = new int[accounts];
        for (var i = 0; i < accounts; i++) parents[i] = i;
        foreach (var (a, b, probability) in edges)
        {
            if (probability < connectAt) continue;
            var (x, y) = (Root(parents, a), Root(parents, b));
            if (x != y) parents[Math.Max(x, y)] = Math.Min(x, y);
        }
        var within = edges.Where(edge => Root(parents, edge.A) == Root(parents, edge.B)).ToLookup(edge => Root(parents, edge.A));
        return Enumerable.Range(0, accounts).GroupBy(account => Root(parents, account)).Where(static group => group.Skip(1).Any())
            .Select(group => (group.ToArray(), within[group.Key].ToList()));
    }

    private static int Root(int[] parents, int account)
    {
        while (parents[account] != account) account = parents[account] = parents[parents[account]];
        return account;
    }

    /// <summary>All pairs between two groups.</summary>
    /// <param name="Sum">Of the probabilities.</param>
    /// <param name="Across">How many pairs are in two languages.</param>
    /// <param name="AcrossSum">Of the probabilities of these.</param>
    /// <param name="AcrossMost">The greatest of these.</param>
    private readonly record struct Link(double Sum, int Across, double AcrossSum, double AcrossMost)
    {
        public static Link Of(double probability, bool across) => across ? new Link(probability, 1, probability, probability) : new Link(probability, 0, 0, 0);

        public static Link operator +(Link one, Link two) =>
            new(one.Sum + two.Sum, one.Across + two.Across, one.AcrossSum + two.AcrossSum, Math.Max(one.AcrossMost, two.AcrossMost));

        public double Mean(int pairs) => (Sum + (((Across * AcrossMost) - AcrossSum) / 2)) / pairs;
    }

    private static void Join(int[] accounts, List<(int A, int B, double Probability)> edges, double joinAt, Func<int, int, double>? missing, Func<int, int, bool>? across, int[] groups)
    {
        var links = accounts.ToDictionary(static account => account, static _ => new Dictionary<int, Link>());
        foreach (var (a, b, probability) in edges) links[a][b] = links[b][a] = Between(a, b, probability);
        if (missing is not null && accounts.Length <= MostCompleted)
        {
            foreach (var a in accounts)
            {
                foreach (var b in accounts)
                {
                    if (a < b && !links[a].ContainsKey(b)) links[a][b] = links[b][a] = Between(a, b, missing(a, b));
                }
            }
        }
        var members = accounts.ToDictionary(static account => account, static account => new List<int> { account });
        var queue = new PriorityQueue<(int A, int B, int SizeA, int SizeB), (double, int, int)>();
        foreach (var a in accounts)
        {
            foreach (var (b, link) in links[a])
            {
                if (a < b && link.Sum >= joinAt) queue.Enqueue((a, b, 1, 1), (-link.Sum, a, b));
            }
        }
        while (queue.TryDequeue(out var pair, out _))
        {
            // A group that has grown since has been put in anew.
            if (!members.TryGetValue(pair.A, out var a) || !members.TryGetValue(pair.B, out var b) || a.Count != pair.SizeA || b.Count != pair.SizeB) continue;
            a.AddRange(b);
            members.Remove(pair.B);
            links.Remove(pair.B, out var ofB);
            var ofA = links[pair.A];
            ofA.Remove(pair.B);
            foreach (var (other, link) in ofB!)
            {
                if (other == pair.A || !members.ContainsKey(other)) continue;
                ofA[other] = ofA.GetValueOrDefault(other) + link;
                links[other].Remove(pair.B);
            }
            foreach (var (other, link) in ofA)
            {
                links[other][pair.A] = link;
                var mean = link.Mean(a.Count * members[other].Count);
                if (mean < joinAt) continue;
                var (first, second) = pair.A < other ? (pair.A, other) : (other, pair.A);
                queue.Enqueue((first, second, members[first].Count, members[second].Count), (-mean, first, second));
            }
        }
        foreach (var (least, group) in members)
        {
            foreach (var account in group) groups[account] = least;
        }

        Link Between(int a, int b, double probability) => Link.Of(probability, across is not null && across(a, b));
    }
}

using CsCheck;

namespace Variorum;

public class ClustersTests
{
    [Fact]
    public void Two_groups_that_one_pair_links_stay_two()
    {
        var groups = Clusters.Of(6, [(0, 1, .9), (1, 2, .9), (0, 2, .9), (3, 4, .9), (4, 5, .9), (3, 5, .9), (2, 3, .8)], .5);
        Assert.Equal([0, 0, 0, 3, 3, 3], groups);
    }

    [Fact]
    public void A_pair_that_is_not_given_is_asked_for()
    {
        Assert.Equal([0, 0, 2], Clusters.Of(3, [(0, 1, .9), (1, 2, .7)], .5));
        Assert.Equal([0, 0, 0], Clusters.Of(3, [(0, 1, .9), (1, 2, .7)], .5, static (_, _) => .9));
    }

    [Fact]
    public void Between_two_languages_the_best_pair_counts_as_much_as_the_mean()
    {
        // 0 to 3 in one language, 4 in another, which one of them names as it does.
        (int, int, double)[] edges = [(0, 1, .9), (0, 2, .9), (0, 3, .9), (1, 2, .9), (1, 3, .9), (2, 3, .9), (0, 4, .85), (1, 4, .3), (2, 4, .3), (3, 4, .3)];
        Assert.Equal([0, 0, 0, 0, 4], Clusters.Of(5, edges, .6));
        Assert.Equal([0, 0, 0, 0, 0], Clusters.Of(5, edges, .6, null, static (a, b) => a == 4 != (b == 4)));
    }

    private static readonly Gen<(int A, int B, double Probability)[]> Edges =
        Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Double[0, 1]).Where(static edge => edge.Item1 < edge.Item2).Array[0, 40]
            .Select(static edges => edges.DistinctBy(static edge => (edge.Item1, edge.Item2)).ToArray());

    [Fact]
    public void The_order_of_the_pairs_changes_nothing() =>
        Gen.Select(Edges, Gen.Int).Sample((edges, seed) =>
        {
            var shuffled = edges.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Clusters.Of(12, edges, .5).SequenceEqual(Clusters.Of(12, shuffled, .5));
        }, seed: "0000KOIJSPjB");

    [Fact]
    public void A_group_is_named_by_its_least_account_and_no_pair_below_the_threshold_stands_alone_in_one() =>
        Edges.Sample(edges =>
        {
            var groups = Clusters.Of(12, edges, .5);
            return groups.Index().All(pair => pair.Item <= pair.Index && groups[pair.Item] == pair.Item)
                && groups.GroupBy(static group => group).Where(static group => group.Count() == 2).All(group =>
                {
                    var pair = Enumerable.Range(0, 12).Where(i => groups[i] == group.Key).ToArray();
                    return edges.Any(edge => edge.A == pair[0] && edge.B == pair[1] && edge.Probability >= .5);
                });
        }, seed: "0000KOIJSPjB");
}

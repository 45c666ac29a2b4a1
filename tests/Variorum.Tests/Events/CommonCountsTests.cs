namespace Variorum;

/// <summary>What several readers of one index of events share.</summary>
public sealed class CommonCountsTests
{
    [Fact]
    public void Readers_hold_the_same_counts_until_the_index_has_grown_by_a_fiftieth_or_is_another_one()
    {
        var (common, read) = (new CommonCounts(), 0);
        TermCounts Of(long last) => common.Of(last, () =>
        {
            read++;
            return new TermCounts(8);
        });

        var first = Of(1000);
        Assert.Same(first, Of(1000));
        Assert.Same(first, Of(1020));
        Assert.Equal(1, read);
        var grown = Of(1021);
        Assert.NotSame(first, grown);
        Assert.NotSame(grown, Of(12));
        Assert.Equal(3, read);
    }
}

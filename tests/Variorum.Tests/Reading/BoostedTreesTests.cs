using CsCheck;

namespace Variorum;

public class BoostedTreesTests
{
    private static readonly BoostedTrees Trees = BoostedTrees.Load(MainText.TreesTable, SecondLook.Names);

    [Fact]
    public void A_leaf_is_reached_by_its_answers()
    {
        // Of two trees the first asks of the first feature alone, the second of both.
        var trees = new BoostedTrees([0, 0, 0, 0, 1, 0, 1, 0], [1, 2, 3, 4, 1, 1, 5, 9], [.. Enumerable.Range(0, 32).Select(leaf => (float)leaf)]);
        Assert.Equal(0 + 16, trees.Score([0], [0]));
        Assert.Equal(0b0011 + 16 + 0b0010, trees.Score([2.5f], [1]));
        Assert.Equal(0b1111 + 16 + 0b1111, trees.Score([10], [6]));
    }

    [Fact]
    public void Where_a_row_is_parted_makes_no_difference() =>
        Gen.Select(Gen.Float[-10, 10].Array[SecondLook.Names.Count], Gen.Int[0, SecondLook.Names.Count]).Sample((row, at) =>
            Assert.Equal(Trees.Score(row, []), Trees.Score(row.AsSpan(0, at), row.AsSpan(at))), iter: 100);

    [Fact]
    public void Trees_that_were_learnt_for_another_reader_are_refused() =>
        Assert.Throws<InvalidOperationException>(() => BoostedTrees.Load(MainText.TreesTable, BlockFeatures.Names));

    [Theory]
    [InlineData(-1, 23)]
    [InlineData(1, 25)]
    public void A_torn_line_is_refused_and_named(int more, int cells)
    {
        var whole = string.Join('\t', Enumerable.Repeat("length\t1", BoostedTrees.Depth)) + string.Concat(Enumerable.Repeat("\t0.5", 1 << BoostedTrees.Depth));
        var torn = more < 0 ? whole[..whole.LastIndexOf('\t')] : whole + "\t0.5";
        Assert.Equal(1, BoostedTrees.Load("some.tsv", [whole], ["length"]).Count);
        var error = Assert.Throws<InvalidOperationException>(() => BoostedTrees.Load("some.tsv", [whole, torn], ["length"]));
        Assert.Equal($"some.tsv: tree 2 has {cells} cells, not 24", error.Message);
    }
}

namespace Variorum;

public class LossesTests
{
    private const string Before = "President Ilmar Toss received guests in Vesmark. Defence Minister Arvo Kell and Chief of Staff Jaan Mets stood beside him. The fleet has 27 ships.";

    [Fact]
    public void A_name_that_an_edit_took_out_is_a_loss() =>
        Assert.Contains(Losses.Between(Said(Before), Said(Before.Replace("Defence Minister Arvo Kell and ", "", StringComparison.Ordinal))),
            static loss => loss is { Kind: LossKind.Name } && loss.Text.EndsWith("Arvo Kell", StringComparison.Ordinal));

    [Fact]
    public void A_name_that_still_stands_elsewhere_is_none() =>
        Assert.DoesNotContain(Losses.Between(Said(Before + " Arvo Kell spoke."), Said(Before.Replace("Defence Minister Arvo Kell and ", "", StringComparison.Ordinal) + " Arvo Kell spoke. Defence Minister.")),
            static loss => loss.Kind == LossKind.Name);

    [Fact]
    public void A_figure_that_was_replaced_is_a_loss() =>
        Assert.Equal(["27"], Losses.Between(Said(Before), Said(Before.Replace("27", "24", StringComparison.Ordinal))).Select(static loss => loss.Text));

    [Fact]
    public void A_sentence_that_was_taken_out_is_a_loss_with_its_names() =>
        Assert.Equal([LossKind.Sentence, LossKind.Figure], Losses.Between(Said(Before), Said(Before.Replace(" The fleet has 27 ships.", "", StringComparison.Ordinal))).Select(static loss => loss.Kind));

    [Fact]
    public void What_was_only_put_in_is_no_loss() => Assert.Empty(Losses.Between(Said(Before), Said(Before + " The parade lasted two hours.")));

    private static VersionText Said(string text) => new("", text, [], []);
}

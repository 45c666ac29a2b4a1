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
        Assert.Equal(["27 ships"], Losses.Between(Said(Before), Said(Before.Replace("27", "24", StringComparison.Ordinal))).Select(static loss => loss.Text));

    [Fact]
    public void A_sentence_that_was_taken_out_is_a_loss_with_its_names() =>
        Assert.Equal([LossKind.Sentence, LossKind.Figure], Losses.Between(Said(Before), Said(Before.Replace(" The fleet has 27 ships.", "", StringComparison.Ordinal))).Select(static loss => loss.Kind));

    [Fact]
    public void What_was_only_put_in_is_no_loss() => Assert.Empty(Losses.Between(Said(Before), Said(Before + " The parade lasted two hours.")));

    [Theory]
    [InlineData("Exports rose by 38 percent and imports by 4 percent.", "Exports rose and imports by 4 percent.", "38 percent")]
    [InlineData("The port cost $3 billion and the road $1 billion.", "The port was dear and the road cost $1 billion.", "$3 billion")]
    [InlineData("条约于1月27日签署，4月27日公布。", "条约于4月27日签署，4月27日公布。", "1月27日")]
    [InlineData("El acuerdo se firmó el 14 de mayo en Vesmark.", "El acuerdo se firmó el 15 de mayo en Vesmark.", "14 de mayo")]
    public void A_figure_is_lost_with_its_unit(string before, string after, string lost) =>
        Assert.Equal([lost], Losses.Between(Said(before), Said(after)).Where(static loss => loss.Kind == LossKind.Figure).Select(static loss => loss.Text));

    [Theory]
    [InlineData("They met under Article 14 of the pact.", "They met under Article 15 of the pact.")]
    [InlineData("Articles 14, 15 and 16 were signed.", "Articles 4, 5 and 6 were signed.")]
    [InlineData("The frigate F-132 sailed at 9:30.", "The frigate sailed.")]
    public void A_number_that_names_is_no_figure(string before, string after) =>
        Assert.DoesNotContain(Losses.Between(Said(before), Said(after)), static loss => loss.Kind == LossKind.Figure);

    [Fact]
    public void Of_a_day_that_was_taken_out_the_month_is_no_name_of_its_own() =>
        Assert.Equal(["December 1"], Losses.Between(Said("The parliament votes before December 1, as was said."), Said("The parliament votes, as was said.")).Select(static loss => loss.Text));

    [Fact]
    public void What_begins_a_sentence_is_no_part_of_the_name_behind_it() =>
        Assert.Equal(["Orsany"], Losses.Between(Said("Should Orsany vote against it, the pact is void."), Said("If they vote against it, the pact is void.")).Where(static loss => loss.Kind == LossKind.Name).Select(static loss => loss.Text));

    [Fact]
    public void A_figure_in_words_is_one() =>
        Assert.Contains(Losses.Between(Said("Two hundred soldiers crossed the bridge."), Said("Soldiers crossed the bridge.")),
            static loss => loss is { Kind: LossKind.Figure } && loss.Text.StartsWith("Two hundred", StringComparison.Ordinal));

    [Theory]
    [InlineData("Two hundred soldiers crossed the bridge.", "200 soldiers crossed the bridge.")]
    [InlineData("Exports rose by 38 percent.", "Exports rose by 38%.")]
    [InlineData("It cost $3 billion.", "It cost 3 billion dollars.")]
    [InlineData("They sold 1,146 tons.", "They sold 1146 tons.")]
    [InlineData("They met on 27 January.", "They met on January 27, 2026, in Vesmark.")]
    public void A_figure_that_is_only_written_otherwise_is_none(string before, string after) =>
        Assert.DoesNotContain(Losses.Between(Said(before), Said(after)), static loss => loss.Kind == LossKind.Figure);

    [Theory]
    [InlineData("ko")]
    [InlineData("zh")]
    [InlineData("ja")]
    [InlineData("ar")]
    public void A_name_is_lost_where_letters_have_no_capitals_too(string language)
    {
        var wrong = new List<string>();
        foreach (var row in File.ReadLines(Corpora.Path("losses", language + ".tsv")).Select(static line => line.Split('\t')))
        {
            var names = string.Join(' ', Losses.Between(Said(row[0]), Said(row[1])).Where(static loss => loss.Kind == LossKind.Name).Select(static loss => loss.Text));
            if (names != row[2]) wrong.Add($"{row[0]}: {names}");
        }
        Assert.Empty(wrong);
    }

    private static VersionText Said(string text) => new("", text, [], []);
}

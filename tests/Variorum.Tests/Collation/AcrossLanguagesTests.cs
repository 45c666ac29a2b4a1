using System.Globalization;

namespace Variorum;

/// <summary>Two accounts of one event in two languages.</summary>
public class AcrossLanguagesTests
{
    private static readonly string Folder = Corpora.Path("tongues", "across");

    public static TheoryData<string, string> Languages => new MatrixTheoryData<string, string>(["en", "ru"], ["ko", "es", "fr", "de", "zh"]);

    [Theory, MemberData(nameof(Languages))]
    public void What_both_say_is_found_by_concepts_names_and_figures(string one, string other)
    {
        var (a, b) = (Read($"talks.{one}"), Read($"talks.{other}"));
        var links = Cells(Collator.Collate(a.Account, b.Account));
        var right = links.Count(link => a.Statements[link.A] > 0 && a.Statements[link.A] == b.Statements[link.B]);
        var all = a.Statements.Count(statement => statement > 0 && b.Statements.Contains(statement));
        Assert.True(right >= .65 * all, $"{right} of {all} found");
        Assert.True(right >= .8 * links.Count, $"{right} of {links.Count} right");
    }

    [Theory, MemberData(nameof(Languages))]
    public void Accounts_of_two_events_share_next_to_nothing(string one, string other)
    {
        if (!File.Exists(Path.Combine(Folder, $"flood.{other}.tsv"))) (one, other) = (other, one);
        if (!File.Exists(Path.Combine(Folder, $"flood.{other}.tsv"))) other = "en";
        Assert.True(Collator.Collate(Read($"talks.{one}").Account, Read($"flood.{other}").Account).Links.Count <= 1);
    }

    [Fact]
    public void No_link_between_languages_is_called_sure()
    {
        var links = Collator.Collate(Read("talks.en").Account, Read("talks.fr").Account).Links;
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.InRange(link.Confidence, .4, .8));
        Assert.All(links, link => Assert.NotEmpty(link.Because));
    }

    [Fact]
    public void A_figure_and_a_date_that_are_not_the_same_are_told_and_wording_is_not()
    {
        var variants = Collator.Collate(Read("talks.en").Account, Read("talks.de", ("um 18 Prozent", "um 8 Prozent"), ("3. September", "4. September")).Account).Variants;
        Assert.Equal(["Date 3 September 4. September", "Figure 18 percent 8 Prozent"],
            variants.Where(variant => variant.Kind == VariantKind.Substitution).Select(variant => $"{variant.Of} {variant.From} {variant.To}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Witnesses_that_give_one_figure_in_two_languages_are_told_together()
    {
        var table = StatementTable.Of(Read("talks.en").Account, Read("talks.de", ("um 18 Prozent", "um 8 Prozent")).Account, Read("talks.es", ("un 18 por ciento", "un 8 por ciento")).Account);
        var figure = Assert.Single(table.Rows.SelectMany(row => row.Differences), difference => difference.Of == Matter.Figure);
        Assert.Equal(["B C", "A"], figure.Readings.Select(reading => string.Join(' ', reading.Sigla)));
    }

    [Fact]
    public void A_sum_in_one_currency_by_two_languages_is_one_statement_that_differs()
    {
        var english = Bench.GoldPairs.Lined(["Norland and Vesmark signed an agreement in Port Tessin on 14 October.", "Norland will pay 3.2 million crowns to the families of the seamen.", "The talks are to be resumed on 9 November in Aldenhaven."], "a.txt", "2026-10-14") with { Language = "en" };
        var russian = Bench.GoldPairs.Lined(["Норланд и Весмарк подписали 14 октября в Порт-Тессине соглашение.", "Норланд выплатит семьям погибших моряков 3,6 миллиона крон.", "Переговоры возобновятся 9 ноября в Альденхавене."], "b.txt", "2026-10-14") with { Language = "ru" };
        var figure = Assert.Single(Collator.Collate(english, russian).Variants, static variant => variant.Of == Matter.Figure);
        Assert.Equal(("3.2 million crowns", "3,6 миллиона крон"), (figure.From, figure.To));
    }

    [Fact]
    public void Accounts_that_tell_the_same_figures_have_nothing_exchanged_and_nobody_else_speaking() =>
        Assert.DoesNotContain(Collator.Collate(Read("talks.en").Account, Read("talks.de").Account).Variants, variant => variant.Kind is VariantKind.Substitution or VariantKind.Reattribution);

    [Theory]
    [InlineData("Ida Lund", "en", "Ида Лунд", "ru", true)]
    [InlineData("Karl Benning", "en", "Карл Беннинг", "ru", true)]
    [InlineData("Benning", "de", "Карл Беннинг", "ru", true)]
    [InlineData("Karl Benning", "en", "Карл Лунд", "ru", false)]
    [InlineData("Karl Benning", "en", "Karl Venn", "en", false)]
    public void A_speaker_is_the_same_in_other_letters(string one, string language, string other, string otherLanguage, bool same) =>
        Assert.Equal(same, SpeakerNames.AreSame(one, language, other, otherLanguage));

    [Fact]
    public void A_reader_is_told_that_there_are_two_languages()
    {
        using var text = new StringWriter();
        TextReport.Write(Collator.Collate(Read("talks.en").Account, Read("talks.ru").Account), text, 80, colour: false);
        Assert.Contains("The accounts are in 2 languages (English, Russian).", text.ToString(), StringComparison.Ordinal);
        using var one = new StringWriter();
        TextReport.Write(Told.Signing(), one, 80, colour: false);
        Assert.DoesNotContain("languages", one.ToString(), StringComparison.Ordinal);
    }

    private static (Account Account, int[] Statements) Read(string name, params (string From, string To)[] changes)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".tsv")).Select(line => changes.Aggregate(line, (text, change) => text.Replace(change.From, change.To, StringComparison.Ordinal)).Split('\t')).ToList();
        var account = Bench.GoldPairs.Lined([.. lines.Select(fields => fields[1])], name, "2026-05-15") with { Language = name[^2..] };
        return (account, [.. lines.Select(fields => int.Parse(fields[0], CultureInfo.InvariantCulture))]);
    }

    private static List<(int A, int B)> Cells(Collation collation) =>
        [.. from link in collation.Links from a in link.A from b in link.B select (Number(a), Number(b))];

    private static int Number(string id) => int.Parse(id.AsSpan(1), CultureInfo.InvariantCulture) - 1;
}

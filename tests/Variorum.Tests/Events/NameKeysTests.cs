namespace Variorum;

public class NameKeysTests
{
    [Theory]
    [InlineData("en", "Dravenko", "ru", "Дравенко")]
    [InlineData("en", "Dravenko", "el", "Δραβένκο")]
    [InlineData("en", "Dravenko", "ar", "درافينكو")]
    [InlineData("en", "Dravenko", "he", "דרבנקו")]
    [InlineData("en", "Dravenko", "ko", "드라벤코")]
    [InlineData("en", "Dravenko", "ja", "ドラベンコ")]
    [InlineData("en", "Dravenko", "zh", "德拉文科")]
    [InlineData("en", "Dravenko", "ka", "დრავენკო")]
    [InlineData("en", "Dravenko", "hy", "Դրավենկո")]
    [InlineData("en", "Dravenko", "hi", "द्रावेन्को")]
    [InlineData("en", "Dravenko", "de", "Drawenko")]
    [InlineData("en", "Shelmov", "pl", "Szelmow")]
    [InlineData("en", "Shelmov", "fr", "Chelmov")]
    [InlineData("en", "Shelmov", "cs", "Šelmov")]
    [InlineData("en", "Han Jong Rim", "ru", "Хан Чен Рим")]
    [InlineData("en", "Han Jong-rim", "ko", "한정림")]
    [InlineData("en", "Kim Yong Su", "zh", "金英洙")]
    [InlineData("en", "Tamurin", "lv", "Tamurins")]
    [InlineData("en", "Mindo", "ko", "민도")]
    public void The_spellings_of_a_name_share_a_key_in_any_two_scripts(string language, string name, string other, string spelling) =>
        Assert.True(Shared(NameKeys.OfName(name, language), NameKeys.OfName(spelling, other)));

    [Theory]
    [InlineData("en", "Dravenko", "ru", "Тарасенко")]
    [InlineData("en", "Shelmov", "ru", "Шелестов")]
    [InlineData("en", "Kim Yong Su", "ko", "김정림")]
    [InlineData("en", "Lumo", "ru", "Лима")]
    public void Two_names_share_none(string language, string name, string other, string spelling) =>
        Assert.False(Shared(NameKeys.OfName(name, language), NameKeys.OfName(spelling, other)));

    [Fact]
    public void Nine_in_ten_spellings_of_the_worlds_names_share_a_key_and_one_in_a_thousand_of_two_names()
    {
        var names = File.ReadLines(Corpora.Path("names", "spellings.tsv")).Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('\t')[1..].Select(form => NameKeys.OfName(form[3..], form[..2])).ToList()).ToList();
        var same = names.SelectMany(forms => Pairs(forms, forms)).ToList();
        var other = names.Zip(names.Skip(1)).SelectMany(pair => Pairs(pair.First, pair.Second)).ToList();

        Assert.InRange(same.Count(shared => shared) / (double)same.Count, 0.9, 1);
        Assert.InRange(other.Count(shared => shared) / (double)other.Count, 0, 0.001);

        static IEnumerable<bool> Pairs(List<IReadOnlyList<NameKey>> these, List<IReadOnlyList<NameKey>> those) =>
            from a in these from b in those where a != b select Shared(a, b);
    }

    [Theory]
    [InlineData("en", "On Monday envoys met Anton Dravenko in the capital.", "Dravenko")]
    [InlineData("ru", "В столице послы встретились с Антоном Дравенко.", "Дравенко")]
    [InlineData("tr", "Elçiler başkentte Dravenko'nun evinde buluştu.", "Dravenko")]
    [InlineData("ko", "사절단은 수도에서 드라벤코를 만났다.", "드라벤코를")]
    [InlineData("zh", "使节在首都会见了德拉文科。", "德拉文科")]
    [InlineData("ja", "使節は首都でドラベンコ氏と会談した。", "ドラベンコ")]
    [InlineData("ar", "التقى المبعوثون ودرافينكو في العاصمة", "ودرافينكو")]
    public void A_name_is_found_in_a_text_by_its_capital_or_by_its_letters(string language, string text, string shown)
    {
        var name = NameKeys.OfName("Dravenko", "en");
        Assert.Contains(NameKeys.OfNames(text, language), key => key.Text == shown && name.Any(own => own.Hash == key.Hash));
    }

    [Fact]
    public void The_head_of_a_sentence_is_no_name_for_its_capital_alone() =>
        Assert.DoesNotContain(NameKeys.OfNames("Harvests were good. Farmers met Dravenko.", "en"), key => key.Text is "Harvests" or "Farmers");

    [Fact]
    public void The_cases_of_a_name_are_one()
    {
        var names = NameKeys.OfNames("Rozmowy z Dravenkiem trwały, a list do Dravenka i słowa Dravenkowi oddano.", "pl");
        Assert.True(Shared(names, NameKeys.OfName("Dravenko", "en")));
    }

    [Fact]
    public void Figures_days_and_concepts_are_shared_by_two_languages()
    {
        var english = NameKeys.Of("On 14 March the ministers signed a treaty on 1,250 tons of grain.", "en", "2024-03-15");
        var russian = NameKeys.Of("14 марта министры подписали договор о 1250 тоннах зерна.", "ru", "2024-03-15");
        var shared = english.Where(key => russian.Any(other => other.Hash == key.Hash)).Select(key => key.Kind).ToHashSet();
        Assert.Superset(new HashSet<NameKeyKind> { NameKeyKind.Figure, NameKeyKind.Date, NameKeyKind.Concept }, shared);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uD800")]
    [InlineData("'''---")]
    [InlineData("ооооооооооооооооооооооооооооооооооооооооооооооооооооооооооооооо")]
    public void No_text_is_too_odd(string text) => Assert.NotNull(NameKeys.Of(text, null));

    private static bool Shared(IReadOnlyList<NameKey> these, IReadOnlyList<NameKey> those) =>
        these.Where(key => key.Kind != NameKeyKind.Spelling).Any(key => those.Any(other => other.Hash == key.Hash));
}

using CsCheck;

namespace Variorum;

public class AnalyzerTests
{
    private static string Terms(string text) => string.Join(' ', new Analyzer().Analyze(text).Select(token => token.Term));

    [Theory]
    [InlineData("The ministers signed 1,146 agreements.", "The minister signs the agreement: 1146", "minist sign 1146 agreement")]
    [InlineData("Müller und Škoda", "MULLER und skoda", "muller und skoda")]
    [InlineData("The D.P.R.K. and the U.S.", "DPRK, US", "dprk us")]
    [InlineData("Norland's railways", "Norland’s railway", "norland railwai")]
    [InlineData("l'accord", "accord", "accord")]
    [InlineData("президентами подписаны договоры", "президент подписаны договор", "президент подписа договор")]
    [InlineData("والاتفاقية", "اتفاقية", "اتفاق")]
    [InlineData("مُحَمَّد", "محمد", "محمد")]
    [InlineData("السُّدْمَارْك وإيران", "سدمارك ايران", "سدمارك اير")]
    [InlineData("１２３ km", "123 km", "123 km")]
    [InlineData("٢٠٢٤", "2024", "2024")]
    [InlineData("Αθήνα", "ΑΘΗΝΑ", "αθηνα")]
    public void Words_written_otherwise_are_the_same_terms(string one, string other, string shared)
    {
        foreach (var term in shared.Split(' '))
        {
            Assert.Contains(term, Terms(one).Split(' '));
            Assert.Contains(term, Terms(other).Split(' '));
        }
    }

    [Theory]
    [InlineData("1,146 and 1\u00a0146\u00a0000", "1146 and 1146000")]
    [InlineData("1.5 and 1,5", "1.5 and 1.5")]
    [InlineData("20.06.2024", "20 06 2024")]
    [InlineData("2024-06-20", "2024 06 20")]
    [InlineData("1.146.300", "1146300")]
    [InlineData("F-16 at 20km", "f 16 at 20 km")]
    [InlineData("東京都。", "東京 京都 都")]
    [InlineData("김철수는 말했다", "김철 철수 수는 는 말했 했다 다")]
    [InlineData("ประเทศ", "ปร ระ ะเ เท ทศ ศ")]
    [InlineData("…!? — &", "")]
    public void Numbers_keep_their_value_and_unspaced_scripts_give_pairs(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("вагон", "вагон вагона вагоне вагонов вагоном вагоны вагонах")]
    [InlineData("важн", "важная важнее важнейшие важнейшими важно важного")]
    [InlineData("падал", "падаль")]
    [InlineData("пада", "падать")]
    [InlineData("подписа", "подписали подписал подписать подписана")]
    [InlineData("договор", "договору договорами договоров договорам")]
    [InlineData("اتفاق", "الاتفاق والاتفاق بالاتفاق اتفاقات اتفاقية للاتفاق")]
    [InlineData("minist", "minister ministers Ministers MINISTER")]
    [InlineData("modern", "modernise modernised modernising modernizes modernization")]
    [InlineData("reunion", "réunion réunions reuniones reunión")]
    public void The_forms_of_a_word_have_one_stem(string stem, string forms) =>
        Assert.Equal(stem, string.Join(' ', Terms(forms).Split(' ').Distinct()));

    [Fact]
    public void Every_position_has_one_token_that_tells_where_it_stands()
    {
        const string text = "“Norland’s” 12,5 km, 東京 и договоры";
        var tokens = new Analyzer().Analyze(text);
        Assert.Equal(Enumerable.Range(0, tokens.Count), tokens.Select(token => token.Position));
        Assert.Equal(["Norland", "12,5", "km", "東京", "京", "и", "договоры"], tokens.Select(token => text[token.Start..token.End]));
    }

    [Fact]
    public void A_word_without_end_is_found_by_its_beginning()
    {
        var tokens = new Analyzer().Analyze(new string('я', 100_000));
        Assert.Equal(64, Assert.Single(tokens).Form.Length);
    }

    [Fact]
    public void Any_text_can_be_cut() => RandomTexts.Gen.Sample(text =>
    {
        var end = 0;
        foreach (var token in new Analyzer().Analyze(text))
        {
            if (token.Start >= token.End || token.End > text.Length || token.Term.Length == 0) return false;
            if (token.Start < end && token.Kind is SearchTokenKind.Word or SearchTokenKind.Number) return false;
            end = token.End;
        }
        return true;
    });
}

using System.Globalization;
using CsCheck;

namespace Variorum;

public class NormalizationTests
{
    [Fact]
    public void Letters_and_marks_compose_as_another_implementation_composes_them()
    {
        foreach (var line in File.ReadLines(TextCorpus.File("normalization", "composed.tsv")))
        {
            if (line.StartsWith('#')) continue;
            var fields = line.Split('\t');
            Assert.Equal($"{fields[0]} -> {fields[1]}", $"{fields[0]} -> {Codes(Normalization.Compose(Letters(fields[0])))}");
        }
    }

    [Fact]
    public void A_text_that_is_composed_already_comes_back_itself() =>
        Gen.String.Sample(text =>
        {
            var composed = Normalization.Compose(text);
            return ReferenceEquals(composed, Normalization.Compose(composed));
        });

    [Fact]
    public void A_million_marks_on_one_letter_are_only_slow_once()
    {
        var marks = string.Create(1_000_000, 0, (span, _) => { for (var i = 0; i < span.Length; i++) span[i] = i % 2 == 0 ? '\u0301' : '\u0323'; });
        Assert.Equal("ạ" + new string('\u0323', 499_999) + new string('\u0301', 500_000), Normalization.Compose("a" + marks));
    }

    [Theory]
    [InlineData("Łukasz Müller-Škoda", "Lukasz Muller-Skoda")]
    [InlineData("Straße, Æsir, œuvre, Þór", "Strasse, AEsir, oeuvre, THor")]
    [InlineData("Артём и Йорк", "Артем и Йорк")]
    [InlineData("２０２４　ＡＢ", "2024 AB")]
    [InlineData("Jose\u0301 ế", "Jose e")]
    public void Names_fold_to_their_plain_letters(string text, string folded) => Assert.Equal(folded, Normalization.FoldMarks(text));

    [Fact]
    public void What_needs_no_folding_comes_back_itself()
    {
        var text = string.Concat("Ann ", "Holt, 김철수");
        Assert.Same(text, Normalization.FoldMarks(text));
    }

    private static string Letters(string codes) =>
        string.Concat(codes.Split(' ').Select(code => (char)int.Parse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    private static string Codes(string letters) => string.Join(' ', letters.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
}

using System.Text.Json;

namespace Variorum.Bench;

public class PageJudgeTests
{
    private static readonly JsonElement Truth = JsonDocument.Parse("""
        {
          "title": "Ferry “Astrid” sails again", "date": "2031-04-02",
          "with": ["sailed from Karsk", "two hundred passengers"], "without": ["Subscribe now", "Read also"],
          "text": "The ferry sailed from Karsk at noon."
        }
        """).RootElement;

    private static PageReading Read(string text, string? title = null, string? published = null) => new(title, published, text);

    [Fact]
    public void A_snippet_counts_whatever_white_space_stands_in_it() =>
        Assert.Equal(new Counts(1, 1, 1), PageJudge.Snippets(Truth, Read("The ferry sailed\n  from Karsk.\n\nSubscribe now")));

    [Fact]
    public void A_page_without_a_text_leaks_nothing_and_misses_all() => Assert.Equal(new Counts(0, 0, 2), PageJudge.Snippets(Truth, PageReading.None));

    [Theory]
    [InlineData("FERRY \"ASTRID\" SAILS AGAIN", true)]
    [InlineData("Ferry “Astrid” sails again | Karsk Herald", false)]
    [InlineData(null, false)]
    public void A_title_is_right_when_its_words_are(string? title, bool right) => Assert.Equal(Counts.Of(right), PageJudge.Title(Truth, Read("", title)));

    [Theory]
    [InlineData("2031-04-02", 1, 0, 0)]
    [InlineData("2031-04-02T09:30:00Z", 1, 0, 0)]
    [InlineData("2031-04", 0, 1, 0)]
    [InlineData("2031-04-03", 0, 1, 0)]
    [InlineData(null, 0, 0, 1)]
    public void A_date_is_right_to_the_day_or_wrong_or_missing(string? published, int right, int wrong, int missed) =>
        Assert.Equal(new Counts(right, wrong, missed), PageJudge.Date(Truth, Read("", published: published)));

    [Fact]
    public void Half_a_text_has_full_precision_and_half_the_recall()
    {
        // Seven words are four runs of four; the first five words are two of them.
        var shares = PageJudge.Grams(Truth, Read("The ferry sailed from Karsk"));
        Assert.Equal((1, .5), (shares.Precision, shares.Recall));
    }
}

using System.Text;
using CsCheck;

namespace Variorum;

public class HtmlPageTests
{
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(CharsetTests.Corpora("html"), "*.html").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void A_page_gives_its_text_and_nothing_of_its_furniture(string file)
    {
        var path = Path.Combine(CharsetTests.Corpora("html"), file);
        var expected = File.ReadAllText(path + ".expected").Split('\n');
        var draft = Read(File.ReadAllText(path));
        Assert.Equal(expected[4..], draft.Blocks.Select(block => block.Text));
        Assert.Equal(expected[0], draft.Title);
        Assert.Equal(expected[1], draft.Publisher);
        Assert.Equal(expected[2].Length == 0 ? null : expected[2], draft.Published);
    }

    [Fact]
    public void A_foot_by_its_Spanish_name_is_no_caption() =>
        Assert.Empty(Read($"<html lang=es><body>{Prose()}<div id=pie>Ministerio de Transportes · Muelle Viejo 3, Puerto Tessin · Aviso legal</div></body></html>").Captions);

    [Theory]
    [InlineData("Calendar", "Mo Tu We Th Fr Sa Su", 31)]
    [InlineData("Календарь", "Пн Вт Ср Чт Пт Сб Вс", 30)]
    [InlineData("日历", "一 二 三 四 五 六 日", 28)]
    public void A_calendar_is_furniture_in_any_language(string heading, string weekdays, int days)
    {
        var cells = weekdays.Split(' ').Concat(Enumerable.Range(1, days).Select(day => $"{day}")).Chunk(7).Select(row => $"<tr>{string.Concat(row.Select(cell => $"<td>{cell}</td>"))}</tr>");
        var draft = Read($"<html><body>{Prose()}<div><h4>{heading}</h4><table>{string.Concat(cells)}</table></div></body></html>");
        Assert.Equal(3, draft.Blocks.Count);
        Assert.DoesNotContain(draft.Blocks, block => block.Text.Contains(heading, StringComparison.Ordinal) || block.Text.Contains('|', StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_of_figures_is_none()
    {
        var rows = string.Concat(Enumerable.Range(1, 30).Select(i => $"<tr><td>{i}</td><td>Harbour of Merrow {i}</td><td>{i * 37 % 31}</td></tr>"));
        Assert.Contains(Read($"<html><body>{Prose()}<table>{rows}</table>{Prose()}</body></html>").Blocks, block => block.Text.StartsWith("30 | Harbour", StringComparison.Ordinal));
    }

    [Fact]
    public void A_place_alone_above_the_text_is_its_dateline_and_the_line_below_the_headline_a_heading()
    {
        var account = Reader.Read(new Page(Encoding.UTF8.GetBytes($"<html><body><h1>Summit ends with a declaration</h1><p>Holt: fund opens new page for the lakes</p><p>MERROW</p>{Prose()}</body></html>"), "page.html"));
        Assert.DoesNotContain("MERROW", account.Text, StringComparison.Ordinal);
        Assert.True(account.Passages[0].Heading);
        Assert.False(account.Passages[1].Heading);
    }

    private static string Prose() =>
        "<p>The ninth summit of the lakes ended on Tuesday with the adoption of a declaration on clean water and free navigation.</p>"
        + "<p>The leaders of eleven states took part in the meeting, which was chaired by the President of the host country.</p>"
        + "<p>The participants decided to set up a fund for clean water, of which the host will contribute the greater part.</p>";

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<ul><li>")]
    [InlineData("<x-y>")]
    [InlineData("<pre>")]
    public async Task A_hundred_thousand_nested_elements_neither_overflow_nor_hang(string tag)
    {
        var draft = await ReadAtOnce("<html><body><p>Before it all stands a sentence, which is to be read in any case.</p>"
            + string.Concat(Enumerable.Repeat(tag, 100_000)) + "<p>The end.</p>");
        Assert.Contains("Before it all", string.Join(' ', draft.Blocks.Select(block => block.Text)), StringComparison.Ordinal);
        Assert.True(draft.Blocks.Any(block => block.Text.Contains("The end.", StringComparison.Ordinal)) || draft.Unread.Any(unread => unread.Notice), "the end is neither read nor missed");
        if (tag is "<div>" or "<b>" or "<x-y>") Assert.Empty(draft.Unread);
    }

    [Fact]
    public async Task Two_million_tags_without_an_end_behind_a_deep_nest_do_not_hang()
    {
        var html = "<html><body>" + string.Concat(Enumerable.Repeat("<div>", 450)) + "<p>The ferry was late again.</p>" + string.Concat(Enumerable.Repeat("<b", 2_000_000));
        Assert.NotNull(await ReadAtOnce(html));
    }

    // A second or two where time grows with the length, hours where it grows with its square: how busy the machine is decides nothing.
    private static async Task<Draft> ReadAtOnce(string html)
    {
        var cancel = TestContext.Current.CancellationToken;
        return await Task.Run(() => Read(html), cancel).WaitAsync(TimeSpan.FromMinutes(2), cancel);
    }

    [Fact]
    public void Formatting_that_is_never_closed_does_not_multiply()
    {
        var fonts = string.Concat(Enumerable.Range(0, 300).Select(i => $"<font size={i}>"));
        var draft = Read(fonts + string.Concat(Enumerable.Repeat("<p>A short sentence of the text.", 20_000)));
        Assert.NotEmpty(draft.Blocks);
    }

    [Fact]
    public void A_sentence_of_a_million_characters_is_read_whole()
    {
        var draft = Read($"<html><body><p>{new StringBuilder().Insert(0, "talks went on, ", 70_000)}and ended.</p></body></html>");
        Assert.Equal(1_050_010, Assert.Single(draft.Blocks).Text.Length);
    }

    [Fact]
    public void A_page_without_words_gives_no_text() => Assert.Empty(Read("<html><head><title>Norland</title></head><body></body></html>").Blocks);

    [Fact]
    public void Any_markup_gives_a_draft() =>
        Gen.Int[0, Parts.Length - 1].Array[0, 60].Sample(parts => Read(string.Concat(parts.Select(part => Parts[part]))) is not null, iter: 300);

    private static readonly string[] Parts =
    [
        "<p>", "</p>", "<div class=related>", "</div>", "<b>", "<br>", "text. ", "<table>", "<td>", "<script>", "</script>", "<!--", "-->", "<", "&amp", "20 June 2024",
        "<h1>", "<time datetime=x>", "<meta name=date content=1>", "<html>", "</body>", "<figure>", "<figcaption>", "<iframe src=x>", "</iframe>",
    ];

    private static Draft Read(string html) => HtmlPage.Read(html, new Page(Encoding.UTF8.GetBytes(html), "page.html"));
}

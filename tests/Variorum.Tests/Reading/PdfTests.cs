namespace Variorum;

public class PdfTests
{
    [Fact]
    public void A_press_release_in_two_columns_is_read_in_its_order_without_its_running_heads()
    {
        var account = Corpora.Read(Corpora.Path("pdf", "press-release-in-two-columns.pdf"));
        var paragraphs = account.Text.Split("\n\n");
        Assert.Equal(("Norland and Sudmark open the rebuilt bridge at Halden", "2026-03-02", "en"), (account.Title, account.Published, account.Language));
        Assert.Equal(16, paragraphs.Length);
        Assert.StartsWith("The first goods train crossed the rebuilt bridge", paragraphs[0], StringComparison.Ordinal);
        Assert.Equal("Passengers from December", Assert.Single(account.Passages, static passage => passage.Heading).Text);
        Assert.StartsWith("Contact: Press office", paragraphs[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("Page 1", account.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Press release", account.Text, StringComparison.Ordinal);
        Assert.Empty(account.Unread);
    }

    [Fact]
    public void A_paragraph_goes_on_over_a_column_and_a_word_over_a_line()
    {
        var text = Corpora.Read(Corpora.Path("pdf", "press-release-in-two-columns.pdf")).Text;
        Assert.Contains("Their spokeswoman nevertheless demanded that the compensation promised to the fishermen of the estuary be paid", text, StringComparison.Ordinal);
        Assert.Contains("which was a long-standing demand of commuters", text, StringComparison.Ordinal);
        Assert.Equal("an agreement on long-standing claims of Good-Neighbourly trade",
            PdfParagraphs.Join([Line("an agree-"), Line("ment on long-"), Line("standing claims of Good-"), Line("Neighbourly trade")], ["long-standing"]));
    }

    [Theory]
    [InlineData("cut.pdf", "is a damaged PDF")]
    [InlineData("no-text.pdf", "is a PDF without text")]
    [InlineData("pages-in-a-ring.pdf", "is a ")]
    [InlineData("bomb.pdf", "is a ")]
    public void A_PDF_that_cannot_be_read_is_refused_by_one_sentence(string file, string message) =>
        Assert.StartsWith(message, Assert.Throws<UnreadablePageException>(() => Corpora.Read(Corpora.Path("pdf", file))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_PDF_whose_objects_nest_without_end_ends_no_process()
    {
        try
        {
            Assert.Contains("Halden", Corpora.Read(Corpora.Path("pdf", "nested.pdf")).Text, StringComparison.Ordinal);
        }
        catch (UnreadablePageException refused)
        {
            Assert.StartsWith("is a damaged PDF", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_PDF_that_was_captured_is_a_version()
    {
        var url = "https://press.norland.example/release.pdf";
        var page = CapturedPage.Of(Incoming.Saved(url, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero), File.ReadAllBytes(Corpora.Path("pdf", "press-release-in-two-columns.pdf"))).Record)!;
        Assert.Equal((CaptureState.Text, "Norland and Sudmark open the rebuilt bridge at Halden"), (page.State, page.Account?.Title));
    }

    private static PdfLine Line(string text) => new(text, 1, 0, 0, 100, 700, 20, 11, false, false);
}

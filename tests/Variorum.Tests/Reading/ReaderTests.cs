using System.Text;

namespace Variorum;

public class ReaderTests
{
    public static TheoryData<string, string> Unreadable => new()
    {
        { "empty.txt", "is empty" },
        { "only-blanks.txt", "is empty" },
        { "a-pdf-named.html", "is a damaged PDF: fetch it again" },
        { "office-document.txt", "is a ZIP archive" },
        { "packed.html", "is compressed with gzip" },
        { "picture.html", "is a picture" },
        { "zero-bytes.txt", "is binary" },
        { "control-bytes.txt", "is binary" },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public void What_cannot_be_read_says_what_it_is_and_what_to_do(string file, string message)
    {
        var refused = Assert.Throws<UnreadablePageException>(() => Corpora.Read(Corpora.Path("unreadable", file)));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(": ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var page = new Page(Encoding.UTF8.GetBytes("Ann Holt arrived."), "-");
        Assert.Single(Reader.Read(page, new ReaderOptions(MaxBytes: 17)).Passages);
        Assert.Contains("more than the 16 bytes", Assert.Throws<UnreadablePageException>(() => Reader.Read(page, new ReaderOptions(MaxBytes: 16))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_caller_knows_of_a_page_stands_above_what_the_page_says()
    {
        var account = Reader.Read(new Page("Halden, May 13, 2025 (NNA) -- Ann Holt arrived."u8.ToArray(), "-", Published: "2025-05-14", Publisher: "Vesmark News"));
        Assert.Equal(("2025-05-14", "Vesmark News"), (account.Published, account.Publisher));
        Assert.Equal("Ann Holt arrived.", account.Text);
    }

    [Theory]
    [InlineData("https://news.example/2025/05/13/arrival", "2025-05-13")]
    [InlineData("https://news.example/a/20250515.html", "2025-05-13")]
    [InlineData("https://news.example/arrival", null)]
    public void A_dateline_takes_its_year_from_the_address(string url, string? published) =>
        Assert.Equal(published, Reader.Read(new Page("Halden, May 13 (NNA) -- Ann Holt arrived."u8.ToArray(), "-", url)).Published);

    [Fact]
    public void The_digest_is_that_of_the_bytes() =>
        Assert.Equal("185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969", Reader.Read(new Page("Hello"u8.ToArray(), "-")).Sha256);

    [Fact]
    public void A_text_that_talks_of_tags_is_no_page() =>
        Assert.False(PageForm.IsHtml("The minister said that the <p> and <br> tags of the old site would go, <laughs> at last."));

    [Theory]
    [InlineData("<!DOCTYPE html><p>Ann Holt arrived.")]
    [InlineData("\n\n<html><body>Ann Holt arrived.")]
    [InlineData("<div>Ann Holt arrived.</div><p>She left.</p>")]
    [InlineData("<?xml version=\"1.0\"?><html>")]
    public void A_page_is_known_by_its_markup(string text) => Assert.True(PageForm.IsHtml(text));
}

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

    [Theory]
    [InlineData("KARSK, May 13 (NNA) -- Ann Holt arrived.", "The Karsk Courier", "NNA")]
    [InlineData("KARSK, May 13 (NNA) -- Ann Holt arrived.", "Norland News Agency", null)]
    [InlineData("Ann Holt arrived in Karsk by the night ferry on Monday.</p><p>She was met at the quay by the mayor, Jan Orsk, and by a school choir.</p><p>The two towns agreed on a timetable for the summer and on a fare of 12 crowns for foot passengers.</p><p>Source: Norland News Agency", "The Karsk Courier", "Norland News Agency")]
    [InlineData("Ann Holt arrived.</p><p>Источник: Агентство Норланда", "The Karsk Courier", "Агентство Норланда")]
    [InlineData("Ann Holt arrived.</p><p>Source: The Karsk Courier", "The Karsk Courier", null)]
    [InlineData("Cod, by year.</p><p>Source: Fisheries Office</p><p>Ann Holt arrived.", "The Karsk Courier", null)]
    public void Whose_text_it_prints_is_told_by_its_dateline_or_its_last_line(string text, string publisher, string? origin)
    {
        var page = $"<html lang=en><head><meta property=og:site_name content='{publisher}'><title>A visit</title></head><body><article><h1>A visit</h1><p>{text}</p></article></body></html>";
        Assert.Equal(origin, Reader.Read(new Page(Encoding.UTF8.GetBytes(page), "a.html")).Origin?.Publisher);
    }

    [Theory, InlineData(" | "), InlineData(" · "), InlineData(" › "), InlineData(" - "), InlineData("_")]
    public void A_publisher_stands_behind_any_of_the_strokes_that_part_a_title(string stroke)
    {
        var page = $"<html><head><title>Ann Holt in Karsk{stroke}Strait-Side Agency</title></head><body><article><h1>Ann Holt in Karsk</h1><p>Ann Holt arrived in Karsk by the night ferry on Monday.</p></article></body></html>";
        Assert.Equal("Strait-Side Agency", Reader.Read(new Page(Encoding.UTF8.GetBytes(page), "a.html", "https://press.norland.example/a")).Publisher);
    }

    [Theory]
    [InlineData("Home | Ministry of Fisheries of Norland", "Ministry of Fisheries of Norland")]
    [InlineData("Latest news - Karsk Agency", "Karsk Agency")]
    [InlineData("Новости | Агентство Норланда", "Агентство Норланда")]
    [InlineData("وكالة أنباء صحرات - الرئيسية", "وكالة أنباء صحرات")]
    [InlineData("The Karsk Courier – News of the strait, every day", "The Karsk Courier")]
    [InlineData("Karsk Ferries - Timetables", "Karsk Ferries - Timetables")]
    [InlineData("Ministry of Fisheries - MOF", "Ministry of Fisheries - MOF")]
    public void A_publishers_name_is_told_without_the_words_of_its_sites_frame(string named, string publisher)
    {
        var page = $"<html><head><meta property=og:site_name content='{named}'><title>A visit</title></head><body><article><h1>A visit</h1><p>Ann Holt arrived in Karsk by the night ferry on Monday.</p></article></body></html>";
        Assert.Equal(publisher, Reader.Read(new Page(Encoding.UTF8.GetBytes(page), "a.html", "https://www.the-karsk-courier.example/a")).Publisher);
        var titled = $"<html><head><title>Ann Holt in Karsk | {named}</title></head><body><article><h1>Ann Holt in Karsk</h1><p>Ann Holt arrived in Karsk by the night ferry on Monday.</p></article></body></html>";
        Assert.NotEqual("Home", Reader.Read(new Page(Encoding.UTF8.GetBytes(titled), "a.html", "https://press.norland.example/a")).Publisher);
    }

    [Fact]
    public void What_the_caller_knows_of_a_page_stands_above_what_the_page_says()
    {
        var account = Reader.Read(new Page("Halden, May 13, 2025 (NNA) -- Ann Holt arrived."u8.ToArray(), "-", Published: "2025-05-14", Publisher: "Vesmark News"));
        Assert.Equal(("2025-05-14", "Vesmark News"), (account.Published, account.Publisher));
    }

    [Fact]
    public void A_dateline_stands_in_the_text_and_in_no_passage()
    {
        var account = Reader.Read(new Page("Ann Holt in Halden\n\nShe came by train.\n\nHALDEN, May 13 (NNA) -- Ann Holt said today that 40 trains run.\n\nShe left in June."u8.ToArray(), "-", Published: "2025-05-13"));
        Assert.Equal("She came by train.\n\nHALDEN, May 13 (NNA) -- Ann Holt said today that 40 trains run.\n\nShe left in June.", account.Text);
        Assert.Equal(["She came by train.", "Ann Holt said today that 40 trains run.", "She left in June."], account.Passages.Select(static passage => passage.Text));
        Assert.All(account.Passages, passage => Assert.Equal(passage.Text, account.Text[passage.Start..passage.End]));
        Assert.Equal([("May 13", "2025-05-13"), ("today", "2025-05-13"), ("June", "2025-06")], account.Dates.Select(date => (account.Text[date.Start..date.End], date.Value)));
        Assert.Equal(["40 trains"], account.Quantities.Select(quantity => account.Text[quantity.Start..quantity.End]));
        var said = Assert.Single(account.Attributions);
        Assert.Equal(("Ann Holt", "said", "that 40 trains run"), (In(said.Source!.Value), In(said.Cue!.Value), In(said.Content[0])));

        string In(Span span) => account.Text[span.Start..span.End];
    }

    [Fact]
    public void A_number_in_a_dateline_is_no_quantity()
    {
        var account = Reader.Read(new Page("베스마르크 6월 20일발 NNA통신 = 다리 40개가 열렸다."u8.ToArray(), "-"));
        Assert.DoesNotContain(account.Quantities, static quantity => quantity.Value == 20);
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

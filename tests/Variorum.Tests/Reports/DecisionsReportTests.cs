using System.Text;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>What the reports show of people's decisions.</summary>
public class DecisionsReportTests
{
    private static readonly DateTimeOffset Morning = new(2031, 5, 8, 9, 30, 0, TimeSpan.Zero);

    private const string Mark = "✓ Ida Brandt, 8 May 2031";

    private static Collation Decided(int accounts, string by = "Ida Brandt")
    {
        string[] texts =
        [
            "A treaty on the Great Fjord Railway was signed in Harbourg.\n\nPrime Minister Ann Holt thanked the engineers for eleven years of work.\n\nFishermen protested outside the hall.",
            "The treaty on the Great Fjord Railway was signed in Harbourg.\n\nThe engineers were thanked for eleven years of work by Prime Minister Ann Holt.\n\nA choir sang.",
            "In Harbourg the treaty on the Great Fjord Railway was signed.\n\nPrime Minister Ann Holt gave the engineers thanks for eleven years of work.",
        ];
        var read = texts[..accounts].Select((text, i) => CorrectionsTests.Read(text, $"page{i}.txt")).ToList();
        var found = Collator.Collate(read);
        var gone = Correction.Note(found, ["A3"], "A note.", by, Morning) with { One = new QuotedPassages(QuotedAccount.Of(read[0]), [new PassageQuote("Words that stand nowhere.")]) };
        Correction[] corrections =
        [
            Correction.Accept(found, found.Links.First(static link => link.A.Contains("A1")), by, Morning),
            Correction.Reject(found, found.Links.First(static link => link.A.Contains("A2")), by, Morning) with { Comment = "Other engineers." },
            Correction.Draw(found, ["A3"], ["B3"], Relation.Partial, by, Morning),
            gone,
        ];
        return Collator.Collate(read, [.. corrections.Select(static (correction, n) => correction with { Id = $"urn:uuid:{n}" })]);
    }

    private static string Text(Collation collation, int width = 100)
    {
        using var text = new StringWriter();
        if (collation.Witnesses.Count == 2) TextReport.Write(collation, text, width, colour: false);
        else TableText.Write(StatementTable.Of(collation), text, width, colour: false);
        return text.ToString();
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_decided_collation_is_written_as_its_schema_says(int accounts)
    {
        var collation = Decided(accounts);
        Assert.Empty(await JsonFormatTests.Errors("collation", accounts == 2 ? CorrectionsTests.Json(collation) : Written(stream => TableJson.Write(StatementTable.Of(collation), stream))));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_text_marks_what_was_decided_and_lists_who_decided_what(int accounts)
    {
        var text = Text(Decided(accounts));
        Assert.Contains(Mark, text, StringComparison.Ordinal);
        var list = text[text.IndexOf("DECIDED BY PEOPLE", StringComparison.Ordinal)..].ReplaceLineEndings(" ");
        Assert.Contains("A1 · B1 accepted by Ida Brandt on 8 May 2031 at 09:30 UTC", list, StringComparison.Ordinal);
        Assert.Contains("A2 · B2 rejected by Ida Brandt on 8 May 2031 at 09:30 UTC: “Other engineers.”", list, StringComparison.Ordinal);
        Assert.Contains("A3 · B3 drawn by Ida Brandt on 8 May 2031 at 09:30 UTC, ≈ in part", list, StringComparison.Ordinal);
        Assert.Contains("“Words that stand nowhere.” does not stand in “A treaty in Harbourg” any more.", list, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_page_marks_what_was_decided_and_lists_who_decided_what(int accounts)
    {
        var collation = Decided(accounts);
        var html = Written(stream =>
        {
            if (accounts == 2) HtmlReport.Write(collation, stream);
            else TableHtml.Write(StatementTable.Of(collation), stream);
        });
        var page = new HtmlParser().ParseDocument(html);
        var marked = page.QuerySelectorAll(".p .tag").Where(static tag => tag.TextContent == Mark).ToList();
        Assert.Equal(4, marked.Count);
        Assert.Contains(marked, static tag => tag.GetAttribute("title") == "drawn by Ida Brandt on 8 May 2031 at 09:30 UTC");
        Assert.Equal(4, page.QuerySelectorAll("section.decisions li").Length);
        Assert.Contains(page.QuerySelectorAll(".links td"), static cell => cell.TextContent == "decided");
    }

    [Fact]
    public void A_name_that_is_an_attack_stays_text()
    {
        var collation = Decided(2, "<img src=x onerror=alert(1)>\e[31m");
        Assert.Empty(new HtmlParser().ParseDocument(Written(stream => HtmlReport.Write(collation, stream))).QuerySelectorAll("img"));
        Assert.DoesNotContain("\e", Text(collation), StringComparison.Ordinal);
        Assert.DoesNotContain("<img", Written(stream => MarkdownReport.Write(collation, stream)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_edition_points_to_the_annotation_that_decided_a_link() =>
        Assert.Contains("target=\"#A3 #B3\" cert=\"high\" ana=\"urn:uuid:2\"/>", Written(stream => TeiReport.Write(Decided(2), stream)), StringComparison.Ordinal);

    [Fact]
    public void Without_decisions_no_report_speaks_of_any()
    {
        var collation = Told.Signing();
        Assert.DoesNotContain("DECIDED", Text(collation), StringComparison.Ordinal);
        Assert.DoesNotContain("ecided", Written(stream => HtmlReport.Write(collation, stream)).Split("<body>")[1].Split("<script>")[0], StringComparison.Ordinal);
        Assert.DoesNotContain("corrections", CorrectionsTests.Json(collation), StringComparison.Ordinal);
    }
}

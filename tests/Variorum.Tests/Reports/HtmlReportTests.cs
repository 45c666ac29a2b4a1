using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

public class HtmlReportTests
{
    private const string Breakout = "</q></style></script></title>\"'><script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">& ";

    [Fact]
    public void Every_passage_stands_on_the_page_once_for_each_pair()
    {
        var page = Parse(Told.Summit());
        Assert.Equal(3, page.QuerySelectorAll("section.pair").Length);
        foreach (var id in new[] { "AB-A1", "AC-A1", "AB-B2", "BC-B2", "AC-C1", "BC-C1" })
            Assert.Single(page.QuerySelectorAll($".p[id='{id}']"));
    }

    [Theory, MemberData(nameof(Collations))]
    public void Ids_are_unique_and_links_within_the_page_lead_somewhere(string name)
    {
        var page = Parse(Named(name));
        var ids = page.All.Select(element => element.Id).Where(id => id is { Length: > 0 }).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var targets = page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]).ToList();
        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.Contains(target, ids));
        Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.Contains(element.GetAttribute("aria-labelledby")!, ids));
    }

    [Theory, MemberData(nameof(Collations))]
    public void Headings_go_down_one_level_at_a_time(string name)
    {
        var level = 0;
        foreach (var heading in Parse(Named(name)).QuerySelectorAll("h1,h2,h3,h4,h5"))
        {
            var next = heading.LocalName[1] - '0';
            Assert.True(next <= level + 1, $"{heading.OuterHtml} follows a heading of level {level}");
            level = next;
        }
    }

    [Theory, MemberData(nameof(Collations))]
    public void The_policy_allows_the_pages_own_style_and_script_and_nothing_else(string name)
    {
        var page = Parse(Named(name));
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;
        var script = Assert.Single(page.QuerySelectorAll("script"));
        var style = Assert.Single(page.QuerySelectorAll("style"));
        Assert.Contains($"script-src '{Digest(script.TextContent)}';", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src '{Digest(style.TextContent)}';", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("[style]"));
    }

    [Fact]
    public void That_nothing_differs_is_said_only_where_the_very_words_are_the_same()
    {
        var signing = Told.Signing() with { Variants = [] };
        Assert.Contains("No figure, date, name or word was found that stands for another", Parse(signing).QuerySelector("section.apparatus")!.TextContent, StringComparison.Ordinal);
        var first = signing.Witnesses[0];
        var copy = signing.Witnesses[1] with { Passages = [.. first.Passages.Select(static passage => passage with { Id = "B" + passage.Id[1..] })] };
        var links = first.Passages.Select(static passage => new Link([passage.Id], ["B" + passage.Id[1..]], Relation.Same, .99, [])).ToList();
        Assert.Contains("No difference was found.", Parse(signing with { Witnesses = [first, copy], Links = links }).QuerySelector("section.apparatus")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("There is nothing that both tell.", Parse(signing with { Links = [] }).QuerySelector("section.apparatus")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_stays_text()
    {
        var page = Parse(Told.Hostile(Breakout));
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Empty(page.QuerySelectorAll("img, iframe, object, embed, form, base"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(page.QuerySelectorAll("[href]"), link => Assert.True(link.GetAttribute("href") is ['#', ..] or "data:,", link.OuterHtml));
        Assert.Equal(["en"], page.QuerySelectorAll("[lang]").Select(element => element.GetAttribute("lang")!).Distinct());
        Assert.Contains(Breakout + " one", page.GetElementById("A1")!.QuerySelector(".t")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_of_the_web_is_a_link_and_no_other_is()
    {
        var signing = Told.Signing();
        Assert.Equal("noopener noreferrer", Parse(signing).QuerySelector("a[href='https://pm.example/4']")!.GetAttribute("rel"));
        var witness = signing.Witnesses[0] with { Account = signing.Witnesses[0].Account with { Canonical = "javascript:alert(1)" } };
        Assert.Empty(Parse(signing with { Witnesses = [witness, signing.Witnesses[1]] }).QuerySelectorAll("[href^='javascript']"));
    }

    [Fact]
    public void Exchanged_words_are_marked_where_they_stand()
    {
        var page = Parse(Told.Signing());
        Assert.Equal("54 percent", page.QuerySelector("#A2 mark")!.TextContent);
        Assert.Equal("45 percent", page.QuerySelector("#B2 mark")!.TextContent);
        Assert.Equal("Prime Minister", page.QuerySelector("#A2 .own")!.TextContent);
        Assert.Equal("Prime Minister Ann Holt said that trade had grown by 54 percent.", page.QuerySelector("#A2 .t")!.TextContent);
    }

    [Fact]
    public void The_summary_says_the_weightiest_difference_first_in_plain_words()
    {
        var first = Parse(Told.Signing()).QuerySelector(".foremost li")!;
        Assert.Equal("Figure", first.QuerySelector("b")!.TextContent);
        Assert.StartsWith("A says 54 percent, B says 45 percent.", first.QuerySelector("span")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void The_exchanged_words_are_shown_among_their_neighbours()
    {
        var around = Parse(Told.Signing()).QuerySelectorAll(".foremost li:first-child small span").Select(span => span.TextContent);
        Assert.Equal(["A …Minister Ann Holt said that trade had grown by 54 percent.", "B Our trade has grown by 45 percent."], around);
    }

    [Fact]
    public void What_a_third_account_tells_is_missing_in_the_other_and_is_not_called_its_own()
    {
        var page = Parse(Told.Summit());
        Assert.Contains("not in A; see C2", page.GetElementById("AB-B2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("A only", page.GetElementById("AC-A2")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("= C2", string.Join(' ', page.GetElementById("BC-B2")!.QuerySelector(".to")!.TextContent.Replace("the same:", "", StringComparison.Ordinal).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_words_for_two_dates_are_called_so()
    {
        var signing = Told.Signing();
        var page = Parse(signing with { Variants = [signing.Variants[0] with { Of = Matter.Date, From = "last May", To = "last May" }] });
        Assert.StartsWith("Both say last May, which is not the same date in both.", page.QuerySelector(".foremost li span")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Passages_carry_what_the_filters_go_by()
    {
        var page = Parse(Told.Signing());
        Assert.Equal(["A2", "A3", "B2", "B4"], Ids(page, ".p.changed"));
        Assert.Equal(["A5"], Ids(page, ".p.only-a"));
        Assert.Equal(["B5"], Ids(page, ".p.only-b"));
        Assert.Equal(["A4", "B3"], Ids(page, ".p.moved"));
        Assert.Equal(["A4", "B3"], Ids(page, ".p.speaker"));
        foreach (var show in new[] { "same", "partial", "changed", "only-a", "only-b", "moved", "speaker" })
            Assert.Single(page.QuerySelectorAll($".filters button[data-show='{show}']"));
    }

    [Fact]
    public void Of_many_accounts_only_the_pairs_with_the_first_show_their_texts()
    {
        var page = Parse(Told.Crowd());
        Assert.Equal(21, page.QuerySelectorAll("section.pair").Length);
        Assert.Equal(21, page.QuerySelectorAll(".apparatus").Length);
        Assert.Equal(["texts-AB", "texts-AC", "texts-AD", "texts-AE", "texts-AF", "texts-AG"], Ids(page, ".texts"));
        Assert.Equal("#AC-C2", page.QuerySelector("#pair-BC .only-b a")!.GetAttribute("href"));
        Assert.Contains("the pairs with A", page.QuerySelector("nav.tabs p")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("7 accounts", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public void A_file_is_named_without_its_folders_and_an_origin_stands_for_a_publisher()
    {
        var page = Parse(Told.Crowd());
        Assert.DoesNotContain("/home/ann", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.Equal(["Chancellery of Norland (origin)", "vote-2.txt"], page.QuerySelectorAll(".source h2 > span:last-child").Take(2).Select(title => title.TextContent));
    }

    [Fact]
    public void No_link_is_called_wholly_sure() =>
        Assert.All(Parse(Told.Crowd()).QuerySelectorAll(".links tbody td:nth-child(4)"), cell => Assert.Equal("over 99 %", cell.TextContent));

    [Fact]
    public void A_link_called_the_same_with_exchanged_words_is_shown_as_changed()
    {
        var signing = Told.Signing();
        var page = Parse(signing with { Links = [signing.Links[0], signing.Links[1] with { Relation = Relation.Same }, .. signing.Links.Skip(2)] });
        Assert.StartsWith("≠", page.QuerySelector("#A2 .to")!.TextContent.TrimStart(), StringComparison.Ordinal);
        Assert.StartsWith("1 ", page.QuerySelector(".counts .same")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["A4", "B3"], Ids(page, ".p.same"));
    }

    [Fact]
    public void Nothing_in_common_is_said_plainly()
    {
        var page = Parse(Told.Nothing());
        Assert.Equal("No statement in common: B has no statement that could be read, so nothing can be said of what it leaves out.", page.QuerySelector(".overall")!.TextContent);
        Assert.Contains("it has no text", page.QuerySelector(".unread")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_speaker_whose_name_is_written_in_two_ways_is_one_speaker()
    {
        var signing = Told.Signing();
        var renamed = signing.Witnesses[1] with { Passages = [.. signing.Witnesses[1].Passages.Select(passage => passage.Speaker == "Ann Holt" ? passage with { Speaker = "Ann-Holt" } : passage)] };
        var rows = Parse(signing with { Witnesses = [signing.Witnesses[0], renamed] }).QuerySelectorAll(".voices tbody th");
        Assert.Equal(["AH Ann Holt (Ann-Holt)", "JV Jon Vale", "– The account itself"], rows.Select(row => row.TextContent));
    }

    [Theory, MemberData(nameof(Collations))]
    public void The_page_is_the_same_bytes_each_time(string name) => Assert.Equal(Bytes(Named(name)), Bytes(Named(name)));

    public static TheoryData<string> Collations => ["signing", "summit", "crowd", "nothing", "hostile"];

    private static Collation Named(string name) => name switch
    {
        "signing" => Told.Signing(),
        "summit" => Told.Summit(),
        "crowd" => Told.Crowd(),
        "nothing" => Told.Nothing(),
        _ => Told.Hostile(Breakout),
    };

    private static IEnumerable<string> Ids(IDocument page, string selector) => page.QuerySelectorAll(selector).Select(element => element.Id!);

    private static string Digest(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Bytes(Collation collation)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(collation, stream);
        return stream.ToArray();
    }

    private static IDocument Parse(Collation collation) => new HtmlParser().ParseDocument(Encoding.UTF8.GetString(Bytes(collation)));
}

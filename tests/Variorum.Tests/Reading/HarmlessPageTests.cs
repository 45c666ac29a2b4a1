using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

public class HarmlessPageTests
{
    private static readonly string[] Words = ["dir", "lang", "title", "colspan", "rowspan", "span", "start", "reversed", "datetime", "align", "scope", "open", "rel", "target", "referrerpolicy", "width", "height", "alt"];

    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Corpora.Path("hostile-pages"), "*.html").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Nothing_is_left_of_a_page_that_could_run_ask_or_send(string file)
    {
        var harmless = HarmlessPage.Of(new Page(File.ReadAllBytes(Path.Combine(Corpora.Path("hostile-pages"), file)), file, "https://press.norland.example/news/1"));
        Assert.Equal("Ministers meet", harmless.Title);
        var document = new HtmlParser(new HtmlParserOptions { IsScripting = true }).ParseDocument($"<body>{harmless.Body}</body>");
        if (file != "frameset.html") Assert.Contains("The ministers met in Karsk", document.Body!.TextContent, StringComparison.Ordinal);
        Assert.All(document.Body!.QuerySelectorAll("*"), static element =>
        {
            Assert.DoesNotContain(element.LocalName, (string[])["script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "meta", "link", "base", "template", "noscript", "video", "audio"]);
            Assert.All(element.Attributes, attribute => Assert.True(attribute.Name switch
            {
                "href" => attribute.Value.StartsWith("http", StringComparison.Ordinal) && element.GetAttribute("rel")!.Contains("noopener noreferrer", StringComparison.Ordinal),
                "src" => attribute.Value.StartsWith("data:image/png;base64,", StringComparison.Ordinal),
                var name => Words.Contains(name),
            }, $"{element.LocalName} {attribute.Name}={attribute.Value}"));
        });
    }

    [Fact]
    public void Text_tables_links_and_its_own_pictures_stay()
    {
        var asked = new List<string>();
        var page = "<title>T</title><p dir=rtl>Karsk &amp; <b>Vesmark</b></p><a href='../2?a=1&amp;b=2'>next</a><table><tr><td colspan=2>1</td></tr></table><img src=a.png alt=One width=20><img src=b.png alt=Two>";
        var harmless = HarmlessPage.Of(new Page(Encoding.UTF8.GetBytes(page), "a", "https://press.norland.example/news/1", "text/html"), url =>
        {
            asked.Add(url);
            return url.EndsWith("a.png", StringComparison.Ordinal) ? new Page("png"u8.ToArray(), url, url, "image/png") : null;
        });
        Assert.Equal("<p dir=\"rtl\">Karsk &amp; <b>Vesmark</b></p><a href=\"https://press.norland.example/2?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\" referrerpolicy=\"no-referrer\">next</a>"
            + "<table><tbody><tr><td colspan=\"2\">1</td></tr></tbody></table><img src=\"data:image/png;base64,cG5n\" width=\"20\" alt=\"One\"><i>[Two]</i>", harmless.Body);
        Assert.Equal((1, 1), (harmless.Pictures, harmless.LeftOut));
        Assert.Equal(["https://press.norland.example/news/a.png", "https://press.norland.example/news/b.png"], asked);
    }

    [Fact]
    public void Words_of_a_menu_that_its_style_held_apart_do_not_stick_together() =>
        Assert.Equal("Home News Contact", new HtmlParser().ParseDocument(HarmlessPage.Of(new Page("<div><a href=/>Home</a><span><a href=/n>News</a></span><a href=/c>Contact</a></div>"u8.ToArray(), "a", "https://press.norland.example/", "text/html")).Body).Body!.TextContent.Trim());

    [Theory]
    [InlineData("<html lang=ar dir=rtl><body>", "<div lang=\"ar\" dir=\"rtl\">")]
    [InlineData("<html lang=ar><body dir=rtl>", "<div lang=\"ar\" dir=\"rtl\">")]
    [InlineData("<html lang='\"><script>'><body>", "<div lang=\"&quot;&gt;&lt;script&gt;\">")]
    [InlineData("<html><body>", "<ul>")]
    public void A_page_that_runs_from_the_right_stays_so(string begins, string shown) =>
        Assert.StartsWith(shown, HarmlessPage.Of(new Page(Encoding.UTF8.GetBytes(begins + "<ul><li>1</ul>"), "a", null, "text/html")).Body.Replace("&#x22;", "&quot;", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public void A_text_is_shown_as_it_stands() =>
        Assert.Equal("<pre>Karsk &lt;b&gt;</pre>", HarmlessPage.Of(new Page("Karsk <b>"u8.ToArray(), "a.txt", null, "text/plain")).Body);
}

using System.Text;

namespace Variorum;

public class HtmlPicturesTests
{
    private const string Prose =
        "<p>The ninth summit of the lakes ended on Tuesday with the adoption of a declaration on clean water and free navigation.</p>"
        + "<p>The leaders of eleven states took part in the meeting, which was chaired by the President of the host country.</p>"
        + "<p>The participants decided to set up a fund for clean water, of which the host will contribute the greater part.</p>";

    [Fact]
    public void A_picture_has_its_caption_its_credit_and_what_stands_in_its_place()
    {
        var picture = Assert.Single(Read($"{Prose}<figure><img src=\"/photos/signing.jpg\" alt=\"Two men at  a table\"><figcaption>Presidents Dravec and Holm in Merrow. Photo: Ann Holt/NPA</figcaption></figure>{Prose}"));
        Assert.Equal(new Picture("https://press.norland.example/photos/signing.jpg", "Presidents Dravec and Holm in Merrow.", "Ann Holt/NPA", "Two men at a table", PictureFrom.Text), picture);
    }

    [Fact]
    public void Each_picture_has_its_own_caption() => Assert.Equal(["Dravec speaks to the press.", "Holm arrives by train.", null], Read(
        $"{Prose}<figure><img src=\"a.jpg\"><figcaption>Dravec speaks to the press.</figcaption></figure>{Prose}<figure><img src=\"b.jpg\"><figcaption>Holm arrives by train.</figcaption></figure>{Prose}<p><img src=\"c.jpg\"></p>{Prose}")
        .Select(static picture => picture.Caption));

    [Theory]
    [InlineData("<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" data-src=\"/photos/hall.jpg\">")]
    [InlineData("<img src=\"/theme/blank.gif\" data-original=\"/photos/hall.jpg\" class=\"lazyload\">")]
    [InlineData("<img src=\"/photos/hall-40.jpg\" srcset=\"/photos/hall-320.jpg 320w, /photos/hall.jpg 1200w,/photos/hall-4000.jpg 4000w\">")]
    [InlineData("<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\"><noscript><img src=\"/photos/hall.jpg\"></noscript>")]
    [InlineData("<picture><source srcset=\"/photos/hall.webp 2x\" type=\"image/webp\"><img src=\"/photos/hall.jpg\"></picture>")]
    [InlineData("<a href=\"/photos/hall-large.jpg\"><img src=\"/photos/hall.jpg\"></a>")]
    [InlineData("<amp-img src=\"/photos/hall.jpg\" width=\"800\" height=\"600\"></amp-img>")]
    public void A_picture_is_found_however_the_page_loads_it(string markup) =>
        Assert.Equal("https://press.norland.example/photos/hall.jpg", Assert.Single(Read($"{Prose}{markup}{Prose}")).Url);

    [Theory]
    [InlineData("<img src=\"/theme/logo.png\">")]
    [InlineData("<img src=\"/a.jpg\" class=\"author-avatar\">")]
    [InlineData("<img src=\"/count?page=7\" width=\"1\" height=\"1\">")]
    [InlineData("<img src=\"https://count.example/?page=7\">")]
    [InlineData("<img src=\"/a.jpg\" width=\"64\" height=\"64\">")]
    [InlineData("<div class=\"related-articles\"><img src=\"/other.jpg\"><a href=\"/news/other\">Other talks in Merrow</a></div>")]
    [InlineData("<a href=\"/news/other\"><img src=\"/other.jpg\"></a>")]
    [InlineData("<aside><img src=\"/other.jpg\"></aside>")]
    [InlineData("<div style=\"display:none\"><img src=\"/hidden.jpg\"></div>")]
    [InlineData("<img src=\"file:///etc/hosts.jpg\">")]
    [InlineData("<img src=\"javascript:alert(1)\">")]
    [InlineData("<img>")]
    public void What_decorates_counts_or_leads_elsewhere_is_no_picture_of_the_text(string markup) => Assert.Empty(Read($"{Prose}{markup}{Prose}"));

    [Fact]
    public void The_picture_that_the_page_gives_for_itself_comes_last_and_not_twice()
    {
        const string meta = "<meta property=\"og:image\" content=\"https://press.norland.example/photos/signing-1200x630.jpg\"><meta property=\"og:image:alt\" content=\"The signing\">";
        var shared = Assert.Single(Read(Prose, meta));
        Assert.Equal((PictureFrom.Page, "The signing"), (shared.From, shared.Alternative));
        Assert.Equal(PictureFrom.Text, Assert.Single(Read($"{Prose}<img src=\"/photos/signing-800x600.jpg\">{Prose}", meta)).From);
    }

    [Fact]
    public void Addresses_are_whole_by_the_base_that_the_page_names() =>
        Assert.Equal("https://media.norland.example/2026/a.jpg", Assert.Single(Read($"{Prose}<img src=\"a.jpg#main\">{Prose}", "<base href=\"//media.norland.example/2026/\">")).Url);

    [Fact]
    public void A_page_of_thousands_of_pictures_gives_a_bounded_number() =>
        Assert.Equal(50, Read(Prose + string.Concat(Enumerable.Range(1, 9_000).Select(static i => $"<p><img src=\"/{i}.jpg\"></p>")) + Prose).Count);

    private static IReadOnlyList<Picture> Read(string body, string head = "") => Reader.Read(new Page(
        Encoding.UTF8.GetBytes($"<html><head><title>Summit ends</title>{head}</head><body><article><h1>Summit ends with a declaration</h1>{body}</article></body></html>"), "page.html", "https://press.norland.example/news/1")).Pictures;
}

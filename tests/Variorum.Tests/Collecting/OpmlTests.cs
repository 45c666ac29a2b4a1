using System.Text;

namespace Variorum;

public class OpmlTests
{
    [Fact]
    public void A_list_of_feeds_comes_back_as_it_was_written()
    {
        Subscription[] feeds =
        [
            new("https://press.norland.example/rss?a=1&b=2", "Norland \"Press\" & <Office>", "https://press.norland.example/", "Lakes/Norland"),
            new("https://news.sudmark.example/feed", "수드마크 통신", null, "Lakes/Norland"),
            new("https://karelmark.example/atom.xml", null, null),
        ];
        using var stream = new MemoryStream();
        Opml.Write(stream, "Sources\u0001", feeds);
        var (read, cut) = Opml.Read(stream.ToArray());
        Assert.Null(cut);
        Assert.Equal([feeds[0], feeds[1], feeds[2] with { Title = feeds[2].Feed }], read);
    }

    [Fact]
    public void A_list_is_read_as_feed_readers_write_it()
    {
        var (feeds, cut) = Opml.Read(Encoding.UTF8.GetBytes("""

            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE opml [<!ENTITY x "y">]>
            <opml version="1.0"><head><title>Mine</title></head><body>
              <outline text="Lakes">
                <outline type="rss" text="Norland R&D" xmlUrl="https://press.norland.example/rss?a=1&b=2" htmlUrl="https://press.norland.example"/>
                <outline text="Rivers"><outline XMLURL=" https://sudmark.example/rss " title="Sudmark" text="other"></outline></outline>
              </outline>
              <outline text="none" xmlUrl="file:///etc/passwd"/>
              <outline text="At the top" xmlUrl="https://karelmark.example/rss"/>
            </body></opml>
            """));
        Assert.Null(cut);
        Assert.Equal(
        [
            new Subscription("https://press.norland.example/rss?a=1&b=2", "Norland R&D", "https://press.norland.example/", "Lakes"),
            new Subscription("https://sudmark.example/rss", "Sudmark", null, "Lakes/Rivers"),
            new Subscription("https://karelmark.example/rss", "At the top", null),
        ], feeds);
    }

    [Theory]
    [InlineData("<opml version='2.0'><body/></opml>", true)]
    [InlineData("\uFEFF<?xml version='1.0'?>\n<!-- exported by a reader -->\n<opml version='1.0'>", true)]
    [InlineData("<html><body>A page on &lt;opml&gt; and <opml> in it</body></html>", false)]
    [InlineData("A plain text that says <opml> somewhere", false)]
    [InlineData("", false)]
    public void A_list_is_told_from_a_page_by_how_it_begins(string text, bool list) =>
        Assert.Equal(list, Opml.Is(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_is_no_list_is_told()
    {
        Assert.Equal("it is no OPML: it begins with <rss>", Assert.Throws<UnreadableFeedException>(() => Opml.Read("<rss></rss>"u8.ToArray())).Message);
        Assert.Equal("it is no OPML: it has no element that could be read", Assert.Throws<UnreadableFeedException>(() => Opml.Read("hello"u8.ToArray())).Message);
        Assert.Equal("it ends too soon", Opml.Read("<opml><body><outline xmlUrl='https://a.example/'/><outl"u8.ToArray()).Cut);
    }
}

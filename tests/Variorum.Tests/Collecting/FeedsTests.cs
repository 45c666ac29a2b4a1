using System.Globalization;
using System.Text;
using CsCheck;
using static Variorum.LoopbackServer;

namespace Variorum;

public class FeedsTests
{
    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Corpora.Path("feeds")).Where(path => !path.EndsWith(".expected", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_feed_is_read_as_the_web_writes_it(string file)
    {
        var expected = File.ReadAllText(Corpora.Path("feeds", file + ".expected")).TrimEnd('\n');
        var type = expected.Split('\n')[0] is ['c', 'o', 'n', 't', ..] line && line.Length > 13 ? line[13..] : null;
        Assert.Equal(expected, Told(File.ReadAllBytes(Corpora.Path("feeds", file)), type));
    }

    [Fact]
    public void A_feed_of_100_000_entries_is_read_in_part_and_says_so()
    {
        var feed = Feeds.Read(Rss(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"<item><title>News {i}</title><link>https://press.norland.example/{i}</link></item>"))), "https://press.norland.example/rss");
        Assert.Equal((Feeds.MostEntries, $"it has more than {Feeds.MostEntries} entries; the first were read"), (feed.Entries.Count, feed.Cut));
    }

    [Fact]
    public void A_feed_that_is_broken_a_thousand_times_takes_no_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var feed = Feeds.Read(Rss(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"<item><title>News {i}</title><link>https://press.norland.example/{i}</link><p></item>"))), "https://press.norland.example/rss");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
        Assert.True(feed.Entries.Count >= 50);
        Assert.StartsWith("it is broken in more than 50 places", feed.Cut, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<item>", "")]
    [InlineData("<a>", "")]
    [InlineData("&", "")]
    [InlineData("<![CDATA[", "")]
    [InlineData("<!DOCTYPE x [", "")]
    [InlineData("<!--", "")]
    [InlineData("<x a='", "")]
    [InlineData("<x xmlns:a='b' ", ">")]
    [InlineData("<", "")]
    public void Whatever_a_feed_is_made_of_takes_time_in_step_with_its_length(string piece, string end)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Feeds.Read(Rss(string.Concat(Enumerable.Repeat(piece, 200_000)) + end), "https://press.norland.example/rss");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void Any_bytes_are_a_feed_or_are_told_to_be_none() =>
        Check.Sample(Gen.Select(Gen.Int[0, Seeds.Length - 1], Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[0, 12], Gen.Int[0, 5000]), (seed, changes, end) =>
        {
            var bytes = Seeds[seed].ToArray();
            foreach (var (at, value) in changes) bytes[at % bytes.Length] = value;
            var told = Told(bytes[..Math.Max(1, end % bytes.Length)], null);
            return told.Length > 0;
        });

    [Fact]
    public async Task Hub_self_and_next_page_stand_in_a_header_too()
    {
        await using var server = Of(_ => Page("<rss version='2.0'><channel><title>T</title></channel></rss>",
            "Link: <https://hub.example/>; rel=\"hub\", </rss>; type=\"application/rss+xml\"; rel=self\r\nLink: </rss?page=2>; title=\"a, b; c\"; rel=\"next nofollow\"\r\n"));
        var feed = Feeds.Read((await new Fetcher(server.Options).FetchAsync(server.Url("/rss"), null, TestContext.Current.CancellationToken))[^1]);
        Assert.Equal(("https://hub.example/", server.Url("/rss"), server.Url("/rss?page=2")), (Assert.Single(feed.Hubs), feed.Self, feed.Next));
    }

    private static readonly byte[][] Seeds = [.. Directory.EnumerateFiles(Corpora.Path("feeds")).Where(path => Path.GetExtension(path) is ".xml" or ".json").Order(StringComparer.Ordinal).Select(File.ReadAllBytes).Where(bytes => bytes.Length is > 0 and < 5000)];

    private static byte[] Rss(string items) => Encoding.UTF8.GetBytes($"<rss version=\"2.0\"><channel><title>T</title>{items}</channel></rss>");

    private static string Told(byte[] bytes, string? type)
    {
        try
        {
            var feed = Feeds.Read(bytes, "https://press.norland.example/feeds/rss.xml", type);
            string[] head = [$"content-type {type}", $"format {feed.Format}", $"title {feed.Title}", $"hubs {string.Join(' ', feed.Hubs)}", $"self {feed.Self}", $"next {feed.Next}", $"cut {feed.Cut}"];
            return string.Join('\n', head.Select(line => line.TrimEnd()).Concat(feed.Entries.Select(Told)));
        }
        catch (UnreadableFeedException fault)
        {
            return "error " + fault.Message;
        }
    }

    private static string Told(FeedEntry entry) => $"{entry.Url}\t{entry.Title}\t{Told(entry.Published)}\t{Told(entry.Updated)}\t{entry.Id}";

    internal static string Told(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "";
}

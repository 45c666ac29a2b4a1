using System.Globalization;
using System.Net;
using System.Text;

namespace Variorum;

public class CdxServerTests
{
    private const string Site = "https://press.norland.example/";

    private static Task<OpenRoom> Room() => Kept.Room(Kept.Answer(Site + "a", 0, Kept.Report(9)), Kept.Answer(Site + "a", 1, Kept.Report(10)), Kept.Answer("http://press.norland.example/a", 0.5, Kept.Report(9)), Kept.Answer(Site + "b", 2, "gone", 404),
        Kept.Answer("https://norland.example/", 3, Kept.Report(12)), Kept.Answer("https://eastnorland.example/", 3, Kept.Report(13)), Kept.Answer(Site + "p.png", 4, Kept.Png, type: "image/png"));

    [Theory]
    [InlineData("url=press.norland.example/a", "20260612090000 20260612093000 20260612100000")]
    [InlineData("url=https%3A%2F%2Fpress.norland.example%2Fa", "20260612090000 20260612093000 20260612100000")]
    [InlineData("url=press.norland.example/a&from=20260612093000", "20260612093000 20260612100000")]
    [InlineData("url=press.norland.example/a&to=202606120930", "20260612090000 20260612093000")]
    [InlineData("url=press.norland.example/a&from=2027", "")]
    [InlineData("url=press.norland.example/a&limit=1", "20260612090000")]
    [InlineData("url=press.norland.example/*", "20260612090000 20260612093000 20260612100000 20260612110000 20260612130000")]
    [InlineData("url=press.norland.example&matchType=host&filter=statuscode:200&filter=mimetype:text/.*", "20260612090000 20260612093000 20260612100000")]
    [InlineData("url=press.norland.example&matchType=host&filter=!statuscode:200", "20260612110000")]
    [InlineData("url=press.norland.example&matchType=host&filter==statuscode:404", "20260612110000")]
    [InlineData("url=norland.example&matchType=domain&filter=original:.*/(a|)", "20260612120000 20260612090000 20260612093000 20260612100000")]
    [InlineData("url=*.eastnorland.example", "20260612120000")]
    [InlineData("url=elsewhere.example/*", "")]
    public async Task Captures_are_listed_by_address_time_and_filter(string query, string times)
    {
        await using var room = await Room();
        Assert.Equal(times, string.Join(' ', (await room.Text($"/cdx?{query}&fl=timestamp")).Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_list_from_which_a_filter_leaves_nearly_all_out_ends_early_and_says_where_it_goes_on()
    {
        await using var room = await OpenRoom.Over([.. Enumerable.Range(0, 7).Select(static i => Kept.Answer($"{Site}{i}", i, i == 6 ? "gone" : Kept.Report(9), i == 6 ? 404 : 200))], static options => options with { MostCaptures = 3 });
        const string asked = "/cdx?url=press.norland.example/*&filter=statuscode:404&fl=statuscode";
        var (found, key) = (new List<string>(), "");
        for (var answers = 1; ; answers++)
        {
            var lines = (await room.Text(asked + (key.Length > 0 ? "&resumeKey=" + Uri.EscapeDataString(key) : ""))).Split('\n');
            var end = Array.IndexOf(lines, "");
            found.AddRange(lines[..end]);
            if (end == lines.Length - 1)
            {
                Assert.Equal(3, answers);
                break;
            }
            key = lines[end + 1];
        }
        Assert.Equal(["404"], found);
    }

    [Fact]
    public async Task A_line_has_the_seven_fields_of_the_wayback_machine()
    {
        await using var room = await Room();
        var fields = (await room.Text("/cdx?url=press.norland.example/b")).TrimEnd().Split(' ');
        Assert.Equal(["example,norland,press)/b", "20260612110000", Site + "b", "text/html", "404"], fields[..5]);
        Assert.StartsWith("sha256:", fields[5], StringComparison.Ordinal);
        Assert.True(long.Parse(fields[6], CultureInfo.InvariantCulture) > 0);
    }

    [Theory]
    [InlineData("matchType=all")]
    [InlineData("limit=-1")]
    [InlineData("limit=many")]
    [InlineData("from=now")]
    [InlineData("from=20261301")]
    [InlineData("fl=password")]
    [InlineData("output=xml")]
    [InlineData("filter=statuscode")]
    [InlineData("filter=nothing:1")]
    [InlineData("filter=original:(")]
    [InlineData("filter=original:(a)\\1")]
    [InlineData("resumeKey=x")]
    [InlineData("limit=1&limit=2")]
    public async Task What_is_not_understood_is_told_and_not_guessed(string query)
    {
        await using var room = await Room();
        using var answer = await room.Fetch($"/cdx?url=press.norland.example/a&{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_expression_that_would_take_others_for_ever_takes_no_longer_than_any()
    {
        await using var room = await Kept.Room(Kept.Answer(Site + new string('a', 2000) + "!", 0, Kept.Report(9)));
        Assert.Equal("", await room.Text("/cdx?url=press.norland.example/*&filter=original:(.*a)*(.*a)*b"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_is_read_on_where_it_ended_until_all_of_it_is_read_once(bool json)
    {
        await using var room = await Room();
        var (found, resume) = (new List<string>(), (string?)null);
        do
        {
            using var answer = await room.Fetch($"/cdx?url=norland.example&matchType=domain&limit=2&showResumeKey=true{(json ? "&output=json" : "")}{(resume is null ? "" : $"&resumeKey={Uri.EscapeDataString(resume)}")}");
            var page = Cdx.Read(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(0, page.Unread);
            found.AddRange(page.Captures.Select(static capture => $"{capture.Timestamp} {capture.Url}"));
            resume = page.Resume;
        }
        while (resume is not null);
        Assert.Equal(6, found.Count);
        Assert.Equal(6, found.Distinct().Count());
    }

    [Fact]
    public async Task A_list_can_be_read_by_pages()
    {
        await using var room = await Room();
        Assert.Equal("1\n", await room.Text("/cdx?url=norland.example&matchType=domain&showNumPages=true"));
        Assert.Equal(6, (await room.Text("/cdx?url=norland.example&matchType=domain&page=0")).Count(static unit => unit == '\n'));
        Assert.Equal("", await room.Text("/cdx?url=norland.example&matchType=domain&page=1"));
    }

    [Fact]
    public async Task An_address_with_blanks_and_breaks_stays_one_field()
    {
        await using var room = await Kept.Room(Kept.Answer(Site + "a\u2028b c", 0, Kept.Report(9)));
        Assert.Equal(7, (await room.Text("/cdx?url=press.norland.example/*")).TrimEnd('\n').Split([' ', '\n', '\u2028']).Length);
    }

    [Fact]
    public async Task Another_archive_fills_itself_from_this_one()
    {
        await using var room = await Room();
        var folder = Directory.CreateTempSubdirectory("variorum-room-");
        using (var archive = FolderArchive.Write(folder.FullName))
        {
            var fetcher = new Fetcher(new FetcherOptions { Allowed = [Allowance.Parse(room.Room.Address.Authority)] });
            var server = new Uri(room.Room.Address, "/cdx/search/cdx").AbsoluteUri;
            var done = await Backfill.RunAsync(new Collector(fetcher, archive), fetcher, new NewsSource("Norland Press Office", Site), new BackfillOptions(server, BackfillOptions.ReplayOf(server)!), TestContext.Current.CancellationToken);
            Assert.Null(done.Failure);
            Assert.Equal((0, true), (done.Failed, done.Taken >= 2));
            var copy = archive.Find(Site + "a")!;
            Assert.Equal(Kept.Start.AddHours(1), archive.Captures(copy.Id)[^1].Time);
            Assert.Equal(Kept.Report(10), Encoding.UTF8.GetString(archive.Page(archive.Captures(copy.Id)[^1].Id)!.Bytes.Span));
        }
        folder.Delete(recursive: true);
    }
}

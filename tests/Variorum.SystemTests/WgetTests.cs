using System.IO.Compression;
using System.Text;

namespace Variorum.SystemTests;

public sealed class WgetTests
{
    private static readonly byte[] Picture = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [Theory, InlineData("", "crawl.warc.gz"), InlineData("--no-warc-compression", "crawl.warc")]
    public async Task What_GNU_wget_crawled_is_taken_whole_and_lies_where_its_CDX_says(string option, string file)
    {
        if ((await Shell.Run("command -v wget")).Exit != 0) Assert.Skip("GNU wget is not installed: Debian's package is wget.");
        using var scratch = new Scratch();
        await using var site = new Loopback(Answer);
        // 8: a page that is linked is not there.
        var crawl = await Shell.Run($"wget --recursive --level=3 --page-requisites --execute robots=off --no-verbose --warc-file=crawl --warc-cdx {option} --warc-header 'operator: Norland Library' {site.Site}/ 2>log", scratch.Folder);
        Assert.Equal(8, crawl.Exit);

        var added = await Shell.Run($"variorum add {file} --archive archive", scratch.Folder);
        Assert.Equal((0, ""), (added.Exit, added.Error));
        using var archive = FolderArchive.Read(scratch.Path("archive"));
        Assert.Empty(archive.Verify(TestContext.Current.CancellationToken));
        foreach (var number in (int[])[1, 2, 3])
        {
            var version = Assert.Single(archive.Versions(archive.Find($"{site.Site}/{number}")!.Id));
            Assert.StartsWith($"Report {number} on the strait", version.Title, StringComparison.Ordinal);
        }
        Assert.Equal([CaptureState.Text, CaptureState.Other, CaptureState.Moved, CaptureState.Missing], new[] { "/1", "/picture.png", "/moved", "/gone" }.Select(path => Assert.Single(archive.Captures(archive.Find(site.Site + path)!.Id)).State));

        // Every capture that wget lists is one of ours, and at its place in wget's file lies the same record.
        var lines = File.ReadAllLines(scratch.Path("crawl.cdx"));
        var listed = Cdx.Read(File.ReadAllBytes(scratch.Path("crawl.cdx")));
        Assert.Equal((lines.Length - 1, 0), (listed.Captures.Count, listed.Unread));
        Assert.Equal(site.Asked.Where(static path => path != "/robots.txt").Order(StringComparer.Ordinal), listed.Captures.Select(capture => new Uri(capture.Url).PathAndQuery).Order(StringComparer.Ordinal));
        foreach (var (capture, line) in listed.Captures.Zip(lines.Skip(1)))
        {
            var ours = Assert.Single(archive.Captures(archive.Find(capture.Url)!.Id));
            Assert.Equal((capture.Time, capture.Status), (ours.Time, ours.Status));
            var fields = line.Split(' ');
            var record = WarcReader.ReadAt(scratch.Folder, new WarcPlace(file, long.Parse(fields[^3], System.Globalization.CultureInfo.InvariantCulture), 0));
            Assert.Equal(("response", $"sha1:{capture.Digest}", fields[^1]), (record.Type, record.PayloadDigest, $"<{record.Id}>"));
            Assert.Equal(record.Block.ToArray(), archive.Record(ours).Block.ToArray());
        }
    }

    private static byte[] Answer(string path) => path switch
    {
        "/" => Articles.Answer("<title>Norland Press</title><p><a href=/1>One</a> <a href=/2>Two</a> <a href=/moved>Three</a> <a href=/gone>Four</a> <img src=/picture.png>"),
        "/1" or "/3" => Articles.Answer(Articles.Page(path[1] - '0')),
        "/2" => Articles.Answer(Zipped(Articles.Page(2)), fields: "Content-Encoding: gzip\r\n"),
        "/moved" => Articles.Answer([], "301 Moved Permanently", fields: "Location: /3\r\n"),
        "/picture.png" => Articles.Answer(Picture, type: "image/png"),
        _ => Articles.Answer("<title>Not found</title><p>There is no such page.</p>", "404 Not Found"),
    };

    private static byte[] Zipped(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }
}

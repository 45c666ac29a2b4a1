using System.Globalization;
using System.Text;

namespace Variorum.SystemTests;

public sealed class WarcTests
{
    private static readonly DateTimeOffset Then = new(2024, 6, 20, 8, 30, 0, 125, TimeSpan.Zero);

    [Fact]
    public async Task Warcio_reads_every_record_that_is_written_and_finds_the_same_digests()
    {
        using var scratch = new Scratch();
        var written = new List<(WarcRecord Record, WarcPlace Place)>();
        using (var writer = new WarcWriter(scratch.Folder, "norland", TimeProvider.System, fault => Assert.Fail(fault.ToString())))
        {
            foreach (var record in Records()) written.Add((record, writer.Write(record)));
            writer.Flush();
        }

        var lines = await Warcio(scratch.Path(written[0].Place.File));
        Assert.Equal("warcinfo", lines[0][2]);
        Assert.Equal(written.Select(one => (one.Place.Offset.ToString(CultureInfo.InvariantCulture), "WARC/1.1", one.Record.Type, $"<{one.Record.Id}>", one.Record.TargetUri)),
            lines[1..].Select(line => (line[0], line[1], line[2], line[3], (string?)line[5])));
        Assert.All(written.Zip(lines[1..]), pair =>
        {
            var (record, line) = (pair.First.Record, pair.Second);
            Assert.Equal(record.Date, DateTimeOffset.Parse(line[4], CultureInfo.InvariantCulture));
            Assert.Equal((record.BlockDigest, record.BlockDigest), (line[6], line[7]));
            if (record.Type != "revisit") Assert.Equal((record.PayloadDigest, record.PayloadDigest), (line[8], line[9]));
            Assert.Equal(record.Block.Length.ToString(CultureInfo.InvariantCulture), line[10]);
        });
    }

    [Fact]
    public async Task A_digest_that_is_wrong_is_not_warcios()
    {
        using var scratch = new Scratch();
        using (var writer = new WarcWriter(scratch.Folder, "norland", TimeProvider.System, fault => Assert.Fail(fault.ToString())))
            writer.Write(Records()[0] with { BlockDigest = WarcDigest.Of("Karsk"u8) });
        var line = (await Warcio(scratch.Path(scratch.Names.Single())))[1];
        Assert.NotEqual(line[6], line[7]);
    }

    private static List<WarcRecord> Records()
    {
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        var page = WarcRecord.Create("response", Then, "https://mfa.norland.example/karsk?a=1&b=2", "application/http; msgtype=response",
            Bytes("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n<title>Ministers meet in Karsk</title>"));
        return
        [
            page,
            WarcRecord.Create("request", Then, page.TargetUri, "application/http; msgtype=request",
                Bytes("GET /karsk?a=1&b=2 HTTP/1.1\r\nHost: mfa.norland.example\r\n\r\n"), [new("WARC-Concurrent-To", $"<{page.Id}>")]),
            WarcRecord.Create("response", Then.AddTicks(1), "https://press.veldania.example/gone", "application/http; msgtype=response",
                Bytes("HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nGone\r\n0\r\n\r\n")),
            WarcRecord.Create("revisit", Then.AddDays(1), page.TargetUri, "application/http; msgtype=response",
                Bytes("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"),
                [new("WARC-Profile", WarcRecord.IdenticalPayload), new("WARC-Refers-To", $"<{page.Id}>"), new("WARC-Refers-To-Target-URI", page.TargetUri!)], page.PayloadDigest),
            WarcRecord.Create("resource", Then, "https://press.veldania.example/ferry.png", "image/png", noise),
            WarcRecord.Create("metadata", Then, page.TargetUri, "application/warc-fields", Bytes("via: https://mfa.norland.example/\r\n")),
            WarcRecord.Create("response", Then, "https://press.veldania.example/empty", "application/http; msgtype=response", Bytes("HTTP/1.1 204 No Content\r\nServer: a\r\n\r\n")),
        ];
    }

    // Place, version, type, id, date, target; block digest as written and as warcio makes it; the same of the payload; length.
    private static async Task<List<string[]>> Warcio(string file)
    {
        if (!Directory.Exists(Repository.Path("tests", "Variorum.SystemTests", "node_modules", "warcio"))) Assert.Skip("warcio is not installed: npm ci --prefix tests/Variorum.SystemTests.");
        if ((await Shell.Run("command -v node")).Exit != 0) Assert.Skip("There is no node to run warcio.");
        var ran = await Shell.Run($"node '{Repository.Path("tests", "Variorum.SystemTests", "warcio-check.mjs")}' '{file}'");
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        return [.. ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}

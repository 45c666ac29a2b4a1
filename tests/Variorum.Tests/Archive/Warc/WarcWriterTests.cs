using System.Text;
using CsCheck;
using static Variorum.WarcSamples;

namespace Variorum;

public class WarcWriterTests
{
    // Blocks with all that ends and begins records in them.
    private static readonly Gen<byte[]> Blocks = Gen.OneOf(
        Gen.Byte.Array[0, 300],
        // An archive that was captured: its members stand in ours as they are.
        Gen.Byte.Array[20, 200].Select(noise => Gzip(WarcRecord.Create("resource", Then, "urn:norland:inner", "image/png", noise).Plain())).Array[1, 3].Select(members => members.SelectMany(member => member).ToArray()),
        Gen.OneOf("\r\n\r\n", "WARC/1.1\r\nWARC-Type: response\r\n", "\u001f\u008b\u0008\0", "Karsk ", "\n", "HTTP/1.1 200 OK\r\n").Array[0, 12].Select(parts => Bytes(string.Concat(parts))));

    private static readonly Gen<WarcRecord> Record = Gen.Select(
        Gen.OneOf("response", "request", "resource", "metadata", "revisit", "conversion"),
        Gen.Long[0, 3_000_000_000_000_000_000].Select(ticks => new DateTimeOffset(ticks, TimeSpan.Zero)),
        Gen.OneOf("https://mfa.norland.example/karsk?a=b&c", "https://norland.example/Präsident/漢", "urn:norland:1"),
        Blocks,
        Gen.Select(Gen.OneOf("WARC-Concurrent-To", "X-Norland", "warc-concurrent-to"), Gen.OneOf("", "<urn:a:1>", "Größe: 5; \"x\"")).Array[0, 4])
        .Select((type, date, uri, block, fields) => WarcRecord.Create(type, date, uri,
            type is "response" or "request" ? $"application/http; msgtype={type}" : "text/plain", block, [.. fields.Select(field => new HeaderField(field.Item1, field.Item2))]));

    [Fact]
    public void What_is_written_is_read_back() =>
        Gen.Select(Record.Array[1, 6], Gen.Int[1, 3000]).Sample((records, fullAt) =>
        {
            using var folder = new WarcFolder();
            using (var writer = folder.Writer(fullAt: fullAt))
            {
                foreach (var record in records)
                {
                    var place = writer.Write(record);
                    Same(record, WarcReader.ReadAt(folder.Path, place));
                }
                writer.Flush();
            }
            var read = folder.Files.SelectMany(file => Read(File.OpenRead(file)).Records).ToList();
            Assert.All(folder.Files, file => Assert.Empty(Read(File.OpenRead(file)).Faults));
            Assert.Equal(folder.Files.Length, read.Count(record => record.Type == "warcinfo"));
            read.RemoveAll(record => record.Type == "warcinfo");
            Assert.Equal(records.Length, read.Count);
            for (var i = 0; i < records.Length; i++) Same(records[i], read[i]);
        }, iter: 200);

    [Fact]
    public void A_torn_tail_costs_the_torn_record_and_no_other_at_every_place() =>
        Record.Array[1, 3].Sample(records =>
        {
            using var folder = new WarcFolder();
            var ends = new List<long> { 0 };
            using (var writer = folder.Writer())
            {
                foreach (var record in records)
                {
                    var place = writer.Write(record);
                    if (ends.Count == 1) ends.Add(place.Offset);
                    ends.Add(place.Offset + place.Length);
                }
            }
            var bytes = File.ReadAllBytes(folder.Files[0]);
            for (var cut = 0; cut <= bytes.Length; cut++)
            {
                var (read, faults) = Read(bytes[..cut]);
                var whole = ends.FindLastIndex(end => end <= cut);
                Assert.Equal((cut, whole), (cut, read.Count));
                var torn = ends[whole] < cut;
                Assert.Equal(torn ? [ends[whole]] : [], faults.Select(fault => fault.Offset));
                Assert.Equal(torn ? [cut - ends[whole]] : [], faults.Select(fault => fault.Length));
                Assert.Equal(ends[whole], WarcFile.SoundLength(new MemoryStream(bytes[..cut]), "norland.warc.gz", 0, _ => { }));
            }
        }, iter: 20);

    [Fact]
    public void A_writer_cuts_a_torn_tail_tells_it_and_goes_on_in_the_same_file()
    {
        using var folder = new WarcFolder();
        var record = Response("https://mfa.norland.example/karsk", "<title>Ministers meet in Karsk</title>");
        WarcPlace first, second;
        using (var writer = folder.Writer()) (first, second) = (writer.Write(record), writer.Write(record));
        var bytes = File.ReadAllBytes(folder.Files[0]);
        for (var cut = second.Offset + 1; cut < bytes.Length; cut += 13)
        {
            File.WriteAllBytes(folder.Files[0], bytes[..(int)cut]);
            folder.Faults.Clear();
            using (var writer = folder.Writer(first)) Assert.Equal(second, writer.Write(record));
            Assert.Equal(bytes, File.ReadAllBytes(Assert.Single(folder.Files)));
            Assert.Equal((second.Offset, cut - second.Offset), Assert.Single(folder.Faults.Select(fault => (fault.Offset, fault.Length))));
        }
    }

    [Fact]
    public void Zeros_that_a_disk_left_behind_the_last_record_are_cut_off()
    {
        using var folder = new WarcFolder();
        using (var writer = folder.Writer()) writer.Write(Response("https://norland.example/", "Karsk"));
        var bytes = File.ReadAllBytes(folder.Files[0]);
        File.WriteAllBytes(folder.Files[0], [.. bytes, .. new byte[5000]]);
        folder.Writer().Dispose();
        Assert.Equal(bytes, File.ReadAllBytes(folder.Files[0]));
        Assert.Equal(5000, Assert.Single(folder.Faults).Length);
    }

    [Fact]
    public void A_full_file_is_followed_by_the_next_and_each_begins_with_what_made_it()
    {
        using var folder = new WarcFolder();
        const int FullAt = 1200;
        for (var run = 0; run < 2; run++)
        {
            using var writer = folder.Writer(fullAt: FullAt);
            for (var i = 0; i < 5; i++) writer.Write(Response("https://norland.example/", new string('k', i)));
        }
        Assert.InRange(folder.Files.Length, 3, 6);
        Assert.Equal(Enumerable.Range(1, folder.Files.Length).Select(number => $"norland-20240620120000-0000{number}.warc.gz"), folder.Files.Select(Path.GetFileName));
        Assert.All(folder.Files.SkipLast(1), file => Assert.InRange(new FileInfo(file).Length, FullAt, 2 * FullAt));
        Assert.All(folder.Files, file => Assert.InRange(Read(File.OpenRead(file)).Records[^1].Place.Offset, 1, FullAt - 1));
        foreach (var file in folder.Files)
        {
            var info = Read(File.OpenRead(file)).Records[0];
            Assert.Equal(("warcinfo", Path.GetFileName(file), "application/warc-fields"), (info.Type, info.Field("WARC-Filename"), info.ContentType));
            Assert.Contains("format: WARC File Format 1.1\r\n", Encoding.UTF8.GetString(info.Block.Span), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_member_is_copied_as_it_stands()
    {
        using var folder = new WarcFolder();
        var member = Gzip([.. "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:norland:7>\r\nWARC-Date: 2013-12-09T00:00:00Z\r\nContent-Length: 5\r\n\r\nKarsk\r\n\r\n"u8]);
        WarcPlace place;
        using (var writer = folder.Writer()) place = writer.Copy(member);
        Assert.Equal(member, File.ReadAllBytes(folder.Files[0])[(int)place.Offset..]);
        Assert.Equal(("1.0", "urn:norland:7", member.Length), (WarcReader.ReadAt(folder.Path, place).Version, WarcReader.ReadAt(folder.Path, place).Id, place.Length));
    }

    [Fact]
    public void What_is_not_one_whole_member_with_one_record_is_not_copied()
    {
        using var folder = new WarcFolder();
        using var writer = folder.Writer();
        var plain = Response("https://norland.example/", "Karsk").Plain();
        var member = Gzip(plain);
        foreach (var bad in new[] { [], plain, member[..^1], [.. member, .. member], [.. member, 0], Gzip([.. plain, .. plain]), Gzip([]), Gzip(plain[..^5]) })
            Assert.Throws<ArgumentException>(() => writer.Copy(bad));
        Assert.DoesNotContain(folder.Files.SelectMany(file => Read(File.OpenRead(file)).Records), record => record.Type != "warcinfo");
    }

    [Fact]
    public void A_field_that_would_break_the_head_is_refused()
    {
        using var folder = new WarcFolder();
        using var writer = folder.Writer();
        var record = Response("https://norland.example/", "Karsk");
        foreach (var field in new HeaderField[] { new("X-Note", "a\r\nWARC-Type: response"), new("X Note", "a"), new("", "a"), new("X-Note:", "a") })
            Assert.Throws<ArgumentException>(() => writer.Write(record with { Headers = [field] }));
        Assert.Throws<ArgumentException>(() => writer.Write(record with { TargetUri = "https://norland.example/\nX: y" }));
        Assert.Empty(folder.Files);
    }

    [Fact]
    public void The_same_record_made_again_has_the_same_id_and_another_has_another()
    {
        var ids = new[] { Response("https://norland.example/", "Karsk"), Response("https://norland.example/a", "Karsk"), Response("https://norland.example/", "Vesmark") };
        Assert.Equal(ids[0].Id, Response("https://norland.example/", "Karsk").Id);
        Assert.Equal(3, ids.Select(record => record.Id).Distinct().Count());
        Assert.All(ids, record => Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", record.Id));
    }

    [Fact]
    public void A_whole_file_is_checked_and_each_fault_named_with_file_and_offset()
    {
        using var folder = new WarcFolder();
        WarcPlace place;
        using (var writer = folder.Writer())
        {
            writer.Write(Response("https://norland.example/", "Karsk"));
            place = writer.Write(Response("https://norland.example/", "Vesmark") with { BlockDigest = WarcDigest.Of("Karsk"u8) });
        }
        var faults = new List<string>();
        var seen = new List<WarcPlace>();
        using (var reader = new WarcReader(File.OpenRead(folder.Files[0]), Path.GetFileName(folder.Files[0]), fault => faults.Add(fault.ToString())) { CheckDigests = true })
            while (reader.Read(out var record)) seen.Add(record.Place);
        Assert.Equal([$"norland-20240620120000-00001.warc.gz at {place.Offset}: the block does not match its digest"], faults);
        Assert.Equal((3, place), (seen.Count, seen[2]));
    }

    [Fact]
    public void A_place_without_a_record_is_named()
    {
        using var folder = new WarcFolder();
        WarcPlace place;
        using (var writer = folder.Writer()) place = writer.Write(Response("https://norland.example/", "Karsk"));
        var error = Assert.Throws<InvalidDataException>(() => WarcReader.ReadAt(folder.Path, place with { Offset = place.Offset + 5 }));
        Assert.Equal($"{place.File} at {place.Offset + 5}: bytes that are no record", error.Message);
        Assert.Throws<InvalidDataException>(() => WarcReader.ReadAt(folder.Path, place with { Offset = 1_000_000 }));
    }

    private static void Same(WarcRecord written, WarcRecord read)
    {
        Assert.Equal(("1.1", written.Type, written.Id, written.Date, written.TargetUri, written.ContentType, written.PayloadDigest, written.BlockDigest),
            (read.Version, read.Type, read.Id, read.Date, read.TargetUri, read.ContentType, read.PayloadDigest, read.BlockDigest));
        Assert.Equal(written.Block.ToArray(), read.Block.ToArray());
        Assert.Equal(written.Headers, read.Headers);
    }
}

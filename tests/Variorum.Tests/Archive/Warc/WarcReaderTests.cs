using System.Globalization;
using System.IO.Compression;
using System.Text;
using static Variorum.WarcSamples;

namespace Variorum;

public class WarcReaderTests
{
    public static TheoryData<string> Traps => [.. Directory.EnumerateFiles(Corpora.Path("warc"), "*.warc").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static readonly WarcRecord[] Three =
    [
        Response("https://mfa.norland.example/karsk", "<title>Ministers meet in Karsk</title>"),
        Response("https://press.veldania.example/ferry", "<title>The ferry sails twice a day</title>"),
        Response("https://press.veldania.example/gone", "<title>Not found</title>", "404 Not Found"),
    ];

    private static readonly string[] Uris = [.. Three.Select(record => record.TargetUri!)];

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_broken_file_is_read_as_far_as_it_goes_and_each_fault_is_told_with_its_place(string file)
    {
        var bytes = File.ReadAllBytes(Corpora.Path("warc", file));
        Assert.Equal(File.ReadAllText(Corpora.Path("warc", Path.ChangeExtension(file, ".expected"))), Shown(new MemoryStream(bytes)));
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_stream_that_trickles_and_cannot_go_back_is_read_alike(string file)
    {
        var bytes = File.ReadAllBytes(Corpora.Path("warc", file));
        foreach (var most in new[] { 1, 7, 300 }) Assert.Equal(Shown(new MemoryStream(bytes)), Shown(new Trickle(bytes, most)));
        var gzip = Gzip(bytes);
        Assert.Equal(Shown(new MemoryStream(gzip)), Shown(new Trickle(gzip, 1)));
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void A_file_that_is_one_gzip_member_holds_the_records_of_the_plain_one(string file)
    {
        var plain = Read(File.ReadAllBytes(Corpora.Path("warc", file))).Records;
        var gzip = Read(Gzip(File.ReadAllBytes(Corpora.Path("warc", file)))).Records;
        // What the plain file's end might have cut off is known to be all there was; a cut head is still no record.
        if (file == "cut-in-a-block.warc") gzip.RemoveAt(gzip.Count - 1);
        Assert.Equal(plain.Select(record => (record.TargetUri, record.Place.Offset, Text(record))), gzip.Select(record => (record.TargetUri, record.Place.Within, Text(record))));
    }

    [Theory]
    [MemberData(nameof(Traps))]
    public void Each_record_is_read_again_at_its_place(string file)
    {
        using var folder = new WarcFolder();
        var bytes = File.ReadAllBytes(Corpora.Path("warc", file));
        foreach (var stored in new[] { bytes, Gzip(bytes) })
        {
            File.WriteAllBytes(Path.Combine(folder.Path, "norland.warc.gz"), stored);
            foreach (var record in Read(stored).Records)
            {
                var again = WarcReader.ReadAt(folder.Path, record.Place);
                Assert.Equal((record.Id, record.Place.Offset, record.Place.Within, Text(record)), (again.Id, again.Place.Offset, again.Place.Within, Text(again)));
            }
        }
    }

    [Fact]
    public void A_bomb_is_told_once_of_its_block_and_once_of_its_member_and_what_follows_is_read()
    {
        using var stream = new MemoryStream();
        foreach (var length in (int[])[4 << 20, 10])
        {
            var record = WarcRecord.Create("resource", new DateTimeOffset(2024, 6, 20, 12, 0, 0, TimeSpan.Zero), $"https://norland.example/{length}", "text/plain", new byte[length]);
            using var gzip = new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true);
            gzip.Write(record.Head());
            gzip.Write(record.Block.Span);
            gzip.Write("\r\n\r\n"u8);
        }
        stream.Position = 0;
        var faults = new List<string>();
        using var reader = new WarcReader(stream, "a.warc.gz", fault => faults.Add(fault.Problem)) { LargestBlock = 1 << 16 };
        Assert.True(reader.Read(out var next));
        Assert.Equal("https://norland.example/10", next.TargetUri);
        Assert.False(reader.Read(out _));
        Assert.Equal(2, faults.Count);
        Assert.Single(faults, static fault => fault.Contains("is not read on", StringComparison.Ordinal));
    }

    [Fact]
    public void A_member_for_each_record_tells_where_each_is_stored()
    {
        var members = Three.Select(record => Gzip(record.Plain())).ToList();
        var (records, faults) = Read([.. members[0], .. members[1], .. members[2]]);
        Assert.Empty(faults);
        Assert.Equal([members[0].Length, members[1].Length, members[2].Length], records.Select(record => record.Place.Length));
        Assert.Equal([0, members[0].Length, members[0].Length + members[1].Length], records.Select(record => record.Place.Offset));
    }

    [Fact]
    public void Plain_records_and_members_in_one_file_are_all_read()
    {
        var (records, faults) = Read([.. Three[0].Plain(), .. Gzip(Three[1].Plain()), .. Three[2].Plain()]);
        Assert.Empty(faults);
        Assert.Equal(Uris, records.Select(record => record.TargetUri));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stray")]
    [InlineData("WARC/ and \u001f\u008b, but neither a record nor a member")]
    public void What_lies_between_members_is_told_and_passed_over(string stray)
    {
        var members = Three.Select(record => Gzip(record.Plain())).ToList();
        var (records, faults) = Read([.. Bytes(stray), .. members[0], .. members[1], .. Bytes(stray), .. members[2], .. Bytes(stray)]);
        Assert.Equal(Uris, records.Select(record => record.TargetUri));
        var second = stray.Length + members[0].Length + members[1].Length;
        (long, long)[] strays = [(0, stray.Length), (second, stray.Length), (second + stray.Length + members[2].Length, stray.Length)];
        Assert.Equal(stray.Length == 0 ? [] : strays, faults.Select(fault => (fault.Offset, fault.Length)));
    }

    [Fact]
    public void A_byte_that_is_not_what_it_was_costs_its_own_record_at_most_and_is_told()
    {
        var members = Three.Select(record => Gzip(record.Plain())).ToList();
        for (var at = 0; at < members[1].Length; at++)
        {
            byte[] file = [.. members[0], .. members[1], .. members[2]];
            file[members[0].Length + at] ^= 0x41;
            var (records, faults) = Read(file);
            Assert.Equal([Uris[0], Uris[2]], records.Select(record => record.TargetUri).Where(uri => uri == Uris[0] || uri == Uris[2]));
            var whole = records.Count == 3 && Text(records[1]) == Text(Three[1]);
            // Time, flags and system of the member's head say nothing of what it holds.
            if (faults.Count == 0) Assert.True(whole && at is >= 4 and < 10, $"byte {at} is changed, and nothing told");
            else Assert.Equal(members[0].Length, faults[0].Offset);
        }
    }

    [Fact]
    public void A_member_cut_in_the_middle_of_a_file_costs_no_other()
    {
        var members = Three.Select(record => Gzip(record.Plain())).ToList();
        for (var cut = 1; cut < members[1].Length; cut++)
        {
            var (records, faults) = Read([.. members[0], .. members[1].AsSpan(0, cut), .. members[2]]);
            Assert.Equal([Uris[0], Uris[2]], records.Select(record => record.TargetUri).Where(uri => uri != Uris[1]));
            Assert.Equal(members[0].Length, faults[0].Offset);
        }
    }

    [Fact]
    public void The_optional_parts_of_a_members_head_are_passed_over()
    {
        var plain = Gzip(Three[0].Plain());
        // Extra field, name, comment and check of the head: RFC 1952, 2.3.
        byte[] head = [0x1F, 0x8B, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 4, 0, 1, 2, 3, 4, .. Bytes("karsk.warc\0"), .. Bytes("noon\0"), 9, 9];
        byte[] member = [.. head, .. plain.AsSpan(10)];
        var (records, faults) = Read([.. member, .. plain]);
        Assert.Empty(faults);
        Assert.Equal([member.Length, plain.Length], records.Select(record => record.Place.Length));
    }

    [Fact]
    public void Members_of_all_sizes_and_levels_end_where_they_end()
    {
        var random = new Random(1);
        var file = new MemoryStream();
        var lengths = new List<long>();
        foreach (var size in new[] { 0, 1, 100, 8_000, 8_192, 20_000, 70_000, 300_000 })
        {
            foreach (var level in new[] { CompressionLevel.NoCompression, CompressionLevel.Fastest, CompressionLevel.SmallestSize })
            {
                var body = new byte[size];
                for (var i = 0; i < size; i++) body[i] = (byte)random.Next(level == CompressionLevel.Fastest ? 256 : 20);
                var member = Gzip(WarcRecord.Create("resource", Then, $"https://norland.example/{size}", "text/plain", body).Plain(), level);
                file.Write(member);
                lengths.Add(member.Length);
            }
        }
        var (records, faults) = Read(file.ToArray());
        Assert.Empty(faults);
        Assert.Equal(lengths, records.Select(record => record.Place.Length));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_block_over_the_limit_is_told_with_its_place_and_not_held(bool gzip)
    {
        var noise = new byte[3 << 20];
        new Random(1).NextBytes(noise);
        var large = WarcRecord.Create("resource", Then, "https://norland.example/film", "video/mp4", noise).Plain();
        if (gzip) large = Gzip(large, CompressionLevel.Fastest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (records, faults) = Read([.. large, .. gzip ? Gzip(Three[0].Plain()) : Three[0].Plain()]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, large.Length + (4 << 20));
        Assert.Equal(Uris[0], Assert.Single(records).TargetUri);
        var fault = Assert.Single(faults);
        Assert.Equal((0, large.Length), (fault.Offset, fault.Length));
        Assert.Equal($"its block of {noise.Length} bytes is longer than 1048576 and is passed over", fault.Problem);
    }

    [Fact]
    public void A_gzip_bomb_is_given_up_and_the_next_record_read()
    {
        var bomb = Gzip([.. Bytes($"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: {200 << 20}\r\n\r\n"), .. new byte[200 << 20]], CompressionLevel.Fastest);
        var whole = new byte[bomb.Length + 1000];
        bomb.CopyTo(whole, 0);
        var last = Gzip(Three[0].Plain());
        last.CopyTo(whole, bomb.Length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (records, faults) = Read(whole[..(bomb.Length + last.Length)]);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, bomb.Length + (8 << 20));
        Assert.Equal((Uris[0], bomb.Length), (Assert.Single(records).TargetUri, records[0].Place.Offset));
        Assert.All(faults, fault => Assert.Equal(0, fault.Offset));
        Assert.NotEmpty(faults);
    }

    [Fact]
    public void Ten_thousand_fields_are_all_kept()
    {
        var fields = Enumerable.Range(0, 10_000).Select(i => new HeaderField("WARC-Concurrent-To", $"<urn:norland:{i.ToString(CultureInfo.InvariantCulture)}>")).ToList();
        var record = WarcRecord.Create("metadata", Then, "https://norland.example/", "application/warc-fields", Bytes("via: https://norland.example/\r\n"), fields);
        var (records, faults) = Read([.. record.Plain(), .. Three[0].Plain()]);
        Assert.Empty(faults);
        Assert.Equal(fields, records[0].Headers.Where(field => field.Is("WARC-Concurrent-To")));
        Assert.Equal(2, records.Count);
    }

    [Fact]
    public void A_head_without_end_is_bounded()
    {
        var endless = Bytes("WARC/1.1\r\n" + string.Concat(Enumerable.Repeat("X-Filler: nothing, again and again\r\n", 60_000)));
        var (records, faults) = Read([.. endless, .. Three[0].Plain()[..^4], .. "\r\n\r\n"u8, .. Three[1].Plain()]);
        Assert.Contains(Uris[1], records.Select(record => record.TargetUri));
        Assert.Equal("the head of the record has no end within 1048576 bytes; it is passed over", faults[0].Problem);
    }

    [Fact]
    public void Many_records_with_great_lengths_take_time_in_step_with_the_file()
    {
        // Each claims to be as long as all the rest; believed each time, the file would be read thousands of times.
        var file = new MemoryStream();
        for (var i = 0; i < 20_000; i++)
            file.Write(Bytes($"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:norland:{i}>\r\nWARC-Date: 2024-06-20T08:30:00Z\r\nContent-Length: 900000\r\n\r\nshort\r\n\r\n"));
        var counting = new Counting(file.ToArray());
        var (records, _) = Read(counting, largest: 1 << 20);
        Assert.All(records.SkipLast(1), record => Assert.Equal("short", Text(record)));
        // The last lie reaches past the end and may be a cut.
        Assert.Equal(19_999, records.Count);
    }

    [Fact]
    public void Digests_are_compared_only_when_that_is_asked()
    {
        var wrong = File.ReadAllBytes(Corpora.Path("warc", "digest-wrong.warc"));
        Assert.Empty(Read(wrong, check: false).Faults);
        Assert.Equal("norland.warc.gz at 0: the block does not match its digest", Assert.Single(Read(wrong).Faults).ToString());
    }

    [Fact]
    public void The_payload_digest_is_that_of_the_body_with_or_without_its_chunks()
    {
        var body = "4\r\nKars\r\n1\r\nk\r\n0\r\n\r\n";
        foreach (var (digested, faults) in new[] { (body, 0), ("Karsk", 0), ("Vesmark", 1) })
        {
            var block = Bytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}");
            var record = WarcRecord.Create("response", Then, "https://norland.example/", "application/http; msgtype=response", block, payloadDigest: WarcDigest.Of(Bytes(digested)));
            Assert.Equal(faults, Read(record.Plain()).Faults.Count);
        }
    }

    private static string Text(WarcRecord record) => Encoding.Latin1.GetString(record.Block.Span);

    private sealed class Counting(byte[] bytes) : MemoryStream(bytes)
    {
        private long read;

        // The bytes are asked for once, whatever is looked at again.
        public override int Read(Span<byte> buffer)
        {
            var count = base.Read(buffer);
            Assert.True((read += count) <= Length, "the file is read more than once");
            return count;
        }
    }
}

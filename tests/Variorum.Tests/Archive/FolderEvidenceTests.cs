using System.Text;

namespace Variorum;

/// <summary>What becomes of files that are torn, damaged, strange or forged: nothing that was kept is lost, and nothing passes without a word.</summary>
public sealed class FolderEvidenceTests : IDisposable
{
    private const string Url = "https://press.norland.example/talks";

    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");

    private string Others => folder + "-others";

    public void Dispose()
    {
        foreach (var made in Directory.EnumerateDirectories(Path.GetTempPath(), Path.GetFileName(folder) + "*")) Directory.Delete(made, recursive: true);
    }

    [Fact]
    public void What_was_kept_is_never_cut_off_although_it_is_damaged_and_another_file_comes_last_by_name()
    {
        Kept(0, 1);
        var (own, foreign) = (Own(), Path.Combine(folder, "warc", "zz.warc.gz"));
        File.Copy(own, foreign);
        var bytes = File.ReadAllBytes(own);
        bytes[^60] ^= 0x10;
        File.WriteAllBytes(own, bytes);
        using (var archive = FolderArchive.Write(folder)) archive.Add([Report(2)], Cancel);
        Assert.Equal(bytes, File.ReadAllBytes(own)[..bytes.Length]);
        using var again = FolderArchive.Read(folder);
        Assert.Equal(Page(2), again.Page(again.Captures(again.Find(Url)!.Id)[2].Id)!.Bytes.ToArray());
    }

    [Theory, InlineData(40), InlineData(0)]
    public void A_file_whose_first_record_was_torn_is_set_aside_and_a_new_one_begun(int length)
    {
        Kept(0);
        var torn = Path.Combine(folder, "warc", "variorum-20990101000000-00002.warc.gz");
        File.WriteAllBytes(torn, File.ReadAllBytes(Own())[..length]);
        using (var archive = FolderArchive.Write(folder))
        {
            Assert.Equal(length > 0, archive.Repairs.Any(static repair => repair.Contains("never finished", StringComparison.Ordinal)));
            archive.Add([Report(1)], Cancel);
            Assert.Empty(archive.Verify(Cancel));
        }
        Assert.Equal(length, Directory.EnumerateFiles(Path.Combine(folder, "warc"), "*.tail-0").Sum(static file => new FileInfo(file).Length));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "warc"), "*.warc.gz"))
        {
            using var reader = new WarcReader(File.OpenRead(file), file, static fault => Assert.Fail(fault.ToString()));
            Assert.True(reader.Read(out var first));
            Assert.Equal("warcinfo", first.Type);
        }
    }

    [Fact]
    public void A_record_that_does_not_match_its_digest_is_named_when_it_comes_and_kept_with_a_remark()
    {
        var warc = Warc(Forged());
        using var archive = FolderArchive.Write(folder);
        using var import = WarcImport.Open(warc);
        var added = new List<Added>();
        archive.Import(import.Captures(), (_, one) => added.Add(one), Cancel);
        Assert.Contains(import.Faults, fault => fault.Problem.Contains("the block does not match its digest", StringComparison.Ordinal) && fault.Place.StartsWith("at ", StringComparison.Ordinal));
        var capture = Assert.Single(archive.Captures(archive.Find(Url)!.Id));
        Assert.Contains("does not match its digest", capture.Remark, StringComparison.Ordinal);
        Assert.Contains(archive.Verify(Cancel), fault => fault.Offset == capture.Place.Offset && fault.Problem.Contains("does not match its digest", StringComparison.Ordinal));
        // As it stood, with the digest that it does not match.
        using var theirs = File.OpenRead(warc);
        theirs.Position = theirs.Length - capture.Place.Length;
        var bytes = new byte[capture.Place.Length];
        theirs.ReadExactly(bytes);
        Assert.Equal(bytes, File.ReadAllBytes(Own())[(int)capture.Place.Offset..]);
    }

    [Fact]
    public void A_forged_record_does_not_keep_the_true_one_out()
    {
        using var archive = FolderArchive.Write(folder);
        using (var forged = WarcImport.Open(Warc(Forged()))) archive.Import(forged.Captures(), cancel: Cancel);
        Assert.Equal([AddedAs.NewVersion, AddedAs.Known], archive.Add([Report(0), Report(0)], Cancel).Select(static added => added.Outcome));
        var dated = Report(1).Record;
        archive.Add([new Incoming(dated with { TargetUri = Url + "-other", Headers = [] }, [])], Cancel);
        Assert.Equal(AddedAs.NewVersion, archive.Add([Report(1)], Cancel)[0].Outcome);
    }

    [Fact]
    public void A_database_made_anew_tells_what_could_not_be_read()
    {
        Kept(0, 1);
        var bytes = File.ReadAllBytes(Own());
        long first;
        using (var archive = FolderArchive.Read(folder)) first = archive.Captures(archive.Find(Url)!.Id)[0].Place.Offset;
        bytes[first + 60] ^= 0x10;
        File.WriteAllBytes(Own(), bytes);
        using var rebuilt = FolderArchive.Rebuild(folder, cancel: Cancel);
        Assert.Equal(1, rebuilt.Size().Captures);
        Assert.Contains(rebuilt.Repairs, repair => repair.StartsWith($"{Path.GetFileName(Own())} at {first}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_was_cut_where_no_capture_lay_does_not_verify()
    {
        using (var archive = FolderArchive.Write(folder))
        {
            archive.Add([Report(0)], Cancel);
            archive.Add([new Incoming(WarcRecord.Create("metadata", Start, Url, "text/plain", "seen by a person"u8.ToArray()), [])], Cancel);
            Assert.Empty(archive.Verify(Cancel));
        }
        long end;
        using (var archive = FolderArchive.Read(folder)) end = archive.Captures(1)[0].Place is var place ? place.Offset + place.Length : 0;
        var bytes = File.ReadAllBytes(Own());
        File.WriteAllBytes(Own(), bytes[..(int)end]);
        using var cut = FolderArchive.Read(folder);
        Assert.Contains($"{end} of {bytes.Length} bytes", Assert.Single(cut.Verify(Cancel)).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE version SET text = (SELECT text FROM version WHERE id = 2) WHERE id = 1")]
    [InlineData("UPDATE version SET text = x'0028b52ffd' WHERE id = 1")]
    [InlineData("UPDATE version SET key = 17 WHERE id = 1")]
    [InlineData("UPDATE capture SET key = 17 WHERE id = 1")]
    public void A_version_that_does_not_say_what_was_read_does_not_verify(string change)
    {
        Kept(0, 1);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "archive.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = change;
            command.ExecuteNonQuery();
        }
        using var archive = FolderArchive.Read(folder);
        var fault = archive.Verify(Cancel).First();
        Assert.Equal("archive.db", fault.File);
        Assert.Contains("run variorum rebuild", fault.Problem, StringComparison.Ordinal);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private void Kept(params int[] reports)
    {
        using var archive = FolderArchive.Write(folder);
        archive.Add([.. reports.Select(Report)], Cancel);
    }

    private string Own() => Directory.EnumerateFiles(Path.Combine(folder, "warc"), "variorum-*.warc.gz").Order(StringComparer.Ordinal).First();

    private static byte[] Page(int report) => Encoding.UTF8.GetBytes(
        $"<html lang=\"en\"><head><title>Talks in Vesmark</title></head><body><article><h1>Talks in Vesmark</h1><p>Minister Arvo Kell of Norland received {report + 3} ministers of Sudmark on Tuesday, and spoke with them for hours.</p></article></body></html>");

    private static Incoming Report(int hours) => new(WarcRecord.Create("response", Start.AddHours(hours), Url, "application/http; msgtype=response",
        (byte[])[.. Encoding.Latin1.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"), .. Page(hours)]), []);

    // Another text under the name, the digests and the length of the first report.
    private static WarcRecord Forged() => Report(0).Record is var record
        ? record with { Block = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Block.Span).Replace("Arvo Kell", "Ilse Horn", StringComparison.Ordinal)) }
        : null!;

    private string Warc(WarcRecord record)
    {
        using (var writer = new WarcWriter(Others, "others", TimeProvider.System, static fault => Assert.Fail(fault.ToString()))) writer.Write(record);
        return Directory.EnumerateFiles(Others).Single();
    }
}

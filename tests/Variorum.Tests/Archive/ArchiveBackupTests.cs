using System.Text;

namespace Variorum;

public sealed class ArchiveBackupTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("variorum-backup-").FullName;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(root, "archive");

    private string Copy => Path.Combine(root, "copy");

    public void Dispose() => Directory.Delete(root, recursive: true);

    private static Incoming Page(int number) => Incoming.Saved($"https://press.norland.example/news/{number}", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero).AddMinutes(number),
        Encoding.UTF8.GetBytes($"<html><head><title>Report {number}</title></head><body><article><h1>Report {number}</h1><p>Premier Holt opened the {number}th bridge over the Sund on Friday, and thanked those who had built it in {number} months.</p></article></body></html>"));

    [Fact]
    public async Task A_back_up_is_made_while_the_archive_is_written_to_and_has_what_was_said_to_be_kept()
    {
        using var archive = FolderArchive.Write(Folder);
        archive.Add([Page(1)], Test);
        using var stop = new CancellationTokenSource();
        var (added, number) = (1, 1);
        var writing = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                archive.Add([Page(++number)], CancellationToken.None);
                Interlocked.Increment(ref added);
            }
        }, Test);
        for (var copy = 0; copy < 5; copy++)
        {
            var before = Volatile.Read(ref added);
            var made = ArchiveBackup.Make(Folder, $"{Copy}{copy}", cancel: Test);
            Assert.InRange(made.Captures, before, int.MaxValue);
            using var restored = FolderArchive.Write($"{Copy}{copy}");
            Assert.Empty(restored.Repairs);
            Assert.Equal(made.Captures, restored.Size().Captures);
            restored.Add([Page(1_000_000)], Test);
            Assert.Empty(restored.Verify(Test));
        }
        await stop.CancelAsync();
        await writing;
        Assert.Empty(archive.Verify(Test));
    }

    [Fact]
    public void What_people_decided_and_set_goes_along_and_what_processes_hold_does_not()
    {
        using (var archive = FolderArchive.Write(Folder))
        {
            archive.Add([Page(1)], Test);
            using var events = EventIndex.Write(Folder);
            events.Update(archive, cancel: Test);
        }
        new SourceList([new NewsSource("Norland Press Office", "https://press.norland.example/")]).Write(Folder);
        File.WriteAllText(Path.Combine(Folder, "events.decisions.jsonl"), "");
        using (var room = RoomDatabase.Open(Folder)) room.Do(static database => database.Run("INSERT INTO setting (name, value) VALUES ('kept', 'yes')"));
        ArchiveBackup.Make(Folder, Copy, cancel: Test);
        Assert.Equal(["archive.db", "events.db", "events.decisions.jsonl", "room.db", "sources.json", "warc"], Directory.EnumerateFileSystemEntries(Copy).Select(static path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        using var copied = RoomDatabase.Open(Copy);
        Assert.Equal(1, copied.Ask(static database => database.Number("SELECT count(*) FROM setting")));
    }

    [Fact]
    public void A_back_up_that_cannot_be_whole_is_not_there_at_all()
    {
        using (var archive = FolderArchive.Write(Folder)) archive.Add([Page(1)], Test);
        Directory.CreateDirectory(Copy);
        Assert.Contains("exists already", Assert.Throws<ArchiveException>(() => ArchiveBackup.Make(Folder, Copy, cancel: Test)).Message, StringComparison.Ordinal);
        Directory.Delete(Copy);
        var file = Directory.GetFiles(Path.Combine(Folder, "warc")).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 0x40;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("does not match", Assert.Throws<ArchiveException>(() => ArchiveBackup.Make(Folder, Copy, cancel: Test)).Message, StringComparison.Ordinal);
        Assert.Equal(["archive"], Directory.EnumerateDirectories(root).Select(static path => Path.GetFileName(path)!));
    }
}

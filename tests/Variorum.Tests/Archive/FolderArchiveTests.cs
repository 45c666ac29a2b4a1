namespace Variorum;

/// <summary>The archive in a folder keeps what every archive keeps, and what only a folder can promise.</summary>
public sealed class FolderArchiveTests : ArchiveContract
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");

    protected override IArchive Open() => FolderArchive.Write(folder);

    protected override void Clear()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_second_writer_is_told_so()
    {
        using var first = FolderArchive.Write(folder);
        Assert.Contains("another process", Assert.Throws<ArchiveException>(() => FolderArchive.Write(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void From_outside_it_is_seen_whether_somebody_writes()
    {
        Assert.False(FolderArchive.IsWritten(folder));
        using (FolderArchive.Write(folder)) Assert.True(FolderArchive.IsWritten(folder));
        using (FolderArchive.Read(folder)) Assert.False(FolderArchive.IsWritten(folder));
    }

    [Fact]
    public void A_picture_that_could_not_be_looked_at_is_looked_at_with_the_next_capture_that_needs_it()
    {
        var well = false;
        using var archive = FolderArchive.Write(folder, looks: picture => well ? PictureDecoder.Look(picture) : throw new UnseenPictureException());
        foreach (var (hours, seed) in ((double, int)[])[(0, 2), (5, 7), (9, 7)])
        {
            well = hours > 5;
            archive.Add([Response(200, Showing((Shot, "Toss with his ministers.")), hours)], Cancel);
            archive.Add([Response(200, Drawn(hours > 5 ? 9 : seed), hours + 0.01, Shot, "image/jpeg")], Cancel);
            Assert.Equal(well ? 3 : 1, archive.Versions(archive.Find(Url)!.Id).Count);
        }
    }

    [Fact]
    public void Pictures_are_looked_at_before_the_database_is_written()
    {
        Func<bool> writes = static () => false;
        var seen = 0;
        using var archive = FolderArchive.Write(folder, looks: picture =>
        {
            Assert.False(writes(), "A transaction waits for the decoder.");
            seen++;
            return PictureDecoder.Look(picture);
        });
        writes = () =>
        {
            using var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "archive.db")};Pooling=False;Default Timeout=1");
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
            try
            {
                command.ExecuteNonQuery();
                return false;
            }
            catch (Microsoft.Data.Sqlite.SqliteException)
            {
                return true;
            }
        };
        foreach (var (hours, seed) in ((double, int)[])[(0, 2), (5, 7), (9, 5)])
        {
            archive.Add([Response(200, Showing((Shot, "Toss with his ministers.")), hours)], Cancel);
            archive.Add([Response(200, Drawn(seed), hours + 0.01, Shot, "image/jpeg")], Cancel);
        }
        Assert.Equal((3, 3), (archive.Versions(archive.Find(Url)!.Id).Count, seen));
    }

    [Fact]
    public void It_is_read_while_it_is_written()
    {
        using var writer = FolderArchive.Write(folder);
        using var reader = FolderArchive.Read(folder);
        writer.Add([Response(200, Page(["One sentence that is long enough to be the text of an article, as reports have it.", "And another one that tells of the ceremony at which the two ministers spoke."]), 0)], Cancel);
        Assert.Equal(1, reader.Size().Versions);
        Assert.Equal(1, reader.Search(Query.Parse("ceremony")).Total);
    }

    [Fact]
    public void A_folder_that_is_no_archive_is_neither_read_nor_written()
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "notes.txt"), "mine");
        Assert.Contains("is no archive", Assert.Throws<ArchiveException>(() => FolderArchive.Read(folder)).Message, StringComparison.Ordinal);
        Assert.Contains("is no archive", Assert.Throws<ArchiveException>(() => FolderArchive.Write(folder)).Message, StringComparison.Ordinal);
        Assert.Equal(["notes.txt"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_archive_of_a_newer_release_is_left_alone()
    {
        FolderArchive.Write(folder).Dispose();
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "archive.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 99";
            command.ExecuteNonQuery();
        }
        Assert.Contains("newer release", Assert.Throws<ArchiveException>(() => FolderArchive.Write(folder)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_made_anew_from_the_WARC_files_says_the_same()
    {
        var (before, after) = ("", "");
        using (var archive = FolderArchive.Write(folder))
        {
            for (var hour = 0; hour < 6; hour++) archive.Add([Response(hour == 4 ? 404 : 200, Page([$"The minister spoke of {hour / 2} agreements at the meeting in the capital, and thanked all who had come to hear him.", "Nobody else spoke at the meeting, which lasted for an hour."]), hour)], Cancel);
            before = Told(archive);
        }
        foreach (var file in Directory.EnumerateFiles(folder, "archive.db*")) File.Delete(file);
        using (var rebuilt = FolderArchive.Rebuild(folder, cancel: Cancel)) after = Told(rebuilt);
        Assert.Equal(before, after);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void A_copy_that_was_made_while_it_was_written_opens_and_is_whole_when_it_is_rebuilt(bool databaseFirst)
    {
        var copy = folder + "-copy";
        try
        {
            using (var archive = FolderArchive.Write(folder))
            {
                archive.Add([Response(200, Page(["A sentence of a report that is long enough to be one, on the talks of the two ministers in the capital."]), 0)], Cancel);
                Copy(database: databaseFirst);
                archive.Add([Response(200, Page(["Another sentence of a report that is long enough to be one, on the talks of the two presidents in the capital."]), 3)], Cancel);
                Copy(database: !databaseFirst);
            }
            using (var read = FolderArchive.Read(copy)) Assert.Equal(databaseFirst ? 1 : 2, read.Size().Versions);
            if (databaseFirst)
            {
                // The files hold more than the database knows: that is taken in.
                using var written = FolderArchive.Write(copy);
                Assert.Equal(2, written.Size().Versions);
                Assert.Empty(written.Verify(Cancel));
            }
            else
            {
                // The database knows more than the files hold: to write on would put other bytes where it has proofs.
                Assert.Contains("variorum rebuild", Assert.Throws<ArchiveException>(() => FolderArchive.Write(copy)).Message, StringComparison.Ordinal);
            }
            using var rebuilt = FolderArchive.Rebuild(copy, cancel: Cancel);
            Assert.Equal(databaseFirst ? 2 : 1, rebuilt.Size().Versions);
            Assert.Empty(rebuilt.Verify(Cancel));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }

        void Copy(bool database)
        {
            Directory.CreateDirectory(Path.Combine(copy, "warc"));
            foreach (var file in database ? Directory.EnumerateFiles(folder, "archive.db*") : Directory.EnumerateFiles(Path.Combine(folder, "warc")))
            {
                using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var to = File.Create(Path.Combine(copy, Path.GetRelativePath(folder, file)));
                from.CopyTo(to);
            }
        }
    }

    [Fact]
    public void A_record_whose_target_is_no_address_is_kept_and_named_and_is_no_capture()
    {
        var warc = folder + "-others";
        try
        {
            using (var writer = new WarcWriter(warc, "others", TimeProvider.System, static fault => Assert.Fail(fault.ToString())))
                foreach (var target in (string[])["the front page", "https://press.norland.example/a b", "/news/1", "urn:x:1", "https://", "Karsk: a treaty"])
                    writer.Write(WarcRecord.Create("resource", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero), target, "text/html", "<p>Karsk</p>"u8.ToArray()));
            using var archive = FolderArchive.Write(folder);
            using var import = WarcImport.Open(Directory.EnumerateFiles(warc).Single());
            archive.Import(import.Captures(), cancel: Cancel);
            Assert.Equal(["https://press.norland.example/a b", "urn:x:1"], archive.Documents().Select(static document => document.Url));
            Assert.Equal(4, import.Faults.Count(static fault => fault.Problem.Contains("its target is no address", StringComparison.Ordinal)));
            Assert.Equal(6, archive.Records().Count(static record => record.Record.Type == "resource"));
            Assert.Empty(archive.Verify(Cancel));
        }
        finally
        {
            Directory.Delete(warc, recursive: true);
        }
    }

    [Fact]
    public void Records_that_the_database_does_not_know_are_taken_in_when_it_is_opened()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page(["A sentence of a report that is long enough to be one, on the talks of the two ministers in the capital."]), 0)], Cancel);
        foreach (var file in Directory.EnumerateFiles(folder, "archive.db*")) File.Delete(file);
        using var again = FolderArchive.Write(folder);
        Assert.Equal(1, again.Size().Versions);
        Assert.Contains("did not know", Assert.Single(again.Repairs), StringComparison.Ordinal);
        Assert.Equal(1, again.Search(Query.Parse("talks")).Total);
    }

    [Fact]
    public void A_torn_record_costs_itself_and_no_other_wherever_it_is_torn()
    {
        var database = Path.Combine(folder, "archive.db");
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 0)], Cancel);
        var before = File.ReadAllBytes(database);
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page(["The second report, of a signing."]), 1, "https://press.norland.example/2")], Cancel);
        var warc = Assert.Single(Directory.EnumerateFiles(Path.Combine(folder, "warc")));
        var whole = File.ReadAllBytes(warc);
        long second;
        using (var archive = FolderArchive.Read(folder)) second = archive.Captures(archive.Find("https://press.norland.example/2")!.Id)[0].Place.Offset;
        for (var length = second + 1; length < whole.Length; length += 97)
        {
            // As a process leaves it that was killed while it wrote the second.
            foreach (var file in Directory.EnumerateFiles(folder, "archive.db*")) File.Delete(file);
            File.WriteAllBytes(database, before);
            File.WriteAllBytes(warc, whole[..(int)length]);
            using var archive = FolderArchive.Write(folder);
            Assert.Equal(1, archive.Size().Captures);
            Assert.Contains(archive.Repairs, static repair => repair.Contains("never finished", StringComparison.Ordinal));
            Assert.Empty(archive.Verify(Cancel));
        }
    }

    [Fact]
    public void A_sound_archive_verifies_and_a_changed_byte_is_named_with_its_file_and_offset()
    {
        using (var archive = FolderArchive.Write(folder))
        {
            archive.Add([Response(200, Page(["A report of the talks of the two ministers in the capital, which went on for some hours."]), 0)], Cancel);
            Assert.Empty(archive.Verify(Cancel));
        }
        var warc = Assert.Single(Directory.EnumerateFiles(Path.Combine(folder, "warc")));
        var bytes = File.ReadAllBytes(warc);
        bytes[^60] ^= 0x10;
        File.WriteAllBytes(warc, bytes);
        using var damaged = FolderArchive.Read(folder);
        var offset = damaged.Captures(1)[0].Place.Offset;
        Assert.Contains(damaged.Verify(Cancel), fault => fault.File == Path.GetFileName(warc) && fault.Offset == offset);
    }

    [Fact]
    public void Texts_come_back_as_they_were_before_and_after_the_archive_has_learnt_what_they_have_in_common()
    {
        string Say(int n) => $"Report {n} of the talks of the {Ordinal(n)} minister in the capital, where agreement {n * 7} was signed by both sides after {n % 9 + 2} hours. "
            + string.Concat(Enumerable.Range(0, 12).Select(part => $"Paragraph {n * part} names article {n + part} and the {Ordinal(n * part)} commission. "));
        using (var archive = FolderArchive.Write(folder))
        using (var reader = FolderArchive.Read(folder))
        {
            archive.Add([.. Enumerable.Range(0, 1300).Select(n => Response(200, Page([Say(n).Trim()]), 0, $"https://press.norland.example/{n}"))], Cancel);
            // One that was opened before anything was learnt reads what was packed after it.
            for (var n = 0; n < 1300; n += 100) Assert.Equal(Say(n).Trim(), reader.Text(reader.Find($"https://press.norland.example/{n}")!.Current!.Value).Text);
        }
        Assert.Equal(1, Number("SELECT count(*) FROM dictionary WHERE length(bytes) > 0"));
        Assert.InRange(Number("SELECT 100 * avg(length(text)) FROM version WHERE id > 1290") / Number("SELECT avg(length(text)) FROM version WHERE id < 10"), 0, 75);

        static string Ordinal(int n) => (n % 4) switch { 0 => "first", 1 => "second", 2 => "third", _ => "other" };
    }

    [Fact]
    public void A_damaged_text_in_the_database_is_told_and_not_shown()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 0)], Cancel);
        Run("UPDATE version SET text = x'0028b52ffd'");
        using var damaged = FolderArchive.Read(folder);
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => damaged.Text(1)).Message, StringComparison.Ordinal);
        Run("UPDATE version SET text = x'07' || substr(text, 2)");
        Assert.Contains("damaged", Assert.Throws<InvalidDataException>(() => damaged.Text(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_lost_what_was_said_to_be_kept_is_not_written_to()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 0)], Cancel);
        var warc = Assert.Single(Directory.EnumerateFiles(Path.Combine(folder, "warc")));
        File.WriteAllBytes(warc, File.ReadAllBytes(warc)[..^50]);
        Assert.Contains("was cut", Assert.Throws<ArchiveException>(() => FolderArchive.Write(folder)).Message, StringComparison.Ordinal);
        using var rebuilt = FolderArchive.Rebuild(folder, cancel: Cancel);
        Assert.Equal(AddedAs.NewVersion, rebuilt.Add([Response(200, Page([Report]), 5)], Cancel)[0].Outcome);
        Assert.Equal(1, rebuilt.Size().Captures);
    }

    [Fact]
    public void A_process_killed_at_its_first_start_leaves_an_archive_that_opens()
    {
        Directory.CreateDirectory(Path.Combine(folder, "warc"));
        File.WriteAllBytes(Path.Combine(folder, "archive.db"), []);
        using var archive = FolderArchive.Write(folder);
        Assert.Equal(AddedAs.NewVersion, archive.Add([Response(200, Page([Report]), 0)], Cancel)[0].Outcome);
    }

    [Fact]
    public void What_a_better_reader_reads_otherwise_starts_no_version()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 0)], Cancel);
        // As an older release would have read it.
        Run("UPDATE version SET reader = '0.0.1', key = 17; UPDATE capture SET key = 17");
        using var again = FolderArchive.Write(folder);
        Assert.Equal(AddedAs.SameText, again.Add([Response(200, Page([Report], furniture: "Views: 99"), 5)], Cancel)[0].Outcome);
        var version = Assert.Single(again.Versions(1));
        Assert.Equal((Account.CurrentReader, 2), (version.Reader, version.Captures));
    }

    [Fact]
    public void A_text_that_comes_back_after_a_better_reader_came_is_found_and_compared_as_that_reader_reads_it()
    {
        string[] texts = [Report + " Deputy Minister Arvo Kell was there.", Report, Report + " Deputy Minister Arvo Kell was there."];
        using (var archive = FolderArchive.Write(folder))
        {
            archive.Add([Response(200, Page([Report + " Furniture that an older reader kept."]), 0, Elsewhere)], Cancel);
            for (var hour = 0; hour < 2; hour++) archive.Add([Response(200, Page([texts[hour]]), hour)], Cancel);
        }
        Run($"""
            UPDATE version SET reader = '0.0.1', key = id, text = (SELECT o.text FROM version o JOIN document d ON d.id = o.document WHERE d.url = '{Elsewhere}')
            WHERE document = (SELECT id FROM document WHERE url = '{Url}');
            UPDATE capture SET key = (SELECT v.key FROM version v WHERE v.capture = capture.id)
            """);
        using var again = FolderArchive.Write(folder);
        Assert.Equal(AddedAs.NewVersion, again.Add([Response(200, Page([texts[2]]), 2)], Cancel)[0].Outcome);
        var versions = again.Versions(again.Find(Url)!.Id);
        Assert.Equal([1, 2, 3], versions.Select(static version => version.Number));
        Assert.Equal(texts, versions.Select(version => again.Text(version.Id).Text));
        Assert.Equal([versions[2].Id, versions[0].Id], again.Search(Query.Parse("Kell")).Hits.Select(static hit => hit.Id).OrderDescending());
        Assert.Equal(versions[0].Id, Assert.Single(again.Vanished(), static gone => gone.Text == "Deputy Minister Arvo Kell").Places[0].Version);
        Assert.Equal([versions[2].Id], again.Search(Query.Parse("url:signing"), SearchScope.Current).Hits.Select(static hit => hit.Id));
    }

    [Fact]
    public void An_older_capture_that_comes_after_a_better_reader_starts_no_version_either()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 5)], Cancel);
        Run("UPDATE version SET reader = '0.0.1', key = 17; UPDATE capture SET key = 17");
        using var again = FolderArchive.Write(folder);
        Assert.Equal(AddedAs.SameText, again.Add([Response(200, Page([Report], furniture: "Views: 3"), 0)], Cancel)[0].Outcome);
        Assert.Equal(2, Assert.Single(again.Versions(1)).Captures);
    }

    [Fact]
    public void What_an_older_reader_took_for_two_texts_is_one_when_a_better_one_says_so()
    {
        using (var archive = FolderArchive.Write(folder))
            for (var hour = 0; hour < 2; hour++) archive.Add([Response(200, Page([Report + (hour == 0 ? " One." : "")]), hour)], Cancel);
        Run("UPDATE version SET reader = '0.0.1', key = id, capture = 2; UPDATE capture SET key = id");
        using var again = FolderArchive.Write(folder);
        Assert.Equal(AddedAs.SameText, again.Add([Response(200, Page([Report], furniture: "Views: 3"), 2)], Cancel)[0].Outcome);
        Assert.Equal(3, Assert.Single(again.Versions(1)).Captures);
        Assert.Empty(again.Vanished());
        Assert.Equal(1, again.Search(Query.Parse("report")).Total);
    }

    [Fact]
    public void A_text_that_this_release_reads_otherwise_is_shown_when_all_is_read_again()
    {
        using (var archive = FolderArchive.Write(folder)) archive.Add([Response(200, Page([Report]), 0)], Cancel);
        using (var other = FolderArchive.Write(folder + "-other")) other.Add([Response(200, Page(["Something else that was said at the talks of the two ministers, as an older reader had it."]), 0)], Cancel);
        Run($"ATTACH '{folder}-other/archive.db' AS other; UPDATE version SET reader = '0.0.1', text = (SELECT text FROM other.version); DETACH other");
        Directory.Delete(folder + "-other", recursive: true);
        var told = new List<ReadOtherwise>();
        using var archive2 = FolderArchive.Rebuild(folder, told.Add, cancel: Cancel);
        Assert.Equal("0.0.1", Assert.Single(told).Before);
        Assert.Single(archive2.Versions(1));
    }

    private const string Elsewhere = "https://press.norland.example/2";

    private const string Report = "The first report, of the talks of the two ministers in the capital, which went on for hours.";

    private void Run(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "archive.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private double Number(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(folder, "archive.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToDouble(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string Told(FolderArchive archive) => string.Join('\n', archive.Documents().SelectMany(document => archive.Versions(document.Id)
        .Select(version => $"{document.Url} {document.State} {document.Since:O} {version.Number} {version.First:O} {version.Last:O} {version.Captures} {archive.Text(version.Id).Text}")))
        + string.Join('\n', archive.Search(Query.Parse("minister")).Hits) + string.Join('\n', archive.Vanished().Select(static gone => gone.Text));
}

using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Variorum;

public sealed class RunningTests
{
    private static readonly (string, DateTimeOffset, string)[] Signing =
        [("https://press.norland.example/news/signing", new DateTimeOffset(2026, 6, 12, 9, 0, 0, TimeSpan.Zero), File.ReadAllText(Path.Combine(Corpora.Root, "samples", "signing-report.html")))];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_server_says_that_it_lives_and_that_it_is_ready()
    {
        await using var room = await OpenRoom.With(Signing);
        Assert.Equal("alive\n", await room.Text("/health"));
        HttpResponseMessage answer;
        // The events are followed within moments after the start.
        while ((answer = await room.Client.GetAsync(new Uri("/ready", UriKind.Relative), Test)).StatusCode != HttpStatusCode.OK)
        {
            answer.Dispose();
            await Task.Delay(50, room.Patience);
        }
        Assert.Equal("""{"ready":true,"archive":"well","room":"well","events":"well","watch":"well"}""", await answer.Content.ReadAsStringAsync(Test));
        answer.Dispose();
    }

    [Fact]
    public async Task What_is_not_ready_is_named()
    {
        await using var room = await OpenRoom.With(Signing);
        File.Delete(Path.Combine(room.Folder, "archive.db"));
        while (true)
        {
            using var answer = await room.Client.GetAsync(new Uri("/ready", UriKind.Relative), Test);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable && (await answer.Content.ReadAsStringAsync(Test)).Contains("\"archive\":\"cannot be read now\"", StringComparison.Ordinal)) break;
            await Task.Delay(50, room.Patience);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_folder_that_is_only_read_is_ready_where_nobody_signs_in(bool users)
    {
        await using var room = await OpenRoom.With(Signing, options =>
        {
            // Where this lies no file can be made, whoever asks.
            Directory.CreateDirectory(Path.Combine(options.Folder, "room.db"));
            return options with { Users = users, Elsewhere = users ? new SignInElsewhereOptions("Norland", new Uri("https://id.norland.example/"), "variorum", "") : null };
        });
        var told = "";
        while (!told.Contains("\"events\":\"well\"", StringComparison.Ordinal))
        {
            await Task.Delay(50, room.Patience);
            told = await room.Get("/ready").Body();
        }
        Assert.Equal($$"""{"ready":{{(users ? "false" : "true")}},"archive":"well","room":"cannot be written to now","events":"well","watch":"well"}""", told);
    }

    [Fact]
    public async Task Whoever_asks_whether_it_is_ready_changes_nothing()
    {
        await using var room = await OpenRoom.With(Signing);
        var database = (RoomDatabase)room.Room.Services.GetService(typeof(RoomDatabase))!;
        // A room that was just opened writes down where its news begin; after that nothing changes, however often somebody asks.
        for (var before = -1L; Changes() != before; await Task.Delay(50, room.Patience))
        {
            before = Changes();
            for (var i = 0; i < 3; i++) using (await room.Get("/ready")) { }
        }

        long Changes() => database.Ask(static database => database.Number("SELECT total_changes()")) ?? 0;
    }

    [Fact]
    public async Task An_archive_that_another_process_writes_to_is_followed_by_its_events()
    {
        await using var room = await OpenRoom.With([]);
        using (var other = FolderArchive.Write(room.Folder))
            other.Add([.. Signing.Select(static page => Incoming.Saved(page.Item1, page.Item2, System.Text.Encoding.UTF8.GetBytes(page.Item3)))], Test);
        while (true)
        {
            using var events = EventIndex.Read(room.Folder);
            using var archive = FolderArchive.Read(room.Folder);
            if (events.Events(archive).Count > 0) break;
            await Task.Delay(50, room.Patience);
        }
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_what_the_archive_holds()
    {
        await using var room = await OpenRoom.With(Signing);
        await room.Text("/sources");
        var text = await room.Until("/metrics", "variorum_archive_documents 1\n");
        Assert.Contains("# TYPE http_server_request_duration_seconds histogram\n", text, StringComparison.Ordinal);
        Assert.Contains("http_route=\"/sources\"", text, StringComparison.Ordinal);
        Assert.Contains("le=\"+Inf\"", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE variorum_watch_pages_total counter\n", text, StringComparison.Ordinal);
        Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#'), static line => Assert.Matches("^[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*\\})? [-+0-9.eE]+$", line));
    }

    [Fact]
    public async Task Each_request_is_a_line_of_the_log_where_that_is_wished_and_no_line_is_forged()
    {
        var log = new StringWriter();
        await using (var room = await OpenRoom.With(Signing, options => options with { Log = log, LogJson = true, LogLevel = LogLevel.Debug }))
            (await room.Client.GetAsync(new Uri("/nothing%0A%7B%22level%22:%22error%22%7D", UriKind.Relative), Test)).Dispose();
        var lines = log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, static line => JsonDocument.Parse(line).Dispose());
        using var answered = JsonDocument.Parse(lines.Single(static line => line.Contains("Answered", StringComparison.Ordinal)));
        Assert.Equal((404, "debug"), (answered.RootElement.GetProperty("status").GetInt32(), answered.RootElement.GetProperty("level").GetString()));

        var plain = new StringWriter();
        await using (var room = await OpenRoom.With(Signing, options => options with { Log = plain, LogLevel = LogLevel.Debug }))
            (await room.Client.GetAsync(new Uri("/nothing%0Aerror%1b[2J", UriKind.Relative), Test)).Dispose();
        Assert.Single(plain.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => line.Contains("GET /nothing%0Aerror%1B", StringComparison.Ordinal) && line.Contains(" 404 ", StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', plain.ToString());
    }

    [Fact]
    public void Settings_stand_in_a_file_and_what_is_wrong_with_them_is_one_sentence()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-").FullName;
        var options = new ReadingRoomOptions(folder);
        Assert.Equal(options, RoomSettings.Apply(options));
        Write("""{ "listen": "127.0.0.1:9000", "watch": true, "log": { "level": "warning", "format": "json" }, "translation": { "protocol": "libretranslate", "address": "http://127.0.0.1:5000", "into": "EN" } }""");
        var told = RoomSettings.Apply(options);
        Assert.Equal((9000, true, LogLevel.Warning, true, TranslatorProtocol.LibreTranslate, "en"), (told.Listen.Port, told.Watch, told.LogLevel, told.LogJson, told.Translator!.Protocol, told.Translator.Into));
        foreach (var (text, said) in new[]
        {
            ("{ \"wach\": true }", "line 1"), ("{", "cannot be read"), ("{ \"listen\": \"everywhere\" }", "which is not an address"), ("{ \"log\": { \"level\": \"loud\" } }", "not one of error"),
            ("{ \"translation\": { \"protocol\": \"chat\", \"address\": \"http://127.0.0.1:1\" } }", "without a model"), ("{ \"translation\": { \"protocol\": \"deepl\", \"address\": \"file:///etc\" } }", "no address of http"),
            ("{ \"translation\": { \"protocol\": \"deepl\", \"address\": \"http://127.0.0.1:1\", \"keyFile\": \"/nowhere\" } }", "cannot be read: /nowhere"),
        })
        {
            Write(text);
            Assert.Contains(said, Assert.Throws<FormatException>(() => RoomSettings.Apply(options)).Message, StringComparison.Ordinal);
        }
        Assert.Contains("does not exist", Assert.Throws<FormatException>(() => RoomSettings.Apply(options, Path.Combine(folder, "other.json"))).Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);

        void Write(string text) => File.WriteAllText(Path.Combine(folder, RoomSettings.FileName), text);
    }

    [Fact]
    public void What_people_did_is_brought_to_a_newer_layout_and_kept_as_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-").FullName;
        using (var old = RoomDatabase.Open(folder)) old.Do(static database => database.Run("INSERT INTO setting (name, value) VALUES ('kept', 'yes')"));
        var newer = new DatabaseForm(0x56415252, 4, "room.sql", "a room.db", "restore it")
        {
            Within = typeof(RoomDatabase).Assembly,
            Upgrades = ["CREATE TABLE bookmark (id INTEGER PRIMARY KEY, setting TEXT)", "INSERT INTO bookmark (setting) SELECT name FROM setting"],
        };
        using (var room = RoomDatabase.Open(folder, newer))
        {
            Assert.Equal("room.db.old1", Path.GetFileName(room.Before));
            // Secrets of webhooks stand in it as they do in the other.
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(room.Before!));
            Assert.Equal(1, room.Ask(static database => database.Number("SELECT count(*) FROM bookmark WHERE setting = 'kept'")));
        }
        using (var again = RoomDatabase.Open(folder, newer)) Assert.Null(again.Before);
        // This release does not touch what a newer one wrote, and reads what it kept.
        Assert.Contains("newer release", Assert.Throws<ArchiveException>(() => RoomDatabase.Open(folder)).Message, StringComparison.Ordinal);
        File.Move(Path.Combine(folder, "room.db.old1"), Path.Combine(folder, "room.db"), overwrite: true);
        using (var kept = RoomDatabase.Open(folder)) Assert.Equal(1, kept.Ask(static database => database.Number("SELECT count(*) FROM setting WHERE name = 'kept'")));
        // A step that fails leaves everything as it was.
        Assert.ThrowsAny<Exception>(() => RoomDatabase.Open(folder, newer with { Upgrades = ["CREATE TABLE bookmark (id INTEGER PRIMARY KEY)", "INSERT INTO nothing VALUES (1)"] }));
        using (var kept = RoomDatabase.Open(folder)) Assert.Equal(0, kept.Ask(static database => database.Number("SELECT count(*) FROM sqlite_master WHERE name = 'bookmark'")));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_cannot_start_leaves_nothing_of_the_archive_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only there what is open can be looked at");
        var folder = Directory.CreateTempSubdirectory("variorum-room-").FullName;
        FolderArchive.Write(folder).Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => ReadingRoom.StartAsync(new ReadingRoomOptions(folder) { Listen = new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0), Certificate = Path.Combine(folder, "missing.pem") }, Test));
        Assert.DoesNotContain(Directory.GetFiles("/proc/self/fd"), fd => new FileInfo(fd).LinkTarget?.StartsWith(folder, StringComparison.Ordinal) == true);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Users_of_an_older_layout_keep_their_numbers_which_are_given_to_nobody_else_and_what_they_follow()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-").FullName;
        using (var old = RoomDatabase.Open(folder)) old.Do(static database => database.Run("""
            DROP INDEX audit_same; ALTER TABLE audit DROP COLUMN times; ALTER TABLE audit DROP COLUMN last; DROP TABLE user;
            CREATE TABLE user (id INTEGER PRIMARY KEY, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, rank INTEGER NOT NULL, password TEXT, subject TEXT UNIQUE, made INTEGER NOT NULL);
            INSERT INTO user (id, name, folded, rank, made) VALUES (3, 'Ilse', 'ILSE', 3, 0), (7, 'Otto', 'OTTO', 1, 0);
            ALTER TABLE saved_search DROP COLUMN archive; ALTER TABLE news_mark DROP COLUMN archive;
            INSERT INTO saved_search (name, query, scope, made, looked, mark) VALUES ('Trams', 'tram', 0, 0, 0, 12); INSERT INTO news_mark VALUES (1, 12, 30, 30, 12); PRAGMA user_version = 1
            """));
        using (var room = RoomDatabase.Open(folder))
        {
            // What they had seen stays seen, though it was not written down in which database.
            Assert.Equal((12, null), room.Ask(static database => (Assert.Single(SavedSearches.All(database)).Mark, SavedSearches.All(database)[0].Archive)));
            Assert.Equal(new NewsMarks(12, 30, 30, 12, null), room.Ask(NewsMarks.Read));
        }
        using (var users = Users.Open(folder))
        {
            Assert.Equal([(3, "Ilse"), (7, "Otto")], users.All().Select(static user => (user.Id, user.Name)));
            users.Remove("Otto");
            Assert.Equal(8, users.Add("Otto", Rank.Reader, "heron lantern quay 7").Id);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_database_of_an_older_release_is_made_anew_when_it_is_served_and_the_old_one_is_kept()
    {
        var told = new List<string>();
        await using var room = await OpenRoom.With(Signing, options =>
        {
            using var old = Database.Open(Path.Combine(options.Folder, "archive.db"), write: true);
            old.Run($"PRAGMA user_version = {DatabaseForm.Archive.Layout - 1}");
            return options with { Told = told.Add };
        });
        Assert.Contains("older release", Assert.Single(told), StringComparison.Ordinal);
        Assert.Contains("1 document", await room.Text("/"), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(room.Folder, "archive.db.old1")));
    }

    [Fact]
    public async Task A_database_that_was_made_anew_under_the_server_is_what_it_reads_from_then_on()
    {
        await using var room = await OpenRoom.With(Signing);
        await room.Text("/");
        using (var other = FolderArchive.Rebuild(room.Folder, cancel: Test))
            other.Add([Incoming.Saved("https://press.norland.example/news/other", new DateTimeOffset(2026, 6, 13, 9, 0, 0, TimeSpan.Zero), System.Text.Encoding.UTF8.GetBytes(Signing[0].Item3))], Test);
        await room.Until("/", "2 documents");
    }
}

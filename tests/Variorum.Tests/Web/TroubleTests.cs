using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Variorum;

/// <summary>What the room does where what it stands on is taken away.</summary>
public sealed class TroubleTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_folder_that_may_not_be_written_to_is_read_and_takes_changes_as_soon_as_it_may()
    {
        var (told, log) = (new List<string>(), new StringWriter());
        await using var room = await OpenRoom.With(Newsroom.Accounts, options =>
        {
            // Where this lies no file can be made, whoever asks.
            Directory.CreateDirectory(Path.Combine(options.Folder, "room.db"));
            return options with { Told = told.Add, Log = log };
        });
        Assert.Equal("can be read and not written to by the server: nothing that people do is kept until its folder may be written to", Assert.Single(told));
        foreach (var path in new[] { "/", "/accounts/1", "/search?q=wheat", "/vanished", "/follow", "/feeds/changes.json", "/events", "/compare?account=1&account=2" }) Assert.NotEqual("", await room.Text(path));
        using (var refused = await room.Press("/search?q=wheat", "Save", ("name", "Wheat")))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Contains("The archive can be read and not written to by the server", await refused.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        }
        Assert.DoesNotContain("   at ", log.ToString(), StringComparison.Ordinal);

        Directory.Delete(Path.Combine(room.Folder, "room.db"));
        using var kept = await room.Press("/search?q=wheat", "Save", ("name", "Wheat"));
        Assert.Equal(HttpStatusCode.SeeOther, kept.StatusCode);
        Assert.Contains("Wheat", await room.Text("/follow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_do_is_refused_where_the_file_that_keeps_it_was_taken_away()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        Assert.Contains("\"room\":\"well\"", await room.Get("/ready").Body(), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(room.Folder, "room.db*")) File.Delete(file);
        using var refused = await room.Press("/search?q=wheat", "Save", ("name", "Wheat"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("has lost its room.db", await refused.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        Assert.Contains("\"room\":\"cannot be written to now\"", await room.Get("/ready").Body(), StringComparison.Ordinal);
        Assert.NotEqual("", await room.Text("/accounts/1"));
    }

    [Fact]
    public async Task Events_follow_an_archive_again_that_was_away_for_a_while_though_nobody_wrote_to_it()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var (database, away) = (Path.Combine(room.Folder, "archive.db"), Path.Combine(room.Folder, "away"));
        await Events("well");
        File.Move(database, away);
        await Events("do not follow the archive");
        File.Move(away, database);
        await Events("well");

        async Task Events(string state)
        {
            while (!(await room.Get("/ready").Body()).Contains($"\"events\":\"{state}\"", StringComparison.Ordinal)) await Task.Delay(50, room.Patience);
        }
    }

    [Fact]
    public async Task Whoever_asks_is_told_at_once_that_the_archive_was_taken_away_and_is_answered_at_once_when_it_is_back()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        string[] paths = ["/accounts/1", "/", "/search?q=wheat", "/changes", "/compare?account=1&account=2", "/ready"];
        foreach (var path in paths) using (await room.Get(path)) { }
        var (database, away) = (Path.Combine(room.Folder, "archive.db"), Path.Combine(room.Folder, "away"));
        File.Move(database, away);
        Assert.Contains("\"archive\":\"cannot be read now\"", await room.Get("/ready").Body(), StringComparison.Ordinal);
        foreach (var path in paths)
        {
            using var answer = await room.Get(path);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }
        File.Move(away, database);
        Assert.Contains("\"archive\":\"well\"", await room.Get("/ready").Body(), StringComparison.Ordinal);
        Assert.Contains("grain agreement", await room.Text("/accounts/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_files_of_the_pages_are_gone_what_was_read_of_them_is_shown_and_the_rest_said()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        Directory.Move(Path.Combine(room.Folder, "warc"), Path.Combine(room.Folder, "away"));
        Assert.Contains("\"archive\":\"cannot be read now\"", await room.Get("/ready").Body(), StringComparison.Ordinal);
        var account = await room.Text("/accounts/1");
        Assert.Contains("The captured page cannot be read any more", account, StringComparison.Ordinal);
        Assert.DoesNotContain("0 passages", account, StringComparison.Ordinal);
        using var compared = await room.Get("/compare?account=1&account=2");
        Assert.Contains("the bytes of version 1 cannot be read any more", await compared.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
        using var page = await room.Get("/captures/1/page");
        var told = await page.Content.ReadAsStringAsync(Test);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.DoesNotContain(room.Folder, told, StringComparison.Ordinal);
        Assert.Contains("<p>Its file variorum-", await room.Text("/captures/1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_whose_database_is_gone_says_so_and_is_read_again_when_it_is_made_anew()
    {
        var log = new StringWriter();
        await using var room = await OpenRoom.With(Newsroom.Accounts, options => options with { Log = log });
        foreach (var file in Directory.GetFiles(room.Folder, "archive.db*")) File.Delete(file);
        var answer = await room.Get("/accounts/1");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.DoesNotContain("   at ", await answer.Content.ReadAsStringAsync(Test) + log, StringComparison.Ordinal);
        answer.Dispose();
        FolderArchive.Rebuild(room.Folder, cancel: Test).Dispose();
        while (!(answer = await room.Get("/accounts/1")).IsSuccessStatusCode)
        {
            answer.Dispose();
            await Task.Delay(50, room.Patience);
        }
        answer.Dispose();
    }

    [Fact]
    public async Task Where_another_archive_was_put_in_its_place_nothing_is_told_of_the_old_one()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        await using var other = await OpenRoom.With([.. SampleRoom.Of("sund").Take(3)]);
        const string compared = "/compare?account=1&account=2";
        Assert.Contains("Ferry to Orsany", await room.Text(compared), StringComparison.Ordinal);
        await room.Text("/accounts/1");
        foreach (var name in new[] { "warc", "archive.db", "archive.db-wal", "archive.db-shm", "events.db", "events.db-wal", "events.db-shm" })
        {
            var (from, to) = (Path.Combine(other.Folder, name), Path.Combine(room.Folder, name));
            if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
            File.Delete(to);
            if (Path.Exists(from)) Directory.Move(from, to);
        }
        string page;
        while ((page = await Body(room, compared)).Contains("Ferry to Orsany", StringComparison.Ordinal) || !page.Contains("Sund", StringComparison.Ordinal)) await Task.Delay(50, room.Patience);
        Assert.DoesNotContain("grain agreement", await Body(room, "/accounts/1"), StringComparison.Ordinal);
    }

    private static async Task<string> Body(OpenRoom room, string path)
    {
        using var answer = await room.Get(path);
        return await answer.Content.ReadAsStringAsync(Test);
    }

    [Fact]
    public async Task What_another_process_keeps_from_being_done_is_a_sentence_in_the_log_and_no_fault()
    {
        var log = new StringWriter();
        await using var room = await OpenRoom.With([], options => options with { Log = log });
        using var other = FolderArchive.Write(room.Folder);
        using var refused = await room.Press("/sources", "Fetch it", ("url", "https://press.norland.example/"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        var line = Assert.Single(log.ToString().Split('\n'), static line => line.Contains("POST /sources", StringComparison.Ordinal));
        Assert.Contains(" warning POST /sources could not be answered: The archive is being written to by another process", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_who_wait_for_the_archive_keep_nobody_else_from_being_answered()
    {
        await using var room = await OpenRoom.With(Newsroom.Accounts);
        var archives = room.Room.Services.GetRequiredService<Archives>();
        using var end = new ManualResetEventSlim();
        var answered = Enumerable.Range(0, Archives.AtOnce).Select(_ => Task.Factory.StartNew(() => archives.ReadAsync(reading =>
        {
            end.Wait(Test);
            return reading.Archive.Newest();
        }, Test), Test, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()).ToList();
        var waiting = Enumerable.Range(0, 64).Select(_ => room.Get("/captures/1")).ToList();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 20; i++) Assert.Equal("alive\n", await room.Text("/health"));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.DoesNotContain(waiting, static one => one.IsCompleted);
        end.Set();
        foreach (var answer in await Task.WhenAll(waiting))
            using (answer) Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Task.WhenAll(answered);
    }

    [Fact]
    public async Task Whoever_waited_in_vain_is_told_when_to_come_back()
    {
        await using var room = await OpenRoom.With([], static options => options with { More = static routes => routes.MapGet("/busy", string () => throw new TimeoutException("all are busy")).Needs(Rank.Reader) });
        using var answer = await room.Get("/busy");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(10, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
    }

    [Fact]
    public async Task What_was_said_of_an_answer_that_is_not_given_is_not_said_of_the_failure()
    {
        await using var room = await OpenRoom.With([], static options => options with
        {
            More = static routes => routes.MapGet("/download", static string (HttpContext http) =>
            {
                var headers = http.Response.Headers;
                (headers.ETag, headers.LastModified, headers.ContentDisposition, headers.ContentEncoding, headers.ContentLength, headers.CacheControl) =
                    ("\"1\"", "Sat, 13 Jun 2026 09:00:00 GMT", "attachment; filename=\"all.csv\"", "br", 7, "private, max-age=600");
                throw new TimeoutException("all are busy");
            }).Needs(Rank.Reader),
        });
        using var answer = await room.Get("/download");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Null(answer.Headers.ETag);
        Assert.Null(answer.Content.Headers.LastModified);
        Assert.Null(answer.Content.Headers.ContentDisposition);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Null(answer.Headers.CacheControl!.MaxAge);
        Assert.Contains("too much to do", await answer.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_archive_does_not_have_is_told_and_a_fault_of_the_servers_own_is_not_taken_for_it()
    {
        await using var room = await OpenRoom.With([], static options => options with { Log = TextWriter.Null, More = static routes => routes.MapGet("/faulty", static () => new Dictionary<string, string>()["missing"]).Needs(Rank.Reader) });
        using var faulty = await room.Get("/faulty");
        Assert.Equal(HttpStatusCode.InternalServerError, faulty.StatusCode);
        using var missing = await room.Get("/api/v1/versions/7");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Contains("there is no version 7", await missing.Content.ReadAsStringAsync(Test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_servers_on_one_archive_show_the_same_and_keep_what_people_do_together()
    {
        await using var one = await OpenRoom.With(Newsroom.Accounts);
        await using var other = await ReadingRoom.StartAsync(new ReadingRoomOptions(one.Folder) { Listen = new IPEndPoint(IPAddress.Loopback, 0), Log = TextWriter.Null }, Test);
        (await one.Press("/search?q=wheat", "Save", ("name", "Wheat at the Sund"))).Dispose();
        using var client = new HttpClient();
        Assert.Contains("Wheat at the Sund", await client.GetStringAsync(new Uri(other.Address, "/follow"), Test), StringComparison.Ordinal);
        Assert.Contains("grain agreement", await client.GetStringAsync(new Uri(other.Address, "/"), Test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_writes_any_more_behind_a_room_that_was_closed()
    {
        var folder = Directory.CreateTempSubdirectory("variorum-room-").FullName;
        using (var archive = FolderArchive.Write(folder))
        {
            archive.Add([.. SampleRoom.Of("s").Select(static page => Incoming.Saved(page.Url, page.Time, System.Text.Encoding.UTF8.GetBytes(page.Html)))], Test);
            using var events = EventIndex.Write(folder);
            events.Update(archive, cancel: Test);
        }
        await using (var room = await ReadingRoom.StartAsync(new ReadingRoomOptions(folder) { Listen = new IPEndPoint(IPAddress.Loopback, 0), Log = TextWriter.Null }, Test))
        using (var client = new HttpClient())
        {
            // Has the disagreement of events measured.
            await client.GetStringAsync(room.Address, Test);
        }
        using (var events = EventIndex.TryWrite(folder)) Assert.NotNull(events);
        Directory.Delete(folder, recursive: true);
    }
}

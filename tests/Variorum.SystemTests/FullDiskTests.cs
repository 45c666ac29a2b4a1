using System.Globalization;

namespace Variorum.SystemTests;

/// <summary>Archives on a small disk that a test mounts, fills up, makes read only and gives room again.</summary>
public sealed class FullDiskTests
{
    private const string Url = "https://press.norland.example/strait/";
    private const string FullSentence = "disk/archive has no room left on its disk: make room, then run this again; what was said to be kept is kept.";
    private const string ForbiddenSentence = "disk/archive may not be opened so by you, or lies on a disk that is read only: ask for permission, or name another archive with --archive.";

    // Room for the first things that a verb writes, for some of them, for most.
    [Theory, InlineData(0), InlineData(40), InlineData(120), InlineData(400)]
    public async Task An_import_that_fills_the_disk_says_so_keeps_what_it_kept_and_goes_on_when_there_is_room(int kilobytes)
    {
        using var scratch = new Scratch();
        var warc = Warc(scratch.Path("collection"), 400);
        Assert.Equal(0, (await Shell.Run($"variorum add '{warc}' --archive whole", scratch.Folder)).Exit);
        var ran = await OnDisk(scratch, $"""
            {Page} && {Fill(kilobytes)}
            variorum add '{warc}' --archive disk/archive >out 2>said; echo $? >exit
            variorum history {Url}first --archive disk/archive >history && variorum verify --archive disk/archive >verify 2>&1
            rm disk/ballast
            variorum add '{warc}' --archive disk/archive >/dev/null 2>&1 && variorum verify --archive disk/archive >/dev/null && cp -r disk/archive after
            """);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(("1\n", FullSentence + "\n"), (Read(scratch, "exit"), Read(scratch, "said")));
        // What the writer had not told to be kept may lie behind, and is named.
        Assert.All(Read(scratch, "verify").Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Matches("all is as it was|was not finished by a process that was stopped|1 fault, named", line));
        Assert.Equal(Killing.Contents(scratch.Path("whole"), times: true), [.. Killing.Contents(scratch.Path("after"), times: true).Where(static line => !line.StartsWith(Url + "first", StringComparison.Ordinal))]);
    }

    [Theory, InlineData(0), InlineData(100)]
    public async Task A_watch_that_fills_the_disk_ends_with_the_same_sentence_and_takes_the_page_when_there_is_room(int kilobytes)
    {
        using var scratch = new Scratch();
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        await using var site = new Loopback(path => path == "/page" ? Articles.Answer(Articles.Page(3).Replace("</head>", $"<!--{Convert.ToHexString(noise)}--></head>", StringComparison.Ordinal)) : Articles.Answer("", "404 Not Found"));
        await using var feeds = new Loopback(path => path == "/feed" ? Articles.Answer($"<rss version=\"2.0\"><channel><title>Strait</title><item><link>{site.Site}/page</link></item></channel></rss>", type: "application/rss+xml") : Articles.Answer("", "404 Not Found"));
        var ran = await OnDisk(scratch, $"""
            {Page} && variorum source add {site.Site}/ --name Strait --feed {feeds.Site}/feed --archive disk/archive --allow 127.0.0.1 >/dev/null && {Fill(kilobytes)}
            variorum watch --once --quiet --archive disk/archive --allow 127.0.0.1 >out 2>said; echo $? >exit
            variorum verify --archive disk/archive >verify 2>&1
            rm disk/ballast
            variorum watch --once --quiet --archive disk/archive --allow 127.0.0.1 >/dev/null 2>&1 && variorum verify --archive disk/archive >/dev/null && variorum history {site.Site}/page --archive disk/archive >history
            """);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(("1\n", FullSentence + "\n"), (Read(scratch, "exit"), Read(scratch, "said")));
        Assert.Contains("1 version", Read(scratch, "history"), StringComparison.Ordinal);
    }

    [Theory, InlineData("rebuild", 0), InlineData("rebuild", 300), InlineData("reread", 300)]
    public async Task A_database_that_cannot_be_made_anew_for_want_of_room_leaves_the_old_one_as_it_was(string verb, int kilobytes)
    {
        using var scratch = new Scratch();
        var warc = Warc(scratch.Path("collection"), 400);
        var ran = await OnDisk(scratch, $"""
            variorum add '{warc}' --archive disk/archive >/dev/null && cp -r disk/archive before && {Fill(kilobytes)}
            variorum {verb} --archive disk/archive >out 2>said; echo $? >exit
            variorum search strait --archive disk/archive --format csv >found; variorum verify --archive disk/archive >verify 2>&1; ls disk/archive >files
            rm disk/ballast
            variorum {verb} --archive disk/archive >/dev/null 2>&1 && variorum verify --archive disk/archive >/dev/null && cp -r disk/archive after
            """);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(("1\n", FullSentence + "\n"), (Read(scratch, "exit"), Read(scratch, "said")));
        Assert.Contains("all is as it was", Read(scratch, "verify"), StringComparison.Ordinal);
        Assert.DoesNotContain(".new", Read(scratch, "files"), StringComparison.Ordinal);
        Assert.NotEqual("", Read(scratch, "found"));
        Assert.Equal(Killing.Contents(scratch.Path("before"), times: true), Killing.Contents(scratch.Path("after"), times: true));
    }

    [Theory, InlineData("export.wacz"), InlineData("export.warc.gz"), InlineData("export.csv"), InlineData("export.jsonl"), InlineData("export --format bagit")]
    public async Task An_export_that_fills_the_disk_leaves_nothing_half_written(string place)
    {
        using var scratch = new Scratch();
        var warc = Warc(scratch.Path("collection"), 200);
        var name = place.Split(' ')[0];
        var ran = await OnDisk(scratch, $"""
            variorum add '{warc}' --archive archive >/dev/null && {Fill(16)}
            variorum export --archive archive -o disk/{place} >out 2>said; echo $? >exit; ls -A disk >files
            rm disk/ballast
            variorum export --archive archive -o disk/{place} && test -e disk/{name}
            """);
        Assert.Equal((0, ""), (ran.Exit, ran.Error));
        Assert.Equal(("1\n", $"disk/{name} cannot be written (No space left on device): make room or choose another place.\n"), (Read(scratch, "exit"), Read(scratch, "said")));
        Assert.Equal("ballast\n", Read(scratch, "files"));
    }

    [Fact]
    public async Task A_disk_that_is_read_only_is_read_and_a_verb_that_writes_says_so()
    {
        using var scratch = new Scratch();
        var warc = Warc(scratch.Path("collection"), 20);
        string[] reading = ["search strait", $"history {Url}1", $"diff {Url}1 1 1", "vanished", $"show {Url}1", "verify", "status", "export -o out.wacz", "source list"];
        string[] writing = [$"add '{warc}'", "watch --once", "rebuild", "reread", $"source add {Url} --feed {Url}feed"];
        var ran = await OnDisk(scratch, $"""
            {Page} && variorum add '{warc}' --archive disk/archive >/dev/null && mount -o remount,ro disk
            {string.Join('\n', reading.Select(static verb => $"variorum {verb} --archive disk/archive >out || echo 'not read: {verb.Replace("'", "", StringComparison.Ordinal)}' >&2"))}
            {string.Join('\n', writing.Select(static verb => $"variorum {verb} --archive disk/archive 2>>said; echo $? >>exit"))}
            """);
        Assert.Equal(new Ran(0, "", ""), ran);
        Assert.Equal(string.Concat(writing.Select(static _ => ForbiddenSentence + "\n")), Read(scratch, "said"));
        Assert.Equal(string.Concat(writing.Select(static _ => "1\n")), Read(scratch, "exit"));
    }

    private static string Page => $"variorum add '{Repository.Path("samples", "signing-report.html")}' --url {Url}first --captured 2026-02-01 --archive disk/archive >/dev/null";

    /// <summary>Takes all room but so much.</summary>
    private static string Fill(int kilobytes) => string.Create(CultureInfo.InvariantCulture, $"{{ cat /dev/zero >disk/ballast 2>/dev/null; truncate -s -{kilobytes}K disk/ballast; }}");

    private static string Read(Scratch scratch, string name) => File.ReadAllText(scratch.Path(name));

    // A mount that only these commands see.
    private static async Task<Ran> OnDisk(Scratch scratch, string commands)
    {
        var away = "";
        foreach (var way in new[] { "unshare -Urm", "unshare -m" })
            if (away.Length == 0 && (await Shell.Run($"{way} mount -t tmpfs none '{scratch.Folder}'")).Exit == 0)
                away = way;
        if (away.Length == 0) Assert.Skip("No disk can be mounted here: unshare -Urm needs user namespaces, unshare -m the superuser.");
        Directory.CreateDirectory(scratch.Path("disk"));
        await File.WriteAllTextAsync(scratch.Path("commands"), $"mount -t tmpfs -o size=8m none disk\n{commands}\n");
        return await Shell.Run($"{away} bash commands", scratch.Folder);
    }

    private static string Warc(string folder, int pages)
    {
        using var writer = new WarcWriter(folder, "norland", TimeProvider.System, static fault => Assert.Fail(fault.ToString()));
        for (var i = 0; i < pages; i++)
            writer.Write(WarcRecord.Create("response", new DateTimeOffset(2026, 3, 2, 6, 0, 0, TimeSpan.Zero).AddHours(i), $"{Url}{i}", "application/http; msgtype=response", Articles.Answer(Articles.Page(i))));
        return Directory.EnumerateFiles(folder).Single();
    }
}

using System.Diagnostics;

namespace Variorum.SystemTests;

public sealed class KilledImportTests
{
    private const int Seed = 20261128, Kills = 120, Pages = 300;

    private static readonly DateTimeOffset Then = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_import_killed_at_120_random_moments_loses_nothing_counts_nothing_twice_and_ends_as_one_that_was_not()
    {
        using var scratch = new Scratch();
        var program = await Killing.Program();
        var warc = Warc(scratch.Path("collection"));
        var watch = Stopwatch.StartNew();
        Assert.Equal((0, ""), await Killing.Run(program, ["add", warc, "--archive", scratch.Path("whole")], TimeSpan.FromMinutes(2)));
        var longest = watch.ElapsedMilliseconds;
        var whole = Killing.Contents(scratch.Path("whole"), times: true);
        var all = Killing.Captures(scratch.Path("whole")).Count;

        var random = new Random(Seed);
        var (killed, ended, partly, tails) = (0, 0, 0, 0);
        watch.Restart();
        while (killed < Kills)
        {
            var folder = scratch.Path($"archive {ended}");
            // What a reader is shown has been taken, whatever comes.
            HashSet<string> shown = [];
            var looks = random.Next(2) == 0;
            var (exit, error) = await Killing.Run(program, ["add", warc, "--archive", folder], TimeSpan.FromMilliseconds(random.NextDouble() * longest), () => shown = looks ? Killing.Captures(folder) : []);
            Assert.All(error.Split('\n', StringSplitOptions.RemoveEmptyEntries), static line => Assert.Contains("was mended: ", line, StringComparison.Ordinal));
            if (exit is null)
            {
                killed++;
                tails += Killing.Check(folder, mend: random.Next(4) == 0) > 0 ? 1 : 0;
                var there = Killing.Captures(folder);
                Assert.Subset(there, shown);
                partly += there.Count > 0 && there.Count < all ? 1 : 0;
                continue;
            }
            Assert.Equal(0, exit);
            Assert.Equal(whole, Killing.Contents(folder, times: true));
            ended++;
        }
        Assert.Equal(0, (await Killing.Run(program, ["add", warc, "--archive", scratch.Path($"archive {ended}")], TimeSpan.FromMinutes(2))).Exit);
        Assert.Equal(whole, Killing.Contents(scratch.Path($"archive {ended}"), times: true));
        Assert.True(partly > 0 && tails > 0, "No kill came while it took captures: the moments are not those of an import.");
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}: {killed} kills in {watch.Elapsed.TotalSeconds:0} s, {partly} of them with a part of {all} captures taken, {tails} with a tail; {ended + 1} imports ended");
    }

    /// <summary>Pages with edits, visits that found nothing new, pages that went and requests beside them.</summary>
    private static string Warc(string folder)
    {
        using var writer = new WarcWriter(folder, "norland", TimeProvider.System, static fault => Assert.Fail(fault.ToString()));
        for (var i = 0; i < Pages; i++)
        {
            var (url, number) = ($"https://press.norland.example/strait/{i % 100}", i % 100);
            var answer = (i / 100, number % 3) switch
            {
                (2, 0) => Articles.Answer("<title>Not found</title><p>There is no such page.</p>", "404 Not Found"),
                (var round, 1) => Articles.Answer(Articles.Page(number, round)),
                _ => Articles.Answer(Articles.Page(number)),
            };
            var page = WarcRecord.Create("response", Then.AddHours(i), url, "application/http; msgtype=response", answer);
            writer.Write(page);
            writer.Write(WarcRecord.Create("request", Then.AddHours(i), url, "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), [new("WARC-Concurrent-To", $"<{page.Id}>")]));
            if (number % 3 == 2)
                writer.Write(WarcRecord.Create("revisit", Then.AddHours(i).AddMinutes(30), url, "application/http; msgtype=response", "HTTP/1.1 304 Not Modified\r\n\r\n"u8.ToArray(),
                    [new("WARC-Profile", WarcRecord.IdenticalPayload), new("WARC-Refers-To", $"<{page.Id}>"), new("WARC-Refers-To-Target-URI", url)], page.PayloadDigest));
        }
        writer.Flush();
        return Path.Combine(folder, Directory.EnumerateFiles(folder).Select(static path => Path.GetFileName(path)).Single());
    }
}

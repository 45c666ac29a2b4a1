using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Variorum.SystemTests;

public sealed partial class KilledWatchTests
{
    // Watches wait for their hosts most of the time, two seconds between two requests: many are run beside each other.
    private const int Seed = 20261129, Watches = 8, KillsOfEach = 10, HostsOfAll = 12;

    // Robots.txt comes first, then a feed, two old pages and two new ones, two seconds apart: no capture is taken before the first of these, and the first run does not take all.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.5), Longest = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Watches_killed_at_80_random_moments_lose_nothing_count_nothing_twice_and_end_as_one_that_was_not()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Only Linux has all of 127.0.0.0/8 on its loopback.");
        using var scratch = new Scratch();
        var program = await Killing.Program();
        var sites = new List<Loopback>();
        var watch = Stopwatch.StartNew();
        try
        {
            for (var i = 0; i < HostsOfAll; i++) sites.Add(Site(i));
            await Start(program, scratch, sites);

            var undisturbed = End("undisturbed");
            var killed = await Task.WhenAll(Enumerable.Range(0, Watches).Select(Disturbed));
            await undisturbed;
            var whole = Killing.Contents(scratch.Path("undisturbed"), times: false);
            // Two captures each of the old pages, of which one has two versions, and one of each new page.
            Assert.Equal(HostsOfAll * (2 + 2 + 1 + 2 + 2 * (1 + 1)), whole.Count);
            for (var i = 0; i < Watches; i++)
                Assert.Equal(whole, Killing.Contents(scratch.Path($"archive {i}"), times: false));
            Assert.Contains(killed, static one => one.Partly > 0);
            TestContext.Current.TestOutputHelper!.WriteLine($"seed {Seed}: {killed.Sum(static one => one.Kills)} kills in {watch.Elapsed.TotalSeconds:0} s, {killed.Sum(static one => one.Partly)} of them with a part of the visits made, {killed.Sum(static one => one.Tails)} with a tail");
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
        }

        async Task<(int Kills, int Partly, int Tails)> Disturbed(int number)
        {
            var (random, folder) = (new Random(Seed + number), scratch.Path($"archive {number}"));
            var (told, kills, partly, tails, done) = (new Dictionary<string, int>(), 0, 0, 0, false);
            while (kills < KillsOfEach)
            {
                // Each way to run it takes up what the other left; once nothing is due, only the one that follows on can still be killed.
                string[] once = random.Next(2) == 0 && !done ? ["--once"] : [];
                var (exit, error) = await Killing.Run(program, ["watch", .. once, "--archive", folder, "--allow", "127.0.0.0/8"], Shortest + random.NextDouble() * (Longest - Shortest));
                var ended = once.Length > 0 && exit == 0;
                if (!ended) Assert.Equal((null, ""), (exit, exit is null ? "" : error));
                done |= ended;
                kills += ended ? 0 : 1;
                foreach (Match line in CaptureLine().Matches(error)) told[line.Groups[1].Value] = told.GetValueOrDefault(line.Groups[1].Value) + 1;
                tails += Killing.Check(folder, mend: random.Next(4) == 0) > 0 ? 1 : 0;
                using var archive = FolderArchive.Read(folder);
                foreach (var (url, times) in told) Assert.True(archive.Captures(archive.Find(url)!.Id).Count(static capture => capture.Time.Year > 2025) >= times, $"{url} was told to be taken");
                partly += told.Count > 0 && told.Count < HostsOfAll * 4 ? 1 : 0;
            }
            await End($"archive {number}");
            return (kills, partly, tails);
        }

        async Task End(string archive)
        {
            var (exit, error) = await Killing.Run(program, ["watch", "--once", "--archive", scratch.Path(archive), "--allow", "127.0.0.0/8"], TimeSpan.FromMinutes(3));
            Assert.True(exit == 0, error);
        }
    }

    /// <summary>A site with two old pages, one of them changed since, and a feed that lists two new ones.</summary>
    private static Loopback Site(int number)
    {
        var random = new Random(Seed - number);
        Loopback? site = null;
        site = new Loopback(path => path switch
        {
            "/robots.txt" => Articles.Answer("User-agent: *\nDisallow:\n", type: "text/plain"),
            "/feed.xml" => Articles.Answer($"""
                <?xml version="1.0"?><rss version="2.0"><channel><title>Site {number}</title><link>{site!.Site}/</link>
                <item><title>One</title><link>{site.Site}/new/1</link></item><item><title>Two</title><link>{site.Site}/new/2</link></item></channel></rss>
                """, type: "application/rss+xml"),
            "/old/1" => Articles.Answer(Articles.Page(number * 10 + 1, edit: 1)),
            _ when path is "/old/2" or "/new/1" or "/new/2" => Articles.Answer(Page(number, path)),
            _ => Articles.Answer("<p>Not here.</p>", "404 Not Found"),
        }, Slowly, $"127.0.1.{number + 1}");
        return site;

        Task Slowly()
        {
            lock (random) return Task.Delay(random.Next(1500));
        }
    }

    private static string Page(int site, string path) => Articles.Page(site * 10 + path switch { "/old/1" => 1, "/old/2" => 2, "/new/1" => 3, _ => 4 });

    /// <summary>Archives with the sources and the old captures, which are due to be visited again.</summary>
    private static async Task Start(string program, Scratch scratch, List<Loopback> sites)
    {
        var folder = scratch.Path("undisturbed");
        using (var archive = FolderArchive.Write(folder))
        {
            foreach (var (site, number) in sites.Select(static (site, number) => (site, number)))
                archive.Add([.. new[] { "/old/1", "/old/2" }.Select(path => Incoming.Saved(site.Site + path, new DateTimeOffset(2025, 5, 1, 8, 0, 0, TimeSpan.Zero), Encoding.UTF8.GetBytes(Page(number, path))))], CancellationToken.None);
        }
        foreach (var site in sites)
            Assert.Equal((0, ""), await Killing.Run(program, ["source", "add", $"{site.Site}/", "--name", site.Site, "--feed", $"{site.Site}/feed.xml", "--archive", folder, "--allow", "127.0.0.0/8"], TimeSpan.FromMinutes(1)));
        for (var i = 0; i < Watches; i++)
            Assert.Equal(new Ran(0, "", ""), await Shell.Run(string.Create(CultureInfo.InvariantCulture, $"cp -r undisturbed 'archive {i}'"), scratch.Folder));
    }

    [GeneratedRegex("event=capture source=\\S+ url=(\\S+) outcome=")]
    private static partial Regex CaptureLine();
}

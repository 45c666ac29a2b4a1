using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>
/// A week of hundreds of sources on a clock that is moved by hand: the real watch over the real archive asks a real server by HTTP,
/// whose pages are published, edited and withdrawn as a seed has it. Tells what was seen of that, what it cost, whether anybody's
/// delay was broken, and what visits at fixed times would have seen for as many requests.
/// </summary>
internal static class WatchWeek
{
    public static int Run(string folder, WeekShape shape)
    {
        if (Directory.Exists(folder)) throw new IOException($"{folder} exists: name a new folder");
        var truth = WeekTruth.Make(shape);
        var clock = new WeekClock(WeekTruth.Start);
        var server = new WeekServer(truth, clock);
        var watch = Stopwatch.StartNew();
        var troubles = new Dictionary<string, int>(StringComparer.Ordinal);
        var status = Follow(folder, truth, server, clock, troubles);
        using var archive = FolderArchive.Read(folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{truth.Length} sources, {truth.Sum(static source => source.Pages.Count(New))} new pages, {truth.Sum(static source => source.Pages.Count(static page => !New(page)))} older ones; seed {shape.Seed}; {watch.Elapsed.TotalSeconds:0} s"));
        Console.WriteLine($"requests: {string.Join(", ", server.Requests.OrderBy(static kind => kind.Key, StringComparer.Ordinal).Select(static kind => $"{kind.Key} {kind.Value}"))}; the watch tells of {status.Polls} polls, {status.Pages} pages, {status.Failures} failures");
        Console.WriteLine($"delays broken: {server.Broken.Count}{string.Concat(server.Broken.Take(5).Select(static broken => "\n  " + broken))}");
        foreach (var way in truth.GroupBy(static source => source.Way is "rss" or "atom" ? "feed" : source.Way).OrderBy(static way => way.Key, StringComparer.Ordinal)) News(way.Key, way, server);
        var pages = truth.SelectMany(source => source.Pages.Select(page => (Page: page, Times: (IReadOnlyList<DateTimeOffset>)[.. server.Visits.GetValueOrDefault((source.Host, page.Path)) ?? []]))).ToList();
        var own = new WeekScore("as it is visited");
        foreach (var (page, times) in pages) own.Count(page, times);
        Table(own, [.. pages.Select(static page => (page.Page, page.Times.Count > 0 ? page.Times[0] : (DateTimeOffset?)null))]);
        return Hold(archive, truth, server) && server.Broken.IsEmpty ? 0 : 1;

        static bool New(WeekPage page) => page.Published >= WeekTruth.Start;
    }

    /// <summary>A way's score between those of fixed visits for as much.</summary>
    public static void Table(WeekScore own, IReadOnlyList<(WeekPage, DateTimeOffset?)> pages)
    {
        Console.WriteLine(WeekScore.Head);
        foreach (var score in (WeekScore[])[own, FixedVisits.Even(pages, own.Visits), FixedVisits.For(pages, 24, own.Visits), FixedVisits.For(pages, 1, own.Visits), FixedVisits.Score("hourly, whatever it costs", pages, 1)]) Console.WriteLine(score);
    }

    private static WatchStatus Follow(string folder, WeekSource[] truth, WeekServer server, WeekClock clock, Dictionary<string, int> troubles)
    {
        using var archive = FolderArchive.Write(folder, clock);
        var hosts = new Hosts(new HostsOptions { Clock = clock, Random = new Random(7) });
        var fetcher = new Fetcher(new FetcherOptions { Clock = clock, Hosts = hosts, Resolve = server.Resolve, Allowed = [Allowance.Parse("127.0.0.0/8")] });
        var sources = new SourceList([.. truth.Select(source => Source(source, server.Port))]);
        using var end = new CancellationTokenSource();
        var watch = new Watch(new Collector(fetcher, archive, hosts), fetcher, hosts, sources, new WatchOptions
        {
            Clock = clock,
            Hosts = 64,
            Tell = happened =>
            {
                if (happened.Kind == "trouble") troubles[happened.What] = troubles.GetValueOrDefault(happened.What) + 1;
            },
        });
        var running = Task.Run(() => watch.RunAsync(end.Token));
        var real = Stopwatch.StartNew();
        for (var day = 1; day <= 7; day++)
        {
            clock.Pass(24 * 60 * 60);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"day {day}: {server.Requests.Values.Sum()} requests, {real.Elapsed.TotalSeconds:0} s"));
            if (running.IsCompleted) break;
        }

        end.Cancel();
        var status = running.GetAwaiter().GetResult();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return status;
    }

    private static NewsSource Source(WeekSource source, int port)
    {
        var site = $"http://{source.Host}:{port}/";
        var own = new NewsSource(source.Host, site);
        return source.Way switch
        {
            "sitemap" => own with { Sitemaps = [site + "sitemap.xml"] },
            "listing" => own with { Listings = [site + "news/"] },
            _ => own with { Feeds = [site + "feed.xml"] },
        };
    }

    private static void News(string way, IEnumerable<WeekSource> sources, WeekServer server)
    {
        var (late, all) = (new List<double>(), 0);
        foreach (var source in sources)
        {
            foreach (var page in source.Pages.Where(static page => page.Published >= WeekTruth.Start && page.Published < WeekTruth.End))
            {
                all++;
                if (server.Visits.GetValueOrDefault((source.Host, page.Path)) is { } visits && visits.TryPeek(out var first)) late.Add((first - page.Published).TotalMinutes);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"new pages by {way}: {late.Count} of {all} seen, {WeekScore.At(late, .5):0.0} min late (median), {WeekScore.At(late, .95):0.0} min (95 in 100)"));
    }

    /// <summary>Holds what the archive has against what it was served: a version for each text that came, and none beside; gone where it was.</summary>
    private static bool Hold(FolderArchive archive, WeekSource[] truth, WeekServer server)
    {
        var (right, wrong) = (0, new List<string>());
        foreach (var source in truth)
        {
            foreach (var page in source.Pages)
            {
                if (server.Visits.GetValueOrDefault((source.Host, page.Path)) is not { } visits) continue;
                var answered = visits.Where(time => !(time >= source.Trouble.From && time < source.Trouble.To)).ToList();
                var texts = answered.Where(time => !(page.Withdrawn <= time)).Select(page.TextAt).ToList();
                var served = texts.Where((text, i) => i == 0 || texts[i - 1] != text).Count();
                var gone = answered.Count > 0 && page.Withdrawn <= answered[^1];
                var document = archive.Find($"http://{source.Host}:{server.Port}{page.Path}");
                var kept = document is null ? 0 : archive.Versions(document.Id).Count;
                if (kept == served && (document?.State is DocumentState.Missing or DocumentState.Withdrawn) == gone) right++;
                else wrong.Add($"{source.Host}{page.Path}: {served} texts were sent and {kept} versions kept; {(gone ? "it was gone" : "it was there")}, and is {document?.State}");
            }
        }

        Console.WriteLine($"the archive holds what was sent: {right} pages right, {wrong.Count} wrong{string.Concat(wrong.Take(5).Select(static page => "\n  " + page))}");
        return wrong.Count == 0;
    }
}

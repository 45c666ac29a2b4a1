using System.Diagnostics;
using System.Globalization;
using AngleSharp.Html.Parser;

namespace Variorum.Bench;

/// <summary>What reading costs on one core: pages a second, megabytes allocated and most memory, each engine in a process of its own.</summary>
internal static class ReadingSpeed
{
    private const string Ours = "variorum", Peer = "smartreader", Parse = "anglesharp";
    private const string Speed = "reading: pages a second on one core", Ratio = "reading: times as fast",
        Allocated = "reading: MB allocated a page", Memory = "reading: most memory, MB";

    /// <summary>Ours, SmartReader as the floor, and the parse alone as the bound.</summary>
    /// <param name="shared">The folder with the measuring data.</param>
    public static IEnumerable<Row> Take(string shared)
    {
        var pages = PagesSet.Files(shared).Count();
        if (pages == 0) return new[] { Speed, Ratio, Allocated, Memory }.Select(static measure => Row.Absent(measure, "pages"));
        var (ours, peer, parse) = (Measured(shared, Ours), Measured(shared, Peer), Measured(shared, Parse));
        var bare = new Row(Speed) { On = $"{pages} pages", IsCompared = false, Format = "0", Value = ours.Speed, Floor = peer.Speed, Bound = parse.Speed };
        return
        [
            bare,
            bare with { Measure = Ratio, Value = ours.Speed / peer.Speed, Floor = 1, Bound = parse.Speed / peer.Speed, Format = "0.00" },
            bare with { Measure = Allocated, Value = ours.Allocated, Floor = peer.Allocated, Bound = parse.Allocated, Format = "0.00" },
            bare with { Measure = Memory, Value = ours.Memory, Floor = peer.Memory, Bound = parse.Memory },
        ];
    }

    /// <summary>The process that is measured: reads all pages once to warm up, then again, and tells what the second time cost.</summary>
    public static int Run(string shared, string engine)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows()) Process.GetCurrentProcess().ProcessorAffinity = 1;
        Action<byte[], string> read = engine switch
        {
            Ours => static (bytes, name) => Reader.Read(new Page(bytes, name)),
            Peer => static (bytes, _) => PageReading.SmartReader(null, Charset.Decode(bytes, null).Text),
            Parse => static (bytes, _) => new HtmlParser().ParseDocument(Charset.Decode(bytes, null).Text).Dispose(),
            _ => throw new ArgumentException($"There is no engine \"{engine}\": it is {Ours}, {Peer} or {Parse}."),
        };
        var paths = PagesSet.Files(shared).ToList();
        Pass(paths, read);
        var ((time, allocated), (idle, unpacked)) = (Pass(paths, read), Pass(paths, static (_, _) => { }));
        double[] told = [paths.Count / (time - idle).TotalSeconds, (allocated - unpacked) / 1e6 / paths.Count, Process.GetCurrentProcess().PeakWorkingSet64 / 1e6];
        Console.WriteLine(string.Join('\t', told.Select(static figure => figure.ToString("0.##", CultureInfo.InvariantCulture))));
        return 0;
    }

    // Time of the processor, not of the clock: what else the machine does costs no page.
    private static (TimeSpan Time, long Allocated) Pass(List<string> paths, Action<byte[], string> read)
    {
        var (start, before) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true));
        foreach (var path in paths) read(PagesSet.Unpacked(path), Path.GetFileName(path));
        return (Environment.CpuUsage.TotalTime - start, GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static (double Speed, double Allocated, double Memory) Measured(string shared, string engine)
    {
        var bench = typeof(ReadingSpeed).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [bench, "reading-speed", shared, engine]) { RedirectStandardOutput = true };
        // As the program itself is set up.
        (start.Environment["DOTNET_gcConcurrent"], start.Environment["DOTNET_TieredPGO"]) = ("0", "0");
        using var process = Process.Start(start)!;
        var told = process.StandardOutput.ReadToEnd().Split('\t');
        process.WaitForExit();
        return process.ExitCode == 0 && told.Length == 3
            ? (Number(told[0]), Number(told[1]), Number(told[2]))
            : throw new InvalidOperationException($"the process that times {engine} ended with {process.ExitCode}");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}

using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using AngleSharp.Html.Parser;

namespace Variorum.Bench;

/// <summary>What reading costs on one core: pages a second and memory, each engine in a process of its own.</summary>
internal static class ReadingSpeed
{
    private const string Ours = "variorum", Peer = "smartreader", Parse = "anglesharp";
    private const string Speed = "reading: pages a second on one core", Memory = "reading: most memory, MB";

    /// <param name="shared">The folder with the measuring data.</param>
    /// <param name="pages">How many pages it has.</param>
    public static IEnumerable<Row> Take(string shared, int pages)
    {
        if (pages == 0) return [Row.Absent(Speed, "pages"), Row.Absent(Memory, "pages")];
        var (ours, peer, parse) = (Measured(shared, Ours), Measured(shared, Peer), Measured(shared, Parse));
        var bare = new Row(Speed) { On = $"{pages} pages", IsCompared = false, Format = "0", Value = ours.Speed, Floor = peer.Speed, Bound = parse.Speed };
        return
        [
            bare,
            bare with { Measure = "reading: times as fast", Value = ours.Speed / peer.Speed, Floor = 1, Bound = parse.Speed / peer.Speed, Format = "0.00" },
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
        var spent = Pass(paths, read) - Pass(paths, static (_, _) => { });
        var memory = Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{paths.Count / spent.TotalSeconds:0.##}\t{memory:0.##}"));
        return 0;
    }

    // Time of the processor, not of the clock: what else the machine does costs no page.
    private static TimeSpan Pass(List<string> paths, Action<byte[], string> read)
    {
        var start = Environment.CpuUsage.TotalTime;
        foreach (var path in paths)
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var page = new MemoryStream();
            stream.CopyTo(page);
            read(page.ToArray(), Path.GetFileName(path));
        }
        return Environment.CpuUsage.TotalTime - start;
    }

    private static (double Speed, double Memory) Measured(string shared, string engine)
    {
        var bench = typeof(ReadingSpeed).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [bench, "reading-speed", shared, engine]) { RedirectStandardOutput = true };
        // As the program itself is set up.
        (start.Environment["DOTNET_gcConcurrent"], start.Environment["DOTNET_TieredPGO"]) = ("0", "0");
        using var process = Process.Start(start)!;
        var told = process.StandardOutput.ReadToEnd().Split('\t');
        process.WaitForExit();
        return process.ExitCode == 0 && told.Length == 2
            ? (double.Parse(told[0], CultureInfo.InvariantCulture), double.Parse(told[1], CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"the process that times {engine} ended with {process.ExitCode}");
    }
}

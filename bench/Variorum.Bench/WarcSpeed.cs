using System.Diagnostics;
using System.IO.Compression;

namespace Variorum.Bench;

/// <summary>What reading records costs beside only inflating the same file, both in the same run.</summary>
internal static class WarcSpeed
{
    private const int Rounds = 5;

    public static int Run(string[] files)
    {
        double inflate = 0, read = 0, check = 0;
        foreach (var file in files)
        {
            // In turn, and the best of each: what else the machine does falls on any of them.
            double[] best = [double.MaxValue, double.MaxValue, double.MaxValue];
            long bytes = 0, records = 0, faults = 0;
            for (var round = 0; round < Rounds; round++)
            {
                best[0] = Math.Min(best[0], Time(() => bytes = Inflated(file)));
                best[1] = Math.Min(best[1], Time(() => (records, faults) = Records(file, false)));
                best[2] = Math.Min(best[2], Time(() => Records(file, true)));
            }
            Console.WriteLine($"{Path.GetFileName(file)}: {records} records, {faults} faults, {bytes / 1e6:0.0} MB inflated; inflating {best[0]:0} ms, " +
                $"reading {best[1]:0} ms, {best[0] / best[1]:0.00} of its speed; with digests {best[2]:0} ms, {best[0] / best[2]:0.00}");
            (inflate, read, check) = (inflate + best[0], read + best[1], check + best[2]);
        }
        Console.WriteLine($"reading at {inflate / read:0.00} of the speed of inflating over {files.Length} files; with digests compared {inflate / check:0.00}");
        return inflate / read >= 0.6 ? 0 : 1;
    }

    private static long Inflated(string file)
    {
        var buffer = new byte[1 << 16];
        using var stream = new GZipStream(WarcFile.Open(file), CompressionMode.Decompress);
        long bytes = 0;
        int count;
        while ((count = stream.Read(buffer)) > 0) bytes += count;
        return bytes;
    }

    private static (long Records, long Faults) Records(string file, bool digests)
    {
        long records = 0, faults = 0;
        using var reader = new WarcReader(WarcFile.Open(file), Path.GetFileName(file), _ => faults++) { CheckDigests = digests };
        while (reader.Read(out _)) records++;
        return (records, faults);
    }

    // The processor's time, not the clock's: others use the machine, too, and neither waits for anything.
    private static double Time(Action action)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }
}

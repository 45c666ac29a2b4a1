using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>
/// Kills an import at random moments and opens the archive after each: it must be sound, hold all that was said to be kept, and
/// hold it once; and an import taken up again must end as one that was never stopped.
/// </summary>
internal static class ArchiveKills
{
    private const int Seed = 20;

    /// <summary>The process that is killed: says after each part how many captures are kept.</summary>
    public static int Work(string warc, string folder)
    {
        using var archive = FolderArchive.Write(folder);
        using var import = WarcImport.Open(warc);
        var kept = archive.Size().Captures;
        archive.Import(import.Captures(), (_, added) =>
        {
            if (added.Capture is null) return;
            kept++;
            Console.Out.WriteLine(kept.ToString(CultureInfo.InvariantCulture));
        });
        return 0;
    }

    public static int Run(string warc, int times)
    {
        var root = Directory.CreateTempSubdirectory("variorum-kills-").FullName;
        try
        {
            var whole = Path.Combine(root, "whole");
            var watch = Stopwatch.StartNew();
            Work(warc, whole);
            var (random, folder, faults, torn) = (new Random(Seed), Path.Combine(root, "0"), 0, 0);
            for (var i = 0; i < times; i++)
            {
                var (kept, ended) = Kill(warc, folder, TimeSpan.FromMilliseconds(random.Next(100, (int)Math.Max(400, watch.ElapsedMilliseconds))));
                using (var archive = FolderArchive.Write(folder))
                {
                    torn += archive.Repairs.Count;
                    foreach (var fault in archive.Verify()) Told($"{fault}");
                    if (archive.Size().Captures < kept) Told($"{kept} captures were said to be kept, and {archive.Size().Captures} are there");
                }
                if (!ended) continue;
                if (!Same(whole, folder)) Told("an import that was taken up again ended otherwise than one that was never stopped");
                folder = Path.Combine(root, (i + 1).ToString(CultureInfo.InvariantCulture));
            }
            Console.WriteLine($"{times} kills, {torn} repairs, {faults} faults");
            return faults == 0 ? 0 : 1;

            void Told(string fault)
            {
                faults++;
                Console.WriteLine(fault);
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static (long Kept, bool Ended) Kill(string warc, string folder, TimeSpan after)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. Environment.GetCommandLineArgs()[0] is var self && self.EndsWith(".dll", StringComparison.Ordinal) && !Environment.ProcessPath!.EndsWith("Variorum.Bench", StringComparison.Ordinal) ? [self] : (string[])[], "archive-work", warc, folder])
        {
            RedirectStandardOutput = true,
        })!;
        var kept = 0L;
        process.OutputDataReceived += (_, line) =>
        {
            if (long.TryParse(line.Data, CultureInfo.InvariantCulture, out var count)) kept = count;
        };
        process.BeginOutputReadLine();
        var ended = process.WaitForExit(after);
        if (!ended) process.Kill();
        process.WaitForExit();
        return (kept, ended);
    }

    private static bool Same(string a, string b)
    {
        using var one = FolderArchive.Read(a);
        using var other = FolderArchive.Read(b);
        return Told(one).SequenceEqual(Told(other));
    }

    private static IEnumerable<string> Told(FolderArchive archive) => archive.Documents().SelectMany(document =>
        archive.Versions(document.Id).Select(version => $"{document.Url} {document.State} {document.Since:O} {version.Number} {version.First:O} {version.Last:O} {version.Captures}"));
}

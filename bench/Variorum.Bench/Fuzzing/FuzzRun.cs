using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>A fuzzing run: starts the worker, starts it again behind a case that it did not survive, and makes what was found small.</summary>
internal static class FuzzRun
{
    public const string Died = "the process died", NeverEnded = "never ended";

    /// <summary>Goes on where the run of this seed stopped.</summary>
    /// <returns>1 where this run or an earlier one, whose finds still lie in the folder, found a fault, else 0.</returns>
    public static int Run(int seconds, int seed)
    {
        var folder = Path.Combine("artifacts", "fuzz", seed.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(folder);
        var next = Tried(folder);
        var first = next;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed.TotalSeconds < seconds)
        {
            var code = Start("fuzz-worker", folder, seed, next, seconds - (int)clock.Elapsed.TotalSeconds);
            next = Tried(folder);
            if (code == 0) continue;
            var culprit = FuzzCase.Load(FuzzWorker.Current(folder));
            var ending = Ending(culprit, code)!;
            // On a machine that has no time for it, a process may use it up with waiting: what never ends does so again.
            if (code == FuzzWorker.Hung && Ending(culprit, Start("fuzz-case", FuzzWorker.Current(folder))) != ending) continue;
            FuzzFinds.Keep(folder, next - 1, culprit, ending, $"exit code {code}");
        }
        Console.WriteLine($"seed {seed}: {next - first} cases in {clock.Elapsed.TotalMinutes:0.0} minutes, {next} together, {next / FuzzTargets.Names.Count} a target ({string.Join(", ", FuzzTargets.Names)})");
        FuzzFinds.Shrink(folder, path => Ending(FuzzCase.Load(path), Start("fuzz-case", path)));
        return FuzzFinds.Tell(folder) > 0 ? 1 : 0;
    }

    /// <summary>Tries one case that was kept, and tells what goes wrong.</summary>
    public static int Case(string path) => new FuzzWorker("").One(FuzzCase.Load(path));

    private static string? Ending(FuzzCase tried, int code) => code switch
    {
        0 or 1 => null,
        FuzzWorker.Hung => $"{tried.Target}: {NeverEnded}",
        _ => $"{tried.Target}: {Died}",
    };

    private static long Tried(string folder) =>
        File.Exists(FuzzWorker.Number(folder)) ? long.Parse(File.ReadAllText(FuzzWorker.Number(folder)), CultureInfo.InvariantCulture) + 1 : 0;

    private static int Start(params object[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        foreach (var argument in arguments) start.ArgumentList.Add(Convert.ToString(argument, CultureInfo.InvariantCulture)!);
        // A dump of the core for each stack that overflows would fill the disk.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginErrorReadLine();
        process.WaitForExit();
        return process.ExitCode;
    }
}

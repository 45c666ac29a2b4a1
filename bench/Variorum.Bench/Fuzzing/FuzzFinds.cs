using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Variorum.Bench;

/// <summary>What a run found: for each fault its first case, its smallest case, and how often it came.</summary>
internal static class FuzzFinds
{
    private const string Log = "faults.tsv";

    // Each trial may cost a process.
    private const int MostTrials = 3000, MostProcesses = 150;

    /// <summary>Notes a fault; the case is kept if it is the first with this one.</summary>
    public static void Keep(string folder, long number, FuzzCase tried, string signature, string detail)
    {
        Note(folder, Log, $"{number}\t{signature}");
        var path = Path.Combine(folder, Name(signature));
        if (File.Exists(path + ".case")) return;
        tried.Save(path + ".case");
        File.WriteAllText(path + ".txt", $"{signature}\n{detail}\n");
    }

    public static void Note(string folder, string file, string line) => File.AppendAllText(Path.Combine(folder, file), line + "\n");

    /// <summary>Prints the faults, the most frequent first, and where reading was slowest.</summary>
    /// <returns>How many times a fault came.</returns>
    public static int Tell(string folder)
    {
        var (log, slow) = (Path.Combine(folder, Log), Path.Combine(folder, "slowest.tsv"));
        var lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        foreach (var fault in lines.GroupBy(line => line.Split('\t')[1]).OrderByDescending(group => group.Count()))
            Console.WriteLine($"{fault.Count(),6} x {fault.Key} ({Name(fault.Key)})");
        if (lines.Length == 0) Console.WriteLine("no fault");
        if (!File.Exists(slow)) return lines.Length;
        foreach (var target in File.ReadAllLines(slow).Select(line => line.Split('\t')).GroupBy(fields => fields[0]))
        {
            var least = target.MinBy(fields => double.Parse(fields[1], CultureInfo.InvariantCulture))!;
            Console.WriteLine($"slowest of {least[0],-10} {least[1],6} characters per ms ({least[2]} characters, case {least[3]})");
        }
        return lines.Length;
    }

    /// <summary>Makes each kept case as small as it can be with the same fault; by Zeller's delta debugging over ever shorter stretches.</summary>
    /// <param name="folder">Where the finds are.</param>
    /// <param name="alone">What goes wrong with the case in this file in a process of its own.</param>
    public static void Shrink(string folder, Func<string, string?> alone)
    {
        foreach (var text in Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal))
        {
            var signature = File.ReadLines(text).First();
            var (from, to) = (Path.ChangeExtension(text, ".case"), Path.ChangeExtension(text, ".small"));
            if (File.Exists(to) || !File.Exists(from) || signature.EndsWith("slow", StringComparison.Ordinal)) continue;
            var dies = signature.EndsWith(FuzzRun.Died, StringComparison.Ordinal) || signature.EndsWith(FuzzRun.NeverEnded, StringComparison.Ordinal);
            var trials = dies ? MostProcesses : MostTrials;
            bool Same(FuzzCase smaller)
            {
                if (trials-- <= 0) return false;
                if (!dies) return FuzzWorker.Fault(smaller)?.Signature == signature;
                var tried = Path.Combine(folder, "tried.case");
                smaller.Save(tried);
                return alone(tried) == signature;
            }

            var smallest = FuzzCase.Load(from);
            if (!Same(smallest))
            {
                Console.WriteLine($"gone: {signature}");
                continue;
            }
            smallest = Shrunk(smallest, static (tried, part) => tried with { Text = part }, static tried => tried.Text, Same);
            smallest = Shrunk(smallest, static (tried, part) => tried with { Second = part }, static tried => tried.Second, Same);
            smallest.Save(to);
            Console.WriteLine($"{signature}\n    {smallest.Length} units: {Shown(smallest.Text)}{(smallest.Second.Length > 0 ? " | " + Shown(smallest.Second) : "")} {smallest.ContentType}");
        }
    }

    private static FuzzCase Shrunk(FuzzCase tried, Func<FuzzCase, string, FuzzCase> with, Func<FuzzCase, string> part, Func<FuzzCase, bool> same)
    {
        for (var length = part(tried).Length / 2; length > 0; length /= 2)
        {
            for (var from = 0; from + length <= part(tried).Length;)
            {
                var smaller = with(tried, part(tried).Remove(from, length));
                if (same(smaller)) tried = smaller;
                else from += length;
            }
        }
        return tried;
    }

    private static string Name(string signature) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(signature)))[..10];

    private static string Shown(string text) =>
        string.Concat(text.Take(300).Select(static c => c is < ' ' or > '~' && !char.IsLetter(c) ? $"\\u{(int)c:X4}" : c.ToString()));
}

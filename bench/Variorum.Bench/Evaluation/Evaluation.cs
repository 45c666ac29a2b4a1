using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>Measures all that there are data for, in one table, and says what changed since the figures that are committed.</summary>
internal static class Evaluation
{
    private static readonly string[] Options = ["--write", "--worst", "--check"];

    public static int Run(string[] arguments)
    {
        var options = arguments.Where(static argument => argument.StartsWith('-')).ToList();
        var folders = arguments.Except(options).ToList();
        if (folders.Count > 1 || options.Except(Options).Any()) return Wrong($"takes one folder and {string.Join(", ", Options)}");
        var root = PagesScore.Root();
        var shared = Path.GetFullPath(folders.Count == 1 ? folders[0] : Path.Combine(root, "..", "shared"));
        if (!Directory.Exists(shared)) return Wrong($"found no folder {shared}; name the one with the measuring data");
        var bench = Path.Combine(root, "bench");
        var (figures, known) = (Figures.Load(Path.Combine(bench, "figures.tsv")), Known.Load(Path.Combine(bench, "known.tsv")));

        var collations = Directory.CreateTempSubdirectory("variorum-collations").FullName;
        try
        {
            return Run(options, root, shared, collations, figures, known);
        }
        finally
        {
            Directory.Delete(collations, recursive: true);
        }
    }

    private static int Run(List<string> options, string root, string shared, string collations, Figures figures, Dictionary<string, Known> known)
    {
        var (watch, spent) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Console.Error.WriteLine("reading pages, each with its host left out");
        var pages = PagesMeasures.Judge(shared);
        Console.Error.WriteLine("linking pairs, each left out");
        var pairs = LinksMeasures.Judge(shared, collations);
        Console.Error.WriteLine("timing");
        List<Row> rows =
        [
            .. PagesMeasures.Take(pages), .. ReadingSpeed.Take(shared),
            .. SpeechMeasures.Sets(shared).SelectMany(SpeechMeasures.Take),
            .. LinksMeasures.Take(shared, pairs),
        ];
        var table = Table.Markdown(rows, known);
        Console.WriteLine(table);
        foreach (var note in Table.Notes(rows, known)) Console.WriteLine(note);
        Tell($"changed since {figures.Commit}", figures.Changes(rows));
        if (options.Contains("--worst"))
        {
            foreach (var row in rows.Where(static row => row.Worst.Count > 0)) Tell($"worst: {row.Measure}", row.Worst);
        }
        var agrees = !options.Contains("--check") || Scorers.Agree(shared, pages, pairs, collations);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"took {watch.Elapsed.TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - spent).TotalSeconds:0} s of a core without the processes timed"));
        if (!agrees) return 1;
        return options.Contains("--write") ? Write(root, rows, table) : 0;
    }

    private static int Write(string root, List<Row> rows, string table)
    {
        if (rows.Find(static row => row.Skipped is not null) is { } row) return Wrong($"wrote nothing: {row.Measure} was {row.Skipped}");
        var commit = Commit(root);
        File.WriteAllText(Path.Combine(root, "bench", "figures.tsv"), Figures.Format(rows, commit));
        var page = Path.Combine(root, "docs", "accuracy.md");
        File.WriteAllText(page, Table.Into(File.ReadAllText(page), $"Taken at {commit}.\n\n{table}"));
        Console.WriteLine("wrote bench/figures.tsv and docs/accuracy.md");
        return 0;
    }

    /// <summary>The commit of the sources, and whether they were changed since.</summary>
    private static string Commit(string root)
    {
        var (commit, changed) = (Git(root, "rev-parse", "--short", "HEAD"), Git(root, "status", "--porcelain", "src", "bench"));
        return commit.Length == 0 ? "an unknown commit" : changed.Length == 0 ? commit : commit + " and changes";
    }

    private static string Git(string root, params string[] arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = git.StandardOutput.ReadToEnd();
            git.WaitForExit();
            return said.Trim();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }

    private static void Tell(string title, IReadOnlyList<string> lines)
    {
        Console.WriteLine($"\n{title}: {(lines.Count == 0 ? "nothing" : "")}");
        foreach (var line in lines) Console.WriteLine("  " + line);
    }

    private static int Wrong(string message)
    {
        Console.Error.WriteLine($"evaluate: {message}");
        return 2;
    }
}

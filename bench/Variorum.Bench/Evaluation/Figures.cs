using System.Globalization;

namespace Variorum.Bench;

/// <summary>A committed figure.</summary>
internal sealed record Figure(string Measure, double Value, double Low, double High);

/// <summary>Our own figures as last committed, and the state of the sources that gave them.</summary>
/// <param name="Commit">Short, as git writes it.</param>
/// <param name="All">In the order of the table.</param>
internal sealed record Figures(string Commit, IReadOnlyList<Figure> All)
{
    // A figure that rounds to the same three digits did not change.
    private const double Least = .0005;
    private const int Digits = 5;
    private const string CommitMark = "# commit\t";

    public static Figures Load(string path)
    {
        if (!File.Exists(path)) return new Figures("nothing", []);
        var lines = File.ReadAllLines(path);
        var commit = lines.FirstOrDefault(static line => line.StartsWith(CommitMark, StringComparison.Ordinal))?[CommitMark.Length..] ?? "an unknown commit";
        return new Figures(commit, [.. lines.Where(static line => line.Length > 0 && line[0] != '#').Select(line => Parse(line, path))]);
    }

    public static string Format(IEnumerable<Row> rows, string commit) =>
        "# What `Variorum.Bench evaluate` gave, with 95 % intervals; `evaluate --write` writes it anew.\n" + CommitMark + commit + "\n# measure, value, low, high\n"
        + string.Concat(rows.Where(static row => row.IsCompared).Select(static row => string.Join('\t',
            row.Measure, Exact(row.Value), Exact(row.Interval?.Low ?? row.Value), Exact(row.Interval?.High ?? row.Value)) + "\n"));

    /// <summary>The value as the file keeps it: what is printed is made of it, so that file and table cannot round apart.</summary>
    public static double Kept(double value) => Math.Round(value, Digits);

    /// <summary>A line for each measure that is not what it was, that is new, or that was not taken.</summary>
    public IReadOnlyList<string> Changes(IEnumerable<Row> rows)
    {
        var taken = rows.Where(static row => row.IsCompared && row.Skipped is null).ToDictionary(static row => row.Measure);
        var changes = new List<string>();
        foreach (var old in All)
        {
            if (!taken.Remove(old.Measure, out var row)) changes.Add($"{old.Measure}: {Three(old.Value)}, not measured this time");
            else if (Math.Abs(row.Value - old.Value) >= Least)
            {
                var where = row.Value >= old.Low && row.Value <= old.High ? "within" : "beyond";
                changes.Add($"{old.Measure}: {row.Show(old.Value)} -> {row.Show(row.Value)} ({(row.Value > old.Value ? "+" : "")}{row.Show(row.Value - old.Value)}), {where} the interval that it had");
            }
        }
        changes.AddRange(taken.Values.Select(static row => $"{row.Measure}: {row.Show(row.Value)}, new"));
        return changes;
    }

    private static Figure Parse(string line, string path) =>
        line.Split('\t') is [var measure, var value, var low, var high] && Number(value) is { } v && Number(low) is { } l && Number(high) is { } h
            ? new Figure(measure, v, l, h)
            : throw new InvalidDataException($"{path}: \"{line}\" is no figure; take the file from the last commit.");

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Three(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Exact(double value) => Kept(value).ToString("0.#####", CultureInfo.InvariantCulture);
}

/// <summary>What others reach, as they or the data's makers tell it, and what is aimed at. Empty where it is not known.</summary>
internal sealed record Known(string Floor, string Best, string People, string Aim)
{
    public static readonly Known Nothing = new("", "", "", "");

    public static Dictionary<string, Known> Load(string path) => File.ReadLines(path).Where(static line => line.Length > 0 && line[0] != '#')
        .Select(static line => line.Split('\t')).ToDictionary(static fields => fields[0], static fields => new Known(fields[1], fields[2], fields[3], fields[4]));
}

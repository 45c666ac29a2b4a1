using System.Globalization;
using System.Text;

namespace Variorum.Bench;

/// <summary>The rows as Markdown, with what is known beside them.</summary>
internal static class Table
{
    private const string Start = "<!-- table: written by evaluate --write -->";
    private const string End = "<!-- end of table -->";

    // What is printed with three digits is the same when it differs by less; two sets of pages differ by more.
    private const double Same = .005;

    private static readonly string[] Head = ["measure", "on", "ours, 95 %", "floor", "best known", "people", "aim"];

    /// <summary>One line a row, its columns padded, so that it reads on a terminal too.</summary>
    public static string Markdown(IReadOnlyList<Row> rows, Dictionary<string, Known> known)
    {
        List<string[]> lines = [Head, .. rows.Select(row => Cells(row, known.GetValueOrDefault(row.Measure) ?? Known.Nothing))];
        var widths = Enumerable.Range(0, Head.Length).Select(column => lines.Max(line => line[column].Length)).ToArray();
        lines.Insert(1, [.. widths.Select(static width => new string('-', width))]);
        var table = new StringBuilder();
        foreach (var line in lines) table.Append("| ").AppendJoin(" | ", line.Select((cell, column) => cell.PadRight(widths[column]))).Append(" |\n");
        return table.ToString();
    }

    /// <summary>Where another program does not reach here what is known of it.</summary>
    public static IEnumerable<string> Notes(IReadOnlyList<Row> rows, Dictionary<string, Known> known)
    {
        foreach (var row in rows)
        {
            if (row.Floor is { } floor && known.GetValueOrDefault(row.Measure) is { } told && double.TryParse(told.Floor, CultureInfo.InvariantCulture, out var before)
                && row.IsCompared && Math.Abs(floor - before) > Same)
                yield return $"SmartReader, {row.Measure}: {row.Show(floor)} here, {told.Floor} in known.tsv, which was taken on other pages.";
        }
    }

    /// <summary>The page with the table between its two marks.</summary>
    public static string Into(string page, string table)
    {
        var (start, end) = (page.IndexOf(Start, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        if (start < 0 || end < start) throw new InvalidDataException($"docs/accuracy.md has no place for the table: it stands between \"{Start}\" and \"{End}\".");
        return $"{page[..(start + Start.Length)]}\n{table}{page[end..]}";
    }

    private static string[] Cells(Row row, Known known) =>
    [
        row.Measure, row.On, row.Ours,
        row.Floor is { } floor ? $"{row.Show(floor)} (SmartReader)" : known.Floor,
        row.Bound is { } bound ? $"{row.Show(bound)} (parse alone)" : known.Best,
        known.People, known.Aim,
    ];
}

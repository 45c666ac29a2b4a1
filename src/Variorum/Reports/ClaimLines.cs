namespace Variorum;

/// <summary>Lines of the reports of claims: wrapped, indented, each with the way to its passage.</summary>
internal sealed class ClaimLines(TextWriter writer)
{
    private const int Width = 92;

    // "  2024-06-20  "
    public const int Indent = 14;

    public void Blank() => writer.Write('\n');

    public void Line(string text) => writer.Write(text + '\n');

    /// <summary>A text wrapped, its first line behind a label, the others indented.</summary>
    public void Told(string label, string text, int indent = Indent)
    {
        var lines = Columns.Wrap(Columns.Safe(text), Width - indent);
        for (var i = 0; i < lines.Count; i++) writer.Write($"{(i == 0 ? Columns.Pad(label, indent) : new string(' ', indent))}{lines[i]}\n");
    }

    public void More(string text, int indent = Indent) => Told("", text, indent);

    /// <summary>Who tells it when, and which command shows it: on one line where there is room, and the command is never broken.</summary>
    public void At(string before, ClaimPlace place, int indent = Indent)
    {
        var (who, show) = (before + Who(place), Show(place));
        if (Columns.Width(who) + show.Length + 1 <= Width - indent) More($"{who} {show}", indent);
        else
        {
            More(who, indent);
            More(show, indent + 2);
        }
    }

    private static string Who(ClaimPlace place) => $"{place.Source}, {(place.Dated ? place.Day : $"undated, seen {place.Day}")}{(place.Gone ? " (not what it says now)" : "")}:";

    /// <summary>The day by which an entry stands; of an account without a date only that it has none.</summary>
    public static string Day(ClaimPlace place) => "  " + (place.Dated ? place.Day : "undated");

    public static string Show(ClaimPlace place) => $"show {place.Document} --version-number {place.Version} --passage {place.Passage}";

    public static string Coverage(ClaimsCoverage coverage) => coverage.Found > coverage.Read
        ? $"Read were the newest {Telling.Count(coverage.Read, "account")} of {coverage.Found} that may hold more; --limit reads more, --since, --until and --source fewer."
        : "";

    public void Left(int left, int all)
    {
        if (left > 0) Line($"\n{left} more; --top {all} or --format csv shows all.");
    }
}

namespace Variorum;

/// <summary>Lines of the reports of claims: wrapped, indented, each with the way to its passage.</summary>
internal sealed class ClaimLines(TextWriter writer)
{
    private const int Width = 92;

    // "2024-06-20  "
    public const int Indent = 12;

    public void Blank() => writer.Write('\n');

    public void Line(string text) => writer.Write(text + '\n');

    /// <summary>A text wrapped, its first line behind a label, the others indented.</summary>
    public void Told(string label, string text, int indent = Indent)
    {
        var lines = Columns.Wrap(Columns.Safe(text), Width - indent);
        for (var i = 0; i < lines.Count; i++) writer.Write($"{(i == 0 ? Columns.Pad(label, indent) : new string(' ', indent))}{lines[i]}\n");
    }

    public void More(string text, int indent = Indent) => Told("", text, indent);

    /// <summary>Which command shows a passage, and who tells it when.</summary>
    public static string At(ClaimPlace place) => $"{place.Source}, {place.Day}{(place.Gone ? " (not what it says now)" : "")}: {Show(place)}";

    public static string Show(ClaimPlace place) => $"show {place.Document} --version-number {place.Version} --passage {place.Passage}";

    public static string Coverage(ClaimsCoverage coverage) => coverage.Found > coverage.Read
        ? $"Read were the newest {Telling.Count(coverage.Read, "account")} of {coverage.Found} that may hold more; --limit reads more, --since, --until and --source fewer."
        : "";

    public void Left(int left, int all)
    {
        if (left > 0) Line($"\n{left} more; --top {all} or --format csv shows all.");
    }
}

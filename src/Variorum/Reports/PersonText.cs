namespace Variorum;

/// <summary>What a person is made to say over an archive, for people to read.</summary>
public static class PersonText
{
    private const int LongestSaid = 320;
    private const int MostForms = 12;

    /// <summary>Writes who the person is, where and when named, what each account has the person say, and where the person dropped out.</summary>
    public static void Write(PersonsReport report, TextWriter writer, int top)
    {
        var lines = new ClaimLines(writer);
        var known = report.Persons.Where(static person => person.Either.Count == 0).Select(static person => person.Name).ToList();
        if (known.Count > 1) lines.Told("", $"{known.Count} persons bear this name and are kept apart: {string.Join(", ", known)}.", 0);
        if (ClaimLines.Coverage(report.Coverage) is { Length: > 0 } coverage) lines.Told("", coverage, 0);
        foreach (var person in report.Persons)
        {
            if (person != report.Persons[0] || report.Persons.Count > 1) lines.Blank();
            Person(person, lines, top);
        }
    }

    private static void Person(PersonReport person, ClaimLines lines, int top)
    {
        lines.Line(Columns.Safe(person.Name));
        if (person.Either.Count > 0) lines.Told("  doubtful", $"{string.Join(" or ", person.Either)}: these accounts do not tell which");
        lines.Told("  names", string.Join("; ", person.Names.OrderByDescending(static form => form.Accounts).Take(MostForms).Select(static form => $"{form.Text} ({Telling.Count(form.Accounts, "account")})")) + (person.Names.Count > 1 ? ": taken as one person" : ""));
        lines.Told("  named", $"by {Telling.Count(person.Mentions.Select(static place => place.Document).Distinct().Count(), "account")}");
        lines.At("first ", person.Mentions[0]);
        if (person.Mentions.Count > 1) lines.At("last ", person.Mentions[^1]);
        foreach (var title in person.Titles.Take(MostForms))
        {
            lines.Told("  title", $"{title.Text}, {(!title.First.Dated ? "undated" : title.First.Day == title.Last.Day || !title.Last.Dated ? title.First.Day : $"{title.First.Day} to {title.Last.Day}")} ({string.Join(", ", title.Sources.Take(4))})");
            lines.More(ClaimLines.Show(title.First));
        }
        foreach (var dropped in person.Dropped)
        {
            lines.Told("  dropped", $"version {dropped.Without}, first seen {HistoryText.Stamp(dropped.Seen)}, does not name the person any more: {dropped.Last.Url}");
            lines.More($"last named in {ClaimLines.Show(dropped.Last)}");
        }
        foreach (var silent in person.Silent)
            lines.Told("  silent", $"{silent.Last.Source} named the person last on {silent.Last.Day}; {Telling.Count((int)Math.Min(silent.Since, int.MaxValue), "account")} of it since then, as far as the archive has them");
        lines.Line(person.Statements.Count == 0 ? "  No account has the person say anything." : $"  {Telling.Count(person.Statements.Count, "statement")}:");
        foreach (var line in person.Statements.Take(top)) Statement(line, lines);
        lines.Left(person.Statements.Count - top, person.Statements.Count);
    }

    private static void Statement(StatementLine line, ClaimLines lines)
    {
        var first = line.Told[0];
        lines.Told(ClaimLines.Day(first.Place), Said(first));
        lines.At($"{Name(first.Kind)}, ", first.Place);
        foreach (var other in line.Told.Skip(1))
        {
            lines.At($"also {Name(other.Kind)}, ", other.Place);
            if (other.Text != first.Text) lines.Told("", Said(other), ClaimLines.Indent + 2);
        }
        foreach (var other in line.Others) lines.At($"given to {other.Who}: ", other.Place);
        if (line.Figures.Count > 0) lines.More($"figures differ: {string.Join("; ", line.Figures)}");
    }

    private static string Said(ToldStatement told) =>
        told.Kind == AttributionKind.Direct ? $"“{Telling.Shorten(told.Text, LongestSaid)}”" : $"{(told.Cue is { } cue ? $"[{cue}] " : "")}{Telling.Shorten(told.Text, LongestSaid)}";

    internal static string Name(AttributionKind kind) => kind switch
    {
        AttributionKind.Direct => "direct",
        AttributionKind.Indirect => "indirect",
        _ => "direct and indirect",
    };
}

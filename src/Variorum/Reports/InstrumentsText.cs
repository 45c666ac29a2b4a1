namespace Variorum;

/// <summary>Treaties and other documents that accounts name, for people to read.</summary>
public static class InstrumentsText
{
    private const int MostContent = 12;

    /// <summary>Writes a paragraph for each: parties, what was done with it and when, what it is said to contain, how each source names it.</summary>
    public static void Write(InstrumentsReport report, TextWriter writer, int top)
    {
        var lines = new ClaimLines(writer);
        lines.Line(report.Lines.Count == 0 ? "No treaty, agreement or other such document was found." : $"{Telling.Count(report.Lines.Count, "instrument")}, those that most accounts name first.");
        if (ClaimLines.Coverage(report.Coverage) is { Length: > 0 } coverage) lines.Told("", coverage, 0);
        foreach (var line in report.Lines.Take(top)) Entry(line, lines);
        lines.Left(report.Lines.Count - top, report.Lines.Count);
    }

    private static void Entry(InstrumentLine line, ClaimLines lines)
    {
        lines.Blank();
        lines.Told("", line.Name, 0);
        if (line.Parties.Count > 0) lines.Told("  parties", string.Join("; ", line.Parties));
        foreach (var same in line.Stages)
        {
            var (fact, place) = (same[0].Fact, same[0].Place);
            lines.Told("  " + Name(fact.Kind), string.Join(" ", new[] { fact.Future ? "to be" : null, same.Select(static told => told.Fact.Date).FirstOrDefault(static date => date is not null), Who(same) is { } who ? $"by {who}" : null }.OfType<string>().DefaultIfEmpty("said to be so")));
            foreach (var told in same.DistinctBy(static told => told.Place.Document).Take(MostContent)) lines.At("", told.Place);
        }
        foreach (var same in line.Content.Take(MostContent))
        {
            lines.Told("  says", Telling.Shorten(same[0].Fact.Text, 400) + (same[0].Fact.Speaker is { } speaker ? $" ({speaker})" : ""));
            lines.At("", same[0].Place);
            foreach (var other in same.Skip(1))
            {
                lines.At("as told by ", other.Place);
                lines.Told("", $"“{Telling.Shorten(other.Fact.Text, 300)}”", ClaimLines.Indent + 2);
            }
        }
        var source = (string?)null;
        foreach (var name in line.Names)
        {
            lines.Told(name.Source == source ? "" : "  named", $"“{Telling.Shorten(name.Name, 200)}”{(name.Times > 1 ? $" {name.Times} times" : "")}");
            lines.At("", name.First);
            source = name.Source;
        }
    }

    private static string? Who(IReadOnlyList<ToldFact> same) => same.Select(static told => told.Fact.Who).OfType<string>().MaxBy(static who => who.Length);

    internal static string Name(InstrumentFactKind kind) => kind switch
    {
        InstrumentFactKind.Drafted => "drafted",
        InstrumentFactKind.Initialled => "initialled",
        InstrumentFactKind.Concluded => "signed",
        InstrumentFactKind.Ratified => "ratified",
        InstrumentFactKind.InForce => "in force",
        InstrumentFactKind.Ended => "ended",
        _ => "content",
    };
}

namespace Variorum;

/// <summary>A quantity over time and accounts, for people to read.</summary>
public static class FigureText
{
    /// <summary>Writes an entry for each period: the value, who gives it, and where accounts differ.</summary>
    public static void Write(FigureReport report, TextWriter writer, int top)
    {
        var lines = new ClaimLines(writer);
        lines.Told("", report.Lines.Count == 0 ? $"No account gives a figure for {report.Asked}." : $"{report.Asked}: {Telling.Count(report.Lines.Count, "figure")}, looked for as {string.Join(", ", report.Wordings)}.", 0);
        if (ClaimLines.Coverage(report.Coverage) is { Length: > 0 } coverage) lines.Told("", coverage, 0);
        foreach (var line in report.Lines.Take(top))
        {
            lines.Blank();
            var first = true;
            foreach (var same in line.Told.GroupBy(static told => (told.Quantity.Value, told.Quantity.Upper)))
            {
                lines.Told(first ? line.Period is { } period ? period : "no period" : "", $"{same.First().Quantity.Text.ReplaceLineEndings(" ")}{(line.Change ? " (a change)" : "")}{(line.Differs && !first ? ": differs" : "")}", 24);
                foreach (var told in same)
                {
                    lines.At(told.Speaker is { } speaker ? $"{speaker}, " : "", told.Place, 24);
                    lines.More($"“{Telling.Shorten(told.Place.Sentence, 240)}”", 26);
                }
                first = false;
            }
        }
        lines.Left(report.Lines.Count - top, report.Lines.Count);
    }
}

using System.Text;

namespace Variorum;

/// <summary>What people decided of a collation, as the reports for people tell it.</summary>
internal static class Decisions
{
    private const int MostOfName = 40;

    public const string Heading = "Decided by people";

    /// <summary>A small mark beside what was decided: <c>✓ Ida Brandt, 8 May 2031</c>.</summary>
    public static string Mark(Correction decided) =>
        $"✓ {Telling.Shorten(decided.By, MostOfName)}{(decided.BroughtBy is { } by ? $" (brought by {Telling.Shorten(by, MostOfName)})" : "")}, {DayName.Of(DateOnly.FromDateTime(decided.At.UtcDateTime))}";

    /// <summary>The decisions that made a passage's links, each once.</summary>
    public static IEnumerable<Correction> On(Standing standing) => standing.Links.Select(static link => link.Decided).OfType<Correction>().DistinctBy(static decided => decided.Id);

    /// <summary>A line for each decision that holds, then one for each that does not, with the reason.</summary>
    public static IEnumerable<string> Lines(Collation collation)
    {
        foreach (var applied in collation.Corrections.Where(static applied => applied.Standing == CorrectionStanding.Applied)) yield return $"{Places(applied)} {Told(applied.Correction)}";
        foreach (var applied in collation.Corrections.Where(static applied => applied.Standing is CorrectionStanding.Superseded or CorrectionStanding.Unmatched))
            yield return $"not applied: {(applied.A.Count + applied.B.Count > 0 ? Places(applied) + " " : "")}{Told(applied.Correction)}. {applied.Why}";
        var elsewhere = collation.Corrections.Where(static applied => applied.Standing == CorrectionStanding.Elsewhere).Select(static applied => applied.Correction.Id).Distinct().Count();
        if (elsewhere > 0) yield return $"not applied: {Telling.Count(elsewhere, "decision")} on accounts that are not compared here.";
    }

    /// <summary>The marks of a row of a table; empty where nobody decided of its links.</summary>
    public static string In(StatementTable table, StatementRow row)
    {
        if (table.Collation.Corrections.Count == 0) return "";
        var ids = row.Cells.SelectMany(static cell => cell.Passages).ToHashSet(StringComparer.Ordinal);
        var links = table.Collation.Links.Where(link => link.Decided is not null && link.A.Any(ids.Contains) && link.B.Any(ids.Contains));
        return string.Join("   ", links.Select(static link => $"{Telling.Places(link.A)} · {Telling.Places(link.B)} {Mark(link.Decided!)}"));
    }

    /// <summary>As a list, with its heading.</summary>
    public static void Write(StringBuilder page, Collation collation)
    {
        if (collation.Corrections.Count == 0) return;
        page.Append("<section class=\"decisions\" aria-labelledby=\"h-decisions\">\n<h2 id=\"h-decisions\">").Append(Heading).Append("</h2>\n<ul>\n");
        foreach (var line in Lines(collation)) page.Append("<li dir=\"auto\">").Text(line).Append("</li>\n");
        page.Append("</ul>\n</section>\n");
    }

    private static string Places(AppliedCorrection applied) => string.Join(" · ", new[] { applied.A, applied.B }.Where(static ids => ids.Count > 0).Select(Telling.Places));

    private static string Told(Correction correction)
    {
        var relation = correction.Relation is { } said ? $", {Telling.Sign(said)} {Telling.Name(said)}" : "";
        return $"{correction.Told()}{relation}{(correction.Comment is { } comment ? $": “{comment}”" : "")}";
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>What parties say that they will do, for people to read.</summary>
public static class CommitmentsText
{
    private const int LongestDeed = 320;

    /// <summary>Writes a paragraph for each party, an entry for each commitment: what, how strongly, said by whom, in which accounts, and how these differ.</summary>
    public static void Write(CommitmentsReport report, TextWriter writer, int top)
    {
        var lines = new ClaimLines(writer);
        var places = report.Lines.SelectMany(static line => line.Told).Select(static told => told.Place.Document).Distinct().Count();
        lines.Told("", report.Lines.Count == 0 ? "No commitment was found." : $"{Telling.Count(report.Lines.Count, "commitment")} in {Telling.Count(places, "account")}. Strength is of the words: 1 considers, 2 is ready, 3 intends, 4 will, 5 undertakes, 6 guarantees.", 0);
        if (ClaimLines.Coverage(report.Coverage) is { Length: > 0 } coverage) lines.Told("", coverage, 0);
        var party = (string?)null;
        foreach (var line in report.Lines.Take(top))
        {
            if (line.Party != party)
            {
                lines.Blank();
                lines.Line(Columns.Safe(line.Party));
            }
            party = line.Party;
            Entry(line, lines);
        }
        lines.Left(report.Lines.Count - top, report.Lines.Count);
    }

    private static void Entry(CommitmentLine line, ClaimLines lines)
    {
        var (first, place) = (line.Told[0].Commitment, line.Told[0].Place);
        lines.Told(ClaimLines.Day(place), $"{Words(first)}{Telling.Shorten(first.What, LongestDeed)}");
        lines.More(string.Join("; ", Facts(line, static day => day)));
        lines.At("", place);
        foreach (var other in line.Told.Skip(1))
        {
            var told = other.Commitment;
            var strength = told.Strength != first.Strength ? $" (strength {told.Strength})" : "";
            lines.At("also ", other.Place);
            if (told.What != first.What || told.Cue != first.Cue) lines.Told("", $"“{Words(told)}{Telling.Shorten(told.What, 160)}”{strength}", ClaimLines.Indent + 2);
        }
        if (line.StrengthDiffers) lines.More($"differs in strength: {string.Join(" / ", line.Told.Select(static told => $"{told.Commitment.Cue} ({told.Commitment.Strength.ToString(CultureInfo.InvariantCulture)})").Distinct())}");
        if (line.DateDiffers) lines.More($"differs in date: {string.Join(" / ", line.Told.Select(static told => told.Commitment.By?.Text).OfType<string>().Distinct())}");
    }

    private static string Words(Commitment commitment) => commitment.Rough ? "" : commitment.Cue + " ";

    /// <summary>What there is to say of a commitment beside its words, a clause each: of what form, given how, to whom, by when, on what condition.</summary>
    /// <param name="line">What is told.</param>
    /// <param name="day">How a date in ISO 8601 is written.</param>
    internal static IEnumerable<string> Facts(CommitmentLine line, Func<string, string> day)
    {
        var first = line.Told[0].Commitment;
        yield return $"{Name(first.Form)}, strength {first.Strength}";
        if (first.Not) yield return "that it will not be done";
        if (Said(first, line.Party) is { } said) yield return said;
        if (first.Whom is { } whom) yield return $"to or with {whom}";
        if (first.By is { } by)
        {
            var (words, date) = (by.Text.ReplaceLineEndings(" "), day(by.Value));
            yield return words == date ? $"when: {date}" : $"when: {words} ({date})";
        }
        if (first.Condition is { } condition) yield return $"on condition: {condition.ReplaceLineEndings(" ")}";
        if (first.Rough) yield return "found by single words of this language";
    }

    private static string? Said(Commitment commitment, string party) => commitment.Standing switch
    {
        CommitmentStanding.Ascribed => $"ascribed by {commitment.Speaker}, who speaks for another party",
        CommitmentStanding.Recalled => commitment.Speaker is null ? "an earlier commitment, recalled" : $"an earlier commitment, recalled by {commitment.Speaker}",
        CommitmentStanding.Declined => "not given: the commitment is declined",
        CommitmentStanding.Told when commitment.Speaker is null => "told by the account",
        _ => commitment.Speaker is null || commitment.Speaker == party ? null : $"said by {commitment.Speaker}",
    };

    internal static string Name(CommitmentForm form) => form switch
    {
        CommitmentForm.Considering => "considering",
        CommitmentForm.Readiness => "readiness",
        CommitmentForm.Expectation => "expectation",
        CommitmentForm.Invitation => "invitation",
        CommitmentForm.Acceptance => "acceptance",
        CommitmentForm.Intention => "intention",
        CommitmentForm.Plan => "plan",
        CommitmentForm.Will => "will",
        CommitmentForm.Decision => "decision",
        CommitmentForm.Promise => "promise",
        CommitmentForm.Undertaking => "undertaking",
        _ => "guarantee",
    };

    internal static string Name(CommitmentStanding standing) => standing switch
    {
        CommitmentStanding.Own => "own",
        CommitmentStanding.Told => "told",
        CommitmentStanding.Ascribed => "ascribed",
        CommitmentStanding.Recalled => "recalled",
        _ => "declined",
    };
}

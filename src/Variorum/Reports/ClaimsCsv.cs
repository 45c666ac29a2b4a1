using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>Persons, figures, instruments and commitments as tables for spreadsheets: a row for each account that tells something.</summary>
public static class ClaimsCsv
{
    private static readonly string[] Place = ["source", "day", "url", "document", "version", "passage", "sentence", "gone"];

    /// <summary>UTF-8 with a byte order mark; the number of a line joins the accounts that tell the same.</summary>
    public static void Write(CommitmentsReport report, Stream stream) => Table(stream, ["line", "party", "form", "strength", "standing", "not", "speaker", "cue", "what", "whom", "by", "condition", "rough"],
        report.Lines.SelectMany((line, i) => line.Told.Select(told => (Cells: (string[])[Number(i + 1), line.Party, CommitmentsText.Name(told.Commitment.Form), Number(told.Commitment.Strength), CommitmentsText.Name(told.Commitment.Standing), YesNo(told.Commitment.Not),
            told.Commitment.Speaker ?? "", told.Commitment.Cue, told.Commitment.What, told.Commitment.Whom ?? "", told.Commitment.By?.Value ?? "", told.Commitment.Condition ?? "", YesNo(told.Commitment.Rough)], told.Place))));

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(InstrumentsReport report, Stream stream) => Table(stream, ["line", "instrument", "family", "what", "text", "date", "who", "future", "times"],
        report.Lines.SelectMany((line, i) => line.Names.Select(name => (Cells: (string[])[Number(i + 1), line.Name, line.Family, "named", name.Name, "", "", "", Number(name.Times)], Place: name.First))
            .Concat(line.Stages.Concat(line.Content).SelectMany(static same => same).Select(told => (Cells: (string[])[Number(i + 1), line.Name, line.Family, InstrumentsText.Name(told.Fact.Kind), told.Fact.Text, told.Fact.Date ?? "", told.Fact.Who ?? "", YesNo(told.Fact.Future), ""], told.Place)))));

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(PersonsReport report, Stream stream) => Table(stream, ["person", "line", "who", "kind", "cue", "text"],
        report.Persons.SelectMany(static person => person.Statements.SelectMany((line, i) => line.Told.Concat(line.Others).Select(told => (Cells: (string[])[person.Name, Number(i + 1), told.Who, told.Kind.ToString().ToLowerInvariant(), told.Cue ?? "", told.Text], told.Place)))));

    /// <inheritdoc cref="Write(CommitmentsReport, Stream)"/>
    public static void Write(FigureReport report, Stream stream) => Table(stream, ["line", "period", "text", "value", "upper", "unit", "change", "differs", "speaker"],
        report.Lines.SelectMany((line, i) => line.Told.Select(told => (Cells: (string[])[Number(i + 1), line.Period ?? "", told.Quantity.Text, Number(told.Quantity.Value), told.Quantity.Upper is { } upper ? Number(upper) : "", line.Unit, YesNo(line.Change), YesNo(line.Differs), told.Speaker ?? ""], told.Place))));

    private static void Table(Stream stream, string[] head, IEnumerable<(string[] Cells, ClaimPlace Place)> rows)
    {
        stream.Write(Encoding.UTF8.Preamble);
        var row = new StringBuilder();
        Add([.. head, .. Place]);
        foreach (var (cells, place) in rows)
            Add([.. cells, place.Source, place.Day, place.Url, place.Document.ToString(CultureInfo.InvariantCulture), Number(place.Version), place.Passage, place.Sentence, YesNo(place.Gone)]);

        void Add(string[] cells)
        {
            row.Clear();
            CsvTable.Row(row, cells);
            stream.Write(Encoding.UTF8.GetBytes(row.ToString()));
        }
    }

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private static string YesNo(bool value) => value ? "yes" : "no";
}

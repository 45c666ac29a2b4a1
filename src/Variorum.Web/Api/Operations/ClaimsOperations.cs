using System.Globalization;

namespace Variorum;

/// <summary>What is asked over all accounts: persons, figures, instruments, commitments.</summary>
internal static class ClaimsOperations
{
    private static readonly TextParameter Name = new("name", "A name in any spelling or script; a family name will do.", 200) { Required = true, Example = "Dravec" },
        Figure = new("q", "What the figure is called, such as trade turnover.", 200) { Required = true, Example = "trade" },
        Words = new("q", "Only those with one of these words, in accounts that answer the query; as in search.", 1000) { Example = "treaty" };

    private static readonly TextParameter Source = UsualParameters.Source with { Example = null };

    // An account takes milliseconds to read.
    private static readonly NumberParameter Read = new("read", "How many accounts are read at most, the newest.", 1, 1000) { Usual = 300 };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("people", "/people", "claims", "All that a person is made to say, with titles, spellings, first and last mention, and where the person dropped out.", "claims", Taking(Name), static (asked, reading) =>
        {
            var report = PersonsReport.Of(reading.Archive, asked.Of(Name), Options(asked), reading.Cancel);
            return new Answer(stream => ClaimsJson.Write(report, stream)) { Table = stream => ClaimsCsv.Write(report, stream) };
        }) { Table = true, Dear = true },
        new("figures", "/figures", "claims", "One quantity over time, as each account gives it.", "claims", Taking(Figure), static (asked, reading) =>
        {
            var report = FigureReport.Of(reading.Archive, asked.Of(Figure), Options(asked), reading.Cancel);
            return new Answer(stream => ClaimsJson.Write(report, stream)) { Table = stream => ClaimsCsv.Write(report, stream) };
        }) { Table = true, Dear = true },
        new("instruments", "/instruments", "claims", "Treaties, agreements and other documents that accounts name, with what each side says of them.", "claims", Taking(Words), static (asked, reading) =>
        {
            var (query, words) = Query(asked);
            var report = InstrumentsReport.Of(reading.Archive, query, words, Options(asked), reading.Cancel);
            return new Answer(stream => ClaimsJson.Write(report, stream)) { Table = stream => ClaimsCsv.Write(report, stream) };
        }) { Table = true, Dear = true },
        new("commitments", "/commitments", "claims", "What parties say that they will do, by whom, by when and how strongly.", "claims", Taking(Words), static (asked, reading) =>
        {
            var (query, words) = Query(asked);
            var report = CommitmentsReport.Of(reading.Archive, query, words, Options(asked), reading.Cancel);
            return new Answer(stream => ClaimsJson.Write(report, stream)) { Table = stream => ClaimsCsv.Write(report, stream) };
        }) { Table = true, Dear = true },
    ];

    private static Parameter[] Taking(TextParameter what) => [what, UsualParameters.Since, UsualParameters.Until, Source, Read, UsualParameters.Format];

    private static ClaimsOptions Options(Asked asked) => asked.Day(UsualParameters.Since) > asked.Day(UsualParameters.Until) ? throw new WrongException("since is later than until") : new()
    {
        Since = asked.Day(UsualParameters.Since)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Until = asked.Day(UsualParameters.Until)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Source = asked.Text(Source),
        Limit = asked.Number(Read),
    };

    private static (Query? Query, IReadOnlyList<string> Words) Query(Asked asked)
    {
        if (asked.Text(Words) is not { } text) return (null, []);
        var query = Variorum.Query.Parse(text);
        return (query, [.. query.PlainWords()]);
    }
}

namespace Variorum;

/// <summary>What is found by its words.</summary>
internal static class SearchOperations
{
    // The ranking is made anew for each piece; deeper ones would cost more than anybody reads.
    private const int Deepest = 10_000;

    internal static TextParameter Query { get; } = new("q", "Words, \"phrases\", AND OR NOT ( ), NEAR/5, begin*, title: source: speaker: url: language: kind: date:2024-06.", 1000) { Required = true, Example = "treaty" };

    private static readonly WordParameter Scope = new("scope", "Which texts: all that were ever seen, what documents say now, or what they say no more.", "all", "current", "removed") { Usual = "all" },
        Facets = new("facets", "By what to count the hits.", "source", "year", "language", "speaker") { Most = 4, Example = "source|year" };

    public static IReadOnlyList<Operation> All { get; } =
    [
        new("search", "/search", "search", "Versions that answer a query, the best first.", "findings", [Query, Scope, Facets, UsualParameters.Limit, UsualParameters.Cursor, UsualParameters.Format], Search) { Table = true },
    ];

    private static Answer Search(Asked asked, Reading reading)
    {
        var (text, limit) = (asked.Of(Query), asked.Number(UsualParameters.Limit));
        // What came in since the first piece is left out of the others, so that none of them moves.
        var (newest, from) = Cursors.Numbers(asked, 2) is [var until, var given] ? (until, given) : (long.MaxValue, 0);
        if (from is < 0 or >= Deepest) throw new WrongException($"a search gives {Deepest} hits at most: narrow it by date or source");
        var options = new SearchOptions
        {
            Top = (int)from + limit,
            Accept = newest == long.MaxValue ? null : id => id <= newest,
            Facets = [.. asked.All(Facets).Select(static facet => Enum.Parse<Facet>(facet, ignoreCase: true)).Distinct()],
        };
        var found = Findings.Of(reading.Archive, text, Variorum.Query.Parse(text), asked.Text(Scope) switch { "current" => SearchScope.Current, "removed" => SearchScope.Removed, _ => SearchScope.All }, options);
        found = found with { Hits = [.. found.Hits.Skip((int)from)] };
        if (newest == long.MaxValue) newest = reading.Archive.Newest();
        var next = found.Total > from + limit && from + limit < Deepest ? Cursors.Write([newest, from + limit]) : null;
        return new Answer(stream => FindingsJson.Write([found], stream, next)) { Table = stream => FindingsCsv.Write([found], stream), Next = next };
    }
}

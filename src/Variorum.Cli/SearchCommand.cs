using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum search</c>: versions by what they say.</summary>
internal static class SearchCommand
{
    private const int Top = 20;

    // Days after which a text counts half as much where newer ones are wanted first.
    private const double HalfLife = 365;

    private static readonly string[] Formats = ["text", "json", "jsonl", "csv"];

    public static Command Create()
    {
        var query = new Argument<string[]>("QUERY") { Description = "Words, \"phrases\", AND OR NOT ( ), NEAR/5, begin*, title: source: speaker: url: language: kind: date:2024-06", Arity = new ArgumentArity(0, Arguments.Most) };
        var terms = Arguments.Text("--terms", "FILE", "A query a line; each is searched, and its hits name it.");
        var current = new Option<bool>("--current") { Description = "Only what documents say now." };
        var removed = new Option<bool>("--removed") { Description = "Only what documents once said and say no more, and what is withdrawn." };
        var newest = new Option<bool>("--recent") { Description = "Newer texts count more: half for each year that one is old." };
        var facets = new Option<bool>("--facets") { Description = "Count the hits by source, year, language and speaker." };
        var top = Arguments.Checked("--top", "N", "How many hits the text shows; 20. The other formats give all unless told.", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0, "a number above 0");
        var format = Arguments.OneOf("--format", "How to show them; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var verb = new Verb("search", "Finds what the archive keeps, in any language, over all versions.", "variorum search 'treaty \"mutual assistance\" date:2026'")
        {
            query, terms, current, removed, newest, facets, top, format, output, folder,
        };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(output);
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Verb.Refuse(verb, Arguments.NoFormat(path));
            if (parse.GetValue(current) && parse.GetValue(removed)) return Verb.Refuse(verb, "--current and --removed exclude each other");
            var (asked, list) = (string.Join(' ', parse.GetValue(query) ?? []), parse.GetValue(terms));
            if (asked.Length > 0 == list is not null) return Verb.Refuse(verb, list is null ? "QUERY is missing" : "QUERY and --terms exclude each other");
            if (Queries(asked, list) is not { } queries) return Exit.Usage;
            var most = parse.GetValue(top) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : chosen == "text" ? Top : (int?)null;
            var options = new SearchOptions
            {
                Top = most,
                Facets = parse.GetValue(facets) ? [Facet.Source, Facet.Year, Facet.Language, Facet.Speaker] : [],
                Recency = parse.GetValue(newest) ? new Recency(DateOnly.FromDateTime(DateTime.UtcNow), HalfLife) : null,
            };
            var scope = parse.GetValue(current) ? SearchScope.Current : parse.GetValue(removed) ? SearchScope.Removed : SearchScope.All;
            return ArchiveAccess.Read(parse.GetValue(folder), archive => Run(archive, queries, scope, options, path, chosen));
        });
        return verb;
    }

    private static int Run(FolderArchive archive, List<(string Text, Query Query)> queries, SearchScope scope, SearchOptions options, string? path, string format)
    {
        try
        {
            var findings = queries.Select(query => Findings.Of(archive, query.Text, query.Query, scope, options));
            var written = format switch
            {
                "json" => Output.Write(path, stream => FindingsJson.Write(findings, stream)),
                "jsonl" => Output.Write(path, stream => FindingsJson.WriteLines(findings, stream)),
                "csv" => Output.Write(path, stream => FindingsCsv.Write(findings, stream)),
                _ => Output.WriteText(path, writer => FindingsText.Write(findings, writer, Terminal.Colours(null, path))),
            };
            return written ? Exit.Done : Exit.Partly;
        }
        catch (QueryException tooWide)
        {
            Message.Say("the query", tooWide.Message.TrimEnd('.'));
            return Exit.Partly;
        }
    }

    /// <summary>The queries; says what is wrong with one, and where.</summary>
    private static List<(string Text, Query Query)>? Queries(string asked, string? list)
    {
        var queries = new List<(string, Query)>();
        try
        {
            foreach (var line in list is null ? [asked] : File.ReadLines(list).Where(static line => line.Trim().Length > 0 && line[0] != '#'))
                queries.Add((line, Query.Parse(line)));
            if (queries.Count > 0) return queries;
            Message.Say(list!, "holds no query: write one a line");
        }
        catch (QueryException wrong)
        {
            Message.Say("variorum search:", $"{wrong.Message.TrimEnd('.')}; variorum search --help shows the language");
            Console.Error.WriteLine(wrong.Caret);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Message.Say(list!, $"cannot be read ({Message.Reason(failed, list!)}): check its name and its folder");
        }
        return null;
    }

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" => "text",
        ".json" => "json",
        ".jsonl" or ".ndjson" => "jsonl",
        ".csv" => "csv",
        _ => null,
    };
}

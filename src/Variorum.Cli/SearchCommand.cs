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
        var terms = Arguments.Text("--terms", "FILE", "A query a line, # before remarks; each is searched, and its hits name it. A line that cannot be read is told, and the others go on.");
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
            if (Array.Find(parse.GetValue(query) ?? [], static word => word.StartsWith("--", StringComparison.Ordinal)) is { } misspelt) return Verb.Refuse(verb, $"there is no option {misspelt}");
            var (asked, list) = (string.Join(' ', parse.GetValue(query) ?? []), parse.GetValue(terms));
            if (asked.Length > 0 == list is not null) return Verb.Refuse(verb, list is null ? "QUERY is missing" : "QUERY and --terms exclude each other");
            if ((list is null ? Asked(asked) : Listed(list)) is not { Queries.Count: > 0 } queries) return Exit.Usage;
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

    private static int Run(FolderArchive archive, Asking asking, SearchScope scope, SearchOptions options, string? path, string format)
    {
        var whole = asking.Whole;
        var findings = Found();
        var written = format switch
        {
            "json" => Output.Write(path, stream => FindingsJson.Write(findings, stream)),
            "jsonl" => Output.Write(path, stream => FindingsJson.WriteLines(findings, stream)),
            "csv" => Output.Write(path, stream => FindingsCsv.Write(findings, stream)),
            _ => Output.WriteText(path, writer => FindingsText.Write(findings, writer, Terminal.Colours(null, path))),
        };
        return written && whole ? Exit.Done : Exit.Partly;

        IEnumerable<Findings> Found()
        {
            foreach (var (place, text, query) in asking.Queries)
            {
                Findings found;
                try
                {
                    found = Findings.Of(archive, text, query, scope, options);
                }
                catch (QueryException tooWide)
                {
                    Message.Say(place, $"asks for too much: {Lower(tooWide.Message)}");
                    whole = false;
                    continue;
                }
                yield return found;
            }
        }
    }

    /// <summary>The query of the command line; says what is wrong with it, and where.</summary>
    private static Asking? Asked(string text)
    {
        try
        {
            return new Asking([("the query", text, Query.Parse(text))], Whole: true);
        }
        catch (QueryException wrong)
        {
            Message.Say("variorum search:", $"{wrong.Message.TrimEnd('.')}; variorum search --help shows the language");
            Console.Error.WriteLine(wrong.Caret);
            return null;
        }
    }

    /// <summary>The queries of a list; says which of its lines cannot be read and where, and leaves these out.</summary>
    private static Asking? Listed(string list)
    {
        var queries = new List<(string, string, Query)>();
        var (number, whole) = (0, true);
        try
        {
            foreach (var line in File.ReadLines(list))
            {
                number++;
                if (line.Trim().Length == 0 || line[0] == '#') continue;
                try
                {
                    queries.Add(($"{list} line {number}", line, Query.Parse(line)));
                }
                catch (QueryException wrong)
                {
                    Message.Say($"{list} line {number}", $"is no query: {Lower(wrong.Message)}");
                    Console.Error.WriteLine(wrong.Caret);
                    whole = false;
                }
            }
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Message.Say(list, $"cannot be read ({Message.Reason(failed, list)}): check its name and its folder");
            return null;
        }
        if (queries.Count == 0 && whole) Message.Say(list, "holds no query: write one a line");
        return new Asking(queries, whole);
    }

    // A sentence that goes on behind a colon; what begins with a word in capitals keeps them.
    private static string Lower(string sentence) =>
        (sentence.Length > 1 && char.IsLower(sentence[1]) ? char.ToLowerInvariant(sentence[0]) + sentence[1..] : sentence).TrimEnd('.');

    /// <param name="Queries">Where each was written, its text, and what it asks.</param>
    /// <param name="Whole">Whether all could be read.</param>
    private sealed record Asking(List<(string Place, string Text, Query Query)> Queries, bool Whole);

    private static string? FormatOf(string ending) => ending switch
    {
        ".txt" => "text",
        ".json" => "json",
        ".jsonl" or ".ndjson" => "jsonl",
        ".csv" => "csv",
        _ => null,
    };
}

using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary>The options that person, figure, instruments and commitments have in common.</summary>
internal sealed class ClaimsArguments
{
    /// <summary>The name of an argument that is read as a query of <c>search</c>.</summary>
    public const string QueryName = "QUERY";

    private const int Top = 50;

    private static readonly string[] Formats = ["text", "json", "csv"];

    private readonly Option<string?> since = Arguments.Checked("--since", "DATE", "Only accounts of this day or later.", IsDate, "a date such as 2026-06-20"),
        until = Arguments.Checked("--until", "DATE", "Only accounts of this day or earlier.", IsDate, "a date such as 2026-06-20"),
        source = Arguments.Text("--source", "SITE", "Only of this site, such as press.norland.example, or of addresses that begin so."),
        limit = Arguments.Checked("--limit", "N", "How many accounts are read at most, the newest; 1000.", IsCount, "a number above 0"),
        top = Arguments.Checked("--top", "N", "How many the text shows; 50. The other formats give all.", IsCount, "a number above 0"),
        format = Arguments.OneOf("--format", "How to show them; text, or what the ending of FILE says.", Formats),
        output = Arguments.Output(),
        folder = ArchiveAccess.Option();

    /// <summary>A verb with these options behind its own arguments.</summary>
    /// <typeparam name="T">The report.</typeparam>
    /// <param name="ask">Makes the report; null where it has told what is wrong.</param>
    public static Verb Verb<T>(string name, string description, string example, Argument<string[]> argument, Func<FolderArchive, string[], ClaimsOptions, T?> ask,
        Action<T, TextWriter, int> text, Action<T, Stream> json, Action<T, Stream> csv)
        where T : class
    {
        var shared = new ClaimsArguments();
        var verb = new Verb(name, description, example) { argument, shared.since, shared.until, shared.source, shared.limit, shared.top, shared.format, shared.output, shared.folder };
        verb.SetAction(parse =>
        {
            var path = parse.GetValue(shared.output);
            var words = parse.GetValue(argument) ?? [];
            if (Arguments.Format(parse.GetValue(shared.format), path, FormatOf) is not { } chosen) return Variorum.Verb.Refuse(verb, Arguments.NoFormat(path));
            if (Array.Find(words, static word => word.StartsWith("--", StringComparison.Ordinal)) is { } misspelt) return Variorum.Verb.Refuse(verb, $"there is no option {misspelt}");
            if (argument.Arity.MinimumNumberOfValues > 0 && !words.Any(static word => word.Any(char.IsLetterOrDigit))) return Variorum.Verb.Refuse(verb, $"{argument.Name} is empty");
            var options = new ClaimsOptions
            {
                Since = parse.GetValue(shared.since),
                Until = parse.GetValue(shared.until),
                Source = parse.GetValue(shared.source),
                Limit = Count(parse.GetValue(shared.limit)) ?? new ClaimsOptions().Limit,
            };
            if (string.CompareOrdinal(options.Since, options.Until) > 0 && options.Until is not null) return Variorum.Verb.Refuse(verb, "--since is later than --until");
            // Before the archive is opened: of a query that cannot be read nothing is done.
            if (argument.Name == QueryName && Asked(name, words) is null) return Exit.Usage;
            return ArchiveAccess.Read(parse.GetValue(shared.folder), archive =>
            {
                T? report;
                try
                {
                    report = ask(archive, words, options);
                }
                catch (QueryException tooWide)
                {
                    Message.Say("the query", $"asks for too much: {tooWide.Message.TrimEnd('.')}");
                    return Exit.Partly;
                }
                if (report is null) return Exit.Partly;
                var written = chosen switch
                {
                    "json" => Output.Write(path, stream => json(report, stream)),
                    "csv" => Output.Write(path, stream => csv(report, stream)),
                    _ => Output.WriteText(path, writer => text(report, writer, Count(parse.GetValue(shared.top)) ?? Top)),
                };
                return written ? Exit.Done : Exit.Partly;
            });
        });
        return verb;
    }

    /// <summary>Reads a query and its plain words; says what is wrong with it. No words are no query.</summary>
    public static (Query? Query, List<string> Words)? Asked(string verb, string[] words)
    {
        var text = string.Join(' ', words);
        if (text.Trim().Length == 0) return (null, []);
        try
        {
            var query = Query.Parse(text);
            return (query, [.. query.PlainWords()]);
        }
        catch (QueryException wrong)
        {
            Message.Say($"variorum {verb}:", $"{wrong.Message.TrimEnd('.')}; variorum search --help shows the language");
            Console.Error.WriteLine(wrong.Caret);
            return null;
        }
    }

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsCount(string text) => Count(text) is > 0;

    private static int? Count(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    private static string? FormatOf(string ending) => ending switch { ".txt" => "text", ".json" => "json", ".csv" => "csv", _ => null };
}

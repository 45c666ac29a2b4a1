using System.CommandLine;
using System.Globalization;

namespace Variorum;

/// <summary><c>variorum events</c>: what happened, by all accounts of the archive.</summary>
internal static class EventsCommand
{
    private const int Shown = 20;

    private static readonly string[] Formats = ["text", "json", "csv", "jsonl"];

    public static Command Create()
    {
        var query = new Argument<string[]>("QUERY") { Description = "Words, \"phrases\" and fields as of variorum search: events of which an account answers it; all events without it.", Arity = new ArgumentArity(0, Arguments.Most) };
        var since = Day("--since", "Of this day or later, by what the accounts say, else by when the first was published.");
        var until = Day("--until", "Of this day or earlier.");
        var place = Arguments.Text("--place", "PLACE", "Only what happened there.");
        var with = Arguments.Text("--with", "NAME", "Only events with this country, person or body, or a part of its name.");
        var sort = Arguments.OneOf("--sort", "The latest first, or those of most accounts, or those on which witnesses differ most.", ["date", "accounts", "disagreement"]);
        var limit = Arguments.Checked("--limit", "N", "How many events the text shows; 20. The other formats give all unless told.", static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0, "a number above 0");
        var format = Arguments.OneOf("--format", "How to show them; text, or what the ending of FILE says.", Formats);
        var output = Arguments.Output();
        var folder = ArchiveAccess.Option();
        var from = Arguments.Text("--from", "DOCS", "Group these documents instead, without an archive: a JSON object a line with id, title, text and where known published, publisher, language, url; - reads them from standard input. Writes a JSON object a line: id, event, copy, relation, of, because.");
        var verb = new Verb("events", "Lists what happened, by all accounts that the archive keeps: when, where, with whom, and how many tell of it, copies apart.", "variorum events --sort accounts")
        {
            query, since, until, place, with, sort, limit, format, output, folder, from,
        };
        verb.SetAction((parse, cancel) =>
        {
            var path = parse.GetValue(output);
            if (parse.GetValue(from) is { } documents)
            {
                return Task.FromResult(parse.GetValue(format) is not (null or "jsonl") ? Verb.Refuse(verb, "--from writes jsonl")
                    : parse.GetValue(query) is { Length: > 0 } ? Verb.Refuse(verb, "--from groups all documents and takes no QUERY")
                    : Group(documents, path, cancel));
            }
            if (parse.GetValue(format) == "jsonl") return Task.FromResult(Verb.Refuse(verb, "jsonl is the format of --from"));
            if (Arguments.Format(parse.GetValue(format), path, FormatOf) is not { } chosen) return Task.FromResult(Verb.Refuse(verb, Arguments.NoFormat(path)));
            if (Array.Find(parse.GetValue(query) ?? [], static word => word.StartsWith("--", StringComparison.Ordinal)) is { } misspelt) return Task.FromResult(Verb.Refuse(verb, $"there is no option {misspelt}"));
            if (ClaimsArguments.Asked(verb.Name, parse.GetValue(query) ?? []) is not var (asked, _)) return Task.FromResult(Exit.Usage);
            var filter = new EventFilter
            {
                Since = DayOf(parse.GetValue(since)),
                Until = DayOf(parse.GetValue(until)),
                Place = parse.GetValue(place),
                With = parse.GetValue(with),
                Order = Enum.Parse<EventOrder>(parse.GetValue(sort) ?? "date", ignoreCase: true),
                Most = parse.GetValue(limit) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : chosen == "text" ? Shown : null,
            };
            return Task.FromResult(EventAccess.Read(parse.GetValue(folder), (archive, index) => List(archive, index, asked, filter, chosen, path), cancel));
        });
        return verb;
    }

    private static int Group(string input, string? path, CancellationToken cancel)
    {
        var whole = true;
        try
        {
            using var stream = input == Input.Standard ? Console.OpenStandardInput() : File.OpenRead(input);
            var documents = EventLines.Read(stream, (line, problem) =>
            {
                whole = false;
                Message.Say($"{Input.Name(input)}, line {line}", $"{problem}: it was left out");
            });
            var memberships = EventGrouper.Group(documents, cancel);
            return Output.Write(path, output => EventLines.Write(memberships, output)) && whole ? Exit.Done : Exit.Partly;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            Message.Say(Input.Name(input), $"cannot be read ({Message.Reason(failed, input)}): name a file of JSON lines");
            return Exit.Partly;
        }
    }

    private static int List(FolderArchive archive, EventIndex index, Query? asked, EventFilter filter, string format, string? path)
    {
        foreach (var line in index.Unmatched) Message.Say(archive.Folder, $"keeps a decision that does nothing: {line}");
        try
        {
            if (asked is not null) filter = filter with { Versions = archive.Search(asked, SearchScope.All, new SearchOptions { Top = null }).Hits.Select(static hit => hit.Id).ToHashSet() };
        }
        catch (QueryException tooWide)
        {
            Message.Say("the query", $"asks for too much: {tooWide.Message.TrimEnd('.')}");
            return Exit.Partly;
        }
        var events = index.Events(archive, filter, out var unmeasured);
        if (unmeasured > 0) Message.Say(archive.Folder, $"has {unmeasured} of these events whose witnesses were not compared yet, and which stand last: ask for fewer with --since, --until, --place or --with");
        return format switch
        {
            "json" => Output.Write(path, stream => EventsJson.Write(events, stream)),
            "csv" => Output.Write(path, stream => EventsCsv.Write(events, stream)),
            _ => Output.WriteText(path, writer => EventsText.Write(events, writer)),
        } && unmeasured == 0 ? Exit.Done : Exit.Partly;
    }

    private static Option<string?> Day(string name, string description) => Arguments.Checked(name, "DATE", description, static text => DayOf(text) is not null, "a date such as 2024-06-20");

    private static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string? FormatOf(string ending) => ending switch { ".txt" => "text", ".json" => "json", ".csv" => "csv", _ => null };
}

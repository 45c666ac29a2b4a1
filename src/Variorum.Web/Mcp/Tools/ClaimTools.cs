using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>Tools that go over all accounts.</summary>
internal static class ClaimTools
{
    // An account takes milliseconds to read.
    private const int MostRead = 300, MostTold = 6;

    private static readonly TextParameter Name = new("name", "A name in any spelling or script; a family name will do.", 200) { Required = true };

    public static IReadOnlyList<McpTool> All { get; } =
    [
        new("person", "Shows what somebody is made to say over the whole archive, by whom and when.", [Name, UsualParameters.Since, UsualParameters.Until, UsualParameters.Source, McpParameters.Limit, McpParameters.Offset], Person),
    ];

    private static void Person(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var report = PersonsReport.Of(reading.Archive, asked.Of(Name), new ClaimsOptions
        {
            Since = asked.Day(UsualParameters.Since)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Until = asked.Day(UsualParameters.Until)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Source = asked.Text(UsualParameters.Source),
            Limit = MostRead,
        }, reading.Reading.Cancel);
        json.WriteNumber("accounts_read", report.Coverage.Read);
        json.WriteNumber("accounts_found", report.Coverage.Found);
        json.WriteStartObject("quoted");
        AccountJson.Strings(json, "persons", [.. report.Persons.Select(static person => person.Name)]);
        if (report.Persons.Count == 0) AccountJson.Strings(json, "nearest_names", report.Nearest);
        json.WriteEndObject();
        McpReading.Piece(json, "statements", [.. report.Persons.SelectMany(static person => person.Statements.Select(line => (person.Name, Line: line)))], asked, (json, statement) =>
        {
            McpReading.Quoted(json, ("person", statement.Name));
            AccountJson.List(json, "told", [.. statement.Line.Told.Take(MostTold)], (json, told) =>
            {
                json.WriteString("kind", told.Kind.ToString().ToLowerInvariant());
                json.WriteString("day", told.Place.Day);
                json.WriteBoolean("gone", told.Place.Gone);
                if (reading.Archive.Versions(told.Place.Document).FirstOrDefault(version => version.Number == told.Place.Version) is { } version) reading.Provenance(json, version);
                McpReading.Quoted(json, ("source", told.Place.Source), ("cue", told.Cue), ("text", told.Text), ("sentence", told.Place.Sentence));
            });
            json.WriteNumber("accounts", statement.Line.Told.Count);
        });
    }
}

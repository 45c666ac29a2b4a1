using System.Globalization;
using System.Text.Json;

namespace Variorum;

/// <summary>Tools for what happened, and for accounts side by side.</summary>
internal static class EventTools
{
    private static readonly NumberParameter Event = new("event", "The event's number.", 1, long.MaxValue) { Required = true },
        Accounts = new("accounts", "Account numbers, the first becomes A; or leave it out and give event.", 1, long.MaxValue) { Fewest = 2, Most = 6 },
        OfEvent = new("event", "An event whose witnesses are compared.", 1, long.MaxValue);

    private static readonly TextParameter Place = new("place", "Where; any case and accents.", 200), With = new("with", "A country, person or body, or a part of its name.", 200);

    public static IReadOnlyList<McpTool> All { get; } =
    [
        new("events", "Lists what happened, the latest first: day, place, participants, how many tell of it.", [UsualParameters.Since, UsualParameters.Until, Place, With, McpParameters.Limit, UsualParameters.Cursor], List),
        new("event", "Tells who told of an event and when, who repeats whom, who was silent, and what it is related to.", [Event, McpParameters.Limit, McpParameters.Offset], One),
        new("compare", "Sets accounts side by side: figures, names, dates and wording that differ, what only one has, what is moved or put into another's mouth. The gravest first.", [Accounts, OfEvent, McpParameters.Limit, McpParameters.Offset], Compare) { Collates = Compared },
    ];

    private static void List(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var limit = asked.Number(McpParameters.Limit);
        var filter = new EventFilter { Since = asked.Day(UsualParameters.Since), Until = asked.Day(UsualParameters.Until), Place = asked.Text(Place), With = asked.Text(With), After = Cursors.Numbers(asked, 1)?[0], Most = limit + 1 };
        var found = EventOperations.Grouped(reading.Reading).Events(reading.Archive, filter);
        AccountJson.List(json, "events", [.. found.Take(limit)], (json, told) => Head(json, told, reading));
        if (found.Count > limit) json.WriteString("next_cursor", Cursors.Write([found[limit - 1].Id]));
    }

    private static void One(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var history = EventOperations.Grouped(reading.Reading).History(reading.Archive, asked.Of(Event), measure: false);
        Head(json, history.Event, reading);
        McpReading.Piece(json, "told", history.Accounts, asked, (json, account) =>
        {
            json.WriteString("relation", account.Relation.ToString().ToLowerInvariant());
            if (account.Of is { } of) json.WriteNumber("repeats", of);
            if (account.After?.Days is { } days) json.WriteNumber("days_later", days);
            reading.Provenance(json, account.Version);
            McpReading.Quoted(json, ("title", account.Version.Title), ("publisher", account.Publisher), ("published", account.Version.Published));
        });
        AccountJson.List(json, "silent", history.Silent.Take(10).ToList(), static (json, silent) =>
        {
            McpReading.Quoted(json, ("publisher", silent.Publisher));
            json.WriteNumber("told", silent.Told);
            json.WriteNumber("of", silent.Of);
        });
        AccountJson.List(json, "related", history.Related.Take(10).ToList(), static (json, related) =>
        {
            json.WriteNumber("event", related.Event.Id);
            json.WriteString("moment", related.Moment.ToString().ToLowerInvariant());
            McpReading.Quoted(json, ("headline", related.Event.Headline));
        });
    }

    private static void Head(Utf8JsonWriter json, Event told, McpReading reading)
    {
        json.WriteNumber("event", told.Id);
        json.WriteString("date", told.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("first_told", told.Told.UtcDateTime);
        json.WriteNumber("accounts", told.Accounts);
        json.WriteNumber("publishers", told.Publishers);
        json.WriteNumber("witnesses", told.Witnesses);
        json.WriteString("reading_room", $"{reading.Room}/events/{told.Id}");
        McpReading.Quoted(json, ("headline", told.Headline), ("place", told.Place), ("participants", string.Join("; ", told.Participants)));
    }

    private static IReadOnlyList<long> Compared(Asked asked, McpReading reading)
    {
        var ids = asked.All(Accounts);
        if (ids.Count == 0 == !asked.Says(OfEvent, out var @event)) throw new WrongException("compare takes accounts or an event, one of them");
        if (ids.Count > 0) return ids;
        return Witnesses(reading, @event) is { Count: > 1 } witnesses ? witnesses : throw new NotThereException($"event {@event} has only one account that repeats no other one");
    }

    private static void Compare(Utf8JsonWriter json, Asked asked, McpReading reading)
    {
        var collation = reading.Collated!.Collation;
        var versions = reading.Collated.Versions.Select(reading.Archive.Version).ToList();
        var passages = collation.Witnesses.SelectMany(static witness => witness.Passages).ToDictionary(static passage => passage.Id, StringComparer.Ordinal);
        json.WriteString("reading_room", $"{reading.Room}/compare?{string.Join('&', versions.Select(static version => $"account={version.Id}"))}");
        AccountJson.List(json, "witnesses", [.. collation.Witnesses.Zip(versions)], (json, pair) =>
        {
            json.WriteString("siglum", pair.First.Siglum);
            json.WriteNumber("passages", pair.First.Passages.Count);
            reading.Provenance(json, pair.Second);
            McpReading.Quoted(json, ("title", pair.First.Account.Title), ("publisher", pair.First.Account.Publisher));
        });
        json.WriteStartObject("links");
        foreach (var relation in Enum.GetValues<Relation>()) json.WriteNumber(Telling.Key(relation), collation.Links.Count(link => link.Relation == relation));
        json.WriteEndObject();
        McpReading.Piece(json, "variants", collation.Variants, asked, (json, variant) =>
        {
            json.WriteString("kind", Telling.Key(variant.Kind));
            if (variant.Of is { } of) json.WriteString("of", Telling.Key(of));
            if (variant.Kind == VariantKind.Only) json.WriteString("only_in", Telling.In(variant));
            json.WriteNumber("salience", Math.Round(variant.Salience, 4));
            AccountJson.Strings(json, "a", variant.A);
            AccountJson.Strings(json, "b", variant.B);
            McpReading.Quoted(json, ("from", variant.From), ("to", variant.To), ("text_a", Text(variant.A)), ("text_b", Text(variant.B)));
        });

        string Text(IReadOnlyList<string> ids) => string.Join(' ', ids.Select(id => passages[id].Text));
    }

    private static List<long> Witnesses(McpReading reading, long id)
    {
        var history = EventOperations.Grouped(reading.Reading).History(reading.Archive, id, measure: false);
        return [.. history.Accounts.Where(static account => account.Of is null && account.Tells.Count == 0).Take(6).Select(static account => (account.Later.Count > 0 ? account.Later[^1] : account.Version).Id)];
    }
}

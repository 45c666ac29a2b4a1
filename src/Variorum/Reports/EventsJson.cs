using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes events as <c>variorum-events/1</c>, and one event as <c>variorum-event/1</c> (docs/formats.md).</summary>
public static class EventsJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Events in their order, UTF-8, keys in a fixed order.</summary>
    /// <param name="next">Where the list goes on; null at its end, and where it is whole.</param>
    public static void Write(IReadOnlyList<Event> events, Stream stream, string? next = null)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-events/1");
            json.WriteStartArray("events");
            foreach (var told in events)
            {
                json.WriteStartObject();
                Head(json, told);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (next is not null) json.WriteString("next", next);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One event with its accounts, UTF-8, keys in a fixed order.</summary>
    public static void Write(EventHistory history, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-event/1");
            Head(json, history.Event);
            json.WriteStartArray("told");
            foreach (var account in history.Accounts) Account(json, account, history);
            json.WriteEndArray();
            json.WriteStartArray("related");
            foreach (var related in history.Related)
            {
                json.WriteStartObject();
                json.WriteNumber("event", related.Event.Id);
                json.WriteString("date", related.Event.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                json.WriteString("first", related.Event.Told.UtcDateTime);
                json.WriteString("headline", related.Event.Headline);
                json.WriteString("moment", related.Moment.ToString().ToLowerInvariant());
                json.WriteString("sure", EventsText.Sure(related));
                Strings(json, "because", related.Because);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("silent");
            foreach (var silent in history.Silent)
            {
                json.WriteStartObject();
                json.WriteString("publisher", silent.Publisher);
                json.WriteNumber("told", silent.Told);
                json.WriteNumber("of", silent.Of);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("decisions");
            foreach (var decision in history.Decisions)
            {
                json.WriteStartObject();
                json.WriteString("decision", decision.Kind.ToString().ToLowerInvariant());
                json.WriteString("time", decision.Time.UtcDateTime);
                json.WriteString("note", decision.Note);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    private static void Head(Utf8JsonWriter json, Event told)
    {
        json.WriteNumber("id", told.Id);
        json.WriteString("date", told.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteString("first", told.Told.UtcDateTime);
        json.WriteString("place", told.Place);
        Strings(json, "participants", told.Participants);
        json.WriteString("headline", told.Headline);
        json.WriteNumber("accounts", told.Accounts);
        json.WriteNumber("publishers", told.Publishers);
        json.WriteNumber("witnesses", told.Witnesses);
        if (told.Disagreement is { } differs) json.WriteNumber("disagreement", Math.Round(differs, 4));
        else json.WriteNull("disagreement");
    }

    private static void Account(Utf8JsonWriter json, EventAccount account, EventHistory history)
    {
        json.WriteStartObject();
        json.WriteNumber("account", account.Document.Id);
        json.WriteNumber("version", account.Version.Id);
        json.WriteString("url", account.Document.Url);
        json.WriteString("title", account.Version.Title);
        json.WriteString("publisher", account.Publisher);
        json.WriteString("published", account.Version.Published);
        json.WriteString("seen", account.Version.First.UtcDateTime);
        json.WriteString("language", account.Version.Language);
        if (account.After?.Days is { } days) json.WriteNumber("days_later", days);
        if (account.After?.Seen is { } seen) json.WriteNumber("seen_hours_later", Math.Round(seen.TotalHours, 2));
        json.WriteString("relation", account.Relation.ToString().ToLowerInvariant());
        if (EventsText.Source(account, history) is { } of)
        {
            json.WriteNumber("of", of);
            json.WriteNumber("share", Math.Round(account.Share, 4));
        }
        if (account.Tells.Count > 0)
        {
            json.WriteStartArray("tells");
            foreach (var told in account.Tells) json.WriteNumberValue(told);
            json.WriteEndArray();
        }
        Strings(json, "because", account.Because);
        json.WriteBoolean("decided", account.Decided);
        if (account.Announces is { } announced) json.WriteString("announces", announced.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        json.WriteStartArray("versions");
        foreach (var version in account.Later)
        {
            json.WriteStartObject();
            json.WriteNumber("id", version.Id);
            json.WriteString("seen", version.First.UtcDateTime);
            json.WriteString("title", version.Title);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}

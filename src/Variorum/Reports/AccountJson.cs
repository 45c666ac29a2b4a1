using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes accounts as <c>variorum-account/1</c> (docs/formats.md).</summary>
public static class AccountJson
{
    /// <summary>One account, UTF-8, keys in a fixed order.</summary>
    /// <param name="account">What to write.</param>
    /// <param name="indented">False gives a single line, as JSON Lines wants it; no line break follows either way.</param>
    public static ReadOnlyMemory<byte> Write(Account account, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-account/1");
            json.WriteString("input", account.Input);
            json.WriteString("url", account.Url);
            json.WriteString("canonical", account.Canonical);
            json.WriteString("sha256", account.Sha256);
            json.WriteString("reader", account.Reader);
            json.WriteString("title", account.Title);
            json.WriteString("publisher", account.Publisher);
            json.WriteString("published", account.Published);
            json.WriteString("modified", account.Modified);
            json.WriteString("language", account.Language);
            json.WriteString("kind", account.Kind.ToString().ToLowerInvariant());
            json.WriteString("author", account.Author);
            Object(json, "origin", account.Origin, Origin);
            Strings(json, "categories", account.Categories);
            List(json, "people", account.People, static (json, person) =>
            {
                json.WriteString("name", person.Name);
                Strings(json, "as", person.As);
                Strings(json, "roles", person.Roles);
            });
            json.WriteString("text", account.Text);
            List(json, "passages", account.Passages, Passage);
            List(json, "attributions", account.Attributions, static (json, attribution) =>
            {
                Place(json, "source", attribution.Source);
                json.WriteString("who", attribution.Who);
                Place(json, "cue", attribution.Cue);
                json.WriteStartArray("content");
                foreach (var span in attribution.Content) Place(json, span);
                json.WriteEndArray();
                json.WriteString("kind", attribution.Kind.ToString().ToLowerInvariant());
                json.WriteString("mode", attribution.Mode.ToString().ToLowerInvariant());
            });
            List(json, "quantities", account.Quantities, static (json, quantity) =>
            {
                Offsets(json, quantity.Start, quantity.End);
                json.WriteString("text", quantity.Text);
                json.WriteNumber("value", quantity.Value);
                if (quantity.Upper is { } upper) json.WriteNumber("upper", upper);
                json.WriteString("unit", quantity.Unit);
                json.WriteString("kind", quantity.Kind.ToString().ToLowerInvariant());
            });
            List(json, "dates", account.Dates, static (json, date) =>
            {
                Offsets(json, date.Start, date.End);
                json.WriteString("text", date.Text);
                json.WriteString("value", date.Value);
            });
            Strings(json, "notes", account.Notes);
            List(json, "captions", account.Captions, Caption);
            List(json, "pictures", account.Pictures, Picture);
            List(json, "unread", account.Unread, Unread);
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    internal static void Passage(Utf8JsonWriter json, Passage passage)
    {
        json.WriteString("id", passage.Id);
        json.WriteString("text", passage.Text);
        Offsets(json, passage.Start, passage.End);
        json.WriteNumber("paragraph", passage.Paragraph);
        json.WriteString("speaker", passage.Speaker);
        if (passage.Heading) json.WriteBoolean("heading", true);
    }

    internal static void Origin(Utf8JsonWriter json, Origin origin)
    {
        json.WriteString("publisher", origin.Publisher);
        json.WriteString("url", origin.Url);
    }

    internal static void Caption(Utf8JsonWriter json, Caption caption)
    {
        json.WriteString("text", caption.Text);
        json.WriteString("credit", caption.Credit);
    }

    internal static void Picture(Utf8JsonWriter json, Picture picture)
    {
        json.WriteString("url", picture.Url);
        json.WriteString("caption", picture.Caption);
        json.WriteString("credit", picture.Credit);
        json.WriteString("alternative", picture.Alternative);
        json.WriteString("from", picture.From.ToString().ToLowerInvariant());
    }

    internal static void Unread(Utf8JsonWriter json, Unread unread)
    {
        json.WriteString("what", unread.What);
        json.WriteString("why", unread.Why);
    }

    internal static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    internal static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            write(json, value);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    internal static void Object<T>(Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> write) where T : class
    {
        if (value is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        write(json, value);
        json.WriteEndObject();
    }

    internal static void Offsets(Utf8JsonWriter json, int start, int end)
    {
        json.WriteNumber("start", start);
        json.WriteNumber("end", end);
    }

    private static void Place(Utf8JsonWriter json, string name, Span? span)
    {
        json.WritePropertyName(name);
        if (span is { } place) Place(json, place);
        else json.WriteNullValue();
    }

    private static void Place(Utf8JsonWriter json, Span span)
    {
        json.WriteStartArray();
        json.WriteNumberValue(span.Start);
        json.WriteNumberValue(span.End);
        json.WriteEndArray();
    }
}

using System.Text.Json;

namespace Variorum;

/// <summary>Documents to be grouped as JSON lines, and what grouping says of them.</summary>
public static class EventLines
{
    // A text is read up to 16 MB, and JSON can write a character as six.
    private const int Longest = 96 << 20;

    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads an object a line: <c>id</c> and <c>text</c> or <c>title</c>, and where known <c>published</c>, <c>publisher</c>, <c>language</c>, <c>url</c>; other fields are not looked at.</summary>
    /// <param name="stream">UTF-8.</param>
    /// <param name="problem">Told each line that is left out: its number from 1, and what is wrong with it, from the verb on.</param>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static IReadOnlyList<EventDocument> Read(Stream stream, Action<int, string> problem)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(problem);
        var documents = new List<EventDocument>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in JsonSplitter.Lines(stream, Longest))
        {
            if (row.Json is { } json && json.AsSpan().IndexOfAnyExcept(" \t\r\uFEFF"u8) < 0) continue;
            var (document, wrong) = row.Json is { } line ? Document(line) : (null, row.Problem);
            if (document is not null && !lines.TryAdd(document.Id, row.Line)) wrong = $"has the id {document.Id} of line {lines[document.Id]}";
            if (wrong is not null) problem(row.Line, wrong);
            else documents.Add(document!);
        }
        return documents;
    }

    private static (EventDocument? Document, string? Problem) Document(byte[] json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json is [0xEF, 0xBB, 0xBF, ..] ? json.AsMemory(3) : json);
            var row = parsed.RootElement;
            if (row.ValueKind != JsonValueKind.Object) return (null, "is no object");
            if (Text(row, "id") is not { } id) return (null, "has no id");
            var (text, title) = (Text(row, "text"), Text(row, "title"));
            return (new EventDocument(id, text ?? "")
            {
                Title = title,
                Published = Text(row, "published"),
                Publisher = Text(row, "publisher"),
                Language = Text(row, "language"),
                Url = Text(row, "url"),
            }, text is null && title is null ? "has no text" : null);
        }
        catch (JsonException)
        {
            return (null, "is no JSON");
        }
        catch (InvalidOperationException)
        {
            return (null, "holds bytes that are no UTF-8");
        }
    }

    private static string? Text(JsonElement row, string name)
    {
        if (!row.TryGetProperty(name, out var value)) return null;
        var text = value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>Writes a line for each: <c>id</c>, <c>event</c>, <c>copy</c>, <c>relation</c>, <c>of</c>, <c>because</c>.</summary>
    public static void Write(IReadOnlyList<Membership> memberships, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(memberships);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, Plain);
        foreach (var membership in memberships)
        {
            json.WriteStartObject();
            json.WriteString("id", membership.Id);
            json.WriteString("event", membership.Event);
            json.WriteString("copy", membership.Copy);
            json.WriteString("relation", membership.Relation.ToString().ToLowerInvariant());
            json.WriteString("of", membership.Of);
            json.WriteStartArray("because");
            foreach (var reason in membership.Because) json.WriteStringValue(reason);
            json.WriteEndArray();
            if (membership.Tells.Count > 0)
            {
                json.WriteStartArray("tells");
                foreach (var told in membership.Tells) json.WriteStringValue(told);
                json.WriteEndArray();
            }
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            stream.WriteByte((byte)'\n');
        }
    }
}

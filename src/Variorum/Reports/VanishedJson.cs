using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes what is gone as <c>variorum-vanished/1</c> (docs/formats.md).</summary>
public static class VanishedJson
{
    /// <summary>One object, UTF-8, keys in a fixed order.</summary>
    /// <param name="next">Where the list goes on; null at its end, and where it is whole.</param>
    public static void Write(IReadOnlyList<Vanished> vanished, Stream stream, string? next = null)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-vanished/1");
            json.WriteStartArray("vanished");
            foreach (var gone in vanished)
            {
                json.WriteStartObject();
                json.WriteString("kind", VanishedText.Name(gone.Kind));
                json.WriteString("text", gone.Text);
                json.WriteNumber("weight", Math.Round(gone.Weight, 4));
                json.WriteStartArray("places");
                foreach (var place in gone.Places)
                {
                    json.WriteStartObject();
                    json.WriteString("url", place.Document.Url);
                    json.WriteNumber("version", place.Version);
                    json.WriteString("seen", place.Seen.UtcDateTime);
                    json.WriteBoolean("confirmed", place.Confirmed);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (next is not null) json.WriteString("next", next);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes histories and diffs as <c>variorum-history/1</c> and <c>variorum-diff/1</c> (docs/formats.md).</summary>
public static class HistoryJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One history, UTF-8, keys in a fixed order.</summary>
    public static void Write(DocumentHistory history, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-history/1");
            json.WriteString("url", history.Document.Url);
            json.WriteString("state", Name(history.Document.State));
            json.WriteString("since", history.Document.Since.UtcDateTime);
            json.WriteNumber("captures", history.Captures);
            json.WriteStartArray("entries");
            foreach (var entry in history.Entries) Entry(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One diff, UTF-8, keys in a fixed order.</summary>
    /// <param name="pictures">Those that changed; null for none.</param>
    public static void Write(TextDiff diff, Stream stream, IReadOnlyList<PictureDiff>? pictures = null)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-diff/1");
            Passages(json, diff);
            DiffPictures.Write(json, pictures ?? []);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    private static void Entry(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("time", entry.Time.UtcDateTime);
        json.WriteString("event", entry.Event switch { HistoryEvent.FirstSeen => "first seen", var other => other.ToString().ToLowerInvariant() });
        json.WriteNumber("status", entry.Capture.Status);
        json.WriteString("sha256", entry.Capture.Sha256);
        json.WriteString("file", entry.Capture.Place.File);
        json.WriteNumber("offset", entry.Capture.Place.Offset);
        if (entry.Version is { } version)
        {
            json.WriteNumber("version", version.Number);
            json.WriteNumber("id", version.Id);
            json.WriteString("title", version.Title);
            json.WriteString("reader", version.Reader);
            json.WriteString("last", version.Last.UtcDateTime);
        }
        if (entry.Diff is { } diff)
        {
            Passages(json, diff);
            DiffPictures.Write(json, entry.Pictures);
        }
        json.WriteEndObject();
    }

    private static void Passages(Utf8JsonWriter json, TextDiff diff)
    {
        json.WriteStartArray("passages");
        foreach (var passage in diff.Passages.Where(static passage => passage.Kind != DiffKind.Same))
        {
            json.WriteStartObject();
            json.WriteString("part", DiffText.Name(passage.Part));
            json.WriteString("change", Name(passage.Kind));
            json.WriteString("before", passage.Before);
            json.WriteString("after", passage.After);
            if (passage.Words.Count > 0)
            {
                json.WriteStartArray("words");
                foreach (var word in passage.Words)
                {
                    json.WriteStartObject();
                    json.WriteString("change", Name(word.Kind));
                    json.WriteString("text", word.Text);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Name(DocumentState state) => state.ToString().ToLowerInvariant();

    private static string Name(DiffKind kind) => kind switch
    {
        DiffKind.MovedFrom => "moved from",
        DiffKind.MovedTo => "moved to",
        _ => kind.ToString().ToLowerInvariant(),
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace Variorum;

/// <summary>Writes what was found as <c>variorum-findings/1</c> (docs/formats.md).</summary>
public static class FindingsJson
{
    private static readonly JsonWriterOptions Options = new() { NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>All queries as one object, UTF-8, keys in a fixed order.</summary>
    /// <param name="next">Where the hits go on; null at their end, and where all are there.</param>
    public static void Write(IEnumerable<Findings> findings, Stream stream, string? next = null)
    {
        using (var json = new Utf8JsonWriter(stream, Options with { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", "variorum-findings/1");
            json.WriteStartArray("queries");
            foreach (var found in findings)
            {
                json.WriteStartObject();
                json.WriteString("query", found.Asked);
                json.WriteNumber("total", found.Total);
                json.WriteStartArray("hits");
                foreach (var finding in found.Hits)
                {
                    Hit(json, finding, null);
                    json.Flush();
                }
                json.WriteEndArray();
                Facets(json, found);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            if (next is not null) json.WriteString("next", next);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>A hit a line.</summary>
    public static void WriteLines(IEnumerable<Findings> findings, Stream stream)
    {
        foreach (var found in findings)
        {
            foreach (var finding in found.Hits)
            {
                using (var json = new Utf8JsonWriter(stream, Options)) Hit(json, finding, found.Asked);
                stream.Write("\n"u8);
            }
        }
    }

    private static void Hit(Utf8JsonWriter json, Finding finding, string? query)
    {
        var version = finding.Version;
        json.WriteStartObject();
        if (query is not null) json.WriteString("query", query);
        json.WriteString("url", finding.Document.Url);
        json.WriteNumber("document", finding.Document.Id);
        json.WriteNumber("version", version.Number);
        json.WriteNumber("id", version.Id);
        json.WriteBoolean("current", finding.Current);
        json.WriteString("title", version.Title);
        json.WriteString("publisher", version.Publisher);
        json.WriteString("published", version.Published);
        json.WriteString("language", version.Language);
        json.WriteString("first", version.First.UtcDateTime);
        json.WriteString("last", version.Last.UtcDateTime);
        json.WriteNumber("score", Math.Round(finding.Hit.Score, 4));
        json.WriteStartArray("snippets");
        foreach (var snippet in finding.Snippets)
        {
            json.WriteStartObject();
            json.WriteString("text", finding.Text[snippet.Start..snippet.End]);
            json.WriteStartArray("hits");
            foreach (var hit in snippet.Hits)
            {
                json.WriteStartArray();
                json.WriteNumberValue(hit.Start - snippet.Start);
                json.WriteNumberValue(hit.End - snippet.Start);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Facets(Utf8JsonWriter json, Findings found)
    {
        json.WriteStartObject("facets");
        foreach (var (facet, counts) in found.Facets.OrderBy(static facet => facet.Key))
        {
            json.WriteStartObject(facet.ToString().ToLowerInvariant());
            foreach (var count in counts) json.WriteNumber(count.Value, count.Count);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}

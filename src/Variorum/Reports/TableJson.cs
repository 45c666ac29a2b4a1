using System.Text.Json;

namespace Variorum;

/// <summary>Writes a table of statements as <c>variorum-collation/1</c> with a <c>table</c> (docs/formats.md).</summary>
public static class TableJson
{
    /// <summary>Writes the collation and its table, UTF-8, indented, keys in a fixed order, with a line break at its end.</summary>
    /// <param name="table">What to write.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="view">Which rows, in which order; all of them in the witnesses' where it is left out.</param>
    public static void Write(StatementTable table, Stream stream, TableView? view = null) =>
        CollationJson.Write(table.Collation, stream, json =>
        {
            json.WriteStartObject("table");
            AccountJson.Strings(json, "topics", table.Topics);
            AccountJson.List(json, "columns", table.Columns, Column);
            AccountJson.List(json, "rows", table.Where(view ?? new TableView()), Row);
            json.WriteEndObject();
        });

    private static void Column(Utf8JsonWriter json, TableColumn column)
    {
        json.WriteString("siglum", column.Witness.Siglum);
        AccountJson.List(json, "copies", column.Copies, static (json, copy) =>
        {
            json.WriteString("siglum", copy.Siglum);
            Copy(json, copy);
            AccountJson.List(json, "edits", copy.Edits, static (json, edit) =>
            {
                json.WriteString("from", edit.From);
                json.WriteString("to", edit.To);
            });
        });
    }

    /// <summary>What is known of a copy, wherever it is told.</summary>
    internal static void Copy(Utf8JsonWriter json, FoldedCopy copy)
    {
        json.WriteString("relation", copy.Relation);
        json.WriteString("publisher", copy.Publisher);
        json.WriteString("title", copy.Title);
        json.WriteString("published", copy.Published);
        json.WriteString("url", copy.Url);
    }

    private static void Row(Utf8JsonWriter json, StatementRow row)
    {
        json.WriteNumber("number", row.Number);
        json.WriteString("told", TableTelling.Key(row.Told));
        json.WriteNumber("disagreement", row.Disagreement);
        AccountJson.Strings(json, "speakers", row.Speakers);
        AccountJson.Strings(json, "topics", row.Topics);
        json.WriteStartArray("cells");
        foreach (var cell in row.Cells)
        {
            json.WriteStartObject();
            json.WriteString("siglum", cell.Siglum);
            AccountJson.Strings(json, "passages", cell.Passages);
            json.WriteString("standing", TableTelling.Key(cell.Standing));
            if (cell.Confidence is { } confidence) json.WriteNumber("confidence", Math.Round(confidence, 4));
            else json.WriteNull("confidence");
            if (cell.Home is { } home) json.WriteNumber("home", home);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        AccountJson.List(json, "differences", row.Differences, static (json, difference) =>
        {
            json.WriteString("of", TableTelling.Key(difference));
            json.WriteNumber("salience", Math.Round(difference.Salience, 4));
            AccountJson.List(json, "readings", difference.Readings, static (json, reading) =>
            {
                json.WriteString("text", reading.Text);
                AccountJson.Strings(json, "sigla", reading.Sigla);
            });
        });
    }
}

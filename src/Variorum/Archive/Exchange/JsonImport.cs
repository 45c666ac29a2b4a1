using System.Text.Json;

namespace Variorum;

/// <summary>The articles of a file of JSON lines, of a JSON array, or of JSON objects one after the other.</summary>
public sealed class JsonImport : IImport
{
    // A page is read up to 16 MB, and JSON can write a character as six.
    private const int Longest = 96 << 20;

    private readonly string path;
    private readonly bool lines;
    private readonly ImportOptions options;
    private readonly List<ImportFault> faults = [];

    private JsonImport(string path, bool lines, ImportOptions options) => (this.path, this.lines, this.options) = (path, lines, options);

    public IReadOnlyList<ImportFault> Faults => faults;

    /// <param name="lines">Whether each line is known to be an object; else the first one tells.</param>
    /// <param name="options"><see cref="ImportOptions.Captured"/> has to be there where no key says when a row was fetched.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static JsonImport Open(string path, bool lines, ImportOptions options)
    {
        if (lines) return new JsonImport(path, lines, options);
        using var stream = Imports.Plain(path);
        try
        {
            var first = JsonSplitter.Lines(stream, Longest).FirstOrDefault(static row => row.Json is null || row.Json.AsSpan().ContainsAnyExcept(" \t\r\uFEFF"u8));
            return new JsonImport(path, first.Json is { } line && line.AsSpan().Trim(" \t\r"u8) is [(byte)'{', .., (byte)'}'], options);
        }
        catch (InvalidDataException broken)
        {
            throw new ImportException($"cannot be unpacked ({broken.Message.TrimEnd('.')}): unpack it by itself", broken);
        }
    }

    public IEnumerable<Incoming> Captures()
    {
        using var stream = Imports.Plain(path);
        foreach (var row in Imports.Unpacked(lines ? JsonSplitter.Lines(stream, Longest) : JsonSplitter.Objects(stream, Longest), faults))
        {
            if (Capture(row) is { } capture) yield return capture;
        }
    }

    private Incoming? Capture(JsonRow row)
    {
        if (row.Json is { } blank && blank.AsSpan().IndexOfAnyExcept(" \t\r"u8) < 0) return null;
        var problem = row.Problem;
        try
        {
            if (row.Json is { } json)
            {
                using var document = JsonDocument.Parse(Unmarked(json));
                problem = "is no object with the fields of an article";
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    var fields = Fields(document.RootElement);
                    if (ArticleRow.Capture(name => Value(fields, name), Unmarked(json), "application/json", options, out problem) is { } capture) return capture;
                }
            }
        }
        catch (JsonException broken)
        {
            problem = $"is no JSON ({Told(broken)})";
        }
        catch (InvalidOperationException)
        {
            problem = "holds bytes that are no UTF-8";
        }
        faults.Add(new ImportFault($"line {row.Line}", problem!));
        return null;
    }

    private static ReadOnlyMemory<byte> Unmarked(byte[] json) => json is [0xEF, 0xBB, 0xBF, ..] ? json.AsMemory(3) : json;

    // What the parser says of places counts from this row's beginning, which we tell better.
    private static string Told(JsonException broken) =>
        broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) is > 0 and var end ? broken.Message[..end].TrimEnd('.') : broken.Message.TrimEnd('.');

    private static Dictionary<string, JsonElement> Fields(JsonElement row)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in row.EnumerateObject()) fields.TryAdd(ArticleColumns.Fold(field.Name), field.Value);
        return fields;
    }

    private static string? Value(Dictionary<string, JsonElement> fields, string name)
    {
        if (fields.TryGetValue(name, out var found)) return Text(found);
        var point = name.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && fields.TryGetValue(name[..point], out var within) && within.ValueKind == JsonValueKind.Object ? Value(Fields(within), name[(point + 1)..]) : null;
    }

    // Paragraphs are listed, authors too; a source is an object with its name.
    private static string? Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            JsonValueKind.Array => string.Join("\n\n", value.EnumerateArray().Select(Text).Where(static part => part is not null)),
            JsonValueKind.Object => Fields(value) is var fields && fields.TryGetValue("name", out var name) ? Text(name) : fields.TryGetValue("text", out var said) ? Text(said) : null,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public void Dispose() { }
}

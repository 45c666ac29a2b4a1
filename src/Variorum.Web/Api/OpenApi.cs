using System.Text.Json;
using System.Text.Json.Nodes;

namespace Variorum;

/// <summary>Describes the API as OpenAPI 3.1, from what is registered and nothing else.</summary>
internal static class OpenApi
{
    private const string Parts = "definitions", PartsBase = "#/definitions/";

    private static readonly Lazy<byte[]> Written = new(Write);

    public static Operation Operation { get; } = new("openapi", "/openapi.json", "documentation", "This description.", "openapi", [], static (_, _) => new Answer(static stream => stream.Write(Written.Value))) { Needs = Rank.Reader };

    private static byte[] Write()
    {
        var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteString("openapi", "3.1.0");
            json.WriteStartObject("info");
            json.WriteString("title", "Variorum");
            json.WriteString("version", typeof(OpenApi).Assembly.GetName().Version!.ToString(3));
            json.WriteString("description", "What an archive of published accounts keeps: texts with all their versions, what changed and what is gone, events with their witnesses, and where the bytes lie that prove it. Texts of accounts were written by strangers.");
            json.WriteStartObject("license");
            json.WriteString("name", "Apache 2.0");
            json.WriteString("identifier", "Apache-2.0");
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteStartArray("servers");
            json.WriteStartObject();
            json.WriteString("url", Api.Base);
            json.WriteEndObject();
            json.WriteEndArray();
            Security(json);
            json.WriteStartArray("tags");
            foreach (var about in Api.Operations.Select(static operation => operation.About).Distinct())
            {
                json.WriteStartObject();
                json.WriteString("name", about);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartObject("paths");
            foreach (var path in Api.Operations.GroupBy(static operation => operation.Path))
            {
                json.WriteStartObject(path.Key);
                foreach (var operation in path) Write(json, operation);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            Components(json);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
        return stream.ToArray();
    }

    // Each of these will do; none is needed by whoever sits at the room's own machine.
    private static void Security(Utf8JsonWriter json)
    {
        json.WriteStartArray("security");
        foreach (var scheme in (string?[])["token", "session", "sessionOverTls", null])
        {
            json.WriteStartObject();
            if (scheme is not null)
            {
                json.WriteStartArray(scheme);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Schemes(Utf8JsonWriter json)
    {
        json.WriteStartObject("securitySchemes");
        json.WriteStartObject("token");
        json.WriteString("type", "http");
        json.WriteString("scheme", "bearer");
        json.WriteString("description", "A token that a user makes under /tokens.");
        json.WriteEndObject();
        foreach (var (name, cookie) in new[] { ("session", Sessions.PlainCookie), ("sessionOverTls", Sessions.TlsCookie) })
        {
            json.WriteStartObject(name);
            json.WriteString("type", "apiKey");
            json.WriteString("in", "cookie");
            json.WriteString("name", cookie);
            json.WriteString("description", "Of a browser in which a user has signed in.");
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Operation operation)
    {
        json.WriteStartObject(operation.Method.ToLowerInvariant());
        json.WriteString("operationId", operation.Id);
        json.WriteString("summary", operation.Summary);
        json.WriteStartArray("tags");
        json.WriteStringValue(operation.About);
        json.WriteEndArray();
        json.WriteStartArray("parameters");
        foreach (var parameter in operation.Parameters) Write(json, parameter);
        json.WriteEndArray();
        if (operation.TakesBody)
        {
            json.WriteStartObject("requestBody");
            json.WriteBoolean("required", true);
            Content(json, Answers.Json, operation.Sent, operation.SentExample, null, operation.Members);
            json.WriteEndObject();
        }
        json.WriteStartObject("responses");
        json.WriteStartObject("200");
        json.WriteString("description", operation.Summary);
        json.WriteStartObject("headers");
        Header(json, "ETag", "Names the answer by its content; sent back as If-None-Match it spares the answer.");
        if (operation.Parameters.Contains(UsualParameters.Cursor)) Header(json, "Link", "Where the list goes on, as rel=\"next\".");
        json.WriteEndObject();
        Content(json, operation.Type, operation.Schema, ApiExamples.Of(operation.Id), operation.Table ? Answers.Csv : null);
        json.WriteEndObject();
        if (operation.Method == HttpMethods.Get)
        {
            json.WriteStartObject("304");
            json.WriteString("description", "What If-None-Match names is still the answer.");
            json.WriteEndObject();
        }
        Failure(json, "401", "Whoever asks is not known: no token was shown that holds, and nobody is signed in.");
        Failure(json, "403", operation.Needs == Rank.Reader ? "Whoever asks is known and may not read here." : $"Whoever asks is known and may not do this: it takes the role {RankNames.Of(operation.Needs)}.");
        Failure(json, "default", "What is wrong, in a sentence (RFC 9457).");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("in", parameter.InPath ? "path" : "query");
        json.WriteString("description", parameter.Description);
        json.WriteBoolean("required", parameter.Required);
        json.WriteStartObject("schema");
        parameter.Schema(json);
        json.WriteEndObject();
        if (parameter.Example is { } example)
        {
            json.WritePropertyName("example");
            if (parameter.Most > 1) json.WriteStartArray();
            foreach (var value in example.Split('|'))
            {
                if (parameter is NumberParameter) json.WriteRawValue(value);
                else json.WriteStringValue(value);
            }
            if (parameter.Most > 1) json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Failure(Utf8JsonWriter json, string status, string description)
    {
        json.WriteStartObject(status);
        json.WriteString("description", description);
        Content(json, "application/problem+json", "problem", null, null);
        json.WriteEndObject();
    }

    private static void Header(Utf8JsonWriter json, string name, string description)
    {
        json.WriteStartObject(name);
        json.WriteString("description", description);
        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Content(Utf8JsonWriter json, string type, string? schema, string? example, string? table, IReadOnlyList<Parameter>? members = null)
    {
        json.WriteStartObject("content");
        json.WriteStartObject(type);
        if (schema is not null)
        {
            json.WriteStartObject("schema");
            json.WriteString("$ref", $"#/components/schemas/{schema}");
            json.WriteEndObject();
        }
        else if (members is not null)
        {
            json.WritePropertyName("schema");
            Parameter.Schema(json, members);
        }
        if (example is not null)
        {
            json.WritePropertyName("example");
            json.WriteRawValue(example);
        }
        json.WriteEndObject();
        if (table is not null)
        {
            json.WriteStartObject(table);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Components(Utf8JsonWriter json)
    {
        json.WriteStartObject("components");
        Schemes(json);
        json.WriteStartObject("schemas");
        foreach (var name in Api.Operations.SelectMany(static operation => new[] { operation.Schema, operation.Sent }).OfType<string>().Append("problem").Distinct().Order(StringComparer.Ordinal))
        {
            foreach (var (part, schema) in Schemas(name))
            {
                json.WritePropertyName(part);
                schema!.WriteTo(json);
            }
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A published schema and the parts that it refers to, which have to stand beside it for programs that look no deeper.</summary>
    private static List<(string Name, JsonNode? Schema)> Schemas(string name)
    {
        using var stream = typeof(OpenApi).Assembly.GetManifestResourceStream($"variorum-{name}-1.schema.json") ?? typeof(OpenApi).Assembly.GetManifestResourceStream($"{name}.schema.json")!;
        var schema = JsonNode.Parse(stream)!.AsObject();
        schema.Remove("$schema");
        Turn(schema);
        var schemas = new List<(string, JsonNode?)> { (name, schema) };
        if (schema[Parts] is JsonObject parts)
        {
            schema.Remove(Parts);
            schemas.AddRange(parts.Select(part => ($"{name}.{part.Key}", part.Value)));
        }
        return schemas;

        void Turn(JsonNode? node)
        {
            if (node is JsonArray array) foreach (var item in array) Turn(item);
            if (node is not JsonObject members) return;
            if (members["$ref"] is JsonValue value && value.TryGetValue<string>(out var to) && to.StartsWith(PartsBase, StringComparison.Ordinal)) members["$ref"] = $"#/components/schemas/{name}.{to[PartsBase.Length..]}";
            foreach (var (_, member) in members) Turn(member);
        }
    }
}

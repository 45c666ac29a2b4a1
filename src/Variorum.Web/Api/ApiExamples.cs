using System.Text.Json;

namespace Variorum;

/// <summary>An answer of each operation, as the archive of the samples gave it; a test holds them against the schemas.</summary>
internal static class ApiExamples
{
    private static readonly Lazy<Dictionary<string, string>> All = new(static () =>
    {
        using var stream = typeof(ApiExamples).Assembly.GetManifestResourceStream("api-examples.json")!;
        using var examples = JsonDocument.Parse(stream);
        return examples.RootElement.EnumerateObject().ToDictionary(static example => example.Name, static example => example.Value.GetRawText(), StringComparer.Ordinal);
    });

    /// <summary>JSON; null where there is none.</summary>
    public static string? Of(string operation) => All.Value.GetValueOrDefault(operation);
}

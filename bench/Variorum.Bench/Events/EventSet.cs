using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Documents of which people said which tell of the same event.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Documents">In the file's order.</param>
/// <param name="Events">The event of each; documents with one word here belong together.</param>
internal sealed record EventSet(string Name, EventDocument[] Documents, string[] Events)
{
    public static readonly string[] Development = ["ecb-dev", "kcna-2011-08", "kcna-2011-lookalikes", "kremlin-kyiv-dev"];

    public static EventSet[] All(string shared) => [.. Development.Select(name => Read(Path.Combine(shared, "gold", "events", name + ".jsonl")))];

    /// <summary>Whether days and publishers were taken away.</summary>
    public bool IsBare { get; init; }

    /// <summary>Whether its texts were made by a program.</summary>
    public bool IsLoad { get; init; }

    /// <summary>The same as a corpus that tells neither when nor by whom it was published.</summary>
    public EventSet Bare() => this with { IsBare = true, Documents = [.. Documents.Select(static document => document with { Published = null, Publisher = null })] };

    /// <summary>Every other topic: the digits with which an event's name begins behind its hyphen.</summary>
    public EventSet Half(int half)
    {
        var topics = Events.Select(static name => name.TrimEnd('a', 'b')).ToArray();
        var order = topics.Distinct().Order(StringComparer.Ordinal).ToList();
        var kept = Enumerable.Range(0, Events.Length).Where(i => order.IndexOf(topics[i]) % 2 == half).ToArray();
        return this with { Name = $"{Name}, half {half + 1}", Documents = [.. kept.Select(i => Documents[i])], Events = [.. kept.Select(i => Events[i])] };
    }

    public static EventSet Read(string path)
    {
        var (documents, events) = (new List<EventDocument>(), new List<string>());
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            var id = Text("id")!;
            documents.Add(new EventDocument(id, Text("text") ?? "")
            {
                Title = Text("title"),
                Published = Text("published"),
                Publisher = Text("publisher"),
                Language = Text("language"),
                Url = Text("url"),
            });
            events.Add(Text("event") ?? id);
        }
        return new EventSet(Path.GetFileNameWithoutExtension(path), [.. documents], [.. events]);
    }
}

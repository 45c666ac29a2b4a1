using System.Globalization;
using System.IO.Hashing;
using System.Text;
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

    /// <summary>Whether it is another set in other clothes.</summary>
    public bool IsGuise { get; init; }

    /// <summary>Whether its texts were made by a program.</summary>
    public bool IsMade { get; init; }

    /// <summary>The same as a corpus that tells neither when nor by whom it was published.</summary>
    public EventSet Bare() => this with { IsGuise = true, Documents = [.. Documents.Select(static document => document with { Published = null, Publisher = null })] };

    /// <summary>The same as if papers had told the events within a fortnight, the two of a topic up to three days apart.</summary>
    public EventSet Dated() => this with
    {
        IsGuise = true,
        Documents = [.. Documents.Select((document, i) => document with
        {
            Published = new DateOnly(2031, 5, 1).AddDays((int)((Chance(Events[i].TrimEnd('a', 'b')) % 11) + (Events[i].EndsWith('b') ? Chance(Events[i]) % 4 : 0) + (Chance(document.Id) % 3))).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Publisher = $"paper {Chance(document.Id + "p") % 60}",
        })],
    };

    private static ulong Chance(string name) => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name));

    /// <summary>Of each event the first account in each language.</summary>
    public EventSet OneOfLanguage()
    {
        var kept = Enumerable.Range(0, Events.Length).DistinctBy(i => (Events[i], Documents[i].Language)).ToArray();
        return this with { Documents = [.. kept.Select(i => Documents[i])], Events = [.. kept.Select(i => Events[i])] };
    }

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

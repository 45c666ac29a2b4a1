using System.Text;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Two reports of one agency that look alike and tell of different events.</summary>
internal sealed record LookalikePair(string Name, Account A, Account B)
{
    private sealed record Report(string Id, string Event, string Story, Account Account, HashSet<string> Words);

    /// <summary>Each report of <c>kcna-2011-lookalikes.jsonl</c> beside that of another event which has the most words in common with it.</summary>
    public static List<LookalikePair> Load(string shared)
    {
        var path = Path.Combine(shared, "gold", "events", "kcna-2011-lookalikes.jsonl");
        var reports = File.ReadLines(path).Select(static line => Of(JsonDocument.Parse(line).RootElement)).ToList();
        var pairs = new Dictionary<string, LookalikePair>();
        foreach (var report in reports)
        {
            var other = reports.Where(other => other.Event != report.Event && other.Story != report.Story).MaxBy(other => Likeness(report.Words, other.Words));
            if (other is null) continue;
            var (a, b) = string.CompareOrdinal(report.Id, other.Id) < 0 ? (report, other) : (other, report);
            pairs[$"{a.Id} x {b.Id}"] = new LookalikePair($"{a.Id} x {b.Id}", a.Account, b.Account);
        }
        return [.. pairs.Values];
    }

    private static double Likeness(HashSet<string> a, HashSet<string> b) => (double)a.Count(b.Contains) / Math.Max(1, a.Union(b).Count());

    private static Report Of(JsonElement row)
    {
        var (id, text) = (row.GetProperty("id").ToString(), row.GetProperty("text").GetString()!);
        var account = Reader.Read(new Page(Encoding.UTF8.GetBytes(text), id, Published: row.TryGetProperty("published", out var day) ? day.GetString() : null));
        var words = account.Passages.SelectMany(static passage => passage.Text.ToLowerInvariant().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);
        // A report without a story is one of its own.
        return new Report(id, row.GetProperty("event").GetString()!, row.TryGetProperty("story", out var story) && story.GetString() is { } of ? of : id, account, words);
    }
}

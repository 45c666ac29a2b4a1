using System.Text.Json;

namespace Variorum.Bench;

/// <summary>The pages of a synthetic corpus as documents with their truth, each page as it was first seen.</summary>
internal static class EventLoad
{
    /// <summary>Writes a JSON line for each page: what grouping is given, and the event and the copy of the truth.</summary>
    public static int Run(string corpus, string path)
    {
        var truth = new Dictionary<string, (string Event, string? Publisher, string? Published)>();
        foreach (var file in Directory.EnumerateFiles(corpus, "pages-*.jsonl").Order(StringComparer.Ordinal))
        {
            foreach (var line in File.ReadLines(file))
            {
                using var json = JsonDocument.Parse(line);
                var page = json.RootElement;
                truth[page.GetProperty("url").GetString()!] = (page.GetProperty("event").GetString()!, page.GetProperty("publisher").GetString(), page.GetProperty("published").GetString());
            }
        }
        using var output = new FileStream(path, FileMode.Create);
        foreach (var file in Directory.EnumerateFiles(corpus, "*.warc.gz").Order(StringComparer.Ordinal))
        {
            using var reader = new WarcReader(File.OpenRead(file), Path.GetFileName(file), static _ => { });
            foreach (var batch in Records(reader).Chunk(512))
            {
                foreach (var page in batch.AsParallel().AsOrdered().Select(CapturedPage.Of))
                {
                    if (page is not { Status: 200, Account: { } account } || !truth.Remove(page.Url, out var known)) continue;
                    using (var json = new Utf8JsonWriter(output))
                    {
                        json.WriteStartObject();
                        json.WriteString("id", page.Url);
                        json.WriteString("title", account.Title);
                        json.WriteString("text", account.Text);
                        json.WriteString("published", account.Published ?? known.Published);
                        json.WriteString("publisher", account.Publisher ?? known.Publisher);
                        json.WriteString("language", account.Language);
                        json.WriteString("event", known.Event);
                        json.WriteEndObject();
                    }
                    output.WriteByte((byte)'\n');
                }
            }
        }
        Console.WriteLine($"{truth.Count} pages of the truth were not found");
        return 0;
    }

    private static IEnumerable<WarcRecord> Records(WarcReader reader)
    {
        while (reader.Read(out var record)) yield return record;
    }
}

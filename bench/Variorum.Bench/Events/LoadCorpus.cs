using System.Text.Json;

namespace Variorum.Bench;

/// <summary>A page of a synthetic corpus (shared/load/make_corpus.py) as captured, and what its truth says of it.</summary>
/// <param name="Document">The text as read; its id is the address and the version's number.</param>
/// <param name="Event">The event that it tells.</param>
/// <param name="CopyOf">The address whose text it repeats; null for an account of its own.</param>
/// <param name="Language">ISO 639-1, as written.</param>
internal sealed record LoadPage(EventDocument Document, string Event, string? CopyOf, string Language)
{
    public static IEnumerable<LoadPage> Read(string corpus)
    {
        var truth = new Dictionary<string, (string Event, string? CopyOf, string Language, string Publisher, string Published)>();
        foreach (var line in Directory.EnumerateFiles(corpus, "pages-*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            truth[root.GetProperty("url").GetString()!] = (root.GetProperty("event").GetString()!,
                root.TryGetProperty("copy_of", out var copy) ? copy.GetString() : null, root.GetProperty("language").GetString()!,
                root.GetProperty("publisher").GetString()!, root.GetProperty("published").GetString()!);
        }
        var last = new Dictionary<string, (long Key, int Version)>();
        foreach (var file in Directory.EnumerateFiles(corpus, "*.warc.gz").Order(StringComparer.Ordinal))
        {
            using var warc = WarcImport.Open(file);
            foreach (var incoming in warc.Captures())
            {
                if (CapturedPage.Of(incoming.Record) is not { State: CaptureState.Text, Account: { Text.Length: > 0 } account } page) continue;
                if (!truth.TryGetValue(page.Url, out var known)) continue;
                var key = VersionTexts.Key(VersionTexts.Of(account));
                var (before, version) = last.GetValueOrDefault(page.Url);
                if (version > 0 && before == key) continue;
                last[page.Url] = (key, version + 1);
                yield return new LoadPage(new EventDocument($"{page.Url}#{version + 1}", account.Text)
                {
                    Title = account.Title,
                    Published = account.Published ?? known.Published,
                    Publisher = account.Publisher ?? known.Publisher,
                    Language = account.Language,
                    Url = page.Url,
                    Origin = account.Origin,
                }, known.Event, known.CopyOf, known.Language);
            }
        }
    }
}

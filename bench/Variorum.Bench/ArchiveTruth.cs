using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>
/// Imports a synthetic corpus (shared/load/make_corpus.py) into an archive and holds it against the corpus's truth: each
/// version, withdrawal, removed name and changed figure found, none invented. Prints pages a second and the highest memory.
/// </summary>
internal static class ArchiveTruth
{
    public static int Run(string corpus, string folder)
    {
        using (var archive = FolderArchive.Write(folder)) Import(archive, corpus);
        using var read = FolderArchive.Read(folder);
        Judge(read, corpus);
        return 0;
    }

    private static void Import(FolderArchive archive, string corpus)
    {
        var watch = Stopwatch.StartNew();
        var (pages, text, faults, shown, since) = (0, 0L, 0, 0, TimeSpan.Zero);
        foreach (var file in Directory.EnumerateFiles(corpus, "*.warc.gz").Order(StringComparer.Ordinal))
        {
            using var warc = WarcImport.Open(file);
            archive.Import(warc.Captures(), (_, added) =>
            {
                pages += added.Capture is null ? 0 : 1;
                // Often enough at first to see a slope, and not more than thirty lines at a million.
                if (pages == Next(shown)) Tell();
            });
            text += new FileInfo(file).Length;
            faults += warc.Faults.Count;
        }
        Tell();
        var database = new FileInfo(Path.Combine(archive.Folder, "archive.db")).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"WARC {text >> 20} MB, database {database >> 20} MB, {faults} faults"));

        void Tell()
        {
            var now = watch.Elapsed;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{pages,9} captures  {(pages - shown) / (now - since).TotalSeconds,6:0}/s since  {pages / now.TotalSeconds,6:0}/s in all  {Environment.WorkingSet >> 20,5} MB now  {Process.GetCurrentProcess().PeakWorkingSet64 >> 20,5} MB at most"));
            (shown, since) = (pages, now);
        }

        static int Next(int shown) => shown + (shown < 100_000 ? 10_000 : 50_000);
    }

    private static void Judge(FolderArchive archive, string corpus)
    {
        var counts = new SortedDictionary<string, (int Right, int Wrong)>(StringComparer.Ordinal);
        var shown = new Dictionary<string, int>();
        var plain = 0L;
        foreach (var line in Directory.EnumerateFiles(corpus, "pages-*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines))
        {
            using var truth = JsonDocument.Parse(line);
            var url = truth.RootElement.GetProperty("url").GetString()!;
            var captures = truth.RootElement.GetProperty("captures").EnumerateArray().ToList();
            var document = archive.Find(url);
            Count("found", document is not null, url);
            if (document is null) continue;
            var versions = archive.Versions(document.Id);
            plain += versions.Sum(version => System.Text.Encoding.UTF8.GetByteCount(archive.Text(version.Id).Text));
            var texts = captures.Where(static capture => Change(capture) != "withdrawn").Select(static capture => capture.GetProperty("version").GetInt32()).Distinct().Count();
            Count(texts == 1 ? "one version" : "several versions", versions.Count == texts, $"{url} {versions.Count} for {texts}");
            var withdrawn = captures.Exists(static capture => Change(capture) == "withdrawn");
            Count(withdrawn ? "withdrawn" : "there", withdrawn == document.State is DocumentState.Missing or DocumentState.Withdrawn, $"{url} {document.State}");
            foreach (var capture in captures)
            {
                if (Change(capture) is not ("figure changed" or "name removed" or "sentence removed") || versions.Count != texts) continue;
                var number = capture.GetProperty("version").GetInt32();
                var losses = Losses.Between(archive.Text(versions[number - 2].Id), archive.Text(versions[number - 1].Id));
                if (Change(capture) == "figure changed")
                    Count("and nothing else", losses.All(static loss => loss.Kind == LossKind.Figure), $"{url}: {string.Join(" | ", losses.Select(static loss => $"{loss.Kind} {loss.Text}"))}");
                var from = capture.GetProperty("from").GetString()!;
                var kind = Change(capture) switch { "figure changed" => LossKind.Figure, "name removed" => LossKind.Name, _ => LossKind.Sentence };
                Count(Change(capture)!, losses.Any(loss => loss.Kind == kind && (kind == LossKind.Figure || from.Contains(loss.Text, StringComparison.Ordinal) || loss.Text.Contains(from, StringComparison.Ordinal))),
                    $"{url} {from}: {string.Join(" | ", losses.Select(static loss => $"{loss.Kind} {loss.Text}"))}");
            }
        }
        foreach (var (what, (right, wrong)) in counts) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-18} {right,8} right {wrong,6} wrong"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plain text of all versions {plain >> 20} MB"));

        void Count(string what, bool right, string where)
        {
            var (good, bad) = counts.GetValueOrDefault(what);
            counts[what] = right ? (good + 1, bad) : (good, bad + 1);
            if (right || shown.GetValueOrDefault(what) >= 5) return;
            shown[what] = shown.GetValueOrDefault(what) + 1;
            Console.WriteLine($"  {what}: {where}");
        }
    }

    private static string? Change(JsonElement capture) => capture.TryGetProperty("change", out var change) ? change.GetString() : null;
}

using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>How right the chain of copies is: on the gold of shared/gold/events, and on a corpus made by shared/load/make_corpus.py.</summary>
internal static class CopiesScore
{
    public static int Run(string shared, string? corpus, bool errors)
    {
        foreach (var name in (string[])["kcna-2011-lookalikes", "kcna-2011-08", "kremlin-kyiv-dev"]) Copied(Path.Combine(shared, "gold", "events", name + ".jsonl"), errors);
        Versions(Path.Combine(shared, "gold", "events", "versions-dev.jsonl"));
        VersionsInvented(Path.Combine(shared, "gold", "events", "ecb-dev.jsonl"));
        if (corpus is not null) Load(corpus, errors);
        return 0;
    }

    private static List<(EventDocument Document, string? Label)> Read(string path, string label)
    {
        var documents = new List<(EventDocument, string?)>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = JsonDocument.Parse(line);
            string? Field(string name) => json.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : null;
            documents.Add((new EventDocument(Field("id")!, Field("text")!) { Title = Field("title"), Published = Field("published"), Publisher = Field("publisher"), Url = Field("url") }, Field(label)));
        }
        return documents;
    }

    private static void Copied(string path, bool errors)
    {
        var gold = Read(path, "copy");
        var chain = Chain(gold, out var took);
        var copies = gold.Zip(chain, static (one, link) => (one.Label, link.Copy)).ToList();
        var (right, found, all) = (0, 0, 0);
        for (var i = 0; i < copies.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var isOne = copies[i].Label is { } label && label == copies[j].Label;
                var told = copies[i].Copy is { } copy && copy == copies[j].Copy;
                all += isOne ? 1 : 0;
                found += told ? 1 : 0;
                right += isOne && told ? 1 : 0;
                if (errors && isOne != told) Tell($"  {(told ? "invented" : "missed")} {gold[j].Document.Id} {gold[i].Document.Id}: {string.Join("; ", Copies.Between(gold[j].Document, gold[i].Document).Because)}");
            }
        }
        Tell($"{Path.GetFileNameWithoutExtension(path)}: copies, pairs P {Part(right, found):0.000} R {Part(right, all):0.000} F1 {Part(2 * right, found + all):0.000} ({all} pairs); {took.TotalMilliseconds / gold.Count:0.0} ms a document");
    }

    private static void Versions(string path)
    {
        var gold = Read(path, "article");
        var chain = Chain(gold, out var took);
        var groups = Joined(chain);
        var (precision, recall) = (0.0, 0.0);
        var byGroup = gold.GroupBy(one => groups[one.Document.Id]).ToDictionary(static group => group.Key, static group => group.ToList());
        var byArticle = gold.GroupBy(static one => one.Label!).ToDictionary(static group => group.Key, static group => group.Count());
        foreach (var (document, article) in gold)
        {
            var group = byGroup[groups[document.Id]];
            var same = (double)group.Count(one => one.Label == article);
            precision += same / group.Count / gold.Count;
            recall += same / byArticle[article!] / gold.Count;
        }
        Tell($"versions-dev: B-cubed P {precision:0.000} R {recall:0.000} F1 {2 * precision * recall / (precision + recall):0.000}; {took.TotalMilliseconds / gold.Count:0.0} ms a document");
    }

    /// <summary>Reports of one happening that come without address, day and publisher, like versions, and are none.</summary>
    private static void VersionsInvented(string path)
    {
        var gold = Read(path, "event");
        var events = gold.ToDictionary(static one => one.Document.Id, static one => one.Label);
        var told = Chain(gold, out _).Where(static link => link.Relation == CopyRelation.Version).ToList();
        Tell($"{Path.GetFileNameWithoutExtension(path)}: of {gold.Count} press reports {told.Count} told as versions, {told.Count(link => events[link.Id] != events[link.Of!])} of them of another event");
    }

    private static void Load(string corpus, bool errors)
    {
        var pages = LoadPage.Read(corpus).ToList();
        var chain = Chain(pages.ConvertAll(static page => (page.Document, (string?)null)), out var took);
        var truth = pages.ToDictionary(static page => page.Document.Id);
        var first = Sources(pages);
        var copies = chain.Where(static link => link.Copy is not null).ToDictionary(static link => link.Id, static link => link.Copy!);
        var (versions, versionsFound, reprints, reprintsFound, wrong, translations, translationsWrong) = (0, 0, 0, 0, 0, 0, 0);
        foreach (var link in chain)
        {
            var page = truth[link.Id];
            var of = link.Of is null ? null : truth[link.Of];
            if (!link.Id.EndsWith("#1", StringComparison.Ordinal))
            {
                versions++;
                versionsFound += link.Relation == CopyRelation.Version && of!.Document.Url == page.Document.Url ? 1 : 0;
            }
            else if (link.Relation == CopyRelation.Translation)
            {
                translations++;
                translationsWrong += of!.Event == page.Event ? 0 : 1;
            }
            else
            {
                var isCopy = page.CopyOf is not null;
                var told = link.Relation is CopyRelation.Reprint or CopyRelation.Edited;
                reprints += isCopy ? 1 : 0;
                // The copy may have been seen before what it copies, or be nearer to another copy: they are of one text.
                var hit = isCopy && link.Copy is { } copy && copies.TryGetValue(page.CopyOf + "#1", out var source) && source == copy;
                reprintsFound += hit ? 1 : 0;
                var invented = told && first(of!) != first(page);
                wrong += invented ? 1 : 0;
                if (errors && (invented || (isCopy && !hit))) Tell($"  {(invented ? "invented" : "missed")} {link.Relation} {link.Id} of {link.Of}: {string.Join("; ", link.Because)} (copy of {page.CopyOf}){(truth.TryGetValue(page.CopyOf + "#1", out var from) ? string.Join("; ", Source(from, page)) : "")}");
            }
        }
        Tell($"{pages.Count} texts of {corpus}: versions {versionsFound} of {versions}, reprints {reprintsFound} of {reprints}, invented {wrong}, translations told {translations}, of another event {translationsWrong}; {took.TotalMilliseconds / pages.Count:0.00} ms a text");
        Reached(pages);
    }

    private static Func<LoadPage, string> Sources(List<LoadPage> pages)
    {
        var sources = pages.Where(static page => page.CopyOf is not null).DistinctBy(static page => page.Document.Url).ToDictionary(static page => page.Document.Url!, static page => page.CopyOf!);
        return page =>
        {
            var at = page.Document.Url!;
            while (sources.TryGetValue(at, out var source)) at = source;
            return at;
        };
    }

    private static IEnumerable<string> Source(LoadPage source, LoadPage page)
    {
        var evidence = Copies.Between(source.Document, page.Document);
        return [$" {source.Document.Text.Length}/{page.Document.Text.Length} {evidence.Relation} {evidence.ShareOfFirst:0.00} {evidence.ShareOfSecond:0.00}", .. evidence.Because];
    }

    /// <summary>How many pairs of copies share a key of their sketches, and how many other pairs do.</summary>
    private static void Reached(List<LoadPage> pages)
    {
        var bands = pages.ConvertAll(static page => Sketch.Of(page.Document.Text).Bands());
        var met = bands.SelectMany(static (list, i) => list.Select(key => (key, i))).GroupBy(static pair => pair.key).Sum(static group => (long)group.Count() * (group.Count() - 1) / 2);
        var places = pages.Select(static (page, i) => (page, i)).Where(static one => one.page.Document.Id.EndsWith("#1", StringComparison.Ordinal)).ToDictionary(static one => one.page.Document.Url!, static one => one.i);
        var pairs = pages.Select(static (page, i) => (page, i)).Where(one => one.page.CopyOf is not null && places.ContainsKey(one.page.CopyOf) && one.page.Document.Id.EndsWith("#1", StringComparison.Ordinal)).ToList();
        var reached = pairs.Count(one => bands[one.i].Intersect(bands[places[one.page.CopyOf!]]).Any());
        Tell($"sketches of {Sketch.Size} bytes: {reached} of {pairs.Count} reprints share a key with their source; {(double)met / pages.Count:0.0} pairs a text share a key");
    }

    private static IReadOnlyList<CopyLink> Chain(List<(EventDocument Document, string? Label)> documents, out TimeSpan took)
    {
        var watch = Stopwatch.StartNew();
        var chain = Copies.Chain(documents.ConvertAll(static one => one.Document));
        took = watch.Elapsed;
        return chain;
    }

    private static Dictionary<string, string> Joined(IReadOnlyList<CopyLink> chain)
    {
        var of = chain.ToDictionary(static link => link.Id, static link => link.Of);
        return chain.ToDictionary(static link => link.Id, link =>
        {
            var at = link.Id;
            while (of[at] is { } before) at = before;
            return at;
        });
    }

    private static double Part(int some, int all) => all == 0 ? 1 : (double)some / all;

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

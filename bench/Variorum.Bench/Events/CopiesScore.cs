using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>How right the chain of copies is: on the gold of shared/gold/events, and on a corpus made by shared/load/make_corpus.py.</summary>
internal static partial class CopiesScore
{
    public static int Run(string shared, string? corpus, bool errors)
    {
        foreach (var name in (string[])["kcna-2011-lookalikes", "kcna-2011-08", "kremlin-kyiv-dev"]) Copied(Path.Combine(shared, "gold", "events", name + ".jsonl"), errors);
        Versions(Path.Combine(shared, "gold", "events", "versions-dev.jsonl"));
        VersionsInvented(Path.Combine(shared, "gold", "events", "ecb-dev.jsonl"));
        EditsMade(Path.Combine(shared, "gold", "events"), errors);
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
        Edits(pages, errors);
        Reached(pages);
    }

    /// <summary>How many copies whose carrier changed the body are told as edited, and how many of the others.</summary>
    private static void Edits(List<LoadPage> pages, bool errors)
    {
        var first = pages.Where(static page => page.Document.Id.EndsWith("#1", StringComparison.Ordinal)).ToDictionary(static page => page.Document.Url!);
        var told = new List<(bool Edited, CopyRelation Relation)>();
        foreach (var page in first.Values.Where(page => page.CopyOf is not null && first.ContainsKey(page.CopyOf)))
        {
            // The body is unchanged where each sentence stands in the source, without day and hour, dateline and the last line that names the carrier.
            var (text, source) = (Stamp().Replace(Spaced(page.Document.Text), ""), Spaced(first[page.CopyOf!].Document.Text));
            var sentences = text.Split(['.', '!', '?', '。', '؟'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var edited = sentences.Any(sentence => !sentence.EndsWith(" reports", StringComparison.Ordinal) && !source.Contains(sentence.Split(" -- ")[^1], StringComparison.OrdinalIgnoreCase));
            var evidence = Copies.Between(first[page.CopyOf!].Document, page.Document);
            told.Add((edited, evidence.Relation));
            if (errors && evidence.Relation != (edited ? CopyRelation.Edited : CopyRelation.Reprint)) Tell($"  {(edited ? "edited" : "pure")} told as {evidence.Relation}: {page.Document.Id}: {string.Join("; ", evidence.Because)}");
        }
        TellEdits("the corpus", told);

        static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex(@"^(?:\w+, )?(?:\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}|\d\d\.\d\d\.\d{4}),?(?: \d\d:\d\d)? ")]
    private static partial Regex Stamp();

    /// <summary>Copies made of real texts by chance: what every carrier does to a text, and a change within its body besides.</summary>
    private static void EditsMade(string folder, bool errors)
    {
        var texts = ((string[])["kcna-2011-08", "kcna-2011-lookalikes", "kremlin-kyiv-dev", "ecb-dev"]).SelectMany(name => Read(Path.Combine(folder, name + ".jsonl"), "event"))
            .Select(static one => one.Document with { Id = "source", Title = "The source", Publisher = "The agency", Url = "https://agency.example/1", Published = "2011-05-05" })
            .Where(static one => Words(one.Text).Count >= 80).ToList();
        var vocabulary = texts.SelectMany(static one => Words(one.Text)).Where(static word => word.Value.All(char.IsAsciiLetterLower) && word.Length > 3).Select(static word => word.Value).ToList();
        foreach (var kind in (string[])["nothing", "a word replaced", "a word left out", "a word put in", "a figure replaced"])
        {
            var random = new Random(7);
            var told = new List<(bool, CopyRelation)>();
            foreach (var source in texts)
            {
                var words = Words(source.Text);
                // Within the body: behind the first ten words and before the last, where a dateline and a signature stand, and in the part that a cut leaves.
                var body = words.Skip(10).Take(words.Count * 6 / 10 - 10).Where(word => kind == "a figure replaced" ? word.Value.All(char.IsAsciiDigit) : word.Value.All(char.IsAsciiLetterLower) && word.Length > 3).ToList();
                if (body.Count == 0) continue;
                var at = body[random.Next(body.Count)];
                var other = vocabulary[random.Next(vocabulary.Count)];
                var text = kind switch
                {
                    "a word replaced" => Replaced(source.Text, at, other == at.Value ? "otherwise" : other),
                    "a word left out" => Replaced(source.Text, at, ""),
                    "a word put in" => Replaced(source.Text, at, at.Value + " " + other),
                    "a figure replaced" => Replaced(source.Text, at, (long.Parse(at.Value, CultureInfo.InvariantCulture) % 1_000_000_000 + 1 + random.Next(9)).ToString(CultureInfo.InvariantCulture)),
                    _ => source.Text,
                };
                if (random.Next(3) == 0 && Ends(text) is { Count: > 0 } ends) text = text[..ends[random.Next(ends.Count)]];
                if (random.Next(3) == 0) text = "LESMARK, May 6 (Courier) -- " + text;
                if (random.Next(3) == 0) text += random.Next(2) == 0 ? "\nSource: The agency" : " The Courier of Lesmark reports.";
                var copy = source with { Id = "copy", Title = "Another headline", Publisher = "The Courier", Url = "https://courier.example/1", Text = text, Origin = random.Next(2) == 0 ? new Origin("The agency", null) : null };
                var evidence = Copies.Between(source, copy);
                told.Add((kind != "nothing", evidence.Relation));
                if (errors && evidence.Relation != (kind != "nothing" ? CopyRelation.Edited : CopyRelation.Reprint)) Tell($"  {kind}, told as {evidence.Relation}: {string.Join("; ", evidence.Because)}");
            }
            TellEdits($"{kind}, real texts", told);
        }

        static List<Match> Words(string text) => Regex.Matches(text, @"(?<![\w,.'’-])\w+(?![\w'’-]|[,.]\w)").ToList();
        static string Replaced(string text, Match at, string by) => text[..at.Index] + by + text[(at.Index + at.Length)..];
        static List<int> Ends(string text) => [.. Regex.Matches(text, @"[a-z]{3}[.](?=\s)").Select(static end => end.Index + end.Length).Where(end => end > text.Length * 6 / 10)];
    }

    private static void TellEdits(string of, List<(bool Edited, CopyRelation Relation)> told)
    {
        int Count(bool edited, CopyRelation relation) => told.Count(one => one == (edited, relation));
        foreach (var edited in told.Select(static one => one.Edited).Distinct().Order())
            Tell($"{of}: of {told.Count(one => one.Edited == edited)} {(edited ? "copies with edits in the body" : "pure reprints")} {Count(edited, CopyRelation.Edited)} told as edited, {Count(edited, CopyRelation.Reprint)} as reprints, {told.Count(one => one.Edited == edited && one.Relation is not (CopyRelation.Edited or CopyRelation.Reprint))} as no copies");
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

using System.Globalization;

namespace Variorum.Bench;

/// <summary>
/// Whether the spellings of one name share a key and those of two do not; and with a corpus made by shared/load/make_corpus.py, how far names,
/// figures, dates and concepts alone go in finding events that are told in several languages.
/// </summary>
internal static class NamesScore
{
    private const double Window = 3;

    private static readonly string Spellings = Path.Combine("tests", "corpora", "names", "spellings.tsv");

    public static int Run(string? corpus)
    {
        Names();
        if (corpus is not null) Events(corpus);
        return 0;
    }

    private static void Names()
    {
        var names = File.ReadLines(Spellings).Where(static line => !line.StartsWith('#'))
            .Select(static line => line.Split('\t')[1..].Select(static form => (Language: form[..2], Keys: Keys(form[3..], form[..2]))).ToList()).ToList();
        var (same, of, other, ofOther) = (0, 0, 0, 0);
        var languages = new SortedDictionary<string, (int Hit, int All)>(StringComparer.Ordinal);
        foreach (var forms in names)
        {
            foreach (var (i, j) in from i in Enumerable.Range(0, forms.Count) from j in Enumerable.Range(0, i) select (i, j))
            {
                var hit = forms[i].Keys.Overlaps(forms[j].Keys) ? 1 : 0;
                same += hit;
                of++;
                foreach (var language in new[] { forms[i].Language, forms[j].Language })
                {
                    var (hits, all) = languages.GetValueOrDefault(language);
                    languages[language] = (hits + hit, all + 1);
                }
            }
        }
        foreach (var (one, another) in from i in Enumerable.Range(0, names.Count) from j in Enumerable.Range(0, i) from a in names[i] from b in names[j] select (a, b))
        {
            other += one.Keys.Overlaps(another.Keys) ? 1 : 0;
            ofOther++;
        }
        Tell($"spellings of one name that share a key: {same} of {of}, {(double)same / of:P1}; of two names: {other} of {ofOther}, {(double)other / ofOther:P3}");
        Tell($"by language, worst first: {string.Join(", ", languages.OrderBy(static pair => (double)pair.Value.Hit / pair.Value.All).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {(double)pair.Value.Hit / pair.Value.All:P0}")))}");
    }

    private static HashSet<ulong> Keys(string name, string language) =>
        [.. NameKeys.OfName(name, language).Where(static key => key.Kind is NameKeyKind.Skeleton or NameKeyKind.FullName).Select(static key => key.Hash)];

    private static void Events(string corpus)
    {
        var pages = LoadPage.Read(corpus).DistinctBy(static page => page.Document.Url).OrderBy(static page => page.Document.Published, StringComparer.Ordinal).ToList();
        var keys = pages.ConvertAll(static page => NameKeys.Of($"{page.Document.Title}\n{page.Document.Text}", page.Document.Language, page.Document.Published));
        var counts = new Dictionary<ulong, int>();
        foreach (var key in keys.SelectMany(static list => list)) counts[key.Hash] = counts.GetValueOrDefault(key.Hash) + 1;
        var vectors = keys.ConvertAll(list => Vector(list, counts, pages.Count));
        var days = pages.ConvertAll(static page => DateTime.TryParse(page.Document.Published, CultureInfo.InvariantCulture, out var day) ? (day - DateTime.UnixEpoch).TotalDays : 0);
        var several = pages.GroupBy(static page => page.Event).Where(static told => told.Select(static page => page.Language).Distinct().Count() > 1).Select(static told => told.Key).ToHashSet();
        Tell($"{pages.Count} pages, {keys.Average(static list => list.Count):0} keys each; {several.Count} events told in several languages");
        foreach (var threshold in new[] { 0.08, 0.1, 0.12, 0.15, 0.18, 0.22, 0.26, 0.3 })
        {
            var groups = Group(vectors, days, threshold);
            var judged = Enumerable.Range(0, pages.Count).Where(i => several.Contains(pages[i].Event)).ToList();
            var (precision, recall) = BCubed(judged, groups, pages);
            Tell($"  joined from {threshold:0.00}: B-cubed P {precision:0.000} R {recall:0.000} F1 {2 * precision * recall / (precision + recall):0.000}");
        }
    }

    private static Dictionary<ulong, double> Vector(IReadOnlyList<NameKey> keys, Dictionary<ulong, int> counts, int documents)
    {
        var vector = keys.ToDictionary(static key => key.Hash, key => key.Weight * Math.Log((double)documents / counts[key.Hash]) * (key.Kind is NameKeyKind.Spelling ? 0.5 : 1));
        var length = Math.Sqrt(vector.Values.Sum(static value => value * value)) + 1e-9;
        return vector.ToDictionary(static pair => pair.Key, pair => pair.Value / length);
    }

    // A single pass in order of time, each to the nearest group by the mean of its members.
    private static int[] Group(List<Dictionary<ulong, double>> vectors, List<double> days, double threshold)
    {
        var groups = new int[vectors.Count];
        var members = new List<(List<int> Documents, double Last)>();
        for (var i = 0; i < vectors.Count; i++)
        {
            var (best, at) = (threshold, -1);
            for (var g = members.Count - 1; g >= 0; g--)
            {
                if (days[i] - members[g].Last > Window) continue;
                var mean = members[g].Documents.Average(j => Cosine(vectors[i], vectors[j]));
                if (mean >= best) (best, at) = (mean, g);
            }
            if (at < 0)
            {
                at = members.Count;
                members.Add(([], 0));
            }
            members[at].Documents.Add(i);
            members[at] = (members[at].Documents, days[i]);
            groups[i] = at;
        }
        return groups;
    }

    private static double Cosine(Dictionary<ulong, double> one, Dictionary<ulong, double> other)
    {
        var (few, many) = one.Count < other.Count ? (one, other) : (other, one);
        var sum = 0.0;
        foreach (var (key, value) in few)
            if (many.TryGetValue(key, out var shared)) sum += value * shared;
        return sum;
    }

    private static (double Precision, double Recall) BCubed(List<int> judged, int[] groups, List<LoadPage> pages)
    {
        var together = Enumerable.Range(0, groups.Length).GroupBy(i => groups[i]).ToDictionary(static group => group.Key, static group => group.ToList());
        var told = Enumerable.Range(0, groups.Length).GroupBy(i => pages[i].Event).ToDictionary(static group => group.Key, static group => group.ToList());
        var (precision, recall) = (0.0, 0.0);
        foreach (var i in judged)
        {
            var right = (double)together[groups[i]].Count(j => pages[j].Event == pages[i].Event);
            precision += right / together[groups[i]].Count;
            recall += right / told[pages[i].Event].Count;
        }
        return (precision / judged.Count, recall / judged.Count);
    }

    private static void Tell(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}

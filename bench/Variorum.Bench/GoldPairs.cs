using System.Text.Json;

namespace Variorum.Bench;

/// <summary>Two texts as a person aligned them, a sentence a line.</summary>
/// <param name="Name">The folder's name; of a cross of two pairs, both.</param>
/// <param name="A">The first account.</param>
/// <param name="B">The second.</param>
/// <param name="Sure">Links that a careful reader must find, by line.</param>
/// <param name="Possible">Links that may be given or left out.</param>
internal sealed record GoldPair(string Name, Account A, Account B, HashSet<(int, int)> Sure, HashSet<(int, int)> Possible)
{
    /// <summary>The same as a user gives them: with headline, dateline and whatever else stands on the page.</summary>
    public Account RawA { get; init; } = A;

    public Account RawB { get; init; } = B;

    public required PairOrigin Origin { get; init; }

    public bool IsPositive => Sure.Count > 5;

    public bool SharesTextWith(GoldPair other) =>
        A.Sha256 == other.A.Sha256 || A.Sha256 == other.B.Sha256 || B.Sha256 == other.A.Sha256 || B.Sha256 == other.B.Sha256;
}

/// <summary>Where a pair comes from, which says what it is good for.</summary>
internal enum PairOrigin
{
    /// <summary>Real, aligned by two readers: scored, and learnt from.</summary>
    Gold,

    /// <summary>Real, labelled by one reader from <c>gold/events</c>.</summary>
    Labelled,

    /// <summary>Written for learning, in the kinds that are hard to align.</summary>
    Invented,

    /// <summary>The pairs whose apparatus the tests hold exact: cleaner than life.</summary>
    Exact,

    /// <summary>Texts of different events set against each other.</summary>
    Crossed,
}

internal static class GoldPairs
{
    public static List<GoldPair> Load(string shared)
    {
        var pairs = new List<GoldPair>();
        foreach (var folder in Directory.EnumerateDirectories(Path.Combine(shared, "gold")).Order(StringComparer.Ordinal))
        {
            var gold = Path.Combine(folder, "gold.json");
            if (!File.Exists(gold)) continue;
            var root = JsonDocument.Parse(File.ReadAllBytes(gold)).RootElement;
            var lined = File.Exists(Path.Combine(folder, "a.txt"));
            var (a, b) = lined
                ? (Side(folder, root, "a"), Side(folder, root, "b"))
                : (Read(Path.Combine(folder, "a.raw.txt")), Read(Path.Combine(folder, "b.raw.txt")));
            pairs.Add(new GoldPair(Path.GetFileName(folder), a, b, Links(root, "sure"), Links(root, "possible"))
            {
                RawA = Read(Raw(folder, root, "a")),
                RawB = Read(Raw(folder, root, "b")),
                Origin = PairOrigin.Gold,
            });
        }
        return pairs;
    }

    /// <summary>The project's own invented pairs, every link of which is known.</summary>
    public static List<GoldPair> Own(string folder)
    {
        var pairs = new List<GoldPair>();
        foreach (var pair in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var links = File.ReadLines(Path.Combine(pair, "expected.tsv")).Select(static line => line.Split('\t')).Where(static fields => fields[0] == "link");
            var sure = links.SelectMany(static fields => from a in fields[1].Split(',') from b in fields[2].Split(',') select (Number(a), Number(b))).ToHashSet();
            pairs.Add(new GoldPair(Path.GetFileName(pair), Read(Path.Combine(pair, "a.txt")), Read(Path.Combine(pair, "b.txt")), sure, []) { Origin = PairOrigin.Exact });
        }
        return pairs;
    }

    /// <summary>Pairs of <c>gold/events</c>, of which the project keeps the links and the places of the sentences, never the texts.</summary>
    public static List<GoldPair> Labelled(string labels, string shared)
    {
        var pairs = new List<GoldPair>();
        var documents = new Dictionary<string, Dictionary<string, JsonElement>>();
        foreach (var path in Directory.EnumerateFiles(labels, "*.json").Order(StringComparer.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            pairs.Add(new GoldPair(Path.GetFileNameWithoutExtension(path), Side("a"), Side("b"), Links(root, "sure"), Links(root, "possible")) { Origin = PairOrigin.Labelled });

            Account Side(string side)
            {
                var file = root.GetProperty(side).GetProperty("file").GetString()!;
                if (!documents.TryGetValue(file, out var byId))
                {
                    documents[file] = byId = File.ReadLines(Path.Combine(shared, "gold", "events", file)).Select(static line => JsonDocument.Parse(line).RootElement)
                        .ToDictionary(static document => document.GetProperty("id").ToString());
                }
                var document = byId[root.GetProperty(side).GetProperty("id").ToString()];
                var text = document.GetProperty("text").GetString()!;
                var lines = root.GetProperty("sentences" + side.ToUpperInvariant()).EnumerateArray()
                    .Select(span => string.Join(' ', text[span[0].GetInt32()..span[1].GetInt32()].Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)));
                return Lined([.. lines], document.GetProperty("id").ToString(), document.TryGetProperty("published", out var published) ? published.GetString() : null);
            }
        }
        return pairs;
    }

    /// <summary>Invented pairs as lifelike as the real ones, aligned by reading.</summary>
    public static IEnumerable<GoldPair> Invented(string folder)
    {
        foreach (var pair in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(pair, "gold.json"))).RootElement;
            yield return new GoldPair(Path.GetFileName(pair), Side(pair, root, "a"), Side(pair, root, "b"), Links(root, "sure"), Links(root, "possible")) { Origin = PairOrigin.Invented };
        }
    }

    private static int Number(string id) => int.Parse(id.AsSpan(1), provider: null) - 1;

    /// <summary>Texts of different events set against each other: nothing to link.</summary>
    public static IEnumerable<GoldPair> Crossed(List<GoldPair> pairs)
    {
        for (var step = 1; step <= 4; step++)
        {
            for (var i = 0; i < pairs.Count; i++)
            {
                var (one, other) = (pairs[i], pairs[(i + step) % pairs.Count]);
                if (!one.SharesTextWith(other)) yield return new GoldPair($"{one.Name} x {other.Name}", one.A, other.B, [], []) { Origin = PairOrigin.Crossed };
            }
        }
    }

    private static string Raw(string folder, JsonElement root, string side)
    {
        var raw = Path.Combine(folder, side + ".raw.txt");
        return File.Exists(raw) ? raw : Path.GetFullPath(Path.Combine(folder, root.GetProperty(side).GetProperty("file").GetString()!));
    }

    private static string? Published(JsonElement root, string side) =>
        root.TryGetProperty(side, out var witness) && witness.TryGetProperty("published", out var date) ? date.GetString() : null;

    private static HashSet<(int, int)> Links(JsonElement root, string name) =>
        root.TryGetProperty(name, out var links) ? [.. links.EnumerateArray().Select(link => (link[0].GetInt32(), link[1].GetInt32()))] : [];

    private static Account Read(string path) => Reader.Read(new Page(File.ReadAllBytes(path), path));

    private static Account Side(string folder, JsonElement root, string side)
    {
        var path = Path.Combine(folder, side + ".txt");
        return Lined([.. File.ReadAllLines(path).Where(static line => !string.IsNullOrWhiteSpace(line))], path, Published(root, side));
    }

    /// <summary>An account of which each line is a statement.</summary>
    public static Account Lined(IReadOnlyList<string> lines, string name, string? published)
    {
        var text = string.Join("\n\n", lines);
        var passages = new List<Passage>();
        var start = 0;
        foreach (var line in lines)
        {
            passages.Add(new Passage($"{passages.Count + 1}", line, start, start + line.Length, passages.Count, null));
            start += line.Length + 2;
        }
        var dates = Dates.Find(text, published);
        return new Account
        {
            Input = name,
            Sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text))),
            Text = text,
            Language = "en",
            Published = published,
            Passages = passages,
            Dates = dates,
            Quantities = Quantities.Find(text, dates),
        };
    }
}

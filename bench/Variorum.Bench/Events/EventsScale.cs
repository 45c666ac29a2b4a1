using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Variorum.Bench;

/// <summary>
/// Groups documents as they arrive, in batches as an archive gives them, then one at a time; prints how time, memory and the
/// index grow, and how right the events are by the documents' own <c>event</c>.
/// </summary>
internal static class EventsScale
{
    private const int AtOnce = 512, Singles = 400;

    public static int Run(string documents, string folder, int most)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.EnumerateFiles(folder, "events.db*")) File.Delete(old);
        var (truth, watch) = (new List<string>(), Stopwatch.StartNew());
        // The last are kept to be added one by one, when all the others are grouped.
        var singles = new Queue<EventIndex.NewAccount>();
        using var texts = new Texts(documents);
        var urls = new Dictionary<string, long>(StringComparer.Ordinal);
        using (var index = EventIndex.Write(folder))
        {
            var (shown, since, used) = (0, TimeSpan.Zero, Environment.CpuUsage.TotalTime);
            index.Take(Batches(), texts.Of, grouped =>
            {
                if (grouped >= (shown < 100_000 ? shown + 10_000 : shown + 50_000)) Tell(grouped);
            });
            Tell(truth.Count - singles.Count);

            IEnumerable<EventIndex.NewAccount[]> Batches()
            {
                var batch = new List<EventIndex.NewAccount>(AtOnce);
                foreach (var line in File.ReadLines(documents).Take(most))
                {
                    singles.Enqueue(Read(line, truth, urls));
                    texts.Add(line);
                    if (singles.Count > Singles) batch.Add(singles.Dequeue());
                    if (batch.Count < AtOnce) continue;
                    yield return [.. batch];
                    batch.Clear();
                }
                if (batch.Count > 0) yield return [.. batch];
            }

            void Tell(int grouped)
            {
                var now = watch.Elapsed;
                var file = new FileInfo(Path.Combine(folder, "events.db")).Length;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{grouped,9} grouped  {(grouped - shown) / (now - since).TotalSeconds,6:0}/s since  {grouped / now.TotalSeconds,6:0}/s in all  {(Environment.CpuUsage.TotalTime - used).TotalMilliseconds / Math.Max(1, grouped - shown),5:0.00} ms of processor each  {Environment.WorkingSet >> 20,5} MB now  {Process.GetCurrentProcess().PeakWorkingSet64 >> 20,5} MB at most  {file >> 20,5} MB index"));
                (shown, since, used) = (grouped, now, Environment.CpuUsage.TotalTime);
            }
        }
        // Opened again, with nothing in memory, as a verb does.
        using (var index = EventIndex.Write(folder))
        {
            var (times, processor) = (new List<double>(), new List<double>());
            while (singles.TryDequeue(out var account))
            {
                var (begun, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                index.Take([[account]], texts.Of);
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                processor.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
            }
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one at a time: the first {times[0]:0.0} ms"));
            times.Sort();
            processor.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times.Count} one at a time: median {times[times.Count / 2]:0.0} ms, p95 {times[(int)(times.Count * .95)]:0.0} ms, most {times[^1]:0.0} ms; of processor: median {processor[processor.Count / 2]:0.0} ms, p95 {processor[(int)(processor.Count * .95)]:0.0} ms"));
            var given = Enumerable.Range(1, truth.Count).Select(id => index.EventOf(id) ?? -id).ToList();
            Console.WriteLine($"{given.Distinct().Count()} events for {truth.Distinct().Count()}: {EventMeasures.Of(truth, given)}");
        }
        return 0;
    }

    /// <summary>Groups documents twice, as they stand and in an order by chance, and prints how alike the events are.</summary>
    public static int Order(string documents, string folder, int most)
    {
        var lines = File.ReadLines(documents).Take(most).ToArray();
        var chance = lines.ToArray();
        new Random(7).Shuffle(chance);
        var (one, two) = (Grouped(lines), Grouped(chance));
        Console.WriteLine($"{one.Count} accounts, {one.Values.Distinct().Count()} and {two.Values.Distinct().Count()} events, B-cubed of one order by the other: {EventMeasures.Of([.. one.Values.Select(static id => $"{id}")], [.. one.Keys.Select(id => two[id])])}");
        return 0;

        Dictionary<string, long> Grouped(string[] lines)
        {
            Directory.CreateDirectory(folder);
            foreach (var old in Directory.EnumerateFiles(folder, "events.db*")) File.Delete(old);
            var (urls, truth) = (new Dictionary<string, long>(StringComparer.Ordinal), new List<string>());
            var accounts = lines.Select(line => Read(line, truth, urls)).ToList();
            using var index = EventIndex.Write(folder);
            index.Take(accounts.Chunk(AtOnce), id => accounts[(int)id - 1].Account);
            return lines.Select((line, i) => (Id: JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!, Event: index.EventOf(i + 1) ?? -i)).ToDictionary(static pair => pair.Id, static pair => pair.Event);
        }
    }

    /// <summary>The documents' texts by their numbers, as an archive has them: read again from the file.</summary>
    private sealed class Texts(string path) : IDisposable
    {
        private readonly Microsoft.Win32.SafeHandles.SafeFileHandle file = File.OpenHandle(path);
        private readonly List<long> places = [0];

        public void Add(string line) => places.Add(places[^1] + System.Text.Encoding.UTF8.GetByteCount(line) + 1);

        // A unit is named by its first version, whose text serves as well here.
        public EventDocument Of(long id)
        {
            var bytes = new byte[places[(int)id] - places[(int)id - 1] - 1];
            RandomAccess.Read(file, bytes, places[(int)id - 1]);
            return Document(JsonDocument.Parse(bytes).RootElement, id.ToString(CultureInfo.InvariantCulture));
        }

        public void Dispose() => file.Dispose();
    }

    private static EventDocument Document(JsonElement root, string id)
    {
        string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return new EventDocument(id, Text("text") ?? "") { Title = Text("title"), Published = Text("published"), Publisher = Text("publisher"), Language = Text("language"), Url = Text("url") };
    }

    private static EventIndex.NewAccount Read(string line, List<string> truth, Dictionary<string, long> urls)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var id = (truth.Count + 1).ToString(CultureInfo.InvariantCulture);
        var account = Document(root, id);
        truth.Add(root.TryGetProperty("event", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : id);
        var url = account.Url ?? id;
        var time = DateTimeOffset.TryParse(account.Published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day.ToUnixTimeMilliseconds() : 0;
        if (!urls.TryGetValue(url, out var document)) urls.Add(url, document = urls.Count + 1);
        return new EventIndex.NewAccount(truth.Count, document, document, truth.Count, 0, time, time, account);
    }
}

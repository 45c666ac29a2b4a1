using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Variorum.Bench;

/// <summary>How large the search index of a folder of WARC files or of an archive is, how long it takes to make, and how long queries take.</summary>
internal static class SearchSpeed
{
    private const int Queries = 200;
    private const int Rounds = 5;
    private const long WordsTogether = 2_000_000;

    /// <param name="folder">With the WARC files, or an archive's.</param>
    /// <param name="times">How often its pages are put in, each time as new ones; of an archive, how many versions.</param>
    public static int Run(string folder, int times)
    {
        // An archive is only read.
        var path = Path.Combine(Path.GetTempPath(), $"search-speed-{Environment.ProcessId}.db");
        File.Delete(path);
        using (var connection = Open(path))
        {
            SearchIndex.Create(connection);
            var sample = Build(folder, times, path, connection);
            if (sample.Texts.Count == 0) return 1;
            Ask(connection, sample);
        }
        File.Delete(path);
        return 0;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_size = 8192; PRAGMA journal_mode = wal; PRAGMA synchronous = normal;";
        command.ExecuteNonQuery();
        return connection;
    }

    private static Sample Build(string folder, int times, string path, SqliteConnection connection)
    {
        var builder = new SegmentBuilder();
        var sample = new Sample();
        long id = 0, text = 0, deflated = 0, words = 0;
        var (adding, writing) = (new Stopwatch(), new Stopwatch());
        var longest = TimeSpan.Zero;
        var database = Path.Combine(folder, "archive.db");
        var documents = File.Exists(database) ? SearchPages.Versions(folder, times)
            : Directory.EnumerateFiles(folder, "*.warc.gz").Order(StringComparer.Ordinal).SelectMany(file => Enumerable.Repeat(file, times)).SelectMany(SearchPages.Read);
        foreach (var document in documents)
        {
            id++;
            text += Encoding.UTF8.GetByteCount(document.Text);
            if (id % 50 == 0) deflated += 50 * Deflated(document.Text);
            sample.Add(document.Text, document.Language);
            adding.Start();
            builder.Add(document with { Id = id });
            adding.Stop();
            if (builder.Words >= WordsTogether) Write();
        }
        Write();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "PRAGMA wal_checkpoint(truncate)";
            command.ExecuteNonQuery();
        }
        var index = new FileInfo(path).Length;
        using (var store = new SearchStore(connection))
        {
            var segments = store.Segments();
            foreach (var (part, bytes) in Parts(connection)) Console.WriteLine($"{part,-10} {Mb(bytes)}");
            Console.WriteLine($"{id} versions, {words} words; text {Mb(text)}, deflated one by one {(double)deflated / text:0.00} of it; index {Mb(index)}, {(double)index / text:0.00} of it, in {segments.Count} segments of {Mb(segments.Sum(segment => segment.Bytes))}");
        }
        Console.WriteLine($"adding {id / adding.Elapsed.TotalSeconds:0} versions a second, writing and merging {id / writing.Elapsed.TotalSeconds:0}, the longest write {longest.TotalSeconds:0.0} s; at most {Mb(Process.GetCurrentProcess().PeakWorkingSet64)} of memory");
        return sample;

        void Write()
        {
            words += builder.Words;
            var start = Stopwatch.GetTimestamp();
            writing.Start();
            builder.Write(connection);
            writing.Stop();
            if (Stopwatch.GetElapsedTime(start) is var took && took > longest) longest = took;
        }
    }

    private static List<(string Part, long Bytes)> Parts(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT stream, sum(length(data)) FROM search_chunk GROUP BY stream UNION ALL SELECT -1, sum(length(data) + 2 * length(first)) FROM search_terms";
        using var reader = command.ExecuteReader();
        var parts = new List<(string Part, long Bytes)>();
        while (reader.Read()) parts.Add((reader.GetInt32(0) < 0 ? "Terms" : ((SegmentStream)reader.GetInt32(0)).ToString(), reader.GetInt64(1)));
        return parts;
    }

    private static void Ask(SqliteConnection connection, Sample sample)
    {
        var index = new SearchIndex(connection);
        index.Search(Query.Parse("the"));
        // Drawn from the texts, a word comes as often as people write it.
        Report("two words", index, Sample.Draw(Queries, random => $"{sample.Word(random)} {sample.Word(random)}"));
        Report("two common words", index, Sample.Draw(Queries, random => $"{sample.Common(random)} {sample.Common(random)}"));
        Report("a rare word", index, Sample.Draw(Queries, sample.Rare));
        Report("a phrase of common words", index, Sample.Draw(Queries, random => $"\"{sample.CommonPhrase(random)}\""));
        Report("words near each other", index, Sample.Draw(Queries, random => $"{sample.Word(random)} NEAR/5 {sample.Word(random)}"));
        Report("three words, any of them", index, Sample.Draw(Queries, random => $"{sample.Word(random)} OR {sample.Word(random)} OR {sample.Word(random)}"));
        Report("a prefix of four letters", index, Sample.Draw(Queries, random => sample.Word(random) is var word && word.Length > 4 ? word[..4] + "*" : word + "*"));
        Report("two words of one year", index, Sample.Draw(Queries, random => $"{sample.Word(random)} {sample.Word(random)} date:2016-03..2017-02"));
        Report("two words, with facets", index, Sample.Draw(Queries / 10, random => $"{sample.Word(random)} {sample.Word(random)}"),
            new SearchOptions { Facets = [Facet.Source, Facet.Year, Facet.Language, Facet.Speaker] });
        Report("two words, a new reader", null, Sample.Draw(Queries / 10, random => $"{sample.Word(random)} {sample.Word(random)}"), connection: connection);
    }

    private static void Report(string what, SearchIndex? index, List<string> queries, SearchOptions? options = null, SqliteConnection? connection = null)
    {
        foreach (var query in queries.Take(10)) (index ?? new SearchIndex(connection!)).Search(Query.Parse(query), options);
        var (times, processor) = (new List<double>(), new List<double>());
        long found = 0;
        foreach (var query in queries)
        {
            // The best of a few rounds: what else the machine does falls on any of them.
            var (best, used) = (double.MaxValue, double.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
                var total = (index ?? new SearchIndex(connection!)).Search(Query.Parse(query), options).Total;
                best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                used = Math.Min(used, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds);
                if (round == 0) found += total;
            }
            times.Add(best);
            processor.Add(used);
        }
        times.Sort();
        processor.Sort();
        Console.WriteLine($"{what,-26} p50 {times[times.Count / 2],7:0.0} ms  p95 {times[times.Count * 95 / 100],7:0.0} ms  worst {times[^1],7:0.0} ms; of the processor p50 {processor[times.Count / 2],6:0.0} ms  p95 {processor[times.Count * 95 / 100],6:0.0} ms; {found / queries.Count} hits on average, such as {queries[0]}");
    }

    private static long Deflated(string text)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(Encoding.UTF8.GetBytes(text));
        return bytes.Length;
    }

    private static string Mb(long bytes) => $"{bytes / 1e6:0} MB";

    /// <summary>Some of the texts, to draw words from.</summary>
    private sealed class Sample
    {
        private const int Kept = 3000;
        private const int CommonWords = 100;

        private readonly Random random = new(1);
        private readonly Dictionary<string, int> frequencies = new(StringComparer.Ordinal);
        private long seen;
        private List<string>? common;
        private List<string>? rare;

        public List<string[]> Texts { get; } = [];

        public void Add(string text, string? language)
        {
            seen++;
            var place = Texts.Count < Kept ? Texts.Count : random.NextInt64(seen);
            if (place >= Kept) return;
            var words = new Analyzer().Analyze(text, language).Where(token => token.Kind == SearchTokenKind.Word).Select(token => token.Form).ToArray();
            if (words.Length < 2) return;
            if (place == Texts.Count) Texts.Add(words);
            else Texts[(int)place] = words;
        }

        public static List<string> Draw(int count, Func<Random, string> query)
        {
            var draws = new Random(7);
            return [.. Enumerable.Range(0, count).Select(_ => query(draws))];
        }

        public string Word(Random draws) => Texts[draws.Next(Texts.Count)] is var text ? text[draws.Next(text.Length)] : "";

        public string Common(Random draws) => Commons()[draws.Next(CommonWords)];

        /// <summary>A word of one of the sampled texts only.</summary>
        public string Rare(Random draws)
        {
            Commons();
            rare ??= [.. frequencies.Where(word => word.Value == 1).Select(word => word.Key).Order(StringComparer.Ordinal)];
            return rare[draws.Next(rare.Count)];
        }

        /// <summary>Three words in a row of some text, all of them common.</summary>
        public string CommonPhrase(Random draws)
        {
            var all = Commons().Take(CommonWords).ToHashSet(StringComparer.Ordinal);
            for (var tries = 0; tries < 100_000; tries++)
            {
                var text = Texts[draws.Next(Texts.Count)];
                if (text.Length < 4) continue;
                var at = draws.Next(text.Length - 3);
                if (all.Contains(text[at]) && all.Contains(text[at + 1]) && (all.Contains(text[at + 2]) || tries > 1000)) return string.Join(' ', text[at..(at + 3)]);
            }
            throw new InvalidOperationException("The texts have no common words that follow one another.");
        }

        private List<string> Commons()
        {
            if (common is not null) return common;
            foreach (var word in Texts.SelectMany(text => text.Distinct())) frequencies[word] = frequencies.GetValueOrDefault(word) + 1;
            return common = [.. frequencies.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Select(word => word.Key)];
        }
    }
}

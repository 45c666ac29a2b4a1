using System.Diagnostics;

namespace Variorum.Bench;

/// <summary>What a collation costs once warm: time against reading the same texts in the same run, memory, and how both grow.</summary>
internal static class CollationSpeed
{
    // Enough for the runtime to compile all of it at its best.
    private const int Runs = 300;

    public static int Run(string a, string b)
    {
        var (first, second) = (File.ReadAllBytes(a), File.ReadAllBytes(b));
        Account Read(byte[] bytes) => Reader.Read(new Page(bytes, "page"));
        var (one, other) = (Read(first), Read(second));
        var reading = Best(() => _ = (Read(first), Read(second)));
        Tell($"{one.Passages.Count} x {other.Passages.Count}", one, other, reading.Milliseconds);
        foreach (var sentences in new[] { 250, 500, 1000 }) Tell($"{sentences} x {sentences}", Long(one, other, sentences, 1), Long(other, one, sentences, 2), reading.Milliseconds);
        return 0;
    }

    private static void Tell(string name, Account a, Account b, double reading)
    {
        var (milliseconds, bytes) = Best(() => _ = Collator.Collate(a, b), a.Passages.Count < 200 ? Runs : Runs / 30);
        Console.WriteLine($"{name,-12} {milliseconds,8:0.0} ms, {milliseconds / reading,6:0.00} x reading the pair, {bytes / 1e6,7:0.0} MB allocated");
    }

    private static (double Milliseconds, long Bytes) Best(Action action, int runs = Runs)
    {
        var (best, bytes) = (double.MaxValue, long.MaxValue);
        for (var run = 0; run < runs; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        return (best, bytes);
    }

    /// <summary>An account of as many sentences as asked, made of those of two, some words of each exchanged so that none is told twice alike.</summary>
    private static Account Long(Account one, Account other, int sentences, int seed)
    {
        var random = new Random(seed);
        var pool = one.Passages.Concat(other.Passages).Select(static passage => passage.Text.Split(' ')).ToList();
        var passages = new List<Passage>();
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < sentences; i++)
        {
            var words = (string[])pool[i % pool.Count].Clone();
            for (var change = 0; change < words.Length / 4; change++)
            {
                var from = pool[random.Next(pool.Count)];
                words[random.Next(words.Length)] = from[random.Next(from.Length)];
            }
            var sentence = string.Join(' ', words);
            passages.Add(new Passage($"{i + 1}", sentence, text.Length, text.Length + sentence.Length, i, null));
            text.Append(sentence).Append("\n\n");
        }
        return one with { Text = text.ToString(), Passages = passages, Quantities = [], Dates = [], Attributions = [] };
    }
}

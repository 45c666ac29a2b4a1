using System.Diagnostics;

namespace Variorum.Bench;

/// <summary>What a table of statements costs, and how that grows with witnesses and statements.</summary>
internal static class TableSpeed
{
    private const int Runs = 5;

    public static int Run(string a, string b)
    {
        Account Read(string path) => Reader.Read(new Page(File.ReadAllBytes(path), path));
        var pool = Read(a).Passages.Concat(Read(b).Passages).Select(static passage => passage.Text.Split(' ')).ToArray();
        // The first is of a process that has compiled nothing yet, as a user has it.
        Tell(pool, 12, 60, 1, "cold ");
        foreach (var (witnesses, statements) in new[] { (12, 60), (2, 60), (4, 60), (8, 60), (16, 60), (26, 60), (12, 15), (12, 30), (12, 120), (12, 240) }) Tell(pool, witnesses, statements, Runs, "");
        return 0;
    }

    private static void Tell(string[][] pool, int witnesses, int statements, int runs, string state)
    {
        var accounts = Enumerable.Range(0, witnesses).Select(w => Witness(pool, statements, w)).ToList();
        var (best, work, rows) = (double.MaxValue, double.MaxValue, 0);
        using var process = Process.GetCurrentProcess();
        for (var run = 0; run < runs; run++)
        {
            process.Refresh();
            var (start, before) = (Stopwatch.GetTimestamp(), process.TotalProcessorTime);
            rows = StatementTable.Of(accounts).Rows.Count;
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            process.Refresh();
            work = Math.Min(work, (process.TotalProcessorTime - before).TotalMilliseconds);
        }
        Console.WriteLine($"{state}{witnesses} witnesses of {statements} statements: {best,8:0} ms, {work,8:0} ms of processor time, {rows} rows");
    }

    /// <summary>Sentences of the pool in its order, each from a place of its own, a fifth of the words exchanged.</summary>
    private static Account Witness(string[][] pool, int statements, int seed)
    {
        var random = new Random(seed);
        var sentences = new string[statements];
        for (var i = 0; i < statements; i++)
        {
            // Statement i is the same in all witnesses that tell it: two thirds of them.
            var at = random.Next(3) > 0 ? i : 100_000 + random.Next(100_000);
            var shared = new Random(at);
            var words = (string[])pool[at % pool.Length].Clone();
            for (var change = 0; change < words.Length / 2; change++) words[shared.Next(words.Length)] = Pick(pool, shared);
            for (var change = 0; change < words.Length / 5; change++) words[random.Next(words.Length)] = Pick(pool, random);
            sentences[i] = string.Join(' ', words);
        }
        return GoldPairs.Lined(sentences, $"witness-{seed}", "2026-09-22");
    }

    private static string Pick(string[][] pool, Random random) => pool[random.Next(pool.Length)] is var sentence ? sentence[random.Next(sentence.Length)] : "";
}

using System.Diagnostics;
using System.Globalization;

namespace Variorum.Bench;

/// <summary>Tries one case after another in a process of its own: what overflows the stack or never ends takes the process with it.</summary>
/// <remarks>The case stands in a file before it is tried, so whoever started the process finds the culprit.</remarks>
internal sealed class FuzzWorker(string folder)
{
    /// <summary>Fewer characters in a millisecond of processor time count as a hang or as growth beyond the input's.</summary>
    /// <remarks>Reading takes well over a thousand, and pages are bounded at 16 MB: at 20 the largest would take a quarter of an hour, while
    /// a noisy machine, a cold cache or a collection of garbage cost a factor of three or four, not of fifty.</remarks>
    public const int LeastCharacters = 20;

    /// <summary>Milliseconds that any case may take: methods are compiled while the first cases run.</summary>
    public const int Allowance = 500;

    public const int Hung = 3;

    // What a server's threads have.
    private const int Stack = 1 << 20;

    private FuzzCase? _tried;
    private TimeSpan _begun;
    private long _tick;

    public static string Current(string folder) => Path.Combine(folder, "current.case");

    public static string Number(string folder) => Path.Combine(folder, "number");

    /// <summary>Runs until the time is over.</summary>
    /// <returns>0, or <see cref="Hung"/>.</returns>
    public int Run(int seed, long from, TimeSpan time)
    {
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        return Watch(new Thread(() => Work(seed, from, end), Stack));
    }

    /// <summary>Tries one case and tells what goes wrong.</summary>
    /// <returns>0, 1 where something did, or <see cref="Hung"/>.</returns>
    public int One(FuzzCase tried)
    {
        (string, string)? fault = null;
        (_tried, _begun) = (tried, Environment.CpuUsage.TotalTime);
        var code = Watch(new Thread(() => fault = Fault(tried), Stack));
        Console.WriteLine($"{tried.Length} characters in {Spent(_begun):0} ms");
        if (fault is { } found) Console.WriteLine($"{found.Item1}\n{found.Item2}");
        return code != 0 ? code : fault is null ? 0 : 1;
    }

    private int Watch(Thread work)
    {
        work.IsBackground = true;
        work.Start();
        while (!work.Join(500))
        {
            var (tick, begun, tried) = (Volatile.Read(ref _tick), _begun, _tried);
            if (tried is null || Spent(begun) < 4 * Bound(tried)) continue;
            Thread.Sleep(100);
            if (tick == Volatile.Read(ref _tick)) return Hung;
        }
        return 0;
    }

    /// <summary>What goes wrong with a case, as a line that is the same for the same fault; null where nothing does.</summary>
    public static (string Signature, string Detail)? Fault(FuzzCase tried)
    {
        try
        {
            FuzzTargets.Try(tried);
            return null;
        }
        catch (BrokenRuleException broken)
        {
            return ($"{tried.Target}: {broken.Rule}", broken.Message);
        }
        catch (Exception thrown)
        {
            var frame = new StackTrace(thrown).GetFrames().Select(static frame => frame.GetMethod()).FirstOrDefault(static method => method?.DeclaringType?.Assembly == typeof(Reader).Assembly);
            return ($"{tried.Target}: {thrown.GetType().Name} in {frame?.DeclaringType?.Name}.{frame?.Name}", thrown.ToString());
        }
    }

    private void Work(int seed, long from, long end)
    {
        var seeds = new FuzzSeeds();
        var slowest = FuzzTargets.Names.ToDictionary(name => name, _ => double.MaxValue);
        for (var number = from; Stopwatch.GetTimestamp() < end; number++)
        {
            var tried = FuzzTargets.Make(seed, number, seeds);
            tried.Save(Current(folder));
            File.WriteAllText(Number(folder), number.ToString(CultureInfo.InvariantCulture));
            (_tried, _begun) = (tried, Environment.CpuUsage.TotalTime);
            Volatile.Write(ref _tick, number);
            var fault = Fault(tried);
            var spent = Spent(_begun);
            if (fault is null && spent > Bound(tried))
            {
                // Once more: the compiler and the collector work in this process, too.
                var again = Environment.CpuUsage.TotalTime;
                FuzzTargets.Try(tried);
                spent = Math.Min(spent, Spent(again));
                if (spent > Bound(tried)) fault = ($"{tried.Target}: slow", $"{tried.Length} characters in {spent:0} ms");
            }
            _tried = null;
            if (fault is { } found) FuzzFinds.Keep(folder, number, tried, found.Signature, found.Detail);
            var rate = tried.Length / spent;
            if (tried.Length < 2000 || spent < 20 || rate >= slowest[tried.Target]) continue;
            slowest[tried.Target] = rate;
            tried.Save(Path.Combine(folder, $"slowest-{tried.Target}.case"));
            FuzzFinds.Note(folder, "slowest.tsv", $"{tried.Target}\t{rate:0}\t{tried.Length}\t{number}");
        }
    }

    private static double Bound(FuzzCase tried) => Allowance + (double)tried.Length / LeastCharacters;

    private static double Spent(TimeSpan begun) => Math.Max(.001, (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds);
}

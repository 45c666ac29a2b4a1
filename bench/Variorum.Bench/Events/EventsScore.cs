using System.Diagnostics;

namespace Variorum.Bench;

/// <summary>How right the grouping is, as a user gets it.</summary>
internal static class EventsScore
{
    private const int Orders = 3;

    public static int Run(string[] named)
    {
        var sets = named is [var shared] && Directory.Exists(shared) ? EventSet.All(shared) : [.. named.Select(EventSet.Read)];
        var all = new List<EventMeasures>();
        foreach (var set in sets)
        {
            var watch = Stopwatch.StartNew();
            var events = EventGrouper.Group(set.Documents);
            watch.Stop();
            var given = events.Select(static membership => membership.Event).ToArray();
            var measures = EventMeasures.Of(set.Events, given);
            all.Add(measures);
            Console.WriteLine(FormattableString.Invariant($"{set.Name,-24} {measures}  {set.Documents.Length} documents, {watch.Elapsed.TotalMilliseconds / set.Documents.Length:0.00} ms each, in another order {OtherOrder(set, given):0.000}"));
        }
        Console.WriteLine(FormattableString.Invariant($"{"mean",-24} B-cubed F1 {all.Average(static measures => measures.F1):0.000}  multi {all.Average(static measures => measures.Multi):0.000}  pairs {all.Average(static measures => measures.Pairs):0.000}"));
        return 0;
    }

    /// <summary>The least B-cubed F1 between the grouping and that of the same documents in an order drawn by chance.</summary>
    private static double OtherOrder(EventSet set, string[] given)
    {
        if (set.Documents.Length > 1000) return double.NaN;
        var least = 1d;
        for (var seed = 1; seed <= Orders; seed++)
        {
            var shuffled = set.Documents.ToArray();
            new Random(seed).Shuffle(shuffled);
            var other = EventGrouper.Group(shuffled).ToDictionary(static membership => membership.Id, static membership => membership.Event);
            least = Math.Min(least, EventMeasures.Of(given, [.. set.Documents.Select(document => other[document.Id])]).F1);
        }
        return least;
    }
}

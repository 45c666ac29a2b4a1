using System.Collections.Concurrent;

namespace Variorum;

/// <summary>On which of the latest events accounts disagree most. To compare accounts takes time, so it is done once for each state of an event, and not for long at once.</summary>
internal sealed class Disagreements(TimeProvider clock)
{
    // Those of the last weeks, of which the first are shown.
    private const int Looked = 40;

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<(long Event, int Accounts, int Witnesses), double> known = new();

    /// <summary>The events of which it is known, those first on which accounts disagree most.</summary>
    /// <param name="reading">The archive.</param>
    /// <param name="most">How many.</param>
    /// <param name="within">After so long no other event is compared.</param>
    public IReadOnlyList<Event> Of(Reading reading, int most, TimeSpan within)
    {
        if (reading.Events is not { } events) return [];
        var (began, found) = (clock.GetTimestamp(), new List<Event>());
        foreach (var told in events.Shared(reading.Archive, Looked).Where(static told => told.Witnesses > 1))
        {
            var key = (told.Id, told.Accounts, told.Witnesses);
            var differ = told.Disagreement ?? (known.TryGetValue(key, out var before) ? before : null);
            if (differ is null && clock.GetElapsedTime(began) < within && events.Differ(reading.Archive, told.Id) is { } measured)
            {
                if (known.Count >= Most) known.Clear();
                differ = known[key] = measured;
            }
            if (differ > 0) found.Add(told with { Disagreement = differ });
        }
        return [.. found.OrderByDescending(static told => told.Disagreement).Take(most)];
    }
}

using System.Collections.Concurrent;

namespace Variorum;

/// <summary>The histories of events that were asked for last. Of an event's own accounts they are always the latest; of what stands around it they may be some minutes old.</summary>
internal sealed class EventHistories(TimeProvider clock)
{
    private const int Most = 500;

    // Publishers that were silent and events nearby are found among thousands of accounts: not anew for each who looks.
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<long, Kept> known = new();

    /// <param name="reading">The archive.</param>
    /// <param name="event">A number that <see cref="EventIndex.Resolve"/> gives.</param>
    /// <param name="state">As <see cref="EventIndex.State"/> tells it.</param>
    public EventHistory Of(Reading reading, long @event, string state)
    {
        // Another database numbers otherwise.
        state = $"{reading.Archive.Identity} {state}";
        if (known.TryGetValue(@event, out var kept) && kept.State == state && clock.GetElapsedTime(kept.At) < Holds) return kept.History;
        var history = reading.Events!.History(reading.Archive, @event, measure: false);
        if (known.Count >= Most) known.Clear();
        known[@event] = new Kept(history, state, clock.GetTimestamp());
        return history;
    }

    /// <summary>Somebody decided something: it is to be seen at once.</summary>
    public void Forget() => known.Clear();

    private sealed record Kept(EventHistory History, string State, long At);
}

using System.Globalization;

namespace Variorum;

/// <summary>Something that the watch told, with its number.</summary>
internal readonly record struct WatchNewsItem(long Number, WatchEvent Event);

/// <summary>What the watch of this process tells, kept for those who look on: the last of it, and how it stands.</summary>
internal sealed class WatchNews(TimeProvider clock)
{
    // A busy watch tells some hundreds an hour: whoever was away for a while misses nothing.
    private const int Kept = 500;

    // Each is a connection that stays; nobody opens so many windows, and who does leaves places to others.
    private const int MostListeners = 64, MostOfOne = 8;

    private readonly Lock turn = new();
    private readonly Queue<WatchNewsItem> items = new();
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last;
    private readonly Dictionary<string, int> listeners = new(StringComparer.Ordinal);

    /// <summary>How many look on now.</summary>
    public int Listeners
    {
        get
        {
            lock (turn) return listeners.Values.Sum();
        }
    }

    /// <summary>Takes a place among those who look on, which they leave; false where none is free.</summary>
    /// <param name="who">A user, or where somebody is.</param>
    public bool TryListen(string who)
    {
        lock (turn)
        {
            var theirs = listeners.GetValueOrDefault(who);
            if (theirs >= MostOfOne || listeners.Values.Sum() >= MostListeners) return false;
            listeners[who] = theirs + 1;
            return true;
        }
    }

    public void Leave(string who)
    {
        lock (turn)
        {
            if (--listeners[who] == 0) listeners.Remove(who);
        }
    }

    /// <summary>Begins the name of every item: those of a server that was started anew are other ones.</summary>
    public string Epoch { get; } = clock.GetUtcNow().UtcTicks.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>How the watch of this process stands; null where it has not said it yet.</summary>
    public WatchStatus? Status { get; private set; }

    /// <summary>Rises with each status.</summary>
    public long Shown { get; private set; }

    public void Tell(WatchEvent happened)
    {
        lock (turn)
        {
            items.Enqueue(new WatchNewsItem(++last, happened));
            if (items.Count > Kept) items.Dequeue();
            Wake();
        }
    }

    public void Show(WatchStatus status)
    {
        lock (turn)
        {
            (Status, Shown) = (status, Shown + 1);
            Wake();
        }
    }

    /// <summary>What was told after an item, and what ends when there is more.</summary>
    /// <param name="after">A number; 0 for all that is kept.</param>
    public (IReadOnlyList<WatchNewsItem> Items, Task More) After(long after)
    {
        lock (turn) return ([.. items.Where(item => item.Number > after)], more.Task);
    }

    /// <summary>The number of an item by its name (<see cref="NameOf"/>); 0 for one of another start, or none.</summary>
    public long NumberOf(string? name) =>
        name is not null && name.Length < 64 && name.StartsWith(Epoch, StringComparison.Ordinal) && name.AsSpan(Epoch.Length) is ['-', .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var found) ? found : 0;

    public string NameOf(long number) => string.Create(CultureInfo.InvariantCulture, $"{Epoch}-{number}");

    private void Wake()
    {
        more.TrySetResult();
        more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

using Microsoft.Extensions.Time.Testing;

namespace Variorum.Bench;

/// <summary>A clock that is moved by hand, and knows when all that can be done at its moment is done: a fetch takes no time by it, however long it takes.</summary>
internal sealed class WeekClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int limits;

    // A fetch holds limits of time while it is under way, which are the only sources of cancellation that have a timer.
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (state is not CancellationTokenSource) return timer;
        Interlocked.Increment(ref limits);
        return new Limit(timer, () => Interlocked.Decrement(ref limits));
    }

    /// <summary>Moves on, a second at a time, and lets each second's work be done.</summary>
    /// <param name="seconds">How many.</param>
    public void Pass(int seconds)
    {
        for (; seconds > 0; seconds--)
        {
            Settle();
            Advance(TimeSpan.FromSeconds(1));
        }

        Settle();
    }

    private void Settle()
    {
        ThreadPool.GetMaxThreads(out var most, out _);
        // Twice, because work moves from the queue to a thread between two looks.
        for (var quiet = 0; quiet < 2;)
        {
            ThreadPool.GetAvailableThreads(out var free, out _);
            quiet = Volatile.Read(ref limits) == 0 && ThreadPool.PendingWorkItemCount == 0 && free == most ? quiet + 1 : 0;
            if (quiet == 0) Thread.Sleep(0);
        }
    }

    private sealed class Limit(ITimer timer, Action gone) : ITimer
    {
        private Action? gone = gone;

        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

        public void Dispose()
        {
            timer.Dispose();
            Interlocked.Exchange(ref gone, null)?.Invoke();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>How hosts are spared.</summary>
public sealed record HostsOptions
{
    /// <summary>Between the end of a request and the next one to the same host.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After the first trouble; doubled with each one that follows.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>No pause is longer, whatever the trouble or the host's own <c>Retry-After</c>.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Spreads pauses, so that hosts that failed together are not asked together again. With a seed, a run can be repeated.</summary>
    public Random Random { get; init; } = Random.Shared;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>One connection at a time and a delay for each host; a host in trouble is left alone for longer each time, and no other is.</summary>
/// <remarks>Safe for many threads. A host is a name, whatever the scheme and the port.</remarks>
public sealed class Hosts(HostsOptions? options = null)
{
    private readonly HostsOptions options = options ?? new HostsOptions();
    private readonly Dictionary<string, Host> hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits for a host's turn, which lasts until it is disposed of.</summary>
    public async Task<HostTurn> EnterAsync(string host, CancellationToken cancellation = default)
    {
        var state = Of(host);
        await state.Turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The pause may have grown while it was waited for.
            while (Free(state) - options.Clock.GetUtcNow() is { Ticks: > 0 } wait)
                await Task.Delay(wait < Day ? wait : Day, options.Clock, cancellation).ConfigureAwait(false);
        }
        catch
        {
            state.Turn.Release();
            throw;
        }

        return new HostTurn(this, state);
    }

    /// <summary>When a host may be asked next: for those who would do something else meanwhile. In the past where it is free.</summary>
    public DateTimeOffset Free(string host) => Free(Of(host));

    /// <summary>How many requests to a host failed one after another; 0 where the last one did not.</summary>
    public int Troubles(string host)
    {
        var state = Of(host);
        lock (state) return state.Troubles;
    }

    /// <summary>Sets a host's own delay: what its robots.txt or its source's settings ask for. It counts from the last request on, which may have fetched just that robots.txt.</summary>
    public void SetDelay(string host, TimeSpan delay)
    {
        var state = Of(host);
        lock (state)
        {
            state.Delay = delay < options.LongestPause ? delay : options.LongestPause;
            if (state.Left is { } left && state.Delay > options.Delay) Defer(state, left + state.Delay);
        }
    }

    // A timer takes some 49 days at most.
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private Host Of(string host)
    {
        lock (hosts)
        {
            if (!hosts.TryGetValue(host, out var state)) hosts.Add(host, state = new Host());
            return state;
        }
    }

    private static DateTimeOffset Free(Host state)
    {
        lock (state) return state.Free;
    }

    internal void Report(Host state, Fetched fetched)
    {
        var now = options.Clock.GetUtcNow();
        var asked = RetryAfter(fetched.Header("Retry-After"), now);
        lock (state)
        {
            var trouble = fetched.Status is 429 or 500 or 502 or 503 or 504 or (>= 520 and <= 530) || fetched.Failure is not null;
            state.Troubles = trouble ? state.Troubles + 1 : 0;
            var pause = trouble ? Backoff(state.Troubles) : TimeSpan.Zero;
            if (asked is { } wanted && (trouble || fetched.IsRedirect) && wanted > pause) pause = wanted;
            Defer(state, now + (pause < options.LongestPause ? pause : options.LongestPause));
        }
    }

    internal void Leave(Host state)
    {
        lock (state)
        {
            state.Left = options.Clock.GetUtcNow();
            Defer(state, state.Left.Value + (state.Delay > options.Delay ? state.Delay : options.Delay));
        }

        state.Turn.Release();
    }

    private static void Defer(Host state, DateTimeOffset until)
    {
        if (until > state.Free) state.Free = until;
    }

    // Half of it is certain, half is chance ("equal jitter").
    private TimeSpan Backoff(int troubles)
    {
        var full = Math.Min(options.LongestPause.TotalSeconds, options.FirstPause.TotalSeconds * Math.Pow(2, Math.Min(troubles - 1, 40)));
        double chance;
        lock (options.Random) chance = options.Random.NextDouble();
        return TimeSpan.FromSeconds(full / 2 * (1 + chance));
    }

    // Seconds or a date (RFC 9110, section 10.2.3).
    private TimeSpan? RetryAfter(string? header, DateTimeOffset now)
    {
        if (header is null) return null;
        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, options.LongestPause.TotalSeconds));
        return WebDates.Parse(header) is { } date && date > now ? date - now : null;
    }

    internal sealed class Host
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public DateTimeOffset Free { get; set; }

        /// <summary>When the last request ended; null where there was none.</summary>
        public DateTimeOffset? Left { get; set; }

        public TimeSpan Delay { get; set; }

        public int Troubles { get; set; }
    }
}

/// <summary>The right to ask a host, until it is disposed of.</summary>
public sealed class HostTurn : IDisposable
{
    private readonly Hosts hosts;
    private Hosts.Host? host;

    internal HostTurn(Hosts hosts, Hosts.Host host) => (this.hosts, this.host) = (hosts, host);

    /// <summary>Tells how the host answered: trouble lengthens its pause, anything else ends it.</summary>
    public void Report(Fetched fetched)
    {
        if (host is { } current) hosts.Report(current, fetched);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref host, null) is { } current) hosts.Leave(current);
    }
}

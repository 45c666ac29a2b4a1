namespace Variorum;

/// <summary>When a page is visited again.</summary>
/// <param name="Time">UTC; in the past where it is overdue.</param>
/// <param name="Fresh">Whether it was published or changed within two days: then an edit is likely, and it goes before others.</param>
public readonly record struct Due(DateTimeOffset Time, bool Fresh);

/// <summary>When pages, feeds, sitemaps and listings are visited: often where something happens, ever more seldom where nothing does, and for ever.</summary>
public static class Schedule
{
    // Most edits come within hours. What age a visit has to reach is told from the last change on, so that a change is followed as closely as a new page.
    private static readonly TimeSpan[] Dense = [TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(8), TimeSpan.FromHours(24), TimeSpan.FromHours(48)];

    // A visit that came late is not followed at once by the next one.
    private const double Apart = 1.5;

    private const double Thinning = 1.6;

    /// <summary>No two visits of a page are farther apart.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(90);

    /// <summary>The next visit of a page: 1, 3, 8, 24 and 48 hours after its last change, then each time 1.6 times as long after it.</summary>
    /// <remarks>To vanish is a change: a page that is missing is visited again within the hour, which confirms it or does not.</remarks>
    /// <param name="captures">Of the page, by time; at least one.</param>
    public static Due Next(IReadOnlyList<Capture> captures)
    {
        var (last, changed) = (captures[^1].Time, Changed(captures));
        var age = last - changed;
        foreach (var mark in Dense)
            if (mark >= age * Apart) return new Due(changed + mark, true);
        var gap = age * (Thinning - 1);
        return new Due(last + (gap < Longest ? gap : Longest), false);
    }

    /// <summary>How long a feed, a sitemap or a listing is left alone: a sixteenth of the time since it last told something new, within bounds.</summary>
    /// <param name="kind">A feed waits from 5 to 30 minutes, a listing from 15 minutes to 4 hours, a sitemap from 1 to 24 hours.</param>
    /// <param name="quiet">Since it last told something new.</param>
    public static TimeSpan Poll(VisitKind kind, TimeSpan quiet)
    {
        var (least, most) = kind switch
        {
            VisitKind.Feed => (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)),
            VisitKind.Listing => (TimeSpan.FromMinutes(15), TimeSpan.FromHours(4)),
            _ => (TimeSpan.FromHours(1), TimeSpan.FromHours(24)),
        };
        var wait = quiet / 16;
        return wait < least ? least : wait > most ? most : wait;
    }

    /// <summary>How long an address is left alone that could not be had: an hour, then twice as long each time, at most a week.</summary>
    /// <param name="failures">One after the other; at least 1.</param>
    public static TimeSpan Retry(int failures) => TimeSpan.FromHours(Math.Min(168, Math.Pow(2, Math.Clamp(failures, 1, 10) - 1)));

    // The last capture that shows something else than the one before it. Trouble, a paywall and a move show nothing.
    private static DateTimeOffset Changed(IReadOnlyList<Capture> captures)
    {
        const long gone = -1;
        var (since, shown) = (captures[0].Time, (long?)null);
        foreach (var capture in captures)
        {
            var shows = capture.State.Gone() ? gone : capture.Version;
            if (shows is null || shows == shown) continue;
            (since, shown) = (capture.Time, shows);
        }

        return since;
    }
}

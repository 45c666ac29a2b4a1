namespace Variorum;

/// <summary>When a page is visited again.</summary>
/// <param name="Time">UTC; in the past where it is overdue.</param>
/// <param name="Fresh">Whether it was published or changed within two days: then an edit is likely, and it goes before others.</param>
public readonly record struct Due(DateTimeOffset Time, bool Fresh);

/// <summary>When pages, feeds, sitemaps and listings are visited: often where something happens, ever more seldom where nothing does, and for ever.</summary>
public static class Schedule
{
    // Most edits come within hours. What age a visit has to reach is told from the last change on, so that a change is followed as closely as a
    // new page. These marks, and what comes after them, see more than any fixed visits for as many requests (docs/decisions/following.md).
    private static readonly TimeSpan[] Dense = [TimeSpan.FromHours(.5), TimeSpan.FromHours(1.5), TimeSpan.FromHours(4), TimeSpan.FromHours(10), TimeSpan.FromHours(24), TimeSpan.FromHours(48)];

    // A visit that came late is not followed at once by the next one.
    private const double Apart = 1.5;

    private const double Thinning = 1.35;

    // What pages say of their own age can be wrong: it is believed for so long, and a day of it is left for dates without a time or a zone.
    private static readonly TimeSpan Believed = TimeSpan.FromDays(7), Vague = TimeSpan.FromDays(1);

    /// <summary>No two visits of a page are farther apart.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(90);

    /// <summary>The next visit of a page: ½, 1½, 4, 10, 24 and 48 hours after its last change, then each time 1.35 times as long after it.</summary>
    /// <remarks>To vanish is a change: a page that is missing is visited again within half an hour, which confirms it or does not.</remarks>
    /// <param name="last">When it was visited last.</param>
    /// <param name="changed">When a visit last showed a change, the first one included.</param>
    public static Due Next(DateTimeOffset last, DateTimeOffset changed)
    {
        var age = last - changed;
        foreach (var mark in Dense)
            if (mark >= age * Apart) return new Due(changed + mark, true);
        var gap = age * (Thinning - 1);
        return new Due(last + (gap < Longest ? gap : Longest), false);
    }

    /// <summary>From when on a page's age is counted that was visited once: a page that was published long before is no new one.</summary>
    /// <param name="visited">When.</param>
    /// <param name="published">As the page tells; null where it does not.</param>
    public static DateTimeOffset Origin(DateTimeOffset visited, DateTimeOffset? published)
    {
        if (published + Vague is not { } told || told >= visited) return visited;
        return visited - told < Believed ? told : visited - Believed;
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
}

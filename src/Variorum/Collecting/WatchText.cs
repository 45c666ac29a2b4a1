using System.Globalization;

namespace Variorum;

/// <summary>How a watch stands, in words.</summary>
public static class WatchText
{
    // A watch tells every ten seconds how it stands; one that reads a long page tells later.
    private static readonly TimeSpan Silent = TimeSpan.FromMinutes(2);

    /// <summary>Whether a watch runs, and since when; a sentence without its stop.</summary>
    /// <param name="watch">What was last heard of it.</param>
    /// <param name="written">Whether a process has the archive open to write to it.</param>
    /// <param name="now">UTC.</param>
    /// <param name="time">How moments are written; as <see cref="Time"/> where it is null.</param>
    public static string Stands(WatchStatus? watch, bool written, DateTimeOffset now, Func<DateTimeOffset, string>? time = null)
    {
        time ??= Time;
        return watch is null ? "no watch has run"
            : watch.Ended is { } ended ? $"the last watch ran from {time(watch.Started)} to {time(ended)}"
            : !written ? $"the last watch began {time(watch.Started)} and was killed after {time(watch.Seen)}: the next one goes on where it was"
            : now - watch.Seen > Silent ? $"a watch began {time(watch.Started)} and was last heard of {time(watch.Seen)}: it hangs, or another verb writes since it was killed"
            : $"a watch runs since {time(watch.Started)}";
    }

    /// <summary>What it did; a sentence without its stop.</summary>
    public static string Counts(WatchStatus status) =>
        $"{Number(status.Pages, "page")} visited, {Number(status.Versions, "new version")}, {status.Gone} found gone, {Number(status.Failures, "failure")}; {Number(status.Polls, "feed or list", "feeds and lists")} read";

    /// <summary>A moment to the second, UTC.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number, string one, string? many = null) => $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? one : many ?? one + "s")}";
}

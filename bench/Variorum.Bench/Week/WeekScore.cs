using System.Globalization;

namespace Variorum.Bench;

/// <summary>What a way of visiting pages sees of a week, by the times of its visits alone.</summary>
/// <param name="name">Of the way.</param>
internal sealed class WeekScore(string name)
{
    private readonly List<double> late = [], lateGone = [];
    private int edits, foreseeable, withdrawals;
    private long visits;

    public long Visits => visits;

    public double EditsSeen => (double)late.Count / Math.Max(1, edits);

    public double WithdrawalsSeen => (double)lateGone.Count / Math.Max(1, withdrawals);

    /// <summary>
    /// Counts a page: an edit is seen where a visit finds the text that it made, before another one takes its place, and a visit before
    /// it found the page; a withdrawal, where a visit after it finds the page gone that one before it found.
    /// </summary>
    /// <param name="page">The truth.</param>
    /// <param name="times">Of the visits, ascending; none where the page was never found.</param>
    public void Count(WeekPage page, IReadOnlyList<DateTimeOffset> times)
    {
        visits += times.Count;
        for (var edit = 0; edit < page.Edits.Length; edit++)
        {
            var (at, until) = (page.Edits[edit], page.EndOf(edit));
            if (at < WeekTruth.Start || at >= WeekTruth.End) continue;
            edits++;
            if (times.Count == 0 || times[0] >= at) continue;
            foreseeable++;
            if (First(times, at) is { } seen && seen < until) late.Add((seen - at).TotalMinutes);
        }

        if (page.Withdrawn is not { } gone || gone < WeekTruth.Start || gone >= WeekTruth.End) return;
        withdrawals++;
        if (times.Count > 0 && times[0] < gone && First(times, gone) is { } found) lateGone.Add((found - gone).TotalMinutes);
    }

    public static string Head => "                             visits   edits seen   of those that a first visit precedes   late: median    mean   withdrawals seen   late: median    mean";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{name,-26} {visits,8}   {EditsSeen,10:p1}   {(double)late.Count / Math.Max(1, foreseeable),36:p1}   {Hours(At(late, .5)),12}  {Hours(late.DefaultIfEmpty(0).Average()),6}   {WithdrawalsSeen,16:p1}   {Hours(At(lateGone, .5)),12}  {Hours(lateGone.DefaultIfEmpty(0).Average()),6}");

    private static DateTimeOffset? First(IReadOnlyList<DateTimeOffset> times, DateTimeOffset from)
    {
        foreach (var time in times)
            if (time >= from) return time;
        return null;
    }

    public static double At(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, part * sorted.Count)];
    }

    public static string Hours(double minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.00} h");
}

/// <summary>Ways of visiting that know nothing of pages, spending as many visits as another way did.</summary>
internal static class FixedVisits
{
    /// <summary>
    /// Each page every so many hours, for so many hours from its first visit on; the first visits are those of the other way, as what
    /// tells of new pages is no part of this. The second visit comes anywhere within that time, as on a round of all pages.
    /// </summary>
    public static WeekScore Score(string name, IEnumerable<(WeekPage Page, DateTimeOffset? First)> pages, double every, double span = double.MaxValue)
    {
        var score = new WeekScore(name);
        var place = 0;
        foreach (var (page, first) in pages) score.Count(page, first is { } start ? Times(start, every * (++place * .6180339887498949 % 1), every, span) : []);
        return score;
    }

    /// <summary>Every so many hours for the whole week, as often as the budget allows.</summary>
    public static WeekScore Even(IReadOnlyList<(WeekPage, DateTimeOffset?)> pages, long budget) =>
        Matched(hours => Score($"every {hours:0.0} h", pages, hours), .25, 400, budget, falling: true);

    /// <summary>Every hour, or every day, from the first visit on for as long as the budget allows.</summary>
    public static WeekScore For(IReadOnlyList<(WeekPage, DateTimeOffset?)> pages, double every, long budget) =>
        Matched(span => Score(every == 1 ? $"hourly for {span:0.0} h" : $"daily for {span / 24:0.0} days", pages, every, span), 0, 400, budget, falling: false);

    private static WeekScore Matched(Func<double, WeekScore> score, double low, double high, long budget, bool falling)
    {
        for (var i = 0; i < 30; i++)
        {
            var middle = (low + high) / 2;
            if (score(middle).Visits > budget == falling) low = middle;
            else high = middle;
        }

        return score(falling ? high : low);
    }

    private static List<DateTimeOffset> Times(DateTimeOffset start, double second, double every, double span)
    {
        var times = new List<DateTimeOffset> { start };
        for (var hours = second; hours <= span && start.AddHours(hours) < WeekTruth.End; hours += every) times.Add(start.AddHours(hours));
        return times;
    }
}

using CsCheck;

namespace Variorum;

public class ScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_is_visited_often_for_two_days_and_then_ever_more_seldom()
    {
        var captures = new List<Capture> { Seen(0, 1) };
        for (var i = 0; i < 9; i++) captures.Add(Seen(Hours(Schedule.Next(captures)), 1));
        Assert.Equal([0, 1, 3, 8, 24, 48, 76.8, 122.88, 196.61, 314.57], captures.Select(static capture => Math.Round((capture.Time - Start).TotalHours, 2)));
    }

    [Fact]
    public void A_page_that_changed_is_followed_as_closely_as_a_new_one() =>
        Assert.Equal((201, true), (Hours(Schedule.Next([Seen(0, 1), Seen(100, 1), Seen(200, 2)])), Schedule.Next([Seen(0, 1), Seen(100, 1), Seen(200, 2)]).Fresh));

    [Fact]
    public void A_page_that_is_missing_is_visited_within_the_hour_and_then_as_others_are()
    {
        Assert.Equal(501, Hours(Schedule.Next([Seen(0, 1), Seen(400, 1), Seen(500, null, CaptureState.Missing)])));
        Assert.Equal(503, Hours(Schedule.Next([Seen(0, 1), Seen(400, 1), Seen(500, null, CaptureState.Missing), Seen(501, null, CaptureState.SaysMissing)])));
    }

    [Theory]
    [InlineData(CaptureState.Trouble)]
    [InlineData(CaptureState.Paywall)]
    [InlineData(CaptureState.Moved)]
    public void What_shows_nothing_is_no_change(CaptureState state) =>
        Assert.Equal(160, Hours(Schedule.Next([Seen(0, 1), Seen(60, null, state), Seen(100, 1)])));

    [Fact]
    public void A_visit_that_came_late_is_not_followed_at_once_by_the_next() =>
        Assert.Equal(8, Hours(Schedule.Next([Seen(0, 1), Seen(2.9, 1)])));

    [Fact]
    public void Whatever_a_page_did_it_is_visited_again_later_and_within_ninety_days() =>
        Gen.Select(Gen.Double[0.001, 3000], Gen.Int[0, 3], Gen.Enum<CaptureState>()).Array[1, 40].Sample(steps =>
        {
            var hours = 0.0;
            var captures = steps.Select(step => Seen(hours += step.Item1, step.Item3 == CaptureState.Text ? step.Item2 : null, step.Item3)).ToList();
            var (last, due) = (captures[^1].Time, Schedule.Next(captures));
            return due.Time > last && due.Time - last <= Schedule.Longest;
        });

    [Fact]
    public void A_page_that_changes_no_more_is_visited_five_times_in_its_first_two_days_however_late_each_visit_is() =>
        Gen.Double[0, 0.2].Array[5].Sample(late =>
        {
            var captures = new List<Capture> { Seen(0, 1) };
            foreach (var part in late) captures.Add(Seen(Hours(Schedule.Next(captures)) * (1 + part), 1));
            return captures.Count(static capture => capture.Time - Start <= TimeSpan.FromHours(48 * 1.2)) == 6;
        });

    [Theory]
    [InlineData(VisitKind.Feed, 0, 5)]
    [InlineData(VisitKind.Feed, 240, 15)]
    [InlineData(VisitKind.Feed, 100_000, 30)]
    [InlineData(VisitKind.Listing, 0, 15)]
    [InlineData(VisitKind.Sitemap, 0, 60)]
    [InlineData(VisitKind.Sitemap, 100_000, 1440)]
    public void A_feed_that_tells_nothing_new_is_asked_more_seldom(VisitKind kind, int quiet, int wait) =>
        Assert.Equal(TimeSpan.FromMinutes(wait), Schedule.Poll(kind, TimeSpan.FromMinutes(quiet)));

    [Fact]
    public void What_cannot_be_had_is_asked_for_more_and_more_seldom() =>
        Assert.Equal([1, 2, 4, 8, 128, 168, 168], new[] { 1, 2, 3, 4, 8, 9, int.MaxValue }.Select(static failures => Schedule.Retry(failures).TotalHours));

    private static Capture Seen(double hours, long? version, CaptureState state = CaptureState.Text) =>
        new(0, 1, "https://press.norland.example/news/1", Start.AddHours(hours), 200, state, "", version, default);

    private static double Hours(Due due) => (due.Time - Start).TotalHours;
}

using CsCheck;

namespace Variorum;

public class ScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 12, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_page_is_visited_often_for_two_days_and_then_ever_more_seldom()
    {
        var visits = new List<double> { 0 };
        for (var i = 0; i < 10; i++) visits.Add(Hours(Next(visits[^1], 0)));
        Assert.Equal([0, .5, 1.5, 4, 10, 24, 48, 64.8, 87.48, 118.1, 159.43], visits.Select(static hours => Math.Round(hours, 2)));
    }

    [Fact]
    public void A_page_that_changed_is_followed_as_closely_as_a_new_one() => Assert.Equal((200.5, true), (Hours(Next(200, 200)), Next(200, 200).Fresh));

    [Fact]
    public void A_visit_that_came_late_is_not_followed_at_once_by_the_next() => Assert.Equal(10, Hours(Next(3.9, 0)));

    [Fact]
    public void Whatever_a_page_did_it_is_visited_again_later_and_within_ninety_days() =>
        Gen.Select(Gen.Double[0, 30_000], Gen.Double[0.001, 30_000]).Sample((changed, more) =>
        {
            var (last, due) = (Start.AddHours(changed + more), Next(changed + more, changed));
            return due.Time > last && due.Time - last <= Schedule.Longest;
        });

    [Fact]
    public void A_page_that_changes_no_more_is_visited_six_times_in_its_first_two_days_however_late_each_visit_is() =>
        Gen.Double[0, 0.2].Array[6].Sample(late =>
        {
            var visits = new List<double> { 0 };
            foreach (var part in late) visits.Add(Hours(Next(visits[^1], 0)) * (1 + part));
            return visits.Count(static hours => hours <= 48 * 1.2) == 7;
        });

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0, 0)]
    [InlineData(-20, 0)]
    [InlineData(-48, -24)]
    [InlineData(-100, -76)]
    [InlineData(-100_000, -168)]
    [InlineData(1000, 0)]
    public void A_page_that_was_published_long_before_its_first_visit_is_no_new_one(int? published, int origin) =>
        Assert.Equal(Start.AddHours(origin), Schedule.Origin(Start, published is { } hours ? Start.AddHours(hours) : null));

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

    private static Due Next(double last, double changed) => Schedule.Next(Start.AddHours(last), Start.AddHours(changed));

    private static double Hours(Due due) => (due.Time - Start).TotalHours;
}

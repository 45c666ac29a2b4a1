using CsCheck;

namespace Variorum;

public class HistoryTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_text_that_stays_the_same_is_one_version_however_often_it_is_seen() =>
        Assert.Equal([3], Runs("aaa").Select(static run => run.Captures.Count));

    [Fact]
    public void A_text_that_comes_back_starts_anew() => Assert.Equal([1, 2, 1], Runs("abba").Select(static run => run.Captures.Count));

    [Fact]
    public void Trouble_between_two_captures_of_one_text_starts_no_version() => Assert.Equal([3], Runs("a!a-a").Select(static run => run.Captures.Count));

    [Theory]
    [InlineData("a", DocumentState.Present, 0)]
    [InlineData("a-", DocumentState.Missing, 1)]
    [InlineData("a--", DocumentState.Withdrawn, 1)]
    [InlineData("a-!-", DocumentState.Withdrawn, 1)]
    [InlineData("a-a", DocumentState.Present, 2)]
    [InlineData("a--a", DocumentState.Returned, 3)]
    [InlineData("a--ab", DocumentState.Returned, 3)]
    [InlineData("a--a-", DocumentState.Missing, 4)]
    [InlineData("a--a--", DocumentState.Withdrawn, 4)]
    [InlineData("a!", DocumentState.Present, 0)]
    [InlineData("!", DocumentState.Unread, 0)]
    [InlineData("--", DocumentState.Withdrawn, 0)]
    public void A_page_is_withdrawn_when_a_second_visit_confirms_that_it_is_gone(string seen, DocumentState state, int since) =>
        Assert.Equal((state, Start.AddHours(since)), History.State(Sightings(seen)));

    private static IReadOnlyList<Run> Runs(string seen) => History.Runs(Sightings(seen));

    // A letter is a text, - finds the page gone, ! is trouble at the server's side; an hour between two visits.
    private static IEnumerable<Sighting> Sightings(string seen) => seen.Select((what, i) => new Sighting(i + 1, Start.AddHours(i),
        what switch { '-' => CaptureState.Missing, '!' => CaptureState.Trouble, _ => CaptureState.Text }, what is '-' or '!' ? null : what));
}

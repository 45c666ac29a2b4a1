using System.Text.Json;

namespace Variorum;

/// <summary>Preview, event and follow-up are related, and each says what it is to the others.</summary>
public sealed class RelatedEventsTests : EventArchive
{
    private static Incoming Preview() => Told("norland-gov/visit-ahead", "Prime Minister Sund of Sudmark to come to Halden on Friday",
    [
        "The Prime Minister of Sudmark, Vera Sund, will visit Halden on June 12, the presidential office of Norland announced.",
        "It is her first journey abroad since the elections; a programme will be given in the course of the week.",
    ], "2026-06-08", hours: -96);

    private static Incoming FollowUp() => Told("vesk-courier/queues", "Carriers at Vesk still wait nine hours",
    [
        "A week after President Ilmar Toss and Prime Minister Vera Sund signed the agreement on border crossings in Halden on June 12, lorries at Vesk and Arnholm still wait for nine hours.",
        "The union of carriers demands that customs officers work at night; its head, Ole Brandt, called for a strike.",
        "The ministry of transport of Norland answered that new lanes have to be built first.",
    ], "2026-06-19", hours: 168);

    [Fact]
    public void A_preview_that_stands_with_its_event_says_that_it_was_told_beforehand()
    {
        Add([.. Signing(), Preview()]);
        Assert.Equal([("norland-gov.example", new DateOnly(2026, 6, 12))], History("norland-press/signing").Accounts.Where(static account => account.Announces is not null).Select(static account => (account.Publisher, account.Announces!.Value)));
    }

    [Fact]
    public void An_announcement_by_itself_is_of_no_event_that_was_told_beforehand()
    {
        Add(Preview());
        Assert.Null(Assert.Single(History("norland-gov/visit-ahead").Accounts).Announces);
    }

    [Fact]
    public void An_event_names_what_was_told_of_it_beforehand_and_afterwards_and_these_name_it()
    {
        Add([.. Signing(), .. Dam(), Preview(), FollowUp()]);
        Index.Split(Archive, EventOf("norland-press/signing"), [Account("norland-gov/visit-ahead")]);
        Assert.Equal([("norland-gov/visit-ahead", EventMoment.Before), ("vesk-courier/queues", EventMoment.After)], Moments("norland-press/signing"));
        Assert.Contains(("norland-press/signing", EventMoment.After), Moments("norland-gov/visit-ahead"));
        Assert.Contains(("norland-press/signing", EventMoment.Before), Moments("vesk-courier/queues"));
        Assert.All(History("norland-press/signing").Related, static one => Assert.NotEmpty(one.Because));
    }

    [Fact]
    public void What_happened_elsewhere_on_the_same_day_is_not_related()
    {
        Add([.. Signing(), .. Dam()]);
        Assert.Empty(History("norland-press/signing").Related);
    }

    [Fact]
    public void Text_and_JSON_tell_what_is_related_when_and_how_sure_that_is()
    {
        Add([.. Signing(), FollowUp()]);
        var (text, json) = (new StringWriter { NewLine = "\n" }, new MemoryStream());
        EventsText.Write(History("norland-press/signing"), text);
        EventsJson.Write(History("norland-press/signing"), json);
        Assert.Contains("""
            Related events:
                 2  Carriers at Vesk still wait nine hours
                    2026-06-12 · told afterwards, likely: told on 19 June 2026 of 12 June 2026; both name
            """.ReplaceLineEndings("\n"), text.ToString(), StringComparison.Ordinal);
        var related = Assert.Single(JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("related").EnumerateArray());
        Assert.Equal((2, "after", "likely"), (related.GetProperty("event").GetInt32(), related.GetProperty("moment").GetString(), related.GetProperty("sure").GetString()));
    }

    private IEnumerable<(string, EventMoment)> Moments(string place) => History(place).Related.Where(static one => one.Moment != EventMoment.Near)
        .Select(one => (((string[])["norland-press/signing", "norland-gov/visit-ahead", "vesk-courier/queues", "veldania-agency/dam"]).First(told => EventOf(told) == one.Event.Id), one.Moment));
}

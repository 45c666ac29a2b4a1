using System.Text.Json;

namespace Variorum;

/// <summary>A press review tells of several events: it is an event of its own, joins none of them to another, and is no witness.</summary>
public sealed class DigestsTests : EventArchive
{
    private const string Apart = "arnholm-post/fair | merrow-times/orrin, veldania-agency/dam | norland-press/signing, sudmark-gov/release-88, vesk-courier/news-2";

    private static readonly string[] FairText =
    [
        "TARSEL, June 13 -- The book fair of Tarsel closed on June 13 with 41,000 visitors, more than in any year before, its director Lena Moor said.",
        "Most visited were the readings of the Ostrian poet Jaro Finn, who received the fair's prize of 20,000 crowns on Saturday evening.",
        "Next year's fair will be given to writers of Veldania.",
    ];

    private static readonly string[] RaidText =
    [
        "Police in Ostria seized 3.1 tonnes of smuggled amber in the port of Kell on June 12 and arrested nine sailors of a freighter, the customs service said.",
        "The amber had been hidden between sacks of cement, and is worth some 14 million crowns, customs chief Dora Vint told reporters.",
        "The freighter, the Marigold, was on its way from Sudmark to the south.",
    ];

    private static Incoming Fair() => Told("arnholm-post/fair", "Book fair of Tarsel closes with record", FairText, "2026-06-13", hours: 30);

    private static Incoming Raid() => Told("ostria-times/amber", "Smuggled amber seized in Kell", RaidText, hours: 20);

    private static readonly string[] InOwnWords =
    [
        "Norland and Sudmark: President Ilmar Toss and Prime Minister Vera Sund signed an agreement on fourteen border crossings in Halden on June 12, which opens Vesk and Arnholm to lorries from January 1, 2027.",
        "Veldania: two gates of the Orrin dam were opened on June 12 after a storm raised the lake by 4.2 metres; 1,900 people had to leave Lower Orrin and Tasse, Emergencies Minister Kai Rell said.",
        "Tarsel: the book fair closed on June 13 with 41,000 visitors, a record, director Lena Moor said; the poet Jaro Finn received the prize of 20,000 crowns.",
    ];

    private static Incoming Review(string place = "weekly-review/24", string published = "2026-06-14", double hours = 60) => Told(place, "The week in brief", InOwnWords, published, hours);

    [Fact]
    public void A_press_review_is_of_none_of_its_events_and_says_of_which_it_tells()
    {
        Add([.. Signing(), .. Dam(), Fair()]);
        Assert.Equal(Apart, Grouped());
        Add(Review());
        Assert.Equal(Apart + " | weekly-review/24", Grouped());
        var account = Assert.Single(History("weekly-review/24").Accounts);
        Assert.Equal(Of("norland-press/signing", "veldania-agency/dam", "arnholm-post/fair"), account.Tells);
    }

    [Fact]
    public void It_is_no_witness_of_them()
    {
        Add([.. Signing(), .. Dam(), Fair(), Review()]);
        Assert.Equal((3, 3), (History("norland-press/signing").Event.Accounts, History("norland-press/signing").Event.Witnesses));
        Assert.Equal((1, 1), (History("arnholm-post/fair").Event.Accounts, History("arnholm-post/fair").Event.Witnesses));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_review_that_prints_them_word_for_word_makes_them_neither_one_event_nor_copies_of_it(bool last)
    {
        var review = Told("weekly-review/24", "The week in brief", [.. RaidText, .. FairText], "2026-06-14", 60);
        foreach (var page in (Incoming[])(last ? [.. Dam(), Fair(), Raid(), review] : [review, .. Dam(), Fair(), Raid()])) Add(page);
        Assert.Equal("arnholm-post/fair | merrow-times/orrin, veldania-agency/dam | ostria-times/amber | weekly-review/24", Grouped());
        Assert.All(((string[])["ostria-times/amber", "arnholm-post/fair"]).SelectMany(place => History(place).Accounts), static account => Assert.Equal(CopyRelation.Independent, account.Relation));
        Assert.Equal(Of("ostria-times/amber", "arnholm-post/fair"), Assert.Single(History("weekly-review/24").Accounts).Tells);
    }

    [Fact]
    public void Who_prints_the_review_is_with_it()
    {
        Add([.. Signing(), .. Dam(), Fair(), Review(), Review("vesk-weekly/brief", "2026-06-15", 80)]);
        Assert.Equal(Apart + " | vesk-weekly/brief, weekly-review/24", Grouped());
        Add(Review("orrin-weekly/brief", "2026-06-15", 90));
        Assert.Equal(Apart + " | orrin-weekly/brief, vesk-weekly/brief, weekly-review/24", Grouped());
        Assert.Equal(0, History("weekly-review/24").Event.Witnesses);
    }

    [Fact]
    public void An_account_of_one_event_that_recalls_another_is_none()
    {
        Add([.. Signing(), .. Dam(), Fair()]);
        Add(Told("halden-post/signing", "Toss and Sund open fourteen crossings",
        [
            "President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on Friday, June 12.",
            "The agreement opens the crossings at Vesk and Arnholm to lorries and enters into force on January 1, 2027.",
            "Trade between Norland and Sudmark grew by 12 percent last year, Toss said, and the nine hours at the border shall become two.",
            "On the same day two gates of the Orrin dam in Veldania were opened after a storm, and 1,900 people left Lower Orrin and Tasse.",
        ], hours: 10));
        Assert.Empty(History("halden-post/signing").Accounts.Single(static account => account.Publisher == "halden-post.example").Tells);
        Assert.Equal(EventOf("norland-press/signing"), EventOf("halden-post/signing"));
    }

    [Fact]
    public void A_person_may_put_it_with_one_of_them_where_it_is_still_no_witness()
    {
        Add([.. Signing(), .. Dam(), Fair(), Review()]);
        Index.Merge(Archive, [EventOf("norland-press/signing"), EventOf("weekly-review/24")]);
        Assert.Equal((4, 3), (History("norland-press/signing").Event.Accounts, History("norland-press/signing").Event.Witnesses));
        Assert.DoesNotContain(Index.Witnesses(Archive, EventOf("norland-press/signing")), static witness => witness.Account.Title == "The week in brief");
    }

    [Fact]
    public void Text_and_JSON_say_so_and_its_events_name_it_as_near()
    {
        Add([.. Signing(), .. Dam(), Fair(), Review()]);
        var (text, json) = (new StringWriter { NewLine = "\n" }, new MemoryStream());
        EventsText.Write(History("weekly-review/24"), text);
        EventsJson.Write(History("weekly-review/24"), json);
        var told = Of("norland-press/signing", "veldania-agency/dam", "arnholm-post/fair");
        Assert.Contains($"tells of several events: {string.Join(", ", told)}\n", text.ToString(), StringComparison.Ordinal);
        Assert.Equal(told, JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("told")[0].GetProperty("tells").EnumerateArray().Select(static id => id.GetInt64()));
        Assert.Contains(History("norland-press/signing").Related, one => one.Event.Id == EventOf("weekly-review/24") && one.Because[0] == "it tells of several events");
    }

    [Fact]
    public void It_is_told_from_the_others_after_the_index_was_made_anew()
    {
        Add([.. Signing(), .. Dam(), Fair(), Review()]);
        Reopen(deleted: true);
        Assert.Equal(Apart + " | weekly-review/24", Grouped());
    }

    [Fact]
    public void Without_an_archive_it_is_an_event_of_its_own_too()
    {
        EventDocument[] documents =
        [
            Account("fair", FairText), Account("raid", RaidText),
            Account("dam", ["Engineers opened two gates of the Orrin dam in Veldania on June 12 after a storm had raised the lake by 4.2 metres within a night.", "Some 1,900 people were taken from Lower Orrin and Tasse, the Minister for Emergencies, Kai Rell, told reporters in Merrow."]),
            Account("week", [InOwnWords[1], InOwnWords[2], "Ostria: 3.1 tonnes of smuggled amber were seized in the port of Kell on June 12, customs chief Dora Vint said; nine sailors of the freighter Marigold were arrested."]),
        ];
        var week = EventGrouper.Group(documents, Cancel)[^1];
        Assert.Equal("week", week.Event);
        Assert.Equal(["dam", "fair", "raid"], week.Tells.Order());
    }

    private static EventDocument Account(string id, string[] paragraphs) => new(id, string.Join('\n', paragraphs)) { Published = "2026-06-13", Publisher = id };

    private long[] Of(params string[] places) => [.. places.Select(EventOf).Order()];
}

using Microsoft.Data.Sqlite;

namespace Variorum;

/// <summary>What a page says now counts, not what it said before.</summary>
public sealed class EventRewritingTests : EventArchive
{
    [Fact]
    public void A_reprint_that_was_rewritten_in_words_of_its_own_is_a_witness()
    {
        Add([.. Signing(), Reprint("arnholm-post/a", 12)]);
        Assert.Equal(CopyRelation.Reprint, Of("arnholm-post/a").Relation);
        Add(Told("arnholm-post/a", "Border crossings to open to lorries",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
            "At Arnholm nobody slept that night: the bakers gave rolls to drivers, the choir sang from the customs bridge, and the mayor, Lise Arn, promised a second weighbridge by spring.",
            "Our own count has forty lorries an hour at most, a third of what the two governments reckon with, and the road to the station is too narrow for any that are wider than a bus.",
            "The union of carriers asks who will pay for the car park; the governor's office did not answer this paper's questions on Friday, nor those about the noise of reversing alarms.",
            "Shopkeepers on Station Street fear for their windows, and the school has written to ask for a crossing guard from the first day of the winter term.",
        ], hours: 40));
        Assert.Equal((CopyRelation.Independent, (long?)null), Of("arnholm-post/a") is var now ? (now.Relation, now.Of) : default);
        Assert.Equal(4, History("norland-press/signing").Event.Witnesses);

        EventAccount Of(string place) => History(place).Accounts.Single(account => account.Version.Id == Account(place));
    }

    [Fact]
    public void Many_reprints_stay_reprints_when_what_they_repeat_is_corrected()
    {
        Add([Signing()[0], .. Enumerable.Range(0, 40).Select(i => Reprint($"paper-{i}/a", 2 + (i * 0.01)))]);
        Add(Told("norland-press/signing", "Norland and Sudmark sign agreement on border crossings",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
            "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
            "Toss said that trade between Norland and Sudmark had grown by 13 percent last year and that waiting times at the border would fall from nine hours to two.",
        ], hours: 30));
        Assert.Equal((41, 1), Assert.Single(Index.Events(Archive)) is var told ? (told.Accounts, told.Witnesses) : default);
    }

    [Fact]
    public void A_corrected_day_and_place_reach_the_event()
    {
        Add(Told("merrow-times/talks", "Two ministers meet", [Lead("MERROW", "June 10"), Rest]));
        Assert.Equal((new DateOnly(2026, 6, 10), "Merrow"), Assert.Single(Index.Events(Archive)) is var before ? (before.Date!.Value, before.Place) : default);
        Add(Told("merrow-times/talks", "Two ministers meet", [Lead("HALDEN", "June 11"), Rest], hours: 5));
        Assert.Equal((new DateOnly(2026, 6, 11), "Halden"), Assert.Single(Index.Events(Archive)) is var after ? (after.Date!.Value, after.Place) : default);

        static string Lead(string place, string day) => $"{place}, {day} (MNA) -- Foreign Minister Edda Roon of Karelmark met the Foreign Minister of Veldania, Tal Oren, on {day} and spoke with him about fisheries in the northern sound.";
    }

    [Fact]
    public void Whose_text_a_page_says_that_it_is_is_kept_and_asked_only_of_what_may_repeat_another()
    {
        Add([.. Signing(), Reprint("arnholm-post/a", 12)]);
        Assert.Equal(["NPA", "NPA"], Origins("norland-press/signing", "arnholm-post/a"));
        Add(Told("arnholm-post/a", "Border crossings to open to lorries in winter", Reprinted, hours: 40), Dam()[0]);
        Assert.Equal(["NPA"], Origins("arnholm-post/a"));
        Assert.Null(Assert.Single(Origins("veldania-agency/dam")));
    }

    [Fact]
    public void An_account_without_a_day_is_found_in_whichever_week_its_event_was()
    {
        Add([.. Enumerable.Range(0, 30).Select(i => Told($"almanac/{i}", $"Harvest of {1960 + i}", [$"The harvest of {1960 + i} was {i * 7} tonnes of rye and {i * 13} of oats in the parish of Tarn."], published: $"{1960 + i}-09-0{1 + (i % 9)}")), .. Signing()]);
        Add(Told("halden-blog/crossings", "Border crossings to open to lorries", Reprinted, published: null, hours: 24 * 90));
        Assert.Equal(EventOf("norland-press/signing"), EventOf("halden-blog/crossings"));
    }

    private const string Rest = "They agreed to meet again in autumn with the heads of both coast guards, a spokesman said, and to exchange lists of vessels by the end of the month.";

    private static readonly string[] Reprinted =
    [
        "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
        "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
        "Toss said that trade between Norland and Sudmark had grown by 12 percent last year and that waiting times at the border would fall from nine hours to two.",
    ];

    private List<string?> Origins(params string[] places)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Folder, "events.db")};Pooling=False");
        connection.Open();
        return [.. places.Select(place =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT origin FROM unit WHERE id = {Account(place)}";
            return command.ExecuteScalar() as string;
        })];
    }
}

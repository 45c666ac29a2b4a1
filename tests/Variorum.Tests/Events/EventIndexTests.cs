namespace Variorum;

/// <summary>Events follow the archive, whatever comes in whichever order.</summary>
public sealed class EventIndexTests : EventArchive
{
    private const string Both = "merrow-times/orrin, veldania-agency/dam | norland-press/signing, sudmark-gov/release-88, vesk-courier/news-2";

    [Theory]
    [InlineData(0, 1, 2, 3, 4)]
    [InlineData(4, 3, 2, 1, 0)]
    [InlineData(2, 4, 0, 3, 1)]
    public void Accounts_of_one_event_are_together_in_whichever_order_they_arrive(params int[] order)
    {
        Incoming[] pages = [.. Signing(), .. Dam()];
        foreach (var i in order) Add(pages[i]);
        Assert.Equal(Both, Grouped());
    }

    [Fact]
    public void What_comes_at_once_is_grouped_as_what_comes_one_by_one()
    {
        Add([.. Signing(), .. Dam()]);
        Assert.Equal(Both, Grouped());
        Assert.Equal([1, 1, 1, 2, 2], (string[])["norland-press/signing", "sudmark-gov/release-88", "vesk-courier/news-2", "veldania-agency/dam", "merrow-times/orrin"] is var places ? places.Select(EventOf) : []);
    }

    [Fact]
    public void An_event_has_its_day_place_participants_and_who_told_it()
    {
        Add([.. Signing(), Reprint("arnholm-post/a", 12)]);
        var told = Assert.Single(Index.Events(Archive));
        Assert.Equal((new DateOnly(2026, 6, 12), "Halden", 4, 4, 3), (told.Date!.Value, told.Place, told.Accounts, told.Publishers, told.Witnesses));
        Assert.Equal("Norland and Sudmark sign agreement on border crossings", told.Headline);
        Assert.Superset(new HashSet<string>(["Norland", "Sudmark", "Vera Sund", "Ilmar Toss"]), told.Participants.ToHashSet());
    }

    [Fact]
    public void Who_told_first_and_how_much_later_the_others_did_is_known()
    {
        Add([.. Signing(), Reprint("arnholm-post/a", 12)]);
        var accounts = History("arnholm-post/a").Accounts;
        Assert.Equal(["norland-press.example", "sudmark-gov.example", "vesk-courier.example", "arnholm-post.example"], accounts.Select(static account => account.Publisher));
        Assert.Equal([null, 3, 8, 11], accounts.Select(static account => account.After?.Seen?.TotalHours));
        Assert.Equal([null, 0, 0, 0], accounts.Select(static account => account.After?.Days));
        Assert.All(accounts.Skip(1), static account => Assert.NotEmpty(account.Because));
        Assert.Equal((CopyRelation.Reprint, Account("norland-press/signing")), (accounts[3].Relation, accounts[3].Of));
    }

    [Fact]
    public void What_an_account_repeats_is_named_as_it_is_shown_though_an_older_version_came_later()
    {
        Add([.. Signing(), Reprint("arnholm-post/a", 12)]);
        Add(Told("norland-press/signing", "Norland and Sudmark to sign agreement on border crossings",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on fourteen border crossings in Halden on June 12.",
            "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
            "Toss said that trade between Norland and Sudmark had grown by 12 percent last year and that waiting times at the border would fall from nine hours to two.",
        ], hours: 0.5));
        var accounts = History("arnholm-post/a").Accounts;
        var source = accounts.Single(static account => account.Publisher == "norland-press.example");
        Assert.NotEmpty(source.Later);
        Assert.Equal(source.Version.Id, accounts.Single(static account => account.Publisher == "arnholm-post.example").Of);
    }

    [Fact]
    public void Events_that_were_too_many_to_be_compared_are_counted_and_stand_last()
    {
        Add([.. Signing(), .. Dam()]);
        var events = Index.Events(Archive, new EventFilter { Order = EventOrder.Disagreement, MostMeasured = 1 }, out var unmeasured);
        Assert.Equal((2, 1), (events.Count, unmeasured));
        Assert.Null(events[1].Disagreement);
        Index.Events(Archive, new EventFilter { Order = EventOrder.Disagreement }, out unmeasured);
        Assert.Equal(0, unmeasured);
    }

    [Fact]
    public void Events_whose_accounts_were_written_to_be_dear_are_given_up_and_not_looked_at_again()
    {
        Add([.. Signing(), .. Dam()]);
        Index.LongestMeasure = TimeSpan.Zero;
        var events = Index.Events(Archive, new EventFilter { Order = EventOrder.Disagreement }, out var unmeasured);
        Assert.Equal(0, unmeasured);
        Assert.All(events, static one => Assert.Null(one.Disagreement));
        Index.LongestMeasure = TimeSpan.FromMinutes(1);
        Assert.All(Index.Events(Archive, new EventFilter { Order = EventOrder.Disagreement, MostMeasured = 0 }, out unmeasured), static one => Assert.Null(one.Disagreement));
        Assert.Equal(0, unmeasured);
    }

    [Fact]
    public void A_later_version_of_a_document_is_no_other_account_and_a_wholly_other_text_at_its_address_is()
    {
        Add(Signing());
        Add(Told("norland-press/signing", "Norland and Sudmark sign agreement on thirteen border crossings",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark signed an agreement on thirteen border crossings in Halden on June 12.",
            "The agreement opens the crossings at Vesk and Arnholm to lorries of more than 3.5 tonnes and enters into force on January 1, 2027, the presidential office said.",
        ], hours: 30));
        var account = History("norland-press/signing").Accounts[0];
        Assert.Equal("Norland and Sudmark sign agreement on thirteen border crossings", Assert.Single(account.Later).Title);
        Assert.Equal(3, History("norland-press/signing").Event.Accounts);
        Add(Told("norland-press/signing", "Ferries between the Merrow islands stop for a day",
            ["Three ferries of the Karelmark island line stay in port today because their crews ask for shorter shifts.", "The line hopes to sail again tomorrow, its spokesman Tom Reen said in Merrow."], published: null, hours: 90));
        Assert.Equal(2, Index.Events(Archive).Count);
    }

    [Fact]
    public void An_account_stands_alone_while_nobody_else_tells_of_its_event()
    {
        Add(Dam()[0]);
        Assert.Equal((1, 1, 1), Assert.Single(Index.Events(Archive)) is var alone ? (alone.Accounts, alone.Publishers, alone.Witnesses) : default);
        Assert.Empty(Assert.Single(History("veldania-agency/dam").Accounts).Because);
        Assert.Single(Index.Witnesses(Archive, 1));
    }

    [Fact]
    public void Three_hundred_reprints_are_one_event_with_one_witness()
    {
        Add([Signing()[0], .. Enumerable.Range(0, 299).Select(i => Reprint($"paper-{i}/a", 2 + (i * 0.01)))]);
        var told = Assert.Single(Index.Events(Archive));
        Assert.Equal((300, 300, 1), (told.Accounts, told.Publishers, told.Witnesses));
        Add(Reprint("paper-late/a", 20));
        Assert.Equal(301, Assert.Single(Index.Events(Archive)).Accounts);
    }

    [Fact]
    public void An_account_without_a_day_is_found_by_when_it_was_seen()
    {
        Add([.. Signing().Take(2), Told("halden-blog/crossings", "Fourteen crossings",
            ["Ilmar Toss and Vera Sund signed the agreement on fourteen border crossings between Norland and Sudmark in Halden.", "Lorries may cross at Vesk and Arnholm from January 1, 2027, and the nine hours of waiting are over."], published: null, hours: 20)]);
        Assert.Equal(EventOf("norland-press/signing"), EventOf("halden-blog/crossings"));
        Assert.Null(History("halden-blog/crossings").Accounts.Single(static account => account.Publisher == "halden-blog.example").Version.Published);
    }

    [Fact]
    public void A_day_that_is_yet_to_come_when_a_page_is_seen_parts_no_account_from_its_event()
    {
        Add([.. Signing().Take(2), Told("halden-blog/crossings", "Fourteen crossings",
            ["Ilmar Toss and Vera Sund signed the agreement on fourteen border crossings between Norland and Sudmark in Halden on June 12.", "Lorries may cross at Vesk and Arnholm from January 1, 2027, and the nine hours of waiting are over."], published: "2031-02-03", hours: 20)]);
        Assert.Equal(EventOf("norland-press/signing"), EventOf("halden-blog/crossings"));
    }

    [Fact]
    public void The_day_of_another_calendar_is_the_event_s_day()
    {
        Add(Told("karelmark-radio/a", "Two ministers meet in Merrow",
            ["Foreign Minister Edda Roon of Karelmark met the Foreign Minister of Veldania, Tal Oren, in Merrow on June 10, Juche 115 (2026), and spoke with him about fisheries in the northern sound."], published: null));
        Assert.Equal(new DateOnly(2026, 6, 10), Assert.Single(Index.Events(Archive)).Date);
    }

    [Fact]
    public void Two_events_of_one_day_with_the_same_people_are_two()
    {
        // Who meets often is known to meet often.
        Talks("norland-press", "sudmark-gov", "vesk-courier");
        Add([.. Signing(), Told("norland-press/wreath", "Toss and Sund lay wreath at Halden memorial",
        [
            "HALDEN, June 12 (NPA) -- President Ilmar Toss and Prime Minister Vera Sund laid a wreath at the memorial to the seamen of the Arctic convoys in Halden on June 12.",
            "A guard of honour and forty veterans, the oldest of them aged 101, took part; a bugler played the last post, and schoolchildren gave the guests white carnations.",
            "The memorial was made by the sculptor Ina Moll in 1958.",
        ], hours: 3)]);
        Assert.NotEqual(EventOf("norland-press/signing"), EventOf("norland-press/wreath"));
        Assert.Equal(EventOf("norland-press/signing"), EventOf("sudmark-gov/release-88"));
    }

    [Fact]
    public void A_press_review_brings_no_two_events_together()
    {
        Add([.. Signing(), .. Dam(), Told("daily-digest/june-12", "The papers on Friday",
        [
            "Norland and Sudmark signed their agreement on border crossings in Halden, the Norland Press writes.",
            "The Merrow Times has pictures of the villages below the Orrin dam, which 1,900 people had to leave.",
            "A strike of ferry crews in Karelmark goes into its second week, and the price of herring has doubled.",
            "The opera in Vesmark opens its season with a work of Lund, who is ninety.",
            "Cyclists of the northern tour reached Tarn, where Mika Holm won the stage by a second.",
        ], hours: 7)]);
        Assert.NotEqual(EventOf("norland-press/signing"), EventOf("veldania-agency/dam"));
        Assert.Equal((3, 2), (Index.Events(Archive).Where(one => one.Id == EventOf("norland-press/signing")).Select(static one => Math.Min(3, one.Accounts)).Single(), Math.Min(2, History("veldania-agency/dam").Event.Accounts)));
    }

    [Fact]
    public void A_language_that_nobody_wrote_rules_for_is_grouped_by_its_words()
    {
        string[] swahili =
        [
            "Rais wa Norland, Ilmar Toss, alikutana jana mjini Halden na waziri mkuu wa Sudmark, Vera Sund, na kuzungumza naye kuhusu vituo kumi na vinne vya mpakani.",
            "Malori yataruhusiwa kupita katika vituo vya Vesk na Arnholm kuanzia mwezi wa kwanza mwaka ujao, ilisema ofisi ya rais katika taarifa yake ya jioni.",
            "Wafanyabiashara wa nchi zote mbili wamefurahia habari hiyo kwa sababu foleni za mpakani zimekuwa ndefu mno.",
        ];
        Add([Told("mombasa-radio/a", "Vituo vya mpakani kufunguliwa", swahili, language: "sw"), Told("tanga-radio/b", "Malori kupita mpakani", swahili, hours: 3, language: "sw"), .. Dam()]);
        Assert.Equal(EventOf("mombasa-radio/a"), EventOf("tanga-radio/b"));
        Assert.NotEqual(EventOf("mombasa-radio/a"), EventOf("veldania-agency/dam"));
    }

    [Fact]
    public void Publishers_who_usually_tell_of_such_events_and_did_not_are_named()
    {
        Talks("norland-press", "sudmark-gov", "vesk-courier");
        Add(Talk(4, "norland-press"), Talk(4, "sudmark-gov"));
        var history = History("norland-press/4");
        Assert.Equal(new SilentPublisher("vesk-courier.example", 4, 4), Assert.Single(history.Silent));
    }

    [Fact]
    public void An_update_that_was_stopped_goes_on_where_it_was()
    {
        Archive.Add([.. Signing(), .. Dam()], Cancel);
        using (var index = EventIndex.Write(Folder, atOnce: 2))
            Assert.Throws<InvalidOperationException>(() => index.Update(Archive, grouped => throw new InvalidOperationException($"stopped at {grouped}"), Cancel));
        using (var index = EventIndex.Read(Folder)) Assert.Equal(2, index.Size().Versions);
        Assert.Equal(3, Index.Update(Archive, cancel: Cancel));
        Assert.Equal(Both, Grouped());
    }

    [Fact]
    public void A_second_writer_is_told_so_and_may_read()
    {
        Add(Signing());
        Assert.Contains("another process", Assert.Throws<ArchiveException>(() => EventIndex.Write(Folder)).Message, StringComparison.Ordinal);
        Assert.Null(EventIndex.TryWrite(Folder));
        using var reader = EventIndex.Read(Folder);
        Assert.Equal(3, Assert.Single(reader.Events(Archive)).Accounts);
        Assert.Throws<ArchiveException>(() => reader.Update(Archive, cancel: Cancel));
    }

    [Fact]
    public void Events_keep_their_numbers_when_the_archive_s_database_is_made_anew()
    {
        foreach (var page in (Incoming[])[.. Dam(), .. Signing()]) Add(page);
        var (dam, signing) = (EventOf("veldania-agency/dam"), EventOf("norland-press/signing"));
        Reopen(rebuilt: true);
        Assert.Equal((dam, signing, Both), (EventOf("veldania-agency/dam"), EventOf("norland-press/signing"), Grouped()));
    }

    [Fact]
    public void An_index_that_is_damaged_is_made_anew()
    {
        Add([.. Signing(), .. Dam()]);
        Close();
        File.WriteAllText(Path.Combine(Folder, "events.db"), "no database of ours, and no other one's either");
        Reopen();
        Assert.Equal(Both, Grouped());
    }

    [Fact]
    public void Events_are_found_by_day_place_name_and_words()
    {
        Add([.. Signing(), .. Dam()]);
        Assert.Equal([1], Found(new EventFilter { Place = "halden" }));
        Assert.Equal([1], Found(new EventFilter { With = "vera sund" }));
        Assert.Equal([2, 1], Found(new EventFilter { Since = new DateOnly(2026, 6, 12) }));
        Assert.Empty(Found(new EventFilter { Until = new DateOnly(2026, 6, 11) }));
        Assert.Equal([1], Found(new EventFilter { Order = EventOrder.Accounts, Most = 1 }));
        Assert.Equal([2], Found(new EventFilter { Versions = new HashSet<long> { Account("merrow-times/orrin") } }));
        Assert.All(Index.Events(Archive, new EventFilter { Order = EventOrder.Disagreement }), static one => Assert.InRange(one.Disagreement!.Value, 0, 1));

        IEnumerable<long> Found(EventFilter filter) => Index.Events(Archive, filter).Select(static one => one.Id);
    }

    [Fact]
    public void A_version_that_is_none_any_more_is_of_no_event()
    {
        Add([.. Signing(), .. Dam()]);
        var gone = Account("merrow-times/orrin");
        Drop(gone);
        Index.Update(Archive, cancel: Cancel);
        Assert.Null(Index.EventOf(gone));
        Assert.Equal(1, History("veldania-agency/dam").Event.Accounts);
    }

    [Fact]
    public void An_event_that_lost_its_last_account_is_none_any_more_whatever_else_was_dropped_with_it()
    {
        Add([.. Signing(), Dam()[0]]);
        Drop(Account("vesk-courier/news-2"), Account("veldania-agency/dam"));
        Index.Update(Archive, cancel: Cancel);
        Assert.Equal((1, 2), Assert.Single(Index.Events(Archive)) is var left ? (left.Id, left.Accounts) : default);
        Assert.Null(Index.Resolve(2));
        Assert.Throws<NotInArchiveException>(() => Index.History(Archive, 2));
    }

    [Fact]
    public void An_event_keeps_its_number_when_its_only_account_is_found_to_be_older_than_it_was_seen()
    {
        Add(Lone(72));
        var alone = EventOf("lone-post/a");
        Index.Pin(Archive, alone);
        Add(Lone(0));
        Assert.Equal((alone, alone, 1), (EventOf("lone-post/a"), Index.Resolve(alone), Assert.Single(Index.Events(Archive)).Accounts));
        Assert.Equal(Start, Assert.Single(Index.Events(Archive)).Told);

        Incoming Lone(double hours) => Told("lone-post/a", "Villages below Orrin dam emptied",
            ["Lower Orrin and Tasse were empty last night: 1,900 people left their homes when two gates of the Orrin dam were opened.", "Emergencies minister Kai Rell said that the dam is sound."], published: null, hours: hours);
    }

    [Fact]
    public void Each_event_lists_as_many_accounts_as_it_has_however_many_came_at_once()
    {
        Add([.. Enumerable.Range(0, 400).Select(i => Told($"paper-{i}/a", i % 2 == 0 ? "Toss and Sund sign crossings agreement" : "Fourteen crossings for lorries",
        [
            $"President Ilmar Toss of Norland and Prime Minister Vera Sund of Sudmark {(i % 3 == 0 ? "signed" : "put their names under")} an agreement on fourteen border crossings in Halden on {(i % 5 == 0 ? "Friday" : "June 12")}, desk {i} writes.",
            $"Lorries of more than 3.5 tonnes may cross at Vesk and Arnholm {(i % 7 == 0 ? "from the first of January 2027" : "as of January 1, 2027")}, and carrier {i * 31 % 977} in street {i * 17 % 501} is glad of it.",
            $"Toss said that waiting times {(i % 2 == 0 ? "at the border" : "of drivers")} would fall from nine hours to two; {i * 13 % 311} of {i * 7 % 211} drivers asked by paper {i} agreed with him.",
        ], hours: 1 + (i * 0.01)))]);
        Assert.Equal(Archive.Documents().GroupBy(document => Index.EventOf(document.Current!.Value)!.Value).Select(static held => (held.Key, held.Count())).Order(),
            Index.Events(Archive).Select(static listed => (listed.Id, listed.Accounts)).Order());
    }

    private void Drop(params long[] versions)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(Folder, "archive.db")};Pooling=False");
        connection.Open();
        using var drop = connection.CreateCommand();
        drop.CommandText = string.Concat(versions.Select(static version => $"DELETE FROM version WHERE id = {version}; INSERT INTO dropped (version) VALUES ({version});"));
        drop.ExecuteNonQuery();
    }

    private void Talks(params string[] publishers) => Add([.. Enumerable.Range(0, 4).SelectMany(nth => publishers.Select(publisher => Talk(nth, publisher)))]);

    private static Incoming Talk(int nth, string publisher)
    {
        var (matter, day) = (((string[])["a fisheries quota of 1,200 tonnes of cod", "a railway tunnel of 17 kilometres below the sound", "an exchange of 40 teachers of music", "a joint weather station on Arn island", "the price of 300 megawatts of power"])[nth], 1 + (nth * 2));
        return Told($"{publisher}/{nth}", $"Talks on {matter}",
            [$"HALDEN, June {day} (NPA) -- President Ilmar Toss and Prime Minister Vera Sund spoke in Halden about {matter} between Norland and Sudmark.", $"They agreed that {matter} will be ready within {nth + 2} years, their offices said."], $"2026-06-{day:00}", 24 * (day - 12));
    }
}

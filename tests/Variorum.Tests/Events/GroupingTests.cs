using CsCheck;

namespace Variorum;

/// <summary>Which accounts tell of the same event.</summary>
public class GroupingTests
{
    private static EventDocument Account(string id, string? published, string? publisher, string? title, string text, string? language = null) =>
        new(id, text) { Title = title, Published = published, Publisher = publisher, Language = language };

    private static readonly EventDocument[] Week =
    [
        Account("quake-a", "2031-05-03", "Norland Courier", "Strong quake shakes Tarvik coast",
            "An earthquake of magnitude 6.4 struck off the coast of Tarvik early on Saturday, killing at least 12 people and cutting power to 40,000 homes, the Norland Seismic Office said.\n"
            + "Governor Ilse Brandvik said rescue teams had reached the fishing port of Osse, where a hospital wall collapsed."),
        Account("quake-b", "2031-05-03", "Sudmark Press Agency", "Twelve dead in Norland earthquake",
            "At least twelve people died when a 6.4-magnitude earthquake hit Norland's Tarvik coast on Saturday. A hospital in the port of Osse partly collapsed.\n"
            + "Some 40,000 households were without electricity, according to Governor Ilse Brandvik."),
        Account("quake-c", "2031-05-05", "Norland Courier", "Quake rattles Merrin valley, no one hurt",
            "An earthquake of magnitude 4.9 shook the Merrin valley on Monday evening but caused no injuries, the Norland Seismic Office said.\n"
            + "Mayor Joren Falk of Hallbruk said that schools would stay open and that only chimneys had fallen."),
        Account("quake-d", "2031-05-05", "Vestra Daily", "Merrin valley trembles",
            "Chimneys fell in Hallbruk on Monday evening when a 4.9-magnitude earthquake shook the Merrin valley. Nobody was hurt.\n"
            + "Mayor Joren Falk said that the schools of Hallbruk remain open on Tuesday."),
        Account("envoy-a", "2031-05-06", "Karelmark State News Agency", "Chairman Receives Credentials from Norland Ambassador",
            "Tomas Varga, chairman of the Presidium of the Karelmark Assembly, received credentials from Sigrid Halvard, ambassador of Norland to Karelmark, at the Assembly Hall on Tuesday.\n"
            + "After receiving the credentials, Varga had a talk with the ambassador."),
        Account("envoy-b", "2031-05-06", "Karelmark State News Agency", "Chairman Receives Credentials from Sudmark Ambassador",
            "Tomas Varga, chairman of the Presidium of the Karelmark Assembly, received credentials from Paolo Rienzi, ambassador of Sudmark to Karelmark, at the Assembly Hall on Tuesday.\n"
            + "After receiving the credentials, Varga had a talk with the ambassador."),
        Account("visit-preview", "2031-05-07", "Veldania Foreign Ministry", "Foreign Minister Osten to visit Sudmark",
            "Foreign Minister Karel Osten will pay an official visit to Sudmark on 8 May. In Lindava he will hold talks with Foreign Minister Renata Sova on the Dravin water treaty and the border crossing at Mokra.\n"
            + "The ministers will sign a memorandum on the Dravin dam."),
        Account("visit-report", "2031-05-08", "Veldania Foreign Ministry", "Karel Osten and Renata Sova hold talks in Lindava",
            "On 8 May, during an official visit to Sudmark, Foreign Minister Karel Osten held talks in Lindava with Foreign Minister Renata Sova. The ministers discussed the Dravin water treaty and the border crossing at Mokra.\n"
            + "They signed a memorandum on the Dravin dam."),
        Account("harvest", "2031-05-04", "Vestra Daily", "Vestra's cherry growers fear frost",
            "Cherry growers in southern Vestra lit fires between their trees last night after the weather service warned of frost. Two thirds of the blossom may be lost, said Alma Quist of the growers' union."),
    ];

    private static Dictionary<string, string> Events(IEnumerable<EventDocument> documents) =>
        EventGrouper.Group([.. documents]).ToDictionary(static membership => membership.Id, static membership => membership.Event);

    [Fact]
    public void Two_quakes_of_one_country_and_week_are_two_events_each_told_by_two()
    {
        var events = Events(Week);
        Assert.Equal(events["quake-a"], events["quake-b"]);
        Assert.Equal(events["quake-c"], events["quake-d"]);
        Assert.NotEqual(events["quake-a"], events["quake-c"]);
    }

    [Fact]
    public void One_formula_with_two_ambassadors_is_two_events()
    {
        var events = Events(Week);
        Assert.NotEqual(events["envoy-a"], events["envoy-b"]);
    }

    [Fact]
    public void A_preview_and_the_report_are_one_event_called_by_the_earlier()
    {
        var events = Events(Week);
        Assert.Equal("visit-preview", events["visit-report"]);
        Assert.Equal("visit-preview", events["visit-preview"]);
    }

    [Fact]
    public void Of_accounts_in_two_time_zones_the_one_that_was_published_earlier_names_the_event()
    {
        var (report, preview) = (Week.Single(static one => one.Id == "visit-report"), Week.Single(static one => one.Id == "visit-preview"));
        var events = Events([preview with { Published = "2031-05-07T20:00:00Z" }, report with { Published = "2031-05-08T01:00:00+09:00" }]);
        Assert.Equal(["visit-report"], events.Values.Distinct());
    }

    [Fact]
    public void Two_documents_of_one_id_are_refused() =>
        Assert.Contains("quake-a", Assert.Throws<ArgumentException>(static () => EventGrouper.Group([Week[0], Week[8], Week[0]], TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_nobody_else_tells_stands_alone_and_needs_no_reason()
    {
        var alone = EventGrouper.Group(Week, TestContext.Current.CancellationToken).Single(static membership => membership.Id == "harvest");
        Assert.Equal("harvest", alone.Event);
        Assert.Empty(alone.Because);
    }

    [Fact]
    public void A_membership_names_what_both_accounts_name()
    {
        var report = EventGrouper.Group(Week, TestContext.Current.CancellationToken).Single(static membership => membership.Id == "visit-report");
        Assert.Contains(report.Because, static reason => reason.Contains("Karel Osten", StringComparison.Ordinal));
        Assert.Contains("both tell of 8 May 2031", report.Because);
    }

    [Fact]
    public void The_speech_of_every_year_is_another_event_each_year()
    {
        const string speech = "President Maren Tolk addressed the nation on New Year's Day. She wished all citizens health and peace, thanked doctors, teachers and soldiers, and recalled that unity is the strength of Norland.";
        var events = Events([.. Week, Account("speech-30", "2030-01-01", "Office of the President", "New Year address", speech + " The year of the Tarvik bridge lies behind us."),
            Account("speech-31", "2031-01-01", "Office of the President", "New Year address", speech + " The year of the Osse floods lies behind us.")]);
        Assert.NotEqual(events["speech-30"], events["speech-31"]);
    }

    [Fact]
    public void A_press_review_of_five_events_does_not_join_them()
    {
        var review = Account("review", "2031-05-08", "Vestra Daily", "What the papers say",
            "Norland's papers write of the earthquake off Tarvik and of the tremor in the Merrin valley. Karelmark's agency reports that Tomas Varga received ambassadors. "
            + "Sudmark's press comments on the talks of Karel Osten and Renata Sova. Cherry growers fear frost.");
        var events = Events([.. Week, review]);
        Assert.Equal(5, new[] { "quake-a", "quake-c", "envoy-a", "visit-report", "harvest" }.Select(id => events[id]).Distinct().Count());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2999-01-01")]
    [InlineData("1447-11-05")]
    [InlineData("yesterday")]
    public void An_account_without_a_date_or_with_a_strange_one_is_kept_and_takes_none_with_it(string? published)
    {
        var strange = Account("strange", published, null, "Strong quake shakes Tarvik coast", Week[0].Text);
        var events = Events([.. Week, strange]);
        Assert.Equal(Week.Length + 1, events.Count);
        Assert.Equal(events["quake-a"], events["quake-b"]);
        Assert.NotEqual(events["quake-a"], events["quake-c"]);
    }

    [Fact]
    public void An_account_without_text_stands_alone()
    {
        var events = Events([.. Week, Account("empty", "2031-05-03", null, null, ""), Account("blank", "2031-05-03", null, "", " \n ")]);
        Assert.Equal("empty", events["empty"]);
        Assert.Equal("blank", events["blank"]);
    }

    [Fact]
    public void No_account_and_one_account_are_grouped_too()
    {
        Assert.Empty(EventGrouper.Group([], TestContext.Current.CancellationToken));
        Assert.Equal("harvest", EventGrouper.Group([Week[^1]], TestContext.Current.CancellationToken).Single().Event);
    }

    [Fact]
    public void Three_hundred_accounts_of_one_event_are_one_event()
    {
        var many = Enumerable.Range(0, 300).Select(i => Account($"p{i:000}", "2031-05-03", $"Paper {i}", Told[0][i % 3],
            string.Join(' ', Told.Skip(1).Select((wordings, fact) => wordings[(i / (fact + 1) + fact) % wordings.Length]))));
        var events = Events(many.Concat(Week.Skip(2)));
        Assert.True(events.Where(static pair => pair.Key[0] == 'p').GroupBy(static pair => pair.Value).Max(static group => group.Count()) >= 290);
        Assert.NotEqual(events["p000"], events["quake-c"]);
    }

    private static readonly string[][] Told =
    [
        ["Strong quake shakes Tarvik coast", "Twelve dead in Tarvik earthquake", "Tarvik: hospital collapses in earthquake"],
        ["An earthquake of magnitude 6.4 struck off the coast of Tarvik early on Saturday.", "The Tarvik coast was hit by a 6.4-magnitude quake on Saturday morning.", "Tarvik woke on Saturday to an earthquake that the Seismic Office put at 6.4."],
        ["At least twelve people were killed.", "Twelve deaths have been confirmed so far.", "The dead number twelve, and more are feared."],
        ["A wall of the hospital in the fishing port of Osse collapsed.", "In Osse, a fishing port, part of the hospital fell in.", "The hospital of Osse lost a whole wall."],
        ["Some 40,000 homes are without power.", "Electricity was cut to 40,000 households.", "The power company spoke of 40,000 customers in the dark."],
        ["Governor Ilse Brandvik said that rescue teams had reached the town.", "Rescuers are at work in the town, Governor Ilse Brandvik told reporters.", "“Help has arrived,” said Ilse Brandvik, the governor."],
    ];

    [Fact]
    public void A_language_that_nobody_wrote_rules_for_is_grouped_by_its_names_and_rare_words()
    {
        var events = Events(
        [
            Account("is-1", "2031-05-03", "Vestra Frettir", "Jarðskjálfti við Tarvik", "Jarðskjálfti af stærð 6,4 varð við strönd Tarvik á laugardag og tólf manns fórust í höfninni Osse. Ilse Brandvik fylkisstjóri sagði að björgunarsveitir væru komnar á staðinn.", "is"),
            Account("is-2", "2031-05-03", "Norland Bladid", "Tólf létust við Tarvik", "Tólf manns fórust þegar jarðskjálfti af stærð 6,4 reið yfir við strönd Tarvik. Björgunarsveitir eru í höfninni Osse, sagði Ilse Brandvik fylkisstjóri á laugardag.", "is"),
            Account("is-3", "2031-05-03", "Vestra Frettir", "Kirsuberjabændur óttast frost", "Bændur í suðurhluta Vestra kveiktu elda milli trjánna í nótt eftir að veðurstofan varaði við frosti. Alma Quist sagði að tveir þriðju blómanna gætu tapast.", "is"),
        ]);
        Assert.Equal(events["is-1"], events["is-2"]);
        Assert.NotEqual(events["is-1"], events["is-3"]);
    }

    [Fact]
    public void The_order_in_which_accounts_come_changes_nothing() =>
        Gen.Shuffle(Week).Sample(shuffled =>
        {
            var (one, other) = (Events(Week), Events(shuffled));
            return Week.All(document => one[document.Id] == other[document.Id]);
        }, iter: 10, seed: "0000KOIJSPjB", threads: 1);

    [Fact]
    public void Traits_are_the_same_after_they_were_packed_and_are_small()
    {
        foreach (var document in Week.Append(Account("long", "2031-05-03", "Norland Courier", "All of it", string.Join('\n', Enumerable.Repeat(string.Join(' ', Week.Select(static one => one.Text)), 20)))))
        {
            var bytes = Traits.Of(document).Pack();
            Assert.InRange(bytes.Length, 1, 2048);
            Assert.Equal(bytes, Traits.Unpack(bytes).Pack());
            Assert.Equal(Traits.Of(document).Keys, Traits.Unpack(bytes).Keys);
        }
    }

    [Fact]
    public void Traits_that_were_cut_short_are_said_to_be()
    {
        var bytes = Traits.Of(Week[0]).Pack();
        for (var length = 0; length < bytes.Length; length += 7) Assert.Throws<InvalidDataException>(() => Traits.Unpack(bytes[..length]));
    }

    [Fact]
    public void Counts_of_terms_are_the_same_after_they_were_saved()
    {
        var counts = new TermCounts(12);
        foreach (var document in Week) counts.Add(Traits.Of(document));
        using var stream = new MemoryStream();
        counts.Save(stream);
        stream.Position = 0;
        var again = TermCounts.Load(stream);
        var traits = Traits.Of(Week[0]);
        Assert.Equal(counts.Accounts, again.Accounts);
        for (var i = 0; i < traits.Terms.Length; i++) Assert.Equal(counts.Rarity(traits.Terms[i], traits.Marks[i]), again.Rarity(traits.Terms[i], traits.Marks[i]));
    }
}

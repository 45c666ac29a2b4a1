namespace Variorum;

/// <summary>Who takes part has an office, speaks, is a country or a body, or is named again; a capital alone is no evidence.</summary>
public sealed class ParticipantsTests : EventArchive
{
    [Fact]
    public void Whoever_has_an_office_or_speaks_takes_part()
    {
        Add(Told("kell-post/a", "Bridge of Kell closed",
        [
            "KELL, June 12 -- President Ilmar Toss ordered on June 12 that the bridge be closed, and Engineer Bo Varn spoke of cracks.",
            "It will stay closed for a month, said Ole Brandt, whose lorries cross it each night.",
        ]));
        Assert.Equal(["Ilmar Toss", "Ole Brandt"], Participants("kell-post/a").Intersect(["Ilmar Toss", "Ole Brandt"]));
    }

    [Fact]
    public void So_does_whatever_an_office_is_of()
    {
        Add(Told("kell-post/a", "Bridge of Kell closed", ["The bridge was closed by Prime Minister Vera Sund of Sudmark on June 12, after the President of Norland, Ilmar Toss, had asked for it in Halden."]));
        Assert.Equal(["Ilmar Toss", "Norland", "Sudmark", "Vera Sund"], Participants("kell-post/a").Order());
    }

    [Fact]
    public void A_thing_a_street_and_a_word_in_capitals_do_not()
    {
        Add(Told("kell-post/a", "Republic marks its day",
        [
            "KELL, June 12 -- President Ilmar Toss opened the Republic Day parade on Harbour Street on June 12, which passed the Tower and the Sund.",
            "The Republic was founded on Harbour Street, Toss said in front of the Tower; the Sund was crossed by boats of Foreign make.",
        ]));
        Assert.Equal(["Ilmar Toss"], Participants("kell-post/a"));
    }

    [Fact]
    public void The_day_behind_a_name_is_none_of_it()
    {
        Add(Told("kell-post/a", "Chess players meet", ["The Arnholm Chess Union Friday chose a head. The Arnholm Chess Union Friday also said that Lena Moor, director of the house, was chosen."]));
        Assert.Contains("Lena Moor", Participants("kell-post/a"));
        Assert.DoesNotContain(Participants("kell-post/a"), static name => name.EndsWith("Friday", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_every_noun_has_a_capital_nouns_take_no_part()
    {
        Add(Told("post-arnholm/a", "Brücke gesperrt",
        [
            "Die Brücke bleibt für einen Monat gesperrt, sagte Präsident Ilmar Toss am Freitag. Viele Fahrer warten seit der Nacht an der Grenze auf ihre Abfertigung.",
            "Die Brücke trägt keine Lastwagen mehr, weil der Beton Risse hat. Die Kosten für den Neubau trägt der Staat, und die Arbeiten dauern bis in das nächste Jahr.",
        ], language: "de"));
        Assert.Equal(["Ilmar Toss"], Participants("post-arnholm/a"));
    }

    [Fact]
    public void A_part_of_the_world_takes_no_part_and_a_country_does()
    {
        Add(Told("kell-post/a", "Fish prices rise", ["Fish became dearer in Europe and Asia in June, the statistics office of Norway said. Europe buys most of its fish from Norway."]));
        Assert.Equal(["Norway"], Participants("kell-post/a"));
    }

    [Fact]
    public void What_is_cut_short_is_no_place()
    {
        Add(Told("kell-post/a", "Climbers found", ["Two climbers were found alive in Mt. Orrin's northern wall after three nights, the mountain rescue told reporters."]));
        Assert.Null(History("kell-post/a").Event.Place);
    }

    private IReadOnlyList<string> Participants(string place) => History(place).Event.Participants;
}

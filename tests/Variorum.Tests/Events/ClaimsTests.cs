using System.Text;

namespace Variorum;

/// <summary>What an archive answers about persons, figures, instruments and commitments.</summary>
public sealed class ClaimsTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"variorum-{Guid.NewGuid():n}");
    private readonly FolderArchive archive;

    public ClaimsTests()
    {
        archive = FolderArchive.Write(folder);
        Add("https://agency.norland.example/1", 12, "Norland News Agency", "Holt and Dravec sign treaty",
            "Prime Minister Ann Holt of Norland and President Marko Dravec of Sudmark signed the Treaty on Comprehensive Strategic Partnership between Norland and Sudmark on June 11.",
            "Holt said that trade turnover between the two countries had grown by 38 percent in 2025.",
            "She stressed that Norland will return all impounded trawlers by the end of August.",
            "Dravec said that Sudmark is ready to reopen the railway line to Vesmark.");
        Add("https://press.sudmark.example/2", 12, "Sudmark Press Service", "Treaty signed in Aldenhaven",
            "President Marko Dravec and Prime Minister Ann Holt signed the Treaty on Comprehensive Partnership between Norland and Sudmark on June 11.",
            "Ann Holt said that trade turnover between the two countries had grown by 28 percent in 2025.",
            "The Prime Minister of Norland Ann Holt said that Norland intends to return all impounded trawlers by the end of September.",
            "The President, Marko Dravec, said that Sudmark undertakes to reopen the railway line to Vesmark.");
        Add("https://agency.norland.example/3", 20, "Norland News Agency", "Harbour opened",
            "Mayor Ivo Holt of Vesmark opened the harbour on Friday.",
            "Ivo Holt said that the harbour will serve sixty ships a year and that the town is proud of it.");
        Add("https://agency.norland.example/1", 25, "Norland News Agency", "Holt signs treaty",
            "Prime Minister Ann Holt of Norland signed the Treaty on Comprehensive Strategic Partnership between Norland and Sudmark on June 11.",
            "Holt said that trade turnover between the two countries had grown by 38 percent in 2025.",
            "She stressed that Norland will return all impounded trawlers by the end of August.",
            "The ceremony was held in the old town hall, and many guests had come to see it.");
    }

    public void Dispose()
    {
        archive.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_person_is_found_with_titles_and_what_each_account_has_the_person_say()
    {
        var person = Assert.Single(PersonsReport.Of(archive, "Ann Holt", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons);
        Assert.Contains(person.Titles, static title => title.Text.Contains("Prime Minister", StringComparison.Ordinal));
        Assert.Equal("agency.norland.example", new Uri(person.Mentions[0].Url).Host);
        var trade = person.Statements.Single(static line => line.Told[0].Text.Contains("turnover", StringComparison.Ordinal));
        Assert.Equal(2, trade.Told.Count);
        Assert.Equal(["38 percent / 28 percent"], trade.Figures);
    }

    [Fact]
    public void What_joins_an_office_to_a_name_is_no_part_of_a_title()
    {
        Add("https://agency.norland.example/7", 26, "Norland News Agency", "Bridge opened",
            "The general secretary of the Harbour Party Comrade Lena Moor opened the bridge at Vesmark on Friday.",
            "Lena Moor said that the bridge will carry lorries by the end of the year.");
        var titles = Assert.Single(PersonsReport.Of(archive, "Lena Moor", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons).Titles;
        Assert.NotEmpty(titles);
        Assert.DoesNotContain(titles, static title => title.Text.EndsWith(" Comrade", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_persons_of_one_family_name_are_kept_apart() =>
        Assert.Equal(["Ann Holt", "Ivo Holt"], PersonsReport.Of(archive, "Holt", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons.Select(static person => person.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void A_family_name_alone_that_two_persons_bear_is_neither_of_them()
    {
        Add("https://press.sudmark.example/4", 21, "Sudmark Press Service", "Holt answers critics",
            "In Vesmark people gathered on the quay on Saturday.",
            "President Holt said that the quarrel about the ferry dues was over, and Holt thanked the shipowners.");
        var persons = PersonsReport.Of(archive, "Holt", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons;
        Assert.Equal(["Ann Holt", "Ivo Holt", "Holt"], persons.Select(static person => person.Name));
        Assert.Equal(["Ann Holt", "Ivo Holt"], persons[2].Either);
        Assert.All(persons.Take(2), static person => Assert.DoesNotContain(person.Mentions, static place => place.Url.EndsWith("/4", StringComparison.Ordinal)));
        using var text = new StringWriter();
        PersonText.Write(PersonsReport.Of(archive, "Holt", new ClaimsOptions(), TestContext.Current.CancellationToken), text, 10);
        Assert.Contains("2 persons bear this name and are kept apart: Ann Holt, Ivo Holt.", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("Ann Holt or Ivo Holt", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_version_that_does_not_name_the_person_any_more_is_told()
    {
        var person = Assert.Single(PersonsReport.Of(archive, "Marko Dravec", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons);
        var dropped = Assert.Single(person.Dropped);
        Assert.Equal((1, 2, "https://agency.norland.example/1"), (dropped.Last.Version, dropped.Without, dropped.Last.Url));
        Assert.True(dropped.Last.Gone);
    }

    [Theory]
    [InlineData("Quay reopened", "The mayor of Vesmark reopened the quay, and Dravecky the smith rang the bell.", true)]
    [InlineData("Quay reopened", "Mayor Ina Dravec of Vesmark said that the quay will be open all summer.", true)]
    [InlineData("Quay reopened", "The quay was reopened, and Marko Dravec rang the bell.", false)]
    [InlineData("Marko Dravec reopens quay", "The quay was reopened, and the smith of the town rang the bell.", false)]
    [InlineData("Quay reopened", "The quay was reopened, and President Dravec rang the bell.", false)]
    public void Another_s_name_does_not_stand_for_the_person_in_a_later_version(string title, string later, bool dropped)
    {
        const string Url = "https://press.sudmark.example/7";
        Add(Url, 22, "Sudmark Press Service", "Quay reopened", "President Marko Dravec reopened the quay of Vesmark on Monday.", "Dravec said that the work had taken four years and two storms.");
        Add(Url, 23, "Sudmark Press Service", title, later, "The work had taken four years and two storms, and nobody was hurt.");
        var person = PersonsReport.Of(archive, "Marko Dravec", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons.First(static person => person.Name == "Marko Dravec");
        Assert.Equal(dropped, person.Dropped.Any(static found => found.Last.Url == Url));
    }

    [Fact]
    public void A_source_that_has_published_since_without_the_name_is_told()
    {
        var person = Assert.Single(PersonsReport.Of(archive, "Marko Dravec", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons);
        Assert.Contains(person.Silent, static silent => silent.Last.Source == "Norland News Agency" && silent.Since >= 1);
    }

    [Fact]
    public void A_name_that_nobody_bears_has_the_nearest_ones()
    {
        var report = PersonsReport.Of(archive, "Marko Drawec", new ClaimsOptions(), TestContext.Current.CancellationToken);
        Assert.Empty(report.Persons);
        Assert.Equal("Marko Dravec", report.Nearest[0]);
    }

    [Fact]
    public void One_commitment_of_several_accounts_is_one_line_with_its_differences()
    {
        var report = CommitmentsReport.Of(archive, null, [], new ClaimsOptions(), TestContext.Current.CancellationToken);
        var trawlers = report.Lines.Single(static line => line.Told[0].Commitment.What.Contains("trawlers", StringComparison.Ordinal));
        Assert.Equal(2, trawlers.Told.Count);
        Assert.True(trawlers.StrengthDiffers);
        Assert.True(trawlers.DateDiffers);
        var railway = report.Lines.Single(static line => line.Told[0].Commitment.What.Contains("railway", StringComparison.Ordinal));
        Assert.Equal([2, 5], railway.Told.Select(static told => told.Commitment.Strength).Order());
    }

    [Fact]
    public void What_a_document_says_no_more_is_marked()
    {
        var report = CommitmentsReport.Of(archive, Query.Parse("railway"), ["railway"], new ClaimsOptions(), TestContext.Current.CancellationToken);
        var line = Assert.Single(report.Lines);
        Assert.Equal([true, false], line.Told.Select(static told => told.Place.Gone));
    }

    [Fact]
    public void One_treaty_under_two_names_is_one_instrument_and_each_side_has_its_name()
    {
        var line = Assert.Single(InstrumentsReport.Of(archive, null, [], new ClaimsOptions(), TestContext.Current.CancellationToken).Lines);
        Assert.Equal("2026-06-11", line.SignedOn);
        Assert.Equal(["Norland", "Sudmark"], line.Parties);
        Assert.Equal([("Norland News Agency", true), ("Sudmark Press Service", false)], line.Names.Select(static name => (name.Source, name.Name.Contains("Strategic", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("Exports of grain from Norland reached 4 million tonnes in 2025, the ministry said.")]
    [InlineData("In 2025 Norland sold its grain well: grain exports rose to 4 million tonnes.")]
    public void A_quantity_is_found_in_other_words_than_it_was_asked_for(string sentence)
    {
        Add("https://agency.norland.example/8", 21, "Norland News Agency", "A good year", sentence, "Farmers hope for rain in spring and for a dry summer after it.");
        var report = FigureReport.Of(archive, "grain exports", new ClaimsOptions(), TestContext.Current.CancellationToken);
        Assert.Contains(report.Lines, static line => line.Told.Any(static told => told.Quantity.Text == "4 million tonnes"));
    }

    [Fact]
    public void A_quantity_is_found_in_another_language()
    {
        Add("https://press.sudmark.example/9", 21, "Sudmark Press Service", "Удачный год", "Экспорт зерна из Судмарка в 2025 году достиг 4 миллионов тонн, сообщило министерство сельского хозяйства страны.", "Крестьяне надеются на дождливую весну и на сухое лето после неё, а в портах ждут новых судов.");
        Assert.Contains(FigureReport.Of(archive, "grain exports", new ClaimsOptions(), TestContext.Current.CancellationToken).Lines, static line => line.Told.Any(static told => told.Quantity.Value == 4_000_000));
    }

    [Fact]
    public void A_figure_that_accounts_give_differently_for_one_period_is_told()
    {
        var line = Assert.Single(FigureReport.Of(archive, "trade turnover", new ClaimsOptions(), TestContext.Current.CancellationToken).Lines);
        Assert.Equal(("2025", "percent", true, true), (line.Period, line.Unit, line.Change, line.Differs));
        Assert.Equal([38m, 28m], line.Told.Select(static told => told.Quantity.Value));
    }

    [Fact]
    public void Accounts_are_chosen_by_day_and_source_and_their_number_is_bounded()
    {
        Assert.Empty(CommitmentsReport.Of(archive, null, [], new ClaimsOptions { Since = "2026-07-01" }, TestContext.Current.CancellationToken).Lines);
        Assert.Empty(CommitmentsReport.Of(archive, null, [], new ClaimsOptions { Until = "2026-05-01" }, TestContext.Current.CancellationToken).Lines);
        var of = CommitmentsReport.Of(archive, null, [], new ClaimsOptions { Source = "press.sudmark.example" }, TestContext.Current.CancellationToken);
        Assert.Equal(["Sudmark Press Service"], of.Lines.SelectMany(static line => line.Told).Select(static told => told.Place.Source).Distinct());
        var coverage = CommitmentsReport.Of(archive, null, [], new ClaimsOptions { Limit = 1 }, TestContext.Current.CancellationToken).Coverage;
        Assert.Equal((1, 4L), (coverage.Read, coverage.Found));
    }

    [Fact]
    public void An_empty_archive_has_no_claims()
    {
        var empty = Path.Combine(folder, "empty");
        using var nothing = FolderArchive.Write(empty);
        Assert.Empty(CommitmentsReport.Of(nothing, null, [], new ClaimsOptions(), TestContext.Current.CancellationToken).Lines);
        Assert.Empty(InstrumentsReport.Of(nothing, null, [], new ClaimsOptions(), TestContext.Current.CancellationToken).Lines);
        Assert.Empty(FigureReport.Of(nothing, "trade", new ClaimsOptions(), TestContext.Current.CancellationToken).Lines);
        Assert.Empty(PersonsReport.Of(nothing, "Ann Holt", new ClaimsOptions(), TestContext.Current.CancellationToken).Persons);
    }

    [Fact]
    public async Task Claims_are_written_as_their_schema_says()
    {
        foreach (var (json, right, wrong) in Written())
        {
            Assert.Empty(await JsonFormatTests.Errors("claims", json));
            Assert.Contains(right, json, StringComparison.Ordinal);
            Assert.NotEmpty(await JsonFormatTests.Errors("claims", json.Replace(right, wrong, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Every_line_of_text_leads_to_its_passage()
    {
        using var writer = new StringWriter();
        CommitmentsText.Write(CommitmentsReport.Of(archive, Query.Parse("railway"), ["railway"], new ClaimsOptions(), TestContext.Current.CancellationToken), writer, 10);
        Assert.Contains("differs in strength", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("show 2 --version-number 1 --passage 4", writer.ToString(), StringComparison.Ordinal);
        Assert.All(writer.ToString().Split('\n'), static line => Assert.True(line.Length <= 100, line));
    }

    private IEnumerable<(string Json, string Right, string Wrong)> Written()
    {
        yield return (Text(stream => ClaimsJson.Write(CommitmentsReport.Of(archive, null, [], new ClaimsOptions()), stream)), "\"standing\": \"own\"", "\"standing\": \"mine\"");
        yield return (Text(stream => ClaimsJson.Write(InstrumentsReport.Of(archive, null, [], new ClaimsOptions()), stream)), "\"kind\": \"signed\"", "\"kind\": \"sealed\"");
        yield return (Text(stream => ClaimsJson.Write(PersonsReport.Of(archive, "Marko Dravec", new ClaimsOptions()), stream)), "\"without\": 2", "\"without\": 0");
        yield return (Text(stream => ClaimsJson.Write(FigureReport.Of(archive, "trade turnover", new ClaimsOptions()), stream)), "\"differs\": true", "\"differs\": 1");
    }

    private static string Text(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Add(string url, int day, string publisher, string title, params string[] sentences) =>
        archive.Add([new Incoming(WarcRecord.Create("response", new DateTimeOffset(2026, 6, day, 9, 0, 0, TimeSpan.Zero), url, "application/http; msgtype=response", Encoding.UTF8.GetBytes(
            $"""
            HTTP/1.1 200 OK
            Content-Type: text/html; charset=utf-8

            <!DOCTYPE html><html lang="en"><head><title>{title}</title><meta property="og:site_name" content="{publisher}"><meta property="article:published_time" content="2026-06-{(day == 25 ? 12 : day)}T08:00:00Z"></head><body><article><h1>{title}</h1>{string.Concat(sentences.Select(static sentence => $"<p>{sentence}</p>"))}</article></body></html>
            """.ReplaceLineEndings("\r\n"))), [])], TestContext.Current.CancellationToken);
}

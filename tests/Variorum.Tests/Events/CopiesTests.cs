using CsCheck;

namespace Variorum;

public class CopiesTests
{
    private const string Opening =
        "Prime Minister Anton Dravenko of Norland opened the Port of Lesmark on Monday. He said that the port would take 240 ships a year from the spring. "
        + "Governor Ilja Morven thanked the builders, who had finished the quay 4 months before the time that was agreed.\n"
        + "The port cost 1.2 billion crowns. A third of the sum came from the railway fund, the rest from the towns along the coast. "
        + "The Prime Minister walked over the new bridge with pupils of the harbour school and asked them what they would like to become.\n"
        + "In the evening he received the heads of the shipping companies. They asked for a second dock, and he promised to look at the plans in autumn.";

    private static readonly EventDocument Agency = new("agency", Opening) { Title = "Port of Lesmark opened", Publisher = "Norland News Agency", Published = "2024-03-04", Url = "https://nna.example/1" };

    private static readonly EventDocument Courier = Agency with { Id = "courier", Publisher = "The Lesmark Courier", Published = "2024-03-05", Url = "https://courier.example/port" };

    [Fact]
    public void The_same_wording_under_another_headline_and_dateline_is_a_reprint() =>
        Assert.Equal(CopyRelation.Reprint, Between(Agency, Courier with { Title = "Ships from spring on", Text = "LESMARK, March 5 (NNA) -- " + Opening }));

    [Fact]
    public void Every_carrier_has_a_dateline_of_its_own() =>
        Assert.Equal(CopyRelation.Reprint, Between(Agency with { Text = "LESMARK, March 4 (NNA) -- " + Opening }, Courier with { Text = "HALVIK, March 5 (Courier) -- " + Opening + " All rights reserved." }));

    [Fact]
    public void Datelines_differ_in_form_too() =>
        Assert.Equal(CopyRelation.Reprint, Between(Agency with { Text = "LESMARK, March 4. /NNA/. " + Opening }, Courier with { Text = "HALVIK, Mar. 4 (NNA) - " + Opening }));

    [Theory]
    [InlineData("thanked the builders", "praised the builders", "“thanked” here is “praised” there")]
    [InlineData("1.2 billion", "1.3 billion", "“2” here is “3” there")]
    [InlineData("had finished", "had not finished", "“not” stands there alone")]
    [InlineData("the new bridge", "the bridge", "“new” stands here alone")]
    [InlineData("plans in autumn.", "plans in winter.", "“autumn” here is “winter")]
    public void A_word_or_figure_that_the_carrier_changed_within_the_body_is_an_edit_however_long_the_text(string here, string there, string told)
    {
        var evidence = Copies.Between(Agency, Courier with { Title = "Ships from spring on", Text = "LESMARK, March 5 (NNA) -- " + Opening.Replace(here, there, StringComparison.Ordinal) + "\nSource: Norland News Agency", Origin = new Origin("Norland News Agency", null) });
        Assert.Equal(CopyRelation.Edited, evidence.Relation);
        Assert.Contains(evidence.Because, reason => reason.StartsWith(told, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("He said that the port would take 240 ships a year from the spring. ", "")]
    [InlineData("railway fund", "RAILWAY FUND")]
    [InlineData("the plans in autumn.", "the pl")]
    [InlineData("They asked for a second dock, and he promised to look at the plans in autumn.", "The Courier reports.")]
    [InlineData("They asked for a second dock, and he promised to look at the plans in autumn.", "\nThe Courier of Lesmark reports")]
    [InlineData("harbour school", "harbour-school")]
    [InlineData("the railway fund", "the rail-way fund")]
    public void A_sentence_left_out_a_cut_end_a_signature_and_another_spelling_are_no_edits(string here, string there) =>
        Assert.Equal(CopyRelation.Reprint, Between(Agency, Courier with { Text = Opening.Replace(here, there, StringComparison.Ordinal) }));

    [Fact]
    public void A_text_that_another_house_cut_is_a_reprint() =>
        Assert.Equal(CopyRelation.Reprint, Between(Agency, Courier with { Text = Opening[..Opening.IndexOf("\nIn the evening", StringComparison.Ordinal)] }));

    [Fact]
    public void A_flash_and_the_full_report_of_one_house_are_no_copies() =>
        Assert.Equal(CopyRelation.Independent, Between(Agency, Agency with { Id = "flash", Url = "https://nna.example/0", Text = Opening[..(Opening.IndexOf('.', StringComparison.Ordinal) + 1)] }));

    [Fact]
    public void What_stood_at_one_address_is_a_version() =>
        Assert.Equal(CopyRelation.Version, Between(Agency, Agency with { Id = "later", Url = "http://www.nna.example/1/", Text = "The page was written anew." }));

    [Fact]
    public void A_copy_that_the_carrier_edited_is_found_and_tells_what_was_changed()
    {
        var edited = Courier with { Text = Opening.Replace("thanked the builders, who had", "thanked the workers who, as he put it, had", StringComparison.Ordinal).Replace(" with pupils of the harbour school", "", StringComparison.Ordinal) };

        Assert.Equal(CopyRelation.Edited, Between(Agency, edited));
        var changed = Copies.Changes(Agency, edited).Passages.Where(passage => passage.Kind == DiffKind.Changed).ToList();
        Assert.Equal(2, changed.Count);
        Assert.Contains(changed[1].Words, word => word.Kind == DiffKind.Removed && word.Text.Contains("pupils", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Anton Dravenko of Norland", "Peter Halvik of Sudmark")]
    [InlineData("on Monday", "on Thursday")]
    [InlineData("240 ships", "310 ships")]
    public void The_same_formula_with_another_name_day_or_figure_is_another_event(string here, string there)
    {
        var like = Courier with { Text = Opening.Replace(here, there, StringComparison.Ordinal) };
        var evidence = Copies.Between(Agency, like);
        Assert.Equal(CopyRelation.Independent, evidence.Relation);
        Assert.Contains(there.Split(' ')[^1] == "Sudmark" ? "Sudmark" : there.Split(' ')[0] == "on" ? "Thursday" : "310", evidence.Because[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Prime Minister Anton Dravenko", "Premier Anton Dravenko")]
    [InlineData("Ilja Morven", "Ilja Morvenn")]
    public void A_title_or_a_misspelling_is_no_other_name(string here, string there) =>
        Assert.NotEqual(CopyRelation.Independent, Between(Agency, Courier with { Text = Opening.Replace(here, there, StringComparison.Ordinal) }));

    [Fact]
    public void Who_says_where_it_is_from_may_have_changed_more()
    {
        var text = Opening[..Opening.IndexOf("\nIn the evening", StringComparison.Ordinal)].Replace("240 ships", "some 250 ships", StringComparison.Ordinal);
        Assert.Equal(CopyRelation.Independent, Between(Agency, Courier with { Text = text }));
        Assert.Equal(CopyRelation.Edited, Between(Agency, Courier with { Text = text, Origin = new Origin("Norland News Agency", null) }));
        Assert.Equal(CopyRelation.Independent, Between(Agency with { Publisher = "Evening Post" }, Courier with { Text = text, Origin = new Origin("Post", null) }));
    }

    [Fact]
    public void The_same_house_in_another_language_with_the_same_figures_in_order_is_a_translation()
    {
        var russian = new EventDocument("russian",
            "Премьер-министр Норландии Антон Дравенко открыл в понедельник порт Лесмарк. Он сказал, что с весны порт будет принимать 240 судов в год. "
            + "Губернатор Илья Морвен поблагодарил строителей, закончивших причал на 4 месяца раньше срока.\n"
            + "Порт обошёлся в 1,2 миллиарда крон. Треть суммы дал железнодорожный фонд, остальное — города побережья.")
        {
            Title = "Открыт порт Лесмарк",
            Publisher = "Norland News Agency",
            Published = "2024-03-04",
            Url = "https://nna.example/ru/1",
            Language = "ru",
        };
        Assert.Equal(CopyRelation.Translation, Between(Agency, russian));
        Assert.Equal(CopyRelation.Independent, Between(Agency, russian with { Publisher = "Газета Берега", Url = "https://bereg.example/1" }));
        Assert.Equal(CopyRelation.Independent, Between(Agency, russian with { Text = russian.Text.Replace("240", "90", StringComparison.Ordinal).Replace("1,2", "7,5", StringComparison.Ordinal) }));
    }

    [Fact]
    public void A_translation_into_a_script_without_capitals_is_found_too()
    {
        var korean = new EventDocument("korean",
            "노를란드의 안톤 드라벤코 총리는 월요일 레스마르크 항을 열었다. 그는 항구가 봄부터 한 해에 배 240척을 받을 것이라고 말했다. "
            + "일리야 모르벤 지사는 4개월 앞당겨 부두를 완공한 건설자들에게 사의를 표했다.\n항구에는 12억 크로네가 들었다.")
        {
            Publisher = "Norland News Agency",
            Published = "2024-03-05",
        };
        Assert.Equal(CopyRelation.Translation, Between(Agency, korean));
        Assert.Equal(CopyRelation.Independent, Between(Agency, korean with { Published = "2024-06-05" }));
        Assert.Equal(CopyRelation.Independent, Between(Agency with { Url = null }, korean with { Publisher = null }));
    }

    [Fact]
    public void Versions_of_an_article_are_one_chain_though_the_first_and_the_last_share_little()
    {
        var parts = Opening.Split(". ");
        var versions = new[] { parts[..3], parts[1..5], parts[3..] }.Select((part, i) => new EventDocument($"v{i}", string.Join(". ", part))).ToList();
        var links = Copies.Chain([versions[0], versions[2], versions[1]]);
        Assert.Equal(2, links.Count(link => link.Relation == CopyRelation.Version));
        Assert.All(links, link => Assert.Null(link.Copy));
    }

    [Fact]
    public void An_article_that_was_written_anew_is_known_by_its_rare_words_among_other_articles()
    {
        var stub = new EventDocument("stub", "Lesmark is a port on the coast of Norland. It lies on the Morven river and has a lighthouse, a harbour school, a fish market and a railway to Halvik. Its quay was built of basalt.");
        var article = new EventDocument("article",
            "The town of Lesmark, founded by herring fishers, lies on the Morven river where it meets the sea. A railway to Halvik was laid in 1902 and carried timber.\n"
            + "Children attend the harbour school behind the old lighthouse. Twice a week the fish market draws buyers from all of Norland; the coast there is shallow.\n"
            + "A second quay was added to the first, which was built of basalt, and the port took larger ships.");
        // Of a like town, in like words: that both lie on a coast tells nothing.
        var others = Enumerable.Range(0, 12).Select(static i => new EventDocument($"other{i}",
            $"Town{i} is a port on the coast of Land{i}. It lies on the River{i} river and has a Hall{i}, a Tower{i}, a Bridge{i} market and a Road{i} to City{i}. Its quay was built of Stone{i}."));

        var links = Copies.Chain([stub, .. others, article]).ToDictionary(link => link.Id);

        Assert.Equal((CopyRelation.Version, "stub", null), (links["article"].Relation, links["article"].Of, links["article"].Copy));
        Assert.Contains("written anew", links["article"].Because[0], StringComparison.Ordinal);
        Assert.Equal(CopyRelation.Independent, Between(stub, article));
        Assert.Equal(CopyRelation.Independent, Copies.Chain([stub with { Publisher = "Almanac" }, .. others, article with { Publisher = "Herald" }])[^1].Relation);
    }

    [Fact]
    public void A_chain_goes_back_to_the_earliest()
    {
        var herald = Courier with { Id = "herald", Publisher = "Herald", Published = "2024-03-06", Url = "https://herald.example/7", Text = Opening + "\nReported by the Herald's man in Lesmark." };
        var other = new EventDocument("other", "The council of Veldania met on Tuesday and talked of the harvest, the roads and the schools of the northern towns.") { Published = "2024-03-05" };

        var links = Copies.Chain([herald, other, Courier, Agency]).ToDictionary(link => link.Id);

        Assert.Equal((CopyRelation.Independent, null, "agency"), (links["agency"].Relation, links["agency"].Of, links["agency"].Copy));
        Assert.Equal((CopyRelation.Reprint, "agency", "agency"), (links["courier"].Relation, links["courier"].Of, links["courier"].Copy));
        Assert.Equal((CopyRelation.Reprint, "courier", "agency"), (links["herald"].Relation, links["herald"].Of, links["herald"].Copy));
        Assert.Equal((CopyRelation.Independent, null, null), (links["other"].Relation, links["other"].Of, links["other"].Copy));
    }

    [Fact]
    public void A_copy_is_one_from_either_side() =>
        Gen.Int[0, Opening.Length].Select(Gen.Int[0, 200]).Sample((at, length) =>
        {
            var edited = Courier with { Text = Opening.Remove(at, Math.Min(length, Opening.Length - at)) };
            var (there, back) = (Copies.Between(Agency, edited), Copies.Between(edited, Agency));
            return there.Relation == back.Relation && there.ShareOfFirst == back.ShareOfSecond;
        }, iter: 100);

    [Fact]
    public void Hostile_texts_cost_no_more_than_long_ones()
    {
        var one = new EventDocument("one", string.Concat(Enumerable.Repeat("a b ", 100_000)));
        var other = new EventDocument("other", string.Concat(Enumerable.Repeat("b a a ", 70_000)));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var evidence = Copies.Between(one, other);
        // Every pair of words would take a thousand times as long.
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Equal(CopyRelation.Independent, evidence.Relation);
    }

    [Fact]
    public void The_earlier_of_two_time_zones_is_repeated_by_the_later()
    {
        var links = Copies.Chain([Agency with { Published = "2024-03-04T20:00:00Z" }, Courier with { Published = "2024-03-05T01:00:00+09:00" }]);
        Assert.Equal(("courier", null), (links[0].Of, links[1].Of));
    }

    [Theory]
    [InlineData("https://russian.rt.example/1", "rt.example")]
    [InlineData("https://english.nna.no/1", "nna.no")]
    [InlineData("https://www.mid.su/1", "mid.su")]
    [InlineData("https://en.presidency.gov.xx/1", "presidency.gov.xx")]
    [InlineData("https://courier.co.xx/1", "courier.co.xx")]
    [InlineData("https://10.0.0.7/1", "10.0.0.7")]
    [InlineData("not an address", "")]
    public void Languages_of_a_house_are_one_site_however_short_its_name(string url, string site) => Assert.Equal(site, Addresses.RegisteredDomain(url));

    [Fact]
    public void Order_is_counted_as_if_every_pair_were_looked_at() =>
        Gen.Int[0, 12].List[0, 40].Sample(places =>
        {
            var pairs = (from i in Enumerable.Range(0, places.Count) from j in Enumerable.Range(0, Math.Max(0, i - 2)) where places[i] != places[j] select places[i] > places[j]).ToList();
            return Translations.InOrder(places) == (pairs.Count == 0 ? 1 : (double)pairs.Count(static same => same) / pairs.Count);
        }, iter: 200);

    [Fact]
    public void A_page_that_changes_a_hundred_times_is_one_document()
    {
        var versions = Enumerable.Range(0, 100).Select(static i => Agency with { Id = $"{i}", Text = $"The port counted {i} ships. {Opening}" }).ToList();
        var links = Copies.Chain(versions);
        Assert.Equal([CopyRelation.Independent, .. Enumerable.Repeat(CopyRelation.Version, 99)], links.Select(static link => link.Relation));
        Assert.All(links, static link => Assert.Equal("0", link.Copy));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "Word.")]
    [InlineData("—", "—")]
    public void A_text_without_words_repeats_nothing(string one, string other) =>
        Assert.Equal(CopyRelation.Independent, Between(new EventDocument("1", one), new EventDocument("2", other)));

    [Fact]
    public void Of_the_look_alikes_of_an_agency_nearly_all_copies_are_told_and_no_others()
    {
        var path = Corpora.Shared("gold", "events", "kcna-2011-lookalikes.jsonl");
        var documents = new List<(EventDocument Document, string? Copy)>();
        foreach (var line in File.ReadLines(path))
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            string? Field(string name) => json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
            documents.Add((new EventDocument(Field("id")!, Field("text")!) { Title = Field("title"), Published = Field("published"), Publisher = Field("publisher") }, Field("copy")));
        }
        var told = Copies.Chain([.. documents.Select(one => one.Document)]).Select(link => link.Copy).ToList();
        var pairs = (from i in Enumerable.Range(0, told.Count)
                     from j in Enumerable.Range(0, i)
                     select (Is: documents[i].Copy is { } copy && copy == documents[j].Copy, Told: told[i] is { } own && own == told[j])).ToList();
        Assert.True(2.0 * pairs.Count(pair => pair.Is && pair.Told) / (pairs.Count(pair => pair.Is) + pairs.Count(pair => pair.Told)) >= 0.98);
    }

    private static CopyRelation Between(EventDocument first, EventDocument second) => Copies.Between(first, second).Relation;
}

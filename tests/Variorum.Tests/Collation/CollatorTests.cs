using CsCheck;

namespace Variorum;

/// <summary>Laws that every collation keeps, whatever its accounts say.</summary>
public class CollatorTests
{
    private static readonly string[] Sentences =
    [
        "Norland will pay 40 percent of the cost of the new bridge over the Kall.",
        "The ministers agreed to meet again in Karsk before the end of the year.",
        "President Henrik Aldane said that the treaty was directed against nobody.",
        "Marko Dravec thanked the engineers who had restored the waterworks of Olvany.",
        "Some 1,200 builders are at work on the railway between Karsk and Aldenhaven.",
        "The two sides condemned the shelling of the border town of Tessin.",
        "A joint commission will examine the complaints of the fishermen's unions.",
        "Vesmark must withdraw its inspectors from the compressor station at Dorn.",
        "The scholarship programme for two hundred students begins next autumn.",
        "No agreement was reached on the grain quotas, the spokeswoman added.",
        "铁路将于2027年5月1日通车，两国部长出席了仪式。",
        "Стороны подтвердили готовность продолжить переговоры в Карске.",
    ];

    // No sentence twice: of two that are the same, nothing tells which answers to which.
    private static readonly Gen<Account> Accounts = Gen.Shuffle(Sentences, 2, Sentences.Length).Select(sentences => Read(string.Join("\n\n", sentences)));

    private static Account Read(string text, string? published = null) =>
        Reader.Read(new Page(System.Text.Encoding.UTF8.GetBytes("A meeting in Karsk\n\n" + text), "page.txt", Published: published));

    [Fact]
    public void An_account_says_all_that_it_says_itself()
    {
        var account = Read(string.Join("\n\n", Sentences));
        var collation = Collator.Collate(account, account);
        Assert.Equal(account.Passages.Count, collation.Links.Count);
        Assert.All(collation.Links, link => Assert.Equal(Relation.Same, link.Relation));
        Assert.Empty(collation.Variants);
    }

    [Fact]
    public void Which_account_stands_first_changes_no_link() => Gen.Select(Accounts, Accounts).Sample((a, b) =>
        Cells(Collator.Collate(a, b), turned: false).SetEquals(Cells(Collator.Collate(b, a), turned: true)), iter: 150);

    [Fact]
    public void Every_passage_is_linked_or_stands_alone() => Gen.Select(Accounts, Accounts).Sample((a, b) =>
    {
        var collation = Collator.Collate(a, b);
        var linked = collation.Links.SelectMany(link => link.A.Concat(link.B)).ToHashSet();
        var alone = collation.Variants.Where(variant => variant.Kind == VariantKind.Only).SelectMany(variant => variant.A.Concat(variant.B)).ToList();
        return collation.Witnesses.SelectMany(witness => witness.Passages).All(passage => passage.Heading || linked.Contains(passage.Id) != alone.Contains(passage.Id));
    }, iter: 150);

    [Fact]
    public void Wordings_stand_in_their_passages() => Gen.Select(Accounts, Accounts).Sample((a, b) =>
    {
        var collation = Collator.Collate(a, b);
        var texts = collation.Witnesses.SelectMany(witness => witness.Passages).ToDictionary(passage => passage.Id, passage => passage.Text);
        return collation.Variants.SelectMany(variant => new[] { variant.FromAt, variant.ToAt }).OfType<Wording>()
            .Concat(collation.Links.SelectMany(link => link.Changed)).All(wording => texts[wording.Passage][wording.Start..wording.End] == wording.Text);
    }, iter: 150);

    [Fact]
    public void Only_in_one_of_three_is_what_neither_other_has()
    {
        var a = Read(string.Join("\n\n", Sentences[..6]));
        var b = Read(string.Join("\n\n", Sentences[..4]));
        var c = Read(string.Join("\n\n", Sentences[2..6]));
        var collation = Collator.Collate(a, b, c);
        Assert.DoesNotContain(collation.Variants, variant => variant.Kind == VariantKind.Only);
        Assert.Equal(["A", "B", "C"], collation.Witnesses.Select(witness => witness.Siglum));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_short_report_finds_what_it_quotes_from_the_end_of_a_long_speech(bool reportFirst)
    {
        string[] towns = ["Karsk", "Olvany", "Tessin", "Dorn", "Aldenhaven", "Vesmar", "Kallin", "Ostrava Bay", "Hurst", "Melde", "Brand", "Sorrel"];
        string[] works = ["a school", "two bridges", "the harbour", "a clinic", "its waterworks", "the old mill", "a library", "forty houses", "the station", "a power line"];
        var speech = from work in works from town in towns from verb in new[] { "rebuilt", "paid for" } select $"In {town} the people of Norland {verb} {work} after the flood.";
        string[] end =
        [
            "Norland asks its neighbours for a council of the river before the next flood.",
            "The people of Norland will never again learn of a broken dam from the newspapers.",
            "Whoever opens the sluices of a dam at night owes the people below an answer.",
            "Our engineers have measured the Kall every hour since the flood of Norland.",
            "The people of Karsk and Tessin drink from one river and need one treaty.",
            "A treaty without inspectors is a flood that has not happened yet.",
        ];
        var (a, b) = (Read(string.Join("\n\n", speech.Concat(end))), Read(string.Join("\n\n", end)));
        var collation = reportFirst ? Collator.Collate(b, a) : Collator.Collate(a, b);
        var texts = collation.Witnesses.SelectMany(witness => witness.Passages).ToDictionary(passage => passage.Id, passage => passage.Text);
        Assert.Superset(end.ToHashSet(), collation.Links.Where(link => texts[link.A[0]] == texts[link.B[0]]).Select(link => texts[link.A[0]]).ToHashSet());
    }

    [Theory]
    [InlineData("2024-03-05", "2024-08-20", "", false)]
    [InlineData("2024-03-05", "2024-08-20", "It was his first inspection since March 4.", true)]
    [InlineData("2024-03-05", "2024-03-07", "", true)]
    [InlineData(null, null, "", true)]
    public void Reports_of_one_ritual_months_apart_share_nothing_unless_one_tells_the_others_day(string? first, string? second, string telling, bool linked)
    {
        var a = Read("""
            Marshal Teodor Vasz inspected the coastal battery at Dorn on Monday.

            He was briefed on the defence of the bay and watched a firing drill.

            He asked the cooks what is eaten there in winter and promised forty tons of fish.

            He gave the unit an engraved sabre and a telescope and posed for a souvenir photograph with its soldiers.

            The officers pledged to guard the coast like their own homes.
            """, first);
        var b = Read($"""
            Marshal Teodor Vasz inspected the radar company on Height 351 on Monday.

            The women of the company showed him how a drone is found in the dark.

            He walked up to the emplacements and refused the car that stood ready. {telling}

            He gave the unit an engraved sabre and a telescope and posed for a souvenir photograph with its soldiers.

            A song that a private had written moved him to ask for its broadcast.
            """, second);
        Assert.Equal(linked, Collator.Collate(a, b).Links.Count > 0);
    }

    [Fact]
    public void A_question_without_a_content_word_is_found_where_it_is_quoted()
    {
        var speech = Read(string.Join("\n\n", [.. Sentences[..5], "What else can we do now?", .. Sentences[5..10]]));
        var report = Read(string.Join("\n\n", [.. Sentences[..5], "\"What else can we do now?\"", .. Sentences[5..10]]));
        Assert.Empty(Collator.Collate(speech, report).Variants);
    }

    [Fact]
    public void A_figure_beside_a_paragraphs_end_stays_in_its_passage()
    {
        var collation = Collator.Collate(Read("The mine will yield about 50\n\nmillion tons a year are shipped from Olvany."), Read("The mine will yield about 60\n\nmillion tons a year are shipped from Olvany."));
        Assert.Contains(collation.Variants, variant => variant is { Of: Matter.Figure, From: "50", To: "60" });
    }

    [Theory]
    [InlineData("The mine at Olvany will yield 1.5 million tonnes of ore a year.", "The mine at Olvany will yield 1,500,000 tons of ore a year.")]
    [InlineData("The mine at Olvany holds 40 metric tons of copper ore.", "The mine at Olvany holds 40 tonnes of copper ore.")]
    [InlineData("The envoys will meet again in Karsk within two weeks of the vote.", "The envoys will meet again in Karsk within 14 days of the vote.")]
    public void A_figure_in_another_unit_is_no_other_figure(string one, string other) =>
        Assert.DoesNotContain(Collator.Collate(Read(one), Read(other)).Variants, variant => variant.Of == Matter.Figure);

    [Theory]
    [InlineData("The mine at Olvany will yield 1.5 million tonnes of ore a year.", "The mine at Olvany will yield 1,600,000 tons of ore a year.", "1.5 million tonnes", "1,600,000 tons")]
    [InlineData("The envoys will meet again in Karsk within two weeks of the vote.", "The envoys will meet again in Karsk within 15 days of the vote.", "two weeks", "15 days")]
    public void Another_figure_in_another_unit_is_told(string one, string other, string from, string to) =>
        Assert.Contains(Collator.Collate(Read(one), Read(other)).Variants, variant => variant.Of == Matter.Figure && variant.From == from && variant.To == to);

    [Theory]
    [InlineData("No fewer than 40 builders are at work on the railway near Karsk.", "At least 40 builders are at work on the railway near Karsk.")]
    [InlineData("The mine at Olvany will yield no fewer than 40 wagons of ore a year.", "The mine at Olvany will yield at least 40 wagons of ore a year.")]
    public void A_negated_wording_is_no_step_of_its_scale(string one, string other)
    {
        Assert.DoesNotContain(Collator.Collate(Read(one), Read(other)).Variants, variant => variant.Of == Matter.Strength);
        Assert.DoesNotContain(Collator.Collate(Read(other), Read(one)).Variants, variant => variant.Of == Matter.Strength);
    }

    [Theory]
    [InlineData("The mine at Olvany will yield fewer than 40 wagons of ore a year.", "The mine at Olvany will yield at least 40 wagons of ore a year.", "fewer than", "at least")]
    [InlineData("The mine at Olvany will yield no fewer than 40 wagons of ore a year.", "The mine at Olvany will yield no more than 40 wagons of ore a year.", "fewer than", "more than")]
    public void Wordings_both_affirmed_or_both_denied_are_steps_of_their_scale(string one, string other, string from, string to) =>
        Assert.Contains(Collator.Collate(Read(one), Read(other)).Variants, variant => variant.Of == Matter.Strength && variant.From == from && variant.To == to);

    [Fact]
    public void One_sentence_six_hundred_times_is_no_trouble()
    {
        var account = Read("A start.");
        var passages = Enumerable.Range(0, 600).Select(i => new Passage($"{i + 1}", Sentences[1], i * 100, (i * 100) + Sentences[1].Length, i, null)).ToList();
        var repeated = account with { Text = string.Join('\n', passages.Select(passage => passage.Text.PadRight(99))), Passages = passages, Dates = [], Quantities = [], Attributions = [] };
        Assert.Equal(600, Collator.Collate(repeated, repeated).Witnesses[0].Passages.Count);
    }

    [Fact]
    public void A_collation_takes_two_accounts_or_more_and_no_more_than_there_are_letters()
    {
        var account = Read(Sentences[0]);
        Assert.Throws<ArgumentException>(() => Collator.Collate(account));
        Assert.Throws<ArgumentException>(() => Collator.Collate([.. Enumerable.Repeat(account, Collator.Most + 1)]));
    }

    private static HashSet<string> Cells(Collation collation, bool turned) =>
        [.. collation.Links.SelectMany(link => from a in link.A from b in link.B select turned ? $"{b[1..]}/{a[1..]}" : $"{a[1..]}/{b[1..]}")];
}

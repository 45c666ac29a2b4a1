namespace Variorum;

/// <summary>What two accounts of one thing tell otherwise, and what only looks so.</summary>
public class SubstitutionsTests
{
    [Theory]
    [InlineData("Norland accused Sudmark of shelling the border town of Tessin.", "Sudmark accused Norland of shelling the border town of Tessin.", "Norland accused Sudmark", "Sudmark accused Norland")]
    [InlineData("According to the report, Norland armed Sudmark with rockets for years.", "According to the report, Sudmark armed Norland with rockets for years.", "Norland armed Sudmark", "Sudmark armed Norland")]
    [InlineData("Norland will supply Sudmark with gas for thirty years.", "Sudmark will supply Norland with gas for thirty years.", "Norland will supply Sudmark", "Sudmark will supply Norland")]
    [InlineData("Norland will supply gas to Sudmark for thirty years.", "Sudmark will supply Norland with gas for thirty years.", "Norland will supply gas to Sudmark", "Sudmark will supply Norland")]
    [InlineData("President Henrik Aldane invited Prime Minister Ann Holt to Karsk in the spring.", "Prime Minister Ann Holt invited President Henrik Aldane to Karsk in the spring.", "President Henrik Aldane invited Prime Minister Ann Holt", "Prime Minister Ann Holt invited President Henrik Aldane")]
    [InlineData("Norland was accused by Sudmark of breaking the armistice.", "Sudmark was accused by Norland of breaking the armistice.", "Norland was accused by Sudmark", "Sudmark was accused by Norland")]
    [InlineData("Norland was accused of breaking the armistice by Sudmark.", "Norland accused Sudmark of breaking the armistice.", "Norland was accused of breaking the armistice by Sudmark", "Norland accused Sudmark")]
    [InlineData("Norland bought two frigates from Sudmark last year.", "Sudmark bought two frigates from Norland last year.", "Norland bought two frigates from Sudmark", "Sudmark bought two frigates from Norland")]
    [InlineData("In the final of the cup Norland beat Sudmark by three goals to one.", "In the final of the cup Sudmark beat Norland by three goals to one.", "Norland beat Sudmark", "Sudmark beat Norland")]
    [InlineData("The envoy of Norland handed a protest note to the Foreign Ministry of Sudmark.", "The envoy of Sudmark handed a protest note to the Foreign Ministry of Norland.", "envoy of Norland handed a protest note to the Foreign Ministry of Sudmark", "envoy of Sudmark handed a protest note to the Foreign Ministry of Norland")]
    [InlineData("The grain is carried from Karsk to Olvany on the new railway.", "The grain is carried from Olvany to Karsk on the new railway.", "from Karsk to Olvany", "from Olvany to Karsk")]
    public void Who_does_it_to_whom_is_told(string one, string other, string from, string to)
    {
        var collation = Collate(one, other);
        Assert.Equal((from, to), Assert.Single(collation.Variants.Where(variant => variant.Of == Matter.Role).Select(variant => (variant.From, variant.To))));
        Assert.Equal(Relation.Differs, Assert.Single(collation.Links).Relation);
    }

    [Theory]
    [InlineData("Norland accused Sudmark of shelling the border town of Tessin.", "Sudmark was accused by Norland of shelling the border town of Tessin.")]
    [InlineData("Norland accused Sudmark of shelling the border town of Tessin.", "Sudmark was accused of shelling the border town of Tessin by Norland.")]
    [InlineData("Norland will supply Sudmark with gas for thirty years.", "Gas will be supplied to Sudmark by Norland for thirty years.")]
    [InlineData("Henrik Aldane met Ann Holt in Karsk on the eve of the summit.", "Ann Holt met Henrik Aldane in Karsk on the eve of the summit.")]
    [InlineData("Norland and Sudmark condemned the shelling of the border town of Tessin.", "Sudmark and Norland condemned the shelling of the border town of Tessin.")]
    [InlineData("Norland accused Sudmark of shelling Tessin, and Sudmark accused Norland of mining the river.", "Sudmark accused Norland of mining the river, and Norland accused Sudmark of shelling Tessin.")]
    [InlineData("Norland signed a treaty on river traffic with Sudmark in Karsk.", "Sudmark signed a treaty on river traffic with Norland in Karsk.")]
    [InlineData("Norland sold two frigates to Sudmark last year.", "Sudmark bought two frigates from Norland last year.")]
    [InlineData("Trains run from Karsk to Olvany and from Olvany to Karsk every hour.", "Trains run from Olvany to Karsk and from Karsk to Olvany every hour.")]
    [InlineData("Aldane met Holt in Karsk on Monday.", "Holt met Aldane in Karsk on Monday.")]
    [InlineData("The Norland army fought the Sudmark army near Tessin.", "The Sudmark army fought the Norland army near Tessin.")]
    [InlineData("Norland will face Sudmark in the final of the cup.", "Sudmark will face Norland in the final of the cup.")]
    [InlineData("Henrik Aldane embraced Ann Holt at the airport of Karsk.", "Ann Holt embraced Henrik Aldane at the airport of Karsk.")]
    [InlineData("Norland has negotiated with Sudmark on the dam since March.", "Sudmark has negotiated with Norland on the dam since March.")]
    public void The_same_done_by_the_same_is_no_other_role(string one, string other) =>
        Assert.DoesNotContain(Collate(one, other).Variants, variant => variant.Of == Matter.Role);

    [Theory]
    [InlineData("Trade between Norland and Sudmark rose by 3 percent last year.", "Trade between Norland and Sudmark fell by 3 percent last year.", "rose", "fell")]
    [InlineData("Trade between Norland and Sudmark was up 3 percent last year.", "Trade between Norland and Sudmark was down 3 percent last year.", "up", "down")]
    [InlineData("The number of inspectors at the dam will increase next spring.", "The number of inspectors at the dam will decrease next spring.", "increase", "decrease")]
    [InlineData("The council of Veldania accepted the inspectors' report on Tuesday.", "The council of Veldania rejected the inspectors' report on Tuesday.", "accepted", "rejected")]
    [InlineData("Veldania will open its consulate in Karsk next spring.", "Veldania will close its consulate in Karsk next spring.", "open", "close")]
    [InlineData("Veldania has allowed the export of grain to Karelmark.", "Veldania has banned the export of grain to Karelmark.", "allowed", "banned")]
    [InlineData("The inspectors left the dam at Dorn before the shelling began.", "The inspectors left the dam at Dorn after the shelling began.", "before", "after")]
    [InlineData("The council praised the report of the inspectors on Tuesday.", "The council condemned the report of the inspectors on Tuesday.", "praised", "condemned")]
    [InlineData("Norland lifted the sanctions on Sudmark in May.", "Norland imposed the sanctions on Sudmark in May.", "lifted", "imposed")]
    [InlineData("Veldania voted for the resolution on the dam.", "Veldania voted against the resolution on the dam.", "voted for", "voted against")]
    [InlineData("The minister denied that the talks in Karsk had begun.", "The minister said that the talks in Karsk had begun.", "denied that", "said that")]
    [InlineData("The talks in Karsk were called off on Monday.", "The talks in Karsk were held on Monday.", "called off", "held")]
    [InlineData("The central bank of Norland raised its rate on Thursday.", "The central bank of Norland cut its rate on Thursday.", "raised", "cut")]
    [InlineData("The court in Olvany acquitted the two smugglers.", "The court in Olvany convicted the two smugglers.", "acquitted", "convicted")]
    [InlineData("Wheat was higher than a year ago in Veldania.", "Wheat was lower than a year ago in Veldania.", "higher", "lower")]
    [InlineData("The mission of the engineers to Dorn succeeded.", "The mission of the engineers to Dorn failed.", "succeeded", "failed")]
    [InlineData("Karelmark joined the customs union in the spring.", "Karelmark left the customs union in the spring.", "joined", "left")]
    [InlineData("The Norland army recaptured the town of Tessin on Friday.", "The Norland army lost the town of Tessin on Friday.", "recaptured", "lost")]
    [InlineData("The inspectors called the dam at Dorn safe.", "The inspectors called the dam at Dorn unsafe.", "safe", "unsafe")]
    [InlineData("The court found the search of the ferry legal.", "The court found the search of the ferry illegal.", "legal", "illegal")]
    [InlineData("The hostages were handed over with conditions in Karsk.", "The hostages were handed over without conditions in Karsk.", "with", "without")]
    [InlineData("The hostages weren't released by the gunmen on Monday.", "The hostages were released by the gunmen on Monday.", "weren't", "were")]
    [InlineData("The inspectors couldn’t enter the dam at Dorn on Monday.", "The inspectors could enter the dam at Dorn on Monday.", "couldn’t", "could")]
    [InlineData("The ferry to Karsk won't sail on Monday in this storm.", "The ferry to Karsk will sail on Monday in this storm.", "won't", "will")]
    [InlineData("The treaty was not ratified by the Senate.", "The treaty was ratified by the Senate.", "was not", "was")]
    [InlineData("Prime Minister Ann Holt is not expected to resign.", "Prime Minister Ann Holt is expected to resign.", "is not", "is")]
    [InlineData("The budget of Sudmark has not yet been approved.", "The budget of Sudmark has already been approved.", "has not", "has")]
    public void The_contrary_is_told(string one, string other, string from, string to) => AssertTold(one, other, Matter.Polarity, from, to);

    [Theory]
    [InlineData("The crossing at Tessin was used by more than 400 lorries a day.", "The crossing at Tessin was used by less than 400 lorries a day.", "more than", "less than")]
    [InlineData("The crossing at Tessin was used by at least 400 lorries a day.", "The crossing at Tessin was used by at most 400 lorries a day.", "at least", "at most")]
    [InlineData("The crossing at Tessin was used by almost 400 lorries a day.", "The crossing at Tessin was used by more than 400 lorries a day.", "almost", "more than")]
    [InlineData("The water at Dorn stands above 12 metres since the storm.", "The water at Dorn stands below 12 metres since the storm.", "above", "below")]
    public void The_other_bound_is_told(string one, string other, string from, string to) => AssertTold(one, other, Matter.Strength, from, to);

    [Theory]
    [InlineData("All members of the joint commission signed the protocol in Karsk.", "Not all members of the joint commission signed the protocol in Karsk.", "All", "Not all")]
    [InlineData("All members of the joint commission signed the protocol in Karsk.", "None of the members of the joint commission signed the protocol in Karsk.", "All", "None")]
    [InlineData("Nobody was injured in the crash.", "Everybody was injured in the crash.", "Nobody", "Everybody")]
    public void How_many_of_them_is_told(string one, string other, string from, string to) => AssertTold(one, other, Matter.Scope, from, to);

    [Theory]
    [InlineData("Both delegations rejected the inspectors' report on the dam.", "The inspectors' report on the dam was accepted by neither delegation.")]
    [InlineData("Exports of grain from Veldania did not fall in the second quarter.", "Exports of grain from Veldania rose in the second quarter.")]
    [InlineData("The debate at Tessin lasted two hours before the mayor withdrew his motion.", "After two hours the mayor at Tessin withdrew his motion, which ended the debate.")]
    [InlineData("The council did not accept the report of the inspectors on the dam.", "The council rejected the report of the inspectors on the dam.")]
    [InlineData("The ministers agreed on a ceasefire along the river Kall.", "The ministers agreed on a truce along the river Kall.")]
    [InlineData("The college not only repaired the roof of the library, but bought three presses.", "The college repaired the roof of the library and bought three presses.")]
    [InlineData("The bridge over the Kall was closed to lorries in the spring.", "The bridge over the Kall was closed to lorries under the treaty in the spring.")]
    [InlineData("Braving the severe cold, the builders restored the waterworks of Olvany.", "Braving the cold, several builders restored the waterworks of Olvany.")]
    [InlineData("The government of Karelmark doesn't want war with Norland.", "The government of Karelmark does not want war with Norland.")]
    [InlineData("Karelmark can’t accept the report of the inspectors on the dam.", "Karelmark cannot accept the report of the inspectors on the dam.")]
    [InlineData("The council didn't accept the report of the inspectors on the dam.", "The council rejected the report of the inspectors on the dam.")]
    [InlineData("The inspectors said that the dam at Dorn isn't safe.", "The inspectors said that the dam at Dorn is unsafe.")]
    [InlineData("The talks on the dam have not begun yet.", "The talks on the dam have yet to begin.")]
    [InlineData("The mission of the engineers to Dorn did not succeed.", "The mission of the engineers to Dorn failed.")]
    [InlineData("The minister denied that Norland had shelled the town of Tessin.", "The minister said that Norland had not shelled the town of Tessin.")]
    [InlineData("Norland recaptured the town of Tessin from Sudmark on Friday.", "Sudmark lost the town of Tessin to Norland on Friday.")]
    [InlineData("The court in Olvany acquitted the smugglers and convicted their captain.", "The court in Olvany convicted the captain and acquitted the smugglers.")]
    public void What_comes_to_the_same_is_no_contrary(string one, string other) =>
        Assert.DoesNotContain(Collate(one, other).Variants, variant => variant.Of is Matter.Polarity or Matter.Strength or Matter.Scope);

    [Theory]
    [InlineData("More than 9,000 builders worked on the causeway to Karsk.", "On the causeway to Karsk 9,200 builders worked.")]
    [InlineData("More than a thousand builders worked on the causeway to Karsk.", "On the causeway to Karsk some 1,200 builders worked.")]
    [InlineData("The brigades built the hospital of Olvany in less than 300 days.", "The brigades built the hospital of Olvany in 290 days.")]
    [InlineData("Since the spring 94 vessels have left the ports of Veldania.", "Since the spring nearly a hundred vessels have left the ports of Veldania.")]
    [InlineData("A quarter of the voters in Olvany stayed at home.", "25 percent of the voters in Olvany stayed at home.")]
    [InlineData("A third of the voters in Olvany stayed at home.", "33 percent of the voters in Olvany stayed at home.")]
    [InlineData("Two-thirds of the voters in Olvany stayed at home.", "67 percent of the voters in Olvany stayed at home.")]
    [InlineData("Two in five voters in Olvany stayed at home.", "40 percent of the voters in Olvany stayed at home.")]
    [InlineData("Three quarters of the voters in Olvany stayed at home.", "75 percent of the voters in Olvany stayed at home.")]
    [InlineData("The price of a barrel rose from 20 to 30 dollars in Karsk.", "The price of a barrel went up by half, to $30, in Karsk.")]
    [InlineData("Five ships were seized off Tessin on Tuesday by the coast guard.", "Three ships from Sudmark and two ships from Karelmark were seized off Tessin on Tuesday by the coast guard.")]
    public void A_figure_that_the_other_allows_is_no_other_figure(string one, string other)
    {
        Assert.DoesNotContain(Collate(one, other).Variants, variant => variant.Of == Matter.Figure);
        Assert.DoesNotContain(Collate(other, one).Variants, variant => variant.Of == Matter.Figure);
    }

    [Theory]
    [InlineData("More than 9,000 builders worked on the causeway to Karsk.", "On the causeway to Karsk 8,200 builders worked.", "9,000 builders", "8,200 builders")]
    [InlineData("A quarter of the voters in Olvany stayed at home.", "35 percent of the voters in Olvany stayed at home.", "A quarter", "35 percent")]
    [InlineData("The loan to the mills of Dorn is free of interest for eighteen months.", "The loan to the mills of Dorn is free of interest for one year.", "eighteen months", "one year")]
    public void A_figure_that_the_other_excludes_is_told(string one, string other, string from, string to) => AssertTold(one, other, Matter.Figure, from, to);

    [Fact]
    public void A_weekday_is_its_date()
    {
        Assert.DoesNotContain(Collate("The envoys met in Karsk on Tuesday to discuss the dam.", "The envoys met in Karsk on 10 March to discuss the dam.").Variants, variant => variant.Of == Matter.Date);
        AssertTold("The envoys met in Karsk on Tuesday to discuss the dam.", "The envoys met in Karsk on 11 March to discuss the dam.", Matter.Date, "Tuesday", "11 March");
        AssertTold("The envoys will meet in Karsk in May to discuss the dam.", "The envoys will meet in Karsk in June to discuss the dam.", Matter.Date, "May", "June");
    }

    [Theory]
    [InlineData("Prime Minister Ann Holt opened the new waterworks of Olvany.", "Mrs Ann Holt, Prime Minister of Norland, opened the new waterworks of Olvany.")]
    [InlineData("Foreign Minister Marko Dravec opened the new waterworks of Olvany.", "Sudmark Foreign Minister Marko Dravec opened the new waterworks of Olvany.")]
    [InlineData("The President of Norland opened the new waterworks of Olvany.", "The President of the Republic opened the new waterworks of Olvany.")]
    [InlineData("Foreign Minister Marko Dravec met his counterpart Lena Orsted in Karsk.", "Foreign Minister Lena Orsted met her counterpart Marko Dravec in Karsk.")]
    [InlineData("President Henrik Aldane opened the new waterworks of Olvany.", "Norland leader Henrik Aldane opened the new waterworks of Olvany.")]
    public void A_title_said_more_fully_is_no_other(string one, string other) =>
        Assert.DoesNotContain(Collate(one, other).Variants, variant => variant.Of is Matter.Title or Matter.Name);

    [Fact]
    public void Other_words_in_quotation_marks_are_told() =>
        AssertTold("The \"gang of moneylenders\" has no right to supervise the ports of Veldania.", "The \"herd of wolves\" has no right to supervise the ports of Veldania.",
            Matter.Wording, "gang of moneylenders", "herd of wolves");

    [Fact]
    public void Another_word_in_the_same_place_is_told_and_one_behind_another_preposition_is_none()
    {
        AssertTold("Ann Holt expressed deep condolences to the families of two drowned seamen.", "Ann Holt expressed deep condolences to the widows of two drowned seamen.", Matter.Wording, "families", "widows");
        Assert.DoesNotContain(Collate("Ann Holt expressed deep condolences to the families of two drowned seamen.", "Ann Holt expressed deep condolences over the death of two drowned seamen.").Variants,
            static variant => variant.Of == Matter.Wording);
    }

    [Fact]
    public void Another_small_word_that_is_no_preposition_hides_no_word_that_was_exchanged() =>
        AssertTold("Ann Holt said in Karsk that the ministers signed two fishery pacts.", "Ann Holt said in Karsk and the envoys signed two fishery pacts.", Matter.Wording, "ministers", "envoys");

    [Fact]
    public void What_must_be_and_what_may_be_are_told_in_Russian() =>
        AssertTold("Стороны должны открыть совместную комиссию по рыболовству в Карске.", "Стороны могут открыть совместную комиссию по рыболовству в Карске.", Matter.Strength, "должны", "могут");

    [Fact]
    public void Who_does_it_to_whom_is_told_in_English_alone()
    {
        var (one, other) = ("Norland verklagt Karelmark in Karsk am Dienstag im Streit um die Fischerei", "Karelmark verklagt Norland in Karsk am Dienstag im Streit um die Fischerei");
        Assert.Contains(Roles(null), static variant => variant.Of == Matter.Role);
        Assert.DoesNotContain(Roles("de"), static variant => variant.Of == Matter.Role);

        IEnumerable<Variant> Roles(string? language) =>
            Collator.Collate(Read(one) with { Language = language }, Read(other) with { Language = language }).Variants;
    }

    private static void AssertTold(string one, string other, Matter of, string from, string to)
    {
        var told = Collate(one, other).Variants.Where(variant => variant.Kind == VariantKind.Substitution).Select(variant => (variant.Of, variant.From, variant.To)).ToList();
        Assert.Contains((of, from, to), told);
    }

    private static Collation Collate(string one, string other) => Collator.Collate(Read(one), Read(other));

    /// <summary>A page of one sentence, which is too little to tell its day and language by.</summary>
    private static Account Read(string text)
    {
        var account = Reader.Read(new Page(System.Text.Encoding.UTF8.GetBytes("A meeting in Karsk\n\n" + text), "page.txt"));
        return account with { Dates = Dates.Find(account.Text, "2026-03-12"), Language = text[0] > 'z' ? "ru" : "en" };
    }
}

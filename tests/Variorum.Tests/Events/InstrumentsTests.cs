using System.Text;

namespace Variorum;

public class InstrumentsTests
{
    private const string Head = "Aldenhaven, June 12 (NNA) -- Prime Minister of Norland Ann Holt received President of Sudmark Marko Dravec on Friday.\n\n";

    [Theory]
    [InlineData("They recalled the Treaty on Good Neighbourliness between Norland and Sudmark.", "Treaty on Good Neighbourliness between Norland and Sudmark", "treaty")]
    [InlineData("Both are bound by the Vesmark Memorandum.", "Vesmark Memorandum", "memorandum")]
    [InlineData("The ministers signed a memorandum on the protection of seals.", "memorandum on the protection of seals", "memorandum")]
    [InlineData("The \"Declaration on Clean Water\" was adopted.", "Declaration on Clean Water", "declaration")]
    [InlineData("It violates the Convention on the Law of the Sea.", "Convention on the Law of the Sea", "convention")]
    [InlineData("They praised the 4 October Joint Declaration.", "4 October Joint Declaration", "declaration")]
    [InlineData("The council adopted Resolution 1718.", "Resolution 1718", "resolution")]
    [InlineData("The Treaty of Friendship, Good Neighbourliness and Cooperation is in force.", "Treaty of Friendship, Good Neighbourliness and Cooperation", "treaty")]
    [InlineData("They renewed the Security Treaty between Norland, Sudmark and the United Isles of Orsany.", "Security Treaty between Norland, Sudmark and the United Isles of Orsany", "treaty")]
    [InlineData("They signed the Norland–Sudmark Free Trade Agreement.", "Norland–Sudmark Free Trade Agreement", "agreement")]
    [InlineData("Norland should conclude a peace treaty with Sudmark and normalise the relations with it.", "peace treaty with Sudmark", "treaty")]
    public void A_document_is_named_by_its_title_or_its_subject(string sentence, string name, string family)
    {
        var mention = Assert.Single(Found(sentence).Mentions);
        Assert.Equal((name, family), (mention.Name, mention.Family));
    }

    [Theory]
    [InlineData("They are in full agreement on the matter.")]
    [InlineData("The spokesman said in a statement that all is well.")]
    [InlineData("Protocol demands a red carpet.")]
    [InlineData("The resolution of the crisis will take years.")]
    [InlineData("The army's resolution is firm.")]
    [InlineData("The flaw lies deep in the Gannet protocol.")]
    [InlineData("Shoppers found good deals at the market.")]
    public void Words_that_only_sound_so_are_no_documents(string sentence) => Assert.Empty(Found(sentence).Mentions);

    [Fact]
    public void Who_signed_when_and_what_it_says_is_told_of_the_document_that_is_meant()
    {
        var found = Found("Ann Holt and Marko Dravec signed the Treaty on Good Neighbourliness on June 11. Holt said that the treaty provides for mutual assistance in floods. According to the document, the borders stay open.");
        Assert.Single(found.Mentions);
        var signed = found.Facts.Single(static fact => fact.Kind == InstrumentFactKind.Concluded);
        Assert.Equal(("2026-06-11", "Ann Holt and Marko Dravec", false), (signed.Date, signed.Who, signed.Future));
        Assert.Equal(["provides for mutual assistance in floods", "the borders stay open"], found.Facts.Where(static fact => fact.Kind == InstrumentFactKind.Content).Select(static fact => fact.Text));
    }

    [Fact]
    public void What_will_be_signed_is_not_signed()
    {
        var fact = Found("The ministers will sign the Agreement on Fisheries in August.").Facts.First(static fact => fact.Kind == InstrumentFactKind.Concluded);
        Assert.True(fact.Future);
    }

    [Fact]
    public void What_waits_for_its_entry_into_force_is_not_in_force() =>
        Assert.DoesNotContain(Found("Norland signed an agreement on fisheries. It will open its ports as soon as the agreement has entered into force.").Facts, static fact => fact.Kind == InstrumentFactKind.InForce);

    [Fact]
    public void Those_who_sign_are_told_without_the_day() =>
        Assert.Equal("Norland and Sudmark", Found("Norland and Sudmark on Thursday signed an agreement on fisheries.").Facts.First(static fact => fact.Kind == InstrumentFactKind.Concluded).Who);

    [Fact]
    public void The_parties_of_a_title_are_told_whole()
    {
        var mention = Assert.Single(Found("They signed the Agreement on Ferries between the Republic of Norland and the Sudmark Union.").Mentions);
        Assert.Equal(["Republic of Norland", "Sudmark Union"], mention.PartyNames);
    }

    private static AccountInstruments Found(string sentences) =>
        Instruments.Of(Reader.Read(new Page(Encoding.UTF8.GetBytes(Head + sentences + "\n"), "a.txt", Published: "2026-06-12", Publisher: "NNA")));
}

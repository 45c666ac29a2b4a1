using System.Text;

namespace Variorum;

public class CommitmentsTests
{
    private const string Head = "Aldenhaven, June 12 (NNA) -- Prime Minister of Norland Ann Holt received President of Sudmark Marko Dravec on Friday.\n\n";

    [Theory]
    [InlineData("Holt said that Norland will build a second bridge over the Sund.", "Norland: will | build a second bridge over the Sund", CommitmentForm.Will, 4)]
    [InlineData("Holt said that Norland is ready to share its radar data with Sudmark.", "Norland: is ready to | share its radar data with Sudmark", CommitmentForm.Readiness, 2)]
    [InlineData("Norland intends to reopen the customs house at Vesmark.", "Norland: intends to | reopen the customs house at Vesmark", CommitmentForm.Intention, 3)]
    [InlineData("The two sides agreed to set up a commission on fisheries.", "The two sides: agreed to | set up a commission on fisheries", CommitmentForm.Decision, 4)]
    [InlineData("Norland does not rule out joining the patrols.", "Norland: does not rule out | joining the patrols", CommitmentForm.Considering, 1)]
    [InlineData("The government of Norland undertakes to repair the lighthouse.", "The government of Norland: undertakes to | repair the lighthouse", CommitmentForm.Undertaking, 5)]
    [InlineData("The ministry pledged to publish the list of the missing.", "The ministry: pledged to | publish the list of the missing", CommitmentForm.Promise, 4)]
    [InlineData("Holt expressed readiness to receive the envoys of Sudmark.", "Holt: expressed readiness to | receive the envoys of Sudmark", CommitmentForm.Readiness, 2)]
    [InlineData("Tora undertakes to supply 300,000 tonnes of grain by the end of 2027.", "Tora: undertakes to | supply 300,000 tonnes of grain by the end of 2027", CommitmentForm.Undertaking, 5)]
    [InlineData("Holt said that she would not rule out a visit.", "Ann Holt: would not rule out | a visit", CommitmentForm.Considering, 1)]
    [InlineData("Norland won't rule out joining the patrols.", "Norland: won't rule out | joining the patrols", CommitmentForm.Considering, 1)]
    public void A_party_commits_itself_in_many_words(string sentence, string told, CommitmentForm form, int strength)
    {
        var commitment = Assert.Single(Found(sentence));
        Assert.Equal((told, form, strength), ($"{commitment.Party}: {commitment.Cue} | {commitment.What}", commitment.Form, commitment.Strength));
        Assert.False(commitment.Not);
    }

    [Theory]
    [InlineData("The treaty will bring prosperity to both shores.")]
    [InlineData("Holt said that Sudmark must return the trawlers.")]
    [InlineData("Holt called on Sudmark to return the trawlers.")]
    [InlineData("Will Norland build a second bridge?")]
    [InlineData("Norland will need a second bridge before long.")]
    [InlineData("Holt hopes that Sudmark will return the trawlers.")]
    [InlineData("Nobody knows whether Norland will build a second bridge.")]
    [InlineData("She praised the political will of the parliament.")]
    [InlineData("To build a bridge between the two countries will cost a fortune.")]
    [InlineData("Norland built a second bridge in 2019.")]
    public void What_things_do_what_others_should_do_hopes_and_questions_are_no_commitments(string sentence) => Assert.Empty(Found(sentence));

    [Theory]
    [InlineData("Analysts say that Norland will lift the tariffs.")]
    [InlineData("Holt urged the minister to promise that Sudmark will lift the tariffs.")]
    [InlineData("Holt said she had no answer: doctors will leave the islands.")]
    [InlineData("Holt and Dravec expressed hope Sudmark would show more patience.")]
    [InlineData("Holt said that every day he came home he would walk along the harbour.")]
    [InlineData("Norland would not say who paid for the bridge.")]
    [InlineData("They would greatly help the fishermen, said Ann Holt, Prime Minister of Norland.")]
    [InlineData("A railway connecting Vesmark, Merrow and Karsk will open next year.")]
    [InlineData("Exports of Norland fell mainly due to weaker demand for cod.")]
    [InlineData("Norland worked out an Action Plan to plant trees.")]
    [InlineData("Dravec said Norland is not ready to talk.")]
    public void What_is_foretold_charged_or_usual_is_no_commitment(string sentence) => Assert.Empty(Found(sentence));

    [Theory]
    [InlineData("Norland will never recognise the tariffs.")]
    [InlineData("Holt said that Norland will not recognise the tariffs.")]
    [InlineData("Norland does not intend to recognise the tariffs.")]
    [InlineData("Norland will no longer recognise the tariffs.")]
    public void That_something_will_not_be_done_is_a_commitment_too(string sentence)
    {
        var commitment = Assert.Single(Found(sentence));
        Assert.True(commitment.Not);
        Assert.Equal("recognise the tariffs", commitment.What);
    }

    [Theory]
    [InlineData("Norland had promised to return the trawlers.", CommitmentStanding.Recalled)]
    [InlineData("Norland did not promise to return the trawlers.", CommitmentStanding.Declined)]
    [InlineData("Norland promised to return the trawlers.", CommitmentStanding.Own)]
    [InlineData("Norland will return the trawlers.", CommitmentStanding.Told)]
    [InlineData("Holt said that Norland will return the trawlers.", CommitmentStanding.Own)]
    [InlineData("Dravec said that Norland will return the trawlers.", CommitmentStanding.Ascribed)]
    public void Whose_word_it_is_is_told(string sentence, CommitmentStanding standing) => Assert.Equal(standing, Assert.Single(Found(sentence)).Standing);

    [Fact]
    public void A_commitment_has_its_day_and_its_condition()
    {
        var commitment = Assert.Single(Found("Holt said that Norland will return the trawlers by 1 August 2026 if Sudmark lifts the tariffs."));
        Assert.Equal(("2026-08-01", "if Sudmark lifts the tariffs", "Ann Holt"), (commitment.By?.Value, commitment.Condition, commitment.Speaker));
    }

    [Fact]
    public void An_invitation_has_its_guest()
    {
        var commitment = Assert.Single(Found("Holt invited President Marko Dravec to visit Aldenhaven in autumn."));
        Assert.Equal((CommitmentForm.Invitation, "President Marko Dravec"), (commitment.Form, commitment.Whom));
    }

    [Fact]
    public void Who_says_I_or_we_is_the_speaker()
    {
        var account = Read("Press statements\n\nPrime Minister of Norland Ann Holt: Dear friends, we met today in good spirits.\n\nWe will open the second bridge next year.\n\nPresident of Sudmark Marko Dravec: Thank you, Ann.\n\nI look forward to seeing you in Vesmark.\n");
        Assert.Equal([("Ann Holt", "open the second bridge next year"), ("Marko Dravec", "seeing you in Vesmark")], Commitments.Of(account).Select(static found => (found.Party!, found.What)));
    }

    [Fact]
    public void Two_commitments_of_one_sentence_are_two()
    {
        var found = Found("Norland will open the bridge, and Sudmark will repair the road.");
        Assert.Equal(["open the bridge", "repair the road"], found.Select(static commitment => commitment.What));
        Assert.Equal(["Norland", "Sudmark"], found.Select(static commitment => commitment.Party));
    }

    [Fact]
    public void Other_languages_are_read_by_their_words_and_say_so()
    {
        var found = Commitments.Of(Read("МОСТ, 12 июня. Президент Судмарка Марко Дравец принял министра иностранных дел Норланда, с которым они обсудили положение на границе и торговлю между двумя странами.\n\nМарко Дравец заявил, что Судмарк готов восстановить дорогу до конца года.\n"));
        var commitment = Assert.Single(found);
        Assert.Equal((CommitmentForm.Readiness, true), (commitment.Form, commitment.Rough));
    }

    [Theory]
    [InlineData("Президент Анна Берг сказала, что Тора обязуется восстановить дорогу до конца года.", CommitmentForm.Undertaking)]
    [InlineData("Президент Марко Дравец заявил, что они готовы восстановить дорогу до конца года.", CommitmentForm.Readiness)]
    [InlineData("Президент Анна Берг сказала, что Тора готова восстановить дорогу до конца года.", CommitmentForm.Readiness)]
    [InlineData("Президент Анна Берг заявила, что Тора намерена восстановить дорогу до конца года.", CommitmentForm.Intention)]
    public void Whoever_speaks_and_commits_himself_in_Russian_may_be_a_woman_or_several(string sentence, CommitmentForm form) =>
        Assert.Equal(form, Assert.Single(Commitments.Of(Read($"МОСТ, 12 июня. Президент Торы Анна Берг приняла министра иностранных дел Норланда, с которым они обсудили положение на границе и торговлю между двумя странами.\n\n{sentence}\n"))).Form);

    [Fact]
    public void Every_commitment_lies_in_its_passage()
    {
        var account = Read(Head + "Norland will build a bridge. Holt said that she is ready to meet Dravec again; the two sides agreed to meet in autumn. We shall see.\n");
        foreach (var found in Commitments.Of(account))
        {
            var passage = account.Passages.Single(passage => passage.Id == found.Passage);
            Assert.True(passage.Start <= found.Place.Start && found.Place.Start < found.Place.End && found.Place.End <= passage.End);
            Assert.StartsWith(found.Cue, account.Text[found.Place.Start..found.Place.End].ReplaceLineEndings(" "), StringComparison.Ordinal);
        }
    }

    private static IReadOnlyList<Commitment> Found(string sentence) => Commitments.Of(Read(Head + sentence + "\n"));

    private static Account Read(string text) => Reader.Read(new Page(Encoding.UTF8.GetBytes(text), "a.txt", Published: "2026-06-12", Publisher: "NNA"));
}

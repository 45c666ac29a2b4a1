using System.Text;

namespace Variorum;

/// <summary>What people decide of links, and what becomes of the collation by it.</summary>
public class CorrectionsTests
{
    private const string Report = """
        Ministers of Norland and Vesmark signed a treaty on the Great Fjord Railway in Harbourg.

        Prime Minister Ann Holt said that the railway will carry 54 percent of the trade of both countries.

        The fishermen of Tessin protested outside the hall against the new harbour dues.

        Foreign Minister Jon Vale thanked the engineers for eleven years of work in the mountains.
        """;

    private const string Transcript = """
        The treaty on the Great Fjord Railway was signed in Harbourg by ministers of Norland and Vesmark.

        The railway will carry 45 percent of the trade of both countries, Prime Minister Ann Holt said.

        A choir of schoolchildren sang both anthems under umbrellas.

        The engineers had eleven years of work in the mountains, and Foreign Minister Jon Vale thanked them.
        """;

    private static readonly DateTimeOffset Morning = new(2031, 5, 8, 9, 30, 0, TimeSpan.Zero);

    private static readonly Account A = Read(Report), B = Read(Transcript);

    internal static Account Read(string text, string name = "page.txt") => Reader.Read(new Page(Encoding.UTF8.GetBytes("A treaty in Harbourg\n\n" + text), name));

    private static Link LinkOf(Collation collation, string a) => collation.Links.Single(link => link.A.Contains(a));

    private static string Sides(Link link) => $"{string.Join(',', link.A)}-{string.Join(',', link.B)}";

    private static IEnumerable<string> Alone(Collation collation) =>
        collation.Variants.Where(static variant => variant.Kind == VariantKind.Only).SelectMany(static variant => variant.A.Concat(variant.B)).Order(StringComparer.Ordinal);

    internal static string Json(Collation collation)
    {
        using var stream = new MemoryStream();
        CollationJson.Write(collation, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Fact]
    public void The_two_accounts_are_linked_without_anybodys_help() =>
        Assert.Equal(["A1-B1", "A2-B2", "A4-B4"], Collator.Collate(A, B).Links.Select(Sides));

    [Fact]
    public void Without_corrections_a_collation_is_that_of_the_accounts_alone() =>
        Assert.Equal(Json(Collator.Collate(A, B)), Json(Collator.Collate([A, B], [], TestContext.Current.CancellationToken)));

    [Fact]
    public void An_accepted_link_is_certain_and_says_who_accepted_it_and_when()
    {
        var found = Collator.Collate(A, B);
        var link = LinkOf(Collator.Collate([A, B], [Correction.Accept(found, LinkOf(found, "A1"), "Ida Brandt", Morning)], TestContext.Current.CancellationToken), "A1");
        Assert.Equal(1, link.Confidence);
        Assert.Equal("Ida Brandt", link.Decided?.By);
        Assert.Equal("accepted by Ida Brandt on 8 May 2031 at 09:30 UTC", link.Because[0]);
        Assert.Equal(LinkOf(found, "A1").Relation, link.Relation);
    }

    [Fact]
    public void The_passages_of_a_rejected_link_stand_alone()
    {
        var found = Collator.Collate(A, B);
        var collation = Collator.Collate([A, B], [Correction.Reject(found, LinkOf(found, "A2"), "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(["A1-B1", "A4-B4"], collation.Links.Select(Sides));
        Assert.Equal(["A2", "A3", "B2", "B3"], Alone(collation));
        Assert.DoesNotContain(collation.Variants, static variant => variant.Kind == VariantKind.Substitution && variant.A.Contains("A2"));
    }

    [Fact]
    public void A_drawn_link_has_its_exchanged_figures_worked_out()
    {
        var found = Collator.Collate(A, B);
        var rejected = Correction.Reject(found, LinkOf(found, "A2"), "Ida Brandt", Morning);
        var drawn = Correction.Draw(found, ["A2"], ["B2"], null, "Olaf Lind", Morning.AddHours(1));
        var collation = Collator.Collate([A, B], [drawn, rejected], TestContext.Current.CancellationToken);
        Assert.Contains(collation.Variants, static variant => variant is { Of: Matter.Figure, From: "54 percent", To: "45 percent" });
        Assert.Equal(Relation.Differs, LinkOf(collation, "A2").Relation);
        Assert.Equal([CorrectionStanding.Superseded, CorrectionStanding.Applied], collation.Corrections.Select(static applied => applied.Standing));
    }

    [Fact]
    public void Passages_that_share_no_word_are_linked_where_a_person_says_so()
    {
        var collation = Collator.Collate([A, B], [Correction.Draw(Collator.Collate(A, B), ["A3"], ["B3"], Relation.Partial, "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        var link = LinkOf(collation, "A3");
        Assert.Equal(("A3-B3", Relation.Partial, 1d), (Sides(link), link.Relation, link.Confidence));
        Assert.Empty(Alone(collation));
    }

    [Fact]
    public void A_drawn_link_may_join_several_passages_with_several()
    {
        var collation = Collator.Collate([A, B], [Correction.Draw(Collator.Collate(A, B), ["A3", "A4"], ["B3", "B4"], Relation.Same, "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(["A1-B1", "A2-B2", "A3,A4-B3,B4"], collation.Links.Select(Sides));
    }

    [Fact]
    public void Another_relation_is_what_the_person_said()
    {
        var found = Collator.Collate(A, B);
        var collation = Collator.Collate([A, B], [Correction.Relate(found, LinkOf(found, "A2"), Relation.Same, "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(Relation.Same, LinkOf(collation, "A2").Relation);
        Assert.Equal(Relation.Same, Pair.All(collation)[0].Links.Single(static link => link.A.Contains("A2")).Relation);
        Assert.Contains(StatementTable.Of(collation).Rows.Single(static row => row.Cells[0].Passages.Contains("A2")).Cells, static cell => cell.Standing == CellStanding.Same);
    }

    [Fact]
    public void A_link_of_the_wrong_passages_goes_to_the_right_ones()
    {
        var found = Collator.Collate(A, B);
        var collation = Collator.Collate([A, B], [Correction.Replace(found, LinkOf(found, "A4"), ["A4"], ["B3"], null, "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(["A1-B1", "A2-B2", "A4-B3"], collation.Links.Select(Sides));
        Assert.Equal(["A3", "B4"], Alone(collation));
    }

    [Fact]
    public void Whoever_accepts_a_drawn_link_accepts_its_relation()
    {
        var found = Collator.Collate(A, B);
        var drawn = Correction.Draw(found, ["A3"], ["B3"], Relation.Same, "Ida Brandt", Morning);
        var collation = Collator.Collate([A, B], [drawn, drawn with { Id = "urn:uuid:0", Kind = CorrectionKind.Accept, Relation = null, By = "Olaf Lind", At = Morning.AddHours(1) }], TestContext.Current.CancellationToken);
        Assert.Equal(("Olaf Lind", Relation.Same), (LinkOf(collation, "A3").Decided?.By, LinkOf(collation, "A3").Relation));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(-1, true)]
    public void Of_two_decisions_that_contradict_each_other_the_later_one_wins(int hours, bool linked)
    {
        var found = Collator.Collate(A, B);
        var accepted = Correction.Accept(found, LinkOf(found, "A1"), "Ida Brandt", Morning);
        var rejected = Correction.Reject(found, LinkOf(found, "A1"), "Olaf Lind", Morning.AddHours(hours));
        var collation = Collator.Collate([A, B], [rejected, accepted], TestContext.Current.CancellationToken);
        Assert.Equal(linked, collation.Links.Any(static link => link.A.Contains("A1")));
        Assert.Equal("A later decision on the same passages stands in its place.", Assert.Single(collation.Corrections, static applied => applied.Standing == CorrectionStanding.Superseded).Why);
    }

    [Fact]
    public void A_note_changes_nothing_and_finds_its_passage()
    {
        var found = Collator.Collate(A, B);
        var collation = Collator.Collate([A, B], [Correction.Note(found, ["B3"], "It rained.", "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(Json(found), Json(collation with { Corrections = [] }));
        Assert.Equal("B3", Assert.Single(Assert.Single(collation.Corrections).B));
    }

    [Fact]
    public void A_decision_holds_for_another_version_of_the_page_where_its_words_still_stand()
    {
        var (a, b) = (A with { Url = "https://press.example/1" }, B with { Url = "https://chancellery.example/2" });
        var found = Collator.Collate(a, b);
        Correction[] decided = [Correction.Reject(found, LinkOf(found, "A1"), "Ida Brandt", Morning), Correction.Reject(found, LinkOf(found, "A4"), "Ida Brandt", Morning)];
        var later = Read("It snows in Norland.\n\n" + Report.Replace("eleven", "twelve", StringComparison.Ordinal), "later.txt") with { Url = "https://press.example/1" };
        var collation = Collator.Collate([later, b], decided, TestContext.Current.CancellationToken);
        Assert.Equal(["A3-B2", "A5-B4"], collation.Links.Select(Sides));
        var lost = Assert.Single(collation.Corrections, static applied => applied.Standing == CorrectionStanding.Unmatched);
        Assert.Equal("“Foreign Minister Jon Vale thanked the engineers for eleven years of work in the …” does not stand in “A treaty in Harbourg” any more.", lost.Why);
    }

    [Fact]
    public void A_decision_on_accounts_that_are_not_collated_is_told_and_changes_nothing()
    {
        var found = Collator.Collate(A, B);
        var other = Read("Something else happened in Olvany on that day, and nobody wrote of it.");
        var collation = Collator.Collate([A, other], [Correction.Accept(found, LinkOf(found, "A1"), "Ida Brandt", Morning)], TestContext.Current.CancellationToken);
        Assert.Equal(CorrectionStanding.Elsewhere, Assert.Single(collation.Corrections).Standing);
        Assert.EndsWith($"none is the one with SHA-256 {B.Sha256}.", collation.Corrections[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_sentences_that_read_the_same_the_one_in_the_like_company_is_meant()
    {
        const string repeated = "The choir sang again. First came the ministers. The choir sang again. Then came the fishermen. The choir sang again.";
        var account = Read(repeated);
        var third = PassageQuote.Of(account, account.Passages[2]);
        var later = Read("Nobody expected so much music in the hall that evening. " + repeated);
        Assert.Equal([3], new QuoteFinder(later).Find([third], out _)!);
        Assert.Null(new QuoteFinder(later).Find([third with { Prefix = "", Suffix = "", Start = null }], out var why));
        Assert.Contains("stands 3 times", why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_of_a_part_means_the_sentence_that_holds_it() =>
        Assert.Equal([1], new QuoteFinder(A).Find([new PassageQuote("54  percent of\nthe trade")], out _)!);

    [Theory]
    [InlineData("signing-report.html")]
    [InlineData("signing-transcript.html")]
    [InlineData("sund-wire-french.html")]
    public void Every_passage_of_a_page_is_found_by_its_own_quotation(string file)
    {
        var account = Corpora.Read(Path.Combine(Corpora.Root, "samples", file));
        var finder = new QuoteFinder(account);
        for (var i = 0; i < account.Passages.Count; i++) Assert.Equal([i], finder.Find([PassageQuote.Of(account, account.Passages[i])], out _)!);
    }

    [Fact]
    public void Places_are_counted_in_code_points()
    {
        var account = Read("The 🚂 came in at noon. The 🚂 left in the evening.");
        var quote = PassageQuote.Of(account, account.Passages[1]);
        Assert.Equal(account.Passages[1].Start - 1, quote.Start);
        Assert.Equal(account.Passages[1].Text.Length - 1, quote.End - quote.Start);
    }

    [Fact]
    public void Passages_that_a_person_parted_share_no_row_whatever_a_third_account_says()
    {
        var c = Read(Report.Replace("Ministers of", "The ministers of", StringComparison.Ordinal));
        var found = Collator.Collate(A, B, c);
        Assert.Contains(StatementTable.Of(found).Rows, static row => row.Cells[0].Passages.Contains("A1") && row.Cells[1].Passages.Contains("B1"));
        var parted = found.Links.Single(static link => link.A.Contains("A1") && link.B.Contains("B1"));
        var table = StatementTable.Of(Collator.Collate([A, B, c], [Correction.Reject(found, parted, "Ida Brandt", Morning)], TestContext.Current.CancellationToken));
        Assert.DoesNotContain(table.Rows, static row => row.Cells[0].Passages.Contains("A1") && row.Cells[1].Passages.Contains("B1"));
    }

    [Fact]
    public void Passages_that_a_person_linked_share_a_row_whatever_a_third_account_lacks()
    {
        var c = Read(Report.Replace("Ministers of", "The ministers of", StringComparison.Ordinal));
        var drawn = Correction.Draw(Collator.Collate(A, B, c), ["A3"], ["B3"], Relation.Same, "Ida Brandt", Morning);
        Assert.Contains(StatementTable.Of(Collator.Collate([A, B, c], [drawn], TestContext.Current.CancellationToken)).Rows, static row => row.Cells[0].Passages.Contains("A3") && row.Cells[1].Passages.Contains("B3"));
    }

    [Fact]
    public void A_passage_that_is_none_of_the_collation_cannot_be_named()
    {
        var found = Collator.Collate(A, B);
        Assert.Throws<ArgumentException>(() => Correction.Draw(found, ["A1", "B1"], ["B2"], null, "Ida Brandt", Morning));
        Assert.Throws<ArgumentException>(() => Correction.Draw(found, ["A99"], ["B2"], null, "Ida Brandt", Morning));
        Assert.Throws<ArgumentException>(() => Correction.Draw(found, [], ["B2"], null, "Ida Brandt", Morning));
    }
}

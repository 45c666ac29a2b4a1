using CsCheck;

namespace Variorum;

/// <summary>Laws that every corrected collation keeps, whatever was decided.</summary>
public class CorrectionLawsTests
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
    ];

    private static readonly Gen<Account> Accounts = Gen.Shuffle(Sentences, 3, Sentences.Length).Select(static sentences => CorrectionsTests.Read(string.Join("\n\n", sentences)));

    private static readonly DateTimeOffset Morning = new(2031, 5, 8, 9, 30, 0, TimeSpan.Zero);

    private static readonly Gen<(CorrectionKind Kind, int A, int MoreA, int B, int MoreB, int Relation, int Minutes)[]> Choices =
        Gen.Select(Gen.Enum<CorrectionKind>(), Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[0, 2], Gen.Int[-1, 2], Gen.Int[0, 5]).Array[1, 6];

    /// <summary>Two accounts that are not one, and decisions on their passages.</summary>
    internal static readonly Gen<(Account A, Account B, Correction[] Decided)> Cases =
        Gen.Select(Accounts, Accounts, Choices).Where(static made => made.Item1.Text != made.Item2.Text).Select(static made => (made.Item1, made.Item2, Decided(Collator.Collate(made.Item1, made.Item2), made.Item3)));

    private static Correction[] Decided(Collation collation, (CorrectionKind Kind, int A, int MoreA, int B, int MoreB, int Relation, int Minutes)[] choices) =>
        [.. choices.Select((choice, n) =>
        {
            var (a, b) = (Ids(collation.Witnesses[0], choice.A, choice.MoreA), Ids(collation.Witnesses[1], choice.B, choice.MoreB));
            var (relation, at) = (choice.Relation < 0 ? (Relation?)null : (Relation)choice.Relation, Morning.AddMinutes(choice.Minutes));
            var drawn = choice.Kind switch
            {
                CorrectionKind.Note => Correction.Note(collation, choice.Relation > 0 ? a : b, "A remark “in quotes”,\nof two lines.", "Olaf Lind", at),
                CorrectionKind.Correct => Correction.Replace(collation, new Link(a, b, Relation.Same, .5, []), Ids(collation.Witnesses[0], choice.B, 0), Ids(collation.Witnesses[1], choice.A, 0), relation, "Ida Brandt", at),
                CorrectionKind.Draw => Correction.Draw(collation, a, b, relation, "Ida Brandt", at),
                _ => Correction.Draw(collation, a, b, null, "Ida Brandt", at) with { Kind = choice.Kind, Comment = choice.Relation > 0 ? "As I heard it." : null },
            };
            return drawn with { Id = $"urn:uuid:00000000-0000-4000-8000-{n:d12}" };
        })];

    private static string[] Ids(Witness witness, int from, int more) =>
        [.. Enumerable.Range(from % witness.Passages.Count, more + 1).Where(i => i < witness.Passages.Count).Select(i => witness.Passages[i].Id)];

    [Fact]
    public void Which_account_stands_first_changes_no_decision() => Cases.Sample(static made =>
        Told(Collator.Collate([made.A, made.B], made.Decided), "A", "B").SetEquals(Told(Collator.Collate([made.B, made.A], made.Decided), "B", "A")), iter: 60);

    [Fact]
    public void The_same_decisions_in_any_order_and_twice_over_give_the_same_bytes() => Cases.Sample(static made =>
        CorrectionsTests.Json(Collator.Collate([made.A, made.B], made.Decided)) == CorrectionsTests.Json(Collator.Collate([made.A, made.B], [.. made.Decided.Reverse(), .. made.Decided])), iter: 40);

    [Fact]
    public void Every_passage_is_linked_or_stands_alone() => Cases.Sample(static made =>
    {
        var collation = Collator.Collate([made.A, made.B], made.Decided);
        var linked = collation.Links.SelectMany(static link => link.A.Concat(link.B)).ToHashSet();
        var alone = collation.Variants.Where(static variant => variant.Kind == VariantKind.Only).SelectMany(static variant => variant.A.Concat(variant.B)).ToHashSet();
        return collation.Witnesses.SelectMany(static witness => witness.Passages).All(passage => passage.Heading || linked.Contains(passage.Id) != alone.Contains(passage.Id))
            && collation.Variants.Where(static variant => variant.Kind == VariantKind.Substitution).All(variant => collation.Links.Any(link => link.A.Contains(variant.A[0]) && link.B.Contains(variant.B[0])));
    }, iter: 60);

    [Fact]
    public void No_two_passages_are_linked_twice_and_the_last_word_on_them_holds() => Cases.Sample(static made =>
    {
        var collation = Collator.Collate([made.A, made.B], made.Decided);
        var pairs = collation.Links.SelectMany(static link => from a in link.A from b in link.B select (a, b, link.Decided?.Id)).ToList();
        var last = collation.Corrections.LastOrDefault(static applied => applied.Correction.Kind != CorrectionKind.Note);
        return pairs.DistinctBy(static pair => (pair.a, pair.b)).Count() == pairs.Count
            && (last is null || (from a in last.A from b in last.B select pairs.Find(pair => pair.a == a && pair.b == b)).All(pair => last.Correction.Kind == CorrectionKind.Reject ? pair.a is null : pair.Id == last.Correction.Id));
    }, iter: 60);

    [Fact]
    public void What_nobody_decided_stays_as_it_was_found() => Cases.Sample(static made =>
    {
        var (found, collation) = (Collator.Collate(made.A, made.B), Collator.Collate([made.A, made.B], made.Decided));
        var named = collation.Corrections.Where(static applied => applied.Correction.Kind != CorrectionKind.Note).SelectMany(static applied => applied.A.Concat(applied.B)).ToHashSet();
        return found.Links.Where(link => !link.A.Concat(link.B).Any(named.Contains)).All(link => made.Decided.Any(static decision => decision.Instead is not null)
            || collation.Links.Any(kept => kept.A.SequenceEqual(link.A) && kept.B.SequenceEqual(link.B) && kept.Confidence == link.Confidence && kept.Relation == link.Relation));
    }, iter: 40);

    private static HashSet<string> Told(Collation collation, string first, string second)
    {
        string Name(IEnumerable<string> ids) => string.Join(',', ids.Select(id => (id[0] == 'A' ? first : second) + id[1..]));
        string Both(IReadOnlyList<string> a, IReadOnlyList<string> b) => first == "A" ? $"{Name(a)}|{Name(b)}" : $"{Name(b)}|{Name(a)}";
        return
        [
            .. collation.Links.Select(link => $"{Both(link.A, link.B)} {link.Relation} {link.Confidence} {link.Decided?.Id}"),
            .. collation.Variants.Where(static variant => variant.Kind == VariantKind.Only).Select(variant => $"only {Both(variant.A, variant.B)}"),
            .. collation.Corrections.Select(applied => $"{applied.Correction.Id} {applied.Standing} {applied.Why} {Both(applied.A, applied.B)}"),
        ];
    }
}

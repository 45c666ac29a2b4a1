namespace Variorum;

/// <summary>Compares witnesses statement by statement.</summary>
public static class Collator
{
    /// <summary>How many accounts can be collated at once: sigla are letters.</summary>
    public const int Most = 26;

    /// <summary>Collates accounts; the first becomes A, the second B, ….</summary>
    /// <param name="accounts">Two or more. With more than two, each pair is collated, and only what no other witness has counts as only in one.</param>
    /// <exception cref="ArgumentException">Fewer than two accounts, or more than <see cref="Most"/>.</exception>
    public static Collation Collate(params IReadOnlyList<Account> accounts) => Collate(accounts, LinkWeights.Learnt, []);

    /// <summary>Collates accounts and puts what people decided in the place of what was found.</summary>
    /// <param name="accounts">As without corrections.</param>
    /// <param name="corrections">
    /// In any order; of decisions that contradict each other the later one wins. What became of each stands in <see cref="Collation.Corrections"/>.
    /// Without any the collation is that of the accounts alone.
    /// </param>
    /// <param name="cancel">Looked at before each pair is compared.</param>
    /// <exception cref="ArgumentException">Fewer than two accounts, or more than <see cref="Most"/>.</exception>
    public static Collation Collate(IReadOnlyList<Account> accounts, IReadOnlyList<Correction> corrections, CancellationToken cancel = default) => Collate(accounts, LinkWeights.Learnt, corrections, cancel);

    internal static Collation Collate(IReadOnlyList<Account> accounts, LinkWeights weights, IReadOnlyList<Correction> corrections, CancellationToken cancel = default)
    {
        if (accounts.Count is < 2 or > Most) throw new ArgumentException($"A collation takes two to {Most} accounts.", nameof(accounts));
        var witnesses = accounts.Select((account, i) => Bear(((char)('A' + i)).ToString(), account)).ToList();
        var links = new List<Link>();
        var variants = new List<Variant>();
        var prepared = witnesses.ConvertAll(PreparedWitness.Of);
        var places = (from first in Enumerable.Range(0, witnesses.Count) from second in Enumerable.Range(first + 1, witnesses.Count - first - 1) select (first, second)).ToArray();
        var compared = new ComparedPair[places.Length];
        var lost = new List<AppliedCorrection>();
        var located = corrections.Count == 0 ? [] : new CorrectionFinder(witnesses).Locate(corrections, lost);
        cancel.ThrowIfCancellationRequested();
        if (compared.Length == 1) compared[0] = CompareAt(0);
        else Parallel.For(0, compared.Length, new ParallelOptions { CancellationToken = cancel }, i => compared[i] = CompareAt(i));
        foreach (var pair in compared)
        {
            links.AddRange(pair.Links);
            variants.AddRange(pair.Variants);
        }
        variants.AddRange(Omissions.Of(witnesses, [.. compared.Select(static pair => pair.Pair)]));
        var order = witnesses.SelectMany(static witness => witness.Passages.Select(static (passage, place) => (passage.Id, place))).ToDictionary();
        variants.Sort((x, y) => Order(x, y, order));
        var corrected = compared.Select(static pair => pair.Corrected).OfType<CorrectedPair>().ToList();
        return new Collation(witnesses, links, variants)
        {
            Corrections = AppliedCorrections.Of(witnesses, located, lost, [.. corrected.SelectMany(static pair => pair.Standing)]),
            Parted = [.. corrected.SelectMany(static pair => pair.Parted)],
        };

        ComparedPair CompareAt(int i)
        {
            var (first, second) = places[i];
            return Compare(prepared[first], prepared[second], weights, located.FindAll(correction => correction.First == first && correction.Second == second && correction.Correction.Kind != CorrectionKind.Note), cancel);
        }
    }

    private readonly record struct ComparedPair(WitnessPair Pair, List<Link> Links, List<Variant> Variants, CorrectedPair? Corrected);

    private static ComparedPair Compare(PreparedWitness first, PreparedWitness second, LinkWeights weights, List<LocatedCorrection> decisions, CancellationToken cancel)
    {
        var (links, variants) = (new List<Link>(), new List<Variant>());
        var pair = WitnessPair.Of(first, second, weights, cancel);
        var found = Links.Of(pair);
        var corrected = decisions.Count > 0 ? DecidedLinks.Of(pair, found, decisions) : null;
        if (corrected is not null) (pair, found) = (corrected.Pair, corrected.Links);
        foreach (var link in found)
        {
            cancel.ThrowIfCancellationRequested();
            var words = WordMatch.Of(pair, link);
            var exchanged = Substitutions.Of(pair, link, words);
            variants.AddRange(exchanged);
            variants.AddRange(Reattributions.Of(pair, link));
            links.Add(link.Tell(pair, words, exchanged));
        }
        variants.AddRange(Transpositions.Of(pair, found));
        return new ComparedPair(pair, links, variants, corrected);
    }

    private static Witness Bear(string siglum, Account account) =>
        new(siglum, account, [.. account.Passages.Select(passage => passage with { Id = siglum + passage.Id })]);

    /// <summary>The most salient first, then in the order of the text.</summary>
    private static int Order(Variant x, Variant y, Dictionary<string, int> places)
    {
        var order = y.Salience.CompareTo(x.Salience);
        if (order != 0) return order;
        order = Place(x, places).CompareTo(Place(y, places));
        return order != 0 ? order : string.CompareOrdinal(Key(x), Key(y));
    }

    private static int Place(Variant variant, Dictionary<string, int> places) => places[(variant.A.Count > 0 ? variant.A : variant.B)[0]];

    private static string Key(Variant variant) => $"{variant.Kind}/{string.Join(',', variant.A)}/{string.Join(',', variant.B)}/{variant.Of}/{variant.From}/{variant.To}";
}

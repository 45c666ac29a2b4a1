namespace Variorum;

/// <summary>Compares witnesses statement by statement.</summary>
public static class Collator
{
    /// <summary>How many accounts can be collated at once: sigla are letters.</summary>
    public const int Most = 26;

    /// <summary>Collates accounts; the first becomes A, the second B, ….</summary>
    /// <param name="accounts">Two or more. With more than two, each pair is collated, and only what no other witness has counts as only in one.</param>
    /// <exception cref="ArgumentException">Fewer than two accounts, or more than <see cref="Most"/>.</exception>
    public static Collation Collate(params IReadOnlyList<Account> accounts) => Collate(accounts, LinkWeights.Learnt);

    internal static Collation Collate(IReadOnlyList<Account> accounts, LinkWeights weights)
    {
        if (accounts.Count is < 2 or > Most) throw new ArgumentException($"A collation takes two to {Most} accounts.", nameof(accounts));
        var witnesses = accounts.Select((account, i) => Bear(((char)('A' + i)).ToString(), account)).ToList();
        var links = new List<Link>();
        var variants = new List<Variant>();
        var pairs = new List<WitnessPair>();
        for (var first = 0; first < witnesses.Count; first++)
        {
            for (var second = first + 1; second < witnesses.Count; second++)
            {
                var pair = WitnessPair.Of(witnesses[first], witnesses[second], weights);
                pairs.Add(pair);
                var found = Links.Of(pair);
                foreach (var link in found)
                {
                    var words = WordMatch.Of(pair, link);
                    var exchanged = Substitutions.Of(pair, link, words);
                    var spoken = Reattributions.Of(pair, link);
                    variants.AddRange(exchanged);
                    variants.AddRange(spoken);
                    links.Add(link.Tell(pair, words, exchanged));
                }
                variants.AddRange(Transpositions.Of(pair, found));
            }
        }
        variants.AddRange(Omissions.Of(witnesses, pairs));
        var places = witnesses.SelectMany(static witness => witness.Passages.Select(static (passage, place) => (passage.Id, place))).ToDictionary();
        variants.Sort((x, y) => Order(x, y, places));
        return new Collation(witnesses, links, variants);
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

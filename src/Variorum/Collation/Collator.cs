namespace Variorum;

/// <summary>Compares witnesses statement by statement.</summary>
public static class Collator
{
    /// <summary>Collates accounts; the first becomes A, the second B, ….</summary>
    /// <exception cref="ArgumentException">Fewer than two accounts.</exception>
    public static Collation Collate(params IReadOnlyList<Account> accounts)
    {
        if (accounts.Count < 2) throw new ArgumentException("A collation takes two accounts or more.", nameof(accounts));
        var witnesses = accounts.Select((account, i) => Bear(((char)('A' + i)).ToString(), account)).ToList();
        var (a, b) = (witnesses[0], witnesses[1]);
        var links = new List<Link>();
        foreach (var p in a.Passages)
        {
            var best = b.Passages.Select(q => (q, Shared(p.Text, q.Text))).MaxBy(pair => pair.Item2);
            if (best.q is not null && best.Item2 > 0.4)
                links.Add(new Link([p.Id], [best.q.Id], Relation.Same, Math.Min(1, .5 + best.Item2 / 2), ["shared words"]));
        }
        var variants = witnesses.SelectMany(w => w.Passages.Where(p => !links.Any(l => l.A.Contains(p.Id) || l.B.Contains(p.Id)))
            .Select(p => new Variant(VariantKind.Only, w == a ? [p.Id] : [], w == b ? [p.Id] : [], .3) { In = w.Siglum }));
        return new Collation(witnesses, links, [.. variants]);
    }

    private static Witness Bear(string siglum, Account account) =>
        new(siglum, account, [.. account.Passages.Select(p => p with { Id = siglum + p.Id })]);

    private static double Shared(string p, string q)
    {
        var (a, b) = (p.ToUpperInvariant().Split(' ').ToHashSet(), q.ToUpperInvariant().Split(' ').ToHashSet());
        return a.Count == 0 ? 0 : a.Intersect(b).Count() / (double)Math.Max(a.Count, b.Count);
    }
}

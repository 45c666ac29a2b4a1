using System.Text;

namespace Variorum;

/// <summary>Two witnesses of a collation with what concerns these two: every report is told pair by pair.</summary>
internal sealed class Pair
{
    private readonly Dictionary<string, Passage> passages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Standing> standings = new(StringComparer.Ordinal);

    /// <summary>The most witnesses of which every pair is shown in full: texts grow with the square of their number.</summary>
    internal const int Crowd = 6;

    private Pair(Collation collation, Witness a, Witness b, Marginalia? beside)
    {
        (A, B, Beside) = (a, b, beside);
        Sole = collation.Witnesses.Count == 2;
        First = collation.Witnesses[0];
        Full = collation.Witnesses.Count <= Crowd || ReferenceEquals(a, First);
        foreach (var passage in a.Passages) passages.TryAdd(passage.Id, passage);
        var inA = passages.Count;
        foreach (var passage in b.Passages) passages.TryAdd(passage.Id, passage);
        foreach (var id in passages.Keys) standings.Add(id, new Standing());
        Variants = Sole ? collation.Variants : [];
        Recorded = Sole ? collation.Links : [.. collation.Links.Where(link => Among(a, link.A) && Among(b, link.B))];
        Links = Shown(Recorded, collation.Variants);
        foreach (var link in Links)
        {
            foreach (var id in link.A) Of(id)?.Links.Add(link);
            foreach (var id in link.B) Of(id)?.Links.Add(link);
        }
        if (!Sole) Variants = [.. collation.Variants.Where(Concerns).Select(Turned)];
        foreach (var variant in Variants)
        {
            foreach (var id in variant.A) Of(id)?.Variants.Add(variant);
            foreach (var id in variant.B) Of(id)?.Variants.Add(variant);
        }
        if (Sole) return;
        foreach (var link in collation.Links)
        {
            foreach (var id in link.A) if (!Among(a, link.B) && !Among(b, link.B)) Of(id)?.Elsewhere.AddRange(link.B);
            foreach (var id in link.B) if (!Among(a, link.A) && !Among(b, link.A)) Of(id)?.Elsewhere.AddRange(link.A);
        }
    }

    public Witness A { get; }

    public Witness B { get; }

    /// <summary>What is said where there is no variant: it is promised that nothing differs only where the very words are the same.</summary>
    public string NoVariant => Links.Count == 0 ? "There is nothing that both tell." : Links.All(link => Words(link.A) == Words(link.B)) ? "No difference was found."
        : $"No figure, date{(A.Account.Language is null or "en" ? ", name or word" : " or name")} was found that stands for another; where the wording differs, read the passages side by side.";

    private string Words(IEnumerable<string> ids) => string.Join(' ', ids.Select(id => passages.GetValueOrDefault(id)?.Text));

    /// <summary>What else stands beside links and passages; null for nothing.</summary>
    public Marginalia? Beside { get; }

    /// <summary>Whether the collation has no other witness.</summary>
    public bool Sole { get; }

    /// <summary>The collation's first witness.</summary>
    public Witness First { get; }

    /// <summary>Whether a page shows the texts: with very many witnesses only those of the pairs with the first one.</summary>
    public bool Full { get; }

    /// <summary>The links as the collation has them.</summary>
    public IReadOnlyList<Link> Recorded { get; }

    /// <summary>The links as a reader is shown them; those called the same that carry exchanged words are shown as differing, for a reader sees those words marked.</summary>
    public IReadOnlyList<Link> Links { get; }

    /// <summary>The most salient first, as the collation has them.</summary>
    public IReadOnlyList<Variant> Variants { get; }

    public string Sigla => A.Siglum + B.Siglum;

    public Passage? Passage(string id) => passages.GetValueOrDefault(id);

    public Standing? Of(string id) => standings.GetValueOrDefault(id);

    /// <summary>Ids of the other witness that are linked with a passage, in reading order, each once.</summary>
    public List<string> Partners(string id, bool inA)
    {
        var partners = new List<string>();
        foreach (var link in standings[id].Links)
            foreach (var other in inA ? link.B : link.A)
                if (!partners.Contains(other)) partners.Add(other);
        return partners;
    }

    /// <summary>Every pair of witnesses, A with B first.</summary>
    /// <param name="collation">Of two witnesses or more.</param>
    /// <param name="beside">What else stands beside links and passages.</param>
    public static List<Pair> All(Collation collation, Marginalia? beside = null)
    {
        var pairs = new List<Pair>();
        for (var i = 0; i < collation.Witnesses.Count; i++)
            for (var j = i + 1; j < collation.Witnesses.Count; j++)
                pairs.Add(new Pair(collation, collation.Witnesses[i], collation.Witnesses[j], beside));
        return pairs;
    }

    private static IReadOnlyList<Link> Shown(IReadOnlyList<Link> links, IReadOnlyList<Variant> variants)
    {
        var exchanged = new HashSet<(string, string)>();
        foreach (var variant in variants)
            if (variant.Kind == VariantKind.Substitution)
                foreach (var a in variant.A)
                    foreach (var b in variant.B) exchanged.Add((a, b));
        if (exchanged.Count == 0) return links;
        return [.. links.Select(link => link.Relation == Relation.Same && link.Said is null && link.A.Any(a => link.B.Any(b => exchanged.Contains((a, b)))) ? link with { Relation = Relation.Differs } : link)];
    }

    private bool Concerns(Variant variant)
    {
        if (variant.Kind != VariantKind.Only) return Among(A, variant.A) && Among(B, variant.B);
        var ids = variant.A.Count > 0 ? variant.A : variant.B;
        return (Among(A, ids) || Among(B, ids)) && ids.All(id => Of(id) is { Links.Count: 0 });
    }

    /// <summary>What one witness alone has, on the side on which this pair has the witness.</summary>
    private Variant Turned(Variant variant)
    {
        if (variant.Kind != VariantKind.Only) return variant;
        var ids = variant.A.Count > 0 ? variant.A : variant.B;
        return Among(A, ids) ? variant with { A = ids, B = [] } : variant with { A = [], B = ids };
    }

    private static bool Among(Witness witness, IReadOnlyList<string> ids) =>
        ids.Count > 0 && ids.All(id => Siglum(id).SequenceEqual(witness.Siglum));

    private static ReadOnlySpan<char> Siglum(string id) => id.AsSpan().TrimEnd("0123456789");
}

/// <summary>What a reader can do with a link or a passage, written beside it where a page takes decisions.</summary>
/// <param name="OfLink">Writes beside a link; null for nothing.</param>
/// <param name="OfPassage">Writes beside a passage, named by its id.</param>
internal sealed record Marginalia(Action<StringBuilder, Link>? OfLink, Action<StringBuilder, string> OfPassage);

/// <summary>What a collation says about one passage.</summary>
internal sealed class Standing
{
    public List<Link> Links { get; } = [];

    public List<Variant> Variants { get; } = [];

    /// <summary>Ids in witnesses that are not of the pair, which tell it too.</summary>
    public List<string> Elsewhere { get; } = [];

    public bool Has(VariantKind kind)
    {
        foreach (var variant in Variants)
            if (variant.Kind == kind) return true;
        return false;
    }

    /// <summary>Whether a reader should look for other words here: a substitution, or a link that differs.</summary>
    public bool Changed => Has(VariantKind.Substitution) || Relation == Variorum.Relation.Differs;

    /// <summary>The farthest from sameness of the links; null without a link.</summary>
    public Relation? Relation
    {
        get
        {
            Relation? worst = null;
            foreach (var link in Links)
                if (worst is null || link.Relation > worst) worst = link.Relation;
            return worst;
        }
    }
}

namespace Variorum;

/// <summary>How much two witnesses share, in numbers of passages; headings do not count.</summary>
/// <param name="InA">Passages of A.</param>
/// <param name="InB">Passages of B.</param>
/// <param name="SharedA">Those of A that B tells too.</param>
/// <param name="SharedB">Those of B that A tells too.</param>
internal sealed record Tally(int InA, int InB, int SharedA, int SharedB, int OnlyA, int OnlyB, int Changed, int Moved, int Reattributed)
{
    public static Tally Of(Pair pair)
    {
        var (inA, sharedA) = Count(pair, pair.A);
        var (inB, sharedB) = Count(pair, pair.B);
        var (onlyA, onlyB, changed, moved, reattributed) = (0, 0, 0, 0, 0);
        foreach (var variant in pair.Variants)
            switch (variant.Kind)
            {
                case VariantKind.Only when variant.A.Count > 0: onlyA += variant.A.Count; break;
                case VariantKind.Only: onlyB += variant.B.Count; break;
                case VariantKind.Substitution: changed++; break;
                case VariantKind.Transposition: moved++; break;
                default: reattributed++; break;
            }
        // What a person says differs without saying how is changed as well.
        changed += pair.Links.Count(link => link is { Said: Relation.Differs } && !pair.Variants.Any(variant => variant.Kind == VariantKind.Substitution && variant.A.Any(link.A.Contains) && variant.B.Any(link.B.Contains)));
        return new Tally(inA, inB, sharedA, sharedB, onlyA, onlyB, changed, moved, reattributed);
    }

    private static (int All, int Shared) Count(Pair pair, Witness witness)
    {
        var (all, shared) = (0, 0);
        foreach (var passage in witness.Passages)
        {
            var linked = pair.Of(passage.Id)!.Links.Count > 0;
            if (linked) shared++;
            if (linked || !passage.Heading) all++;
        }
        return (all, shared);
    }
}

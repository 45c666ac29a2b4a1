namespace Variorum;

/// <summary>A correction with its passages found in two witnesses.</summary>
/// <param name="Correction">As given.</param>
/// <param name="First">The place of the witness that stands first.</param>
/// <param name="Second">Of the other; for a note on passages of one witness the same.</param>
/// <param name="A">Numbers of the passages in the first, ascending.</param>
/// <param name="B">In the second.</param>
/// <param name="InsteadA">Of the passages that should have been linked; null where those are <paramref name="A"/>.</param>
/// <param name="InsteadB">In the second.</param>
internal sealed record LocatedCorrection(Correction Correction, int First, int Second, int[] A, int[] B, int[]? InsteadA, int[]? InsteadB)
{
    /// <summary>The passages that are linked once it is applied.</summary>
    public int[] LinkedA => InsteadA ?? A;

    public int[] LinkedB => InsteadB ?? B;

    /// <summary>Whether it says that passages say the same.</summary>
    public bool Links => Correction.Kind is CorrectionKind.Accept or CorrectionKind.Draw or CorrectionKind.Correct;
}

/// <summary>Looks for the passages of corrections in the witnesses of a collation.</summary>
internal sealed class CorrectionFinder(IReadOnlyList<Witness> witnesses)
{
    private readonly QuoteFinder[] _finders = [.. witnesses.Select(static witness => new QuoteFinder(witness.Account))];

    /// <summary>Those that are about these witnesses, the earliest first.</summary>
    /// <param name="corrections">In any order.</param>
    /// <param name="lost">Gets those that are not, with the reason.</param>
    public List<LocatedCorrection> Locate(IReadOnlyList<Correction> corrections, List<AppliedCorrection> lost)
    {
        var located = new List<LocatedCorrection>();
        foreach (var correction in InOrder(corrections)) Locate(correction, located, lost);
        return located;
    }

    /// <summary>By time, of those with one id the latest alone: whoever changes a decision keeps its id.</summary>
    private static IEnumerable<Correction> InOrder(IReadOnlyList<Correction> corrections) =>
        corrections.GroupBy(static correction => correction.Id, StringComparer.Ordinal).Select(static same => same.Aggregate(static (kept, next) => next.At >= kept.At ? next : kept))
            .OrderBy(static correction => correction.At.UtcTicks).ThenBy(static correction => correction.Id, StringComparer.Ordinal);

    private void Locate(Correction correction, List<LocatedCorrection> located, List<AppliedCorrection> lost)
    {
        if (Wrong(correction) is { } wrong)
        {
            lost.Add(new AppliedCorrection(correction, CorrectionStanding.Unmatched, wrong, [], []));
            return;
        }
        var ones = Named(correction.One.Account);
        if (ones.Count == 0)
        {
            lost.Add(Elsewhere(correction, correction.One.Account));
            return;
        }
        if (correction.Other is null)
        {
            foreach (var one in ones) Found(correction, one, one, located, lost);
            return;
        }
        var others = Named(correction.Other.Account);
        if (others.Count == 0) lost.Add(Elsewhere(correction, correction.Other.Account));
        else if (ones is [var sole] && others is [var same] && sole == same)
            lost.Add(new AppliedCorrection(correction, CorrectionStanding.Elsewhere, "Both of its accounts are one and the same of those that are collated here.", [], []));
        else
            foreach (var (one, other) in from one in ones from other in others where one != other select (one, other)) Found(correction, one, other, located, lost);
    }

    private static string? Wrong(Correction correction)
    {
        if (correction.Kind != CorrectionKind.Note && correction.Other is null) return "It names passages of one account, and a link has two.";
        if (correction.Kind == CorrectionKind.Correct && correction is { Instead: null, Relation: null }) return "It corrects neither the link's relation nor its passages.";
        QuotedPassages?[] sides = [correction.One, correction.Other, correction.Instead?.One, correction.Instead?.Other];
        return Array.Exists(sides, static side => side is { Passages.Count: 0 }) ? "It names no passage of one of its accounts." : null;
    }

    private static AppliedCorrection Elsewhere(Correction correction, QuotedAccount name) => new(correction, CorrectionStanding.Elsewhere,
        $"Of the accounts collated here none is {name.Url ?? (name.Sha256 is { } sha256 ? $"the one with SHA-256 {sha256}" : "the one that it names by its text")}.", [], []);

    /// <summary>The witnesses that answer best: by their bytes, else by their text, else by their address.</summary>
    private List<int> Named(QuotedAccount name)
    {
        var answers = witnesses.Select((witness, i) => name.Answers(witness.Account, _finders[i].TextDigest)).ToList();
        var best = answers.Max();
        return best == 0 ? [] : [.. Enumerable.Range(0, witnesses.Count).Where(i => answers[i] == best)];
    }

    private void Found(Correction correction, int one, int other, List<LocatedCorrection> located, List<AppliedCorrection> lost)
    {
        // One may name the account of either side of what should be linked instead.
        var (insteadOne, insteadOther) = (correction.Instead?.One, correction.Instead?.Other);
        if (insteadOne is not null && insteadOther is not null && !Named(insteadOne.Account).Contains(one) && Named(insteadOther.Account).Contains(one)) (insteadOne, insteadOther) = (insteadOther, insteadOne);
        if (insteadOne is not null && insteadOther is not null && !(Named(insteadOne.Account).Contains(one) && Named(insteadOther.Account).Contains(other)))
        {
            lost.Add(new AppliedCorrection(correction, CorrectionStanding.Unmatched, "The passages that it would link are of other accounts than the link that it corrects.", [], []));
            return;
        }
        string? why = null;
        var a = Find(one, correction.One, ref why);
        var b = correction.Other is null ? [] : Find(other, correction.Other, ref why);
        var insteadA = insteadOne is null ? null : Find(one, insteadOne, ref why);
        var insteadB = insteadOther is null ? null : Find(other, insteadOther, ref why);
        if (why is not null) lost.Add(new AppliedCorrection(correction, CorrectionStanding.Unmatched, why, [], []));
        else if (one <= other) located.Add(new LocatedCorrection(correction, one, other, a, b, insteadA, insteadB));
        else located.Add(new LocatedCorrection(correction, other, one, b, a, insteadB, insteadA));
    }

    private int[] Find(int witness, QuotedPassages quoted, ref string? why)
    {
        var found = _finders[witness].Find(quoted.Passages, out var missing);
        why ??= missing;
        return found ?? [];
    }
}

namespace Variorum;

/// <summary>Tells what became of corrections, in the ids of the collation.</summary>
internal static class AppliedCorrections
{
    /// <param name="witnesses">Of the collation.</param>
    /// <param name="located">Those whose passages were found.</param>
    /// <param name="lost">The others.</param>
    /// <param name="standing">Those of the located of which a part at least still holds.</param>
    /// <returns>The earliest decision first.</returns>
    public static IReadOnlyList<AppliedCorrection> Of(IReadOnlyList<Witness> witnesses, List<LocatedCorrection> located, List<AppliedCorrection> lost, HashSet<LocatedCorrection> standing) =>
        [.. lost.Concat(located.Select(correction => Of(witnesses, correction, standing)))
            .OrderBy(static applied => applied.Correction.At.UtcTicks).ThenBy(static applied => applied.Correction.Id, StringComparer.Ordinal)];

    private static AppliedCorrection Of(IReadOnlyList<Witness> witnesses, LocatedCorrection located, HashSet<LocatedCorrection> standing)
    {
        var (a, b) = (Ids(witnesses[located.First], located.LinkedA), Ids(witnesses[located.Second], located.LinkedB));
        // A note on one witness has its passages on that witness's side, as a variant has.
        if (located.First == located.Second && located.First > 0) (a, b) = (b, a);
        var holds = located.Correction.Kind == CorrectionKind.Note || standing.Contains(located);
        return new AppliedCorrection(located.Correction, holds ? CorrectionStanding.Applied : CorrectionStanding.Superseded, holds ? null : "A later decision on the same passages stands in its place.", a, b);
    }

    private static string[] Ids(Witness witness, int[] numbers) => [.. numbers.Select(number => witness.Passages[number].Id)];
}

namespace Variorum;

/// <summary>Accounts of the archive that were collated, with all that pages make of it.</summary>
/// <param name="Versions">The version of each witness, in the collation's order.</param>
/// <param name="Copies">Of each witness, those that are folded into its column.</param>
/// <param name="Collation">With what people decided.</param>
internal sealed record Collated(IReadOnlyList<long> Versions, IReadOnlyList<IReadOnlyList<FoldedCopy>> Copies, Collation Collation)
{
    // Text, passages of it, and what was read in them; a link with its reasons.
    private const int BytesOfLetter = 12, BytesOfLink = 1200;

    private readonly Lazy<StatementTable> table = new(() => StatementTable.Of(Collation, Copies));
    private readonly Lazy<IReadOnlyList<Agreement>> agreements = new(() => Agreement.Of(Collation));

    public StatementTable Table => table.Value;

    public IReadOnlyList<Agreement> Agreements => agreements.Value;

    /// <summary>Of the statements that two of the witnesses tell, the share on which they differ, 0 to 1.</summary>
    public double Differs => Table.Rows.Where(static row => row.Told != ToldBy.One).ToList() is { Count: > 0 } shared ? shared.Count(static row => row.Differences.Count > 0) / (double)shared.Count : 0;

    /// <summary>How many witnesses there would be without the limit of a collation.</summary>
    public int Of { get; init; }

    /// <summary>The <see cref="Corrections.Revision"/> at which it was known to hold.</summary>
    public long Revision { get; init; }

    /// <summary>Ids of the decisions that it was made with.</summary>
    public IReadOnlyList<string> Decided { get; init; } = [];

    /// <summary>About how much memory it holds, in bytes.</summary>
    public long Weight { get; } = Collation.Witnesses.Sum(static witness => (long)witness.Account.Text.Length * BytesOfLetter) + ((Collation.Links.Count + Collation.Variants.Count) * (long)BytesOfLink);

    /// <summary>The version of a witness, by its siglum.</summary>
    public long Version(string siglum)
    {
        for (var i = 0; i < Versions.Count; i++)
            if (Collation.Witnesses[i].Siglum == siglum) return Versions[i];
        throw new KeyNotFoundException($"no witness is {siglum}");
    }

    /// <summary>Where a passage stands in the room.</summary>
    /// <param name="id">With its siglum: <c>A7</c>.</param>
    public string Address(string id)
    {
        var siglum = Telling.Siglum(id);
        return $"/accounts/{Version(siglum)}#p{id[siglum.Length..]}";
    }
}

/// <summary>How near two witnesses are to each other.</summary>
/// <param name="A">The place of the one among the witnesses.</param>
/// <param name="B">Of the other.</param>
/// <param name="Same">Links whose sides say the same.</param>
/// <param name="Near">Of the passages of both the share that the other one tells too, 0 to 1.</param>
internal sealed record Agreement(int A, int B, int Same, int Partial, int Differs, double Near)
{
    public static IReadOnlyList<Agreement> Of(Collation collation)
    {
        var places = collation.Witnesses.Select(static (witness, i) => (witness.Siglum, i)).ToDictionary(StringComparer.Ordinal);
        return [.. Pair.All(collation).Select(pair =>
        {
            var tally = Tally.Of(pair);
            int Count(Relation relation) => pair.Links.Count(link => link.Relation == relation);
            return new Agreement(places[pair.A.Siglum], places[pair.B.Siglum], Count(Relation.Same), Count(Relation.Partial), Count(Relation.Differs),
                tally.InA + tally.InB == 0 ? 0 : (tally.SharedA + tally.SharedB) / (double)(tally.InA + tally.InB));
        })];
    }
}

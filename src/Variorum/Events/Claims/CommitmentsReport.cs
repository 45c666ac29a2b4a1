namespace Variorum;

/// <summary>A commitment as one account gives it.</summary>
public sealed record ToldCommitment(Commitment Commitment, ClaimPlace Place);

/// <summary>A commitment with all accounts that tell it.</summary>
/// <param name="Party">By which it is grouped: a country's or body's usual name, a person's, or the words.</param>
/// <param name="Told">The earliest first.</param>
public sealed record CommitmentLine(string Party, IReadOnlyList<ToldCommitment> Told)
{
    /// <summary>The accounts use words of different strength.</summary>
    public bool StrengthDiffers => Told.Select(static told => told.Commitment.Strength).Distinct().Count() > 1;

    /// <summary>The accounts that give a date give different ones.</summary>
    public bool DateDiffers => Told.Select(static told => told.Commitment.By?.Value).OfType<string>().Distinct(StringComparer.Ordinal).Count() > 1;
}

/// <summary>What parties say that they will do, over an archive.</summary>
public sealed record CommitmentsReport(IReadOnlyList<CommitmentLine> Lines, ClaimsCoverage Coverage)
{
    // What stands for a whole country.
    private static readonly HashSet<string> Stand = ["government", "side", "leadership", "authorities", "republic", "state"];

    // One talk is told within days; the same words weeks later are said anew.
    private const int SameOccasion = 10;

    /// <summary>Reads the accounts that hold words of commitment.</summary>
    /// <param name="query">What else they must answer; null for all. With a query only commitments whose passage or party has a word of it are given.</param>
    /// <param name="words">The plain words of the query.</param>
    /// <param name="cancel">Looked at before each account is read.</param>
    public static CommitmentsReport Of(IArchive archive, Query? query, IReadOnlyList<string> words, ClaimsOptions options, CancellationToken cancel = default)
    {
        var (versions, coverage) = ClaimsReading.Read(archive, query, options, cancel);
        var wanted = words.SelectMany(static word => SameClaims.Terms(word, null)).ToHashSet(StringComparer.Ordinal);
        var told = new List<ToldCommitment>();
        foreach (var version in versions)
            foreach (var commitment in Commitments.Of(version.Account))
            {
                var place = version.Place(commitment.Passage);
                if (wanted.Count == 0 || SameClaims.Terms($"{place.Sentence} {commitment.Party} {commitment.Speaker}", version.Account.Language).Overlaps(wanted)) told.Add(new ToldCommitment(commitment, place));
            }
        var lines = SameClaims.Merge(Newest(told), static item => SameClaims.Terms(item.Commitment.Form == CommitmentForm.Invitation ? $"{item.Commitment.Whom} {item.Commitment.What}" : item.Commitment.What, item.Place.Language), MaySame)
            .Select(static same => new CommitmentLine(PartyOf(same[0]), same))
            .OrderBy(static line => line.Told[0].Place.Day, StringComparer.Ordinal).ToList();
        // Parties in the order of their first word.
        return new CommitmentsReport([.. lines.GroupBy(static line => Key(line.Party), StringComparer.Ordinal).SelectMany(static of => of.Select(line => line with { Party = of.Select(static line => line.Party).OrderBy(static party => party.Length).ThenBy(static party => party, StringComparer.Ordinal).First() }))], coverage);
    }

    // Of the versions of one document that say it in the same words, the last.
    private static List<ToldCommitment> Newest(List<ToldCommitment> told) =>
        [.. told.GroupBy(static item => (item.Place.Document, item.Commitment.What, item.Commitment.Cue, item.Commitment.Party)).Select(static same => same.MaxBy(static item => item.Place.Version)!)];

    private static bool MaySame(ToldCommitment a, ToldCommitment b)
    {
        if (a.Place.Document == b.Place.Document && a.Place.Version == b.Place.Version && a.Place.Passage != b.Place.Passage) return false;
        if (a.Commitment.Not != b.Commitment.Not || a.Commitment.Standing == CommitmentStanding.Declined != (b.Commitment.Standing == CommitmentStanding.Declined)) return false;
        if (!SameClaims.Near(a.Place, b.Place, SameOccasion)) return false;
        // Who invites everybody in the same words invites each of them.
        if ((a.Commitment.Form, b.Commitment.Form) is (CommitmentForm.Invitation, CommitmentForm.Invitation) && a.Commitment.Whom is { } guest && b.Commitment.Whom is { } other && !SameClaims.Terms(guest, "en").Overlaps(SameClaims.Terms(other, "en"))) return false;
        var (ours, theirs) = (Key(PartyOf(a)), Key(PartyOf(b)));
        return ours == theirs || SaysSame(a, b) || (a.Commitment.Form, b.Commitment.Form) is (CommitmentForm.Invitation, CommitmentForm.Invitation);
    }

    private static bool SaysSame(ToldCommitment a, ToldCommitment b) =>
        a.Commitment.Speaker is { } one && b.Commitment.Speaker is { } other && PersonNames.Same(one, other);

    // "We" of one who speaks is himself here; a country's government is the country.
    private static string PartyOf(ToldCommitment told) => told.Commitment.Party ?? told.Commitment.Speaker ?? told.Place.Source;

    internal static string Key(string party)
    {
        var terms = Lexicon.Terms(party, "en").Where(static term => term.Kind != TokenKind.Stop).ToList();
        var countries = terms.Where(static term => term.Concepts is [{ Kind: "country" }, ..]).Select(static term => term.Concepts[0].Id).Distinct(StringComparer.Ordinal).ToList();
        // "The Government of Norland", "the Norland side" are Norland here.
        return countries.Count == 1 && terms.All(term => term.Concepts is [{ Kind: "country" }, ..] || Stand.Contains(Token.Fold(party.AsSpan(term.Start, term.End - term.Start)))) ? countries[0] : Token.Fold(party).Replace("the ", "", StringComparison.Ordinal).Replace('-', ' ').Trim();
    }
}

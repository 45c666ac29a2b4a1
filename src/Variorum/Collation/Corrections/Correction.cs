using System.Globalization;

namespace Variorum;

/// <summary>What a person decided of a collation: of a link, or of the words of a passage.</summary>
/// <remarks>
/// It names passages by their words and never by sigla, so it holds whichever account stands first, with other accounts beside these,
/// and in another version of a page where the words still stand.
/// </remarks>
public sealed record Correction
{
    /// <summary>An IRI: <c>urn:uuid:…</c>. Of several with one id the latest counts.</summary>
    public required string Id { get; init; }

    public required CorrectionKind Kind { get; init; }

    /// <summary>Who decided, by name.</summary>
    public required string By { get; init; }

    /// <summary>Who brought it in with a file, where that was another person: only their word has it that <see cref="By"/> decided so. Null where nobody did.</summary>
    public string? BroughtBy { get; init; }

    /// <summary>Who decided, as people are told: <c>Ida Brandt</c>, <c>Ida Brandt, brought by Ilse Marn</c>.</summary>
    internal string Who => BroughtBy is null ? By : $"{By}, brought by {BroughtBy},";

    /// <summary>When. Of decisions that contradict each other the later one wins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The passages of one account: one side of the link, or what a note is on.</summary>
    public required QuotedPassages One { get; init; }

    /// <summary>Those of the other account; null for a note on passages of one account, and nowhere else.</summary>
    public QuotedPassages? Other { get; init; }

    /// <summary>For <see cref="CorrectionKind.Correct"/>: the passages that should have been linked; null where the link's passages are right.</summary>
    public QuotedLink? Instead { get; init; }

    /// <summary>What the two say of each other. For a link that is drawn or corrected; null where the collator shall work it out.</summary>
    public Relation? Relation { get; init; }

    /// <summary>The note, or why it was so decided.</summary>
    public string? Comment { get; init; }

    /// <summary>The link is right.</summary>
    public static Correction Accept(Collation collation, Link link, string by, DateTimeOffset at) => Of(CorrectionKind.Accept, collation, link.A, link.B, by, at);

    /// <summary>The link is wrong: these passages do not say the same.</summary>
    public static Correction Reject(Collation collation, Link link, string by, DateTimeOffset at) => Of(CorrectionKind.Reject, collation, link.A, link.B, by, at);

    /// <summary>Passages of two witnesses say the same, whether or not the collator found it.</summary>
    /// <param name="collation">In which the ids stand.</param>
    /// <param name="a">Ids of one witness.</param>
    /// <param name="b">Ids of another.</param>
    /// <param name="relation">Null to have it worked out.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="at">When.</param>
    /// <exception cref="ArgumentException">An id is unknown, a side is empty, or of several witnesses.</exception>
    public static Correction Draw(Collation collation, IReadOnlyList<string> a, IReadOnlyList<string> b, Relation? relation, string by, DateTimeOffset at) =>
        Of(CorrectionKind.Draw, collation, a, b, by, at) with { Relation = relation };

    /// <summary>The link is right, its relation is another.</summary>
    public static Correction Relate(Collation collation, Link link, Relation relation, string by, DateTimeOffset at) =>
        Of(CorrectionKind.Correct, collation, link.A, link.B, by, at) with { Relation = relation };

    /// <summary>The link should be of other passages.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Draw"/>.</exception>
    public static Correction Replace(Collation collation, Link link, IReadOnlyList<string> a, IReadOnlyList<string> b, Relation? relation, string by, DateTimeOffset at) =>
        Of(CorrectionKind.Correct, collation, link.A, link.B, by, at) with { Instead = new QuotedLink(QuotedPassages.Of(collation, a), QuotedPassages.Of(collation, b)), Relation = relation };

    /// <summary>A remark on passages of one witness, which changes nothing.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Draw"/>.</exception>
    public static Correction Note(Collation collation, IReadOnlyList<string> ids, string comment, string by, DateTimeOffset at) =>
        Of(CorrectionKind.Note, collation, ids, [], by, at) with { Comment = comment };

    internal string Decision => Kind switch
    {
        CorrectionKind.Accept => "accepted",
        CorrectionKind.Reject => "rejected",
        CorrectionKind.Draw => "drawn",
        CorrectionKind.Correct => "corrected",
        _ => "noted",
    };

    /// <summary>Who decided what, and when: <c>accepted by Ida Brandt on 2031-05-08 at 09:30 UTC</c>.</summary>
    internal string Told() => string.Create(CultureInfo.InvariantCulture, $"{Decision} by {Who} on {At.UtcDateTime:d MMMM yyyy} at {At.UtcDateTime:HH:mm} UTC");

    private static Correction Of(CorrectionKind kind, Collation collation, IReadOnlyList<string> a, IReadOnlyList<string> b, string by, DateTimeOffset at) => new()
    {
        Id = $"urn:uuid:{Guid.NewGuid():D}",
        Kind = kind,
        By = by,
        At = at.ToUniversalTime(),
        One = QuotedPassages.Of(collation, a),
        Other = kind == CorrectionKind.Note ? null : QuotedPassages.Of(collation, b),
    };
}

/// <summary>A link is right; it is wrong; one is drawn; its relation or its passages are corrected; a remark.</summary>
public enum CorrectionKind { Accept, Reject, Draw, Correct, Note }

/// <summary>Passages of two accounts.</summary>
public sealed record QuotedLink(QuotedPassages One, QuotedPassages Other);

/// <summary>What became of a correction in a collation, once for each pair of witnesses that it is about.</summary>
/// <param name="Correction">As given.</param>
/// <param name="Standing">Whether it was applied.</param>
/// <param name="Why">A sentence for a person where it was not; null where it was.</param>
/// <param name="A">Ids in the witness that stands first; of corrected passages the new ones. Empty where they were not found.</param>
/// <param name="B">Ids in the other. A note on passages of one witness has them in A where that is the collation's first, else here.</param>
public sealed record AppliedCorrection(Correction Correction, CorrectionStanding Standing, string? Why, IReadOnlyList<string> A, IReadOnlyList<string> B);

/// <summary>Applied; a later decision stands in its place; its words are not in the account; it is about accounts that are not collated here.</summary>
public enum CorrectionStanding { Applied, Superseded, Unmatched, Elsewhere }

namespace Variorum;

/// <summary>Witnesses compared: links, variants, and by them the apparatus.</summary>
/// <param name="Witnesses">Two or more, sigla A, B, ….</param>
/// <param name="Links">In the order of the earlier witness; with more than two witnesses those of each pair in turn.</param>
/// <param name="Variants">The apparatus, the most salient first.</param>
public sealed record Collation(IReadOnlyList<Witness> Witnesses, IReadOnlyList<Link> Links, IReadOnlyList<Variant> Variants)
{
    /// <summary>What became of the corrections that were given, the earliest decision first.</summary>
    public IReadOnlyList<AppliedCorrection> Corrections { get; init; } = [];

    /// <summary>Ids of passages of two witnesses of which a person said that they do not say the same, whatever a third one says.</summary>
    internal IReadOnlyList<(string A, string B)> Parted { get; init; } = [];
}

/// <summary>An account taking part in a collation.</summary>
/// <param name="Siglum">Its short label: A, B, ….</param>
/// <param name="Account">As read.</param>
/// <param name="Passages">The account's passages with the siglum before their number: <c>A7</c>.</param>
public sealed record Witness(string Siglum, Account Account, IReadOnlyList<Passage> Passages);

/// <summary>Passages of two witnesses that say the same thing, many to many.</summary>
/// <param name="A">Ids in the witness that stands first, in reading order.</param>
/// <param name="B">Ids in the other.</param>
/// <param name="Relation">Whether one says all that the other says.</param>
/// <param name="Confidence">How often a link with these marks is right, above 0.4, at most 0.99; 1 where a person decided it.</param>
/// <param name="Because">Reasons a person understands, the strongest first.</param>
public sealed record Link(IReadOnlyList<string> A, IReadOnlyList<string> B, Relation Relation, double Confidence, IReadOnlyList<string> Because)
{
    /// <summary>Words of either side that the other lacks, where the two are near enough for that to tell something; empty elsewhere.</summary>
    public IReadOnlyList<Wording> Changed { get; init; } = [];

    /// <summary>The decision that made it a link: who and when. Null where the collator found it and nobody decided.</summary>
    public Correction? Decided { get; init; }

    /// <summary>Its relation, where a person gave it; null where it was worked out.</summary>
    public Relation? Said { get; init; }
}

/// <summary>The same; in part (one says more than the other); or with a difference that a reader should see.</summary>
public enum Relation { Same, Partial, Differs }

/// <summary>A stretch of a passage.</summary>
/// <param name="Passage">Its id.</param>
/// <param name="Start">Offset in the passage's text.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Text">The words.</param>
public sealed record Wording(string Passage, int Start, int End, string Text);

/// <summary>A difference between witnesses, by its textbook name.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="A">Ids in the witness that stands first; empty where it has nothing.</param>
/// <param name="B">Ids in the other; empty where it has nothing.</param>
/// <param name="Salience">How much a reader should care, 0 to 1.</param>
public sealed record Variant(VariantKind Kind, IReadOnlyList<string> A, IReadOnlyList<string> B, double Salience)
{
    /// <summary>For <see cref="VariantKind.Only"/>: the siglum of the witness that alone has it.</summary>
    public string? In { get; init; }

    /// <summary>For a substitution: what was exchanged. For a reattribution: the speakers.</summary>
    public Matter? Of { get; init; }

    /// <summary>A's wording: of a substitution the words exchanged, of a reattribution the speaker.</summary>
    public string? From { get; init; }

    /// <summary>B's wording.</summary>
    public string? To { get; init; }

    public Wording? FromAt { get; init; }

    public Wording? ToAt { get; init; }
}

/// <summary>Only in one witness (an omission seen from the other), exchanged words, another place, another speaker.</summary>
public enum VariantKind { Only, Substitution, Transposition, Reattribution }

/// <summary>What a substitution exchanges; <see cref="Role"/>: who does it to whom.</summary>
public enum Matter { Figure, Date, Name, Title, Role, Strength, Scope, Polarity, Wording }

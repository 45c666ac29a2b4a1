namespace Variorum;

/// <summary>Where an account belongs.</summary>
/// <param name="Id">The <see cref="EventDocument.Id"/>.</param>
/// <param name="Event">The id of the earliest account of its event, its own where it stands alone.</param>
/// <param name="Copy">The id of the earliest of the accounts whose text is its own but for small edits; null where there is no other.</param>
/// <param name="Relation">What it is to the account that it repeats.</param>
/// <param name="Because">Why it is there: reasons that a person understands, the strongest first; empty for one that stands alone.</param>
public sealed record Membership(string Id, string Event, string? Copy, CopyRelation Relation, IReadOnlyList<string> Because)
{
    /// <summary>The id of the account that it repeats: the nearest before it in time; null for an independent one.</summary>
    public string? Of { get; init; }

    /// <summary>The events of which it tells, as <see cref="Event"/> names them, where they are several: a digest, which is an event of its own; empty elsewhere.</summary>
    public IReadOnlyList<string> Tells { get; init; } = [];
}

/// <summary>What an account is to those before it.</summary>
public enum CopyRelation
{
    /// <summary>A witness of its own.</summary>
    Independent,

    /// <summary>The same wording, perhaps cut or under another headline or dateline.</summary>
    Reprint,

    /// <summary>The same document at another time.</summary>
    Version,

    /// <summary>The same wording but for what its carrier changed.</summary>
    Edited,

    /// <summary>The same account in another language, by the same family of publishers.</summary>
    Translation,
}

namespace Variorum;

/// <summary>What a person decided of accounts. The program never undoes it.</summary>
/// <param name="Kind">How it was put.</param>
/// <param name="Time">When, UTC.</param>
/// <param name="Together">Accounts that tell of one event.</param>
/// <param name="Apart">Accounts that do not tell of that event.</param>
public sealed record EventDecision(DecisionKind Kind, DateTimeOffset Time, IReadOnlyList<AccountName> Together, IReadOnlyList<AccountName> Apart)
{
    /// <summary>Of a pin: nobody but a person adds to these. Of what unpins: the whole event, not only an account by itself.</summary>
    public bool Closed { get; init; }

    /// <summary>Why, in the person's words.</summary>
    public string? Note { get; init; }
}

/// <summary>What a person can decide of events.</summary>
public enum DecisionKind
{
    /// <summary>Several events are one.</summary>
    Merge,

    /// <summary>Some accounts of an event tell of another one.</summary>
    Split,

    /// <summary>An account tells of another event that is there.</summary>
    Move,

    /// <summary>An account stays in its event; or an event stays as it is.</summary>
    Pin,

    /// <summary>What was pinned is the program's to group again.</summary>
    Unpin,
}

/// <summary>An account as a decision names it: by nothing that a database made anew would number otherwise.</summary>
/// <param name="Url">The document's address.</param>
/// <param name="Capture">SHA-256 of the page's bytes as its version was first seen, 64 lower-case hexadecimal digits; empty where there are none.</param>
public sealed record AccountName(string Url, string Capture)
{
    /// <summary>Its headline, for whoever reads the file; never compared.</summary>
    public string? Title { get; init; }
}

namespace Variorum;

/// <summary>What a party says that it will do, or somebody says of it.</summary>
/// <param name="Passage">The <see cref="Variorum.Passage.Id"/> in which it stands.</param>
/// <param name="Place">From the words of the commitment to its end, in <see cref="Account.Text"/>.</param>
/// <param name="Party">Who is to do it, as far as the text tells: a name where the words are a pronoun.</param>
/// <param name="Cue">The words that commit: <c>is ready to</c>, <c>will</c>.</param>
/// <param name="What">What is to be done, as written.</param>
/// <param name="Form">In which way it is said.</param>
/// <param name="Strength">How binding the words are, 1 (<c>considers</c>) to 6 (<c>guarantees</c>): the lexicon's scale of commitment.</param>
public sealed record Commitment(string Passage, Span Place, string? Party, string Cue, string What, CommitmentForm Form, int Strength)
{
    /// <summary>Who says so, by name; null where the account itself tells it.</summary>
    public string? Speaker { get; init; }

    public CommitmentStanding Standing { get; init; }

    /// <summary>It is said that the party will not do it.</summary>
    public bool Not { get; init; }

    /// <summary>Whom it is done for or with, or who is invited, where the text names a party.</summary>
    public string? Whom { get; init; }

    /// <summary>By when, or when: a date within it.</summary>
    public DateExpression? By { get; init; }

    /// <summary>On which condition, as written.</summary>
    public string? Condition { get; init; }

    /// <summary>Found by words of the lexicon alone, without the grammar of the language: who is meant may be wrong.</summary>
    public bool Rough { get; init; }
}

/// <summary>How something is promised.</summary>
public enum CommitmentForm { Considering, Readiness, Expectation, Invitation, Acceptance, Intention, Plan, Will, Decision, Promise, Undertaking, Guarantee }

/// <summary>Whose word it is.</summary>
public enum CommitmentStanding
{
    /// <summary>The party's own, in its own words or as the account reports them.</summary>
    Own,

    /// <summary>Told by the account, or by somebody who may or may not speak for the party.</summary>
    Told,

    /// <summary>Somebody who speaks for another party says that this one will do it.</summary>
    Ascribed,

    /// <summary>An earlier commitment that is only recalled: <c>had promised to</c>.</summary>
    Recalled,

    /// <summary>A commitment that is not given: <c>did not promise</c>, <c>refused to</c>.</summary>
    Declined,
}

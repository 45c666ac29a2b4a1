namespace Variorum;

/// <summary>What grouping sees of an account: a version of an archive, or a line of any other corpus.</summary>
/// <param name="Id">The caller's name for it, unique among the documents that are grouped together.</param>
/// <param name="Text">Its main text; lines are paragraphs.</param>
public sealed record EventDocument(string Id, string Text)
{
    /// <summary>Its headline; null without one.</summary>
    public string? Title { get; init; }

    /// <summary>When it was published, ISO 8601: a day, a minute with or without its offset, or a coarser month; null where nobody knows.</summary>
    public string? Published { get; init; }

    /// <summary>Who published it, by name; null where nobody says.</summary>
    public string? Publisher { get; init; }

    /// <summary>ISO 639-1 code; null is found out.</summary>
    public string? Language { get; init; }

    /// <summary>Where it stands; documents of one address are versions of one. Null where it has no address.</summary>
    public string? Url { get; init; }

    /// <summary>Where it says that it comes from; null where it says nothing.</summary>
    public Origin? Origin { get; init; }
}

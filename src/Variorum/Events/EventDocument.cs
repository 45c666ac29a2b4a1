namespace Variorum;

/// <summary>What grouping sees of an account: a version of an archive, or a line of any other corpus.</summary>
/// <param name="Id">The caller's name for it, unique among the documents that are grouped together.</param>
/// <param name="Text">Its main text; lines are paragraphs.</param>
public sealed record EventDocument(string Id, string Text)
{
    public string? Title { get; init; }

    /// <summary>When it was published, ISO 8601: a day, a minute with or without its offset, or a coarser month; null where nobody knows.</summary>
    public string? Published { get; init; }

    public string? Publisher { get; init; }

    /// <summary>ISO 639-1 code; null is found out.</summary>
    public string? Language { get; init; }

    public string? Url { get; init; }

    /// <summary>Where it says that it comes from.</summary>
    public Origin? Origin { get; init; }
}

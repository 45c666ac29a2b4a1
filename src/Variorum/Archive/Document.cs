namespace Variorum;

/// <summary>What lives at one address over time.</summary>
/// <param name="Id">Its number in this archive's database.</param>
/// <param name="Url">The address, without its fragment.</param>
/// <param name="State">Whether it is still there.</param>
/// <param name="Since">When that was first seen, UTC.</param>
/// <param name="Current">The last version seen; null where no capture shows a text.</param>
public sealed record Document(long Id, string Url, DocumentState State, DateTimeOffset Since, long? Current);

/// <summary>Whether a document is still there, by its last captures.</summary>
public enum DocumentState
{
    /// <summary>Its text was there when last looked.</summary>
    Present = 0,

    /// <summary>Not there when last looked; a second visit has not confirmed it yet.</summary>
    Missing = 1,

    /// <summary>Not there, and a second visit has confirmed it.</summary>
    Withdrawn = 2,

    /// <summary>There again after it was withdrawn.</summary>
    Returned = 3,

    /// <summary>Nothing was ever read here.</summary>
    Unread = 4,
}

/// <summary>A document's text while it stays the same.</summary>
/// <param name="Id">Its number in this archive's database.</param>
/// <param name="Document">Whose.</param>
/// <param name="Number">Its place among the document's versions, by time, from 1.</param>
/// <param name="First">When it was first seen, UTC.</param>
/// <param name="Last">When it was last seen, UTC; it can have stood longer.</param>
/// <param name="Capture">The first capture that shows it: its evidence.</param>
/// <param name="Captures">How many captures show it.</param>
/// <param name="Reader">Which reader read it, <see cref="Account.Reader"/>.</param>
public sealed record Version(long Id, long Document, int Number, DateTimeOffset First, DateTimeOffset Last, long Capture, int Captures, string Reader)
{
    public string? Title { get; init; }

    public string? Publisher { get; init; }

    /// <summary>ISO 8601, <see cref="Account.Published"/>.</summary>
    public string? Published { get; init; }

    /// <summary>ISO 639-1.</summary>
    public string? Language { get; init; }

    public AccountKind Kind { get; init; }
}

/// <summary>What is compared to tell versions apart, and searched: what a page says, none of its furniture.</summary>
/// <param name="Title">The headline.</param>
/// <param name="Text">The main text, <see cref="Account.Text"/>.</param>
/// <param name="Captions">Of its pictures.</param>
/// <param name="Notes">Of its editors.</param>
public sealed record VersionText(string Title, string Text, IReadOnlyList<Caption> Captions, IReadOnlyList<string> Notes);

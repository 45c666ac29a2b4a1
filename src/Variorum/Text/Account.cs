namespace Variorum;

/// <summary>A version of a document as read: who published it, when, and what it says, passage by passage.</summary>
/// <remarks>Every offset in it is a position in <see cref="Text"/>, in UTF-16 units, end exclusive.</remarks>
public sealed record Account
{
    /// <summary>The reader of this release: rises when the same page would be read otherwise than before.</summary>
    public const string CurrentReader = "0.1.0";

    /// <summary>Which reader read it.</summary>
    public string Reader { get; init; } = CurrentReader;

    /// <summary>What the caller named the page: a file's path, <c>-</c>, an address.</summary>
    public required string Input { get; init; }

    /// <summary>Where the page was fetched, when that is known.</summary>
    public string? Url { get; init; }

    /// <summary>The address that the page gives as its own.</summary>
    public string? Canonical { get; init; }

    /// <summary>SHA-256 of the page's bytes, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The headline, without the site's name.</summary>
    public string? Title { get; init; }

    public string? Publisher { get; init; }

    /// <summary>When it was published, ISO 8601: a day (<c>2024-06-20</c>), or a coarser <c>2024-06</c>.</summary>
    public string? Published { get; init; }

    /// <summary>When it was last changed, where the page says so; ISO 8601.</summary>
    public string? Modified { get; init; }

    /// <summary>ISO 639-1 code.</summary>
    public string? Language { get; init; }

    public AccountKind Kind { get; init; }

    /// <summary>Where the account says that it comes from.</summary>
    public Origin? Origin { get; init; }

    /// <summary>Who wrote it, where a byline says so.</summary>
    public string? Author { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The persons that the account names, each once, in the order of their first mention.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>The main text: paragraphs with a blank line between them. The dateline and the labels of speakers stand in it, passages leave them out.</summary>
    public required string Text { get; init; }

    /// <summary>The sentences of <see cref="Text"/> in reading order.</summary>
    public IReadOnlyList<Passage> Passages { get; init; } = [];

    public IReadOnlyList<Attribution> Attributions { get; init; } = [];

    public IReadOnlyList<Quantity> Quantities { get; init; } = [];

    public IReadOnlyList<DateExpression> Dates { get; init; } = [];

    /// <summary>Editors' notes: kept and shown, never collated.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    public IReadOnlyList<Caption> Captions { get; init; } = [];

    /// <summary>The pictures of the main text in their order, then the one that the page shows where it is shared.</summary>
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>What stood on the page and could not be read. Never the page's furniture, never silent.</summary>
    public IReadOnlyList<Unread> Unread { get; init; } = [];
}

/// <summary>How an account tells: in its own words, as a record of what was said, as a summary of talks, as a declaration.</summary>
public enum AccountKind { Report, Transcript, Readout, Statement }

/// <summary>A sentence of an account.</summary>
/// <param name="Id">Its place, counted from 1.</param>
/// <param name="Text">As it stands, white space folded to single blanks.</param>
/// <param name="Start">Offset in <see cref="Account.Text"/>.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Paragraph">The paragraph that holds it, counted from 0.</param>
/// <param name="Speaker">Whoever is made to say most of it; null where the account itself speaks.</param>
public sealed record Passage(string Id, string Text, int Start, int End, int Paragraph, string? Speaker)
{
    /// <summary>A heading within the text: shown in its place, no statement of its own.</summary>
    public bool Heading { get; init; }
}

/// <summary>A stretch of <see cref="Account.Text"/>.</summary>
/// <param name="Start">First unit.</param>
/// <param name="End">One past the last unit.</param>
public readonly record struct Span(int Start, int End)
{
    public int Length => End - Start;

    public bool Overlaps(Span other) => Start < other.End && other.Start < End;
}

/// <summary>Somebody is made to say something.</summary>
/// <param name="Source">The words that name the speaker (<c>He</c>, <c>The two sides</c>); null where the sentence names none.</param>
/// <param name="Who">The person or body meant, by name; two together as <c>A + B</c>; null where the text does not tell.</param>
/// <param name="Cue">The words of saying (<c>stressed</c>); null for a quotation or a turn without one.</param>
/// <param name="Content">What is said; several stretches where the cue splits it.</param>
public sealed record Attribution(Span? Source, string? Who, Span? Cue, IReadOnlyList<Span> Content, AttributionKind Kind, AttributionMode Mode);

/// <summary>Quoted, told in other words, or both.</summary>
public enum AttributionKind { Direct, Indirect, Mixed }

/// <summary>Said, or thought and made known.</summary>
public enum AttributionMode { Speech, Thought }

/// <summary>A person named in an account.</summary>
/// <param name="Name">The fullest form without titles.</param>
/// <param name="As">Every form that the account uses.</param>
/// <param name="Roles">Offices that the account gives the person.</param>
public sealed record Person(string Name, IReadOnlyList<string> As, IReadOnlyList<string> Roles);

/// <summary>The first link of a reprint chain: <c>Transcript originally published by …</c>.</summary>
public sealed record Origin(string Publisher, string? Url);

/// <summary>A picture's caption with its credit.</summary>
public sealed record Caption(string Text, string? Credit);

/// <summary>A picture that belongs to what is told.</summary>
/// <param name="Url">Absolute, http or https, without fragment.</param>
/// <param name="Caption">What stands below it; null without one.</param>
/// <param name="Credit">Who took it, where the caption says so.</param>
/// <param name="Alternative">What the page gives in its place to who cannot see it; null where it is empty.</param>
/// <param name="From">Where on the page.</param>
public sealed record Picture(string Url, string? Caption, string? Credit, string? Alternative, PictureFrom From);

/// <summary>Where a picture was found: in the main text, or in what the page says of itself for others to show (<c>og:image</c>).</summary>
public enum PictureFrom { Text, Page }

/// <summary>Something on the page that could not be read.</summary>
public sealed record Unread(string What, string Why)
{
    /// <summary>The page is damaged here: a whole copy of it would have had this.</summary>
    public bool Damage { get; init; }

    /// <summary>Nothing is lost, but it was read otherwise than it stands, and a reader should look.</summary>
    public bool Notice { get; init; }
}

namespace Variorum;

/// <summary>A document of diplomacy as an account names it: once for each place.</summary>
/// <param name="Passage">The <see cref="Variorum.Passage.Id"/>.</param>
/// <param name="Place">The name in <see cref="Account.Text"/>.</param>
/// <param name="Name">As written, white space folded: <c>Treaty on Good Neighbourliness</c>, <c>Vesmark Memorandum</c>.</param>
/// <param name="Family">What it is: <c>treaty</c>, <c>agreement</c>, <c>declaration</c>; the lexicon's concept.</param>
public sealed record InstrumentMention(string Passage, Span Place, string Name, string Family)
{
    /// <summary>What its name says that it is about: concepts and stems, those of its parties left out.</summary>
    public required IReadOnlySet<string> Topic { get; init; }

    /// <summary>Countries and bodies that its name gives, by concept or stem.</summary>
    public required IReadOnlySet<string> Parties { get; init; }

    /// <summary>The parties as written.</summary>
    public IReadOnlyList<string> PartyNames { get; init; } = [];

    /// <summary>The year in its name; null without one.</summary>
    public string? Year { get; init; }

    /// <summary>Its name as a title, in capitals or quotation marks; else it is only described.</summary>
    public bool Titled { get; init; }
}

/// <summary>What an account says of an instrument.</summary>
/// <param name="Instrument">The place of its mention among <see cref="AccountInstruments.Mentions"/>.</param>
/// <param name="Passage">Where it is said.</param>
/// <param name="Place">The words, in <see cref="Account.Text"/>.</param>
/// <param name="Kind">What is said.</param>
/// <param name="Text">The words of content; of a stage the sentence's verb.</param>
public sealed record InstrumentFact(int Instrument, string Passage, Span Place, InstrumentFactKind Kind, string Text)
{
    /// <summary>When, where the sentence has a date.</summary>
    public string? Date { get; init; }

    /// <summary>Who did it, as written.</summary>
    public string? Who { get; init; }

    /// <summary>It has not happened yet: <c>will be signed</c>.</summary>
    public bool Future { get; init; }

    /// <summary>Who says so; null for the account itself.</summary>
    public string? Speaker { get; init; }
}

/// <summary>What can be said of an instrument: a stage of its life, or what it contains.</summary>
public enum InstrumentFactKind
{
    /// <summary>A text was drawn up or agreed on.</summary>
    Drafted,

    /// <summary>Its text was initialled.</summary>
    Initialled,

    /// <summary>It was signed, adopted or otherwise concluded.</summary>
    Concluded,

    /// <summary>A party ratified or approved it.</summary>
    Ratified,

    /// <summary>It entered into force.</summary>
    InForce,

    /// <summary>It was ended: denounced, suspended, expired.</summary>
    Ended,

    /// <summary>What it contains.</summary>
    Content,
}

/// <summary>All that an account says of instruments.</summary>
public sealed record AccountInstruments(IReadOnlyList<InstrumentMention> Mentions, IReadOnlyList<InstrumentFact> Facts);

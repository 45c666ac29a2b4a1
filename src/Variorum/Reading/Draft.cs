namespace Variorum;

/// <summary>A page without its form: what HTML and plain text have in common once the furniture is gone.</summary>
internal sealed record Draft
{
    public string? Canonical { get; init; }
    public string? Title { get; init; }
    public string? Publisher { get; init; }
    public string? Published { get; init; }
    public string? Modified { get; init; }
    public string? Language { get; init; }
    public string? Author { get; init; }
    public Origin? Origin { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<Block> Blocks { get; init; } = [];

    /// <summary>The dateline, cut from the front of a block: the text has it, and no passage.</summary>
    public (int Block, string Words)? Dateline { get; init; }

    public IReadOnlyList<Caption> Captions { get; init; } = [];
    public IReadOnlyList<Picture> Pictures { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];
    public IReadOnlyList<Unread> Unread { get; init; } = [];
}

/// <summary>A paragraph of the main text.</summary>
/// <param name="Text">White space folded, composed (NFC).</param>
/// <param name="Kind">What the page's form says that it is.</param>
/// <param name="Bold">How many units at its start are set bold: labels of speakers often are.</param>
internal sealed record Block(string Text, BlockKind Kind = BlockKind.Paragraph, int Bold = 0);

internal enum BlockKind { Paragraph, Heading, ListItem, Quotation }

namespace Variorum;

/// <summary>A page as it is laid out: its blocks of text, and the boxes that they stand in.</summary>
internal sealed class HtmlLayout
{
    /// <summary>The boxes in the order of their start tags; a box stands after the one that holds it.</summary>
    public List<HtmlPlace> Places { get; } = [];

    public List<HtmlBlock> Blocks { get; } = [];

    /// <summary>Machine-readable values: name or property in lower case, content.</summary>
    public List<(string Name, string Content)> Metas { get; } = [];

    /// <summary>Values that stand in attributes of the text: <c>time</c>, <c>itemprop</c>, RDFa.</summary>
    public List<HtmlValue> Values { get; } = [];

    /// <summary>JSON-LD, as it stands.</summary>
    public List<string> Data { get; } = [];

    /// <summary>What is embedded and has no text here, with the block that it stands before.</summary>
    public List<(int Block, int Place, string What, string? Address)> Embedded { get; } = [];

    /// <summary>Every picture, whatever it shows, and what stands in its place where no script runs.</summary>
    public List<HtmlImage> Images { get; } = [];

    /// <summary>What relative addresses are relative to, where the page says so.</summary>
    public string? Base { get; set; }

    public string? Canonical { get; set; }
    public string? DocumentTitle { get; set; }
    public string? DeclaredLanguage { get; set; }

    /// <summary>What is true of the page as a whole; made when first asked for, once the walk is done.</summary>
    public PageView View => view ??= new PageView(this);

    private PageView? view;

    /// <summary>The page as it was given to the parser.</summary>
    public string Markup { get; set; } = "";

    /// <summary>Why the page's end was not read, or null.</summary>
    public string? Cut { get; set; }
}

/// <summary>A box: an element that starts a block of its own.</summary>
internal sealed class HtmlPlace
{
    public int Parent;
    public int Depth;
    public HtmlTag Tag;
    public HtmlClass Classes;
    public bool Hidden;

    /// <summary>A headline, an article body or the like by microdata.</summary>
    public bool IsArticleBody;

    /// <summary>Same for boxes with the same way down to them: tags and class groups.</summary>
    public int Path;

    // Sums over the blocks that stand in it at any depth.
    public int Blocks;
    public int Length;
    public int LinkLength;
    public int Prose;
    public int Direct;
}

/// <summary>A block of text as it stands on the page.</summary>
internal sealed class HtmlBlock
{
    public required string Text;
    public required int Place;

    /// <summary>Groups of the inline elements around its first words.</summary>
    public HtmlClass InlineClasses;

    public int LinkLength;
    public int Links;
    public int BoldLength;
    public int ItalicLength;

    /// <summary>How many units at the start are bold.</summary>
    public int BoldStart;

    /// <summary>How many units at the start are set apart as a label above a headline.</summary>
    public int KickerLength;

    public int Sentences;
    public int Words;
    public int Capitals;
    public int Digits;
    public int Separators;
    public bool HasTime;

    /// <summary>Ends as sentences do, and links are not most of it.</summary>
    public bool IsProse => Sentences > 0 && LinkLength * 2 < Text.Length;

    /// <summary>Links and next to nothing else: it leads elsewhere and tells nothing itself.</summary>
    public bool IsLinks => LinkLength * 5 > Text.Length * 4;
}

/// <summary>A picture where it stands.</summary>
/// <param name="Element">An <c>img</c>, <c>picture</c>, <c>amp-img</c> or <c>noscript</c>.</param>
/// <param name="Block">The block that was being filled, or the next one.</param>
/// <param name="Place">The box that holds it.</param>
internal readonly record struct HtmlImage(AngleSharp.Dom.Element Element, int Block, int Place);

/// <summary>A value of microdata, RDFa or a <c>time</c> element.</summary>
/// <param name="Name">The property in lower case; <c>time</c> for a bare element.</param>
/// <param name="Content">The attribute's value; null where the value is the element's text.</param>
/// <param name="Block">The block that was being filled, or the next one.</param>
/// <param name="Place">The box that holds it.</param>
internal sealed record HtmlValue(string Name, string? Content, int Block, int Place, HtmlClass Classes);

namespace Variorum;

/// <summary>How a cue stands in its sentence.</summary>
internal enum SayingShape { Main, LeadIn, Tail, Coordinated, Postposed, Passive, Backward, Relative, According, Quotation }

/// <summary>What follows a cue.</summary>
internal enum RightSide { None, That, Quotation, Colon, Addressee, Preposition, Infinitive, Urge, SmallClause, Bare, Noun, Light }

/// <summary>An attribution in the making: token ranges in its sentence.</summary>
internal sealed class Saying(Line line)
{
    public Line Line { get; } = line;
    public SayingShape Shape { get; set; }
    public RightSide Right { get; set; }
    public AttributionMode Mode { get; set; }
    public int CueFrom { get; set; } = -1;
    public int CueTo { get; set; } = -1;
    public Source? Source { get; set; }

    /// <summary>Nobody knows who said it: a passive whose subject is the addressee.</summary>
    public bool Nobody { get; set; }

    /// <summary>Stands inside what another says.</summary>
    public bool Nested { get; set; }

    /// <summary>Where its own clause begins, with the comma and conjunction before it.</summary>
    public int Begin { get; set; }

    public List<(int From, int To)> Content { get; } = [];

    /// <summary>Content in other sentences: a quotation that runs on.</summary>
    public List<Span> More { get; } = [];

    public string? Who { get; set; }
}

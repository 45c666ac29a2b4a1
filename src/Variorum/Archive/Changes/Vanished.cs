namespace Variorum;

/// <summary>Which losses are asked for.</summary>
public sealed record VanishedOptions
{
    /// <summary>Documents whose address, without <c>www.</c>, is of this site or begins so; null for all.</summary>
    public string? Source { get; init; }

    /// <summary>Seen at this time or later; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Of this kind alone; null for all.</summary>
    public LossKind? Kind { get; init; }

    /// <summary>How many of the first are left out.</summary>
    public int Skip { get; init; }

    /// <summary>How many are given at most; null for all.</summary>
    public int? Top { get; init; }
}

/// <summary>Something that is gone, wherever it was taken out.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it stood; of a page its headline.</param>
/// <param name="Weight">Of one place, times the number of places: an edit made on many pages was meant.</param>
/// <param name="Places">Where, the first that was seen first.</param>
public sealed record Vanished(LossKind Kind, string Text, double Weight, IReadOnlyList<VanishedFrom> Places);

/// <summary>A document that does not say it any more.</summary>
/// <param name="Version">The version that still said it.</param>
/// <param name="Seen">When it was first seen to be gone, UTC.</param>
/// <param name="Confirmed">False for a page that only one visit has found missing.</param>
public sealed record VanishedFrom(Document Document, long Version, DateTimeOffset Seen, bool Confirmed);

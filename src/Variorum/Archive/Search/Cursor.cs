namespace Variorum;

/// <summary>Goes through the documents of a segment that match, in the order of their ordinals.</summary>
internal abstract class Cursor
{
    /// <summary>Behind the last document.</summary>
    public const int End = int.MaxValue;

    /// <summary>Where it stands: an ordinal, <see cref="End"/>, or -1 before the first move.</summary>
    public int Document { get; protected set; } = -1;

    /// <summary>About how many documents it will stop at.</summary>
    public abstract long Cost { get; }

    /// <summary>How often what is looked for is in the document where it stands.</summary>
    public virtual int Count => 1;

    /// <summary>Goes to the first match at or behind an ordinal above the present one.</summary>
    public abstract int Advance(int target);

    /// <summary>How well the document where it stands answers; 0 for what only filters.</summary>
    public virtual double Score() => 0;
}

/// <summary>A cursor that knows the places in each document.</summary>
internal abstract class PlacedCursor : Cursor
{
    /// <summary>How many positions each occurrence takes.</summary>
    public virtual int Width => 1;

    /// <summary>Where the occurrences in the present document start, ascending; valid until the next move.</summary>
    public abstract ReadOnlySpan<int> Positions();

    public override int Count => Positions().Length;
}

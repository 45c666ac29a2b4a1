namespace Variorum;

/// <summary>What a document said, in a version or in several that are one text: what is grouped.</summary>
internal sealed class EventUnit(long id, Traits traits)
{
    public long Id { get; } = id;

    /// <summary>Of its latest version.</summary>
    public Traits Traits { get; set; } = traits;

    /// <summary>0 for none yet.</summary>
    public long Event { get; set; }

    /// <summary>Published, else first seen: milliseconds since 1970 UTC.</summary>
    public long Time { get; set; }

    /// <summary>First seen, likewise: of one day, who was seen first told first.</summary>
    public long Seen { get; set; }

    /// <summary>The day of <see cref="Time"/> as a <see cref="DateOnly.DayNumber"/>: where others of its event are looked for.</summary>
    public int Day { get; set; }

    public string Publisher { get; init; } = "";

    /// <summary>64 bits of the SHA-256 of its site: of one house are accounts in several languages that may be one text.</summary>
    public long House { get; init; }

    public EventFacts Facts { get; set; }

    public CopyRelation Relation { get; set; }

    /// <summary>The unit that it repeats.</summary>
    public long? Source { get; set; }

    /// <summary>How much of it is that one's, 0 to 1.</summary>
    public double Share { get; set; }

    /// <summary>Units of which one repeats the other; null where they are not read from the index yet.</summary>
    public Dictionary<long, CopyOf>? Copies { get; set; }

    /// <summary>Its greatest similarities to others that repeat nobody, descending.</summary>
    public float[] Nearest { get; set; } = [];

    /// <summary>Whether it differs from what is stored.</summary>
    public bool Changed { get; set; }

    /// <summary>Takes another account's similarity among the greatest.</summary>
    public void Near(double similarity)
    {
        var value = (float)similarity;
        if (Nearest.Length == Neighbourhood.Most && value <= Nearest[^1]) return;
        Nearest = [.. Nearest.Append(value).OrderDescending().Take(Neighbourhood.Most)];
        NearestChanged = true;
    }

    public bool NearestChanged { get; set; }

    /// <summary>The order in which equal probabilities are taken: by what is told, not by when it came.</summary>
    public static int Compare(EventUnit one, EventUnit two)
    {
        var by = one.Time.CompareTo(two.Time);
        if (by == 0) by = one.Seen.CompareTo(two.Seen);
        if (by == 0) by = one.Traits.Terms.AsSpan().SequenceCompareTo(two.Traits.Terms);
        if (by == 0) by = one.Traits.Phrases.AsSpan().SequenceCompareTo(two.Traits.Phrases);
        return by != 0 ? by : one.Id.CompareTo(two.Id);
    }
}

/// <summary>What a unit is to another of which one repeats the other.</summary>
/// <param name="Share">How much of its words that one has, 0 to 1.</param>
/// <param name="Said">Whether it says that it comes from there.</param>
internal readonly record struct CopyOf(CopyRelation Relation, double Share, bool Said);

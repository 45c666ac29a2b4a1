using System.Globalization;

namespace Variorum;

/// <summary>The place of an account in the order of publication: by instants, so that offsets count; what nobody can date comes last.</summary>
internal readonly record struct PublicationTime : IComparable<PublicationTime>
{
    // ISO 8601; a coarser date is its beginning, and without an offset it is UTC.
    private static readonly string[] Formats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM", "yyyy"];

    private readonly DateTimeOffset? instant;
    private readonly string? told;

    private PublicationTime(DateTimeOffset? instant, string? told) => (this.instant, this.told) = (instant, told);

    /// <summary>Reads a time as <see cref="EventDocument.Published"/> tells it.</summary>
    public static PublicationTime Of(string? published) => new(
        DateTimeOffset.TryParseExact(published, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null, published);

    /// <summary>The earlier first; of one instant the coarser; then what is no time, then what is not told.</summary>
    public int CompareTo(PublicationTime other)
    {
        var by = Known.CompareTo(other.Known);
        if (by == 0 && instant is { } here && other.instant is { } there) by = here.CompareTo(there);
        return by != 0 ? by : string.CompareOrdinal(told, other.told);
    }

    private int Known => instant is not null ? 0 : told is not null ? 1 : 2;
}

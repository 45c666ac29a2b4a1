using System.Globalization;

namespace Variorum;

/// <summary>Days as readers write them.</summary>
internal static class DayName
{
    private const string AsDay = "d MMMM yyyy";

    /// <summary><c>12 June 2026</c>.</summary>
    public static string Of(DateOnly day) => day.ToString(AsDay, CultureInfo.InvariantCulture);

    /// <summary><c>12 June 2026</c> of a year, month or day in ISO 8601, or of two of them with a stroke between; as it is where it is none.</summary>
    public static string Of(string date)
    {
        if (date.IndexOf('/', StringComparison.Ordinal) is > 0 and var stroke)
            return Of(date[..stroke]) is var since && Of(date[(stroke + 1)..]) is var until && since == until ? since : $"{since} to {until}";
        if (date.Length >= 10 && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Of(day);
        return DateOnly.TryParseExact(date, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : date;
    }
}

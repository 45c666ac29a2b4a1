using System.Globalization;

namespace Variorum;

/// <summary>Days as the index knows them: each version is found under its year, its month and its day, as far as they are known.</summary>
internal static class SearchDates
{
    /// <summary>Whether a text is a year, a month or a day in ISO 8601.</summary>
    public static bool IsDate(string date) => date.Length switch
    {
        4 => DateOnly.TryParseExact(date, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        7 => DateOnly.TryParseExact(date, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        10 => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => false,
    };

    /// <summary>The first day of a year, month or day.</summary>
    public static DateOnly First(string date) => DateOnly.ParseExact(date + "-01-01"[..(10 - date.Length)], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The last day of a year, month or day.</summary>
    public static DateOnly Last(string date) => date.Length switch
    {
        4 => First(date).AddMonths(11).AddDays(30),
        7 => First(date).AddDays(DateTime.DaysInMonth(First(date).Year, First(date).Month) - 1),
        _ => First(date),
    };

    /// <summary>The terms of a version's date: its year, and its month and day where they are known.</summary>
    public static IEnumerable<string> Terms(string date)
    {
        yield return date[..4];
        if (date.Length >= 7) yield return date[..7];
        if (date.Length == 10) yield return date;
    }

    /// <summary>Whether a term belongs to those few that cover a stretch, ends included: whole years, then whole months, then days.</summary>
    public static bool Covers(string term, DateOnly from, DateOnly to) =>
        IsWithin(term, from, to) && (term.Length == 4 || !IsWithin(term[..(term.Length - 3)], from, to));

    private static bool IsWithin(string term, DateOnly from, DateOnly to) => First(term) >= from && Last(term) <= to;
}

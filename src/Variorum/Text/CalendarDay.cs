using System.Globalization;

namespace Variorum;

/// <summary>A year, a month or a day, as much of it as is known.</summary>
/// <param name="Year">0 where only the month, or the month and the day, are known; it is then written <c>XXXX</c>, as in EDTF.</param>
/// <param name="Month">0 where only the year is known.</param>
/// <param name="Day">0 where only the month is known.</param>
internal readonly record struct CalendarDay(int Year, int Month = 0, int Day = 0)
{
    // A day of no year may be a leap year's, as every fourth is.
    private const int LeapYear = 2000;

    public bool Valid => Year is >= 0 and <= 9999 && Month is >= 0 and <= 12 && (Year > 0 || Month > 0) && Day >= 0
        && (Day == 0 || (Month > 0 && Day <= DateTime.DaysInMonth(Year == 0 ? LeapYear : Year, Month)));

    /// <summary>From <c>2024</c>, <c>2024-06</c>, <c>2024-06-20</c>, also with a time behind it; null from anything else.</summary>
    public static CalendarDay? Parse(string? iso)
    {
        if (iso is null || iso.Length < 4) return null;
        var day = new CalendarDay(Part(iso, 0, 4), Part(iso, 5, 2), Part(iso, 8, 2));
        if (day.Month == 0) day = day with { Day = 0 };
        return day is { Year: > 0, Valid: true } ? day : null;
    }

    public override string ToString() => (Month, Day) switch
    {
        (0, _) => Year.ToString("0000", CultureInfo.InvariantCulture),
        (_, 0) when Year == 0 => string.Create(CultureInfo.InvariantCulture, $"XXXX-{Month:00}"),
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}"),
        _ when Year == 0 => string.Create(CultureInfo.InvariantCulture, $"XXXX-{Month:00}-{Day:00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}"),
    };

    /// <summary>The day so many days on; only for a whole date, its year known.</summary>
    public CalendarDay AddDays(int days)
    {
        var sum = new DateOnly(Year, Month, Day).DayNumber + days;
        if (sum < 0 || sum > DateOnly.MaxValue.DayNumber) return this;
        var date = DateOnly.FromDayNumber(sum);
        return new CalendarDay(date.Year, date.Month, date.Day);
    }

    /// <summary>The month so many months on.</summary>
    public CalendarDay AddMonths(int months)
    {
        var month = Year * 12 + Month - 1 + months;
        return new CalendarDay(month / 12, month % 12 + 1);
    }

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public int Weekday => new DateOnly(Year, Month, Day).DayOfWeek is var day && day == DayOfWeek.Sunday ? 7 : (int)day;

    private static int Part(string iso, int start, int length)
    {
        if (start + length > iso.Length || (start > 0 && iso[start - 1] != '-')) return 0;
        return int.TryParse(iso.AsSpan(start, length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}

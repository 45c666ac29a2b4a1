using System.Globalization;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>Moments as headers, feeds and sitemaps write them: RFC 822 to 5322 and 9110 with their dialects, RFC 3339 and ISO 8601 with theirs.</summary>
internal static partial class WebDates
{
    private const int Longest = 100;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>The moment; where no zone is told, UTC is meant, and midnight where no time is. Null where it is no date.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > Longest) return null;
        if (Iso().Match(text) is { Success: true } iso) return Moment(iso, Number(iso, "y"), Number(iso, "m", 1), Number(iso, "d", 1));
        foreach (var form in (ReadOnlySpan<Regex>)[DayFirst(), MonthFirst()])
        {
            if (form.Match(text) is { Success: true } match && Month(match) is > 0 and var month)
                return Moment(match, Year(match), month, Number(match, "d"));
        }

        // Months in the feed's own language.
        return Days.Find(text) is [{ Year: { } year, Swappable: false } day] ? Moment(Clock().Match(text, day.End), year, day.Month, day.OfMonth) : null;
    }

    private static DateTimeOffset? Moment(Match match, int year, int month, int day)
    {
        var (hour, minute, second) = (Number(match, "h"), Number(match, "n"), Math.Min(59, Number(match, "s")));
        if (year is < 1000 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (match.Groups["ampm"].Success) hour = (hour % 12) + (match.Groups["ampm"].Value[0] is 'p' or 'P' ? 12 : 0);
        // The day's end as the standards allow it.
        var days = hour == 24 && minute == 0 ? 1 : 0;
        if (days == 1) hour = 0;
        if (hour > 23 || minute > 59 || Zone(match.Groups["z"].Value) is not { } zone) return null;
        return new DateTimeOffset(year, month, day, hour, minute, second, TimeSpan.Zero).AddDays(days) - zone;
    }

    // RFC 822 with two digits, RFC 2822 with the three of programs that counted from 1900.
    private static int Year(Match match) => Number(match, "y") switch { < 50 and var y => y + 2000, < 1000 and var y => y + 1900, var y => y };

    private static int Month(Match match) => Array.IndexOf(Months, match.Groups["mon"].Value[..3].ToLowerInvariant()) + 1;

    private static int Number(Match match, string group, int otherwise = 0) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : otherwise;

    // Null where the zone is nonsense; an unknown name is UTC, as RFC 5322 has it.
    private static TimeSpan? Zone(string zone)
    {
        if (Offset().Match(zone) is not { Success: true } offset)
        {
            return TimeSpan.FromHours(zone.ToUpperInvariant() switch
            {
                "EDT" => -4,
                "EST" or "CDT" => -5,
                "CST" or "MDT" => -6,
                "MST" or "PDT" => -7,
                "PST" => -8,
                "BST" or "CET" or "MEZ" => 1,
                "CEST" or "EET" or "MESZ" => 2,
                "EEST" or "MSK" => 3,
                "JST" or "KST" => 9,
                _ => 0,
            });
        }

        var time = new TimeSpan(Number(offset, "zh"), Number(offset, "zm"), 0);
        return time > TimeSpan.FromHours(18) ? null : offset.Groups["sign"].Value == "+" ? time : -time;
    }

    private const string Time = @"(?<h>[0-9]{1,2})[:.h](?<n>[0-9]{2})(?:[:.](?<s>[0-9]{2})(?:[.,][0-9]+)?)?(?:\s?(?<ampm>[AaPp]\.?[Mm])\b\.?)?";
    private const string ZoneForm = @"\s*(?<z>(?:GMT|UTC?)?\s?[+−-][0-9]{1,2}:?(?:[0-9]{2})?|\p{L}{1,5})?";

    [GeneratedRegex(@"^(?<y>[0-9]{4})(?:-?(?<m>[0-9]{2})(?:-?(?<d>[0-9]{2}))?)?(?:(?:[Tt_]|\s+)(?:" + Time + @"|(?<h>[0-9]{2})(?<n>[0-9]{2})(?<s>[0-9]{2})?))?" + ZoneForm + "$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    // Thu, 20 Jun 2024 08:00:00 +0300 (EEST); Thursday, 20-Jun-24 08:00:00 GMT
    [GeneratedRegex(@"^(?:\p{L}{2,12}\.?,?\s*)?(?<d>[0-9]{1,2})(?:\s+|-)(?<mon>[A-Za-z]{3,9})\.?,?(?:\s+|-)(?<y>[0-9]{2,4})(?:,?\s+" + Time + ZoneForm + @")?(?:\s*\(.*\))?$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    // Thu Jun 20 08:00:00 2024; Jun 20, 2024 8:00 am
    [GeneratedRegex(@"^(?:\p{L}{3,9}\.?,?\s+)?(?<mon>[A-Za-z]{3,9})\.?\s+(?<d>[0-9]{1,2}),?\s+(?:" + Time + @"(?:\s+(?<z>[A-Z]{1,5}))?\s+(?<y>[0-9]{4})|(?<y>[0-9]{4})(?:,?\s+" + Time + ZoneForm + ")?)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex MonthFirst();

    [GeneratedRegex(Time + ZoneForm, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?<sign>[+−-])(?<zh>[0-9]{1,2}):?(?<zm>[0-9]{2})?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Offset();
}

using System.Globalization;

namespace Variorum;

/// <summary>Moments as web archives write them: fourteen digits, UTC, or the first four and more of these for all that begin so.</summary>
internal static class Timestamp
{
    public const int Length = 14;

    private const string First = "00010101000000", Form = "yyyyMMddHHmmss";

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The first moment that begins so; null where none does.</summary>
    public static DateTimeOffset? Begin(string digits)
    {
        if (digits.Length is < 4 or > Length || !digits.All(char.IsAsciiDigit)) return null;
        // The second digit of a month or a day that begins with a nought is no nought.
        if (digits.Length % 2 == 1) digits += digits.Length is 5 or 7 && digits[^1] == '0' ? '1' : '0';
        return DateTimeOffset.TryParseExact(digits + First[digits.Length..], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment : null;
    }

    /// <summary>The last moment that begins so, of half a month, day, hour, minute or second that of the first; null where none does.</summary>
    public static DateTimeOffset? End(string digits) => Begin(digits) switch
    {
        null => null,
        // What ends with the calendar has no end.
        { Year: 9999 } => DateTimeOffset.MaxValue,
        { } from => (digits.Length switch { 4 => from.AddYears(1), <= 6 => from.AddMonths(1), <= 8 => from.AddDays(1), <= 10 => from.AddHours(1), <= 12 => from.AddMinutes(1), _ => from.AddSeconds(1) }).AddTicks(-1),
    };
}

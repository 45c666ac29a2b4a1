using System.Globalization;

namespace Variorum;

/// <summary>Times as pages tell them, UTC: in one way for people, and in ISO 8601 for programs beside it.</summary>
internal static class Dated
{
    private const string AsDay = "d MMMM yyyy";

    /// <summary><c>12 June 2026</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString(AsDay, CultureInfo.InvariantCulture);

    /// <summary><c>12 June 2026</c>.</summary>
    public static string Day(DateOnly day) => day.ToString(AsDay, CultureInfo.InvariantCulture);

    /// <summary><c>12 June 2026</c> of a year, month or day in ISO 8601, or of two of them with a stroke between; as it is where it is none.</summary>
    public static string Day(string date)
    {
        if (date.IndexOf('/', StringComparison.Ordinal) is > 0 and var stroke)
            return Day(date[..stroke]) is var since && Day(date[(stroke + 1)..]) is var until && since == until ? since : $"{since} to {until}";
        if (date.Length >= 10 && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return Day(day);
        return DateOnly.TryParseExact(date, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : date;
    }

    /// <summary>A day in ISO 8601 as people read it, with its machine-readable form.</summary>
    public static Markup.Part On(string date) => page => page.Html($"<time datetime=\"{date}\">{Day(date)}</time>");

    /// <summary><c>12 June 2026, 09:04 UTC</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(AsDay + ", HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The same with its machine-readable form; a dash where there is none.</summary>
    public static Markup.Part At(DateTimeOffset? time) => page =>
    {
        if (time is { } moment) page.Html($"<time datetime=\"{Iso(moment)}\">{Text(moment)}</time>");
        else page.Append('–');
    };

    /// <summary><c>12 June 2026, 09:04:31 UTC</c>, where it is evidence, with its machine-readable form.</summary>
    public static Markup.Part Exactly(DateTimeOffset time) => page =>
        page.Html($"<time datetime=\"{Iso(time)}\">{time.UtcDateTime.ToString(AsDay + ", HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}</time>");

    /// <summary>From the first to the last: days where these are not the same.</summary>
    public static Markup.Part Span(DateTimeOffset first, DateTimeOffset last) => page =>
    {
        if (first.UtcDateTime.Date == last.UtcDateTime.Date) page.Html($"{At(first)}");
        else page.Html($"<time datetime=\"{Iso(first)}\">{Day(first)}</time> to <time datetime=\"{Iso(last)}\">{Day(last)}</time>");
    };

    private static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

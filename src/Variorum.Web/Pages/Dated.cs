using System.Globalization;

namespace Variorum;

/// <summary>Times as pages tell them, UTC.</summary>
internal static class Dated
{
    /// <summary><c>12 June 2026</c>.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>12 June 2026</c> of a year, month or day in ISO 8601; as it is where it is none.</summary>
    public static string Day(string date) => date.Length >= 10 && DateOnly.TryParseExact(date[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : DateOnly.TryParseExact(date, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? month.ToString("MMMM yyyy", CultureInfo.InvariantCulture) : date;

    /// <summary><c>12 June 2026, 09:04 UTC</c> with its machine-readable form.</summary>
    public static Markup.Part At(DateTimeOffset time) => page =>
        page.Html($"<time datetime=\"{time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Day(time)}, {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC</time>");

    /// <summary><c>2026-06-12 09:04 UTC</c>, for tables.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The same with its machine-readable form; a dash where there is none.</summary>
    public static Markup.Part Of(DateTimeOffset? time) => page =>
    {
        if (time is not { } moment) page.Html($"–");
        else page.Html($"<time datetime=\"{moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{Text(moment)}</time>");
    };
}

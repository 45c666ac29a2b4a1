using System.Globalization;

namespace Variorum;

/// <summary>Times as pages tell them, UTC: in one way for people, and in ISO 8601 for programs beside it.</summary>
internal static class Dated
{
    /// <summary><c>12 June 2026</c>.</summary>
    public static string Day(DateTimeOffset time) => DayName.Of(DateOnly.FromDateTime(time.UtcDateTime));

    /// <summary><c>12 June 2026</c>.</summary>
    public static string Day(DateOnly day) => DayName.Of(day);

    /// <summary><c>12 June 2026</c> of a date in ISO 8601, as <see cref="DayName"/> reads it.</summary>
    public static string Day(string date) => DayName.Of(date);

    /// <summary>A day in ISO 8601 as people read it, with its machine-readable form.</summary>
    public static Markup.Part On(string date) => page => page.Html($"<time datetime=\"{date}\">{Day(date)}</time>");

    /// <summary><c>12 June 2026, 09:04 UTC</c>.</summary>
    public static string Text(DateTimeOffset time) => $"{Day(time)}, {time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC";

    /// <summary>The same with its machine-readable form; a dash where there is none.</summary>
    public static Markup.Part At(DateTimeOffset? time) => page =>
    {
        if (time is { } moment) page.Html($"<time datetime=\"{Iso(moment)}\">{Text(moment)}</time>");
        else page.Append('–');
    };

    /// <summary><c>12 June 2026, 09:04:31 UTC</c>, where it is evidence, with its machine-readable form.</summary>
    public static Markup.Part Exactly(DateTimeOffset time) => page =>
        page.Html($"<time datetime=\"{Iso(time)}\">{Day(time)}, {time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)} UTC</time>");

    /// <summary>From the first to the last: days where these are not the same.</summary>
    public static Markup.Part Span(DateTimeOffset first, DateTimeOffset last) => page =>
    {
        if (first.UtcDateTime.Date == last.UtcDateTime.Date) page.Html($"{At(first)}");
        else page.Html($"<time datetime=\"{Iso(first)}\">{Day(first)}</time> to <time datetime=\"{Iso(last)}\">{Day(last)}</time>");
    };

    /// <summary>For programs, to the second.</summary>
    public static string Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

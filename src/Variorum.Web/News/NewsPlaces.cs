using System.Globalization;

namespace Variorum;

/// <summary>Places in lists of news, as addresses hold them.</summary>
internal static class NewsPlaces
{
    /// <summary>A place to go on from, as a page gave it; null where there is none.</summary>
    /// <exception cref="WrongException">No page gave it.</exception>
    public static NewsPlace? WishedPlace(this HttpContext http, string name) => http.Wish(name) is not { } text ? null
        : text.Split('.') is [var time, var id] && long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new NewsPlace(at, number) : throw new WrongException($"{name} is no place that a page gave: begin again without it");

    /// <summary>The first moment of a day (UTC), from which on news is asked for.</summary>
    public static DateTimeOffset? WishedSince(this HttpContext http) => http.WishedDay("since") is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
}

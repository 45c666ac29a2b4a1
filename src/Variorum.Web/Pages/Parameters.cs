using System.Globalization;

namespace Variorum;

/// <summary>What is asked for in an address or a form: bounded, and where it makes no sense a sentence about it.</summary>
internal static class Parameters
{
    private const int LongestShown = 60;

    /// <summary>A text; null where there is none or only blanks.</summary>
    /// <exception cref="WrongException">It is longer than it may be.</exception>
    public static string? Asked(this HttpContext http, string name, int longest = 1000) => Bounded(name, http.Request.Query[name] is [.., var last] ? last : null, longest);

    /// <inheritdoc cref="Asked(HttpContext, string, int)"/>
    public static string? Asked(this IFormCollection form, string name, int longest = 1000) => Bounded(name, form[name] is [.., var last] ? last : null, longest);

    /// <summary>One of some words; the first where there is none.</summary>
    /// <exception cref="WrongException">It is none of them.</exception>
    public static string OneOf(string name, string? asked, params ReadOnlySpan<string> words)
    {
        if (asked is null) return words[0];
        foreach (var word in words)
            if (word.Equals(asked, StringComparison.OrdinalIgnoreCase)) return word;
        throw new WrongException($"{name} is {string.Join(", ", words[..^1]!)} or {words[^1]}, not “{Shown(asked)}”");
    }

    /// <summary>A day, as its first moment (UTC); null where there is none.</summary>
    /// <exception cref="WrongException">It is no day.</exception>
    public static DateTimeOffset? Day(this HttpContext http, string name) => http.Asked(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day
        : throw new WrongException($"{name} is a day such as 2026-06-20, not “{Shown(text)}”");

    /// <summary>A place to go on from, as a page gave it; null where there is none.</summary>
    /// <exception cref="WrongException">No page gave it.</exception>
    public static NewsPlace? Place(this HttpContext http, string name) => http.Asked(name) is not { } text ? null
        : text.Split('.') is [var time, var id] && long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at) && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new NewsPlace(at, number) : throw new WrongException($"{name} is no place that a page gave: begin again without it");

    /// <summary>A number from 0 on; null where there is none.</summary>
    /// <exception cref="WrongException">It is no number, or above what there can be.</exception>
    public static int? Number(this HttpContext http, string name, int most) => http.Asked(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number
        : throw new WrongException($"{name} is a number from 0 to {most}, not “{Shown(text)}”");

    /// <summary>An address of this room with parameters; those that are null are left out.</summary>
    public static string Address(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var address = new StringBuilder(path);
        var mark = '?';
        foreach (var (name, value) in parameters)
        {
            if (string.IsNullOrEmpty(value)) continue;
            address.Append(mark).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }
        return address.ToString();
    }

    private static string? Bounded(string name, string? text, int longest) => string.IsNullOrWhiteSpace(text) ? null
        : text.Length <= longest ? text.Trim() : throw new WrongException($"{name} has at most {longest} characters, not {text.Length}");

    private static string Shown(string text) => Telling.Shorten(text, LongestShown);
}

using System.Globalization;

namespace Variorum;

/// <summary>What an address or a form asks for, by name: bounded, and with a sentence where it makes no sense.</summary>
internal static class Wishes
{
    private const int Longest = 300;

    /// <summary>The last value of a parameter without the blanks around it; null where there is none.</summary>
    /// <exception cref="WrongException">It is too long.</exception>
    public static string? Wish(this HttpContext http, string name, int most = Longest) => Text(http.Request.Query[name].LastOrDefault(), name, most);

    /// <summary>The same of a form.</summary>
    public static string? Wish(this IFormCollection form, string name, int most = Longest) => Text(form[name].LastOrDefault(), name, most);

    /// <summary>A name that stands in a path: the server leaves a slash in it as it was written in the address.</summary>
    public static string Named(string name) => name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>A day.</summary>
    /// <exception cref="WrongException">It is none.</exception>
    public static DateOnly? WishedDay(this HttpContext http, string name) => http.Wish(name) is { } text ? Values.Day(name, text) : null;

    /// <summary>A whole number.</summary>
    /// <exception cref="WrongException">It is none, or out of range.</exception>
    public static int? WishedNumber(this HttpContext http, string name, int least, int most) => http.Wish(name) is { } text ? (int)Values.Number(name, text, least, most) : null;

    /// <summary>One of some words; null where nothing is asked for.</summary>
    /// <exception cref="WrongException">It is another one.</exception>
    public static string? WishedOf(this HttpContext http, string name, params ReadOnlySpan<string> words) => Of(http.Wish(name), name, words);

    public static string? WishedOf(this IFormCollection form, string name, params ReadOnlySpan<string> words) => Of(form.Wish(name), name, words);

    /// <summary>Numbers of things of the archive, each once, in their order.</summary>
    /// <param name="values">As they were given; empty ones are none.</param>
    /// <param name="what">What they number, for the sentence.</param>
    /// <param name="most">How many at most.</param>
    /// <exception cref="WrongException">One is no number, or there are too many.</exception>
    public static IReadOnlyList<long> Numbers(IEnumerable<string?> values, string what, int most)
    {
        var numbers = new List<long>();
        foreach (var value in values.SelectMany(static value => (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw new WrongException($"“{Telling.Shorten(value, 40)}” is no number of {what}");
            if (numbers.Contains(number)) continue;
            if (numbers.Count == most) throw new WrongException($"more than {most} {what}s are named");
            numbers.Add(number);
        }
        return numbers;
    }

    /// <summary>An address with parameters; those without a value are left out.</summary>
    public static string Address(string path, params IEnumerable<(string Name, string? Value)> parameters)
    {
        var query = string.Join('&', parameters.Where(static one => !string.IsNullOrEmpty(one.Value)).Select(static one => $"{one.Name}={Uri.EscapeDataString(one.Value!)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }

    private static string? Of(string? text, string name, ReadOnlySpan<string> words) =>
        text is null ? null : Values.Word(name, text, words);

    private static string? Text(string? text, string name, int most)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > most) throw new WrongException($"{name} has more than {most} letters");
        return Values.Letters(name, text);
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>What pages of events and comparisons are asked for besides: days, a word or none, and numbers of accounts.</summary>
internal static class Wishes
{
    /// <summary>A day; null where there is none.</summary>
    /// <exception cref="WrongException">It is no day.</exception>
    public static DateOnly? WishedDay(this HttpContext http, string name) => http.Day(name) is { } day ? DateOnly.FromDateTime(day.UtcDateTime) : null;

    /// <summary>One of some words; null where there is none.</summary>
    /// <exception cref="WrongException">It is another one.</exception>
    public static string? WishedOf(this HttpContext http, string name, params ReadOnlySpan<string> words) => http.Asked(name) is { } asked ? Parameters.OneOf(name, asked, words) : null;

    /// <inheritdoc cref="WishedOf(HttpContext, string, ReadOnlySpan{string})"/>
    public static string? WishedOf(this IFormCollection form, string name, params ReadOnlySpan<string> words) => form.Asked(name) is { } asked ? Parameters.OneOf(name, asked, words) : null;

    /// <summary>Numbers of things of the archive, each once, in their order.</summary>
    /// <param name="values">As they were given, several in one with commas between them; empty ones are none.</param>
    /// <param name="what">What they number, for the sentence.</param>
    /// <param name="most">How many at most.</param>
    /// <exception cref="WrongException">One is no number, or there are too many.</exception>
    public static IReadOnlyList<long> Numbers(IEnumerable<string?> values, string what, int most)
    {
        var numbers = new List<long>();
        foreach (var value in values.SelectMany(static value => (value ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw new WrongException($"“{Telling.Shorten(value, 40)}” is no number of an {what}");
            if (numbers.Contains(number)) continue;
            if (numbers.Count == most) throw new WrongException($"more than {most} {what}s are named");
            numbers.Add(number);
        }
        return numbers;
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>What addresses, forms and programs say, read by its kind: one way to read each, and one sentence where it makes no sense.</summary>
internal static class Values
{
    private const int LongestShown = 60;

    /// <exception cref="WrongException">It is no whole number from <paramref name="least"/> to <paramref name="greatest"/>.</exception>
    public static long Number(string name, string text, long least, long greatest) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= greatest ? number
            : throw Wrong(name, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {greatest}"));

    /// <exception cref="WrongException">It is no day.</exception>
    public static DateOnly Day(string name, string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Wrong(name, text, "a day such as 2026-06-20");

    /// <exception cref="WrongException">It is none of the words.</exception>
    public static string Word(string name, string text, params ReadOnlySpan<string> words) => words.Contains(text) ? text : throw Wrong(name, text, $"one of {string.Join(", ", words!)}");

    /// <exception cref="WrongException">It holds what cannot be written again.</exception>
    public static string Letters(string name, string text)
    {
        // Programs that read what people decide or follow choke on what no keyboard writes.
        if (text.Any(static c => char.IsControl(c) && c is not ('\t' or '\n' or '\r'))) throw new WrongException($"{name} holds control characters");
        // Half of a letter outside the basic plane can be written nowhere again.
        for (var i = 0; i < text.Length; i++)
            if (char.IsSurrogate(text[i]) && !(char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[++i]))) throw new WrongException($"{name} holds letters that are no Unicode");
        return text;
    }

    /// <summary>What is wrong with a value.</summary>
    /// <param name="wanted">What it should be, behind "is".</param>
    public static WrongException Wrong(string name, string text, string wanted) => new($"{name} is {wanted}, and “{Short(text)}” is not");

    private static string Short(string text) => text.Length <= LongestShown ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestShown - 1]) ? LongestShown - 1 : LongestShown), "…");
}

using System.Globalization;

namespace Variorum;

/// <summary>Finds whole dates as pages print them: in figures, with months in many languages, in other calendars.</summary>
internal static class HtmlDateText
{
    private const int FirstYear = 1980;
    private const int LastYear = 2099;
    private const int MostTokens = 120;

    private static readonly Lazy<Dictionary<string, int>> Months = new(Load);
    private static readonly Lazy<WordShapes> Shapes = new(static () => new WordShapes(Months.Value.Keys));

    /// <summary>The dates of a short text, in order.</summary>
    /// <param name="text">A label, a line under a headline, a machine-readable value.</param>
    /// <param name="monthFirst">Whether 5/6/2024 is the sixth of May.</param>
    public static List<DateOnly> Find(ReadOnlySpan<char> text, bool monthFirst) => Place(text, monthFirst).ConvertAll(static found => found.Day);

    /// <summary>The same, each with the place of its first unit and the one past its last.</summary>
    public static List<(DateOnly Day, int Start, int End)> Place(ReadOnlySpan<char> text, bool monthFirst)
    {
        var tokens = Cut(text);
        var found = new List<(DateOnly, int, int)>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var used = At(tokens, i, monthFirst, out var date);
            if (used == 0) continue;
            found.Add((date, tokens[i].Start, tokens[i + used - 1].End));
            i += used - 1;
        }

        return found;
    }

    /// <summary>The day with month and day changed over, where both could be either; null elsewhere.</summary>
    public static DateOnly? Swapped(DateOnly day) =>
        day.Day <= 12 && day.Day != day.Month ? new DateOnly(day.Year, day.Day, day.Month) : null;

    /// <summary>Whether a text gives a day in figures with slashes, whose order only its writer knows.</summary>
    public static bool IsAmbiguous(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        return slash is 1 or 2 or > 2 && slash + 3 < text.Length && char.IsAsciiDigit(text[slash - 1]) && text[(slash + 2)..Math.Min(text.Length, slash + 4)].Contains('/')
            && !(slash >= 4 && char.IsAsciiDigit(text[slash - 3]) && char.IsAsciiDigit(text[slash - 4]));
    }

    /// <summary>The month and day that a dateline gives without a year: <c>Karsk, June 12 (VTA) --</c>.</summary>
    public static (int Month, int Day)? WithoutYear(ReadOnlySpan<char> text)
    {
        var tokens = Cut(text);
        for (var i = 0; i + 1 < tokens.Count; i++)
        {
            var (a, b) = (tokens[i], tokens[i + 1]);
            if (a.Kind == Kind.Month && b is { Kind: Kind.Number, Digits: <= 2 }) return (a.Value, b.Value);
            if (a is { Kind: Kind.Number, Digits: <= 2 } && b.Kind == Kind.Month) return (b.Value, a.Value);
        }

        return null;
    }

    /// <summary>The day that a machine-readable value begins with or holds.</summary>
    public static DateOnly? Machine(string value, bool monthFirst)
    {
        var text = value.AsSpan().Trim();
        if (text.Length is 10 or 13 && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stamp))
        {
            var time = DateTimeOffset.FromUnixTimeSeconds(text.Length == 13 ? stamp / 1000 : stamp);
            return time.Year is >= 1995 and <= LastYear ? DateOnly.FromDateTime(time.UtcDateTime) : null;
        }

        if (text.Length >= 8 && Compact(text[..8]) is { } compact && (text.Length == 8 || !char.IsAsciiDigit(text[8]) || text.Length is 12 or 14)) return compact;
        var found = Find(text[..Math.Min(text.Length, 80)], monthFirst);
        return found.Count > 0 ? found[0] : null;
    }

    /// <summary><c>20240620</c>.</summary>
    public static DateOnly? Compact(ReadOnlySpan<char> digits)
    {
        if (digits.Length != 8 || digits.IndexOfAnyExceptInRange('0', '9') >= 0) return null;
        return Make(Number(digits[..4]), Number(digits[4..6]), Number(digits[6..]));
    }

    private static int Number(ReadOnlySpan<char> digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int At(List<Token> tokens, int i, bool monthFirst, out DateOnly date)
    {
        date = default;
        var a = tokens[i];
        var b = i + 1 < tokens.Count ? tokens[i + 1] : default;
        var c = i + 2 < tokens.Count ? tokens[i + 2] : default;
        if (c.Kind == Kind.None) return 0;
        if (a.Kind == Kind.Number && b.Kind == Kind.Number && c.Kind == Kind.Number && Joined(b) && Joined(c))
        {
            // 2024-06-20, 2024年6月20日, and eras before their year.
            if (a.Digits == 4 || a.Era != 0) return Take(Year(a), b.Value, c.Value, 3, out date);
            if (c.Digits == 4 || (c.Digits == 2 && b.Mark == c.Mark && b.Mark is '.' or '/' && a.Digits == 2))
            {
                var year = c.Digits == 4 ? Year(c) : 2000 + c.Value;
                var swap = b.Value > 12 || (monthFirst && a.Value <= 12 && b.Mark == '/');
                return swap ? Take(year, a.Value, b.Value, 3, out date) : Take(year, b.Value, a.Value, 3, out date);
            }
        }

        if (a.Kind == Kind.Number && a.Digits <= 2 && b.Kind == Kind.Month && c.Kind == Kind.Number && c.Digits == 4) return Take(Year(c), b.Value, a.Value, 3, out date);
        if (a.Kind == Kind.Number && a.Digits <= 2 && b.Kind == Kind.Month && c is { Kind: Kind.Number, Digits: 2 } && b.Mark is '-' && c.Mark is '-') return Take(2000 + c.Value, b.Value, a.Value, 3, out date);
        if (a.Kind == Kind.Month && b.Kind == Kind.Number && b.Digits <= 2 && c.Kind == Kind.Number && c.Digits == 4) return Take(Year(c), a.Value, b.Value, 3, out date);
        if (a.Kind == Kind.Number && a.Digits == 4 && b.Kind == Kind.Month && c.Kind == Kind.Number && c.Digits <= 2) return Take(Year(a), b.Value, c.Value, 3, out date);
        return 0;
    }

    private static bool Joined(Token token) => token.Mark is '-' or '/' or '.' or '年' or '月' or '년' or '월' or '\u2010' or '\u2011' or '\u2013' or '．' or 'm';

    private static int Take(int year, int month, int day, int used, out DateOnly date)
    {
        date = default;
        if (Make(year, month, day) is not { } made) return 0;
        date = made;
        return used;
    }

    private static DateOnly? Make(int year, int month, int day)
    {
        // Persian and Thai years: the one counts from 622, months of its own; the other is 543 ahead.
        if (year is >= 2520 and <= 2640) year -= 543;
        if (year is >= 1360 and <= 1450 && month is >= 1 and <= 12 && day is >= 1 and <= 31)
        {
            try
            {
                return DateOnly.FromDateTime(new PersianCalendar().ToDateTime(year, month, day, 0, 0, 0, 0));
            }
            catch (ArgumentOutOfRangeException)
            {
                return null;
            }
        }

        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateOnly(year, month, day);
    }

    private static int Year(Token token) => token.Era + token.Value;

    // Words that are no month are left out when they may stand inside a date: 20 de junio de 2024, June 20th, 2024.
    private static List<Token> Cut(ReadOnlySpan<char> text)
    {
        var months = Months.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        var shapes = Shapes.Value;
        var tokens = new List<Token>(8);
        var era = 0;
        var mark = ' ';
        Span<char> lower = stackalloc char[24];
        for (var i = 0; i < text.Length && tokens.Count < MostTokens;)
        {
            var c = text[i];
            if (Digit(c) >= 0)
            {
                var start = i;
                while (i < text.Length && Digit(text[i]) >= 0) i++;
                // "20.06.202418:30": its style alone sets the hour apart.
                if (i - start is 5 or 6 && mark is '.' or '/' or '-' && i + 2 < text.Length && text[i] == ':' && Digit(text[i + 2]) >= 0) i = start + 4;
                var digits = i - start;
                var value = 0;
                for (var at = start; at < i && at < start + 5; at++) value = (value * 10) + Digit(text[at]);
                tokens.Add(digits > 4 ? new Token(Kind.Other, 0, digits, mark, 0, start, i) : new Token(Kind.Number, value, digits, mark, era, start, i));
                era = 0;
                mark = ' ';
                continue;
            }

            if (EraAt(text[i..]) is { Length: > 0 } found)
            {
                era = found.Offset;
                i += found.Length;
                continue;
            }

            if (char.IsLetter(c) && c is not ('年' or '月' or '日' or '년' or '월' or '일'))
            {
                var start = i;
                while (i < text.Length && (char.IsLetter(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || (text[i] == '.' && text[start] > '\u0E00' && text[start] < '\u0E80'))) i++;
                var word = text[start..i];
                var month = 0;
                var minor = false;
                if (word.Length <= lower.Length)
                {
                    word.ToLowerInvariant(lower);
                    if (shapes.May(lower[..word.Length])) months.TryGetValue(lower[..word.Length], out month);
                    minor = lower[..word.Length] is "de" or "del" or "of" or "the" or "st" or "nd" or "rd" or "th" or "er" or "di" or "den" or "d" or "г" or "al" or "ta" or "na" or "tháng" or "năm" or "t" or "m";
                    if (lower[..word.Length] is "tháng" or "năm" or "m") mark = 'm';
                }

                if (month > 0)
                {
                    tokens.Add(new Token(Kind.Month, month, 0, mark, 0, start, i));
                    mark = ' ';
                }
                else if (!minor)
                {
                    tokens.Add(new Token(Kind.Other, 0, 0, mark, 0, start, i));
                    mark = ' ';
                }

                continue;
            }

            if (c is ':' or '|' or ';') tokens.Add(new Token(Kind.Other, 0, 0, c, 0, i, i + 1));
            else if (!char.IsWhiteSpace(c)) mark = c;
            i++;
        }

        return tokens;
    }

    // Kanji eras, the Republic's years (of China), Juche: all count from a first year.
    private static (int Offset, int Length) EraAt(ReadOnlySpan<char> text) =>
        text.StartsWith("令和") ? (2018, 2)
        : text.StartsWith("平成") ? (1988, 2)
        : text.StartsWith("昭和") ? (1925, 2)
        : text.StartsWith("民國") || text.StartsWith("民国") ? (1911, 2)
        : text.StartsWith("주체") || text.StartsWith("主體") || text.StartsWith("主体") ? (1911, 2)
        : text.StartsWith("juche", StringComparison.OrdinalIgnoreCase) ? (1911, 5)
        : (0, 0);

    private static int Digit(char c) => c is >= '0' and <= '9' ? c - '0' : c < '\u0600' ? -1 : CharUnicodeInfo.GetDecimalDigitValue(c);

    private static Dictionary<string, int> Load()
    {
        var loaded = new Dictionary<string, int>(700, StringComparer.Ordinal);
        foreach (var line in TableLines.Of("html.months.tsv"))
        {
            var tab = line.IndexOf('\t');
            var month = Number(line.AsSpan(0, tab));
            foreach (var name in line[(tab + 1)..].Split(' ')) loaded.TryAdd(name, month);
        }

        return loaded;
    }

    private enum Kind : byte { None, Number, Month, Other }

    private readonly record struct Token(Kind Kind, int Value, int Digits, char Mark, int Era, int Start, int End);
}

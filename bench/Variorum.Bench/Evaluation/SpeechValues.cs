using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Variorum.Bench;

/// <summary>When two names, quantities or dates are the same, as the scorer of <c>gold/speech</c> decides it.</summary>
internal static partial class SpeechValues
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["%"] = "percent",
        ["pct"] = "percent",
        ["percentage"] = "percent",
        ["per cent"] = "percent",
        ["$"] = "usd",
        ["us$"] = "usd",
        ["dollar"] = "usd",
        ["us dollar"] = "usd",
        ["ruble"] = "rub",
        ["rouble"] = "rub",
        ["hryvnia"] = "uah",
        ["euro"] = "eur",
        ["€"] = "eur",
        ["fold"] = "times",
        ["time"] = "times",
        ["x"] = "times",
        ["multiple"] = "times",
        ["kilometre"] = "km",
        ["kilometer"] = "km",
        ["metre"] = "m",
        ["meter"] = "m",
        ["millimetre"] = "mm",
        ["millimeter"] = "mm",
        ["people"] = "person",
    };

    private static readonly Dictionary<string, (string Unit, double Factor)> Factors = new(StringComparer.Ordinal)
    {
        ["km"] = ("m", 1000),
        ["mm"] = ("m", .001),
        ["cm"] = ("m", .01),
        ["year"] = ("month", 12),
        ["decade"] = ("month", 120),
        ["century"] = ("month", 1200),
        ["week"] = ("day", 7),
    };

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["people"] = "person",
        ["men"] = "man",
        ["women"] = "woman",
        ["children"] = "child",
        ["businessmen"] = "businessman",
        ["feet"] = "foot",
    };

    /// <summary>Whether a written name is the person, body or group that is meant.</summary>
    /// <param name="aliases">Other names of everybody in the text.</param>
    public static bool IsSame(string name, string? who, IReadOnlyDictionary<string, string[]> aliases)
    {
        var got = Plain(name);
        if (got.Count == 0 || string.IsNullOrEmpty(who)) return false;
        if (Names(who).Any(form => got.SequenceEqual(Plain(form)))) return true;
        if (who.Contains(" + ", StringComparison.Ordinal)) return who.Split(" + ").All(Said);
        return Said(who) && !aliases.Keys.Any(other => !other.Contains(" + ", StringComparison.Ordinal) && other != who && !Short(other).SequenceEqual(Short(who)) && Said(other));

        IEnumerable<string> Names(string whose) => [whose, .. aliases.GetValueOrDefault(whose) ?? []];
        bool Said(string whose) => Names(whose).Skip(1).Where(static form => OneWord().IsMatch(form)).Select(Plain).Prepend(Short(whose)).Any(form => Has(got, form));
    }

    /// <summary>Whether a written name stands for the account's own voice.</summary>
    public static bool IsNarrator(string name, string publisher) =>
        Plain(name) is var plain && (plain.Count == 0 || plain[0] is "narrator" or "unattributed" || Has(plain, Plain(publisher)));

    public static bool IsSame(JsonElement gold, Quantity read)
    {
        var (unit, factor) = Base(gold.GetProperty("unit").GetString());
        var (readUnit, readFactor) = Base(read.Unit);
        var (value, readValue) = (gold.GetProperty("value").GetDouble() * factor, (double)read.Value * readFactor);
        if (Math.Abs(value - readValue) > 1e-6 * Math.Max(1, Math.Abs(value))) return false;
        return gold.GetProperty("kind").GetString() switch
        {
            "count" or "ordinal" or "number" => readUnit is "" or "count" or "number" or "item" or "ordinal" or "none" || unit == readUnit || readUnit.Split(' ').Contains(unit),
            "multiple" => unit == readUnit || readUnit.Length == 0,
            _ => unit == readUnit,
        };
    }

    public static bool IsSame(JsonElement gold, DateExpression read) =>
        Days(read.Value) is { } days && new[] { gold.GetProperty("value") }.Concat(Also(gold)).Any(value => Days(value.GetString()!) == days);

    /// <summary>Whether a unit is one of time, so that the quantity may be a date's.</summary>
    public static bool IsOfTime(string unit) => Unit(unit) is "day" or "week" or "month" or "year";

    /// <summary>Further values that are right, too.</summary>
    public static IEnumerable<JsonElement> Also(JsonElement gold) => gold.TryGetProperty("also", out var also) ? also.EnumerateArray() : [];

    /// <summary>The first and the last day; null where the value tells none.</summary>
    public static (DateOnly First, DateOnly Last)? Days(string value)
    {
        value = value.Trim().Replace('X', 'x');
        if (value.Split('/', 2) is [var from, var to]) return Days(from) is { } first && Days(to) is { } last ? (first.First, last.Last) : null;
        value = value.Split('T')[0];
        try
        {
            if (Decade().Match(value) is { Success: true } decade) return (new DateOnly(Number(decade.Groups[1]) * 10, 1, 1), new DateOnly((Number(decade.Groups[1]) * 10) + 9, 12, 31));
            if (Week().Match(value) is { Success: true } week)
            {
                var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(Number(week.Groups[1]), Number(week.Groups[2]), DayOfWeek.Monday));
                return (monday, monday.AddDays(6));
            }
            if (Year().IsMatch(value)) return (new DateOnly(Number(value), 1, 1), new DateOnly(Number(value), 12, 31));
            if (Month().Match(value) is { Success: true } month)
            {
                var first = new DateOnly(Number(month.Groups[1]), Number(month.Groups[2]), 1);
                return (first, first.AddMonths(1).AddDays(-1));
            }
            return DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, day) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static int Number(Group digits) => Number(digits.Value);

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static List<string> Plain(string name)
    {
        var folded = string.Concat(Normalization.FoldMarks(name).ToLowerInvariant().Where(static c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
        var words = Word().Matches(Genitive().Replace(folded, "")).Select(static match => match.Value).SkipWhile(static word => word is "the" or "a" or "comrade" or "mr" or "mrs" or "ms").ToList();
        while (words.Count > 1 && words[^1] is "jr" or "sr" or "ii" or "iii") words.RemoveAt(words.Count - 1);
        return words;
    }

    /// <summary>The last name, or the whole name where that is as short as Un.</summary>
    private static List<string> Short(string name) => Plain(name) is { Count: > 0 } plain && plain[^1].Length > 2 ? [plain[^1]] : Plain(name);

    private static bool Has(List<string> words, List<string> part) =>
        Enumerable.Range(0, words.Count).Any(i => i + part.Count <= words.Count && words.GetRange(i, part.Count).SequenceEqual(part));

    private static (string Unit, double Factor) Base(string? unit) => Unit(unit) is var plain && Factors.TryGetValue(plain, out var known) ? known : (plain, 1);

    private static string Unit(string? unit)
    {
        var plain = (unit ?? "").Trim().ToLowerInvariant();
        plain = Units.GetValueOrDefault(plain, plain);
        if (!Units.ContainsValue(plain)) plain = string.Join(' ', plain.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries).Select(Singular));
        return Units.GetValueOrDefault(plain, plain);
    }

    private static string Singular(string word)
    {
        if (Irregular.TryGetValue(word, out var singular)) return singular;
        foreach (var (end, to) in new[] { ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "") })
        {
            if (word.EndsWith(end, StringComparison.Ordinal) && word.Length > end.Length + 1 && !word.EndsWith("ss", StringComparison.Ordinal)) return word[..^end.Length] + to;
        }
        return word;
    }

    [GeneratedRegex(@"[^\W_]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"['’]s\b", RegexOptions.CultureInvariant)]
    private static partial Regex Genitive();

    [GeneratedRegex(@"^[A-Z]\w\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex OneWord();

    [GeneratedRegex(@"^(\d{3})x$", RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(@"^(\d{4})-W(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Week();

    [GeneratedRegex(@"^\d{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(\d{4})-(\d\d)$", RegexOptions.CultureInvariant)]
    private static partial Regex Month();
}

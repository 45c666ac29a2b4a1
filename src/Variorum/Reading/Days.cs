using System.Globalization;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>A calendar day as a short line gives it.</summary>
/// <param name="Year">Null where only month and day are told.</param>
/// <param name="Start">Offset in the line.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Swappable">Day and month may be the other way round (<c>06/07/2024</c>).</param>
internal readonly record struct Day(int? Year, int Month, int OfMonth, int Start, int End, bool Swappable = false)
{
    /// <summary>ISO 8601, where the day is certain.</summary>
    public string? Iso => Year is { } year && !Swappable ? $"{year:0000}-{Month:00}-{OfMonth:00}" : null;

    public bool SameDay(Day other) => Month == other.Month && OfMonth == other.OfMonth
        || Swappable && Month == other.OfMonth && OfMonth == other.Month;
}

/// <summary>Finds days in the short lines around an article: mastheads, source lines, datelines, calendar marks.</summary>
internal static partial class Days
{
    // A line that is longer tells of days, it does not bear one.
    private const int Longest = 300;

    private static readonly Lazy<Dictionary<string, int>> Months = new(Load);

    /// <summary>The days of a line, in order; none of a long one.</summary>
    public static IReadOnlyList<Day> Find(ReadOnlySpan<char> span)
    {
        if (span.Length > Longest || span.IndexOfAnyInRange('0', '9') < 0) return [];
        var line = span.ToString();
        var days = new List<Day>();
        foreach (Match match in Numeric().Matches(line))
        {
            if (Read(match) is { } day) days.Add(day);
        }
        foreach (Match match in Worded().Matches(line))
        {
            if (Named(match) is { } day && !days.Any(other => day.Start < other.End && other.Start < day.End)) days.Add(day);
        }
        days.Sort((a, b) => a.Start.CompareTo(b.Start));
        return days;
    }

    /// <summary>Whether a line is a date and little else: <c>Thursday, 20 June 2024, 10:30</c>; or the time of a day.</summary>
    public static bool Only(string line)
    {
        if (line.Length > 120) return false;
        var days = Find(line);
        if (days.Count == 0) return line.Length <= 24 && Clock().IsMatch(line);
        var rest = 0;
        for (var i = 0; i < line.Length; i++)
        {
            if (char.IsLetter(line[i]) && !days.Any(day => day.Start <= i && i < day.End)) rest++;
        }
        // The day of the week, "Published on", a time zone.
        return rest <= 20;
    }

    /// <summary>The day that an address carries in its path: <c>/2024/06/20/</c>, <c>20240620</c>.</summary>
    public static Day? InAddress(string? address)
    {
        if (address is null || address.Length > 2000) return null;
        var match = Address().Match(address);
        return match.Success ? Make(match, Number(match, "y"), Number(match, "m"), Number(match, "d")) : null;
    }

    private static Day? Read(Match match)
    {
        if (match.Groups["era"].Success)
        {
            // Juche and Minguo count from 1912 as year 1.
            var first = match.Groups["era"].Value switch { "令和" => 2018, "平成" => 1988, _ => 1911 };
            return Make(match, first + Number(match, "ey"), Number(match, "em"), Number(match, "ed"));
        }
        if (match.Groups["y"].Success) return Make(match, Number(match, "y"), Number(match, "m"), Number(match, "d"));
        if (match.Groups["cm"].Success) return Make(match, match.Groups["cy"].Success ? Number(match, "cy") : null, Number(match, "cm"), Number(match, "cd"));
        var (a, b, year) = (Number(match, "a"), Number(match, "b"), Number(match, "ly"));
        // The year last: the day comes first but in American use, which never writes points.
        if (a > 12 || match.Groups["sep"].Value == ".") return Make(match, year, b, a);
        if (b > 12) return Make(match, year, a, b);
        return Make(match, year, b, a) is { } day ? day with { Swappable = a != b } : null;
    }

    private static Day? Named(Match match)
    {
        var name = match.Groups["n"].Value.TrimEnd('.').ToLowerInvariant();
        if (!Months.Value.TryGetValue(name, out var month)) return null;
        var year = match.Groups["wy"].Success ? Number(match, "wy") : (int?)null;
        return Make(match, year, month, Number(match, "wd"));
    }

    private static Day? Make(Match match, int? year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year ?? 2000, month) && year is null or (>= 1900 and <= 2100)
            ? new Day(year, month, day, match.Index, match.Index + match.Length) : null;

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("""
        (?<era>Juche|JUCHE|주체|主体|主體|民國|民国|令和|平成)\s?(?<ey>[0-9]{1,3})(?:\s?[(（][0-9]{4}[)）])?[.年년]\s?(?<em>[0-9]{1,2})[.月월]\s?(?<ed>[0-9]{1,2})[.日일]?
        | (?<![0-9])(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])
        | (?<![0-9./-])(?<a>[0-9]{1,2})(?<sep>[-/.])(?<b>[0-9]{1,2})\k<sep>(?<ly>[0-9]{4})(?![0-9])
        | (?:(?<cy>[0-9]{4})[年년]\s?)?(?<cm>[0-9]{1,2})[月월]\s?(?<cd>[0-9]{1,2})[日일]
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex("""
        (?<![0-9])(?<wd>[0-9]{1,2})(?:st|nd|rd|th|er|º|\.)?\s(?:de\s|of\s)?(?<n>\p{L}{2,12})\.?(?:,?\s(?:de\s|del\s)?(?<wy>[0-9]{4})(?![0-9]))?
        | (?<n>\p{L}{2,12}?)\.?\s(?<wd>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:])(?:,?\s?(?<wy>[0-9]{4})(?![0-9]))?
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Worded();

    // 1:05 p.m. EDT
    [GeneratedRegex(@"^[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Clock();

    [GeneratedRegex(@"[/=_-](?<y>(?:19|20)[0-9]{2})(?<s>[/-]?)(?<m>[0-9]{2})\k<s>(?<d>[0-9]{2})(?![0-9])", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    private static Dictionary<string, int> Load()
    {
        var months = new Dictionary<string, int>(600, StringComparer.Ordinal);
        foreach (var row in TableLines.Of("html.months.tsv"))
        {
            var tab = row.IndexOf('\t');
            foreach (var form in row[(tab + 1)..].Split(' ')) months.TryAdd(form.TrimEnd('.'), int.Parse(row.AsSpan(0, tab), CultureInfo.InvariantCulture));
        }
        return months;
    }
}

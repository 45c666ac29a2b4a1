using System.Buffers;
using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>A dateline: <c>Halden, June 20 (NNA) --</c>.</summary>
/// <param name="Length">How much of the paragraph's beginning it takes, the blanks behind it included.</param>
/// <param name="Agency">Who sends the text, where it says so.</param>
internal sealed record Dateline(int Length, Day? Day, string? Agency)
{
    /// <summary>A place alone, <c>HALDEN —</c>: a speaker's label may look the same.</summary>
    public bool Bare => Day is null && Agency is null;
}

/// <summary>The marks that agencies put around their texts: datelines, end marks, calendar marks.</summary>
internal static partial class Marks
{
    private static readonly HashSet<string> Words = new(["end", "ends", "ende", "enditem", "конец"], StringComparer.OrdinalIgnoreCase);

    // One of these closes every form of a dateline.
    private static readonly SearchValues<char> Closes = SearchValues.Create("-—–−/=)）】]］〕電电讯訊:");
    private static readonly SearchValues<char> PlaceCloses = SearchValues.Create("(（/—–−");

    private const int LongestDateline = 120, LongestPlace = 50;

    /// <summary>The dateline at a paragraph's beginning.</summary>
    public static Dateline? DatelineOf(string paragraph)
    {
        var head = paragraph.AsSpan(0, Math.Min(paragraph.Length, LongestDateline));
        if (head.Length < 4 || head.IndexOfAny(Closes) < 0) return null;
        return Bracketed(head) ?? Inscribed(head) ?? Placed(head);
    }

    /// <summary>The length of a text without the end marks and calendar marks at its end; the day of a calendar mark.</summary>
    /// <returns><c>Ended</c> tells whether an end mark stood there.</returns>
    public static (int Length, bool Ended, Day? Day) End(string paragraph)
    {
        var (length, ended, day) = (paragraph.Length, false, (Day?)null);
        while (length > 0 && MayBeMark(paragraph.AsSpan(0, length)))
        {
            var from = Math.Max(0, length - 100);
            var tail = paragraph[from..length];
            if (EndMark().Match(tail) is { Success: true } end && (from == 0 || end.Index > 0))
            {
                length = from + end.Index;
                ended = true;
            }
            else if (CalendarMark().Match(tail) is { Success: true } mark && Days.Find(mark.Value) is [var found, ..])
            {
                length = from + mark.Index;
                day = found;
            }
            else
            {
                break;
            }
        }
        return (paragraph.AsSpan(0, length).TrimEnd().Length, ended, day);
    }

    // Nearly all paragraphs end with a stop behind a word; they need no closer look.
    private static bool MayBeMark(ReadOnlySpan<char> text)
    {
        text = text.TrimEnd(" .");
        if (text.Length == 0) return false;
        var last = text[^1];
        if (last is >= '0' and <= '9') return text.Length > 8 && text[^8] is '）' or ')';
        if (last is '-' or '#' or ')' or ']' or '）' or '】' or '끝' or '上' or '完') return true;
        var word = text[(text.LastIndexOfAny(" /(") + 1)..];
        return word.Length is >= 3 and <= 7 && Words.Contains(word.ToString());
    }

    // (평양 6월 20일발 조선중앙통신), 【…6月20日电】, (г. Москва)
    private static Dateline? Bracketed(ReadOnlySpan<char> head)
    {
        var closing = head[0] switch { '(' => ')', '（' => '）', '【' => '】', '[' => ']', '［' => '］', '〔' => '〕', _ => '\0' };
        if (closing == '\0') return null;
        var close = head.IndexOf(closing);
        if (close < 2 || close > 80) return null;
        var inside = head[1..close];
        var days = Days.Find(inside);
        var sent = Sent().IsMatch(inside);
        var place = CityAbbreviated().IsMatch(inside);
        var agency = days.Count > 0 || sent ? Sender().Match(inside.ToString()) is { Success: true } sender ? sender.Groups["who"].Value.Trim() : null : null;
        if (!(place || sent && (days.Count > 0 || inside.Length <= 30) || days.Count > 0 && agency is { Length: > 0 })) return null;
        return new Dateline(Skip(head, close + 1), days is [var day, ..] ? day : null, string.IsNullOrEmpty(agency) ? null : agency);
    }

    // 新华社平壤6月20日电（记者 …）
    private static Dateline? Inscribed(ReadOnlySpan<char> head)
    {
        var match = Wire().Match(head.ToString());
        if (!match.Success) return null;
        var agency = match.Groups["who"];
        return new Dateline(Skip(head, match.Length), Days.Find(match.ValueSpan) is [var day, ..] ? day : null, agency.Success ? agency.Value : null);
    }

    // Place, day (AGENCY) -- and its relatives.
    private static Dateline? Placed(ReadOnlySpan<char> head)
    {
        if (!MayBePlaced(head)) return null;
        var match = Line().Match(head.ToString());
        if (!match.Success) return null;
        var place = match.Groups["place"].Value.Trim(' ', ',');
        var agency = match.Groups["agency"] is { Success: true } named ? named.Value.Trim() : null;
        var days = Days.Find(match.Groups["day"].Value);
        if (place.Length > LongestPlace || !IsPlace(place)) return null;
        var shouted = place.Any(char.IsLetter) && !place.Any(char.IsLower) && place.Count(char.IsLetter) > 3;
        var acronym = agency is { Length: >= 2 and <= 8 } && agency.All(c => char.IsUpper(c) || c == '-');
        // Two of place, day and agency at least: "He went home - and" is none.
        if (days.Count == 0 && !(agency is not null && (acronym || shouted)) && !shouted) return null;
        if (days.Count == 0 && agency is null && (place.Split(' ').Length > 3 || Courtesy().IsMatch(place))) return null;
        // HALDEN, May 13 (NNA) Ann Holt: without a dash behind it only a day tells it from a party or an acronym.
        if (match.Groups["open"].Success && days.Count == 0) return null;
        // What stands between commas must be a day, or the state that the place lies in.
        if (match.Groups["day"].Value.Any(char.IsDigit) && days.Count == 0) return null;
        return new Dateline(Skip(head, match.Length), days is [var day, ..] ? day : null, agency);
    }

    // What closes it is a bracket, a slash or a dash; a hyphen that joins two words is none, and most paragraphs have nothing else.
    private static bool MayBePlaced(ReadOnlySpan<char> head)
    {
        if (head.ContainsAny(PlaceCloses)) return true;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == '-' && (i == 0 || !char.IsLetterOrDigit(head[i - 1]))) return true;
        }
        return false;
    }

    private static bool IsPlace(string place)
    {
        if (place.Length == 0) return true;
        var words = place.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 6) return false;
        foreach (var word in words)
        {
            var first = word[0];
            if (char.IsLower(first) && word.Length > 3 || char.IsDigit(first)) return false;
        }
        return !char.IsLower(place[0]);
    }

    private static int Skip(ReadOnlySpan<char> head, int length)
    {
        while (length < head.Length && head[length] is ' ' or '　' or '=' or '—' or '–' or '-' or '−') length++;
        return length;
    }

    [GeneratedRegex(@"^(?:(?:MR|MRS|MS|DR|PROF|SEN|REP|GEN|COL|AMB|GOV|HON)\b|[QA]$)", RegexOptions.CultureInvariant)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"[电電讯訊]$|발$|발\s|통신|[电電]\s|発", RegexOptions.CultureInvariant)]
    private static partial Regex Sent();

    [GeneratedRegex(@"^(?:г|м|с|гор)\.\s?\p{Lu}", RegexOptions.CultureInvariant)]
    private static partial Regex CityAbbreviated();

    // The words behind or before the day that name who sends: 6월 20일발 조선중앙통신.
    [GeneratedRegex(@"(?:일\s?발|日发|日發|日発)\s?(?<who>[^=]{2,20})$|^.*?(?<who>\p{IsCJKUnifiedIdeographs}{2,6}[社网報报])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^(?<who>\p{IsCJKUnifiedIdeographs}{2,8}?社)?[\p{IsCJKUnifiedIdeographs}·]{0,14}?[0-9]{1,2}月[0-9]{1,2}日(?:专)?[电電讯訊](?:\s?[（(][^）)]{1,40}[）)])?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Wire();

    [GeneratedRegex("""
        ^(?<place>[^,(/0-9\u2014\u2013:;."“«-][^,(/0-9\u2014\u2013:;"“«]{0,60})?
        (?<day>(?:,\s?[^,(/\u2014\u2013"“«:;]{1,40}){0,3}|\s[0-9]{1,2}\s\p{L}{3,12}(?:\s[0-9]{4})?)
        \s?
        (?:
            [(（](?<agency>\p{Lu}{2,8})[)）]\s(?!\s?[-\u2014\u2013=])(?<open>)
            | (?:[(（](?<agency>[^()（）]{2,40})[)）]\s?)(?:--|[\u2014\u2013\u2212=]|-|\.\s?[-\u2014\u2013]{1,2}|:)\s?
            | \.?\s?/(?<agency>[^/()]{2,30})/\.?\s?(?:--|[\u2014\u2013-])?\s?
            | (?<=[^-\s])\s?(?:--|[\u2014\u2013]|\.\s?[-\u2014\u2013]|\s-)\s
        )
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex("""
        (?:^|(?<=[\s.!?。！？…"”»’)]))
        (?: -\s?0\s?-
          | -\s?30\s?-
          | \#(?:\s?\#){2,}
          | [(\[（【](?:END|End|end|ENDS|Ends|끝|完|終|终|Конец|конец|Fin|FIN|Ende|ENDE)[)\]）】]
          | -\s?(?:END|ENDS|End|Ends|end|ends|끝)\s?-
          | [（(](?:編輯|编辑|責任編輯|责任编辑|編譯|编译|編集)[:：/／][^（）()]{1,30}[)）](?:[0-9]{7})?
          | //?(?:end|ends|END|ENDS)\b\.?
          | (?:(?<=^)|(?<=[.!?。"”»’)]\s?))(?:END|ENDS|Enditem|ENDITEM|ENDE|КОНЕЦ)
          | (?<=^)(?:End|Ends|Ende|끝|以上)\.?
        )\s?$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex EndMark();

    // www.site.example (Juche113.6.20.)
    [GeneratedRegex(@"(?:^|(?<=\s))(?:(?:https?://)?[\w-]+(?:\.[\w-]+){1,3}/?\s?)?[(（]\s?(?:Juche|주체|主体|主體)\s?[0-9]{1,3}[^()（）]{0,24}(?:[(（][0-9]{4}[)）][^()（）]{0,20})?[)）]\.?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CalendarMark();
}

using System.Globalization;

namespace Variorum;

// Phrases of other languages that lean on the account's own date, and parts of a year: data beside this file.
internal sealed partial class DateReader
{
    private const int LongestPhrase = 3;

    private static readonly Lazy<Dictionary<string, (string Kind, int Number)>> Phrases = new(static () =>
    {
        var phrases = new Dictionary<string, (string, int)>(StringComparer.OrdinalIgnoreCase);
        using var stream = typeof(DateReader).Assembly.GetManifestResourceStream("dates.phrases.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            var number = int.Parse(cells[1], CultureInfo.InvariantCulture);
            foreach (var phrase in cells[2].Split(' ')) phrases.Add(phrase.Replace('_', ' '), (cells[0], number));
        }
        return phrases;
    });

    // Those in Han and Hangul stand within a run of letters, the longest first.
    private static readonly Lazy<(string Phrase, string Kind, int Number)[]> WidePhrases = new(static () =>
        [.. Phrases.Value.Where(static phrase => phrase.Key[^1] >= '\u3000')
            .OrderByDescending(static phrase => phrase.Key.Length).ThenBy(static phrase => phrase.Key, StringComparer.Ordinal)
            .Select(static phrase => (phrase.Key, phrase.Value.Kind, phrase.Value.Number))]);

    // "прошлой неделе", "primer semestre de 2024"
    private bool Phrase(int i)
    {
        if (text.English || text.Text[text[i].Start] >= '\u3000') return false;
        var phrases = Phrases.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var words = LongestPhrase; words > 0; words--)
        {
            var end = i + words;
            if (end > text.Count || !phrases.TryGetValue(text.Text.AsSpan(text[i].Start, text[end - 1].End - text[i].Start), out var phrase)) continue;
            if (phrase.Kind is not ("half" or "quarter")) return Told(phrase.Kind, phrase.Number) is { } told && Add(i, end, told.From, told.Until);
            var at = text.Of(end) is "de" or "del" or "des" or "du" ? end + 1 : end;
            var year = YearAt(at);
            if (year > 0) end = YearWord(at + 1);
            else if (published is { } today) year = today.Year;
            var (from, until) = Months(phrase.Kind, phrase.Number, year);
            return year > 0 && Add(i, end, from, until);
        }
        return false;
    }

    // 今年, 2024年上半年, 上周五, 지난주 금요일, 1분기: no blank parts them from the letters around.
    private bool WidePhrase(int i)
    {
        var run = text[i];
        if (text.IsDigits(i) && !(run.Length == 1 && text.IsWord(i + 1) && text.Joined(i + 1))) return false;
        if (!text.IsDigits(i) && text.Text[run.Start] < '\u3000') return false;
        return WideRun(run.Start, run.End);
    }

    private bool WideRun(int from, int to)
    {
        var any = false;
        for (var at = from; at < to; at++)
        {
            // Hangul is written in words, so that a phrase opens one.
            if (at > from && text.Text[at] >= '\uac00') break;
            foreach (var (phrase, kind, number) in WidePhrases.Value)
            {
                if (!text.Text.AsSpan(at).StartsWith(phrase)) continue;
                var end = at + phrase.Length;
                if (kind is not "=" && WideSpan(kind, number, at, ref end, out var start) is { } value)
                {
                    AddSpan(start, end, value);
                    any = true;
                }
                at = end - 1;
                next = Math.Max(next, text.From(end));
                break;
            }
        }
        return any;
    }

    private string? WideSpan(string kind, int number, int at, ref int end, out int start)
    {
        start = at;
        if (kind is "half" or "quarter")
        {
            var year = published?.Year ?? 0;
            // 2024年上半年: the year stands before it, taken already.
            if (found.Count > 0 && found[^1] is var last && last.End >= at - 1 && last.Value.Length == 4)
            {
                year = int.Parse(last.Value, CultureInfo.InvariantCulture);
                start = last.Start;
                found.RemoveAt(found.Count - 1);
            }
            var (first, until) = Months(kind, number, year);
            return year > 0 ? $"{first}/{until}" : null;
        }
        if (Told(kind, number) is not { } told) return null;
        if (kind is "week" && WideWeekday(ref end) is > 0 and var weekday) return told.From.AddDays(weekday - 1).ToString();
        return told.Until is { } to ? $"{told.From}/{to}" : told.From.ToString();
    }

    // 上周五, 上星期五 is no week by itself; 지난주 금요일
    private int WideWeekday(ref int end)
    {
        var rest = text.Text.AsSpan(end);
        if (rest.Length > 0 && "一二三四五六日".IndexOf(rest[0]) is >= 0 and var han)
        {
            end++;
            return han + 1;
        }
        if (rest.Length > 3 && rest[0] == ' ' && rest[2..].StartsWith("요일") && "월화수목금토일".IndexOf(rest[1]) is >= 0 and var hangul)
        {
            end += 4;
            return hangul + 1;
        }
        return 0;
    }

    private static (CalendarDay From, CalendarDay Until) Months(string kind, int number, int year)
    {
        var length = kind is "half" ? 6 : 3;
        var first = new CalendarDay(year, (number - 1) * length + 1);
        return (first, first with { Month = first.Month + length - 1 });
    }

    private (CalendarDay From, CalendarDay? Until)? Told(string kind, int number)
    {
        if (published is not { } today) return null;
        switch (kind)
        {
            case "year":
                return (new CalendarDay(today.Year + number), null);
            case "month" when today.Month > 0:
                return (today.AddMonths(number), null);
            case "week" when today.Day > 0:
                var monday = today.AddDays(1 - today.Weekday + 7 * number);
                return (monday, monday.AddDays(6));
            case "day" when today.Day > 0:
                return (today.AddDays(number), null);
            default:
                return null;
        }
    }
}

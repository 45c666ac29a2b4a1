using System.Globalization;

namespace Variorum;

// Phrases of other languages that lean on the account's own date, and parts of a year: data beside this file.
internal sealed partial class DateReader
{
    private const int LongestPhrase = 3;

    private static readonly Lazy<(string Phrase, string Kind, int Number)[]> Rows = new(static () =>
    {
        var rows = new List<(string, string, int)>();
        using var stream = typeof(DateReader).Assembly.GetManifestResourceStream("dates.phrases.tsv")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#')) continue;
            var cells = line.Split('\t');
            var number = int.Parse(cells[1], CultureInfo.InvariantCulture);
            foreach (var phrase in cells[2].Split(' ')) rows.Add((phrase.Replace('_', ' '), cells[0], number));
        }
        return [.. rows];
    });

    private static readonly Lazy<Dictionary<string, (string Kind, int Number)>> Phrases = new(static () =>
        Rows.Value.Where(static row => row.Kind is not ("=" or "+"))
            .ToDictionary(static row => row.Phrase, static row => (row.Kind, row.Number), StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<HashSet<string>> Undated = new(static () => [.. Words("=")]);

    private static readonly Lazy<string[]> Particles = new(static () => [.. Words("+").OrderByDescending(static word => word.Length)]);

    // Those in Han and Hangul stand within a run of letters, the longest first.
    private static readonly Lazy<(string Phrase, string Kind, int Number)[]> WidePhrases = new(static () =>
        [.. Rows.Value.Where(static row => row.Phrase[^1] >= '\u3000' && row.Kind is not "+")
            .OrderByDescending(static row => row.Phrase.Length).ThenBy(static row => row.Phrase, StringComparer.Ordinal)]);

    private static IEnumerable<string> Words(string kind) => Rows.Value.Where(row => row.Kind == kind).Select(static row => row.Phrase);

    // "прошлой неделе", "primer semestre de 2024"
    private bool Phrase(int i)
    {
        if (text.English || text.Text[text[i].Start] >= '\u3000') return false;
        var phrases = Phrases.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var words = LongestPhrase; words > 0; words--)
        {
            var end = i + words;
            if (end > text.Count || !phrases.TryGetValue(Written(i, end), out var phrase)) continue;
            // "am Morgen", "heute morgen": the word as it is written, or with the one before it.
            if (IsUndated(i, end) || (i > 0 && IsUndated(i - 1, end))) return false;
            if (phrase.Kind is not ("half" or "quarter")) return Told(phrase.Kind, phrase.Number) is { } told && Add(i, end, told.From, told.Until);
            var at = text.Of(end) is "de" or "del" or "des" or "du" ? end + 1 : end;
            var year = YearAt(at);
            if (year > 0) end = YearWord(at + 1);
            else if (published is { } today) year = today.Year;
            return Months(phrase.Kind, phrase.Number, year) is { } months && Add(i, end, months.From, months.Until);
        }
        return false;
    }

    private ReadOnlySpan<char> Written(int from, int to) => text.Text.AsSpan(text[from].Start, text[to - 1].End - text[from].Start);

    private bool IsUndated(int from, int to) => Undated.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Written(from, to));

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
                if (!text.Text.AsSpan(at).StartsWith(phrase) || !IsWordsEnd(at + phrase.Length)) continue;
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

    // 모레까지 ends with a particle, and the name 모레노 goes on; Han has no such ends.
    private bool IsWordsEnd(int end)
    {
        if (text.Text[end - 1] < '\uac00') return true;
        while (end < text.Text.Length && text.Text[end] is >= '가' and <= '힣')
        {
            var rest = text.Text.AsSpan(end);
            var particle = 0;
            foreach (var word in Particles.Value)
            {
                if (!rest.StartsWith(word)) continue;
                particle = word.Length;
                break;
            }
            if (particle == 0) return false;
            end += particle;
        }
        return true;
    }

    private string? WideSpan(string kind, int number, int at, ref int end, out int start)
    {
        start = at;
        if (kind is "half" or "quarter")
        {
            // 2024年上半年: the year stands before it, taken already.
            var dated = found.Count > 0 && found[^1] is var last && last.End >= at - 1 && last.Value.Length == 4;
            var year = dated ? int.Parse(found[^1].Value, CultureInfo.InvariantCulture) : published?.Year ?? 0;
            if (Months(kind, number, year) is not { } months) return null;
            if (dated)
            {
                start = found[^1].Start;
                found.RemoveAt(found.Count - 1);
            }
            return $"{months.From}/{months.Until}";
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

    private static (CalendarDay From, CalendarDay Until)? Months(string kind, int number, int year)
    {
        if (year <= 0) return null;
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

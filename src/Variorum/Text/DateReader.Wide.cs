namespace Variorum;

// Han and Hangul dates, which are written without blanks, and years of eras.
internal sealed partial class DateReader
{
    // 2024年6月20日, 2024년 6월 20일, 6月20日, 20日; also behind an era, whose years are added to.
    private bool WideDate(int i, int from, int era)
    {
        var at = text[i].Start;
        int year = 0, month = 0, day = 0;
        if (Field(ref at, "年년", out var first))
        {
            if (era == 0 && first is < 1000 or > 2199) return false;
            year = first + era;
            Field(ref at, "月월", out month);
            if (month > 0) Field(ref at, "日号號일", out day);
        }
        else if (Field(ref at, "月월", out month)) Field(ref at, "日号號일", out day);
        else if (!(Field(ref at, "日号號", out day) && era == 0)) return false;
        if (at < text.Text.Length && text.Text[at] is '间' or '間' or '간' or '代' or '대' or '째') return false;
        if (month == 0 && year == 0 && (day is < 1 or > 31 || published is not { Month: > 0 })) return false;

        CalendarDay value;
        if (year > 0) value = new CalendarDay(year, month, day);
        else if (Nearest(month > 0 ? month : NearestMonth(day), day) is { } nearest) value = nearest;
        else return false;
        if (!value.Valid) return false;

        var until = WideUntil(ref at, value);
        // 12月30日至2025年1月2日: the end's year is the start's, or the one after it.
        if (value.Year == 0 && until is { Year: > 1 } dated) value = value with { Year = dated.Month > 0 && dated.Month < value.Month ? dated.Year - 1 : dated.Year };
        AddSpan(from, at, until is { Valid: true } end && end != value ? $"{value}/{end}" : value.ToString());
        if (value.Day > 0) lastDay = value;
        if (value.Year > 0) lastYear = value.Year;
        next = text.From(at);
        // 2024年上半年: what follows stands in the same run of letters.
        if (text[next - 1].End > at) WideRun(at, text[next - 1].End);
        return true;
    }

    // 至20日, ~7月2日, から2025年
    private CalendarDay? WideUntil(ref int at, CalendarDay first)
    {
        var rest = text.Text.AsSpan(at, Math.Min(3, text.Text.Length - at));
        var link = rest.StartsWith("から") || rest.StartsWith("부터") ? 2 : rest.Length > 0 && rest[0] is '至' or '到' or '-' or '~' or '〜' or '～' or '–' or '—' ? 1 : 0;
        if (link == 0) return null;
        var behind = at + link;
        while (behind < text.Text.Length && text.Text[behind] == ' ') behind++;
        int month = first.Month, day = 0;
        CalendarDay until;
        if (Field(ref behind, "年년", out var year))
        {
            month = 0;
            if (Field(ref behind, "月월", out month)) Field(ref behind, "日号號일", out day);
            until = new CalendarDay(year, month, day);
        }
        else if (Field(ref behind, "月월", out month))
        {
            Field(ref behind, "日号號일", out day);
            until = first with { Month = month, Day = day };
        }
        else if (first.Day > 0 && Field(ref behind, "日号號일", out day)) until = first with { Day = day };
        else return null;
        if (!until.Valid) return null;
        at = behind;
        return until;
    }

    private int NearestMonth(int day)
    {
        var today = published!.Value;
        return today.Day > 0 && day > today.Day + 15 ? (today.Month + 10) % 12 + 1 : today.Month;
    }

    // Digits, a blank perhaps, and the character that names what they count.
    private bool Field(ref int at, ReadOnlySpan<char> names, out int value)
    {
        value = 0;
        var i = at;
        while (i < text.Text.Length && i - at < 2 && text.Text[i] == ' ') i++;
        var digits = 0;
        while (i < text.Text.Length && char.IsDigit(text.Text[i]) && digits < 5)
        {
            value = value * 10 + (int)char.GetNumericValue(text.Text[i++]);
            digits++;
        }
        if (i < text.Text.Length && text.Text[i] == ' ') i++;
        if (digits is 0 or > 4 || i >= text.Text.Length || names.IndexOf(text.Text[i]) < 0)
        {
            value = 0;
            return false;
        }
        at = i + 1;
        return true;
    }

    // Juche113.6.20., Juche 113 (2024), 令和6年6月20日, Reiwa 6, 주체113(2024)년 6월 20일
    private bool EraDate(int i)
    {
        var word = text.Of(i);
        // Letters before the era's name run on in Han and Hangul texts.
        var era = Calendars.Era(word);
        if (era == 0) return false;
        var at = i + 1;
        if (text.Is(at, "year")) at++;
        if (text.Of(at) is ['元', '年', ..])
        {
            AddSpan(text[i].Start, text[at].Start + 2, new CalendarDay(era + 1).ToString());
            next = at + 1;
            return true;
        }
        if (!text.IsDigits(at) || text[at].Length > 3) return false;
        var year = text.Number(at) + era;
        if (Bracket(at + 1) && YearAt(at + 2) == year)
        {
            if (text.Of(at + 4) is ['년' or '年', ..])
            {
                var behind = text[at + 4].Start + 1;
                Field(ref behind, "月월", out var month);
                var day = 0;
                if (month > 0) Field(ref behind, "日일", out day);
                var value = new CalendarDay(year, month, day);
                if (!value.Valid) return false;
                AddSpan(text[i].Start, behind, value.ToString());
                next = text.From(behind);
                return true;
            }
            return Add(i, at + 4, new CalendarDay(year));
        }
        if (WideDate(at, text[i].Start, era)) return true;
        if (text.Is(at + 1, '.') && text.IsDigits(at + 2) && text.Is(at + 3, '.') && text.IsDigits(at + 4) && new CalendarDay(year, text.Number(at + 2), text.Number(at + 4)) is { Valid: true } dotted)
            return Add(i, text.Is(at + 5, '.') && text.Joined(at + 5) ? at + 6 : at + 5, dotted);
        return Add(i, at + 1, new CalendarDay(year));
    }

    // An era's name at the end of a run of letters.
    private bool EraBefore(int i)
    {
        if (!text.Joined(i) || !text.IsWord(i - 1) || text[i - 1].Length <= 2 || text.Of(i - 1)[^1] < '\u3000') return false;
        return Calendars.Era(text.Of(i - 1)[^2..]) is > 0 and var era && WideDate(i, text[i].Start - 2, era);
    }
}

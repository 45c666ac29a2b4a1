namespace Variorum;

// Days, months and years by name and number.
internal sealed partial class DateReader
{
    // 2024-06-20, 2024/06/20, 2024.6.20, 2024. 6. 20., 2024-06, and the day first: 20.06.2024, 20/06/2024, 20.06.24
    private bool Dashed(int i)
    {
        if (YearAt4(i) is not (> 0 and var year) || !(text.Is(i + 1, '-') || text.Is(i + 1, '/') || text.Is(i + 1, '.')) || !text.Joined(i + 1) || !text.IsDigits(i + 2)) return false;
        var mark = text.Text[text[i + 1].Start];
        var spaced = mark == '.' && !text.Joined(i + 2);
        if (text[i + 2].Length > 2 || (!spaced && !text.Joined(i + 2))) return false;
        if (text.Is(i + 3, mark) && text.Joined(i + 3) && text.IsDigits(i + 4) && text[i + 4].Length <= 2)
        {
            var end = mark == '.' && text.Is(i + 5, '.') && text.Joined(i + 5) ? i + 6 : i + 5;
            return Add(i, end, new CalendarDay(year, text.Number(i + 2), text.Number(i + 4)));
        }
        return mark == '-' && text[i + 2].Length == 2 && text.Number(i + 2) is >= 1 and <= 12 && !(text.Is(i + 3, '-') && text.Joined(i + 3))
            && (text.Of(i + 2)[0] == '0' || text.Number(i + 2) <= year % 100) && Add(i, i + 3, new CalendarDay(year, text.Number(i + 2)));
    }

    private int YearAt4(int i) => text[i].Length == 4 && text.Number(i) is >= 1000 and <= 2199 and var year ? year : 0;

    private bool Dotted(int i)
    {
        if (text[i].Length > 2 || !(text.Is(i + 1, '.') || text.Is(i + 1, '/') || text.Is(i + 1, '-')) || !text.Joined(i + 1)) return false;
        var mark = text.Text[text[i + 1].Start];
        if (!text.IsDigits(i + 2) || text[i + 2].Length > 2 || !text.Joined(i + 2) || !text.Is(i + 3, mark) || !text.Joined(i + 3) || !text.IsDigits(i + 4) || !text.Joined(i + 4)) return false;
        var year = text[i + 4].Length switch
        {
            4 => text.Number(i + 4),
            2 when mark == '.' => text.Number(i + 4) is < 70 and var late ? 2000 + late : 1900 + text.Number(i + 4),
            _ => 0,
        };
        int day = text.Number(i), month = text.Number(i + 2);
        if (month > 12 && mark == '/') (day, month) = (month, day);
        return year is >= 1000 and <= 2199 && month > 0 && day > 0 && Add(i, YearWord(i + 5), new CalendarDay(year, month, day));
    }

    // 20 June 2024, 20-21 June, 20 and 21 June, 20 de junio de 2024, 20. Juni 2024, 20 июня 2024 г.
    private bool DayFirst(int i, int from)
    {
        if (DayAt(i) is not (> 0 and var day)) return false;
        var at = AfterDay(i);
        if (MonthAt(at) is > 0 and var month) return DayMonth(from, at, day, 0, month, 0);
        var dashAt = at;
        if (!(text.IsDash(at) || text.Of(at) is "and" or "to" or "bis" or "und" or "y" or "et" or "и" or "по" or "al" or "a" or "au" or "till" or "until") || DayAt(at + 1) is not (> 0 and var until)) return false;
        at = AfterDay(at + 1);
        if (MonthAt(at) is not (> 0 and var common)) return false;
        if (until <= day) return false;
        // "2 and 4 July" are two days, "2 and 3 July" one visit.
        if (text.Of(dashAt) is "and" or "und" or "y" or "et" or "и" && until > day + 1 && text.Of(i - 1) is not ("between" or "Between")) return Both(i, day, dashAt + 1, until, at, common);
        return DayMonth(from, at, day, until, common, 0);
    }

    private bool Both(int i, int day, int secondAt, int second, int monthAt, int month)
    {
        var end = AfterMonth(monthAt);
        var year = YearBehind(end, out var behind);
        if (year > 0) end = behind;
        if ((year > 0 ? new CalendarDay(year, month, day) : Nearest(month, day)) is not { } first) return false;
        return Add(i, secondAt - 1, first) & Add(secondAt, end, first with { Day = second });
    }

    private int DayAt(int i) => text.IsDigits(i) && text[i].Length <= 2 && text.Number(i) is >= 1 and <= 31 and var day ? day : 0;

    private int AfterDay(int i)
    {
        var at = i + 1;
        if (text.IsWord(at) && text.Joined(at) && text.Of(at) is "st" or "nd" or "rd" or "th" or "er" or "º" or "ª" or "го") at++;
        else if (text.Is(at, '-') && text.Joined(at) && text.Of(at + 1) is "го" or "е") at += 2;
        else if ((text.Is(at, '.') && (MonthAt(at + 1) > 0 || text.IsDash(at + 1))) || (text.Is(at, 'º') && text.Joined(at))) at++;
        if (text.Of(at) is "of" or "de" or "di") at++;
        return at;
    }

    // Among English words "Janeiro" and "mars" are none of the months that other languages write so.
    private int MonthAt(int i) => text.IsWord(i) ? Calendars.Month(text.Of(i), english: text.English) : 0;

    // The lexeme behind a month's name, its stop and its second name ("حزيران/يونيو").
    private int AfterMonth(int i)
    {
        var at = i + 1;
        if (text.Is(at, '/') && MonthAt(at + 1) == MonthAt(i)) at += 2;
        if (text.Is(at, '.') && text.Joined(at) && text[i].Length <= 5 && (text.IsDigits(at + 1) || text.Is(at + 1, ','))) at++;
        return at;
    }

    private bool DayMonth(int from, int monthAt, int day, int until, int month, int untilMonth)
    {
        var end = AfterMonth(monthAt);
        // 30 June - 2 July 2024
        if (until == 0 && (text.IsDash(end) || text.Of(end) is "to" or "bis" or "по" or "al" or "au") && DayAt(end + 1) is > 0 and var second && MonthAt(AfterDay(end + 1)) is > 0 and var secondMonth)
        {
            (until, untilMonth) = (second, secondMonth);
            end = AfterMonth(AfterDay(end + 1));
        }
        var year = YearBehind(end, out var behind);
        if (year > 0) end = behind;
        var start = year > 0 ? new CalendarDay(year, month, day) : Nearest(month, day);
        if (start is not { } first) return false;
        if (until == 0) return !Named(from, end, year) && Add(from, end, first);
        var last = new CalendarDay(first.Year, untilMonth == 0 ? month : untilMonth, until);
        if (untilMonth > 0 && untilMonth < month) (first, last) = year > 0 ? (first with { Year = year - 1 }, last) : (first, last with { Year = YearAfter(first) });
        return Add(from, end, first, last);
    }

    private static int YearAfter(CalendarDay day) => day.Year == 0 ? 0 : day.Year + 1;

    // "the April 25 Hostel" is a name.
    private bool Named(int from, int end, int year) => year == 0 && text.English && text.Is(from - 1, "the") && text.Capital(end) && text[end].Start - text[end - 1].End == 1;

    private int YearBehind(int i, out int end)
    {
        var at = i;
        if (text.Is(at, ',')) at++;
        if (text.Of(at) is "de" or "del" or "of") at++;
        // "April 6, Juche 82 (1993)"
        if (text.IsWord(at) && Calendars.Era(text.Of(at)) is > 0 and var era && text.IsDigits(at + 1) && text[at + 1].Length <= 3)
        {
            end = Bracket(at + 2) && YearAt(at + 3) == era + text.Number(at + 1) ? at + 5 : at + 2;
            return era + text.Number(at + 1);
        }
        if (YearAt(at) is > 0 and var year && !(text.IsWord(at + 1) && Units.Counted(text, at + 1) && text.Is(i, ',')))
        {
            end = YearWord(at + 1);
            return year;
        }
        if (!text.Is(i, ',') && YearExpression(text.Is(i, "of") ? i + 1 : i, out end) is > 0 and var relative && (text.Is(i, "of") || text.Of(i) is "this" or "last" or "next")) return relative;
        end = i;
        return 0;
    }

    // June 20, 2024; June 20-22; June 30 - July 2; June 2024; January-October; May only where something shows that it is a month.
    private bool MonthFirst(int i, int from)
    {
        if (MonthAt(i) is not (> 0 and var month)) return false;
        var at = AfterMonth(i);
        if (DayAt(at) is > 0 and var day && !(text.Is(at + 1, '.') && text.Joined(at + 1) && text.IsDigits(at + 2) && text.Joined(at + 2)) && !text.Is(at + 1, ':') && text.English) return MonthDay(i, from, month, day, at);
        var doubtful = Calendars.Doubtful(text.Of(i));
        if ((text.IsDash(at) || text.Of(at) is "to" or "through" or "and" or "bis" or "по") && MonthAt(at + 1) is > 0 and var until && until != month && (text.Of(at) is not "and" || until == month + 1 || text.Of(i - 1) is "between" or "Between") && (!doubtful || !Calendars.Doubtful(text.Of(at + 1))))
        {
            var end = AfterMonth(at + 1);
            if (DayAt(end) > 0 && text.English && !text.IsDash(at)) return MonthAlone(i, from, month, at, doubtful);
            var year = YearBehind(end, out var behind);
            if (year > 0) end = behind;
            if (year == 0 && Nearest(until, 0) is { } near) year = near.Year;
            return Add(from, end, new CalendarDay(until < month && year > 0 ? year - 1 : year, month), new CalendarDay(year, until));
        }
        return MonthAlone(i, from, month, at, doubtful);
    }

    private bool MonthDay(int i, int from, int month, int day, int at)
    {
        var end = AfterDay(at);
        if (text.Of(end - 1) is "of" or "de") end--;
        int until = 0, untilMonth = month;
        if ((text.IsDash(end) || text.Of(end) is "to" or "through" or "and" or "until") && DayAt(end + 1) is > 0 and var second
            && (text.Of(end) is not "and" || second == day + 1 || text.Of(i - 1) is "between" or "Between") && second > day && !Units.Counted(text, end + 2))
        {
            until = second;
            end = AfterDay(end + 1);
        }
        else if ((text.IsDash(end) || text.Of(end) is "to" or "through" or "until") && MonthAt(end + 1) is > 0 and var other && DayAt(end + 2) is > 0 and var otherDay)
        {
            (until, untilMonth) = (otherDay, other);
            end = AfterDay(end + 2);
        }
        var year = YearBehind(end, out var behind);
        if (year > 0) end = behind;
        if ((year > 0 ? new CalendarDay(year, month, day) : Nearest(month, day)) is not { } first) return false;
        if (until == 0 && text.Is(end, "and") && DayAt(end + 1) is > 0 and var later && later > day && !Units.Counted(text, end + 2) && !text.IsWord(end + 2) && MonthAt(end + 2) == 0)
            return Add(from, end, first) & Add(end + 1, AfterDay(end + 1), first with { Day = later });
        if (until == 0) return !Named(from, end, year) && Add(from, end, first);
        return Add(from, end, first, new CalendarDay(untilMonth < month && year == 0 ? YearAfter(first) : first.Year, untilMonth, until));
    }

    private bool MonthAlone(int i, int from, int month, int end, bool doubtful)
    {
        var year = YearBehind(end, out var behind);
        if (year > 0) return Add(from, behind, new CalendarDay(year, month));
        var before = text.Of(i - 1);
        if (before.Equals("last", StringComparison.OrdinalIgnoreCase) && published is { } today)
            return Add(i - 1, end, new CalendarDay(month < today.Month ? today.Year : today.Year - 1, month));
        if (before is "next" or "coming" && published is { } now) return Add(i - 1, end, new CalendarDay(month > now.Month ? now.Year : now.Year + 1, month));
        if (before is "this" && published is { } same) return Add(i - 1, end, new CalendarDay(same.Year, month));
        // Without the account's date nothing but a preposition tells "in June" from a name or from "next June".
        if ((doubtful || published is null) && !BeforeMonth(before) && !(text.Is(i - 1, '-') && text.Is(i - 2, "mid"))) return false;
        if (doubtful && text[i].Length == 3 && text.Of(i) is not ("May" or "mai" or "Mai" or "мая" or "мае" or "май")) return false;
        // "March on the capital" and "August body" are no months: a name in the middle of a sentence, or behind a preposition, is.
        if (!text.Capital(i) && text.English) return false;
        // Марта Лунд is a person: months have no capitals there.
        if (text.Capital(i) && text.Text[text[i].Start] is >= '\u0400' and <= '\u04FF' && text.Capital(i + 1)) return false;
        return Nearest(month, 0) is { } nearest && Add(from, end, nearest);
    }

    private static bool BeforeMonth(ReadOnlySpan<char> word) =>
        word is "in" or "In" or "since" or "Since" or "of" or "until" or "by" or "early" or "late" or "during" or "from" or "mid" or "en" or "im" or "в" or "с" or "En" or "Im" or "В" or "С";

    // "the 1990s"
    private bool Decade(int i)
    {
        if (text[i].Length != 4 || text.Number(i) % 10 != 0 || text.Number(i) is < 1500 or > 2190) return false;
        var end = text.Of(i + 1) is "s" && text.Joined(i + 1) ? i + 2
            : text.Is(i + 1, '-') && text.Of(i + 2) is "е" or "х" ? i + 3
            : (text.Is(i + 1, '\'') || text.Is(i + 1, '’')) && text.Of(i + 2) is "s" && text.Joined(i + 2) ? i + 3 : 0;
        return end > 0 && Add(i, end, new CalendarDay(text.Number(i)), new CalendarDay(text.Number(i) + 9));
    }

    // 2024, 2022-2024, 2022-24, from 2022 to 2024
    private bool Years(int i)
    {
        if (YearAt(i) is not (> 0 and var year) || (i > 0 && text.Joined(i) && !Bracket(i - 1) && !text.IsDash(i - 1) && !text.Is(i - 1, '/') && !text.Is(i - 1, '"') && !text.Is(i - 1, '“'))) return false;
        if (text.IsDash(i + 1) || text.Is(i + 1, '/') || (text.Of(i + 1) is "to" or "and" && text.Of(i - 1) is "from" or "From" or "between" or "Between") || text.Of(i + 1) is "through" or "bis" or "по")
        {
            var until = YearAt(i + 2);
            if (until == 0 && text[i + 2].Length == 2 && text.Joined(i + 1) && text.Joined(i + 2) && text.IsDigits(i + 2)) until = year / 100 * 100 + text.Number(i + 2);
            if (until > year && until - year < 200 && !Units.Counted(text, i + 3)) return Add(i, YearWord(i + 3), new CalendarDay(year), new CalendarDay(until));
        }
        var end = YearWord(i + 1);
        return (end > i + 1 || LooksLikeYear(i, year)) && Add(i, end, new CalendarDay(year));
    }

    private bool Bracket(int i) => text.Is(i, '(') || text.Is(i, '[');

    // A bare number of four digits may count things, or be part of a name ("Agenda 2030", "Resolution 2231").
    private bool LooksLikeYear(int i, int year)
    {
        if (year is < 1500 or > 2100) return false;
        if (i > 0 && (text.Is(i - 1, '$') || text.Is(i - 1, '€') || text.Is(i - 1, '£') || text.Is(i - 1, '№') || text.Is(i - 1, '#') || text.Is(i - 1, '/'))) return false;
        if (text.Is(i + 1, '-') && text.Joined(i + 1) && text.IsWord(i + 2) && text.Joined(i + 2)) return false;
        if (text.Is(i + 1, '/') && text.Joined(i + 1)) return false;
        if (text.IsDash(i - 1) && text.Joined(i) && text.Joined(i - 1) && (text.IsWord(i - 2) || text.IsDigits(i - 2)) && !Calendars.Month(text.Of(i - 2)).Equals(0)) return true;
        if (text.IsDash(i - 1) && text.Joined(i) && text.Joined(i - 1)) return text.Is(i - 2, "mid");
        if (text.Is(i + 1, '%') || (text.IsWord(i + 1) && (Units.Counted(text, i + 1) || Numerals.Scale(text.Of(i + 1), text.English) > 0))) return false;
        var before = text.Of(i - 1);
        if (text.IsWord(i - 1) && text.Capital(i - 1) && !Preposition(before) && Calendars.Month(before) == 0 && text[i].Start - text[i - 1].End == 1 && text.English && Calendars.Weekday(before) == 0) return false;
        return before is not ("No" or "resolution" or "resolutions" or "article" or "paragraph" or "decree" or "number" or "Nos" or "№" or "about" or "some" or "than" or "over" or "nearly" or "almost" or "around") || (before is "than" && (!text.IsWord(i + 1) || text.Of(i + 1) is "levels" or "level" or "figures" or "results"));
    }

    private static bool Preposition(ReadOnlySpan<char> word) =>
        word is "In" or "Since" or "By" or "From" or "Until" or "Of" or "During" or "After" or "Before" or "For" or "The" or "Between" or "Early" or "Late" or "And" or "On" or "To" or "Till" or "Through" or "Back" or "Throughout";
}

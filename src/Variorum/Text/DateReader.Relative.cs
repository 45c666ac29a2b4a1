namespace Variorum;

// What leans on the account's own date, or on a date told before.
internal sealed partial class DateReader
{
    private const int WillWithin = 160;

    private bool Relative(int i)
    {
        if (published is not { } today) return false;
        var word = text.Of(i);
        if (today.Day > 0 && NamedDay(word) is { } days && (word is not "hier" || text.French) && !((text.Is(i + 1, '\'') || text.Is(i + 1, '’')) && text.Joined(i + 1) && text.Is(i + 2, "s") && days == 0 && text.Is(i + 3, "world")))
        {
            if (days == -1 && text.Is(i - 1, "before") && text.Is(i - 2, "day")) return Add(i - (text.Is(i - 3, "the") || text.Is(i - 3, "The") ? 3 : 2), i + 1, today.AddDays(-2));
            if (days == 1 && text.Is(i - 1, "after") && text.Is(i - 2, "day")) return Add(i - 2, i + 1, today.AddDays(2));
            return Add(i, AfterPartOfDay(i + 1), today.AddDays(days));
        }
        if (YearPhrase(i, today)) return true;
        if (word is "new" or "New" && text.Of(i + 1) is "year" or "Year" && text.Of(i - 1) is "the") return Add(i - 1, i + 2, new CalendarDay(today.Month == 1 ? today.Year : today.Year + 1));
        // "over the weekend", told behind it or in it
        if (word is "weekend" && text.Is(i - 1, "the") && today.Day > 0 && text.Of(i - 2) is "over" or "Over" or "at" or "during" or "During" or "on")
        {
            var saturday = today.AddDays(today.Weekday >= 6 ? 6 - today.Weekday : -1 - today.Weekday);
            return Add(i - 1, i + 1, saturday, saturday.AddDays(1));
        }
        // "by the end of the year"
        if (word is "year" or "month" && text.Is(i - 1, "the") && WithPart(i) < i - 1 && YearAt(i + 1) == 0) return Add(i, i + 1, word is "year" ? new CalendarDay(today.Year) : today with { Day = 0 });
        if (word.Equals("that", StringComparison.OrdinalIgnoreCase) || word.Equals("same", StringComparison.OrdinalIgnoreCase)) return Again(i);
        var shift = Shift(word);
        return shift is { } step && Shifted(i, i + 1, step, today);
    }

    private static int? NamedDay(ReadOnlySpan<char> word) => word switch
    {
        "today" or "Today" or "tonight" or "Tonight" or "сегодня" or "Сегодня" or "сьогодні" or "Сьогодні" or "hoy" or "Hoy" or "aujourd" or "Aujourd" or "heute" or "Heute" or "اليوم" => 0,
        "yesterday" or "Yesterday" or "вчера" or "Вчера" or "вчора" or "ayer" or "Ayer" or "hier" or "gestern" or "Gestern" or "أمس" => -1,
        "tomorrow" or "Tomorrow" or "завтра" or "Завтра" or "demain" or "Demain" => 1,
        _ => null,
    };

    private int AfterPartOfDay(int i) => text.Of(i) is "morning" or "afternoon" or "evening" or "night" ? i + 1 : i;

    private static int? Shift(ReadOnlySpan<char> word) => word switch
    {
        "this" or "This" or "current" or "ongoing" => 0,
        "last" or "Last" or "previous" or "preceding" => -1,
        "next" or "Next" or "coming" or "following" or "upcoming" => 1,
        _ => null,
    };

    private bool Shifted(int i, int unitAt, int step, CalendarDay today)
    {
        var unit = text.Of(unitAt);
        var from = text.Of(i - 1) is "the" or "The" ? i - 1 : i;
        // "the last year of the war" and "next day" lean on what was told, "the past years" on nothing.
        var told = text.Of(i) is "following" or "previous" or "preceding" || (from < i && text.Of(i) is "next");
        switch (unit)
        {
            case "year":
                return Add(text.Of(i) is "current" or "previous" or "following" or "coming" ? from : i, unitAt + 1, new CalendarDay((told ? lastYear : today.Year) + step));
            case "month" when today.Month > 0:
                return Add(i, unitAt + 1, told && lastDay is { } day ? day.AddMonths(step) : today.AddMonths(step));
            case "week" when today.Day > 0:
                var monday = today.AddDays(1 - today.Weekday + 7 * step);
                return Add(i, unitAt + 1, monday, monday.AddDays(6));
            case "weekend" when today.Day > 0:
                var saturday = today.AddDays(6 - today.Weekday + 7 * (step == 1 && today.Weekday < 6 ? 0 : step));
                return Add(i, unitAt + 1, saturday, saturday.AddDays(1));
            case "quarter" when today.Month > 0:
                var quarter = new CalendarDay(today.Year, (today.Month - 1) / 3 * 3 + 1).AddMonths(3 * step);
                return Add(i, unitAt + 1, quarter, quarter.AddMonths(2));
            case "decade" or "century":
                return false;
            case "day" when told || text.Is(i, "next"):
                return told && lastDay is { Day: > 0 } anchor && Add(from, unitAt + 1, anchor.AddDays(step));
            case "morning" or "afternoon" or "evening" or "night" when today.Day > 0 && step <= 0 && text.Of(i) is "this" or "This" or "last" or "Last":
                return Add(i, unitAt + 1, today.AddDays(step));
        }
        if (Calendars.Weekday(unit) is > 0 and var weekday && today.Day > 0)
        {
            var away = weekday - today.Weekday;
            var days = step switch { 0 => away, < 0 => away >= 0 ? away - 7 : away, _ => away <= 0 ? away + 7 : away };
            return Add(i, unitAt + 1, today.AddDays(days));
        }
        if (Calendars.Season(unit) is > 0 and var season && text.Of(i) is not "following" && today.Month > 0)
        {
            var start = new CalendarDay(today.Year, season);
            if (step < 0 && season > today.Month - 3) start = start with { Year = today.Year - 1 };
            if (step > 0 && season <= today.Month) start = start with { Year = today.Year + 1 };
            return Add(i, unitAt + 1, start, start.AddMonths(2));
        }
        return false;
    }

    // "in this year" in the languages that put the pronoun elsewhere.
    private bool YearPhrase(int i, CalendarDay today)
    {
        var word = text.Of(i);
        if (text.Is(i + 1, "году") || text.Is(i + 1, "года") || text.Is(i + 1, "год") || text.Is(i + 1, "році") || text.Is(i + 1, "року"))
        {
            int? step = word switch
            {
                "этом" or "этого" or "текущем" or "текущего" or "нынешнем" or "нынешнего" or "цього" or "цьому" or "поточного" => 0,
                "прошлом" or "прошлого" or "минулого" or "минулому" => -1,
                "следующем" or "следующего" or "будущем" or "будущего" or "наступного" => 1,
                _ => null,
            };
            if (step is { } years) return Add(i, i + 2, new CalendarDay(today.Year + years));
        }
        if (word is "este" && text.Is(i + 1, "año")) return Add(i, i + 2, new CalendarDay(today.Year));
        if (word is "cette" && text.Is(i + 1, "année")) return Add(i, i + 2, new CalendarDay(today.Year));
        if (word is "año" && text.Is(i + 1, "pasado")) return Add(i, i + 2, new CalendarDay(today.Year - 1));
        if (word is "année" && text.Is(i + 1, "dernière")) return Add(i, i + 2, new CalendarDay(today.Year - 1));
        if (word is "dieses" or "diesem" && (text.Is(i + 1, "Jahres") || text.Is(i + 1, "Jahr"))) return Add(i, i + 2, new CalendarDay(today.Year));
        if (word is "vergangenen" or "letzten" or "vorigen" && (text.Is(i + 1, "Jahres") || text.Is(i + 1, "Jahr"))) return Add(i, i + 2, new CalendarDay(today.Year - 1));
        return false;
    }

    private bool Again(int i)
    {
        var from = text.Of(i - 1) is "the" or "The" ? i - 1 : i;
        if (text.Is(i + 1, "day") || (text.Is(i + 1, "evening") || text.Is(i + 1, "morning") || text.Is(i + 1, "night")))
            return lastDay is { } day && Add(from, i + 2, day);
        if (text.Is(i + 1, "year") && lastYear > 0 && found.Count > 0) return Add(from, i + 2, new CalendarDay(lastYear));
        return text.Is(i + 1, "month") && lastDay is { } told && Add(from, i + 2, told with { Day = 0 });
    }

    // "on Monday", "Thursday, June 20, 2024", "Tuesday (June 18)"
    private bool WeekdayDate(int i)
    {
        if (Calendars.Weekday(text.Of(i)) is not (> 0 and var weekday)) return false;
        var at = text.Is(i + 1, ',') ? i + 2 : i + 1;
        if (MonthFirst(at, i) || DayFirst(at, i)) return true;
        if (published is not { Day: > 0 } today) return false;
        var away = weekday - today.Weekday;
        if (away > 0 && !Will(i)) away -= 7;
        if (away < 0 && Will(i)) away += 7;
        // "from Tuesday to Thursday"
        if (text.Of(i + 1) is "to" or "until" or "through" && text.Of(i - 1) is "from" or "From" or "between" && Calendars.Weekday(text.Of(i + 2)) is > 0 and var until)
            return Add(i, i + 3, today.AddDays(away), today.AddDays(away + (until - weekday + 7) % 7));
        return Add(i, AfterPartOfDay(i + 1), today.AddDays(away));
    }

    private bool Will(int i)
    {
        // "The bridge will open in May, she said on Tuesday": the day is that of the verb beside it.
        var verb = text.Is(i - 1, "on") ? i - 2 : i - 1;
        if (text.Of(verb) is "said" or "told" or "wrote" || (text.Of(verb).EndsWith("ed") && text.Of(verb) is not ("expected" or "scheduled" or "planned" or "slated") && text.Of(verb - 1) is not ("be" or "been" or "being"))) return false;
        for (var k = i - 1; k >= 0 && text[i].Start - text[k].Start < WillWithin; k--)
        {
            if (text.Is(k, '.') && !text.Joined(k + 1) && text.Capital(k + 1) && text[k - 1].Length > 2) return false;
            if (text.Of(k) is "was" or "were" or "had" or "took" or "did" or "said" or "told") return false;
            if (text.Of(k) is "will" or "shall" or "would" or "expected" or "scheduled" or "planned" or "ll" or "to" && (text.Of(k) is not "to" || text.Of(k - 1) is "is" or "are" or "due" or "going")) return true;
        }
        for (var k = i + 1; text[k].Start - text[i].Start < WillWithin / 2 && k < text.Count; k++)
        {
            if (text.Is(k, '.') && !text.Joined(k + 1)) return false;
            if (text.Of(k) is "was" or "were" or "had" or "took" or "did" or "and" or "but") return false;
            if (text.Of(k) is "will" or "shall") return true;
        }
        return false;
    }

    // "the first five months of this year", "the second half of 2023", "Q1 2024", "summer 2024", "the end of this month"
    private bool PartOfYear(int i)
    {
        var word = text.Of(i);
        if (word is "Q" or "H" && text.IsDigits(i + 1) && text.Joined(i + 1) && text.Number(i + 1) is >= 1 and <= 4 and var numbered)
        {
            var year = YearExpression(text.Is(i + 2, "of") ? i + 3 : i + 2, out var behind);
            return year > 0 && Part(i, behind, year, word is "Q" ? 3 : 6, numbered);
        }
        if (Calendars.Season(word) is > 0 and var season && word is not "fall" && (text.Is(i + 1, "of") || YearAt(i + 1) > 0))
        {
            var year = YearExpression(text.Is(i + 1, "of") ? i + 2 : i + 1, out var behind);
            var start = new CalendarDay(year, season);
            return year > 0 && Add(i, behind, start, start.AddMonths(2));
        }
        var order = word switch
        {
            "first" or "First" => 1,
            "second" or "Second" or "latter" => 2,
            "third" or "Third" => 3,
            "fourth" or "Fourth" => 4,
            "last" or "Last" => -1,
            "1st" => 1,
            _ => 0,
        };
        if (order == 0) return false;
        var at = i + 1;
        decimal count = 1;
        if (Numerals.Read(text, at, english: true) is { } number)
        {
            count = number.Value;
            at = number.End;
        }
        var months = text.Of(at) switch { "month" or "months" => 1, "quarter" or "quarters" => 3, "half" => 6, _ => 0 };
        if (months == 0 || count is < 1 or > 12) return false;
        var linked = text.Is(at + 1, "of") || text.Is(at + 1, "in") ? at + 2 : at + 1;
        var own = YearExpression(linked, out var end);
        if (months == 6 && count == 1 && text.Is(at + 1, '-') && text.Is(at + 2, "year") && published is { } half) return Part(i, at + 3, half.Year, 6, order);
        if (own == 0) return order > 0 && Unyeared(i, at + 1, months, order, (int)count);
        var total = (int)count * months;
        if (total > 12) return false;
        if (order < 0) return Add(i, end, new CalendarDay(own, 13 - total), new CalendarDay(own, 12));
        return count > 1 || months == 1 ? order == 1 && Add(i, end, new CalendarDay(own, 1), new CalendarDay(own, total)) : Part(i, end, own, months, order);
    }

    // "in the second quarter", "in the first five months": the last such period that began, or behind a will the next one.
    private bool Unyeared(int i, int end, int months, int order, int count)
    {
        if (published is not { Month: > 0 } today || text.Of(i - 1) is not ("the" or "The") || text.Is(end, "of") || months * order * count > 12) return false;
        if (months == 6 || (months == 3 && count > 1) || (months == 1 && (count == 1 || order > 1))) return false;
        var first = (order - 1) * months + 1;
        var last = first + months * count - 1;
        var year = Will(i) ? today.Year + (last < today.Month ? 1 : 0) : today.Year - (first > today.Month || (count > 1 && last > today.Month) ? 1 : 0);
        return Add(i, end, new CalendarDay(year, first), new CalendarDay(year, last));
    }

    private bool Part(int from, int end, int year, int months, int order) =>
        order * months <= 12 && Add(from, end, new CalendarDay(year, (order - 1) * months + 1), new CalendarDay(year, order * months));

    // "three years ago", "in a month" with a will before it; else that is a duration.
    private bool Ago(int i)
    {
        if (published is not { } today) return false;
        if (text.Of(i - 1) is "half" or "Half") return false;
        var at = text.Is(i, "in") || text.Is(i, "In") ? i + 1 : i;
        var end = at + 1;
        decimal count = 1;
        if (Numerals.Read(text, at, text.English) is { } number) (count, end) = (number.Value, number.End);
        else if (text.Of(at) is not ("a" or "an" or "A" or "one")) return false;
        if (count != decimal.Truncate(count) || count > 3000) return false;
        var unit = text.Of(end);
        var ago = text.Of(end + 1) is "ago";
        if (!ago && (at == i || !Will(i) || text.Is(end + 1, "of"))) return false;
        var steps = (int)count * (ago ? -1 : 1);
        var to = ago ? end + 2 : end + 1;
        return unit switch
        {
            "year" or "years" => Add(i, to, new CalendarDay(today.Year + steps)),
            "decade" or "decades" when ago => Add(i, to, new CalendarDay(today.Year + 10 * steps)),
            "century" or "centuries" when ago => Add(i, to, new CalendarDay(today.Year + 100 * steps)),
            "month" or "months" when today.Month > 0 => Add(i, to, today.AddMonths(steps)),
            "week" or "weeks" when today.Day > 0 => Add(i, to, today.AddDays(7 * steps)),
            "day" or "days" when today.Day > 0 => Add(i, to, today.AddDays(steps)),
            _ => false,
        };
    }
}

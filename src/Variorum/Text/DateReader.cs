namespace Variorum;

/// <summary>Goes through a text once, and takes at each lexeme the longest date that starts there.</summary>
internal sealed partial class DateReader
{
    private readonly Lexemes text;
    private readonly CalendarDay? published;
    private readonly List<DateExpression> found = [];

    // Where the search goes on, as a lexeme.
    private int next;

    // What "that day" and "that year" lean on.
    private CalendarDay? lastDay;
    private int lastYear;

    public DateReader(string text, string? published)
    {
        this.text = new Lexemes(text);
        this.published = CalendarDay.Parse(published);
        lastYear = this.published?.Year ?? 0;
    }

    public IReadOnlyList<DateExpression> Read()
    {
        for (var i = 0; i < text.Count; i = Math.Max(next, i + 1))
        {
            if (text.IsDigits(i))
            {
                if (InNumber(i) || EraBefore(i) || WideDate(i, text[i].Start, 0) || Dashed(i) || Dotted(i) || DayFirst(i, i) || WidePhrase(i) || Decade(i) || Ago(i) || Years(i)) continue;
            }
            else if (text.IsWord(i))
            {
                if (EraDate(i) || MonthFirst(i, i) || WeekdayDate(i) || PartOfYear(i) || Phrase(i) || Relative(i) || Ago(i) || WidePhrase(i)) continue;
            }
        }
        return found;
    }

    // ".5" and ",800" go on with a number that was no date.
    private bool InNumber(int i) =>
        i > 1 && text.Joined(i) && (text.Is(i - 1, ',') || text.Is(i - 1, '.')) && text.Joined(i - 1) && text.IsDigits(i - 2) && text[i].Length == 3;

    private bool Add(int from, int to, CalendarDay value, CalendarDay? until = null)
    {
        if (!value.Valid || until is { Valid: false }) return false;
        from = WithPart(from);
        AddSpan(text[from].Start, text[to - 1].End, until is { } end && end != value ? $"{value}/{end}" : value.ToString());
        if (value.Day > 0) lastDay = until ?? value;
        if (value.Year > 0) lastYear = value.Year;
        next = to;
        return true;
    }

    private void AddSpan(int start, int end, string value)
    {
        // "Tuesday (June 18)" was taken already as far as the bracket.
        if (found.Count > 0 && found[^1].End > start) start = found[^1].End;
        if (start < end) found.Add(new DateExpression(start, end, text.Text[start..end], value));
    }

    // "early", "mid-", "the end of" before the period that starts at a lexeme.
    private int WithPart(int from)
    {
        var floor = found.Count == 0 ? 0 : text.From(found[^1].End);
        var i = from;
        if (text.Is(i - 1, "the") && text.Is(i - 2, "of")) i--;
        if (text.Is(i - 1, "of") && (text.Is(i - 2, "end") || text.Is(i - 2, "beginning") || text.Is(i - 2, "start") || text.Is(i - 2, "middle") || text.Is(i - 2, "close")))
            i -= text.Is(i - 3, "the") ? 3 : 2;
        else if (text.Is(i - 1, '-') && text.Is(i - 2, "mid")) i -= 2;
        else if (text.Is(i - 1, "early") || text.Is(i - 1, "late") || text.Is(i - 1, "mid")) i--;
        else i = from;
        return i >= floor ? i : from;
    }

    // A year in four digits that is no part of a longer number.
    private int YearAt(int i)
    {
        if (!text.IsDigits(i) || text[i].Length != 4 || text.Number(i) is not (>= 1000 and <= 2199 and var year)) return 0;
        if ((text.Is(i + 1, ',') || text.Is(i + 1, '.')) && text.Joined(i + 1) && text.IsDigits(i + 2) && text.Joined(i + 2)) return 0;
        return year;
    }

    // "2024", "this year", "the current year": what a month or a half belongs to; 0 where there is none.
    private int YearExpression(int i, out int end)
    {
        if (text.Is(i, "the")) i++;
        end = i + 1;
        if (YearAt(i) is > 0 and var year)
        {
            end = YearWord(end);
            return year;
        }
        if (published is not { } today) return 0;
        if (text.Is(i, "year") && text.Is(i - 1, "the")) return today.Year;
        if (!text.Is(i + 1, "year")) return 0;
        end = i + 2;
        if (text.Is(i, "this") || text.Is(i, "current")) return today.Year;
        if (text.Is(i, "last") || text.Is(i, "past")) return today.Year - 1;
        if (text.Is(i, "previous")) return lastYear - 1;
        if (text.Is(i, "next") || text.Is(i, "coming")) return today.Year + 1;
        return text.Is(i, "that") || text.Is(i, "same") ? lastYear : 0;
    }

    // The word for year that stands behind the number in Russian and Ukrainian.
    private int YearWord(int i)
    {
        if (!text.IsWord(i)) return i;
        var word = text.Of(i);
        if (word is "года" or "году" or "год" or "годов" or "годах" or "року" or "році" or "рік" or "годом") return i + 1;
        if (word is "г" or "гг" or "р") return text.Is(i + 1, '.') && text.Joined(i + 1) ? i + 2 : i + 1;
        return i;
    }

    // The year nearest to the account's own date; without one, the year stays open.
    private CalendarDay? Nearest(int month, int day)
    {
        if (published is not { } today) return new CalendarDay(0, month, day) is { Valid: true } open ? open : null;
        var best = default(CalendarDay?);
        var distance = int.MaxValue;
        for (var year = today.Year + 1; year >= today.Year - 1; year--)
        {
            var candidate = new CalendarDay(year, month, day);
            if (!candidate.Valid) continue;
            var away = Math.Abs((year - today.Year) * 372 + (month - Math.Max(1, today.Month)) * 31 + (day == 0 || today.Day == 0 ? 0 : day - today.Day));
            if (away > distance || (away == distance && year > today.Year)) continue;
            distance = away;
            best = candidate;
        }
        return best;
    }
}

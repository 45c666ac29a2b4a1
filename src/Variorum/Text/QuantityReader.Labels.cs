namespace Variorum;

// Numbers that name instead of counting: clock times, marks of lists, articles, models.
internal sealed partial class QuantityReader
{
    private static readonly Lazy<Dictionary<string, HashSet<string>>> Labels = new(static () =>
        TableLines.Of("labels.tsv").Select(static line => line.Split('\t')).ToDictionary(static cells => cells[0], static cells => cells[1].Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase)));

    // Where a list of numbers that name has got to; -1 where there is none, or its last was read.
    private int listed = -1;

    private bool Names(Numeral number)
    {
        if (Listed(number)) return true;
        if (!Label(number)) return false;
        var before = text.Is(number.Start - 1, '.') ? number.Start - 2 : number.Start - 1;
        listed = number.Bare && text.IsAny(before, Labels.Value["several"]) ? number.End : -1;
        return true;
    }

    // Articles 14, 15 and 16. Behind a comma a figure may follow ("Under Articles 14 and 15, 300 died"): there the list has to go on or to end.
    private bool Listed(Numeral number)
    {
        int end = number.End, between = number.Start - listed;
        if (listed < 0 || !number.Bare || Counts(end)) return false;
        var comma = text.Is(listed, ',');
        if (between == (comma ? 2 : 1) && text.IsAny(number.Start - 1, Labels.Value["and"])) listed = -1;
        else if (between == 1 && (text.IsDash(listed) || text.IsAny(listed, Labels.Value["to"]) || comma && (GoesOn(end) || end >= text.Count || text.Is(end, '.') || text.Is(end, ';') || text.Is(end, ')')))) listed = end;
        else return false;
        return true;
    }

    private bool GoesOn(int end)
    {
        var at = text.Is(end, ',') || text.IsDash(end) ? end + 1 : end;
        if (text.IsAny(at, Labels.Value["and"]) || at == end && text.IsAny(at, Labels.Value["to"])) at++;
        return at > end && text.IsDigits(at) && !Counts(at + 1);
    }

    // A number that names: after a letter or a capitalised word, in a clock time, a list's mark, a footnote.
    private bool Label(Numeral number)
    {
        int i = number.Start, end = number.End;
        if (text.Joined(i) && (text.IsWord(i - 1) && !Wide(i - 1) || text.Is(i - 1, '/') || text.Is(i - 1, '№') || text.Is(i - 1, '#') || text.Is(i - 1, '+') || text.Is(i - 1, '@') || text.Is(i - 1, '_'))) return true;
        if (text.Joined(i) && (text.IsDash(i - 1) || text.Is(i - 1, '.') || text.Is(i - 1, ':')) && text.Joined(i - 1) && !(text.IsWord(i - 1) && Wide(i - 2)) && (text.IsWord(i - 2) || text.IsDigits(i - 2))) return true;
        if (text.Is(end, ':') && text.Joined(end) && text.IsDigits(end + 1) && text.Joined(end + 1)) return true;
        if (text.Is(i - 1, '№') || (text.Is(i - 1, '.') && text.Of(i - 2) is "No" or "no" or "Nos" or "Art" or "art" or "Nr" or "p" or "pp" or "para" or "Fig" or "Vol" or "vol" or "ст" or "п" or "стр" or "Abs")) return true;
        if (text.Is(i - 1, '[') && text.Is(end, ']')) return true;
        if (!number.Spelled && text.IsWord(end) && text.Joined(end) && JoinedLabel(text.Of(end))) return true;
        if (text.IsWord(i - 1) && text.Joined(i) && text.Of(i - 1)[^1] is '第' or '제') return true;
        // 18.00 is a time where it stands alone behind "at".
        if (!number.Spelled && number.End == i + 3 && text.Is(i + 1, '.') && text[i + 2].Length == 2 && text[i].Length <= 2 && text.Of(i - 1) is "at" or "At" or "until" or "till" or "um" or "в" && !Counts(end)) return true;
        if (number.Bare && !number.Spelled && (text.Is(end, '.') || text.Is(end, ')')) && text.Joined(end) && LineStarts(i)) return true;
        if (number.Bare && !number.Spelled && text[i].Length <= 2 && text.Is(end, '.') && text.Joined(end) && text.Capital(end + 1) && text.Is(i - 1, '.')) return true;
        if (number.Bare && !number.Spelled && text.Is(end, ')') && !(text.Is(i - 1, '(') && number.Value > 99) && text.Number(i) is >= 0 and < 100) return true;
        var following = text.Of(end);
        if (following is "p" or "a" && text.Is(end + 1, '.') && text.Of(end + 2) is "m" || following is "am" or "pm" or "AM" or "PM" or "o") return true;
        if (number.Spelled && (text.Is(i, "a") || text.Is(i, "half"))) return false;
        var before = text.Of(i - 1);
        if (text.IsAny(i - 1, Labels.Value["label"]) && number.Bare)
            return !Counts(end) || text.Capital(i - 1) || before is "article" or "paragraph" or "number" or "resolution";
        if (before is "of" && text.Is(i - 2, "group")) return true;
        return number.Bare && text.Capital(i - 1) && text[i].Start - text[i - 1].End == 1 && !Opens(before) && !Counts(end);
    }

    // 8vo, 5G, 12V: letters behind digits that are no unit. Han and Hangul: times of day, centuries.
    private static bool JoinedLabel(ReadOnlySpan<char> word)
    {
        if (word[0] < '\u3000')
            return word is not ("st" or "nd" or "rd" or "th" or "fold" or "x" or "bn" or "mn" or "m" or "k" or "t" or "kg" or "ha" or "MW" or "GW" or "kW") && !Units.Measure(word, out _) && Units.Currency(word) is null
                && Numerals.Scale(word, english: true) <= 0 && Numerals.Scale(word, english: false) <= 0;
        return word.StartsWith("世纪") || word.StartsWith("世紀") || word.StartsWith("세기") || word[0] is '号' or '號' or '호' or '点' or '點'
            || (word[0] is '时' or '時' && !word.StartsWith("時間")) || (word[0] is '시' && !word.StartsWith("시간")) || (word[0] is '分' or '분' && !word.StartsWith("分钟") && !word.StartsWith("分鐘"));
    }

    private bool LineStarts(int i)
    {
        var at = text[i].Start - 1;
        while (at >= 0 && text.Text[at] is ' ' or '\t' or '(') at--;
        return at < 0 || text.Text[at] is '\n' or '\r' or ':' or ';';
    }

    // Capitalised words that stand before a number without naming what it numbers.
    private static bool Opens(ReadOnlySpan<char> word) =>
        (Abbreviations.Starts(word) && word is not "No") || Calendars.Month(word) != 0
        || word is "Over" or "About" or "More" or "Than" or "Around" or "Nearly" or "Almost" or "Approximately" or "Only" or "Up" or "Between" or "Another" or "Every" or "Of" or "Least" or "Less"
            or "Roughly" or "Just" or "Within" or "Each" or "Other" or "Through" or "These" or "Those" or "Out" or "Including" or "Exactly" or "Fewer" or "Or" or "Last" or "Next" or "First";
}

namespace Variorum;

/// <summary>Goes through a text once, and takes at each lexeme the number that starts there with its unit.</summary>
internal sealed partial class QuantityReader
{
    // What is multiplied with a scale must stay within the exact type.
    private const decimal LargestScaled = 1e15m;

    private readonly Lexemes text;
    private readonly IReadOnlyList<DateExpression> dates;
    private readonly List<Quantity> found = [];
    private int next;

    // The first date that does not end before the place of the search.
    private int date;

    public QuantityReader(string text, IReadOnlyList<DateExpression> dates)
    {
        this.text = new Lexemes(text);
        this.dates = dates;
    }

    public IReadOnlyList<Quantity> Read()
    {
        for (var i = 0; i < text.Count; i = Math.Max(next, i + 1))
        {
            while (date < dates.Count && dates[date].End <= text[i].Start) date++;
            if (date < dates.Count && dates[date].Start <= text[i].Start)
            {
                next = Math.Max(i + 1, text.From(dates[date].End));
                continue;
            }
            if (Negative(i) || MoneyBefore(i) || WidePercent(i) || WideWords(i) || Folded(i) || Part(i)) continue;
            if (Numerals.Read(text, i, text.English) is not { } number) continue;
            // What a rule rejects is passed over whole: "13 000" holds no "000".
            next = number.End;
            if (date < dates.Count && dates[date].Start < text[number.End - 1].End) continue;
            if (!Names(number)) Measured(number);
        }
        return found;
    }

    private bool Add(int from, int to, decimal value, string unit, QuantityKind kind, decimal? upper = null) => AddSpan(text[from].Start, text[to - 1].End, value, unit, kind, upper, to);

    private bool AddSpan(int start, int end, decimal value, string unit, QuantityKind kind, decimal? upper, int to)
    {
        for (var at = date; at < dates.Count && dates[at].Start < end; at++)
            if (dates[at].End > start) return false;
        found.Add(new Quantity(start, end, text.Text[start..end], Plain(value), unit, kind, upper is { } high ? Plain(high) : null));
        next = to;
        return true;
    }

    // Division by one takes trailing zeros off: 3.5 of a hundred million is 350000000, not 350000000.0.
    private static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    // -2.5 percent, −5 degrees: a mark behind a blank or nothing, and right before the digits.
    private bool Negative(int i)
    {
        if (!(text.Is(i, '-') || text.Is(i, '−')) || text.Joined(i) || text.IsDigits(i - 1) || !text.IsDigits(i + 1) || !text.Joined(i + 1)) return false;
        if (Numerals.Read(text, i + 1, text.English) is not { } number) return false;
        var below = number with { Start = i, Value = -number.Value };
        return Percent(i, number.End, below.Value, null) || Money(i, number.End, below.Value, null) || Unit(below, number.End, below.Value, null) || Counted(below, number.End, below.Value, null);
    }

    // $4.2 million, US$ 300, EUR 5-7 bn
    private bool MoneyBefore(int i)
    {
        var at = i;
        string? code = null;
        if (text.IsWord(at) && text.Is(at + 1, '$') && text.Joined(at + 1) && Units.Dollar(text.Of(at)) is { } dollars) (at, code) = (at + 1, dollars);
        else if (text[at].Length == 1) code = Units.Symbol(text.Text[text[at].Start]);
        if (code is null && text.IsWord(at) && text[at].Length == 3 && text.Capital(at) && text.Of(at).IndexOfAnyExceptInRange('A', 'Z') < 0) code = Units.Currency(text.Of(at));
        // A single letter is money only right before its digits.
        if (code is null && text.IsWord(at) && (text[at].Length > 1 || text.Joined(at + 1))) code = Units.Before(text.Of(at));
        if (code is null || !text.IsDigits(at + 1) || Numerals.Read(text, at + 1, text.English) is not { } number) return false;
        var (end, upper) = (number.End, default(decimal?));
        var value = number.Value;
        // $5m
        if (value < LargestScaled && text.Joined(end) && text.Of(end) is "m" or "M" or "b" or "B" or "k" or "K") value *= text.Of(end++) is "m" or "M" ? 1e6m : text.Of(end - 1) is "b" or "B" ? 1e9m : 1e3m;
        if ((text.IsDash(end) || text.Is(end, "to")) && Numerals.Read(text, text.Is(end + 1, '$') ? end + 2 : end + 1, text.English) is { } second && second.Value > value)
        {
            (end, upper) = (second.End, second.Value);
            value = SharedScale(number, second);
        }
        // With bare digits and no scale it names a road, a missile, a gas.
        if (text.IsWord(at) && text[at].Length == 1 && number.Bare && value == number.Value) return false;
        return Add(i, end, value, code, QuantityKind.Money, upper);
    }

    // "5 to 7 million": the scale is that of both.
    private decimal SharedScale(Numeral first, Numeral second)
    {
        var scale = Numerals.Scale(text.Of(second.End - 1), text.English);
        return scale >= 100 && first.Value < 1000 && Numerals.Scale(text.Of(first.End - 1), text.English) <= 0 ? first.Value * scale : first.Value;
    }

    // 百分之五十, 百分之3.5
    private bool WidePercent(int i)
    {
        if (!text.IsWord(i)) return false;
        var at = text.Of(i).IndexOf("百分之");
        if (at < 0) return false;
        var start = text[i].Start + at;
        if (at + 3 == text[i].Length && Numerals.Read(text, i + 1, english: true) is { } digits)
            return AddSpan(start, text[digits.End - 1].End, digits.Value, "percent", QuantityKind.Percentage, null, digits.End);
        return WideNumerals.Read(text.Of(i)[(at + 3)..], out var value) is > 0 and var length && AddSpan(start, start + 3 + length, value, "percent", QuantityKind.Percentage, null, i + 1);
    }

    // 一千二百名, 五年内, 다섯 명, 십년: numbers in letters, where a unit follows.
    private bool WideWords(int i)
    {
        if (!text.IsWord(i) || !Wide(i)) return false;
        if (text.Text[text[i].Start] >= '\uac00') return HangulWords(i);
        var any = false;
        for (var at = text[i].Start; at < text[i].End; at++)
        {
            var length = WideNumerals.Read(text.Text.AsSpan(at, text[i].End - at), out var value);
            if (length == 0) continue;
            var (unit, kind, behind) = WideNumerals.Unit(text.Text.AsSpan(at + length));
            // 三分之二
            if (text.Text.AsSpan(at + length).StartsWith("分之") && value > 0 && WideNumerals.Read(text.Text.AsSpan(at + length + 2), out var part) is > 0 and var more)
            {
                any |= AddSpan(at, at + length + 2 + more, Math.Round(part / value, Fractions.Places), "", QuantityKind.Number, null, i + 1);
                at += length + 1 + more;
                continue;
            }
            if (behind > 0 && WideNumerals.Counts(text.Text.AsSpan(at, length), value, kind, text.Text.AsSpan(at + length, behind), text.Text.AsSpan(at + length + behind)) && !(at > 0 && text.Text[at - 1] is '第' or '几' or '幾' or '数' or '數' or '何' or '〇'))
                any |= AddSpan(at, at + length + behind, value, unit, kind, null, i + 1);
            at += length - 1;
        }
        return any;
    }

    // The unit stands right behind the number or a blank away.
    private bool HangulWords(int i)
    {
        var length = WideNumerals.ReadHangul(text.Of(i), out var value, out var native);
        if (length == 0) return false;
        var at = text[i].Start + length;
        var counted = i;
        if (at == text[i].End)
        {
            counted = i + 1;
            if (!text.IsWord(counted) || text[counted].Start != at + 1) return false;
            at = text[counted].Start;
        }
        var (unit, kind, behind) = WideNumerals.Unit(text.Text.AsSpan(at, text[counted].End - at));
        return WideNumerals.CountsHangul(text.Of(i)[..length], native, value, unit, text.Text.AsSpan(at + behind, text[counted].End - at - behind))
            && AddSpan(text[i].Start, at + behind, value, unit, kind, null, counted + 1);
    }

    // ninefold, doubled, twice
    private bool Folded(int i)
    {
        // "thrice-cursed" counts nothing.
        if (!text.IsWord(i) || (text.Is(i + 1, '-') && text.Joined(i + 1))) return false;
        var word = text.Of(i);
        decimal value = word switch
        {
            "doubled" or "Doubled" or "doubling" or "twice" or "Twice" or "удвоился" or "удвоилась" or "удвоить" or "вдвое" => 2,
            "tripled" or "trebled" or "tripling" or "thrice" or "втрое" => 3,
            "quadrupled" or "quadrupling" => 4,
            "halved" or "halving" => 0.5m,
            "double" or "triple" when text.Is(i - 1, "to") || text.Is(i - 1, "will") || text.Is(i + 1, "the") => word is "double" ? 2 : 3,
            _ => word.Length > 5 && word.EndsWith("fold") && Numerals.Word(word[..^4], english: true) is > 0 and var folds ? folds : word is "hundredfold" ? 100 : 0,
        };
        return value > 0 && Add(i, i + 1, value, "times", QuantityKind.Multiple);
    }

    // two thirds, three-quarters, a fifth of, one in four
    private bool Part(int i) =>
        text.English && text.IsWord(i) && Fractions.Read(text, i) is { } fraction && Add(i, fraction.End, fraction.Value, "", QuantityKind.Number);

    private bool Wide(int i) => text.Text[text[i].Start] >= '\u3000';

    private bool Counts(int i) =>
        text.Is(i, '%') || (text.IsWord(i) && (Units.Measure(text.Of(i), out _) || Units.Currency(text.Of(i)) is not null || Units.Counted(text, i) || CountedNoun.Find(text, i, text.English).Plural))
        || (text.Is(i, '-') && text.Joined(i) && Units.Measure(text.Of(i + 1), out _));

    private bool Measured(Numeral first)
    {
        int end = first.End;
        decimal value = first.Value;
        decimal? upper = null;
        // 1435/1520 mm
        if (text.Is(end, '/') && text.Joined(end) && text.Joined(end + 1) && Numerals.Read(text, end + 1, text.English) is { } dual)
        {
            if (!Units.Measure(text.Of(dual.End), out var gauge)) return false;
            return Add(first.Start, dual.End + 1, value, gauge.Unit, gauge.Kind, dual.Value);
        }
        // 10-15 years, 5 to 7 percent, between 200 and 300 people
        var ranged = text.IsDash(end) || text.Of(end) is "to" or "bis" or "à" || (text.Of(end) is "or" && first.Value < 20)
            || (text.Is(end, "and") && text.Of(first.Start - 1) is "between" or "Between") || (text.Of(end) is "до" && text.Of(first.Start - 1) is "от" or "с")
            || (text.Of(end) is "y" or "e" or "et" or "und" && text.Of(first.Start - 1) is "entre" or "Entre" or "zwischen" or "Zwischen");
        if (ranged && Numerals.Read(text, end + 1, text.English) is { } last && (!text.IsDash(end) || text.Joined(end) == text.Joined(end + 1)) && UnitFollows(last.End))
        {
            var scaled = SharedScale(first, last);
            if (last.Value > scaled) (value, upper, end) = (scaled, last.Value, last.End);
        }
        return Ordinal(first, end) || Percent(first.Start, end, value, upper) || Money(first.Start, end, value, upper) || Unit(first, end, value, upper)
            || WideUnit(first.Start, end, value, upper) || Counted(first, end, value, upper);
    }

    private bool UnitFollows(int i) => text.Is(i, '%') || text.Is(i, '-') || text.IsWord(i) || text.Is(i, '$') || text.Is(i, '€');

    private bool Ordinal(Numeral number, int end)
    {
        if (!text.IsDigits(number.Start) || number.End != number.Start + 1 || !text.IsWord(end) || !text.Joined(end) || text.Of(end) is not ("st" or "nd" or "rd" or "th")) return false;
        next = end + 1;
        var noun = CountedNoun.Find(text, end + 1, english: true, ordinal: true);
        // "the 58th Lys Conference" is a name.
        if (text.Capital(end + 1) && (noun.End == 0 || !noun.Unit.EndsWith("anniversary", StringComparison.Ordinal))) return true;
        return noun.End > 0 && noun.Unit is not "century" && Add(number.Start, noun.End, number.Value, noun.Unit, QuantityKind.Ordinal);
    }

    private bool Percent(int from, int end, decimal value, decimal? upper)
    {
        var to = text.Is(end, '%') || text.Is(end, '％') || text.Is(end, '٪') ? end + 1
            : text.Of(end) is "per" or "pour" or "por" && text.Of(end + 1) is "cent" or "ciento" ? end + 2
            : text.Is(end, '-') && text.Joined(end) && text.Of(end + 1) is "percent" or "процентный" or "процентного" ? end + 2
            : text.Of(end) is "percentage" && text.Of(end + 1) is "point" or "points" ? end + 2
            : text.Of(end) is "в" && text.Of(end + 1) is "المائة" ? end + 2
            : text.Of(end) is "في" && text.Of(end + 1) is "المائة" or "المئة" ? end + 2
            : Units.Measure(text.Of(end), out var measure) && measure.Unit == "percent" ? end + 1 : 0;
        return to > 0 && Add(from, to, value, "percent", QuantityKind.Percentage, upper);
    }

    private bool Money(int from, int end, decimal value, decimal? upper)
    {
        var at = Linked(end);
        if (text.Of(at) is "US" or "American") at++;
        else if (text.Of(at) is "U" && text.Is(at + 1, '.') && text.Of(at + 2) is "S" && text.Is(at + 3, '.')) at += 4;
        else if (text.Of(at) is "Russian" or "Chinese" or "Japanese" or "Swiss" or "Indian" or "British" or "Ukrainian" && text.IsWord(at + 1)) at++;
        var code = text.IsWord(at) ? Units.Currency(text.Of(at)) : text[at].Length == 1 && text.Joined(at) ? Units.Symbol(text.Text[text[at].Start]) : null;
        if (code is null || (code is "brl" or "krw" && text.Of(at) is not ("reais" or "BRL" or "won" or "KRW" or "вон")) || (text.Of(at) is "won" && value < 100) || (text.Of(at) is "try")) return false;
        return Add(from, at + 1, value, code, QuantityKind.Money, upper);
    }

    // "3 millones de euros", "2 millions d'euros"
    private int Linked(int end)
    {
        if (text.English) return end;
        if (text.Of(end) is "de") return end + 1;
        return text.Of(end) is "d" && (text.Is(end + 1, '\'') || text.Is(end + 1, '’')) ? end + 2 : end;
    }

    private bool Unit(Numeral number, int end, decimal value, decimal? upper)
    {
        var hyphen = text.Is(end, '-') && text.Joined(end) && text.Joined(end + 1);
        var at = hyphen ? end + 1 : end;
        if (text.Of(at) is "square" or "cubic" or "кв" or "куб" or "nautical" && !hyphen)
        {
            var stop = text.Is(at + 1, '.') ? at + 2 : at + 1;
            if (!Units.Measure(text.Of(stop), out var side)) return false;
            var shape = text.Of(at) is "cubic" or "куб" ? "cubic " : text.Of(at) is "nautical" ? "nautical " : "square ";
            return Add(number.Start, stop + 1, value, shape + side.Unit, QuantityKind.Count, upper);
        }
        if (!text.IsWord(at) || !Units.Measure(text.Of(at), out var measure)) return false;
        if (measure.Unit == "percent") return false;
        // "3 m people"? A lone letter counts as a unit only right behind digits.
        if (text[at].Length == 1 && number.Spelled) return false;
        // "100 more years", "two times": plain; "one year" is a duration, "one time" is no multiple.
        if (measure.Kind == QuantityKind.Multiple && value == 1) return false;
        return Add(number.Start, at + 1, value, measure.Unit, measure.Kind, upper);
    }

    // Scales and units of Han and Hangul stand right behind the digits or a blank away.
    private bool WideUnit(int from, int end, decimal value, decimal? upper)
    {
        if (!text.IsWord(end) || !Wide(end)) return false;
        var at = text[end].Start;
        while (Numerals.WideScale(text.Text.AsSpan(at)) is ( > 0, > 0) scale && value < LargestScaled)
        {
            value *= scale.Value;
            if (upper is { } high && high < LargestScaled) upper = high * scale.Value;
            at += scale.Length;
            // 3亿5000万, 1억 8000만
            var more = text.From(at);
            if (text[more].Start - at <= (text.Text[at - 1] >= '\uac00' ? 1 : 0) && text.IsDigits(more) && text[more].Length <= 8 && text.IsWord(more + 1) && text.Joined(more + 1)
                && Numerals.WideScale(text.Text.AsSpan(text[more].End)) is ( > 0, > 0) smaller && smaller.Value < scale.Value)
            {
                value += text.Number(more) * smaller.Value;
                at = text[more].End + smaller.Length;
                break;
            }
        }
        if (at < text.Text.Length && text.Text[at] is '多' or '余' or '餘' or '여') at++;
        if (at < text.Text.Length && text.Text[at] == ' ') at++;
        var (unit, kind, length) = WideNumerals.Unit(text.Text.AsSpan(at));
        var stop = at + length;
        while (stop > 0 && text.Text[stop - 1] == ' ') stop--;
        return AddSpan(text[from].Start, stop, value, unit, kind, upper, Math.Max(end + 1, text.From(stop)));
    }

    private bool Counted(Numeral number, int end, decimal value, decimal? upper)
    {
        var before = text.Of(number.Start - 1);
        if (number.Spelled && value == 1) return false;
        if (number.Spelled && value == 2 && before is "the" or "The" or "our" or "their" or "these" or "both" or "its" or "your" or "those") return false;
        // "a 20-member delegation" counts, "two-state" and "6-party" name.
        if (text.Is(end, '-') && text.Joined(end) && text.Joined(end + 1))
            return text.Of(end + 1) is "member" or "strong" or "person" or "seat" or "bed" && Add(number.Start, end + 2, value, text.Of(end + 1) is "strong" ? "" : text.Of(end + 1).ToString(), QuantityKind.Count, upper);
        var noun = CountedNoun.Find(text, Linked(end), text.English);
        // "three consecutive years" is a duration.
        if (noun.End > 0 && noun.Plural && Units.Measure(text.Of(noun.End - 1), out var measure)) return Add(number.Start, noun.End, value, measure.Unit, measure.Kind, upper);
        if (noun.End > 0) return Add(number.Start, noun.End, value, noun.Unit, QuantityKind.Count, upper);
        // A long run of digits without a noun is a key, not a figure.
        if (number.Bare && !number.Spelled && text[number.Start].Length > 6) return false;
        if (number.Spelled && value < 100) return false;
        return Add(number.Start, end, value, "", QuantityKind.Number, upper);
    }
}

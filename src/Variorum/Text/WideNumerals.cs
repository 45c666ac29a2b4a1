namespace Variorum;

/// <summary>Numbers and units as Han, kana and Hangul texts write them, without blanks.</summary>
internal static class WideNumerals
{
    private const int LongestNumber = 16;

    private const string HanDigits = "〇一二三四五六七八九";
    private const string HangulDigits = "일이삼사오육칠팔구";
    private const string Particles = "이가을를은는의에로으과와동간안만도뒤후전씩쯤까부보마째나";

    private static readonly (string, int)[] NativeTens = [("열", 10), ("스물", 20), ("스무", 20), ("서른", 30), ("마흔", 40), ("쉰", 50)];
    private static readonly (string, int)[] NativeUnits =
        [("다섯", 5), ("여섯", 6), ("일곱", 7), ("여덟", 8), ("아홉", 9), ("하나", 1), ("한", 1), ("둘", 2), ("두", 2), ("셋", 3), ("세", 3), ("석", 3), ("넷", 4), ("네", 4), ("넉", 4)];

    // Longest first where one begins another.
    private static readonly (string Word, string Unit, QuantityKind Kind)[] Units =
    [
        ("퍼센트", "percent", QuantityKind.Percentage), ("프로", "percent", QuantityKind.Percentage), ("パーセント", "percent", QuantityKind.Percentage), ("个百分点", "percent", QuantityKind.Percentage), ("個百分點", "percent", QuantityKind.Percentage),
        ("％", "percent", QuantityKind.Percentage), ("%", "percent", QuantityKind.Percentage),
        ("美元", "usd", QuantityKind.Money), ("미국딸라", "usd", QuantityKind.Money), ("딸라", "usd", QuantityKind.Money), ("달러", "usd", QuantityKind.Money), ("ドル", "usd", QuantityKind.Money), ("欧元", "eur", QuantityKind.Money), ("歐元", "eur", QuantityKind.Money), ("유로", "eur", QuantityKind.Money), ("ユーロ", "eur", QuantityKind.Money),
        ("卢布", "rub", QuantityKind.Money), ("루블", "rub", QuantityKind.Money), ("日元", "jpy", QuantityKind.Money), ("円", "jpy", QuantityKind.Money), ("엔", "jpy", QuantityKind.Money), ("人民币", "cny", QuantityKind.Money), ("위안", "cny", QuantityKind.Money), ("元", "cny", QuantityKind.Money), ("원", "krw", QuantityKind.Money),
        ("周年", "anniversary", QuantityKind.Ordinal), ("週年", "anniversary", QuantityKind.Ordinal), ("돐", "anniversary", QuantityKind.Ordinal), ("돌", "anniversary", QuantityKind.Ordinal), ("주년", "anniversary", QuantityKind.Ordinal),
        ("个月", "month", QuantityKind.Duration), ("個月", "month", QuantityKind.Duration), ("か月", "month", QuantityKind.Duration), ("ヶ月", "month", QuantityKind.Duration), ("개월", "month", QuantityKind.Duration), ("달", "month", QuantityKind.Duration),
        ("年间", "year", QuantityKind.Duration), ("年間", "year", QuantityKind.Duration), ("年", "year", QuantityKind.Duration), ("년간", "year", QuantityKind.Duration), ("년", "year", QuantityKind.Duration), ("小时", "hour", QuantityKind.Duration), ("小時", "hour", QuantityKind.Duration), ("時間", "hour", QuantityKind.Duration), ("시간", "hour", QuantityKind.Duration),
        ("分钟", "minute", QuantityKind.Duration), ("分鐘", "minute", QuantityKind.Duration), ("天", "day", QuantityKind.Duration), ("日間", "day", QuantityKind.Duration), ("일간", "day", QuantityKind.Duration), ("주간", "week", QuantityKind.Duration), ("周", "week", QuantityKind.Duration),
        ("公里", "km", QuantityKind.Length), ("千米", "km", QuantityKind.Length), ("キロメートル", "km", QuantityKind.Length), ("키로메터", "km", QuantityKind.Length), ("킬로미터", "km", QuantityKind.Length), ("km", "km", QuantityKind.Length), ("米", "m", QuantityKind.Length), ("メートル", "m", QuantityKind.Length), ("메터", "m", QuantityKind.Length), ("미터", "m", QuantityKind.Length),
        ("兆瓦", "mw", QuantityKind.Count), ("메가와트", "mw", QuantityKind.Count), ("公顷", "hectare", QuantityKind.Count), ("公頃", "hectare", QuantityKind.Count), ("헥타르", "hectare", QuantityKind.Count),
        ("户", "household", QuantityKind.Count), ("戶", "household", QuantityKind.Count), ("가구", "household", QuantityKind.Count), ("세대", "household", QuantityKind.Count), ("克朗", "crown", QuantityKind.Count), ("크로네", "crown", QuantityKind.Count), ("크로나", "crown", QuantityKind.Count), ("코루나", "crown", QuantityKind.Count),
        ("倍", "times", QuantityKind.Multiple), ("배", "times", QuantityKind.Multiple),
        ("名", "person", QuantityKind.Count), ("人", "person", QuantityKind.Count), ("명", "person", QuantityKind.Count), ("여명", "person", QuantityKind.Count), ("吨", "ton", QuantityKind.Count), ("噸", "ton", QuantityKind.Count), ("トン", "ton", QuantityKind.Count), ("톤", "ton", QuantityKind.Count), ("t", "ton", QuantityKind.Count),
    ];

    /// <summary>The unit that a text starts with; a bare number where it starts with none.</summary>
    public static (string Unit, QuantityKind Kind, int Length) Unit(ReadOnlySpan<char> rest)
    {
        foreach (var (word, unit, kind) in Units)
            if (rest.StartsWith(word)) return (unit, kind, word.Length);
        return ("", QuantityKind.Number, 0);
    }

    /// <summary>Reads a number in Han digits (<c>五十三</c>, <c>一百二十</c>, <c>二〇二四</c>) at the start of a text; gives its length, 0 where there is none.</summary>
    public static int Read(ReadOnlySpan<char> rest, out decimal value)
    {
        decimal total = 0, section = 0, digit = -1;
        var i = 0;
        for (; i < rest.Length && i < LongestNumber; i++)
        {
            // Digits without a scale between them stand by place: 二〇二四 is 2024.
            if (HanDigits.IndexOf(rest[i]) is >= 0 and var plain) digit = digit > 0 && HanDigits.Contains(rest[i - 1]) ? (digit * 10) + plain : plain;
            else if (rest[i] is '零') digit = 0;
            else if (rest[i] is '两' or '兩') digit = 2;
            else if (ScaleOf(rest[i]) is > 0 and var scale) Scale(ref total, ref section, ref digit, scale);
            else break;
        }
        value = total + section + Math.Max(0, digit);
        return i;
    }

    /// <summary>Whether Han digits count what stands behind them; the same characters are often a word's part: 一名, 百年, 二年级, 七十年代, 二〇二四年.</summary>
    /// <param name="number">As written.</param>
    /// <param name="value">What it says.</param>
    /// <param name="kind">Of the unit behind it.</param>
    /// <param name="unit">The unit as written.</param>
    /// <param name="behind">What follows the unit.</param>
    public static bool Counts(ReadOnlySpan<char> number, decimal value, QuantityKind kind, ReadOnlySpan<char> unit, ReadOnlySpan<char> behind)
    {
        if (kind == QuantityKind.Duration && behind.Length > 0 && behind[0] is '代' or '级' or '級') return false;
        if (number.Length > 1 && value >= 10) return kind != QuantityKind.Duration || number.Length < 4 || number.ContainsAny('十', '百', '千');
        // One is as much as "a", and a lone digit is a name's part before 人: 四人帮.
        return value is >= 2 and <= 10 && (kind == QuantityKind.Duration || unit is "名");
    }

    /// <summary>Reads a number in Hangul letters (<c>십오</c>, <c>열두</c>) at the start of a word; gives its length, 0 where there is none.</summary>
    /// <param name="rest">What starts with it.</param>
    /// <param name="value">What it says.</param>
    /// <param name="native">Counted in native words (<c>다섯</c>), which only counters follow; else in those of Chinese origin.</param>
    public static int ReadHangul(ReadOnlySpan<char> rest, out decimal value, out bool native)
    {
        var i = ReadNative(rest, out value);
        native = i > 0;
        if (native) return i;
        decimal total = 0, section = 0, digit = -1;
        for (; i < rest.Length && i < LongestNumber; i++)
        {
            if (HangulDigits.IndexOf(rest[i]) is >= 0 and var plain && digit < 0) digit = plain + 1;
            else if (rest[i] is '륙' && digit < 0) digit = 6;
            else if (ScaleOf(rest[i]) is > 0 and var scale) Scale(ref total, ref section, ref digit, scale);
            else break;
        }
        value = total + section + Math.Max(0, digit);
        return i;
    }

    /// <summary>Whether a number in Hangul letters counts the unit behind it, which ends a word or has a particle: 오명, 사천 and 세 배우 count nothing.</summary>
    /// <param name="number">As written.</param>
    /// <param name="native">Whether in native words.</param>
    /// <param name="value">What it says.</param>
    /// <param name="unit">Behind it.</param>
    /// <param name="behind">The rest of the word.</param>
    public static bool CountsHangul(ReadOnlySpan<char> number, bool native, decimal value, string unit, ReadOnlySpan<char> behind)
    {
        if (unit.Length == 0 || value < 2 || (behind.Length > 0 && !Particles.Contains(behind[0]))) return false;
        if (native) return unit is "month" or "hour" or "person" or "times" or "household" or "ton";
        // 백년 and 만년 are idioms, 만원 is a full house.
        if (number.Length == 1 && value > 10) return false;
        return number.Length > 1 ? unit is not "hour" : unit is "year" or "month" or "percent" or "anniversary";
    }

    private static int ReadNative(ReadOnlySpan<char> rest, out decimal value)
    {
        value = 0;
        var length = 0;
        foreach (var table in (ReadOnlySpan<(string, int)[]>)[NativeTens, NativeUnits])
        {
            foreach (var (word, worth) in table)
            {
                if (!rest[length..].StartsWith(word)) continue;
                value += worth;
                length += word.Length;
                break;
            }
        }
        return length;
    }

    private static decimal ScaleOf(char letter) => letter switch
    {
        '十' or '십' => 10,
        '百' or '백' => 100,
        '千' or '천' => 1000,
        '万' or '萬' or '만' => 1e4m,
        '亿' or '億' or '억' => 1e8m,
        _ => 0,
    };

    // Ten, a hundred and a thousand multiply the digit before them, ten thousand and more all that stands before.
    private static void Scale(ref decimal total, ref decimal section, ref decimal digit, decimal scale)
    {
        if (scale < 1e4m)
        {
            section += Math.Abs(digit) * scale;
        }
        else
        {
            total += Math.Max(section + Math.Max(0, digit), 1) * scale;
            section = 0;
        }
        digit = -1;
    }
}

namespace Variorum;

/// <summary>Numbers and units as Han, kana and Hangul texts write them, without blanks.</summary>
internal static class WideNumerals
{
    private const int LongestNumber = 16;

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

    /// <summary>Reads a number in Han digits (<c>五十三</c>, <c>一百二十</c>) at the start of a text; gives its length, 0 where there is none.</summary>
    public static int Read(ReadOnlySpan<char> rest, out decimal value)
    {
        decimal total = 0, section = 0, digit = -1;
        var i = 0;
        for (; i < rest.Length && i < LongestNumber; i++)
        {
            if ("〇一二三四五六七八九".IndexOf(rest[i]) is >= 0 and var plain) digit = plain;
            else if (rest[i] is '零') digit = 0;
            else if (rest[i] is '两' or '兩') digit = 2;
            else if (rest[i] is '十' or '百' or '千')
            {
                section += (digit < 0 ? 1 : digit) * (rest[i] is '十' ? 10 : rest[i] is '百' ? 100 : 1000);
                digit = -1;
            }
            else if (rest[i] is '万' or '萬' or '亿' or '億')
            {
                total += (section + Math.Max(0, digit)) * (rest[i] is '万' or '萬' ? 10_000 : 100_000_000);
                section = 0;
                digit = -1;
            }
            else break;
        }
        value = total + section + Math.Max(0, digit);
        return i;
    }
}

using System.Globalization;

namespace Variorum;

/// <summary>A number as a text writes it.</summary>
/// <param name="End">The lexeme behind it.</param>
/// <param name="Bare">One word, or digits without a separator or scale: what could be a year or a label, too.</param>
internal readonly record struct Numeral(int Start, int End, decimal Value, bool Bare, bool Spelled);

/// <summary>Reads numbers in digits (<c>6,800</c>, <c>13 000</c>, <c>1.7 million</c>) and in words (<c>one hundred and twenty-five</c>).</summary>
internal static class Numerals
{
    // Larger numbers are no figures of an account, and would overflow the exact type.
    private const decimal Largest = 1e20m;

    // Digits in groups of three; more of them are a table, not a number.
    private const int MostGroups = 6;

    private static readonly Lazy<Dictionary<string, decimal>> Simple = new(() => Values(
        "zero 0 one 1 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 "
        + "eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90"));

    // Words of other languages are read only in texts that are not English: "once", "elf" and "cent" are English words as well.
    private static readonly Lazy<Dictionary<string, decimal>> Foreign = new(() => Values(
        "два 2 две 2 двух 2 двумя 2 три 3 трёх 3 трех 3 четыре 4 четырёх 4 четырех 4 пять 5 пяти 5 шесть 6 шести 6 семь 7 семи 7 восемь 8 восьми 8 девять 9 девяти 9 десять 10 десяти 10 "
        + "одиннадцать 11 двенадцать 12 тринадцать 13 четырнадцать 14 пятнадцать 15 шестнадцать 16 семнадцать 17 восемнадцать 18 девятнадцать 19 двадцать 20 двадцати 20 тридцать 30 тридцати 30 "
        + "сорок 40 сорока 40 пятьдесят 50 пятидесяти 50 шестьдесят 60 семьдесят 70 восемьдесят 80 девяносто 90 двести 200 триста 300 четыреста 400 пятьсот 500 шестьсот 600 семьсот 700 восемьсот 800 девятьсот 900 "
        + "zwei 2 drei 3 vier 4 fünf 5 sechs 6 sieben 7 acht 8 neun 9 zehn 10 elf 11 zwölf 12 zwanzig 20 dreißig 30 vierzig 40 fünfzig 50 sechzig 60 siebzig 70 achtzig 80 neunzig 90 "
        + "deux 2 trois 3 quatre 4 cinq 5 sept 7 huit 8 neuf 9 dix 10 onze 11 douze 12 treize 13 quatorze 14 quinze 15 seize 16 vingt 20 trente 30 quarante 40 cinquante 50 soixante 60 "
        + "полтора 1.5 полторы 1.5 dieciséis 16 diecisiete 17 dieciocho 18 diecinueve 19 veintiún 21 veintiuno 21 veintiuna 21 veintidós 22 veintitrés 23 veinticuatro 24 veinticinco 25 veintiséis 26 veintisiete 27 veintiocho 28 veintinueve 29 "
        + "doscientos 200 doscientas 200 trescientos 300 trescientas 300 cuatrocientos 400 cuatrocientas 400 quinientos 500 quinientas 500 seiscientos 600 setecientos 700 ochocientos 800 novecientos 900 "
        + "dos 2 tres 3 cuatro 4 cinco 5 seis 6 siete 7 ocho 8 nueve 9 diez 10 once 11 doce 12 trece 13 catorce 14 quince 15 veinte 20 treinta 30 cuarenta 40 cincuenta 50 sesenta 60 setenta 70 ochenta 80 noventa 90 "
        + "ثلاث 3 ثلاثة 3 أربع 4 أربعة 4 خمس 5 خمسة 5 ست 6 ستة 6 سبع 7 سبعة 7 ثماني 8 ثمانية 8 ثمان 8 تسع 9 تسعة 9 عشر 10 عشرة 10 "
        + "عشرون 20 عشرين 20 ثلاثون 30 ثلاثين 30 أربعون 40 أربعين 40 خمسون 50 خمسين 50 ستون 60 ستين 60 سبعون 70 سبعين 70 ثمانون 80 ثمانين 80 تسعون 90 تسعين 90"));

    private static readonly Lazy<Dictionary<string, decimal>> Scales = new(() => Values(
        "hundred 100 thousand 1000 million 1000000 billion 1000000000 trillion 1000000000000 mn 1000000 mln 1000000 bn 1000000000 bln 1000000000 trn 1000000000000 tn 1000000000000 dozen 12 lakh 100000 crore 10000000"));

    private static readonly Lazy<Dictionary<string, decimal>> ForeignScales = new(() => Values(
        "тысяча 1000 тысячи 1000 тысяч 1000 тысячами 1000 тыс 1000 сто 100 ста 100 миллион 1000000 миллиона 1000000 миллионов 1000000 млн 1000000 миллиард 1000000000 миллиарда 1000000000 миллиардов 1000000000 млрд 1000000000 "
        + "триллион 1000000000000 триллиона 1000000000000 триллионов 1000000000000 трлн 1000000000000 мільйон 1000000 мільйона 1000000 мільйонів 1000000 мільярд 1000000000 мільярда 1000000000 мільярдів 1000000000 тисяч 1000 тисячі 1000 "
        + "hundert 100 tausend 1000 Million 1000000 Millionen 1000000 Mio 1000000 Milliarde 1000000000 Milliarden 1000000000 Mrd 1000000000 cien 100 ciento 100 mil 1000 millón 1000000 millones 1000000 "
        + "cent 100 mille 1000 millions 1000000 milliard 1000000000 milliards 1000000000 billones 1000000000000 ألف 1000 آلاف 1000 مليون 1000000 ملايين 1000000 مليار 1000000000 مليارات 1000000000 مائة 100 مئة 100"));

    // Han, kana and Hangul scales, longest first; they stand right behind the digits.
    private static readonly (string Word, decimal Value)[] Wide =
    [
        ("万亿", 1e12m), ("萬億", 1e12m), ("조", 1e12m), ("兆", 1e12m), ("십억", 1e9m), ("亿", 1e8m), ("億", 1e8m), ("억", 1e8m),
        ("천만", 1e7m), ("百万", 1e6m), ("백만", 1e6m), ("만", 1e4m), ("万", 1e4m), ("萬", 1e4m), ("천", 1e3m), ("千", 1e3m), ("백", 100m), ("百", 100m),
    ];

    /// <summary>The number that starts at a lexeme, or null.</summary>
    /// <param name="english">A point is the decimal mark where three digits follow; else it groups thousands.</param>
    public static Numeral? Read(Lexemes text, int i, bool english)
    {
        if (text.IsDigits(i)) return ReadDigits(text, i, english);
        return text.IsWord(i) ? ReadWords(text, i, english) : null;
    }

    /// <summary>The value of a scale of Han or Hangul at a place in the text, and its length.</summary>
    public static (decimal Value, int Length) WideScale(ReadOnlySpan<char> rest)
    {
        foreach (var (word, value) in Wide)
            if (rest.StartsWith(word)) return (value, word.Length);
        return (0, 0);
    }

    /// <summary>The value of a word such as <c>million</c>, or 0.</summary>
    public static decimal Scale(ReadOnlySpan<char> word, bool english)
    {
        if (Find(english ? Scales : ForeignScales, word) is > 0 and var scale) return scale;
        return 0;
    }

    /// <summary>The value of a word such as <c>twelve</c>, or -1.</summary>
    public static decimal Word(ReadOnlySpan<char> word, bool english) => Find(english ? Simple : Foreign, word);

    private static Numeral? ReadDigits(Lexemes text, int i, bool english)
    {
        if (text[i].Length > 18) return null;
        var value = Parsed(text.Of(i));
        var end = i + 1;
        var bare = true;
        if (text[i].Length <= 3)
        {
            for (var groups = 0; groups < MostGroups && Grouped(text, end, english, out var step); groups++)
            {
                value = value * 1000 + Parsed(text.Of(end + step - 1));
                end += step;
                bare = false;
            }
        }
        if ((text.Is(end, '.') || text.Is(end, ',') || text.Is(end, '٫') || text.Is(end, '．')) && text.Joined(end) && text.IsDigits(end + 1) && text.Joined(end + 1) && text[end + 1].Length <= 8
            && !(text.Is(end + 2, '.') && text.Joined(end + 2) && text.IsDigits(end + 3) && text.Joined(end + 3)))
        {
            var digits = text[end + 1].Length;
            value += Parsed(text.Of(end + 1)) / Power(digits);
            end += 2;
            bare = false;
        }
        return Scaled(text, i, end, value, bare, english, spelled: false);
    }

    // ",800" or " 000": a group of exactly three digits; a point groups where it is no decimal mark, or where groups go on.
    private static bool Grouped(Lexemes text, int i, bool english, out int step)
    {
        step = 1;
        if (text.IsDigits(i) && text[i].Length == 3 && text[i].Start == text[i - 1].End + 1 && text[i - 1].Kind == LexemeKind.Digits)
            return !(text.IsDigits(i + 1) && text[i + 1].Start == text[i].End);
        step = 2;
        if (!(text.Is(i, ',') || text.Is(i, '.') || text.Is(i, '\'') || text.Is(i, '’') || text.Is(i, '，')) || !text.Joined(i)) return false;
        if (!text.IsDigits(i + 1) || !text.Joined(i + 1) || text[i + 1].Length != 3) return false;
        if (text.Is(i, '.')) return !english || (text.Is(i + 2, '.') && text.IsDigits(i + 3) && text[i + 3].Length == 3);
        return english || text.Is(i, '\'') || text.Is(i, '’') || text.Of(i - 1) is not "0";
    }

    private static Numeral? ReadWords(Lexemes text, int i, bool english)
    {
        decimal total = 0, group = 0;
        var end = i;
        var words = 0;
        var lastSimple = decimal.MaxValue;
        if ((text.Is(i, "a") || text.Is(i, "an") || text.Is(i, "half")) && Scale(text.Of(text.Is(i, "half") ? i + 2 : i + 1), english) is >= 12 and var first)
        {
            if (!text.Is(i, "half")) return Scaled(text, i, i + 2, first, bare: false, english, spelled: true);
            return text.Is(i + 1, "a") ? Scaled(text, i, i + 3, first / 2, bare: false, english, spelled: true) : null;
        }
        for (; words < 12; words++)
        {
            var at = end;
            if (words > 0 && text.Is(at, '-') && text.Joined(at) && text.Joined(at + 1)) at++;
            else if (words > 0 && (text.Is(at, "and") && lastSimple >= 100)) at++;
            if (!text.IsWord(at)) break;
            var word = text.Of(at);
            // "خمسة وعشرون" is five-and-twenty, "خمسة عشر" fifteen.
            if (words > 0 && lastSimple < 10 && word[0] is >= '\u0621' and <= '\u064a' && Word(word[0] == 'و' ? word[1..] : word, english) is >= 10 and var tens && tens == 10 == (word[0] != 'و'))
            {
                group += tens;
                lastSimple = tens;
                end = at + 1;
                continue;
            }
            if (Word(word, english) is >= 0 and var simple)
            {
                // "twenty five" adds up, "five six" does not.
                if (simple >= lastSimple || (lastSimple < 20) || (lastSimple < 100 && simple > 9)) break;
                group += simple;
                lastSimple = simple;
            }
            else if (Scale(word, english) is > 0 and var scale && total + group < Largest / scale)
            {
                if (words == 0 && !(word is "сто" or "ста" or "cien" or "cent" or "hundert" or "mil" or "mille" or "ألف" or "مليون")) break;
                if (scale < 1000)
                {
                    group = Math.Max(group, 1) * scale;
                    lastSimple = scale;
                }
                else
                {
                    total += Math.Max(group, 1) * scale;
                    group = 0;
                    lastSimple = 1000;
                }
            }
            else break;
            end = at + 1;
        }
        return words == 0 ? null : new Numeral(i, end, total + group, words == 1, Spelled: true);
    }

    private static Numeral Scaled(Lexemes text, int start, int end, decimal value, bool bare, bool english, bool spelled)
    {
        for (var scales = 0; scales < 2; scales++)
        {
            var at = text.Is(end, '-') && text.Joined(end) && text.Joined(end + 1) ? end + 1 : end;
            if (!text.IsWord(at) || Scale(text.Of(at), english) is not (> 0 and var scale) || value >= Largest / scale) break;
            value *= scale;
            end = at + 1;
            // "5 тыс. человек", "3 Mio. Euro"
            if (text.Is(end, '.') && text.Joined(end) && text.Of(at) is "тыс" or "млн" or "млрд" or "трлн" or "Mio" or "Mrd" or "mln" or "bln") end++;
            bare = false;
        }
        return new Numeral(start, end, value, bare, spelled);
    }

    private static decimal Parsed(ReadOnlySpan<char> digits)
    {
        decimal value = 0;
        foreach (var c in digits) value = value * 10 + (decimal)char.GetNumericValue(c);
        return value;
    }

    private static decimal Power(int digits)
    {
        decimal power = 1;
        for (var i = 0; i < digits; i++) power *= 10;
        return power;
    }

    private static decimal Find(Lazy<Dictionary<string, decimal>> words, ReadOnlySpan<char> word) =>
        words.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var value) ? value : -1;

    private static Dictionary<string, decimal> Values(string pairs)
    {
        var fields = pairs.Split(' ');
        var values = new Dictionary<string, decimal>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i + 1 < fields.Length; i += 2) values.TryAdd(fields[i], decimal.Parse(fields[i + 1], CultureInfo.InvariantCulture));
        return values;
    }
}

namespace Variorum;

/// <summary>Units, currencies and the nouns that numbers count.</summary>
internal static class Units
{
    // Written form, unit in normal form, kind, and what the value is multiplied with.
    private static readonly Lazy<Dictionary<string, (string Unit, QuantityKind Kind)>> Measures = new(() =>
    {
        var measures = new Dictionary<string, (string, QuantityKind)>(StringComparer.Ordinal);
        Add("percent", QuantityKind.Percentage, "percent pct процент процента процентов проценты відсоток відсотка відсотків Prozent 퍼센트 프로 percents");
        Add("times", QuantityKind.Multiple, "times fold раз раза разів veces fois mal");
        Add("year", QuantityKind.Duration, "year years год года лет рік роки років año años an ans année années Jahr Jahre Jahren yr yrs");
        Add("month", QuantityKind.Duration, "month months месяц месяца месяцев місяць місяці місяців mes meses mois Monat Monate Monaten");
        Add("week", QuantityKind.Duration, "week weeks неделя недели недель тиждень тижні тижнів semana semanas semaine semaines Woche Wochen");
        Add("day", QuantityKind.Duration, "day days день дня дней днів день día días jour jours Tag Tage Tagen");
        Add("hour", QuantityKind.Duration, "hour hours час часа часов година години годин hora horas heure heures Stunde Stunden hrs");
        Add("minute", QuantityKind.Duration, "minute minutes минута минуты минут хвилин хвилини minuto minutos Minute Minuten");
        Add("second", QuantityKind.Duration, "seconds секунд секунды");
        Add("decade", QuantityKind.Duration, "decade decades десятилетие десятилетия десятилетий");
        Add("century", QuantityKind.Duration, "century centuries век века веков siglo siglos siècle siècles");
        Add("km", QuantityKind.Length, "km kilometre kilometres kilometer kilometers км километр километра километров кілометр кілометрів kilómetro kilómetros kilomètre kilomètres Kilometer Kilometern ㎞");
        Add("m", QuantityKind.Length, "m metre metres meter meters метр метра метров метрів metro metros mètre mètres Meter Metern");
        Add("cm", QuantityKind.Length, "cm centimetre centimetres centimeter centimeters см сантиметров");
        Add("mm", QuantityKind.Length, "mm millimetre millimetres millimeter millimeters мм миллиметров");
        Add("mile", QuantityKind.Length, "mile miles миль");
        Add("foot", QuantityKind.Length, "feet foot");
        Add("inch", QuantityKind.Length, "inch inches");
        return measures;

        void Add(string unit, QuantityKind kind, string words)
        {
            foreach (var word in words.Split(' ')) measures.TryAdd(word, (unit, kind));
        }
    });

    private static readonly Lazy<Dictionary<string, string>> Currencies = new(() =>
    {
        var currencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add("usd", "dollar dollars доллар доллара долларов долар долари доларів dólar dólares USD 달러");
        Add("eur", "euro euros евро євро EUR 유로");
        Add("rub", "ruble rubles rouble roubles рубль рубля рублей RUB руб");
        Add("uah", "hryvnia hryvnias hryvnya гривен гривны гривень гривні гривня UAH грн");
        Add("cny", "yuan renminbi RMB CNY юань юаня юаней");
        Add("jpy", "yen JPY иен иены");
        Add("krw", "won KRW вон");
        Add("gbp", "pound pounds sterling GBP");
        Add("chf", "franc francs CHF");
        Add("inr", "rupee rupees INR рупий");
        Add("try", "lira liras TRY");
        Add("kzt", "tenge KZT тенге");
        Add("byn", "BYN");
        Add("pln", "zloty zlotys PLN");
        Add("sek", "SEK");
        Add("nok", "NOK");
        Add("dkk", "DKK");
        Add("czk", "CZK koruna korunas");
        Add("huf", "forint forints HUF");
        Add("ils", "shekel shekels ILS");
        Add("aed", "dirham dirhams AED");
        Add("sar", "riyal riyals SAR");
        Add("irr", "rial rials IRR");
        Add("vnd", "dong VND");
        Add("brl", "real reais BRL");
        Add("mxn", "peso pesos MXN");
        Add("zar", "rand ZAR");
        Add("cad", "CAD");
        Add("aud", "AUD");
        Add("twd", "TWD NT");
        Add("xdr", "XDR SDR");
        return currencies;

        void Add(string code, string words)
        {
            foreach (var word in words.Split(' ')) currencies.TryAdd(word, code);
        }
    });

    public static bool Measure(ReadOnlySpan<char> word, out (string Unit, QuantityKind Kind) measure) =>
        Measures.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out measure);

    /// <summary>The code of a currency by its name or code, in lower case, or null.</summary>
    public static string? Currency(ReadOnlySpan<char> word) =>
        word.Length is >= 2 and <= 9 && Currencies.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var code) ? code : null;

    public static string? Symbol(char c) => c switch
    {
        '$' or '＄' => "usd",
        '€' => "eur",
        '£' => "gbp",
        '¥' or '￥' => "jpy",
        '₽' => "rub",
        '₴' => "uah",
        '₩' => "krw",
        '₹' => "inr",
        '₺' => "try",
        '₸' => "kzt",
        '₪' => "ils",
        '₫' => "vnd",
        _ => null,
    };

    /// <summary>A word behind a number that shows that it counts or measures, so that it is no year.</summary>
    public static bool Counted(Lexemes text, int i)
    {
        var word = text.Of(i);
        if (Measure(word, out var measure)) return measure.Unit is not "m" || word.Length == 1;
        if (Currency(word) is not null || word is "people" or "men" or "women" or "children" or "per") return true;
        if (word is "levels" or "figures" or "results" or "elections" or "sanctions" or "talks" or "games" or "accords" or "protests" or "its" or "has" or "was" or "is" or "as" or "s" or "agreements" or "events" or "prices" or "data") return false;
        return text.English && word.Length > 3 && char.IsLower(word[0]) && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\'');
    }
}

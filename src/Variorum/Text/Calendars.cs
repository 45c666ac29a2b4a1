namespace Variorum;

/// <summary>Names of months, weekdays, seasons and eras.</summary>
internal static class Calendars
{
    // English and German write months with a capital; in these languages "may" and "mar" are other words.
    private static readonly Lazy<Dictionary<string, int>> Capitalised = new(() => Numbered(
        "January Jan Januar Jänner", "February Feb Februar Feber", "March Mar März Maerz", "April Apr", "May Mai", "June Jun Juni", "July Jul Juli", "August Aug",
        "September Sept Sep", "October Oct Oktober Okt", "November Nov", "December Dec Dezember Dez"));

    private static readonly Lazy<Dictionary<string, int>> Uncapitalised = new(() => Numbered(
        "январь января январе янв січень січня enero ene janvier janv يناير جانفي janeiro gennaio",
        "февраль февраля феврале фев лютий лютого febrero février fevrier févr فبراير شباط fevereiro febbraio",
        "март марта марте березень березня marzo mars مارس آذار março",
        "апрель апреля апреле апр квітень квітня abril avril avr أبريل ابريل نيسان aprile",
        "май мая мае травень травня mayo mai مايو أيار maio maggio",
        "июнь июня июне червень червня junio juin يونيو يونية حزيران junho giugno",
        "июль июля июле липень липня julio juillet juil يوليو تموز julho luglio",
        "август августа августе авг серпень серпня agosto août aout أغسطس آب اغسطس",
        "сентябрь сентября сентябре сен сент вересень вересня septiembre setiembre septembre سبتمبر أيلول setembro settembre",
        "октябрь октября октябре окт жовтень жовтня octubre octobre أكتوبر اكتوبر outubro ottobre",
        "ноябрь ноября ноябре ноя нояб листопад листопада noviembre novembre نوفمبر novembro",
        "декабрь декабря декабре дек грудень грудня diciembre décembre decembre ديسمبر dezembro dicembre"));

    private static readonly Lazy<Dictionary<string, int>> Weekdays = new(() => Numbered(
        "Monday Montag lundi lunes понедельник понедельника", "Tuesday Dienstag mardi martes вторник вторника", "Wednesday Mittwoch mercredi miércoles среда среду",
        "Thursday Donnerstag jeudi jueves четверг четверга", "Friday Freitag vendredi viernes пятница пятницу", "Saturday Samstag Sonnabend samedi sábado суббота субботу",
        "Sunday Sonntag dimanche domingo воскресенье"));

    /// <summary>1 to 12, or 0 where the word is no month. English and German names need their capital.</summary>
    /// <param name="english">Names of other languages count only where their letters are not Latin.</param>
    public static int Month(ReadOnlySpan<char> word, bool english = false)
    {
        if (word.Length is < 2 or > 12) return 0;
        if (char.IsUpper(word[0]) && Find(Capitalised, word) is > 0 and var month) return month;
        return english && word[0] < '\u0370' ? 0 : Find(Uncapitalised, word);
    }

    /// <summary>The month's name is a short form or another word, too (<c>Mar</c>, <c>May</c>): only a day or a year beside it makes it a month.</summary>
    public static bool Doubtful(ReadOnlySpan<char> word) => word.Length <= 3 || word is "mars" or "Sept" or "сент" or "juil" or "févr" or "janv" or "нояб";

    /// <summary>1 for Monday to 7 for Sunday, or 0.</summary>
    public static int Weekday(ReadOnlySpan<char> word)
    {
        var day = word.Length is < 5 or > 12 ? 0 : Find(Weekdays, word);
        return day > 0 && char.IsAscii(word[0]) && char.IsLower(word[0]) && word.EndsWith("day") ? 0 : day;
    }

    /// <summary>First month of a season on the northern half of the earth, or 0; winter starts in December of the year before.</summary>
    public static int Season(ReadOnlySpan<char> word) => word switch
    {
        "spring" => 3,
        "summer" => 6,
        "autumn" or "fall" => 9,
        "winter" => 12,
        _ => 0,
    };

    /// <summary>What is added to a year of an era to give one of the common era; 0 where the word names none.</summary>
    public static int Era(ReadOnlySpan<char> word) => word switch
    {
        "Juche" or "Juché" or "Чучхе" or "чучхе" or "주체" or "主体" or "主體" or "チュチェ" => 1911,
        "Reiwa" or "令和" or "레이와" => 2018,
        "Heisei" or "平成" or "헤이세이" => 1988,
        "Showa" or "Shōwa" or "昭和" => 1925,
        "Taisho" or "Taishō" or "大正" => 1911,
        "Meiji" or "明治" => 1867,
        "Minguo" or "민국" or "民国" or "民國" => 1911,
        _ => 0,
    };

    private static int Find(Lazy<Dictionary<string, int>> names, ReadOnlySpan<char> word) =>
        names.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var number) ? number : 0;

    private static Dictionary<string, int> Numbered(params ReadOnlySpan<string> lines)
    {
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Length; i++)
            foreach (var name in lines[i].Split(' ')) names.TryAdd(name, i + 1);
        return names;
    }
}

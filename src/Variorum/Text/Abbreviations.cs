namespace Variorum;

/// <summary>Words that are written with a stop, and what the stop means.</summary>
/// <remarks>Titles, units and references that official texts use, in the languages of the lexicon that have capitals.</remarks>
internal static class Abbreviations
{
    private static readonly Lazy<HashSet<string>> Leading = new(() => Words(
        // Before a name: titles, ranks, places.
        "Mr Mrs Ms Messrs Dr Drs Prof Gen Lt Col Maj Capt Cpt Cmdr Cdr Adm Sgt Cpl Brig Gov Sen Rep Reps Sens Hon Rev Fr Amb Pres Supt Insp Mt Ft "
        + "Mme Mmes Mlle MM Mgr Me Sra Srta Srtas Sres Dña Dn Gral Cnel Tte Ing Lic Arq Dip Excmo Excma Ud Uds Hr Hrn Frl Dipl Bgm Frhr hl "
        + "тов г-н г-жа г-на им ул пр просп пер пл наб бул ген полк подп акад проф доц канд пос дер обл р-н Св св гос зам нач пом ред "
        // Before a number or a name of a part.
        + "Nos Art Arts art arts Sec Secs sec Fig Figs Vol vol vols para paras cl Cl pp Ch ch Nr Nrn Abs Bd Kap Ziff Anm Tab Abb Rn Rz Ndr pág págs núm núms cap caps fig ap "
        + "ст стр рис табл гл разд абз подп вып "
        // Within a clause.
        + "vs cf approx ca bzw bspw evtl ggf inkl vgl sog gem lt ugs zzgl insb bes einschl svw i.e e.g z.B d.h u.U i.d.R т.е т.к т.н т.ч напр прибл ок viz resp ibid"));

    // A sentence may end with these, too.
    private static readonly Lazy<HashSet<string>> Trailing = new(() => Words(
        "Jr Sr Esq Co Corp Inc Ltd Bros Cie St Ave Blvd Rd etc al usw u.a u.ä etw a.m p.m др проч пр т.д т.п см млн млрд трлн тыс руб коп долл чел ч мин сек "
        + "Mio Mrd Std Min Tel tel est dept Dept Univ univ Assoc assoc Bhd Pty No Mar Jan Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri "
        + "Sat Sun janv févr avr juil déc ene abr ago dic янв февр апр авг сент окт нояб дек гг вв min hrs hr ft in mi oz lb lbs kg km"));

    // Words that seldom follow an abbreviation within a sentence, but often start one.
    private static readonly Lazy<HashSet<string>> Starters = new(() => Words(
        "The This That These Those He She It They We You I A An In On At But And As For From If When While After Before During Since Under With Both There Then Here "
        + "His Her Its Their Our My All Some Many Most No Not So Such What Who Why How Yet However Meanwhile Moreover Also Asked According Earlier Later Today Yesterday "
        + "Der Die Das Er Sie Es Wir Ich Ein Eine Im Am Auf Mit Nach Bei Und Aber Auch Dies Diese Dieser Dazu Damit Zudem Für Zu Zum Als Wenn Seit Vor "
        + "Le La Les Il Elle Ils Elles Nous Je Ce Cette Ces Dans En Et Mais Pour Au Aux Un Une Des Du Sur Par Selon "
        + "El Los Las Este Esta Esto Estos Pero Por Para Una Se Al Con Según También Tras Durante Ambos Ellos Ella Su Sus "
        + "В Во На Он Она Они Оно Это Эти Этот Эта Но И А По Как При Для Мы Я С Со К О Об У После До За Из От Так Также Если Кроме Однако Все Его Её Их Там Тогда Здесь Стороны"));

    private static readonly Lazy<HashSet<string>> Articles = new(() => Words(
        "am der die das dem den des im vom zum zur bis seit ab und dieser diesem beim Am Der Die Das Dem Den Des Im Vom Zum Zur Bis Seit Ab Beim ein einem einen unser unserem Ein Eine ein eine"));

    private static readonly Lazy<HashSet<string>> Said = new(() => Words(
        "said says asked asks replied replies added told wrote declared exclaimed noted stressed shouted answered continued insisted warned cried concluded remarked"));

    /// <summary>The stop behind it ends no sentence when a name or a number follows.</summary>
    public static bool Leads(ReadOnlySpan<char> word)
    {
        if (Has(Leading, word)) return true;
        if (word.IsEmpty || word.Length > 8 || word[0] < '\u0400') return false;
        // At a sentence's start: "Тов. Орлов", "Ст. 12".
        Span<char> small = stackalloc char[word.Length];
        word.CopyTo(small);
        small[0] = char.ToLowerInvariant(small[0]);
        return Has(Leading, small);
    }

    /// <summary>The stop behind it may be both its own and the sentence's.</summary>
    public static bool Trails(ReadOnlySpan<char> word) => Has(Trailing, word);

    /// <summary>A capitalised word that starts a sentence rather than a name.</summary>
    public static bool Starts(ReadOnlySpan<char> word) => Has(Starters, word);

    /// <summary>A German word before an ordinal (<c>am 20. Juni</c>).</summary>
    public static bool BeforeOrdinal(ReadOnlySpan<char> word) => Has(Articles, word);

    /// <summary>An English verb that tells who spoke the quotation before it.</summary>
    public static bool Says(ReadOnlySpan<char> word) => Has(Said, word);

    private static bool Has(Lazy<HashSet<string>> words, ReadOnlySpan<char> word) => words.Value.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static HashSet<string> Words(string words) => new(words.Split(' '), StringComparer.Ordinal);
}

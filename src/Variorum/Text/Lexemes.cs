namespace Variorum;

/// <summary>A run of letters, a run of decimal digits, or one other mark.</summary>
internal enum LexemeKind { Word, Digits, Mark }

/// <summary>A piece of a text as the readers of dates and quantities take it: <c>20</c>, <c>June</c>, <c>,</c>.</summary>
internal readonly record struct Lexeme(int Start, int End, LexemeKind Kind)
{
    public int Length => End - Start;
}

/// <summary>A text cut into lexemes, blanks left out, with the questions that its readers ask of them.</summary>
/// <remarks>An index beyond either end answers as an empty mark, so that rules need not look where the text ends.</remarks>
internal sealed class Lexemes
{
    // Of the small words of English and of the foreign ones.
    private const int LongestSmallWord = 5;

    // So many lexemes are enough to know a language.
    private const int LanguageSample = 4000;

    // Small words of one language each: "in" and "was" are German as well.
    private static readonly Lazy<HashSet<string>> EnglishWords = new(() => Set("the of and to that by for has have with from they were which will this are is"));

    private static readonly Lazy<HashSet<string>> FrenchWords = new(() => Set("le les est une dans pour que qui aux sur pas avec"));

    private static readonly Lazy<HashSet<string>> GermanWords = new(() => Set("der die und ist den das dem mit ein eine auf nicht auch sich wurde werden"));

    private static readonly Lazy<HashSet<string>> ForeignWords = new(() => Set(
        "der die und den das dem des von mit zu ein eine auf um im am zum zur für ist hat wurde sich nicht auch bei "
        + "el los las de del y en que una por con se al su le la les et un une du au aux dans pour par est sur il della di o os da em e"));

    private readonly List<Lexeme> all;
    private bool? english, french;

    public Lexemes(string text)
    {
        Text = text;
        all = new List<Lexeme>(text.Length / 5 + 4);
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (Letter(text[i]))
            {
                while (i < text.Length && Letter(text[i])) i++;
                all.Add(new Lexeme(start, i, LexemeKind.Word));
            }
            else if (Digit(text[i]))
            {
                while (i < text.Length && Digit(text[i])) i++;
                all.Add(new Lexeme(start, i, LexemeKind.Digits));
            }
            else
            {
                i++;
                if (!char.IsWhiteSpace(text[start])) all.Add(new Lexeme(start, i, LexemeKind.Mark));
            }
        }
    }

    /// <summary>Written in English, as far as its small words tell; what they mean decides how numbers are read.</summary>
    public bool English => english ??= CountEnglish();

    public string Text { get; }

    public int Count => all.Count;

    public Lexeme this[int i] => (uint)i < (uint)all.Count ? all[i] : i < 0 ? default : new Lexeme(Text.Length, Text.Length, LexemeKind.Mark);

    public ReadOnlySpan<char> Of(int i) => Text.AsSpan(this[i].Start, this[i].Length);

    public bool IsWord(int i) => (uint)i < (uint)all.Count && all[i].Kind == LexemeKind.Word;

    public bool IsDigits(int i) => (uint)i < (uint)all.Count && all[i].Kind == LexemeKind.Digits;

    public bool Is(int i, char mark) => (uint)i < (uint)all.Count && all[i].Length == 1 && Text[all[i].Start] == mark;

    /// <summary>The word in any case.</summary>
    public bool Is(int i, string word) => (uint)i < (uint)all.Count && Of(i).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsAny(int i, HashSet<string> words) => (uint)i < (uint)all.Count && words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Of(i));

    public bool IsDash(int i) => (uint)i < (uint)all.Count && all[i].Length == 1 && Text[all[i].Start] is '-' or '–' or '—' or '‑' or '~' or '〜' or '～';

    /// <summary>No blank before it.</summary>
    public bool Joined(int i) => i > 0 && this[i].Start == this[i - 1].End;

    public bool Capital(int i) => IsWord(i) && char.IsUpper(Text[all[i].Start]);

    /// <summary>The value of a run of digits, or -1 where it is none or has more than nine.</summary>
    public int Number(int i)
    {
        if (!IsDigits(i) || all[i].Length > 9) return -1;
        var value = 0;
        foreach (var c in Of(i)) value = value * 10 + (int)char.GetNumericValue(c);
        return value;
    }

    /// <summary>The first lexeme that does not start before a place in the text.</summary>
    public int From(int place)
    {
        int low = 0, high = all.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (all[middle].Start < place) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Rather French than German, as far as small words tell: "hier" is yesterday in the one, here in the other.</summary>
    public bool French => french ??= Holding(FrenchWords.Value) > Holding(GermanWords.Value);

    private int Holding(HashSet<string> words)
    {
        var count = 0;
        for (var i = 0; i < all.Count && i < LanguageSample; i++)
        {
            if (all[i].Kind == LexemeKind.Word && IsAny(i, words)) count++;
        }
        return count;
    }

    private bool CountEnglish()
    {
        int native = 0, foreign = 0;
        for (var i = 0; i < all.Count && i < LanguageSample; i++)
        {
            if (all[i].Kind != LexemeKind.Word) continue;
            if (Text[all[i].Start] > '\u024F') foreign++;
            else if (all[i].Length > LongestSmallWord) continue;
            else if (IsAny(i, EnglishWords.Value)) native += 2;
            else if (IsAny(i, ForeignWords.Value)) foreign += 2;
        }
        return native >= foreign;
    }

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.OrdinalIgnoreCase);

    private static bool Letter(char c) => char.IsLetter(c) || c is >= '\u0300' and <= '\u036F' or >= '\u064B' and <= '\u0652';

    private static bool Digit(char c) => char.IsDigit(c);
}

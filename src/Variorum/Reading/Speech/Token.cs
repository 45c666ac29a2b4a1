using System.Globalization;

namespace Variorum;

/// <summary>A word or a mark of the text.</summary>
/// <param name="Low">In lower case and without accents; typographic apostrophes and hyphens made plain.</param>
/// <param name="Capital">It starts with a capital letter.</param>
/// <param name="Upper">Two or more letters, all of them capitals.</param>
internal readonly record struct Token(int Start, int End, string Low, bool IsWord, bool Capital, bool Upper)
{
    public bool Is(string low) => Low == low;

    /// <summary>The first place at which a name begins anew, its last word first: <c>Ann Holt Holt Ann…</c>; 0 if there is none.</summary>
    public static int Twice(ReadOnlySpan<Token> tokens, int from)
    {
        for (var i = from + 2; i + 1 < tokens.Length; i++)
            if (tokens[i].Capital && tokens[i].Low == tokens[i - 1].Low && tokens[i + 1].Low.StartsWith(tokens[i - 2].Low, StringComparison.Ordinal)) return i;
        return 0;
    }

    /// <summary>Cuts a stretch of text into words and marks. <c>'s</c> is a word of its own, an abbreviated title keeps its stop.</summary>
    public static Token[] Cut(string text, int start, int end)
    {
        var tokens = new List<Token>((end - start) / 5 + 1);
        for (var i = start; i < end;)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var from = i;
            if (!IsLetter(text[i]))
            {
                if (IsApostrophe(text[i]) && i + 1 < end && text[i + 1] is 's' && i > start && IsLetter(text[i - 1]) && (i + 2 == end || !IsLetter(text[i + 2])))
                {
                    i += 2;
                    tokens.Add(new Token(from, i, "'s", true, false, false));
                    continue;
                }
                i++;
                tokens.Add(new Token(from, i, Mark(text[from]), false, false, false));
                continue;
            }
            for (i++; i < end; i++)
            {
                if (IsLetter(text[i])) continue;
                var joins = i + 1 < end && IsLetter(text[i + 1]) && (text[i] is '-' or '\u2010' or '\u2011'
                    || (IsApostrophe(text[i]) && !(text[i + 1] is 's' && (i + 2 == end || !IsLetter(text[i + 2]))))
                    || (text[i] is '.' && Initials(text, from, i, end))
                    || (text[i] is '.' or ',' && char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1])));
                if (!joins) break;
            }
            // U.S., J. and Mr. keep the stop: none of them ends a name.
            if (i < end && text[i] is '.' && ((i - from == 1 && char.IsUpper(text[from])) || (i - from > 2 && text[i - 2] is '.') || IsShortTitle(text.AsSpan(from, i - from)))) i++;
            tokens.Add(Word(text, from, i));
        }
        return [.. tokens];
    }

    private static Token Word(string text, int from, int to)
    {
        var letters = text.AsSpan(from, to - from);
        var capitals = 0;
        var others = 0;
        foreach (var c in letters)
        {
            if (char.IsUpper(c)) capitals++;
            else if (char.IsLetter(c)) others++;
        }
        return new Token(from, to, Fold(letters), true, char.IsUpper(letters[0]), capitals > 1 && others == 0);
    }

    /// <summary>Lower case without accents, so that two spellings of a name meet.</summary>
    public static string Fold(ReadOnlySpan<char> word)
    {
        Span<char> folded = word.Length <= 128 ? stackalloc char[word.Length] : new char[word.Length];
        for (var i = 0; i < word.Length; i++) folded[i] = char.IsAscii(word[i]) ? LowAscii(word[i]) : FoldLetter(char.ToLowerInvariant(word[i]));
        return folded.EndsWith(".") && !folded[..^1].Contains('.') && folded.Length > 2 ? new string(folded[..^1]) : new string(folded);
    }

    // Most letters are these, and no table has to be asked for them.
    private static char LowAscii(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;

    private static char FoldLetter(char c) => c switch
    {
        < '\u0080' => c,
        '’' or '‘' or 'ʼ' => '\'',
        '\u2010' or '\u2011' => '-',
        >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => 'a',
        'ç' or 'ć' or 'č' or 'ĉ' => 'c',
        'ď' or 'đ' => 'd',
        >= 'è' and <= 'ë' or 'ē' or 'ė' or 'ę' or 'ě' => 'e',
        'ğ' or 'ģ' => 'g',
        >= 'ì' and <= 'ï' or 'ī' or 'į' or 'ı' => 'i',
        'ķ' => 'k',
        'ľ' or 'ļ' or 'ł' => 'l',
        'ñ' or 'ń' or 'ň' or 'ņ' => 'n',
        >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ő' => 'o',
        'ř' or 'ŕ' => 'r',
        'š' or 'ś' or 'ş' or 'ș' => 's',
        'ť' or 'ţ' or 'ț' => 't',
        >= 'ù' and <= 'ü' or 'ū' or 'ů' or 'ű' or 'ų' => 'u',
        'ý' or 'ÿ' => 'y',
        'ž' or 'ź' or 'ż' => 'z',
        'ё' => 'е',
        _ => c,
    };

    private static string Mark(char c) => c switch
    {
        '“' or '”' or '„' or '«' or '»' or '"' => "\"",
        '：' => ":",
        '，' or '、' => ",",
        '；' => ";",
        '–' or '—' or '―' => "–",
        '’' or '‘' => "'",
        '（' => "(",
        '）' => ")",
        '.' => ".",
        ',' => ",",
        _ => c.ToString(),
    };

    private static bool Initials(string text, int from, int stop, int end) =>
        (stop - from == 1 || (stop - from > 2 && text[stop - 2] is '.')) && (stop + 2 == end || !IsLetter(text[stop + 2]));

    private static bool IsShortTitle(ReadOnlySpan<char> word) =>
        word is "Mr" or "Mrs" or "Ms" or "Dr" or "MR" or "MRS" or "MS" or "DR" or "Prof" or "Gen" or "Sen" or "Rep" or "Gov" or "Amb" or "Lt" or "Col" or "Capt" or "St" or "Mt" or "Sgt" or "Cpl" or "Maj" or "Adm" or "Cmdr" or "Brig" or "Det" or "Supt" or "Insp" or "Cllr" or "Hon" or "Rev" or "Sr" or "Jr" or "No";

    private static bool IsApostrophe(char c) => c is '\'' or '’' or 'ʼ';

    private static bool IsLetter(char c) => char.IsLetterOrDigit(c) || (c > '\u0300' && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);
}

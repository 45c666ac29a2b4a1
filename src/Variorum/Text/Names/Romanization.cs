using System.Text;
using AnyAscii;

namespace Variorum;

/// <summary>How a script writes sounds: what may be read from a word of it.</summary>
internal enum Script
{
    Latin, Cyrillic, Greek, Armenian, Georgian, Hangul, Han, Hiragana, Katakana, Arabic, Hebrew,

    /// <summary>Scripts of India and Ethiopia: words stand apart, letters have no case, vowels are written.</summary>
    Abugida,

    /// <summary>Thai, Lao, Khmer, Burmese: words do not stand apart, and are not cut here.</summary>
    Unspaced,
    None,
}

/// <summary>Words of any script in Latin letters, sound by sound, as English would write them.</summary>
/// <remarks>
/// Letters are romanised one by one from the tables of AnyAscii, which follow BGN/PCGN, ISO 11940 and Pinyin. What one letter alone
/// does not tell is done here: Hangul by its letters (Revised Romanization without its changes of sound between syllables), Greek pairs that
/// write one sound, Latin letters with marks that are other sounds (<c>š</c>), Arabic and Hebrew letters that stand for vowels.
/// </remarks>
internal static class Romanization
{
    private static readonly string[] Leads = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"];

    private static readonly string[] Vowels =
        ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"];

    // Behind a syllable that ends in ng the next may start with a vowel; the mark keeps them apart: jeong'eun is no jeon-geun.
    private static readonly string[] Tails =
        ["", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "p", "l", "l", "p", "l", "m", "p", "p", "s", "s", "ng'", "t", "t", "k", "t", "p", "h"];

    public static Script ScriptOf(char c) => c switch
    {
        < '\u0041' => Script.None,
        < '\u0250' => char.IsLetter(c) ? Script.Latin : Script.None,
        >= '\u1E00' and < '\u1F00' => Script.Latin,
        >= '\u0370' and < '\u0400' or >= '\u1F00' and < '\u2000' => Script.Greek,
        >= '\u0400' and < '\u0530' => Script.Cyrillic,
        >= '\u0530' and < '\u0590' => Script.Armenian,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        >= '\u0600' and < '\u0700' or >= '\u0750' and < '\u0780' or >= '\uFB50' and < '\uFE00' or >= '\uFE70' and < '\uFF00' => Script.Arabic,
        >= '\u0900' and < '\u0E00' or >= '\u1200' and < '\u1380' => Script.Abugida,
        >= '\u0E00' and < '\u0F00' or >= '\u1000' and < '\u10A0' or >= '\u1780' and < '\u1800' => Script.Unspaced,
        >= '\u10A0' and < '\u1100' or >= '\u1C90' and < '\u1CC0' => Script.Georgian,
        >= '\u3041' and < '\u30A0' => Script.Hiragana,
        >= '\u30A0' and < '\u3100' => Script.Katakana,
        >= '\u3400' and < '\uA000' or >= '\uF900' and < '\uFB00' => Script.Han,
        >= '\uAC00' and <= '\uD7A3' => Script.Hangul,
        _ => Script.None,
    };

    /// <summary>Whether the script has capital letters, so that a name shows.</summary>
    public static bool HasCase(Script script) => script is Script.Latin or Script.Cyrillic or Script.Greek or Script.Armenian;

    /// <summary>Whether a word's vowels are all written, and each as itself.</summary>
    public static bool WritesVowels(Script script) => HasCase(script) || script is Script.Georgian;

    /// <summary>A word in Latin letters, lower case; an apostrophe parts sounds that do not run together.</summary>
    public static string Of(ReadOnlySpan<char> word, Script script)
    {
        var latin = new StringBuilder(word.Length * 2);
        for (var i = 0; i < word.Length; i++)
        {
            if (script == Script.Hangul && word[i] is >= '\uAC00' and <= '\uD7A3')
            {
                AppendSyllable(latin, word[i] - 0xAC00);
            }
            else if (Pair(word, i, script) is { } pair)
            {
                latin.Append(pair);
                i++;
            }
            else
            {
                latin.Append(Single(word, i, script) ?? word.Slice(i, 1).ToString().Transliterate());
            }
        }
        for (var i = 0; i < latin.Length; i++)
        {
            if (char.IsAsciiLetterUpper(latin[i])) latin[i] = char.ToLowerInvariant(latin[i]);
        }
        return latin.ToString();
    }

    private static void AppendSyllable(StringBuilder latin, int syllable) =>
        latin.Append(Leads[syllable / 588]).Append(Vowels[syllable % 588 / 28]).Append(Tails[syllable % 28]);

    private static string? Pair(ReadOnlySpan<char> word, int at, Script script)
    {
        if (at + 1 >= word.Length) return null;
        var (first, second) = (char.ToLowerInvariant(word[at]), char.ToLowerInvariant(word[at + 1]));
        return script switch
        {
            Script.Greek => (first, second) switch
            {
                ('μ', 'π') => at == 0 ? "b" : "mb",
                ('ν', 'τ') => at == 0 ? "d" : "nd",
                ('γ', 'κ') => at == 0 ? "g" : "ng",
                ('τ', 'ζ') => "j",
                ('γ', 'ε' or 'έ' or 'ι' or 'ί') => second is 'ε' or 'έ' ? "ye" : "yi",
                ('ο', 'υ') => "u",
                ('α' or 'ε', 'υ') => first == 'α' ? "av" : "ev",
                _ => null,
            },
            // A doubled vav is the consonant, a single one mostly a vowel; a mark makes other sounds of three letters.
            Script.Hebrew => (first, second) switch
            {
                ('ו', 'ו') => "v",
                ('ג', '\'' or '׳') => "j",
                ('ז', '\'' or '׳') => "zh",
                ('צ', '\'' or '׳') => "ch",
                _ => null,
            },
            Script.Katakana => (first, second) switch
            {
                ('ヴ' or 'フ', 'ァ' or 'ィ' or 'ェ' or 'ォ') => first == 'ヴ' ? "va" : "fa",
                ('ウ', 'ィ' or 'ェ' or 'ォ') => "wi",
                ('シ' or 'ジ' or 'チ', 'ャ' or 'ュ' or 'ョ' or 'ェ') => first == 'チ' ? "cha" : first == 'シ' ? "sha" : "ja",
                _ => null,
            },
            _ => null,
        };
    }

    private static string? Single(ReadOnlySpan<char> word, int at, Script script) => script switch
    {
        Script.Latin => char.ToLowerInvariant(word[at]) switch
        {
            'š' or 'ş' or 'ș' or 'ś' or 'ŝ' => "sh",
            'č' or 'ć' or 'ĉ' => "ch",
            'ç' => "s",
            'ž' or 'ź' or 'ż' or 'ĵ' => "zh",
            'đ' or 'ď' or 'ð' => "d",
            'ł' => "l",
            'ñ' or 'ň' or 'ń' => "n",
            'ß' => "ss",
            'ř' => "r",
            _ => null,
        },
        Script.Hebrew => word[at] switch
        {
            'ו' => "u",
            'י' => "i",
            'א' or 'ע' => "a",
            _ => null,
        },
        Script.Arabic => word[at] switch
        {
            'و' => "w",
            'ؤ' => "u",
            'ي' or 'ى' or 'ئ' or 'ی' or 'ې' => "i",
            'ا' or 'أ' or 'إ' or 'آ' or 'ع' or 'ة' or 'ٱ' => "a",
            'ه' or 'ہ' or 'ھ' => "h",
            '\u0640' => "",
            _ => null,
        },
        Script.Abugida => word[at] is 'ँ' or 'ं' or 'ঁ' or 'ং' ? "n" : null,
        Script.Katakana => word[at] is 'ー' or 'ッ' or '・' ? "" : null,
        Script.Cyrillic => char.ToLowerInvariant(word[at]) switch
        {
            'ъ' or 'ь' => "",
            'е' or 'є' => at == 0 ? "ye" : "e",
            'ё' => "yo",
            'ы' or 'й' or 'і' or 'ї' => "i",
            _ => null,
        },
        _ => null,
    };
}

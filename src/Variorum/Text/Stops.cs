using System.Globalization;

namespace Variorum;

/// <summary>The marks that end, open and close sentences in the scripts of the world.</summary>
internal static class Stops
{
    /// <summary>A mark that can end a sentence.</summary>
    public static bool Ends(char c) => c is '.' or '!' or '?' or '…' or '．' or '‽' or '⁇' or '⁈' or '⁉' || EndsAlways(c);

    /// <summary>A mark that is written for nothing but a sentence's end, with or without a blank behind it.</summary>
    public static bool EndsAlways(char c) =>
        c is '。' or '！' or '？' or '｡' or '؟' or '۔' or '।' or '॥' or '։' or '።' or '፧' or '។' or '။' or '᠃' or '܀';

    public static bool Closes(char c) => c is ')' or ']' or '}' or '”' or '’' or '»' or '›' or '」' or '』' or '）' or '］' or '】' or '〉' or '》' or '〕' or '＂';

    public static bool Opens(char c) => c is '(' or '[' or '{' or '“' or '‘' or '«' or '‹' or '„' or '‚' or '「' or '『' or '（' or '［' or '【' or '〈' or '《' or '〔' or '¿' or '¡';

    /// <summary>Opens a bracket, not a quotation.</summary>
    public static bool Brackets(char c) => c is '(' or '[' or '{' or '（' or '［' or '【' or '〔';

    public static bool Bullet(char c) => c is '•' or '●' or '▪' or '■' or '◦' or '‣' or '*' or '·' or '○' or '□' or '◆' or '▶';

    public static bool Dash(char c) => c is '-' or '–' or '—' or '―' or '−';

    /// <summary>A letter of a script that has no capitals.</summary>
    public static bool Caseless(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.OtherLetter;

    /// <summary>A small letter of a script that starts its sentences with capitals; Georgian has them for headings only.</summary>
    public static bool Small(char c) => char.IsLower(c) && c is not (>= '\u10D0' and <= '\u10FF');

    public static bool Hangul(char c) => c is >= '가' and <= '힣';
}

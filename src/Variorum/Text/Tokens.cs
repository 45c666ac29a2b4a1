namespace Variorum;

/// <summary>A word, number or character pair of a passage, in the form by which passages are compared.</summary>
/// <param name="Start">Offset in the passage.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Key">Folded: lower case, one spelling, stemmed; numbers as their value; Han, Kana and Hangul in pairs.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Capital">Whether it starts with a capital letter.</param>
internal readonly record struct TextToken(int Start, int End, string Key, TokenKind Kind, bool Capital);

internal enum TokenKind { Word, Number, Stop }

/// <summary>Cuts passages into tokens.</summary>
internal static class Tokens
{
    /// <summary>The tokens of a text, in order; punctuation is left out.</summary>
    /// <param name="text">A passage, a name, a phrase of the lexicon.</param>
    /// <param name="language">ISO 639-1; English is stemmed by Porter's method, other alphabets lose at most two letters of a long word.</param>
    public static List<TextToken> Of(string text, string? language)
    {
        var tokens = new List<TextToken>(text.Length / 6 + 1);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[i]))
            {
                i++;
                continue;
            }
            i = char.IsDigit(text[i]) ? Number(text, i, tokens)
                : IsPaired(text[i]) ? Pairs(text, i, tokens)
                : Word(text, i, language, tokens);
        }
        return tokens;
    }

    private static int Number(string text, int start, List<TextToken> tokens)
    {
        Span<char> value = stackalloc char[32];
        var length = 0;
        var i = start;
        for (; i < text.Length; i++)
        {
            if (char.IsDigit(text[i]))
            {
                if (length < value.Length) value[length++] = (char)('0' + (int)char.GetNumericValue(text[i]));
            }
            else if (i + 1 < text.Length && char.IsDigit(text[i + 1]) && text[i] is '.' or ',' or '\u00a0' or '\u202f')
            {
                // 1,234 and 1 234 are grouped; 1.5 and 1,5 are not.
                if (!Grouped(text, i) && length < value.Length) value[length++] = '.';
            }
            else
            {
                break;
            }
        }
        tokens.Add(new TextToken(start, i, new string(value[..length]), TokenKind.Number, false));
        return i;
    }

    private static bool Grouped(string text, int mark) =>
        text[mark] is not '.' && mark + 3 < text.Length
        && char.IsDigit(text[mark + 2]) && char.IsDigit(text[mark + 3])
        && (mark + 4 == text.Length || !char.IsDigit(text[mark + 4]));

    private static int Pairs(string text, int start, List<TextToken> tokens)
    {
        var end = start + 1;
        while (end < text.Length && IsPaired(text[end])) end++;
        if (end == start + 1) tokens.Add(new TextToken(start, end, text[start..end], TokenKind.Word, false));
        for (var i = start; i + 1 < end; i++) tokens.Add(new TextToken(i, i + 2, text.Substring(i, 2), TokenKind.Word, false));
        return end;
    }

    private static int Word(string text, int start, string? language, List<TextToken> tokens)
    {
        var end = start;
        while (end < text.Length && InWord(text, end)) end++;
        // Bound prefixes are written with and without the hyphen: inter-state, interstate.
        if (end + 1 < text.Length && text[end] == '-' && char.IsLower(text[end + 1]) && IsBoundPrefix(text.AsSpan(start, end - start)))
        {
            end++;
            while (end < text.Length && InWord(text, end)) end++;
        }
        if (language is null or "en" && Denial(text.AsSpan(start, end - start)) is { Verb: { } verb } denial)
        {
            tokens.Add(new TextToken(start, start + denial.Cut, verb, TokenKind.Stop, char.IsUpper(text[start])));
            tokens.Add(new TextToken(start + denial.Cut, end, "not", TokenKind.Stop, false));
            return end;
        }
        Add(text, start, end, language, tokens);
        return end;
    }

    /// <summary>The verb of an English contraction and where it is cut: <c>doesn't</c>, <c>cannot</c> are compared as <c>does not</c>, <c>can not</c>.</summary>
    private static (string? Verb, int Cut) Denial(ReadOnlySpan<char> word)
    {
        if (word.Equals("cannot", StringComparison.OrdinalIgnoreCase)) return ("can", 3);
        if (word.Length is < 5 or > 8 || word[^2] is not ('\'' or '’') || word[^1] is not ('t' or 'T') || word[^3] is not ('n' or 'N')) return (null, 0);
        Span<char> verb = stackalloc char[word.Length - 3];
        word[..^3].ToLowerInvariant(verb);
        return (verb switch
        {
            "wo" => "will",
            "ca" => "can",
            "sha" => "shall",
            _ => Contracted.TryGetValue(verb, out var plain) ? plain : null,
        }, verb.Length);
    }

    private static void Add(string text, int start, int end, string? language, List<TextToken> tokens)
    {
        Span<char> buffer = end - start <= 64 ? stackalloc char[64] : new char[end - start];
        var length = 0;
        var capitals = 0;
        for (var i = start; i < end; i++)
        {
            if (!char.IsLetterOrDigit(text[i])) continue;
            if (char.IsUpper(text[i])) capitals++;
            buffer[length++] = Normalization.Fold(char.ToLowerInvariant(text[i]));
        }
        var word = buffer[..length];
        if (HasPossessive(text, start, end)) word = word[..^1];
        var capital = char.IsUpper(text[start]);
        var acronym = capitals >= 2 && capitals >= word.Length;
        if (Stops.Contains(word) && !acronym)
        {
            tokens.Add(new TextToken(start, end, word.ToString(), TokenKind.Stop, capital));
            return;
        }
        if (Numerals.TryGetValue(word, out var digits))
        {
            tokens.Add(new TextToken(start, end, digits, TokenKind.Number, capital));
            return;
        }
        var key = acronym ? word.ToString() : Stem(word, language);
        // An acronym that reads like a stop word (US, WHO) keeps its capitals apart from the word.
        if (acronym && Stops.Contains(word)) key = key.ToUpperInvariant();
        tokens.Add(new TextToken(start, end, key, TokenKind.Word, capital));
    }

    private static string Stem(Span<char> word, string? language)
    {
        if (language is null or "en")
        {
            if (Irregular.Forms.TryGetValue(word, out var root)) return root;
            var folded = word[..Stemmer.FoldSpelling(word)];
            return folded[..Stemmer.Stem(folded)].ToString();
        }
        return word[..(word.Length > 6 ? word.Length - 2 : word.Length > 4 ? word.Length - 1 : word.Length)].ToString();
    }

    private static bool InWord(string text, int i) =>
        (char.IsLetterOrDigit(text[i]) && !IsPaired(text[i]))
        || (i > 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])
            && (text[i] is '\'' or '’' || (text[i] == '.' && IsInitials(text, i))))
        || char.IsSurrogate(text[i]) || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark;

    /// <summary>U.S., D.P.R.K.: a stop between single capitals.</summary>
    private static bool IsInitials(string text, int stop) =>
        char.IsUpper(text[stop - 1]) && char.IsUpper(text[stop + 1])
        && (stop < 2 || !char.IsLetterOrDigit(text[stop - 2]))
        && (stop + 2 >= text.Length || !char.IsLetterOrDigit(text[stop + 2]));

    private static bool HasPossessive(string text, int start, int end) =>
        end - start > 2 && text[end - 1] is 's' or 'S' && text[end - 2] is '\'' or '’';

    private static bool IsBoundPrefix(ReadOnlySpan<char> word) =>
        word is "inter" or "multi" or "non" or "co" or "anti" or "pre" or "post" or "re" or "sub" or "semi" or "trans" or "counter" or "over"
            or "Inter" or "Multi" or "Non" or "Co" or "Anti" or "Pre" or "Post" or "Re" or "Sub" or "Trans" or "Counter";

    /// <summary>Scripts that write no blanks between words, or glue particles to them.</summary>
    private static bool IsPaired(char c) => c is (>= '\u3040' and <= '\u30ff') or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff');

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Contracted = new HashSet<string>(
        "do does did is are was were has have had would could should might must".Split(' ')).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Numerals =
        ("two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12 thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 "
        + "eighteen 18 nineteen 19 twenty 20 thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90").Split(' ').Chunk(2)
        .ToDictionary(static pair => pair[0], static pair => pair[1]).GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Stops = new HashSet<string>(
        ("a about above after again against all also although am an and another any are as at be because been before being below between both but by can could "
        + "did do does doing done down during each either else ever every few for from further had has have having he her here hers herself him himself his how i if "
        + "in into is it its itself just may me might more most much must my myself neither no nor not now of off on once one only onto or other our ours ourselves "
        + "out over own per same shall she should since so some such than that the their theirs them themselves then there thereby therefore these they this those "
        + "though through thus till to today too under until up upon us very was we well were what when where whether which while who whom whose why will with "
        + "within without would yet you your yours yourself "
        // Words of saying and their company carry who speaks, not what is said.
        + "said say says saying add added adding note noted noting stress stressed stressing stated stating").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .GetAlternateLookup<ReadOnlySpan<char>>();
}

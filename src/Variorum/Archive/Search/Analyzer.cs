using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>A word of a text in the form by which it is found.</summary>
/// <param name="Start">Offset in the text, UTF-16 units.</param>
/// <param name="End">One past the last unit.</param>
/// <param name="Position">Its place among the text's words, counted from 0; in scripts without blanks that of its first letter.</param>
/// <param name="Form">As written, but lower case and without accents.</param>
/// <param name="Term">The form's stem; numbers in one notation.</param>
/// <param name="Second">The stem that it has in another reading; null where there is none.</param>
/// <param name="Tongue">By whose rules it was stemmed.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct SearchToken(int Start, int End, int Position, string Form, string Term, string? Second, Tongue Tongue, SearchTokenKind Kind);

/// <summary>A word; a number; two neighbouring letters of a script without blanks; the last letter of a run of such.</summary>
internal enum SearchTokenKind { Word, Number, Pair, Last }

/// <summary>Cuts texts and queries into terms, the same way for both and for any store.</summary>
/// <remarks>
/// A text's words are stemmed by the rules of its language. That of a query is unknown, so a query's words are stemmed by the rules of
/// every language of their script, and each stem is looked for among texts of its language alone (docs/decisions/search.md). A script written without blanks, and Hangul, whose words carry their particles, give one term a
/// letter: the letter with its neighbour, or alone where a run ends. So each position has a term, a word of two letters or more
/// is a phrase of pairs, and a single letter is the prefix of a pair. Texts are to come composed (<see cref="Normalization"/>).
/// Not safe for use by two threads at once.
/// </remarks>
internal sealed class Analyzer
{
    // No word is longer; what is, comes from hostile pages or is no word, and its beginning finds it.
    private const int Longest = 64;

    // Two thirds of a corpus's words in memory spare most of the stemming; more would only keep what is rare.
    private const int Remembered = 1 << 15;

    private readonly Dictionary<(Tongue, Tongue), Dictionary<string, Known>.AlternateLookup<ReadOnlySpan<char>>> known = [];
    private Dictionary<string, Known>.AlternateLookup<ReadOnlySpan<char>> words;
    private string? language;

    /// <summary>Appends the tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">Its language, ISO 639-1; null where it is unknown.</param>
    /// <param name="position">The position of its first token.</param>
    /// <param name="tokens">Where they go.</param>
    /// <returns>The position behind its last token.</returns>
    public int Analyze(string text, string? language, int position, List<SearchToken> tokens)
    {
        this.language = language = language?.ToLowerInvariant();
        var tongues = (Tongues.Of('a', language), Tongues.Of('я', language));
        if (!known.TryGetValue(tongues, out words)) known[tongues] = words = new Dictionary<string, Known>().GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < text.Length;)
        {
            if (char.IsDigit(text[i])) i = Number(text, i, position++, tokens);
            else if (IsUnspaced(text, i)) i = Run(text, i, ref position, tokens);
            else if (char.IsLetter(text, i)) i = Word(text, i, position++, tokens);
            else i += char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1;
        }
        return position;
    }

    public List<SearchToken> Analyze(string text, string? language = null)
    {
        var tokens = new List<SearchToken>();
        Analyze(text, language, 0, tokens);
        return tokens;
    }

    /// <summary>Whether a text has any word or number at all.</summary>
    public static bool HasWord(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text, i)) return true;
        }
        return false;
    }

    private int Word(string text, int start, int position, List<SearchToken> tokens)
    {
        var end = start;
        while (end < text.Length && InWord(text, end)) end += char.IsHighSurrogate(text[end]) && end + 1 < text.Length ? 2 : 1;
        var word = Of(Bounded(text.AsSpan(start, end - start)));
        tokens.Add(new SearchToken(start, end, position, word.Form, word.Stems.First, word.Stems.Second, word.Tongue, SearchTokenKind.Word));
        // Norland's is Norland; l'accord and d'Ornay are two words each.
        var possessive = end + 1 < text.Length && text[end] is '\'' or '’' && text[end + 1] is 's' or 'S'
            && (end + 2 == text.Length || !InWord(text, end + 2));
        return possessive ? end + 2 : end;
    }

    private static int Number(string text, int start, int position, List<SearchToken> tokens)
    {
        var end = Digits(text, start);
        var value = new StringBuilder();
        Append(text, start, end, value);
        // 1,146 and 1 146 000 are grouped, 1.146.300 too; 1.5 and 1,5 are decimal; 20.06.2024 and 1,2,3 are three numbers each.
        var separator = end < text.Length && !Continued(text, start) ? text[end] : '\0';
        var whole = end;
        var groups = 0;
        while (end - start <= Longest && end < text.Length && text[end] == separator && separator is '.' or ',' or '\u00a0' or '\u202f' or '’' or '\''
            && Digits(text, end + 1) == end + 4)
        {
            end += 4;
            groups++;
        }
        if (groups > 1 || (groups == 1 && separator != '.'))
        {
            Append(text, whole, end, value);
        }
        else
        {
            end = whole;
        }
        if (end < text.Length && text[end] is '.' or ',' && !Continued(text, start)
            && Digits(text, end + 1) is var fraction && fraction > end + 1 && !Continues(text, fraction))
        {
            value.Append('.');
            Append(text, end + 1, fraction, value);
            end = fraction;
        }
        var term = value.Length > Longest ? value.ToString(0, Longest) : value.ToString();
        tokens.Add(new SearchToken(start, end, position, term, term, null, Tongue.None, SearchTokenKind.Number));
        return end;
    }

    private static bool Continued(string text, int start) => start > 1 && text[start - 1] is '.' or ',' && char.IsDigit(text[start - 2]);

    private static bool Continues(string text, int at) => at + 1 < text.Length && text[at] is '.' or ',' && char.IsDigit(text[at + 1]);

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsDigit(text[at])) at++;
        return at;
    }

    private static void Append(string text, int start, int end, StringBuilder value)
    {
        for (var i = start; i < end && value.Length < Longest; i++)
        {
            if (char.IsDigit(text[i])) value.Append((char)('0' + (int)char.GetNumericValue(text[i])));
        }
    }

    private static int Run(string text, int start, ref int position, List<SearchToken> tokens)
    {
        var next = Letter(text, start);
        for (; next < text.Length && IsUnspaced(text, next);)
        {
            var end = Letter(text, next);
            Add(start, end, position++, SearchTokenKind.Pair);
            (start, next) = (next, end);
        }
        Add(start, next, position++, SearchTokenKind.Last);
        return next;

        void Add(int from, int to, int at, SearchTokenKind kind)
        {
            var pair = Bounded(text.AsSpan(from, to - from)).ToString();
            tokens.Add(new SearchToken(from, to, at, pair, pair, null, Tongue.None, kind));
        }
    }

    /// <summary>Where a letter ends, with the marks that stand on it.</summary>
    private static int Letter(string text, int at)
    {
        at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? 2 : 1;
        while (at < text.Length && IsMark(text, at)) at++;
        return at;
    }

    private static ReadOnlySpan<char> Bounded(ReadOnlySpan<char> word) =>
        word.Length <= Longest ? word : word[..(char.IsHighSurrogate(word[Longest - 1]) ? Longest - 1 : Longest)];

    private Known Of(ReadOnlySpan<char> word)
    {
        if (words.TryGetValue(word, out var found)) return found;
        if (words.Dictionary.Count == Remembered) words.Dictionary.Clear();
        var form = WordForm.Of(word);
        var tongue = Tongues.Of(form[0], language);
        return words.Dictionary[word.ToString()] = new Known(form, Stems.Of(form, tongue), tongue);
    }

    private static bool InWord(string text, int i) =>
        (char.IsLetterOrDigit(text, i) && !IsUnspaced(text, i)) || IsMark(text, i)
        // Within a word: joiners of Persian and Indic words, a soft hyphen, the stops of D.P.R.K.
        || text[i] is '\u200c' or '\u200d' or '\u00ad'
        || (text[i] == '.' && i + 1 < text.Length && char.IsUpper(text[i - 1]) && char.IsUpper(text[i + 1])
            && (i < 2 || !char.IsLetterOrDigit(text[i - 2])) && (i + 2 >= text.Length || !char.IsLetterOrDigit(text[i + 2])));

    private static bool IsMark(string text, int i) =>
        text[i] >= '\u0300' && char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A letter of a script that writes no blanks between words, or glues particles to them.</summary>
    private static bool IsUnspaced(string text, int i) => text[i] switch
    {
        < '\u0e00' => false,
        <= '\u0eff' or (>= '\u1000' and <= '\u109f') or (>= '\u1780' and <= '\u17ff') or (>= '\u3040' and <= '\u30ff') or (>= '\u31f0' and <= '\u31ff')
            or (>= '\u3400' and <= '\u9fff') or (>= '\uac00' and <= '\ud7a3') or (>= '\uf900' and <= '\ufaff') or (>= '\uff66' and <= '\uff9f')
            or '\u3005' or '\u3007' => char.IsLetter(text[i]) || text[i] == '\u3007',
        >= '\ud840' and <= '\ud88f' => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]),
        _ => false,
    };

    private readonly record struct Known(string Form, Stems Stems, Tongue Tongue);
}

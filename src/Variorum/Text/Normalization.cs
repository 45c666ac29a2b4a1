using System.Globalization;
using System.Text;

namespace Variorum;

/// <summary>One spelling for letters that Unicode can write in several ways.</summary>
/// <remarks>
/// The runtime composes by ICU, which this program does without. Composition here is that of Unicode's normalization form C
/// (UAX 15) for the Basic Multilingual Plane, from <c>composition.tsv</c>; other planes are left as they stand.
/// </remarks>
internal static class Normalization
{
    // Letters without their marks, by position: U+00C0 to U+024F, and U+1E00 to U+1EFF. What has no single base letter stands for itself.
    private const string Latin = "AAAAAAÆCEEEEIIIIDNOOOOO×OUUUUYÞßaaaaaaæceeeeiiiidnooooo÷ouuuuyþyAaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiĲĳJjKkkLlLlLlĿŀLlNnNnNnŉNnOoOoOoŒœRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzsbBBbƄƅƆCcDDDdƍEEƐFfGƔƕƖIKklƛƜNnOOoƢƣPpƦƧƨƩƪtTtTUuƱVYyZzƷƸƹƺƻƼƽƾƿǀǁǂǃǄǅǆǇǈǉǊǋǌAaIiOoUuUuUuUuUueAaAaǢǣGgGgKkOoOoǮǯjǱǲǳGgǶǷNnAaǼǽǾǿAaAaEeEeIiIiOoOoRrRrUuUuSsTtȜȝHhȠdȢȣZzAaEeOoOoOoOoYylntjȸȹACcLTszɁɂBUɅEeJjQqRrYy";

    private const string LatinAdditional = "AaBbBbBbCcDdDdDdDdDdEeEeEeEeEeFfGgHhHhHhHhHhIiIiKkKkKkLlLlLlLlMmMmMmNnNnNnNnOoOoOoOoPpPpRrRrRrRrSsSsSsSsSsTtTtTtTtUuUuUuUuUuVvVvWwWwWwWwWwXxXxYyZzZzZzhtwyasẜẝẞẟAaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYyỺỻỼỽỾỿ";

    // Below the first combining mark no letter changes.
    private const char LastUnchanging = '\u02FF';

    private const int SyllableBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    private const int Leads = 19, Vowels = 21, Tails = 28, Syllables = Leads * Vowels * Tails;

    private static readonly Lazy<Table> Data = new(Table.Load);

    /// <summary>The text with base letters and marks composed; the same string where nothing is to do.</summary>
    public static string Compose(string text)
    {
        var first = text.AsSpan().IndexOfAnyExceptInRange('\0', LastUnchanging);
        if (first < 0) return text;
        while (first < text.Length && !MayChange(text[first])) first++;
        if (first == text.Length) return text;
        var kept = Math.Max(0, first - 1);
        var composed = new StringBuilder(text, 0, kept, text.Length);
        Compose(text.AsSpan(kept), composed);
        return composed.Equals(text) ? text : composed.ToString();
    }

    /// <summary>A Latin letter without its accent, a full-width form as ASCII, <c>ё</c> as <c>е</c>; anything else as it is.</summary>
    public static char Fold(char c) => c switch
    {
        < '\u00C0' => c,
        < '\u0250' => Latin[c - 0xC0],
        'ё' => 'е',
        'Ё' => 'Е',
        >= '\u1E00' and < '\u1F00' => LatinAdditional[c - 0x1E00],
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        '\u3000' => ' ',
        _ => c,
    };

    /// <summary>Folds every letter, writes <c>ß æ œ þ</c> as two, and drops combining marks behind Latin letters and <c>е</c>.</summary>
    public static string FoldMarks(string text)
    {
        var first = 0;
        while (first < text.Length && Fold(text[first]) == text[first] && Pair(text[first]) is null && text[first] is < '\u0300' or > '\u036F') first++;
        if (first == text.Length) return text;
        var folded = new StringBuilder(text, 0, first, text.Length);
        for (var i = first; i < text.Length; i++)
        {
            var c = Fold(text[i]);
            if (c is >= '\u0300' and <= '\u036F' && folded.Length > 0 && folded[^1] is < '\u0250' or 'е' or 'Е') continue;
            if (Pair(c) is { } pair) folded.Append(pair);
            else folded.Append(c);
        }
        return folded.ToString();
    }

    private static string? Pair(char c) => c switch
    {
        < '\u00C0' => null,
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'þ' => "th",
        'Þ' => "TH",
        _ => null,
    };

    // Wide on purpose: a letter that is flagged in vain costs time only.
    private static bool MayChange(char c)
    {
        if (c <= LastUnchanging || c is >= '\u4E00' and < '\uF900') return false;
        if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark) return true;
        return c is '\u0374' or '\u037E' or '\u0387'
            or (>= '\u0958' and <= '\u095F') or (>= '\u09DC' and <= '\u09DF') or (>= '\u0A33' and <= '\u0A5E') or '\u0B5C' or '\u0B5D'
            or (>= '\u0F43' and <= '\u0FB9') or (>= '\u1161' and <= '\u11C2') or (>= '\u1F00' and <= '\u1FFF')
            or '\u2000' or '\u2001' or '\u2126' or '\u212A' or '\u212B' or '\u2329' or '\u232A' or '\u2ADC'
            or (>= '\uF900' and <= '\uFAFF') or (>= '\uFB1D' and <= '\uFB4E');
    }

    private static void Compose(ReadOnlySpan<char> text, StringBuilder composed)
    {
        var table = Data.Value;
        var letters = new List<char>(text.Length);
        foreach (var c in text) table.Decompose(c, letters);
        Order(letters, table.Classes);

        int starter = -1, last = 0;
        foreach (var c in letters)
        {
            var mark = table.Classes[c];
            // A mark is blocked from the starter when one of its own class or a higher one stands between.
            if (starter >= 0 && (last < mark || (last == 0 && starter == composed.Length - 1)) && table.Composed(composed[starter], c) is var whole and not '\0')
            {
                composed[starter] = whole;
                continue;
            }
            composed.Append(c);
            last = mark;
            if (mark == 0) starter = composed.Length - 1;
        }
    }

    // Sorted by class, stable; by key, since hostile text can put a million marks on one letter.
    private static void Order(List<char> letters, byte[] classes)
    {
        for (var i = 0; i < letters.Count; i++)
        {
            if (classes[letters[i]] == 0) continue;
            var end = i;
            var sorted = true;
            while (++end < letters.Count && classes[letters[end]] is var mark and not 0) sorted &= classes[letters[end - 1]] <= mark;
            if (!sorted)
            {
                var marks = letters.GetRange(i, end - i);
                var at = i;
                foreach (var c in marks.OrderBy(c => classes[c])) letters[at++] = c;
            }
            i = end - 1;
        }
    }

    private sealed class Table
    {
        private readonly Dictionary<char, string> parts = [];
        private readonly Dictionary<int, char> wholes = [];

        public byte[] Classes { get; } = new byte[char.MaxValue + 1];

        public static Table Load()
        {
            var table = new Table();
            using var lines = new StreamReader(typeof(Normalization).Assembly.GetManifestResourceStream("composition.tsv")!);
            while (lines.ReadLine() is { } line)
            {
                if (line.StartsWith('#')) continue;
                var fields = line.Split('\t');
                if (fields[0] == "C") table.AddClass(byte.Parse(fields[1], CultureInfo.InvariantCulture), fields[2]);
                else table.AddLetter(Code(fields[1]), string.Concat(fields.Skip(2).Select(Code)), composes: fields[0] == "=");
            }
            return table;
        }

        public void Decompose(char c, List<char> letters)
        {
            if (c - SyllableBase is >= 0 and < Syllables and var syllable)
            {
                letters.Add((char)(LeadBase + syllable / (Vowels * Tails)));
                letters.Add((char)(VowelBase + syllable % (Vowels * Tails) / Tails));
                if (syllable % Tails != 0) letters.Add((char)(TailBase + syllable % Tails));
                return;
            }
            if (c < '\u00C0' || !parts.TryGetValue(c, out var decomposed))
            {
                letters.Add(c);
                return;
            }
            foreach (var part in decomposed) Decompose(part, letters);
        }

        public char Composed(char first, char second)
        {
            if (first - LeadBase is >= 0 and < Leads and var lead && second - VowelBase is >= 0 and < Vowels and var vowel)
                return (char)(SyllableBase + (lead * Vowels + vowel) * Tails);
            if (first - SyllableBase is >= 0 and < Syllables and var open && open % Tails == 0 && second - TailBase is > 0 and < Tails and var tail)
                return (char)(first + tail);
            return wholes.GetValueOrDefault(first << 16 | second);
        }

        private static char Code(string digits) => (char)int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        private void AddLetter(char letter, string decomposed, bool composes)
        {
            parts[letter] = decomposed;
            if (composes) wholes[decomposed[0] << 16 | decomposed[1]] = letter;
        }

        private void AddClass(byte mark, string ranges)
        {
            foreach (var range in ranges.Split(' '))
                Array.Fill(Classes, mark, Code(range[..4]), Code(range[^4..]) - Code(range[..4]) + 1);
        }
    }
}

using System.Text;

namespace Variorum.Bench;

/// <summary>Damages a text as carelessness and malice do: quotes, cues, figures, dates, lines, scripts.</summary>
internal static class TextMutations
{
    private const int Longest = 400_000;

    private static readonly string[] Quotes = ["\"", "“", "”", "„", "«", "»", "'", "‘", "’", "「", "」", "『", "』", "\"\"", "``", "''", "<<", ">>"];

    private static readonly string[] Cues =
    [
        " said", " said that ", " he said", "she said, ", "They said: ", ", according to ", " told reporters ", " stressed ", " did not say ", " denied that ", "It was said ", "thanked ",
        "He noted that ", " Holt said ", "said Holt, ", " and said and said ", "сказал, что ", " заявила", "a déclaré", "dijo que ", "afirmou ", "表示，", "说：", "말했다.", "라고 밝혔다", "повідомив ",
    ];

    private static readonly string[] Figures =
    [
        "999999999999999999999", "99999999999999999999999999999999999999.9", "0", "-0", "1,000,000,000,000,000", "1.000.000,00", "0.00000000000000000000000001", "½", "3½", "12 3/0", "1/0", "nine hundred million billion trillion ",
        "79228162514264337593543950335", "79228162514264337593543950336 percent", "9999999999 trillion ", "5 to ", "5–7–9", "1435/1520 mm", "$", "US$", "€9", "%", "% ", "ninefold", "百分之", "万亿亿", "兆兆兆", "五十", "3만", "hundred hundred ", "minus ", "No. ", "１２３", "٣٤", "²", "1e9",
        "half a ", "a dozen ", "two-thirds ", "twenty-", "-five", "10 km", "1 000 000 000 000 000 000 000 ", ".5.", ",,5", "5,", "Q4", "G20 ", "zero ",
    ];

    private static readonly string[] Days =
    [
        "31 February ", "February 30, 2024", "29.02.2023", "year 99999", "99999-99-99", "0000-00-00", "0001-01-01", "9999-12-31", "2024-06-20T25:61:61+99:99", "last ", "next ", "last last last year ", "yesterday ", "that day ", "31 June to 32 July ",
        "May ", "in May", "the end of ", "early ", "Juche113.6.20.", "Juche 99999.99.99", "Juche0", "令和99年13月40日", "昭和64年", "2024年", "13月", "32日", "민국 113년", "9999년 99월", "Monday", "on Monday ", "1990s", "the 0s", "40 years ago ", "99999 years ago ", "in 99999 days ",
        "2147483648 days ago ", "999999999999 months later ", "20 juin 2024", "1er mai", "31 febrero de 2024", "20 июня ", "29 лютого 1900", "between May and June ", "from 20 to 10 June ", "20/06/24", "06/20/2024", "June 20–", "24:00", "12:99 ", "mid-", "spring ", "first quarter of 0000", "century ", "the 99th century ",
    ];

    private static readonly string[] Lines =
    [
        "\n", "\n\n", "\r\n\r\n", "\n\n\n\n", "\u2028", "\u0085", "ANN HOLT: ", "\nAnn Holt: ", "\n\nQuestion: ", "\nQ: ", "\n\nJon Vale (Norland): ", "\n– ", "\n— ", "\n• ", "\n1. ", "\n(a) ", "(Applause.) ", "[Laughter]", "(", ")", "[", "]", "<…>", "\nEDITOR’S NOTE: ", "\nPhoto: ", "\nRead more\n", "\nShare\n",
        "\nPublished: ", "\nUpdated 31.02.2024\n", "\n***\n", "\n-0-\n", "\nEND\n", "\n(END)\n", "\nTorsby, June 20 (NNA) -- ", "\nSource: ", "\n©", "\nTags: a, b, c\n", "\nCookies\n", "\tA\tB\t", "|", "||||",
    ];

    private static readonly string[] Odd =
    [
        "\u0000", "\u0001", "\u0085", "\u009F", "\uFEFF", "\uFFFE", "\uFFFD", "\u200B", "\u200D", "\u00AD", "\u202E", "\u202C", "\u2066", "\u0301", "\u0301\u0327\u0308", "\uD800", "\uDC00", "\uDBFF\uDFFF", "\uD83D\uDE00", "👩‍👩‍👧‍👦", "🇳🇴", "é", "e\u0301", "ﬁ", "İ", "ı", "ß", "ẞ", "ſ", "ς", "Ǆ", "K",
        "שלום", "مرحبا ", "नमस्ते", "สวัสดี", "გამარჯობა", "条约", "条約を", "조약", "ᄒ", "ᅡ", "Договор", "Ꮳ", "𝔄", "𐐀", "\u3000", "\u00A0", "\u202F", "\u180E", "…", ". . .", "?!?!", "。", "！", "；", "、", "·", "Mr. ", "U.S. ", "г. ", "и т. д. ", "e.g. ", "A. B. C. ", "III. ", "www.a.b/c?d=e&f#g ", "a@b.c ", "d'", "O’", "-", "–", "—", ";", ":", ": ", "/", "\\",
    ];

    private static readonly string[] Names =
    [
        "Ann Holt", "President Jon Vale ", "Prime Minister ", "Mr. ", "Holt", "HOLT", "the President of Norland ", "of ", "the two sides ", "he ", "she ", "they ", "His Excellency ", "Pak Chol Su ", "van der ", "al-", "Deputy ", "Foreign Minister of the Republic of ", "A. B. Vale", "Анна Хольт", "Ханс ", "Minister Minister Minister ",
    ];

    private static readonly string[][] Kinds = [Quotes, Cues, Figures, Days, Lines, Odd, Names];

    /// <summary>One to a few damages, one upon the other.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="random">Chooses; the same choices for the same seed.</param>
    /// <param name="donor">Another text, of which stretches are taken.</param>
    public static string Mutate(string text, Random random, string donor)
    {
        for (var times = 1 << random.Next(5); times > 0; times--) text = Once(text, random, donor);
        return text.Length <= Longest ? text : text[..Longest];
    }

    /// <summary>A piece that some rule of reading looks for, or stumbles over.</summary>
    public static string Piece(Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        return kind[random.Next(kind.Length)];
    }

    private static string Once(string text, Random random, string donor)
    {
        var (from, to) = Stretch(text, random);
        switch (random.Next(24))
        {
            case 0: return text.Remove(from, to - from);
            case 1: return text.Insert(to, text[from..to]);
            case 2: return text.Remove(from, to - from).Insert(random.Next(text.Length - (to - from) + 1), text[from..to]);
            case 3: return Swapped(text, random);
            case 4: return text.Insert(from, Times(Piece(random), 1 << random.Next(13)));
            case 5: return text.Insert(from, Times(Piece(random) + Piece(random), 1 << random.Next(11)));
            case 6: return Everywhere(text, random, Quotes, Quotes[random.Next(Quotes.Length)]);
            case 7: return Everywhere(text, random, Quotes, "");
            case 8: return Everywhere(text, random, ["."], random.Next(2) == 0 ? "" : Piece(random));
            case 9: return Everywhere(text, random, [" "], random.Next(2) == 0 ? "" : Piece(random));
            case 10: return text[..from] + text[from..to].ToUpperInvariant() + text[to..];
            case 11: return text[..from] + text[from..to].ToLowerInvariant() + text[to..];
            case 12: return text[..from] + string.Concat(text[from..to].Reverse()) + text[to..];
            case 13: return Sown(text, random, Odd[random.Next(Odd.Length)], from, Math.Min(to, from + 2000));
            case 14: return text.Insert(from, new string("a9Aя条\u0301"[random.Next(6)], 1 << random.Next(15)));
            case 15: return text.Replace("\n", random.Next(2) == 0 ? " " : "\n\n", StringComparison.Ordinal);
            case 16: return text.Insert(from, Taken(donor, random));
            case 17: return Taken(donor, random) + text;
            case 18: return text[..from];
            default: return text.Insert(from, Piece(random));
        }
    }

    private static (int From, int To) Stretch(string text, Random random)
    {
        var from = random.Next(text.Length + 1);
        var length = Math.Min(text.Length - from, random.Next(4) switch { 0 => random.Next(3), 1 => random.Next(20), 2 => random.Next(300), _ => random.Next(3000) });
        return (from, from + length);
    }

    private static string Taken(string donor, Random random)
    {
        var (from, to) = Stretch(donor, random);
        return donor[from..to];
    }

    private static string Swapped(string text, Random random)
    {
        var words = text.Split(' ');
        var (a, b) = (random.Next(words.Length), random.Next(words.Length));
        (words[a], words[b]) = (words[b], words[a]);
        return string.Join(' ', words);
    }

    private static string Everywhere(string text, Random random, string[] old, string fresh)
    {
        var made = new StringBuilder(text.Length);
        var share = random.Next(1, 4);
        for (var i = 0; i < text.Length && made.Length < Longest; i++)
        {
            if (old.Contains(text[i].ToString()) && random.Next(share) == 0) made.Append(fresh);
            else made.Append(text[i]);
        }
        return made.ToString();
    }

    private static string Sown(string text, Random random, string seed, int from, int to)
    {
        var made = new StringBuilder(text[..from]);
        for (var i = from; i < to; i++)
        {
            made.Append(text[i]);
            if (random.Next(3) == 0) made.Append(seed);
        }
        return made.Append(text, to, text.Length - to).ToString();
    }

    private static string Times(string piece, int times) => new StringBuilder().Insert(0, piece, Math.Min(times, 1 + 40_000 / Math.Max(1, piece.Length))).ToString();
}

using System.Globalization;
using System.Text;

namespace Variorum.Bench;

/// <summary>How fast ever longer texts of one hard kind are read: time must grow in step with length.</summary>
internal static class Growth
{
    private const int Shortest = 1 << 15;

    // What takes longer is not doubled again.
    private const double Patience = 3_000;

    // Below this, the clock and the collector speak.
    private const double Least = 20;

    // Halfway between growth with the length and with its square: the collector's share never reaches it.
    private const double Steepest = 1.5;

    private static readonly (string Target, string Name, Func<int, string> Piece)[] Kinds =
    [
        .. Texts(),
        .. Pages(),
        ("collation", "sentences of their own", i => $"{Name(i)} told the {Name(i * 7 + 3)} that {Name(i * 3)} goes to {Name(i * 5 + 1)}.\n\n"),
        ("collation", "one sentence", static _ => "The port of Torsby opens in June.\n\n"),
        ("collation", "short sentences", i => $"Yes, {Name(i % 50)}.\n\n"),
        ("collation", "figures", i => $"The port took {i} tons on {1 + i % 28} June 2024.\n\n"),
        ("collation", "sayings", i => $"{Name(i % 300)} {Name(i / 300)} said that the port of {Name(i)} opens.\n\n"),
        ("collation", "two letters", i => $"{(char)('A' + i % 26)}{(char)('a' + i / 26 % 26)}.\n\n"),
        ("collation", "turns", i => $"{Name(i % 40).ToUpperInvariant()}: We open the port of {Name(i)}.\n\n"),
        ("beside one", "one sentence", static _ => "The port of Torsby opens in June.\n\n"),
        ("beside one", "ever other sentences", i => $"The port of {Name(i)} opens in June.\n\n"),
        ("collation", "one sentence of many clauses", i => $"the {Name(i)}, "),
    ];

    /// <summary>Doubles each kind; prints characters per millisecond of processor time, and by what power time grew at the end.</summary>
    /// <param name="only">Kinds whose name has this; all for an empty one.</param>
    /// <param name="longest">Characters of the longest text.</param>
    /// <returns>1 where the time of any kind grew faster than its length, else 0.</returns>
    public static int Run(string only, int longest)
    {
        var worst = 0d;
        foreach (var (target, name, piece) in Kinds)
        {
            var title = $"{target}: {name}";
            if (!title.Contains(only, StringComparison.Ordinal)) continue;
            var rates = new List<string>();
            var (last, power) = (0d, 0d);
            for (var length = Shortest; length <= longest && last < Patience; length *= 2)
            {
                var text = Long(piece, length);
                var spent = Spent(target, text);
                // Once more where it is first or looks steep: the compiler and the collector work in this process, too.
                if (length == Shortest || last > Least && Math.Log2(spent / last) > Steepest) spent = Math.Min(spent, Spent(target, text));
                power = last > Least ? Math.Log2(spent / last) : 0;
                last = spent;
                rates.Add((text.Length / spent).ToString("0", CultureInfo.InvariantCulture));
            }
            worst = Math.Max(worst, power);
            Console.WriteLine($"{title,-52} {string.Join(' ', rates.Select(static rate => rate.PadLeft(6)))}  time grows by {power:0.0}{(power > Steepest ? "  <<<" : "")}");
        }
        return worst > Steepest ? 1 : 0;
    }

    private static double Spent(string target, string text)
    {
        var begun = Environment.CpuUsage.TotalTime;
        switch (target)
        {
            case "page":
                Read($"<!DOCTYPE html><title>Norland</title><body><h1>The port opens</h1><p>Ann Holt opened the port of Torsby on 3 June, and many people came to see it.</p>{text}");
                break;
            case "text":
                Read("Ann Holt opened the port of Torsby on 3 June, and many people came to see it.\n\n" + text);
                break;
            case "sentences":
                Sentences.Cut(text);
                break;
            case "figures":
                Quantities.Find(text, Dates.Find(text, "2024-06-20"));
                break;
            case "beside one":
                if (Read(text) is { } many && Read(text[..text.IndexOf('\n')]) is { } one) _ = (Collator.Collate(many, one), Collator.Collate(one, many));
                break;
            default:
                if (Read(text) is { } account) Collator.Collate(account, account);
                break;
        }
        return Math.Max(.01, (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds);
    }

    private static Account? Read(string text)
    {
        try
        {
            return Reader.Read(new Page(Encoding.UTF8.GetBytes(text), "text"));
        }
        catch (UnreadablePageException)
        {
            return null;
        }
    }

    private static string Long(Func<int, string> piece, int length)
    {
        var text = new StringBuilder(length + 100);
        for (var i = 0; text.Length < length; i++) text.Append(piece(i));
        return text.ToString();
    }

    /// <summary>A name that no other number has.</summary>
    private static string Name(int i)
    {
        ReadOnlySpan<string> syllables = ["ka", "ro", "mi", "te", "lu", "sen", "dor", "vi", "bal", "nu", "gos", "pe", "rin", "ta", "mo", "ze"];
        var name = new StringBuilder();
        for (var rest = (uint)i; name.Length == 0 || rest > 0; rest /= 16) name.Append(syllables[(int)(rest % 16)]);
        name[0] = char.ToUpperInvariant(name[0]);
        return name.ToString();
    }

    private static IEnumerable<(string, string, Func<int, string>)> Texts()
    {
        string[] pieces =
        [
            "\"a ", "“We go ", "“We go on,” he said. ", "“We go.\n\n", "\"\" ", "«Да» ", "«Да. ", "„a“ ", "'A ", "‘A ", "Holt’s ", "「去」", "”", "(", "(a ", "(a) ", "[", "<", "(Applause.) ", "{", "1 ", "1,000 ", "9", "1.", "1/", "1-", "1–2 ", "one ", "hundred and ", "million ", "百", "万亿",
            "5 to 7 percent ", "$", "% ", "half a ", ",", "a, ", ";", "a b c d e f g h; ", ":", "a: ", ".", ". ", ". . ", "! ", "?", "…", " said", " said that", "he said that ", "He said. ", "Ann Holt said she said ", "said Holt, ", "told reporters ", "according to ", "сказал, что ", "он заявил. ", "说", "他说：", "表示，",
            "말했다. ", "라고 ", "a déclaré que ", "dijo que ", "Yes.\n\n", "a\n\n", "a\n", "\n", "\r\n", "Note: a.\n\n", "EDITOR’S NOTE: we mend it.\n\n", "Photo: Ann Holt\n\n", "HOLT: Yes.\n\n", "Ann Holt: Yes.\n", "HOLT: ", "Question: Why?\n\n", "– Yes.\n\n", "1. a\n", "Published: 3 June 2024\n", "20 June 2024 ", "20 June ", "June ",
            "2024-06-20 ", "20.06.2024 ", "last ", "last June ", "that day ", "yesterday ", "to ", "between ", "2024年6月20日", "年", "六月", "20 июня ", "Juche113.6.20.", "Monday ", "early ", "the ", "of ", "the President of ", "President ", "Minister of Foreign Affairs ", "and ", "Ann Holt ", "Ann Holt and ", "Ann Holt, ", "Ann Holt, President of Norland, ", "Ann Holt’s ", "the Minister and ", "the Minister and the Mayor said ", "He said Ann Holt and ", "Ann Holt and Jon Vale and she said ", "Ann ", "A ", "A. ", "A.", "Mr. ", "U.S. ",
            "г. ", "a", "A", "a ", "条", "条约。", "ア", "한", "한국 ", "я ", "ש ", " ", "\u00A0", "\u3000", "\t", "a\u0301", "\u0301", "\u0327\u0301", "\uD83D\uDE00", "\u0000", "\u200B", "-", "- ", "—", "— ", "a-", "'", "’", "|", "| a ", "• a\n", "www.a.b/", "a@b.c ", "&amp;", "#", "*", "he ", "they ", "the two sides ", "She thanked Holt. ", "It was agreed. ", "not ",
        ];
        foreach (var target in new[] { "text", "sentences", "figures" })
            foreach (var piece in pieces) yield return (target, Shown(piece), _ => piece);
        yield return ("text", "ever other names that say", i => $"{Name(i)} {Name(i + 1)} said that it opens. ");
        yield return ("text", "ever other names of one family", i => $"{Name(i)} Holt came. ");
        yield return ("text", "ever other ministers", i => $"Minister {Name(i)} said: “Yes.” ");
        yield return ("text", "ever other turns", i => $"{Name(i)} {Name(i + 9)}: Yes.\n\n");
        yield return ("text", "turns in brackets", i => $"{Name(i)} (Minister of {Name(i)}): Yes.\n\n");
        yield return ("text", "ever other notes", i => $"EDITOR’S NOTE: {Name(i)} was mended.\n\n");
        yield return ("text", "ever other captions", i => $"Photo: {Name(i)} {Name(i + 1)} / NNA\n\n");
        yield return ("text", "lines between rules", i => $"{Name(i)}\n***\n");
        yield return ("text", "ever other lines", i => $"{Name(i)} goes to {Name(i + 1)}.\n");
        yield return ("text", "ever other headlines", i => $"{Name(i)} {Name(i + 2)}\n\n");
        yield return ("text", "long paragraphs between furniture", i => $"Read more\n\n{Name(i)} goes to the port of {Name(i)} and opens it for the people who came.\n\nShare\n\n");
        yield return ("text", "one quotation over ever other sentences", i => (i == 0 ? "“" : "") + $"We go to {Name(i)}. ");
        yield return ("text", "ever other pronouns", i => $"{Name(i)} {Name(i)} came. He said that she knew. ");
    }

    private static IEnumerable<(string, string, Func<int, string>)> Pages()
    {
        string[] pieces =
        [
            "<div>", "<div><p>a", "<span>", "<b>", "<p>", "<p>a", "<p>The port opens.</p>", "<p>a<br>", "<br>", "<hr>", "<font><b><i>", "<b><p>", "<a><p>", "<p></b>", "</p>", "</div>", "<li>", "<ul><li>a", "<ul><li><a href=x>The port opens</a></ul>", "<a href=x>a</a> ", "<a href=x>", "<table>", "<table><tr><td>", "<td>", "<tr><td>a", "<table><tr><td>a</table>",
            "<table><p>", "<h1>a</h1>", "<h2>The port opens</h2>", "<article>", "<section><h2>a</h2>", "<blockquote>", "<figure><figcaption>a</figcaption></figure>", "<img alt=a>", "<img>", "<iframe src=//a.b></iframe>", "<time>3 June 2024</time>", "<time datetime=2024-06-20>", "<meta name=date content=2024-06-20>", "<meta property=og:title content=a>",
            "<script></script>", "<script>", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"a\"}</script>", "<style></style>", "<noscript>", "<template>", "<template><p>", "<svg>", "<math>", "<svg><title>", "<select><option>", "<option>", "<textarea>", "<ruby>a<rt>b", "<sup>1</sup>", "<!--", "<!-- a -->", "<!", "<?", "<", "<a", "</", "< ", ">", "&", "&amp;", "&#", "&#65;", "&a", "&nbsp;",
            "<p class=caption>a</p>", "<p class=byline>By Ann Holt</p>", "<p>Photo: Ann Holt</p>", "<p>EDITOR’S NOTE: a.</p>", "<p>3 June 2024</p>", "<p>Published: 3 June 2024", "<div class=date>3 June 2024</div>", "<p><strong>HOLT:</strong> Yes.</p>", "<p><b>a</b></p>", "<div hidden>a</div>", "<div class=related><a href=x>a</a></div>", "<details><summary>a", "<button>a", "<label>", "<form>", "<dl><dt>a<dd>b", "<pre>a\n", "<title>a</title>", "<body>", "<html>", "<frameset>", "<plaintext>", "<q>", "<nobr>", "<x-y>", "\n", " ",
        ];
        foreach (var piece in pieces) yield return ("page", Shown(piece), _ => piece);
        yield return ("page", "attributes", i => i == 0 ? "<p a=1" : $" a{i}=\"{i}\"");
        yield return ("page", "one attribute", i => i == 0 ? "<p class=\"" : "article ");
        yield return ("page", "many classes", i => $"<p class=\"{Name(i)}\">{Name(i)} opens the port.</p>");
        yield return ("page", "JSON-LD in an array", i => i == 0 ? "<script type=application/ld+json>[" : $"{{\"@type\":\"NewsArticle\",\"headline\":\"{Name(i)}\",\"datePublished\":\"2024-06-20\"}},");
        yield return ("page", "JSON-LD in itself", i => i == 0 ? "<script type=application/ld+json>" : "{\"a\":[");
        yield return ("page", "ever other captions", i => $"<figure><img><figcaption>{Name(i)} opens. Photo: {Name(i + 1)}</figcaption></figure>");
        yield return ("page", "ever other notes", i => $"<p>EDITOR’S NOTE: {Name(i)} was mended.</p>");
        yield return ("page", "ever other teasers", i => $"<div><a href=/{i}><h3>{Name(i)} opens the {Name(i + 1)}</h3></a><p>{Name(i)} came.</p></div>");
        yield return ("page", "ever other dates", i => $"<p>{1 + i % 28} June {1900 + i % 200}</p>");
        yield return ("page", "ever other headings", i => $"<h2>{Name(i)} {Name(i * 3)}</h2><p>{Name(i)} came to the port.</p>");
        yield return ("page", "ever other films", i => $"<iframe src=\"https://{Name(i)}.example/\"></iframe><p>{Name(i)} came.</p>");
        yield return ("page", "rows of cells", i => $"<tr><td>{i}<td>{Name(i)}<td>{i} tons");
    }

    private static string Shown(string piece) => piece.Length == 1 && (piece[0] <= ' ' || !char.IsAscii(piece[0]) && !char.IsLetter(piece[0])) ? $"U+{(int)piece[0]:X4}" : piece.Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal);
}

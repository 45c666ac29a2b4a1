using System.Globalization;

namespace Variorum;

/// <summary>Tells a text's language from its script and its most frequent words.</summary>
internal static class Language
{
    // Enough for a judgement; the start is left out of no page, the end of long ones is.
    private const int LongestLooked = 4_000;

    // A declared language is believed unless another has a fifth more of its own words in the text.
    private const double DeclaredCounts = 1.2;

    private const int FewestHits = 3;

    private static readonly Lazy<Table> Words = new(Load);

    /// <summary>An ISO 639-1 code (and <c>sh</c> for the Serbo-Croatian languages in Latin script), or null where nothing tells.</summary>
    /// <param name="text">Any text; blanks between words where the language has them.</param>
    /// <param name="declared">What the page says, <c>de</c>, <c>de-AT</c>; null when it says nothing.</param>
    public static string? Of(string text, string? declared)
    {
        var said = Primary(declared);
        var looked = text.AsSpan(0, Math.Min(text.Length, LongestLooked));
        var script = Count(looked);
        var letters = script.Total;
        if (letters < 4) return said;

        // Kana and Hangul stand in no other language's text; Japanese has Han letters besides.
        if (script.Kana * 12 > letters) return "ja";
        if (script.Hangul * 3 > letters) return "ko";
        if (script.Han * 3 > letters) return said is "zh" or "ja" or "ko" && (said == "zh" || letters < 12) ? said : "zh";
        if (Single(script, letters) is { } only) return only;
        return ByWords(looked, said) ?? said;
    }

    /// <summary>The primary part of a language tag in lower case, with retired codes brought up to date; null where it is none.</summary>
    public static string? Primary(string? tag)
    {
        if (tag is null) return null;
        var trimmed = tag.AsSpan().Trim();
        var end = trimmed.IndexOfAny("-_,; ");
        var primary = (end < 0 ? trimmed : trimmed[..end]).ToString().ToLowerInvariant();
        return primary switch
        {
            "no" or "nn" => "nb",
            "iw" => "he",
            "in" => "id",
            "hr" or "bs" => "sh",
            "eng" => "en",
            "cn" => "zh",
            "jp" => "ja",
            { Length: 2 } when char.IsAsciiLetter(primary[0]) && char.IsAsciiLetter(primary[1]) => primary,
            _ => null,
        };
    }

    private static string? Single(Scripts script, int letters) =>
        script.Greek * 2 > letters ? "el"
        : script.Hebrew * 2 > letters ? "he"
        : script.Thai * 2 > letters ? "th"
        : script.Georgian * 2 > letters ? "ka"
        : script.Armenian * 2 > letters ? "hy"
        : script.Other * 2 > letters ? Indic(script.OtherBlock)
        : null;

    // Blocks of 128 letters from U+0900 on; Devanagari and Bengali have several languages and are told by words.
    private static string? Indic(int block) => block switch
    {
        0x0A00 => "pa",
        0x0A80 => "gu",
        0x0B80 => "ta",
        0x0C00 => "te",
        0x0C80 => "kn",
        0x0D00 => "ml",
        0x0D80 => "si",
        0x0E80 => "lo",
        0x1000 => "my",
        0x1200 => "am",
        0x1780 => "km",
        _ => null,
    };

    private static string? ByWords(ReadOnlySpan<char> text, string? said)
    {
        var table = Words.Value;
        var lookup = table.Words.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<double> hits = stackalloc double[table.Codes.Length];
        hits.Clear();
        Span<char> word = stackalloc char[12];
        var found = 0;
        for (var i = 0; i < text.Length;)
        {
            if (!IsLetter(text[i]))
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < text.Length && IsLetter(text[end])) end++;
            if (end - i <= word.Length)
            {
                text[i..end].ToLowerInvariant(word);
                if (lookup.TryGetValue(word[..(end - i)], out var languages))
                {
                    found++;
                    // A word of many languages says little for each.
                    var share = 1.0 / Math.Sqrt(languages.Length);
                    foreach (var language in languages) hits[language] += share;
                }
            }

            i = end;
        }

        if (found < FewestHits) return null;
        if (said == "sh" && table.Hits(hits, "sr") > table.Hits(hits, "sh")) said = "sr";
        var best = 0;
        for (var i = 1; i < hits.Length; i++) if (hits[i] > hits[best]) best = i;
        return said is not null && table.Hits(hits, said) * DeclaredCounts >= hits[best] ? said : table.Codes[best];
    }

    private static bool IsLetter(char c) =>
        char.IsLetter(c) || (c > 0x300 && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    private static Scripts Count(ReadOnlySpan<char> text)
    {
        var script = new Scripts();
        foreach (var c in text)
        {
            if (c < 0x250)
            {
                if (char.IsAsciiLetter(c) || (c >= 0xC0 && char.IsLetter(c))) script.Total++;
                continue;
            }

            if (!char.IsLetter(c)) continue;
            script.Total++;
            switch (c)
            {
                case >= '\u0370' and < '\u0400': script.Greek++; break;
                case >= '\u0530' and < '\u0590': script.Armenian++; break;
                case >= '\u0590' and < '\u0600': script.Hebrew++; break;
                case >= '\u0900' and < '\u0E00' or >= '\u0E80' and < '\u0F00' or >= '\u1000' and < '\u10A0' or >= '\u1200' and < '\u1380' or >= '\u1780' and < '\u1800':
                    script.Other++;
                    script.OtherBlock = c >= '\u1200' && c < '\u1380' ? 0x1200 : c & ~0x7F;
                    break;
                case >= '\u0E00' and < '\u0E80': script.Thai++; break;
                case >= '\u10A0' and < '\u1100': script.Georgian++; break;
                case >= '\u3040' and < '\u3100': script.Kana++; break;
                case >= '\u3400' and < '\uA000': script.Han++; break;
                case >= '\uAC00' and < '\uD7B0' or >= '\u1100' and < '\u1200': script.Hangul++; break;
            }
        }

        return script;
    }

    private static Table Load()
    {
        var lines = TableLines.Of("language.words.tsv").ToList();
        string[] codes = [.. lines.Select(static line => line[..2]).Distinct().Order(StringComparer.Ordinal)];
        var words = new Dictionary<string, int[]>(1200, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var language = Array.IndexOf(codes, line[..2]);
            foreach (var word in line[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                words[word] = words.TryGetValue(word, out var others) ? [.. others, language] : [language];
            }
        }

        return new Table(codes, words);
    }

    /// <param name="Codes">The languages, in ordinal order: of two with as many hits the first is taken.</param>
    /// <param name="Words">For each word the numbers of its languages.</param>
    private sealed record Table(string[] Codes, Dictionary<string, int[]> Words)
    {
        public double Hits(ReadOnlySpan<double> hits, string code) => Array.IndexOf(Codes, code) is >= 0 and var language ? hits[language] : 0;
    }

    private struct Scripts
    {
        public int Total, Greek, Armenian, Hebrew, Thai, Georgian, Kana, Han, Hangul, Other, OtherBlock;
    }
}

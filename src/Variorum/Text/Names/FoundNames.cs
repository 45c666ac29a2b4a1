using System.Globalization;

namespace Variorum;

/// <summary>A word, or a few, that may be a name.</summary>
/// <param name="Text">As written.</param>
/// <param name="Latin">Romanised; empty for Han, which has several readings.</param>
/// <param name="Weight">How sure: 1 for a capital within a sentence or a place where only names stand, less for what may be any word.</param>
/// <param name="Joined">Whether it is short names that are taken together.</param>
internal readonly record struct FoundName(string Text, string Latin, Script Script, float Weight, bool Joined);

/// <summary>Finds what may be names in a text of any script.</summary>
/// <remarks>
/// Where letters have capitals, a name shows by them, but for the heads of sentences and lines in which all words have them. Elsewhere every
/// word may be one: words that are none are common in their own language, and whoever weighs keys by rarity is rid of them.
/// </remarks>
internal static class FoundNames
{
    private const float AnyWord = 0.4f, HeadOfSentence = 0.6f;

    private const int LongestName = 40, MostWords = 20_000, LongestHan = 12;

    // Names so short that they are told by standing together: Kim Jong Un.
    private const int ShortName = 6, MostJoined = 3;

    private readonly record struct Word(string Text, string Latin, Script Script, bool Capital, bool Head, bool Adjacent, bool Hyphen);

    public static IEnumerable<FoundName> In(string text, string? language)
    {
        var words = Words(text);
        var stems = language == "en" ? null : Stems(words);
        var within = new HashSet<string>(StringComparer.Ordinal);
        var lower = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (word.Capital && !word.Head) within.Add(word.Text.ToLowerInvariant());
            else if (!word.Capital && Romanization.HasCase(word.Script)) lower.Add(word.Text);
        }
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (Romanization.HasCase(word.Script))
            {
                if (!word.Capital) continue;
                var folded = word.Head ? word.Text.ToLowerInvariant() : "";
                var proven = !word.Head || within.Contains(folded);
                if (!proven && (lower.Contains(folded) || !(i + 1 < words.Count && words[i + 1] is { Capital: true, Adjacent: true }))) continue;
                yield return new FoundName(word.Text, word.Latin, word.Script, proven ? 1 : HeadOfSentence, false);
                if (Joined(words, i) is { } joined) yield return joined;
            }
            else
            {
                yield return new FoundName(word.Text, word.Latin, word.Script, word.Script == Script.Katakana ? 1 : AnyWord, false);
                if (Bare(word) is { } bare) yield return new FoundName(word.Text, bare, word.Script, AnyWord, false);
            }
            if (stems is not null && stems.TryGetValue(word.Latin, out var stem)) yield return new FoundName(word.Text, stem, word.Script, 1, false);
        }
        foreach (var name in InHan(text)) yield return name;
        foreach (var name in ByPlace(text)) yield return name;
    }

    /// <summary>A name by itself: its words, and all of them together.</summary>
    public static IEnumerable<FoundName> Whole(string name)
    {
        var words = Words(name);
        for (var i = 0; i < words.Count; i++)
        {
            yield return new FoundName(words[i].Text, words[i].Latin, words[i].Script, 1, false);
            if (Bare(words[i]) is { } bare) yield return new FoundName(words[i].Text, bare, words[i].Script, 1, false);
            if (Joined(words, i) is { } joined) yield return joined;
        }
        foreach (var run in HanRuns(name, static _ => true)) yield return new FoundName(run, "", Script.Han, 1, false);
    }

    private static FoundName? Joined(List<Word> words, int first)
    {
        if (first > 0 && words[first].Adjacent && words[first - 1].Capital) return null;
        var last = first;
        while (last + 1 < words.Count && last - first + 1 < MostJoined && words[last + 1] is { Capital: true, Adjacent: true }) last++;
        // The given name's second half may be written small behind a hyphen: Kim Jong-un.
        if (last > first && last - first + 1 < MostJoined && last + 1 < words.Count && words[last + 1] is { Adjacent: true, Latin.Length: <= ShortName } && words[last].Hyphen) last++;
        if (last == first) return null;
        for (var i = first; i <= last; i++)
        {
            if (words[i].Latin.Length > ShortName || Syllables(words[i].Latin) > 2) return null;
        }
        var parts = words.GetRange(first, last - first + 1);
        return new FoundName(string.Join(' ', parts.Select(static part => part.Text)), string.Join('\'', parts.Select(static part => part.Latin)), words[first].Script, 1, true);
    }

    private static int Syllables(string latin)
    {
        var count = 0;
        for (var i = 0; i < latin.Length; i++)
        {
            if (IsVowel(latin[i]) && (i == 0 || !IsVowel(latin[i - 1]))) count++;
        }
        return count;

        static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
    }

    private static List<Word> Words(string text)
    {
        var words = new List<Word>();
        var head = true;
        var lineStart = 0;
        for (var i = 0; i < text.Length && words.Count < MostWords;)
        {
            var script = Romanization.ScriptOf(text[i]);
            if (script is Script.None or Script.Han or Script.Hiragana or Script.Unspaced)
            {
                if (text[i] == '\n')
                {
                    Headline(words, lineStart);
                    lineStart = words.Count;
                }
                head = text[i] switch
                {
                    '.' or '!' or '?' or '\n' or ':' or '•' or '…' => true,
                    _ => head && !char.IsLetterOrDigit(text[i]),
                };
                i++;
                continue;
            }
            var end = i + 1;
            while (end < text.Length && end - i < LongestName && (Romanization.ScriptOf(text[end]) == script || IsMark(text[end]))) end++;
            // O'Brien is one word; Putin'in and Putin's end at the mark.
            if (end - i <= 2 && end + 1 < text.Length && text[end] is '\'' or '’' && Romanization.ScriptOf(text[end + 1]) == script)
            {
                end++;
                while (end < text.Length && end - i < LongestName && (Romanization.ScriptOf(text[end]) == script || IsMark(text[end]))) end++;
            }
            // The mark behind a Hebrew letter is a part of it.
            while (script == Script.Hebrew && end < text.Length && text[end] is '\'' or '׳' && text[end - 1] is 'ג' or 'ז' or 'צ')
            {
                end++;
                while (end < text.Length && end - i < LongestName && Romanization.ScriptOf(text[end]) == script) end++;
            }
            var word = text[i..end];
            if (end < text.Length && text[end] is '\'' or '’')
            {
                while (end + 1 < text.Length && Romanization.ScriptOf(text[end + 1]) == script) end++;
            }
            var adjacent = words.Count > 0 && i > 1 && (text[i - 1] == '-' || (text[i - 1] == ' ' && char.IsLetter(text[i - 2])));
            // What is written small in a script with capitals is no name, but for the second half of one.
            var capital = char.IsUpper(word[0]);
            var latin = capital || !Romanization.HasCase(script) || text[Math.Max(0, i - 1)] == '-' ? Romanization.Of(word, script) : "";
            words.Add(new Word(word, latin, script, capital, head, adjacent, end < text.Length && text[end] == '-'));
            head = false;
            i = end;
        }
        Headline(words, lineStart);
        return words;
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || c == '\u200c';

    /// <summary>In a line where most words have capitals they tell nothing.</summary>
    private static void Headline(List<Word> words, int from)
    {
        var (counted, capital) = (0, 0);
        for (var i = from; i < words.Count; i++)
        {
            if (words[i].Text.Length < 4) continue;
            counted++;
            if (words[i].Capital) capital++;
        }
        if (counted < 4 || capital * 10 < counted * 7) return;
        for (var i = from; i < words.Count; i++) words[i] = words[i] with { Head = true };
    }

    /// <summary>What a word's forms in this text have in common: Putina, Putinem.</summary>
    private static Dictionary<string, string> Stems(List<Word> words)
    {
        const int shortest = 4, longestEnding = 3;
        var forms = words.Where(static word => Romanization.HasCase(word.Script) ? word.Capital : word.Script is not Script.Katakana)
            .Select(static word => word.Latin).Where(static latin => latin.Length >= shortest).Distinct().Order(StringComparer.Ordinal).ToList();
        var stems = new Dictionary<string, string>();
        for (var i = 1; i < forms.Count; i++)
        {
            var common = forms[i - 1].AsSpan().CommonPrefixLength(forms[i]);
            if (common < shortest || Math.Max(forms[i - 1].Length, forms[i].Length) - common > longestEnding) continue;
            var stem = forms[i][..common];
            if (!stems.TryGetValue(forms[i - 1], out var known) || known.Length > common) stems[forms[i - 1]] = stem;
            stems[forms[i]] = stem;
        }
        return stems;
    }

    /// <summary>A word without what its language glues to it: article, preposition, particle.</summary>
    private static string? Bare(Word word)
    {
        var cut = word.Script switch
        {
            Script.Arabic => ArabicPrefix(word.Text),
            Script.Hebrew => word.Text.Length >= 5 && word.Text[0] is 'ו' or 'ב' or 'ל' or 'מ' or 'ה' or 'ש' or 'כ' ? 1 : 0,
            _ => 0,
        };
        if (cut > 0) return Romanization.Of(word.Text.AsSpan(cut), word.Script);
        return word.Script == Script.Hangul && Korean(word.Text) is var bare && bare.Length < word.Text.Length ? Romanization.Of(bare, word.Script) : null;
    }

    private static int ArabicPrefix(string word)
    {
        var at = word.Length >= 5 && word[0] is 'و' or 'ف' or 'ب' or 'ل' or 'ك' ? 1 : 0;
        if (word.Length - at >= 5 && word[at] == 'ا' && word[at + 1] == 'ل') at += 2;
        return at;
    }

    private static string Korean(string word)
    {
        foreach (var particle in KoreanParticles)
        {
            if (word.Length >= particle.Length + 2 && word.EndsWith(particle, StringComparison.Ordinal)) return word[..^particle.Length];
        }
        return word;
    }

    private static readonly string[] KoreanParticles =
        "에게서 으로서 으로써 께서는 에서는 에게는 이라고 에서 에게 께서 으로 이며 이고 라고 까지 부터 보다 은 는 이 가 을 를 과 와 의 도 에 로 만 께".Split(' ');

    private static IEnumerable<FoundName> InHan(string text)
    {
        foreach (var run in HanRuns(text, HanReadings.IsForeign))
        {
            if (run.Length is >= 2 and <= LongestHan) yield return new FoundName(run, "", Script.Han, AnyWord, false);
        }
    }

    private static IEnumerable<FoundName> ByPlace(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u3400', '\ud7a3') < 0) yield break;
        foreach (var sentence in SentencesOf(text))
        {
            foreach (var name in NamesWithoutCapitals.Of(sentence))
            {
                var script = Romanization.ScriptOf(name[0]);
                if (script == Script.Arabic) continue;
                foreach (var part in name.Split('·', '・', '‧', ' '))
                {
                    if (part.Length > 1) yield return new FoundName(part, script == Script.Han ? "" : Romanization.Of(part, script), script, 1, false);
                }
            }
        }
    }

    private static IEnumerable<string> SentencesOf(string text)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var line = paragraph.Replace('\n', ' ');
            foreach (var sentence in Sentences.Cut(line)) yield return line[sentence.Start..sentence.End];
        }
    }

    private static IEnumerable<string> HanRuns(string text, Func<char, bool> taken)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var end = i;
            while (end < text.Length && Romanization.ScriptOf(text[end]) == Script.Han && taken(text[end])) end++;
            if (end > i) yield return text[i..end];
            i = Math.Max(i, end);
        }
    }
}

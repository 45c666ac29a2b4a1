namespace Variorum;

// Where blanks part the words.
internal sealed partial class NamesWithoutCapitals
{
    private IEnumerable<string> Korean(string sentence)
    {
        var words = Words(sentence);
        for (var i = 0; i < words.Count; i++)
        {
            var bare = Bare(words[i]);
            if (titles.Contains(bare))
            {
                // 김철수 외무상은
                if (i > 0 && IsKoreanName(words[i - 1], foreignToo: false)) yield return words[i - 1];
                // 외무상 김철수는; behind a title with its own particle another word begins.
                if (bare == words[i] && i + 1 < words.Count && Bare(words[i + 1]) is var next && IsKoreanName(next, foreignToo: next != words[i + 1])) yield return next;
                continue;
            }
            // 김철수외무상은
            foreach (var title in titles)
            {
                if (bare.Length - title.Length is 3 && bare.EndsWith(title, StringComparison.Ordinal) && IsKoreanName(bare[..3], foreignToo: false))
                {
                    yield return bare[..3];
                    break;
                }
            }
        }
    }

    /// <summary>A family name with two letters more; a longer word that nobody knows where its place tells that it is a name.</summary>
    private bool IsKoreanName(string word, bool foreignToo)
    {
        if (word.Length < 2 || word.Length > 7 || known.Contains(word) || titles.Contains(word) || stops.Contains(word)) return false;
        foreach (var c in word)
            if (!IsHangul(c)) return false;
        if (titles.Contains(Bare(word)) || known.Contains(Bare(word))) return false;
        var family = families.Contains(word[..1]) || families.Contains(word[..2]);
        return family && word.Length is 3 || (foreignToo && (word.Length >= 3 || family));
    }

    /// <summary>A word without its particle.</summary>
    private string Bare(string word)
    {
        if (known.Contains(word) || titles.Contains(word)) return word;
        foreach (var particle in particles)
            if (word.Length > particle.Length + 1 && word.EndsWith(particle, StringComparison.Ordinal)) return word[..^particle.Length];
        return word;
    }

    private IEnumerable<string> Arabic(string sentence)
    {
        var words = Words(sentence);
        for (var i = 0; i < words.Count; i++)
        {
            var verb = verbs.Contains(Unjoined(words[i]));
            if (!verb && !IsTitle(words[i])) continue;
            // وزير الخارجية سامر حداد: behind the title its own words, with the article, then the name.
            var from = i + 1;
            while (from < words.Count && (IsTitle(words[from]) || ((!verb || from > i + 1) && (IsDefinite(words[from]) || known.Contains(words[from]))))) from++;
            var to = from;
            while (to < words.Count && to - from < MostParts && IsNamePart(words[to], to > from)) to++;
            // Behind a verb alone, what is said must follow.
            if (to == from || (verb && from == i + 1 && !(to < words.Count && thats.Contains(words[to])))) continue;
            if (from == i + 1 && !verb && !IsDefinite(words[i])) continue;
            yield return string.Join(' ', words.Skip(from).Take(to - from));
            i = to - 1;
        }
    }

    private bool IsTitle(string word) =>
        titles.Contains(word) || (Unjoined(word) is var bare && (titles.Contains(bare) || (bare.StartsWith("ال", StringComparison.Ordinal) && titles.Contains(bare[2..]))));

    private bool IsNamePart(string word, bool behindOther) =>
        word.Length > 1 && !stops.Contains(word) && !IsTitle(word) && !known.Contains(word) && !verbs.Contains(Unjoined(word)) && !thats.Contains(word) && (behindOther || !IsDefinite(word))
        && word[0] is >= '\u0620' and <= '\u06ff';

    private static bool IsDefinite(string word) => word.StartsWith("ال", StringComparison.Ordinal) || word.StartsWith("لل", StringComparison.Ordinal);

    private static string Unjoined(string word) => word.Length > 3 && word[0] is 'و' or 'ف' && word[1..] is var rest && rest.Length > 2 ? rest : word;

    /// <summary>The words of a sentence; a mark between two is an empty one, over which no name goes.</summary>
    private static List<string> Words(string sentence)
    {
        var words = new List<string>();
        for (var i = 0; i < sentence.Length;)
        {
            var end = i;
            while (end < sentence.Length && char.IsLetterOrDigit(sentence[end])) end++;
            if (end > i) words.Add(sentence[i..end]);
            else if (!char.IsWhiteSpace(sentence[i]) && words.Count > 0 && words[^1].Length > 0) words.Add("");
            i = Math.Max(end, i + 1);
        }
        return words;
    }
}

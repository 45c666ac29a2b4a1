namespace Variorum;

// Which table a text is read with.
internal sealed partial class OtherTongues
{
    private const int Sample = 4000;

    // More than so many English words, and the text is English however foreign its names.
    private const int EnglishWords = 8;

    /// <summary>The table for a text, by its script and its commonest words; null for English and for languages without a table.</summary>
    public static OtherTongues? For(ReadOnlySpan<char> text)
    {
        var (cyrillic, han, hangul, latin, arabic) = (0, 0, 0, 0, 0);
        var sample = text[..Math.Min(Sample, text.Length)];
        foreach (var c in sample)
        {
            if (c is >= 'Ѐ' and <= 'ӿ') cyrillic++;
            else if (c is >= '\u4e00' and <= '\u9fff') han++;
            else if (c is >= '가' and <= '힣') hangul++;
            else if (c is >= '\u0620' and <= '\u06ff') arabic++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        var most = Math.Max(Math.Max(Math.Max(cyrillic, han), Math.Max(hangul, latin)), arabic);
        if (most == 0) return null;
        var script = most == han ? "han" : most == hangul ? "hangul" : most == cyrillic ? "cyrillic" : most == arabic ? "arabic" : "latin";
        var english = 0;
        foreach (var range in sample.Split(' '))
            if (sample[range] is "the" or "of" or "and" or "that" or "with") english++;
        if (script == "latin" && english > EnglishWords) return null;
        OtherTongues? best = null;
        var hits = script == "latin" ? Math.Max(3, 2 * english) : -1;
        foreach (var tongue in All.Value)
        {
            // Kana tells that Han is Japanese, і and ї that Cyrillic is Ukrainian; a few of them stand in foreign names and titles.
            if (!tongue.Is("script", script)) continue;
            var foreign = tongue.Foreign(sample);
            if (foreign * 20 > most || tongue.Common(sample, foreign) is var common && common <= hits) continue;
            (best, hits) = (tongue, common);
        }
        return best;
    }

    private int Foreign(ReadOnlySpan<char> sample)
    {
        var count = 0;
        foreach (var letter in Words("foreign")) count += sample.Count(letter);
        return count;
    }

    /// <summary>How many of its commonest words a text has beyond its foreign letters; 0 where the script tells enough.</summary>
    private int Common(ReadOnlySpan<char> sample, int foreign)
    {
        if (!_words.TryGetValue("common", out var common)) return 0;
        var words = common.GetAlternateLookup<ReadOnlySpan<char>>();
        var count = -foreign;
        foreach (var range in sample.Split(' '))
            if (words.Contains(sample[range])) count++;
        return count;
    }
}

namespace Variorum;

/// <summary>Marks of what happened while somebody spoke: <c>(Applause.)</c>, <c>[Laughter]</c>, <c>&lt;…&gt;</c>.</summary>
internal static class Stage
{
    private const int Longest = 60;

    private static readonly string[] Words = ["applause", "laughter", "laugh", "crosstalk", "cross-talk", "inaudible", "pause", "retranslated", "through interpreter", "via interpreter", "translated", "speaks in", "speaking in",
        "in english", "in russian", "in chinese", "in korean", "in french", "unintelligible", "standing ovation", "аплодисменты", "смех", "смеётся", "перевод", "掌声", "鼓掌", "笑声", "笑", "박수", "웃음", "aplausos", "risas", "break", "silence"];

    /// <summary>The mark that begins here, as its length; 0 if none does.</summary>
    public static int At(ReadOnlySpan<char> text)
    {
        var close = text[0] switch
        {
            '(' => ')',
            '[' => ']',
            '<' => '>',
            '（' => '）',
            _ => '\0',
        };
        if (close == '\0') return 0;
        var end = text[..Math.Min(Longest, text.Length)].IndexOf(close);
        if (end < 1) return 0;
        var inside = text[1..end].Trim();
        if (text[0] is '<') return inside.Length > 0 && inside.TrimStart('.').Length > 0 && inside is not ("…" or "...") && !Known(inside) ? 0 : end + 1;
        return inside is "…" or "..." || Known(inside) ? end + 1 : 0;
    }

    private static bool Known(ReadOnlySpan<char> inside)
    {
        foreach (var word in Words)
            if (inside.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}

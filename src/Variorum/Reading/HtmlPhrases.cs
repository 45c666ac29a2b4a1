namespace Variorum;

/// <summary>What a short block is by the words that it begins with.</summary>
[Flags]
internal enum HtmlPhrase : ushort
{
    None = 0, More = 1, Subscribe = 2, Share = 4, Comment = 8, Credit = 16, Byline = 32, Dated = 64, Rights = 128, Navigation = 256, Tagged = 512,
}

internal static class HtmlPhrases
{
    public const int Groups = 10;

    private const int LongestBlock = 240;
    private const int LongestPhrase = 30;

    private static readonly Lazy<Dictionary<string, HtmlPhrase>> Table = new(Load);
    private static readonly Lazy<WordShapes> Shapes = new(static () => new WordShapes(Table.Value.Keys));

    public static HtmlPhrase Of(string block)
    {
        if (block.Length > LongestBlock) return HtmlPhrase.None;
        var phrases = Table.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        var shapes = Shapes.Value;
        Span<char> start = stackalloc char[LongestPhrase];
        var skipped = 0;
        while (skipped < block.Length && !char.IsLetterOrDigit(block[skipped]) && block[skipped] is not ('©' or '(' or '【')) skipped++;
        var length = Math.Min(block.Length - skipped, LongestPhrase);
        block.AsSpan(skipped, length).ToLowerInvariant(start);
        var found = HtmlPhrase.None;
        var words = 0;
        for (var end = 1; end <= length && words < 4; end++)
        {
            // Signs that stand for words need no blank after them.
            var wide = start[end - 1] >= '\u0600' || start[end - 1] == '©';
            var edge = end == length || (wide && end <= 6) || !char.IsLetterOrDigit(start[end]);
            if (!edge || !char.IsLetterOrDigit(start[end - 1]) && start[end - 1] is not ('©' or ')' or '.' or '\'')) continue;
            if (!wide) words++;
            if (shapes.May(start[..end]) && phrases.TryGetValue(start[..end], out var group)) found |= group;
        }

        return found;
    }

    private static Dictionary<string, HtmlPhrase> Load()
    {
        var loaded = new Dictionary<string, HtmlPhrase>(1000, StringComparer.Ordinal);
        foreach (var line in TableLines.Of("html.phrases.tsv"))
        {
            var tab = line.IndexOf('\t');
            if (!Enum.TryParse<HtmlPhrase>(line.AsSpan(0, tab), out var group)) continue;
            foreach (var phrase in line[(tab + 1)..].Split('|')) loaded[phrase] = loaded.GetValueOrDefault(phrase) | group;
        }

        return loaded;
    }
}

namespace Variorum;

/// <summary>A label of a transcript: from here to the next one, one person speaks.</summary>
/// <param name="From">Where it begins in its paragraph.</param>
/// <param name="To">Where what is said begins.</param>
/// <param name="Name">The words before the colon, with their bracket; empty for a dash alone.</param>
/// <param name="Strong">An office, a bracket, bold type or Question says that it is one.</param>
/// <param name="Certain">The page's form leaves no doubt.</param>
internal sealed record Label(int Paragraph, int From, int To, string Name, bool Strong, bool Certain);

/// <summary>Finds the labels of a transcript: <c>Ann Holt:</c>, <c>Question:</c>, <c>MR. LIND:</c>, a name alone in bold.</summary>
internal sealed class Turns(IReadOnlyList<Block> blocks, Tables tables)
{
    private const int LongestLabel = 160;

    private readonly LabelNames _names = new(tables);

    /// <summary>The labels in reading order; none where the text is no transcript.</summary>
    public List<Label> Find()
    {
        var labels = new List<Label>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var at = 0;
            if (At(block, i, 0) is { } first)
            {
                labels.Add(first);
                at = first.To;
            }
            // Some pages lose their paragraphs: a label may stand behind any sentence.
            for (var colon = block.Text.AsSpan(at).IndexOfAny(':', '：'); colon >= 0;)
            {
                var end = at + colon;
                var start = SentenceStart(block.Text, at, end);
                if (start > at && start > 0 && At(block, i, start) is { } inner && inner.To > end) labels.Add(inner with { Certain = false });
                else if (RunOn(block.Text, i, at, end) is { } behind) labels.Add(behind);
                at = end + 1;
                colon = block.Text.AsSpan(at).IndexOfAny(':', '：');
            }
        }
        return new Conversation(blocks, _names, tables).Accept(labels);
    }

    /// <summary>"Beginning of the talks President of Norland Ann Holt:": a label behind a heading that lost its line.</summary>
    private Label? RunOn(string text, int paragraph, int floor, int colon)
    {
        var tokens = Token.Cut(text, Math.Max(floor, colon - LongestLabel), colon);
        for (var i = 1; i + 1 < tokens.Length; i++)
        {
            if (tokens[i].Is("(")) return null;
            if (!tokens[i].Capital || tokens[i - 1].Capital || tables.Is(tokens[i - 1], WordClass.Preposition | WordClass.Determiner | WordClass.Conjunction) || tokens[i - 1].Low is "," or "'s") continue;
            if (RolePhrases.HeadAt(tokens, i, tokens.Length, tables, out var family) == 0 || family == "title") continue;
            var name = LabelNames.Once(text[tokens[i].Start..colon]);
            var to = colon + 1;
            while (to < text.Length && text[to] is ' ' or '\u00a0') to++;
            var bare = LabelNames.StripBracket(name);
            if (bare.Length == 0) return null;
            var last = Token.Cut(bare, 0, bare.Length)[^1];
            return last.Capital && !tables.NoNames.Contains(last.Low) && to < text.Length && char.IsUpper(text[to]) && _names.IsName(bare, out var strong) && strong
                ? new Label(paragraph, tokens[i].Start, to, name, Strong: true, Certain: false) : null;
        }
        return null;
    }

    private Label? At(Block block, int paragraph, int start)
    {
        var text = block.Text;
        var begin = start;
        while (begin < text.Length && text[begin] is '–' or '—' or '-' or '―' or ' ') begin++;
        var dashed = begin > start && start == 0 && text[0] != ' ';
        var bold = start == 0 ? block.Bold : 0;
        if (start == 0 && ((bold > 0 && bold >= text.TrimEnd().Length) || block.Kind == BlockKind.Heading) && text.Length <= LongestLabel && _names.IsName(text.AsSpan(begin).Trim().TrimEnd(':').ToString(), out var alone) && alone)
            return new Label(paragraph, start, text.Length, text[begin..].Trim().TrimEnd(':').Trim(), Strong: true, Certain: block.Kind != BlockKind.Heading);
        var window = text.AsSpan(begin, Math.Min(LongestLabel, text.Length - begin));
        var colon = window.IndexOfAny(':', '：');
        if (colon > 0)
        {
            var written = LabelNames.Once(window[..colon].Trim().ToString());
            var name = LabelNames.StripBracket(written);
            var to = begin + colon + 1;
            while (to < text.Length && text[to] is ' ' or '\u00a0') to++;
            // "The mayor: bridge to open in May": a headline labels nobody's turn.
            if (block.Kind == BlockKind.Heading && to < text.Length) return null;
            if (name.Length > 0 && !(name == written && _names.IsSalutation(name)) && (LabelNames.IsAsker(name) || (_names.IsName(name, out var strong) && (strong || LabelNames.HasShape(name) || bold > colon - 2))))
                return new Label(paragraph, start, to, written, Strong: LabelNames.IsAsker(name) || _names.RoleIn(name) || name != written || bold >= colon, Certain: bold >= colon && bold <= colon + 4);
        }
        if (bold > 3 && bold < text.Length && bold < LongestLabel && begin < bold && _names.IsName(text[begin..bold].Trim().TrimEnd('.', '–', '—', '-').Trim(), out var clear) && clear)
        {
            var to = bold;
            while (to < text.Length && text[to] is ' ' or '–' or '—' or '-' or '.') to++;
            return new Label(paragraph, start, to, text[begin..bold].Trim().TrimEnd('.', '–', '—', '-').Trim(), Strong: true, Certain: false);
        }
        // "Q Mr. President, …" in transcripts that spare the colon.
        if (begin == start && text.Length > start + 3 && text[start] is 'Q' && text[start + 1] is ' ' or '\u00a0' && (char.IsUpper(text.AsSpan(start + 1).TrimStart()[0]) || text[start + 2] is '—' or '–' or ' '))
            return new Label(paragraph, start, start + 2, "Q", Strong: false, Certain: false);
        // A dash alone opens a turn of whoever is not named.
        return dashed ? new Label(paragraph, start, begin, "", Strong: false, Certain: false) : null;
    }

    private static int SentenceStart(string text, int floor, int colon)
    {
        for (var i = colon - 1; i > floor && colon - i < LongestLabel; i--)
            if (text[i] is ' ' && text[i - 1] is '.' or '?' or '!' or '"' or '”' or ')' or ']' && !(i > 2 && text[i - 1] is '.' && (char.IsUpper(text[i - 2]) || (text[i - 2] is 'r' or 's' && text[i - 3] is 'M' or 'D')))) return i + 1;
        return -1;
    }
}

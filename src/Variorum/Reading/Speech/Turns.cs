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
    private const int MostWords = 24;

    private static readonly HashSet<string> Askers = ["q", "a", "question", "answer", "reporter", "journalist", "correspondent", "moderator", "interviewer", "host", "speaker", "remark", "reply", "response",
        "вопрос", "ответ", "реплика", "журналист", "корреспондент", "ведущий", "ведущая", "модератор", "记者", "問", "答", "问", "記者", "主持人", "기자", "질문", "답변", "문", "답", "사회자",
        "pregunta", "respuesta", "periodista", "moderador", "moderadora", "frage", "antwort"];

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
                at = end + 1;
                colon = block.Text.AsSpan(at).IndexOfAny(':', '：');
            }
        }
        return Accept(labels);
    }

    /// <summary>Without its role, bracket and honorific what two labels of one person share.</summary>
    public static bool IsAsker(string label)
    {
        var word = label.Trim().TrimEnd('.').TrimEnd().ToLowerInvariant();
        if (Askers.Contains(word)) return true;
        var blank = word.IndexOf(' ');
        return blank > 0 && Askers.Contains(word[..blank]) && (char.IsDigit(word[^1]) || word[blank + 1] is '(');
    }

    private Label? At(Block block, int paragraph, int start)
    {
        var text = block.Text;
        var begin = start;
        while (begin < text.Length && text[begin] is '–' or '—' or '-' or '―' or ' ') begin++;
        var dashed = begin > start && start == 0 && text[0] != ' ';
        var bold = start == 0 ? block.Bold : 0;
        if (start == 0 && ((bold > 0 && bold >= text.TrimEnd().Length) || block.Kind == BlockKind.Heading) && text.Length <= LongestLabel && IsName(text.AsSpan(begin).Trim().TrimEnd(':').ToString(), out var alone) && alone)
            return new Label(paragraph, start, text.Length, text[begin..].Trim().TrimEnd(':').Trim(), Strong: true, Certain: block.Kind != BlockKind.Heading);
        var window = text.AsSpan(begin, Math.Min(LongestLabel, text.Length - begin));
        var colon = window.IndexOfAny(':', '：');
        if (colon > 0)
        {
            var written = window[..colon].Trim().ToString();
            var name = StripBracket(written);
            var to = begin + colon + 1;
            while (to < text.Length && text[to] is ' ' or '\u00a0') to++;
            // "The mayor: bridge to open in May": a headline labels nobody's turn.
            if (block.Kind == BlockKind.Heading && to < text.Length) return null;
            if (name.Length > 0 && (IsAsker(name) || (IsName(name, out var strong) && (strong || Shape(name) || bold > colon - 2))))
                return new Label(paragraph, start, to, written, Strong: IsAsker(name) || RoleIn(name) || name != written || bold >= colon, Certain: bold >= colon && bold <= colon + 4);
        }
        if (bold > 3 && bold < text.Length && bold < LongestLabel && begin < bold && IsName(text[begin..bold].Trim().TrimEnd('.', '–', '—', '-').Trim(), out var clear) && clear)
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

    private List<Label> Accept(List<Label> labels)
    {
        var counts = new Dictionary<string, int>();
        var dashes = 0;
        foreach (var label in labels)
        {
            if (label.Name.Length == 0) dashes++;
            else
            {
                var key = Key(label.Name);
                counts[key] = counts.GetValueOrDefault(key) + 1;
            }
        }
        // A name in capitals at the beginning opens the one speech that follows.
        var named = labels.Where(label => label.Name.Length > 0 && (Recurs(label) || (label is { Paragraph: < 3, From: 0 } && Shouts(label.Name)))).ToList();
        var askers = named.Exists(label => IsAsker(label.Name));
        var sure = named.Exists(Recurs) && (named.Count > 1 || RoleIn(named[0].Name) || named[0].Certain);
        var conversation = sure || (named.Count > 0 && !named.Exists(Recurs));
        if (!(conversation && (askers || SpeaksInFirstPerson(!sure ? 4 : named.Count == 1 ? 10 : 0))) && dashes < 3) return [];
        var keys = named.Select(label => Key(label.Name)).ToHashSet();
        return [.. labels.Where(label => label.Name.Length > 0 ? conversation && (keys.Contains(Key(label.Name)) || IsPersonal(label.Name) || (named.Count > 2 && label.Name.Contains(' ') && Shape(label.Name))) : dashes >= 3 && named.Count == 0)];

        bool Recurs(Label label) => label.Strong || label.Certain || counts[Key(label.Name)] > 1;
    }

    /// <summary>Whether the text, its quotations and headings apart, speaks of itself as I or we.</summary>
    /// <param name="oneIn">Where one label gives a whole text away, one in so many sentences must speak so; 0 for any two words.</param>
    private bool SpeaksInFirstPerson(int oneIn)
    {
        var first = 0;
        var stops = 0;
        foreach (var block in blocks)
        {
            if (block.Text.Length > 20000 || block.Kind == BlockKind.Heading) continue;
            var quotations = Quotations.Find(block.Text, 0, block.Text.Length, false);
            var next = 0;
            foreach (var range in block.Text.AsSpan().SplitAny(" ,.!?。！？\u2019'\"“”"))
            {
                var (from, to) = (range.Start.Value, range.End.Value);
                while (next < quotations.Count && quotations[next].End <= from) next++;
                if (to < block.Text.Length && block.Text[to] is '.' or '!' or '?' or '。' or '！' or '？') stops++;
                if (next < quotations.Count && quotations[next].Start <= from) continue;
                var word = block.Text.AsSpan(range);
                if (word is "I" or "we" or "We" or "you" or "You" or "our" or "my" or "My" or "Our" or "я" or "Я" or "мы" or "Мы" or "вы" or "Вы" or "yo" or "nosotros" or "nuestro" or "nuestra" || (word.Length > 0 && word[0] > '\u3000')) first++;
            }
        }
        return first >= 2 && (oneIn == 0 || first * oneIn >= stops);
    }

    private bool Shouts(string name) => name.Length > 3 && name.All(c => char.IsUpper(c) || c is ' ' or '.' or '\'' or '-') && !tables.NoNames.Contains(name.ToLowerInvariant());

    private bool IsPersonal(string name) => IsName(StripBracket(name), out var strong) && strong;

    private static string Key(string name)
    {
        name = StripBracket(name);
        var blank = name.LastIndexOfAny([' ', '.'], Math.Max(0, name.Length - 2));
        return Token.Fold(name.AsSpan(blank + 1));
    }

    private bool RoleIn(string name)
    {
        var tokens = Token.Cut(name, 0, name.Length);
        for (var i = 0; i < tokens.Length; i++)
            if (RolePhrases.HeadAt(tokens, i, tokens.Length, tables, out _) > 0) return true;
        return false;
    }

    /// <summary>Names and offices only: capitals, and the small words between them. Strong if an office or title or two capital words say so.</summary>
    private bool IsName(string name, out bool strong)
    {
        strong = false;
        if (name.Length is 0 or > LongestLabel) return false;
        var tokens = Token.Cut(name, 0, name.Length);
        if (tokens.Length > MostWords) return false;
        if (name[0] > '\u2E80') return strong = name.Length <= 24 && !name.Contains('，');
        var names = 0;
        foreach (var token in tokens)
        {
            if (!token.IsWord)
            {
                if (token.Low is "," or "." or "-" or "'" or "(" or ")") continue;
                return false;
            }
            if (tables.IsFinite(token) && !token.Capital) return false;
            if (token.Capital)
            {
                if (tables.Is(token, WordClass.First | WordClass.It | WordClass.Be | WordClass.Second)) return false;
                if (!tables.NoNames.Contains(token.Low)) names++;
                continue;
            }
            if (!(tables.Is(token, WordClass.Preposition | WordClass.Conjunction | WordClass.Determiner) || tables.NoNames.Contains(token.Low) || tables.Roles.ContainsKey(token.Low) || token.Low is "'s" or "de" or "da" or "van" or "von" or "bin" or "al" or "el" or "и" or "по" or "в"))
                return false;
        }
        strong = RoleIn(name) || (names >= 1 && tokens.Length <= 5 && Shape(name));
        return names > 0 || strong || (tokens.Length > 1 && Shape(name));
    }

    /// <summary>Two to four words, all with capitals: the shape of a name.</summary>
    private static bool Shape(string name)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is >= 1 and <= 5 && Array.TrueForAll(parts, part => char.IsUpper(part[0]) || part[0] > '\u2E80' || part.Length < 4);
    }

    private static string StripBracket(string label)
    {
        var open = label.IndexOfAny(['(', '（', '[']);
        return open > 0 && label[^1] is ')' or '）' or ']' ? label[..open].Trim() : label.Trim();
    }

    private static int SentenceStart(string text, int floor, int colon)
    {
        for (var i = colon - 1; i > floor && colon - i < LongestLabel; i--)
            if (text[i] is ' ' && text[i - 1] is '.' or '?' or '!' or '"' or '”' or ')' or ']' && !(i > 2 && text[i - 1] is '.' && (char.IsUpper(text[i - 2]) || (text[i - 2] is 'r' or 's' && text[i - 3] is 'M' or 'D')))) return i + 1;
        return -1;
    }
}

namespace Variorum;

/// <summary>The common ways of reporting speech in languages other than English: a table of words for each, and one order of words for each kind of language.</summary>
/// <remarks>Russian and Spanish: subject, verb, "that"; or a quotation, verb, subject. Chinese: subject, verb, comma. Korean: subject, content, verb.
/// Pronouns lead to whoever spoke last; offices and bodies stand as they are written.</remarks>
internal sealed class OtherTongues
{
    private static readonly Dictionary<string, OtherTongues> Read = [];
    private static readonly Lock Reading = new();

    private readonly Dictionary<string, HashSet<string>> _words = [];

    private OtherTongues(string language)
    {
        Language = language;
        foreach (var line in Tables.Lines($"sayings-{language}.tsv"))
        {
            var tab = line.IndexOf('\t');
            _words[line[..tab]] = [.. line[(tab + 1)..].Split(' ').Select(word => word.Replace('_', ' '))];
        }
    }

    public string Language { get; }

    /// <summary>The tables for a text, by its script and, among Latin ones, its commonest words; null for English and for languages without a table.</summary>
    public static OtherTongues? For(ReadOnlySpan<char> text)
    {
        var (cyrillic, han, hangul, latin) = (0, 0, 0, 0);
        var sample = text[..Math.Min(4000, text.Length)];
        foreach (var c in sample)
        {
            if (c is >= 'Ѐ' and <= 'ӿ') cyrillic++;
            else if (c is >= '\u4e00' and <= '\u9fff') han++;
            else if (c is >= '가' and <= '힣') hangul++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        var most = Math.Max(Math.Max(cyrillic, han), Math.Max(hangul, latin));
        if (most == 0) return null;
        // Kana tells that Han is Japanese; і and ї that Cyrillic is Ukrainian: no tables for these.
        if (most == han) return sample.IndexOfAnyInRange('\u3041', '\u30fa') >= 0 ? null : Of("zh");
        if (most == hangul) return Of("ko");
        if (most == cyrillic) return sample.IndexOfAny('і', 'ї') >= 0 ? null : Of("ru");
        var (spanish, english) = (0, 0);
        foreach (var range in sample.Split(' '))
        {
            if (sample[range] is "el" or "los" or "las" or "del" or "que" or "una" or "con" or "por") spanish++;
            else if (sample[range] is "the" or "of" or "and" or "that" or "with") english++;
        }
        return spanish > 3 && spanish > 2 * english ? Of("es") : null;
    }

    /// <summary>Who says what in all sentences, with the persons already named in <see cref="Saying.Who"/>.</summary>
    public List<Saying> Find(string text, List<Line> lines)
    {
        var sayings = new List<Saying>();
        string? last = null;
        foreach (var line in lines)
        {
            if (line.InTurn || line.Heading || line.Tokens.Length is 0 or > Line.MostTokens) continue;
            var saying = Language switch
            {
                "zh" => Chinese(text, line),
                "ko" => Korean(text, line),
                _ => According(text, line) ?? European(text, line),
            };
            if (saying is null) continue;
            saying.Who = Who(text, line, saying.Source, last);
            last = saying.Who ?? last;
            sayings.Add(saying);
        }
        return sayings;
    }

    private static OtherTongues Of(string language)
    {
        lock (Reading)
        {
            if (!Read.TryGetValue(language, out var tongue)) Read[language] = tongue = new OtherTongues(language);
            return tongue;
        }
    }

    private bool Is(string kind, string word) => _words.TryGetValue(kind, out var words) && words.Contains(word);

    private static string Low(string text, Token token) => text[token.Start..token.End].ToLowerInvariant();

    private string? Who(string text, Line line, Source? source, string? last)
    {
        if (source is null) return last;
        var written = text[line.Tokens[source.From].Start..line.Tokens[source.To - 1].End];
        var low = written.ToLowerInvariant();
        if (Is("he", low) || Is("she", low)) return last;
        if (Language is "zh" or "ko") return written;
        // The name behind the office: the last two or more words with capitals.
        var from = source.To;
        while (from > source.From && line.Tokens[from - 1].Capital) from--;
        var name = source.To - from is >= 2 and <= 3 ? from : source.From;
        if (source.To - from > 3) name = source.To - 2;
        return text[line.Tokens[name].Start..line.Tokens[source.To - 1].End];
    }

    private Saying? European(string text, Line line)
    {
        var tokens = line.Tokens;
        for (var k = 0; k < tokens.Length; k++)
        {
            if (line.Quoted[k] || !tokens[k].IsWord || !Is("verb", Low(text, tokens[k]))) continue;
            // «…», – сказал министр
            if (k > 0 && (tokens[k - 1].Low is "," or "–" or "-" or "\"" || line.Quoted[k - 1]) && k > 2)
            {
                var to = k + 1;
                while (to < tokens.Length && tokens[to].IsWord && to < k + 16) to++;
                if (to > k + 1 && !Is("that", Low(text, tokens[k + 1])))
                {
                    var end = k;
                    while (end > 0 && tokens[end - 1].Low is "," or "–" or "-") end--;
                    return Make(line, k, new Source(k + 1, to, SourceKind.Body, null), 0, end, SayingShape.Postposed);
                }
            }
            // The name in an apposition before the verb: "La presidenta, Lucía Prado, dijo".
            var until = k > 0 && tokens[k - 1].Is(",") ? k - 1 : k;
            var from = until;
            while (from > 0 && tokens[from - 1].IsWord && k - from < 30) from--;
            var subject = Subject(text, line, from, until);
            var content = k + 1;
            if (content < tokens.Length && tokens[content].Is(",")) content++;
            if (content >= tokens.Length) continue;
            var clause = Is("that", Low(text, tokens[content])) || tokens[content].Is(":") || line.Quoted[content];
            if (!clause && !(tokens[k + 1].IsWord && Is("direct", Low(text, tokens[k])))) continue;
            if (tokens[content].Is(":")) content++;
            if (content >= tokens.Length) continue;
            return Make(line, k, subject, content, tokens.Length, SayingShape.Main);
        }
        return null;
    }

    private Source? Subject(string text, Line line, int from, int to)
    {
        while (to > from && Is("skip", Low(text, line.Tokens[to - 1]))) to--;
        while (from < to && (Is("skip", Low(text, line.Tokens[from])) || Low(text, line.Tokens[from]) is "el" or "la" or "los" or "las")) from++;
        return to > from ? new Source(from, to, SourceKind.Body, null) : null;
    }

    /// <summary><c>По словам министра, …</c>, <c>Según el ministro, …</c></summary>
    private Saying? According(string text, Line line)
    {
        var tokens = line.Tokens;
        for (var words = 3; words > 0; words--)
        {
            if (tokens.Length <= words + 2) continue;
            var opening = text[tokens[0].Start..tokens[words - 1].End].ToLowerInvariant();
            if (!Is("according", opening)) continue;
            var comma = Array.FindIndex(tokens, words, Math.Min(14, tokens.Length - words), token => token.Is(","));
            if (comma <= words || comma + 1 >= tokens.Length) return null;
            var saying = Make(line, 0, Subject(text, line, words, comma), comma + 1, tokens.Length, SayingShape.According);
            saying.CueTo = words;
            return saying;
        }
        return null;
    }

    /// <summary>No blanks part the words, so the verb is looked for in the first clause; it ends at a comma or colon.</summary>
    private Saying? Chinese(string text, Line line)
    {
        var tokens = line.Tokens;
        for (var i = 0; i < tokens.Length && i < 6; i++)
        {
            if (!tokens[i].IsWord || line.Quoted[i]) continue;
            var clause = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            foreach (var verb in _words["verb"])
            {
                var at = clause.LastIndexOf(verb);
                if (at < 1 || at > 40) continue;
                var ends = at + verb.Length == clause.Length && i + 1 < tokens.Length && tokens[i + 1].Low is "," or ":" or "\"";
                if (!ends && !(Is("direct", verb) && at + verb.Length < clause.Length && at <= 12)) continue;
                // The clause is one run of letters: it is cut into subject, verb and content here.
                var subject = SubjectOf(clause[..at], out var start);
                if (subject == 0) continue;
                var cut = new List<Token>(tokens.Length + 2);
                cut.AddRange(tokens.AsSpan(0, i));
                var origin = tokens[i].Start;
                if (start > 0) cut.Add(Piece(text, origin, origin + start));
                var source = cut.Count;
                cut.Add(Piece(text, origin + start, origin + start + subject));
                if (start + subject < at) cut.Add(Piece(text, origin + start + subject, origin + at));
                var cue = cut.Count;
                cut.Add(Piece(text, origin + at, origin + at + verb.Length));
                if (!ends) cut.Add(Piece(text, origin + at + verb.Length, tokens[i].End));
                var content = cut.Count;
                cut.AddRange(tokens.AsSpan(i + 1));
                line.Retoken([.. cut]);
                if (ends) content++;
                else content = cue + 1;
                return content >= cut.Count ? null : Make(line, cue, new Source(source, source + 1, SourceKind.Body, null), content, cut.Count, SayingShape.Main);
            }
        }
        return null;

        static Token Piece(string text, int from, int to) => new(from, to, text[from..to], true, false, false);
    }

    /// <summary>The name behind the office in what stands before the verb; adverbs between them are passed over.</summary>
    private int SubjectOf(ReadOnlySpan<char> clause, out int start)
    {
        start = 0;
        foreach (var role in _words["role"])
        {
            var at = clause.LastIndexOf(role);
            if (at >= 0 && at + role.Length > start && clause.Length - at - role.Length is >= 2 and <= 6) start = at + role.Length;
        }
        var end = clause.Length;
        foreach (var adverb in (ReadOnlySpan<string>)["还", "還", "并", "並", "也", "同时", "特别", "进一步"])
            if (clause.EndsWith(adverb)) end -= adverb.Length;
        return Math.Max(0, end - start);
    }

    /// <summary>"X은 …다고 말했다": the subject leads with its particle, the verb closes the sentence.</summary>
    private Saying? Korean(string text, Line line)
    {
        var tokens = line.Tokens;
        var verb = tokens.Length - 1;
        while (verb > 0 && !tokens[verb].IsWord) verb--;
        if (!Is("verb", text[tokens[verb].Start..tokens[verb].End])) return null;
        for (var i = 0; i < verb && i < 8; i++)
        {
            var word = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            if (line.Quoted[i] || word.Length < 2 || word[^1] is not ('은' or '는' or '이' or '가')) continue;
            var from = i;
            // An office behind the name, or a name of several words.
            while (from > 0 && i - from < 3 && tokens[from - 1].IsWord && !line.Quoted[from - 1]) from--;
            var retold = tokens.ToArray();
            retold[i] = tokens[i] with { End = tokens[i].End - 1 };
            line.Retoken(retold);
            return i + 1 >= verb ? null : Make(line, verb, new Source(from, i + 1, SourceKind.Body, null), i + 1, verb, SayingShape.Main);
        }
        return null;
    }

    private static Saying Make(Line line, int cue, Source? source, int from, int to, SayingShape shape)
    {
        var saying = new Saying(line) { Shape = shape, CueFrom = cue, CueTo = cue + 1, Source = source, Right = shape == SayingShape.Main ? RightSide.That : RightSide.None };
        saying.Content.Add((from, to));
        return saying;
    }
}

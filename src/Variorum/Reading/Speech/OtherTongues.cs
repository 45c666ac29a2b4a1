namespace Variorum;

/// <summary>The common ways of reporting speech in languages other than English: a table of words for each, which says its script and its order of words.</summary>
/// <remarks>A language is a file to add. Orders: <c>verb-first</c> (subject, verb, "that"; or a quotation, verb, subject), <c>run-on</c> (Chinese: subject, verb, comma), <c>verb-last</c> (Korean: subject, content, verb).
/// Pronouns lead to whoever spoke last; offices and bodies stand as they are written.</remarks>
internal sealed class OtherTongues
{
    private const string Prefix = "sayings-";
    private const int Sample = 4000;

    private static readonly Lazy<OtherTongues[]> All = new(static () =>
        [.. typeof(OtherTongues).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(static name => new OtherTongues(name, Tables.Lines(name)))]);

    private readonly Dictionary<string, HashSet<string>> _words = [];
    private readonly string _order;

    /// <exception cref="InvalidOperationException">The table lacks a row that its order needs.</exception>
    internal OtherTongues(string table, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var tab = line.IndexOf('\t');
            if (tab <= 0) throw new InvalidOperationException($"{table}: the row \"{line}\" has no tab behind its class.");
            _words[line[..tab]] = [.. line[(tab + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.Replace('_', ' '))];
        }
        _order = Row("order").FirstOrDefault("");
        string[] needed = _order switch
        {
            "verb-first" => ["that", "skip", "according"],
            "run-on" => ["skip", "role", "direct"],
            "verb-last" => ["subject"],
            _ => throw new InvalidOperationException($"{table}: the row \"order\" has \"{_order}\", not verb-first, run-on or verb-last."),
        };
        foreach (var kind in (string[])["script", "verb", "not", .. needed]) Row(kind);

        HashSet<string> Row(string kind) => _words.TryGetValue(kind, out var words) ? words : throw new InvalidOperationException($"{table}: the row \"{kind}\" is missing.");
    }

    /// <summary>The table for a text, by its script and its commonest words; null for English and for languages without a table.</summary>
    public static OtherTongues? For(ReadOnlySpan<char> text)
    {
        var (cyrillic, han, hangul, latin) = (0, 0, 0, 0);
        var sample = text[..Math.Min(Sample, text.Length)];
        foreach (var c in sample)
        {
            if (c is >= 'Ѐ' and <= 'ӿ') cyrillic++;
            else if (c is >= '\u4e00' and <= '\u9fff') han++;
            else if (c is >= '가' and <= '힣') hangul++;
            else if (char.IsAsciiLetter(c)) latin++;
        }
        var most = Math.Max(Math.Max(cyrillic, han), Math.Max(hangul, latin));
        if (most == 0) return null;
        var script = most == han ? "han" : most == hangul ? "hangul" : most == cyrillic ? "cyrillic" : "latin";
        var english = 0;
        foreach (var range in sample.Split(' '))
            if (sample[range] is "the" or "of" or "and" or "that" or "with") english++;
        if (script == "latin" && english > 8) return null;
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
        if (!_words.TryGetValue("foreign", out var letters)) return 0;
        var count = 0;
        foreach (var letter in letters) count += sample.Count(letter);
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

    /// <summary>Who says what in all sentences, with the persons already named in <see cref="Saying.Who"/>.</summary>
    public List<Saying> Find(string text, List<Line> lines)
    {
        var sayings = new List<Saying>();
        string? last = null;
        foreach (var line in lines)
        {
            if (line.InTurn || line.Heading || line.Tokens.Length is 0 or > Line.MostTokens) continue;
            var from = sayings.Count;
            if (_order == "run-on") Add(RunOn(text, line));
            else if (_order == "verb-last") Add(VerbLast(text, line));
            else if (According(text, line) is { } according) Add(according);
            else VerbFirst(text, line, sayings);
            for (; from < sayings.Count; from++)
            {
                var saying = sayings[from];
                saying.Who = Who(text, line, saying.Source, last);
                if (!saying.Nested) last = saying.Who ?? last;
            }
        }
        return sayings;

        void Add(Saying? saying)
        {
            if (saying is not null) sayings.Add(saying);
        }
    }

    private bool Is(string kind, string word) => _words.TryGetValue(kind, out var words) && words.Contains(word);

    /// <summary>"That", alone or elided before its clause: <c>qu'il</c>.</summary>
    private bool That(string text, Token token)
    {
        var low = Low(text, token);
        return Is("that", low) || (low.IndexOf('\'') is > 0 and var elided && Is("that", low[..elided]));
    }

    private static string Low(string text, Token token) => Low(text, token.Start, token.End);

    private static string Low(string text, int start, int end) => text[start..end].ToLowerInvariant().Replace('’', '\'').Replace('ʼ', '\'');

    private string? Who(string text, Line line, Source? source, string? last)
    {
        if (source is null) return last;
        var written = text[line.Tokens[source.From].Start..line.Tokens[source.To - 1].End];
        var low = written.ToLowerInvariant();
        if (Is("he", low) || Is("she", low)) return last;
        if (Is("they", low)) return null;
        if (_order != "verb-first") return written;
        // The name behind the office: the last two or more words with capitals.
        var from = source.To;
        while (from > source.From && line.Tokens[from - 1].Capital) from--;
        if (source.To - from == 3 && Is("role", Low(text, line.Tokens[from]))) from++;
        var name = source.To - from is >= 2 and <= 3 ? from : source.From;
        if (source.To - from > 3) name = source.To - 2;
        return text[line.Tokens[name].Start..line.Tokens[source.To - 1].End];
    }

    private void VerbFirst(string text, Line line, List<Saying> found)
    {
        var tokens = line.Tokens;
        Saying? before = null;
        for (var k = 0; k < tokens.Length; k++)
        {
            if (line.Quoted[k] || !tokens[k].IsWord || !Is("verb", Low(text, tokens[k])) || Denied(text, tokens, k)) continue;
            // «…», – сказал министр
            if (before is null && Postposed(text, line, k) is { } postposed)
            {
                found.Add(postposed);
                return;
            }
            // The name in an apposition before the verb: "La presidenta, Lucía Prado, dijo".
            var until = Skip(text, tokens, k);
            if (until > 0 && tokens[until - 1].Is(",")) until--;
            var from = until;
            while (from > 0 && tokens[from - 1].IsWord && k - from < 30) from--;
            var subject = Subject(text, line, from, until);
            // A second verb is the same speaker's where nothing but "and" stands before it; else it stands inside what is said.
            var joint = from;
            while (joint < k && Is("and", Low(text, tokens[joint]))) joint++;
            if (before is not null && joint < until) from = until - 1;
            if (before is not null && !(Is("and", Low(text, tokens[from])) && until - from <= 1) && joint < k) continue;
            var content = k + 1;
            if (content < tokens.Length && tokens[content].Is(",")) content++;
            if (content >= tokens.Length) continue;
            var clause = That(text, tokens[content]) || tokens[content].Is(":") || line.Quoted[content];
            if (!clause && !(tokens[k + 1].IsWord && Is("direct", Low(text, tokens[k])) && !Is("and", Low(text, tokens[k + 1])))) continue;
            if (tokens[content].Is(":")) content++;
            if (content >= tokens.Length) continue;
            if (before is not null)
            {
                subject = before.Source;
                var end = from > 0 && tokens[from - 1].Is(",") ? from - 1 : from;
                before.Content[^1] = (before.Content[^1].From, Math.Max(before.Content[^1].From, end));
            }
            before = Make(line, k, subject, content, tokens.Length, SayingShape.Main);
            found.Add(before);
        }
    }

    /// <summary>Where the adverbs, auxiliaries and pronouns begin that end before a token.</summary>
    private int Skip(string text, Token[] tokens, int end)
    {
        while (Phrase("skip", text, tokens, end) is > 0 and var words) end -= words;
        return end;
    }

    /// <summary>"n'a pas encore dit", "не сказал": whoever did not say it is nobody's source. "Not only" is a phrase to skip, so it denies nothing.</summary>
    private bool Denied(string text, Token[] tokens, int verb) => Phrase("not", text, tokens, Skip(text, tokens, verb)) > 0;

    /// <summary>How many tokens the longest phrase of a row has that ends before a token.</summary>
    private int Phrase(string kind, string text, Token[] tokens, int end)
    {
        for (var words = Math.Min(3, end); words > 0; words--)
            if (Is(kind, Low(text, tokens[end - words].Start, tokens[end - 1].End))) return words;
        return 0;
    }

    private Saying? Postposed(string text, Line line, int k)
    {
        var tokens = line.Tokens;
        var start = Skip(text, tokens, k);
        if (start < 3 || !(tokens[start - 1].Low is "," or "–" or "-" or "\"" || line.Quoted[start - 1])) return null;
        var to = k + 1;
        while (to < tokens.Length && tokens[to].IsWord && to < k + 16) to++;
        if (to == k + 1 || That(text, tokens[k + 1])) return null;
        var end = start;
        while (end > 0 && tokens[end - 1].Low is "," or "–" or "-") end--;
        return Make(line, k, new Source(k + 1, to, SourceKind.Body, null), 0, end, SayingShape.Postposed);
    }

    private Source? Subject(string text, Line line, int from, int to)
    {
        to = Math.Max(from, Skip(text, line.Tokens, to));
        while (from < to && (Is("skip", Low(text, line.Tokens[from])) || Is("article", Low(text, line.Tokens[from])))) from++;
        // "Anne Holt s'est félicitée et a souligné": what stands before "and" has a verb of its own, so the first name in it is the subject.
        if (to > from && Is("and", Low(text, line.Tokens[to - 1])))
        {
            var end = to;
            while (from < end && !line.Tokens[from].Capital) from++;
            for (to = from; to < end && line.Tokens[to].Capital;) to++;
            // One capital that opens the sentence may be any word: the speaker stays.
            if (to == 1) return null;
        }
        return to > from ? new Source(from, to, SourceKind.Body, null) : null;
    }

    /// <summary><c>По словам министра, …</c>, <c>Según el ministro, …</c></summary>
    private Saying? According(string text, Line line)
    {
        var tokens = line.Tokens;
        for (var words = 3; words > 0; words--)
        {
            if (tokens.Length <= words + 2) continue;
            var opening = Low(text, tokens[0].Start, tokens[words - 1].End);
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
    private Saying? RunOn(string text, Line line)
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
                if (Denied(clause[..at])) return null;
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
        return Math.Max(0, Skip(clause) - start);
    }

    /// <summary>Where the adverbs begin that end a clause.</summary>
    private int Skip(ReadOnlySpan<char> clause)
    {
        var end = clause.Length;
        for (var adverb = Last("skip", clause); adverb > 0; adverb = Last("skip", clause[..end])) end -= adverb;
        return end;
    }

    /// <summary>The verb behind this clause, or one in it, is denied: 没有表示.</summary>
    private bool Denied(ReadOnlySpan<char> clause)
    {
        if (Last("not", clause[..Skip(clause)]) > 0) return true;
        foreach (var earlier in _words["verb"])
            if (clause.IndexOf(earlier) is > 0 and var at && Last("not", clause[..Skip(clause[..at])]) > 0) return true;
        return false;
    }

    /// <summary>The length of the longest word of a row that a clause ends with.</summary>
    private int Last(string kind, ReadOnlySpan<char> clause)
    {
        var longest = 0;
        foreach (var word in _words[kind])
            if (word.Length > longest && clause.EndsWith(word)) longest = word.Length;
        return longest;
    }

    /// <summary>"X은 …다고 말했다": the subject leads with its particle, the verb closes the sentence.</summary>
    private Saying? VerbLast(string text, Line line)
    {
        var tokens = line.Tokens;
        var verb = tokens.Length - 1;
        while (verb > 0 && !tokens[verb].IsWord) verb--;
        if (!Is("verb", text[tokens[verb].Start..tokens[verb].End]) || Phrase("not", text, tokens, verb) > 0) return null;
        for (var i = 0; i < verb && i < 8; i++)
        {
            var word = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            if (line.Quoted[i] || word.Length < 2 || !Is("subject", text[(tokens[i].End - 1)..tokens[i].End])) continue;
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

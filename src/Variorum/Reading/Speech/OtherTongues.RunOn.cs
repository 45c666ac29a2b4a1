namespace Variorum;

// Chinese: no blanks part the words, so a clause is one run of letters, which is cut into subject, verb and content here.
internal sealed partial class OtherTongues
{
    // A verb is looked for in the first clauses; what stands before it is no longer than this, and right before its object shorter.
    private const int Manner = 3, Clauses = 6, LongestRun = 40, LongestDirect = 14;

    private void RunOn(string text, Line line, Line? before, List<Saying> found)
    {
        if (before is not null && RunOnBehind(text, line, before) is { } behind)
        {
            found.Add(behind);
            return;
        }
        if (line.Tokens[0].IsWord && RunOnAccording(text, line) is { } according) found.Add(according);
        else if (RunOnMain(text, line) is { } main) found.Add(main);
    }

    private Saying? RunOnMain(string text, Line line)
    {
        var tokens = line.Tokens;
        var clauses = 0;
        for (var i = 0; i < tokens.Length && clauses < Clauses; i++)
        {
            if (!tokens[i].IsWord || line.Quoted[i]) continue;
            clauses++;
            var clause = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            if (Verb(clause, i + 1 < tokens.Length ? tokens[i + 1].Low : "", out var at, out var length, out var ends) is false) continue;
            if (Denied(clause[..at])) return null;
            // “…”林梅说。“…”
            var quoted = i > 0 && line.Quoted[i - 1];
            var last = at + length == clause.Length && i + 1 < tokens.Length && !tokens[i + 1].IsWord;
            if (!ends && !(quoted && last) && !(IsDirect(clause.Slice(at, length)) && at <= LongestDirect)) continue;
            var subject = SubjectOf(clause[..at], out var start);
            // 采访时: when, and not who
            var silent = subject == 0 || clause[start + subject - 1] is '时' or '時' or '后' or '後';
            if (silent && subject > 0) continue;
            // "…，并强调" and "还说" go on with whoever spoke.
            if (silent && Skip(clause[..at]) > 0) continue;
            // A middle dot parts the names of one person.
            var begin = i;
            if (start == 0 && subject == Skip(clause[..at]))
                while (begin > 1 && tokens[begin - 1].Low is "·" or "・" or "‧" && tokens[begin - 2].IsWord) begin -= 2;
            var cut = new List<Token>(tokens.Length + 3);
            cut.AddRange(tokens.AsSpan(0, begin));
            var origin = tokens[i].Start;
            if (begin < i)
            {
                SubjectOf(text.AsSpan(tokens[begin].Start, tokens[begin].End - tokens[begin].Start), out var office);
                if (office > 0) cut.Add(Piece(text, tokens[begin].Start, tokens[begin].Start + office));
                start = tokens[begin].Start + office - origin;
                subject -= start;
            }
            else if (start > 0) cut.Add(Piece(text, origin, origin + start));
            var source = cut.Count;
            if (!silent) cut.Add(Piece(text, origin + start, origin + start + subject));
            if (start + subject < at) cut.Add(Piece(text, origin + start + subject, origin + at));
            var cue = cut.Count;
            cut.Add(Piece(text, origin + at, origin + at + length));
            var rest = origin + at + length;
            if (rest < tokens[i].End && text[rest] is '了' or '过' or '過') rest++;
            if (rest < tokens[i].End) cut.Add(Piece(text, rest, tokens[i].End));
            var behind = cut.Count;
            cut.AddRange(tokens.AsSpan(i + 1));
            line.Retoken([.. cut]);
            var content = rest < tokens[i].End || behind == cut.Count ? cue + 1 : behind + (ends && cut[behind].Low is "," or ":" ? 1 : 0);
            var who = silent ? null : new Source(source, source + 1, SourceKind.Body, null);
            if (quoted)
            {
                var saying = Make(line, cue, who, 0, silent ? cue : Math.Min(source, begin), SayingShape.Postposed);
                if (content < cut.Count && line.Quoted[content]) saying.Content.Add((content, cut.Count));
                return saying;
            }
            return content >= cut.Count ? null : Make(line, cue, who, content, cut.Count, SayingShape.Main);
        }
        return null;
    }

    /// <summary>“…。”林梅说。 The stop within the marks has cut the sentence, so that the quotation is the one before.</summary>
    private Saying? RunOnBehind(string text, Line line, Line before)
    {
        var tokens = line.Tokens;
        if (tokens.Length > 2 || !tokens[0].IsWord || before.Paragraph != line.Paragraph) return null;
        if (before.Quotations.Count == 0 || before.Quotations[^1].To < before.Tokens.Length) return null;
        var clause = text.AsSpan(tokens[0].Start, tokens[0].End - tokens[0].Start);
        var verb = Last("verb", clause);
        if (verb == 0 || verb == clause.Length || Denied(clause[..^verb])) return null;
        var subject = SubjectOf(clause[..^verb], out var start);
        if (subject == 0) return null;
        var origin = tokens[0].Start;
        Token[] office = start > 0 ? [Piece(text, origin, origin + start)] : [];
        var named = Piece(text, origin + start, origin + start + subject);
        line.Retoken([.. office, named, Piece(text, tokens[0].End - verb, tokens[0].End), .. tokens.AsSpan(1)]);
        var source = start > 0 ? 1 : 0;
        var saying = new Saying(line)
        {
            Shape = SayingShape.Postposed,
            CueFrom = source + 1,
            CueTo = source + 2,
            Source = new Source(source, source + 1, SourceKind.Body, null),
        };
        var quotation = before.Tokens[before.Quotations[^1].From].Start;
        saying.More.Add(new Span(quotation, before.End));
        return saying;
    }

    /// <summary>The verb of a clause: the one that ends it before a comma, colon or quotation; else the first.</summary>
    private bool Verb(ReadOnlySpan<char> clause, string mark, out int at, out int length, out bool ends)
    {
        (at, length, ends) = (-1, 0, false);
        foreach (var verb in Words("verb"))
        {
            if (clause.Length - verb.Length <= LongestRun && verb.Length > length && clause.EndsWith(verb))
                (at, length) = (clause.Length - verb.Length, verb.Length);
        }
        ends = at >= 0 && mark is "," or ":" or "\"";
        if (at >= 0 && (ends || mark is "." or "。" or "")) return true;
        (at, length) = (-1, 0);
        foreach (var verb in Words("direct"))
        {
            if (clause.IndexOf(verb) is >= 0 and var first && (at < 0 || first < at || (first == at && verb.Length > length)))
                (at, length) = (first, verb.Length);
        }
        return at >= 0 && at + length < clause.Length;
    }

    private bool IsDirect(ReadOnlySpan<char> verb)
    {
        foreach (var direct in Words("direct"))
            if (verb.SequenceEqual(direct)) return true;
        return false;
    }

    /// <summary>据通讯社报道，…: the source stands between the two halves.</summary>
    private Saying? RunOnAccording(string text, Line line)
    {
        var tokens = line.Tokens;
        var clause = text.AsSpan(tokens[0].Start, tokens[0].End - tokens[0].Start);
        if (tokens.Length < 3 || !tokens[1].Is(",")) return null;
        var opens = 0;
        foreach (var word in Words("according"))
            if (word.Length > opens && clause.StartsWith(word)) opens = word.Length;
        var closes = Math.Max(Last("verb", clause), Last("report", clause));
        var end = clause.Length - closes;
        if (opens == 0 || closes == 0 || end - opens < 2) return null;
        end = opens + Stop(clause[opens..end]);
        var (start, origin) = (opens, tokens[0].Start);
        Token[] report = end < clause.Length ? [Piece(text, origin + end, tokens[0].End)] : [];
        Token[] cut = [Piece(text, origin, origin + start), Piece(text, origin + start, origin + end), .. report, .. tokens.AsSpan(1)];
        line.Retoken(cut);
        var content = end < clause.Length ? 4 : 3;
        return content >= cut.Length ? null : Make(line, 0, new Source(1, 2, SourceKind.Body, null), content, cut.Length, SayingShape.According);
    }

    /// <summary>The name behind the office in what stands before the verb; adverbs between them are passed over.</summary>
    private int SubjectOf(ReadOnlySpan<char> clause, out int start)
    {
        start = 0;
        var end = Stop(clause[..Skip(clause)]);
        foreach (var role in Words("role"))
        {
            var at = clause[..end].LastIndexOf(role);
            if (at >= 0 && at + role.Length > start && end - at - role.Length is >= 2 and <= 6) start = at + role.Length;
        }
        return end - start;
    }

    /// <summary>Where a subject ends: before a number, or a word such as 在 or 就 with a name before it.</summary>
    private int Stop(ReadOnlySpan<char> clause)
    {
        var stop = clause.Length;
        for (var i = 2; i < stop; i++)
            if (char.IsAsciiDigit(clause[i])) stop = i;
        foreach (var word in Words("ends"))
            if (clause.IndexOf(word) is >= 2 and var at && at < stop) stop = at;
        return stop;
    }

    /// <summary>Where the adverbs begin that end a clause.</summary>
    private int Skip(ReadOnlySpan<char> clause)
    {
        var end = clause.Length;
        for (var adverb = Last("skip", clause); adverb > 0; adverb = Last("skip", clause[..end])) end -= adverb;
        // 激动地: an adverb of manner
        return end >= 2 * Manner && clause[end - 1] is '地' ? end - Manner : end;
    }

    /// <summary>The verb behind this clause, or one in it, is denied: 没有表示.</summary>
    private bool Denied(ReadOnlySpan<char> clause)
    {
        if (Last("not", clause[..Skip(clause)]) > 0) return true;
        foreach (var earlier in Words("verb"))
            if (clause.IndexOf(earlier) is > 0 and var at && Last("not", clause[..Skip(clause[..at])]) > 0) return true;
        return false;
    }
}

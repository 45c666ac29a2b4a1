namespace Variorum;

/// <summary>What the words that name a speaker are.</summary>
internal enum SourceKind { Thing, It, He, She, They, First, Pair, Person, Role, Body }

/// <summary>The words that name a speaker, as a token range.</summary>
internal sealed record Source(int From, int To, SourceKind Kind, Figure? Figure)
{
    /// <summary>The others of two or more persons who are one subject.</summary>
    public Figure[] Others { get; init; } = [];

    /// <summary>People and bodies can praise, promise and demand; a report or a road cannot.</summary>
    public bool IsPersonal => Kind is not (SourceKind.Thing or SourceKind.It);
}

/// <summary>Finds the noun phrase that is the subject of a verb.</summary>
internal sealed class Sources(string text, Tables tables)
{
    private const int Longest = 40;

    /// <summary>The noun phrase that ends before a token; null where none does.</summary>
    /// <param name="floor">It begins no earlier.</param>
    public Source? EndingAt(Line line, int end, int floor)
    {
        var tokens = line.Tokens;
        if (end > floor && Bracket(tokens, end - 1, floor) is > 0 and var open) end = open;
        if (end <= floor || !tokens[end - 1].IsWord) return null;
        var last = tokens[end - 1];
        if (Pronoun(last) is { } pronoun && !(last.Low is "both" or "her" or "his" or "their")) return new Source(end - 1, end, pronoun, null);
        if (line.MentionEndingAt(end) is { } mention && mention.From >= floor && !IsOf(line, mention, floor))
        {
            var from = Math.Max(floor, mention.PhraseFrom);
            if (from > floor && tokens[from - 1].IsWord && tables.Is(tokens[from - 1], WordClass.Determiner)) from--;
            from = Modified(line, from, floor);
            // the Herald's northern editor Per Aas
            while (from > floor + 1 && tokens[from - 1].Is("'s") && IsNominal(tokens[from - 2], from == 2))
            {
                from -= 2;
                while (from > floor && (IsNominal(tokens[from - 1], from == 1) || tables.Is(tokens[from - 1], WordClass.Determiner))) from--;
            }
            var joined = Joined(line, from, end, floor);
            return joined ?? new Source(from, end, SourceKind.Person, mention.Figure);
        }
        var start = end - 1;
        // Nobody is no speaker, and everybody none either.
        if (last.Low is "one" or "nobody" or "nothing" or "everyone" or "everybody" or "everything" or "anyone" or "anybody" or "something" or "neither" or "none") return null;
        if (!IsNominal(last, start == 0) && !tables.Is(last, WordClass.Pair)) return null;
        while (start > floor && end - start < Longest)
        {
            var before = tokens[start - 1];
            var first = tokens[start];
            // the ministers' statement
            if (before.Is("'") && start > floor + 1 && tokens[start - 2].Low.EndsWith('s'))
            {
                start -= 2;
                continue;
            }
            if (!before.IsWord) break;
            if (tables.Is(first, WordClass.Determiner) && before.Low is not ("of" or "for" or "and" or "in" or "to" or "on" or "at" or "from" or "with" or "all" or "both" or "between" or "by")) break;
            if (before.Low is "of" or "'s" || IsNominal(before, start - 1 == 0) || tables.Is(before, WordClass.Determiner) || tables.Is(before, WordClass.Pair))
            {
                start--;
                continue;
            }
            if ((before.Is("and") || tables.Is(before, WordClass.Preposition)) && start - 1 > floor && (HeadLeft(line, start - 1, floor) || ((!before.Is("and") || tokens[start - 2].Capital) && NounLeft(line, start - 1, floor)))) start--;
            else break;
        }
        while (start < end && (tables.Is(tokens[start], WordClass.Preposition | WordClass.Conjunction) || tokens[start].Is("'s"))) start++;
        return start < end ? Classify(line, start, end) : null;
    }

    /// <summary><c>Ann Holt, mayor of Lys, said</c>; <c>The minister, for her part, said</c>.</summary>
    public Source? BeforeParenthesis(Line line, int comma, int floor)
    {
        var tokens = line.Tokens;
        if (line.MentionEndingAt(comma) is { } mention && mention.PhraseTo == comma && mention.To < comma && mention.From >= floor)
            return new Source(mention.PhraseFrom, comma, SourceKind.Person, mention.Figure);
        var mark = tokens[comma].Low;
        // Ann Holt, director of the yard, Sever Marine, said
        if (line.Mentions.Find(mention => mention.To < mention.PhraseTo && mention.PhraseFrom >= floor && mention.PhraseTo < comma && tokens[mention.PhraseTo].Is(",") && !tables.HasFinite(line, mention.PhraseTo, comma)
            && Array.TrueForAll(tokens[(mention.PhraseTo + 1)..comma], token => token.Capital)) is { } employed)
            return new Source(employed.PhraseFrom, comma, SourceKind.Person, employed.Figure);
        // The delegate in Lys, Ann Holt, said
        if (line.Mentions.Find(mention => mention.To == comma && mention.From > floor && tokens[mention.From - 1].Is(",")) is { } apposed
            && EndingAt(line, apposed.From - 1, floor) is { Kind: not (SourceKind.Person or SourceKind.It), From: var opening } && (opening == 0 || !tokens[opening - 1].IsWord || tables.Is(tokens[opening - 1], WordClass.Conjunction)))
            return new Source(opening, comma, SourceKind.Person, apposed.Figure);
        var skipped = 0;
        for (var i = comma - 1; i > floor && comma - i < 30; i--)
        {
            if (!tokens[i].Is(mark)) continue;
            var opens = skipped > 0 ? tables.Is(tokens[i + 1], WordClass.Relative) : tables.Is(tokens[i + 1], WordClass.Preposition | WordClass.Adverb | WordClass.Determiner | WordClass.Relative | WordClass.Subordinator) || tokens[i + 1].Low.EndsWith("ing", StringComparison.Ordinal) || tokens[i + 1].Low.EndsWith("ed", StringComparison.Ordinal) || char.IsDigit(tokens[i + 1].Low[0]) || RolePhrases.HeadAt(tokens, i + 1, comma, tables, out _) > 0
                || (i + 2 == comma && tokens[i + 1].Upper);
            if (!opens)
            {
                // Ann Holt, who came in May, June and July, said
                if (++skipped > 2) return null;
                continue;
            }
            // Ann Holt, 61, whose farm burned down, said
            if (i > floor + 2 && tokens[i - 2].Is(",") && char.IsDigit(tokens[i - 1].Low[0])) i -= 2;
            var source = EndingAt(line, i, floor);
            // The commander, Colonel Jan Riis, assured
            // and: The host, President Jan Riis of Norland, said
            if ((source?.Kind == SourceKind.Role || (source?.Kind == SourceKind.Thing && tokens[i - 1].Is("host"))) && Apposed(line, i, comma) is { } named) return new Source(source.From, comma, SourceKind.Person, named.Figure);
            return source is { IsPersonal: true } && (source.From == 0 || !tokens[source.From - 1].IsWord || tables.Is(tokens[source.From - 1], WordClass.Conjunction | WordClass.Adverb)) ? source : null;
        }
        return null;
    }

    /// <summary>Where the bracket opens that closes at a token: "Ann Holt (Norland) said"; 0 if none does.</summary>
    private static int Bracket(Token[] tokens, int close, int floor)
    {
        if (!tokens[close].Is(")")) return 0;
        for (var i = close - 1; i > floor && close - i < 12; i--)
            if (tokens[i].Is("(")) return i;
        return 0;
    }

    /// <summary>The person that an apposition names: at its end, or before the country at its end.</summary>
    private static Mention? Apposed(Line line, int open, int close)
    {
        foreach (var mention in line.Mentions)
        {
            if (mention.PhraseFrom <= open || mention.To > close) continue;
            return mention.To == close || mention.PhraseTo == close || line.Tokens[mention.To].Low is "of" or "from" ? mention : null;
        }
        return null;
    }

    /// <summary>"Doctors who examined the prisoners said": the prisoners are the object of the doctors' own clause.</summary>
    public Source? BeforeRelative(Line line, Source source, int floor)
    {
        var tokens = line.Tokens;
        var verb = false;
        for (var i = source.From - 1; i > floor && source.From - i < 14 && tokens[i].IsWord; i--)
        {
            // "Detectives investigating a theft renewed their appeal"
            if (tokens[i].Low.Length > 5 && tokens[i].Low.EndsWith("ing", StringComparison.Ordinal) && !verb && EndingAt(line, i, floor) is { Kind: not SourceKind.Thing, From: var opens } detectives && opens <= floor + 1) return detectives;
            if (tokens[i].Is("who")) return verb ? EndingAt(line, i, floor) : null;
            if (tables.Is(tokens[i], WordClass.Subordinator | WordClass.Conjunction | WordClass.Relative)) return null;
            verb |= tables.IsFinite(tokens[i]) || tokens[i].Low.EndsWith("ed", StringComparison.Ordinal);
        }
        return null;
    }

    /// <summary>The noun phrase that begins at a token, as behind an inverted verb: <c>said the mayor of Lys</c>.</summary>
    public Source? BeginningAt(Line line, int start)
    {
        var tokens = line.Tokens;
        if (start >= tokens.Length || !tokens[start].IsWord) return null;
        if (Pronoun(tokens[start]) is { } pronoun && !(tokens[start].Is("her") && start + 1 < tokens.Length && tokens[start + 1].IsWord) && !(tokens[start].Is("both") && start + 1 < tokens.Length && IsNominal(tokens[start + 1], false))) return new Source(start, start + 1, pronoun, null);
        foreach (var mention in line.Mentions)
            if (mention.PhraseFrom == start || mention.From == start || (mention.PhraseFrom == start + 1 && tables.Is(tokens[start], WordClass.Determiner)))
                return Beside(line, mention) is { } beside ? new Source(start, Math.Max(beside.To, beside.PhraseTo), SourceKind.Person, mention.Figure) { Others = [beside.Figure] } : new Source(start, Math.Max(mention.To, mention.PhraseTo), SourceKind.Person, mention.Figure);
        // said dock worker Nils Berg
        for (var i = start + 1; i < tokens.Length && i < start + 5 && IsNominal(tokens[i - 1], false); i++)
            foreach (var mention in line.Mentions)
                if (mention.PhraseFrom == i || mention.From == i) return new Source(start, Math.Max(mention.To, mention.PhraseTo), SourceKind.Person, mention.Figure);
        // "Warmly greeting them, he": the sentence alone gives the capital.
        if (start == 0 && tables.Cues.Form(tokens[0].Low) == CueForm.Participle) return null;
        if (start == 0 && tokens[0].Low.EndsWith("ly", StringComparison.Ordinal) && !tables.NoNames.Contains(tokens[0].Low)) return null;
        if (!tables.Is(tokens[start], WordClass.Determiner) && !tokens[start].Capital && !tables.Is(tokens[start], WordClass.Bodies | WordClass.Pair) && RolePhrases.HeadAt(tokens, start, tokens.Length, tables, out _) == 0) return null;
        var end = start;
        while (end < tokens.Length && (tokens[end].IsWord || IsPlural(tokens, end)) && end - start < Longest
            && (IsPlural(tokens, end) || IsNominal(tokens[end], end == 0) || (tables.Is(tokens[end], WordClass.Determiner) && (end == start || tokens[end - 1].Low is "of" or "for" or "and" or "to" or "all" or "both")) || tokens[end].Low is "of" or "for" or "and" or "'s" or "to" || tables.Is(tokens[end], WordClass.Pair))
            && !(end > start + 1 && !tokens[end].Capital && tokens[end].Low.Length > 4 && tokens[end].Low.EndsWith("ed", StringComparison.Ordinal) && IsNominal(tokens[end - 1], false))) end++;
        while (end > start && !IsNominal(tokens[end - 1], false) && !tables.Is(tokens[end - 1], WordClass.Pair)) end--;
        while (end > start + 1 && RightSides.IsTime(tokens[end - 1])) end--;
        return end > start ? Classify(line, start, end) : null;
    }

    /// <summary>"said Ann Holt and Per Aas": the second of two.</summary>
    private static Mention? Beside(Line line, Mention mention) =>
        mention.PhraseTo == mention.To && mention.To + 1 < line.Tokens.Length && line.Tokens[mention.To].Is("and") && line.MentionStartingAt(mention.To + 1) is { } other && other.Figure != mention.Figure ? other : null;

    /// <summary>The apostrophe of "the workers' union".</summary>
    private bool IsPlural(Token[] tokens, int at) =>
        tokens[at].Is("'") && at > 0 && tokens[at - 1].Low.EndsWith('s') && at + 1 < tokens.Length && IsNominal(tokens[at + 1], false);

    /// <summary>The subject of the main clause between two places: behind the start or a comma, before a verb.</summary>
    /// <param name="anything">A thing, too.</param>
    public Source? Main(Line line, int from, int to, bool anything = false)
    {
        var tokens = line.Tokens;
        for (var i = from; i < to; i++)
        {
            if (i > 0 && !tokens[i - 1].Is(",") && !(i == 1 && tables.Is(tokens[0], WordClass.Adverb | WordClass.Conjunction)) && !(i > 1 && tokens[i - 1].IsWord && tables.Is(tokens[i - 1], WordClass.Conjunction) && tokens[i - 2].Is(","))) continue;
            if (line.Quoted[i] || BeginningAt(line, i) is not { } source || !(source.IsPersonal || (anything && tables.Is(tokens[i], WordClass.Determiner))) || source.To >= tokens.Length) continue;
            var verb = source.To;
            while (verb < tokens.Length && (tokens[verb].Is(",") || tables.Is(tokens[verb], WordClass.Adverb) || (tokens[verb].IsWord && tokens[verb].Low.EndsWith("ly", StringComparison.Ordinal)))) verb++;
            // "The principles in the new text have …"
            while (anything && verb < to && verb < source.To + 10 && tokens[verb].IsWord && !tables.IsFinite(tokens[verb])) verb++;
            if (verb < tokens.Length && tables.IsFinite(tokens[verb])) return source;
        }
        return null;
    }

    public static SourceKind? Pronoun(Token token) =>
        !token.IsWord ? null
        : token.Low is "he" or "him" || token.Is("himself") ? SourceKind.He
        : token.Low is "she" or "her" ? SourceKind.She
        : token.Low is "they" or "both" or "them" ? SourceKind.They
        : token.Is("it") ? SourceKind.It
        : token.Low is "i" or "we" or "you" ? SourceKind.First
        : null;

    public Source Classify(Line line, int from, int to)
    {
        var tokens = line.Tokens;
        var head = to;
        for (var i = from + 1; i < to; i++)
        {
            if (tokens[i].Low is not ("of" or "for" or "in" or "at" or "to" or "on" or "from" or "with" or "between" or ",")) continue;
            head = i;
            break;
        }
        var word = tokens[head - 1];
        var plural = word.Low is "leaders" or "presidents" or "ministers" or "heads" or "premiers";
        if (tables.Is(word, WordClass.Pair) && (word.Low is not ("heads" or "ministers" or "presidents") || tables.Is(tokens[from], WordClass.Determiner))) return new Source(from, to, SourceKind.Pair, null);
        foreach (var mention in line.Mentions)
            if (mention.From >= from && mention.To <= to && (mention.To == head || mention.PhraseFrom <= from + 1) && !(mention.To < to && tokens[mention.To].Is("'s")))
                return new Source(from, to, SourceKind.Person, mention.Figure);
        for (var i = Math.Max(from, head - 3); i < head && !plural; i++)
        {
            var length = RolePhrases.HeadAt(tokens, i, head, tables, out var family);
            if (length > 0 && i + length == head && family != "title") return new Source(from, to, SourceKind.Role, null);
        }
        if (tables.Is(word, WordClass.Bodies | WordClass.Document) || word.Upper || (word.Capital && head - 1 > 0)) return new Source(from, to, SourceKind.Body, null);
        if (word.Capital && head - from == 1) return new Source(from, to, SourceKind.Body, null);
        return new Source(from, to, SourceKind.Thing, null);
    }

    /// <summary>"An aide to Holt": Holt is not the subject.</summary>
    private bool IsOf(Line line, Mention mention, int floor)
    {
        var before = mention.PhraseFrom - 1;
        return before > floor && tables.Is(line.Tokens[before], WordClass.Preposition) && (HeadLeft(line, before, Math.Max(floor, before - 2)) || line.Tokens[before].Low is "in" or "at" or "from" or "near");
    }

    /// <summary>"Karsk County Sheriff Holt", "Lys police Captain Lind": nouns before the name, back to the clause's start.</summary>
    private int Modified(Line line, int from, int floor)
    {
        var start = from;
        while (start > floor && from - start < 6 && IsNominal(line.Tokens[start - 1], start == 1) && !RightSides.IsTime(line.Tokens[start - 1]) && line.Tokens[start - 1].Low != "'s") start--;
        // "In his speech President Holt said"
        if (start > floor + 1 && tables.Is(line.Tokens[start - 1], WordClass.Determiner) && tables.Is(line.Tokens[start - 2], WordClass.Preposition)) return from;
        var opens = start == floor || !line.Tokens[start - 1].IsWord || tables.Is(line.Tokens[start - 1], WordClass.Determiner | WordClass.Conjunction | WordClass.Relative);
        return opens ? start : from;
    }

    public string Text(Line line, Source source) => text[line.Tokens[source.From].Start..line.Tokens[source.To - 1].End];

    private bool IsNominal(Token token, bool first) =>
        token.IsWord && !tables.Is(token, WordClass.He | WordClass.She | WordClass.They | WordClass.First | WordClass.Modal | WordClass.Be | WordClass.Have | WordClass.Do
            | WordClass.Preposition | WordClass.Subordinator | WordClass.Conjunction | WordClass.Relative | WordClass.Determiner | WordClass.Finite | WordClass.It)
        && !(tables.Is(token, WordClass.Adverb) && !token.Capital) && !(token.Low.EndsWith("ly", StringComparison.Ordinal) && !token.Capital)
        && !(!first && !token.Capital && tables.Cues.Form(token.Low) is CueForm.Past);

    /// <summary>A phrase of an office, a body or a pair stands left of a preposition: it goes on to the right.</summary>
    private bool HeadLeft(Line line, int end, int floor)
    {
        for (var i = end - 1; i >= floor && end - i < 12 && line.Tokens[i].IsWord; i--)
        {
            if (RolePhrases.HeadAt(line.Tokens, i, end, tables, out var family) > 0 && family != "title") return true;
            if (tables.Is(line.Tokens[i], WordClass.Bodies | WordClass.Pair)) return true;
        }
        return false;
    }

    /// <summary>Left of a preposition stands a noun phrase that opens its clause: <c>Analysts at the bank expect</c>.</summary>
    private bool NounLeft(Line line, int end, int floor)
    {
        var i = end;
        while (i > floor && (IsNominal(line.Tokens[i - 1], i == 1) || tables.Is(line.Tokens[i - 1], WordClass.Determiner) || line.Tokens[i - 1].Low is "of" or "'s")) i--;
        return i < end && (i == floor || !line.Tokens[i - 1].IsWord || line.Tokens[i - 1].Is("that")) && !tables.Is(line.Tokens[i], WordClass.Preposition);
    }

    /// <summary><c>Ann Holt, Per Aas and Bo Lind</c>: several persons as one subject.</summary>
    private static Source? Joined(Line line, int from, int end, int floor)
    {
        var tokens = line.Tokens;
        if (from - 2 < floor || !tokens[from - 1].Is("and") || line.MentionEndingAt(end) is not { } last) return null;
        var people = new List<Figure> { last.Figure };
        var at = from;
        for (var to = tokens[from - 2].Is(",") ? from - 2 : from - 1; to > floor;)
        {
            var before = line.Mentions.Find(mention => (mention.To == to || mention.PhraseTo == to) && mention.PhraseFrom >= floor);
            if (before is null) break;
            at = before.PhraseFrom;
            if (at > floor && tokens[at - 1].Is("the")) at--;
            people.Insert(0, before.Figure);
            if (at < floor + 2 || !tokens[at - 1].Is(",")) break;
            to = at - 1;
        }
        var opens = at == floor || !tokens[at - 1].IsWord;
        return people.Count > 1 && opens ? new Source(at, end, SourceKind.Person, people[0]) { Others = [.. people.Skip(1)] } : null;
    }
}

namespace Variorum;

/// <summary>Reads what stands behind a verb of saying.</summary>
internal sealed class RightSides(Tables tables)
{
    /// <summary>How far behind the verb its "that" may stand, in tokens.</summary>
    private const int Reach = 16;

    /// <summary>Where the cue ends and the content begins; <see cref="RightSide.None"/> if nothing there is content.</summary>
    public RightSide Read(Line line, int at, Cue cue, bool personal, out int cueTo, out int content)
    {
        var tokens = line.Tokens;
        cueTo = at;
        foreach (var particle in cue.Particles)
        {
            if (cueTo >= tokens.Length || !tokens[cueTo].Is(particle))
            {
                content = cueTo;
                return RightSide.None;
            }
            cueTo++;
        }
        content = cueTo;
        if (cue.Nouns is not null) return Light(tokens, cue, ref cueTo, out content);
        while (content < tokens.Length && (IsAdverb(tokens[content]) || Aside(tokens, ref content))) content++;
        if (content >= tokens.Length) return RightSide.None;
        var next = tokens[content];
        if (next.Is(":") || (next.Is(";") && content + 1 < tokens.Length && line.Quoted[content + 1]))
        {
            content++;
            return (cue.Frames & (Frames.That | Frames.Quotation | Frames.Bare | Frames.Addressee)) != 0 ? RightSide.Colon : RightSide.None;
        }
        if (!next.IsWord && next.Low is not ("\"" or "," or "$" or "£" or "€" or "¥")) return RightSide.None;
        // "responded by saying": the second verb leads to what was said.
        if (next.Is("by") && content + 1 < tokens.Length && tokens[content + 1].Low.EndsWith("ing", StringComparison.Ordinal)) return RightSide.None;
        if (next.Is(",")) return Inserted(line, cue, ref content);
        if (line.Quoted[content]) return (cue.Frames & (Frames.That | Frames.Quotation | Frames.Bare)) != 0 ? RightSide.Quotation : Noun(line, cue, content, personal);
        if (Has(cue, Frames.That) && next.Low is "that" && !IsPronounThat(tokens, content)) return RightSide.That;
        if (Has(cue, Frames.That) && next.Low is "how" or "why" or "whether" or "what" or "if") return RightSide.That;
        if (Has(cue, Frames.Infinitive) && next.Is("to") && content + 1 < tokens.Length && tokens[content + 1].IsWord) return RightSide.Infinitive;
        if (personal && cue.Prepositions.Contains(next.Low) && content + 1 < tokens.Length)
        {
            if (next.Is("to") && !Begins(line, content + 1) && tables.Is(tokens[content + 1], WordClass.Be)) return RightSide.None;
            content++;
            if (content < tokens.Length && next.Low is "on" or "upon" && cue.Verb == "call")
            {
                cueTo = content;
                return Behind(line, content, "to") > 0 ? RightSide.Urge : RightSide.None;
            }
            if (IsTime(tokens[content])) return RightSide.None;
            cueTo = next.Low is "whether" or "if" or "why" ? cueTo : content;
            if (next.Low is "whether" or "if" or "why") content--;
            return RightSide.Preposition;
        }
        if (Has(cue, Frames.Addressee) && Addressed(line, cue, ref content)) return RightSide.Addressee;
        if (Has(cue, Frames.Urge) && personal && cue.Verb != "ask" && Begins(line, content) && Behind(line, content, "to") > 0) return RightSide.Urge;
        if (cue.Verb == "ask" && personal && Begins(line, content))
        {
            var to = Behind(line, content, "to");
            if (to > 0)
            {
                content = to;
                return RightSide.Urge;
            }
        }
        if (Has(cue, Frames.That) && tables.Is(next, WordClass.Preposition))
        {
            var that = Behind(line, content, "that");
            if (that > 0)
            {
                content = that;
                return RightSide.That;
            }
            var colon = Behind(line, content, ":");
            if (colon > 0)
            {
                content = colon + 1;
                return RightSide.Colon;
            }
        }
        if (Has(cue, Frames.SmallClause) && personal && Begins(line, content) && IsSmallClause(line, cue, content)) return RightSide.SmallClause;
        if (Has(cue, Frames.Bare) && next.Low is not ("nothing" or "little") && Begins(line, content) && HasVerb(tokens, content + 1) && !(Has(cue, Frames.Noun) && !personal)) return RightSide.Bare;
        return Noun(line, cue, content, personal);
    }

    public bool IsAdverb(Token token) =>
        token.IsWord && ((tables.Is(token, WordClass.Adverb) && !token.Is("so")) || (token.Low.Length > 4 && token.Low.EndsWith("ly", StringComparison.Ordinal) && !token.Capital && !tables.NoNames.Contains(token.Low)));

    /// <summary>"said on Tuesday that", "noted with regret the delay": steps to the last word of a day, or of the manner.</summary>
    private bool Aside(Token[] tokens, ref int at)
    {
        var to = at;
        if (tokens[to].Low is "with" && to + 1 < tokens.Length && tables.Is(tokens[to + 1], WordClass.Manner))
        {
            at = to + 1;
            return true;
        }
        if (tokens[to].Low is "on" or "late" or "early" or "last") to++;
        if (to < tokens.Length && tokens[to].Low is "late" or "early") to++;
        if (to >= tokens.Length || !IsTime(tokens[to]) || !tokens[to].Low.EndsWith("day", StringComparison.Ordinal)) return false;
        at = to + 1 < tokens.Length && tokens[to + 1].Low is "morning" or "afternoon" or "evening" or "night" ? to + 1 : to;
        return true;
    }

    private static bool Has(Cue cue, Frames frame) => (cue.Frames & frame) != 0;

    public static bool IsTime(Token token) => token.Low is "monday" or "tuesday" or "wednesday" or "thursday" or "friday" or "saturday" or "sunday" or "january" or "february" or "march" or "april" or "june" or "july" or "august" or "september" or "october" or "november" or "december";

    /// <summary>"hailed that treaty": a pointing word, no conjunction.</summary>
    private static bool IsPronounThat(Token[] tokens, int at) => at + 1 >= tokens.Length || !tokens[at + 1].IsWord && !tokens[at + 1].Is(",") && !tokens[at + 1].Is("\"");

    private RightSide Noun(Line line, Cue cue, int at, bool personal) =>
        Has(cue, Frames.Noun) && personal && (Begins(line, at) || line.Tokens[at].Low is "\"" or "$" or "£" or "€" or "¥") ? RightSide.Noun : RightSide.None;

    /// <summary>A noun phrase or a clause can begin here.</summary>
    private bool Begins(Line line, int at)
    {
        if (at >= line.Tokens.Length) return false;
        var token = line.Tokens[at];
        return token.IsWord && !tables.Is(token, WordClass.Preposition | WordClass.Conjunction | WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Do)
            && !(tables.Is(token, WordClass.Subordinator) && !token.Is("once")) && !(tables.Is(token, WordClass.Relative) && !token.Is("that"));
    }

    private bool HasVerb(Token[] tokens, int from)
    {
        for (var i = from; i < tokens.Length; i++)
            if (tables.IsFinite(tokens[i]) || (tokens[i].IsWord && !tokens[i].Capital && tokens[i].Low.Length > 3 && tokens[i].Low[^1] == 's' && tokens[i].Low[^2] != 's' && i > from
                && !tables.Is(tokens[i - 1], WordClass.Determiner) && !(i + 1 < tokens.Length && tokens[i + 1].Is("of")))) return true;
        return false;
    }

    /// <summary>A word within reach behind a phrase without a verb and without a comma; 0 if there is none.</summary>
    private int Behind(Line line, int from, string word)
    {
        var tokens = line.Tokens;
        for (var i = from; i < tokens.Length && i < from + Reach; i++)
        {
            if (tokens[i].Is(word) && i > from) return i;
            if (!tokens[i].IsWord && !tokens[i].Is("\"")) return 0;
            if (tables.Is(tokens[i], WordClass.Modal | WordClass.Be | WordClass.Have)) return 0;
        }
        return 0;
    }

    /// <summary><c>stressed, for her part, that</c></summary>
    private RightSide Inserted(Line line, Cue cue, ref int content)
    {
        var tokens = line.Tokens;
        if (!Has(cue, Frames.That)) return RightSide.None;
        for (var i = content + 1; i < tokens.Length && i < content + Reach; i++)
        {
            if (tables.IsFinite(tokens[i])) return RightSide.None;
            if (!tokens[i].Is(",") || i + 1 >= tokens.Length) continue;
            if (!tokens[i + 1].Is("that")) return RightSide.None;
            content = i + 1;
            return RightSide.That;
        }
        return RightSide.None;
    }

    private bool Addressed(Line line, Cue cue, ref int content)
    {
        var tokens = line.Tokens;
        for (var i = content + 1; i < tokens.Length && i < content + Reach; i++)
        {
            if (tokens[i].Is("that"))
            {
                content = i;
                return true;
            }
            if (tokens[i].Is(":") || line.Quoted[i] || cue.Prepositions.Contains(tokens[i].Low))
            {
                if (tokens[i].Is("of") && !line.Tokens[i - 1].Capital && i > content + 3) continue;
                content = tokens[i].Is(":") ? i + 1 : i;
                return content < tokens.Length;
            }
            // told him the road was shut; told reporters he was glad
            if (i == content + 1 && Begins(line, i) && HasVerb(tokens, i + 1) && (tokens[content].Low is "him" or "her" or "them" or "us" or "me" or "you"
                || (tables.Is(tokens[i], WordClass.Determiner | WordClass.He | WordClass.She | WordClass.They | WordClass.It) && !tables.Is(tokens[content], WordClass.Determiner))))
            {
                content = i;
                return true;
            }
            if (tokens[i].Low is "how" or "why" or "whether" or "what" or "to" or "there")
            {
                content = i;
                return true;
            }
            if (!tokens[i].IsWord && !tokens[i].Is(",")) return false;
            if (tables.Is(tokens[i], WordClass.Modal | WordClass.Be | WordClass.Have)) return false;
        }
        return false;
    }

    private static bool IsSmallClause(Line line, Cue cue, int at)
    {
        var tokens = line.Tokens;
        if (cue.Verb is not ("call" or "consider" or "view" or "regard" or "declare" or "proclaim")) return true;
        for (var i = at; i < tokens.Length && i < at + Reach; i++)
        {
            if (i > at && (tokens[i].Low is "a" or "an" or "as" || tokens[i].Is("\""))) return true;
            if (!tokens[i].IsWord) return false;
        }
        return false;
    }

    /// <summary><c>expressed his firm belief that</c>: the noun belongs to the cue.</summary>
    private RightSide Light(Token[] tokens, Cue cue, ref int cueTo, out int content)
    {
        content = cueTo;
        for (var i = cueTo; i < tokens.Length && i < cueTo + 9; i++)
        {
            if (!tokens[i].IsWord || tokens[i].Low is "that" or "to" or "for" or "of" or "in" or "on") break;
            if (!cue.Nouns!.Contains(tokens[i].Low)) continue;
            while (i + 2 < tokens.Length && tokens[i + 1].Is("and"))
            {
                var noun = i + 2;
                while (noun < tokens.Length && noun < i + 5 && tokens[noun].IsWord && !cue.Nouns.Contains(tokens[noun].Low)) noun++;
                if (noun >= tokens.Length || noun >= i + 5 || !tokens[noun].IsWord) break;
                i = noun;
            }
            cueTo = i + 1;
            content = cueTo;
            while (content < tokens.Length && IsAdverb(tokens[content]) && !tokens[content].Is("once")) content++;
            if (content >= tokens.Length || !tokens[content].IsWord || (tables.Is(tokens[content], WordClass.Conjunction | WordClass.Subordinator) && !tokens[content].Is("once"))) return RightSide.None;
            if (tokens[i].Is("attention") && !tokens[content].Is("to")) return RightSide.None;
            return RightSide.Light;
        }
        return RightSide.None;
    }
}

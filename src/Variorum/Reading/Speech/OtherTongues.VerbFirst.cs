namespace Variorum;

// Subject, verb, "that"; a quotation, verb, subject; "according to" somebody.
internal sealed partial class OtherTongues
{
    // Between a verb and its "that" an addressee or the subject has no more words; a clause's subject, and one behind its verb, no more than so many.
    private const int BeforeThat = 8, LongestSubject = 30, LongestBehind = 16;

    private void VerbFirst(string text, Line line, List<Saying> found)
    {
        var tokens = line.Tokens;
        if (According(text, line, 0) is { } opening)
        {
            found.Add(opening);
            return;
        }
        Saying? before = null;
        for (var k = 0; k < tokens.Length; k++)
        {
            if (!tokens[k].IsWord || !IsWritten("verb", text.AsSpan(tokens[k].Start..tokens[k].End)) || Denied(text, tokens, k) || IsBareParticiple(text, tokens, k)) continue;
            if (before is null && Postposed(text, line, k) is { } postposed)
            {
                found.Add(postposed);
                return;
            }
            if (line.Quoted[k]) continue;
            // The name in an apposition before the verb: "La presidenta, Lucía Prado, dijo".
            var until = Skip(text, tokens, k);
            if (until > 0 && tokens[until - 1].Is(",")) until--;
            var from = until;
            while (from > 0 && tokens[from - 1].IsWord && k - from < LongestSubject) from--;
            // A second verb is the same speaker's where nothing but "and" stands before it; else it stands inside what is said.
            var joint = from;
            while (joint < k && Is("and", Low(text, tokens[joint]))) joint++;
            var first = from;
            if (before is not null && joint < until) from = until - 1;
            if (before is not null && !(Is("and", Low(text, tokens[from])) && until - from <= 1) && joint < k) continue;
            if (!Clause(text, line, k, out var content, out var behind)) continue;
            if (DeniedBehind(text, tokens, k + 1, content)) continue;
            // "Sie sagte, die Brücke sei offen" has a clause without "that" behind a comma; a verb without a subject has none.
            if (tokens[k + 1].Is(",") && content == k + 2 && !That(text, tokens[content]) && !line.Quoted[content]
                && Subject(text, line, first, until, out _) is null) continue;
            Source? subject;
            var nobody = false;
            if (before is not null)
            {
                subject = before.Source;
                var end = from > 0 && tokens[from - 1].Is(",") ? from - 1 : from;
                before.Content[^1] = (before.Content[^1].From, Math.Max(before.Content[^1].From, end));
            }
            else
            {
                subject = behind ?? Subject(text, line, first, until, out nobody);
            }
            before = Make(line, k, subject, content, tokens.Length, SayingShape.Main);
            before.Nobody = nobody;
            found.Add(before);
        }
        for (var i = 3; found.Count == 0 || found[^1].Line != line; i++)
        {
            if (i >= tokens.Length) return;
            if (!line.Quoted[i] && tokens[i - 1].Is(",") && According(text, line, i) is { } trailing) found.Add(trailing);
        }
    }

    /// <summary>Where what is said begins behind a verb: at "that", a colon, a quotation; behind some verbs at once.</summary>
    /// <param name="behind">The subject, where it follows its verb: "dijo el alcalde que".</param>
    private bool Clause(string text, Line line, int k, out int content, out Source? behind)
    {
        var tokens = line.Tokens;
        behind = null;
        content = k + 1;
        if (content >= tokens.Length) return false;
        var comma = tokens[content].Is(",");
        if (comma) content++;
        if (content >= tokens.Length) return false;
        if (tokens[content].Is(":")) return ++content < tokens.Length;
        if (That(text, tokens[content]) || line.Quoted[content] || (comma && Is("bare", "yes") && tokens[content].IsWord)) return true;
        if (comma) return false;
        // "dijo a los periodistas que", "сообщил журналистам, что", "dijo el alcalde que", "пояснил он: …"
        for (var i = content; i < tokens.Length && i <= content + BeforeThat; i++)
        {
            var ends = tokens[i].Is(":") || line.Quoted[i];
            if (ends || (That(text, tokens[i]) && !Is("ends", Low(text, tokens[i - 1]))))
            {
                var to = tokens[i - 1].Is(",") ? i - 1 : i;
                var addressed = Is("ends", Low(text, tokens[content]));
                if (!addressed) behind = Named(text, tokens, content, to);
                if (behind is not null && behind.From - content > 1) behind = null;
                // What else stands between has a verb or an object of its own: "dijo la verdad a quien sabe que".
                if (!addressed && behind is null && i - content > 2) break;
                content = tokens[i].Is(":") ? i + 1 : i;
                return content < tokens.Length;
            }
            if (!tokens[i].IsWord && !(tokens[i].Is(",") && i + 1 < tokens.Length && That(text, tokens[i + 1]))) break;
        }
        behind = null;
        return tokens[k + 1].IsWord && Is("direct", Low(text, tokens[k])) && !Is("and", Low(text, tokens[k + 1]));
    }

    /// <summary>"That", alone or elided before its clause: <c>qu'il</c>.</summary>
    private bool That(string text, Token token)
    {
        var low = Low(text, token);
        return Is("that", low) || (low.IndexOf('\'') is > 0 and var elided && Is("that", low[..elided]));
    }

    /// <summary>Where the adverbs, auxiliaries and pronouns begin that end before a token.</summary>
    private int Skip(string text, Token[] tokens, int end)
    {
        while (Phrase("skip", text, tokens, end) is > 0 and var words) end -= words;
        return end;
    }

    /// <summary>"Sagte nicht, dass": the denial stands between the verb and its clause.</summary>
    private bool DeniedBehind(string text, Token[] tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
            if (Is("not", Low(text, tokens[i])) && PhraseFrom("skip", text, tokens, i) < 2) return true;
        return false;
    }

    /// <summary>"Confirmado por el ministro": a participle says something only behind its auxiliary.</summary>
    private bool IsBareParticiple(string text, Token[] tokens, int verb)
    {
        if (Last("participle", Low(text, tokens[verb])) == 0) return false;
        for (var i = verb - 1; i >= 0 && i >= verb - 3; i--)
            if (Is("aux", Low(text, tokens[i]))) return false;
        return true;
    }

    /// <summary>"n'a pas encore dit", "не сказал": whoever did not say it is nobody's source. "Not only" is a phrase to skip, so it denies nothing.</summary>
    private bool Denied(string text, Token[] tokens, int verb) => Phrase("not", text, tokens, Skip(text, tokens, verb)) > 0;

    /// <summary><c>«…», – сказал министр</c>; <c>«…, – сказал министр, – …»</c>, where the narrator's words stand within the marks.</summary>
    private Saying? Postposed(string text, Line line, int k)
    {
        var tokens = line.Tokens;
        var start = Skip(text, tokens, k);
        if (start < 3) return null;
        var dashed = tokens[start - 1].Low is "–" or "-";
        if (line.Quoted[k] ? !dashed : !(dashed || tokens[start - 1].Low is "," or "\"" || line.Quoted[start - 1])) return null;
        var to = k + 1;
        while (to < tokens.Length && to < k + LongestBehind && (tokens[to].IsWord || (tokens[to].Is("\"") && !line.Quoted[to] && to > k + 1))) to++;
        // "a-t-il ajouté" has its subject before the verb.
        var inverted = Enumerable.Range(start, k - start).Any(i => Is("inverted", Low(text, tokens[i])));
        if (!inverted && (to == k + 1 || That(text, tokens[k + 1]))) return null;
        var source = inverted ? null : Behind(text, tokens, k + 1, to);
        if (source is null && !inverted) return null;
        var end = start;
        while (end > 0 && tokens[end - 1].Low is "," or "–" or "-") end--;
        var saying = Make(line, k, source, 0, end, SayingShape.Postposed);
        if (to < tokens.Length && (dashed || tokens[to].Is(",")))
        {
            var next = to;
            while (next < tokens.Length && tokens[next].Low is "," or "." or "–" or "-") next++;
            if (next < tokens.Length && next > to && (line.Quoted[next] || (line.Quoted[k] && dashed))) saying.Content.Add((next, tokens.Length));
        }
        return saying;
    }

    /// <summary>Whoever follows the verb: at once, behind an article, or in "сообщили в пресс-службе".</summary>
    private Source? Behind(string text, Token[] tokens, int from, int to)
    {
        if (from >= to) return null;
        if (Is("at", Low(text, tokens[from]))) from++;
        else if (Is("ends", Low(text, tokens[from]))) return null;
        var end = from;
        while (end < to && !Is("ends", Low(text, tokens[end]))) end++;
        return Trimmed(text, tokens, from, end);
    }

    private Source? Subject(string text, Line line, int from, int to, out bool nobody)
    {
        var tokens = line.Tokens;
        nobody = false;
        to = Math.Max(from, Skip(text, tokens, to));
        while (from < to && (Is("skip", Low(text, tokens[from])) || Is("article", Low(text, tokens[from])))) from++;
        if (to == from) return null;
        // "…, quien dijo": whoever stands before the comma.
        if (Is("who", Low(text, tokens[to - 1])))
        {
            var end = to - 1;
            if (end > 0 && tokens[end - 1].Is(",")) end--;
            var begin = end;
            while (begin > 0 && IsName(text, tokens[begin - 1])) begin--;
            nobody = begin == end;
            return nobody ? null : new Source(begin, end, SourceKind.Body, null);
        }
        // "Anne Holt s'est félicitée et a souligné": what stands before "and" has a verb of its own, so the first name or office in it is the subject.
        if (Is("and", Low(text, tokens[to - 1])))
        {
            var name = from;
            // "Mme Quirin a salué l'accord, et a annoncé que": the clause before the comma has the subject.
            if (to - from == 1 && from > 1 && tokens[from - 1].Is(","))
                for (name = from - 1; name > 0 && tokens[name - 1].IsWord && to - name < LongestSubject;) name--;
            else if (to - from == 1) return null;
            from = name;
            while (name < to - 1 && !IsName(text, tokens[name])) name++;
            var end = name;
            while (end < to - 1 && IsName(text, tokens[end])) end++;
            // One capital that opens the sentence may be any word: the speaker stays.
            if (end > name && end > 1) return new Source(name, end, SourceKind.Body, null);
            return Tells(text, tokens[from]) && !tokens[from].Capital ? new Source(from, from + 1, SourceKind.Body, null) : null;
        }
        var named = Named(text, tokens, from, to);
        nobody = named is null;
        return named;
    }

    /// <summary><c>По словам министра, …</c>, <c>Como señaló el ministro, …</c>; and behind what is said: <c>…, según el ministro</c>.</summary>
    private Saying? According(string text, Line line, int at)
    {
        var tokens = line.Tokens;
        var words = PhraseFrom("according", text, tokens, at);
        if (words == 0 && Is("as", Low(text, tokens[at])))
        {
            // Adverbs and auxiliaries may stand between "as" and the verb.
            var verb = at + 1;
            while (verb < tokens.Length && verb < at + 4 && !Is("verb", Low(text, tokens[verb]))) verb++;
            if (verb < tokens.Length && verb < at + 4 && !Denied(text, tokens, verb)) words = verb + 1 - at;
        }
        if (words == 0 || tokens.Length <= at + words) return null;
        var to = at + words;
        while (to < tokens.Length && to < at + words + LongestBehind && (tokens[to].IsWord || (tokens[to].Is("\"") && !line.Quoted[to]))) to++;
        // "Según la ministra de Transportes, Ana Holte, …": a name alone between commas is hers.
        var name = to + 1;
        while (name < tokens.Length && name < to + 5 && IsName(text, tokens[name])) name++;
        var source = Behind(text, tokens, at + words, to);
        if (source is not null && at == 0 && name - to > 2 && name < tokens.Length && tokens[name].Is(","))
            (source, to) = (new Source(to + 1, name, SourceKind.Body, null), name);
        if (source is null) return null;
        // German has its verb there instead: "Laut dem Minister wird die Brücke …"
        if (at == 0 && Is("bare", "yes") && source.To < tokens.Length - 1 && !tokens[source.To].Is(",")) to = source.To - 1;
        else if (at == 0 && (to >= tokens.Length - 1 || !tokens[to].Is(","))) return null;
        var (from, until) = at == 0 ? (to + 1, tokens.Length) : (0, at - 1);
        var saying = Make(line, at, source, from, until, SayingShape.According);
        saying.CueTo = at + words;
        // "En Karsk, según el ministro, …": what is said goes on.
        if (at > 0 && to + 1 < tokens.Length && tokens[to].Is(",")) saying.Content.Add((to + 1, tokens.Length));
        return saying;
    }
}

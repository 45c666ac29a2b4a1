namespace Variorum;

// Passives: it was stressed that; the need of peace was noted; hope was expressed for.
internal sealed partial class Sayings
{
    private Saying? Passive(Line line, int k, int j, Cue cue, List<Saying> found, int floor)
    {
        var tokens = line.Tokens;
        var right = _right.Read(line, k + 1, cue, personal: false, out var cueTo, out var content);
        var heard = (cue.Frames & Frames.Hearsay) != 0 && cue.Verb is not "expect" && k + 2 < tokens.Length && tokens[k + 1].Is("to") && tables.Is(tokens[k + 2], WordClass.Have | WordClass.Be);
        if (cue.Nouns is null && (cue.Frames & (Frames.Passive | Frames.That)) != 0 && (right == RightSide.That || (right == RightSide.Infinitive && j >= 0 && tokens[j].Is("it"))) && (j < 0 || tokens[j].Is("it") || tokens[j].Is("as") || tables.Is(tokens[j], WordClass.Conjunction) || tokens[j].Is(",")))
        {
            var told = new Saying(line) { Shape = SayingShape.Passive, Right = right, CueFrom = k, CueTo = cueTo, Source = By(line, cueTo), Begin = Clause(line, j) };
            told.Nobody = told.Source is null && (cue.Frames & Frames.Hearsay) != 0;
            told.Content.Add((content, tokens.Length));
            return told;
        }
        if ((cue.Frames & Frames.Addressee) != 0 && j >= 0 && content < tokens.Length && tokens[content].Is("that"))
        {
            var told = new Saying(line) { Shape = SayingShape.Passive, Right = RightSide.That, CueFrom = k, CueTo = cueTo, Nobody = true, Begin = j };
            told.Content.Add((content, tokens.Length));
            return told;
        }
        // "The need of peace, and of bread, was stressed": the comma closes what was put in.
        if (j > floor && tokens[j].Is(",") && found.Count == 0) j--;
        if (j < floor || !tokens[j].IsWord) return null;
        var from = ClauseStart(line, j, floor);
        if (j == 0 && tokens[0].Low is "this" or "it" && By(line, k + 1) is { } teller && (cue.Frames & (Frames.That | Frames.Quotation)) != 0)
            return new Saying(line) { Shape = SayingShape.Backward, CueFrom = k, CueTo = k + 1, Source = teller };
        if (from > j || (tables.Is(tokens[j], WordClass.It | WordClass.He | WordClass.She | WordClass.They) || tokens[j].Is("this"))) return null;
        if (cue.Nouns is not null)
        {
            var noun = Array.FindIndex(tokens, from, j + 1 - from, token => cue.Nouns.Contains(token.Low));
            if (noun < 0 || cue.Verb is not ("express" or "voice" or "convey")) return null;
            // Hope was expressed for a speedy end
            if (j - noun < 3 && k + 2 < tokens.Length && tokens[k + 1].Low is "for" or "about" or "with" or "over" or "regarding" or "on" or "that")
            {
                var felt = new Saying(line) { Shape = SayingShape.Passive, Right = RightSide.Light, CueFrom = from, CueTo = k + 1, Begin = from };
                felt.Content.Add((k + 1, tokens.Length));
                return felt;
            }
        }
        else if (k + 1 < tokens.Length && tokens[k + 1].Low is "for" or "as") return null;
        else if ((cue.Frames & Frames.Passive) == 0 && !heard) return null;
        var saying = new Saying(line) { Shape = SayingShape.Passive, CueFrom = k, CueTo = k + 1, Source = By(line, k + 1), Begin = from };
        saying.Content.Add((from, FirstHelper(line, j + 1)));
        // "The gangs are reported to have used it"
        if (heard)
        {
            saying.Nobody = true;
            saying.Content.Add((k + 1, tokens.Length));
        }
        return saying;

        int FirstHelper(Line line, int at)
        {
            while (at > from && (tables.Is(line.Tokens[at - 1], WordClass.Be | WordClass.Have | WordClass.Modal) || _right.IsAdverb(line.Tokens[at - 1]))) at--;
            return at;
        }
    }

    /// <summary>"Stressed at the talks was the need of peace"</summary>
    private static Saying? Fronted(Line line, int k, Cue cue)
    {
        var tokens = line.Tokens;
        if ((cue.Frames & Frames.Passive) == 0 && cue.Nouns is null) return null;
        for (var i = k + 1; i + 1 < tokens.Length && i < k + 8 && tokens[i].IsWord; i++)
        {
            if (tokens[i].Low is not ("was" or "were")) continue;
            var saying = new Saying(line) { Shape = SayingShape.Passive, CueFrom = k, CueTo = k + 1, Begin = k };
            saying.Content.Add((i + 1, tokens.Length));
            return saying;
        }
        return null;
    }

    private Source? By(Line line, int at) =>
        at < line.Tokens.Length && line.Tokens[at].Is("by") && sources.BeginningAt(line, at + 1) is { IsPersonal: true } source ? source : null;

    /// <summary>Where the subject of a passive begins: behind the last cue, a fronted phrase and its comma.</summary>
    private int ClauseStart(Line line, int j, int floor)
    {
        var tokens = line.Tokens;
        var from = floor;
        while (from < j && (tables.Is(tokens[from], WordClass.Conjunction) || !tokens[from].IsWord)) from++;
        if (tables.Is(tokens[from], WordClass.Preposition | WordClass.Subordinator | WordClass.Adverb))
        {
            for (var i = from; i < j; i++)
            {
                if (!tokens[i].Is(",")) continue;
                from = i + 1;
                break;
            }
        }
        return from;
    }
}

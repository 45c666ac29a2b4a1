namespace Variorum;

// Cues behind what is said: "The road is open," said the mayor; The road is open, he said.
internal sealed partial class Sayings
{
    private Saying? Inverted(Line line, int k, int j, Cue cue, List<Saying> found)
    {
        var tokens = line.Tokens;
        // "told reporters": whoever is told is not who tells.
        if ((cue.Frames & Frames.Quotation) == 0 || (cue.Frames & Frames.Addressee) != 0 || j < 0) return null;
        var quoted = line.Quoted[j] || (tokens[j].Is(",") && j > 0 && line.Quoted[j - 1]) || (tokens[j].Is("\"") && j > 0);
        if (!quoted && !tokens[j].Is(",") && !tokens[j].Is("–")) return null;
        var source = sources.BeginningAt(line, k + 1 + cue.Particles.Length);
        if (source is null || source.Kind is SourceKind.Thing && !tables.Is(tokens[source.To - 1], WordClass.Document)) return null;
        var after = source.To;
        if (after < tokens.Length && tokens[after].IsWord && !tables.Is(tokens[after], WordClass.Preposition | WordClass.Subordinator | WordClass.Relative | WordClass.Adverb)
            && !(tokens[after].Low.EndsWith("ing", StringComparison.Ordinal)) && !IsDay(tokens[after])
            && !(quoted && tokens[after].Is("and") && after + 1 < tokens.Length && tables.IsFinite(tokens[after + 1]))) return null;
        if (!quoted)
        {
            if (found.Exists(saying => saying.Shape is SayingShape.Main)) return null;
            var verb = false;
            for (var i = 0; i < j && !verb; i++) verb = tables.IsFinite(tokens[i]);
            if (!verb) return null;
        }
        var to = source.Kind == SourceKind.Person && after < tokens.Length && tokens[after].Is(",") ? after : source.To;
        var saying = new Saying(line) { Shape = SayingShape.Postposed, CueFrom = k, CueTo = k + 1 + cue.Particles.Length, Source = source with { To = to }, Begin = k };
        saying.Content.Add((0, j + 1));
        Second(line, source.To, saying);
        return saying;
    }

    private static bool IsDay(Token token) => token.Low.EndsWith("day", StringComparison.Ordinal);

    private Saying? Postposed(Line line, int at, int k, Source source, bool coordinated, bool addressed, List<Saying> found)
    {
        var tokens = line.Tokens;
        // "discussions, expert talks, workshops": an office without its article is a part of a longer noun.
        if (coordinated || (source.Kind == SourceKind.Role && !tokens[source.From].Capital && !tables.Is(tokens[source.From], WordClass.Determiner) && source.To - source.From == 1 && !tokens[source.From].Low.EndsWith('s') && !line.Quoted[Math.Max(0, source.From - 1)])) return null;
        var before = source.From - 1;
        var asClause = before >= 0 && tokens[before].Is("as");
        // As the mayor said last week, the road is open.
        if (asClause && before == 0)
        {
            if (at >= tokens.Length || Array.FindIndex(tokens, at, Math.Min(8, tokens.Length - at), token => token.Is(",")) < 0) return null;
        }
        else if (asClause && !(before > 0 && tokens[before - 1].Low is "," or "also")) return null;
        else if (!asClause && (before < 0 || !(tokens[before].Low is "," or "–" || line.Quoted[before]))) return null;
        if (at < tokens.Length && tokens[at].IsWord && !addressed && !_right.IsAdverb(tokens[at]) && !tables.Is(tokens[at], WordClass.Preposition | WordClass.Adverb | WordClass.Subordinator) && !IsDay(tokens[at]) && tokens[at].Low is not ("to" or "last" or "this" or "next" or "that")) return null;
        var last = at >= tokens.Length - 1;
        if (!last && !asClause && !line.Quoted[before] && found.Exists(saying => saying.Shape == SayingShape.Main && saying.Content.Count > 0 && saying.Right is RightSide.That or RightSide.Colon or RightSide.Quotation or RightSide.Addressee)) return null;
        if (!asClause && !line.Quoted[before] && !tables.HasFinite(line, 0, before) && (before < 3 || tables.Is(tokens[0], WordClass.Preposition | WordClass.Subordinator) || tokens[0].Low.EndsWith("ing", StringComparison.Ordinal)) && !(at + 1 < tokens.Length && tokens[at].Is(",") && tables.IsFinite(tokens[at + 1]))) return null;
        var saying = new Saying(line) { Shape = SayingShape.Postposed, CueFrom = k, CueTo = at, Source = source, Begin = before };
        if (asClause)
        {
            var comma = Array.FindIndex(tokens, at, token => token.Is(","));
            if (comma > 0 && (before <= 1 || !tables.HasFinite(line, 0, before)))
            {
                saying.Content.Add((comma + 1, tokens.Length));
                saying.Shape = SayingShape.According;
                return saying;
            }
            before = before > 0 && tokens[before - 1].Is(",") ? before - 1 : before;
        }
        var from = 0;
        foreach (var other in found)
            if (other.Shape == SayingShape.LeadIn && !line.Quoted[before]) return null;
        // "Vesmark rejects the claim, its spokeswoman told reporters": the first verb is inside what she told.
        foreach (var other in found)
            if (!asClause && !line.Quoted[before] && other.Right is RightSide.That or RightSide.Addressee) other.Within = true;
        found.RemoveAll(other => other.Shape == SayingShape.Main && other.CueFrom < before && !asClause && !other.Within);
        saying.Content.Add((from, before));
        if (line.Quoted[before]) saying.Content[0] = (from, before + 1);
        Second(line, at, saying);
        return saying;
    }

    /// <summary>What goes on behind the cue: <c>"The road," he said, "is open."</c></summary>
    private void Second(Line line, int at, Saying saying)
    {
        var tokens = line.Tokens;
        while (at < tokens.Length && !tokens[at].Is(",") && !tokens[at].Is(":") && !line.Quoted[at] && tokens[at].IsWord) at++;
        if (at < tokens.Length && tokens[at].Low is "," or ":") at++;
        if (at >= tokens.Length) return;
        if (line.Quoted[at])
        {
            saying.Content.Add((at, tokens.Length));
            return;
        }
        if (tokens[at - 1].Is(",") && tokens[at].IsWord && (tables.IsFinite(tokens[at]) && tables.Cues.Form(tokens[at].Low) == CueForm.None) && !tables.HasFinite(line, saying.Content[0].From, saying.Content[0].To))
            saying.Content.Add((at, tokens.Length));
    }
}

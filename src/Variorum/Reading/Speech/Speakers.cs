namespace Variorum;

/// <summary>Tells of each sentence who is made to say it.</summary>
internal sealed class Speakers(Tables tables, string? title, Cast cast)
{
    /// <summary>Less of a sentence than this, and the account itself speaks.</summary>
    private const double Share = 1.0 / 3;

    public void Tell(List<Line> lines, List<Saying> sayings, Resolution resolution)
    {
        var byLine = sayings.ToLookup(saying => saying.Line);
        var more = new List<(Span Span, string? Who)>();
        foreach (var saying in sayings)
            foreach (var span in saying.More) more.Add((span, saying.Who));
        more.Sort(static (a, b) => a.Span.Start.CompareTo(b.Span.Start));
        var own = OwnWords.Of(lines, sayings, title, cast, tables);
        var speech = own is { Evident: false } ? own.Who : null;
        var stated = false;
        var next = 0;
        string? last = null;
        Line? before = null;
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            while (next < more.Count && more[next].Span.End <= line.Start) next++;
            if (line.InTurn) line.Speaker = line.Turn?.Name;
            else if (line.Heading) line.Speaker = null;
            else if (own is { Evident: true } && at >= own.From) line.Speaker = own.Who;
            else if (next < more.Count && more[next].Span.Start < line.End) line.Speaker = more[next].Who;
            else
            {
                line.Speaker = Reported(line, byLine[line]);
                if (line.Speaker is null && !byLine[line].Any() && last is not null && GoesOn(line, before!, byLine[before!].Any())) line.Speaker = last;
                if (line.Speaker is null && speech is not null && (stated || !byLine[line].Any())) line.Speaker = speech;
            }
            last = line.Speaker;
            before = line;
            if (line != resolution.Statement.After) continue;
            (speech, stated) = (resolution.Statement.Who, true);
        }
    }

    private string? Reported(Line line, IEnumerable<Saying> sayings)
    {
        var words = new Dictionary<string, int>();
        var taken = new bool[line.Tokens.Length];
        var all = 0;
        foreach (var token in line.Tokens)
            if (token.IsWord) all += Weight(token);
        // Who speaks and that he does is nobody's words: a long apposition makes a sentence no less his.
        foreach (var saying in sayings)
            if (!saying.Nested && saying is { Shape: SayingShape.Main or SayingShape.Postposed, Source: { } source, Content.Count: > 0 })
                for (var i = Math.Min(source.From, saying.CueFrom); i < Math.Max(source.To, saying.CueTo); i++)
                    if (line.Tokens[i].IsWord && !saying.Content.Exists(content => i >= content.From && i < content.To)) all -= Weight(line.Tokens[i]);
        foreach (var saying in sayings)
        {
            if (saying.Who is null || saying.Nested || saying.Source is { Kind: SourceKind.Thing } thing && !tables.Is(line.Tokens[thing.To - 1], WordClass.Document | WordClass.Media)) continue;
            foreach (var (from, to) in saying.Content)
            {
                for (var i = from; i < to && i < taken.Length; i++)
                {
                    if (taken[i] || !line.Tokens[i].IsWord) continue;
                    taken[i] = true;
                    words[saying.Who] = words.GetValueOrDefault(saying.Who) + Weight(line.Tokens[i]);
                }
            }
        }
        string? best = null;
        foreach (var (who, count) in words)
            if (count >= Share * all && (best is null || count > words[best])) best = who;
        return best;
    }

    /// <summary>Scripts without blanks have long "words": there a letter counts.</summary>
    private static int Weight(Token token) => token.Low[0] is >= '\u2e80' and <= '\u9fff' ? token.End - token.Start : 1;

    /// <summary>A sentence without a cue goes on in the words of whoever spoke: present or future, no new subject, nothing told, and something that ties it to what was said.</summary>
    private bool GoesOn(Line line, Line before, bool cued)
    {
        var tokens = line.Tokens;
        if (tokens.Length == 0) return false;
        var linking = tables.Links(tokens);
        var present = false;
        var bound = false;
        var past = false;
        var first = false;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (line.Quoted[i]) continue;
            present |= tokens[i].Low is "is" or "are" or "has" or "have" or "will" or "can" or "must" or "should" or "would" or "cannot" or "may";
            bound |= tokens[i].Low is "must" or "should" or "cannot" or "ought" || (tokens[i].Is("will") && i + 1 < tokens.Length && tokens[i + 1].Low is "always" or "never");
            first |= tables.Is(tokens[i], WordClass.First) && !tokens[i].Upper;
            past |= tables.Is(tokens[i], WordClass.Narrating) || tokens[i].Low is "was" or "were" or "had";
        }
        if (line.Quotations.Count > 0 && line.Quotations[0].From == 0) return line.Paragraph - before.Paragraph <= 1;
        foreach (var mention in line.Mentions)
            if (mention.PhraseFrom <= 1 && mention.Figure.Evident) return false;
        if (line.Paragraph != before.Paragraph) return line.Paragraph == before.Paragraph + 1 && !past && ((first && present) || (linking && present));
        // Behind a quotation the account tells on, unless something ties the sentence to it.
        if (before.Quotations.Count > 0 && !linking && !first) return false;
        return past ? linking && first : first || bound || (present && (linking || (cued && IsTopic(tokens))));
    }

    /// <summary>"The works go on", "What is needed is patience": about what was said, and not about who is there or what goes on around it.</summary>
    private bool IsTopic(Token[] tokens)
    {
        if (tokens[0].Low is "it" or "what" or "there") return true;
        if (!tables.Is(tokens[0], WordClass.Determiner) || tokens.Length < 2) return false;
        for (var i = 1; i < tokens.Length && i < 5 && tokens[i].IsWord && !tables.IsFinite(tokens[i]); i++)
            if (tables.Is(tokens[i], WordClass.Bodies | WordClass.Meeting | WordClass.Pair | WordClass.Occasion)) return false;
        return true;
    }
}

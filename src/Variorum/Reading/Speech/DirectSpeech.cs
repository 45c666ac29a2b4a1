namespace Variorum;

/// <summary>Gives quotations that run over several sentences to the cue that one of these has.</summary>
internal sealed class DirectSpeech(Tables tables)
{
    /// <summary>Quotations have no more sentences than this.</summary>
    private const int Longest = 40;

    /// <summary>A lead that is wholly somebody's words has no more sentences.</summary>
    private const int Lead = 3;

    public void Join(List<Line> lines, List<Saying> sayings)
    {
        var byLine = sayings.ToLookup(saying => saying.Line);
        for (var i = 0; i < lines.Count; i++)
        {
            foreach (var saying in byLine[lines[i]])
            {
                if (saying.Shape == SayingShape.Backward && i > 0 && lines[i].Paragraph - lines[i - 1].Paragraph <= 1)
                {
                    saying.More.Add(new Span(lines[i - 1].Start, lines[i - 1].End));
                    // What opens the account up to here was said: "… This was stated by the mayor".
                    for (var lead = i - 2; i <= Lead && lead >= 0 && !lines[lead].Heading && !byLine[lines[lead]].Any(); lead--) saying.More.Add(new Span(lines[lead].Start, lines[lead].End));
                }
                if (saying.Right == RightSide.Colon && saying.Content.Count == 0) Below(lines, i, saying, byLine);
                Backward(lines, i, saying, byLine);
                Forward(lines, i, saying, byLine);
            }
        }
    }

    /// <summary>"She said:" at a line's end takes what stands below: a quotation, or all up to the next cue. What an article says may tell of what bodies say, and stays the article's.</summary>
    private void Below(List<Line> lines, int at, Saying saying, ILookup<Line, Saying> byLine)
    {
        var written = saying.Source is { } writer && (writer.Kind is SourceKind.It or SourceKind.Body or SourceKind.Thing || IsDocument(saying.Line, writer));
        for (var i = at + 1; i < lines.Count && saying.More.Count < 400; i++)
        {
            if (lines[i].Heading || lines[i].InTurn || byLine[lines[i]].Any(other => !other.Nested && other.Source is { } source && (written ? source.Kind is not (SourceKind.Body or SourceKind.They or SourceKind.Thing) || IsDocument(lines[i], source) : source.IsPersonal))) return;
            // Whoever is named again is told about.
            if (saying.Source?.Figure is { } speaker && lines[i].Mentions.Exists(mention => mention.PhraseFrom <= 1 && mention.Figure == speaker)) return;
            if (i > at + 1 && lines[at + 1].Quotations.Count > 0 && !IsWhole(lines[i])) return;
            saying.More.Add(new Span(lines[i].Start, lines[i].End));
            if (written)
                foreach (var inner in byLine[lines[i]]) inner.Nested = true;
        }
    }

    private bool IsDocument(Line line, Source source) => Array.Exists(line.Tokens[source.From..source.To], token => tables.Is(token, WordClass.Document | WordClass.Media));

    /// <summary>"A. B," said X: the sentences before belong to the same quotation.</summary>
    private static void Backward(List<Line> lines, int at, Saying saying, ILookup<Line, Saying> byLine)
    {
        // Each paragraph of a long quotation opens anew; only the last one closes.
        var opened = at > 0 && lines[at - 1].Paragraph == lines[at].Paragraph - 1 && IsWhole(lines[at - 1]) && !ClosesAtEnd(lines[at - 1]);
        if (!Takes(saying, opened, out var opening) || !opening) return;
        for (var i = at - 1; i >= 0 && i > at - Longest && IsWhole(lines[i]) && !byLine[lines[i]].Any(); i--)
        {
            if (ClosesAtEnd(lines[i])) return;
            saying.More.Add(new Span(lines[i].Start, lines[i].End));
        }
    }

    private static void Forward(List<Line> lines, int at, Saying saying, ILookup<Line, Saying> byLine)
    {
        if (!Takes(saying, false, out _) || saying.Nested) return;
        if (byLine[lines[at]].Last(other => !other.Nested) != saying) return;
        for (var i = at + 1; i < lines.Count && i < at + Longest; i++)
        {
            if (byLine[lines[i]].Any() || !IsWhole(lines[i])) return;
            // A new paragraph goes on only where the quotation before it was not closed.
            if (lines[i].Paragraph != lines[i - 1].Paragraph && ClosesAtEnd(lines[i - 1])) return;
            saying.More.Add(new Span(lines[i].Start, lines[i].End));
        }
    }

    /// <summary>The cue leads to quoted words; <paramref name="opening"/> if they stand before it.</summary>
    private static bool Takes(Saying saying, bool opened, out bool opening)
    {
        opening = false;
        var takes = false;
        foreach (var (from, to) in saying.Content)
        {
            for (var i = from; i < to; i++)
            {
                if (!saying.Line.Quoted[i]) continue;
                takes = true;
                opening |= i < saying.CueFrom && from == 0 && (saying.Line.GoesOnQuoted || opened);
                break;
            }
        }
        return takes;
    }

    private static bool IsWhole(Line line) => line.Tokens.Length > 0 && line.Quotations.Count > 0 && line.Quotations[0].From == 0 && line.Quotations[^1].To >= line.Tokens.Length - 1;

    private static bool ClosesAtEnd(Line line)
    {
        for (var i = line.Tokens.Length - 1; i > 0 && i >= line.Tokens.Length - 2; i--)
            if (line.Tokens[i].Is("\"")) return true;
        return false;
    }
}

using System.Text;

namespace Variorum;

/// <summary>Who says what: makes the passages of an account from the blocks of its main text.</summary>
internal static class Speech
{
    /// <summary>What stands between two paragraphs of a text.</summary>
    public const string Gap = "\n\n";

    /// <summary>A quotation runs over no more paragraphs without a mark in between.</summary>
    private const int LongestQuotation = 8;

    /// <summary>What the blocks say, and who is made to say it.</summary>
    /// <param name="blocks">The main text, marks and notes already taken out.</param>
    /// <param name="title">The headline: it may name the speaker of a statement.</param>
    public static Spoken Read(IReadOnlyList<Block> blocks, string? title)
    {
        var tables = Tables.English;
        var text = new StringBuilder();
        var starts = new int[blocks.Count];
        for (var i = 0; i < blocks.Count; i++)
        {
            if (text.Length > 0) text.Append(Gap);
            starts[i] = text.Length;
            text.Append(blocks[i].Text);
        }
        var whole = text.ToString();
        var cast = new Cast(whole, tables);
        var labels = new Turns(blocks, tables).Find();
        var lines = Lines(whole, blocks, starts, labels, cast);
        MarkQuotations(whole, blocks, starts, lines);
        cast.Read(lines);

        var sources = new Sources(whole, tables);
        var finder = new Sayings(tables, sources);
        var sayings = new List<Saying>();
        var tongue = OtherTongues.For(whole);
        if (tongue is not null) sayings.AddRange(tongue.Find(whole, lines));
        else foreach (var line in lines) sayings.AddRange(finder.Find(line));
        new DirectSpeech(tables).Join(lines, sayings);
        var resolution = new Resolution(whole, tables, sources, cast, lines);
        if (tongue is null)
        {
            resolution.Resolve(sayings);
            // "It praised the harvest", where nobody was told of whom "it" could mean.
            sayings.RemoveAll(saying => saying is { Source.Kind: SourceKind.It, Who: null, Right: not (RightSide.That or RightSide.Colon or RightSide.Quotation), Shape: SayingShape.Main });
        }
        new Speakers(tables, title, cast).Tell(lines, sayings, resolution);

        var passages = new List<Passage>(lines.Count);
        foreach (var line in lines)
        {
            passages.Add(new Passage($"{passages.Count + 1}", whole[line.Start..line.End], line.Start, line.End, line.Paragraph, line.Speaker) { Heading = line.Heading });
        }
        return new Spoken(whole, passages, Attributions(whole, sayings), cast.People(), HasTurns: labels.Count > 0);
    }

    /// <summary>The sentences, without labels and stage marks.</summary>
    private static List<Line> Lines(string text, IReadOnlyList<Block> blocks, int[] starts, List<Label> labels, Cast cast)
    {
        var lines = new List<Line>();
        var next = 0;
        Figure? turn = null;
        var inTurn = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            var at = 0;
            while (true)
            {
                if (next < labels.Count && labels[next].Paragraph == i && labels[next].From <= at)
                {
                    at = labels[next].To;
                    turn = labels[next].Name.Length == 0 ? null : cast.Speaker(labels[next].Name);
                    inTurn = true;
                    next++;
                    continue;
                }
                var end = next < labels.Count && labels[next].Paragraph == i ? labels[next].From : block.Text.Length;
                AddLines(text, block, starts[i], at, end, i, turn, inTurn, lines);
                at = end;
                if (end == block.Text.Length) break;
            }
        }
        return lines;
    }

    private static void AddLines(string text, Block block, int start, int from, int to, int paragraph, Figure? turn, bool inTurn, List<Line> lines)
    {
        while (from < to)
        {
            while (from < to && char.IsWhiteSpace(block.Text[from])) from++;
            if (from >= to) return;
            var mark = Stage.At(block.Text.AsSpan(from, to - from));
            if (mark > 0)
            {
                from += mark;
                while (from < to && block.Text[from] is '.' or ' ') from++;
                continue;
            }
            var end = from;
            while (end < to && (end == from || Stage.At(block.Text.AsSpan(end, to - end)) == 0 || !Between(block.Text, end))) end++;
            var stretch = from == 0 && end == block.Text.Length ? block.Text : block.Text[from..end];
            foreach (var span in Sentences.Cut(stretch))
            {
                var (first, last) = (start + from + span.Start, start + from + span.End);
                if (last <= first) continue;
                var tokens = last - first > 20000 ? [] : Token.Cut(text, first, last);
                lines.Add(new Line(first, last, paragraph, tokens) { Turn = turn, InTurn = inTurn, Heading = block.Kind == BlockKind.Heading });
            }
            from = end;
        }
    }

    /// <summary>A stage mark inside a sentence stays there.</summary>
    private static bool Between(string text, int at)
    {
        var before = at - 1;
        while (before >= 0 && char.IsWhiteSpace(text[before])) before--;
        return before < 0 || text[before] is '.' or '!' or '?' or '…' or '”' or '"' or '。' or '！' or '？' or ',' or '–';
    }

    private static void MarkQuotations(string text, IReadOnlyList<Block> blocks, int[] starts, List<Line> lines)
    {
        var at = 0;
        var cameIn = false;
        for (var i = 0; i < blocks.Count; i++)
        {
            var opens = i + 1 < blocks.Count && blocks[i + 1].Text.Length > 0 && blocks[i + 1].Text[0] is '"' or '“' or '«' or '„';
            var closes = ClosesBelow(blocks, i);
            var spans = Quotations.Find(text, starts[i], starts[i] + blocks[i].Text.Length, opens || closes, cameIn);
            cameIn = closes && spans.Count > 0 && spans[^1].End == starts[i] + blocks[i].Text.Length && text[spans[^1].End - 1] is not ('"' or '”' or '»');
            var next = 0;
            for (; at < lines.Count && lines[at].Paragraph == i; at++)
                if (spans.Count > 0) Quotations.Mark(lines[at], spans, ref next);
        }
    }

    /// <summary>The first double mark below closes: some pages give each sentence its own paragraph.</summary>
    private static bool ClosesBelow(IReadOnlyList<Block> blocks, int at)
    {
        for (var i = at + 1; i < blocks.Count && i <= at + LongestQuotation; i++)
        {
            if (Quotations.Closes(blocks[i].Text)) return true;
            if (Quotations.HasMark(blocks[i].Text) || blocks[i].Kind == BlockKind.Heading) return false;
        }
        return false;
    }

    private static List<Attribution> Attributions(string text, List<Saying> sayings)
    {
        var attributions = new List<Attribution>(sayings.Count);
        foreach (var saying in sayings)
        {
            var tokens = saying.Line.Tokens;
            var spans = new List<Span>();
            var quoted = 0;
            var words = 0;
            foreach (var (from, to) in saying.Content)
            {
                var (first, last) = (from, to);
                while (first < last && !tokens[first].IsWord && tokens[first].Low is not ("\"" or "'" or "(" or "[")) first++;
                while (last > first && !tokens[last - 1].IsWord && tokens[last - 1].Low is not ("\"" or "'" or ")" or "]" or "%")) last--;
                if (last <= first) continue;
                for (var i = first; i < last; i++)
                {
                    if (!tokens[i].IsWord) continue;
                    words++;
                    if (saying.Line.Quoted[i]) quoted++;
                }
                spans.Add(new Span(tokens[first].Start, tokens[last - 1].End));
            }
            spans.AddRange(saying.More);
            if (spans.Count == 0) continue;
            spans.Sort(static (a, b) => a.Start.CompareTo(b.Start));
            var kind = quoted == 0 && saying.Right != RightSide.Colon ? AttributionKind.Indirect : quoted >= 0.8 * words || quoted == 0 ? AttributionKind.Direct : AttributionKind.Mixed;
            Span? source = saying.Source is { } named && named.To <= tokens.Length ? new Span(tokens[named.From].Start, tokens[named.To - 1].End) : null;
            Span? cue = saying.CueFrom >= 0 ? new Span(tokens[saying.CueFrom].Start, tokens[saying.CueTo - 1].End) : null;
            attributions.Add(new Attribution(source, saying.Who, cue, spans, kind, saying.Mode));
        }
        return attributions;
    }
}

/// <summary>The text of an account with its passages, attributions and people.</summary>
internal sealed record Spoken(string Text, IReadOnlyList<Passage> Passages, IReadOnlyList<Attribution> Attributions,
    IReadOnlyList<Person> People, bool HasTurns)
{
    /// <summary>The same with words that belong to no passage.</summary>
    /// <param name="start">Where they begin; no passage holds that place.</param>
    public Spoken With(string words, int start)
    {
        return this with
        {
            Text = Text.Insert(start, words),
            Passages = [.. Passages.Select(passage => passage with { Start = At(passage.Start), End = At(passage.End - 1) + 1 })],
            Attributions = [.. Attributions.Select(attribution => attribution with
            {
                Source = attribution.Source is { } source ? Moved(source) : null,
                Cue = attribution.Cue is { } cue ? Moved(cue) : null,
                Content = [.. attribution.Content.Select(Moved)],
            })],
        };

        int At(int place) => place < start ? place : place + words.Length;
        Span Moved(Span span) => new(At(span.Start), At(span.End - 1) + 1);
    }
}

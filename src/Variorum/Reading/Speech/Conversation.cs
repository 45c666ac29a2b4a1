namespace Variorum;

/// <summary>Tells turns of a conversation from the headings, lists and notes that have labels, too.</summary>
/// <remarks>A label stands for a speaker where it is a person's, an office's or an asker's, and what follows it are sentences of speech.</remarks>
internal sealed class Conversation(IReadOnlyList<Block> blocks, LabelNames names, Tables tables)
{
    /// <summary>So many of the turns ask, or speak of "I", "we" or "you".</summary>
    private const double Spoken = 1.0 / 3;

    /// <summary>Of a text whose labels do not come back, one sentence in so many speaks so; where one label comes back alone, one in more.</summary>
    private const int OnceIn = 4, AloneIn = 10;

    /// <summary>No more of a turn is looked at.</summary>
    private const int Glance = 2000;

    private readonly HashSet<string> _lower = [];
    private readonly HashSet<string> _named = [];

    /// <summary>What stands behind a label.</summary>
    private sealed record Turn(Label Label, string Key, bool Sentences, bool Asks, bool Personal, bool OfSelf);

    /// <summary>The labels that open turns; none where the text is no transcript.</summary>
    public List<Label> Accept(List<Label> labels)
    {
        if (labels.Count == 0) return labels;
        if (labels.TrueForAll(label => label.Name.Length == 0)) return Dashes(labels);
        ReadWords(labels);
        var turns = new List<Turn>();
        for (var i = 0; i < labels.Count; i++)
            if (labels[i].Name.Length > 0 && Behind(labels[i], i + 1 < labels.Count ? labels[i + 1] : null) is var turn && IsPlausible(turn)) turns.Add(turn);
        var cores = new List<List<Turn>>();
        foreach (var group in turns.GroupBy(turn => turn.Key))
        {
            var all = group.ToList();
            if (2 * all.Count(turn => turn.Sentences) < all.Count) continue;
            // Whoever is told about is not who speaks: sections named for persons.
            if (!LabelNames.IsAsker(all[0].Label.Name) && 2 * all.Count(turn => turn.OfSelf) >= all.Count && !all.Exists(turn => turn.Personal)) continue;
            if (all.Count > 1 || all.Exists(turn => IsStrong(turn.Label))) cores.Add(all);
        }
        if (cores.Count == 0) return [];
        if (Alternates(turns)) return [.. turns.Select(turn => turn.Label)];
        var recurs = cores.Exists(core => core.Count > 1);
        var asked = (cores.Count > 1 || recurs) && cores.Exists(core => LabelNames.IsAsker(core[0].Label.Name));
        var (spoken, of) = (cores.Sum(core => core.Count(turn => turn.Personal)), cores.Sum(core => core.Count));
        var alone = cores.Count == 1 && !asked;
        if (alone && !IsAlone(cores[0])) return [];
        if (spoken < Spoken * of) return [];
        if ((alone || !recurs) && !asked && !SpeaksInFirstPerson(recurs || names.NamesHolder(cores[0][0].Label.Name) ? AloneIn : OnceIn)) return [];
        var keys = cores.Select(core => core[0].Key).ToHashSet();
        return [.. turns.Where(turn => keys.Contains(turn.Key) || (recurs && turn.Sentences && (turn.Personal || names.RoleIn(turn.Label.Name)))).Select(turn => turn.Label)];
    }

    /// <summary>Dashes alone open turns where most of the text has them, and speaks of itself or asks: else they are a list, or quotations.</summary>
    private List<Label> Dashes(List<Label> labels) =>
        labels.Count >= 3 && 2 * labels.Count >= blocks.Count && 2 * labels.Count(label => EndsSentence(blocks[label.Paragraph].Text)) > labels.Count
            && labels.Exists(label => blocks[label.Paragraph].Text.Contains('?', StringComparison.Ordinal)) && SpeaksInFirstPerson(OnceIn) ? labels : [];

    /// <summary>From the text's beginning on names of persons answer each other, in whole sentences, and one comes back.</summary>
    private bool Alternates(List<Turn> turns) =>
        turns.Count >= 3 && turns[0].Label is { Paragraph: < 3, From: 0 } && 2 * turns.Count >= blocks.Count - turns[0].Label.Paragraph
            && turns.TrueForAll(turn => turn.Sentences && turn.Label.From == 0 && (IsPerson(turn.Label.Name) || LabelNames.IsQuestioner(turn.Label.Name)))
            && turns.Zip(turns.Skip(1)).All(pair => pair.First.Key != pair.Second.Key)
            && turns.DistinctBy(turn => turn.Key).Count() < turns.Count && turns.Exists(turn => turn.Personal);

    /// <summary>Given name or initials and a surname, or as few letters as names have in scripts without blanks.</summary>
    private static bool IsPerson(string label)
    {
        var name = LabelNames.StripBracket(label);
        return name.Length > 1 && (name[0] > '\u2E80' ? name.Length <= 4 : LabelNames.HasShape(name) && name.AsSpan().IndexOfAny(' ', '.') > 0);
    }

    /// <summary>A single label that opens the text, or one that comes back.</summary>
    private bool IsAlone(List<Turn> core) =>
        (core[0].Label is { Paragraph: < 3 } first && ((names.RoleIn(first.Name) && (first.From == 0 || names.NamesHolder(first.Name)) && !names.IsOfSomething(first.Name)) || (first.From == 0 && ((first.Certain && first.Name.Contains(' ')) || names.Shouts(first.Name) || first.Name.Contains('('))))) || core.Count > 2;

    private bool IsStrong(Label label) =>
        LabelNames.IsAsker(label.Name) || (names.RoleIn(label.Name) && !names.IsOfSomething(label.Name)) || LabelNames.StripBracket(label.Name) != label.Name
        || (label is { Paragraph: < 3, From: 0 } && names.Shouts(label.Name)) || (label.Certain && _named.Contains(names.Key(label.Name)));

    /// <summary>A name of words that the text nowhere has in lower case; one word alone is part of a name that stands elsewhere.</summary>
    private bool IsPlausible(Turn turn)
    {
        var label = turn.Label;
        var name = LabelNames.StripBracket(label.Name);
        if (LabelNames.IsAsker(label.Name) || names.RoleIn(name) || (name.Length > 0 && name[0] > '\u2E80')) return true;
        var words = Token.Cut(name, 0, name.Length).Where(token => token.IsWord && token.Capital && !tables.NoNames.Contains(token.Low)).ToList();
        // "Daily Herald:" is nobody's name, but may ask.
        if (words.Count == 0) return turn.Asks && name.Contains(' ');
        if (words.Exists(word => _lower.Contains(word.Low))) return false;
        return words.Count > 1 || name.Contains(' ') || name.Contains('.') || _named.Contains(words[0].Low) || (words[0].Upper && !Background.IsKnown(words[0].Low));
    }

    private void ReadWords(List<Label> labels)
    {
        foreach (var label in labels) Name(Token.Cut(label.Name, 0, label.Name.Length));
        foreach (var block in blocks)
        {
            if (block.Text.Length > 20000) continue;
            var tokens = Token.Cut(block.Text, 0, block.Text.Length);
            foreach (var token in tokens)
                if (token.IsWord && !token.Capital) _lower.Add(token.Low);
            if (block.Kind != BlockKind.Heading) Name(tokens);
        }

        // Two capital words side by side are a name, as far as a label asks.
        void Name(Token[] tokens)
        {
            for (var i = 1; i < tokens.Length; i++)
                if (IsPart(tokens[i - 1]) && IsPart(tokens[i])) _named.UnionWith([tokens[i - 1].Low, tokens[i].Low]);
        }

        bool IsPart(Token token) => token.IsWord && token.Capital && !char.IsDigit(token.Low[0]) && !tables.NoNames.Contains(token.Low);
    }

    private Turn Behind(Label label, Label? next)
    {
        var text = Said(label, next);
        var key = names.Key(label.Name);
        var asks = text.Contains('?', StringComparison.Ordinal) || text.Contains('？', StringComparison.Ordinal);
        var (personal, ofSelf) = (asks || LabelNames.IsQuestioner(label.Name), false);
        var quotations = Quotations.Find(text, 0, text.Length, false);
        foreach (var range in text.AsSpan().SplitAny(" ,.!?;:。，！？\"“”\u00a0\n()"))
        {
            if (quotations.Exists(span => span.Start <= range.Start.Value && range.Start.Value < span.End)) continue;
            var word = text.AsSpan(range);
            personal |= LabelNames.IsPersonal(word.Trim('\'').ToString().Replace('’', '\''));
            ofSelf |= word.Length > 2 && char.IsUpper(word[0]) && Token.Fold(word) == key;
        }
        return new Turn(label, key, EndsSentence(text) || text.Count(c => c is '.' or '!' or '?' or '。') > 2, asks, personal, ofSelf);
    }

    /// <summary>The paragraph behind a label, or the one below where the label stands alone.</summary>
    private string Said(Label label, Label? next)
    {
        var text = blocks[label.Paragraph].Text;
        var end = next is not null && next.Paragraph == label.Paragraph ? next.From : text.Length;
        var said = text[label.To..end];
        for (var i = label.Paragraph + 1; said.Length < Glance && i < blocks.Count && (next is null || i < next.Paragraph) && (said.Length == 0 || i < label.Paragraph + 3); i++)
            said = said.Length == 0 ? blocks[i].Text : said + "\n" + blocks[i].Text;
        return said.Length > Glance ? said[..Glance] + "." : said;
    }

    /// <summary>The first paragraph ends like a sentence, and is none of a list of names.</summary>
    private static bool EndsSentence(string text)
    {
        var line = text.AsSpan();
        if (line.IndexOf('\n') is > 0 and var stop) line = line[..stop];
        line = line.TrimEnd().TrimEnd("\"”’'»)]」 ");
        if (line.Length == 0 || line[^1] is not ('.' or '!' or '?' or '…' or '。' or '！' or '？' or '–' or '—' or ':' or '-')) return false;
        if (line[^1] is not '.') return true;
        var words = 0;
        foreach (var range in line.Split(' '))
            if (line[range].Length > 0 && ((char.IsLetter(line[range][0]) && !char.IsUpper(line[range][0])) || words == 0)) words++;
        return words > 1 || line.IndexOf(' ') < 0;
    }

    /// <summary>Whether the text, its quotations and headings apart, speaks of itself as I or we in one sentence of so many.</summary>
    private bool SpeaksInFirstPerson(int oneIn)
    {
        var first = 0;
        var stops = 0;
        foreach (var block in blocks)
        {
            if (block.Text.Length > 20000 || block.Kind == BlockKind.Heading) continue;
            var quotations = Quotations.Find(block.Text, 0, block.Text.Length, false);
            var next = 0;
            foreach (var range in block.Text.AsSpan().SplitAny(" ,.!?。！？\u2019'\"“”"))
            {
                var (from, to) = (range.Start.Value, range.End.Value);
                while (next < quotations.Count && quotations[next].End <= from) next++;
                if (to < block.Text.Length && block.Text[to] is '.' or '!' or '?' or '。' or '！' or '？') stops++;
                if (next < quotations.Count && quotations[next].Start <= from) continue;
                if (LabelNames.IsPersonal(block.Text.AsSpan(range))) first++;
            }
        }
        return first >= 2 && first * oneIn >= stops;
    }
}

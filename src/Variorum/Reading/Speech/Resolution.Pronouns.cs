namespace Variorum;

// Whom he, she and they mean: whoever spoke last weighs most, then the subject of the sentence before.
internal sealed partial class Resolution
{
    private const double LastSpeaker = 4, LastSpeakerFar = 2.5, SubjectBefore = 2.6, NewSubject = 3, SubjectEarlier = 1.5, SameSentence = 1.2, MentionNear = 0.8, MentionAside = 0.3, AgentNear = 2, MostNamed = 0.7, GenderUnknown = 4, Tie = 0.35;

    /// <summary>"They were received by the mayor, Ann Holt, who …": whoever does it, or does something in a clause of their own.</summary>
    private bool IsAgent(Line line, Mention mention)
    {
        var tokens = line.Tokens;
        var to = mention.PhraseTo < tokens.Length && tokens[mention.PhraseTo].Is(",") ? mention.PhraseTo + 1 : mention.PhraseTo;
        if (to < tokens.Length && tokens[to].Is("who")) return true;
        var from = mention.PhraseFrom;
        if (from > 0 && _tables.Is(tokens[from - 1], WordClass.Determiner)) from--;
        if (from == 0 || !tokens[from - 1].Is("by")) return false;
        for (var i = from - 2; i >= 0 && from - i < 10; i--)
            if (_tables.Is(tokens[i], WordClass.Be)) return true;
        return false;
    }

    private Figure? Pronoun(Line line, int from, Gender gender, int at)
    {
        var scores = new Dictionary<Figure, double>();
        void Give(Figure? figure, double score)
        {
            if (figure is null || figure == line.Turn) return;
            if (figure.Gender != Gender.Unknown && figure.Gender != gender) return;
            scores[figure] = scores.GetValueOrDefault(figure) + score;
        }
        Give(_lastFigure, line.Paragraph - _lastParagraph > 1 || at - _lastLine > 2 ? LastSpeakerFar : LastSpeaker);
        Give(_mostNamed is { Evident: true } ? _mostNamed : null, MostNamed);
        for (var back = 1; back <= Reach && at - back >= 0; back++)
        {
            var before = _lines[at - back];
            var subject = _subjects.GetValueOrDefault(at - back);
            // Whom the sentence before brings in without a word of the last speaker is the one it goes on about.
            var isNew = back == 1 && subject is not null && subject != _lastFigure && _named.Contains(at - 1) && !before.Mentions.Exists(mention => mention.Figure == _lastFigure);
            Give(subject, back > 1 ? SubjectEarlier / back : isNew ? SubjectBefore + NewSubject : SubjectBefore);
            foreach (var mention in before.Mentions)
            {
                if (mention.Figure == subject) continue;
                if (IsAgent(before, mention)) Give(mention.Figure, AgentNear / back);
                else Give(mention.Figure, (IsHead(before, mention) ? MentionNear : MentionAside) / back);
            }
        }
        foreach (var mention in line.Mentions)
            if (mention.To <= from) Give(mention.Figure, IsHead(line, mention) ? SameSentence : SameSentence / 3);
        Figure? best = null;
        var (most, next) = (double.MinValue, double.MinValue);
        foreach (var (figure, score) in scores)
        {
            var worth = score - (gender == Gender.She && figure.Gender == Gender.Unknown && _cast.HasWomen ? GenderUnknown : 0) - (figure.Evident ? 0 : 1.5);
            if (worth > most) (best, most, next) = (figure, worth, most);
            else next = Math.Max(next, worth);
        }
        // Two that are as near: to name one would accuse him by chance.
        if (most - next < Tie) return null;
        if (best is not null && gender == Gender.She && best.Gender == Gender.Unknown) best.Gender = Gender.She;
        return best;
    }

    /// <summary>Who is the subject of a sentence: whoever speaks in it, else the first name that no preposition leads.</summary>
    private Figure? Subject(int at)
    {
        if (_subjects.TryGetValue(at, out var figure)) return figure;
        var line = _lines[at];
        if (line.Tokens.Length > Line.MostTokens) return null;
        if (_sources.Main(line, 0, line.Tokens.Length) is { } main)
        {
            if (main.Others.Length > 0) return null;
            if (main.Kind == SourceKind.Person)
            {
                _named.Add(at);
                return main.Figure;
            }
            if (main.Kind is SourceKind.He or SourceKind.She) return Pronoun(line, main.From, main.Kind == SourceKind.She ? Gender.She : Gender.He, at);
        }
        foreach (var mention in line.Mentions)
        {
            if (!IsHead(line, mention)) continue;
            // Of several none is more the subject than the others.
            return line.MentionStartingAt(mention.To + 1) is { } beside && beside.Figure != mention.Figure && line.Tokens[mention.To].Low is "," or "and" ? null : mention.Figure;
        }
        return null;
    }

    /// <summary>"Ho's aide", "an aide to Ho" are not Ho.</summary>
    private bool IsHead(Line line, Mention mention)
    {
        if (mention.To < line.Tokens.Length && line.Tokens[mention.To].Is("'s")) return false;
        var from = mention.PhraseFrom;
        if (from > 1 && line.Tokens[from - 1].Low is "and" or "," && line.MentionEndingAt(from - 1) is { } joined && joined != mention) return IsHead(line, joined);
        if (from > 0 && _tables.Is(line.Tokens[from - 1], WordClass.Determiner)) from--;
        return from == 0 || !_tables.Is(line.Tokens[from - 1], WordClass.Preposition);
    }
}

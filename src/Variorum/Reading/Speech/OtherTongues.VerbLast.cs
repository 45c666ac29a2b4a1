namespace Variorum;

// Korean: the subject leads with its particle, the verb closes the sentence.
internal sealed partial class OtherTongues
{
    // The subject stands among the first words, and a name with its offices has no more than so many.
    private const int SubjectWithin = 8, LongestName = 5;

    private void VerbLast(string text, Line line, List<Saying> found)
    {
        if (VerbLastAccording(text, line) is { } according)
        {
            found.Add(according);
            return;
        }
        var tokens = line.Tokens;
        var verb = tokens.Length - 1;
        while (verb > 0 && !tokens[verb].IsWord) verb--;
        if (verb == 0 || line.Quoted[verb] || !Is("verb", Word(text, tokens[verb])) || Phrase("not", text, tokens, verb) > 0) return;
        // "-다고 밝혔다" quotes; other verbs, such as 강조했다, take an object as well.
        var quotes = false;
        for (var i = verb - 1; i >= 0 && i >= verb - LongestName; i--) quotes |= Last("quotative", Word(text, tokens[i])) > 0;
        if (!quotes && !Is("direct", Word(text, tokens[verb]))) return;

        if (Topic(text, line, verb) is not { } topic)
        {
            // "이어 …라고 덧붙였다" goes on with whoever spoke.
            if (!quotes) return;
            var from = 0;
            while (from < verb && Is("skip", Word(text, tokens[from]))) from++;
            if (from < verb) found.Add(Make(line, verb, null, from, verb, SayingShape.Main));
            return;
        }
        var content = topic.At + 1;
        while (content < verb && IsDay(text, tokens[content])) content++;
        if (content < verb) found.Add(Make(line, verb, Cut(line, topic), content, verb, SayingShape.Main));
        // "…고 노르통신이 보도했다": the subject right before its verb.
        else if (topic.From > 0) found.Add(Make(line, verb, Cut(line, topic), 0, topic.From, SayingShape.Postposed));
    }

    private static Source Cut(Line line, (int From, int At, int Particle) topic)
    {
        var retold = line.Tokens.ToArray();
        retold[topic.At] = retold[topic.At] with { End = retold[topic.At].End - topic.Particle };
        line.Retoken(retold);
        return new Source(topic.From, topic.At + 1, SourceKind.Body, null);
    }

    /// <summary>The sentence's topic: a noun phrase with its particle, outside of quotations.</summary>
    private (int From, int At, int Particle)? Topic(string text, Line line, int verb)
    {
        var tokens = line.Tokens;
        for (var i = 0; i < verb; i++)
        {
            if (i >= SubjectWithin) i = verb - 1;
            if (!tokens[i].IsWord || line.Quoted[i]) continue;
            var word = text.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start);
            var topic = Last("topic", word);
            var particle = Math.Max(topic, Last("subject", word));
            if (particle == 0 || word.Length <= particle || Last("adverbial", word) > 0) continue;
            var noun = word[..^particle].ToString();
            // 김지은 대변인: the last syllable of the name is no particle.
            if (word.Length == 3 && Is("family", word[..1].ToString()) && i + 1 < verb && StartsWithOffice(Word(text, tokens[i + 1]))) continue;
            // A subject's particle serves clauses inside what is said as well: there it must mark an office, a body or a pronoun.
            if (topic == 0 && !IsHolder(noun)) continue;
            var from = i;
            while (from > 0 && i - from < LongestName && tokens[from - 1].IsWord && !line.Quoted[from - 1] && Joins(text, tokens[from - 1], from == i)) from--;
            return (from, i, particle);
        }
        return null;
    }

    private bool StartsWithOffice(string word)
    {
        foreach (var role in Words("role"))
            if (word.StartsWith(role, StringComparison.Ordinal)) return true;
        return false;
    }

    private bool IsHolder(string noun) => IsPronoun(noun) || Last("role", noun) > 0 || Last("body", noun) > 0;

    /// <summary>A word before the subject belongs to its name unless it has a particle of its own, or is a participle or a number.</summary>
    private bool Joins(string text, Token token, bool beforeOffice)
    {
        var word = text.AsSpan(token.Start, token.End - token.Start);
        if (char.IsAsciiDigit(word[0]) || Is("skip", word.ToString())) return false;
        // 김지은 대변인: a family name and two syllables, whatever the last one may mean.
        if (beforeOffice && word.Length is 2 or 3 && Is("family", word[..1].ToString())) return true;
        return Last("adverbial", word) == 0 && Last("particle", word) == 0 && Last("quotative", word) == 0;
    }

    private static bool IsDay(string text, Token token) => token.IsWord && char.IsAsciiDigit(text[token.Start]) && text[token.End - 1] is '일';

    /// <summary>"외교부에 따르면 …": the source ends with its particle, before the words of the row.</summary>
    private Saying? VerbLastAccording(string text, Line line)
    {
        var tokens = line.Tokens;
        for (var i = 1; i < tokens.Length - 1 && i < SubjectWithin; i++)
        {
            if (!tokens[i].IsWord || !Is("according", Word(text, tokens[i])) || line.Quoted[i]) continue;
            if (text[tokens[i - 1].End - 1] is not '에' || tokens[i - 1].End - tokens[i - 1].Start < 2) continue;
            var from = i - 1;
            while (from > 0 && i - from < LongestName && tokens[from - 1].IsWord && Joins(text, tokens[from - 1], from == i - 1)) from--;
            var content = i + 1;
            if (tokens[content].Is(",")) content++;
            if (content >= tokens.Length) return null;
            var saying = Make(line, i, Cut(line, (from, i - 1, 1)), content, tokens.Length, SayingShape.According);
            return saying;
        }
        return null;
    }

    private static string Word(string text, Token token) => text[token.Start..token.End];
}

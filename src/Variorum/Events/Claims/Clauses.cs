namespace Variorum;

/// <summary>What the subject of a clause is to whoever asks who commits himself.</summary>
internal enum SubjectKind { None, First, FirstPlural, Person, Plural, Thing, Agent }

/// <summary>The words that stand for the doer of a verb.</summary>
/// <param name="From">Its first token; -1 where there is none.</param>
/// <param name="To">One past its last token.</param>
internal readonly record struct Subject(SubjectKind Kind, int From, int To)
{
    public static Subject None => new(SubjectKind.None, -1, -1);

    /// <summary>Whether it can have a will.</summary>
    public bool Wills => Kind is not (SubjectKind.None or SubjectKind.Thing);
}

/// <summary>Finds the subjects of verbs in the sentences of one English account.</summary>
internal sealed class Clauses
{
    // A noun phrase of more words than this is none.
    private const int LongestSubject = 24;

    // A parenthesis between a subject and its verb.
    private const int LongestAside = 16;

    private static readonly Tables Tables = Tables.English;

    private readonly Account _account;
    private readonly HashSet<string> _lower = [];
    private readonly HashSet<string> _things;

    public Clauses(Account account, HashSet<string> things)
    {
        _account = account;
        _things = things;
        foreach (var passage in account.Passages)
            foreach (var token in Token.Cut(account.Text, passage.Start, passage.End))
                if (token.IsWord && !token.Capital) _lower.Add(token.Low);
    }

    /// <summary>The subject of the verb that begins at a token, over its adverbs and auxiliaries.</summary>
    public Subject Before(Token[] tokens, int verb, int depth = 0)
    {
        var i = verb - 1;
        while (i >= 0 && (IsAuxiliary(tokens[i]) || IsAdverb(tokens, i))) i--;
        if (i < 0 || depth > 3) return Subject.None;
        if (tokens[i].Is("and") || tokens[i].Is("but") || tokens[i].Is("or")) return Shared(tokens, i, depth);
        if (tokens[i].Is("who")) return i > 0 ? Phrase(tokens, tokens[i - 1].Is(",") ? i - 2 : i - 1) : Subject.None;
        if (tokens[i].Is(",") || tokens[i].Is(")"))
        {
            // "Kell, the minister, will": the subject stands before the aside.
            var open = i - 1;
            while (open >= 0 && i - open <= LongestAside && !tokens[open].Is(",") && !tokens[open].Is("(")) open--;
            if (open < 1 || i - open > LongestAside) return tokens[i].Is(",") ? Shared(tokens, i, depth) : Subject.None;
            return Phrase(tokens, open - 1) is { Kind: not SubjectKind.None } before ? before : Shared(tokens, i, depth);
        }
        return Phrase(tokens, i);
    }

    // "met the delegation and will visit": the subject of the verb before.
    private Subject Shared(Token[] tokens, int link, int depth)
    {
        for (var i = link - 1; i > 0 && link - i < 40; i--)
        {
            if (tokens[i].Is(";") || tokens[i].Is(":")) break;
            if (!Tables.IsFinite(tokens[i]) || tokens[i].Capital || IsParticiple(tokens, i)) continue;
            while (i > 0 && Tables.IsFinite(tokens[i - 1])) i--;
            var subject = Before(tokens, i, depth + 1);
            // "…, because we did nothing, will": what stands between commas has a subject for itself.
            return tokens[link].Is(",") && subject.From > 0 && Tables.Is(tokens[subject.From - 1], WordClass.Subordinator) ? Subject.None : subject;
        }
        return Subject.None;
    }

    private Subject Phrase(Token[] tokens, int last)
    {
        if (last < 0) return Subject.None;
        if (Pronoun(tokens[last]) is { } pronoun) return new Subject(pronoun, last, last + 1);
        var first = last + 1;
        while (first > 0 && last - first < LongestSubject && !Ends(tokens, first - 1)) first--;
        while (first <= last && (tokens[first].Is("and") || tokens[first].Is("or") || tokens[first].Is("'s") || IsAdverb(tokens, first))) first++;
        // "Some time ago the ministry": when it was is no part of who.
        for (var i = first; i < last; i++)
            if (tokens[i].Is("ago")) first = i + 1;
        if (first > last) return Subject.None;
        // "Under the treaty Norland will": what the preposition governs is not the doer.
        if (Tables.Is(tokens[first], WordClass.Preposition))
        {
            // "To build the bridge will cost", "The deeds done by Norland will shine"
            if (tokens[first].Is("to") || (first > 0 && tokens[first - 1].IsWord && !tokens[first - 1].Is("that"))) return Subject.None;
            first = Governed(tokens, first, last);
        }
        if (first <= last && tokens[last].Is("'s")) last--;
        // "Your work as the head of government will": the office belongs to the work.
        if (EndsList(tokens, first, last) || (first <= last && first > 1 && tokens[first - 1].Is("as") && tokens[first - 2].IsWord && !tokens[last].Capital)) return Subject.None;
        return first > last ? Subject.None : new Subject(Kind(tokens, first, last), first, last + 1);
    }

    // "The road connecting Aldenhaven, Karsk and Merrow will": the list is what the road connects.
    private static bool EndsList(Token[] tokens, int first, int last)
    {
        if (first > last || !tokens[first].Capital || !tokens.AsSpan(first, last - first + 1).ToArray().Any(static token => token.Is("and"))) return false;
        var at = first - 1;
        while (at > 0 && tokens[at].Is(",") && tokens[at - 1].Capital)
            for (at--; at > 0 && tokens[at].Capital;) at--;
        return at >= 0 && at < first - 1 && tokens[at] is { IsWord: true, Capital: false } before && (before.Low.EndsWith("ing", StringComparison.Ordinal) || Tables.Is(before, WordClass.Preposition));
    }

    private static int Governed(Token[] tokens, int first, int last)
    {
        var at = last;
        while (at > first + 1 && (tokens[at].Capital == tokens[last].Capital || tokens[at].IsWord) && !Tables.Is(tokens[at], WordClass.Determiner | WordClass.Preposition)
               && !(tokens[last].Capital && !tokens[at - 1].Capital)) at--;
        return Tables.Is(tokens[at], WordClass.Preposition) || at - 1 == first ? last + 1 : at;
    }

    private static bool Ends(Token[] tokens, int at)
    {
        var token = tokens[at];
        if (!token.IsWord) return !token.Is("-");
        if (Pronoun(token) is not null && !token.Is("that")) return true;
        if (Tables.Is(token, WordClass.Subordinator | WordClass.Relative) && !Tables.Is(token, WordClass.Preposition)) return true;
        if (token.Low is "that" or "but" or "so" or "nor" or "yet" or "than" or "how" or "why" or "what") return true;
        if (Tables.IsFinite(token) && !token.Capital && !IsParticiple(tokens, at)) return true;
        if (!token.Capital && Tables.Cues.Form(token.Low) == CueForm.Participle && token.Low is not "including" && token.Low.EndsWith("ing", StringComparison.Ordinal)) return true;
        return !token.Capital && Tables.Cues.Form(token.Low) != CueForm.None && at > 0
            && (Pronoun(tokens[at - 1]) is not null || tokens[at - 1].Capital || IsAuxiliary(tokens[at - 1]) || tokens[at - 1].Is("to") || (tokens[at - 1].Is("not") && at > 1 && IsAuxiliary(tokens[at - 2])));
    }

    // "the newly elected president"
    private static bool IsParticiple(Token[] tokens, int at) => at > 0 && tokens[at].Low.EndsWith("ed", StringComparison.Ordinal)
        && (Tables.Is(tokens[at - 1], WordClass.Determiner) || tokens[at - 1].Low.EndsWith("ly", StringComparison.Ordinal));

    private static SubjectKind? Pronoun(Token token) => token.Low switch
    {
        "i" or "i'll" or "i've" or "i'm" or "i'd" => SubjectKind.First,
        "we" or "we'll" or "we've" or "we're" or "we'd" => SubjectKind.FirstPlural,
        "he" or "she" or "he'll" or "she'll" or "he'd" or "she'd" or "he's" or "she's" => SubjectKind.Person,
        "they" or "they'll" or "they'd" or "they're" or "they've" => SubjectKind.Plural,
        "it" or "it'll" or "this" or "that" or "these" or "those" or "there" or "which" or "what" or "nothing" or "you" or "everything" or "something" or "nobody" or "one" => SubjectKind.Thing,
        _ => null,
    };

    /// <summary>Whether a noun phrase names somebody who can have a will.</summary>
    public SubjectKind Kind(Token[] tokens, int first, int last)
    {
        var head = last;
        for (var i = first + 1; i <= last; i++)
        {
            if (!Tables.Is(tokens[i], WordClass.Preposition) && !tokens[i].Is("of")) continue;
            head = i - 1;
            break;
        }
        var word = tokens[head];
        if (head == first && Tables.Is(word, WordClass.Determiner)) return SubjectKind.Thing;
        if (word.Is("'s") && head > first) word = tokens[--head];
        if (_things.Contains(word.Low) || _things.Contains(word.Low.TrimEnd('s')) || !word.IsWord || word.Low.Length == 1 || char.IsDigit(word.Low[0])) return SubjectKind.Thing;
        if (IsRole(word.Low) || Tables.Is(word, WordClass.Bodies | WordClass.Pair) && !Tables.Is(word, WordClass.Document)) return SubjectKind.Agent;
        if (!word.Capital) return SubjectKind.Thing;
        if (_account.People.Any(person => person.As.Any(form => Token.Fold(form).EndsWith(word.Low, StringComparison.Ordinal)))) return SubjectKind.Agent;
        var terms = Lexicon.Terms(_account.Text[tokens[first].Start..word.End], "en");
        if (terms is [.., var named] && named.Concepts is [{ } concept, ..] && concept.IsName)
            return concept.Kind is "country" or "body" or "city" or "title" ? SubjectKind.Agent : SubjectKind.Thing;
        // A capital that the sentence gives proves no name.
        return _lower.Contains(word.Low) ? SubjectKind.Thing : SubjectKind.Agent;
    }

    /// <summary>Whether the account writes a word small, so that a capital proves no name.</summary>
    public bool IsCommon(string word) => _lower.Contains(Token.Fold(word));

    /// <summary>Where the phrase that holds a token begins.</summary>
    public static int Beginning(Token[] tokens, int at)
    {
        while (at > 0 && !Ends(tokens, at - 1)) at--;
        return at;
    }

    private static bool IsRole(string word) => Tables.Roles.ContainsKey(word) || (word.EndsWith('s') && Tables.Roles.ContainsKey(word[..^1]));

    private static bool IsAuxiliary(Token token) => Tables.Is(token, WordClass.Be | WordClass.Have | WordClass.Do | WordClass.Modal);

    // Verbs and nouns that end as adverbs do.
    private static readonly HashSet<string> NoAdverbs = ["supply", "resupply", "apply", "reapply", "reply", "imply", "comply", "multiply", "rally", "tally", "family", "assembly", "monopoly", "anomaly"];

    public static bool IsAdverb(Token[] tokens, int at) => tokens[at].IsWord
        && (Tables.Is(tokens[at], WordClass.Adverb) || (tokens[at].Low.EndsWith("ly", StringComparison.Ordinal) && !tokens[at].Capital && tokens[at].Low.Length > 4 && !NoAdverbs.Contains(tokens[at].Low))
            || tokens[at].Low is "not" or "never" or "also" or "always" or "ever" or "both" or "all" or "each" or "jointly" or "forever" or "no" or "longer" or "more" or "very" or "fully");
}

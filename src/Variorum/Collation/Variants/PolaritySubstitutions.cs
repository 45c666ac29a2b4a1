namespace Variorum;

/// <summary>One says that it is, the other that it is not.</summary>
internal static class PolaritySubstitutions
{
    public const double Salience = .95;

    // How many words a negation reaches forward.
    private const int Reach = 4;
    private const int LeastCompany = 3;

    // How many words more one of two short sentences may have: "has already been approved".
    private const int MostBeside = 2;

    public static void Add(List<Variant> found, WitnessPair pair, WordMatch words)
    {
        for (var i = 0; i < words.A.Length; i++)
        {
            var j = words.OfA[i];
            if (j < 0 || words.A[i].Term.Kind == TokenKind.Stop) continue;
            var (a, b) = (Negation(words.A, i), Negation(words.B, j));
            if (a >= 0 == b >= 0 || words.SharedCompany(i, j) < Least(words, i, j)) continue;
            // The side that affirms may do so by denying the contrary, anywhere in the sentence.
            if (a < 0 ? DeniesAny(words.A, i) : DeniesAny(words.B, j)) continue;
            if (ScaleSubstitutions.HaveContraries(pair, words, words.A[i].Statement, words.B[j].Statement)) continue;
            var (from, to) = (Phrase(words.A, a, i), Phrase(words.B, b, j));
            if (a >= 0) to = Auxiliary(words.B, j, words.A[from.First].Term.Key) ?? to;
            else from = Auxiliary(words.A, i, words.B[to.First].Term.Key) ?? from;
            Substitutions.Add(found, Matter.Polarity, Salience, WordMatch.WordingOf(pair.A, words.A[from.First], words.A[from.Last]), WordMatch.WordingOf(pair.B, words.B[to.First], words.B[to.Last]));
        }
    }

    /// <summary>What company a word needs: of two short sentences, all that the shorter has.</summary>
    public static int Least(WordMatch words, int i, int j, int least = LeastCompany)
    {
        var (a, b) = (Content(words.A, words.A[i].Statement), Content(words.B, words.B[j].Statement));
        return Math.Abs(a - b) > MostBeside ? least : Math.Clamp(Math.Min(a, b) - 1, 1, least);
    }

    private static int Content(Word[] words, int statement) => words.Count(word => word.Statement == statement && word.Term.Kind != TokenKind.Stop);

    /// <summary>Where the negation stands that governs a word, or -1.</summary>
    private static int Negation(Word[] words, int at)
    {
        for (var i = at - 1; i >= 0 && i >= at - Reach && words[i].Statement == words[at].Statement; i--)
        {
            if (IsNegation(words, i) && !IsMeasure(words[i + 1].Term) && !IsPart(words[i + 1].Term)) return i;
            // What is denied ends where a clause of its own begins.
            if (words[i].Term.Key is "that" or "which" or "who") return -1;
        }
        return -1;
    }

    private static bool IsNegation(Word[] words, int i) =>
        words[i].Term.Key is "not" or "no" or "never" or "nor" or "neither" or "nobodi"
        // "Failed to reach"; to refuse is the contrary of to agree.
        || (words[i].Term.Key == "fail" && i + 1 < words.Length && words[i + 1].Term.Key == "to")
        // "Have yet to begin".
        || (words[i].Term.Key == "yet" && i + 1 < words.Length && words[i + 1].Term.Key == "to" && i > 0 && IsAuxiliary(words[i - 1].Term));

    // "No fewer than forty" denies nothing.
    private static bool IsMeasure(Term term) => term.Key is "fewer" or "less" or "more" or "later" or "earlier" or "earli";

    // "Not only" denies nothing; "not all" is told as a matter of scope.
    private static bool IsPart(Term term) => term.Key is "only" or "just" or "mere" or "sole" or "all" or "everi" or "every" or "each" or "both";

    /// <summary>Whether anything in a statement is denied.</summary>
    public static bool Denies(Word[] words, int statement) =>
        HasNegation(words, statement) || Array.Exists(words, word => word.Statement == statement && (word.Term.Key is "none" or "without"));

    /// <summary>Whether a statement has a word that denies by itself.</summary>
    public static bool HasNegation(Word[] words, int statement) =>
        Enumerable.Range(0, words.Length).Any(i => words[i].Statement == statement && IsNegation(words, i));

    private static bool DeniesAny(Word[] words, int at) => HasNegation(words, words[at].Statement) || Array.Exists(words, word => word.Statement == words[at].Statement
        && (word.Term.Key is "without" or "apart" or "refus" or "reject" or "deni" or "fail" or "lack" or "absenc" or "oppos" or "against" or "free"
            || IsContrary(word.Term.Key)));

    /// <summary>"Unable", "unlikely": what is left without the prefix is a common word by itself, which "until" and "under" leave none of.</summary>
    private static bool IsContrary(string key) =>
        key.Length > 5 && key.StartsWith("un", StringComparison.Ordinal) && !key.StartsWith("unit", StringComparison.Ordinal) && Background.IsKnown(key[2..]);

    /// <summary>The negation with its auxiliary; on the side that affirms, the auxiliary or the word itself.</summary>
    private static (int First, int Last) Phrase(Word[] words, int negation, int at)
    {
        if (negation >= 0) return negation > 0 && IsAuxiliary(words[negation - 1].Term) ? (negation - 1, negation) : (negation, negation);
        return Auxiliary(words, at, null) ?? (at, at);
    }

    /// <summary>The auxiliary before a word: a certain one, or the nearest.</summary>
    private static (int First, int Last)? Auxiliary(Word[] words, int at, string? key)
    {
        for (var i = at - 1; i >= 0 && i >= at - Reach && words[i].Statement == words[at].Statement; i--)
        {
            if (key is null ? IsAuxiliary(words[i].Term) : words[i].Term.Key == key) return (i, i);
        }
        return null;
    }

    private static bool IsAuxiliary(Term term) =>
        term.Key is "will" or "would" or "shall" or "should" or "can" or "could" or "may" or "might" or "must" or "do" or "does" or "did"
            or "is" or "are" or "was" or "were" or "has" or "have" or "had" or "be" or "been";
}

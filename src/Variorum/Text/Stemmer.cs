namespace Variorum;

/// <summary>Takes English words to their stems.</summary>
/// <remarks>M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980; steps are named as there.</remarks>
internal static class Stemmer
{
    /// <summary>Folds British spelling to American in place.</summary>
    /// <returns>The new length, at most the old one.</returns>
    public static int FoldSpelling(Span<char> word)
    {
        var n = word.Length;
        // -ise, -isation, -ising: also folds promise and rise, which does no harm as both sides are folded.
        for (var i = 3; i + 1 < n; i++)
        {
            if (word[i] == 's' && word[i - 1] == 'i' && word[i + 1] is 'e' or 'a' or 'i') word[i] = 'z';
            if (word[i] == 's' && word[i - 1] == 'y' && word[i - 2] == 'l' && word[i + 1] is 'e' or 'i') word[i] = 'z';
        }
        if (n > 5 && word.IndexOf("our") is var our and > 1 && our + 3 <= n && !word.StartsWith("journ") && !word.StartsWith("court"))
        {
            word[(our + 2)..].CopyTo(word[(our + 1)..]);
            n--;
            word = word[..n];
        }
        if (n > 5 && word.EndsWith("tre")) (word[n - 2], word[n - 1]) = ('e', 'r');
        if (n > 5 && word.IndexOf("fence") is var fence and > 1) word[fence + 3] = 's';
        return n;
    }

    /// <summary>Stems a lower-case word in place.</summary>
    /// <returns>The stem's length.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length <= 2) return word.Length;
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterLower(c)) return word.Length;
        }
        var n = Step1A(word, word.Length);
        n = Step1B(word, n);
        if (n > 2 && word[n - 1] == 'y' && HasVowel(word[..(n - 1)])) word[n - 1] = 'i';
        n = Replace(word, n, Step2, measure: 0);
        n = Replace(word, n, Step3, measure: 0);
        n = Step4(word, n);
        return Step5(word, n);
    }

    private static int Step1A(Span<char> word, int n)
    {
        var w = word[..n];
        if (w.EndsWith("sses") || w.EndsWith("ies")) return n - 2;
        return w.EndsWith("ss") || !w.EndsWith("s") ? n : n - 1;
    }

    private static int Step1B(Span<char> word, int n)
    {
        var w = word[..n];
        if (w.EndsWith("eed")) return Measure(w[..^3]) > 0 ? n - 1 : n;
        var cut = w.EndsWith("ed") ? 2 : w.EndsWith("ing") ? 3 : 0;
        if (cut == 0 || !HasVowel(w[..^cut])) return n;
        n -= cut;
        w = word[..n];
        if (w.EndsWith("at") || w.EndsWith("bl") || w.EndsWith("iz"))
        {
            word[n] = 'e';
            return n + 1;
        }
        if (DoubleConsonant(w) && w[^1] is not ('l' or 's' or 'z')) return n - 1;
        if (Measure(w) == 1 && ShortEnd(w))
        {
            word[n] = 'e';
            return n + 1;
        }
        return n;
    }

    private static int Replace(Span<char> word, int n, (string From, string To)[] rules, int measure)
    {
        foreach (var (from, to) in rules)
        {
            if (!word[..n].EndsWith(from)) continue;
            if (Measure(word[..(n - from.Length)]) <= measure) return n;
            to.CopyTo(word[(n - from.Length)..]);
            return n - from.Length + to.Length;
        }
        return n;
    }

    private static int Step4(Span<char> word, int n)
    {
        foreach (var suffix in Endings)
        {
            if (!word[..n].EndsWith(suffix)) continue;
            var stem = word[..(n - suffix.Length)];
            if (Measure(stem) <= 1) return n;
            return suffix == "ion" && !(stem.Length > 0 && stem[^1] is 's' or 't') ? n : stem.Length;
        }
        return n;
    }

    private static int Step5(Span<char> word, int n)
    {
        if (word[n - 1] == 'e')
        {
            var stem = word[..(n - 1)];
            var m = Measure(stem);
            if (m > 1 || (m == 1 && !ShortEnd(stem))) n--;
        }
        if (n > 1 && word[n - 1] == 'l' && word[n - 2] == 'l' && Measure(word[..n]) > 1) n--;
        return n;
    }

    private static bool Consonant(ReadOnlySpan<char> word, int i) => word[i] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => false,
        'y' => i == 0 || !Consonant(word, i - 1),
        _ => true,
    };

    private static int Measure(ReadOnlySpan<char> word)
    {
        var m = 0;
        for (var i = 1; i < word.Length; i++)
        {
            if (Consonant(word, i) && !Consonant(word, i - 1)) m++;
        }
        return m;
    }

    private static bool HasVowel(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (!Consonant(word, i)) return true;
        }
        return false;
    }

    private static bool DoubleConsonant(ReadOnlySpan<char> word) =>
        word.Length > 1 && word[^1] == word[^2] && Consonant(word, word.Length - 1);

    private static bool ShortEnd(ReadOnlySpan<char> word) =>
        word.Length > 2 && Consonant(word, word.Length - 1) && !Consonant(word, word.Length - 2)
        && Consonant(word, word.Length - 3) && word[^1] is not ('w' or 'x' or 'y');

    private static readonly (string, string)[] Step2 =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("abli", "able"), ("alli", "al"),
        ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string, string)[] Step3 =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] Endings =
    [
        "ement", "ment", "ance", "ence", "able", "ible", "ent", "ant", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic", "ou",
    ];
}

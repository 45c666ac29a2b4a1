namespace Variorum;

/// <summary>Takes Russian words to their stems.</summary>
/// <remarks>
/// The first stem is that of M. F. Porter's Snowball for Russian (2001); regions and steps are named as there. It reads Иванов as a
/// plural, Китая as an adjective and Иран as a participle; the second stem reads them as the nouns they may be.
/// </remarks>
internal static class RussianStemmer
{
    // Shorter, a noun's stem would be that of too many words.
    private const int ShortestNoun = 3;

    /// <summary>The stems of a lower-case word without <c>ё</c>.</summary>
    public static Stems Stem(string form)
    {
        Span<char> word = stackalloc char[form.Length];
        form.CopyTo(word);
        var stem = new string(word[..Stem(word)]);
        var noun = AsNoun(form, stem);
        return new Stems(stem, noun == stem || noun is not { Length: >= ShortestNoun } ? null : noun);
    }

    /// <summary>The stem that it has as a noun.</summary>
    private static string? AsNoun(string form, string stem)
    {
        // Посол is посла in the genitive, many поставка are поставок: what has no ending may have lost a vowel with it.
        var bare = form[^1] == 'ь' ? form[..^1] : form;
        if (bare.Length > 3 && stem.Length == bare.Length && bare[^1] is 'к' or 'ц' or 'л' or 'н' or 'р' && bare[^2] is 'о' or 'е' && !IsVowel(bare[^3]))
            return bare[..^2] + bare[^1];
        // Беларусь seems reflexive.
        if (form.EndsWith("сь", StringComparison.Ordinal) && stem.Length < form.Length - 1) return form[..^1];
        // Three letters or more are an ending beyond doubt.
        if (form.Length - stem.Length is < 1 or > 2 || form[^1] == 'ь') return null;
        if (!IsVowel(form[^1]) && form[^1] != 'й') return form;
        // Китая, Сергею, герое: the letter before belongs to the word.
        return form[^2] is 'а' or 'е' or 'о' || !IsVowel(form[^2]) ? form[..^1] : null;
    }

    /// <summary>Stems a lower-case word in place.</summary>
    /// <returns>The stem's length.</returns>
    private static int Stem(Span<char> word)
    {
        var rv = 0;
        while (rv < word.Length && !IsVowel(word[rv])) rv++;
        rv = Math.Min(rv + 1, word.Length);
        var r2 = Region(word, Region(word, 0));

        var n = Gerund(word, rv, word.Length);
        if (n == word.Length)
        {
            n = Cut(word, rv, n, Reflexive);
            var bare = n;
            n = Cut(word, rv, bare, Adjective);
            if (n < bare) n = CutEither(word, rv, n, ParticipleAfterA, Participle);
            else if (CutEither(word, rv, bare, VerbAfterA, Verb) is var verb && verb < bare) n = verb;
            else n = Cut(word, rv, bare, Noun);
        }
        if (n > rv && word[n - 1] == 'и') n--;
        n = Cut(word, Math.Max(rv, r2), n, Derivational);
        var superlative = Cut(word, rv, n, Superlative);
        if (Ends(word, rv, superlative, "нн")) return superlative - 1;
        if (superlative < n) return superlative;
        return Ends(word, rv, n, "ь") ? n - 1 : n;
    }

    private static int Region(ReadOnlySpan<char> word, int from)
    {
        for (var i = from + 1; i < word.Length; i++)
        {
            if (!IsVowel(word[i]) && IsVowel(word[i - 1])) return i + 1;
        }
        return word.Length;
    }

    private static int Gerund(ReadOnlySpan<char> word, int rv, int n) => CutEither(word, rv, n, GerundAfterA, GerundEnding);

    private static int Cut(ReadOnlySpan<char> word, int rv, int n, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (Ends(word, rv, n, ending)) return n - ending.Length;
        }
        return n;
    }

    /// <summary>Cuts the longest ending of two lists, those of the first behind <c>а</c> or <c>я</c> only.</summary>
    private static int CutEither(ReadOnlySpan<char> word, int rv, int n, string[] afterA, string[] endings)
    {
        var cut = Cut(word, rv, n, endings);
        foreach (var ending in afterA)
        {
            if (n - ending.Length >= cut) break;
            if (Ends(word, rv + 1, n, ending) && word[n - ending.Length - 1] is 'а' or 'я') return n - ending.Length;
        }
        return cut;
    }

    private static bool Ends(ReadOnlySpan<char> word, int from, int n, string ending) =>
        n - ending.Length >= from && word[..n].EndsWith(ending);

    private static bool IsVowel(char c) => c is 'а' or 'е' or 'и' or 'о' or 'у' or 'ы' or 'э' or 'ю' or 'я';

    private static string[] List(string endings) => [.. endings.Split(' ').OrderByDescending(ending => ending.Length)];

    private static readonly string[] GerundAfterA = List("в вши вшись");
    private static readonly string[] GerundEnding = List("ив ивши ившись ыв ывши ывшись");
    private static readonly string[] Reflexive = List("ся сь");
    private static readonly string[] Adjective = List(
        "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею");
    private static readonly string[] ParticipleAfterA = List("ем нн вш ющ щ");
    private static readonly string[] Participle = List("ивш ывш ующ");
    private static readonly string[] VerbAfterA = List("ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно");
    private static readonly string[] Verb = List(
        "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь ую ю");
    private static readonly string[] Noun = List(
        "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю ия ья я");
    private static readonly string[] Derivational = List("ост ость");
    private static readonly string[] Superlative = List("ейш ейше");
}

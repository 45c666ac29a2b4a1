namespace Variorum;

/// <summary>Takes article, bound particles and common endings off words in Arabic script.</summary>
/// <remarks>
/// Light stemming ("light10") of L. S. Larkey, L. Ballesteros and M. E. Connell, in <i>Arabic Computational Morphology</i>, 2007.
/// A first letter that may be "and", "in", "for", "as" or the word's own gives a second stem; broken plurals are known by a list.
/// </remarks>
internal static class ArabicStemmer
{
    private const string Particles = "بلكف";
    private static readonly string[] Articles = ["وال", "بال", "كال", "فال", "ال", "لل"];
    private static readonly string[] Endings = ["تها", "تهم", "ته", "ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    /// <summary>The stems of a folded word.</summary>
    public static Stems Stem(string form)
    {
        // What is left is to have three letters behind "and", four behind a particle, two behind an article or before an ending.
        foreach (var article in Articles)
        {
            if (form.Length >= article.Length + 2 && form.StartsWith(article, StringComparison.Ordinal)) return new Stems(WithoutEnding(form.AsSpan(article.Length)));
        }
        var whole = WithoutEnding(form);
        if (form[0] == 'و' && form.Length > 3) return Of(WithoutEnding(form.AsSpan(1)), whole);
        return Particles.Contains(form[0], StringComparison.Ordinal) && form.Length > 4 ? Of(whole, WithoutEnding(form.AsSpan(1))) : new Stems(whole);
    }

    private static Stems Of(string first, string second) => new(first, second == first ? null : second);

    private static string WithoutEnding(ReadOnlySpan<char> word)
    {
        foreach (var ending in Endings)
        {
            if (Lemma(word) is { } lemma) return lemma;
            if (word.Length >= ending.Length + 2 && word.EndsWith(ending)) word = word[..^ending.Length];
        }
        return Lemma(word) ?? word.ToString();
    }

    private static string? Lemma(ReadOnlySpan<char> word) => IrregularForms.Lemma(word.ToString(), Tongue.None);
}

namespace Variorum;

/// <summary>Takes article, bound particles and common endings off words in Arabic script.</summary>
/// <remarks>Light stemming ("light10") of L. S. Larkey, L. Ballesteros and M. E. Connell, in <i>Arabic Computational Morphology</i>, 2007.</remarks>
internal static class ArabicStemmer
{
    private static readonly string[] Articles = ["وال", "بال", "كال", "فال", "ال", "لل"];
    private static readonly string[] Endings = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

    /// <summary>The part of a normalised word that is its stem.</summary>
    public static Span<char> Stem(Span<char> word)
    {
        // What is left is to have three letters behind "and", two behind an article or before an ending.
        if (word.Length > 3 && word[0] == 'و' && !word.StartsWith("وال")) word = word[1..];
        foreach (var article in Articles)
        {
            if (word.Length < article.Length + 2 || !word.StartsWith(article)) continue;
            word = word[article.Length..];
            break;
        }
        foreach (var ending in Endings)
        {
            if (word.Length >= ending.Length + 2 && word.EndsWith(ending)) word = word[..^ending.Length];
        }
        return word;
    }
}

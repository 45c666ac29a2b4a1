namespace Variorum;

/// <summary>Takes Ukrainian words to their stems: by a table of endings, then past what changes within the stem.</summary>
/// <remarks>Київ is Києва, договір is договору: і where the syllable is closed, о or є where it is open. Празі is of Прага: г, к, х before і.</remarks>
internal static class UkrainianStemmer
{
    public static Stems Stem(string form)
    {
        var (stem, second) = LightStemmer.Of(Tongue.Ukrainian).Stem(form);
        second ??= WithoutFleetingVowel(stem, form);
        var first = Folded(stem);
        if (second is not null) second = Folded(second);
        return new Stems(first, second == first ? null : second);
    }

    /// <summary>Посол is посла in the genitive, many поставка are поставок.</summary>
    private static string? WithoutFleetingVowel(string stem, string form)
    {
        var bare = form[^1] == 'ь' ? form[..^1] : form;
        return bare.Length > 3 && stem.Length == bare.Length && bare[^1] is 'к' or 'ц' or 'л' or 'н' or 'р' && bare[^2] is 'о' or 'е' && !IsVowel(bare[^3])
            ? bare[..^2] + bare[^1]
            : null;
    }

    private static string Folded(string stem)
    {
        if (stem.Length < 3) return stem;
        Span<char> letters = stackalloc char[stem.Length];
        stem.CopyTo(letters);
        // Міст is мосту, and незалежність незалежності.
        var vowel = letters.EndsWith("ст") ? letters.Length - 3 : letters.Length - 2;
        letters[vowel] = letters[vowel] switch { 'о' => 'і', 'є' => 'ї', var other => other };
        letters[^1] = letters[^1] switch { 'з' => 'г', 'ц' => 'к', 'с' => 'х', var other => other };
        return new string(letters);
    }

    private static bool IsVowel(char c) => c is 'а' or 'е' or 'и' or 'о' or 'у' or 'ю' or 'я' or 'і' or 'ї' or 'є';
}

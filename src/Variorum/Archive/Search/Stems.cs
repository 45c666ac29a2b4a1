namespace Variorum;

/// <summary>The stems of a word: one, or two where its ending has two readings.</summary>
/// <param name="First">The likelier.</param>
/// <param name="Second">The other one; null where there is none.</param>
/// <remarks>
/// Two words are forms of one when they share a stem. Иванов may be the name or many of Иван, and is found by both; Иванова is
/// found by the name alone. So a word in doubt costs a second entry, and no inflection is missed for the doubt.
/// </remarks>
internal readonly record struct Stems(string First, string? Second = null)
{
    /// <summary>The stems of a folded word (<see cref="WordForm"/>). What no rule knows is its own stem.</summary>
    public static Stems Of(string form, Tongue tongue)
    {
        if (IrregularForms.Lemma(form, tongue) is { } lemma) return new Stems(lemma);
        var stems = tongue switch
        {
            Tongue.English => new Stems(English(form)),
            Tongue.Russian => RussianStemmer.Stem(form),
            Tongue.Ukrainian => UkrainianStemmer.Stem(form),
            Tongue.None => form[0] is >= '\u0620' and <= '\u06ff' ? ArabicStemmer.Stem(form) : new Stems(form),
            _ => LightStemmer.Of(tongue).Stem(form),
        };
        var second = stems.Second is not null && IrregularForms.IsFixed(stems.Second, tongue) ? null : stems.Second;
        return IrregularForms.IsFixed(stems.First, tongue) ? new Stems(second ?? form) : stems with { Second = second };
    }

    public bool Meet(Stems other) => First == other.First || First == other.Second || (Second is not null && (Second == other.First || Second == other.Second));

    private static string English(string form)
    {
        if (Irregular.Forms.TryGetValue(form, out var root)) return root;
        Span<char> word = stackalloc char[form.Length];
        form.CopyTo(word);
        // Centres are folded as centre is.
        if (word.EndsWith("tres") && word.Length > 6) word = word[..^1];
        word = word[..Stemmer.FoldSpelling(word)];
        word = word[..Stemmer.Stem(word)];
        return word.SequenceEqual(form) ? form : word.ToString();
    }
}

namespace Variorum;

/// <summary>Languages whose words are stemmed alike; the letter stands in the index.</summary>
internal enum Tongue : byte
{
    /// <summary>No letters, or a script that is stemmed one way or not at all.</summary>
    None = 0,
    English = (byte)'e',
    German = (byte)'d',
    French = (byte)'f',
    Spanish = (byte)'s',
    Italian = (byte)'i',
    Portuguese = (byte)'p',
    WestSlavic = (byte)'w',
    Turkish = (byte)'t',
    Russian = (byte)'r',
    Ukrainian = (byte)'u',
}

/// <summary>Which tongue a word belongs to: that of its text where the text is in the word's script, else the script's usual one.</summary>
internal static class Tongues
{
    private static readonly Tongue[] Latin =
        [Tongue.English, Tongue.German, Tongue.French, Tongue.Spanish, Tongue.Italian, Tongue.Portuguese, Tongue.WestSlavic, Tongue.Turkish];

    private static readonly Tongue[] Cyrillic = [Tongue.Russian, Tongue.Ukrainian];

    private static readonly Tongue[] Others = [Tongue.None];

    /// <param name="first">A word's first letter, folded.</param>
    /// <param name="language">The text's language, ISO 639-1; null where it is unknown.</param>
    public static Tongue Of(char first, string? language) =>
        IsLatin(first) ? OfLatin(language) : IsCyrillic(first) ? language == "uk" ? Tongue.Ukrainian : Tongue.Russian : Tongue.None;

    /// <summary>All tongues that a word may belong to.</summary>
    public static IReadOnlyList<Tongue> All(char first) => IsLatin(first) ? Latin : IsCyrillic(first) ? Cyrillic : Others;

    /// <summary>Whether two are tongues of one script, of which a text has one.</summary>
    public static bool Alike(Tongue one, Tongue other) => Array.IndexOf(Latin, one) >= 0 ? Array.IndexOf(Latin, other) >= 0 : Array.IndexOf(Cyrillic, one) >= 0 && Array.IndexOf(Cyrillic, other) >= 0;

    // Neighbours that inflect by the same endings go with a language that has rules; what has none goes with English, whose rules take least.
    private static Tongue OfLatin(string? language) => language switch
    {
        "de" or "nl" or "sv" or "nb" or "da" => Tongue.German,
        "fr" => Tongue.French,
        "es" or "ca" or "gl" => Tongue.Spanish,
        "it" => Tongue.Italian,
        "pt" => Tongue.Portuguese,
        "pl" or "cs" or "sk" or "sh" or "sl" => Tongue.WestSlavic,
        "tr" or "az" => Tongue.Turkish,
        _ => Tongue.English,
    };

    private static bool IsLatin(char c) => c < '\u0250' && char.IsLetter(c);

    private static bool IsCyrillic(char c) => c is >= '\u0400' and <= '\u052f';
}

/// <summary>What a word is found by.</summary>
/// <param name="Stem">The word without its inflection.</param>
/// <param name="Tongue">By whose rules.</param>
internal readonly record struct SearchTerm(string Stem, Tongue Tongue)
{
    // Below all letters, so that a stem's tongues stand together, before longer stems.
    public const char Mark = '\u0001';

    public override string ToString() => Tongue == Tongue.None ? Stem : $"{Stem}{Mark}{(char)Tongue}";
}

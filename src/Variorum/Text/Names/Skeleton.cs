namespace Variorum;

/// <summary>The consonants of a name, in classes that spellings, scripts and languages keep apart alike.</summary>
/// <remarks>
/// In the manner of Soundex (Russell, 1918) and of the matching across scripts by consonant classes (Freeman, Condon and Ackerman, 2006).
/// The classes: <c>P</c> b f p v, <c>T</c> t, <c>D</c> d, <c>K</c> g k q, <c>S</c> all hissing sounds, <c>M</c>, <c>N</c>, <c>L</c> l r; <c>A</c> is a name's
/// start that is none of them. Korean, Arabic, Hebrew and Japanese exchange the sounds within each.
/// </remarks>
internal static class Skeleton
{
    [Flags]
    private enum Doubt
    {
        None = 0,

        /// <summary>An <c>r</c> that ends a syllable: East Asian scripts leave it out.</summary>
        FinalR = 1,

        /// <summary>An <c>m</c> that ends a syllable: Chinese and Japanese write n.</summary>
        FinalM = 2,

        /// <summary><c>w</c> is v in German and Polish, a vowel in English.</summary>
        W = 4,

        /// <summary><c>j</c> is a vowel or h in half of the languages, a hissing sound in the others.</summary>
        J = 8,

        /// <summary><c>g</c> before e and i.</summary>
        SoftG = 16,

        /// <summary>Kana writes <c>ti</c> and <c>chi</c>, <c>tu</c> and <c>tsu</c> alike.</summary>
        Kana = 32,

        /// <summary><c>c</c> before a, o, u is ts in the names of some languages.</summary>
        HissingC = 64,

        /// <summary>A nominative's <c>s</c>: Greek and Baltic languages give it to foreign names.</summary>
        FinalS = 128,

        /// <summary>Greek writes a foreign b as mp, d as nt, g as nk.</summary>
        Nasal = 256,
    }

    // With fewer the classes alone are shared by too many words.
    private const int Few = 3;

    private readonly record struct Spoken(string Latin, Script Script, string? Language);

    // Languages in which j is no hissing sound.
    private static readonly HashSet<string> VowelJ =
        ["de", "nl", "pl", "cs", "sk", "sl", "hr", "sr", "bs", "sh", "hu", "fi", "et", "lv", "lt", "sv", "no", "nb", "nn", "da", "is", "sq", "es", "af", "mt", "lb"];

    private static readonly HashSet<string> ConsonantW = ["de", "pl", "nl", "af", "lb"];

    // Languages of the Arabic script whose vav is a consonant as often as a vowel.
    private static readonly HashSet<string> ConsonantVav = ["fa", "ur", "ps", "ku", "sd", "ug"];

    private static readonly HashSet<string> GutturalCh = ["de", "pl", "cs", "sk", "nl", "af", "lb"];

    private static readonly HashSet<string> SlavicC = ["pl", "cs", "sk", "sl", "sh", "hr", "sr", "bs", "hu", "lv", "lt", "sq", "et"];

    private static readonly HashSet<string> NominativeS = ["el", "lv", "lt"];

    /// <summary>The skeletons of a romanised name, the likeliest first; further ones for sounds that are in doubt.</summary>
    /// <param name="latin">What <see cref="Romanization.Of"/> gives.</param>
    /// <param name="script">The script that it was written in.</param>
    /// <param name="language">ISO 639-1; null where unknown.</param>
    /// <remarks>A name of few consonants is told by its i and its o or u besides, which the scripts that leave out vowels write too; in small letters.</remarks>
    public static List<string> Of(string latin, Script script, string? language)
    {
        var plain = Doubt.None;
        if (language is not null && ConsonantW.Contains(language)) plain |= Doubt.W;
        if (language is not null && VowelJ.Contains(language)) plain |= Doubt.J;
        var spoken = new Spoken(latin, script, language);
        var skeletons = new List<string>(4) { Read(spoken, plain, out var met) };
        foreach (var doubt in (Doubt[])[Doubt.FinalR | Doubt.FinalM, Doubt.W, Doubt.J, Doubt.SoftG, Doubt.Kana, Doubt.HissingC, Doubt.FinalS, Doubt.Nasal])
        {
            if ((met & doubt) == 0) continue;
            var other = Read(spoken, plain ^ doubt, out _);
            if (!skeletons.Contains(other)) skeletons.Add(other);
        }
        return skeletons;
    }

    private static string Read(Spoken spoken, Doubt taken, out Doubt met)
    {
        var (latin, script, _) = spoken;
        met = Doubt.None;
        var skeleton = new char[latin.Length * 2 + 1];
        var (length, last) = (0, -2);
        var vowels = new char[latin.Length * 2 + 1];
        var voiced = 0;
        for (var i = 0; i < latin.Length;)
        {
            var (sound, letters, doubt) = Sound(spoken, i);
            met |= doubt;
            if ((doubt & taken) != 0) sound = Other(sound, doubt);
            var at = i;
            i += letters;
            if (sound.Length == 0)
            {
                if (length == 0 && char.IsAsciiLetter(latin[at])) skeleton[length++] = 'A';
                var vowel = latin[at] switch { 'i' or 'y' when Closes(latin, i) || latin[at] == 'i' => 'i', 'o' or 'u' => 'o', 'w' when script == Script.Arabic => 'o', _ => '\0' };
                if (vowel != '\0' && (voiced == 0 || vowels[voiced - 1] != vowel)) vowels[voiced++] = vowel;
                continue;
            }
            foreach (var c in sound)
            {
                // A doubled letter, or two of one class, is one sound; t before a hissing sound is a part of it.
                if (last == at && length > 0 && Merges(latin, at, script, skeleton[length - 1], c))
                {
                    length--;
                    voiced--;
                }
                skeleton[length++] = vowels[voiced++] = c;
                last = at;
            }
            last = i;
        }
        return length >= Few ? new string(skeleton, 0, length) : new string(vowels, 0, voiced).ToLowerInvariant();
    }

    private static bool Merges(string latin, int at, Script script, char before, char sound)
    {
        if (sound == 'S' && before is 'T' or 'D') return true;
        if (sound != before) return false;
        // Letters of these two are not written double for one sound; r and l are two sounds, but the Korean l between vowels is written twice.
        return script is not (Script.Arabic or Script.Hebrew) && (sound != 'L' || script == Script.Hangul || latin[at - 1] == latin[at]);
    }

    private static string Other(string sound, Doubt doubt) => doubt switch
    {
        Doubt.FinalM => "N",
        Doubt.FinalR => "",
        Doubt.W => "P",
        Doubt.J => "",
        Doubt.SoftG or Doubt.HissingC => "S",
        Doubt.FinalS or Doubt.Nasal => "",
        _ => "T",
    };

    private static (string Sound, int Letters, Doubt Doubt) Sound(Spoken spoken, int at)
    {
        var (latin, script, language) = spoken;
        var rest = latin.AsSpan(at);
        if (rest.StartsWith("tsch") || rest.StartsWith("shch")) return ("S", 4, Doubt.None);
        if (rest.StartsWith("sch") || rest.StartsWith("tch") || rest.StartsWith("dzh") || rest.StartsWith("tsh")) return ("S", 3, Doubt.None);
        if (script is Script.Katakana or Script.Hiragana && (rest.StartsWith("chi") || rest.StartsWith("tsu"))) return ("S", 2, Doubt.Kana);
        if (rest.StartsWith("ch") && script == Script.Latin && language is not null && GutturalCh.Contains(language)) return ("", 2, Doubt.None);
        if (rest.StartsWith("sh") || rest.StartsWith("ch") || rest.StartsWith("zh") || rest.StartsWith("cz") || rest.StartsWith("sz")) return ("S", 2, Doubt.None);
        if (rest.StartsWith("kh")) return ("", 2, Doubt.None);
        if (rest.StartsWith("ph")) return ("P", 2, Doubt.None);
        if (rest.StartsWith("th")) return ("T", 2, Doubt.None);
        if (rest.StartsWith("gh")) return ("K", 2, Doubt.None);
        if (rest.StartsWith("ng") && Closes(latin, at + 2)) return ("N", 2, Doubt.None);
        var next = at + 1 < latin.Length ? latin[at + 1] : '\0';
        return latin[at] switch
        {
            'p' or 'b' or 'f' or 'v' => ("P", 1, Doubt.None),
            't' => ("T", 1, Doubt.None),
            'd' => ("D", 1, Doubt.None),
            'k' or 'q' => ("K", 1, Doubt.None),
            'c' => next is 'e' or 'i' or 'y' ? ("S", 1, Doubt.None) : ("K", 1, HissesBefore(spoken, at) ? Doubt.HissingC : Doubt.None),
            'g' => ("K", 1, script == Script.Latin && next is 'e' or 'i' ? Doubt.SoftG : Doubt.None),
            's' when next == '\0' && at > 2 && language is not null && NominativeS.Contains(language) => ("S", 1, Doubt.FinalS),
            's' or 'z' => ("S", 1, Doubt.None),
            'x' => (at == 0 || script == Script.Han ? "S" : "KS", 1, Doubt.None),
            'j' => ("S", 1, script == Script.Latin ? Doubt.J : Doubt.None),
            'm' or 'n' when script == Script.Greek && next is 'b' or 'd' or 'g' && at > 0 => (latin[at] == 'm' ? "M" : "N", 1, Doubt.Nasal),
            'm' => ("M", 1, Hears(script) && Closes(latin, at + 1) ? Doubt.FinalM : Doubt.None),
            'n' => ("N", 1, Doubt.None),
            'l' => ("L", 1, Doubt.None),
            'r' => ("L", 1, script == Script.Latin && Closes(latin, at + 1) ? Doubt.FinalR : Doubt.None),
            'w' => (script == Script.Han ? "P" : "", 1, MayBeV(spoken, at) ? Doubt.W : Doubt.None),
            _ => ("", 1, Doubt.None),
        };
    }

    private static bool HissesBefore(Spoken spoken, int at) => spoken.Script == Script.Latin
        && (spoken.Language is not null && SlavicC.Contains(spoken.Language) || (at > 2 && at + 2 == spoken.Latin.Length && spoken.Latin[^1] == 'a'));

    private static bool MayBeV(Spoken spoken, int at) => spoken.Script switch
    {
        Script.Latin or Script.Katakana => true,
        Script.Arabic => at > 0 && at + 1 < spoken.Latin.Length && (spoken.Latin[at - 1] == 'a' || spoken.Latin[at + 1] == 'a') && spoken.Language is not null && ConsonantVav.Contains(spoken.Language),
        _ => false,
    };

    // Only a script that writes its vowels tells where a syllable ends.
    private static bool Hears(Script script) => Romanization.WritesVowels(script) || script == Script.Hangul;

    private static bool Closes(string latin, int after) => after >= latin.Length || latin[after] is not ('a' or 'e' or 'i' or 'o' or 'u' or 'y');
}

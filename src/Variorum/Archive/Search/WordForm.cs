using System.Text;

namespace Variorum;

/// <summary>One written form for a word.</summary>
internal static class WordForm
{
    /// <summary>Lower case, composed, without accents (Latin, Greek), vowel points (Arabic, Hebrew) and invisible characters.</summary>
    public static string Of(ReadOnlySpan<char> word)
    {
        var folded = Normalization.FoldMarks(Normalization.Compose(word.ToString()));
        var form = new StringBuilder(folded.Length);
        foreach (var c in folded)
        {
            var plain = Plain(char.ToLowerInvariant(c));
            if (plain != '\0') form.Append(plain);
        }
        // A word of marks alone stays itself rather than nothing.
        return form.Length == 0 ? word.ToString() : form.ToString();
    }

    /// <summary>A lower-case letter as it is found; nothing for what is not looked for.</summary>
    private static char Plain(char c) => c switch
    {
        < '\u00ad' => c == '.' ? '\0' : c,
        '\u00ad' or '\u200c' or '\u200d' or '\u0640' or '\u0670' => '\0',
        >= '\u0300' and <= '\u036f' => '\0',
        >= '\u0591' and <= '\u05c7' => '\0',
        >= '\u064b' and <= '\u065f' => '\0',
        >= '\u06d6' and <= '\u06ed' => '\0',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' or 'ϊ' or 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' or 'ϋ' or 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        // Alef in its forms, final ya, ta marbuta; kaf and ya of Persian.
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ی' => 'ي',
        'ة' => 'ه',
        'ک' => 'ك',
        _ => c,
    };
}

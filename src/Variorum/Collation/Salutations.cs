namespace Variorum;

/// <summary>Tells the opening address of a speech from what is said in it.</summary>
internal static class Salutations
{
    // Longer than this somebody has begun to say something.
    private const int MostWords = 40;

    /// <summary>Opens with a word of address, and neither speaks of itself nor has a common verb. English only; elsewhere nothing is one.</summary>
    public static bool Is(Statement statement)
    {
        var reading = statement.Reading;
        if (reading.Count is 0 or > MostWords || !IsAddress(Written(statement, 0))) return false;
        for (var i = 1; i < reading.Count; i++)
        {
            if (Written(statement, i) is "i" or "we" or "you" or "it" or "is" or "are" or "am" or "was" or "were" or "be" or "been" or "has" or "have" or "had" or "will" or "would"
                or "shall" or "should" or "can" or "could" or "may" or "must" or "do" or "does" or "did" or "let" or "allow" or "thank" or "said" or "says"
                or "this" or "these" or "today" or "now" or "there" or "here" or "my" or "our") return false;
        }
        return true;
    }

    private static bool IsAddress(string word) =>
        word is "dear" or "friends" or "comrades" or "colleagues" or "ladies" or "gentlemen" or "excellencies" or "excellency" or "respected" or "esteemed" or "honourable" or "honorable"
            or "distinguished" or "citizens" or "compatriots" or "mr" or "mrs" or "ms" or "madam" or "sir" or "comrade" or "your" or "fellow" or "brothers" or "sisters";

    private static string Written(Statement statement, int term) =>
        statement.Passage.Text[statement.Reading[term].Start..statement.Reading[term].End].ToLowerInvariant();
}

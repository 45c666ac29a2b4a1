namespace Variorum;

/// <summary>Whether a short text says that a page is not there (<c>missing.tsv</c>).</summary>
internal static class MissingPhrases
{
    private static readonly Lazy<List<Language>> Languages = new(Read);

    private static readonly char[] Breaks = [.. ".!?;\n。！？؟"];

    /// <summary>In any of the languages: a site can answer so in another than its articles'.</summary>
    public static bool Says(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return false;
        var lower = text.ToLowerInvariant();
        return Languages.Value.Exists(language => language.Says(lower));
    }

    private static List<Language> Read()
    {
        var rows = TableLines.Of("missing.tsv").Select(static line => line.Split('\t')).ToList();
        return [.. rows.Select(static row => row[0]).Distinct().Select(code => new Language(Phrases(rows, code, "what"), Phrases(rows, code, "gone"), Phrases(rows, code, "whole")))];
    }

    private static string[] Phrases(List<string[]> rows, string code, string kind) =>
        [.. rows.Where(row => row[0] == code && row[1] == kind).SelectMany(static row => row[2].Split(" | "))];

    private sealed record Language(string[] What, string[] Gone, string[] Whole)
    {
        public bool Says(string text) => Holds(text, Whole) || (Holds(text, Gone) && text.Split(Breaks, StringSplitOptions.RemoveEmptyEntries).Any(InOne));

        private bool InOne(string sentence) => Holds(sentence, What) && Holds(sentence, Gone);

        private static bool Holds(string text, string[] phrases) => Array.Exists(phrases, phrase => Holds(text, phrase));

        // Whole words where words are set apart by blanks; endings of Hangul and all of Han run on.
        private static bool Holds(string text, string phrase)
        {
            for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
            {
                if (phrase[0] >= '\u1100') return true;
                if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + phrase.Length == text.Length || !char.IsLetterOrDigit(text[at + phrase.Length]))) return true;
            }
            return false;
        }
    }
}

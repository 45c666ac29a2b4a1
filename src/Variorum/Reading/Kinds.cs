namespace Variorum;

/// <summary>Tells what kind of account a text is.</summary>
internal static class Kinds
{
    // A readout is short; a report of a summit tells of meetings, too, and of much else.
    private const int LongestReadout = 60;

    // A sentence opens with who met whom; later mentions are told in passing.
    private const int Opening = 400;

    // Of sentences that nobody is quoted or reported with (half of the text at least), the development speeches have 0.11 to 0.42 in the first person, the reports none.
    private const double OwnAtLeast = 0.08;

    // Without an audience: a declaration or an open letter speaks of itself in every other sentence.
    private const double OwnInStatement = 0.4;

    private const int FewestSpoken = 4;

    private static readonly Lazy<Dictionary<string, string[]>> Phrases = new(() =>
        TableLines.Of("kinds.phrases.tsv").Select(row => row.Split('\t')).ToDictionary(row => row[0], row => row[1].Split('|')));

    public static AccountKind Of(Draft draft, Spoken spoken)
    {
        if (spoken.HasTurns) return AccountKind.Transcript;
        var title = (draft.Title ?? "").ToLowerInvariant();
        if (Has("statement", title)) return AccountKind.Statement;
        var first = spoken.Passages.FirstOrDefault(passage => !passage.Heading)?.Text ?? "";
        var opening = first[..Math.Min(first.Length, Opening)].ToLowerInvariant();
        if (spoken.Passages.Count <= LongestReadout && (Has("readout", opening) || title.Contains("readout", StringComparison.Ordinal))) return AccountKind.Readout;
        if (opening.Length > 0 && Has("statement", opening) && Has("following", opening)) return AccountKind.Statement;
        var own = FirstPerson(spoken);
        // Whoever writes "we" writes; whoever also addresses an audience spoke.
        if (own >= OwnAtLeast && spoken.Passages.Any(passage => Has("address", passage.Text.ToLowerInvariant()))) return AccountKind.Transcript;
        return own >= OwnInStatement ? AccountKind.Statement : AccountKind.Report;
    }

    private static bool Has(string kind, string text) => text.Length > 0 && Array.Exists(Phrases.Value[kind], phrase => Words.Contain(text, phrase));

    // A speaker says I or we; the narrator of a report does not, whatever the quoted and the reported say.
    private static double FirstPerson(Spoken spoken)
    {
        var (own, all, attribution) = (0, 0, 0);
        foreach (var passage in spoken.Passages)
        {
            if (passage.Heading || passage.Text.AsSpan().IndexOfAny("\"“«「『") >= 0 || Attributed(passage)) continue;
            all++;
            if (Words.ContainAny(passage.Text.ToLowerInvariant(), ["i", "i'm", "i’m", "we", "my", "me", "я", "мы", "мне", "ми", "мені", "yo", "nosotros", "je", "j'ai", "nous", "ich", "wir", "저는", "제가", "나는", "우리는", "私は", "私たちは"])
                || SaysI(passage.Text)) own++;
        }
        return all < FewestSpoken || all * 2 < spoken.Passages.Count ? 0 : own / (double)all;

        bool Attributed(Passage passage)
        {
            var attributions = spoken.Attributions;
            while (attribution < attributions.Count && End(attributions[attribution]) <= passage.Start) attribution++;
            return attribution < attributions.Count && attributions[attribution].Content.Any(span => span.Start < passage.End && passage.Start < span.End);
        }

        static int End(Attribution attribution) => attribution.Content.Count == 0 ? 0 : attribution.Content.Max(span => span.End);
    }

    // 我国, 我省 are the writer's country and province.
    private static bool SaysI(string text)
    {
        var at = text.IndexOf('我', StringComparison.Ordinal);
        return at >= 0 && (at + 1 == text.Length || text[at + 1] is not ('国' or '國' or '省' or '市' or '区' or '區' or '县' or '縣' or '军' or '軍' or '方' or '党' or '黨' or '院' or '校' or 'が'));
    }

    private static class Words
    {
        /// <summary>Whether a phrase stands in a text as words of their own.</summary>
        public static bool Contain(string text, string phrase)
        {
            for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
            {
                if (phrase[0] >= '\u2E80') return true;
                var end = at + phrase.Length;
                if ((at == 0 || !char.IsLetter(text[at - 1])) && (end == text.Length || !char.IsLetter(text[end]))) return true;
            }
            return false;
        }

        public static bool ContainAny(string text, ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (Contain(text, word)) return true;
            }
            return false;
        }
    }
}

namespace Variorum;

/// <summary>Where one of two texts that share their wording has other words within its body: what a carrier changed, beyond what every carrier does.</summary>
/// <remarks>
/// Every carrier writes its own dateline and signature, cuts from the end and leaves out sentences; a word that was exchanged, put in or left out
/// within a sentence was changed on purpose, however few they are. Which of the two is the earlier does not matter.
/// </remarks>
internal static class Edits
{
    // A dateline, a byline or a signature has no more words than these.
    private const int FrameWords = 12;

    private const string SentenceEnds = ".!?…。！？؟।\n", DatelineEnds = SentenceEnds + ":–—)";

    /// <summary>The stretches that were changed, in order; a stretch that is empty in one text stands in the other alone.</summary>
    public static List<Stretch> In(CommonRuns runs, Shingled a, Shingled b) =>
        [.. runs.Gaps.Where(gap => !SpeltApart(gap, a, b) && !Exchanges.InDatelines(gap, a, b) && !(gap switch
        {
            { StartA: 0, StartB: 0 } => IsOpening(gap, a, b),
            _ when gap.EndA == a.Count && gap.EndB == b.Count => gap.LengthA == 0 || gap.LengthB == 0 || IsSignature(a, gap.StartA) || IsSignature(b, gap.StartB) || IsBroken(a, gap.StartA, b, gap.StartB) || IsBroken(b, gap.StartB, a, gap.StartA),
            { LengthB: 0 } => AreSentences(a, gap.StartA, gap.EndA),
            { LengthA: 0 } => AreSentences(b, gap.StartB, gap.EndB),
            _ => false,
        }))];

    /// <summary>Whether two stretches have the same letters: co-operation, cooperation.</summary>
    private static bool SpeltApart(Stretch gap, Shingled a, Shingled b) =>
        gap.LengthA > 0 && gap.LengthB > 0 && Letters(a, gap.StartA, gap.EndA).Equals(Letters(b, gap.StartB, gap.EndB), StringComparison.OrdinalIgnoreCase);

    private static string Letters(Shingled text, int start, int end) =>
        string.Concat(text.Text[text.Places[start].Start..text.Places[end - 1].End].Where(char.IsLetterOrDigit).Select(Normalization.Fold));

    private static bool IsOpening(Stretch gap, Shingled a, Shingled b) =>
        gap.LengthA == 0 || gap.LengthB == 0
        || (Math.Min(gap.LengthA, gap.LengthB) <= FrameWords && EndsAt(a, gap.EndA, DatelineEnds) && EndsAt(b, gap.EndB, DatelineEnds));

    // The first word of a line may be that of the sentence which was cut: The Courier reports.
    private static bool IsSignature(Shingled text, int start) =>
        text.Count - start <= FrameWords && (EndsAt(text, start, DatelineEnds) || EndsAt(text, start - 1, "\n"));

    /// <summary>Whether a text was cut within a word.</summary>
    private static bool IsBroken(Shingled text, int at, Shingled whole, int there) =>
        at == text.Count - 1 && Letters(whole, there, there + 1).StartsWith(Letters(text, at, at + 1), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a stretch that the other text lacks is whole sentences. Where they begin like what follows, as many words further on or back are lacking as well.</summary>
    private static bool AreSentences(Shingled text, int start, int end)
    {
        if (EndsAt(text, start, SentenceEnds) && EndsAt(text, end, SentenceEnds)) return true;
        for (var (from, to) = (start, end); from > 0 && text.Hashes[from - 1] == text.Hashes[to - 1];)
        {
            (from, to) = (from - 1, to - 1);
            if (EndsAt(text, from, SentenceEnds) && EndsAt(text, to, SentenceEnds)) return true;
        }
        for (var (from, to) = (start, end); to < text.Count && text.Hashes[from] == text.Hashes[to];)
        {
            (from, to) = (from + 1, to + 1);
            if (EndsAt(text, from, SentenceEnds) && EndsAt(text, to, SentenceEnds)) return true;
        }
        return false;
    }

    /// <summary>Whether something ends before a word.</summary>
    private static bool EndsAt(Shingled text, int word, string ends) => word == 0 || word == text.Count
        || text.Text.AsSpan(text.Places[word - 1].End, text.Places[word].Start - text.Places[word - 1].End) is var between && (between.IndexOfAny(ends) >= 0 || (ends == DatelineEnds && between.IndexOf(" -") >= 0));
}

using System.Globalization;

namespace Variorum;

/// <summary>What was read otherwise than it stands, though nothing of it is lost.</summary>
internal static class Notices
{
    /// <summary>The notices, each with its reason; empty for nearly every page.</summary>
    /// <param name="draft">What was read.</param>
    /// <param name="charset">The charset that it was read in.</param>
    /// <param name="belied">The charset that is declared and is not that of the bytes, or null.</param>
    public static List<Unread> Of(Draft draft, string charset, string? belied)
    {
        var notices = new List<Unread>();
        if (belied is not null) notices.Add(new Unread($"the declared charset {belied}", $"the bytes are {charset} and were read as that") { Notice = true });
        var endless = new List<Span>();
        foreach (var block in draft.Blocks)
            if (block.Text.Length > SentenceChains.Longest) Sentences.Cut(block.Text, endless);
        if (endless.Count > 0)
        {
            var longest = endless.Max(static span => span.Length).ToString("N0", CultureInfo.InvariantCulture);
            var cut = FormattableString.Invariant($"cut into pieces of at most {SentenceChains.Longest:N0}");
            notices.Add(endless.Count == 1
                ? new Unread($"a sentence of {longest} characters", $"it was {cut}") { Notice = true }
                : new Unread($"{endless.Count} sentences of up to {longest} characters", $"they were {cut}") { Notice = true });
        }
        return notices;
    }
}

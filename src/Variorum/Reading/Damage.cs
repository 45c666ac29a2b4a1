namespace Variorum;

/// <summary>What a damaged page has lost: letters whose bytes are none, and the end of a page that was not saved whole.</summary>
internal static class Damage
{
    /// <summary>The losses, each with its reason; empty for a whole page.</summary>
    /// <param name="text">The page, decoded; a letter that could not be is U+FFFD.</param>
    /// <param name="draft">What was read of it.</param>
    /// <param name="html">False for plain text, which ends wherever it ends.</param>
    public static List<Unread> Of(string text, Draft draft, bool html)
    {
        var losses = new List<Unread>();
        var letters = draft.Blocks.Sum(static block => block.Text.AsSpan().Count('\uFFFD'));
        if (letters > 0) losses.Add(new Unread(letters == 1 ? "1 letter" : $"{letters} letters", "the bytes there are no letters in the page's charset") { Damage = true });
        if (html && IsCutOff(text)) losses.Add(new Unread("the rest of the page", "the file is cut off before the page ends") { Damage = true });
        return losses;
    }

    /// <summary>Whether a page stops before its end: within a tag, or without closing what it opened.</summary>
    /// <remarks>HTML lets a writer leave out the last end tags, and whoever writes out <c>&lt;body&gt;</c> or <c>&lt;html&gt;</c> and closes
    /// neither has hardly chosen to. A page without either is a fragment, and fragments may end anywhere.</remarks>
    internal static bool IsCutOff(ReadOnlySpan<char> text)
    {
        var tail = text.TrimEnd();
        var open = tail.LastIndexOf('<');
        if (open < 0) return false;
        var last = tail[open..];
        if (!last.Contains('>') && last.Length > 1 && (char.IsAsciiLetter(last[1]) || last[1] is '/' or '!')) return true;
        return !Closes(text, "</body") && !Closes(text, "</html") && (Opens(text, "<body") || Opens(text, "<html"));
    }

    // Each is looked for from the end of the page where it stands.
    private static bool Opens(ReadOnlySpan<char> text, string tag) => text.Contains(tag, StringComparison.OrdinalIgnoreCase);

    private static bool Closes(ReadOnlySpan<char> text, string tag) => text.LastIndexOf(tag, StringComparison.OrdinalIgnoreCase) >= 0;
}

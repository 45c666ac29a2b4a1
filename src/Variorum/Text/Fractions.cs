namespace Variorum;

/// <summary>Reads parts in English words: <c>two thirds</c>, <c>a fifth of</c>, <c>one in four</c>.</summary>
internal static class Fractions
{
    // Six places tell all of these apart, and two ways of writing one part are the same value.
    private const int Places = 6;

    private static readonly string[] Parts = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    /// <summary>The part that starts at a lexeme and where it ends; null where none does.</summary>
    public static (decimal Value, int End)? Read(Lexemes text, int i)
    {
        var one = text.Of(i) is "a" or "A" or "one" or "One";
        var count = one ? 1 : Numerals.Word(text.Of(i), english: true);
        if (count is < 1 or > 9) return null;
        // one in four children, nine out of ten
        var at = text.Is(i + 1, "out") && text.Is(i + 2, "of") ? i + 3 : text.Is(i + 1, "in") ? i + 2 : 0;
        if (at > 0 && text.Of(i) is not ("a" or "A") && Numerals.Read(text, at, english: true) is { } whole && whole.Value > count && whole.Value <= 100 && !(Units.Measure(text.Of(whole.End), out _)))
            return (Math.Round(count / whole.Value, Places), whole.End);
        at = text.Is(i + 1, '-') && text.Joined(i + 1) ? i + 2 : i + 1;
        var part = Part(text.Of(at), plural: count > 1);
        if (part == 0 || count >= part) return null;
        // "the third of May", "a third bridge": an ordinal, unless it is a part of something.
        var ofAll = text.Is(at + 1, "of") && !(text.Is(at + 2, "all") && count == 1);
        return count > 1 || ofAll ? (Math.Round(count / part, Places), at + 1) : null;
    }

    private static int Part(ReadOnlySpan<char> word, bool plural)
    {
        if (plural)
        {
            if (word is "halves" || !word.EndsWith("s")) return 0;
            word = word[..^1];
        }
        for (var i = 1; i < Parts.Length; i++)
            if (word.SequenceEqual(Parts[i])) return i + 2;
        return 0;
    }
}

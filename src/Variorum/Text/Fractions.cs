namespace Variorum;

/// <summary>Reads parts in English words: <c>two thirds</c>, <c>a fifth of</c>, <c>one in four</c>.</summary>
internal static class Fractions
{
    // Six places tell all of these apart, and two ways of writing one part are the same value.
    internal const int Places = 6;

    private static readonly string[] Parts = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly Lazy<HashSet<string>> Openers = Set(
        "about above across after against all almost although among and another approximately are around as at barely be because been before below between but by during either even "
        + "every exactly for from had has have he hence if in into is it just like maybe more nearly neither nor not now of off often on only or out over per perhaps quite she since so some "
        + "still than that the them then there therefore these they this those though through thus to today toward under unless until up upon us was we were when where whereas whether which "
        + "while who whom why with within without yet you");

    private static readonly Lazy<HashSet<string>> BeforeVerbs = Set("to will would can could may might must shall should not did do does now still they we you who that which");

    /// <summary>The part that starts at a lexeme and where it ends; null where none does.</summary>
    public static (decimal Value, int End)? Read(Lexemes text, int i)
    {
        var one = text.Of(i) is "a" or "A" or "one" or "One";
        var count = one ? 1 : Numerals.Word(text.Of(i), english: true);
        if (count is < 1 or > 9) return null;
        // one in four children, nine out of ten
        var at = text.Is(i + 1, "out") && text.Is(i + 2, "of") ? i + 3 : text.Is(i + 1, "in") ? i + 2 : 0;
        if (at > 0 && text.Of(i) is not ("a" or "A") && !Named(text, i) && Numerals.Read(text, at, english: true) is { } whole && whole.Value > count && whole.Value <= 100 && !(Units.Measure(text.Of(whole.End), out _)))
            return (Math.Round(count / whole.Value, Places), whole.End);
        at = text.Is(i + 1, '-') && text.Joined(i + 1) ? i + 2 : i + 1;
        var part = Part(text.Of(at), plural: count > 1);
        if (part == 0 || count >= part) return null;
        // "the third of May", "a third bridge": an ordinal, unless it is a part of something.
        var ofAll = text.Is(at + 1, "of") && !(text.Is(at + 2, "all") && count == 1);
        return count > 1 || ofAll ? (Math.Round(count / part, Places), at + 1) : null;
    }

    /// <summary>The number names what stands before it: <c>day one in 30 pictures</c>, <c>number one in five countries</c>.</summary>
    private static bool Named(Lexemes text, int i)
    {
        if (!text.IsWord(i - 1)) return false;
        var word = text.Of(i - 1);
        if (word is "ranked" or "rated" or "placed" or "series") return true;
        // Forms of verbs, and what goes before a part as before any other number.
        if (text.IsAny(i - 1, Openers.Value) || Irregular.Forms.ContainsKey(word)) return false;
        if (word.EndsWith("ed") || word.EndsWith("ing") || word.EndsWith("ly") || (word.EndsWith("s") && !word.EndsWith("ss"))) return false;
        // "to affect one in four": a verb in its plain form.
        return !text.IsAny(i - 2, BeforeVerbs.Value);
    }

    private static Lazy<HashSet<string>> Set(string words) => new(() => new HashSet<string>(words.Split(' '), StringComparer.OrdinalIgnoreCase));

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

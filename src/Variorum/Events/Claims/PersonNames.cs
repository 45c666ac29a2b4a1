namespace Variorum;

/// <summary>Whether two written names can be those of one person.</summary>
internal static class PersonNames
{
    /// <summary>The words of a name, folded; a hyphen parts words: <c>Kim Jong-un</c> and <c>Kim Jong Un</c> are the same.</summary>
    public static string[] Words(string name) =>
        [.. Token.Fold(name).Split([' ', '-', '\u00a0'], StringSplitOptions.RemoveEmptyEntries).Where(static word => word.Length > 1 || char.IsLetter(word[0])).Select(static word => word.TrimEnd('.'))];

    /// <summary>All words of the shorter one stand in the longer one, in their order, and one of them is no initial.</summary>
    public static bool Same(string a, string b)
    {
        var (few, many) = (Words(a), Words(b));
        if (few.Length > many.Length) (few, many) = (many, few);
        if (few.Length == 0 || few.All(static word => word.Length < 2)) return false;
        var at = 0;
        foreach (var word in many)
            if (at < few.Length && (SameWord(word, few[at]) || (few[at].Length == 1 && word[0] == few[at][0]) || (word.Length == 1 && few[at][0] == word[0]))) at++;
        return at == few.Length && (few.Length > 1 || few[0].Length > 1);
    }

    // Zelensky, Zelenskyy: long words that end otherwise. A woman's ending is no other spelling.
    private static bool SameWord(string a, string b)
    {
        if (a == b) return true;
        var shared = a.AsSpan().CommonPrefixLength(b);
        return shared >= 6 && Math.Max(a.Length, b.Length) - shared <= 2 && a.EndsWith('a') == b.EndsWith('a');
    }

    /// <summary>The same, and of names in two scripts whether their sounds agree: <c>Ким Чен Ын</c>.</summary>
    public static bool SameInAnyScript(string a, string b) => SameInAnyScript(a)(b);

    /// <summary>The same of one name and many others.</summary>
    public static Func<string, bool> SameInAnyScript(string name)
    {
        var (script, words, keys) = (Script(name), Words(name).Length, new Lazy<HashSet<ulong>>(() => Keys(name)));
        return other =>
        {
            if (Same(name, other)) return true;
            if (script == Script(other)) return false;
            var shared = Keys(other).Count(keys.Value.Contains);
            // Short names of two people sound alike now and then: two words must agree where both have two.
            return shared >= Math.Max(1, Math.Min(2, Math.Min(words, Words(other).Length)));
        };
    }

    private static HashSet<ulong> Keys(string name) =>
        [.. NameKeys.OfName(name, null).Where(static key => key.Kind is not NameKeyKind.Spelling).Select(static key => key.Hash)];

    private static int Script(string name) => name.FirstOrDefault(char.IsLetter) switch
    {
        < '\u0250' => 0,
        >= '\u0400' and < '\u0530' => 1,
        >= '\u0600' and < '\u0700' => 2,
        >= '\uac00' and < '\ud7b0' => 3,
        _ => 4,
    };
}

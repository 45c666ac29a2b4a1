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
            if (at < few.Length && (word == few[at] || (few[at].Length == 1 && word[0] == few[at][0]) || (word.Length == 1 && few[at][0] == word[0]))) at++;
        return at == few.Length && (few.Length > 1 || few[0].Length > 1);
    }
}

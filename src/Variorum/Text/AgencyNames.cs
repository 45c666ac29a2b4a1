namespace Variorum;

/// <summary>The short names by which agencies sign: <c>QPA</c> for the Quillian Press Agency.</summary>
internal static class AgencyNames
{
    private const int ShortestPart = 3;

    /// <summary>Whether a name is that of a publisher: the same, a part of it, its initials, or a label of its host.</summary>
    /// <param name="name">As a dateline or a source line has it.</param>
    /// <param name="publisher">As the page names it.</param>
    /// <param name="url">Of the publisher's page.</param>
    public static bool IsOf(string name, string publisher, string? url)
    {
        if (name.Equals(publisher, StringComparison.OrdinalIgnoreCase) || Holds(publisher, name) || Holds(name, publisher)) return true;
        var initials = string.Concat(publisher.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(static word => char.IsUpper(word[0])).Select(static word => word[0]));
        return initials.Equals(name, StringComparison.OrdinalIgnoreCase)
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Host.Split('.').Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>
    /// Whether a name has another one in it, by whole words: as its beginning, or anywhere where that is an acronym or more than a word. <c>Post</c>
    /// at the end of a name is only what kind of paper it is.
    /// </summary>
    private static bool Holds(string whole, string part)
    {
        if (part.Length < ShortestPart) return false;
        for (var at = 0; (at = whole.IndexOf(part, at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = at + part.Length;
            if ((at > 0 && Joined(whole[at - 1], whole[at])) || (end < whole.Length && Joined(whole[end - 1], whole[end]))) continue;
            if (part.Contains(' ', StringComparison.Ordinal) || !part.Any(char.IsLower) || !HasWord(whole.AsSpan(0, at))) return true;
        }
        return false;
    }

    // Where words are not parted by blanks, every character may begin one.
    private static bool Joined(char before, char after) => char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after) && !(IsUnparted(before) && IsUnparted(after));

    private static bool IsUnparted(char letter) => char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.OtherLetter;

    private static bool HasWord(ReadOnlySpan<char> before) => before.Trim() is { Length: > 0 } words && !words.Equals("The", StringComparison.OrdinalIgnoreCase);
}

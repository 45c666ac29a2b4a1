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

    private static bool Holds(string whole, string part) => part.Length >= ShortestPart && whole.Contains(part, StringComparison.OrdinalIgnoreCase);
}

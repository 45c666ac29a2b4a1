namespace Variorum;

/// <summary>Finds dates and resolves those that lean on the account's own date.</summary>
public static class Dates
{
    /// <summary>The dates of a text in order, without overlaps.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="published">The account's own date, ISO 8601; without it, relative dates are left out.</param>
    public static IReadOnlyList<DateExpression> Find(string text, string? published) => [];
}

namespace Variorum;

/// <summary>Finds dates and resolves those that lean on the account's own date.</summary>
public static class Dates
{
    /// <summary>The dates of a text in order, without overlaps.</summary>
    /// <remarks>
    /// A day or a month without a year is the one nearest to <paramref name="published"/>; where that is not known, the year stays
    /// unspecified (<c>XXXX-03-14</c>), and a month alone is a date only behind a preposition. The part of a period (<c>early</c>, <c>the end of</c>)
    /// belongs to the expression, its value is the whole period. <c>That day</c> is the last whole date before it.
    /// </remarks>
    /// <param name="text">Any text.</param>
    /// <param name="published">The account's own date, ISO 8601; without it, relative dates (<c>yesterday</c>, <c>last March</c>) are left out.</param>
    public static IReadOnlyList<DateExpression> Find(string text, string? published) => new DateReader(text, published).Read();
}

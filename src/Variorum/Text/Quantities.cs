namespace Variorum;

/// <summary>Finds numbers with their units.</summary>
public static class Quantities
{
    /// <summary>The quantities of a text in order; dates are none.</summary>
    /// <remarks>
    /// Left out are numbers that name rather than count (<c>Hall 2</c>, <c>No. 14</c>, <c>F-16</c>), clock times, marks of lists, a bare <c>one</c>,
    /// and <c>the two</c> of the parties to talks. Ordinals are taken when written in digits.
    /// </remarks>
    /// <param name="text">Any text.</param>
    /// <param name="dates">The dates already found in it.</param>
    public static IReadOnlyList<Quantity> Find(string text, IReadOnlyList<DateExpression> dates) => new QuantityReader(text, dates).Read();
}

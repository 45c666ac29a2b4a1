namespace Variorum;

/// <summary>Finds numbers with their units.</summary>
public static class Quantities
{
    /// <summary>The quantities of a text in order; dates are none.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="dates">The dates already found in it.</param>
    public static IReadOnlyList<Quantity> Find(string text, IReadOnlyList<DateExpression> dates) => [];
}

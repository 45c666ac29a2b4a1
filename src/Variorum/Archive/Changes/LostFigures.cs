namespace Variorum;

/// <summary>Figures that a later text does not give any more: by value and unit, however each is written.</summary>
/// <param name="after">All that the later text says.</param>
internal sealed class LostFigures(IReadOnlyList<string> after)
{
    // As in 2026-06-20 and XXXX-06-20.
    private const int Day = 10;

    private readonly HashSet<(decimal, string)> quantities = [.. after.SelectMany(static said => Quantities.Find(said, Dates.Find(said, null))).SelectMany(Values)];
    private readonly List<string> days = [.. after.SelectMany(static said => Dates.Find(said, null)).Select(static date => date.Value).Where(static value => value.Length == Day)];
    private readonly HashSet<string> words = new(after.SelectMany(static said => DiffWords.Bag(said).Keys), StringComparer.OrdinalIgnoreCase);

    /// <summary>The lost ones of a sentence, as written: <c>38 percent</c>, <c>two hundred ships</c>, <c>14 de mayo</c>. A number that names an article, a ship or a road is none.</summary>
    public IEnumerable<string> Of(string sentence)
    {
        var dates = Dates.Find(sentence, null);
        foreach (var quantity in Quantities.Find(sentence, dates))
        {
            if (!Values(quantity).All(quantities.Contains)) yield return quantity.Text;
        }
        foreach (var date in dates)
        {
            if (IsLost(date)) yield return date.Text;
        }
    }

    /// <summary>A day that is named no more, or a year; a month's name alone is no figure.</summary>
    private bool IsLost(DateExpression date)
    {
        var figures = Figures(date.Text).ToList();
        if (figures.Exists(figure => !words.Contains(figure))) return true;
        // 27 January of a year that only one of the texts tells is the same day.
        return figures.Count > 0 && date.Value.Length == Day && !days.Any(day => day[4..] == date.Value[4..] && (day == date.Value || day[0] == 'X' || date.Value[0] == 'X'));
    }

    private static IEnumerable<string> Figures(string text) => DiffWords.Pieces(text).Where(static piece => char.IsDigit(piece[0]));

    // What is counted may be called otherwise in the next version; a unit is part of the figure.
    private static IEnumerable<(decimal, string)> Values(Quantity quantity)
    {
        var unit = quantity.Kind is QuantityKind.Count or QuantityKind.Number ? "" : quantity.Unit;
        yield return (quantity.Value, unit);
        if (quantity.Upper is { } upper) yield return (upper, unit);
    }
}

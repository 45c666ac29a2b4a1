namespace Variorum;

/// <summary>Whether the figures and dates of two statements agree.</summary>
internal static class Figures
{
    /// <summary>A value in common; a value of the same unit that the other lacks, on both sides.</summary>
    public static (bool Same, bool Other) Compare(IReadOnlyList<Quantity> a, IReadOnlyList<Quantity> b)
    {
        var (same, other) = (false, false);
        foreach (var x in a)
        {
            foreach (var y in b)
            {
                if (Agree(x, y)) same = true;
                else if (SameUnit(x, y) && !a.Any(z => Agree(z, y)) && !b.Any(z => Agree(x, z))) other = true;
            }
        }
        return (same, other);
    }

    /// <summary>A day in common; two days of which neither holds the other.</summary>
    public static (bool Same, bool Other) Compare(IReadOnlyList<DateExpression> a, IReadOnlyList<DateExpression> b)
    {
        var (same, other) = (false, false);
        foreach (var x in a)
        {
            foreach (var y in b)
            {
                if (Agree(x, y)) same = true;
                else if (!a.Any(z => Agree(z, y)) && !b.Any(z => Agree(x, z))) other = true;
            }
        }
        return (same, other);
    }

    public static bool Agree(Quantity x, Quantity y) =>
        x.Value == y.Value && x.Upper == y.Upper && (x.Unit == y.Unit || (x.Kind != QuantityKind.Money && SameUnit(x, y)) || x.Unit.Length == 0 || y.Unit.Length == 0);

    public static bool SameUnit(Quantity x, Quantity y) =>
        x.Kind == y.Kind && (x.Unit == y.Unit || x.Kind == QuantityKind.Money || (x.Kind is QuantityKind.Count or QuantityKind.Ordinal && LastWord(x.Unit).SequenceEqual(LastWord(y.Unit))));

    /// <summary>One holds the other: the day and its month, the year and its half.</summary>
    public static bool Agree(DateExpression x, DateExpression y) => Holds(x.Value, y.Value) || Holds(y.Value, x.Value);

    private static bool Holds(string wider, string narrower)
    {
        var (from, to) = Ends(wider);
        var (start, end) = Ends(narrower);
        return string.CompareOrdinal(from, start) <= 0 && string.CompareOrdinal(end, to) <= 0;
    }

    /// <summary>First and last day in a form that sorts; every month may have 31 days for that.</summary>
    private static (string From, string To) Ends(string value)
    {
        var slash = value.IndexOf('/');
        var (from, to) = slash < 0 ? (value, value) : (value[..slash], value[(slash + 1)..]);
        return (from.Length switch { 4 => from + "-01-01", 7 => from + "-01", _ => from }, to.Length switch { 4 => to + "-12-31", 7 => to + "-31", _ => to });
    }

    private static ReadOnlySpan<char> LastWord(string unit) => unit.AsSpan(unit.LastIndexOf(' ') + 1);
}

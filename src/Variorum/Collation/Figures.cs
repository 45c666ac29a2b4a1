using System.Globalization;

namespace Variorum;

/// <summary>Whether the figures and dates of two statements agree.</summary>
internal static class Figures
{
    // Every month has 31 days here, so that a month's end needs no calendar.
    private const int MonthLength = 31;
    private const int YearLength = 12 * MonthLength;
    private const int DaysOfWeek = 7;

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
        InDays(x) is { } days && InDays(y) is { } others ? days == others
            : x.Value == y.Value && x.Upper == y.Upper && (x.Unit == y.Unit || (x.Kind != QuantityKind.Money && SameUnit(x, y)) || x.Unit.Length == 0 || y.Unit.Length == 0);

    public static bool SameUnit(Quantity x, Quantity y) =>
        x.Kind == y.Kind && (x.Unit == y.Unit || x.Kind == QuantityKind.Money || (InDays(x) is not null && InDays(y) is not null)
            || (x.Kind is QuantityKind.Count or QuantityKind.Ordinal && Noun(x.Unit).SequenceEqual(Noun(y.Unit))));

    // Two weeks are 14 days; a month has no fixed number of them, and hours tell a time more exactly than days do.
    private static (decimal, decimal?)? InDays(Quantity quantity) => (quantity.Kind, quantity.Unit) switch
    {
        (QuantityKind.Duration, "day") => (quantity.Value, quantity.Upper),
        (QuantityKind.Duration, "week") => (quantity.Value * DaysOfWeek, quantity.Upper * DaysOfWeek),
        _ => null,
    };

    /// <summary>One holds the other: the day and its month, the year and its half. An unspecified year (<c>XXXX</c>) is any year.</summary>
    public static bool Agree(DateExpression x, DateExpression y) => Holds(x.Value, y.Value) || Holds(y.Value, x.Value);

    private static bool Holds(string wider, string narrower)
    {
        var (from, to) = Ends(wider);
        var (start, end) = Ends(narrower);
        if (OfAnyYear(from) || OfAnyYear(to) || OfAnyYear(start) || OfAnyYear(end))
        {
            var length = Length(from, to);
            if (length >= YearLength - 1) return true;
            var offset = (DayOfYear(start) - DayOfYear(from) + YearLength) % YearLength;
            return offset + Length(start, end) <= length;
        }
        return string.CompareOrdinal(from, start) <= 0 && string.CompareOrdinal(end, to) <= 0;
    }

    /// <summary>First and last day in a form that sorts; every month may have 31 days for that.</summary>
    private static (string From, string To) Ends(string value)
    {
        var slash = value.IndexOf('/');
        var (from, to) = slash < 0 ? (value, value) : (value[..slash], value[(slash + 1)..]);
        return (from.Length switch { 4 => from + "-01-01", 7 => from + "-01", _ => from }, to.Length switch { 4 => to + "-12-31", 7 => to + "-31", _ => to });
    }

    private static bool OfAnyYear(string day) => day[0] == 'X';

    private static int DayOfYear(string day) => (int.Parse(day.AsSpan(5, 2), CultureInfo.InvariantCulture) - 1) * MonthLength + int.Parse(day.AsSpan(8, 2), CultureInfo.InvariantCulture) - 1;

    // Days from the first to the last; from December of no year to January is into the next.
    private static int Length(string from, string to)
    {
        var days = DayOfYear(to) - DayOfYear(from);
        if (OfAnyYear(from) || OfAnyYear(to)) return days < 0 ? days + YearLength : days;
        return days + (int.Parse(to.AsSpan(0, 4), CultureInfo.InvariantCulture) - int.Parse(from.AsSpan(0, 4), CultureInfo.InvariantCulture)) * YearLength;
    }

    // The last word tells what is counted; the press writes ton for tonne.
    private static ReadOnlySpan<char> Noun(string unit) => unit.AsSpan(unit.LastIndexOf(' ') + 1) is var word && word is "tonne" ? "ton" : word;
}

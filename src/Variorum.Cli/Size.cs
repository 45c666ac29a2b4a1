using System.Globalization;

namespace Variorum;

/// <summary>Sizes as people write them: <c>500 kB</c>, <c>64MB</c>, <c>16777216</c>; a kB is 1,024 bytes.</summary>
internal static class Size
{
    /// <summary>An array cannot be longer than about this.</summary>
    private const long Most = 1L << 30;

    private static readonly (string Unit, int Shift)[] Units = [("GB", 30), ("MB", 20), ("kB", 10), ("G", 30), ("M", 20), ("k", 10), ("B", 0)];

    /// <summary>The bytes, from 1 to 1 GB; null where the text is no such size.</summary>
    public static long? Parse(string text)
    {
        var number = text.AsSpan().Trim();
        var shift = 0;
        foreach (var unit in Units)
            if (number.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase))
            {
                number = number[..^unit.Unit.Length].TrimEnd();
                shift = unit.Shift;
                break;
            }
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 && value <= Most >> shift
            ? value << shift
            : null;
    }

    /// <summary>In the largest unit that leaves no remainder.</summary>
    public static string Write(long bytes)
    {
        foreach (var (unit, shift) in Units)
            if (shift > 0 && bytes >> shift << shift == bytes && bytes > 0)
                return string.Create(CultureInfo.InvariantCulture, $"{bytes >> shift} {unit}");
        return string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");
    }
}

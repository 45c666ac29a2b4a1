namespace Variorum;

/// <summary>What one picture is to another one.</summary>
public enum PictureRelation
{
    /// <summary>The same, whatever its size, format or quality; also made lighter or darker, or grey.</summary>
    Same,

    /// <summary>The same frame with a part that is another: somebody taken out or put in, a face blurred.</summary>
    Retouched,

    /// <summary>A part of it, or more of what it is a part of.</summary>
    Cropped,

    /// <summary>Another picture; also the same one mirrored.</summary>
    Other,
}

/// <summary>Tells pictures that were only coded or sized otherwise from those that were changed, by their looks.</summary>
/// <remarks>
/// A hash of 64 bits does not do: a person taken out of a group moves 4 of its bits, a blurred face none, and coding at a low quality
/// up to 8. So the looks themselves are compared, cell by cell: what differs must be explained by light (a line fitted through all
/// cells) or by a shift of a third of a cell, which is what coding and sizing leave. <c>bench pictures</c> draws pictures, does to them
/// what editors and servers do, and prints how far apart the two are; the limits below stand between them.
/// </remarks>
public static class PictureLikeness
{
    private const int Side = PictureLook.Side, Cells = Side * Side;

    // The greatest mean difference of 3 × 3 cells. Coded and sized otherwise: 8 of 255 at most, 13 where the smaller one has 160 pixels;
    // a crop by 3 % from 14, by 5 and 10 % from 31, a person out of a group from 42, another picture from 45.
    private const double Differs = 11, DiffersSmall = 20;

    // Of the shorter side, in pixels.
    private const int Small = 170;

    // Of the detail that stood in 5 × 5 cells, what is left in the later one: at least 0.62, but of a blurred face 0.51 at most.
    private const double Blurred = 0.57, Detailed = 12;

    // Colour, where the light is the same: other hues from 48, other light 10.
    private const double OtherHue = 28, Grey = 4;

    // Sizes are rounded to pixels.
    private const double SameShape = 0.015;

    // A retouched picture is the same in most of it (a person out of a group: mostly 0.85 and more; another picture 0.82 at most).
    private const double Retouched = 0.83;

    private const double Shift = 0.35;

    /// <summary>What the later picture is to the earlier one.</summary>
    public static PictureRelation Between(PictureLook before, PictureLook after)
    {
        var shape = Math.Abs(Math.Log((double)before.Width / before.Height * after.Height / after.Width));
        if (shape <= SameShape)
        {
            if (IsSame(before, after, out var alike)) return PictureRelation.Same;
            if (alike >= Retouched && !PictureCrops.Shows(before, after)) return PictureRelation.Retouched;
        }
        return PictureCrops.Shows(before, after) || PictureCrops.Shows(after, before) ? PictureRelation.Cropped : PictureRelation.Other;
    }

    private static bool IsSame(PictureLook before, PictureLook after, out double alike)
    {
        var (apart, detail, correlation) = Measure(before, after);
        alike = correlation;
        var small = Math.Min(Math.Min(before.Width, before.Height), Math.Min(after.Width, after.Height)) < Small;
        return apart <= (small ? DiffersSmall : Differs) && detail >= Blurred && !IsOtherHue(before.Tint.Span, after.Tint.Span);
    }

    /// <summary>How far apart two pictures of one shape are.</summary>
    /// <returns>
    /// The greatest mean difference of 3 × 3 cells (0 to 255) that light and a small shift do not explain; the least share of the
    /// earlier one's detail in 5 × 5 cells that the later one has, set beside the share of all (1 where there is none); and how well
    /// all cells go together (correlation, −1 to 1).
    /// </returns>
    internal static (double Apart, double Detail, double Correlation) Measure(PictureLook before, PictureLook after)
    {
        Span<float> old = stackalloc float[Cells], now = stackalloc float[Cells], apart = stackalloc float[Cells];
        var correlation = Lit(before.Luma.Span, after.Luma.Span, old, now);
        Apart(old, now, apart);
        const int three = 3;
        var most = 0.0;
        for (var row = 0; row + three <= Side; row++)
            for (var column = 0; column + three <= Side; column++) most = Math.Max(most, Math.Abs(Mean(apart, row, column, three)));
        return (most, DetailLeft(old, now), correlation);
    }

    /// <summary>Both, the earlier one in the light of the later: the line that fits their cells best (least squares), within reason.</summary>
    /// <returns>Their correlation.</returns>
    private static double Lit(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after, Span<float> old, Span<float> now)
    {
        double sumOld = 0, sumNow = 0;
        for (var i = 0; i < Cells; i++) (sumOld, sumNow) = (sumOld + before[i], sumNow + after[i]);
        var (meanOld, meanNow) = (sumOld / Cells, sumNow / Cells);
        double both = 0, own = 0, other = 0;
        for (var i = 0; i < Cells; i++)
        {
            both += (before[i] - meanOld) * (after[i] - meanNow);
            own += (before[i] - meanOld) * (before[i] - meanOld);
            other += (after[i] - meanNow) * (after[i] - meanNow);
        }
        var gain = own < 1 ? 1 : Math.Clamp(both / own, 0.6, 1.6);
        for (var i = 0; i < Cells; i++) (old[i], now[i]) = ((float)(gain * (before[i] - meanOld) + meanNow), after[i]);
        return own * other < 1 ? 0 : both / Math.Sqrt(own * other);
    }

    // How far each cell lies outside of what the earlier picture has within a third of a cell around it.
    private static void Apart(ReadOnlySpan<float> old, ReadOnlySpan<float> now, Span<float> apart)
    {
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var (least, most) = (float.MaxValue, float.MinValue);
                for (var i = -1; i <= 1; i++)
                {
                    for (var j = -1; j <= 1; j++)
                    {
                        var value = At(old, row + i * Shift, column + j * Shift);
                        (least, most) = (Math.Min(least, value), Math.Max(most, value));
                    }
                }
                var here = now[row * Side + column];
                apart[row * Side + column] = here - Math.Clamp(here, least, most);
            }
        }
    }

    // Taken together over a few cells, as a face has; and set beside what coding took from all of the picture.
    private static double DetailLeft(ReadOnlySpan<float> old, ReadOnlySpan<float> now)
    {
        const int five = 5, step = 2;
        const float floor = 4;
        Span<float> before = stackalloc float[Cells], after = stackalloc float[Cells];
        Detail(old, before);
        Detail(now, after);
        var (left, least) = (new List<double>(), double.MaxValue);
        for (var row = 0; row + five <= Side; row += step)
        {
            for (var column = 0; column + five <= Side; column += step)
            {
                var (was, stayed) = (Mean(before, row, column, five), Mean(after, row, column, five));
                var share = (stayed + floor) / (was + floor);
                left.Add(share);
                if (was >= Detailed) least = Math.Min(least, share);
            }
        }
        left.Sort();
        return Math.Min(1, least / Math.Min(1, left[left.Count / 2]));
    }

    // The size of the Laplacian.
    private static void Detail(ReadOnlySpan<float> cells, Span<float> detail)
    {
        for (var row = 1; row < Side - 1; row++)
        {
            for (var column = 1; column < Side - 1; column++)
            {
                var at = row * Side + column;
                detail[at] = Math.Abs(4 * cells[at] - cells[at - 1] - cells[at + 1] - cells[at - Side] - cells[at + Side]);
            }
        }
    }

    private static bool IsOtherHue(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (IsGrey(before) || IsGrey(after)) return false;
        var (cells, apart) = (before.Length / 2, 0);
        for (var i = 0; i < 2 * cells; i++) apart = Math.Max(apart, Math.Abs(before[i] - after[i]));
        return apart > OtherHue;

        static bool IsGrey(ReadOnlySpan<byte> tint)
        {
            foreach (var value in tint) if (Math.Abs(value - 128) > Grey) return false;
            return true;
        }
    }

    private static double Mean(ReadOnlySpan<float> cells, int row, int column, int side)
    {
        var sum = 0f;
        for (var i = 0; i < side; i++)
            for (var j = 0; j < side; j++) sum += cells[(row + i) * Side + column + j];
        return sum / (side * side);
    }

    /// <summary>The value at a place between the cells (bilinear), on the border where it lies outside.</summary>
    internal static float At(ReadOnlySpan<float> cells, double row, double column)
    {
        row = Math.Clamp(row, 0, Side - 1);
        column = Math.Clamp(column, 0, Side - 1);
        var (top, left) = ((int)row, (int)column);
        var (bottom, right) = (Math.Min(Side - 1, top + 1), Math.Min(Side - 1, left + 1));
        var (down, over) = ((float)(row - top), (float)(column - left));
        return (cells[top * Side + left] * (1 - over) + cells[top * Side + right] * over) * (1 - down)
            + (cells[bottom * Side + left] * (1 - over) + cells[bottom * Side + right] * over) * down;
    }
}

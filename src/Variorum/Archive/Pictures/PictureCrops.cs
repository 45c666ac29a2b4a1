namespace Variorum;

/// <summary>Finds a picture within another one: what is left when it was cropped.</summary>
internal static class PictureCrops
{
    private const int Side = PictureLook.Side;

    // Points of the smaller one that are looked for, in each direction.
    private const int Points = 16, FinePoints = 40;

    // A crop to less than this of a side shows so little that it is another picture.
    private const double Least = 0.3;

    // Correlation of the points (−1 to 1). Found where it is: 0.95 and more; elsewhere, and in other pictures, below 0.9.
    private const double Alike = 0.93;

    /// <summary>Whether a part of the whole is what the other picture shows; the whole itself is no part of it.</summary>
    public static bool Shows(PictureLook whole, PictureLook part)
    {
        Span<float> cells = stackalloc float[Side * Side], looked = stackalloc float[Side * Side];
        for (var i = 0; i < cells.Length; i++) (cells[i], looked[i]) = (whole.Luma.Span[i], part.Luma.Span[i]);
        // Of the same pixels: how high a part is follows from how wide it is.
        var shape = (double)whole.Width / whole.Height * part.Height / part.Width;
        var (best, at, found) = (0.0, (X: 0.0, Y: 0.0, Width: 0.0), (X: 0.0, Y: 0.0, Width: 0.0));
        const double step = 0.04, finer = 0.01;
        for (var width = 1.0; width >= Least; width -= step)
        {
            var height = width * shape;
            if (height is > 1.02 or < Least) continue;
            for (var y = 0.0; y <= 1 - height + step / 2; y += step)
            {
                for (var x = 0.0; x <= 1 - width + step / 2; x += step)
                {
                    at = (Math.Max(0, Math.Min(x, 1 - width)), Math.Max(0, Math.Min(y, 1 - height)), width);
                    var alike = Correlation(cells, looked, at, height, Points);
                    if (alike > best) (best, found) = (alike, at);
                }
            }
        }
        if (best < Alike - 0.3) return false;
        // Then nearer and nearer.
        for (var size = step / 2; size >= finer / 4; size /= 2)
        {
            for (var rounds = 0; rounds < 4; rounds++)
            {
                var before = found;
                foreach (var (dx, dy, dw) in (ReadOnlySpan<(int, int, int)>)[(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1), (-1, 0, 1), (1, 0, -1), (0, -1, 1), (0, 1, -1), (-1, -1, 1), (1, 1, -1)])
                {
                    var next = (X: before.X + dx * size, Y: before.Y + dy * size, Width: before.Width + dw * size);
                    if (next.Width is > 1 or < Least || next.X < -0.01 || next.Y < -0.01 || next.X + next.Width > 1.01 || next.Y + next.Width * shape > 1.01) continue;
                    var alike = Correlation(cells, looked, next, next.Width * shape, FinePoints);
                    if (before == found && size == step / 2 && rounds == 0) best = Math.Min(best, Correlation(cells, looked, before, before.Width * shape, FinePoints));
                    if (alike > best) (best, found) = (alike, next);
                }
                if (before == found) break;
            }
        }
        var cut = Math.Min(found.Width, found.Width * shape) < 0.985;
        return cut && best >= Alike;
    }

    private static double Correlation(ReadOnlySpan<float> whole, ReadOnlySpan<float> part, (double X, double Y, double Width) at, double height, int points)
    {
        double sumA = 0, sumB = 0, both = 0, ownA = 0, ownB = 0;
        for (var i = 0; i < points; i++)
        {
            for (var j = 0; j < points; j++)
            {
                var (v, u) = ((i + 0.5) / points, (j + 0.5) / points);
                double a = PictureLikeness.At(whole, (at.Y + v * height) * Side - 0.5, (at.X + u * at.Width) * Side - 0.5), b = PictureLikeness.At(part, v * Side - 0.5, u * Side - 0.5);
                (sumA, sumB, both, ownA, ownB) = (sumA + a, sumB + b, both + a * b, ownA + a * a, ownB + b * b);
            }
        }
        var count = points * points;
        var spread = Math.Sqrt(Math.Max(0, ownA - sumA * sumA / count) * Math.Max(0, ownB - sumB * sumB / count));
        return spread < 1 ? 0 : (both - sumA * sumB / count) / spread;
    }
}

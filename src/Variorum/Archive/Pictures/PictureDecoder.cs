using System.Runtime.InteropServices;
using SkiaSharp;

namespace Variorum;

/// <summary>Decodes pictures within bounds: JPEG, PNG, GIF (its first frame), WebP, BMP, ICO. Loaded when the first picture is looked at.</summary>
/// <remarks>A picture is hostile, and decoders are native code: <see cref="PictureProcess"/> keeps their faults out of a process that lives on.</remarks>
public static class PictureDecoder
{
    // A newspaper's largest are 24; what is larger unpacks to more memory than a picture is worth.
    private const long MostPixels = 50_000_000;

    private const int MostBytes = 32 << 20, LongestSide = 30_000;

    // A JPEG may be sent in as many passes as it likes, each over all of it.
    private const int MostScans = 100;

    /// <summary>How a picture looks.</summary>
    /// <returns>Null for what is no picture, damaged, cut, too large, or of a form that is not decoded (SVG, AVIF).</returns>
    public static PictureLook? Look(ReadOnlyMemory<byte> picture) => Decode(picture, PictureLook.Side * 2, static (pixels, width, height) => LookOf(pixels) is { } look ? look with { Width = width, Height = height } : null);

    /// <summary>The picture, small: a JPEG without anything else in it, to be shown beside another one.</summary>
    /// <param name="side">The longer side is not longer than this, in pixels.</param>
    /// <returns>Null as <see cref="Look"/>.</returns>
    public static byte[]? Small(ReadOnlyMemory<byte> picture, int side) => Decode<byte[]>(picture, side, (pixels, _, _) =>
    {
        var scale = Math.Min(1f, (float)side / Math.Max(pixels.Width, pixels.Height));
        using var small = pixels.Resize(new SKSizeI(Math.Max(1, (int)MathF.Round(pixels.Width * scale)), Math.Max(1, (int)MathF.Round(pixels.Height * scale))), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var data = small?.Encode(SKEncodedImageFormat.Jpeg, 80);
        return data?.ToArray();
    });

    private static T? Decode<T>(ReadOnlyMemory<byte> picture, int side, Func<SKBitmap, int, int, T?> take)
        where T : class
    {
        if (picture.Length is 0 or > MostBytes || !IsDecoded(picture.Span)) return null;
        try
        {
            using var data = SKData.CreateCopy(picture.Span);
            using var codec = SKCodec.Create(data);
            if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1 || codec.Info.Width > LongestSide || codec.Info.Height > LongestSide) return null;
            if ((long)codec.Info.Width * codec.Info.Height > MostPixels) return null;
            // JPEG and WebP are decoded at a part of their size, which costs a part of the time and memory.
            var least = Math.Min(codec.Info.Width, codec.Info.Height);
            var size = least > 2 * side ? codec.GetScaledDimensions(2f * side / least) : new SKSizeI(codec.Info.Width, codec.Info.Height);
            using var pixels = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Bgra8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb()));
            if (pixels.GetPixels() == IntPtr.Zero || codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success) return null;
            using var upright = Upright(pixels, codec.EncodedOrigin);
            var turned = codec.EncodedOrigin >= SKEncodedOrigin.LeftTop;
            return take(upright ?? pixels, turned ? codec.Info.Height : codec.Info.Width, turned ? codec.Info.Width : codec.Info.Height);
        }
        catch (Exception refused) when (refused is ArgumentException or InvalidOperationException or OverflowException or NotSupportedException or ExternalException)
        {
            return null;
        }
    }

    // By their first bytes, whatever they are called; raw photographs and fonts with pictures in them are nobody's news.
    private static bool IsDecoded(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]) && Scans(picture) <= MostScans || picture.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])
        || picture.StartsWith("GIF8"u8) || picture.Length > 12 && picture.StartsWith("RIFF"u8) && picture[8..].StartsWith("WEBP"u8) || picture.StartsWith("BM"u8) || picture.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]);

    private static int Scans(ReadOnlySpan<byte> jpeg)
    {
        var scans = 0;
        while (jpeg.IndexOf((ReadOnlySpan<byte>)[0xff, 0xda]) is >= 0 and var at && scans <= MostScans)
        {
            scans++;
            jpeg = jpeg[(at + 2)..];
        }
        return scans;
    }

    // Cameras turn a picture by a remark, and those who make it smaller turn the pixels.
    private static SKBitmap? Upright(SKBitmap pixels, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or (< SKEncodedOrigin.TopLeft) or (> SKEncodedOrigin.LeftBottom)) return null;
        var (w, h) = (pixels.Width, pixels.Height);
        var turned = origin >= SKEncodedOrigin.LeftTop;
        var upright = new SKBitmap(new SKImageInfo(turned ? h : w, turned ? w : h, pixels.ColorType, pixels.AlphaType));
        using var canvas = new SKCanvas(upright);
        var turn = origin switch
        {
            SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, w, 0, 1, 0, 0, 0, 1),
            SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, w, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, h, 0, 0, 1),
            SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightTop => new SKMatrix(0, -1, h, 1, 0, 0, 0, 0, 1),
            SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, h, -1, 0, w, 0, 0, 1),
            _ => new SKMatrix(0, 1, 0, -1, 0, w, 0, 0, 1),
        };
        canvas.SetMatrix(in turn);
        canvas.DrawBitmap(pixels, 0, 0, SKSamplingOptions.Default);
        canvas.Flush();
        return upright;
    }

    private static PictureLook? LookOf(SKBitmap pixels)
    {
        if (Math.Min(pixels.Width, pixels.Height) < PictureLook.Side)
        {
            // An icon has fewer pixels than a look has cells.
            using var larger = pixels.Resize(new SKSizeI(Math.Max(PictureLook.Side, pixels.Width), Math.Max(PictureLook.Side, pixels.Height)), new SKSamplingOptions(SKFilterMode.Linear));
            return larger is null ? null : LookOf(larger);
        }
        var (luma, blue, red) = (new Means(pixels.Width, pixels.Height, PictureLook.Side), new Means(pixels.Width, pixels.Height, PictureLook.TintSide), new Means(pixels.Width, pixels.Height, PictureLook.TintSide));
        var bytes = pixels.GetPixelSpan();
        for (var y = 0; y < pixels.Height; y++)
        {
            var row = bytes.Slice(y * pixels.RowBytes, pixels.Width * 4);
            for (var x = 0; x < pixels.Width; x++)
            {
                // Premultiplied, so that what shines through a pixel is white.
                var white = 255 - row[4 * x + 3];
                var (b, g, r) = (row[4 * x] + white, row[4 * x + 1] + white, row[4 * x + 2] + white);
                var light = 0.299f * r + 0.587f * g + 0.114f * b;
                luma.Add(x, y, light);
                blue.Add(x, y, 128 + 0.564f * (b - light));
                red.Add(x, y, 128 + 0.713f * (r - light));
            }
        }
        var tint = new byte[2 * PictureLook.TintSide * PictureLook.TintSide];
        var (blues, reds) = (blue.Values(), red.Values());
        for (var i = 0; i < blues.Length; i++) (tint[2 * i], tint[2 * i + 1]) = (blues[i], reds[i]);
        return new PictureLook(pixels.Width, pixels.Height, luma.Values(), tint);
    }

    /// <summary>Means over the cells of a grid; a pixel on a border counts for both cells by its parts, so that sizes do not matter.</summary>
    private sealed class Means(int width, int height, int side)
    {
        private readonly double[] sums = new double[side * side];
        private readonly double[] weights = new double[side * side];
        private readonly (int From, double First, double Second)[] columns = Parts(width, side), rows = Parts(height, side);

        // Where a pixel lies: in one cell, or in the next one too.
        private static (int, double, double)[] Parts(int length, int side)
        {
            var parts = new (int, double, double)[length];
            for (var i = 0; i < length; i++)
            {
                double from = (double)i * side / length, to = (double)(i + 1) * side / length;
                var cell = Math.Min(side - 1, (int)from);
                var border = cell + 1.0;
                parts[i] = to <= border || cell == side - 1 ? (cell, to - from, 0) : (cell, border - from, to - border);
            }
            return parts;
        }

        public void Add(int x, int y, float value)
        {
            var (column, left, right) = columns[x];
            var (row, top, bottom) = rows[y];
            Add(row * side + column, value, left * top);
            if (right > 0) Add(row * side + column + 1, value, right * top);
            if (bottom <= 0) return;
            Add((row + 1) * side + column, value, left * bottom);
            if (right > 0) Add((row + 1) * side + column + 1, value, right * bottom);
        }

        private void Add(int cell, float value, double weight)
        {
            sums[cell] += value * weight;
            weights[cell] += weight;
        }

        public byte[] Values()
        {
            var values = new byte[sums.Length];
            for (var i = 0; i < values.Length; i++) values[i] = weights[i] > 0 ? (byte)Math.Clamp(Math.Round(sums[i] / weights[i]), 0, 255) : (byte)0;
            return values;
        }
    }
}

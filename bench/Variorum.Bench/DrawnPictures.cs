using SkiaSharp;

namespace Variorum.Bench;

/// <summary>Pictures drawn by chance from a seed, as news shows them: landscapes, heads, groups of people, flags, pages of text; and what editors do to them.</summary>
internal sealed class DrawnPictures(int seed)
{
    public const int Kinds = 5, Width = 1200, Height = 800;

    /// <summary>The picture of a seed.</summary>
    /// <param name="without">Leaves out this one of a group's people.</param>
    public SKBitmap Draw(int? without = null)
    {
        var random = new Random(seed);
        var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Bgra8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(bitmap);
        Backdrop(canvas, random);
        switch (seed % Kinds)
        {
            case 0: Hills(canvas, random); break;
            case 1: Head(canvas, random, Width * (0.35f + 0.3f * random.NextSingle()), 380, 170 + 80 * random.NextSingle()); break;
            case 2: Group(canvas, random, without); break;
            case 3: Flag(canvas, random); break;
            default: Lines(canvas, random); break;
        }
        Grain(bitmap, random);
        return bitmap;
    }

    /// <summary>Where the faces of a head or a group are.</summary>
    public SKRect Face()
    {
        var random = new Random(seed);
        using var nowhere = new SKCanvas(new SKBitmap(8, 8));
        Backdrop(nowhere, random);
        if (seed % Kinds == 1)
        {
            var (x, size) = (Width * (0.35f + 0.3f * random.NextSingle()), 170 + 80 * random.NextSingle());
            return SKRect.Create(x - size * 0.7f, 380 - size, size * 1.4f, size * 2);
        }
        var count = 3 + random.Next(4);
        var figure = Figures(random, count)[count / 2];
        return SKRect.Create(figure.X - figure.Size * 0.75f, figure.Y - figure.Size, figure.Size * 1.5f, figure.Size * 2);
    }

    private static SKColor Colour(Random random, int least = 20, int most = 235) => new((byte)random.Next(least, most), (byte)random.Next(least, most), (byte)random.Next(least, most));

    private static void Backdrop(SKCanvas canvas, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        paint.Shader = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(Width * random.NextSingle(), Height), [Colour(random), Colour(random)], SKShaderTileMode.Clamp);
        canvas.DrawRect(0, 0, Width, Height, paint);
        paint.Shader = null;
        for (var i = 0; i < 40; i++)
        {
            paint.Color = Colour(random).WithAlpha((byte)random.Next(20, 120));
            canvas.DrawRect(SKRect.Create(Width * random.NextSingle(), Height * random.NextSingle() * 0.8f, 20 + 200 * random.NextSingle(), 20 + 300 * random.NextSingle()), paint);
        }
    }

    private static void Hills(SKCanvas canvas, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        for (var ridge = 0; ridge < 5; ridge++)
        {
            using var path = new SKPathBuilder();
            path.MoveTo(0, Height);
            for (var x = 0; x <= Width; x += 40) path.LineTo(x, Height * (0.3f + 0.13f * ridge) + 60 * MathF.Sin(x / (90f + 50 * ridge) + ridge + seedless(random)) + 30 * random.NextSingle());
            path.LineTo(Width, Height);
            paint.Color = Colour(random, 10, 180);
            using var whole = path.Detach();
            canvas.DrawPath(whole, paint);
        }

        static float seedless(Random random) => random.NextSingle() * 0.3f;
    }

    private static void Head(SKCanvas canvas, Random random, float x, float y, float size)
    {
        using var paint = new SKPaint { IsAntialias = true };
        var skin = new SKColor((byte)random.Next(120, 240), (byte)random.Next(90, 190), (byte)random.Next(60, 160));
        paint.Color = Colour(random, 10, 120);
        canvas.DrawRoundRect(SKRect.Create(x - size * 1.5f, y + size * 0.95f, size * 3, Height), size * 0.6f, size * 0.6f, paint);
        paint.Color = Colour(random, 5, 110);
        canvas.DrawOval(x, y - size * 0.25f, size * 0.82f, size * 0.95f, paint);
        paint.Color = skin;
        canvas.DrawOval(x, y, size * 0.7f, size, paint);
        paint.Color = new SKColor(30, 25, 25);
        foreach (var side in (int[])[-1, 1])
        {
            canvas.DrawOval(x + side * size * 0.28f, y - size * 0.12f, size * 0.11f, size * 0.07f, paint);
            canvas.DrawRect(SKRect.Create(x + side * size * 0.28f - size * 0.16f, y - size * 0.33f, size * 0.32f, size * 0.06f), paint);
        }
        paint.Color = new SKColor((byte)(skin.Red * 0.75f), (byte)(skin.Green * 0.7f), (byte)(skin.Blue * 0.7f));
        canvas.DrawRect(SKRect.Create(x - size * 0.06f, y - size * 0.05f, size * 0.12f, size * 0.35f), paint);
        paint.Color = new SKColor(120, 40, 45);
        canvas.DrawRect(SKRect.Create(x - size * 0.26f, y + size * 0.48f, size * 0.52f, size * (0.06f + 0.06f * random.NextSingle())), paint);
    }

    private static List<(float X, float Y, float Size)> Figures(Random random, int count)
    {
        var figures = new List<(float, float, float)>();
        for (var i = 0; i < count; i++) figures.Add((Width * (i + 0.5f) / count + 20 * random.NextSingle(), 330 + 60 * random.NextSingle(), 52 + 18 * random.NextSingle()));
        return figures;
    }

    private void Group(SKCanvas canvas, Random random, int? without)
    {
        var count = 3 + random.Next(4);
        var figures = Figures(random, count);
        for (var i = 0; i < count; i++) if (i != without) Head(canvas, new Random(seed * 31 + i), figures[i].X, figures[i].Y, figures[i].Size);
    }

    private static void Flag(SKCanvas canvas, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true };
        var (x, y, w, h) = (150 + 100 * random.NextSingle(), 100 + 80 * random.NextSingle(), 700f, 450f);
        var upright = random.Next(2) == 0;
        for (var i = 0; i < 3; i++)
        {
            paint.Color = Colour(random, 0, 255);
            canvas.DrawRect(upright ? SKRect.Create(x + i * w / 3, y, w / 3, h) : SKRect.Create(x, y + i * h / 3, w, h / 3), paint);
        }
        paint.Color = Colour(random, 0, 255);
        canvas.DrawCircle(x + w / 2, y + h / 2, 60 + 50 * random.NextSingle(), paint);
    }

    private static void Lines(SKCanvas canvas, Random random)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = new SKColor(250, 248, 240) };
        canvas.DrawRect(SKRect.Create(120, 60, Width - 240, Height - 120), paint);
        paint.Color = new SKColor(25, 25, 30);
        for (var row = 0; row < 20; row++)
        {
            for (var x = 160f; x < Width - 200;)
            {
                var w = 14 + 70 * random.NextSingle();
                if (x + w < Width - 160) canvas.DrawRect(SKRect.Create(x, 100 + row * 31, w, 13), paint);
                x += w + 12;
            }
        }
    }

    // As a sensor gives it; it is different in every pixel.
    private static void Grain(SKBitmap bitmap, Random random)
    {
        var pixels = bitmap.GetPixelSpan();
        var bytes = pixels.ToArray();
        for (var i = 0; i < bytes.Length; i += 4)
        {
            var grain = random.Next(-9, 10);
            for (var c = 0; c < 3; c++) bytes[i + c] = (byte)Math.Clamp(bytes[i + c] + grain, 0, 255);
        }
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
    }

    public static byte[] Encode(SKBitmap picture, SKEncodedImageFormat format, int quality)
    {
        using var data = picture.Encode(format, quality);
        return data.ToArray();
    }

    public static SKBitmap Resized(SKBitmap picture, float scale, bool smooth = true) =>
        picture.Resize(new SKSizeI((int)(picture.Width * scale), (int)(picture.Height * scale)), smooth ? new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear) : new SKSamplingOptions(SKCubicResampler.Mitchell));

    public static SKBitmap Cropped(SKBitmap picture, float left, float top, float right, float bottom)
    {
        var cropped = new SKBitmap();
        picture.ExtractSubset(cropped, new SKRectI((int)(picture.Width * left), (int)(picture.Height * top), (int)(picture.Width * (1 - right)), (int)(picture.Height * (1 - bottom))));
        return cropped;
    }

    public static SKBitmap Mirrored(SKBitmap picture)
    {
        var mirrored = new SKBitmap(picture.Info);
        using var canvas = new SKCanvas(mirrored);
        canvas.Scale(-1, 1, picture.Width / 2f, 0);
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        return mirrored;
    }

    public static SKBitmap Blurred(SKBitmap picture, SKRect where)
    {
        var blurred = picture.Copy();
        using var canvas = new SKCanvas(blurred);
        using var filter = SKImageFilter.CreateBlur(where.Width / 8, where.Width / 8);
        using var paint = new SKPaint { ImageFilter = filter };
        canvas.ClipRect(where);
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default, paint);
        return blurred;
    }

    /// <summary>Lighter or darker, or of more contrast, as a picture's desk makes it.</summary>
    public static SKBitmap Levels(SKBitmap picture, float gain, float offset)
    {
        var levelled = new SKBitmap(picture.Info);
        using var canvas = new SKCanvas(levelled);
        using var filter = SKColorFilter.CreateColorMatrix([gain, 0, 0, 0, offset, 0, gain, 0, 0, offset, 0, 0, gain, 0, offset, 0, 0, 0, 1, 0]);
        using var paint = new SKPaint { ColorFilter = filter };
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default, paint);
        return levelled;
    }
}

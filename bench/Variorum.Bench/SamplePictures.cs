using SkiaSharp;

namespace Variorum.Bench;

/// <summary>Draws the pictures of the sample archive, and what editors did to some of them.</summary>
internal static class SamplePictures
{
    private const float Scale = 0.4f;

    /// <summary>Writes them to a folder.</summary>
    public static int Run(string folder)
    {
        Write("hall-1", new DrawnPictures(7).Draw());
        Write("hall-2", DrawnPictures.Cropped(new DrawnPictures(7).Draw(), 0.26f, 0, 0, 0));
        Write("grain-1", new DrawnPictures(12).Draw());
        Write("grain-2", new DrawnPictures(12).Draw(without: 1));
        Write("ferry-1", new DrawnPictures(10).Draw());
        Write("ferry-2", new DrawnPictures(25).Draw());
        Write("council", new DrawnPictures(17).Draw());
        Write("squadron", new DrawnPictures(15).Draw());
        Write("court", new DrawnPictures(22).Draw());
        Write("visit", new DrawnPictures(3).Draw());
        Write("holt", new DrawnPictures(6).Draw());
        Write("town", new DrawnPictures(20).Draw());
        return 0;

        void Write(string name, SKBitmap picture)
        {
            using (picture)
            using (var small = DrawnPictures.Resized(picture, Scale))
                File.WriteAllBytes(Path.Combine(folder, name + ".jpg"), DrawnPictures.Encode(small, SKEncodedImageFormat.Jpeg, 72));
        }
    }
}

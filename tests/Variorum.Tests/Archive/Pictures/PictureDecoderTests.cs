using System.Diagnostics;
using SkiaSharp;
using Variorum.Bench;

namespace Variorum;

public class PictureDecoderTests
{
    // What is decoded whatever is odd about it; of all others nothing is said, and nothing breaks.
    private static readonly string[] Decoded = ["animated.gif", "cmyk.jpg", "half-transparent.png"];

    public static TheoryData<string> Pictures => [.. Directory.EnumerateFiles(CharsetTests.Corpora("pictures")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pictures))]
    public void A_nasty_picture_is_decoded_or_left_in_no_time(string file)
    {
        var picture = File.ReadAllBytes(Path.Combine(CharsetTests.Corpora("pictures"), file));
        var watch = Stopwatch.StartNew();
        var (look, small) = (PictureDecoder.Look(picture), PictureDecoder.Small(picture, 32));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
        Assert.Equal(Decoded.Contains(file), look is not null);
        Assert.Equal(look is null, small is null);
        if (look is not null) Assert.Equal((96, 72), (look.Width, look.Height));
    }

    [Fact]
    public void Cut_anywhere_a_picture_breaks_nothing()
    {
        var whole = File.ReadAllBytes(Path.Combine(CharsetTests.Corpora("pictures"), "cmyk.jpg"));
        for (var length = 0; length < whole.Length; length += 97) PictureDecoder.Look(whole.AsMemory(0, length));
        var random = new Random(3);
        for (var i = 0; i < 200; i++)
        {
            var broken = whole.ToArray();
            for (var hits = 0; hits < 5; hits++) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            PictureDecoder.Look(broken);
        }
    }

    [Fact]
    public void A_look_is_the_same_after_it_was_stored()
    {
        using var drawn = new DrawnPictures(1).Draw();
        var look = PictureDecoder.Look(DrawnPictures.Encode(drawn, SKEncodedImageFormat.Jpeg, 85))!;
        var stored = PictureLook.Unpack(look.Pack())!;
        Assert.Equal((look.Width, look.Height, look.Hash()), (stored.Width, stored.Height, stored.Hash()));
        Assert.Equal(PictureRelation.Same, PictureLikeness.Between(look, stored));
    }

    [Fact]
    public void A_small_picture_is_a_jpeg_of_no_longer_side_than_asked_for()
    {
        using var drawn = new DrawnPictures(1).Draw();
        var small = PictureDecoder.Small(DrawnPictures.Encode(drawn, SKEncodedImageFormat.Png, 100), 300)!;
        Assert.Equal((300, 200), PictureDecoder.Look(small) is { } look ? (look.Width, look.Height) : default);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void What_a_server_does_to_a_picture_leaves_it_the_same_and_what_an_editor_does_not(int seed)
    {
        var drawing = new DrawnPictures(seed);
        using var picture = drawing.Draw();
        var look = Look(picture, 85);
        foreach (var quality in (int[])[95, 60, 30]) Assert.Equal(PictureRelation.Same, PictureLikeness.Between(look, Look(picture, quality)));
        foreach (var scale in (float[])[0.8f, 0.5f, 0.3f]) Assert.Equal(PictureRelation.Same, PictureLikeness.Between(look, Look(DrawnPictures.Resized(picture, scale), 70)));
        Assert.Equal(PictureRelation.Same, PictureLikeness.Between(look, Look(DrawnPictures.Levels(picture, 1.08f, -0.02f), 80)));
        Assert.Equal(PictureRelation.Cropped, PictureLikeness.Between(look, Look(DrawnPictures.Cropped(picture, 0.1f, 0, 0, 0), 80)));
        Assert.Equal(PictureRelation.Cropped, PictureLikeness.Between(Look(DrawnPictures.Cropped(picture, 0.05f, 0, 0.2f, 0), 80), look));
        Assert.Equal(PictureRelation.Other, PictureLikeness.Between(look, Look(new DrawnPictures(seed + 5).Draw(), 80)));
        Assert.NotEqual(PictureRelation.Same, PictureLikeness.Between(look, Look(DrawnPictures.Mirrored(picture), 80)));
        if (seed % DrawnPictures.Kinds is 1 or 2) Assert.Equal(PictureRelation.Retouched, PictureLikeness.Between(look, Look(DrawnPictures.Blurred(picture, drawing.Face()), 80)));
        if (seed % DrawnPictures.Kinds == 2) Assert.Equal(PictureRelation.Retouched, PictureLikeness.Between(look, Look(drawing.Draw(without: 1), 80)));
    }

    private static PictureLook Look(SKBitmap picture, int quality) => PictureDecoder.Look(DrawnPictures.Encode(picture, SKEncodedImageFormat.Jpeg, quality))!;
}

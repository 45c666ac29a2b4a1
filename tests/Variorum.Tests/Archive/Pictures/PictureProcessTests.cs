using SkiaSharp;
using Variorum.Bench;

namespace Variorum;

public class PictureProcessTests
{
    [Fact]
    public void What_is_asked_on_a_stream_is_answered_on_the_other_one()
    {
        using var drawn = new DrawnPictures(1).Draw();
        var picture = DrawnPictures.Encode(drawn, SKEncodedImageFormat.Jpeg, 85);
        using var asked = new MemoryStream([.. BitConverter.GetBytes(0), .. BitConverter.GetBytes(picture.Length), .. picture, .. BitConverter.GetBytes(0), .. BitConverter.GetBytes(3), 1, 2, 3]);
        using var answers = new MemoryStream();
        PictureProcess.Serve(asked, answers);
        var packed = PictureDecoder.Look(picture)!.Pack();
        Assert.Equal((byte[])[.. BitConverter.GetBytes(packed.Length), .. packed, .. BitConverter.GetBytes(-1)], answers.ToArray());
    }

    [Theory]
    [InlineData("/bin/false")]
    [InlineData("/bin/sleep", "60")]
    [InlineData("/nowhere/to/be/found")]
    public void A_process_that_ends_hangs_or_never_starts_costs_the_picture_and_nothing_else(string program, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it has no /bin");
        using var process = new PictureProcess(program, arguments, TimeSpan.FromSeconds(1));
        Assert.Throws<UnseenPictureException>(() => process.Look(new byte[100_000]));
        Assert.Null(process.Small(new byte[100_000], 200));
    }
}

using SkiaSharp;

namespace Variorum.Bench;

/// <summary>Does to drawn pictures what servers do and what editors do, and tells how far apart the two are.</summary>
internal static class PicturesScore
{
    private static readonly (string Done, Func<SKBitmap, byte[]> Do)[] ByServers =
    [
        ("jpeg 90", static picture => Jpeg(picture, 90)), ("jpeg 50", static picture => Jpeg(picture, 50)), ("jpeg 25", static picture => Jpeg(picture, 25)), ("jpeg 10", static picture => Jpeg(picture, 10)),
        ("webp 50", static picture => DrawnPictures.Encode(picture, SKEncodedImageFormat.Webp, 50)), ("png", static picture => DrawnPictures.Encode(picture, SKEncodedImageFormat.Png, 100)),
        ("to 75 %", static picture => Jpeg(DrawnPictures.Resized(picture, 0.75f), 80)), ("to 50 %", static picture => Jpeg(DrawnPictures.Resized(picture, 0.5f, smooth: false), 70)),
        ("to 25 %", static picture => Jpeg(DrawnPictures.Resized(picture, 0.2533f), 60)), ("to 160 pixels", static picture => Jpeg(DrawnPictures.Resized(picture, 0.1333f), 60)),
        ("trimmed 0.4 %", static picture => Jpeg(DrawnPictures.Cropped(picture, 0.002f, 0.002f, 0.002f, 0.002f), 80)), ("other levels", static picture => Jpeg(DrawnPictures.Levels(picture, 1.1f, -0.03f), 80)),
    ];

    private static readonly (string Done, Func<DrawnPictures, int, SKBitmap, SKBitmap?> Do)[] ByEditors =
    [
        ("cropped 3 % right", static (_, _, picture) => DrawnPictures.Cropped(picture, 0, 0, 0.03f, 0)), ("cropped 10 % left", static (_, _, picture) => DrawnPictures.Cropped(picture, 0.1f, 0, 0, 0)),
        ("cropped 5 % each", static (_, _, picture) => DrawnPictures.Cropped(picture, 0.05f, 0.05f, 0.05f, 0.05f)), ("cropped 25 %", static (_, _, picture) => DrawnPictures.Cropped(picture, 0.1f, 0.1f, 0.15f, 0.15f)),
        ("a person taken out", static (drawing, seed, _) => seed % DrawnPictures.Kinds == 2 ? drawing.Draw(without: 1) : null),
        ("a face blurred", static (drawing, seed, picture) => seed % DrawnPictures.Kinds is 1 or 2 ? DrawnPictures.Blurred(picture, drawing.Face()) : null),
        ("exchanged", static (_, seed, _) => new DrawnPictures(seed + DrawnPictures.Kinds).Draw()), ("mirrored", static (_, _, picture) => DrawnPictures.Mirrored(picture)),
    ];

    /// <returns>1 where one that a server made is told to be changed, or one that an editor made to be the same.</returns>
    public static int Run(int count)
    {
        var told = new Dictionary<string, List<(PictureRelation Relation, double Apart, double Detail, int Bits)>>();
        for (var seed = 1; seed <= count; seed++)
        {
            var drawing = new DrawnPictures(seed);
            using var picture = drawing.Draw();
            var look = PictureDecoder.Look(Jpeg(picture, 85))!;
            foreach (var (done, make) in ByServers) Tell(done, make(picture));
            foreach (var (done, make) in ByEditors)
            {
                using var made = make(drawing, seed, picture);
                if (made is not null) Tell(done, Jpeg(made, 75));
            }

            void Tell(string done, byte[] bytes)
            {
                var other = PictureDecoder.Look(bytes)!;
                var (apart, detail, _) = PictureLikeness.Measure(look, other);
                if (!told.TryGetValue(done, out var list)) told.Add(done, list = []);
                list.Add((PictureLikeness.Between(look, other), apart, detail, PictureLook.Distance(look.Hash(), other.Hash())));
            }
        }
        var wrong = 0;
        Console.WriteLine("done to it            told                                        difference  detail  bits of a hash");
        foreach (var (done, list) in told)
        {
            var server = Array.Exists(ByServers, one => one.Done == done);
            wrong += list.Count(one => one.Relation == PictureRelation.Same != server);
            var relations = string.Join(", ", list.GroupBy(static one => one.Relation).OrderBy(static same => same.Key).Select(static same => $"{same.Key.ToString().ToLowerInvariant()} {same.Count()}"));
            // The nearest to the limit: of those by servers the farthest apart, of those by editors the least.
            Console.WriteLine(server
                ? $"{done,-20}  {relations,-42}  {list.Max(static one => one.Apart),10:f1}  {list.Min(static one => one.Detail),6:f2}  {list.Max(static one => one.Bits),4}"
                : $"{done,-20}  {relations,-42}  {list.Min(static one => one.Apart),10:f1}  {list.Max(static one => one.Detail),6:f2}  {list.Min(static one => one.Bits),4}");
        }
        Console.WriteLine($"{wrong} told wrongly of {told.Values.Sum(static list => list.Count)}");
        return wrong == 0 ? 0 : 1;
    }

    private static byte[] Jpeg(SKBitmap picture, int quality) => DrawnPictures.Encode(picture, SKEncodedImageFormat.Jpeg, quality);
}

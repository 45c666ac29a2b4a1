using System.Text;
using SkiaSharp;
using Variorum.Bench;

namespace Variorum;

// What an archive tells of the pictures of its pages.
public abstract partial class ArchiveContract
{
    private protected const string Shot = "https://media.norland.example/2026/hall.jpg", Other = "https://media.norland.example/2026/border.jpg";

    [Fact]
    public void A_page_knows_its_pictures_and_their_captures_whichever_came_first()
    {
        Add(Showing((Shot, "Toss with his ministers.")));
        Assert.Null(Assert.Single(Archive.Pictures(Captures()[0].Id)).Capture);
        AddPicture(Shot, Drawn(2), 0.01);
        var shown = Assert.Single(Archive.Pictures(Captures()[0].Id));
        Assert.Equal((Shot, "Toss with his ministers.", "Ann Holt/NPA"), (shown.Picture.Url, shown.Picture.Caption, shown.Picture.Credit));
        Assert.Equal(Drawn(2), Archive.Page(shown.Capture!.Id)!.Bytes.ToArray());
        Assert.Single(Versions());
    }

    [Fact]
    public void A_page_is_seen_with_the_pictures_of_its_day_whatever_their_addresses_answered_since()
    {
        Visit(0, (Shot, Drawn(2)));
        Visit(700, (Shot, Drawn(7)));
        Archive.Add([Response(404, [], 900, Shot)], Cancel);
        foreach (var (capture, seed) in Captures().Zip((int[])[2, 7]))
        {
            Assert.Equal(Drawn(seed), Seen(Shot, capture));
            var open = HarmlessPage.Of(Archive.Page(capture.Id)!, url => Archive.Picture(url, capture.Id) is { } shot ? Archive.Page(shot.Id) : null);
            Assert.Contains(Convert.ToBase64String(Drawn(seed)), System.Net.WebUtility.HtmlDecode(open.Body), StringComparison.Ordinal);
        }
        // One that stands beside the text too, of which the text's pictures say nothing.
        AddPicture(Other, Drawn(5), 0.01);
        Assert.Equal(Drawn(5), Seen(Other, Captures()[0]));
        Assert.Null(Archive.Picture(Url + "/none.jpg", Captures()[0].Id));

        byte[] Seen(string url, Capture page) => Archive.Page(Archive.Picture(url, page.Id)!.Id)!.Bytes.ToArray();
    }

    [Fact]
    public void A_picture_that_was_exchanged_under_its_address_is_a_version()
    {
        Visit(0, (Shot, Drawn(2)));
        Visit(5, (Shot, Drawn(7)));
        Assert.Equal([1, 2], Versions().Select(static version => version.Number));
        Assert.Equal([PictureChange.Exchanged], Changes());
    }

    [Fact]
    public void A_person_who_was_cut_out_of_a_picture_is_a_version()
    {
        Visit(0, (Shot, Drawn(2)));
        Visit(5, (Shot, Encoded(new DrawnPictures(2).Draw(without: 1))));
        Assert.Equal([PictureChange.Retouched], Changes());
        var gone = Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Picture);
        Assert.Equal(("Toss with his ministers. (retouched)", Url), (gone.Text, Assert.Single(gone.Places).Document.Url));
    }

    [Fact]
    public void A_picture_that_was_cropped_is_a_version()
    {
        Visit(0, (Shot, Drawn(2)));
        using var whole = new DrawnPictures(2).Draw();
        Visit(5, (Shot, Encoded(DrawnPictures.Cropped(whole, 0.1f, 0, 0.1f, 0))));
        Assert.Equal([PictureChange.Cropped], Changes());
    }

    [Fact]
    public void Pictures_that_are_taken_away_or_added_are_versions()
    {
        Visit(0, (Shot, Drawn(2)), (Other, Drawn(5)));
        Visit(5, (Other, Drawn(5)));
        Visit(9, (Shot, Drawn(2)), (Other, Drawn(5)));
        Assert.Equal([PictureChange.Removed, PictureChange.Added], Changes());
        Assert.Equal("Toss with his ministers.", Assert.Single(Archive.Vanished(), static gone => gone.Kind == LossKind.Picture).Text);
    }

    [Fact]
    public void A_picture_that_is_coded_sized_or_addressed_otherwise_is_the_same()
    {
        using var whole = new DrawnPictures(2).Draw();
        Visit(0, (Shot, Drawn(2)));
        Visit(5, (Shot, DrawnPictures.Encode(whole, SKEncodedImageFormat.Jpeg, 40)));
        Visit(9, ("https://cdn.norland.example/small/hall.webp", DrawnPictures.Encode(DrawnPictures.Resized(whole, 0.4f), SKEncodedImageFormat.Webp, 70)));
        Visit(12, (Shot, DrawnPictures.Encode(whole, SKEncodedImageFormat.Png, 100)));
        Assert.Equal(4, Assert.Single(Versions()).Captures);
    }

    [Fact]
    public void Of_a_picture_that_was_not_captured_nothing_is_said()
    {
        Visit(0, (Shot, Drawn(2)));
        Add(Showing((Other, "Toss with his ministers.")), hours: 5);
        Add(Showing((Other, "Toss with his ministers.")), hours: 9);
        Assert.Single(Versions());
    }

    [Fact]
    public void What_cannot_be_decoded_makes_no_version_and_no_trouble()
    {
        Visit(0, (Shot, Drawn(2)));
        var hours = 5;
        foreach (var nasty in (string[])["bomb-sides.png", "bomb-pixels.png", "passes.jpg", "cut.jpg", "drawing.svg", "page.jpg", "empty.jpg", "head-alone.webp"])
            Visit(hours++, (Shot, File.ReadAllBytes(Path.Combine(CharsetTests.Corpora("pictures"), nasty))));
        Assert.Single(Versions());
    }

    [Fact]
    public void The_order_in_which_pages_and_pictures_arrive_does_not_matter()
    {
        (byte[] Page, double Hours)[] pages = [(Showing((Shot, "A")), 0), (Showing((Shot, "A")), 5), (Showing((Shot, "A")), 9), (Showing((Other, "A")), 12)];
        (string Url, byte[] Bytes, double Hours)[] pictures = [(Shot, Drawn(2), 0.01), (Shot, Drawn(7), 5.01), (Shot, Drawn(7), 9.01), (Other, Drawn(2), 12.01)];
        var captures = pages.Select(static page => Response(200, page.Page, page.Hours)).Concat(pictures.Select(static picture => Response(200, picture.Bytes, picture.Hours, picture.Url, "image/jpeg"))).ToArray();
        foreach (var seed in Enumerable.Range(1, 12))
        {
            var order = captures.ToArray();
            new Random(seed).Shuffle(order);
            foreach (var capture in order) Archive.Add([capture], Cancel);
            Assert.Equal([(1, 0.0, 0.0, 1), (2, 5.0, 9.0, 2), (3, 12.0, 12.0, 1)], Versions().Select(static version => (version.Number, (version.First - Start).TotalHours, (version.Last - Start).TotalHours, version.Captures)));
            Assert.Equal([PictureChange.Exchanged, PictureChange.Exchanged], Changes());
            Archive.Dispose();
            Clear();
            archive = null;
        }
    }

    [Fact]
    public void The_picture_that_a_page_gives_for_itself_counts_only_where_its_text_has_none()
    {
        const string site = "https://press.norland.example/share.jpg";
        byte[] Shared(params (string, string)[] inText) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Showing(inText)).Replace("</head>", $"<meta property=\"og:image\" content=\"{site}\"></head>", StringComparison.Ordinal));
        foreach (var (hours, picture) in ((double, int)[])[(0, 5), (5, 10)])
        {
            Add(Shared((Shot, "A")), hours);
            AddPicture(Shot, Drawn(2), hours + 0.01);
            AddPicture(site, Drawn(picture), hours + 0.01);
        }
        Assert.Single(Versions());
        foreach (var (hours, picture) in ((double, int)[])[(9, 10), (12, 15)])
        {
            Archive.Add([Response(200, Shared(), hours, Url + "/2")], Cancel);
            AddPicture(site, Drawn(picture), hours + 0.01);
        }
        Assert.Equal(2, Archive.Versions(Archive.Find(Url + "/2")!.Id).Count);
    }

    private void Visit(double hours, params (string Url, byte[] Bytes)[] pictures)
    {
        Add(Showing([.. pictures.Select(static picture => (picture.Url, picture.Url == Other ? "The border at Merrow." : "Toss with his ministers."))]), hours);
        foreach (var picture in pictures) AddPicture(picture.Url, picture.Bytes, hours + 0.01);
    }

    private void AddPicture(string url, byte[] bytes, double hours) => Archive.Add([Response(200, bytes, hours, url, "image/jpeg")], Cancel);

    private void Add(byte[] page, double hours) => Archive.Add([Response(200, page, hours)], Cancel);

    private IReadOnlyList<Capture> Captures() => Archive.Captures(Archive.Find(Url)!.Id);

    private IEnumerable<PictureChange> Changes() => DocumentHistory.Of(Archive, Archive.Find(Url)!).Entries.SelectMany(static entry => entry.Pictures).Select(static picture => picture.Change);

    private protected static byte[] Drawn(int seed)
    {
        using var picture = new DrawnPictures(seed).Draw();
        return Encoded(picture);
    }

    private static byte[] Encoded(SKBitmap picture) => DrawnPictures.Encode(picture, SKEncodedImageFormat.Jpeg, 85);

    private protected static byte[] Showing(params (string Url, string Caption)[] pictures) => Encoding.UTF8.GetBytes(
        $"""
        <html lang="en"><head><meta charset="utf-8"><title>Agreement signed - Norland Press</title></head><body>
        <article><h1>Agreement signed</h1><p>{Sentences[0]}</p>
        {string.Concat(pictures.Select(static picture => $"<figure><img src=\"{picture.Url}\"><figcaption>Toss and others</figcaption></figure>".Replace("Toss and others", $"{picture.Caption} Photo: Ann Holt/NPA", StringComparison.Ordinal)))}
        {string.Concat(Sentences[1..].Select(static sentence => $"<p>{sentence}</p>\n"))}</article></body></html>
        """);
}

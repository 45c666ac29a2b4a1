using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Variorum;

/// <summary>Finds the pictures that belong to the main text, by the boxes in which its blocks and captions stand.</summary>
internal static class HtmlPictures
{
    private const int Most = 50, LongestAddress = 4_000, LongestAlternative = 1_000, LongestCaptioned = 1_200, LongestSpare = 8_000, MostSizes = 40;

    // No picture that tells something is smaller, by what the page itself says of its size: icons, buttons, portraits of authors.
    private const int SmallestSide = 120;

    // Above the text stand the headline, the date and the byline, and often the picture before all of them.
    private const int BlocksAbove = 12;

    private const HtmlClass NotOfText = HtmlClass.Related | HtmlClass.Advert | HtmlClass.Comments | HtmlClass.Share | HtmlClass.Newsletter | HtmlClass.Popup | HtmlClass.Navigation
        | HtmlClass.Footer | HtmlClass.Author | HtmlClass.Search | HtmlClass.Language;

    // Of a class's name: what decorates, or stands for who wrote it.
    private static readonly HashSet<string> Marks = new(StringComparer.OrdinalIgnoreCase)
    {
        "logo", "logos", "logotype", "icon", "icons", "favicon", "sprite", "avatar", "gravatar", "emoji", "smiley", "spacer", "badge", "qr", "qrcode", "captcha", "counter", "beacon", "tracker", "tracking",
    };

    // Of a file's name also: what holds a place, or is the site's own.
    private static readonly HashSet<string> FileMarks = new(Marks, StringComparer.OrdinalIgnoreCase)
    {
        "ico", "blank", "pixel", "placeholder", "transparent", "loader", "loading", "spinner", "button", "btn", "arrow", "bullet", "default", "noimage", "nophoto", "dummy", "banner", "lazyload",
    };

    /// <param name="chosen">The blocks of the main text.</param>
    /// <param name="headline">The headline's block; −1 without one.</param>
    /// <param name="captions">Of the page.</param>
    /// <param name="captioned">The block of each caption.</param>
    /// <param name="address">Of the page, where it is known.</param>
    public static List<Picture> Of(HtmlLayout layout, PageView view, bool[] chosen, int headline, List<Caption> captions, List<int> captioned, string? address)
    {
        var pictures = new List<Picture>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var from = Uri.TryCreate(address, UriKind.Absolute, out var page) ? page : null;
        if (layout.Base is { } given && (from is null ? Uri.TryCreate(given, UriKind.Absolute, out var based) : Uri.TryCreate(from, given, out based))) from = based;
        var (first, last) = (Array.IndexOf(chosen, true), Array.LastIndexOf(chosen, true));
        var lead = headline >= 0 && headline < first ? headline : first;
        var (missing, block) = (false, -1);
        for (var i = 0; i < layout.Images.Count && first >= 0 && pictures.Count < Most; i++)
        {
            var image = layout.Images[i];
            if (image.Block < lead - BlocksAbove || image.Block > last + 1 || !IsOfText(layout, view, image, chosen, first, last)) continue;
            // What stands there for who runs no script is the picture before it once more, unless that had no address.
            var spare = image.Element.LocalName == "noscript";
            if (spare && !missing || Element(image.Element) is not { } element) continue;
            var source = Source(element, image.Element);
            missing = source is null && !spare;
            if (source is null || IsMark(element)) continue;
            if (Absolute(source, from) is not { } url || IsLinkedAway(image, layout, from, page) || !known.Add(url)) continue;
            var caption = CaptionOf(layout, image, captions, captioned);
            // A blurred one that stands there until the whole one has come.
            if (pictures is [.., var before] && block == image.Block && IsImageFile(url) && FileOf(before.Url).SequenceEqual(FileOf(url))) pictures.RemoveAt(pictures.Count - 1);
            block = image.Block;
            pictures.Add(new Picture(url, caption is { Text.Length: > 0 } ? caption.Text : null, caption?.Credit, Alternative(element.GetAttribute("alt")), PictureFrom.Text));
        }
        if (Shared(layout, from) is { } shared && !pictures.Exists(picture => picture.Url == shared.Url || Stem(picture.Url) == Stem(shared.Url))) pictures.Add(shared);
        return pictures;
    }

    private static bool IsOfText(HtmlLayout layout, PageView view, HtmlImage image, bool[] chosen, int first, int last)
    {
        var place = image.Place;
        if (layout.Places[place].Hidden || view.Within(place, HtmlTag.Navigation) || view.Within(place, HtmlTag.Aside) || view.Within(place, HtmlTag.Footer) || view.Within(place, HtmlTag.Form)) return false;
        if ((view.Between[place] & NotOfText) != 0) return false;
        // Within the text all that is left is of it; before and behind it, what stands in the same box or as a figure does.
        var figure = view.Within(place, HtmlTag.Figure);
        if ((view.Between[place] & (HtmlClass.Teaser | HtmlClass.Side)) != 0 && !figure) return false;
        if (image.Block >= first && image.Block <= last) return view.InsideMain[place] || figure || view.Apart[place] <= 3;
        if (image.Block > last) return view.InsideMain[place];
        return figure || view.InsideOuter[place] || view.Within(place, HtmlTag.Article) || view.Within(place, HtmlTag.Main) || view.Apart[place] <= 4;
    }

    /// <summary>The <c>img</c> itself, in a <c>picture</c> or in the markup of a <c>noscript</c>.</summary>
    private static IElement? Element(Element element) => element.LocalName switch
    {
        "picture" => element.Children.FirstOrDefault(static child => child.LocalName == "img") ?? element,
        "noscript" => element.TextContent is { Length: < LongestSpare } text && text.Contains("<img", StringComparison.OrdinalIgnoreCase) ? new HtmlParser().ParseDocument(text).QuerySelector("img") : null,
        _ => element,
    };

    private static string? Source(IElement image, IElement around)
    {
        string? lazy = null, set = null;
        for (var i = 0; i < image.Attributes.Length; i++)
        {
            if (image.Attributes[i] is not { } attribute || !attribute.Name.StartsWith("data-", StringComparison.Ordinal) || !LooksLikeAddress(attribute.Value)) continue;
            if (attribute.Name.EndsWith("srcset", StringComparison.Ordinal)) set ??= attribute.Value;
            else if (attribute.Name.Contains("src", StringComparison.Ordinal) || attribute.Name.Contains("original", StringComparison.Ordinal) || attribute.Name.Contains("lazy", StringComparison.Ordinal)) lazy ??= attribute.Value;
        }
        var plain = image.GetAttribute("src");
        if (!IsPicture(plain)) plain = null;
        // Where there are sizes to choose from, the plain address is the smallest of them, or holds the place of none.
        return OfSet(set ?? image.GetAttribute("srcset")) ?? lazy ?? plain ?? SourceOf(around);
    }

    private static string? SourceOf(IElement picture) => picture.LocalName != "picture" ? null : picture.Children
        .Where(static child => child.LocalName == "source").Select(static source => OfSet(source.GetAttribute("data-srcset") ?? source.GetAttribute("srcset"))).FirstOrDefault(static url => url is not null);

    /// <summary>The widest of a set of sizes of one picture (HTML, 4.8.4.4: <c>srcset</c>), but not wider than tells anything more.</summary>
    internal static string? OfSet(string? set)
    {
        const double wide = 1600;
        var (best, size) = ((string?)null, 0.0);
        var rest = set.AsSpan();
        for (var count = 0; count < MostSizes; count++)
        {
            rest = rest.TrimStart(" \t\r\n\f,");
            if (rest.IsEmpty) break;
            var end = rest.IndexOfAny(" \t\r\n\f") is >= 0 and var blank ? blank : rest.Length;
            var url = rest[..end].TrimEnd(',');
            var alone = url.Length < end;
            rest = rest[end..];
            var width = 1.0;
            if (!alone)
            {
                var comma = rest.IndexOf(',') is >= 0 and var at ? at : rest.Length;
                if (rest[..comma].Trim() is { Length: > 1 } told && double.TryParse(told[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) width = number;
                rest = rest[comma..];
            }
            if (!IsPicture(url)) continue;
            if (best is null || width > size && width <= wide || size > wide && width < size) (best, size) = (url.ToString(), width);
        }
        return best;
    }

    private static bool LooksLikeAddress(string value) =>
        value.Length is > 4 and < LongestAddress && value.AsSpan().IndexOfAny('{', '<', '"') < 0 && value.AsSpan().IndexOfAny('/', '.') >= 0 && IsPicture(value);

    private static bool IsPicture(ReadOnlySpan<char> source)
    {
        var text = source.Trim();
        return text.Length is > 0 and < LongestAddress && !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("about:", StringComparison.OrdinalIgnoreCase)
            && !text.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase) && FileOf(text) is { IsEmpty: false } file
            && !file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) && !Has(FileMarks, file);
    }

    // The page says that it is small, or what it is.
    private static bool IsMark(IElement image)
    {
        if (Has(Marks, image.ClassName) || Has(Marks, image.Id)) return true;
        return Side(image.GetAttribute("width")) is < SmallestSide and >= 0 && Side(image.GetAttribute("height")) is < SmallestSide
            || Side(image.GetAttribute("height")) is < SmallestSide / 2 and >= 0 || Side(image.GetAttribute("width")) is < SmallestSide / 2 and >= 0;

        static int Side(string? size) => size is not null && int.TryParse(size.AsSpan().TrimEnd("px "), out var side) && side > 0 ? side : -1;
    }

    private static bool Has(HashSet<string> marks, ReadOnlySpan<char> name)
    {
        var words = marks.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < name.Length;)
        {
            var end = at;
            while (end < name.Length && char.IsAsciiLetter(name[end])) end++;
            if (end > at && words.Contains(name[at..end])) return true;
            at = end + 1;
        }
        return false;
    }

    // A picture that leads to another page is that page's; one that leads to itself in full, or to nowhere, is of this one.
    private static bool IsLinkedAway(HtmlImage image, HtmlLayout layout, Uri? from, Uri? page)
    {
        IElement? link = image.Element.ParentElement;
        for (var levels = 0; link is not null && link.LocalName != "a" && levels < 6; levels++) link = link.ParentElement;
        if (link is not { LocalName: "a" } || link.GetAttribute("href")?.Trim() is not { Length: > 0 } href || href[0] == '#') return false;
        if (href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) return false;
        if (IsImageFile(href)) return false;
        if (Absolute(href, from) is { } to && page is not null && to == Absolute(page.AbsoluteUri, null)) return false;
        for (var (at, levels) = (image.Place, 0); at >= 0 && levels < 4; at = layout.Places[at].Parent, levels++)
        {
            if (layout.Places[at].Tag == HtmlTag.Figure) return false;
        }
        return true;
    }

    private static bool IsImageFile(string href)
    {
        var file = FileOf(href);
        foreach (var ending in (ReadOnlySpan<string>)[".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".bmp"])
            if (file.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static Caption? CaptionOf(HtmlLayout layout, HtmlImage image, List<Caption> captions, List<int> captioned)
    {
        // The smallest box that holds a caption and the picture, and not much besides.
        for (var (at, levels) = (image.Place, 0); at > 0 && levels < 6; at = layout.Places[at].Parent, levels++)
        {
            if (layout.Places[at].Length > LongestCaptioned) break;
            for (var i = 0; i < captioned.Count; i++)
                if (captioned[i] >= image.Block - 1 && captioned[i] <= image.Block + 3 && Holds(layout, at, layout.Blocks[captioned[i]].Place)) return captions[i];
        }
        return null;
    }

    private static bool Holds(HtmlLayout layout, int box, int place)
    {
        while (place > box) place = layout.Places[place].Parent;
        return place == box;
    }

    private static Picture? Shared(HtmlLayout layout, Uri? from)
    {
        foreach (var name in (ReadOnlySpan<string>)["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src"])
        {
            if (HtmlMetadata.Meta(layout, name) is not { } given || !IsPicture(given) || Absolute(given, from) is not { } url) continue;
            return new Picture(url, null, null, Alternative(HtmlMetadata.Meta(layout, name.StartsWith('o') ? "og:image:alt" : "twitter:image:alt")), PictureFrom.Page);
        }
        return null;
    }

    private static string? Absolute(string source, Uri? from)
    {
        source = source.Trim();
        if (source.StartsWith("//", StringComparison.Ordinal)) source = (from is { Scheme: "http" } ? "http:" : "https:") + source;
        if (!(from is null ? Uri.TryCreate(source, UriKind.Absolute, out var url) : Uri.TryCreate(from, source, out url)) || url.Scheme is not ("http" or "https") || url.Host.Length == 0) return null;
        var whole = url.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);
        return whole.Length < LongestAddress && url.UserInfo.Length == 0 ? whole : null;
    }

    private static string? Alternative(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var folded = HtmlPage.Folded(text);
        return folded.Length <= LongestAlternative ? folded : null;
    }

    private static ReadOnlySpan<char> FileOf(ReadOnlySpan<char> source)
    {
        if (source.IndexOfAny('?', '#') is >= 0 and var end) source = source[..end];
        return source[(source.LastIndexOf('/') + 1)..];
    }

    // signing-1024x768.jpg, signing.jpg and signing_640.webp are one picture.
    private static string Stem(string url)
    {
        var file = FileOf(url);
        if (file.LastIndexOf('.') is > 0 and var dot) file = file[..dot];
        var end = file.Length;
        while (end > 0 && (char.IsAsciiDigit(file[end - 1]) || file[end - 1] is 'x' or 'X' or '-' or '_' or 'w')) end--;
        return (end > 6 ? file[..end] : file).ToString();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>
/// A page's own markup without all that could run, ask for something or send something: only elements and attributes that are known
/// to do none of it are written anew, with every text and value escaped. What is not known is left out and what stands in it stays.
/// </summary>
/// <param name="Title">Of the page, as text.</param>
/// <param name="Body">Markup for the inside of a <c>body</c>.</param>
/// <param name="Pictures">How many pictures are shown.</param>
/// <param name="LeftOut">How many scripts, frames, forms, embedded things and pictures are not.</param>
public sealed record HarmlessPage(string Title, string Body, int Pictures, int LeftOut)
{
    // Together with what they hold: it is code, or another page, or what a browser does something of its own with.
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "template", "iframe", "frame", "frameset", "noframes", "noembed", "object", "embed", "applet", "svg", "math", "audio", "video", "canvas", "portal",
        "input", "button", "select", "textarea", "datalist", "dialog", "link", "meta", "base", "title", "head", "map", "param", "marquee", "bgsound",
    };

    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl",
        "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt",
        "ruby", "s", "samp", "section", "small", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "wbr",
    };

    private static readonly HashSet<string> Empty = new(StringComparer.Ordinal) { "br", "col", "hr", "wbr" };

    // Numbers and short words: none of them is an address or a style.
    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal) { "dir", "lang", "title", "colspan", "rowspan", "span", "start", "reversed", "datetime", "align", "scope", "open" };

    private static readonly string[] PictureTypes = ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"];

    // Of all pictures together, as they stand in the page.
    private const int MostOfPictures = 32 << 20;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Makes a page harmless. Nothing in it makes this throw.</summary>
    /// <param name="page">HTML, plain text or PDF; of a PDF, what is read of it.</param>
    /// <param name="pictures">The bytes of a picture by its address, where somebody has them; null for none.</param>
    public static HarmlessPage Of(Page page, Func<string, Page?>? pictures = null)
    {
        if (PageForm.IsPdf(page.Bytes.Span)) return OfText("", Passages(page));
        var (text, _, _) = Charset.Decode(page.Bytes, page.ContentType);
        if (!PageForm.IsHtml(text, page.ContentType)) return OfText("", text.ReplaceLineEndings("\n"));
        var (document, _) = HtmlPage.Parse(text, shown: true);
        var writer = new Writer(Base(document, page.Url), pictures);
        foreach (var child in document.Body?.ChildNodes ?? (IEnumerable<INode>)document.ChildNodes) writer.Write(child);
        return new HarmlessPage(document.Title ?? "", Within(document, writer.Body), writer.Pictures, writer.LeftOut);
    }

    // In which language and direction all of it is, stands on what is not written anew.
    private static string Within(IHtmlDocument document, StringBuilder body)
    {
        var told = string.Concat(((string[])["lang", "dir"]).Select(name => (document.Body?.GetAttribute(name) ?? document.DocumentElement.GetAttribute(name)) is { Length: > 0 } value ? $" {name}=\"{Encoder.Encode(value)}\"" : ""));
        return told.Length > 0 ? $"<div{told}>{body}</div>" : body.ToString();
    }

    private static HarmlessPage OfText(string title, string text) => new(title, $"<pre>{Encoder.Encode(text)}</pre>", 0, 0);

    private static string Passages(Page page)
    {
        try
        {
            return Reader.Read(page).Text;
        }
        catch (UnreadablePageException unreadable)
        {
            return $"This page {unreadable.Message}.";
        }
    }

    private static Uri? Base(IHtmlDocument document, string? url)
    {
        var own = Uri.TryCreate(url, UriKind.Absolute, out var address) ? address : null;
        var told = document.QuerySelector("base[href]")?.GetAttribute("href");
        return told is null ? own : Resolve(own, told) ?? own;
    }

    private static Uri? Resolve(Uri? against, string? address) =>
        address is not null && (against is null ? Uri.TryCreate(address.Trim(), UriKind.Absolute, out var resolved) : Uri.TryCreate(against, address.Trim(), out resolved))
            && resolved.Scheme is "http" or "https" ? resolved : null;

    private sealed class Writer(Uri? against, Func<string, Page?>? pictures)
    {
        private long room = MostOfPictures;

        public StringBuilder Body { get; } = new();

        public int Pictures { get; private set; }

        public int LeftOut { get; private set; }

        // The parser bounds how deep a page nests.
        public void Write(INode node)
        {
            if (node is IText text) Body.Append(Encoder.Encode(text.Data));
            if (node is not IElement element) return;
            var name = element.LocalName;
            if (name == "img") Picture(element);
            else if (element.NamespaceUri != NamespaceNames.HtmlUri || Dropped.Contains(name)) LeftOut++;
            else if (Kept.Contains(name)) Element(name, element);
            else
            {
                if (name == "form") LeftOut++;
                foreach (var child in element.ChildNodes) Write(child);
            }
        }

        private void Element(string name, IElement element)
        {
            // Words of a menu that only its style held apart.
            if (name == "a" && Ends("</a>")) Body.Append(' ');
            Body.Append('<').Append(name);
            foreach (var attribute in element.Attributes)
                if (Attributes.Contains(attribute.LocalName) && attribute.NamespaceUri is null) Attribute(attribute.LocalName, attribute.Value);
            if (name == "a" && Resolve(against, element.GetAttribute("href")) is { } address)
            {
                Attribute("href", address.AbsoluteUri);
                Body.Append(" rel=\"noopener noreferrer nofollow\" target=\"_blank\" referrerpolicy=\"no-referrer\"");
            }
            Body.Append('>');
            if (Empty.Contains(name)) return;
            foreach (var child in element.ChildNodes) Write(child);
            Body.Append("</").Append(name).Append('>');
        }

        private bool Ends(string with)
        {
            for (var i = 1; i <= with.Length; i++) if (Body.Length < i || Body[^i] != with[^i]) return false;
            return true;
        }

        // From the archive or the page itself, never from the network; else its words.
        private void Picture(IElement element)
        {
            var told = element.GetAttribute("src");
            if ((Embedded(told) ?? Stored(told)) is { } data)
            {
                Pictures++;
                Body.Append("<img");
                Attribute("src", data);
                foreach (var size in (string[])["width", "height"])
                    if (int.TryParse(element.GetAttribute(size), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 10_000) Attribute(size, number.ToString(CultureInfo.InvariantCulture));
                Attribute("alt", element.GetAttribute("alt") ?? "");
                Body.Append('>');
                return;
            }
            LeftOut++;
            if (element.GetAttribute("alt") is { Length: > 0 } words) Body.Append("<i>[").Append(Encoder.Encode(words)).Append("]</i>");
        }

        private string? Embedded(string? address)
        {
            if (address is null || !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || address.Length > room) return null;
            var comma = address.IndexOf(',', StringComparison.Ordinal);
            var head = comma < 0 ? "" : address[5..comma];
            var type = Array.Find(PictureTypes, known => head.Equals($"{known};base64", StringComparison.OrdinalIgnoreCase));
            return type is null ? null : Data(type, address[(comma + 1)..]);
        }

        private string? Stored(string? address)
        {
            if (Resolve(against, address) is not { } place || pictures?.Invoke(place.AbsoluteUri) is not { } found || found.Bytes.Length > room) return null;
            var media = found.ContentType?.Split(';')[0].Trim();
            var type = Array.Find(PictureTypes, known => known.Equals(media, StringComparison.OrdinalIgnoreCase));
            return type is null ? null : Data(type, Convert.ToBase64String(found.Bytes.Span));
        }

        private string? Data(string type, string base64)
        {
            if (base64.Length > room || !System.Buffers.Text.Base64.IsValid(base64)) return null;
            room -= base64.Length;
            return $"data:{type};base64,{base64}";
        }

        private void Attribute(string name, string value) => Body.Append(' ').Append(name).Append("=\"").Append(Encoder.Encode(value)).Append('"');
    }
}

using System.Text;

namespace Variorum;

/// <summary>A captured page for a browser: harmless, and under a banner that no reader can take for a part of it.</summary>
public static class CaptureHtml
{
    private static readonly Lazy<string> Style = new(() => HtmlHead.Resource("capture.css"));

    /// <summary>Writes one page that needs no network and runs nothing.</summary>
    /// <param name="title">The page's own, as text.</param>
    /// <param name="body">The page's own markup, made harmless.</param>
    /// <param name="leftOut">How many things are not shown.</param>
    /// <param name="version">Which it is; null for a page in which no text was read.</param>
    /// <param name="capture">Where it lies.</param>
    public static void Write(string title, string body, int leftOut, Version? version, Capture capture, Stream stream)
    {
        var page = new StringBuilder();
        HtmlHead.Write(page, title.Length > 0 ? title : capture.Url, script: null, Style.Value);
        page.Append("<body>\n<header id=\"capture\"><b>A capture from an archive, not the page as it is now.</b>\n<dl>");
        Row("Address").Append(Web(capture.Url) ? "<a rel=\"noopener noreferrer nofollow\" target=\"_blank\" referrerpolicy=\"no-referrer\" href=\"" : "<span title=\"").Text(capture.Url).Append("\">").Text(capture.Url)
            .Append(Web(capture.Url) ? "</a></dd>" : "</span></dd>");
        Row("Captured").Text(HistoryText.Stamp(capture.Time)).Text(version is null ? ", no text was read" : $", version {version.Number}").Append("</dd>");
        Row("SHA-256").Append("<code>").Text(capture.Sha256).Append("</code></dd>");
        Row("Lies in").Text($"{capture.Place.File} at {capture.Place.Offset}").Append("</dd>");
        Row("Left out").Text(leftOut == 0 ? "nothing" : $"the page's styles, and {Telling.Count(leftOut, "thing")} that could run, ask for something or send something").Append("</dd></dl></header>\n<div id=\"page\">\n");
        page.Append(body).Append("\n</div>\n</body>\n</html>\n");
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));

        StringBuilder Row(string name) => page.Append("<dt>").Append(name).Append("</dt><dd>");
    }

    /// <summary>The page alone, for a frame below a banner of somebody else's; under <see cref="Policy"/> it can do nothing even without one.</summary>
    internal static byte[] Bare(string title, string body)
    {
        var page = new StringBuilder(body.Length + 2048);
        HtmlHead.Write(page, title, script: null, Style.Value);
        page.Append("<body>\n<div id=\"page\">\n").Append(body).Append("\n</div>\n</body>\n</html>\n");
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    /// <summary>What <see cref="Bare"/> is served under: no script, no form, no address of anybody's, an origin of its own.</summary>
    internal static string Policy { get; } = $"sandbox; default-src 'none'; img-src data:; style-src '{HtmlHead.Digest(HtmlHead.Resource("capture.css"))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static bool Web(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";
}

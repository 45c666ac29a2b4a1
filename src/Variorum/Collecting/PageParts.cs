using System.Text.RegularExpressions;

namespace Variorum;

/// <summary>Finds what a page, or a style sheet, has a browser fetch to show it.</summary>
internal static partial class PageParts
{
    // More than any page is worth; what else it needs is not kept.
    private const int Most = 500, LongestStyles = 2_000_000;

    /// <summary>Style sheets, scripts, fonts, icons, pictures in all their sizes, frames: absolute addresses, each once, in the page's order.</summary>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> page, string? type, string address)
    {
        using var document = Listings.Parse(page, type);
        var @base = Listings.Base(document, new Uri(address));
        var found = new HashSet<string>(StringComparer.Ordinal);
        var list = new List<string>();
        foreach (var element in document.All)
        {
            switch (element.LocalName)
            {
                case "link" when element.GetAttribute("rel") is { } rel && IsFetched(rel): Add(element.GetAttribute("href"), @base); break;
                case "script" or "iframe" or "frame" or "embed" or "input": Add(element.GetAttribute("src"), @base); break;
                case "img" or "source" or "amp-img":
                    foreach (var name in (ReadOnlySpan<string>)["src", "data-src"]) Add(element.GetAttribute(name), @base);
                    foreach (var name in (ReadOnlySpan<string>)["srcset", "data-srcset"])
                        foreach (var size in Sizes(element.GetAttribute(name))) Add(size, @base);
                    break;
                case "style": AddAll(OfStyles(element.TextContent, @base)); break;
            }
            if (element.GetAttribute("style") is { } style && style.Contains("url", StringComparison.OrdinalIgnoreCase)) AddAll(OfStyles(style, @base));
            if (list.Count >= Most) break;
        }
        return list;

        void Add(string? reference, Uri from)
        {
            if (reference is { Length: > 0 } && WebAddress.Resolve(from, reference) is { } url && found.Add(url)) list.Add(url);
        }

        void AddAll(IEnumerable<string> urls)
        {
            foreach (var url in urls) if (found.Add(url)) list.Add(url);
        }
    }

    /// <summary>What a style sheet imports or shows (<c>@import</c>, <c>url()</c>): absolute addresses, each once.</summary>
    public static IReadOnlyList<string> OfStyles(string styles, Uri address) =>
        styles.Length > LongestStyles ? [] :
        [
            .. Reference().Matches(styles).Take(Most).Select(static match => match.Groups["url"].Value.Trim()).Where(static url => url.Length > 0 && !url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
                .Select(url => WebAddress.Resolve(address, url)).OfType<string>().Distinct(StringComparer.Ordinal),
        ];

    private static bool IsFetched(string rel) => rel.Contains("stylesheet", StringComparison.OrdinalIgnoreCase) || rel.Contains("icon", StringComparison.OrdinalIgnoreCase)
        || rel.Contains("preload", StringComparison.OrdinalIgnoreCase) || rel.Contains("manifest", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Sizes(string? set) => set is null ? [] :
        set.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim(',')).Where(static part => part.AsSpan().IndexOfAny('/', '.') >= 0 && !char.IsAsciiDigit(part[0])).Take(20);

    [GeneratedRegex("""(?:url\(\s*["']?(?<url>[^"')\s]{1,2000})["']?\s*\)|@import\s+["'](?<url>[^"']{1,2000})["'])""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}

using System.Runtime.CompilerServices;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;

namespace Variorum;

/// <summary>Parses markup within bounds: no page may cost more memory or stack than a page can be worth.</summary>
internal static class HtmlMarkup
{
    // The longest pages of the measured sets have 30,000 elements and nest 90 deep.
    private const int MostElements = 300_000;
    private const int Deepest = 400;

    // Depth is looked at now and then: a walk to the root at each element would cost as much as the parse.
    private const int BetweenLooks = 32;

    /// <summary>The page's tree.</summary>
    /// <param name="html">At most some ten million units; longer pages are cut by the caller.</param>
    /// <param name="shown">With all attributes, and with what is for browsers without script: to be shown, not read.</param>
    /// <returns>The document, and why the rest of the page was left out, or null.</returns>
    public static (IHtmlDocument Document, string? Cut) Parse(string html, bool shown = false)
    {
        if (TryParse(html, shown, out var document, out _)) return (document!, null);

        // Old editors leave hundreds of <font> open, and each one nests in the last: without them, the text is flat.
        var plainer = WithoutInline(html);
        if (TryParse(plainer, shown, out document, out _)) return (document!, null);

        plainer = HtmlNesting.Flattened(plainer);
        if (TryParse(plainer, shown, out document, out var reached)) return (document!, null);

        var cut = $"after {reached} of {plainer.Length} characters the markup still nests deeper than {Deepest} elements or holds more than {MostElements}; only what stands before was read";
        try
        {
            return (new HtmlParser(Options(shown)).ParseDocument(plainer.AsMemory(0, reached)), cut);
        }
        catch (Exception fault) when (IsParsers(fault))
        {
            return (new HtmlParser().ParseDocument(""), "its markup cannot be parsed");
        }
    }

    private static bool TryParse(string html, bool shown, out IHtmlDocument? document, out int reached)
    {
        var created = 0;
        var last = 0;
        IElement? previous = null;
        var options = Options(shown);
        options.OnCreated = (element, position) =>
        {
            // The parser calls itself for each <pre> that opens right within another: some hundred of them would end the process.
            if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw new TooTangledException();
            if (++created % BetweenLooks == 0)
            {
                if (created > MostElements || DeeperThan(previous, Deepest)) throw new TooTangledException();
                last = position.Index;
            }

            previous = element;
        };

        try
        {
            // Given as memory the page is read where it lies; a string would be copied first, and read a letter at a time.
            document = new HtmlParser(options).ParseDocument(html.AsMemory());
            reached = html.Length;
            return true;
        }
        catch (Exception fault) when (fault is TooTangledException || IsParsers(fault))
        {
            document = null;
            reached = Math.Clamp(last, 0, html.Length);
            return false;
        }
    }

    // A parser that stumbles over markup is asked again with less of it; a page must not end the program.
    private static bool IsParsers(Exception fault) =>
        fault is InvalidOperationException or ArgumentException or NullReferenceException or IndexOutOfRangeException or InvalidCastException or KeyNotFoundException or DomException;

    // With scripting on, <noscript> is text and not a second copy of the page.
    private static HtmlParserOptions Options(bool shown) => shown ? new() { SkipComments = true } : new() { IsScripting = true, SkipComments = true, ShouldEmitAttribute = IsRead };

    // What the walk asks for, and what decides where the parser puts an element; most attributes of a page are for its style and scripts.
    private static bool IsRead(ref StructHtmlToken element, ReadOnlyMemory<char> name) => IsReadOfAny(name.Span) || IsImage(element.Name.Memory.Span) && IsReadOfImage(name.Span);

    private static bool IsImage(ReadOnlySpan<char> element) => element is "img" or "source" or "amp-img";

    // Scripts that load a picture when it comes into view keep its address in an attribute of their own.
    private static bool IsReadOfImage(ReadOnlySpan<char> name) => name is "srcset" or "alt" || name.StartsWith("data-");

    private static bool IsReadOfAny(ReadOnlySpan<char> name) => name is
        "class" or "id" or "hidden" or "style" or "property" or "itemprop" or "content" or "datetime" or "lang" or "xml:lang" or "rel" or "href"
        or "name" or "http-equiv" or "type" or "src" or "data-src" or "data" or "width" or "height" or "color" or "face" or "size" or "encoding";

    private static bool DeeperThan(INode? node, int limit)
    {
        for (; node is not null; node = node.Parent)
        {
            if (--limit < 0) return true;
        }

        return false;
    }

    private static string WithoutInline(string html)
    {
        var kept = new System.Text.StringBuilder(html.Length);
        var from = 0;

        // Behind it no tag ends; looked for once, or a page of tags without an end would be searched whole for each.
        var lastEnd = html.LastIndexOf('>');
        while (true)
        {
            var tag = html.IndexOf('<', from);
            if (tag < 0) return kept.Append(html, from, html.Length - from).ToString();
            kept.Append(html, from, tag - from);
            var name = tag + 1 < html.Length && html[tag + 1] == '/' ? tag + 2 : tag + 1;
            var end = name;
            while (end < html.Length && char.IsAsciiLetter(html[end])) end++;
            var close = end <= lastEnd && IsFormatting(html.AsSpan(name, end - name)) ? html.IndexOf('>', end) : -1;
            if (close < 0)
            {
                kept.Append('<');
                from = tag + 1;
            }
            else
            {
                from = close + 1;
            }
        }
    }

    private static bool IsFormatting(ReadOnlySpan<char> name)
    {
        Span<char> lower = stackalloc char[8];
        if (name.Length is 0 or > 8) return false;
        name.ToLowerInvariant(lower);
        return lower[..name.Length] is "b" or "i" or "u" or "s" or "a" or "em" or "big" or "tt" or "font" or "span" or "small" or "strong" or "strike" or "nobr" or "code";
    }

    private sealed class TooTangledException : Exception;
}

using System.Text;

namespace Variorum.Bench;

/// <summary>Damages markup by its structure, and then the bytes that it is sent in.</summary>
internal static class HtmlMutations
{
    private const int Longest = 1_000_000, Deep = 3000;

    private static readonly string[] Names =
    [
        "div", "p", "span", "a", "b", "i", "br", "hr", "ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "td", "th", "tbody", "caption", "article", "main", "section", "header", "footer", "nav", "aside", "h1", "h2", "h6", "title", "head", "body", "html", "form", "button",
        "select", "option", "textarea", "input", "script", "style", "template", "noscript", "iframe", "svg", "math", "foreignObject", "mi", "annotation-xml", "figure", "figcaption", "img", "picture", "video", "object", "blockquote", "q", "pre", "plaintext", "xmp", "listing", "frameset", "frame", "noframes",
        "time", "meta", "link", "base", "details", "summary", "dialog", "ruby", "rt", "rp", "sup", "sub", "center", "font", "nobr", "marquee", "isindex", "image", "x-y", "slot", "col", "colgroup", "label", "address", "map", "area", "legend", "fieldset",
    ];

    private static readonly string[] Snippets =
    [
        "&", "&#", "&#x;", "&#0;", "&#xD800;", "&#xDFFF;&#xD83D;", "&#x110000;", "&#99999999999999;", "&amp", "&ampamp;", "&lt;p&gt;", "&nbsp;", "&NotEqualTilde;", "&zwnj;", "&#128;", "&#x9F;", "\0", "\u0001", "\u0085", "\u009B", "<", "</", "</>", "<>", "< p>", "<!", "<!-", "<!--", "-->", "<!-->", "<!--->", "<!---->", "<!--<!--", "--!>", "<?", "<?php ?>", "<![CDATA[", "]]>", "<!DOCTYPE", "<!DOCTYPE html SYSTEM \"",
        "<p", "<p ", "<p/", "<p =", "<p a", "<p a=", "<p a=\"", "<p a='", "<p a=b", "<p\"'=>", "</p x=y>", "<a href=\"", "<A HREF=javascript:alert(1)>", "<div class=\"article-body content main\">", "<div hidden>", "<div style=\"display:none\">", "<div aria-hidden=true>", "<p class=caption>", "<p class='byline author'>By ", "<svg><p>", "<svg><title><b>", "<math><mi><p>", "<svg><foreignObject><p>", "<template><p>", "<noscript><p>", "<select><p><option>", "<table><p>", "<table><tr><p><td>", "<frameset><frame>", "<plaintext>", "<textarea>", "<title>", "<script>", "<script><!--<script>", "</script>",
        "<meta charset=utf-16>", "<meta charset=x-user-defined>", "<meta charset=iso-2022-jp>", "<meta charset=\"\">", "<meta http-equiv=content-type content='text/html; charset=big5'>", "<meta property=og:title content='&#xD83D;'>", "<meta property=article:published_time content=99999-99-99T99:99>", "<meta property=article:published_time content='31 February 2024'>", "<meta name=date content=''>",
        "<meta property=og:site_name content=\"\">", "<meta name=author content='Ann Holt, Jon Vale,,,'>", "<link rel=canonical href='http://[::1'>", "<link rel=canonical href='//'>", "<base href='about:blank'>", "<html lang=xx-YY-zz->", "<html lang=''>", "<time datetime='99999-13-32'>", "<time>31 February", "<time datetime=P1D>", "<img alt='A photo' title=x>", "<figure><figcaption>Photo: Ann Holt</figcaption></figure>", "<br><br>", "<br/>\n<br>", "<hr>",
        "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"\\ud83d\",\"datePublished\":\"99999-01-01\",\"articleBody\":[1,{}]}</script>", "<script type=application/ld+json>{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"headline\":{\"a\":1},\"author\":[[[{\"name\":7}]]],\"publisher\":\"x\"}]}</script>", "<script type=application/ld+json>{\"@type\":\"NewsArticle\",", "<script type=application/ld+json>[[[[[[[[</script>", "<script type=application/ld+json>null</script>", "<script type=application/ld+json>\"\\ud800\"</script>", "<script type=application/ld+json>{\"@type\":null,\"headline\":null,\"datePublished\":1e999,\"dateModified\":-1,\"inLanguage\":[\"\"],\"articleSection\":[null,\"\\udc00\"]}</script>",
    ];

    private static readonly string[] Encodings = ["utf-8", "utf-8", "utf-8", "windows-1251", "utf-16", "utf-16BE", "gb18030", "shift_jis", "euc-kr", "koi8-r", "iso-2022-jp", "big5", "windows-1252", "utf-32"];

    private static readonly string?[] Types = [null, null, null, "text/html", "text/html; charset=utf-8", "text/plain", "text/html; charset=koi8-r", "text/html; charset=utf-16", "application/xhtml+xml; charset=\"", "text/html; charset=", ";", "text/html; charset=utf-7", "text/html; charset=x-x"];

    static HtmlMutations() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>One to a few damages to the markup, one upon the other.</summary>
    /// <param name="html">A page.</param>
    /// <param name="random">Chooses; the same choices for the same seed.</param>
    /// <param name="donor">Another page, of which parts are taken.</param>
    public static string Mutate(string html, Random random, string donor)
    {
        var parts = Parts(html);
        for (var times = 1 << random.Next(6); times > 0; times--) Once(parts, random, donor);
        var mutant = string.Concat(parts);
        return mutant.Length <= Longest ? mutant : mutant[..Longest];
    }

    /// <summary>A page's bytes, now and then in another charset than it says, cut or scratched.</summary>
    public static (byte[] Bytes, string? ContentType) Sent(string page, Random random)
    {
        var encoding = Encoding.GetEncoding(random.Next(3) == 0 ? Encodings[random.Next(Encodings.Length)] : "utf-8");
        var bytes = encoding.GetBytes(page);
        if (random.Next(6) == 0) bytes = bytes[..random.Next(bytes.Length + 1)];
        if (random.Next(6) == 0)
            for (var times = random.Next(20); times > 0 && bytes.Length > 0; times--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        if (random.Next(12) == 0) bytes = [.. encoding.GetPreamble(), .. bytes];
        if (random.Next(12) == 0) bytes = [.. ((byte[][])[[0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0]])[random.Next(4)], .. bytes];
        return (bytes, Types[random.Next(Types.Length)]);
    }

    private static void Once(List<string> parts, Random random, string donor)
    {
        var from = random.Next(parts.Count);
        var count = Math.Min(parts.Count - from, random.Next(3) switch { 0 => 1, 1 => random.Next(1, 8), _ => random.Next(1, 120) });
        var name = Names[random.Next(Names.Length)];
        switch (random.Next(20))
        {
            case 0: parts.RemoveRange(from, count); break;
            case 1: parts.InsertRange(from, parts.GetRange(from, count)); break;
            case 2:
                var moved = parts.GetRange(from, count);
                parts.RemoveRange(from, count);
                parts.InsertRange(random.Next(parts.Count + 1), moved);
                break;
            case 3:
                parts.Insert(from + count, $"</{name}>");
                parts.Insert(from, $"<{name}>");
                break;
            case 4: parts.Insert(from, $"</{name}>"); break;
            case 5: parts.Insert(from, $"<{name}>"); break;
            case 6: parts[from] = Renamed(parts[from], name); break;
            case 7: parts[from] = parts[from].TrimEnd('>'); break;
            case 8: parts[from] = parts[from].Replace("\"", random.Next(2) == 0 ? "" : "'", StringComparison.Ordinal); break;
            case 9: parts[from] = WithAttributes(parts[from], random); break;
            case 10: parts.Insert(from, Times($"<{name}>", 1 << random.Next(12))); break;
            case 11: parts.Insert(from, Times($"<{name}>x</{name}>", 1 << random.Next(12))); break;
            case 12: parts.Insert(from, Times(Snippets[random.Next(Snippets.Length)], 1 << random.Next(10))); break;
            case 13: parts.RemoveAll(part => part.StartsWith("</" + name, StringComparison.OrdinalIgnoreCase)); break;
            case 14 or 15: parts[from] = parts[from].StartsWith('<') ? parts[from] : TextMutations.Mutate(parts[from], random, donor); break;
            case 16: parts.InsertRange(from, Parts(Taken(donor, random))); break;
            case 17: parts[from] = parts[from][..random.Next(parts[from].Length + 1)]; break;
            default: parts.Insert(from, Snippets[random.Next(Snippets.Length)]); break;
        }
        if (parts.Count == 0) parts.Add("");
    }

    /// <summary>Tags, comments, and the text between them.</summary>
    private static List<string> Parts(string html)
    {
        var parts = new List<string>();
        for (var from = 0; from < html.Length;)
        {
            var end = html[from] == '<' ? html.IndexOf('>', from) + 1 : html.IndexOf('<', from);
            if (end <= from) end = html.Length;
            parts.Add(html[from..end]);
            from = end;
        }
        if (parts.Count == 0) parts.Add("");
        return parts;
    }

    private static string Renamed(string part, string name)
    {
        if (!part.StartsWith('<')) return $"<{name}>{part}</{name}>";
        var start = part.StartsWith("</", StringComparison.Ordinal) ? 2 : 1;
        var end = start;
        while (end < part.Length && char.IsAsciiLetterOrDigit(part[end])) end++;
        return part[..start] + name + part[end..];
    }

    private static string WithAttributes(string part, Random random)
    {
        var at = part.StartsWith('<') ? part.Length - (part.EndsWith('>') ? 1 : 0) : 0;
        return part.Insert(at, random.Next(4) switch
        {
            0 => " class=\"" + new string('c', 1 << random.Next(17)) + "\"",
            1 => string.Concat(Enumerable.Range(0, 1 << random.Next(12)).Select(static i => $" a{i}=\"{i}\"")),
            2 => " id=article class=\"comment ad related main-content hidden\" role=main itemprop=articleBody",
            _ => " " + TextMutations.Piece(random) + "=" + TextMutations.Piece(random),
        });
    }

    private static string Taken(string donor, Random random)
    {
        var from = random.Next(donor.Length + 1);
        return donor.Substring(from, Math.Min(donor.Length - from, random.Next(4000)));
    }

    private static string Times(string piece, int times) => new StringBuilder().Insert(0, piece, Math.Min(times, Deep)).ToString();
}

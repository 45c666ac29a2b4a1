namespace Variorum;

/// <summary>The elements that reading tells apart.</summary>
internal enum HtmlTag : byte
{
    Inline, Link, Bold, Italic, Break, Rule, Time, Meta, Script, Skipped, Embedded, Image,
    Block, Paragraph, Division, Section, Article, Main, Header, Footer, Aside, Navigation, Form, Button,
    List, OrderedList, Item, Term, Table, Row, Cell, Quote, Figure, Caption, Preformatted, Details,
    Heading1, Heading2, Heading3, Heading4, Heading5, Heading6,
}

internal static class HtmlTags
{
    public static HtmlTag Of(string name) => name switch
    {
        "div" => HtmlTag.Division,
        "p" => HtmlTag.Paragraph,
        "a" => HtmlTag.Link,
        "b" or "strong" => HtmlTag.Bold,
        "i" or "em" or "cite" => HtmlTag.Italic,
        "br" => HtmlTag.Break,
        "hr" => HtmlTag.Rule,
        "li" => HtmlTag.Item,
        "ul" or "menu" or "dir" => HtmlTag.List,
        "ol" => HtmlTag.OrderedList,
        "dt" or "dd" => HtmlTag.Term,
        "section" or "hgroup" => HtmlTag.Section,
        "article" => HtmlTag.Article,
        "main" => HtmlTag.Main,
        "header" => HtmlTag.Header,
        "footer" => HtmlTag.Footer,
        "aside" => HtmlTag.Aside,
        "nav" => HtmlTag.Navigation,
        "form" or "fieldset" => HtmlTag.Form,
        "button" or "label" => HtmlTag.Button,
        "table" => HtmlTag.Table,
        "tr" => HtmlTag.Row,
        "td" or "th" => HtmlTag.Cell,
        "blockquote" => HtmlTag.Quote,
        "figure" => HtmlTag.Figure,
        "figcaption" or "caption" => HtmlTag.Caption,
        "pre" or "xmp" or "listing" or "plaintext" => HtmlTag.Preformatted,
        "details" or "summary" or "dialog" => HtmlTag.Details,
        "h1" => HtmlTag.Heading1,
        "h2" => HtmlTag.Heading2,
        "h3" => HtmlTag.Heading3,
        "h4" => HtmlTag.Heading4,
        "h5" => HtmlTag.Heading5,
        "h6" => HtmlTag.Heading6,
        "time" => HtmlTag.Time,
        "meta" or "link" or "base" => HtmlTag.Meta,
        "script" => HtmlTag.Script,
        "img" or "picture" => HtmlTag.Image,
        "iframe" or "embed" or "object" or "video" or "audio" or "canvas" or "applet" => HtmlTag.Embedded,
        "style" or "template" or "noscript" or "select" or "option" or "optgroup" or "datalist" or "input" or "textarea" or "svg" or "math"
            or "rt" or "rp" or "head" or "title" or "frameset" or "noframes" or "map" or "progress" or "meter" => HtmlTag.Skipped,
        "address" or "center" or "body" or "html" or "dl" or "tbody" or "thead" or "tfoot" or "legend" or "search" => HtmlTag.Block,
        _ => HtmlTag.Inline,
    };

    public static bool IsBlock(HtmlTag tag) => tag >= HtmlTag.Block;

    public static bool IsHeading(HtmlTag tag) => tag >= HtmlTag.Heading1;
}

using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Variorum;

/// <summary>Walks a page's tree once, without recursion, and lays it out.</summary>
internal sealed class HtmlWalk
{
    // More blocks than any page that tells something.
    private const int MostBlocks = 20_000;

    private const int LongestData = 2_000_000;

    private const int MostImages = 4_000;

    private readonly HtmlLayout layout = new();
    private readonly HtmlClasses classes = new();
    private char[] text = new char[1024];
    private int length;
    private Frame[] open = new Frame[128];
    private int depth;

    // State of the block being filled.
    private int linkLength, boldLength, italicLength, boldStart, breaks, kicker, linkCount, afterLink;
    private bool blank, boldOnly = true, hasTime;
    private HtmlClass inlineAtStart;

    // How deep in inline elements of each kind.
    private int links, bolds, italics, button;
    private HtmlClass inline;
    private int place;

    private HtmlWalk()
    {
    }

    public static HtmlLayout Read(IHtmlDocument document)
    {
        var walk = new HtmlWalk();
        walk.Head(document);
        if (document.Body is Element body) walk.Body(body);
        walk.layout.DeclaredLanguage = document.DocumentElement?.GetAttribute("lang") ?? document.DocumentElement?.GetAttribute("xml:lang");
        return walk.layout;
    }

    private void Head(IHtmlDocument document)
    {
        if (document.Head is not { } head) return;
        foreach (var child in head.ChildNodes)
        {
            if (child is not Element element) continue;
            switch (element.LocalName)
            {
                case "meta" or "link" or "base": Meta(element); break;
                case "title": layout.DocumentTitle ??= element.TextContent; break;
                case "script": Script(element); break;
            }
        }
    }

    private void Body(Element body)
    {
        layout.Places.Add(new HtmlPlace { Parent = -1, Tag = HtmlTag.Block, Classes = Classes(body) });
        Open(body, HtmlTag.Block);
        while (depth > 0)
        {
            ref var frame = ref open[depth - 1];
            if (frame.Next >= frame.Count)
            {
                depth--;
                Leave(frame);
                continue;
            }

            // The class first: to find that an element is not one of the interfaces of a text, all that it has are gone through.
            var node = frame.Children[frame.Next++];
            if (node is Element element)
            {
                if (layout.Blocks.Count < MostBlocks) Enter(element);
            }
            else if (node is IText run)
            {
                Append(run.Data);
            }
        }

        Flush();
        if (layout.Blocks.Count >= MostBlocks) layout.Cut = $"the page has more than {MostBlocks} blocks of text; only the first were read";
    }

    private void Enter(Element element)
    {
        var tag = HtmlTags.Of(element.LocalName);
        switch (tag)
        {
            case HtmlTag.Break: Break(); return;
            case HtmlTag.Rule: Flush(); return;
            case HtmlTag.Meta: Meta(element); return;
            case HtmlTag.Script: Script(element); return;
            case HtmlTag.Skipped or HtmlTag.Image:
                if (element.LocalName is "option" or "img") blank = true;
                if (tag == HtmlTag.Image || element.LocalName == "noscript") Image(element);
                return;
            case HtmlTag.Embedded: Embed(element); return;
        }

        var (groups, hidden, property, value) = Attributes(element);
        if (HtmlTags.IsBlock(tag))
        {
            Flush();
            var parent = layout.Places[place];
            var named = new HtmlPlace
            {
                Parent = place,
                Depth = parent.Depth + 1,
                Tag = tag,
                Classes = groups,
                Hidden = hidden || parent.Hidden,
                Path = HashCode(parent.Path, tag, groups),
            };
            Open(element, tag);
            layout.Places.Add(named);
            place = layout.Places.Count - 1;
            inline = HtmlClass.None;
            if (tag == HtmlTag.Button) button++;
            if (property is not null) Values(property, value, tag, groups, named);
            return;
        }

        // What takes the place of <img> in AMP may hold text, or never be closed.
        if (tag == HtmlTag.Inline && element.LocalName == "amp-img") Image(element);

        // Hover cards and words for screen readers stand inside the sentences that they explain.
        if (hidden || (groups & HtmlClass.Tooltip) != 0) return;
        Open(element, tag);
        inline |= groups;
        if (property is not null || tag == HtmlTag.Time) Values(property, value, tag, groups, null);
        switch (tag)
        {
            case HtmlTag.Link:
                links++;
                linkCount++;

                // Links set side by side by their style alone: the eye sees a blank between them.
                if (length > 0 && length == afterLink) blank = true;
                break;
            case HtmlTag.Bold: bolds++; break;
            case HtmlTag.Italic: italics++; break;
            case HtmlTag.Time: hasTime = true; break;
        }
    }

    private void Open(IElement element, HtmlTag tag)
    {
        if (depth == open.Length) Array.Resize(ref open, depth * 2);
        var children = element.ChildNodes;
        open[depth++] = new Frame { Children = children, Count = children.Length, Tag = tag, Place = place, Inline = inline };
    }

    private void Leave(in Frame frame)
    {
        if (HtmlTags.IsBlock(frame.Tag)) Flush();
        switch (frame.Tag)
        {
            case HtmlTag.Link:
                links--;
                afterLink = length;
                break;
            case HtmlTag.Bold: bolds--; break;
            case HtmlTag.Italic: italics--; break;
            case HtmlTag.Button: button--; break;
        }

        place = frame.Place;
        inline = frame.Inline;
    }

    private void Break()
    {
        if (++breaks >= 2)
        {
            Flush();
            return;
        }

        blank = true;
        // Old pages indent each paragraph after a single break: with blanks that are not folded, or wide ones.
        ref var frame = ref open[depth - 1];
        if (frame.Next < frame.Count && frame.Children[frame.Next] is IText { Data: { Length: > 1 } next })
        {
            var at = 0;
            while (at < next.Length && next[at] is ' ' or '\r' or '\n' or '\t') at++;
            if (at + 1 < next.Length && next[at] is '\u3000' or '\u00A0' && next[at + 1] is '\u3000' or '\u00A0') Flush();
        }
    }

    private void Append(string data)
    {
        var from = length;
        if (text.Length < length + (2 * data.Length)) Array.Resize(ref text, Math.Max(text.Length * 2, length + (2 * data.Length)));
        foreach (var c in data)
        {
            if (c <= ' ' || (c >= 0x80 && (char.IsWhiteSpace(c) || c == '\uFEFF')))
            {
                blank |= c != '\0';
                continue;
            }

            if (c is '\u200B' or '\u00AD' or '\u2060') continue;
            if (length == 0) inlineAtStart = inline;
            else if (blank) text[length++] = ' ';
            text[length++] = c;
            blank = false;
        }

        if (((inline & HtmlClass.Kicker) != 0) && (from == 0 || from == kicker)) kicker = length;
        var added = length - from;
        if (added == 0) return;
        breaks = 0;
        if (links > 0 || button > 0) linkLength += added;
        if (italics > 0) italicLength += added;
        if (bolds > 0)
        {
            boldLength += added;
            if (boldOnly) boldStart = length;
        }
        else
        {
            boldOnly = false;
        }
    }

    private void Flush()
    {
        if (length > 0)
        {
            var block = new HtmlBlock
            {
                Text = Normalization.Compose(new string(text, 0, length)),
                Place = place,
                InlineClasses = inlineAtStart,
                LinkLength = linkLength,
                BoldLength = boldLength,
                ItalicLength = italicLength,
                BoldStart = boldStart,
                HasTime = hasTime,
                KickerLength = kicker,
                Links = linkCount,
            };
            HtmlText.Measure(block);
            layout.Blocks.Add(block);
            length = 0;
        }

        linkLength = boldLength = italicLength = boldStart = breaks = kicker = linkCount = afterLink = 0;
        blank = hasTime = false;
        boldOnly = true;
    }

    private HtmlClass Classes(Element element) => classes.Of(element.ClassName) | classes.Of(element.Id);

    // One look at each attribute: most elements have one or two, and asking for eight by name costs eight looks at each.
    private (HtmlClass Groups, bool Hidden, string? Property, string? Value) Attributes(IElement element)
    {
        var attributes = element.Attributes;
        var groups = HtmlClass.None;
        var hidden = false;
        string? property = null, itemProperty = null, content = null, moment = null;
        for (var i = 0; i < attributes.Length; i++)
        {
            if (attributes[i] is not { } attribute) continue;
            switch (attribute.Name)
            {
                case "class" or "id": groups |= classes.Of(attribute.Value); break;
                case "hidden": hidden = true; break;
                case "style": hidden |= HidesStyle(attribute.Value); break;
                case "property": property = attribute.Value; break;
                case "itemprop": itemProperty = attribute.Value; break;
                case "content": content = attribute.Value; break;
                case "datetime": moment = attribute.Value; break;
            }
        }

        return (groups, hidden, itemProperty ?? property, content ?? moment);
    }

    private static bool IsHidden(Element element) =>
        element.HasAttribute("hidden") || HidesStyle(element.GetAttribute("style"));

    private static bool HidesStyle(string? style)
    {
        if (string.IsNullOrEmpty(style)) return false;
        var at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + 7).TrimStart(" :").StartsWith("none", StringComparison.OrdinalIgnoreCase);
    }

    private void Values(string? name, string? content, HtmlTag tag, HtmlClass groups, HtmlPlace? box)
    {
        if (name is null && tag != HtmlTag.Time) return;
        if (box is not null && name is not null && name.Contains("articleBody", StringComparison.OrdinalIgnoreCase)) box.IsArticleBody = true;
        var key = name is null ? "time" : Unprefixed(name.ToLowerInvariant());
        layout.Values.Add(new HtmlValue(key, content, layout.Blocks.Count, place, groups | inline));
    }

    private static string Unprefixed(string name)
    {
        var colon = name.LastIndexOfAny([':', '/', ' ']);
        return colon < 0 ? name : name[(colon + 1)..];
    }

    private void Meta(Element element)
    {
        if (element.LocalName == "base")
        {
            layout.Base ??= element.GetAttribute("href");
            return;
        }

        if (element.LocalName == "link")
        {
            if (string.Equals(element.GetAttribute("rel"), "canonical", StringComparison.OrdinalIgnoreCase)) layout.Canonical ??= element.GetAttribute("href");
            return;
        }

        var content = element.GetAttribute("content");
        if (string.IsNullOrWhiteSpace(content) || content.Length > 20_000) return;
        var name = element.GetAttribute("property") ?? element.GetAttribute("name");
        var property = element.GetAttribute("itemprop");
        if (name is null && property is null)
        {
            if (element.GetAttribute("http-equiv") is not { } equivalent) return;
            name = equivalent;
        }

        if (name is not null) layout.Metas.Add((name.Trim().ToLowerInvariant(), content));
        if (property is not null) layout.Values.Add(new HtmlValue(property.Trim().ToLowerInvariant(), content, layout.Blocks.Count, Math.Max(0, place), HtmlClass.None));
    }

    private void Script(Element element)
    {
        var type = element.GetAttribute("type");
        if (type is null || !type.Contains("ld+json", StringComparison.OrdinalIgnoreCase)) return;
        var data = element.TextContent;
        if (data.Length is > 10 and < LongestData) layout.Data.Add(data);
    }

    private void Image(Element element)
    {
        if (layout.Images.Count < MostImages) layout.Images.Add(new HtmlImage(element, layout.Blocks.Count, place));
    }

    private void Embed(Element element)
    {
        var address = element.GetAttribute("src") ?? element.GetAttribute("data-src") ?? element.GetAttribute("data");
        var what = element.LocalName switch { "iframe" or "embed" or "object" or "applet" => "embedded page", var name => name };
        if (IsHidden(element) || element.GetAttribute("width") is "0" or "1" || element.GetAttribute("height") is "0" or "1") return;
        layout.Embedded.Add((layout.Blocks.Count, place, what, address));
    }

    private static int HashCode(int path, HtmlTag tag, HtmlClass groups) => ((path * 31) + (int)tag) * 486187739 ^ (int)groups;

    private struct Frame
    {
        public INodeList Children;
        public int Next;
        public int Count;
        public HtmlTag Tag;
        public int Place;
        public HtmlClass Inline;
    }
}

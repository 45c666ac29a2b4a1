using System.Text;

namespace Variorum;

/// <summary>Takes boxes out of markup that nests deeper than a parser should follow; the text in them stays.</summary>
internal static class HtmlNesting
{
    // Half of what the parser is let: elements whose end tags may be left out nest too, and are not counted.
    private const int Deepest = 150;

    // A box that opens right within its like adds nothing to it beyond this.
    private const int LongestRun = 8;

    // Elements that have no end, or may do without: they close one another and cannot nest without a box around them.
    private static readonly HashSet<string> Loose = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "br", "hr", "img", "input", "meta", "link", "base", "area", "col", "wbr", "source", "track", "embed", "param", "li", "dt", "dd", "td", "th", "tr", "tbody",
        "thead", "tfoot", "option", "optgroup", "html", "head", "body", "h1", "h2", "h3", "h4", "h5", "h6",
    };

    private static readonly string[] Raw = ["script", "style", "title", "textarea", "noscript", "iframe"];

    /// <summary>The same page, its start and end tags beyond the depth left out in pairs. One pass.</summary>
    public static string Flattened(string html)
    {
        var kept = new StringBuilder(html.Length);
        var open = new Stack<bool>();
        var loose = Loose.GetAlternateLookup<ReadOnlySpan<char>>();
        int depth = 0, run = 0, from = 0;
        var last = new Range(0, 0);
        while (html.IndexOf('<', from) is >= 0 and var tag)
        {
            var between = html.AsSpan(from, tag - from);
            kept.Append(between);
            if (!between.IsWhiteSpace()) run = 0;
            var comment = html.AsSpan(tag).StartsWith("<!--", StringComparison.Ordinal);
            var end = comment ? html.IndexOf("-->", tag, StringComparison.Ordinal) + 2 : html.IndexOf('>', tag);
            if (end < tag) return kept.Append(html, tag, html.Length - tag).ToString();
            from = end + 1;
            var closes = html[tag + 1] == '/';
            var start = closes ? tag + 2 : tag + 1;
            var stop = start;
            while (stop < end && !char.IsWhiteSpace(html[stop]) && html[stop] is not ('/' or '>')) stop++;
            var name = html.AsSpan(start, stop - start);
            var keep = true;
            if (!comment && name.Length > 0 && char.IsAsciiLetter(name[0]) && !loose.Contains(name))
            {
                if (closes)
                {
                    run = 0;
                    if (open.TryPop(out keep)) depth -= keep ? 1 : 0;
                    else keep = true;
                }
                else if (RawName(name) is { } raw)
                {
                    run = 0;
                    var close = html.IndexOf("</" + raw, from, StringComparison.OrdinalIgnoreCase);
                    var past = close < 0 ? -1 : html.IndexOf('>', close);
                    from = past < 0 ? html.Length : past + 1;
                    end = from - 1;
                }
                else
                {
                    run = stop == end && name.Equals(html.AsSpan(last), StringComparison.OrdinalIgnoreCase) ? run + 1 : 0;
                    keep = depth < Deepest && run < LongestRun;
                    open.Push(keep);
                    if (keep) depth++;
                    last = start..stop;
                }
            }

            if (keep) kept.Append(html, tag, end + 1 - tag);
        }

        return kept.Append(html, from, html.Length - from).ToString();
    }

    private static string? RawName(ReadOnlySpan<char> name)
    {
        foreach (var raw in Raw)
            if (name.Equals(raw, StringComparison.OrdinalIgnoreCase)) return raw;
        return null;
    }
}

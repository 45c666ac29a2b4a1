namespace Variorum;

/// <summary>The query language, where it is needed: each example is a link that asks it.</summary>
internal static class SearchHelp
{
    private static readonly (string Query, string Finds)[] Examples =
    [
        ("railway treaty", "both words, in any of their forms, in any language"),
        ("\"railway treaty\"", "one behind the other"),
        ("railway NEAR/5 treaty", "at most five words on, in either order"),
        ("railway OR tram", "at least one of them"),
        ("railway -tram", "the first without the second"),
        ("minist*", "all words that begin so"),
        ("title:treaty", "in the headline alone"),
        ("source:herald", "in the publisher's name or host"),
        ("speaker:holt", "in the names of those who speak"),
        ("url:signing", "in the address"),
        ("language:ru", "in this language"),
        ("country:norland", "of a source of this country"),
        ("kind:transcript", "a report, transcript, readout or statement"),
        ("date:2026-06", "published in that month; also a year, a day"),
        ("date:2026-06-01..2026-07", "between, both ends included; date:2026.. is open"),
    ];

    public static void Write(StringBuilder page, bool open)
    {
        page.Html($"<details class=\"more help\"{new Markup.Raw(open ? " open" : "")}><summary>How to ask</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"How to ask\"><table><thead><tr><th scope=\"col\">Write</th><th scope=\"col\">to find</th></tr></thead><tbody>\n");
        foreach (var (query, finds) in Examples) page.Html($"<tr><td><a href=\"{Wishes.Address("/search", ("q", query))}\"><code>{query}</code></a></td><td>{finds}</td></tr>\n");
        page.Append("</tbody></table></div>\n<p>All words must occur. <code>AND</code>, <code>OR</code>, <code>NOT</code> and <code>NEAR</code> are in capitals; brackets bind: <code>treaty (railway OR tram)</code>. Case and accents do not matter.</p>\n</details>\n");
    }
}

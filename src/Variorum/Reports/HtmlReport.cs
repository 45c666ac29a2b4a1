using System.Text;

namespace Variorum;

/// <summary>A collation as one web page that needs nothing else: it is complete without script and without network.</summary>
public static class HtmlReport
{
    /// <summary>Writes the page, UTF-8, the same bytes for the same collation.</summary>
    /// <remarks>
    /// All text of the accounts is escaped. A content security policy allows the page's own style and script by their
    /// digests, and nothing else: whatever an account contains can neither run nor be fetched.
    /// </remarks>
    public static void Write(Collation collation, Stream stream) => Write(collation, stream, null, Script.Value, null);

    /// <param name="style">The page's; null for that of reports.</param>
    /// <param name="script">The page's.</param>
    /// <param name="statements">Writes what stands before the pairs; null for nothing.</param>
    internal static void Write(Collation collation, Stream stream, string? style, string script, Action<StringBuilder>? statements)
    {
        var pairs = Pair.All(collation);
        var page = new StringBuilder(64 * 1024);
        HtmlHead.Write(page, $"{Called(collation)} – a collation", script, style);
        page.Append("<body>\n<a class=\"skip\" href=\"#").Text(statements is null ? "texts-" + pairs[0].Sigla : "statements").Append("\">Skip to the ").Append(statements is null ? "texts" : "statements").Append("</a>\n");
        HtmlSources.Write(page, collation);
        page.Append("<main").Append(collation.Witnesses.Count > Pair.Crowd ? " class=\"many\"" : "").Append(">\n");
        foreach (var notice in Telling.Notices(collation)) page.Append("<p class=\"notice\">").Text(notice).Append("</p>\n");
        statements?.Invoke(page);
        if (pairs.Count > 1) Tabs(page, pairs);
        foreach (var pair in pairs) Write(page, pair);
        Decisions.Write(page, collation);
        page.Append("</main>\n");
        Foot(page);
        page.Append("<script>").Append(script).Append("</script>\n</body>\n</html>\n");
        stream.Write(Encoding.UTF8.GetBytes(page.ToString()));
    }

    internal static readonly Lazy<string> Script = new(() => HtmlHead.Resource("report.js"));

    private static string Called(Collation collation) => collation.Witnesses.Count > HtmlSources.Named
        ? Telling.Count(collation.Witnesses.Count, "account")
        : string.Join(" · ", collation.Witnesses.Select(witness => Telling.Shorten(Telling.Called(witness), 60)));

    /// <summary>With more than two witnesses each pair is a section of its own; the script turns this list into tabs.</summary>
    private static void Tabs(StringBuilder page, List<Pair> pairs)
    {
        page.Append("<nav class=\"tabs\" aria-label=\"Pairs of accounts\"><ul>\n");
        foreach (var pair in pairs)
        {
            page.Append("<li><a href=\"#pair-").Text(pair.Sigla).Append("\"><b>").Text(pair.A.Siglum).Append(" and ").Text(pair.B.Siglum)
                .Append("</b>");
            if (pairs.Count <= Pair.Crowd * (Pair.Crowd - 1) / 2)
                page.Append(" <span><bdi>").Text(Telling.Shorten(Telling.Called(pair.A), 28)).Append("</bdi> · <bdi>").Text(Telling.Shorten(Telling.Called(pair.B), 28)).Append("</bdi></span>");
            page.Append("</a></li>\n");
        }
        page.Append("</ul>\n");
        if (pairs.Exists(pair => !pair.Full))
            page.Append("<p>There are many accounts: the texts stand side by side for the pairs with ").Text(pairs[0].First.Siglum)
                .Append("; of the other pairs the page gives the summary and the apparatus.</p>\n");
        page.Append("</nav>\n");
    }

    /// <summary>All that is told of two witnesses.</summary>
    internal static void Write(StringBuilder page, Pair pair)
    {
        var tally = Tally.Of(pair);
        var speakers = Voices.Of(pair);
        page.Append("<section class=\"pair ").Append(HtmlTexts.Sides(pair)).Append("\" id=\"pair-").Text(pair.Sigla).Append("\" data-a=\"").Text(pair.A.Siglum).Append("\" data-b=\"").Text(pair.B.Siglum).Append("\">\n");
        if (!pair.Sole)
            page.Append("<h2 class=\"pairing\">").Append(HtmlTexts.Badge(pair.A)).Append(" and ").Append(HtmlTexts.Badge(pair.B)).Append(" <span><bdi>")
                .Text(Telling.Called(pair.A)).Append("</bdi> · <bdi>").Text(Telling.Called(pair.B)).Append("</bdi></span></h2>\n");
        HtmlSummary.Write(page, pair, tally);
        if (pair.Full) HtmlTexts.Write(page, pair, tally, speakers);
        HtmlApparatus.Write(page, pair);
        if (pair.Full) HtmlVoices.Write(page, pair, speakers);
        page.Append("</section>\n");
    }

    private static void Foot(StringBuilder page) => page.Append("<footer>\n<h2>How to read this</h2>\n").Append(Legend).Append("<p class=\"made\">Collated with Variorum. The digests identify the bytes that were read.</p>\n</footer>\n");

    /// <summary>What the signs mean, as paragraphs.</summary>
    internal static readonly string Legend = """
        <p><b>=</b> both say the same. <b>≈</b> one says more than the other. <b>≠</b> they say the same with a difference that matters.
        <b>A only</b>: no statement of the other account matches; whether it was left out or never said, the texts alone do not tell.
        <b>↕ moved</b>: told in another place. <b>⇄ other speaker</b>: put into another mouth.</p>
        <p>Every link carries a confidence: of the links given at 90 %, about nine in ten are right. What could not be read is named at the head of its account and is never counted as left out.</p>

        """.ReplaceLineEndings("\n");
}

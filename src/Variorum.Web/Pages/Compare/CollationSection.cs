namespace Variorum;

/// <summary>The report of the command line as a part of a page: the same functions write both.</summary>
internal static class CollationSection
{
    /// <param name="page">Written to.</param>
    /// <param name="collation">Of two witnesses, which are shown side by side, or of more.</param>
    /// <param name="more">Writes what else is known of a witness; null for nothing.</param>
    /// <param name="statements">Writes the table of many witnesses; null where the two of a pair are shown.</param>
    /// <param name="beside">What stands beside links and passages.</param>
    public static void Write(StringBuilder page, Collation collation, Action<StringBuilder, Witness>? more, Action<StringBuilder>? statements, Marginalia? beside)
    {
        page.Html($"<div class=\"report\"><div class=\"collation\">\n<h1>");
        var many = collation.Witnesses.Count > HtmlSources.Named;
        if (many) page.Html($"{collation.Witnesses.Count} accounts");
        for (var i = 0; i < collation.Witnesses.Count && !many; i++)
        {
            if (i > 0) page.Html($"<span class=\"and\">{(i < collation.Witnesses.Count - 1 ? "," : " and")}</span> ");
            page.Html($"<span dir=\"auto\">{Telling.Shorten(Called(collation, i), 90)}</span>");
        }
        page.Html($"</h1>\n");
        HtmlSources.Sources(page, collation, more);
        foreach (var notice in Telling.Notices(collation)) page.Html($"<p class=\"notice\">{notice}</p>\n");
        if (statements is not null) statements(page);
        else HtmlReport.Write(page, Pair.All(collation, beside)[0]);
        Decisions.Write(page, collation);
        page.Html($"<details class=\"more\"><summary>How to read this</summary>{new Markup.Raw(HtmlReport.Legend)}</details>\n</div></div>\n");
    }

    public static string Called(Collation collation) => collation.Witnesses.Count > HtmlSources.Named
        ? $"{collation.Witnesses.Count} accounts" : string.Join(" · ", Enumerable.Range(0, collation.Witnesses.Count).Select(i => Telling.Shorten(Called(collation, i), 60)));

    // Accounts of one publisher are told apart by their headlines.
    private static string Called(Collation collation, int i) =>
        collation.Witnesses[i].Account.Title is { } title && collation.Witnesses.Count(witness => Telling.Called(witness) == Telling.Called(collation.Witnesses[i])) > 1 ? title : Telling.Called(collation.Witnesses[i]);
}

namespace Variorum;

/// <summary>One quantity over time and accounts.</summary>
internal static class FiguresPage
{
    private const int MostLines = 150;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/figures", static (HttpContext http, Archives archives) => Show(http, archives)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    private static async Task<IResult> Show(HttpContext http, Archives archives)
    {
        var (q, options) = (http.Wish("q"), ClaimsPages.Options(http));
        var report = q is null ? null : await archives.ReadAsync(reading => FigureReport.Of(reading.Archive, q, options, reading.Cancel), http.RequestAborted).ConfigureAwait(false);
        return (report is null ? null : ClaimsPages.File(http, report, "figures", ClaimsJson.Write, ClaimsCsv.Write)) ?? new View(q ?? "Figures", page =>
        {
            page.Html($"<h1>{new Markup.Part(to => _ = q is null ? to.Html($"Figures") : to.Html($"Figures for <bdi>{q}</bdi>"))}</h1>\n<p class=\"lead\">One quantity over time and accounts, and where these differ.</p>\n");
            CommitmentsPage.Tabs(page, "/figures");
            ClaimsPages.Form(page, "/figures", "What it is called", q, options);
            if (report is null)
            {
                page.Html($"<p class=\"empty\">Ask for a quantity by its name, such as <a href=\"/figures?q=trade\">trade</a>, <a href=\"/figures?q=passengers\">passengers</a> or <a href=\"/figures?q=years\">years</a>.</p>\n");
                return;
            }
            page.Html($"<p class=\"meta\">{(report.Lines.Count == 0 ? "No account gives a figure for it." : $"{Telling.Count(report.Lines.Count, "figure")}, looked for as {string.Join(", ", report.Wordings)}.")}</p>\n");
            if (report.Lines.Count > 0) Table(page, report);
            ClaimsPages.Foot(page, "/figures", q, options, report.Coverage);
        })
        { Section = Section.Figures, Description = "One quantity over time and accounts." };
    }

    private static void Table(StringBuilder page, FigureReport report)
    {
        page.Html($"<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"Figures\"><table class=\"claims\"><thead><tr><th scope=\"col\">Of when</th><th scope=\"col\">Figure</th><th scope=\"col\">Told by</th></tr></thead>\n<tbody>\n");
        foreach (var line in report.Lines.Take(MostLines))
        {
            var values = line.Told.GroupBy(static told => (told.Quantity.Value, told.Quantity.Upper)).ToList();
            for (var i = 0; i < values.Count; i++)
            {
                page.Html($"<tr>");
                if (i == 0) page.Html($"<th scope=\"rowgroup\" rowspan=\"{values.Count}\">{(line.Period is { } period ? Dated.Day(period) : "no period")}{new Markup.Raw(line.Differs ? " <span class=\"tag changed\">differs</span>" : "")}</th>");
                page.Html($"<td class=\"figure\">{values[i].First().Quantity.Text.ReplaceLineEndings(" ")}{(line.Change ? " (a change)" : "")}</td><td>");
                foreach (var told in values[i])
                {
                    ClaimsPages.At(page, told.Place, told.Speaker is { } speaker ? $"{speaker}, " : "");
                    page.Html($"<p class=\"snippet\" dir=\"auto\">{Telling.Shorten(told.Place.Sentence, 260)}</p>\n");
                }
                page.Html($"</td></tr>\n");
            }
        }
        page.Html($"</tbody></table></div>\n");
        if (report.Lines.Count > MostLines) page.Html($"<p class=\"meta\">{report.Lines.Count - MostLines} more are in the files below.</p>\n");
    }
}

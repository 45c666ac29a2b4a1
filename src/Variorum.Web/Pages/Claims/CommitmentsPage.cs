namespace Variorum;

/// <summary>What parties say that they will do.</summary>
internal static class CommitmentsPage
{
    private const int MostLines = 150, LongestDeed = 400;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/commitments", static (HttpContext http, Archives archives) => Show(http, archives)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    /// <summary>The ways between what accounts give of treaties, promises and figures.</summary>
    public static void Tabs(StringBuilder page, string here)
    {
        page.Html($"<nav class=\"tabs\" aria-label=\"Claims\"><ul>");
        foreach (var (path, name) in new[] { ("/figures", "Figures"), ("/instruments", "Instruments"), ("/commitments", "Commitments"), ("/people", "People") })
            page.Html($"<li><a href=\"{path}\"{new Markup.Raw(path == here ? " aria-current=\"page\"" : "")}>{name}</a></li>");
        page.Html($"</ul></nav>\n");
    }

    private static async Task<IResult> Show(HttpContext http, Archives archives)
    {
        var (q, options) = (http.Wish("q", 1000), ClaimsPages.Options(http));
        var (query, words) = ClaimsPages.Asked(q);
        var report = await archives.ReadAsync(reading => CommitmentsReport.Of(reading.Archive, query, words, options, reading.Cancel), http.RequestAborted).ConfigureAwait(false);
        return ClaimsPages.File(http, report, "commitments", ClaimsJson.Write, ClaimsCsv.Write) ?? new View("Commitments", page =>
        {
            page.Html($"<h1>Commitments</h1>\n<p class=\"lead\">What parties say that they will do: by whom, to whom, by when, how strongly, and where accounts differ.</p>\n");
            Tabs(page, "/commitments");
            ClaimsPages.Form(page, "/commitments", "Words", q, options);
            if (report.Lines.Count == 0) page.Html($"<p class=\"empty\">No commitment was found: leave out a word, or widen the days.</p>\n");
            else page.Html($"<p class=\"meta\">{Telling.Count(report.Lines.Count, "commitment")}. Strength is of the words: 1 considers, 2 is ready, 3 intends, 4 will, 5 undertakes, 6 guarantees.</p>\n");
            var party = (string?)null;
            foreach (var line in report.Lines.Take(MostLines))
            {
                if (line.Party != party) page.Html($"{new Markup.Raw(party is null ? "" : "</ul>\n")}<h2><bdi>{line.Party}</bdi></h2>\n<ul class=\"items\">\n");
                party = line.Party;
                Commitment(page, line);
            }
            if (party is not null) page.Html($"</ul>\n");
            if (report.Lines.Count > MostLines) page.Html($"<p class=\"meta\">{report.Lines.Count - MostLines} more are in the files below.</p>\n");
            ClaimsPages.Foot(page, "/commitments", q, options, report.Coverage);
        })
        { Section = Section.Figures, Description = "What parties say that they will do." };
    }

    private static void Commitment(StringBuilder page, CommitmentLine line)
    {
        var (first, place) = (line.Told[0].Commitment, line.Told[0].Place);
        page.Html($"<li><p dir=\"auto\">{new Markup.Part(to => Words(to, first))}</p>\n<p class=\"meta\">{string.Join("; ", CommitmentsText.Facts(line))}</p>\n");
        ClaimsPages.At(page, place);
        foreach (var other in line.Told.Skip(1))
        {
            var told = other.Commitment;
            ClaimsPages.At(page, other.Place, "also ");
            if (told.What != first.What || told.Cue != first.Cue) page.Html($"<p dir=\"auto\">{new Markup.Part(to => Words(to, told))}{(told.Strength == first.Strength ? "" : $" (strength {told.Strength})")}</p>\n");
        }
        if (line.StrengthDiffers) page.Html($"<p class=\"meta\"><span class=\"tag changed\">strength differs</span> {string.Join(" / ", line.Told.Select(static told => $"{told.Commitment.Cue} ({told.Commitment.Strength})").Distinct())}</p>\n");
        if (line.DateDiffers) page.Html($"<p class=\"meta\"><span class=\"tag changed\">date differs</span> {string.Join(" / ", line.Told.Select(static told => told.Commitment.By?.Text).OfType<string>().Distinct())}</p>\n");
        page.Html($"</li>\n");
    }

    private static void Words(StringBuilder page, Commitment commitment)
    {
        if (!commitment.Rough) page.Html($"<span class=\"cue\">{commitment.Cue}</span> ");
        page.Html($"{Telling.Shorten(commitment.What, LongestDeed)}");
    }
}

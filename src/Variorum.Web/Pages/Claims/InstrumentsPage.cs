namespace Variorum;

/// <summary>Treaties and other documents that accounts name.</summary>
internal static class InstrumentsPage
{
    private const int MostLines = 60, MostOfEach = 10;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/instruments", static (HttpContext http, Archives archives) => Show(http, archives)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);

    private static async Task<IResult> Show(HttpContext http, Archives archives)
    {
        var (q, options) = (http.Wish("q", 1000), ClaimsPages.Options(http));
        var (query, words) = ClaimsPages.Asked(q);
        var report = await archives.ReadAsync(reading => InstrumentsReport.Of(reading.Archive, query, words, options, reading.Cancel), http.RequestAborted).ConfigureAwait(false);
        return ClaimsPages.File(http, report, "instruments", ClaimsJson.Write, ClaimsCsv.Write) ?? new View("Instruments", page =>
        {
            page.Html($"<h1>Instruments</h1>\n<p class=\"lead\">Treaties, agreements, statements and other documents that accounts name: who signed, when, what they are said to contain, how each side names them.</p>\n");
            CommitmentsPage.Tabs(page, "/instruments");
            ClaimsPages.Form(page, "/instruments", "Words", q, options);
            if (report.Lines.Count == 0) page.Html($"<p class=\"empty\">No treaty, agreement or other such document was found: leave out a word, or widen the days.</p>\n");
            foreach (var line in report.Lines.Take(MostLines)) Instrument(page, line);
            if (report.Lines.Count > MostLines) page.Html($"<p class=\"meta\">{report.Lines.Count - MostLines} more are in the files below.</p>\n");
            ClaimsPages.Foot(page, "/instruments", q, options, report.Coverage);
        })
        { Section = Section.Figures, Description = "Treaties and other documents that accounts name." };
    }

    private static void Instrument(StringBuilder page, InstrumentLine line)
    {
        page.Html($"<section class=\"claim\"><h2><bdi>{Telling.Shorten(line.Name, 300)}</bdi></h2>\n<p class=\"meta\">{line.Family} · named by {Telling.Count(line.Accounts, "account")}{new Markup.Part(to => _ = line.Parties.Count > 0 ? to.Html($" · <bdi>{string.Join(", ", line.Parties)}</bdi>") : to)}</p>\n<dl class=\"facts\">\n");
        foreach (var same in line.Stages)
        {
            var fact = same[0].Fact;
            var who = same.Select(static told => told.Fact.Who).OfType<string>().MaxBy(static who => who.Length);
            page.Html($"<dt>{InstrumentsText.Name(fact.Kind)}</dt><dd>{string.Join(" ", new[] { fact.Future ? "to be" : null, same.Select(static told => told.Fact.Date).FirstOrDefault(static date => date is not null) is { } date ? Dated.Day(date) : null, who is null ? null : $"by {who}" }.OfType<string>().DefaultIfEmpty("said to be so"))}");
            foreach (var told in same.DistinctBy(static told => told.Place.Document).Take(MostOfEach)) ClaimsPages.At(page, told.Place);
            page.Html($"</dd>\n");
        }
        foreach (var same in line.Content.Take(MostOfEach))
        {
            page.Html($"<dt>says</dt><dd><span dir=\"auto\">{Telling.Shorten(same[0].Fact.Text, 400)}</span>");
            ClaimsPages.At(page, same[0].Place, same[0].Fact.Speaker is { } speaker ? $"{speaker}, " : "");
            foreach (var other in same.Skip(1))
            {
                page.Html($"<q dir=\"auto\">{Telling.Shorten(other.Fact.Text, 300)}</q>");
                ClaimsPages.At(page, other.Place, "as told by ");
            }
            page.Html($"</dd>\n");
        }
        if (line.Names.Count > 0) page.Html($"<dt>named</dt>");
        foreach (var name in line.Names.Take(MostOfEach))
        {
            page.Html($"<dd><q dir=\"auto\">{Telling.Shorten(name.Name, 200)}</q>{(name.Times > 1 ? $" {name.Times} times" : "")}");
            ClaimsPages.At(page, name.First);
            page.Html($"</dd>\n");
        }
        page.Html($"</dl></section>\n");
    }
}

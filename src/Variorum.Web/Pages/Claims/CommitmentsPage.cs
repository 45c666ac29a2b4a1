using System.Globalization;

namespace Variorum;

/// <summary>What parties say that they will do.</summary>
internal static class CommitmentsPage
{
    private const int OnPage = 40, LastPage = 1000, LongestDeed = 400, MostOpen = 24;

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
        var at = Math.Max(1, http.WishedNumber("page", 0, LastPage) ?? 1);
        var (query, words) = ClaimsPages.Asked(q);
        // All are found and set in order for each page of them.
        var report = await archives.ReadAsync(reading => reading.Kept((typeof(CommitmentsPage), q, options), () => CommitmentsReport.Of(reading.Archive, query, words, options, reading.Cancel)), http.RequestAborted).ConfigureAwait(false);
        return ClaimsPages.File(http, report, "commitments", ClaimsJson.Write, ClaimsCsv.Write) ?? new View("Commitments", page =>
        {
            page.Html($"<h1>Commitments</h1>\n<p class=\"lead\">What parties say that they will do: by whom, to whom, by when, how strongly, and where accounts differ.</p>\n");
            Tabs(page, "/commitments");
            ClaimsPages.Form(page, "/commitments", "Words", q, options);
            if (report.Lines.Count == 0) page.Html($"<p class=\"empty\">No commitment was found: leave out a word, or widen the days.</p>\n");
            else page.Html($"<p class=\"meta\">{Telling.Count(report.Lines.Count, "commitment")}. Strength is of the words: 1 considers, 2 is ready, 3 intends, 4 will, 5 undertakes, 6 guarantees.</p>\n");
            var parties = Parties(report);
            if (parties.Count > 1) Ways(page, parties, at, To);
            foreach (var party in parties)
            {
                var (first, end) = (Math.Max(party.First, (at - 1) * OnPage), Math.Min(party.First + party.Count, at * OnPage));
                if (first >= end) continue;
                page.Html($"<h2 id=\"{Id(party)}\"><bdi>{party.Name}</bdi>{(first > party.First ? ", continued" : "")}</h2>\n<ul class=\"items\">\n");
                foreach (var line in report.Lines.Skip(first).Take(end - first)) Commitment(page, line);
                page.Html($"</ul>\n");
            }
            var last = Math.Max(1, (report.Lines.Count + OnPage - 1) / OnPage);
            if (last > 1 || at > 1) PageTurns.Write(page, at, at < last, number => To(Math.Min(number, last)), last);
            ClaimsPages.Foot(page, "/commitments", q, options, report.Coverage);
        })
        { Section = Section.Figures, Description = "What parties say that they will do." };

        string To(int number) => ClaimsPages.Address("/commitments", q, options, page: number);
    }

    /// <summary>Who promises, with the place of the first line among all and how many there are.</summary>
    private sealed record Party(string Name, int First, int Count);

    private static List<Party> Parties(CommitmentsReport report)
    {
        var parties = new List<Party>();
        for (var i = 0; i < report.Lines.Count; i++)
        {
            if (parties is [.., var last] && last.Name == report.Lines[i].Party) parties[^1] = last with { Count = last.Count + 1 };
            else parties.Add(new Party(report.Lines[i].Party, i, 1));
        }
        return parties;
    }

    private static string Id(Party party) => string.Create(CultureInfo.InvariantCulture, $"party-{party.First + 1}");

    private static void Ways(StringBuilder page, List<Party> parties, int at, Func<int, string> to)
    {
        page.Html($"<details class=\"more\"{new Markup.Raw(parties.Count > MostOpen ? "" : " open")}><summary>Go to one of {parties.Count} who promise</summary>\n<nav aria-label=\"Who promises\"><ul class=\"names\">\n");
        foreach (var party in parties)
        {
            var on = (party.First / OnPage) + 1;
            page.Html($"<li><a href=\"{(on == at ? "" : to(on))}#{Id(party)}\"><bdi>{Telling.Shorten(party.Name, 80)}</bdi></a> <span class=\"meta number\">{party.Count}</span></li>\n");
        }
        page.Html($"</ul></nav></details>\n");
    }

    private static void Commitment(StringBuilder page, CommitmentLine line)
    {
        var (first, place) = (line.Told[0].Commitment, line.Told[0].Place);
        page.Html($"<li><p dir=\"auto\">{new Markup.Part(to => Words(to, first))}</p>\n<p class=\"meta\">{string.Join("; ", CommitmentsText.Facts(line, Dated.Day))}</p>\n");
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

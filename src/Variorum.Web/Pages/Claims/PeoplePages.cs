namespace Variorum;

/// <summary>Who is made to say what, by whom.</summary>
internal static class PeoplePages
{
    private const int Shown = 60, MostForms = 12, MostStatements = 100, LongestSaid = 400, LongestName = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/people", static (HttpContext http, Archives archives) => Find(http, archives)).Needs(Rank.Reader);
        routes.MapGet("/people/{name}", static (string name, HttpContext http, Archives archives) => Show(name, http, archives)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
    }

    public static string Address(string name) => "/people/" + Uri.EscapeDataString(name);

    private static async Task<IResult> Find(HttpContext http, Archives archives)
    {
        if (http.Wish("q", LongestName) is { } name) return Results.Redirect(Address(name));
        var speakers = await archives.ReadAsync(static reading => reading.Archive.Search(new DateQuery("0001", null), SearchScope.All, new SearchOptions { Top = 0, Facets = [Facet.Speaker], FacetValues = Shown }).Facets[Facet.Speaker], http.RequestAborted).ConfigureAwait(false);
        return new View("People", page =>
        {
            page.Html($"""
                <h1>People</h1>
                <p class="lead">What a person is made to say, by which account, under which title; and who stopped naming whom.</p>
                <form class="fields" action="/people" role="search" aria-label="People"><label>Name, in any spelling or script <input name="q" type="search" maxlength="{LongestName}" required></label><div class="buttons"><button class="primary">Find</button></div></form>

                """);
            if (speakers.Count == 0) page.Html($"<p class=\"empty\">No account here has anybody say anything yet.</p>\n");
            else page.Html($"<h2>Who speaks most</h2>\n<ul class=\"names\">\n");
            foreach (var speaker in speakers) page.Html($"<li><a href=\"{Address(speaker.Value)}\"><bdi>{speaker.Value}</bdi></a> <span class=\"meta number\">{speaker.Count}</span></li>\n");
            if (speakers.Count > 0) page.Html($"</ul>\n");
        })
        { Section = Section.People, Description = "Who is made to say what, by whom." };
    }

    private static async Task<IResult> Show(string name, HttpContext http, Archives archives)
    {
        name = Wishes.Named(name).Trim();
        if (name.Length > LongestName || !name.Any(char.IsLetterOrDigit)) throw new WrongException($"a name has letters, and at most {LongestName} of them");
        var options = ClaimsPages.Options(http);
        // A ministry, or fishermen, speak too, and are no person: what they are made to say is found.
        var (speaks, isSpeaker) = (new PhraseQuery(QueryField.Speaker, name.Replace('"', ' ')), false);
        var (report, events) = await archives.ReadAsync(reading =>
        {
            var report = PersonsReport.Of(reading.Archive, name, options, reading.Cancel);
            isSpeaker = report.Persons.Count == 0 && SearchAsk.Of(speaks.ToString()).Query is { } query && reading.Archive.Search(query, SearchScope.All, new SearchOptions { Top = 1 }).Total > 0;
            return (report, report.Persons.Count == 0 || reading.Events is not { } index ? [] : index.Events(reading.Archive, new EventFilter { With = report.Persons[0].Name, Most = 12 }));
        }, http.RequestAborted).ConfigureAwait(false);
        return ClaimsPages.File(http, report, "person", ClaimsJson.Write, ClaimsCsv.Write)
            ?? (isSpeaker ? (IResult)new SeeOther(Wishes.Address("/search", ("q", speaks.ToString())))
            : new View(name, page => Write(page, name, report, events, options)) { Section = Section.People, Status = report.Persons.Count == 0 ? StatusCodes.Status404NotFound : StatusCodes.Status200OK });
    }

    private static void Write(StringBuilder page, string name, PersonsReport report, IReadOnlyList<Event> events, ClaimsOptions options)
    {
        page.Html($"<p class=\"eyebrow\"><a href=\"/people\">People</a></p>\n<h1><bdi>{(report.Persons is [var first, ..] ? first.Name : name)}</bdi></h1>\n");
        if (report.Persons.Count == 0)
        {
            page.Html($"<p class=\"lead\">No account names such a person with a title or words of saying{(report.Nearest.Count > 0 ? "; the nearest names are:" : ".")}</p>\n<ul class=\"names\">\n");
            foreach (var near in report.Nearest) page.Html($"<li><a href=\"{Address(near)}\"><bdi>{near}</bdi></a></li>\n");
            page.Html($"</ul>\n<p><a href=\"{Wishes.Address("/search", ("q", name))}\">Search the texts for it</a></p>\n");
            return;
        }
        var known = report.Persons.Where(static person => person.Either.Count == 0).ToList();
        if (known.Count > 1) page.Html($"<p class=\"notice\">{known.Count} persons bear this name and are kept apart: <bdi>{string.Join(", ", known.Select(static person => person.Name))}</bdi>.</p>\n");
        ClaimsPages.Form(page, Address(name), null, null, options);
        foreach (var person in report.Persons) Person(page, person, report.Persons.Count > 1, person == report.Persons[0] ? events : []);
        ClaimsPages.Foot(page, Address(name), null, options, report.Coverage);
    }

    private static void Person(StringBuilder page, PersonReport person, bool several, IReadOnlyList<Event> events)
    {
        if (several) page.Html($"<h2><bdi>{person.Name}</bdi></h2>\n");
        if (person.Either.Count > 0) page.Html($"<p class=\"notice\"><bdi>{string.Join(" or ", person.Either)}</bdi>: these accounts do not tell which.</p>\n");
        page.Html($"<div class=\"columns\"><section><h2>{(person.Statements.Count == 0 ? "No account has the person say anything" : $"Said: {Telling.Count(person.Statements.Count, "statement")}")}</h2>\n<ul class=\"items\">\n");
        foreach (var line in person.Statements.Take(MostStatements)) Statement(page, line);
        page.Html($"</ul>\n");
        if (person.Statements.Count > MostStatements) page.Html($"<p class=\"meta\">{person.Statements.Count - MostStatements} more are in the files below.</p>\n");
        page.Html($"</section>\n<aside class=\"side\">\n<h2>Named</h2>\n<p>by {Telling.Count(person.Mentions.Select(static place => place.Document).Distinct().Count(), "account")}</p>\n");
        ClaimsPages.At(page, person.Mentions[0], "first: ");
        if (person.Mentions.Count > 1) ClaimsPages.At(page, person.Mentions[^1], "last: ");
        Forms(page, "As", person.Names);
        Forms(page, "Titles", person.Titles);
        if (person.Dropped.Count > 0) page.Html($"<h2>Dropped</h2>\n");
        foreach (var dropped in person.Dropped) ClaimsPages.At(page, dropped.Last, $"Version {dropped.Without}, first seen {Dated.Text(dropped.Seen)}, does not name the person any more; last named by ");
        if (person.Silent.Count > 0) page.Html($"<h2>Silent since</h2>\n");
        foreach (var silent in person.Silent) ClaimsPages.At(page, silent.Last, $"{Telling.Count((int)Math.Min(silent.Since, int.MaxValue), "account")} since then without the name: ");
        if (events.Count > 0)
        {
            page.Html($"<h2>Events</h2>\n<ul>\n");
            foreach (var one in events) page.Html($"<li><a href=\"/events/{one.Id}\"><bdi>{EventTelling.Headline(one)}</bdi></a> <span class=\"meta\">{EventTelling.Day(one)}</span></li>\n");
            page.Html($"</ul>\n<p class=\"meta\"><a href=\"{Wishes.Address("/events", ("with", person.Name))}\">All events with this name</a></p>\n");
        }
        page.Html($"</aside></div>\n");
    }

    private static void Forms(StringBuilder page, string heading, IReadOnlyList<PersonForm> forms)
    {
        if (forms.Count == 0) return;
        page.Html($"<h2>{heading}</h2>\n<ul>\n");
        foreach (var form in forms.Take(MostForms))
            page.Html($"<li><a href=\"/accounts/{form.First.Account}#p{form.First.Passage}\"><bdi>{form.Text}</bdi></a> <span class=\"meta\">{(form.First.Dated ? form.Last.Dated ? Dated.Day($"{form.First.Day}/{form.Last.Day}") : Dated.Day(form.First.Day) : "undated")} · <bdi>{string.Join(", ", form.Sources.Take(4))}</bdi></span></li>\n");
        page.Html($"</ul>\n");
    }

    private static void Statement(StringBuilder page, StatementLine line)
    {
        var first = line.Told[0];
        page.Html($"<li>");
        Said(page, first);
        ClaimsPages.At(page, first.Place, $"{PersonText.Name(first.Kind)} · ");
        foreach (var other in line.Told.Skip(1))
        {
            ClaimsPages.At(page, other.Place, $"also, {PersonText.Name(other.Kind)} · ");
            if (other.Text != first.Text) Said(page, other);
        }
        foreach (var other in line.Others) ClaimsPages.At(page, other.Place, $"given to {other.Who} · ");
        if (line.Figures.Count > 0) page.Html($"<p class=\"meta\"><span class=\"tag changed\">figures differ</span> {string.Join("; ", line.Figures)}</p>\n");
        page.Html($"</li>\n");
    }

    private static void Said(StringBuilder page, ToldStatement told)
    {
        var text = Telling.Shorten(told.Text, LongestSaid);
        page.Html($"<p dir=\"auto\">");
        if (told.Kind == AttributionKind.Direct) page.Html($"<q>{text}</q>");
        else if (told.Cue is { } cue) page.Html($"<span class=\"cue\">{cue}</span> {text}");
        else page.Html($"{text}");
        page.Html($"</p>\n");
    }
}

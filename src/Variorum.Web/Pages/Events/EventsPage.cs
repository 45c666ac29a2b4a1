using System.Globalization;

namespace Variorum;

/// <summary>What happened, by all accounts of the archive.</summary>
internal static class EventsPage
{
    private const int OnPage = 25, LastPage = 400;

    private static readonly string[] Orders = ["date", "accounts", "disagreement"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events", static (HttpContext http, Archives archives, EventMeasuring measuring) => Show(http, archives, measuring)).Needs(Rank.Reader);
        EventPage.Map(routes);
    }

    /// <summary>What is asked for.</summary>
    private sealed record Asked(string? Words, DateOnly? Since, DateOnly? Until, string? Place, string? With, string Sort, int Page)
    {
        public string At(int page) => Wishes.Address("/events", ("q", Words), ("since", Day(Since)), ("until", Day(Until)), ("place", Place), ("with", With), ("sort", Sort == Orders[0] ? null : Sort), ("page", page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null));

        public bool All => Words is null && Since is null && Until is null && Place is null && With is null;
    }

    private static async Task<View> Show(HttpContext http, Archives archives, EventMeasuring measuring)
    {
        var asked = new Asked(http.Wish("q", 1000), http.WishedDay("since"), http.WishedDay("until"), http.Wish("place"), http.Wish("with"), http.WishedOf("sort", Orders) ?? Orders[0], Math.Max(1, http.WishedNumber("page", 0, LastPage) ?? 1));
        if (asked.Since > asked.Until) throw new WrongException("since is later than until");
        var query = asked.Words is { } words ? Query.Parse(words) : null;
        var unmeasured = 0;
        var found = await archives.ReadAsync(reading => reading.Events is not { } index ? null : Find(reading.Archive, index, asked, query, out unmeasured), http.RequestAborted).ConfigureAwait(false);
        if (unmeasured > 0) measuring.Measure();
        return new View("Events", page => Write(page, asked, found, unmeasured)) { Section = Section.Events, Description = "What happened, by all accounts that the archive keeps." };
    }

    private static IReadOnlyList<Event> Find(FolderArchive archive, EventIndex index, Asked asked, Query? query, out int unmeasured)
    {
        return index.Events(archive, new EventFilter
        {
            Since = asked.Since,
            Until = asked.Until,
            Place = asked.Place,
            With = asked.With,
            Versions = query is null ? null : archive.Search(query, SearchScope.All, new SearchOptions { Top = null }).Hits.Select(static hit => hit.Id).ToHashSet(),
            Order = Enum.Parse<EventOrder>(asked.Sort, ignoreCase: true),
            Most = (asked.Page * OnPage) + 1,
            // Whoever asks shall not wait for what was not compared yet: that is done apart from it.
            MostMeasured = 0,
        }, out unmeasured);
    }

    private static void Write(StringBuilder page, Asked asked, IReadOnlyList<Event>? found, int unmeasured)
    {
        page.Html($"<h1>Events</h1>\n<p class=\"lead\">What happened, by all accounts that the archive keeps: when, where, with whom, and how many tell of it, copies apart.</p>\n");
        Form(page, asked);
        if (unmeasured > 0) page.Html($"<p class=\"notice\">{Telling.Count(unmeasured, "event")} with several witnesses {(unmeasured == 1 ? "is" : "are")} being compared and stand last: look again in a moment.</p>\n");
        var shown = found?.Skip((asked.Page - 1) * OnPage).Take(OnPage).ToList() ?? [];
        if (shown.Count == 0)
        {
            page.Html($"<p class=\"empty\">{(found is null ? "Nothing is grouped yet: accounts are, as soon as some are added." : asked.All ? "There are no events here." : "No event is such: leave out a word, or widen the days.")}</p>\n");
            return;
        }
        page.Html($"<h2 class=\"vh\">List of events</h2>\n<ul class=\"items\">\n");
        foreach (var one in shown) Item(page, one);
        page.Html($"</ul>\n");
        PageTurns.Write(page, asked.Page, found!.Count > asked.Page * OnPage && asked.Page < LastPage, asked.At);
    }

    private static void Form(StringBuilder page, Asked asked)
    {
        page.Html($"""
            <form class="narrow" action="/events" role="search" aria-label="Events">
            <label>Words <input name="q" type="search" maxlength="1000" value="{asked.Words}"></label>
            <label>With whom <input name="with" maxlength="300" value="{asked.With}"></label>
            <label>Where <input name="place" maxlength="300" value="{asked.Place}"></label>
            <label>Since <input name="since" type="date" value="{Day(asked.Since)}"></label>
            <label>Until <input name="until" type="date" value="{Day(asked.Until)}"></label>
            <label>Sort <select name="sort">
            """);
        foreach (var (order, name) in new[] { ("date", "the latest first"), ("accounts", "most accounts first"), ("disagreement", "most disagreement first") })
            page.Html($"<option value=\"{order}\"{new Markup.Raw(order == asked.Sort ? " selected" : "")}>{name}</option>");
        page.Html($"</select></label>\n<button class=\"primary\">Show</button>{new Markup.Part(to => _ = asked.All ? to : to.Html($" <a class=\"button\" href=\"/events\">Show all</a>"))}\n</form>\n");
    }

    private static void Item(StringBuilder page, Event one)
    {
        page.Html($"<li><h3 dir=\"auto\"><a href=\"/events/{one.Id}\">{EventTelling.Headline(one)}</a></h3>\n<p class=\"meta\">{EventTelling.Day(one)}");
        if (one.Place is { } place) page.Html($" · <bdi>{place}</bdi>");
        if (one.Participants.Count > 0) page.Html($" · <bdi>{Telling.Shorten(string.Join(", ", one.Participants), 160)}</bdi>");
        page.Html($"</p>\n<p class=\"meta\">{EventTelling.Counts(one)}</p></li>\n");
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

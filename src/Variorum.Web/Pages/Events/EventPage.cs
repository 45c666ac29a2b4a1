using System.Globalization;

namespace Variorum;

/// <summary>One event: who told of it and when, who was silent, and all its witnesses in one table.</summary>
internal static class EventPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/events/{id:long}", static (long id, HttpContext http, Archives archives, Collations collations, EventHistories histories) => Show(id, http, archives, collations, histories)).Needs(Rank.Reader);
        routes.MapGet("/events/{id:long}/file", static (long id, HttpContext http, Archives archives, Collations collations) => Download(id, http, archives, collations)).Needs(Rank.Reader).Costly(Limits.DearPerMinute);
        EventDecisions.Map(routes);
    }

    private static async Task<IResult> Show(long id, HttpContext http, Archives archives, Collations collations, EventHistories histories)
    {
        var view = StatementsSection.View(http);
        var (history, state) = await archives.ReadAsync<(EventHistory?, string)>(reading =>
        {
            var (index, found) = Found(reading, id);
            if (found != id) return ((EventHistory?)null, found.ToString(CultureInfo.InvariantCulture));
            var now = index.State(id);
            return (histories.Of(reading, id, now), now);
        }, http.RequestAborted).ConfigureAwait(false);
        if (history is null) return Results.Redirect($"/events/{state}");
        var (collated, why) = history.Event.Witnesses > 1 ? await Compared(collations, id, state, http.RequestAborted).ConfigureAwait(false) : (null, "It has one witness alone, so nothing can be compared.");
        // What is measured of an event is just this, where all its witnesses are compared.
        if (collated is { Versions.Count: <= EventIndex.MostCollated }) history = history with { Event = history.Event with { Disagreement = collated.Differs } };
        var may = http.Visitor().Rank >= Rank.Editor;
        return new View(EventTelling.Headline(history.Event), page => Write(page, history, collated, why, view, may, http))
        {
            Section = Section.Events,
            Description = EventTelling.Counts(history.Event),
            Styles = collated is null ? [] : ["report.css"],
            Scripts = collated is null ? [] : ["report.js"],
        };
    }

    // What cannot be compared has its timeline all the same.
    private static async Task<(Collated? Collated, string Why)> Compared(Collations collations, long id, string state, CancellationToken cancel)
    {
        try
        {
            return (await collations.OfEvent(id, state, cancel).ConfigureAwait(false), "Only one of its witnesses has a text that can be read, so nothing can be compared.");
        }
        catch (WrongException tooMuch)
        {
            return (null, $"Its witnesses are not compared: {tooMuch.Message}.");
        }
    }

    private static async Task<IResult> Download(long id, HttpContext http, Archives archives, Collations collations)
    {
        var format = http.WishedOf("as", CollationFile.Formats) ?? CollationFile.Formats[0];
        var view = StatementsSection.View(http);
        var (found, state) = await archives.ReadAsync(reading =>
        {
            var (index, found) = Found(reading, id);
            return (found, index.State(found));
        }, http.RequestAborted).ConfigureAwait(false);
        var collated = await collations.OfEvent(found, state, http.RequestAborted).ConfigureAwait(false) ?? throw new NotThereException($"event {found} has one witness alone, so nothing can be compared");
        return CollationFile.Of(collated, format, $"event-{found}", asTable: true, view);
    }

    private static (EventIndex Index, long Found) Found(Reading reading, long id) =>
        reading.Events is { } index && index.Resolve(id) is { } found ? (index, found) : throw new NotThereException($"the archive has no event {id}");

    private static void Write(StringBuilder page, EventHistory history, Collated? collated, string why, TableView view, bool may, HttpContext http)
    {
        var told = history.Event;
        page.Html($"<p class=\"eyebrow\"><a href=\"/events\">Events</a></p>\n<h1 dir=\"auto\">{EventTelling.Headline(told)}</h1>\n");
        EventTelling.Facts(page, history);
        page.Html($"<nav class=\"tabs\" aria-label=\"On this page\"><ul>{new Markup.Raw(collated is null ? "" : "<li><a href=\"#statements\">Statements</a></li><li><a href=\"#map\">Map of agreement</a></li>")}<li><a href=\"#timeline\">Timeline</a></li>{new Markup.Raw(may ? "<li><a href=\"#decide\">Decide</a></li>" : "")}</ul></nav>\n");
        if (collated is not null)
        {
            page.Html($"<div class=\"report\"><div class=\"collation\">\n");
            foreach (var notice in Telling.Notices(collated.Collation)) page.Html($"<p class=\"notice\">{notice}</p>\n");
            if (collated.Of > collated.Versions.Count) page.Html($"<p class=\"notice\">The event has {collated.Of} witnesses, and the first {collated.Versions.Count} that can be read are compared.</p>\n");
            StatementsSection.Write(page, collated, view, $"/events/{told.Id}", []);
            page.Html($"</div></div>\n");
            CollationFile.Links(page, format => Wishes.Address($"/events/{told.Id}/file", ("as", format)));
            AgreementMap.Write(page, collated);
        }
        page.Html($"<div class=\"columns\">\n<section id=\"timeline\" aria-labelledby=\"h-timeline\"><h2 id=\"h-timeline\">Who told it when</h2>\n");
        if (collated is null) page.Html($"<p class=\"meta\">{why}</p>\n");
        EventTelling.Timeline(page, history);
        page.Html($"</section>\n");
        EventTelling.Beside(page, history);
        page.Html($"</div>\n");
        if (may) EventDecisions.Write(page, history, http);
    }
}

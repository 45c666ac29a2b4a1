using System.Globalization;

namespace Variorum;

/// <summary><c>/audit</c>: who did what, when and from where.</summary>
internal static class AuditPage
{
    private const int OnPage = 100;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/audit", static (HttpContext http, RoomDatabase room) => Show(http, room)).Needs(Rank.Admin, inPerson: true);

    private static View Show(HttpContext http, RoomDatabase room)
    {
        var query = http.Request.Query;
        long? before = query["before"].ToString() is not { Length: > 0 } given ? null
            : long.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new WrongException("before is the number of an entry");
        var who = query["who"].ToString();
        if (who.Length > Users.LongestName) throw new WrongException($"a name has at most {Users.LongestName} characters");
        var entries = Audit.Before(room, before, who.Length == 0 ? null : who, OnPage + 1);
        return new View("Audit log", page =>
        {
            page.Html($"<h1>Audit log</h1>\n<p class=\"lead\">Who signed in or could not, who was refused, and who changed what. What was tried in vain several times within an hour is one entry. The latest 100,000 entries are kept.</p>\n");
            page.Html($"<form class=\"fields single\" method=\"get\" action=\"/audit\" role=\"search\" aria-label=\"Audit log\"><label>Of whom <input name=\"who\" value=\"{who}\" maxlength=\"{Users.LongestName}\"></label><div class=\"buttons\"><button>Show</button></div></form>\n");
            if (entries.Count == 0)
            {
                page.Html($"<p class=\"empty\">{(who.Length == 0 && before is null ? "Nothing has happened yet." : "There is nothing of this name before that.")} <a href=\"/audit\">Show all</a>.</p>\n");
                return;
            }
            page.Html($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Entries\"><table class=\"audit\"><thead><tr><th scope=\"col\">When</th><th scope=\"col\">Who</th><th scope=\"col\">What</th><th scope=\"col\">From</th></tr></thead><tbody>\n");
            foreach (var entry in entries.Take(OnPage))
                page.Html($"<tr><td class=\"number\">{Dated.Exactly(entry.Time)}</td><td><bdi>{entry.Who ?? "unknown"}</bdi></td><td><bdi>{entry.What}</bdi>{(entry.About.Length == 0 ? "" : ": ")}<bdi>{entry.About}</bdi>{new Markup.Part(to => _ = entry.Last is { } last ? to.Html($", {entry.Times} times until {Dated.Exactly(last)}") : to)}</td><td>{entry.Address}</td></tr>\n");
            page.Html($"</tbody></table></div>\n");
            if (entries.Count > OnPage) page.Html($"<nav class=\"pages\" aria-label=\"Pages\"><a href=\"/audit?before={entries[OnPage - 1].Id}{(who.Length == 0 ? "" : "&who=" + Uri.EscapeDataString(who))}\" rel=\"next\">Earlier</a></nav>\n");
        });
    }
}

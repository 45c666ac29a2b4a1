using System.Globalization;

namespace Variorum;

/// <summary><c>/tokens</c>: with which programs come in for their owner.</summary>
internal static class TokensPage
{
    private static readonly int[] Days = [30, 90, 365];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tokens", static (HttpContext http, RoomDatabase room, ReadingRoomOptions options) => Show(http, room, options, null)).Needs(Rank.Reader, inPerson: true);
        routes.MapPost("/tokens", Make).Needs(Rank.Reader, inPerson: true);
        routes.MapPost("/tokens/{id:long}/delete", static (long id, HttpContext http, RoomDatabase room) =>
        {
            http.Audited("deleted a token", AccessTokens.Delete(room, Owner(http), id) ?? throw new NotThereException("you have no token of this number"));
            return new SeeOther("/tokens");
        }).Needs(Rank.Reader, inPerson: true);
    }

    private static View Make(HttpContext http, RoomDatabase room, ReadingRoomOptions options)
    {
        var form = http.Request.Form;
        var name = form["name"].ToString().Trim();
        if (name.Length is 0 or > AccessTokens.LongestName || name.Any(char.IsControl)) throw new WrongException($"a token's name has 1 to {AccessTokens.LongestName} characters");
        var rank = Scope(form["scope"].ToString());
        if (rank > http.Visitor().Rank) throw new RefusedException("a token may not do more than its owner");
        if (!int.TryParse(form["days"], NumberStyles.None, CultureInfo.InvariantCulture, out var days) || days is < 1 or > 365) throw new WrongException("a token lasts 1 to 365 days");
        var token = AccessTokens.Make(room, options.Clock.GetUtcNow(), Owner(http), name, rank, TimeSpan.FromDays(days));
        http.Audited("made a token", $"{name}, to {ScopeName(rank)}, for {days.ToString(CultureInfo.InvariantCulture)} days");
        return Show(http, room, options, token);
    }

    private static long Owner(HttpContext http) => http.Visitor().User ?? throw new RefusedException("who sits at the machine is asked for no token; users have them");

    private static View Show(HttpContext http, RoomDatabase room, ReadingRoomOptions options, string? made) => new("Tokens", page =>
    {
        page.Html($"<h1>Tokens</h1>\n<p class=\"lead\">Programs and feed readers come in with a token in place of your password, for as long as you say and for no more than you say.</p>\n");
        if (http.Visitor().User is not { } user)
        {
            page.Html($"<p class=\"empty\">This reading room is open to who sits at its machine, and asks its programs for no token. Tokens belong to <a href=\"/users\">users</a>.</p>\n");
            return;
        }
        if (made is not null)
            page.Html($"<div class=\"notice well\" role=\"status\"><p>This is the new token. Copy it now: it is not kept, and cannot be shown again.</p><p><code class=\"address token\">{made}</code></p></div>\n");
        var (all, now) = (AccessTokens.All(room, user), options.Clock.GetUtcNow());
        if (all.Count == 0) page.Html($"<p class=\"empty\">You have no tokens. Make one below for each program, so that one can be taken back without the others.</p>\n");
        else
        {
            page.Html($"<h2 class=\"vh\">Your tokens</h2>\n<ul class=\"items\">\n");
            foreach (var token in all)
                page.Html($"<li><h3><bdi>{token.Name}</bdi></h3><p class=\"meta\">may {ScopeName(token.Scope)} · made {Dated.Text(token.Made)} · {(token.Ends <= now ? "ended" : "ends")} {Dated.Text(token.Ends)} · {(token.Used is { } used ? "last used " + Dated.Text(used) : "not used yet")}</p><form method=\"post\" action=\"/tokens/{token.Id}/delete\">{http.FormToken()}<button class=\"plain\">Delete<span class=\"vh\"> {token.Name}</span></button></form></li>\n");
            page.Html($"</ul>\n");
        }
        page.Html($"<h2>Make a token</h2>\n<form class=\"fields\" method=\"post\" action=\"/tokens\">{http.FormToken()}\n<label>For which program <input name=\"name\" required maxlength=\"{AccessTokens.LongestName}\" autocomplete=\"off\"></label>\n<label>It may <select name=\"scope\">");
        foreach (var rank in new[] { Rank.Reader, Rank.Editor, Rank.Admin }.Where(rank => rank <= http.Visitor().Rank)) page.Html($"<option value=\"{ScopeName(rank)}\">{Means(rank)}</option>");
        page.Html($"</select></label>\n<label>It ends after <select name=\"days\">");
        foreach (var days in Days) page.Html($"<option value=\"{days}\">{days} days</option>");
        page.Html($"""
            </select></label>
            <div class="buttons"><button class="primary">Make it</button></div>
            </form>
            <p class="meta">It is shown as <code>Authorization: Bearer TOKEN</code>; a feed reader takes it as the password, with any name.</p>

            """);
    });

    private static string ScopeName(Rank rank) => rank switch { Rank.Reader => "read", Rank.Editor => "write", _ => "admin" };

    private static string Means(Rank rank) => rank switch { Rank.Reader => "read", Rank.Editor => "read and write", _ => "do all that an admin may" };

    private static Rank Scope(string word) => word switch
    {
        "read" => Rank.Reader,
        "write" => Rank.Editor,
        "admin" => Rank.Admin,
        _ => throw new WrongException("a token may read, write or admin"),
    };
}

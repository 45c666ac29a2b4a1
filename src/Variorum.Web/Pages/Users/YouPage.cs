namespace Variorum;

/// <summary><c>/you</c>: one's own password, and where one is signed in.</summary>
internal static class YouPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/you", static (HttpContext http, RoomDatabase room, Users users, ReadingRoomOptions options) => Show(http, room, users, options, null)).Needs(Rank.Reader, inPerson: true);
        routes.MapPost("/you/password", ChangePassword).Needs(Rank.Reader, inPerson: true).Costly();
        routes.MapPost("/you/sessions", static (HttpContext http, RoomDatabase room) =>
        {
            if (http.Visitor().User is { } user) Sessions.EndAll(room, user, http);
            return new SeeOther("/you");
        }).Needs(Rank.Reader, inPerson: true);
    }

    private static IResult ChangePassword(HttpContext http, RoomDatabase room, Users users, Attempts attempts, ReadingRoomOptions options)
    {
        var form = http.Request.Form;
        if (http.Visitor() is not { User: not null, Name: { } name }) throw new RefusedException("who sits at the machine has no password here");
        // Whoever finds a browser left open must not guess at leisure.
        attempts.Begin(name, Limits.Network(http));
        if (users.Known(name, form["old"].ToString()) is not { } known) return Wrong();
        attempts.Succeeded(name, Limits.Network(http));
        if (form["new"] != form["again"]) return Show(http, room, users, options, "The new password is not the same in both fields.");
        try
        {
            // All sessions have ended with the old password; this browser goes on in a new one.
            return users.SetPassword(known, form["new"].ToString()) is { } fresh && Sessions.Begin(http, room, options.Clock.GetUtcNow(), fresh.User.Id, fresh.Password) ? new SeeOther("/you") : Wrong();
        }
        catch (ArgumentException wrong)
        {
            return Show(http, room, users, options, $"The new password is not taken: {wrong.Message}.");
        }

        View Wrong()
        {
            http.Audited("could not change the password", counts: true);
            return Show(http, room, users, options, "The old password is not right.");
        }
    }

    private static View Show(HttpContext http, RoomDatabase room, Users users, ReadingRoomOptions options, string? wrong) => new("You", page =>
    {
        var visitor = http.Visitor();
        page.Html($"<p class=\"eyebrow\">{RankNames.Of(visitor.Rank)}</p>\n<h1>{visitor.Name}</h1>\n");
        if (wrong is not null) page.Html($"<div class=\"notice wrong\" role=\"alert\"><p>{wrong}</p></div>\n");
        if (visitor.User is not { } id)
        {
            page.Html($"<p class=\"empty\">You sit at the machine of this reading room, which is open to you without a password.</p>\n");
            return;
        }
        page.Html($"<p class=\"lead\">What you decide here is signed with this name. Programs come in with <a href=\"/tokens\">tokens</a>.</p>\n<h2>Where you are signed in</h2>\n<ul class=\"items\">\n");
        foreach (var session in Sessions.All(room, options.Clock.GetUtcNow(), id, http))
        {
            page.Html($"<li><h3>{(session.Here ? "This browser" : "Another browser")}</h3><p class=\"meta\">from {session.Address} · since {Dated.Text(session.Begun)} · last seen {Dated.Text(session.Seen)}</p><p class=\"meta\"><bdi>{(session.Agent.Length == 0 ? "It does not say which it is." : session.Agent)}</bdi></p></li>\n");
        }
        page.Html($"""
            </ul>
            <div class="buttons">
            <form method="post" action="/you/sessions">{http.FormToken()}<button>End all others</button></form>
            <form method="post" action="/sign-out">{http.FormToken()}<input type="hidden" name="everywhere" value="yes"><button>Sign out everywhere</button></form>
            </div>

            """);
        if (users.Of(id) is not { HasPassword: true }) return;
        page.Html($"""
            <h2>Password</h2>
            <form class="fields single" method="post" action="/you/password">{http.FormToken()}
            <input type="hidden" name="name" autocomplete="username" value="{visitor.Name}">
            <label>Old password <input name="old" type="password" autocomplete="current-password" required maxlength="{Users.LongestPassword}"></label>
            <label>New password <small>{Users.ShortestPassword} characters or more; a few words that belong to no sentence are best</small> <input name="new" type="password" autocomplete="new-password" required minlength="{Users.ShortestPassword}" maxlength="{Users.LongestPassword}"></label>
            <label>New password again <input name="again" type="password" autocomplete="new-password" required minlength="{Users.ShortestPassword}" maxlength="{Users.LongestPassword}"></label>
            <div class="buttons"><button class="primary">Change it</button> <small>All other browsers are signed out.</small></div>
            </form>

            """);
    })
    { Status = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden };
}

namespace Variorum;

/// <summary><c>/sign-in</c> and <c>/sign-out</c>: who comes and who goes.</summary>
internal static class SignInPage
{
    // The same words for whatever was wrong: who tries names learns nothing.
    private const string Wrong = "The name or the password is not right. Both are checked letter by letter; only the name takes either case.";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", static (HttpContext http, ReadingRoomOptions options) => http.Visitor().By == Way.Session ? new SeeOther(OwnPath.Of(http.Request.Query["to"])) : (IResult)Show(http, options, null, "", http.Request.Query["to"]))
            .Needs(Rank.Anybody);
        routes.MapPost("/sign-in", SignIn).Needs(Rank.Anybody).Costly();
        routes.MapPost("/sign-out", SignOut).Needs(Rank.Anybody);
    }

    private static async Task<IResult> SignIn(HttpContext http, ReadingRoomOptions options, RoomDatabase room, Users users, Attempts attempts)
    {
        var form = await http.Form().ConfigureAwait(false);
        var (name, password, network, now) = (form["name"].ToString(), form["password"].ToString(), Limits.Network(http), options.Clock.GetUtcNow());
        if (options.Open) throw new RefusedException("nobody has to sign in here: the reading room is open to who sits at this machine, and to nobody else");
        attempts.Begin(name, network);
        if (users.Known(name, password) is not { } known || !Sessions.Begin(http, room, now, known.User.Id, known.Password))
        {
            // Names that somebody thinks of are without number, and each would be an entry.
            http.Audited("could not sign in", users.Named(name) is not null ? "as " + Audit.Short(name, Users.LongestName) : "by a name that nobody has", counts: true);
            return Show(http, options, Wrong, name, form["to"]);
        }
        attempts.Succeeded(name, network);
        http.Audited("signed in", "", known.User.Name);
        return new SeeOther(OwnPath.Of(form["to"]));
    }

    private static async Task<SeeOther> SignOut(HttpContext http, RoomDatabase room)
    {
        var everywhere = (await http.Form().ConfigureAwait(false))["everywhere"] == "yes";
        if (http.Visitor().User is { } user) http.Audited("signed out", everywhere ? "everywhere" : "");
        if (everywhere && http.Visitor() is { By: Way.Session, User: { } own }) Sessions.EndAll(room, own);
        Sessions.End(http, room);
        // Going back must not show what was read.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return new SeeOther("/sign-in");
    }

    internal static View Show(HttpContext http, ReadingRoomOptions options, string? wrong, string name, string? from) => new("Sign in", page =>
    {
        page.Html($"<h1>Sign in</h1>\n");
        if (options.Open)
        {
            page.Html($"<p class=\"empty\">Nobody has to sign in here: this reading room is open to who sits at its machine, and to nobody else. <a href=\"/\">Go in</a>.</p>\n");
            return;
        }
        var to = OwnPath.Of(from);
        page.Html($"<p class=\"lead\">This reading room is for its users. An admin of it lets you in.</p>\n");
        if (wrong is not null) page.Html($"<div class=\"notice wrong\" role=\"alert\" id=\"wrong\"><p>{wrong}</p></div>\n");
        var described = new Markup.Raw(wrong is null ? "" : " aria-describedby=\"wrong\" aria-invalid=\"true\"");
        page.Html($"""
            <form class="fields single" method="post" action="/sign-in">{http.FormToken()}
            <input type="hidden" name="to" value="{to}">
            <label>Name <input name="name" value="{Audit.Short(name, Users.LongestName)}" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="{Users.LongestName}"{described}></label>
            <label>Password <input name="password" type="password" autocomplete="current-password" required maxlength="{Users.LongestPassword}"{described}></label>
            <div class="buttons"><button class="primary">Sign in</button></div>
            </form>

            """);
        if (options.Elsewhere is { } elsewhere)
            page.Html($"<p class=\"elsewhere\"><a class=\"button\" href=\"/sign-in/elsewhere?to={Uri.EscapeDataString(to)}\">Sign in with {elsewhere.Name}</a></p>\n");
    })
    { Status = wrong is null ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden };
}

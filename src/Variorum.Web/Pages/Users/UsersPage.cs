namespace Variorum;

/// <summary><c>/users</c>: whom an admin lets in, and what they may.</summary>
internal static class UsersPage
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/users", static (HttpContext http, Users users, ReadingRoomOptions options) => Show(http, users, options)).Needs(Rank.Admin, inPerson: true);
        routes.MapPost("/users", static (HttpContext http, Users users) => Changed(http, form =>
        {
            var user = users.Add(form["name"].ToString(), RankNames.Parse(form["role"].ToString()), form["password"].ToString());
            http.Audited("let in", $"{user.Name} as {RankNames.Of(user.Rank)}");
        })).Needs(Rank.Admin, inPerson: true);
        routes.MapPost("/users/{id:long}/role", static (long id, HttpContext http, Users users) => Changed(http, form =>
        {
            var user = users.SetRank(NameOf(users, id), RankNames.Parse(form["role"].ToString()));
            http.Audited("changed the role", $"{user.Name} is {RankNames.Of(user.Rank)}");
        })).Needs(Rank.Admin, inPerson: true);
        routes.MapPost("/users/{id:long}/password", static (long id, HttpContext http, Users users) => Changed(http, form =>
            http.Audited("changed the password", users.SetPassword(NameOf(users, id), form["password"].ToString()).Name))).Needs(Rank.Admin, inPerson: true);
        routes.MapPost("/users/{id:long}/remove", static (long id, HttpContext http, Users users) => Changed(http, _ =>
            http.Audited("removed", users.Remove(NameOf(users, id)).Name))).Needs(Rank.Admin, inPerson: true);
    }

    private static string NameOf(Users users, long id) => users.Of(id)?.Name ?? throw new NotThereException("there is no user of this number any more");

    private static async Task<SeeOther> Changed(HttpContext http, Action<IFormCollection> change)
    {
        var form = await http.Form().ConfigureAwait(false);
        try
        {
            change(form);
            return new SeeOther("/users");
        }
        catch (ArgumentException wrong)
        {
            throw new WrongException(wrong.Message);
        }
    }

    private static View Show(HttpContext http, Users users, ReadingRoomOptions options) => new("Users", page =>
    {
        var all = users.All();
        page.Html($"<h1>Users</h1>\n<p class=\"lead\">A reader reads. An editor also corrects links, writes notes and adds sources. An admin also says who may. The <a href=\"/audit\">audit log</a> tells who did what.</p>\n");
        if (options.Open) page.Html($"<div class=\"notice\"><p>This reading room is open to who sits at its machine without a login. Users count once it listens elsewhere, or is started with <code>--users</code>.</p></div>\n");
        if (all.Count == 0) page.Html($"<p class=\"empty\">There are no users yet. Let the first one in below, as an admin.</p>\n");
        else
        {
            page.Html($"<h2 class=\"vh\">Who may come in</h2>\n<ul class=\"items\">\n");
            foreach (var user in all) Write(page, user, http);
            page.Html($"</ul>\n");
        }
        page.Html($"""
            <h2 id="add">Let somebody in</h2>
            <form class="fields" method="post" action="/users">{http.FormToken()}
            <label>Name <small>as decisions are signed</small> <input name="name" required maxlength="{Users.LongestName}" autocomplete="off" autocapitalize="none" spellcheck="false"></label>
            <label>Role {Choice(Rank.Reader)}</label>
            <label>Password <small>{Users.ShortestPassword} characters or more; they can change it</small> <input name="password" type="password" required minlength="{Users.ShortestPassword}" maxlength="{Users.LongestPassword}" autocomplete="new-password"></label>
            <div class="buttons"><button class="primary">Let in</button></div>
            </form>

            """);
    });

    private static void Write(StringBuilder page, User user, HttpContext http)
    {
        page.Html($"<li><h3><bdi>{user.Name}</bdi></h3><p class=\"meta\">{RankNames.Of(user.Rank)} · since {Dated.Text(user.Made)}{(user.HasPassword ? "" : " · signs in elsewhere, where the role is said too")}{(http.Visitor().User == user.Id ? " · you" : "")}</p>\n<details class=\"more\"><summary>Change<span class=\"vh\"> {user.Name}</span></summary>\n");
        page.Html($"<form class=\"line\" method=\"post\" action=\"/users/{user.Id}/role\">{http.FormToken()}<label>Role {Choice(user.Rank)}</label><button>Change role</button></form>\n");
        if (user.HasPassword)
            page.Html($"<form class=\"line\" method=\"post\" action=\"/users/{user.Id}/password\">{http.FormToken()}<label>New password <input name=\"password\" type=\"password\" required minlength=\"{Users.ShortestPassword}\" maxlength=\"{Users.LongestPassword}\" autocomplete=\"new-password\"></label><button>Change password</button></form>\n");
        page.Html($"<form class=\"line\" method=\"post\" action=\"/users/{user.Id}/remove\">{http.FormToken()}<p>Sessions and tokens end at once; what they decided stays, signed.</p><button>Remove {user.Name}</button></form>\n</details></li>\n");
    }

    private static Markup.Part Choice(Rank chosen) => page =>
    {
        page.Html($"<select name=\"role\">");
        foreach (var role in RankNames.All) page.Html($"<option{new Markup.Raw(role == RankNames.Of(chosen) ? " selected" : "")}>{role}</option>");
        page.Html($"</select>");
    };
}
